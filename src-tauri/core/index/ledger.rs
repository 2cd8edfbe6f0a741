//! The thread that keeps the index: loads it, writes to it in batches, and begins it anew when it is gone or damaged.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, Result, params};

use super::database::{Database, is_damaged};
use super::repair::repair;
use super::rows;
use super::{Bound, News, Order, Remembered, Shared};
use crate::catalogue::Furniture;
use crate::rendition::recipe::{Recipe, Size};
use crate::rendition::store::Store;

/// What comes within this time is written together; a killed process loses no more.
const GATHER: Duration = Duration::from_millis(250);
/// The most orders that are written together.
const MOST: usize = 2000;
/// The shortest time between two tries to write to an index that cannot be written; commonly it is that of the store.
const LEAST_REST: Duration = Duration::from_millis(10);
/// How often an index is looked after that nobody writes to.
const ROUND: Duration = Duration::from_secs(3600);
/// After so many new pictures the sum is taken anew: another show may have added to it.
const COUNTED: u32 = 500;

pub(super) struct Ledger {
    store: Store,
    root: PathBuf,
    bound: Bound,
    shared: Arc<Shared>,
    tell: Box<dyn Fn(News) + Send>,
    database: Option<Database>,
    /// Orders were not written, so the show has to tell everything again.
    behind: bool,
    /// When a file that cannot be written is tried again.
    rest_until: Option<Instant>,
    /// Bytes in the cache, and new pictures since they were counted.
    held: u64,
    uncounted: u32,
}

impl Ledger {
    pub(super) fn new(
        store: Store,
        root: &Path,
        bound: Bound,
        shared: Arc<Shared>,
        tell: Box<dyn Fn(News) + Send>,
    ) -> Self {
        Self {
            store,
            root: root.to_owned(),
            bound,
            shared,
            tell,
            database: None,
            behind: false,
            rest_until: None,
            held: 0,
            uncounted: COUNTED,
        }
    }

    /// Opens the file, and loads what is in it.
    pub(super) fn open(&mut self) -> Remembered {
        let loaded = Database::open(self.store.folder()).and_then(|database| {
            let loaded = self.load(&database);
            self.database = Some(database);
            loaded
        });
        loaded.unwrap_or_else(|error| {
            self.suffer(&error);
            // Damage that shows itself only now: the second try finds a new file.
            if self.rest_until.is_none() {
                self.reopen();
                self.behind = false;
            }
            Remembered::new()
        })
    }

    fn load(&self, database: &Database) -> Result<Remembered> {
        for (stem, refusal) in rows::refusals(database)? {
            self.shared.refusals().entry(stem).or_insert(refusal);
        }
        for (media, flashes) in rows::seen(database)? {
            self.shared.flashes().entry(media).or_insert(flashes);
        }
        let Some(root) = rows::number(database, &self.root)? else {
            return Ok(Remembered::new());
        };
        let mut readings = Vec::with_capacity(4096);
        let remembered = rows::recall(database, root, |row| {
            if row.tells_of_its_bytes() {
                readings.push((row.media.clone(), Arc::clone(&row.reading)));
            }
        })?;
        self.shared.readings().extend(readings);
        Ok(remembered)
    }

    /// Loads the stands; after the files, because whoever opens the show has something to do with those first.
    pub(super) fn furniture(&mut self) -> Furniture {
        let loaded = self.database.as_ref().map(|database| {
            let root = rows::number(database, &self.root)?;
            root.map_or(Ok(Vec::new()), |root| rows::stands(database, root))
        });
        match loaded {
            Some(Ok(stands)) => Furniture::from_before(stands),
            Some(Err(error)) => {
                self.suffer(&error);
                Furniture::default()
            }
            None => Furniture::default(),
        }
    }

