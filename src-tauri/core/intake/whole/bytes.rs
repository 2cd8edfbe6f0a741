//! A file that is read at places, in small blocks, never beyond its end and never more than a fixed amount of it.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use crate::intake::whole::stop::{Look, Stop};
use crate::intake::whole::{Lack, Wholeness};

/// Bytes read of one file. Structures that need more are none that a program writes.
const MOST: u64 = 256 << 20;
/// Bytes read at a place that is jumped to; one header and its neighbours.
const LEAST_BLOCK: usize = 512;
/// Bytes read at once where one block follows the other.
const LARGEST_BLOCK: usize = 256 << 10;
/// Zeros at the end of coded data that no coder writes. Also the block of most file systems: a copy stops at its edge.
pub(crate) const BLANK: u64 = 4096;

pub(crate) struct Bytes<'a, R> {
    source: &'a mut R,
    length: u64,
    block: Vec<u8>,
    /// Where in the file the block begins.
    place: u64,
    stride: usize,
    spent: u64,
}

impl<'a, R: Read + Seek> Bytes<'a, R> {
    pub(crate) fn new(source: &'a mut R, length: u64) -> Self {
        Self {
            source,
            // No file is longer, and sums of a place and a header's size cannot overflow.
            length: length.min(i64::MAX as u64),
            block: Vec::new(),
            place: 0,
            stride: LEAST_BLOCK,
            spent: 0,
        }
    }

    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// What is at hand from `at` on: `wanted` bytes or more, fewer only before the end of the file.
    pub(crate) fn near(&mut self, at: u64, wanted: usize) -> Look<&[u8]> {
        let left = usize::try_from(self.length.saturating_sub(at)).unwrap_or(usize::MAX);
        if left == 0 {
            return Ok(&[]);
        }
        let wanted = wanted.clamp(1, left);
        let held = at
            .checked_sub(self.place)
            .and_then(|skip| usize::try_from(skip).ok())
            .filter(|skip| *skip <= self.block.len());
        let skip = match held {
            Some(skip) if self.block.len() - skip >= wanted => skip,
            _ => {
                self.stride = match held {
                    Some(_) => (self.stride * 2).min(LARGEST_BLOCK),
                    None => LEAST_BLOCK,
                };
                self.fill(at, self.stride.max(wanted).min(left))?;
                0
            }
        };
        Ok(self.block.get(skip..).unwrap_or_default())
    }

    fn fill(&mut self, at: u64, size: usize) -> Look<()> {
        // Less than that is never read from a disk, so jumps from place to place are bounded too.
        self.spent = self.spent.saturating_add((size as u64).max(BLANK));
        if self.spent > MOST {
            return Err(Stop::Found(Wholeness::Unknown));
        }
        self.place = at;
        self.block.resize(size, 0);
        self.source.seek(SeekFrom::Start(at))?;
        let mut filled = 0;
        while let Some(rest) = self.block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.source.read(rest) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        // It may have become shorter since it was measured.
        self.block.truncate(filled);
        Ok(())
    }

    /// The `N` bytes at `at`. A file that ends before lacks them.
    pub(crate) fn exact<const N: usize>(&mut self, at: u64) -> Look<[u8; N]> {
        match self.near(at, N)?.first_chunk::<N>() {
            Some(bytes) => Ok(*bytes),
            None => Err(self.beyond(at.saturating_add(N as u64)).into()),
        }
    }

    /// A copy of `size` bytes at `at`, fewer before the end of the file. For sizes that are bounded by their format.
    pub(crate) fn copy(&mut self, at: u64, size: usize) -> Look<Vec<u8>> {
        let bytes = self.near(at, size)?;
        Ok(bytes.get(..size).unwrap_or(bytes).to_vec())
    }

    /// The last bytes of the file, at most `most`, and where they begin.
    pub(crate) fn tail(&mut self, most: usize) -> Look<(u64, Vec<u8>)> {
        let from = self.length.saturating_sub(most as u64);
        Ok((from, self.copy(from, most)?))
    }

    /// Where `byte` is found next, from `from` on.
    pub(crate) fn find(&mut self, from: u64, byte: u8) -> Look<Option<u64>> {
        let mut at = from;
        loop {
            let near = self.near(at, 1)?;
            if near.is_empty() {
                return Ok(None);
            }
            if let Some(place) = position(near, byte) {
                return Ok(Some(at + place as u64));
            }
            at += near.len() as u64;
        }
    }

    /// Where `sequence` ends that is found next, from `from` on.
    pub(crate) fn find_end<const N: usize>(&mut self, from: u64, sequence: &[u8; N]) -> Look<Option<u64>> {
        let mut at = from;
        while let Some(found) = self.find(at, sequence.first().copied().unwrap_or_default())? {
            if self.near(found, N)?.starts_with(sequence) {
                return Ok(Some(found + N as u64));
            }
            at = found + 1;
        }
        Ok(None)
    }

