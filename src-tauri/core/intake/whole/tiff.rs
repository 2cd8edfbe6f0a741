//! TIFF and BigTIFF: directories and the strips or tiles they point to must lie inside the file (TIFF 6.0, section 2).

use std::io::{self, Read, Seek};

use super::{Bytes, Lack, Wholeness};

/// Directories of one file; scans have some dozens of pages.
const DIRECTORIES: usize = 4096;
/// Entries of one directory.
const ENTRIES: u64 = 4096;
/// Strips or tiles whose places are looked up one by one.
const PIECES: u64 = 1 << 16;

const STRIP_OFFSETS: u16 = 273;
const STRIP_BYTES: u16 = 279;
const TILE_OFFSETS: u16 = 324;
const TILE_BYTES: u16 = 325;

pub(super) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    let Some(head) = file.exact::<8>(0)? else {
        return Ok(Wholeness::Lacking(Lack::Part("directory")));
    };
    let form = Form {
        little: head[0] == b'I',
        big: head[2] == 43 || head[3] == 43,
    };
    let first = if form.big { 8 } else { 4 };
    let Some(mut directory) = form.word(file, first)? else {
        return Ok(Wholeness::Lacking(Lack::Part("directory")));
    };
    if directory == 0 {
        return Ok(Wholeness::Lacking(Lack::Part("directory")));
    }
    for _ in 0..DIRECTORIES {
        match form.directory(file, directory)? {
            Ok(0) => return Ok(Wholeness::Whole),
            Ok(next) => directory = next,
            Err(lack) => return Ok(lack),
        }
    }
    Ok(Wholeness::Unknown)
}

struct Form {
    little: bool,
    big: bool,
}

/// Where values of one tag lie: how many, how wide, and where.
struct Values {
    count: u64,
    width: u64,
    at: u64,
}

impl Form {
    /// Follows one directory; gives the place of the next, 0 after the last.
    fn directory<R: Read + Seek>(
        &self,
        file: &mut Bytes<'_, R>,
        at: u64,
    ) -> io::Result<Result<u64, Wholeness>> {
        let (count_width, entry_width) = if self.big { (8, 20) } else { (2, 12) };
        let Some(count) = self.number(file, at, count_width)? else {
            return Ok(Err(file.beyond(at.saturating_add(count_width))));
        };
        if count == 0 || count > ENTRIES {
            let lack = if count == 0 { Lack::Blank } else { Lack::Foreign };
            return Ok(Err(Wholeness::Lacking(lack)));
        }
        let entries = at + count_width;
        let mut offsets = None;
        let mut lengths = None;
        for entry in (0..count).map(|index| entries + index * entry_width) {
            let Some(tag) = self.number(file, entry, 2)? else {
                return Ok(Err(file.beyond(entries + count * entry_width)));
            };
            match u16::try_from(tag).unwrap_or_default() {
                0 => return Ok(Err(Wholeness::Lacking(Lack::Blank))),
                STRIP_OFFSETS | TILE_OFFSETS => offsets = self.values(file, entry)?,
                STRIP_BYTES | TILE_BYTES => lengths = self.values(file, entry)?,
                _ => {}
            }
        }
        if let (Some(offsets), Some(lengths)) = (offsets, lengths)
            && let Some(end) = self.last_end(file, &offsets, &lengths)?
            && end > file.length
        {
            return Ok(Err(file.beyond(end)));
        }
        let next = entries + count * entry_width;
        Ok(self
            .word(file, next)?
            .ok_or_else(|| file.beyond(next + if self.big { 8 } else { 4 })))
    }

    fn values<R: Read + Seek>(&self, file: &mut Bytes<'_, R>, entry: u64) -> io::Result<Option<Values>> {
        let (count_at, value_at, room) = if self.big {
            (entry + 4, entry + 12, 8)
        } else {
            (entry + 4, entry + 8, 4)
        };
        let width = match self.number(file, entry + 2, 2)? {
            Some(3) => 2,
            Some(4 | 13) => 4,
            Some(16..=18) => 8,
            _ => return Ok(None),
        };
        let Some(count) = self.number(file, count_at, room)? else {
            return Ok(None);
        };
        let at = if count.saturating_mul(width) <= room {
            Some(value_at)
        } else {
            self.word(file, value_at)?
        };
        Ok(at.map(|at| Values { count, width, at }))
    }

    /// Where the strip or tile ends that ends last. A list beyond the end of the file ends there itself.
    fn last_end<R: Read + Seek>(
        &self,
        file: &mut Bytes<'_, R>,
        offsets: &Values,
        lengths: &Values,
    ) -> io::Result<Option<u64>> {
        let mut last = None;
        for index in 0..offsets.count.min(lengths.count).min(PIECES) {
            let place = |values: &Values| values.at.saturating_add(index * values.width);
            let offset = self.number(file, place(offsets), offsets.width)?;
            let length = self.number(file, place(lengths), lengths.width)?;
            let end = match (offset, length) {
                (Some(offset), Some(length)) => offset.saturating_add(length),
                _ => place(offsets).max(place(lengths)).saturating_add(8),
            };
            last = last.max(Some(end));
        }
        Ok(last)
    }

    fn word<R: Read + Seek>(&self, file: &mut Bytes<'_, R>, at: u64) -> io::Result<Option<u64>> {
        self.number(file, at, if self.big { 8 } else { 4 })
    }

    /// A number of `width` bytes, at most 8; `None` beyond the end.
    fn number<R: Read + Seek>(
        &self,
        file: &mut Bytes<'_, R>,
        at: u64,
        width: u64,
    ) -> io::Result<Option<u64>> {
        let mut bytes = [0; 8];
        let wanted = usize::try_from(width).unwrap_or(8).min(8);
        if file.some(at, &mut bytes[..wanted])? < wanted {
            return Ok(None);
        }
        let bytes = &bytes[..wanted];
        let join = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
        Ok(Some(if self.little {
            bytes.iter().rev().fold(0, join)
        } else {
            bytes.iter().fold(0, join)
        }))
    }
}
