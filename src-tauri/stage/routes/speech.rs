//! Reading aloud by the machine's own voice, to whoever stands before its window.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use vitrine_core::messages::{SpeakWish, Voices};

use super::{House, films};
use crate::refusal::Refusal;

/// Longest sentence, in characters. The screens cut at 400.
const LONGEST: usize = 1_000;
/// Nothing that is said slowly takes longer; a voice that does not say when it is over is given up.
const PATIENCE: Duration = Duration::from_secs(180);

pub(super) async fn voices(State(house): State<Arc<House>>) -> Json<Voices> {
    let languages = match &house.beside.reader {
        Some(reader) => reader.languages().await,
        None => Vec::new(),
    };
    Json(Voices { languages })
}

pub(super) async fn speak(State(house): State<Arc<House>>, request: Request) -> Result<StatusCode, Refusal> {
    let reader = house.beside.reader.as_ref().ok_or(Refusal::Unknown)?;
    let wish: SpeakWish =
        serde_json::from_slice(&films::body(request).await?).map_err(|_| Refusal::Unclear)?;
    if !can_be_said(&wish) {
        return Err(Refusal::Unclear);
    }
    match tokio::time::timeout(PATIENCE, reader.read(wish)).await {
        Ok(said) => said.map(|()| StatusCode::NO_CONTENT),
        Err(_late) => Err(Refusal::Mute),
    }
}

/// What goes to a synthesiser is one line of words and a few plain settings.
fn can_be_said(wish: &SpeakWish) -> bool {
    let length = wish.sentence.chars().count();
    let language = &wish.language;
    (1..=LONGEST).contains(&length)
        && !wish.sentence.chars().any(char::is_control)
        && (2..=35).contains(&language.len())
        && language
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        && (0.5..=2.0).contains(&wish.rate)
        && (0.0..=1.0).contains(&wish.loudness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_line_in_a_language_can_be_said() {
        let wish = SpeakWish {
            sentence: "Il pleut.".into(),
            language: "fr-be".into(),
            rate: 1.25,
            loudness: 0.4,
        };
        assert!(can_be_said(&wish));
        for sentence in ["", "one\r\n.\r\nSTOP all", &"x".repeat(1_001)] {
            let sentence = sentence.to_owned();
            assert!(!can_be_said(&SpeakWish {
                sentence,
                ..wish.clone()
            }));
        }
        for language in ["", "f", "fr be", "fr\r\nQUIT"] {
            let language = language.to_owned();
            assert!(!can_be_said(&SpeakWish {
                language,
                ..wish.clone()
            }));
        }
        for rate in [f64::NAN, 0.0, 0.4, 9.0] {
            assert!(!can_be_said(&SpeakWish { rate, ..wish.clone() }));
            assert!(!can_be_said(&SpeakWish {
                loudness: rate - 1.0,
                ..wish.clone()
            }));
        }
    }
}
