//! Decides which files have stopped changing. Pure: scans and the time of each are passed in.
//!
//! A copy in progress looks like a file; reading it then would show half a picture. Only what two
//! observations at least [`QUIET`] apart agree on is handed on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::intake::scan::{Found, Signature};

/// How long a file must look the same before it is read.
pub const QUIET: Duration = Duration::from_millis(200);

/// What one observation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Files that may be read, in order of their paths.
    pub files: Vec<Found>,
    /// Files that are there and still changing, or held. Whoever has an older reading of one goes on showing
    /// it.
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
    /// Not handed on before this time, even if quiet.
    held_until: Option<Instant>,
    /// Settled once with this signature: a later hold is over when its file changes.
    settled: bool,
}

impl Settling {
    /// Notes what a scan begun at `now` found. Times must not run backwards.
    pub fn observe(&mut self, files: &[Found], now: Instant) -> Settled {
        let mut result = Settled::default();
        let mut before = std::mem::take(&mut self.known);
        for found in files {
            let mut sighting = match before.remove(&found.path) {
                Some(known) if known.signature == found.signature => known,
                _ => Sighting {
                    signature: found.signature,
                    since: now,
                    held_until: None,
                    settled: false,
                },
            };
            let quiet_from = sighting.since + QUIET;
            let due = sighting
                .held_until
                .map_or(quiet_from, |held| held.max(quiet_from));
            if sighting.settled || due <= now {
                sighting.settled = true;
                result.files.push(found.clone());
            } else {
                result.moving.push(found.path.clone());
                result.look_again = Some(result.look_again.map_or(due, |earliest| earliest.min(due)));
            }
            self.known.insert(found.path.clone(), sighting);
        }
        result.gone = before.into_keys().collect();
        result
    }

    /// Puts a file back among the moving ones until `until`, or until it changes: for one that is quiet but
    /// whose structure says that more is to come, such as a film whose index has not arrived.
    pub fn hold(&mut self, path: &Path, until: Instant) {
        if let Some(sighting) = self.known.get_mut(path) {
            sighting.held_until = Some(until);
            sighting.settled = false;
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
    fn a_file_settles_when_two_observations_a_quiet_time_apart_agree() {
        let start = Instant::now();
        let mut settling = Settling::default();
        let first = settling.observe(&[found("a", 1)], start);
        assert_eq!(first.moving, [PathBuf::from("a")]);
        assert_eq!(first.look_again, Some(start + QUIET));
        let early = settling.observe(&[found("a", 1)], start + millis(199));
        assert_eq!(early.files, []);
        let quiet = settling.observe(&[found("a", 1)], start + QUIET);
        assert_eq!(quiet.files, [found("a", 1)]);
        assert_eq!(quiet.look_again, None);
    }

    #[test]
    fn a_growing_file_never_settles_while_it_grows() {
        let start = Instant::now();
        let mut settling = Settling::default();
        for step in 0..20 {
            let seen = settling.observe(&[found("a", step)], start + millis(150 * step));
            assert_eq!(seen.files, [], "step {step}");
        }
        let seen = settling.observe(&[found("a", 19)], start + millis(150 * 19) + QUIET);
        assert_eq!(seen.files.len(), 1);
    }

    #[test]
    fn a_settled_file_that_changes_moves_again_and_is_not_gone() {
        let start = Instant::now();
        let mut settling = Settling::default();
        settling.observe(&[found("a", 1)], start);
        settling.observe(&[found("a", 1)], start + QUIET);
        let changed = settling.observe(&[found("a", 2)], start + QUIET * 2);
        assert_eq!(changed.moving, [PathBuf::from("a")]);
        assert_eq!(changed.gone, [] as [PathBuf; 0]);
        assert_eq!(
            settling.observe(&[found("a", 2)], start + QUIET * 3).files,
            [found("a", 2)]
        );
    }

    #[test]
    fn a_deleted_file_is_gone_once_and_starts_anew_when_it_comes_back() {
        let start = Instant::now();
        let mut settling = Settling::default();
        settling.observe(&[found("a", 1)], start);
        settling.observe(&[found("a", 1)], start + QUIET);
        assert_eq!(
            settling.observe(&[], start + QUIET * 2).gone,
            [PathBuf::from("a")]
        );
        assert_eq!(settling.observe(&[], start + QUIET * 3).gone, [] as [PathBuf; 0]);
        assert_eq!(
            settling.observe(&[found("a", 1)], start + QUIET * 4).moving,
            [PathBuf::from("a")]
        );
    }

    #[test]
    fn one_moving_file_does_not_keep_the_others() {
        let start = Instant::now();
        let mut settling = Settling::default();
        settling.observe(&[found("a", 1), found("b", 1)], start);
        let seen = settling.observe(&[found("a", 1), found("b", 2)], start + QUIET);
        assert_eq!(seen.files, [found("a", 1)]);
        assert_eq!(seen.moving, [PathBuf::from("b")]);
        assert_eq!(seen.look_again, Some(start + QUIET * 2));
    }

    #[test]
    fn a_held_file_waits_for_its_time_or_for_a_change() {
        let start = Instant::now();
        let mut settling = Settling::default();
        settling.observe(&[found("a", 1)], start);
        settling.observe(&[found("a", 1)], start + QUIET);
        settling.hold(Path::new("a"), start + millis(5000));
        let held = settling.observe(&[found("a", 1)], start + millis(1000));
        assert_eq!(held.moving, [PathBuf::from("a")]);
        assert_eq!(held.look_again, Some(start + millis(5000)));
        settling.observe(&[found("a", 2)], start + millis(1100));
        assert_eq!(
            settling.observe(&[found("a", 2)], start + millis(1300)).files,
            [found("a", 2)]
        );
    }
}
