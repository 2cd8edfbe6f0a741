//! The loop itself: one thread that owns what is known of every file. Everyone else sends it notes or reads snapshots.

mod calm;
mod look;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::catalogue::Furniture;
use crate::clock::Clock;
use crate::index::Remembered;
use crate::intake::presence::{Identity, Presence, identity};
use crate::intake::reading::{Reading, Refusal};
use crate::intake::scan::{self, Found, Scan, Signature};
use crate::intake::settle::Settling;
use crate::intake::watch::{Hint, Watch, Watching};
use crate::messages::{Flashes, ProblemCode};
use crate::pipeline::darkroom::Darkroom;
use crate::pipeline::reader::{Arriving, Read, Reader};
use crate::pipeline::searching::Searching;
use crate::pipeline::{Shared, Snapshot};
use crate::rendition::recipe::Recipe;

pub use calm::Calm;

/// How often it is asked whether the folder is still the same: a disk that is taken away may go without a word.
const ROLL_CALL: Duration = Duration::from_secs(2);
/// The shortest time between two scans: hints that come closer together share one.
const BREATH: Duration = Duration::from_millis(100);
/// How long a file that vanished stays in the show while others are still arriving: it may be one of them, moved.
const MOVE_GRACE: Duration = Duration::from_millis(1500);
/// When a file that looks damaged is read again before the verdict counts: it may still be arriving.
const SECOND_LOOKS: [Duration; 3] = [
    Duration::from_millis(500),
    Duration::from_millis(1500),
    Duration::from_secs(4),
];
/// The shortest time between two snapshots, and how long changes gather while files are being read.
const GATHER: Duration = Duration::from_millis(150);
/// How long the first snapshot waits for the first files, so that a kiosk does not open on fifteen empty shelves.
const OPENING: Duration = Duration::from_secs(3);

/// What the loop is told.
pub(crate) enum Note {
    /// Something below the folder may have changed, or the folder itself.
    Hint(Hint),
    /// A file is not to be read yet.
    Arriving(Arriving),
    /// A file has been named by its bytes and read.
    Read(Read),
    /// Renditions of this media name were made, or turned out impossible, or could not be kept.
    Developed {
        media: String,
        refusal: Option<Refusal>,
        unkept: bool,
    },
    /// Pictures that were ordered will not be made now, because they could not be kept.
    StoodDown(Vec<String>),
    /// Pictures of these media names are gone from the cache.
    Lost(Vec<String>),
    /// The PDF of a document is gone from the cache.
    Unprinted(String),
    /// The index does not know what the loop knows.
    Behind,
    /// A screen tried a film.
    Verdict { media: String, plays: bool },
    /// A screen looked whether a film flashes.
    Looked { media: String, flashes: Flashes },
    /// A screen left out pictures of a film.
    Stutter(String),
    /// Somebody waits until everything that is due is done.
    Settle(Sender<Calm>),
    /// The last `Show` is gone.
    Close,
}

/// What is known of one file.
pub(crate) struct Known {
    /// The state of the file that was looked at last.
    pub(crate) signature: Signature,
    /// The state of the file to which all that follows belongs.
    pub(crate) read_as: Signature,
    /// Other bytes would have another signature.
    pub(crate) distinct: bool,
    pub(crate) media: String,
    pub(crate) reading: Arc<Reading>,
    pub(crate) text: Option<String>,
    /// Why the file as it is now cannot be shown, while its pictures from before go on being shown.
    pub(crate) spoilt: Option<Refusal>,
}

/// A file that has settled and is being read, or waits for a second look.
struct Underway {
    signature: Signature,
    /// How often this signature was found damaged.
    looks: usize,
    reading: bool,
}

/// Everything the loop knows and does.
pub(crate) struct Loop {
    pub(crate) root: PathBuf,
    pub(crate) shared: Arc<Shared>,
    pub(crate) darkroom: Arc<Darkroom>,
    pub(crate) scan: Scan,
    pub(crate) known: BTreeMap<PathBuf, Known>,
    /// Media names that a screen could not play.
    pub(crate) unplayable: BTreeSet<String>,
    /// Media names of films of which a screen left out pictures. Another start may be on a less busy machine.
    pub(crate) stutters: BTreeSet<String>,
    /// Media names whose renditions turned out impossible.
    pub(crate) refusals: HashMap<String, Refusal>,
    /// Media names that are known to be ready.
    pub(crate) ready: HashSet<String>,
    /// Media names whose pictures the store is still to be asked for, and which those are.
    pub(crate) unasked: HashMap<String, &'static [Recipe]>,
    /// Media names whose renditions were ordered.
    pub(crate) ordered: HashSet<String>,
    /// The stands as they were furnished last.
    pub(crate) furniture: Furniture,
    /// What the index knew of the files when the show opened; `None` until it was asked.
    pub(crate) remembered: Option<Remembered>,
    /// The index was asked to compare itself with the disk.
    pub(crate) repaired: bool,
    pub(crate) clock: Clock,
    reader: Reader,
    searching: Searching,
    notes: Receiver<Note>,
    sender: Sender<Note>,
    watching: Watching,
    watch: Option<Box<dyn Watch>>,
    /// Whether what happens in the folder is heard of; otherwise somebody must look.
    told: bool,
    settling: Settling,
    underway: HashMap<PathBuf, Underway>,
    /// Files that are there and still changing.
    moving: bool,
    /// Files that vanished, and when.
    vanished: BTreeMap<PathBuf, Instant>,
    presence: Presence,
    /// Who the folder was at the last look.
    seen: Option<Identity>,
    /// Whether the folder was there at the last look.
    pub(crate) present: Option<bool>,
    opened: Instant,
    /// When the last scan began.
    scanned: Option<Instant>,
    /// When the last snapshot was published.
    published: Option<Instant>,
    pub(crate) next_scan: Instant,
    next_roll_call: Instant,
    next_publish: Option<Instant>,
    /// When pictures are ordered again that could not be kept.
    pub(crate) next_order: Option<Instant>,
}

