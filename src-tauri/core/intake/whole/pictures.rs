//! PNG, GIF and BMP: chunks to the last one, blocks to the trailer, a size in the header.

use std::io::{self, Read, Seek};

use super::{Bytes, Lack, STEPS, Wholeness};

/// Chunks up to `IEND` (PNG specification, third edition, 5.3); its checksum is always the same.
pub(super) fn png<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    const END: [u8; 12] = *b"\0\0\0\0IEND\xae\x42\x60\x82";
    let mut at = 8;
    for _ in 0..STEPS {
        let Some(head) = file.exact::<8>(at)? else {
            return Ok(Wholeness::Lacking(Lack::Part("end of the picture")));
        };
        if !head[4..].iter().all(u8::is_ascii_alphabetic) {
            let blank = head == [0; 8];
            return Ok(Wholeness::Lacking(if blank {
                Lack::Blank
            } else {
                Lack::Foreign
            }));
        }
        if head[4..] == *b"IEND" {
            return Ok(match file.exact::<12>(at)? {
                Some(END) => Wholeness::Whole,
                _ => Wholeness::Lacking(Lack::Part("end of the picture")),
            });
        }
        at += 12 + u64::from(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        if at > file.length {
            return Ok(file.beyond(at));
        }
    }
    Ok(Wholeness::Lacking(Lack::Foreign))
}

/// Blocks up to the trailer (GIF89a specification, 17 to 27).
pub(super) fn gif<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    let lacking = Ok(Wholeness::Lacking(Lack::Part("end of the picture")));
    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let Some(screen) = file.exact::<13>(0)? else {
        return lacking;
    };
    let mut at = 13 + table(screen[10]);
    for _ in 0..STEPS {
        let Some([introducer]) = file.exact::<1>(at)? else {
            return lacking;
        };
        at = match introducer {
            0x3b => return Ok(Wholeness::Whole),
            // An extension: its label, then sub-blocks.
            0x21 => at + 2,
            // A picture: its place and flags, its colours, the size of its codes, then sub-blocks.
            0x2c => match file.exact::<10>(at)? {
                Some(place) => at + 10 + table(place[9]) + 1,
                None => return lacking,
            },
            0 => return Ok(Wholeness::Lacking(Lack::Blank)),
            _ => return Ok(Wholeness::Lacking(Lack::Foreign)),
        };
        match after_sub_blocks(file, at)? {
            Some(next) => at = next,
            None => return lacking,
        }
    }
    lacking
}

/// Where sub-blocks, each a length and so many bytes, end with an empty one.
fn after_sub_blocks<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64) -> io::Result<Option<u64>> {
    let mut block = vec![0; 64 << 10];
    let mut at = from;
    loop {
        let filled = file.some(at, &mut block)?;
        if filled == 0 {
            return Ok(None);
        }
        let mut place = 0;
        while let Some(&length) = block[..filled].get(place) {
            place += 1 + usize::from(length);
            if length == 0 {
                return Ok(Some(at + place as u64));
            }
        }
        at += place as u64;
    }
}

/// The header names the size of the file; some programs leave it at zero.
pub(super) fn bmp<R: Read + Seek>(file: &Bytes<'_, R>, head: &[u8]) -> io::Result<Wholeness> {
    let Some(&[a, b, c, d]) = head.get(2..6) else {
        return Ok(Wholeness::Unknown);
    };
    let size = u64::from(u32::from_le_bytes([a, b, c, d]));
    Ok(match size {
        0 => Wholeness::Unknown,
        _ if size > file.length => file.beyond(size),
        _ => Wholeness::Whole,
    })
}
