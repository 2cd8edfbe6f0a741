//! Title, caption and credit of a photo, from wherever its maker wrote them.

use super::{exif, iptc, xmp};

/// What a photo says about itself. Places are never among it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) title: Option<String>,
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
}

/// Longer ones are not words for a wall.
const LIMIT: usize = 20_000;

/// What cameras and phones write when nobody has written anything.
const BOILERPLATE: &[&str] = &[
    "olympus digital camera",
    "sony dsc",
    "konica minolta digital camera",
    "kodak digital still camera",
    "minolta digital camera",
    "digital camera",
    "samsung digital camera",
    "samsung camera pictures",
    "samsung",
    "created by dji",
    "default",
    "dcim",
    "exif_jpeg_picture",
    "jpeg image",
    "untitled",
    "hdr",
    "cof",
    "rbt",
    "mde",
    "edf",
    "sdr",
    "oplus_0",
    "screenshot",
    "charset=\"ascii\"",
    "<autosafe>",
    "unknown",
    "x-default",
    "none",
    "n/a",
    "photographer",
    "picasa",
];

impl Words {
    /// XMP is what photographers' programs write today, IPTC what agencies send, EXIF what is left.
    pub(crate) fn gather(xmp: Option<&[u8]>, iptc: &[u8], exif: Option<&[u8]>) -> Self {
        let sources = [xmp.map(xmp::words).unwrap_or_default(), iptc::words(iptc)];
        let exif = exif.map(exif::words).unwrap_or_default();
        let mut words = sources.into_iter().chain([exif]).fold(Self::default(), Self::or);
        // The same sentence twice says nothing more.
        if words.title == words.caption {
            words.caption = None;
        }
        words
    }

    fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            caption: self.caption.or(other.caption),
            credit: self.credit.or(other.credit),
        }
    }
}

/// Trimmed and printable; `None` when nothing is left, or far too much.
pub(super) fn clean(words: &str) -> Option<String> {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    let words: String = words.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let words = words.trim();
    (!words.is_empty() && words.len() <= LIMIT).then(|| words.to_owned())
}

/// What somebody meant: clean, and not a camera's own text.
pub(super) fn meant(words: &str) -> Option<String> {
    clean(words).filter(|words| {
        let boilerplate = BOILERPLATE.contains(&words.to_lowercase().as_str());
        !boilerplate && !is_only_numbers(words)
    })
}

/// Counters and dates are not words.
fn is_only_numbers(words: &str) -> bool {
    !words.chars().any(char::is_alphabetic)
}

/// Bytes of a time before UTF-8, or of it.
pub(super) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    match std::str::from_utf8(bytes) {
        Ok(words) => words.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_camera_writes_is_not_meant() {
        for words in [
            "OLYMPUS DIGITAL CAMERA         ",
            "SONY DSC",
            "20240501_1203",
            "  \n",
            "x-default",
            "Default",
            "\0\0",
        ] {
            assert_eq!(meant(words), None, "{words:?}");
        }
        assert_eq!(
            meant(" Market, Sony Center\r\n2024 ").as_deref(),
            Some("Market, Sony Center\n2024")
        );
    }

    #[test]
    fn old_bytes_are_read_as_what_they_probably_are() {
        assert_eq!(decode("Łódź".as_bytes()), "Łódź");
        assert_eq!(decode(b"Caf\xe9\0rest"), "Café");
    }
}
