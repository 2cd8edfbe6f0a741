//! Compares what the index says of pictures with what is on the disk, and puts it right.

use std::collections::HashMap;
use std::time::Duration;

use rusqlite::{Connection, Result, params};

use super::Shared;
use super::ledger::picture;
use super::rows::{set_ready, signed};
use crate::catalogue::LOOK;
use crate::intake::read;
use crate::rendition::recipe::Recipe;
use crate::rendition::store::Store;
use std::sync::atomic::Ordering;

/// A folder that was not shown for so long is forgotten; its files would be read again.
const FORGOTTEN: Duration = Duration::from_secs(90 * 86_400);

/// Looks for pictures that are `believed` to be there, adopts those that nobody reckoned with, and drops the rows of
/// those that are gone. Gives back the media names of which pictures were lost. Ends early when the show closes; the
/// next start begins anew.
pub(super) fn repair(
    connection: &Connection,
    store: &Store,
    believed: &[(String, &'static [Recipe])],
    shared: &Shared,
    now: u64,
) -> Result<Vec<String>> {
    let mut reckoned = reckoning(connection)?;
    let closing = || shared.closing.load(Ordering::Relaxed);
    let mut lost = Vec::new();
    for (media, recipes) in believed {
        if closing() {
            return Ok(Vec::new());
        }
        let is_lost = |recipe: &&Recipe| {
            let thrown_away = reckoned.get(&recipe.file_stem(media)) == Some(&0);
            !thrown_away && store.find(media, **recipe).is_none()
        };
        if recipes.iter().any(|recipe| is_lost(&recipe)) {
            lost.push(media.clone());
        }
    }
    let there = store.census(&closing);
    if closing() {
        return Ok(Vec::new());
    }
    let mended = connection.unchecked_transaction()?;
    for media in &lost {
        set_ready(connection, media, false)?;
    }
    for found in &there {
        if reckoned.remove(&found.stem) != Some(found.bytes) {
            picture(connection, &found.stem, &found.media, found.bytes, found.written)?;
        }
    }
    for stem in reckoned
        .into_iter()
        .filter_map(|(stem, bytes)| (bytes > 0).then_some(stem))
    {
        connection
            .prepare_cached("DELETE FROM pictures WHERE stem = ?1")?
            .execute([stem])?;
    }
    tidy(connection, now)?;
    mended.commit()?;
    Ok(lost)
}

fn reckoning(connection: &Connection) -> Result<HashMap<String, u64>> {
    let mut wish = connection.prepare("SELECT stem, bytes FROM pictures")?;
    let found = wish.query_map([], |row| {
        Ok((
            row.get(0)?,
            u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
        ))
    })?;
    found.collect()
}

/// Drops what nobody will ask for again.
fn tidy(connection: &Connection, now: u64) -> Result<()> {
    let since = signed(now.saturating_sub(FORGOTTEN.as_secs()));
    connection.execute(
        "DELETE FROM files WHERE reader < ?1 OR root IN (SELECT id FROM roots WHERE opened < ?2)",
        params![read::VERSION, since],
    )?;
    connection.execute(
        "DELETE FROM stands WHERE root IN (SELECT id FROM roots WHERE opened < ?1)",
        [since],
    )?;
    connection.execute("DELETE FROM roots WHERE opened < ?1", [since])?;
    connection.execute(
        "DELETE FROM pictures WHERE bytes = 0 AND media NOT IN (SELECT media FROM files)",
        [],
    )?;
    connection.execute(
        "DELETE FROM films WHERE look < ?1 OR media NOT IN (SELECT media FROM files)",
        [LOOK],
    )?;
    Ok(())
}
