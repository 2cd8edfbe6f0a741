//! PNG and APNG: chunks up to the last one (PNG specification, third edition, 5.3).

use std::io::{Read, Seek};

use crate::intake::whole::bytes::Bytes;
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

/// The last chunk is empty, so its checksum is always the same.
const END: [u8; 12] = *b"\0\0\0\0IEND\xae\x42\x60\x82";

/// Chunks are followed up to `IEND`; whatever comes after it is not the picture's.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let mut at = 8;
    loop {
        let [a, b, c, d, kind @ ..] = file.exact::<8>(at)?;
        if kind == *b"IEND" {
            return Ok(match file.exact::<12>(at)? {
                END => Wholeness::Whole,
                _ => Lack::Part("end of the picture").into(),
            });
        }
        if [a, b, c, d] == [0; 4] && kind == [0; 4] {
            return Ok(Lack::Blank.into());
        }
        if !kind.iter().all(u8::is_ascii_alphabetic) {
            return Ok(Lack::Foreign.into());
        }
        at += 12 + u64::from(u32::from_be_bytes([a, b, c, d]));
        if at > file.length() {
            return Ok(file.beyond(at).into());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::cuts::{look, no_cut_is_whole};
    use crate::intake::whole::{Lack, Wholeness};

    /// Chunks with checksums of zero: they are not looked at.
    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, data) in chunks {
            bytes.extend((data.len() as u32).to_be_bytes());
            bytes.extend(*kind);
            bytes.extend(*data);
            bytes.extend([0; 4]);
        }
        bytes.extend(super::END);
        bytes
    }

    #[test]
    fn a_picture_ends_with_its_last_chunk() {
        no_cut_is_whole(&png(&[(b"IHDR", &[1; 13]), (b"IDAT", &[7; 300])]));
        let animated = [
            (b"IHDR", &[1; 13][..]),
            (b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
            (b"fcTL", &[2; 26]),
            (b"IDAT", &[7; 90]),
            (b"fcTL", &[3; 26]),
            (b"fdAT", &[7; 90]),
        ];
        no_cut_is_whole(&png(&animated));
    }

    #[test]
    fn something_after_the_end_does_no_harm() {
        let picture = png(&[(b"IDAT", &[7; 30])]);
        assert_eq!(look(&[&picture[..], &[0; 90]].concat()), Wholeness::Whole);
        assert_eq!(look(&[&picture[..], b"rest"].concat()), Wholeness::Whole);
    }

    #[test]
    fn chunks_without_names_are_not_followed() {
        let named = png(&[(b"I\x01AT", &[7; 30])]);
        assert_eq!(look(&named), Wholeness::Lacking(Lack::Foreign));
    }
}
