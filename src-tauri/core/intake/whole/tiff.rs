//! TIFF and BigTIFF: directories, and the strips or tiles that they name, must be inside the file (Adobe, "TIFF Revision
//! 6.0", 2 and 15; AWare Systems, "The BigTIFF File Format").

use std::io::{Read, Seek};

use crate::intake::whole::bytes::Bytes;
use crate::intake::whole::stop::{Look, Stop};
use crate::intake::whole::{Lack, Wholeness};

const COMPRESSION: u16 = 259;
/// Places and sizes in bytes: of strips, of tiles, of a picture kept as JPEG.
const OFFSETS: [u16; 3] = [273, 324, 513];
const SIZES: [u16; 3] = [279, 325, 514];
/// Directories below a directory: smaller or raw pictures, facts of the camera, facts of the place.
const BELOW: [u16; 3] = [330, 34665, 34853];
/// Directories, their entries, and their strips or tiles, all together: more than any program writes.
const MOST_DIRECTORIES: usize = 4096;
const MOST_ENTRIES: u64 = 1 << 20;
const MOST_PIECES: u64 = 1 << 20;
/// Places and sizes of strips are read in turns of so many.
const TURN: u64 = 512;

/// Every directory is followed, and the ends of everything it names are compared with the end of the file.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>, head: &[u8]) -> Look<Wholeness> {
    let big = head.iter().take(4).any(|byte| *byte == 43);
    let mut walk = Walk {
        little: head.starts_with(b"I"),
        big,
        ..Walk::default()
    };
    let first = walk.place(file, if big { 8 } else { 4 })?;
    if first == 0 {
        // Many programs write it last.
        return Ok(Lack::Part("directory").into());
    }
    walk.due.push(first);
    while let Some(at) = walk.due.pop() {
        if walk.done.contains(&at) || walk.done.len() >= MOST_DIRECTORIES {
            walk.is_doubtful = true;
            continue;
        }
        walk.done.push(at);
        walk.directory(file, at)?;
    }
    walk.judged(file)
}

#[derive(Default)]
struct Walk {
    little: bool,
    big: bool,
    due: Vec<u64>,
    done: Vec<u64>,
    entries: u64,
    pieces: u64,
    has_picture: bool,
    /// Zeros may be black.
    is_plain: bool,
    is_doubtful: bool,
    /// The end of what comes last in the file, and the width of its last value.
    last: (u64, u64),
}

/// Values of one entry: how many, how wide, and where.
#[derive(Clone, Copy)]
struct Values {
    count: u64,
    width: u64,
    at: u64,
}

impl Walk {
    fn directory<R: Read + Seek>(&mut self, file: &mut Bytes<'_, R>, at: u64) -> Look<()> {
        let (count_width, entry_width) = if self.big { (8, 20) } else { (2, 12) };
        let count = self.number(file, at, count_width)?;
        if count == 0 {
            return Err(Lack::Blank.into());
        }
        self.entries = self.entries.saturating_add(count);
        if self.entries > MOST_ENTRIES {
            return Err(Stop::Found(Wholeness::Unknown));
        }
        let entries = at + count_width;
        let next = self.place(file, entries + count * entry_width)?;
        if next > 0 {
            self.due.push(next);
        }
        let (mut offsets, mut sizes) = ([None; 3], [None; 3]);
        for entry in (0..count).map(|index| entries + index * entry_width) {
            let tag = u16::try_from(self.number(file, entry, 2)?).unwrap_or_default();
            let Some(values) = self.values(file, entry)? else {
                continue;
            };
            if let Some(offsets) = slot(&OFFSETS, &mut offsets, tag).or(slot(&SIZES, &mut sizes, tag)) {
                *offsets = Some(values);
            } else if tag == COMPRESSION {
                self.is_plain |= self.number(file, values.at, values.width)? == 1;
            } else if BELOW.contains(&tag) {
                let room = MOST_DIRECTORIES.saturating_sub(self.due.len() + self.done.len());
                self.is_doubtful |= values.count > room as u64;
                for index in 0..values.count.min(room as u64) {
                    let below = self.number(file, values.at + index * values.width, values.width)?;
                    self.due.push(below);
                }
            }
        }
        // A place of nothing after the last directory is zero.
        self.note(entries + count * entry_width, if self.big { 8 } else { 4 });
        for pair in offsets.into_iter().zip(sizes) {
            match pair {
                (Some(offsets), Some(sizes)) => self.pieces(file, offsets, sizes)?,
                (Some(_), None) => self.is_doubtful = true,
                _ => {}
            }
        }
        Ok(())
    }

