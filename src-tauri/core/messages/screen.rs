//! What crosses so that the window knows how its page fares.

use serde::{Deserialize, Serialize};

/// A sign of life, every five seconds and whenever something of the loop has come to rest: the body of `POST /screen/beat`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct ScreenBeat {
    /// When this page was loaded, in milliseconds since 1970: tells it from the one before.
    pub page: f64,
    /// Something of the show is on the glass.
    pub shows: bool,
    /// Nobody is there, and what is on the glass stands still for seconds to come: a new page may take its place.
    pub still: bool,
    /// The media name of what has just come to rest on the glass, where it is no card.
    pub item: Option<String>,
}
