//! How much the cache may hold, and what is thrown away when it holds more.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Result, params};

use super::free::room_left;
use super::rows::signed;
use crate::rendition::store::Store;

/// The cache of a show whose operator has settled nothing: room for some 25 000 photos in both sizes.
const USUAL: u64 = 8_000_000_000;

/// A folder counts as being shown for this long after its show was last seen running.
const ON_SHOW: Duration = Duration::from_secs(86_400);

/// Once there is too much, this part of the bound is kept, so that not every new picture costs an old one.
const KEPT: (u64, u64) = (9, 10);

/// The most bytes that the cache may hold; `None` leaves it to the show: 8 GB, and never more than half of what the
/// disk could give it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bound(pub(crate) Option<u64>);

impl Bound {
    /// Whether so many bytes may be too many.
    pub(super) fn is_passed(self, held: u64) -> bool {
        held > self.0.unwrap_or(USUAL)
    }

    fn bytes(self, folder: &Path, held: u64) -> u64 {
        self.0.unwrap_or_else(|| {
            let share = room_left(folder).map(|left| held.saturating_add(left) / 2);
            share.map_or(USUAL, |share| share.min(USUAL))
        })
    }

    /// Makes room when there is too much, and gives back how many bytes there are then. `now` in seconds since the
    /// epoch.
    pub(super) fn keep(self, connection: &Connection, store: &Store, now: u64) -> Result<u64> {
        let held: i64 = connection.query_row("SELECT COALESCE(SUM(bytes), 0) FROM pictures", [], |row| {
            row.get(0)
        })?;
        let held = u64::try_from(held).unwrap_or_default();
        let bound = self.bytes(store.folder(), held);
        if held <= bound {
            return Ok(held);
        }
        let goal = bound / KEPT.1 * KEPT.0;
        let mut freed = 0;
        let tidied = connection.unchecked_transaction()?;
        for (stem, bytes, on_show) in first_to_go(connection, now)? {
            if held.saturating_sub(freed) <= goal {
                break;
            }
            store.discard(&stem);
            freed += bytes;
            let farewell = if on_show {
                "UPDATE pictures SET bytes = 0 WHERE stem = ?1"
            } else {
                "DELETE FROM pictures WHERE stem = ?1"
            };
            connection.prepare_cached(farewell)?.execute([&stem])?;
        }
        tidied.commit()?;
        tracing::info!("the cache held {held} bytes of at most {bound}; {freed} were thrown away");
        Ok(held.saturating_sub(freed))
    }
}

/// All pictures in the order in which they may go, with their size and whether they are on show: first those of files
/// that are in no show, then large ones, then the small ones that halls and shelves are made of; within each, whatever
/// was not asked for longest.
fn first_to_go(connection: &Connection, now: u64) -> Result<Vec<(String, u64, bool)>> {
    let mut wish = connection.prepare(
        "SELECT stem, bytes, EXISTS (
             SELECT 1 FROM files JOIN roots ON roots.id = files.root
             WHERE files.media = pictures.media AND roots.opened >= ?1
         ) AS on_show
         FROM pictures WHERE bytes > 0
         ORDER BY on_show, on_show AND shelf, shown, stem",
    )?;
    let since = now.saturating_sub(ON_SHOW.as_secs());
    let found = wish.query_map(params![signed(since)], |row| {
        Ok((
            row.get(0)?,
            u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
            row.get(2)?,
        ))
    })?;
    found.collect()
}
