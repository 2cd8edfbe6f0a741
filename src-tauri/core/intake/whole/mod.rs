//! Says from a file's own structure whether it is all there. A copy in progress has the right name, often the right
//! size, and not yet the right end.
//!
//! Nothing is decoded: headers are followed from one to the next, and every step is bounded by the length of the file.
//! Memory does not grow with what a header claims.

use std::io::{self, Read, Seek, SeekFrom};

mod boxes;
mod documents;
mod jpeg;
mod matroska;
mod pictures;
mod riff;
mod tiff;

/// What a structure says of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wholeness {
    /// It ends where it says it ends.
    Whole,
    /// More was to come.
    Lacking(Lack),
    /// It has no end of its own: texts, streams, formats that are not known here.
    Unknown,
}

/// What a file lacks, for the log and the operator.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lack {
    /// A part that was announced goes beyond the end of the file.
    #[error("a part ends {missing} bytes after the end of the file")]
    Bytes {
        /// Bytes between the end of the file and the end of that part.
        missing: u64,
    },
    /// A part without which nothing can be shown has not come.
    #[error("it has no {0}")]
    Part(&'static str),
    /// Its space is reserved and not filled yet.
    #[error("its end is still blank")]
    Blank,
    /// What follows is nothing that this format can have.
    #[error("it goes on with something that does not belong there")]
    Foreign,
}

/// Pictures and sound are not blank for so long by chance: digital silence and black are shorter.
const BLANK_TAIL: u64 = 1 << 20;
/// In a short file a quarter of it is enough, but not less than this.
const LEAST_BLANK: u64 = 4096;
/// Headers followed in one file; more than any that a program writes.
const STEPS: usize = 1 << 20;

/// Looks at the structure of `source`, which has `length` bytes. Reads at most the heads of its parts, some ends, and of a
/// JPEG picture all of it.
///
/// # Errors
/// When it cannot be read.
pub fn wholeness<R: Read + Seek>(source: &mut R, length: u64) -> io::Result<Wholeness> {
    let mut file = Bytes { source, length };
    let mut head = [0; 4096];
    let filled = file.some(0, &mut head)?;
    let head = &head[..filled];
    if head.is_empty() {
        return Ok(Wholeness::Unknown);
    }
    if head.iter().all(|byte| *byte == 0) {
        return Ok(Wholeness::Lacking(Lack::Blank));
    }
    match head {
        [0xff, 0xd8, 0xff, ..] => jpeg::wholeness(&mut file),
        [0x89, b'P', b'N', b'G', ..] => pictures::png(&mut file),
        [b'G', b'I', b'F', b'8', ..] => pictures::gif(&mut file),
        [b'B', b'M', ..] => pictures::bmp(&file, head),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => tiff::wholeness(&mut file),
        [b'R', b'I', b'F', b'F', ..] => riff::wholeness(&mut file),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => matroska::wholeness(&mut file),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => documents::zip(&mut file),
        [b'%', b'P', b'D', b'F', ..] => documents::pdf(&mut file, head),
        _ if boxes::begins(head) => boxes::wholeness(&mut file, head),
        _ if documents::is_svg(head) => documents::svg(&mut file),
        // Some programs write a line before the header.
        _ if head.windows(5).take(1024).any(|window| window == b"%PDF-") => documents::pdf(&mut file, head),
        _ => Ok(Wholeness::Unknown),
    }
}

/// A file that is read at places, never beyond its end.
struct Bytes<'a, R> {
    source: &'a mut R,
    length: u64,
}

impl<R: Read + Seek> Bytes<'_, R> {
    /// Fills as much of `into` as there is from `at` on, and says how much.
    fn some(&mut self, at: u64, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.length.saturating_sub(at)).unwrap_or(usize::MAX);
        let wanted = into.len().min(left);
        self.source.seek(SeekFrom::Start(at))?;
        let mut filled = 0;
        while filled < wanted {
            match self.source.read(&mut into[filled..wanted]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }

    /// The `N` bytes at `at`; `None` where the file ends before.
    fn exact<const N: usize>(&mut self, at: u64) -> io::Result<Option<[u8; N]>> {
        let mut bytes = [0; N];
        Ok((self.some(at, &mut bytes)? == N).then_some(bytes))
    }

    /// The last bytes of the file, at most `most`, and where they begin.
    fn tail(&mut self, most: u64) -> io::Result<(u64, Vec<u8>)> {
        let from = self.length.saturating_sub(most);
        let mut tail = vec![0; usize::try_from(self.length - from).unwrap_or_default()];
        let filled = self.some(from, &mut tail)?;
        tail.truncate(filled);
        Ok((from, tail))
    }

    /// Whether the bytes before `end`, back to `start`, end in a stretch of zeros too long to be a picture's or a sound's.
    fn is_blank_before(&mut self, start: u64, end: u64) -> io::Result<bool> {
        let end = end.min(self.length);
        let length = end.saturating_sub(start);
        let stretch = (length / 4).clamp(LEAST_BLANK, BLANK_TAIL);
        if length < stretch {
            return Ok(false);
        }
        let mut block = [0; 16 << 10];
        let mut at = end - stretch;
        while at < end {
            let wanted = block.len().min(usize::try_from(end - at).unwrap_or(usize::MAX));
            let filled = self.some(at, &mut block[..wanted])?;
            if filled == 0 || block[..filled].iter().any(|byte| *byte != 0) {
                return Ok(false);
            }
            at += filled as u64;
        }
        Ok(true)
    }

    /// The lack of a part that ends at `end`.
    fn beyond(&self, end: u64) -> Wholeness {
        Wholeness::Lacking(Lack::Bytes {
            missing: end.saturating_sub(self.length),
        })
    }
}

#[cfg(test)]
mod tests;