    /// The values of the entry at `entry`; `None` where they are not inside the file or of no known type.
    fn values<R: Read + Seek>(&mut self, file: &mut Bytes<'_, R>, entry: u64) -> Look<Option<Values>> {
        let room = if self.big { 8 } else { 4 };
        let (width, grain) = match self.number(file, entry + 2, 2)? {
            0 => return Err(Lack::Blank.into()),
            1 | 6 | 7 => (1, 1),
            // Words end with a zero.
            2 => (1, 2),
            3 | 8 => (2, 2),
            4 | 9 | 11 | 13 => (4, 4),
            5 | 10 => (8, 4),
            12 | 16..=18 => (8, 8),
            _ => return Ok(None),
        };
        let count = self.number(file, entry + 4, room)?;
        let size = count.saturating_mul(width);
        if size <= room {
            let at = entry + 4 + room;
            return Ok(Some(Values { count, width, at }));
        }
        let at = self.place(file, entry + 4 + room)?;
        let end = at.saturating_add(size);
        if end > file.length() {
            // Private values may be moved by programs that do not know them.
            let tag = u16::try_from(self.number(file, entry, 2)?).unwrap_or_default();
            if OFFSETS.contains(&tag) || SIZES.contains(&tag) || BELOW.contains(&tag) {
                return Err(file.beyond(end).into());
            }
            self.is_doubtful = true;
            return Ok(None);
        }
        self.note(end, grain);
        Ok(Some(Values { count, width, at }))
    }

    /// Notes the ends of strips or tiles.
    fn pieces<R: Read + Seek>(
        &mut self,
        file: &mut Bytes<'_, R>,
        offsets: Values,
        sizes: Values,
    ) -> Look<()> {
        let count = offsets.count.min(sizes.count);
        self.pieces = self.pieces.saturating_add(count);
        if self.pieces > MOST_PIECES || offsets.count != sizes.count {
            self.is_doubtful = true;
            return Ok(());
        }
        self.has_picture |= count > 0;
        let mut places = Vec::new();
        for turn in (0..count).step_by(TURN as usize) {
            let indexes = turn..count.min(turn + TURN);
            places.clear();
            for index in indexes.clone() {
                places.push(self.number(file, offsets.at + index * offsets.width, offsets.width)?);
            }
            for (index, place) in indexes.zip(&places) {
                let size = self.number(file, sizes.at + index * sizes.width, sizes.width)?;
                // A piece of no size is one that was left out.
                if size > 0 {
                    self.note(place.saturating_add(size), 1);
                }
            }
        }
        if self.last.0 > file.length() {
            return Err(file.beyond(self.last.0).into());
        }
        Ok(())
    }

    fn note(&mut self, end: u64, grain: u64) {
        self.last = self.last.max((end, grain));
    }

    fn judged<R: Read + Seek>(&self, file: &mut Bytes<'_, R>) -> Look<Wholeness> {
        let (end, grain) = self.last;
        if end > file.length() {
            return Ok(file.beyond(end).into());
        }
        Ok(match file.ending(0, end, grain)? {
            Wholeness::Whole if self.is_doubtful || !self.has_picture => Wholeness::Unknown,
            Wholeness::Lacking(Lack::Blank) if self.is_plain => Wholeness::Unknown,
            ending => ending,
        })
    }

    /// A place in the file.
    fn place<R: Read + Seek>(&self, file: &mut Bytes<'_, R>, at: u64) -> Look<u64> {
        self.number(file, at, if self.big { 8 } else { 4 })
    }

    /// A number of `width` bytes, at most 8.
    fn number<R: Read + Seek>(&self, file: &mut Bytes<'_, R>, at: u64, width: u64) -> Look<u64> {
        let width = width.min(8);
        let Some(bytes) = file.near(at, width as usize)?.get(..width as usize) else {
            return Err(file.beyond(at.saturating_add(width)).into());
        };
        let join = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        Ok(if self.little {
            bytes.iter().rev().fold(0, join)
        } else {
            bytes.iter().fold(0, join)
        })
    }
}

/// The place for values of `tag` among those of `tags`.
fn slot<'a>(tags: &[u16; 3], slots: &'a mut [Option<Values>; 3], tag: u16) -> Option<&'a mut Option<Values>> {
    tags.iter()
        .zip(slots)
        .find(|(known, _)| **known == tag)
        .map(|(_, slot)| slot)
}

#[cfg(test)]
#[path = "tiff_tests.rs"]
mod tests;
