//! Matroska and WebM: a header and a segment that names its size, unless it was streamed (RFC 8794, RFC 9559).

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{BLANK, Bytes};
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const VOID: u32 = 0xec;

/// A segment of a known size is followed from element to element to find blank space; a streamed one block by block,
/// and nothing says whether another would follow.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let mut at = 0;
    let mut end = None;
    let mut is_streamed = false;
    let mut last = None;
    while at < file.length() {
        let is_behind = end.is_some_and(|end| at >= end);
        let Some(element) = Element::at(file, at)? else {
            // Whatever is behind the segment is not the film's.
            let blank = file.is_blank(at, (at + BLANK).min(file.length()), BLANK)?;
            return Ok(match (is_behind, blank) {
                (true, false) => ending(file, last)?,
                (false, true) => Lack::Blank.into(),
                _ => Wholeness::Unknown,
            });
        };
        let known = element.size.map(|size| element.body.saturating_add(size));
        if let Some(end) = known.filter(|end| *end > file.length()) {
            return Ok(if is_behind {
                Wholeness::Unknown
            } else {
                file.beyond(end).into()
            });
        }
        at = match (element.id, known) {
            (SEGMENT, known) => {
                end = known;
                is_streamed |= known.is_none();
                element.body
            }
            (CLUSTER, None) => {
                is_streamed = true;
                element.body
            }
            (_, None) => return Ok(Wholeness::Unknown),
            (id, Some(end)) => {
                last = (id != VOID).then_some((element.body, end));
                end
            }
        };
    }
    match end {
        _ if is_streamed => Ok(Wholeness::Unknown),
        Some(_) => ending(file, last),
        None => Ok(Lack::Part("segment").into()),
    }
}

/// What the last element says; padding says nothing.
fn ending<R: Read + Seek>(file: &mut Bytes<'_, R>, last: Option<(u64, u64)>) -> Look<Wholeness> {
    last.map_or(Ok(Wholeness::Whole), |(start, end)| file.ending(start, end, 1))
}

struct Element {
    id: u32,
    body: u64,
    /// `None` where all bits are ones: until the next element of this kind.
    size: Option<u64>,
}

impl Element {
    /// The element at `at`; `None` where none can begin.
    fn at<R: Read + Seek>(file: &mut Bytes<'_, R>, at: u64) -> Look<Option<Self>> {
        let [first] = file.exact::<1>(at)?;
        let id_width = u64::from(first.leading_zeros()) + 1;
        if id_width > 4 {
            return Ok(None);
        }
        let id = number(file, at, id_width)?;
        let [first] = file.exact::<1>(at + id_width)?;
        let width = u64::from(first.leading_zeros()) + 1;
        if width > 8 {
            return Ok(None);
        }
        let most = (1_u64 << (7 * width)) - 1;
        let size = number(file, at + id_width, width)? & most;
        Ok(Some(Self {
            id: u32::try_from(id).unwrap_or_default(),
            body: at + id_width + width,
            size: (size != most).then_some(size),
        }))
    }
}

/// A number of `width` bytes, at most 8, with the bit that marks its width.
fn number<R: Read + Seek>(file: &mut Bytes<'_, R>, at: u64, width: u64) -> Look<u64> {
    let bytes = file.near(at, width as usize)?;
    let Some(bytes) = bytes.get(..width as usize) else {
        return Err(file.beyond(at + width).into());
    };
    Ok(bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::cuts::{Spared, look, no_cut, no_cut_is_whole};
    use crate::intake::whole::{Lack, Wholeness};

    const HEADER: &[u8] = b"\x1a\x45\xdf\xa3\x84webm";

    fn element(id: &[u8], data: &[u8]) -> Vec<u8> {
        [id, &[0x40 | (data.len() >> 8) as u8, data.len() as u8], data].concat()
    }

    fn clusters(count: usize) -> Vec<u8> {
        let block = element(b"\xa3", &[7; 40]);
        element(b"\x1f\x43\xb6\x75", &[element(b"\xe7", &[5]), block].concat()).repeat(count)
    }

    fn film(parts: &[Vec<u8>]) -> Vec<u8> {
        [HEADER.to_vec(), element(b"\x18\x53\x80\x67", &parts.concat())].concat()
    }

    fn index() -> Vec<u8> {
        element(b"\x1c\x53\xbb\x6b", &[9; 30])
    }

    #[test]
    fn a_film_is_as_long_as_its_segment() {
        no_cut_is_whole(&film(&[clusters(3), index()]));
        no_cut_is_whole(&film(&[index(), clusters(3)]));
        let padding = element(b"\xec", &[0; 50]);
        assert_eq!(look(&film(&[clusters(1), padding])), Wholeness::Whole);
    }

    #[test]
    fn a_film_in_reserved_space_is_lacking() {
        let mut bytes = film(&[clusters(9), index()]);
        let middle = bytes.len() / 2;
        bytes[middle..].fill(0);
        assert_eq!(look(&bytes), Wholeness::Lacking(Lack::Blank));
    }

    #[test]
    fn a_stream_may_always_go_on_but_not_within_a_block() {
        let mut stream = [HEADER, b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff"].concat();
        stream.extend(b"\x1f\x43\xb6\x75\xff\xe7\x81\x05");
        stream.extend(element(b"\xa3", &[7; 40]));
        assert_eq!(look(&stream), Wholeness::Unknown);
        no_cut(&stream, &Spared::default());
        assert_eq!(
            look(&stream[..60]),
            Wholeness::Lacking(Lack::Bytes { missing: 12 })
        );
    }
}
