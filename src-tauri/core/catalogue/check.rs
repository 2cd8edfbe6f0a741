//! Says of every file in the folder what it will be, or why it cannot be shown and what to do.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::build::{Built, Fate};
use crate::intake::scan::{PassedOver, shown};
use crate::messages::Problem;

/// What is said of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    /// Relative to the assets folder, with `/`.
    pub file: String,
    /// What it will be, or `not shown`.
    pub verdict: String,
    /// What is wrong with it; empty when nothing is.
    pub problems: Vec<Problem>,
}

/// One line for every file, in order of their paths. `passed_over` is the scan's.
#[must_use]
pub fn lines(built: &Built, passed_over: &[(PathBuf, PassedOver)]) -> Vec<CheckLine> {
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
    for (path, fate) in &built.fates {
        let file = shown(path);
        told.insert(file.clone());
        lines.push(CheckLine {
            verdict: verdict(fate),
            problems: problems(&file),
            file,
        });
    }
    for (path, why) in passed_over {
        let verdict = match why {
            PassedOver::Junk => "ignored: left behind by a system or a program",
            PassedOver::OutsideStands => "ignored: it lies beside the stand folders, not in one",
            PassedOver::Loop => "ignored: a link to a folder that is shown already",
        };
        lines.push(CheckLine {
            file: shown(path),
            verdict: verdict.into(),
            problems: Vec::new(),
        });
    }
    // Links, unreadable folders and the like are no pieces, but have a problem.
    for problem in &built.catalogue.problems {
        if told.insert(problem.file.clone()) {
            let file = problem.file.clone();
            lines.push(CheckLine {
                verdict: NOT_SHOWN.into(),
                problems: problems(&file),
                file,
            });
        }
    }
    lines.sort_by(|a, b| a.file.cmp(&b.file));
    lines
}

const NOT_SHOWN: &str = "not shown";

