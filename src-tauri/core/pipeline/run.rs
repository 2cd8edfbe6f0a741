//! The loop itself: one thread that owns what is known of every file. Everyone else sends it notes or reads snapshots.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::catalogue::{self, Material, MaterialFile};
use crate::intake::reading::{Reading, Refusal};
use crate::intake::scan::{self, Found, Scan, Signature};
use crate::intake::settle::Settling;
use crate::intake::watch::{self, Hint, Watch};
use crate::intake::{identity, text};
use crate::messages::{ItemState, ProblemCode};
use crate::pipeline::darkroom::Darkroom;
use crate::pipeline::{Shared, Snapshot};
use crate::rendition::recipe::{Recipe, Size};
use crate::rendition::workers::Urgency;

/// The longest time between two scans when no hint comes: hints can be lost, the folder cannot.
const RECONCILE: Duration = Duration::from_secs(30);
/// The same while there is no watcher, or no folder.
const RECONCILE_BLIND: Duration = Duration::from_secs(1);
/// Hints that come closer together than this share a scan.
const BREATH: Duration = Duration::from_millis(100);
/// How long a file that vanished stays in the show while others are still arriving: it may be one of them, moved.
const MOVE_GRACE: Duration = Duration::from_millis(1500);
/// How often a file that looks damaged is read again before the verdict counts: it may still be arriving.
const SECOND_LOOKS: [Duration; 3] =
    [Duration::from_millis(500), Duration::from_millis(1500), Duration::from_secs(4)];
/// How long changes of state gather before they are published together.
const GATHER: Duration = Duration::from_millis(150);

/// What the loop is told.
pub(crate) enum Note {
    /// Something below the folder may have changed.
    Hint(Hint),
    /// A file has been named by its bytes and read.
    Read { path: PathBuf, signature: Signature, media: String, reading: Reading },
    /// Renditions of this media name were made, or turned out impossible.
    Developed { media: String, refusal: Option<Refusal> },
    /// A screen tried a film.
    Verdict { media: String, plays: bool },
    /// The last `Show` is gone.
    Close,
}

/// What is known of one file.
struct Known {
    signature: Signature,
    media: String,
    reading: Reading,
}

/// A file that is being read.
struct Underway {
    signature: Signature,
    /// How many times this signature was read and found damaged.
    looks: usize,
}

pub(crate) struct Loop {
    root: PathBuf,
    shared: Arc<Shared>,
    darkroom: Arc<Darkroom>,
    notes: Receiver<Note>,
    sender: Sender<Note>,
    watch: Option<Box<dyn Watch>>,
    settling: Settling,
    scan: Scan,
    known: BTreeMap<PathBuf, Known>,
    underway: HashMap<PathBuf, Underway>,
    /// Files that vanished while others were arriving, and when.
    vanished: BTreeMap<PathBuf, Instant>,
    states: HashMap<String, ItemState>,
    unplayable: BTreeSet<String>,
    refusals: HashMap<String, Refusal>,
    due: Due,
    seen_root: bool,
}

/// When the loop has something to do by itself.
struct Due {
    scan: Instant,
    publish: Option<Instant>,
}

impl Loop {
    pub(crate) fn new(
        root: PathBuf,
        shared: Arc<Shared>,
        darkroom: Arc<Darkroom>,
        notes: Receiver<Note>,
        sender: Sender<Note>,
        now: Instant,
    ) -> Self {
        Self {
            root,
            shared,
            darkroom,
            notes,
            sender,
            watch: None,
            settling: Settling::default(),
            scan: Scan::default(),
            known: BTreeMap::new(),
            underway: HashMap::new(),
            vanished: BTreeMap::new(),
            states: HashMap::new(),
            unplayable: BTreeSet::new(),
            refusals: HashMap::new(),
            due: Due { scan: now, publish: None },
            seen_root: false,
        }
    }

