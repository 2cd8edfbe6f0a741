//! Finds out whether each file has arrived, names it by its bytes and has it read, off the loop's thread: a large
//! folder takes a while to hash.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::available_parallelism;
use std::time::{Duration, SystemTime};

use crate::backstage::step_back;
use crate::index::is_sure;
use crate::intake::arrival::{self, Verdict};
use crate::intake::reading::{Reading, Refusal, TextReading};
use crate::intake::scan::{self, EXHIBITION_FILE, Found, Signature, is_named};
use crate::intake::{identity, text};
use crate::messages::ProblemCode;
use crate::pipeline::darkroom::Darkroom;
use crate::pipeline::run::Note;
use crate::rendition::protocol::{Job, Outcome};
use crate::rendition::workers::Urgency;

/// The most threads that read: more of them only wait for the same disk.
const MOST_THREADS: usize = 4;
/// The most files that are read in one go, and about the most bytes: whoever comes after them waits for all of them.
const MOST_FILES: usize = 32;
const MOST_BYTES: u64 = 1 << 20;

/// A text of fewer bytes is too short for a publication in any language.
const SHORTEST: u64 = 400;

/// What one file turned out to be.
pub(crate) struct Read {
    pub(crate) path: PathBuf,
    pub(crate) signature: Signature,
    pub(crate) media: String,
    pub(crate) reading: Arc<Reading>,
    /// The words of a caption or settings file.
    pub(crate) text: Option<String>,
    /// Nothing more of the file can be on its way.
    pub(crate) sure: bool,
    /// How long the file can still change without its signature.
    pub(crate) veiled: Option<Duration>,
    /// Other bytes would have another signature.
    pub(crate) distinct: bool,
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

/// Hands files to the reading threads. They end when this is dropped.
pub(crate) struct Reader(Sender<Wish>);

impl Reader {
    pub(crate) fn start(
        root: &Path,
        darkroom: &Arc<Darkroom>,
        notes: &Sender<Note>,
    ) -> std::io::Result<Self> {
        let (sender, wishes) = channel();
        let wishes = Arc::new(Mutex::new(wishes));
        let count = available_parallelism().map_or(1, |cores| cores.get().min(MOST_THREADS));
        for number in 0..count {
            let desk = Desk {
                root: root.to_owned(),
                darkroom: Arc::downgrade(darkroom),
                notes: notes.clone(),
            };
            let wishes = Arc::clone(&wishes);
            std::thread::Builder::new()
                .name(format!("reader {number}"))
                .spawn(move || {
                    step_back();
                    desk.read_all(&wishes);
                })?;
        }
        Ok(Self(sender))
    }

    /// Queues a file.
    pub(crate) fn read(&self, found: Found, unchanged: Duration) {
        // The threads outlive their wishes; they are gone only when the show is.
        let _ = self.0.send((found, unchanged));
    }
}

/// Where one thread reads.
struct Desk {
    root: PathBuf,
    darkroom: Weak<Darkroom>,
    notes: Sender<Note>,
}

/// A file that is being read.
pub(crate) struct Open {
    path: PathBuf,
    pub(crate) full: PathBuf,
    signature: Signature,
    sure: bool,
    began: SystemTime,
    pub(crate) media: String,
    /// Of a caption or settings file.
    words: Option<String>,
}

impl Desk {
    fn read_all(&self, wishes: &Mutex<Receiver<Wish>>) {
        while let Some(batch) = next(wishes) {
            let Some(darkroom) = self.darkroom.upgrade() else {
                return;
            };
            let unknown: Vec<Open> = batch
                .into_iter()
                .filter_map(|wish| self.look_into(&darkroom, wish))
                .collect();
            darkroom.read(unknown, &self.notes);
        }
    }

