//! What is said of one leaf as text, to be read on the glass at any size or read aloud.

use serde::{Deserialize, Serialize};

/// One leaf of a publication as text: `GET /leaf/<media>/<n>`, counted from 1. A page of a PDF, its lines joined to
/// paragraphs; a chapter or section of text that flows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Leaf {
    /// Safe HTML: headings, paragraphs, lists, quotations, tables, figures and emphasis; no link, style or script, and no
    /// attribute but `lang`, `dir`, `alt`, `colspan`, `rowspan` and, for pictures of this publication alone, `src`. Empty
    /// where there are no words, as on a scan.
    pub html: String,
    /// BCP 47 code, where the leaf or its document says one.
    pub language: Option<String>,
    /// Its text runs from right to left.
    pub right_to_left: bool,
    /// Heading of the leaf, where it has one.
    pub title: Option<String>,
}
