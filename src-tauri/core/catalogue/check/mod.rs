//! Says of every file in the folder what it will be, or why it cannot be shown and what to do.

mod de;
mod en;
mod fr;
mod nl;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::build::{Built, Fate};
use crate::intake::naming::plain;
use crate::intake::problem::Language;
use crate::intake::scan::{PassedOver, shown};
use crate::messages::{Advice, Problem};

/// What is said of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    /// Relative to the assets folder, with `/`.
    pub file: String,
    /// What it will be, or `not shown`.
    pub verdict: String,
    /// Id of the item that it is, as the organisers' page for what is taken away gets it; of a publication all editions
    /// have the same. Absent for everything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What is wrong with it; empty when nothing is.
    pub problems: Vec<Problem>,
}

/// One line for every file, in order of their paths. `passed_over` is the scan's.
#[must_use]
pub fn lines(built: &Built, passed_over: &[(PathBuf, PassedOver)], language: Language) -> Vec<CheckLine> {
    let words = words(language);
    let problems = |file: &str| -> Vec<Problem> {
        built
            .catalogue
            .problems
            .iter()
            .filter(|problem| problem.file == file)
            .cloned()
            .collect()
    };
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut lines: Vec<CheckLine> = Vec::new();
    let mut fates: Vec<_> = built.fates.iter().collect();
    fates.sort_by_key(|(path, _)| path.as_path());
    for (path, fate) in fates {
        let file = shown(path);
        told.insert(file.clone());
        lines.push(CheckLine {
            verdict: (words.fate)(fate),
            item: fate.id().map(str::to_owned),
            problems: problems(&file),
            file,
        });
    }
    for (path, why) in passed_over {
        lines.push(CheckLine {
            file: shown(path),
            verdict: (words.passed_over)(*why).into(),
            item: None,
            problems: Vec::new(),
        });
    }
    // Links, unreadable folders and the like are no pieces, but have a problem.
    for problem in &built.catalogue.problems {
        if told.insert(problem.file.clone()) {
            let file = problem.file.clone();
            lines.push(CheckLine {
                verdict: (words.fate)(&Fate::Refused),
                item: None,
                problems: problems(&file),
                file,
            });
        }
    }
    lines.sort_by(|a, b| a.file.cmp(&b.file));
    lines
}

/// The words of a report in one language.
struct Words {
    fate: fn(&Fate) -> String,
    passed_over: fn(PassedOver) -> &'static str,
    beside: &'static str,
    line: &'static str,
    summary: fn(usize, usize) -> String,
}

fn words(language: Language) -> Words {
    match language {
        Language::En => en::WORDS,
        Language::Fr => fr::WORDS,
        Language::Nl => nl::WORDS,
        Language::De => de::WORDS,
    }
}

/// The last part of a path.
fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| shown(Path::new(name)))
        .unwrap_or_default()
}

/// A language code after a comma and a word, where there is one.
fn language_of(before: &str, code: Option<&String>) -> String {
    code.map(|code| format!("{before}{}", code.to_uppercase()))
        .unwrap_or_default()
}

/// Length and kind of a film, each after a comma.
fn facts(seconds: f64, kind: &str, hdr: bool) -> String {
    let length = if seconds > 0.0 {
        format!(", {}", clock(seconds))
    } else {
        String::new()
    };
    format!("{length}, {kind}{}", if hdr { ", HDR" } else { "" })
}

