//! The one loop: hint, scan, catalogue, due renditions, publish. It owns all state; everyone else holds a [`Show`].

mod darkroom;
mod orders;
mod press;
mod reader;
mod recall;
mod run;
mod searching;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::index::{Bound, Index, News};
use crate::intake::captions;
use crate::intake::office::Office;
use crate::intake::reading::{Binding, Veil};
use crate::intake::scan::{Signature, is_unchanged};
use crate::intake::text;
use crate::intake::watch::Watching;
use crate::messages::{Catalogue, Flashes, Leaf, PublicationDetail};
use crate::pipeline::darkroom::Darkroom;
use crate::pipeline::press::Press;
use crate::pipeline::run::{Loop, Note};
use crate::pipeline::searching::Searching;
use crate::rendition::protocol::Outcome;
use crate::rendition::recipe::Recipe;
use crate::rendition::store::Store;
use crate::rendition::workers::{Urgency, Workers};
use crate::search::Search;

pub use run::Calm;

/// Most render workers that do what no screen waits for. Each decodes one picture at a time, and a machine that shows
/// films meanwhile has other uses for its memory.
const MOST_IDLE_LANES: usize = 4;

/// The number of render workers of a show: one for each processor, and one kept free for what a screen waits for.
#[must_use]
pub fn lanes() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_IDLE_LANES)) + 1
}

/// What a show needs to know before it opens.
#[derive(Clone, Debug)]
pub struct Options {
    /// The watched folder.
    pub assets: PathBuf,
    /// Where derived files are kept; made when missing.
    pub cache: PathBuf,
    /// The most bytes that the cache may hold; `None` is 8 GB, and never more than half of what the disk could give it.
    pub cache_limit: Option<u64>,
    /// Program and arguments of the render worker.
    pub worker: Vec<OsString>,
    /// How changes of the folder are noticed.
    pub watching: Watching,
    /// By which time files settle.
    pub clock: Clock,
}

/// One published state of the show: the catalogue and the files behind its media names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// What every screen shows.
    pub catalogue: Catalogue,
    /// The file behind each media name. Names that are not here are not served.
    pub media: BTreeMap<String, MediaFile>,
}

impl Snapshot {
    /// Whether the file behind this media name is there, with the bytes that the name stands for.
    #[must_use]
    pub fn holds(&self, media: &str) -> bool {
        let file = self.media.get(media);
        file.is_some_and(|file| is_unchanged(&file.path, file.signature))
    }

    fn is_film(&self, media: &str) -> bool {
        let file = self.media.get(media);
        file.is_some_and(|file| matches!(file.kind, MediaKind::Film { .. }))
    }
}

/// The file behind a media name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFile {
    /// Absolute path of the original, which is only ever read.
    pub path: PathBuf,
    /// The state of the file in which it has these bytes.
    pub signature: Signature,
    /// What may be asked of it.
    pub kind: MediaKind,
}

/// What may be asked of a media name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaKind {
    /// `Recipe::Photo`.
    Photo {
        /// An animation: `Recipe::Moving` too.
        moving: bool,
    },
    /// Its bytes with this content type, and `Recipe::Poster`.
    Film {
        /// Content type without codecs, e.g. `video/mp4`.
        content_type: String,
        /// What of its bytes is not handed out.
        veils: Vec<Veil>,
    },
    /// `Recipe::Page` for pages 1 to `pages`, or for its cover alone, its leaves as text, and its detail.
    Publication {
        /// Number of leaves.
        pages: u32,
        /// What it is made of.
        binding: Binding,
    },
    /// Its bytes with this content type.
    Sound {
        /// Content type without codecs, e.g. `audio/mpeg`.
        content_type: String,
        /// What of its bytes is not handed out.
        veils: Vec<Veil>,
    },
    /// Its text as WebVTT.
    Captions,
}

/// A rendition that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Where its bytes are.
    pub source: Source,
    /// `image/jpeg`, `image/webp`, `image/gif` or `image/png`.
    pub content_type: &'static str,
}

/// Where the bytes of a rendition are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Absolute path in the cache.
    File(PathBuf),
    /// Here, because the cache cannot be written.
    Memory(Arc<[u8]>),
}

impl Source {
    /// All of it.
    ///
    /// # Errors
    /// When the cache was emptied meanwhile.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::File(path) => std::fs::read(path),
            Self::Memory(bytes) => Ok(bytes.to_vec()),
        }
    }
}

/// Why a rendition cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenditionError {
    /// No such media, page or kind of rendition.
    #[error("there is no such picture")]
    Unknown,
    /// A poster that no screen has taken yet.
    #[error("the picture is not there yet")]
    NotYet,
    /// The original cannot be shown; the catalogue says why.
    #[error("the picture cannot be made")]
    Broken,
}

