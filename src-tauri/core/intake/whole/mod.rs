//! Says from a file's own structure whether it is all there. A copy in progress has the right name, often the right
//! size, and not yet the right end.
//!
//! Nothing is decoded: headers are followed from one to the next. Memory does not grow with what a header claims, and
//! no more than 256 MiB of a file are read, at no more than 65,536 places:
//!
//! | kind | what is read |
//! |---|---|
//! | ISO base media, RIFF, Matroska, PNG | 512 bytes or a few KiB for each part, and 4 KiB of the end |
//! | TIFF | its directories and lists of strips or tiles |
//! | JPEG | its headers and 64 KiB of the end; where that is no end mark, the coded data once |
//! | GIF, SVG | all of it once |
//! | PDF, ZIP | 64 KiB of the end |
//! | others | 8 KiB |
//!
//! One assumption: bytes arrive in their order. A copy that fills the end before the middle is noticed by others: while
//! somebody has it open, and by the space that was never written (`arrival`).

use std::io::{self, Read, Seek};

mod announced;
mod bmp;
mod boxes;
mod bytes;
mod film;
mod gif;
mod items;
mod jpeg;
mod matroska;
mod pdf;
mod png;
mod riff;
mod stop;
mod streams;
mod tiff;
mod wholeness;
mod xml;
mod zip;

#[cfg(test)]
mod cuts;
#[cfg(test)]
mod hostile_tests;

pub use wholeness::{Lack, Wholeness};

use bytes::Bytes;
use stop::{Look, Stop};

/// How many first bytes tell what kind of file it is.
const HEAD: usize = 4096;

/// Looks at the structure of `source`, whose size is `length` bytes.
///
/// [`Wholeness::Lacking`] is said only where more bytes must follow or blank space stands in place of coded data;
/// where a legitimate file could look the same, [`Wholeness::Unknown`].
///
/// # Errors
/// When it cannot be read.
pub fn wholeness<R: Read + Seek>(source: &mut R, length: u64) -> io::Result<Wholeness> {
    match judge(&mut Bytes::new(source, length)) {
        Ok(wholeness) | Err(Stop::Found(wholeness)) => Ok(wholeness),
        Err(Stop::Io(error)) => Err(error),
    }
}

fn judge<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let head = file.near(0, HEAD)?;
    let head = head.get(..HEAD).unwrap_or(head).to_vec();
    let head = head.as_slice();
    if head.is_empty() {
        return Ok(Wholeness::Unknown);
    }
    if head.iter().all(|byte| *byte == 0) {
        return Ok(Lack::Blank.into());
    }
    match head {
        [0xff, 0xd8, 0xff, ..] => jpeg::wholeness(file),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => png::wholeness(file),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => gif::wholeness(file),
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => tiff::wholeness(file, head),
        [b'R', b'I', b'F', b'F', ..] => riff::wholeness(file),
        [0x1a, 0x45, 0xdf, 0xa3, ..] => matroska::wholeness(file),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => zip::wholeness(file),
        _ if bmp::begins(head) => bmp::wholeness(file, head),
        _ if boxes::begins(head) => boxes::wholeness(file, 0),
        _ if xml::begins(head) => xml::wholeness(file),
        _ => match pdf::header(head) {
            Some(header) => pdf::wholeness(file, head, header),
            None => streams::wholeness(file, head),
        },
    }
}
