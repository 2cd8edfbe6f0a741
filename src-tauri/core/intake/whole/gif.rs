//! GIF: blocks up to the trailer (GIF89a specification, 17 to 27).

use std::io::{Read, Seek};

use crate::intake::whole::bytes::Bytes;
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

const IMAGE: u8 = 0x2c;
const EXTENSION: u8 = 0x21;
const TRAILER: u8 = 0x3b;

/// Blocks are followed up to the trailer; whatever comes after it is not the picture's.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let [.., packed, _, _] = file.exact::<13>(0)?;
    let mut at = 13 + colours(packed);
    let mut images = 0_u64;
    loop {
        if at == file.length() && images > 0 {
            // Some programs leave the trailer out.
            return Ok(Wholeness::Unknown);
        }
        let [introducer] = file.exact::<1>(at)?;
        at = match introducer {
            EXTENSION => past_blocks(file, at + 2)?,
            IMAGE => {
                let [.., packed] = file.exact::<10>(at)?;
                images += 1;
                past_blocks(file, at + 10 + colours(packed) + 1)?
            }
            TRAILER if images > 0 => return Ok(Wholeness::Whole),
            TRAILER => return Ok(Lack::Part("picture").into()),
            0 => return Ok(Lack::Blank.into()),
            _ if images > 0 => return Ok(Wholeness::Unknown),
            _ => return Ok(Lack::Foreign.into()),
        };
    }
}

/// The size in bytes of the colour table that follows a descriptor with these flags.
fn colours(packed: u8) -> u64 {
    match packed & 0x80 {
        0 => 0,
        _ => 3 << ((packed & 7) + 1),
    }
}

/// Where data ends that is cut in blocks of at most 255 bytes, the last of which is empty.
fn past_blocks<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64) -> Look<u64> {
    let mut at = from;
    loop {
        let [size] = file.exact::<1>(at)?;
        at += 1 + u64::from(size);
        if size == 0 {
            return Ok(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::Wholeness;
    use crate::intake::whole::cuts::{look, no_cut_is_whole};

    fn gif(frames: usize) -> Vec<u8> {
        let mut bytes = b"GIF89a\x02\0\x02\0\x80\0\0\xff\xff\xff\0\0\x01".to_vec();
        for _ in 0..frames {
            bytes.extend(b"\x21\xf9\x04\0\x0a\0\0\0");
            bytes.extend(b"\x2c\0\0\0\0\x02\0\x02\0\x81\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c");
            bytes.extend(b"\x02\x03\x44\x34\x05\x02\x31\x32\0");
        }
        bytes.push(0x3b);
        bytes
    }

    #[test]
    fn a_picture_ends_with_its_trailer() {
        no_cut_is_whole(&gif(1));
        no_cut_is_whole(&gif(3));
    }

    #[test]
    fn a_picture_without_a_trailer_is_left_to_quiet_time() {
        let bytes = gif(2);
        assert_eq!(look(&bytes[..bytes.len() - 1]), Wholeness::Unknown);
    }
}
