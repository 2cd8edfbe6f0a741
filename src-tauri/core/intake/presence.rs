//! Judges whether the assets folder is there, or only an empty place where it was: a stick that is pulled out leaves an
//! empty folder behind. Pure: what was seen and the time of each look are passed in.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a folder that has lost everything at once may be a mistake or a copy that begins with clearing up.
pub const EMPTIED: Duration = Duration::from_secs(60);

/// Tells a folder from another one that took its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Number of the disk; 0 where there is none.
    pub disk: u64,
    /// Number of the folder on it, or the time when it was made.
    pub entry: u64,
}

/// Who the folder at `path` is.
///
/// # Errors
/// When it is not there.
pub fn identity(path: &Path) -> io::Result<Identity> {
    let metadata = fs::metadata(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Ok(Identity {
            disk: metadata.dev(),
            entry: metadata.ino(),
        })
    }
    #[cfg(not(unix))]
    {
        let created = metadata
            .created()
            .ok()
            .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        Ok(Identity {
            disk: 0,
            entry: created.map_or(0, |since| since.as_nanos() as u64),
        })
    }
}

/// Remembers where the show was seen last.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    /// The disk that held something.
    home: Option<u64>,
    /// Since when everything is gone from it.
    emptied: Option<Instant>,
}

impl Presence {
    /// Whether what a look at `now` found is to be believed: a folder that holds something is, and one that never
    /// held anything.
    ///
    /// An empty folder on another disk is the place of a disk that is gone, for as long as it takes. One that was
    /// emptied on the same disk counts after [`EMPTIED`]: somebody means it.
    pub fn believes(&mut self, seen: Identity, holds_something: bool, now: Instant) -> bool {
        if holds_something {
            self.home = Some(seen.disk);
            self.emptied = None;
            return true;
        }
        match self.home {
            None => true,
            Some(home) if home != seen.disk => false,
            Some(_) => {
                let since = *self.emptied.get_or_insert(now);
                let meant = now.saturating_duration_since(since) >= EMPTIED;
                if meant {
                    self.home = None;
                    self.emptied = None;
                }
                meant
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STICK: Identity = Identity { disk: 8, entry: 2 };
    const PLACE: Identity = Identity { disk: 1, entry: 77 };

    #[test]
    fn a_folder_that_never_held_anything_is_simply_empty() {
        let now = Instant::now();
        let mut presence = Presence::default();
        assert!(presence.believes(PLACE, false, now));
        assert!(presence.believes(STICK, false, now));
    }

    #[test]
    fn the_empty_place_of_a_stick_is_not_believed_however_long_it_takes() {
        let start = Instant::now();
        let mut presence = Presence::default();
        assert!(presence.believes(STICK, true, start));
        for hours in [0, 1, 100] {
            let now = start + Duration::from_secs(hours * 3600);
            assert!(!presence.believes(PLACE, false, now), "after {hours} hours");
        }
        assert!(
            presence.believes(PLACE, true, start),
            "whoever puts something there means it"
        );
    }

    #[test]
    fn a_folder_that_was_emptied_counts_after_a_while() {
        let start = Instant::now();
        let mut presence = Presence::default();
        presence.believes(STICK, true, start);
        assert!(!presence.believes(STICK, false, start));
        assert!(!presence.believes(STICK, false, start + EMPTIED - Duration::from_millis(1)));
        assert!(presence.believes(STICK, false, start + EMPTIED));
        assert!(
            presence.believes(STICK, false, start + EMPTIED),
            "and goes on counting"
        );
    }

    #[test]
    fn what_comes_back_in_time_begins_the_wait_anew() {
        let start = Instant::now();
        let mut presence = Presence::default();
        presence.believes(STICK, true, start);
        presence.believes(STICK, false, start);
        presence.believes(STICK, true, start + EMPTIED / 2);
        assert!(!presence.believes(STICK, false, start + EMPTIED));
    }

    #[test]
    fn a_folder_that_takes_the_place_of_another_has_another_identity() {
        let house = tempfile::tempdir().unwrap();
        let (first, second) = (house.path().join("a"), house.path().join("b"));
        fs::create_dir(&first).unwrap();
        fs::create_dir(&second).unwrap();
        let before = identity(&first).unwrap();
        assert_eq!(identity(&first).unwrap(), before);
        fs::remove_dir(&first).unwrap();
        fs::rename(&second, &first).unwrap();
        assert_ne!(identity(&first).unwrap(), before);
        assert!(identity(&second).is_err());
    }
}
