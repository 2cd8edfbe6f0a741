//! `vitrine check`: reads the whole folder once, as the show would, and says of every file what it will be.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::channel;

use anyhow::Context;
use vitrine_core::catalogue::check::{self, CheckLine};
use vitrine_core::catalogue::{Furniture, Material, Piece, Seen, build};
use vitrine_core::intake::office::Office;
use vitrine_core::intake::problem::Language;
use vitrine_core::intake::reading::{Manuscript, Reading, Refusal};
use vitrine_core::intake::scan::{Scan, Signature, scan};
use vitrine_core::intake::whole::Wholeness;
use vitrine_core::intake::{arrival, identity, text};
use vitrine_core::messages::{ItemState, ProblemCode};
use vitrine_core::rendition::protocol::{Job, Outcome};
use vitrine_core::rendition::recipe::Size;
use vitrine_core::rendition::workers::{Urgency, Workers};

use crate::command_line::CheckWish;
use crate::settings::Settings;
use crate::{opening, places};

/// There is at least one problem.
const PROBLEMS: u8 = 1;

/// Prints what every file will be, or why it cannot be shown and what to do. Exit code 0 without a problem, else 1.
///
/// # Errors
/// With one sentence, when the folder cannot be read at all.
pub(crate) fn run(wish: &CheckWish, settings: &Settings) -> anyhow::Result<ExitCode> {
    let program = opening::program()?;
    let root = std::path::absolute(places::assets(wish.assets.as_deref(), settings, &program)?)?;
    let found = scan(&root)?;
    let workers = Workers::start(opening::worker(&program), lanes()).context("no file can be opened")?;
    let language = wish
        .language
        .unwrap_or_else(|| spoken_here(|name| std::env::var(name).ok()));
    if std::io::stderr().is_terminal() {
        eprintln!("Reading {} files …", found.files.len());
    }
    let lines = lines(&root, &found, &workers, language);
    if wish.json {
        println!(
            "{}",
            serde_json::to_string_pretty(&serde_json::json!({ "files": lines }))?
        );
    } else {
        print!("{}", check::text(&lines, language));
    }
    let clean = lines.iter().all(|line| line.problems.is_empty());
    Ok(if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(PROBLEMS)
    })
}

/// The language of the system's messages as `variable` has it; English where there are no words in it.
pub(crate) fn spoken_here(variable: impl Fn(&str) -> Option<String>) -> Language {
    // As gettext: the first that is set decides, even for a language that we do not speak.
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|locale| !locale.is_empty()));
    locale.and_then(|locale| locale.parse().ok()).unwrap_or_default()
}

/// Decoding is all there is to do here, so every core decodes.
fn lanes() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// What is known of one file after it was opened.
struct Opened {
    path: PathBuf,
    signature: Signature,
    media: String,
    reading: Reading,
    words: Option<String>,
}

fn lines(root: &Path, found: &Scan, workers: &Workers, language: Language) -> Vec<CheckLine> {
    let mut opened = open_all(root, found, workers);
    let prints = Prints::make(root, &mut opened, workers);
    let refusals = try_all(root, &opened, &prints, workers);
    drop(prints);
    let refusal = |media: &str| refusals.get(media).cloned();
    let state = |media: &str| {
        if refusals.contains_key(media) {
            ItemState::Broken
        } else {
            ItemState::Ready
        }
    };
    let pieces = opened.iter().map(|file| Piece {
        path: &file.path,
        signature: file.signature,
        media: &file.media,
        reading: &file.reading,
        text: file.words.as_deref(),
    });
    let material = Material {
        root,
        stands: &found.stands,
        pieces: pieces.collect(),
        state: &state,
        refusal: &refusal,
        // Nothing plays here.
        seen: &|_| Seen::default(),
        problems: found.problems.clone(),
    };
    let built = build(&material, &mut Furniture::default());
    check::lines(&built, &found.passed_over, language)
}

/// Finds out what every file is.
fn open_all(root: &Path, found: &Scan, workers: &Workers) -> Vec<Opened> {
    let (sender, outcomes) = channel();
    for (index, file) in found.files.iter().enumerate() {
        let sender = sender.clone();
        let job = Job::Read {
            path: root.join(&file.path),
        };
        workers.submit(
            job,
            Urgency::Soon,
            Box::new(move |outcome| drop(sender.send((index, outcome)))),
        );
    }
    drop(sender);
    outcomes
        .into_iter()
        .filter_map(|(index, outcome)| Some((found.files.get(index)?, outcome)))
        .map(|(file, outcome)| {
            let full = root.join(&file.path);
            let reading = match outcome {
                Outcome::Reading(reading) => reading,
                Outcome::Refused(refusal) => Reading::Refused(refusal),
                other => Reading::Refused(unreadable(format!("{other:?}"))),
            };
            // As in the show: what is not whole is not shown, however much of it could be read.
            let reading = match arrival::look(&full).map(|sight| sight.form) {
                Ok(Wholeness::Lacking(lack)) => Reading::Refused(Refusal::from(&lack)),
                _ => reading,
            };
            let words = matches!(reading, Reading::Text(_))
                .then(|| text::read_text(&full).ok())
                .flatten();
            let media = identity::media_name(&full).unwrap_or_default();
            Opened {
                path: file.path.clone(),
                signature: file.signature,
                media,
                reading,
                words,
            }
        })
        .collect()
}