/// `0:45`, `1:02:03`.
fn clock(seconds: f64) -> String {
    let whole = seconds.round() as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// The report as it is printed on a terminal: one paragraph for each stand, its problems under the file they
/// are about.
#[must_use]
pub fn text(lines: &[CheckLine], language: Language) -> String {
    let words = words(language);
    let mut text = String::new();
    let mut folder = None;
    for line in lines {
        let (stand, rest) = line.file.split_once('/').unwrap_or(("", &line.file));
        if folder != Some(stand) {
            let gap = if folder.is_some() { "\n" } else { "" };
            let heading = if stand.is_empty() { words.beside } else { stand };
            put(&mut text, format_args!("{gap}{}\n", plain(heading)));
            folder = Some(stand);
        }
        let mark = if line.problems.is_empty() { ' ' } else { '!' };
        put(
            &mut text,
            format_args!("{mark} {}: {}\n", plain(rest), plain(&line.verdict)),
        );
        for problem in &line.problems {
            let place = problem
                .line
                .map(|line| format!("{} {line}: ", words.line))
                .unwrap_or_default();
            let Advice { sentence, remedy } = problem.words.of(language);
            put(&mut text, format_args!("    {place}{sentence}\n    {remedy}\n"));
        }
    }
    let wrong = lines.iter().filter(|line| !line.problems.is_empty()).count();
    let summary = (words.summary)(lines.len(), wrong);
    put(
        &mut text,
        format_args!("{}{summary}\n", if lines.is_empty() { "" } else { "\n" }),
    );
    text
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::trial::Trial;
    use crate::messages::ProblemCode;

    #[test]
    fn every_file_gets_its_line() {
        let built = Trial::default()
            .pdf("01/report_FR.pdf")
            .photo("01/Arrivals/a.jpg")
            .text("01/Arrivals/a.txt", "words")
            .text("01/Arrivals/a.fr.txt", "des mots")
            .film("01/tide.mp4")
            .text("01/tide.fr.srt", "1\n00:00:01,000 --> 00:00:02,000\nx")
            .text("01/stand.json", "{\n\"colour\": 1}")
            .refused("01/book.epub", ProblemCode::KindNotShown, "protected EPUB")
            .build();
        let lines = lines(
            &built,
            &[("README.md".into(), PassedOver::OutsideStands)],
            Language::En,
        );
        let said: Vec<_> = lines
            .iter()
            .map(|line| (line.file.as_str(), line.verdict.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("01/Arrivals/a.fr.txt", "caption of a.jpg in FR"),
                ("01/Arrivals/a.jpg", "photo in “Arrivals”"),
                ("01/Arrivals/a.txt", "caption of a.jpg"),
                ("01/book.epub", "not shown"),
                ("01/report_FR.pdf", "publication “Report”, edition FR, 12 pages"),
                ("01/stand.json", "settings"),
                ("01/tide.fr.srt", "captions of tide.mp4 in FR"),
                ("01/tide.mp4", "film “Tide”, 0:45, MP4, H.264"),
                (
                    "README.md",
                    "ignored: it lies beside the stand folders, not in one"
                ),
            ]
        );
        let text = text(&lines, Language::En);
        assert!(
            text.contains("! book.epub: not shown\n    This is an EPUB book"),
            "{text}"
        );
        assert!(text.contains("    line 2: \"colour\" must be a text"), "{text}");
        assert!(text.ends_with("9 files, 2 of them with problems.\n"), "{text}");
    }

    #[test]
    fn the_report_is_in_the_language_that_was_asked_for() {
        let built = Trial::default()
            .pdf("01/report_FR.pdf")
            .refused("01/book.epub", ProblemCode::KindNotShown, "protected EPUB")
            .build();
        for (language, parts) in [
            (
                Language::Fr,
                [
                    "publication « Report », édition FR, 12 pages",
                    "C’est un livre EPUB",
                    "2 fichiers, 1 avec un problème.",
                ],
            ),
            (
                Language::Nl,
                [
                    "publicatie ‘Report’, editie FR, 12 pagina’s",
                    "Dit is een EPUB-boek",
                    "2 bestanden, 1 met een probleem.",
                ],
            ),
            (
                Language::De,
                [
                    "Publikation „Report“, Ausgabe FR, 12 Seiten",
                    "Das ist ein EPUB-Buch",
                    "2 Dateien, 1 mit einem Problem.",
                ],
            ),
        ] {
            let text = text(&lines(&built, &[], language), language);
            for part in parts {
                assert!(text.contains(part), "{part}: {text}");
            }
        }
    }

    #[test]
    fn a_name_cannot_command_the_terminal() {
        let built = Trial::default().photo("01/\u{1b}[2J\n.jpg").build();
        assert!(!text(&lines(&built, &[], Language::En), Language::En).contains('\u{1b}'));
    }
}
