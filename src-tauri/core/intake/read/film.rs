//! What all films have in common, whatever their container.

use crate::intake::reading::FilmReading;

/// Longest list of names or longest title that is believed.
pub(super) const TITLE_LIMIT: usize = 300;

/// A film whose container is recognised but not looked into: the screen's decoder has the last word.
pub(super) fn guess(container: &str) -> FilmReading {
    FilmReading {
        container: container.to_owned(),
        mime: "video/mpeg".to_owned(),
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

/// Container and codec of the picture, as far as they are known.
pub(crate) fn kind(film: &FilmReading) -> String {
    match film.codec.as_str() {
        "" => film.container.clone(),
        codec => format!("{}, {codec}", film.container),
    }
}

/// The field's word for the transfer of a picture that is brighter than a screen (ITU-T H.273, table 3).
pub(super) fn hdr(transfer: u64) -> Option<String> {
    match transfer {
        16 => Some("PQ".to_owned()),
        18 => Some("HLG".to_owned()),
        _ => None,
    }
}

/// The field's word for a picture's codec, by how its RFC 6381 name begins; empty for one that has none.
pub(super) fn codec_name(codec: &str) -> &'static str {
    const NAMES: [(&str, &str); 22] = [
        ("avc", "H.264"),
        ("hvc", "HEVC"),
        ("hev", "HEVC"),
        ("dvh", "HEVC (Dolby Vision)"),
        ("av01", "AV1"),
        ("vp09", "VP9"),
        ("vp9", "VP9"),
        ("vp08", "VP8"),
        ("vp8", "VP8"),
        ("vvc", "VVC"),
        ("mp4v", "MPEG-4 Part 2"),
        ("v_mpeg4", "MPEG-4 Part 2"),
        ("v_mpeg2", "MPEG-2"),
        ("v_mpeg1", "MPEG-1"),
        ("v_theora", "Theora"),
        ("ap4", "ProRes"),
        ("apc", "ProRes"),
        ("jpeg", "Motion JPEG"),
        ("mjp", "Motion JPEG"),
        ("dv", "DV"),
        ("s263", "H.263"),
        ("svq", "Sorenson Video"),
    ];
    NAMES
        .iter()
        .find(|(start, _)| codec.starts_with(start))
        .map_or("", |(_, name)| name)
}
