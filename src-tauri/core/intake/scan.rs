//! One look at the whole assets folder: which stands and files are there now. Opens no file.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::abreast::side_by_side;
use crate::intake::junk::is_junk;
use crate::intake::naming::plain;
use crate::intake::problem::problem;
use crate::messages::{Problem, ProblemCode};

/// The name of the event's settings, at the root of the assets folder.
pub const EXHIBITION_FILE: &str = "exhibition.json";

/// What tells one state of a file from another without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Signature {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds between the epoch and the last change of the contents.
    pub modified: i64,
    /// Nanoseconds between the epoch and the last change of the entry (Unix), or its creation (Windows).
    pub changed: i64,
    /// Number of the file in its file system; 0 where there is none.
    pub file: u64,
}

/// The coarsest dates of a disk that people use: FAT counts in steps of two seconds.
const COARSE: Duration = Duration::from_secs(2);

impl Signature {
    /// How long from `now` on a change of the file could leave the signature as it is, because the disk's dates are
    /// coarse and this one is of just now; `None` where every change shows.
    #[must_use]
    pub fn may_hide_changes_for(&self, now: SystemTime) -> Option<Duration> {
        let is_coarse = self.modified % 1_000_000_000 == 0;
        let since = now.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        let end = u128::try_from(self.modified).ok()? + COARSE.as_nanos();
        let left = Duration::from_nanos(u64::try_from(end.checked_sub(since)?).ok()?);
        // A date of the future says nothing about now.
        (is_coarse && !left.is_zero() && left <= COARSE).then_some(left)
    }
}

/// One regular file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Relative to the assets folder.
    pub path: PathBuf,
    /// Its state at the time of the scan.
    pub signature: Signature,
}

/// Why an entry was passed over without a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassedOver {
    /// A leftover of a system or a program.
    Junk,
    /// It lies beside the stands, not in one.
    OutsideStands,
    /// A link to a folder that is already being walked.
    Loop,
}

/// Everything one look found, in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Folders directly under the assets folder, empty ones too, relative to it and in order of their bytes.
    pub stands: Vec<PathBuf>,
    /// Files in stands at any depth, and `exhibition.json`, in order of their paths.
    pub files: Vec<Found>,
    /// Entries passed over, relative, in order of their paths; a folder stands for all it holds.
    pub passed_over: Vec<(PathBuf, PassedOver)>,
    /// Links that leave the folder, folders that cannot be read, entries that are no files.
    pub problems: Vec<Problem>,
    /// Entries that the system would not show, relative: what they hold is not known to be gone.
    pub unseen: Vec<PathBuf>,
}

impl Scan {
    /// Whether this path, or a folder that holds it, could not be looked at.
    #[must_use]
    pub fn misses(&self, path: &Path) -> bool {
        self.unseen.iter().any(|unseen| path.starts_with(unseen))
    }

    /// Adds what is known to lie where the system shows nothing, as it was: it is not known to be gone.
    #[must_use]
    pub fn with_unseen<'a>(mut self, known: impl Iterator<Item = (&'a Path, Signature)>) -> Self {
        if self.unseen.is_empty() {
            return self;
        }
        let missed: Vec<Found> = known
            .filter(|(path, _)| self.misses(path))
            .map(|(path, signature)| Found {
                path: path.to_owned(),
                signature,
            })
            .collect();
        self.files.extend(missed);
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        // What was seen before the listing broke off comes first, as it is now.
        self.files.dedup_by(|a, b| a.path == b.path);
        self
    }
}

/// Why there is nothing to go by; the show keeps what it had.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    /// The assets folder is missing, is no folder, or cannot be listed.
    #[error("the folder {} cannot be read: {source}", path.display())]
    Root {
        /// The assets folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Looks at everything under `root`.
///
/// # Errors
/// Only when `root` itself cannot be listed; trouble further down is among the scan's problems.
pub fn scan(root: &Path) -> Result<Scan, ScanError> {
    let failed = |source| ScanError::Root {
        path: root.to_owned(),
        source,
    };
    let canonical = root.canonicalize().map_err(failed)?;
    let walk = |rooms| Walk {
        root,
        canonical: &canonical,
        found: Scan::default(),
        rooms,
    };
    let mut hall = walk(Vec::new());
    for entry in fs::read_dir(root).map_err(failed)? {
        // A listing that breaks off must not pass for a folder whose other stands were deleted.
        hall.meet(Path::new(""), &entry.map_err(failed)?, false);
    }
    let stands: Vec<Scan> = side_by_side(std::mem::take(&mut hall.rooms), |stand| {
        let mut walk = walk(vec![stand]);
        while let Some(room) = walk.rooms.pop() {
            walk.enter(&room);
        }
        walk.found.files.sort_by(|a, b| a.path.cmp(&b.path));
        walk.found
    });
    let mut found = hall.found;
    for stand in stands {
        found.files.extend(stand.files);
        found.passed_over.extend(stand.passed_over);
        found.problems.extend(stand.problems);
        found.unseen.extend(stand.unseen);
    }
    found.stands.sort();
    // Whole stretches of it are in order already.
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.passed_over.sort_by(|a, b| a.0.cmp(&b.0));
    found.problems.sort_by(|a, b| a.file.cmp(&b.file));
    found.unseen.sort();
    Ok(found)
}

/// A folder that is still to be listed.
struct Room {
    path: PathBuf,
    /// Reached through a link. Links to folders are followed once, so that no tangle of links can grow
    /// without end.
    linked: bool,
}

struct Walk<'a> {
    root: &'a Path,
    canonical: &'a Path,
    found: Scan,
    rooms: Vec<Room>,
}