    /// Carries out orders until the show closes.
    pub(super) fn keep(&mut self, orders: &Receiver<Order>) {
        let mut next_round = Instant::now() + ROUND;
        loop {
            let until = self.rest_until.map_or(next_round, |rest| rest.min(next_round));
            let wait = until.saturating_duration_since(Instant::now());
            let (batch, last) = match orders.recv_timeout(wait) {
                Ok(first) => gather(first, orders),
                Err(RecvTimeoutError::Timeout) => (Vec::new(), false),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let now = Instant::now();
            if next_round <= now {
                next_round = now + ROUND;
                self.uncounted = COUNTED;
            }
            self.attend(&batch, now);
            for order in batch {
                match order {
                    Order::Repair(believed) => self.repair(&believed),
                    #[cfg(test)]
                    Order::Flush(done) => drop(done.send(())),
                    _ => {}
                }
            }
            if last {
                return;
            }
        }
    }

    /// Writes a batch, and sees to it that there is an index to write to.
    fn attend(&mut self, batch: &[Order], now: Instant) {
        if self
            .database
            .as_ref()
            .is_some_and(|database| !database.is_there())
        {
            tracing::info!("the index of the cache is gone and is begun anew");
            self.database = None;
        }
        if self.rest_until.is_some_and(|rest| now < rest) {
            self.behind |= !batch.is_empty();
            return;
        }
        self.rest_until = None;
        if self.database.is_none() {
            self.reopen();
        }
        let Some(database) = &self.database else {
            self.behind |= !batch.is_empty();
            return;
        };
        // The round is written too: it says that this show still runs.
        if batch.is_empty() && !self.behind && self.uncounted < COUNTED {
            return;
        }
        let outcome = self.write(database, batch);
        match outcome {
            Ok((bytes, pictures)) => {
                self.held += bytes;
                self.uncounted += pictures;
                if std::mem::take(&mut self.behind) {
                    tracing::info!("the index of the cache is written again");
                    (self.tell)(News::Behind);
                }
                self.make_room();
            }
            Err(error) => {
                self.behind = true;
                self.suffer(&error);
            }
        }
    }

    /// Takes the index up anew; what the show knows has to be told again, because it is not in there.
    fn reopen(&mut self) {
        match Database::open(self.store.folder()) {
            Ok(database) => {
                self.behind |= database.fresh;
                self.uncounted = COUNTED;
                self.database = Some(database);
            }
            Err(error) => self.suffer(&error),
        }
    }

    /// Gives back how many bytes and pictures were added.
    fn write(&self, database: &Connection, batch: &[Order]) -> Result<(u64, u32)> {
        let now = seconds();
        let mut added = (0, 0);
        let begun = rusqlite::Transaction::new_unchecked(database, rusqlite::TransactionBehavior::Immediate)?;
        let root = rows::enter(database, &self.root, now)?;
        for order in batch {
            match order {
                Order::Remember(entry) => {
                    rows::remember(database, root, &entry.path, &entry.row, entry.sure)?;
                }
                Order::Forget(paths) => {
                    for path in paths {
                        rows::forget(database, root, path)?;
                    }
                }
                Order::Furnish(stands) => {
                    for (folder, stand) in stands {
                        rows::furnish(database, root, folder, stand.as_deref())?;
                    }
                }
                Order::Ready(media) => rows::set_ready(database, media, true)?,
                Order::Kept { stem, media, bytes } => {
                    picture(database, stem, media, *bytes, now)?;
                    added = (added.0 + bytes, added.1 + 1);
                }
                Order::Shown(stem) => {
                    // A page that is looked at for a while need not be written down again and again.
                    database
                        .prepare_cached("UPDATE pictures SET shown = ?2 WHERE stem = ?1 AND shown < ?2 - 60")?
                        .execute(params![stem, rows::signed(now)])?;
                }
                Order::Refuse { stem, refusal } => rows::refuse(database, stem, refusal)?,
                Order::Allow(stem) => rows::allow(database, stem)?,
                Order::Seen(media, flashes) => rows::see(database, media, flashes)?,
                Order::Repair(_) | Order::Close => {}
                #[cfg(test)]
                Order::Flush(_) => {}
            }
        }
        begun.commit()?;
        Ok(added)
    }

    fn make_room(&mut self) {
        let Some(database) = self.database.as_ref().filter(|database| !database.sealed) else {
            return;
        };
        if self.uncounted < COUNTED && !self.bound.is_passed(self.held) {
            return;
        }
        match self.bound.keep(database, &self.store, seconds()) {
            Ok(held) => (self.held, self.uncounted) = (held, 0),
            Err(error) => self.suffer(&error),
        }
    }

    fn repair(&mut self, believed: &[(String, &'static [Recipe])]) {
        self.store.sweep();
        let Some(database) = self.database.as_ref().filter(|database| !database.sealed) else {
            return;
        };
        let outcome = database.is_sound().and_then(|sound| {
            if sound {
                repair(database, &self.store, believed, &self.shared, seconds())
            } else {
                Err(rusqlite::Error::InvalidQuery)
            }
        });
        match outcome {
            Ok(lost) => {
                self.uncounted = COUNTED;
                self.make_room();
                if !lost.is_empty() {
                    tracing::info!("pictures of {} files are gone from the cache", lost.len());
                    (self.tell)(News::Lost(lost));
                }
            }
            Err(error) => {
                self.suffer(&error);
                if is_damaged(&error) {
                    self.attend(&[], Instant::now());
                }
            }
        }
    }

    /// What cannot be believed is set aside, and what cannot be reached is left alone for a while.
    fn suffer(&mut self, error: &rusqlite::Error) {
        if let (true, Some(database)) = (is_damaged(error), self.database.take()) {
            tracing::warn!("the index of the cache is damaged and is begun anew: {error}");
            return database.set_aside(self.store.folder());
        }
        // Said once, and not again for every try.
        if !self.behind && !self.store.is_stuck() {
            tracing::warn!(
                "the index of the cache cannot be used: {error}; the show goes on, and the next start will read all files again"
            );
        }
        self.behind = true;
        self.database = None;
        self.rest_until = Some(Instant::now() + self.store.rest().max(LEAST_REST));
    }
}

/// Notes a picture that is there.
pub(super) fn picture(
    connection: &Connection,
    stem: &str,
    media: &str,
    bytes: u64,
    shown: u64,
) -> Result<()> {
    let size = |size: Size| stem.contains(&format!("-{}-v", size.name()));
    let shelf = !size(Size::Screen) && !size(Size::Detail);
    connection
        .prepare_cached("INSERT OR REPLACE INTO pictures VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            stem,
            media,
            shelf,
            rows::signed(bytes),
            rows::signed(shown)
        ])?;
    Ok(())
}

/// Takes what comes soon after the first order. Says whether that was the last.
fn gather(first: Order, orders: &Receiver<Order>) -> (Vec<Order>, bool) {
    let due = Instant::now() + GATHER;
    let mut batch = vec![first];
    loop {
        match batch.last() {
            Some(Order::Close) => return (batch, true),
            #[cfg(test)]
            Some(Order::Flush(_)) => return (batch, false),
            _ if batch.len() >= MOST => return (batch, false),
            _ => {}
        }
        match orders.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(order) => batch.push(order),
            Err(RecvTimeoutError::Timeout) => return (batch, false),
            Err(RecvTimeoutError::Disconnected) => return (batch, true),
        }
    }
}

fn seconds() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
