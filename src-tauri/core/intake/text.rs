//! Reads small text files in whatever encoding they were saved.

use std::borrow::Cow;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::intake::open;

/// Longest text file that is read, in bytes.
pub const LONGEST: u64 = 1 << 20;

/// Why a text file has no text for us.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// It cannot be opened or read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is longer than [`LONGEST`].
    #[error("{} is longer than a caption or settings file can be", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
    },
}

/// The text of a file.
///
/// # Errors
/// When the file cannot be read or is longer than [`LONGEST`].
pub fn read_text(path: &Path) -> Result<String, TextError> {
    let unreadable = |source| TextError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    open::regular(path)
        .map_err(unreadable)?
        .take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return Err(TextError::TooLong {
            path: path.to_owned(),
        });
    }
    Ok(decode(&bytes))
}

/// Text from bytes: by byte order mark, else UTF-8 if it is that, else UTF-16 by the look of its zeros, else
/// Windows-1252. The byte order mark is gone afterwards and NUL characters are dropped.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let encoding = if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) {
        UTF_8
    } else {
        utf16(bytes).unwrap_or(WINDOWS_1252)
    };
    // Looks at the byte order mark first, which outranks our guess.
    let text = encoding.decode(bytes).0;
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        Cow::into_owned(text)
    }
}

/// UTF-16 without a mark: in Latin text every second byte is zero.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = bytes.len() / 2;
    let zeros = |odd: usize| {
        bytes
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 2 > pairs && even * 8 < pairs {
        Some(UTF_16LE)
    } else if even * 2 > pairs && odd * 8 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_comes_out_the_same() {
        let text = "Musée — café\n";
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()), text);
        assert_eq!(decode(&utf16_bytes(text, u16::to_le_bytes)), text);
        assert_eq!(decode(&utf16_bytes(text, u16::to_be_bytes)), text);
        assert_eq!(
            decode(&utf16_bytes(&format!("\u{feff}{text}"), u16::to_le_bytes)),
            text
        );
        assert_eq!(
            decode(&utf16_bytes(&format!("\u{feff}{text}"), u16::to_be_bytes)),
            text
        );
        assert_eq!(decode(b"Mus\xe9e \x97 caf\xe9\n"), text);
    }

    #[test]
    fn arabic_in_utf8_stays_arabic() {
        assert_eq!(decode("صور من الرحلة".as_bytes()), "صور من الرحلة");
    }

    #[test]
    fn arabic_in_utf16_with_a_mark_is_read() {
        assert_eq!(decode(&utf16_bytes("\u{feff}صور", u16::to_le_bytes)), "صور");
    }

    #[test]
    fn nothing_and_noise_do_not_trouble_anyone() {
        assert_eq!(decode(b""), "");
        assert_eq!(decode(b"a\0b"), "ab");
        assert!(!decode(&[0xff, 0xfe, 0x00]).contains('\0'));
    }

    #[test]
    fn a_long_file_is_refused_and_named() {
        let dir = tempfile::tempdir().expect("dir");
        let path = dir.path().join("long.txt");
        std::fs::write(&path, vec![b'a'; LONGEST as usize + 1]).expect("file");
        assert!(
            read_text(&path)
                .expect_err("too long")
                .to_string()
                .contains("long.txt")
        );
        std::fs::write(&path, vec![b'a'; LONGEST as usize]).expect("file");
        assert_eq!(read_text(&path).expect("fits").len() as u64, LONGEST);
        assert!(matches!(read_text(dir.path()), Err(TextError::Unreadable { .. })));
    }
}