    /// Does what can be done without decoding; gives the file back if that is not all.
    fn look_into(&self, darkroom: &Darkroom, (found, unchanged): Wish) -> Option<Open> {
        let Found { path, signature } = found;
        let full = self.root.join(&path);
        let began = SystemTime::now();
        let verdict = arrival::look(&full).map(|sight| arrival::judge(&sight, unchanged));
        if let Ok(Verdict::Wait(pause)) = verdict {
            // Nobody listens any more when the show has closed.
            let _ = self.notes.send(Note::Arriving(Arriving {
                path,
                signature,
                pause,
            }));
            return None;
        }
        let sure = matches!(verdict, Ok(Verdict::Take { sure: true } | Verdict::Refuse(_)));
        let mut open = Open {
            path,
            full,
            signature,
            sure,
            began,
            media: String::new(),
            words: None,
        };
        let named = match verdict {
            Ok(Verdict::Refuse(lack)) => Err(Reading::Refused(Refusal::from(&lack))),
            Ok(_) => identity::media_name(&open.full).map_err(|error| refused(error.to_string())),
            Err(error) => Err(refused(error.to_string())),
        };
        match named {
            Ok(media) => open.media = media,
            Err(reading) => {
                open.tell(Arc::new(reading), &self.notes);
                return None;
            }
        }
        // What is too long for a caption is found out by the worker, whatever it is.
        if is_words(&open.full)
            && let Ok(words) = text::read_text(&open.full)
        {
            open.words = Some(words);
            // What is too short for a publication is nothing but words.
            if open.signature.size < SHORTEST || !is_prose(&open.full) {
                open.tell(Arc::new(Reading::Text(TextReading::default())), &self.notes);
                return None;
            }
        }
        match darkroom.index().reading(&open.media) {
            Some(reading) if !darkroom.wants_print(&open.media, &reading) => {
                open.tell(reading, &self.notes);
                None
            }
            _ => Some(open),
        }
    }
}

/// The next wishes; `None` when there will be none.
fn next(wishes: &Mutex<Receiver<Wish>>) -> Option<Vec<Wish>> {
    let wishes = wishes.lock().unwrap_or_else(PoisonError::into_inner);
    let first = wishes.recv().ok()?;
    let mut bytes = first.0.signature.size;
    let mut batch = vec![first];
    while batch.len() < MOST_FILES && bytes < MOST_BYTES {
        let Ok(wish) = wishes.try_recv() else { break };
        bytes = bytes.saturating_add(wish.0.signature.size);
        batch.push(wish);
    }
    Some(batch)
}

impl Darkroom {
    /// Has files read by a worker: together, and if that fails each alone.
    fn read(self: &Arc<Self>, mut files: Vec<Open>, notes: &Sender<Note>) {
        if files.len() < 2 {
            return files.into_iter().for_each(|file| self.read_one(file, notes));
        }
        let paths = files.iter().map(|file| file.full.clone().into()).collect();
        let (room, notes) = (Arc::downgrade(self), notes.clone());
        let done = move |outcome| match (room.upgrade(), outcome) {
            (Some(room), Outcome::Readings(readings)) if readings.len() == files.len() => {
                for (file, reading) in files.drain(..).zip(readings) {
                    room.deliver(file, reading, &notes);
                }
            }
            (Some(room), _) => files.drain(..).for_each(|file| room.read_one(file, &notes)),
            (None, _) => {}
        };
        self.workers
            .submit(Job::ReadAll { paths }, Urgency::Soon, Box::new(done));
    }

    fn read_one(self: &Arc<Self>, file: Open, notes: &Sender<Note>) {
        let job = Job::Read {
            path: file.full.clone(),
        };
        let (room, notes) = (Arc::downgrade(self), notes.clone());
        let done = move |outcome| {
            let reading = match outcome {
                Outcome::Reading(reading) => reading,
                Outcome::Refused(refusal) => Reading::Refused(refusal),
                Outcome::Failed(detail) => refused(detail),
                other => refused(format!("the worker answered with {other:?}")),
            };
            match room.upgrade() {
                Some(room) => room.deliver(file, reading, &notes),
                None => file.tell(Arc::new(reading), &notes),
            }
        };
        self.workers.submit(job, Urgency::Soon, Box::new(done));
    }
}

impl Open {
    /// Tells the loop what the file is, if it is still the file that was read.
    pub(crate) fn tell(self, reading: Arc<Reading>, notes: &Sender<Note>) {
        let note = if scan::is_unchanged(&self.full, self.signature) {
            Note::Read(Read {
                distinct: is_sure(&self.signature, self.began),
                veiled: self.signature.may_hide_changes_for(self.began),
                path: self.path,
                signature: self.signature,
                media: self.media,
                reading,
                text: self.words,
                sure: self.sure,
            })
        } else {
            // What was read belongs to no state of the file that lasted.
            Note::Arriving(Arriving {
                path: self.path,
                signature: self.signature,
                pause: arrival::QUIET,
            })
        };
        // Nobody listens any more when the show has closed.
        let _ = notes.send(note);
    }
}

/// Whether a text of this name may be a publication as well.
fn is_prose(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"))
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

fn refused(detail: String) -> Reading {
    Reading::Refused(Refusal {
        code: ProblemCode::FileUnreadable,
        what: String::new(),
        detail,
    })
}