impl Walk<'_> {
    fn enter(&mut self, room: &Room) {
        let listing = match fs::read_dir(self.root.join(&room.path)) {
            Ok(listing) => listing,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(_) => return self.miss("folder", &room.path),
        };
        for entry in listing {
            match entry {
                Ok(entry) => self.meet(&room.path, &entry, room.linked),
                Err(_) => return self.miss("folder", &room.path),
            }
        }
    }

    /// Decides what becomes of one entry of the folder `inside`.
    fn meet(&mut self, inside: &Path, entry: &DirEntry, linked: bool) {
        let name = entry.file_name();
        let path = inside.join(&name);
        if is_junk(&name) {
            return self.found.passed_over.push((path, PassedOver::Junk));
        }
        // Through the open folder, which is quicker than through its path.
        let own = match entry.metadata() {
            Ok(own) => own,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(_) => return self.miss("", &path),
        };
        if !own.file_type().is_symlink() {
            return self.keep(path, &own, linked);
        }
        let full = self.root.join(&path);
        let Ok(target) = full.canonicalize() else {
            return self.complain(ProblemCode::FileUnreadable, "link", &path);
        };
        if !target.starts_with(self.canonical) {
            return self.complain(ProblemCode::LinkLeavesFolder, "", &path);
        }
        let Ok(reached) = fs::metadata(&full) else {
            return self.complain(ProblemCode::FileUnreadable, "link", &path);
        };
        if reached.is_dir() {
            let here = full.parent().and_then(|parent| parent.canonicalize().ok());
            if linked || here.is_none_or(|here| here.starts_with(&target)) {
                return self.found.passed_over.push((path, PassedOver::Loop));
            }
        }
        self.keep(path, &reached, true);
    }

    fn keep(&mut self, path: PathBuf, metadata: &Metadata, linked: bool) {
        let at_root = path.parent().is_none_or(|parent| parent.as_os_str().is_empty());
        if metadata.is_dir() {
            if at_root {
                self.found.stands.push(path.clone());
            }
            self.rooms.push(Room { path, linked });
        } else if at_root && !is_named(&path, EXHIBITION_FILE) {
            self.found.passed_over.push((path, PassedOver::OutsideStands));
        } else if metadata.is_file() {
            self.found.files.push(Found {
                path,
                signature: signature(metadata),
            });
        } else {
            // A pipe or a device would block whoever opens it.
            self.complain(ProblemCode::KindNotShown, "pipe or device", &path);
        }
    }

    fn miss(&mut self, what: &str, path: &Path) {
        self.found.unseen.push(path.to_owned());
        self.complain(ProblemCode::FileUnreadable, what, path);
    }

    fn complain(&mut self, code: ProblemCode, what: &str, path: &Path) {
        self.found.problems.push(problem(code, what, &shown(path), None));
    }
}

/// Whether the last part of `path` is `name`, whatever its case.
#[must_use]
pub fn is_named(path: &Path, name: &str) -> bool {
    path.file_name()
        .and_then(OsStr::to_str)
        .is_some_and(|own| own.eq_ignore_ascii_case(name))
}

/// A relative path as the exhibitor reads it: with `/`, and with `�` for what is not Unicode or would not be seen.
#[must_use]
pub fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| plain(&part.to_string_lossy())).collect();
    parts.join("/")
}

/// Whether the file at `path` (not relative) is still as it was found.
#[must_use]
pub fn is_unchanged(path: &Path, found: Signature) -> bool {
    fs::metadata(path).is_ok_and(|metadata| signature(&metadata) == found)
}

/// The signature of a file with this metadata.
#[must_use]
pub fn signature(metadata: &Metadata) -> Signature {
    let modified = metadata
        .modified()
        .map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |ns| -ns),
        });
    let (changed, file) = entry_state(metadata);
    Signature {
        size: metadata.len(),
        modified,
        changed,
        file,
    }
}

#[cfg(unix)]
fn entry_state(metadata: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (
        metadata
            .ctime()
            .wrapping_mul(1_000_000_000)
            .wrapping_add(metadata.ctime_nsec()),
        metadata.ino(),
    )
}

#[cfg(not(unix))]
fn entry_state(metadata: &Metadata) -> (i64, u64) {
    let created = metadata
        .created()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (
        created
            .and_then(|since| i64::try_from(since.as_nanos()).ok())
            .unwrap_or_default(),
        0,
    )
}

#[cfg(test)]
#[path = "scan_tests.rs"]
mod tests;