impl Loop {
    pub(crate) fn new(
        root: PathBuf,
        shared: Arc<Shared>,
        darkroom: Arc<Darkroom>,
        searching: Searching,
        (sender, notes): (Sender<Note>, Receiver<Note>),
        watching: Watching,
        clock: Clock,
    ) -> std::io::Result<Self> {
        let now = clock.now();
        let reader = Reader::start(&root, &darkroom, &sender)?;
        Ok(Self {
            root,
            shared,
            darkroom,
            scan: Scan::default(),
            known: BTreeMap::new(),
            unplayable: BTreeSet::new(),
            stutters: BTreeSet::new(),
            refusals: HashMap::new(),
            ready: HashSet::new(),
            unasked: HashMap::new(),
            ordered: HashSet::new(),
            furniture: Furniture::default(),
            remembered: None,
            repaired: false,
            clock,
            reader,
            searching,
            notes,
            sender,
            watching,
            watch: None,
            told: true,
            settling: Settling::default(),
            underway: HashMap::new(),
            moving: false,
            vanished: BTreeMap::new(),
            presence: Presence::default(),
            seen: None,
            present: None,
            opened: now,
            scanned: None,
            published: None,
            next_scan: now,
            next_roll_call: now + ROLL_CALL,
            next_publish: None,
            next_order: None,
        })
    }

