//! Decides whether a file has arrived: whole by its own structure, and nobody still writing it.

use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;
use std::time::Duration;

#[cfg(target_os = "linux")]
use crate::intake::disk;
use crate::intake::open;
use crate::intake::reading::Refusal;
use crate::intake::whole::{Lack, Wholeness, wholeness};
use crate::intake::writers::is_being_written;
use crate::messages::ProblemCode;

/// How long a file must look the same where its structure or the system leaves something open.
pub const QUIET: Duration = Duration::from_millis(200);
/// The same where both do.
const LONG_QUIET: Duration = Duration::from_secs(1);
/// How soon a file that is being written is looked at again; its closing is heard at once where there is a watch.
const WRITING: Duration = Duration::from_millis(250);
/// Nobody writes any more and something is missing: this long after the last change, nothing more is to come.
const GIVEN_UP: Duration = Duration::from_secs(5);
/// The same where the system cannot say whether somebody writes.
const GIVEN_UP_BLIND: Duration = Duration::from_secs(60);

/// Space that was never written lies within the file: whoever fills files out of order may come back. The same even when
/// nobody writes, for some files are meant to be like this.
const HOLLOW: Duration = Duration::from_secs(60);

/// What one look at a file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// What its structure says.
    pub form: Wholeness,
    /// Whether somebody has it open for writing; `None` where the system cannot tell.
    pub written: Option<bool>,
    /// Whether a part of it was never written, though its size has room for it. Only Linux tells.
    pub hollow: bool,
}

/// What is to be done with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be read.
    Take {
        /// Nothing more of it can be on its way: what reading says counts at once.
        sure: bool,
    },
    /// It is to be looked at again after this time.
    Wait(Duration),
    /// It is not whole, and nothing more will come.
    Refuse(Lack),
}

impl From<&Lack> for Refusal {
    fn from(lack: &Lack) -> Self {
        Self {
            code: ProblemCode::FileDamaged,
            what: String::new(),
            detail: lack.to_string(),
        }
    }
}

/// Looks at a file.
///
/// # Errors
/// When it cannot be opened or read.
pub fn look(path: &Path) -> io::Result<Sight> {
    // Asked first: whoever closes the file after the question has written all of it before the structure is read.
    let written = is_being_written(path);
    let mut file = open::regular(path)?;
    let length = file.metadata()?.len();
    let hollow = is_hollow(&file, length);
    // Looking for holes has moved the place where reading goes on.
    file.rewind()?;
    Ok(Sight {
        form: wholeness(&mut file, length)?,
        written,
        hollow,
    })
}

/// Whether there is a hole before the end: space that was reserved or skipped, and not written since.
#[cfg(target_os = "linux")]
fn is_hollow(file: &File, length: u64) -> bool {
    // Shares and file systems made up by programs answer as they like.
    !disk::holds_shared(file)
        && rustix::fs::seek(file, rustix::fs::SeekFrom::Hole(0)).is_ok_and(|hole| hole < length)
}

#[cfg(not(target_os = "linux"))]
fn is_hollow(_file: &File, _length: u64) -> bool {
    false
}

