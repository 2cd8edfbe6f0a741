//! What crosses so that a publication can be listened to.

use serde::{Deserialize, Serialize};

/// What the machine can read aloud by itself: the answer of `GET /voices`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Voices {
    /// BCP 47 codes of the languages that a voice of its own speaks, in lower case; empty where there is none.
    pub languages: Vec<String>,
}

/// A sentence to be read aloud: the body of `POST /speak`, which is answered when it has been said. Whoever lets go of
/// the request before stops the voice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct SpeakWish {
    /// One line, at most 1,000 characters.
    pub sentence: String,
    /// BCP 47 code.
    pub language: String,
    /// How fast: 1 is as the voice speaks by itself, 0.5 to 2.
    pub rate: f64,
    /// How loud, 0 to 1.
    pub loudness: f64,
}

/// A recording of an edition: `report.fr.mp3` beside `report.fr.pdf`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Audio {
    /// Names the bytes: `/media/<media>`.
    pub media: String,
    /// For `canPlayType`, e.g. `audio/mpeg`.
    pub mime: String,
    /// Length in seconds; 0 when the file does not say.
    pub seconds: f64,
}
