//! Opens the file of the index, and sets it aside when it cannot be used.

use std::fs::{self, File};
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::rows::SCHEMA;

/// Raised whenever the tables change. It is part of the file's name, so that an older and a newer program on one cache
/// do not take each other's for damaged.
pub(super) const VERSION: i32 = 2;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open index.
pub(super) struct Database {
    connection: Connection,
    path: PathBuf,
    identity: Option<(u64, u64)>,
    /// It was not there before.
    pub(super) fresh: bool,
    /// It can be read only.
    pub(super) sealed: bool,
}

impl Deref for Database {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Database {
    /// Opens the index in `folder`, both made when missing. What turns out not to be an index of this version is
    /// set aside under another name.
    ///
    /// # Errors
    /// When it can be neither read nor made.
    pub(super) fn open(folder: &Path) -> rusqlite::Result<Self> {
        let path = folder.join(format!("index-{VERSION}.sqlite3"));
        // Whoever sets the index aside or begins it must be alone in that.
        let Ok(_turn) = turn(folder) else {
            return Self::read_only(path);
        };
        // The journal of an index that was deleted says nothing about the one that takes its place.
        if !path.exists() {
            for rest in ["-wal", "-shm"] {
                let _ = fs::remove_file(beside(&path, rest));
            }
        }
        match Self::connect(&path) {
            Err(error) if is_damaged(&error) => {
                tracing::warn!("the index of the cache cannot be used and is begun anew: {error}");
                set_aside(&path);
                Self::connect(&path)
            }
            outcome => outcome,
        }
    }

    fn connect(path: &Path) -> rusqlite::Result<Self> {
        let mut connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(32);
        // A file system that cannot do it says so by keeping another mode, which is only slower.
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
        // A power cut may cost the last batches; what they held is found out again.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        let fresh = version(&connection)? == 0;
        if fresh {
            let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            begun.execute_batch(SCHEMA)?;
            begun.pragma_update(None, "user_version", VERSION)?;
            begun.commit()?;
        }
        if version(&connection)? != VERSION {
            return Err(rusqlite::Error::InvalidQuery);
        }
        Ok(Self {
            identity: identity(path),
            connection,
            path: path.to_owned(),
            fresh,
            sealed: false,
        })
    }

    /// On a medium that nobody can write, the file as it was left is all there is, and nothing but it can be read.
    fn read_only(path: PathBuf) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let plain = Connection::open_with_flags(&path, flags).and_then(|connection| {
            version(&connection)?;
            Ok(connection)
        });
        let connection = match plain {
            Ok(connection) => connection,
            Err(_) if is_sealed(&path) => {
                let address = format!("file:{}?immutable=1", escaped(&path));
                Connection::open_with_flags(address, flags | OpenFlags::SQLITE_OPEN_URI)?
            }
            Err(error) => return Err(error),
        };
        if version(&connection)? != VERSION {
            return Err(rusqlite::Error::InvalidQuery);
        }
        Ok(Self {
            identity: identity(&path),
            connection,
            path,
            fresh: false,
            sealed: true,
        })
    }

    /// Whether the file that is open is still the one in the cache.
    pub(super) fn is_there(&self) -> bool {
        self.path.exists() && identity(&self.path) == self.identity
    }

    /// Takes the file out of the way, because what is in it is not to be believed.
    pub(super) fn set_aside(self, folder: &Path) {
        let there = self.is_there();
        drop(self.connection);
        // Another show may have done it already.
        if let (true, Ok(_turn)) = (there && !self.sealed, turn(folder)) {
            set_aside(&self.path);
        }
    }

    /// Whether everything in the file hangs together.
    pub(super) fn is_sound(&self) -> rusqlite::Result<bool> {
        self.connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
            .map(|word| word == "ok")
    }
}

/// Whether an error says that the file is no index of ours, rather than that it cannot be reached.
pub(super) fn is_damaged(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => matches!(
            failure.code,
            // SQLite has no better word for tables that are missing or different.
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown
        ),
        rusqlite::Error::InvalidQuery
        | rusqlite::Error::SqlInputError { .. }
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::Utf8Error(..) => true,
        _ => false,
    }
}

fn version(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Waits for its turn to begin an index; it ends with the file.
fn turn(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join("index.lock"))?;
    // A file system without locks is not shared by two machines, and two shows rarely begin at one moment.
    let _ = file.lock();
    Ok(file)
}

/// Keeps the last damaged index, for whoever wants to know what has happened to it.
fn set_aside(path: &Path) {
    let _ = fs::rename(path, path.with_extension("damaged.sqlite3"));
    for rest in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, rest));
    }
}

fn beside(path: &Path, rest: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(rest);
    name.into()
}

/// Whether nobody at all can write there.
fn is_sealed(path: &Path) -> bool {
    let trial = path.with_extension("trial");
    match File::create(&trial) {
        Ok(_) => {
            let _ = fs::remove_file(trial);
            false
        }
        Err(error) => error.kind() == io::ErrorKind::ReadOnlyFilesystem,
    }
}

/// A path as SQLite wants it in an address.
fn escaped(path: &Path) -> String {
    let mut text = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                text.push(char::from(*byte))
            }
            b'\\' => text.push('/'),
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    if text.starts_with('/') {
        text
    } else {
        format!("/{text}")
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

/// Windows does not let go of a file that is open, so the name is enough.
#[cfg(not(unix))]
fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}
