//! Every sentence in every language: there, whole, and of its own language.

use std::collections::BTreeSet;

use super::*;
use crate::intake::settings::Found;

const WHATS: [&str; 22] = [
    "",
    "PDF",
    "HEIC",
    "protected EPUB",
    "ZIP",
    "DOCX",
    "PPTX",
    "XLSX",
    "DOC, PPT or XLS",
    "camera raw",
    "JPEG XL",
    "MP3",
    "12-bit JPEG",
    "MP4",
    "MPEG-4 Part 2 in AVI",
    "AVI",
    "HTML",
    "database",
    "program",
    "font",
    "pipe or device",
    "Blender",
];

fn every_problem() -> Vec<Problem> {
    use ProblemCode as Code;
    let codes = [
        Code::FolderMissing,
        Code::FileUnreadable,
        Code::FileEmpty,
        Code::FileDamaged,
        Code::FileTooLarge,
        Code::FileQuarantined,
        Code::AnimationTooLong,
        Code::NoPages,
        Code::PasswordNeeded,
        Code::KindNotShown,
        Code::KindUnknown,
        Code::FilmNotPlayable,
        Code::FilmFlashes,
        Code::FilmStutters,
        Code::LinkLeavesFolder,
        Code::AddressUnclear,
        Code::AddressAlone,
        Code::SoundAlone,
        Code::SettingsSyntax,
        Code::CaptionsUnreadable,
    ];
    let of_files = codes
        .into_iter()
        .flat_map(|code| WHATS.map(|what| problem(code, what, "01/a", None)));
    let of_entries = ["folder", "link"].map(|what| problem(Code::FileUnreadable, what, "01/a", None));
    let of_settings = mistakes()
        .into_iter()
        .map(|mistake| mistaken(Code::SettingsField, "01/stand.json", 3, &mistake));
    of_files.chain(of_entries).chain(of_settings).collect()
}

fn mistakes() -> Vec<Mistake> {
    let name = || "colour".to_owned();
    let text = || "blue".to_owned();
    let mut mistakes = vec![
        Mistake::NotOneObject,
        Mistake::Blank,
        Mistake::NotJson { line: 3 },
        Mistake::UnknownField {
            name: name(),
            meant: Some("blurb"),
            known: String::new(),
        },
        Mistake::UnknownField {
            name: name(),
            meant: None,
            known: "\"blurb\"".into(),
        },
        Mistake::NoLanguage {
            tag: text(),
            field: None,
        },
        Mistake::NoLanguage {
            tag: text(),
            field: Some(name()),
        },
        Mistake::NotColour {
            name: name(),
            text: text(),
        },
        Mistake::NumberOutside {
            name: name(),
            number: 1.5,
            least: 3,
            most: 120,
            kept: 3,
        },
        Mistake::NotTime {
            name: name(),
            text: text(),
        },
        Mistake::NotDay {
            name: name(),
            text: text(),
        },
        Mistake::CommaTooMany { line: 3 },
        Mistake::CommaAtEnd { line: 3 },
        Mistake::CommaMissing { line: 3 },
        Mistake::Comment { line: 3 },
        Mistake::WrongQuote {
            line: 3, quote: '“'
        },
        Mistake::QuoteMissing { line: 3 },
        Mistake::NotClosed,
        Mistake::BlurbTooLong {
            length: 200,
            most: 180,
        },
        Mistake::SessionLacks,
        Mistake::DayPartLacks,
        Mistake::NoSuchStand { name: "7".into() },
        Mistake::NoSuchFile { name: text() },
        Mistake::NotAddress {
            name: name(),
            text: text(),
        },
        Mistake::NotContact {
            name: name(),
            text: text(),
        },
        Mistake::SessionBackwards {
            start: "10:00".into(),
            end: "09:00".into(),
        },
    ];
    for found in [Found::Raw("7".into()), Found::Object, Found::List, Found::Nothing] {
        let found = || found.clone();
        mistakes.extend([
            Mistake::NotObject {
                name: name(),
                found: found(),
            },
            Mistake::NotList {
                name: name(),
                found: found(),
            },
            Mistake::NotText {
                name: name(),
                found: found(),
            },
            Mistake::NotWords {
                name: name(),
                found: found(),
            },
            Mistake::NotNumber {
                name: name(),
                found: found(),
            },
            Mistake::NotFlag {
                name: name(),
                found: found(),
            },
        ]);
    }
    mistakes
}

