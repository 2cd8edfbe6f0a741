//! RIFF: WebP, AVI, WAVE. One chunk around everything names its size; long AVI films have several of them (Microsoft,
//! "Multimedia Programming Interface and Data Specifications 1.0"; Matrox, "OpenDML AVI File Format Extensions").

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{BLANK, Bytes};
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

/// In the flags of a film's header: an index must follow the pictures.
const HAS_INDEX: u32 = 0x10;
/// Lists are followed this deep: the file's, the headers', a stream's.
const DEPTH: usize = 3;

/// Every outermost chunk is followed through its parts to the end.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let mut seen = Seen::default();
    let mut at = 0;
    while at < file.length() {
        let left = file.length() - at;
        if at > 0 && !file.near(at, 4)?.starts_with(b"RIFF") {
            if seen.end > at {
                return Ok(if file.is_blank(at, file.length(), BLANK)? {
                    Lack::Blank
                } else {
                    Lack::Foreign
                }
                .into());
            }
            // One byte may even out the length. Whatever follows is not the picture's or the film's.
            let blank = file.is_blank(at, file.length(), BLANK)?;
            return Ok(match (blank, seen.judged(file)?) {
                (true, Wholeness::Whole) if left > 1 => Wholeness::Unknown,
                (_, found) => found,
            });
        }
        let size = u32::from_le_bytes(file.exact(at + 4)?);
        if matches!(size, 0 | u32::MAX) {
            // It was written to where nobody could go back.
            return Ok(Wholeness::Unknown);
        }
        let end = at + 8 + u64::from(size);
        if end > file.length() {
            return Ok(file.beyond(end).into());
        }
        seen.is_film |= file.exact::<4>(at + 8)? == *b"AVI ";
        seen.chunks(file, at + 12, end, DEPTH)?;
        at = end;
    }
    seen.judged(file)
}

#[derive(Default)]
struct Seen {
    is_film: bool,
    needs_index: bool,
    index: bool,
    data: bool,
    /// Where the last part ends that an index over all outermost chunks names.
    end: u64,
    last: Option<Chunk>,
}

#[derive(Clone, Copy)]
struct Chunk {
    kind: [u8; 4],
    start: u64,
    end: u64,
}

impl Seen {
    /// Follows chunks from `start` to `end`, and the lists that lead to indexes down to `depth`.
    fn chunks<R: Read + Seek>(
        &mut self,
        file: &mut Bytes<'_, R>,
        start: u64,
        end: u64,
        depth: usize,
    ) -> Look<()> {
        let mut at = start;
        while at + 8 <= end {
            let [kind @ .., a, b, c, d] = file.exact::<8>(at)?;
            let [k0, k1, k2, k3, ..] = kind;
            let kind = [k0, k1, k2, k3];
            if kind == [0; 4] {
                return Err(Lack::Blank.into());
            }
            let chunk = Chunk {
                kind,
                start: at + 8,
                end: at + 8 + u64::from(u32::from_le_bytes([a, b, c, d])),
            };
            if chunk.end > end {
                return Err(Lack::Foreign.into());
            }
            match &kind {
                b"idx1" => self.index = true,
                b"avih" => {
                    let flags = u32::from_le_bytes(file.exact(chunk.start + 12)?);
                    self.needs_index |= flags & HAS_INDEX != 0;
                }
                b"indx" => self.note_indexes(file, chunk)?,
                b"LIST" => {
                    let list = file.exact::<4>(chunk.start)?;
                    self.data |= list == *b"movi";
                    if depth > 1 && matches!(&list, b"hdrl" | b"strl") {
                        self.chunks(file, chunk.start + 4, chunk.end, depth - 1)?;
                    }
                }
                _ => {}
            }
            self.last = Some(chunk);
            // Chunks begin at even places.
            at = chunk.end + chunk.end % 2;
        }
        Ok(())
    }

    /// An index of indexes names one for each outermost chunk: its place, its size, its time.
    fn note_indexes<R: Read + Seek>(&mut self, file: &mut Bytes<'_, R>, chunk: Chunk) -> Look<()> {
        let [_, _, _, kind, a, b, c, d] = file.exact::<8>(chunk.start)?;
        if kind != 0 {
            return Ok(());
        }
        let count = u64::from(u32::from_le_bytes([a, b, c, d]));
        let entries = chunk.start + 24;
        for entry in 0..count.min(chunk.end.saturating_sub(entries) / 16) {
            let place = u64::from_le_bytes(file.exact(entries + entry * 16)?);
            let size = u32::from_le_bytes(file.exact(entries + entry * 16 + 8)?);
            self.end = self.end.max(place.saturating_add(u64::from(size)));
        }
        Ok(())
    }

