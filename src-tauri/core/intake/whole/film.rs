//! The index of a film, as far as it says where the film ends (ISO/IEC 14496-12, 8.2 to 8.8).

use std::io::{Read, Seek};

use crate::intake::whole::boxes::{self, Next, Part};
use crate::intake::whole::bytes::{BLANK, Bytes};
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

/// Boxes between the index and the tables of its tracks.
const WAY: [&[u8; 4]; 4] = [b"trak", b"mdia", b"minf", b"stbl"];
/// Formats of samples in which zeros are silence or black (QuickTime File Format, 4; ISO/IEC 23003-5).
const PLAIN: [&[u8; 4]; 18] = [
    b"raw ", b"NONE", b"twos", b"sowt", b"in24", b"in32", b"fl32", b"fl64", b"lpcm", b"ipcm", b"fpcm",
    b"ulaw", b"alaw", b"2vuy", b"yuv2", b"v210", b"v308", b"v408",
];

/// What the index says.
#[derive(Debug, Default)]
pub(crate) struct Film {
    pub(crate) tracks: u64,
    /// The end of the first byte of the chunk that comes last in the file.
    pub(crate) last_chunk: Option<u64>,
    /// Some of its samples are not coded.
    pub(crate) plain: bool,
}

/// Reads the index of a film that begins at `start` in the file.
pub(crate) fn read<R: Read + Seek>(file: &mut Bytes<'_, R>, index: &Part, start: u64) -> Look<Film> {
    let mut film = Film::default();
    walk(file, &mut film, index.body, index.end, WAY.len())?;
    film.last_chunk = film.last_chunk.map(|place| start.saturating_add(place));
    Ok(film)
}

/// Follows boxes from `start` to `end`, and those that lead to tables down to `depth`.
fn walk<R: Read + Seek>(
    file: &mut Bytes<'_, R>,
    film: &mut Film,
    start: u64,
    end: u64,
    depth: usize,
) -> Look<()> {
    let mut at = start;
    // A list of user data may end with four zeros.
    while at + 8 <= end {
        let part = match boxes::next(file, at, end)? {
            Next::Part(part) => part,
            Next::Blank if file.is_blank(at + 4, end, BLANK)? => return Err(Lack::Blank.into()),
            Next::Blank | Next::Foreign => return Ok(()),
        };
        if part.end > end {
            return Ok(());
        }
        match &part.kind {
            b"trak" => film.tracks += 1,
            // An index that is compressed itself.
            b"cmov" => film.tracks += 1,
            b"stco" => film.chunks::<4, _>(file, &part)?,
            b"co64" => film.chunks::<8, _>(file, &part)?,
            b"stsd" => {
                let format = file.exact::<4>(part.body + 12)?;
                film.plain |= PLAIN.iter().any(|plain| **plain == format);
            }
            _ => {}
        }
        if depth > 0 && WAY.iter().any(|way| **way == part.kind) {
            walk(file, film, part.body, part.end, depth - 1)?;
        }
        at = part.end;
    }
    Ok(())
}

impl Film {
    /// Notes the last entry of a table of places, each `N` bytes wide. They mostly rise.
    fn chunks<const N: usize, R: Read + Seek>(&mut self, file: &mut Bytes<'_, R>, table: &Part) -> Look<()> {
        let count = u64::from(u32::from_be_bytes(file.exact(table.body + 4)?));
        let end = table.body + 8 + count * N as u64;
        if count > 0 && end <= table.end {
            let place = file.exact::<N>(end - N as u64)?;
            let place = place.iter().fold(0, |place, byte| place << 8 | u64::from(*byte));
            self.last_chunk = self.last_chunk.max(Some(place.saturating_add(1)));
        }
        Ok(())
    }
}

/// The index of fragments ends with its own size.
pub(crate) fn fragment_index<R: Read + Seek>(file: &mut Bytes<'_, R>, index: &Part) -> Look<Wholeness> {
    let size = u32::try_from(index.end.saturating_sub(index.body) + 8).unwrap_or(u32::MAX);
    let [_, _, _, _, kind @ .., _, _, _, _, a, b, c, d] = file.exact::<16>(index.end.saturating_sub(16))?;
    Ok(if kind == *b"mfro" && u32::from_be_bytes([a, b, c, d]) == size {
        Wholeness::Whole
    } else {
        Wholeness::Unknown
    })
}
