//! What is said about finding things: across all stands, and within one publication.

use serde::{Deserialize, Serialize};

use super::Region;

/// What was found across all stands: `GET /search?q=<what was typed>`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct SearchResult {
    /// How many things were found; at most the first sixty of them follow.
    pub total: u32,
    /// The best first, each thing once.
    pub hits: Vec<SearchHit>,
    /// False while publications are still being read: there may be more to find.
    pub complete: bool,
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub enum HitKind {
    /// A stand, by its name or what it says of itself.
    Stand,
    /// A publication, by a title or a page.
    Publication,
    /// A film, by its title or its captions.
    Film,
    /// A photo exhibition, by its title.
    Series,
    /// A photo, by its title, caption or maker.
    Photo,
}

/// One thing that was found, and where in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct SearchHit {
    /// What it is.
    pub kind: HitKind,
    /// Id of its stand.
    pub stand: String,
    /// Id of the publication, film, series or photo; that of the stand for a stand.
    pub id: String,
    /// Media name of the edition, film or photo; the first photo of a series. Absent for a stand.
    pub media: Option<String>,
    /// The page that has it, from 1; absent when it was found by its title.
    pub page: Option<u32>,
    /// Seconds from the beginning of the film where it is said; absent when it was found by its title.
    pub seconds: Option<f64>,
    /// Its title in the words that were looked for, as far as it has one; may be empty.
    pub title: Passage,
    /// The words around the find, where that is not the title.
    pub snippet: Option<Passage>,
}

/// A text in one line with marked parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Passage {
    /// Without line breaks; `…` where it was cut.
    pub text: String,
    /// In order, none over another.
    pub marks: Vec<Mark>,
}

/// A marked part of a text, in UTF-16 units as JavaScript counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Mark {
    /// The first.
    pub from: u32,
    /// The one after the last.
    pub to: u32,
}

/// Where a publication has the words: `GET /publication/<media>/find?q=<what was typed>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Finding {
    /// Whether its words are known; absent while it is still being read. False where it has none, as scans do.
    pub searchable: Option<bool>,
    /// The pages that have all the words, in order, at most a thousand.
    pub pages: Vec<FoundPage>,
}

/// One page that has what was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct FoundPage {
    /// Counts from 1.
    pub page: u32,
    /// How often it has any of the words, at least 1.
    pub hits: u32,
}

/// Where on one page the words are: `GET /publication/<media>/find/<page>?q=<what was typed>`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct PageMarks {
    /// For each word in the order of the page, its boxes; more than one where a line's end divides it.
    pub hits: Vec<Vec<Region>>,
}
