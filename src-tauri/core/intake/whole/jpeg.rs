//! JPEG: from marker to marker to the end of the first picture (ITU-T T.81, Annex B).
//!
//! Phones and cameras append second pictures, depth maps and short films; the first picture is the one that is shown.

use std::io::{self, Read, Seek};

use super::{Bytes, Lack, STEPS, Wholeness};

const END_OF_IMAGE: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;

pub(super) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    let mut at = 2;
    for _ in 0..STEPS {
        let Some([mark, marker, high, low]) = file.exact::<4>(at)? else {
            return last_marker(file, at);
        };
        match marker {
            _ if mark != 0xff => return Ok(Wholeness::Lacking(Lack::Foreign)),
            // Any number of fill bytes may come before a marker.
            0xff => at += 1,
            END_OF_IMAGE => return Ok(Wholeness::Whole),
            0x01 | 0xd0..=0xd7 => at += 2,
            _ => {
                let length = u64::from(u16::from_be_bytes([high, low]));
                if length < 2 {
                    return Ok(Wholeness::Lacking(Lack::Foreign));
                }
                at += 2 + length;
                if marker == START_OF_SCAN {
                    match scan_end(file, at)? {
                        Some(next) => at = next,
                        None => return Ok(Wholeness::Lacking(Lack::Part("end of the picture"))),
                    }
                }
            }
        }
        if at > file.length {
            return Ok(file.beyond(at));
        }
    }
    Ok(Wholeness::Lacking(Lack::Foreign))
}

/// The end marker may be the very last two bytes.
fn last_marker<R: Read + Seek>(file: &mut Bytes<'_, R>, at: u64) -> io::Result<Wholeness> {
    Ok(match file.exact::<2>(at)? {
        Some([0xff, END_OF_IMAGE]) => Wholeness::Whole,
        _ => Wholeness::Lacking(Lack::Part("end of the picture")),
    })
}

/// Where the next marker after coded data stands; stuffed zeros and restart markers are part of the data.
fn scan_end<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64) -> io::Result<Option<u64>> {
    let mut block = vec![0; 256 << 10];
    let mut at = from;
    loop {
        let filled = file.some(at, &mut block)?;
        let data = &block[..filled];
        for place in memchr::memchr_iter(0xff, data) {
            match data.get(place + 1) {
                Some(0x00 | 0xff | 0xd0..=0xd7) => {}
                Some(_) => return Ok(Some(at + place as u64)),
                None => {}
            }
        }
        if filled < 2 {
            return Ok(None);
        }
        // One byte again: a mark may stand at the very end of a block.
        at += filled as u64 - 1;
    }
}
