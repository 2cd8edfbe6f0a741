//! What crosses so that openings can be counted.

use serde::{Deserialize, Serialize};

/// What was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub enum UsageKind {
    /// The stand itself.
    Stand,
    /// A publication.
    Publication,
    /// A film.
    Film,
    /// A photo exhibition.
    Photos,
}

/// One opening, without anything of who it was: the body of `POST /usage`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct UsageNote {
    /// Id of the stand.
    pub stand: String,
    /// What was opened.
    pub kind: UsageKind,
    /// Id of the publication, film or series; empty for a stand.
    pub item: String,
    /// The visitor's language, one of the exhibition's.
    pub language: String,
    /// Local date as `YYYY-MM-DD`.
    pub day: String,
    /// Local hour, 0 to 23.
    pub hour: u32,
}