    fn judged<R: Read + Seek>(&self, file: &mut Bytes<'_, R>) -> Look<Wholeness> {
        let Some(last) = self.last else {
            return Ok(Lack::Part("data").into());
        };
        if self.is_film && !self.data {
            return Ok(Lack::Part("pictures").into());
        }
        if self.end > file.length() {
            return Ok(file.beyond(self.end).into());
        }
        if self.is_film && self.needs_index && !self.index && self.end == 0 {
            return Ok(Lack::Part("index").into());
        }
        match &last.kind {
            b"JUNK" => Ok(Wholeness::Whole),
            // An index ends with a size of four bytes, the highest of which are mostly zero.
            b"idx1" => file.ending(last.start, last.end, 4),
            b"LIST" if self.is_film => file.ending(last.start, last.end, 4),
            // Silence is zero.
            b"data" => Ok(match file.ending(last.start, last.end, 1)? {
                Wholeness::Lacking(Lack::Blank) => Wholeness::Unknown,
                found => found,
            }),
            _ => file.ending(last.start, last.end, 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::cuts::{Spared, look, no_cut, no_cut_but, no_cut_is_whole};
    use crate::intake::whole::{Lack, Wholeness};

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut bytes = [&kind[..], &(data.len() as u32).to_le_bytes(), data].concat();
        bytes.resize(bytes.len() + data.len() % 2, 0);
        bytes
    }

    fn riff(form: &[u8; 4], chunks: &[Vec<u8>]) -> Vec<u8> {
        chunk(b"RIFF", &[&form[..], &chunks.concat()].concat())
    }

    fn list(kind: &[u8; 4], chunks: &[Vec<u8>]) -> Vec<u8> {
        chunk(b"LIST", &[&kind[..], &chunks.concat()].concat())
    }

    fn header(flags: u32) -> Vec<u8> {
        chunk(b"avih", &[&[1; 12][..], &flags.to_le_bytes(), &[1; 40]].concat())
    }

    /// A film of two outermost chunks, whose index names the ends of both.
    fn long_film() -> Vec<u8> {
        let part = |kind: &[u8; 4]| {
            riff(
                kind,
                &[list(
                    b"movi",
                    &[chunk(b"00dc", &[7; 60]), chunk(b"ix00", &[7; 24])],
                )],
            )
        };
        let build = |places: [u64; 2]| {
            let mut index = b"\x04\0\0\0\x02\0\0\x0000dc\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
            for place in places {
                index.extend(place.to_le_bytes());
                index.extend(b"\x20\0\0\0\x09\0\0\0");
            }
            let headers = list(b"hdrl", &[header(0x10), list(b"strl", &[chunk(b"indx", &index)])]);
            let first = riff(
                b"AVI ",
                &[
                    headers,
                    list(b"movi", &[chunk(b"00dc", &[7; 60]), chunk(b"ix00", &[7; 24])]),
                ],
            );
            (first, part(b"AVIX"))
        };
        let (first, second) = build([0, 0]);
        let one = first.len() as u64;
        let (first, second) = build([one - 32, one + second.len() as u64 - 32]);
        [first, second].concat()
    }

    #[test]
    fn a_picture_ends_with_its_last_chunk() {
        no_cut_is_whole(&riff(b"WEBP", &[chunk(b"VP8L", &[7; 60])]));
        no_cut_is_whole(&riff(
            b"WEBP",
            &[chunk(b"VP8X", &[7; 10]), chunk(b"VP8 ", &[7; 60])],
        ));
        // The byte that evens out the length.
        no_cut_but(
            &riff(b"WEBP", &[chunk(b"VP8 ", &[7; 61])]),
            &Spared { short: 0, blank: 1 },
        );
    }

    #[test]
    fn a_film_ends_with_its_index() {
        let data = list(b"movi", &[chunk(b"00dc", &[7; 60])]);
        let index = chunk(b"idx1", &[7; 32]);
        // The highest bytes of the last size are mostly zero.
        let spared = Spared { short: 0, blank: 3 };
        let headers = list(b"hdrl", &[header(0x10)]);
        no_cut_but(&riff(b"AVI ", &[headers.clone(), data.clone(), index]), &spared);
        assert_eq!(
            look(&riff(b"AVI ", &[headers, data])),
            Wholeness::Lacking(Lack::Part("index"))
        );
    }

    #[test]
    fn a_long_film_ends_with_the_last_chunk_of_its_index() {
        no_cut_but(&long_film(), &Spared { short: 0, blank: 3 });
    }

    #[test]
    fn sound_may_end_in_silence_and_streams_have_no_size() {
        let silent = riff(b"WAVE", &[chunk(b"fmt ", &[1; 16]), chunk(b"data", &[0; 9000])]);
        no_cut(&silent, &Spared::default());
        assert_eq!(look(&silent), Wholeness::Unknown);
        assert_eq!(look(b"RIFF\0\0\0\0AVI LIST"), Wholeness::Unknown);
    }
}
