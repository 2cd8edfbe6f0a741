//! The rows of the index: files as they were read, and when that may be believed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::Remembered;
use crate::abreast::side_by_side;
use crate::catalogue::{Furnished, LOOK};
use crate::intake::read;
use crate::intake::reading::{Reading, Refusal};
use crate::intake::scan::Signature;
use crate::messages::Flashes;
use crate::rendition::recipe;

/// What is known of one file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The state in which it was read.
    pub(crate) signature: Signature,
    pub(crate) media: String,
    pub(crate) reading: Arc<Reading>,
    /// The words of a caption or settings file.
    pub(crate) words: Option<String>,
    /// All the pictures that it needs were there.
    pub(crate) ready: bool,
}

impl Row {
    /// Whether a file of the same bytes under another name is the same. What is read for its words is so by its name: an
    /// empty caption is a caption, and an empty photo is none.
    pub(super) fn tells_of_its_bytes(&self) -> bool {
        self.words.is_none()
    }
}

/// The longest step of the clocks that file systems stamp their files with: a kernel's tick is at most 10 ms.
const TICK: Duration = Duration::from_millis(50);
/// The same where the stamps show whole seconds only: FAT counts every other second.
const COARSE_TICK: Duration = Duration::from_millis(2500);

/// Whether a file of this signature, read from `read` on and unchanged after, had bytes that nobody can replace without
/// changing its signature. A file that is written twice within one step of the clock looks the same both times, so what
/// was read that soon may be the first of two.
pub(crate) fn is_sure(signature: &Signature, read: SystemTime) -> bool {
    let stamps = [signature.modified, signature.changed];
    let coarse = stamps.iter().all(|stamp| stamp % 1_000_000_000 == 0);
    let tick = if coarse { COARSE_TICK } else { TICK };
    let Ok(read) = read.duration_since(UNIX_EPOCH) else {
        return false;
    };
    let last = stamps.into_iter().max().unwrap_or_default();
    i128::from(last) + i128::try_from(tick.as_nanos()).unwrap_or(i128::MAX)
        < i128::try_from(read.as_nanos()).unwrap_or(i128::MIN)
}