/// The running show. Clones share it; it closes when the last clone is dropped.
#[derive(Clone)]
pub struct Show {
    shared: Arc<Shared>,
    darkroom: Arc<Darkroom>,
    search: Arc<Search>,
    notes: Sender<Note>,
    _closing: Arc<Closing>,
}

/// What the loop publishes and everyone else reads.
struct Shared {
    snapshot: Mutex<Arc<Snapshot>>,
    subscribers: Mutex<Vec<Sender<u32>>>,
}

impl Shared {
    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn publish(&self, next: Arc<Snapshot>) {
        let number = next.catalogue.number;
        *self.snapshot.lock().unwrap_or_else(PoisonError::into_inner) = next;
        let mut subscribers = self.subscribers.lock().unwrap_or_else(PoisonError::into_inner);
        subscribers.retain(|subscriber| subscriber.send(number).is_ok());
    }
}

/// Ends the loop with the last `Show`.
struct Closing {
    notes: Sender<Note>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Drop for Closing {
    fn drop(&mut self) {
        // A loop that has ended already needs no note.
        let _ = self.notes.send(Note::Close);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Err(_)) = thread.map(JoinHandle::join) {
            tracing::error!("the loop ended in a panic");
        }
    }
}

impl Show {
    /// Starts the loop and the render workers, and returns at once; the first snapshot follows.
    ///
    /// # Errors
    /// When the worker cannot be started. A cache that cannot be written is none: what cannot be kept is made again.
    pub fn open(options: Options) -> io::Result<Self> {
        let store = Store::open(std::path::absolute(&options.cache)?);
        Self::open_with(options, store)
    }

    fn open_with(options: Options, store: Store) -> io::Result<Self> {
        let root = std::path::absolute(&options.assets)?;
        let (notes, inbox) = channel();
        // It loads while the first worker starts and the folder is looked at.
        let news = notes.clone();
        let index = Index::open(store.clone(), &root, Bound(options.cache_limit), move |told| {
            // Nobody listens any more when the loop has ended.
            let _ = news.send(match told {
                News::Lost(media) => Note::Lost(media),
                News::Behind => Note::Behind,
            });
        })?;
        let workers = Workers::start(options.worker, lanes())?;
        let darkroom = Arc::new(Darkroom::new(
            store,
            index,
            workers,
            notes.clone(),
            Press::start(Office::find())?,
        ));
        let shared = Arc::new(Shared {
            snapshot: Mutex::default(),
            subscribers: Mutex::default(),
        });
        let search = Arc::new(Search::new());
        let searching = Searching::start(Arc::clone(&search), Arc::clone(&darkroom))?;
        let channel = (notes.clone(), inbox);
        let run = Loop::new(
            root,
            Arc::clone(&shared),
            Arc::clone(&darkroom),
            searching,
            channel,
            options.watching,
            options.clock,
        )?;
        let thread = std::thread::Builder::new()
            .name("pipeline".to_owned())
            .spawn(move || run.run())?;
        let closing = Closing {
            notes: notes.clone(),
            thread: Mutex::new(Some(thread)),
        };
        Ok(Self {
            shared,
            darkroom,
            search,
            notes,
            _closing: Arc::new(closing),
        })
    }