/// The PDFs of documents of office programs, for as long as they are tried.
struct Prints(Option<PathBuf>);

impl Prints {
    /// Has them made, and what the documents are by them noted.
    fn make(root: &Path, opened: &mut [Opened], workers: &Workers) -> Self {
        let Some(office) = Office::find() else {
            return Self(None);
        };
        let Ok(folder) = own_folder() else {
            tracing::warn!("documents are not tried: there is no room for their PDFs");
            return Self(None);
        };
        let prints = Self(Some(folder.clone()));
        for file in opened {
            let Some(made) = Manuscript::of(&file.reading) else {
                continue;
            };
            let print = folder.join(format!("{}.pdf", file.media));
            file.reading = match office.print(&root.join(&file.path), made, &folder, &print) {
                Ok(()) => made.bound(ask(workers, Job::Read { path: print })),
                Err(refusal) => Reading::Refused(refusal),
            };
        }
        prints
    }

    fn of(&self, media: &str) -> Option<PathBuf> {
        let print = self.0.as_ref()?.join(format!("{media}.pdf"));
        print.is_file().then_some(print)
    }
}

/// A new folder that nobody else may look into: exhibitors' documents lie in it for a while.
fn own_folder() -> std::io::Result<PathBuf> {
    let mut number = 0_u32;
    loop {
        let name = format!("vitrine-check-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        #[cfg_attr(not(unix), expect(unused_mut, reason = "elsewhere a new folder is private"))]
        let mut maker = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
        match maker.create(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| folder),
        }
    }
}

impl Drop for Prints {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // Nothing was made where it is not there.
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

fn ask(workers: &Workers, job: Job) -> Outcome {
    let (sender, outcome) = channel();
    workers.submit(job, Urgency::Soon, Box::new(move |made| drop(sender.send(made))));
    outcome
        .recv()
        .unwrap_or_else(|_| Outcome::Failed("the workers are closing".to_owned()))
}

/// Draws one small picture of every photo and cover: a file whose head is sound may still be damaged further on.
fn try_all(root: &Path, opened: &[Opened], prints: &Prints, workers: &Workers) -> HashMap<String, Refusal> {
    let (sender, outcomes) = channel();
    for file in opened {
        let path = prints.of(&file.media).unwrap_or_else(|| root.join(&file.path));
        let job = match file.reading {
            Reading::Photo(_) => Job::Photo {
                path,
                sizes: vec![Size::Shelf],
            },
            Reading::Publication(ref found) if found.binding.has_cover() => Job::Page {
                path,
                number: 1,
                sizes: vec![Size::Shelf],
            },
            _ => continue,
        };
        let (sender, media) = (sender.clone(), file.media.clone());
        workers.submit(
            job,
            Urgency::Soon,
            Box::new(move |outcome| drop(sender.send((media, outcome)))),
        );
    }
    drop(sender);
    outcomes
        .into_iter()
        .filter_map(|(media, outcome)| match outcome {
            Outcome::Refused(refusal) => Some((media, refusal)),
            Outcome::Failed(reason) => {
                tracing::warn!(media, reason, "this machine could not try a file");
                None
            }
            _ => None,
        })
        .collect()
}

fn unreadable(detail: String) -> Refusal {
    Refusal {
        code: ProblemCode::FileUnreadable,
        what: String::new(),
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let speak = |set: &[(&str, &str)]| {
            spoken_here(|name| {
                let found = set.iter().find(|(variable, _)| *variable == name);
                found.map(|(_, locale)| (*locale).to_owned())
            })
        };
        assert_eq!(speak(&[]), Language::En);
        assert_eq!(speak(&[("LANG", "nl_BE.UTF-8")]), Language::Nl);
        assert_eq!(speak(&[("LANG", "nl_BE.UTF-8"), ("LC_ALL", "")]), Language::Nl);
        assert_eq!(
            speak(&[("LANG", "nl_BE.UTF-8"), ("LC_ALL", "C.UTF-8")]),
            Language::En
        );
        assert_eq!(
            speak(&[("LANG", "en_GB"), ("LC_MESSAGES", "fr_BE")]),
            Language::Fr
        );
    }
}
