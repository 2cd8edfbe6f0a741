//! Remembers since when each file looks as it does, and which are not to be opened yet. Pure: scans and the time of
//! each are passed in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::intake::scan::{Found, Signature};

/// What one observation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Files that may be looked into, in order of their paths, and how long each has looked the same.
    pub files: Vec<(Found, Duration)>,
    /// Files that are there and held. Whoever has an older reading of one goes on showing it.
    pub moving: Vec<PathBuf>,
    /// Files that the observation before had and this one has not.
    pub gone: Vec<PathBuf>,
    /// When to scan again for the sake of the moving ones; `None` when nothing moves.
    pub look_again: Option<Instant>,
}

/// Remembers what earlier observations saw.
#[derive(Clone, Debug, Default)]
pub struct Settling {
    known: BTreeMap<PathBuf, Sighting>,
}

#[derive(Clone, Debug)]
struct Sighting {
    signature: Signature,
    /// When this signature was first seen.
    since: Instant,
    /// Not handed on before this time.
    held_until: Option<Instant>,
}

impl Settling {
    /// Notes what a scan begun at `now` found. Times must not run backwards.
    pub fn observe(&mut self, files: &[Found], now: Instant) -> Settled {
        let mut result = Settled::default();
        let mut before = std::mem::take(&mut self.known);
        let mut known = Vec::with_capacity(files.len());
        for found in files {
            let sighting = match before.remove(&found.path) {
                Some(known) if known.signature == found.signature => known,
                _ => Sighting {
                    signature: found.signature,
                    since: now,
                    held_until: None,
                },
            };
            match sighting.held_until.filter(|due| now < *due) {
                Some(due) => {
                    result.moving.push(found.path.clone());
                    result.look_again = Some(result.look_again.map_or(due, |earliest| earliest.min(due)));
                }
                None => result
                    .files
                    .push((found.clone(), now.saturating_duration_since(sighting.since))),
            }
            known.push((found.path.clone(), sighting));
        }
        // In order already, which is by far the quickest way to fill a map.
        self.known = known.into_iter().collect();
        result.gone = before.into_keys().collect();
        result
    }

    /// Keeps a file from being handed on until `until`, until it changes, or until [`Settling::release`].
    pub fn hold(&mut self, path: &Path, until: Instant) {
        if let Some(sighting) = self.known.get_mut(path) {
            sighting.held_until = Some(until);
        }
    }

    /// Lets go of every held file: somebody has closed one, and the system may not say which.
    pub fn release(&mut self) {
        for sighting in self.known.values_mut() {
            sighting.held_until = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, size: u64) -> Found {
        Found {
            path: path.into(),
            signature: Signature {
                size,
                ..Signature::default()
            },
        }
    }

    fn millis(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    #[test]
    fn a_file_is_handed_on_with_the_time_for_which_it_has_looked_the_same() {
        let start = Instant::now();
        let mut settling = Settling::default();
        let first = settling.observe(&[found("a", 1)], start);
        assert_eq!(first.files, [(found("a", 1), millis(0))]);
        let later = settling.observe(&[found("a", 1)], start + millis(300));
        assert_eq!(later.files, [(found("a", 1), millis(300))]);
        let grown = settling.observe(&[found("a", 2)], start + millis(400));
        assert_eq!(grown.files, [(found("a", 2), millis(0))]);
    }

    #[test]
    fn a_deleted_file_is_gone_once_and_starts_anew_when_it_comes_back() {
        let start = Instant::now();
        let mut settling = Settling::default();
        settling.observe(&[found("a", 1)], start);
        assert_eq!(
            settling.observe(&[], start + millis(200)).gone,
            [PathBuf::from("a")]
        );
        assert_eq!(
            settling.observe(&[], start + millis(300)).gone,
            [] as [PathBuf; 0]
        );
        let back = settling.observe(&[found("a", 1)], start + millis(400));
        assert_eq!(back.files, [(found("a", 1), millis(0))]);
    }

    #[test]
    fn one_held_file_does_not_keep_the_others() {
        let start = Instant::now();
        let mut settling = Settling::default();
        settling.observe(&[found("a", 1), found("b", 1)], start);
        settling.hold(Path::new("b"), start + millis(500));
        let seen = settling.observe(&[found("a", 1), found("b", 1)], start + millis(200));
        assert_eq!(seen.files, [(found("a", 1), millis(200))]);
        assert_eq!(seen.moving, [PathBuf::from("b")]);
        assert_eq!(seen.look_again, Some(start + millis(500)));
    }

    #[test]
    fn a_held_file_waits_for_its_time_for_a_change_or_for_its_release() {
        let start = Instant::now();
        let mut settling = Settling::default();
        let hold = |settling: &mut Settling| {
            settling.observe(&[found("a", 1)], start);
            settling.hold(Path::new("a"), start + millis(5000));
            settling.observe(&[found("a", 1)], start + millis(1000))
        };
        assert_eq!(hold(&mut settling).moving, [PathBuf::from("a")]);
        let due = settling.observe(&[found("a", 1)], start + millis(5000));
        assert_eq!(due.files, [(found("a", 1), millis(5000))]);

        hold(&mut settling);
        let changed = settling.observe(&[found("a", 2)], start + millis(5100));
        assert_eq!(changed.files, [(found("a", 2), millis(0))]);

        settling.hold(Path::new("a"), start + millis(9000));
        settling.release();
        let released = settling.observe(&[found("a", 2)], start + millis(5200));
        assert_eq!(released.files, [(found("a", 2), millis(100))]);
    }
}
