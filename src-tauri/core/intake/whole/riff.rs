//! RIFF, the container of WebP, AVI and WAV: one chunk that names its size, long films several.

use std::io::{self, Read, Seek};

use super::{Bytes, Lack, STEPS, Wholeness};

pub(super) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    if file.length < 12 {
        return Ok(file.beyond(12));
    }
    let mut at = 0;
    for _ in 0..STEPS {
        let Some([tag @ .., a, b, c, d]) = file.exact::<8>(at)? else {
            break;
        };
        if tag != *b"RIFF" {
            break;
        }
        let size = u64::from(u32::from_le_bytes([a, b, c, d]));
        // Recorders that are still running, or never were stopped, have not filled the size in.
        if size == 0 || size == u64::from(u32::MAX) {
            return Ok(Wholeness::Unknown);
        }
        let end = at + 8 + size;
        if end > file.length {
            return Ok(file.beyond(end));
        }
        if file.is_blank_before(at + 8, end)? {
            return Ok(Wholeness::Lacking(Lack::Blank));
        }
        at = end + size % 2;
    }
    Ok(Wholeness::Whole)
}
