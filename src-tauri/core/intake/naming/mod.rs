//! From the names of files and folders to what visitors read: titles, numbers, languages, order.

pub mod folder;
pub mod language;
pub mod order;
pub mod plate;
pub mod title;
mod words;

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// The same text with every accent joined to its letter, so that names typed on a Mac equal names typed
/// elsewhere.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// Runs of white space and control characters become one space; none at the ends.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|letter| !is_unseen(*letter))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks that come along when names are pasted and are not seen. Those of direction turn around what stands beside them,
/// so that `exe.gpj` reads `jpg.exe`.
#[must_use]
pub(crate) fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// The same text with a mark in place of each sign that is not seen or that commands a terminal: for names that are
/// shown to be recognised, where leaving signs out would make two names one.
#[must_use]
pub(crate) fn plain(text: &str) -> String {
    let plain = |letter: char| letter.is_control() || is_unseen(letter);
    text.chars()
        .map(|letter| if plain(letter) { '\u{fffd}' } else { letter })
        .collect()
}

/// Value of a decimal digit of any script in use.
#[must_use]
pub(crate) fn digit(letter: char) -> Option<u32> {
    /// The zero of each set of ten.
    const ZEROS: [u32; 24] = [
        0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
        0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0x1946, 0xa900, 0xabf0, 0xff10,
    ];
    ZEROS
        .iter()
        .find_map(|zero| (letter as u32).checked_sub(*zero).filter(|value| *value < 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_script_have_their_value() {
        for digits in [
            "0123456789",
            "٠١٢٣٤٥٦٧٨٩",
            "۰۱۲۳۴۵۶۷۸۹",
            "०१२३४५६७८९",
            "０１２３４５６７８９",
        ] {
            let values: Vec<_> = digits.chars().filter_map(digit).collect();
            assert_eq!(values, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "{digits}");
        }
        assert_eq!(digit('a'), None);
        assert_eq!(digit('²'), None);
    }

    #[test]
    fn accents_are_joined_and_lines_are_one() {
        assert_eq!(composed("Muse\u{301}e"), "Musée");
        assert_eq!(one_line("  a\n\t b\u{200f} \0c "), "a b c");
    }
}
