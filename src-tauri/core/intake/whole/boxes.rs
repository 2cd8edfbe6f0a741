//! Boxes that name their lengths: MP4, MOV, HEIC, AVIF (ISO/IEC 14496-12, 4.2), JPEG XL and JPEG 2000 containers.

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{BLANK, Bytes};
use crate::intake::whole::film::{self, Film};
use crate::intake::whole::items;
use crate::intake::whole::stop::{Look, Stop};
use crate::intake::whole::{Lack, Wholeness};

/// First boxes of files of this family.
const FIRST: [&[u8; 4]; 11] = [
    b"ftyp", b"styp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"sidx", b"JXL ", b"jP  ",
];

/// Boxes that come later and that a player may need.
const LATER: [&[u8; 4]; 8] = [
    b"moof", b"mfra", b"meta", b"udta", b"uuid", b"jxlc", b"jxlp", b"jp2c",
];

/// Whether a file begins with a box of this family. "The free market" does not: no first box is so long.
pub(crate) fn begins(head: &[u8]) -> bool {
    let kind = head.get(4..8).unwrap_or_default();
    let is_length = head.iter().take(4).any(|byte| !(0x20..0x7f).contains(byte));
    is_length && FIRST.iter().any(|first| *first == kind)
}

/// A box that ends inside the file.
pub(crate) struct Part {
    pub(crate) kind: [u8; 4],
    /// Where the data after its header begins.
    pub(crate) body: u64,
    pub(crate) end: u64,
    /// It names no length and reaches to the end of whatever is there.
    open: bool,
}

/// What is found where a box could begin.
pub(crate) enum Next {
    Part(Part),
    Blank,
    Foreign,
}

/// The box at `at`, inside something that ends at `limit`.
pub(crate) fn next<R: Read + Seek>(file: &mut Bytes<'_, R>, at: u64, limit: u64) -> Look<Next> {
    let [a, b, c, d, kind @ ..] = file.exact::<8>(at)?;
    if kind == [0; 4] {
        return Ok(Next::Blank);
    }
    if !kind.iter().all(|byte| matches!(byte, 0x20..=0x7e | 0xa9)) {
        return Ok(Next::Foreign);
    }
    let (header, size) = match u32::from_be_bytes([a, b, c, d]) {
        0 => (8, limit.saturating_sub(at)),
        1 => (16, u64::from_be_bytes(file.exact(at + 8)?)),
        size => (8, u64::from(size)),
    };
    if size < header {
        return Ok(Next::Foreign);
    }
    Ok(Next::Part(Part {
        kind,
        body: at + header,
        end: at.saturating_add(size),
        open: [a, b, c, d] == [0; 4],
    }))
}

/// Boxes are followed from `start` to the end of the file, and what they say of each other is checked.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>, start: u64) -> Look<Wholeness> {
    let mut seen = Seen::default();
    let mut at = start;
    while at < file.length() {
        let part = match next(file, at, file.length()) {
            Ok(Next::Part(part)) => part,
            // A header that is cut off.
            Err(Stop::Found(found)) if seen.shows().is_err() => return Ok(found),
            Err(Stop::Found(_)) => return Ok(Wholeness::Unknown),
            Err(error) => return Err(error),
            Ok(Next::Blank) => return seen.before_blank(file, at),
            // Whatever is behind everything that matters harms nobody.
            Ok(Next::Foreign) => return seen.judged(file, at).map(|found| but(found, Lack::Foreign)),
        };
        if part.end > file.length() {
            let known = FIRST.iter().chain(&LATER).any(|known| **known == part.kind);
            let lack = file.beyond(part.end);
            return Ok(match seen.shows() {
                Ok(()) if !known => Wholeness::Unknown,
                _ => lack.into(),
            });
        }
        at = part.end;
        seen.note(file, part, start)?;
    }
    seen.judged(file, at)
}

fn but(found: Wholeness, lack: Lack) -> Wholeness {
    match found {
        Wholeness::Lacking(_) => lack.into(),
        found => found,
    }
}