    /// Runs until the show closes.
    pub(crate) fn run(mut self) {
        let mut waiting = Vec::new();
        loop {
            self.do_what_is_due(self.clock.now());
            let next = self.next_due();
            let note = match self.tell_of_calm(&mut waiting, next) {
                Some(note) => Ok(note),
                None => self.listen_until(next),
            };
            match note {
                Ok(Note::Close) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Note::Settle(sender)) => waiting.push(sender),
                Ok(note) => self.take(note, self.clock.now()),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn do_what_is_due(&mut self, now: Instant) {
        if self.next_roll_call <= now {
            self.next_roll_call = now + ROLL_CALL;
            if identity(&self.root).ok() != self.seen {
                self.next_scan = now;
            }
        }
        if self.next_scan <= now {
            self.look(now);
        }
        if self.next_publish.is_some_and(|due| due <= now) {
            self.publish(now);
        }
        if self.next_order.is_some_and(|due| due <= now) {
            self.next_order = None;
            self.order(&self.shared.snapshot());
        }
    }

    fn next_due(&self) -> Instant {
        [self.next_publish, self.next_order]
            .into_iter()
            .flatten()
            .fold(self.next_scan.min(self.next_roll_call), Instant::min)
    }

    fn listen_until(&self, next: Instant) -> Result<Note, RecvTimeoutError> {
        match self.clock.time_until(next) {
            Some(time) => self.notes.recv_timeout(time),
            None => self.notes.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn take(&mut self, note: Note, now: Instant) {
        match note {
            Note::Hint(hint) => {
                if hint == Hint::Closed {
                    self.settling.release();
                }
                let breath = self.scanned.map_or(now, |scanned| scanned + BREATH);
                self.next_scan = self.next_scan.min(breath.max(now));
            }
            Note::Arriving(arriving) => self.wait(&arriving, now),
            Note::Read(read) => self.learn(read, now),
            Note::Developed {
                media,
                refusal,
                unkept,
            } => {
                self.ask_again(&media);
                if unkept {
                    self.stand_down([media.as_str()]);
                }
                if let Some(refusal) = refusal {
                    self.refusals.insert(media, refusal);
                }
                self.gather(now);
            }
            Note::StoodDown(media) => self.stand_down(media.iter().map(String::as_str)),
            Note::Lost(media) => self.lose(&media, now),
            Note::Unprinted(media) => self.print_again(&media, now),
            Note::Behind => self.tell_all(),
            Note::Verdict { media, plays } => {
                let news = if plays {
                    self.unplayable.remove(&media)
                } else {
                    self.unplayable.insert(media)
                };
                if news {
                    self.gather(now);
                }
            }
            Note::Looked { media, flashes } => {
                let (at, certain) = (&flashes.seconds, flashes.certain);
                tracing::info!(media, ?at, certain, "a film was looked at for flashes");
                if self.darkroom.index().see(&media, flashes) {
                    self.gather(now);
                }
            }
            Note::Stutter(media) => {
                if self.stutters.insert(media) {
                    self.gather(now);
                }
            }
            Note::Settle(_) | Note::Close => {}
        }
    }

    /// Has a file looked into, unless that is being done.
    fn meet(&mut self, found: Found, unchanged: Duration) {
        let anew = || Underway {
            signature: found.signature,
            looks: 0,
            reading: false,
        };
        let underway = self.underway.entry(found.path.clone()).or_insert_with(anew);
        if underway.signature != found.signature {
            *underway = anew();
        }
        if !underway.reading {
            underway.reading = true;
            self.reader.read(found, unchanged);
        }
    }

    /// Puts a file off that has not arrived.
    fn wait(&mut self, arriving: &Arriving, now: Instant) {
        let Arriving {
            path,
            signature,
            pause,
        } = arriving;
        let known = self.underway.get_mut(path);
        if let Some(underway) = known.filter(|underway| underway.signature == *signature) {
            underway.reading = false;
            self.put_off(path, now + *pause);
        }
    }

    fn put_off(&mut self, path: &Path, until: Instant) {
        self.moving = true;
        self.settling.hold(path, until);
        self.next_scan = self.next_scan.min(until);
    }

    /// Takes in what a file turned out to be, or looks again later when more of it may be on its way.
    fn learn(&mut self, read: Read, now: Instant) {
        let Read {
            path,
            signature,
            media,
            reading,
            text,
            sure,
            veiled,
            distinct,
        } = read;
        let Some(underway) = self
            .underway
            .get_mut(&path)
            .filter(|underway| underway.signature == signature)
        else {
            return;
        };
        underway.reading = false;
        let doubtful = !sure && may_still_arrive(&reading);
        if let (true, Some(pause)) = (doubtful, SECOND_LOOKS.get(underway.looks)) {
            underway.looks += 1;
            self.put_off(&path, now + *pause);
            return;
        }
        self.underway.remove(&path);
        if let Reading::Refused(refusal) = &*reading {
            tracing::info!(file = %scan::shown(&path), code = ?refusal.code, "cannot be shown: {}", refusal.detail);
        }
        self.gather(now);
        let settled = match veiled {
            None => signature,
            Some(time) => {
                // What is seen then is news, even if it looks the same.
                self.put_off(&path, now + time);
                Signature::default()
            }
        };
        if let (Reading::Refused(refusal), Some(known)) = (&*reading, self.known.get_mut(&path))
            && matches!(*known.reading, Reading::Photo(_))
            && self.ready.contains(&known.media)
        {
            known.signature = settled;
            known.spoilt = Some(refusal.clone());
            return;
        }
        // Pictures that were being made of another state of the file have been thrown away.
        self.ordered.remove(&media);
        let known = Known {
            signature: settled,
            read_as: signature,
            distinct,
            media,
            reading,
            text,
            spoilt: None,
        };
        self.ask(&known);
        self.remember(&path, &known);
        self.known.insert(path, known);
    }

    /// Publishes soon, together with whatever else changes until then; at once where nothing else is under way.
    pub(crate) fn gather(&mut self, now: Instant) {
        let calm = !self.underway.values().any(|underway| underway.reading);
        let due = match self.published {
            Some(published) if calm => now.max(published + GATHER),
            None if calm => now,
            _ => now + GATHER,
        };
        let due = self.next_publish.map_or(due, |planned| planned.min(due));
        self.next_publish = Some(due);
    }

    fn publish(&mut self, now: Instant) {
        self.next_publish = None;
        let arriving = self.moving || self.underway.values().any(|underway| underway.looks == 0);
        if let Some(oldest) = self.vanished.values().min().copied() {
            if arriving && now < oldest + MOVE_GRACE {
                self.next_publish = Some((oldest + MOVE_GRACE).min(now + BREATH));
                return;
            }
            let gone = std::mem::take(&mut self.vanished).into_keys();
            self.forget(gone.collect());
        }
        let before = self.shared.snapshot();
        let first = before.catalogue.number == 0;
        let early = arriving || self.present == Some(false);
        if first && early && now < self.opened + OPENING {
            self.next_publish = Some(now + GATHER);
            return;
        }
        let mut next: Snapshot = self.build();

        next.catalogue.number = before.catalogue.number;
        if first || next != *before {
            self.published = Some(now);
            next.catalogue.number += 1;
            let next = Arc::new(next);
            self.shared.publish(Arc::clone(&next));
            self.searching.follow(Arc::clone(&next));
            self.order(&next);
        }
        if !arriving {
            self.note_furniture();
            self.repair_once();
        }
    }
}

/// Whether more bytes of this file may be on their way.
fn may_still_arrive(reading: &Reading) -> bool {
    use ProblemCode::{FileDamaged, FileEmpty, FileUnreadable, KindUnknown};
    matches!(
        reading,
        Reading::Refused(Refusal {
            code: FileDamaged | FileEmpty | FileUnreadable | KindUnknown,
            ..
        })
    )
}
