//! What a soak says in the end: a table, a picture, and in words what was seen to rotate.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use vitrine_bench::report::{self, Section, root};

use super::figures::{Course, Windows, thinned};
use super::log::PageLife;
use super::plot::Plot;
use super::record::Written;

/// More points than the picture has pixels would only make the file long.
const POINTS: usize = 800;

/// What the rows of the table are called, and their columns in the record.
const ROWS: [(&str, &str); 14] = [
    ("all processes, PSS in MB", "tree_pss_mb"),
    ("all processes, anonymous memory in MB", "tree_anon_mb"),
    ("web process, PSS in MB", "web_pss_mb"),
    ("web process, anonymous memory in MB", "web_anon_mb"),
    ("web process, RSS in MB", "web_rss_mb"),
    ("app with the stage, PSS in MB", "shell_pss_mb"),
    ("network process, PSS in MB", "network_pss_mb"),
    ("render workers, PSS in MB", "workers_pss_mb"),
    ("open files, all processes", "tree_fds"),
    ("open files, web process", "web_fds"),
    ("threads, all processes", "tree_threads"),
    ("DOM nodes", "nodes"),
    ("media elements", "media"),
    ("img elements", "images"),
];

/// What the record itself does not say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Remarks {
    /// Kinds of film that could not be made.
    pub(crate) missing: Vec<String>,
    /// How often each title was put on the glass, with those that never were.
    pub(crate) titles: Vec<(String, u64)>,
    /// The last words of what went wrong in the page.
    pub(crate) wrong: Vec<String>,
    /// What each page put on the glass, by the app's own log.
    pub(crate) pages: Vec<PageLife>,
    /// Why it ended before its time.
    pub(crate) early: Option<String>,
    /// Which program it was.
    pub(crate) program: String,
}

/// Writes the picture and the section, and prints it.
pub(crate) fn tell(csv: &Path, remarks: &Remarks, load: &str) -> Result<()> {
    let written = Written::open(csv)?;
    let tree = written.series("tree_pss_mb");
    let Some(&(seconds, _)) = tree.last() else {
        anyhow::bail!("{} has no line with figures", csv.display());
    };
    let windows = Windows::of(seconds);
    let plot = Plot {
        tree: thinned(&tree, POINTS),
        web: thinned(&written.series("web_pss_mb"), POINTS),
        files: thinned(&written.series("tree_fds"), POINTS),
        warm: windows.warm,
    };
    let picture = root().join("docs/pictures/soak.svg");
    fs::write(&picture, plot.svg()).with_context(|| format!("{} cannot be written", picture.display()))?;
    let section = section(&written, windows, remarks).under(load);
    println!("{section}");
    report::keep("soak", &section)
}

fn section(written: &Written, windows: Windows, remarks: &Remarks) -> Section {
    let mut section = Section::new(
        "Soak: the show for hours, with films of every kind and exhibitors who change files",
        &[
            "",
            "start",
            "after warm-up",
            "end",
            "growth after warm-up",
            "peak",
        ],
    );
    for (name, column) in ROWS {
        let cells = match Course::of(&written.series(column), windows) {
            Some(course) => {
                let growth = course
                    .growth()
                    .map_or_else(|| "-".to_owned(), |growth| format!("{growth:+.1} %"));
                [
                    number(course.start),
                    number(course.warm),
                    number(course.end),
                    growth,
                    number(course.peak),
                ]
            }
            None => ["-"; 5].map(str::to_owned),
        };
        section.row(std::iter::once(name.to_owned()).chain(cells));
    }
    for note in notes(written, windows, remarks) {
        section.note(note);
    }
    section
}

fn notes(written: &Written, windows: Windows, remarks: &Remarks) -> Vec<String> {
    let last = |column: &str| written.series(column).last().map_or(0.0, |(_, value)| *value);
    let mut notes = vec![format!(
        "{}, {}; warm-up {}; “after warm-up” and “end” are medians of {}. One line every ten seconds.",
        remarks.program,
        spoken(windows.end),
        spoken(windows.warm),
        spoken(windows.length)
    )];
    let cores = (last("tree_cpu_s")
        - written
            .series("tree_cpu_s")
            .first()
            .map_or(0.0, |(_, value)| *value))
        / windows.end.max(1.0);
    notes.push(format!(
        "{} items put on the glass (films {}, photos and animations {}, publications {}, nothing but the title {}); \
         {} times a file was added, replaced or deleted; {cores:.2} cores busy on average.",
        last("swaps"),
        last("films"),
        last("photos"),
        last("publications"),
        last("cards"),
        written.words("event").iter().filter(|event| is_deed(event)).count(),
    ));
    let (seen, never): (Vec<_>, Vec<_>) = remarks.titles.iter().partition(|(_, count)| *count > 0);
    if !remarks.titles.is_empty() {
        let mut words = String::from("Seen: ");
        for (at, (title, count)) in seen.iter().enumerate() {
            // A string takes whatever is written to it.
            let _ = write!(words, "{}{title} {count} times", if at == 0 { "" } else { ", " });
        }
        let never: Vec<&str> = never.iter().map(|(title, _)| title.as_str()).collect();
        let never = if never.is_empty() {
            "nothing".to_owned()
        } else {
            never.join(", ")
        };
        notes.push(format!("{words}. Never seen: {never}."));
    }
    notes.push(format!(
        "Errors in the page: {}; the page was loaded {} times.",
        last("errors"),
        last("loads")
    ));
    if remarks.pages.len() > 1 {
        let lives: Vec<String> = remarks
            .pages
            .iter()
            .map(|life| format!("{} ({} different)", life.items, life.different))
            .collect();
        notes.push(format!(
            "A new page took the place of the old one {} times; what was counted above is the first page's, because the \
             remote control ends with it. By the log the pages put on the glass: {}.",
            remarks.pages.len() - 1,
            lives.join(", ")
        ));
    }
    if !remarks.wrong.is_empty() {
        notes.push(format!("What went wrong last: {}.", remarks.wrong.join("; ")));
    }
    if !remarks.missing.is_empty() {
        notes.push(format!("ffmpeg could not make: {}.", remarks.missing.join(", ")));
    }
    if let Some(early) = &remarks.early {
        notes.push(format!("It ended before its time: {early}."));
    }
    notes.push("![Memory over time](pictures/soak.svg)".to_owned());
    notes
}

fn is_deed(event: &str) -> bool {
    ["added", "replaced", "deleted"]
        .iter()
        .any(|deed| event.contains(deed))
}

fn number(value: f64) -> String {
    if value >= 100.0 || value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

fn spoken(seconds: f64) -> String {
    if seconds >= 5400.0 {
        format!("{:.1} hours", seconds / 3600.0)
    } else if seconds >= 120.0 {
        format!("{:.0} minutes", seconds / 60.0)
    } else {
        format!("{seconds:.0} seconds")
    }
}
