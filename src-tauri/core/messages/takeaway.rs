//! What crosses so that a visitor can take things away.

use serde::{Deserialize, Serialize};

use super::Texts;

/// What there is of an item to take away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Away {
    /// Where it is found on the web, `http` or `https`: from `name.url`, `name.webloc` or `stand.json`.
    pub link: Option<String>,
    /// The same by language, from `name.fr.url`.
    pub links: Texts,
    /// Size of its file in thousands of bytes, rounded up.
    pub kilobytes: u32,
}

/// A text as a QR code of level M: the answer of `POST /qr`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct QrSymbol {
    /// Modules on a side, 21 to 97; the quiet zone of four around them is not counted.
    pub size: u32,
    /// From the top: `1` for each dark module, `0` for each light one.
    pub rows: Vec<String>,
}

/// What a visitor takes away as files: the body of `POST /take-away`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct BasketWish {
    /// Language of the page, as a BCP 47 code.
    pub language: String,
    /// Media names of editions, films and photos, at most 60.
    pub media: Vec<String>,
}

/// Where the files of a list can be fetched for a while: the answer of `POST /take-away`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct BasketOffer {
    /// `http`, by a numeric address of this machine.
    pub address: String,
    /// How long it is there.
    pub minutes: u32,
}
