//! Finds out whether each file has arrived, names it by its bytes and has it read, off the loop's thread: a large
//! folder takes a while to hash.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};

use crate::intake::arrival::{self, Verdict};
use crate::intake::reading::{Reading, Refusal};
use crate::intake::scan::{self, EXHIBITION_FILE, Found, Signature, is_named};
use crate::intake::{identity, text};
use crate::messages::ProblemCode;
use crate::pipeline::darkroom::Darkroom;
use crate::pipeline::run::Note;

/// What one file turned out to be.
pub(crate) struct Read {
    pub(crate) path: PathBuf,
    pub(crate) signature: Signature,
    pub(crate) media: String,
    pub(crate) reading: Reading,
    /// The words of a caption or settings file.
    pub(crate) text: Option<String>,
    /// Nothing more of the file can be on its way.
    pub(crate) sure: bool,
    /// How long the file can still change without its signature.
    pub(crate) veiled: Option<Duration>,
}

/// A file that is not to be read yet.
pub(crate) struct Arriving {
    pub(crate) path: PathBuf,
    pub(crate) signature: Signature,
    /// When to look again.
    pub(crate) pause: Duration,
}

/// A file to be looked into, relative to the assets folder, and how long it has looked the same.
type Wish = (Found, Duration);

/// Hands files to the reading thread. It ends when this is dropped.
pub(crate) struct Reader(Sender<Wish>);

impl Reader {
    pub(crate) fn start(
        root: PathBuf,
        darkroom: &Arc<Darkroom>,
        notes: Sender<Note>,
    ) -> std::io::Result<Self> {
        let (sender, wishes) = channel();
        let darkroom = Arc::downgrade(darkroom);
        std::thread::Builder::new()
            .name("reader".to_owned())
            .spawn(move || read_all(&root, &darkroom, &wishes, &notes))?;
        Ok(Self(sender))
    }

    /// Queues a file.
    pub(crate) fn read(&self, found: Found, unchanged: Duration) {
        // The thread outlives its wishes; it is gone only when the show is.
        let _ = self.0.send((found, unchanged));
    }
}

fn read_all(root: &Path, darkroom: &Weak<Darkroom>, wishes: &Receiver<Wish>, notes: &Sender<Note>) {
    for (Found { path, signature }, unchanged) in wishes {
        let Some(darkroom) = darkroom.upgrade() else {
            return;
        };
        let full = root.join(&path);
        let veiled = signature.may_hide_changes_for(SystemTime::now());
        let verdict = arrival::look(&full).map(|sight| arrival::judge(&sight, unchanged));
        if let Ok(Verdict::Wait(pause)) = verdict {
            // Nobody listens any more when the show has closed.
            let _ = notes.send(Note::Arriving(Arriving {
                path,
                signature,
                pause,
            }));
            continue;
        }
        let sure = matches!(verdict, Ok(Verdict::Take { sure: true } | Verdict::Refuse(_)));
        let (notes, place) = (notes.clone(), full.clone());
        let tell = move |media: String, reading, text| {
            let note = if scan::is_unchanged(&place, signature) {
                Note::Read(Read {
                    path,
                    signature,
                    media,
                    reading,
                    text,
                    sure,
                    veiled,
                })
            } else {
                // What was read belongs to no state of the file that lasted.
                Note::Arriving(Arriving {
                    path,
                    signature,
                    pause: arrival::QUIET,
                })
            };
            let _ = notes.send(note);
        };
        match verdict {
            Ok(Verdict::Refuse(lack)) => {
                tell(String::new(), Reading::Refused(Refusal::from(&lack)), None);
                continue;
            }
            Err(error) => {
                tell(String::new(), refused(&error.to_string()), None);
                continue;
            }
            Ok(_) => {}
        }
        match identity::media_name(&full) {
            Err(error) => tell(String::new(), refused(&error.to_string()), None),
            Ok(media) if is_words(&full) => match text::read_text(&full) {
                Ok(words) => tell(media, Reading::Text, Some(words)),
                // Too long for a caption: whatever it is, the worker finds out.
                Err(_) => darkroom.read(&media.clone(), &full, signature, move |reading| {
                    tell(media, reading, None)
                }),
            },
            Ok(media) => darkroom.read(&media.clone(), &full, signature, move |reading| {
                tell(media, reading, None)
            }),
        }
    }
}

/// Whether a file is read for its words: captions and settings, by their names as the exhibitor's contract has them.
pub(crate) fn is_words(path: &Path) -> bool {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .map(str::to_ascii_lowercase);
    matches!(extension.as_deref(), Some("txt" | "srt" | "vtt"))
        || is_named(path, "stand.json")
        || is_named(path, EXHIBITION_FILE)
}

fn refused(detail: &str) -> Reading {
    Reading::Refused(Refusal {
        code: ProblemCode::FileUnreadable,
        what: String::new(),
        detail: detail.to_owned(),
    })
}