/// Judges a file that has looked the same for the time `unchanged`.
#[must_use]
pub fn judge(sight: &Sight, unchanged: Duration) -> Verdict {
    let after = |quiet: Duration, sure| match quiet.checked_sub(unchanged) {
        None | Some(Duration::ZERO) => Verdict::Take { sure },
        Some(left) => Verdict::Wait(left),
    };
    match (&sight.form, sight.written) {
        (_, Some(true)) => Verdict::Wait(WRITING),
        (Wholeness::Whole | Wholeness::Unknown, _) if sight.hollow => after(HOLLOW, true),
        (Wholeness::Whole, Some(false)) => Verdict::Take { sure: true },
        (Wholeness::Whole, None) => after(QUIET, true),
        (Wholeness::Unknown, Some(false)) => after(QUIET, false),
        (Wholeness::Unknown, None) => after(LONG_QUIET, false),
        (Wholeness::Lacking(lack), written) => {
            let bound = if written.is_none() {
                GIVEN_UP_BLIND
            } else {
                GIVEN_UP
            };
            match after(bound, true) {
                Verdict::Wait(left) => Verdict::Wait(left),
                _ => Verdict::Refuse(lack.clone()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::ZERO;

    fn lacking() -> Wholeness {
        wholeness(&mut io::Cursor::new(b"\xff\xd8\xff\xe0\0\x10JFIF\0"), 11).unwrap()
    }

    fn seen(form: Wholeness, written: Option<bool>, unchanged: Duration) -> Verdict {
        let hollow = false;
        judge(
            &Sight {
                form,
                written,
                hollow,
            },
            unchanged,
        )
    }

    #[test]
    fn a_whole_file_that_nobody_writes_is_taken_at_once() {
        assert_eq!(
            seen(Wholeness::Whole, Some(false), NOW),
            Verdict::Take { sure: true }
        );
        assert_eq!(seen(Wholeness::Whole, None, NOW), Verdict::Wait(QUIET));
        assert_eq!(seen(Wholeness::Whole, None, QUIET), Verdict::Take { sure: true });
    }

    #[test]
    fn a_file_that_is_being_written_waits_however_long_it_takes() {
        let hour = Duration::from_secs(3600);
        for form in [Wholeness::Whole, Wholeness::Unknown, lacking()] {
            assert_eq!(seen(form, Some(true), hour), Verdict::Wait(WRITING));
        }
    }

    #[test]
    fn a_file_without_an_end_of_its_own_must_be_quiet_first() {
        assert_eq!(seen(Wholeness::Unknown, Some(false), NOW), Verdict::Wait(QUIET));
        assert_eq!(
            seen(Wholeness::Unknown, Some(false), QUIET),
            Verdict::Take { sure: false }
        );
        assert_eq!(
            seen(Wholeness::Unknown, None, QUIET),
            Verdict::Wait(LONG_QUIET - QUIET)
        );
    }

    #[test]
    fn a_file_that_lacks_something_is_never_taken_and_refused_in_the_end() {
        assert!(matches!(lacking(), Wholeness::Lacking(_)));
        for (written, bound) in [(Some(false), GIVEN_UP), (None, GIVEN_UP_BLIND)] {
            let early = bound - Duration::from_millis(1);
            assert_eq!(
                seen(lacking(), written, early),
                Verdict::Wait(Duration::from_millis(1))
            );
            assert!(matches!(seen(lacking(), written, bound), Verdict::Refuse(_)));
        }
    }

    #[test]
    fn a_file_with_space_that_was_never_written_waits_longer_and_is_taken_in_the_end() {
        for form in [Wholeness::Whole, Wholeness::Unknown] {
            for written in [Some(false), None] {
                let (form, hollow) = (form.clone(), true);
                let sight = Sight {
                    form,
                    written,
                    hollow,
                };
                assert_eq!(judge(&sight, NOW), Verdict::Wait(HOLLOW));
                assert_eq!(judge(&sight, HOLLOW), Verdict::Take { sure: true });
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn space_that_is_reserved_in_the_middle_is_seen_until_it_is_written() {
        use std::io::Write;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bin");
        let mut file = File::create(&path).unwrap();
        file.write_all(&[7; 65536]).unwrap();
        file.sync_all().unwrap();
        assert!(!look(&path).unwrap().hollow, "written through");
        file.set_len(3 * 65536).unwrap();
        file.seek(io::SeekFrom::Start(2 * 65536)).unwrap();
        file.write_all(&[7; 65536]).unwrap();
        let skipped = rustix::fs::seek(&file, rustix::fs::SeekFrom::Hole(0)).unwrap();
        if skipped == 3 * 65536 {
            eprintln!("this file system tells of no holes; nothing to test");
            return;
        }
        assert!(look(&path).unwrap().hollow, "the middle is missing");
        file.seek(io::SeekFrom::Start(65536)).unwrap();
        file.write_all(&[7; 65536]).unwrap();
        assert!(!look(&path).unwrap().hollow, "filled");
    }
}