    /// Runs until the show closes.
    pub(crate) fn run(mut self) {
        loop {
            let now = Instant::now();
            if self.due.scan <= now {
                self.look(now);
            }
            if self.due.publish.is_some_and(|due| due <= now) {
                self.publish(now);
            }
            let next = self.due.publish.map_or(self.due.scan, |publish| publish.min(self.due.scan));
            match self.notes.recv_timeout(next.saturating_duration_since(Instant::now())) {
                Ok(Note::Close) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(note) => self.take(note, Instant::now()),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn take(&mut self, note: Note, now: Instant) {
        match note {
            Note::Hint(hint) => {
                if hint.lost() {
                    self.watch = None;
                }
                self.due.scan = self.due.scan.min(now + BREATH);
            }
            Note::Read { path, signature, media, reading, text } => {
                self.learn(path, Known { signature, media, reading, text }, now);
            }
            Note::Developed { media, refusal } => {
                self.states.remove(&media);
                if let Some(refusal) = refusal {
                    self.refusals.insert(media, refusal);
                }
                self.gather(now);
            }
            Note::Verdict { media, plays } => {
                let changed = if plays { self.unplayable.remove(&media) } else { self.unplayable.insert(media.clone()) };
                if changed {
                    self.states.remove(&media);
                    self.gather(now);
                }
            }
            Note::Close => {}
        }
    }

    /// Scans the folder and starts reading what has settled.
    fn look(&mut self, now: Instant) {
        self.arm();
        let scan = match scan::scan(&self.root) {
            Ok(scan) => scan,
            Err(error) => {
                if self.present != Some(false) {
                    tracing::warn!("{error}; the show keeps what it had");
                }
                self.present = Some(false);
                self.watch = None;
                self.due.scan = now + RECONCILE_BLIND;
                return;
            }
        };
        let settled = self.settling.observe(&scan.files, now);
        for path in settled.gone {
            self.underway.remove(&path);
            self.vanished.entry(path).or_insert(now);
        }
        for found in &scan.files {
            self.vanished.remove(&found.path);
        }
        for found in settled.files {
            self.meet(found);
        }
        self.moving = !settled.moving.is_empty();
        let calm = now + if self.watch.is_some() { RECONCILE } else { RECONCILE_BLIND };
        self.due.scan = settled.look_again.map_or(calm, |again| again.min(calm));
        if scan != self.scan || self.present != Some(true) || !self.vanished.is_empty() {
            self.scan = scan;
            self.gather(now);
        }
        self.present = Some(true);
    }

    /// Watches the folder, unless it is being watched.
    fn arm(&mut self) {
        if self.watch.is_some() {
            return;
        }
        let sender = self.sender.clone();
        let hints = move |hint| drop(sender.send(Note::Hint(hint)));
        match watch::watch(&self.root, Box::new(hints)) {
            Ok(watch) => self.watch = Some(watch),
            Err(error) if self.present != Some(false) => tracing::warn!("{error}; looking every second instead"),
            Err(_) => {}
        }
    }

    /// Has a settled file read, unless it is known or being read.
    fn meet(&mut self, found: Found) {
        let known = self.known.get(&found.path).is_some_and(|known| known.signature == found.signature);
        if known {
            return;
        }
        let underway = self.underway.entry(found.path.clone()).or_insert(Underway {
            signature: found.signature,
            looks: 0,
            reading: false,
        });
        if underway.signature != found.signature {
            *underway = Underway { signature: found.signature, looks: 0, reading: false };
        }
        if !underway.reading {
            underway.reading = true;
            self.reader.read(found.path, found.signature);
        }
    }

    /// Takes in what a file turned out to be, or looks again later when it may still be arriving.
    fn learn(&mut self, path: PathBuf, fresh: Known, now: Instant) {
        let Some(underway) = self.underway.get_mut(&path).filter(|underway| underway.signature == fresh.signature)
        else {
            return;
        };
        underway.reading = false;
        if may_still_arrive(&fresh.reading)
            && let Some(pause) = SECOND_LOOKS.get(underway.looks)
        {
            underway.looks += 1;
            let again = now + *pause;
            self.settling.hold(&path, again);
            self.due.scan = self.due.scan.min(again);
            return;
        }
        self.underway.remove(&path);
        if let Reading::Refused(refusal) = &fresh.reading {
            tracing::info!(file = %scan::shown(&path), ?refusal.code, "cannot be shown: {}", refusal.detail);
        }
        self.known.insert(path, fresh);
        self.gather(now);
    }

    /// Publishes soon, together with whatever else changes until then.
    fn gather(&mut self, now: Instant) {
        self.due.publish.get_or_insert(now + GATHER);
    }

    fn publish(&mut self, now: Instant) {
        self.due.publish = None;
        let oldest = self.vanished.values().min().copied();
        let arriving = self.moving || self.underway.values().any(|underway| underway.looks == 0);
        if let Some(oldest) = oldest {
            if arriving && now < oldest + MOVE_GRACE {
                self.due.publish = Some((oldest + MOVE_GRACE).min(now + BREATH));
                return;
            }
            for path in std::mem::take(&mut self.vanished).into_keys() {
                self.known.remove(&path);
            }
        }
        let built = self.build();
        let before = self.shared.snapshot();
        let mut next = Snapshot { catalogue: built.catalogue, media: built.media };
        next.catalogue.number = before.catalogue.number;
        if before.catalogue.number == 0 && !self.underway.is_empty() && self.known.is_empty() {
            // The first snapshot waits for the first files, so that a kiosk does not open on fifteen empty shelves.
            self.gather(now);
            return;
        }
        if next != *before || before.catalogue.number == 0 {
            next.catalogue.number += 1;
            let next = Arc::new(next);
            self.shared.publish(Arc::clone(&next));
            self.order(&next);
        }
    }
}

/// Whether more bytes of this file may be on their way.
fn may_still_arrive(reading: &Reading) -> bool {
    matches!(reading, Reading::Refused(Refusal { code, .. }) if matches!(
        code,
        ProblemCode::FileDamaged | ProblemCode::FileEmpty | ProblemCode::FileUnreadable | ProblemCode::KindUnknown
    ))
}
