//! BMP: the header says how many rows of which width follow (Microsoft, "Bitmap Storage").

use std::io::{Read, Seek};

use crate::intake::whole::bytes::Bytes;
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

/// Pixels as they are, in rows; other values of the header's field mean coded ones.
const PLAIN: [u32; 3] = [0, 3, 6];

/// `BM` alone could begin any text.
pub(crate) fn begins(head: &[u8]) -> bool {
    head.starts_with(b"BM") && matches!(le32(head, 14), Some(12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
}

/// The pixels must be inside the file, and a colour profile after them. The size that the header gives for the whole
/// file is wrong in many files, so being shorter than that is only a doubt.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>, head: &[u8]) -> Look<Wholeness> {
    let Some(rows) = rows(head) else {
        return Ok(Lack::Part("header").into());
    };
    let profile = profile(head);
    let end = profile.map_or(rows.end, |(_, end)| end.max(rows.end));
    if end > file.length() {
        return Ok(file.beyond(end).into());
    }
    if le32(head, 2).is_some_and(|size| u64::from(size) > file.length()) {
        return Ok(Wholeness::Unknown);
    }
    let ending = match profile {
        Some((start, end)) if end > rows.end => file.ending(start, end, 1)?,
        _ => file.ending(rows.start, rows.end - rows.padding, rows.grain)?,
    };
    // Black is zero: a blank end may be the upper edge of a night.
    Ok(match ending {
        Wholeness::Lacking(Lack::Blank) => Wholeness::Unknown,
        ending => ending,
    })
}

/// Where the pixels lie.
struct Rows {
    start: u64,
    end: u64,
    /// Bytes after the last pixel.
    padding: u64,
    /// Last bytes that are not all zero unless the last pixel is black.
    grain: u64,
}

fn rows(head: &[u8]) -> Option<Rows> {
    let start = u64::from(le32(head, 10)?);
    let old = le32(head, 14)? == 12;
    let (width, height, depth) = if old {
        (
            u64::from(le16(head, 18)?),
            u64::from(le16(head, 20)?),
            le16(head, 24)?,
        )
    } else {
        let height = le32(head, 22)?.cast_signed().unsigned_abs();
        (u64::from(le32(head, 18)?), u64::from(height), le16(head, 28)?)
    };
    if width == 0 || height == 0 || depth == 0 {
        return None;
    }
    let coding = if old { 0 } else { le32(head, 30)? };
    if !PLAIN.contains(&coding) {
        let size = u64::from(le32(head, 34)?);
        return Some(Rows {
            start,
            end: start + size,
            padding: 0,
            grain: 1,
        });
    }
    let bits = width.saturating_mul(u64::from(depth));
    let row = bits.div_ceil(32).saturating_mul(4);
    Some(Rows {
        start,
        end: start.saturating_add(row.saturating_mul(height)),
        padding: row - bits.div_ceil(8).min(row),
        // The fourth byte of a pixel is mostly not used.
        grain: if depth == 32 { 4 } else { 1 },
    })
}

/// Where the colour profile of the newest kind of header lies.
fn profile(head: &[u8]) -> Option<(u64, u64)> {
    let start = 14 + u64::from(le32(head, 126)?);
    let size = u64::from(le32(head, 130)?);
    (le32(head, 14)? == 124 && size > 0).then_some((start, start + size))
}

fn le16(head: &[u8], at: usize) -> Option<u16> {
    head.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn le32(head: &[u8], at: usize) -> Option<u32> {
    head.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::Wholeness;
    use crate::intake::whole::cuts::{Spared, look, no_cut_but, no_cut_is_whole};

    fn bmp(width: i32, height: i32, depth: u16, pixels: &[u8]) -> Vec<u8> {
        let mut bytes = b"BM".to_vec();
        bytes.extend((54 + pixels.len() as u32).to_le_bytes());
        bytes.extend([0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]);
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend([1, 0]);
        bytes.extend(depth.to_le_bytes());
        bytes.extend([0; 24]);
        bytes.extend(pixels);
        bytes
    }

    #[test]
    fn a_picture_has_all_its_rows() {
        no_cut_is_whole(&bmp(4, 3, 24, &[7; 36]));
        no_cut_but(&bmp(8, -2, 32, &[7; 64]), &Spared { short: 0, blank: 3 });
    }

    #[test]
    fn padding_of_rows_is_not_taken_for_blank() {
        // Three bytes of a pixel and one that is always zero.
        let bytes = bmp(1, 2, 24, &[7, 7, 7, 0, 7, 7, 7, 0]);
        assert_eq!(look(&bytes), Wholeness::Whole);
    }

    #[test]
    fn a_black_edge_is_left_to_quiet_time() {
        let bytes = bmp(40, 80, 24, &[vec![7; 120 * 20], vec![0; 120 * 60]].concat());
        assert_eq!(look(&bytes), Wholeness::Unknown);
    }

    #[test]
    fn sizes_that_lie_do_not_overflow() {
        assert_ne!(look(&bmp(-1, i32::MIN, 0xffff, &[7; 9])), Wholeness::Whole);
    }
}
