//! MPEG transport streams, as cameras and receivers write them: which codecs they carry. Frames are never read.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crate::intake::reading::{FilmReading, Reading, Refusal};
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

/// Tables come round ten times a second; this is far more than one round.
const LOOKED_AT: u64 = 4 << 20;
/// Bytes of a packet without what a recorder puts around it.
const PACKET: usize = 188;

/// What a stream carries, by the number in the table of the programme (ISO/IEC 13818-1, table 2-34).
const PICTURES: [(u8, &str); 8] = [
    (0x01, "MPEG-1"),
    (0x02, "MPEG-2"),
    (0x10, "MPEG-4 Part 2"),
    (0x1b, "H.264"),
    (0x20, "H.264"),
    (0x24, "HEVC"),
    (0x33, "VVC"),
    (0xea, "VC-1"),
];
const SOUNDS: [u8; 10] = [0x03, 0x04, 0x0f, 0x11, 0x80, 0x81, 0x82, 0x83, 0x84, 0x87];

/// Reads the tables of the first programme, whose packets are `size` bytes long and begin at byte `first`.
pub(super) fn read(file: &mut File, size: u64, first: u64) -> Result<Reading, Refusal> {
    let bytes = begun(file).map_err(|error| refusal(ProblemCode::FileUnreadable, "MPEG-TS", error))?;
    let kinds = kinds(&bytes, size as usize, first as usize);
    let picture = PICTURES.iter().find(|(kind, _)| kinds.contains(kind));
    let sound = SOUNDS.iter().any(|kind| kinds.contains(kind));
    if picture.is_none() && sound {
        return Err(refusal(ProblemCode::KindNotShown, "MPEG-TS", "no picture stream"));
    }
    Ok(Reading::Film(FilmReading {
        container: "MPEG-TS".to_owned(),
        mime: "video/mp2t".to_owned(),
        // Without a table the screen's decoder finds out.
        sound: sound || kinds.is_empty(),
        codec: picture.map_or("", |(_, codec)| codec).to_owned(),
        ..FilmReading::default()
    }))
}

fn begun(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(LOOKED_AT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The kinds of streams of the first programme; empty when its table does not come or does not fit one packet.
fn kinds(bytes: &[u8], size: usize, first: usize) -> Vec<u8> {
    let mut programmes = BTreeSet::new();
    for packet in bytes.chunks_exact(size) {
        let Some((id, section)) = packet.get(first..first + PACKET).and_then(section) else {
            continue;
        };
        match section {
            // The list of programmes (2.4.4.4): four bytes each, behind eight and before a checksum.
            [0x00, ..] if id == 0 => {
                for programme in body(section, 8).unwrap_or_default().chunks_exact(4) {
                    let [number @ .., high, low] = programme else {
                        continue;
                    };
                    // Number 0 is the network's own.
                    if number != [0, 0] {
                        programmes.insert(u16::from_be_bytes([high & 0x1f, *low]));
                    }
                }
            }
            // The table of one programme (2.4.4.9).
            [0x02, ..] if programmes.contains(&id) => {
                if let Some(kinds) = streams(section) {
                    return kinds;
                }
            }
            _ => {}
        }
    }
    Vec::new()
}

/// The identifier of a packet, and the table that begins in it.
fn section(packet: &[u8]) -> Option<(u16, &[u8])> {
    let [0x47, high, low, control, rest @ ..] = packet else {
        return None;
    };
    let (begins, id) = (high & 0x40 != 0, u16::from_be_bytes([high & 0x1f, *low]));
    let payload = match control >> 4 & 3 {
        1 => rest,
        // Behind a field whose length stands before it.
        3 => rest.get(1 + usize::from(*rest.first()?)..)?,
        _ => return None,
    };
    let (pointer, payload) = payload.split_first()?;
    begins.then_some((id, payload.get(usize::from(*pointer)..)?))
}

/// What stands in a section from `from` on, without its checksum.
fn body(section: &[u8], from: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes([section.get(1)? & 0x0f, *section.get(2)?]));
    section.get(from..(3 + length).checked_sub(4)?)
}

fn streams(section: &[u8]) -> Option<Vec<u8>> {
    let rest = body(section, 10)?;
    let described = usize::from(u16::from_be_bytes([rest.first()? & 0x0f, *rest.get(1)?]));
    let mut rest = rest.get(2 + described..)?;
    let mut kinds = Vec::new();
    while let [kind, _, _, high, low, after @ ..] = rest {
        kinds.push(*kind);
        let described = usize::from(u16::from_be_bytes([high & 0x0f, *low]));
        rest = after.get(described..).unwrap_or_default();
    }
    Some(kinds)
}
