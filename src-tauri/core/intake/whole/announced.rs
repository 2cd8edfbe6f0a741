//! What the headers of a JPEG picture say is appended to it: further pictures, gain maps, films.
//!
//! Programs that rewrite a photo often keep these headers and drop what they announce. They are good for a doubt only.

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{Bytes, digits, first_position};
use crate::intake::whole::stop::Look;

const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// CIPA DC-007, Multi-Picture Format, 5.2.
const MPF: &[u8] = b"MPF\0";
/// The tag of the list of pictures, and the size of an entry in bytes (CIPA DC-007, 5.2.3).
const PICTURES: u16 = 0xb002;
const PICTURE: usize = 16;
/// Sizes in bytes: of items in a container (Ultra HDR, motion photos) and of the older kind of motion photo.
const SIZES: [&[u8]; 3] = [b"Item:Length=\"", b"Item:Padding=\"", b"MicroVideoOffset=\""];

/// What is to come after a picture.
#[derive(Debug, Default)]
pub(crate) struct Announced {
    /// Where the last of the further pictures ends in the file.
    pub(crate) end: u64,
    /// Bytes behind the end of the picture itself.
    pub(crate) behind: u64,
}

impl Announced {
    /// Notes what the segment of this marker says whose data lies from `start` to `end`.
    pub(crate) fn note<R: Read + Seek>(
        &mut self,
        file: &mut Bytes<'_, R>,
        marker: u8,
        start: u64,
        end: u64,
    ) -> Look<()> {
        if !matches!(marker, APP1 | APP2) {
            return Ok(());
        }
        let size = usize::from(u16::try_from(end.saturating_sub(start)).unwrap_or(u16::MAX));
        let data = file.copy(start, size)?;
        if let Some(text) = data.strip_prefix(XMP).filter(|_| marker == APP1) {
            self.behind = self.behind.saturating_add(sizes(text));
        } else if let Some(index) = data.strip_prefix(MPF).filter(|_| marker == APP2) {
            let end = pictures_end(index).unwrap_or_default();
            self.end = self.end.max(start + (MPF.len() as u64) + end);
        }
        Ok(())
    }
}

fn sizes(text: &[u8]) -> u64 {
    let mut sum = 0_u64;
    for name in SIZES {
        let mut rest = text;
        while let Some(after) = first_position(rest, name).and_then(|at| rest.get(at + name.len()..)) {
            sum = sum.saturating_add(digits(after).unwrap_or_default());
            rest = after;
        }
    }
    sum
}

/// Where the last picture ends of an index that is built like a TIFF directory, counted from its beginning.
fn pictures_end(index: &[u8]) -> Option<u64> {
    let little = match index.first_chunk()? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *index.get(at..)?.first_chunk()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes = *index.get(at..)?.first_chunk()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let list = (0..usize::from(short(directory)?))
        .map(|entry| directory + 2 + entry * 12)
        .find(|entry| short(*entry) == Some(PICTURES))?;
    let pictures = usize::try_from(long(list + 4)?).ok()? / PICTURE;
    let first = usize::try_from(long(list + 8)?).ok()?;
    (0..pictures)
        .map_while(|picture| {
            let at = first + picture * PICTURE;
            let (size, offset) = (long(at + 4)?, long(at + 8)?);
            // The first is the picture itself, counted from the beginning of the file.
            Some(if offset == 0 {
                0
            } else {
                u64::from(offset) + u64::from(size)
            })
        })
        .max()
}
