//! What MP4 and Matroska films say of their pictures beyond size and codec: whether they are brighter than a screen, and
//! how they are turned.

use std::io::{self, Read, Seek, SeekFrom};

/// Track tables are some kilobytes; fonts and covers lie elsewhere.
const TABLE_LIMIT: u64 = 4 << 20;
/// Elements of a film that are looked at before its tracks; live recordings have thousands after them.
const ELEMENTS: usize = 4096;

/// The transfer of the first picture track of an MP4 film (ISO/IEC 14496-12, 12.1.5): `moov` without its header.
pub(super) fn mp4_transfer(moov: &[u8]) -> Option<u64> {
    boxes(moov)
        .filter(|(name, _)| *name == b"trak")
        .find_map(|(_, trak)| {
            let media = inside(trak, b"mdia")?;
            if inside(media, b"hdlr")?.get(8..12)? != b"vide" {
                return None;
            }
            let tables = inside(inside(media, b"minf")?, b"stbl")?;
            let (entry, body) = boxes(inside(tables, b"stsd")?.get(8..)?).next()?;
            // The fields of a picture's entry come before the boxes in it.
            let colours = boxes(body.get(78..)?).filter(|(name, _)| *name == b"colr");
            let transfer = colours
                .filter_map(|(_, colour)| {
                    colour
                        .strip_prefix(b"nclx")
                        .or_else(|| colour.strip_prefix(b"nclc"))
                })
                .find_map(|numbers| {
                    Some(u64::from(u16::from_be_bytes([
                        *numbers.get(2)?,
                        *numbers.get(3)?,
                    ])))
                });
            // Dolby Vision that stands alone is always PQ.
            transfer.or_else(|| matches!(entry, b"dvh1" | b"dvhe" | b"dav1").then_some(16))
        })
}

fn inside<'a>(body: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(body)
        .find(|(name, _)| *name == wanted)
        .map(|(_, body)| body)
}

fn boxes(body: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = body;
    std::iter::from_fn(move || {
        let (size, after) = rest.split_first_chunk::<4>()?;
        let (name, _) = after.split_first_chunk::<4>()?;
        let size = match u32::from_be_bytes(*size) {
            0 => rest.len(),
            size => size as usize,
        };
        let body = rest.get(8..size)?;
        rest = &rest[size..];
        Some((name, body))
    })
}

/// What the first picture track of a Matroska film says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Picture {
    /// Transfer of light (ITU-T H.273).
    pub(super) transfer: Option<u64>,
    /// Turned by a quarter, to one side or the other.
    pub(super) turned: bool,
}

/// Looks into the tracks of a Matroska film (RFC 9559, 5.1.4.1).
pub(super) fn matroska(file: &mut (impl Read + Seek)) -> io::Result<Picture> {
    let tracks = tracks(file)?;
    let pictures = elements(&tracks).filter(|(id, _)| *id == 0xae);
    let video = pictures.filter_map(|(_, track)| find(track, 0xe0)).next();
    let Some(video) = video else {
        return Ok(Picture::default());
    };
    let roll = find(video, 0x7670)
        .and_then(|projection| find(projection, 0x7675))
        .map_or(0.0, float);
    Ok(Picture {
        transfer: find(video, 0x55b0)
            .and_then(|colour| find(colour, 0x55ba))
            .map(number),
        turned: (roll.abs() - 90.0).abs() < 1.0,
    })
}

/// The body of the table of tracks; empty where there is none before pictures of unknown length.
fn tracks(file: &mut (impl Read + Seek)) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    let mut at = file.seek(SeekFrom::Start(0))?;
    for _ in 0..ELEMENTS {
        file.seek(SeekFrom::Start(at))?;
        let mut head = Vec::new();
        file.by_ref().take(12).read_to_end(&mut head)?;
        let Some((id, size, length)) = head_of(&head) else {
            break;
        };
        match (id, size) {
            (0x1853_8067, _) => at += length,
            (0x1654_ae6b, Some(size)) => {
                file.seek(SeekFrom::Start(at + length))?;
                file.take(size.min(TABLE_LIMIT)).read_to_end(&mut body)?;
                break;
            }
            (_, Some(size)) => at = at.saturating_add(length).saturating_add(size),
            (_, None) => break,
        }
    }
    Ok(body)
}

/// Identifier, size where it is known, and length of the head itself.
fn head_of(bytes: &[u8]) -> Option<(u32, Option<u64>, u64)> {
    let id_length = bytes.first()?.leading_zeros() as usize + 1;
    let id = bytes.get(..id_length).filter(|_| id_length <= 4)?;
    let id = id.iter().fold(0, |id, byte| id << 8 | u32::from(*byte));
    let first = *bytes.get(id_length)?;
    let more = first.leading_zeros() as usize;
    if more > 7 {
        return None;
    }
    let rest = bytes.get(id_length + 1..id_length + 1 + more)?;
    let size = rest.iter().fold(u64::from(first) & (0x7f >> more), |size, byte| {
        size << 8 | u64::from(*byte)
    });
    let unknown = size == (1 << (7 * (more + 1))) - 1;
    Some((id, (!unknown).then_some(size), (id_length + 1 + more) as u64))
}

fn elements(body: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    let mut rest = body;
    std::iter::from_fn(move || {
        let (id, size, length) = head_of(rest)?;
        let (start, size) = (length as usize, usize::try_from(size?).ok()?);
        let body = rest.get(start..start.checked_add(size)?)?;
        rest = &rest[start + size..];
        Some((id, body))
    })
}

fn find(body: &[u8], wanted: u32) -> Option<&[u8]> {
    elements(body).find(|(id, _)| *id == wanted).map(|(_, body)| body)
}

fn number(body: &[u8]) -> u64 {
    body.iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn float(body: &[u8]) -> f64 {
    match *body {
        [a, b, c, d] => f64::from(f32::from_be_bytes([a, b, c, d])),
        [a, b, c, d, e, f, g, h] => f64::from_be_bytes([a, b, c, d, e, f, g, h]),
        _ => 0.0,
    }
}
