//! Boxes that name their lengths: MP4, MOV, HEIC, AVIF (ISO/IEC 14496-12, 4.2) and the JPEG XL container.

use std::io::{self, Read, Seek};

use super::{Bytes, Lack, STEPS, Wholeness};

/// First boxes of files of this family.
const FIRST: [&[u8; 4]; 9] = [
    b"ftyp", b"styp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"JXL ",
];

/// Boxes that come later and that a player needs.
const MEDIA: [&[u8; 4]; 8] = [
    b"moof", b"mfra", b"meta", b"udta", b"uuid", b"sidx", b"jxlc", b"jxlp",
];

pub(super) fn begins(head: &[u8]) -> bool {
    head.get(4..8)
        .is_some_and(|kind| FIRST.iter().any(|first| *first == kind))
}

pub(super) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>, head: &[u8]) -> io::Result<Wholeness> {
    let mut seen = Seen::default();
    let mut at = 0;
    for _ in 0..STEPS {
        if at == file.length {
            break;
        }
        let Some([a, b, c, d, kind @ ..]) = file.exact::<8>(at)? else {
            return Ok(seen.but(Lack::Foreign));
        };
        if !kind.iter().all(|byte| matches!(byte, 0x20..=0x7e | 0xa9)) {
            let blank = [a, b, c, d, kind[0]] == [0; 5];
            return Ok(seen.but(if blank { Lack::Blank } else { Lack::Foreign }));
        }
        let end = match u32::from_be_bytes([a, b, c, d]) {
            0 => Some(file.length),
            1 => match file.exact::<8>(at + 8)? {
                Some(long) => at
                    .checked_add(u64::from_be_bytes(long))
                    .filter(|end| *end >= at + 16),
                None => return Ok(file.beyond(at + 16)),
            },
            size => Some(at + u64::from(size)).filter(|_| size >= 8),
        };
        let Some(end) = end else {
            return Ok(seen.but(Lack::Foreign));
        };
        if end > file.length {
            let known =
                MEDIA.iter().any(|media| **media == kind) || FIRST.iter().any(|first| **first == kind);
            return Ok(if known {
                file.beyond(end)
            } else {
                seen.but(Lack::Foreign)
            });
        }
        seen.note(kind);
        // Names and padding may be blank; pictures and sound are not, and neither is a codestream.
        if matches!(&kind, b"mdat" | b"jxlc" | b"jxlp") && file.is_blank_before(at + 16, end)? {
            return Ok(Wholeness::Lacking(Lack::Blank));
        }
        at = end;
    }
    Ok(seen.judged(head))
}

/// Parts that came.
#[derive(Default)]
struct Seen {
    index: bool,
    data: bool,
    fragments: bool,
    /// The index of the fragments, which comes last.
    last: bool,
    items: bool,
    codestream: bool,
}

impl Seen {
    fn note(&mut self, kind: [u8; 4]) {
        match &kind {
            b"moov" => self.index = true,
            b"mdat" => self.data = true,
            b"moof" => self.fragments = true,
            b"mfra" => self.last = true,
            b"meta" => self.items = true,
            b"jxlc" | b"jxlp" => self.codestream = true,
            _ => {}
        }
    }

    /// Garbage after everything that matters harms nobody.
    fn but(&self, lack: Lack) -> Wholeness {
        if self.index && self.data && lack == Lack::Foreign {
            Wholeness::Whole
        } else {
            Wholeness::Lacking(lack)
        }
    }

    fn judged(&self, head: &[u8]) -> Wholeness {
        if self.index && self.fragments && !self.last {
            // Another fragment may always follow.
            return Wholeness::Unknown;
        }
        if self.index && self.data || self.codestream {
            return Wholeness::Whole;
        }
        let brand = head.get(8..12).unwrap_or_default();
        let picture = matches!(brand, b"avif" | b"avis" | b"mif1" | b"msf1") || brand.starts_with(b"he");
        match (picture, self.items) {
            (true, true) => Wholeness::Whole,
            (true, false) => Wholeness::Lacking(Lack::Part("picture")),
            (false, _) if head.get(4..8) == Some(b"JXL ") => Wholeness::Lacking(Lack::Part("picture")),
            (false, _) if self.index => Wholeness::Lacking(Lack::Part("pictures")),
            (false, _) => Wholeness::Lacking(Lack::Part("index of the film")),
        }
    }
}
