//! Matroska and WebM: a header, then one segment that names its size, unless it was streamed (RFC 8794, RFC 9559).

use std::io::{self, Read, Seek};

use super::{Bytes, Lack, Wholeness};

const SEGMENT: [u8; 4] = [0x18, 0x53, 0x80, 0x67];

pub(super) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    let Some((Some(size), width)) = number(file, 4)? else {
        return Ok(Wholeness::Lacking(Lack::Part("segment")));
    };
    let segment = (4 + width).saturating_add(size);
    if segment > file.length {
        return Ok(file.beyond(segment));
    }
    match file.exact::<4>(segment)? {
        Some(SEGMENT) => {}
        Some([0, ..]) => return Ok(Wholeness::Lacking(Lack::Blank)),
        // Padding may come first; whoever plays it finds the segment.
        Some(_) => return Ok(Wholeness::Unknown),
        None => return Ok(Wholeness::Lacking(Lack::Part("segment"))),
    }
    let Some((size, width)) = number(file, segment + 4)? else {
        return Ok(Wholeness::Lacking(Lack::Part("segment")));
    };
    let Some(size) = size else {
        return Ok(Wholeness::Unknown);
    };
    let start = segment + 4 + width;
    let end = start.saturating_add(size);
    if end > file.length {
        return Ok(file.beyond(end));
    }
    Ok(if file.is_blank_before(start, end)? {
        Wholeness::Lacking(Lack::Blank)
    } else {
        Wholeness::Whole
    })
}

/// A number of variable width at `at` and its width in bytes; all ones mean "not known", here an inner `None`.
fn number<R: Read + Seek>(file: &mut Bytes<'_, R>, at: u64) -> io::Result<Option<(Option<u64>, u64)>> {
    let mut bytes = [0; 8];
    let filled = file.some(at, &mut bytes)?;
    let width = bytes[0].leading_zeros() as usize + 1;
    if width > 8 || filled < width {
        return Ok(None);
    }
    let value = bytes[..width]
        .iter()
        .fold(0, |value, byte| value << 8 | u64::from(*byte));
    let most = (1_u64 << (7 * width)) - 1;
    let value = value & most;
    Ok(Some(((value != most).then_some(value), width as u64)))
}