    /// Whether everything from `start` to `end` is zero. `most` bytes before `end` are looked at.
    pub(crate) fn is_blank(&mut self, start: u64, end: u64, most: u64) -> Look<bool> {
        let mut at = start.max(end.saturating_sub(most));
        while at < end {
            let left = usize::try_from(end - at).unwrap_or(usize::MAX);
            let near = self.near(at, left.min(BLANK as usize))?;
            let near = near.get(..left).unwrap_or(near);
            if near.is_empty() || near.iter().any(|byte| *byte != 0) {
                return Ok(false);
            }
            at += near.len() as u64;
        }
        Ok(true)
    }

    /// What the end of coded data says that lies from `start` to `end`. Its last value is `grain` bytes wide; where that
    /// is zero it may have been written or not, and where a whole block is zero, it was not.
    pub(crate) fn ending(&mut self, start: u64, end: u64, grain: u64) -> Look<Wholeness> {
        if start >= end || !self.is_blank(start, end, grain)? {
            return Ok(Wholeness::Whole);
        }
        Ok(if self.is_blank(start, end, BLANK)? {
            Lack::Blank.into()
        } else {
            Wholeness::Unknown
        })
    }

    /// What is said of a file in which a part would end at `end`.
    pub(crate) fn beyond(&self, end: u64) -> Lack {
        Lack::Bytes {
            missing: end.saturating_sub(self.length),
        }
    }
}

/// Where `byte` stands first in `bytes`.
pub(crate) fn position(bytes: &[u8], byte: u8) -> Option<usize> {
    // The only search of the standard library for one byte that is not done byte by byte.
    let mut rest = bytes;
    let passed = rest.skip_until(byte).ok()?;
    let place = passed.checked_sub(1)?;
    (bytes.get(place) == Some(&byte)).then_some(place)
}

/// Where `sequence` stands last in `bytes`.
pub(crate) fn last_position(bytes: &[u8], sequence: &[u8]) -> Option<usize> {
    bytes
        .windows(sequence.len())
        .rposition(|window| window == sequence)
}

/// Where `sequence` stands first in `bytes`.
pub(crate) fn first_position(bytes: &[u8], sequence: &[u8]) -> Option<usize> {
    bytes
        .windows(sequence.len())
        .position(|window| window == sequence)
}

/// The whole number that comes first, after white space.
pub(crate) fn digits(bytes: &[u8]) -> Option<u64> {
    let bytes = bytes.trim_ascii_start();
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..length)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_byte_is_found_across_blocks() {
        let mut bytes = vec![1; 3 << 20];
        bytes.push(9);
        let length = bytes.len() as u64;
        let mut source = Cursor::new(bytes);
        let mut file = Bytes::new(&mut source, length);
        assert_eq!(file.find(0, 9).unwrap(), Some(3 << 20));
        assert_eq!(file.find(0, 8).unwrap(), None);
        assert_eq!(file.find_end(0, &[1, 9]).unwrap(), Some(length));
    }

    #[test]
    fn a_file_that_became_shorter_lacks_its_end() {
        let mut source = Cursor::new(vec![1; 100]);
        let mut file = Bytes::new(&mut source, 1000);
        assert!(file.exact::<200>(0).is_err());
        assert_eq!(file.near(100, 50).unwrap(), [] as [u8; 0]);
        assert_eq!(file.find(0, 7).unwrap(), None);
    }

    #[test]
    fn no_more_is_read_than_is_promised() {
        let mut source = io::empty();
        let mut file = Bytes::new(&mut source, u64::MAX);
        for _ in 0..=MOST / LEAST_BLOCK as u64 {
            if let Err(Stop::Found(found)) = file.near(1 << 40, 1) {
                return assert_eq!(found, Wholeness::Unknown);
            }
        }
        panic!("it goes on");
    }

    #[test]
    fn blank_ends_are_told_from_short_zeros() {
        let ending = |bytes: &[u8], grain| {
            let mut source = Cursor::new(bytes);
            let length = bytes.len() as u64;
            Bytes::new(&mut source, length).ending(0, length, grain).unwrap()
        };
        assert_eq!(ending(&[1; 9], 1), Wholeness::Whole);
        assert_eq!(ending(&[1, 0], 1), Wholeness::Unknown);
        assert_eq!(ending(&[1, 0, 0, 0], 4), Wholeness::Whole);
        assert_eq!(ending(&[0; 100], 1), Wholeness::Lacking(Lack::Blank));
        assert_eq!(
            ending(&[vec![1; 10], vec![0; 4096]].concat(), 1),
            Wholeness::Lacking(Lack::Blank)
        );
    }
}