/// Parts that came.
#[derive(Default)]
struct Seen {
    film: Option<Film>,
    /// Where the last item of a still picture ends in the file.
    items: Option<u64>,
    data: bool,
    fragments: bool,
    codestream: bool,
    /// It is cut in pieces, and the last of them has not come.
    pieces: bool,
    is_picture: bool,
    last: Option<Part>,
}

impl Seen {
    fn note<R: Read + Seek>(&mut self, file: &mut Bytes<'_, R>, part: Part, start: u64) -> Look<()> {
        match &part.kind {
            b"moov" => self.film = Some(film::read(file, &part, start)?),
            b"meta" => {
                let items = items::end(file, &part)?.map(|end| start.saturating_add(end));
                self.items = self.items.max(items);
            }
            b"mdat" => self.data = true,
            b"moof" => self.fragments = true,
            b"JXL " | b"jP  " => self.is_picture = true,
            b"jxlc" | b"jp2c" => self.codestream = true,
            b"jxlp" => {
                self.codestream = true;
                // The highest bit of its number marks the last piece (ISO/IEC 18181-2, 9.9).
                let [number, ..] = file.exact::<4>(part.body)?;
                self.pieces = number & 0x80 == 0;
            }
            _ => {}
        }
        self.last = Some(part);
        Ok(())
    }

    /// Whether there is something to show, if all of what was announced is there.
    fn shows(&self) -> Result<(), Lack> {
        let film = self.film.as_ref().filter(|film| film.tracks > 0);
        if self.codestream || self.items.is_some() || film.is_some() && (self.data || self.fragments) {
            Ok(())
        } else if self.is_picture {
            Err(Lack::Part("picture"))
        } else if film.is_some() {
            Err(Lack::Part("pictures"))
        } else {
            Err(Lack::Part("index"))
        }
    }

    /// What is said of a file that is blank from `at` on, where a box could begin.
    fn before_blank<R: Read + Seek>(&self, file: &mut Bytes<'_, R>, at: u64) -> Look<Wholeness> {
        let is_long = file.length() - at >= BLANK;
        Ok(match self.shows() {
            // Some cameras pad their films.
            Ok(()) if !is_long || !self.fragments && !self.pieces => match self.judged(file, at)? {
                Wholeness::Whole => Wholeness::Unknown,
                found => but(found, Lack::Blank),
            },
            _ => Lack::Blank.into(),
        })
    }

    /// What is said of a file whose boxes end at `reached`.
    fn judged<R: Read + Seek>(&self, file: &mut Bytes<'_, R>, reached: u64) -> Look<Wholeness> {
        self.shows()?;
        let Some(last) = &self.last else {
            return Ok(Lack::Part("index").into());
        };
        if self.pieces {
            return Ok(Lack::Part("end of the picture").into());
        }
        let places = [self.items, self.film.as_ref().and_then(|film| film.last_chunk)];
        if let Some(end) = places.into_iter().flatten().max().filter(|end| *end > reached) {
            return Ok(file.beyond(end).into());
        }
        let plain = self.film.as_ref().is_some_and(|film| film.plain);
        let ending = match &last.kind {
            b"free" | b"skip" | b"wide" => Wholeness::Whole,
            b"mfra" => film::fragment_index(file, last)?,
            _ => file.ending(last.body, last.end, 1)?,
        };
        Ok(match ending {
            // Silence is zero where sound is not coded.
            Wholeness::Lacking(Lack::Blank) if plain && last.kind == *b"mdat" => Wholeness::Unknown,
            // Another fragment may always follow; only their index comes last.
            Wholeness::Whole if self.fragments && last.kind != *b"mfra" => Wholeness::Unknown,
            Wholeness::Whole if last.open && self.items.is_none() => Wholeness::Unknown,
            ending => ending,
        })
    }
}

#[cfg(test)]
#[path = "boxes_tests.rs"]
mod tests;
