//! The ways in which people and their programs copy a file into a folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use crate::chance::Chance;

/// A way of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// All bytes in one go.
    AtOnce,
    /// Piece by piece, with the file kept open.
    Slow,
    /// The same, with one long rest in the middle.
    Paused,
    /// The whole size is reserved first, then filled in order.
    Reserved,
    /// The same, and whoever fills it closes the file after every piece.
    ReservedClosing,
    /// Piece by piece, and whoever writes closes the file after every piece.
    Closing,
    /// Pieces in any order, as programs do that load from several places at once.
    Scattered,
    /// The same, and whoever writes closes the file after every piece.
    ScatteredClosing,
    /// Under another name in the same folder first, then moved into place.
    Moved,
    /// All of it, and then the date of the original is put on, as copying programs do.
    Dated,
    /// The size is reserved and filled, with one byte too many that is cut off at the end.
    Trimmed,
}

impl Manner {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::AtOnce,
        Self::Slow,
        Self::Paused,
        Self::Reserved,
        Self::ReservedClosing,
        Self::Closing,
        Self::Scattered,
        Self::ScatteredClosing,
        Self::Moved,
        Self::Dated,
        Self::Trimmed,
    ];

    /// In the words of a report.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AtOnce => "at once",
            Self::Slow => "slow",
            Self::Paused => "slow, with a long pause",
            Self::Reserved => "size reserved, filled slowly",
            Self::ReservedClosing => "size reserved, closed after each piece",
            Self::Closing => "closed after each piece",
            Self::Scattered => "pieces in any order",
            Self::ScatteredClosing => "pieces in any order, closed after each",
            Self::Moved => "under another name, then moved",
            Self::Dated => "dated from 1980 or later",
            Self::Trimmed => "too long, then trimmed",
        }
    }
}

/// How long the rests of a copy are.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The longest rest between two pieces, in milliseconds.
    pub short: u64,
    /// The longest of the long rests, in milliseconds; a copy has one at most.
    pub long: u64,
    /// Whether every manner has a long rest, not only the one that is named for it.
    pub sluggish: bool,
}

/// Most pieces of a copy.
const PIECES: usize = 7;

/// Copies `bytes` to `path`, over what is there, resting by `rest`.
///
/// # Errors
/// When the disk is full, or the folder is gone.
pub fn copy(
    manner: Manner,
    path: &Path,
    bytes: &[u8],
    pace: Pace,
    chance: &mut Chance,
    rest: &mut dyn FnMut(Duration),
) -> io::Result<()> {
    let length = bytes.len() as u64;
    let mut pieces = cut(bytes.len(), chance);
    let last = pieces.len() - 1;
    let long_rest = chance.below(last.max(1));
    let mut pause = |number: usize, chance: &mut Chance| {
        if number == last {
            return;
        }
        let long = (manner == Manner::Paused || pace.sluggish) && number == long_rest;
        rest(if long {
            chance.millis(pace.short, pace.long.max(pace.short + 1))
        } else {
            chance.millis(0, pace.short.max(1))
        });
    };
    match manner {
        Manner::AtOnce => fs::write(path, bytes),
        Manner::Dated => {
            fs::write(path, bytes)?;
            // Between 1980 and some time after 2038.
            let then = Duration::from_secs(315_532_800 + chance.number() % 2_000_000_000);
            let file = OpenOptions::new().write(true).open(path)?;
            file.set_modified(std::time::UNIX_EPOCH + then)
        }
        Manner::Slow | Manner::Paused => {
            let mut file = File::create(path)?;
            for (number, piece) in pieces.into_iter().enumerate() {
                file.write_all(&bytes[piece])?;
                pause(number, chance);
            }
            Ok(())
        }
        Manner::Closing => {
            File::create(path)?;
            for (number, piece) in pieces.into_iter().enumerate() {
                OpenOptions::new()
                    .append(true)
                    .open(path)?
                    .write_all(&bytes[piece])?;
                pause(number, chance);
            }
            Ok(())
        }
        Manner::Moved => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let beside = path.with_file_name(format!("{name}.part"));
            let mut file = File::create(&beside)?;
            for (number, piece) in pieces.into_iter().enumerate() {
                file.write_all(&bytes[piece])?;
                pause(number, chance);
            }
            drop(file);
            fs::rename(beside, path)
        }
        Manner::Trimmed => {
            let mut file = File::create(path)?;
            file.set_len(length + 4096)?;
            for (number, piece) in pieces.into_iter().enumerate() {
                file.write_all(&bytes[piece])?;
                pause(number, chance);
            }
            file.set_len(length)
        }
        Manner::Reserved | Manner::Scattered => {
            if manner == Manner::Scattered {
                shuffle(&mut pieces, chance);
            }
            let mut file = File::create(path)?;
            file.set_len(length)?;
            for (number, piece) in pieces.into_iter().enumerate() {
                file.seek(SeekFrom::Start(piece.start as u64))?;
                file.write_all(&bytes[piece])?;
                pause(number, chance);
            }
            Ok(())
        }
        Manner::ReservedClosing | Manner::ScatteredClosing => {
            if manner == Manner::ScatteredClosing {
                shuffle(&mut pieces, chance);
            }
            File::create(path)?.set_len(length)?;
            for (number, piece) in pieces.into_iter().enumerate() {
                let mut file = OpenOptions::new().write(true).open(path)?;
                file.seek(SeekFrom::Start(piece.start as u64))?;
                file.write_all(&bytes[piece])?;
                drop(file);
                pause(number, chance);
            }
            Ok(())
        }
    }
}

/// Cuts a length into at most [`PIECES`] pieces, each at least a page of a disk long where there is room: smaller ones
/// leave no trace of what lies between them.
fn cut(length: usize, chance: &mut Chance) -> Vec<std::ops::Range<usize>> {
    const PAGE: usize = 4096;
    let mut places: Vec<usize> = (0..1 + chance.below(PIECES - 1))
        .map(|_| chance.below(length.div_ceil(PAGE)) * PAGE)
        .collect();
    places.extend([0, length]);
    places.sort_unstable();
    places.dedup();
    places.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

fn shuffle<T>(pieces: &mut [T], chance: &mut Chance) {
    for last in (1..pieces.len()).rev() {
        pieces.swap(last, chance.below(last + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_it_is_copied_it_is_the_same_in_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.bin");
        let bytes: Vec<u8> = (0..40_000_u32).map(|number| number as u8).collect();
        let mut chance = Chance::new(5);
        let pace = Pace {
            short: 2,
            long: 9,
            sluggish: true,
        };
        for manner in Manner::ALL {
            for _ in 0..10 {
                let mut rests = Duration::ZERO;
                let mut rest = |time| rests += time;
                copy(manner, &path, &bytes, pace, &mut chance, &mut rest).unwrap();
                assert!(rests < Duration::from_millis(9 * PIECES as u64));
                assert_eq!(fs::read(&path).unwrap(), bytes, "{manner:?}");
            }
        }
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }
}