fn verdict(fate: &Fate) -> String {
    let name = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let edition = |language: &Option<String>| {
        language
            .as_ref()
            .map(|code| format!(", edition {}", code.to_uppercase()))
            .unwrap_or_default()
    };
    match fate {
        Fate::Edition {
            title,
            language,
            pages,
        } => {
            let pages = if *pages == 1 {
                "1 page".to_owned()
            } else {
                format!("{pages} pages")
            };
            format!("publication “{title}”{}, {pages}", edition(language))
        }
        Fate::Photo { series: Some(series) } => format!("photo in “{series}”"),
        Fate::Photo { series: None } => "photo".to_owned(),
        Fate::Film { title, seconds, mime } => {
            let length = if *seconds > 0.0 {
                format!(", {}", clock(*seconds))
            } else {
                String::new()
            };
            format!("film “{title}”{length}{}", codec(mime))
        }
        Fate::Captions {
            film,
            language: Some(code),
        } => format!("captions of {} in {}", name(film), code.to_uppercase()),
        Fate::Captions { film, language: None } => format!("captions of {}", name(film)),
        Fate::PhotoCaption { photo } => format!("caption of {}", name(photo)),
        Fate::Settings => "settings".to_owned(),
        Fate::Twin { of } => format!("ignored: the same as {}, which is shown", shown(of)),
        Fate::StrayText => "ignored: a text that belongs to no photo or film".to_owned(),
        Fate::Hidden => "hidden by stand.json".to_owned(),
        Fate::Refused => NOT_SHOWN.to_owned(),
    }
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

/// The picture codec in the field's word, after a comma.
fn codec(mime: &str) -> String {
    const NAMES: [(&str, &str); 10] = [
        ("avc", "H.264"),
        ("hvc", "HEVC"),
        ("hev", "HEVC"),
        ("av01", "AV1"),
        ("vp09", "VP9"),
        ("vp9", "VP9"),
        ("vp08", "VP8"),
        ("vp8", "VP8"),
        ("mp4v", "MPEG-4"),
        ("theora", "Theora"),
    ];
    let codecs = mime
        .split_once("codecs=")
        .map_or("", |(_, codecs)| codecs)
        .trim_matches('"');
    let known = |codec: &str| {
        NAMES
            .iter()
            .find(|(start, _)| codec.trim().starts_with(start))
            .map(|(_, name)| *name)
    };
    codecs
        .split(',')
        .find_map(known)
        .map(|name| format!(", {name}"))
        .unwrap_or_default()
}

/// The report as it is printed on a terminal: one paragraph for each stand, its problems under the file they
/// are about.
#[must_use]
pub fn text(lines: &[CheckLine]) -> String {
    let mut text = String::new();
    let mut folder = None;
    for line in lines {
        let (stand, rest) = line.file.split_once('/').unwrap_or(("", &line.file));
        if folder != Some(stand) {
            let gap = if folder.is_some() { "\n" } else { "" };
            let heading = if stand.is_empty() {
                "Beside the stands"
            } else {
                stand
            };
            put(&mut text, format_args!("{gap}{}\n", safe(heading)));
            folder = Some(stand);
        }
        let mark = if line.problems.is_empty() { ' ' } else { '!' };
        put(
            &mut text,
            format_args!("{mark} {}: {}\n", safe(rest), safe(&line.verdict)),
        );
        for problem in &line.problems {
            let place = problem
                .line
                .map(|line| format!("line {line}: "))
                .unwrap_or_default();
            put(
                &mut text,
                format_args!(
                    "    {place}{}\n    {}\n",
                    safe(&problem.sentence),
                    safe(&problem.remedy)
                ),
            );
        }
    }
    let wrong = lines.iter().filter(|line| !line.problems.is_empty()).count();
    let summary = match (lines.len(), wrong) {
        (0, _) => "The folder has no files yet.".to_owned(),
        (files, 0) => format!("{files} files, no problems."),
        (files, 1) => format!("{files} files, 1 of them with a problem."),
        (files, wrong) => format!("{files} files, {wrong} of them with problems."),
    };
    put(
        &mut text,
        format_args!("{}{summary}\n", if lines.is_empty() { "" } else { "\n" }),
    );
    text
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("writing to a string cannot fail");
}

/// A file's name may hold what commands a terminal.
fn safe(words: &str) -> String {
    words
        .chars()
        .map(|letter| if letter.is_control() { '\u{fffd}' } else { letter })
        .collect()
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
            .film("01/tide.mp4")
            .text("01/tide.fr.srt", "1\n00:00:01,000 --> 00:00:02,000\nx")
            .text("01/stand.json", "{\n\"colour\": 1}")
            .refused("01/book.epub", ProblemCode::KindNotShown, "EPUB")
            .build();
        let lines = lines(&built, &[("README.md".into(), PassedOver::OutsideStands)]);
        let said: Vec<_> = lines
            .iter()
            .map(|line| (line.file.as_str(), line.verdict.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("01/Arrivals/a.jpg", "photo in “Arrivals”"),
                ("01/Arrivals/a.txt", "caption of a.jpg"),
                ("01/book.epub", "not shown"),
                ("01/report_FR.pdf", "publication “Report”, edition FR, 12 pages"),
                ("01/stand.json", "settings"),
                ("01/tide.fr.srt", "captions of tide.mp4 in FR"),
                ("01/tide.mp4", "film “Tide”, 0:45, H.264"),
                (
                    "README.md",
                    "ignored: it lies beside the stand folders, not in one"
                ),
            ]
        );
        let text = text(&lines);
        assert!(
            text.contains("! book.epub: not shown\n    This is an EPUB book"),
            "{text}"
        );
        assert!(text.contains("    line 2: \"colour\" must be a text"), "{text}");
        assert!(text.ends_with("8 files, 2 of them with problems.\n"), "{text}");
    }

    #[test]
    fn a_name_cannot_command_the_terminal() {
        let built = Trial::default().photo("01/\u{1b}[2J\n.jpg").build();
        assert!(!text(&lines(&built, &[])).contains('\u{1b}'));
    }
}