    /// The snapshot that is there now; number 0 before the first scan is done.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.snapshot()
    }

    /// Waits until no file is being read, no picture drawn that an item of the catalogue waits for, and nothing else is
    /// due by the show's clock. `None` when the loop has ended.
    #[must_use]
    pub fn settle(&self) -> Option<Calm> {
        let (sender, receiver) = channel();
        self.note(Note::Settle(sender));
        receiver.recv().ok()
    }

    /// Receives the number of every snapshot published from now on.
    #[must_use]
    pub fn subscribe(&self) -> Receiver<u32> {
        let (sender, receiver) = channel();
        self.shared
            .subscribers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(sender);
        receiver
    }

    /// Calls `done` with the rendition, made first if need be, ahead of all background work. Never blocks for long.
    pub fn rendition(
        &self,
        media: &str,
        recipe: Recipe,
        done: Box<dyn FnOnce(Result<Rendition, RenditionError>) + Send>,
    ) {
        let snapshot = self.snapshot();
        let Some(file) = snapshot.media.get(media).filter(|file| file.kind.offers(recipe)) else {
            return done(Err(RenditionError::Unknown));
        };
        match self.darkroom.find(media, recipe) {
            Some(there) => done(there),
            None => self
                .darkroom
                .develop(media, file, recipe, Urgency::Now, Some(done)),
        }
    }

    /// Page sizes and bookmarks of a publication.
    #[must_use]
    pub fn publication(&self, media: &str) -> Option<PublicationDetail> {
        let snapshot = self.snapshot();
        if !matches!(snapshot.media.get(media)?.kind, MediaKind::Publication { .. }) {
            return None;
        }
        let reading = self.darkroom.index().reading(media)?;
        let found = reading.bound_as(snapshot.media.get(media)?.kind.binding())?;
        Some(PublicationDetail {
            pages: found.pages.clone(),
            outline: found.outline.clone(),
        })
    }

    /// The PDF of a document of an office program, which is shown and given away in its place.
    #[must_use]
    pub fn print(&self, media: &str) -> Option<PathBuf> {
        let snapshot = self.snapshot();
        let file = snapshot.media.get(media)?;
        let printed = matches!(file.kind.binding(), Binding::Office(_)) && snapshot.holds(media);
        printed.then(|| self.darkroom.opened(media, file)).flatten()
    }

    /// Calls `done` with a leaf of a publication as text, counted from 1, ahead of all background work.
    pub fn leaf(&self, media: &str, number: u32, done: Box<dyn FnOnce(Result<Leaf, RenditionError>) + Send>) {
        let Some(file) = self.publication_file(media, number) else {
            return done(Err(RenditionError::Unknown));
        };
        let opened = file.clone();
        let answer = move |outcome| {
            done(match outcome {
                Outcome::Leaf(leaf) if is_unchanged(&opened.path, opened.signature) => Ok(leaf),
                Outcome::Refused(_) => Err(RenditionError::Broken),
                _ => Err(RenditionError::NotYet),
            });
        };
        self.darkroom.read_leaf(media, &file, number, Box::new(answer));
    }

    /// Captions of a film as WebVTT.
    #[must_use]
    pub fn captions(&self, media: &str) -> Option<String> {
        let snapshot = self.snapshot();
        let file = snapshot
            .media
            .get(media)
            .filter(|file| file.kind == MediaKind::Captions)?;
        text::read_text(&file.path)
            .ok()
            .map(|words| captions::to_vtt(&words))
    }

    /// Keeps a still that a screen took of a film. `picture` is a JPEG or PNG and is decoded in the worker.
    /// Calls `done` once the poster can be had.
    pub fn keep_poster(
        &self,
        media: &str,
        picture: Vec<u8>,
        done: Box<dyn FnOnce(Result<(), RenditionError>) + Send>,
    ) {
        let snapshot = self.snapshot();
        if !snapshot.is_film(media) {
            return done(Err(RenditionError::Unknown));
        }
        // The still may be one of the bytes that are just taking the place of the film's.
        if !snapshot.holds(media) {
            return done(Err(RenditionError::NotYet));
        }
        self.darkroom
            .develop_poster(media, picture, Box::new(|kept| done(kept.map(drop))));
    }

    /// Notes whether this system can play a film; one that it cannot becomes broken, with a problem that says so. A film
    /// that is away, or is being replaced, cannot be played, which says nothing about it.
    pub fn judge_film(&self, media: &str, plays: bool) {
        let snapshot = self.snapshot();
        if snapshot.is_film(media) && (plays || snapshot.holds(media)) {
            self.note(Note::Verdict {
                media: media.to_owned(),
                plays,
            });
        }
    }

    /// Notes whether a film flashes, as a screen saw it; it is remembered for the next show. What was seen of a film that
    /// is away, or is being replaced, may be of other bytes, and does not count.
    pub fn note_flashes(&self, media: &str, flashes: Flashes) {
        let snapshot = self.snapshot();
        if snapshot.is_film(media) && snapshot.holds(media) {
            self.note(Note::Looked {
                media: media.to_owned(),
                flashes,
            });
        }
    }

    /// Notes that a screen left out pictures of a film; the exhibitor is told as long as the show runs.
    pub fn note_stutter(&self, media: &str) {
        if self.snapshot().is_film(media) {
            self.note(Note::Stutter(media.to_owned()));
        }
    }

    fn note(&self, note: Note) {
        // Nobody listens any more when the loop has ended.
        let _ = self.notes.send(note);
    }
}

impl MediaKind {
    fn offers(&self, recipe: Recipe) -> bool {
        match (self, recipe) {
            (Self::Photo { .. }, Recipe::Photo(_)) | (Self::Film { .. }, Recipe::Poster(_)) => true,
            (Self::Photo { moving }, Recipe::Moving) => *moving,
            (Self::Publication { binding, .. }, Recipe::Page(number, _)) if binding.flows() => {
                number == 1 && binding.has_cover()
            }
            (Self::Publication { pages, .. }, Recipe::Page(number, _)) => (1..=*pages).contains(&number),
            (Self::Publication { binding, .. }, Recipe::Figure(_)) => matches!(binding, Binding::Epub { .. }),
            _ => false,
        }
    }

    /// What a publication is made of.
    pub(crate) fn binding(&self) -> Binding {
        match self {
            Self::Publication { binding, .. } => *binding,
            _ => Binding::default(),
        }
    }
}

#[cfg(test)]
#[path = "pipeline/show_tests.rs"]
mod tests;
