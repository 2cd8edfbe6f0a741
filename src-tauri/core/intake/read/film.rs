//! What all films have in common, whatever their container.

use crate::intake::reading::FilmReading;

/// Longest list of names or longest title that is believed.
pub(super) const TITLE_LIMIT: usize = 300;

/// A film whose container is recognised but not looked into: the screen's decoder has the last word.
pub(super) fn guess(container: &str) -> FilmReading {
    let mime = match container {
        "AVI" => "video/x-msvideo",
        "MPEG-TS" => "video/mp2t",
        _ => "video/mpeg",
    };
    FilmReading {
        container: container.to_owned(),
        mime: mime.to_owned(),
        sound: true,
        ..FilmReading::default()
    }
}

/// The RFC 6381 type of a container with these codecs.
pub(super) fn mime(content_type: &str, codecs: &[String]) -> String {
    if codecs.is_empty() {
        content_type.to_owned()
    } else {
        format!("{content_type}; codecs=\"{}\"", codecs.join(", "))
    }
}

/// A title worth handing on.
pub(super) fn title(words: &str) -> Option<String> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!words.is_empty() && words.len() <= TITLE_LIMIT).then(|| words.to_owned())
}
