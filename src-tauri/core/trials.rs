//! What must hold for any bytes at all, one function for each reader of foreign bytes that runs inside the show itself or
//! decides what a screen says.
//!
//! The fuzz targets in `fuzz/` call these, and so does the test below with the same corpora, so that a machine without a
//! fuzzer tries thousands of broken inputs as well, the same ones each time.

use std::io::Cursor;

use crate::intake::captions;
use crate::intake::naming::folder::folder_title;
use crate::intake::naming::plate::plate;
use crate::intake::naming::title::{readable, readable_version, real_title, title_of};
use crate::intake::naming::{composed, is_unseen, language};
use crate::intake::problem::Language;
use crate::intake::read::sniff::{self, HEAD};
use crate::intake::read::{jpeg, words::Words};
use crate::intake::settings::{read_exhibition, read_stand};
use crate::intake::text::decode;
use crate::intake::whole::wholeness;

fn is_shown_safely(text: &str) -> bool {
    !text
        .chars()
        .any(|letter| letter.is_control() || is_unseen(letter))
}

/// Names of files and folders become titles that a screen can show as they are.
///
/// # Panics
/// When one of them could turn a line around or command a terminal, or a stand loses its name.
pub fn names(bytes: &[u8]) {
    let name = String::from_utf8_lossy(bytes);
    let stand = plate(&name);
    assert!(name.is_empty() || !stand.name.is_empty(), "{name:?}");
    let (before, after) = name.split_once('\n').unwrap_or((&name, ""));
    let titles = [
        Some(stand.name),
        title_of(&name),
        Some(readable(&name)),
        Some(readable_version(&name)),
        real_title(before, after),
        folder_title(&name),
        language::known(&name),
    ];
    for title in titles.into_iter().flatten() {
        assert!(is_shown_safely(&title), "{name:?} became {title:?}");
    }
    let _ = (composed(&name), language::folder(&name));
}

/// Captions become WebVTT that has as many cues as were counted, and that reads the same again.
///
/// # Panics
/// When it does not.
pub fn captions(bytes: &[u8]) {
    let text = decode(bytes);
    let vtt = captions::to_vtt(&text);
    assert!(vtt.starts_with("WEBVTT\n\n"), "{vtt:?}");
    assert_eq!(
        captions::count(&vtt),
        captions::count(&text),
        "{text:?} became {vtt:?}"
    );
    assert_eq!(vtt.matches("-->").count(), captions::count(&text), "{vtt:?}");
}

/// Settings are read as far as they can be, and what is wrong with them can be said in every language.
///
/// # Panics
/// When a sentence is missing or could command a terminal, or a mistake lies on no line of the file.
pub fn settings(bytes: &[u8]) {
    let text = decode(bytes);
    let lines = text.matches('\n').count() + 1;
    let (_, stand) = read_stand(&text, "stand.json");
    let (_, exhibition) = read_exhibition(&text, "exhibition.json");
    assert!(stand.len() <= 30 && exhibition.len() <= 30);
    for problem in stand.iter().chain(&exhibition) {
        let line = problem.line.unwrap_or_default() as usize;
        assert!((1..=lines).contains(&line), "{problem:?} of {lines} lines");
        for language in Language::ALL {
            let advice = problem.words.of(language);
            for words in [&advice.sentence, &advice.remedy] {
                assert!(!words.is_empty() && is_shown_safely(words), "{words:?}");
            }
        }
    }
}

/// Heads of files, and the words that photos carry in them.
///
/// # Panics
/// Never; that is what is tried.
pub fn headers(bytes: &[u8]) {
    let _ = sniff::kind(&bytes[..bytes.len().min(HEAD as usize)]);
    let _ = wholeness(&mut Cursor::new(bytes), bytes.len() as u64);
    let _ = jpeg::is_whole(bytes);
    let iptc = jpeg::iptc(bytes);
    let _ = Words::gather(Some(bytes), &iptc, Some(bytes));
    let _ = Words::gather(None, bytes, None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Knuth's linear congruential generator: any fixed sequence will do, as long as it goes everywhere.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % bound.max(1)
        }
    }

    /// What breaks readers most often.
    const PIECES: &[&[u8]] = &[
        b"\0",
        b"\xff",
        b"\xff\xff\xff\xff",
        b"\x80\0\0\0",
        b"-->",
        b"{",
        b"}",
        b"\"",
        b"\\",
        b"&",
        b"<",
        b",",
        b"\r\n",
        b"99999999999999999999",
        b"\xe2\x80\xae",
        b"\xcc\x81",
        b"\xf0\x9f\x8f\xb3\xef\xb8\x8f",
    ];

    fn spoil(sound: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
        let mut bytes = sound.to_vec();
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len() + 1);
            match dice.below(5) {
                0 => bytes.truncate(at),
                1 => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << dice.below(8);
                    }
                }
                2 => {
                    let piece = PIECES[dice.below(PIECES.len())];
                    bytes.splice(at..at, piece.iter().copied());
                }
                3 => {
                    let end = (at + dice.below(40)).min(bytes.len());
                    bytes.drain(at..end);
                }
                _ => {
                    let from = dice.below(other.len() + 1);
                    let to = (from + dice.below(60)).min(other.len());
                    bytes.splice(at..at, other[from..to].iter().copied());
                }
            }
        }
        bytes
    }

    fn try_all(corpus: &str, trial: fn(&[u8])) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../fuzz/corpus")
            .join(corpus);
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        let seeds: Vec<_> = files.iter().map(|path| std::fs::read(path).unwrap()).collect();
        assert!(seeds.len() >= 5, "{corpus}");
        let mut dice = Dice(1);
        for seed in &seeds {
            trial(seed);
        }
        for round in 0..4000 {
            let other = &seeds[dice.below(seeds.len())];
            trial(&spoil(&seeds[round % seeds.len()], other, &mut dice));
        }
    }

    #[test]
    fn any_name_becomes_a_title_that_can_be_shown() {
        try_all("names", names);
    }

    #[test]
    fn any_captions_become_sound_ones() {
        try_all("captions", captions);
    }

    #[test]
    fn any_settings_are_read_as_far_as_they_go() {
        try_all("settings", settings);
    }

    #[test]
    fn any_header_is_read_or_left() {
        try_all("headers", headers);
    }
}
