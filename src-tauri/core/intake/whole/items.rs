//! Where the parts of a still picture lie in an HEIC or AVIF file (ISO/IEC 14496-12, 8.11.3).

use std::io::{Read, Seek};

use crate::intake::whole::Lack;
use crate::intake::whole::boxes::{self, Next, Part};
use crate::intake::whole::bytes::Bytes;
use crate::intake::whole::stop::Look;

/// Where the last item ends, from the beginning of the picture; `None` where no list of items says so.
pub(crate) fn end<R: Read + Seek>(file: &mut Bytes<'_, R>, meta: &Part) -> Look<Option<u64>> {
    // QuickTime's box of this name has no version before its first part.
    let plain = file.near(meta.body + 4, 4)?.starts_with(b"hdlr");
    let mut at = if plain { meta.body } else { meta.body + 4 };
    while at + 8 <= meta.end {
        match boxes::next(file, at, meta.end)? {
            Next::Part(part) if part.end > meta.end => return Ok(None),
            Next::Part(part) if part.kind == *b"iloc" => {
                return List {
                    at: part.body,
                    end: part.end,
                }
                .last(file);
            }
            Next::Part(part) => at = part.end,
            Next::Blank => return Err(Lack::Blank.into()),
            Next::Foreign => return Ok(None),
        }
    }
    Ok(None)
}

/// A list of items that is read from front to back.
struct List {
    at: u64,
    end: u64,
}

impl List {
    fn last<R: Read + Seek>(&mut self, file: &mut Bytes<'_, R>) -> Look<Option<u64>> {
        let version = self.number(file, 1)?;
        self.number(file, 3)?;
        let (sizes, more) = (self.number(file, 1)?, self.number(file, 1)?);
        let (offset_width, length_width, base_width) = (sizes >> 4, sizes & 0xf, more >> 4);
        let index_width = if version == 0 { 0 } else { more & 0xf };
        let number_width = if version < 2 { 2 } else { 4 };
        let mut last = None;
        for _ in 0..self.number(file, number_width)? {
            self.number(file, number_width)?;
            // Other values mean places inside the list's own box or inside other items.
            let in_file = version == 0 || self.number(file, 2)? & 0xf == 0;
            let other_file = self.number(file, 2)? != 0;
            let base = self.number(file, base_width)?;
            let extents = self.number(file, 2)?;
            if offset_width + length_width + index_width == 0 {
                last = last.max(Some(base));
                continue;
            }
            for _ in 0..extents {
                self.number(file, index_width)?;
                let offset = self.number(file, offset_width)?;
                let length = self.number(file, length_width)?;
                if in_file && !other_file {
                    let end = base.saturating_add(offset).saturating_add(length);
                    last = last.max(Some(end));
                }
            }
        }
        Ok(last)
    }

    /// The next number, `width` bytes wide, at most 8; 0 for a width of 0.
    fn number<R: Read + Seek>(&mut self, file: &mut Bytes<'_, R>, width: u64) -> Look<u64> {
        let width = width.min(8);
        if self.at + width > self.end {
            return Err(Lack::Foreign.into());
        }
        let bytes = file.near(self.at, width as usize)?;
        self.at += width;
        Ok(bytes
            .iter()
            .take(width as usize)
            .fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}