#[test]
fn every_problem_says_what_is_wrong_and_what_to_do_in_every_language() {
    for problem in every_problem() {
        for language in Language::ALL {
            let Advice { sentence, remedy } = problem.words.of(language);
            for words in [sentence, remedy] {
                assert!(
                    words.ends_with(['.', '?']) && words.len() > 10 && words.chars().count() < 170,
                    "{language:?}: {words}"
                );
                // "\"name\" must be …" begins with a quote.
                let begins_well =
                    words.starts_with('"') || words.chars().next().is_some_and(char::is_uppercase);
                assert!(
                    begins_well && !words.contains("  ") && !words.contains("{}"),
                    "{words}"
                );
            }
        }
        let sentences: BTreeSet<_> = Language::ALL
            .map(|language| &problem.words.of(language).sentence)
            .into();
        let remedies: BTreeSet<_> = Language::ALL
            .map(|language| &problem.words.of(language).remedy)
            .into();
        assert_eq!((sentences.len(), remedies.len()), (4, 4), "{problem:#?}");
    }
}

#[test]
fn what_a_settings_file_quotes_cannot_turn_the_sentence_around() {
    let mistake = Mistake::NotColour {
        name: "colour".into(),
        text: "\u{202e}der\u{1b}[31m".into(),
    };
    let problem = mistaken(ProblemCode::SettingsField, "01/stand.json", 1, &mistake);
    for language in Language::ALL {
        let sentence = &problem.words.of(language).sentence;
        assert!(!sentence.contains(['\u{202e}', '\u{1b}']), "{sentence:?}");
    }
}

#[test]
fn a_language_is_known_by_its_code_or_its_locale() {
    for (text, language) in [
        ("fr", Language::Fr),
        ("fr-BE", Language::Fr),
        ("nl_BE.UTF-8", Language::Nl),
        ("DE", Language::De),
        ("en_GB@euro", Language::En),
    ] {
        assert_eq!(text.parse(), Ok(language), "{text}");
    }
    for text in ["", "C", "C.UTF-8", "POSIX", "frisian", "ar"] {
        assert_eq!(text.parse::<Language>(), Err(UnknownLanguage), "{text}");
    }
}

#[test]
fn the_kind_is_named_as_people_say_it() {
    let said = |what, language| {
        problem(ProblemCode::KindNotShown, what, "a", None)
            .words
            .of(language)
            .sentence
            .clone()
    };
    for (what, language, sentence) in [
        (
            "HEIC",
            Language::En,
            "This is a HEIC photo, which Vitrine cannot show.",
        ),
        (
            "MP3",
            Language::En,
            "This is an MP3 sound file, which Vitrine cannot show.",
        ),
        (
            "ZIP",
            Language::En,
            "This is a ZIP archive, which Vitrine cannot show.",
        ),
        (
            "protected EPUB",
            Language::En,
            "This is an EPUB book with copy protection, which Vitrine cannot open.",
        ),
        (
            "HEIC",
            Language::Fr,
            "C’est une photo HEIC, que Vitrine ne peut pas montrer.",
        ),
        (
            "HEIC",
            Language::Nl,
            "Dit is een HEIC-foto; dat kan Vitrine niet tonen.",
        ),
        (
            "HEIC",
            Language::De,
            "Das ist ein HEIC-Foto; das kann Vitrine nicht zeigen.",
        ),
    ] {
        assert_eq!(said(what, language), sentence);
    }
}