/// Tables of version [`super::database::VERSION`].
pub(super) const SCHEMA: &str = "
    CREATE TABLE roots (
        id INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,
        -- Seconds since the epoch when a show over it was last seen running.
        opened INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE files (
        root INTEGER NOT NULL,
        path BLOB NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        file INTEGER NOT NULL,
        media TEXT NOT NULL,
        -- The signature alone tells that the bytes are the same.
        sure INTEGER NOT NULL,
        -- Version of the reader.
        reader INTEGER NOT NULL,
        reading TEXT NOT NULL,
        words TEXT,
        -- Version of the recipes whose pictures were there, or 0.
        ready INTEGER NOT NULL,
        PRIMARY KEY (root, path)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX files_by_media ON files (media);
    CREATE TABLE stands (
        root INTEGER NOT NULL,
        folder TEXT NOT NULL,
        furnished TEXT NOT NULL,
        PRIMARY KEY (root, folder)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pictures (
        -- File name without extension.
        stem TEXT PRIMARY KEY,
        media TEXT NOT NULL,
        -- Whether it is one of the small ones that the hall and the shelves are made of.
        shelf INTEGER NOT NULL,
        -- 0 when it was thrown away to make room, so that nobody takes it for lost.
        bytes INTEGER NOT NULL,
        -- Seconds since the epoch when it was last asked for, or made.
        shown INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE films (
        media TEXT PRIMARY KEY,
        -- Version of the rules by which the screens judge.
        look INTEGER NOT NULL,
        flashes TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE refusals (
        -- File name without extension of the picture that cannot be made.
        stem TEXT PRIMARY KEY,
        refusal TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
";

/// The number of an assets folder, and that it is shown now: to the hour, so that not every batch writes it.
pub(super) fn enter(connection: &Connection, root: &Path, now: u64) -> Result<i64> {
    let known = connection
        .prepare_cached("SELECT id FROM roots WHERE path = ?1 AND opened > ?2 - 3600")?
        .query_row(params![bytes(root), signed(now)], |row| row.get(0))
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    connection
        .prepare_cached(
            "INSERT INTO roots (path, opened) VALUES (?1, ?2)
             ON CONFLICT (path) DO UPDATE SET opened = ?2 RETURNING id",
        )?
        .query_row(params![bytes(root), signed(now)], |row| row.get(0))
}

/// The number of an assets folder that was shown before.
pub(super) fn number(connection: &Connection, root: &Path) -> Result<Option<i64>> {
    connection
        .query_row("SELECT id FROM roots WHERE path = ?1", [bytes(root)], |row| {
            row.get(0)
        })
        .optional()
}

/// What is known of the files of an assets folder. `each` hears of every file, also of those that are not to be believed
/// by their signature alone.
pub(super) fn recall(connection: &Connection, root: i64, mut each: impl FnMut(&Row)) -> Result<Remembered> {
    let mut wish = connection.prepare(
        "SELECT path, size, modified, changed, file, media, sure, reading, words, ready
         FROM files WHERE root = ?1 AND reader = ?2",
    )?;
    let mut found = wish.query(params![root, read::VERSION])?;
    let mut remembered = Remembered::with_capacity(4096);
    while let Some(row) = found.next()? {
        // What does not parse is read again.
        let Ok(reading) = serde_json::from_slice::<Reading>(row.get_ref(7)?.as_bytes()?) else {
            continue;
        };
        let known = Row {
            signature: Signature {
                size: row.get::<_, i64>(1)?.cast_unsigned(),
                modified: row.get(2)?,
                changed: row.get(3)?,
                file: row.get::<_, i64>(4)?.cast_unsigned(),
            },
            media: row.get(5)?,
            reading: Arc::new(reading),
            words: row.get(8)?,
            ready: row.get::<_, u32>(9)? == recipe::VERSION,
        };
        each(&known);
        if row.get(6)? {
            remembered.insert(row.get_ref(0)?.as_bytes()?.into(), known);
        }
    }
    Ok(remembered)
}

pub(super) fn remember(connection: &Connection, root: i64, path: &Path, row: &Row, sure: bool) -> Result<()> {
    let Ok(reading) = serde_json::to_string(&*row.reading) else {
        // It cannot be written down, so it will be read again.
        return Ok(());
    };
    let signature = row.signature;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO files VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            root,
            bytes(path),
            signed(signature.size),
            signature.modified,
            signature.changed,
            signature.file.cast_signed(),
            row.media,
            sure,
            read::VERSION,
            reading,
            row.words,
            if row.ready { recipe::VERSION } else { 0 },
        ])?;
    Ok(())
}

pub(super) fn forget(connection: &Connection, root: i64, path: &[u8]) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM files WHERE root = ?1 AND path = ?2")?
        .execute(params![root, path])?;
    Ok(())
}

/// The stands of an assets folder as they were furnished last. What does not parse is furnished again.
pub(super) fn stands(connection: &Connection, root: i64) -> Result<Vec<(PathBuf, Furnished)>> {
    let mut wish = connection.prepare("SELECT folder, furnished FROM stands WHERE root = ?1")?;
    let mut found = wish.query([root])?;
    let mut written: Vec<(String, String)> = Vec::new();
    while let Some(row) = found.next()? {
        written.push((row.get(0)?, row.get(1)?));
    }
    let parsed = side_by_side(written, |(folder, stand)| {
        Some((PathBuf::from(folder), serde_json::from_str(&stand).ok()?))
    });
    Ok(parsed.into_iter().flatten().collect())
}

/// Notes how a stand is furnished, or that it is gone.
pub(super) fn furnish(
    connection: &Connection,
    root: i64,
    folder: &Path,
    stand: Option<&Furnished>,
) -> Result<()> {
    // Names that are not Unicode cannot be written down; such a stand is furnished again.
    let Some(folder) = folder.to_str() else {
        return Ok(());
    };
    match stand.map(serde_json::to_string) {
        Some(Ok(stand)) => connection
            .prepare_cached("INSERT OR REPLACE INTO stands VALUES (?1, ?2, ?3)")?
            .execute(params![root, folder, stand])?,
        Some(Err(_)) | None => connection
            .prepare_cached("DELETE FROM stands WHERE root = ?1 AND folder = ?2")?
            .execute(params![root, folder])?,
    };
    Ok(())
}

/// Notes whether all pictures of these bytes are there.
pub(super) fn set_ready(connection: &Connection, media: &str, ready: bool) -> Result<()> {
    connection
        .prepare_cached("UPDATE files SET ready = ?2 WHERE media = ?1 AND ready <> ?2")?
        .execute(params![media, if ready { recipe::VERSION } else { 0 }])?;
    Ok(())
}

pub(super) fn refuse(connection: &Connection, stem: &str, refusal: &Refusal) -> Result<()> {
    if let Ok(refusal) = serde_json::to_string(refusal) {
        connection
            .prepare_cached("INSERT OR REPLACE INTO refusals VALUES (?1, ?2)")?
            .execute([stem, &refusal])?;
    }
    Ok(())
}

pub(super) fn allow(connection: &Connection, stem: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM refusals WHERE stem = ?1")?
        .execute([stem])?;
    Ok(())
}

/// Every refusal; their names tell the version of the recipes.
pub(super) fn refusals(connection: &Connection) -> Result<Vec<(String, Refusal)>> {
    let mut wish = connection.prepare("SELECT stem, refusal FROM refusals")?;
    let found = wish.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    found
        .filter_map(|row| match row {
            Ok((stem, text)) => Some(Ok((stem, serde_json::from_str(&text).ok()?))),
            Err(error) => Some(Err(error)),
        })
        .collect()
}

/// Notes what was seen of a film.
pub(super) fn see(connection: &Connection, media: &str, flashes: &Flashes) -> Result<()> {
    if let Ok(flashes) = serde_json::to_string(flashes) {
        connection
            .prepare_cached("INSERT OR REPLACE INTO films VALUES (?1, ?2, ?3)")?
            .execute(params![media, LOOK, flashes])?;
    }
    Ok(())
}

/// What was seen of every film by the rules of now. What does not parse is looked at again.
pub(super) fn seen(connection: &Connection) -> Result<Vec<(String, Flashes)>> {
    let mut wish = connection.prepare("SELECT media, flashes FROM films WHERE look = ?1")?;
    let found = wish.query_map([LOOK], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    found
        .filter_map(|row| match row {
            Ok((media, text)) => Some(Ok((media, serde_json::from_str(&text).ok()?))),
            Err(error) => Some(Err(error)),
        })
        .collect()
}

/// Paths need not be Unicode.
fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// SQLite has no unsigned numbers; none of ours comes near the bound.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
