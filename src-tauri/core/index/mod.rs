//! What the show remembers from one start to the next: which file has which bytes, what they are, and which pictures are
//! there, so that a start opens only what has changed.
//!
//! One SQLite file in the cache folder, written by one thread in batches. Nothing else depends on it: pictures lie in
//! files of their own, and whatever is missing here is found out again from the originals. It may be deleted at any
//! time, also while shows are running, and several shows may share it.

mod bound;
mod database;
mod free;
mod ledger;
mod repair;
mod rows;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crate::catalogue::{Furnished, Furniture, joined};
use crate::intake::reading::{Manuscript, Reading, Refusal};
use crate::messages::{Flashes, ProblemCode};
use crate::rendition::recipe::Recipe;
use crate::rendition::store::{Store, stem_of_print, stem_of_text};

pub(crate) use bound::Bound;
pub(crate) use rows::{Row, is_sure};

use ledger::Ledger;

/// What the index has to say to the show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// Pictures of these media names are gone or damaged.
    Lost(Vec<String>),
    /// The index had to be begun anew, or could not be written for a while: what is known has to be told again.
    Behind,
}

/// What the thread of the index is told.
pub(crate) enum Order {
    /// A file has been read.
    Remember(Box<Entry>),
    /// Files are gone, by the bytes of their relative paths.
    Forget(Vec<Box<[u8]>>),
    /// Stands were furnished anew; those without are gone.
    Furnish(Vec<(PathBuf, Option<Arc<Furnished>>)>),
    /// All pictures that an item needs are there.
    Ready(String),
    /// A picture was kept, under this name without extension.
    Kept { stem: String, media: String, bytes: u64 },
    /// A picture was asked for.
    Shown(String),
    /// A picture cannot be made.
    Refuse { stem: String, refusal: Refusal },
    /// It could, after all.
    Allow(String),
    /// A screen has looked at a film.
    Seen(String, Flashes),
    /// Pictures that are believed to be there are to be looked for, and the reckoning is to be put right.
    Repair(Vec<(String, &'static [Recipe])>),
    /// Everything before this is to be written now.
    #[cfg(test)]
    Flush(Sender<()>),
    /// The show is closing.
    Close,
}

/// One file as it was read.
pub(crate) struct Entry {
    /// Relative to the assets folder.
    pub(crate) path: PathBuf,
    pub(crate) row: Row,
    /// The bytes that were read cannot have been replaced by others under the same signature.
    pub(crate) sure: bool,
}

/// What the index knows of the files of one assets folder, by the bytes of their relative paths.
pub(crate) type Remembered = HashMap<Box<[u8]>, Row>;

/// Something that is being loaded, to be had once.
struct Loading<T>(Mutex<Option<Receiver<T>>>);

impl<T: Default> Loading<T> {
    /// Waits until it is there; nothing when it was had before.
    fn take(&self) -> T {
        let receiver = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        receiver
            .and_then(|receiver| receiver.recv().ok())
            .unwrap_or_default()
    }
}

/// The running index. Dropping it writes what is left to be written.
pub(crate) struct Index {
    orders: Sender<Order>,
    shared: Arc<Shared>,
    remembered: Loading<Remembered>,
    furniture: Loading<Furniture>,
    thread: Option<JoinHandle<()>>,
}

/// What is asked for too often to ask the file.
#[derive(Default)]
struct Shared {
    /// Everything that has been read, by media name: a file that was moved need not be read again.
    readings: Mutex<HashMap<String, Arc<Reading>>>,
    /// Why pictures cannot be made, by their name without extension.
    refusals: Mutex<HashMap<String, Refusal>>,
    /// What was seen of films, by media name.
    flashes: Mutex<HashMap<String, Flashes>>,
    closing: AtomicBool,
}

impl Shared {
    fn readings(&self) -> MutexGuard<'_, HashMap<String, Arc<Reading>>> {
        self.readings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn refusals(&self) -> MutexGuard<'_, HashMap<String, Refusal>> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn flashes(&self) -> MutexGuard<'_, HashMap<String, Flashes>> {
        self.flashes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Index {
    /// Opens the index of `store` on a thread of its own, and has it load what it knows of the files below `root`.
    /// `tell` is called on that thread.
    ///
    /// # Errors
    /// When the thread cannot be started. An index that cannot be opened is no error: it starts empty.
    pub(crate) fn open(
        store: Store,
        root: &Path,
        bound: Bound,
        tell: impl Fn(News) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (orders, inbox) = channel();
        let (loaded, remembered) = channel();
        let (furnished, furniture) = channel();
        let shared = Arc::new(Shared::default());
        let mut ledger = Ledger::new(store, root, bound, Arc::clone(&shared), Box::new(tell));
        let thread = std::thread::Builder::new()
            .name("index".to_owned())
            .spawn(move || {
                // Nobody waits any more when the show has closed again.
                let _ = loaded.send(ledger.open());
                let _ = furnished.send(ledger.furniture());
                ledger.keep(&inbox);
            })?;
        Ok(Self {
            orders,
            shared,
            remembered: Loading(Mutex::new(Some(remembered))),
            furniture: Loading(Mutex::new(Some(furniture))),
            thread: Some(thread),
        })
    }

    /// What was known of the files below the assets folder; waits until it is loaded. Can be had once.
    pub(crate) fn remembered(&self) -> Remembered {
        self.remembered.take()
    }

    /// How the stands of the assets folder were furnished last; waits until it is loaded. Can be had once.
    pub(crate) fn furniture(&self) -> Furniture {
        self.furniture.take()
    }

    pub(crate) fn order(&self, order: Order) {
        // The thread outlives its orders; it is gone only when it has panicked, and then the next start repairs.
        let _ = self.orders.send(order);
    }

    /// What a file of these bytes is.
    pub(crate) fn reading(&self, media: &str) -> Option<Arc<Reading>> {
        self.shared.readings().get(media).cloned()
    }

    /// Remembers a file, unless what was read says nothing about its bytes. `sure` when other bytes would have another
    /// signature.
    pub(crate) fn remember(&self, path: &Path, row: Row, sure: bool) {
        if lasts(&row.reading) && !row.media.is_empty() {
            if row.tells_of_its_bytes() {
                self.shared
                    .readings()
                    .insert(row.media.clone(), Arc::clone(&row.reading));
            }
            self.order(Order::Remember(Box::new(Entry {
                path: path.to_owned(),
                row,
                sure,
            })));
        }
    }

    /// Why this picture cannot be made.
    pub(crate) fn refusal(&self, media: &str, recipe: Recipe) -> Option<Refusal> {
        self.shared.refusals().get(&recipe.file_stem(media)).cloned()
    }

    /// Remembers that this picture cannot be made, if that follows from the bytes.
    pub(crate) fn refuse(&self, media: &str, recipe: Recipe, refusal: &Refusal) {
        if follows_from_bytes(refusal) {
            let stem = recipe.file_stem(media);
            self.shared.refusals().insert(stem.clone(), refusal.clone());
            self.order(Order::Refuse {
                stem,
                refusal: refusal.clone(),
            });
        }
    }

    /// What was seen of a film, in this show or an earlier one.
    pub(crate) fn flashes(&self, media: &str) -> Option<Flashes> {
        self.shared.flashes().get(media).cloned()
    }

    /// Remembers what a screen saw of a film. Says whether that is news.
    pub(crate) fn see(&self, media: &str, flashes: Flashes) -> bool {
        let mut seen = self.shared.flashes();
        let now = joined(seen.get(media), flashes);
        if seen.get(media) == Some(&now) {
            return false;
        }
        seen.insert(media.to_owned(), now.clone());
        self.order(Order::Seen(media.to_owned(), now));
        true
    }

    /// Writes down once more what was seen of films, for an index that has lost it.
    pub(crate) fn see_again(&self) {
        for (media, flashes) in &*self.shared.flashes() {
            self.order(Order::Seen(media.clone(), flashes.clone()));
        }
    }

    /// A picture was kept.
    pub(crate) fn kept(&self, media: &str, recipe: Recipe, bytes: usize) {
        let stem = recipe.file_stem(media);
        if self.shared.refusals().remove(&stem).is_some() {
            self.order(Order::Allow(stem.clone()));
        }
        self.kept_under(stem, media, bytes);
    }

    /// The words of a publication were kept.
    pub(crate) fn kept_text(&self, media: &str, bytes: usize) {
        self.kept_under(stem_of_text(media), media, bytes);
    }

    /// The PDF of a document was kept.
    pub(crate) fn kept_print(&self, media: &str, bytes: u64) {
        self.kept_under(
            stem_of_print(media),
            media,
            usize::try_from(bytes).unwrap_or(usize::MAX),
        );
    }

    fn kept_under(&self, stem: String, media: &str, bytes: usize) {
        self.order(Order::Kept {
            stem,
            media: media.to_owned(),
            bytes: bytes as u64,
        });
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::Relaxed);
        self.order(Order::Close);
        // The last owner may be whoever is told the news, on the thread itself.
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            tracing::error!("the index ended in a panic");
        }
    }
}

/// Whether a refusal follows from the bytes alone, so that the same bytes will be refused again.
fn follows_from_bytes(refusal: &Refusal) -> bool {
    refusal.code != ProblemCode::FileUnreadable
}

/// What an office program could not do now it may do another time, or when it has been mended.
fn lasts(reading: &Reading) -> bool {
    !matches!(reading, Reading::Refused(refusal)
        if !follows_from_bytes(refusal)
            || (Manuscript::is_one(&refusal.what) && refusal.code != ProblemCode::KindNotShown))
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
