//! AVI films: what their headers say of picture and sound. Frames are never read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use crate::intake::reading::{FilmReading, Reading, Refusal};
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

/// Headers of a film with all its streams are some kilobytes.
const HEADERS_LIMIT: u64 = 1 << 20;

/// Reads the list of headers that every AVI file begins with.
pub(super) fn read(file: &mut File) -> Result<Reading, Refusal> {
    let headers = headers(file).map_err(|error| refusal(ProblemCode::FileUnreadable, "AVI", error))?;
    let damaged = || refusal(ProblemCode::FileDamaged, "AVI", "its headers are not complete");
    describe(&headers.ok_or_else(damaged)?).ok_or_else(damaged)?
}

/// The body of the list `hdrl`, which comes first.
fn headers(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    let mut start = [0; 24];
    file.seek(SeekFrom::Start(0))?;
    match file.read_exact(&mut start) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let size = u64::from(u32::from_le_bytes([start[16], start[17], start[18], start[19]]));
    if &start[12..16] != b"LIST" || &start[20..] != b"hdrl" || !(4..HEADERS_LIMIT).contains(&size) {
        return Ok(None);
    }
    let mut body = Vec::new();
    file.take(size - 4).read_to_end(&mut body)?;
    Ok((body.len() as u64 == size - 4).then_some(body))
}

/// `None` when a header is cut.
fn describe(headers: &[u8]) -> Option<Result<Reading, Refusal>> {
    let main = chunks(headers).find(|(name, _)| *name == b"avih")?.1;
    let streams = || {
        chunks(headers)
            .filter_map(|(name, body)| Some(body.strip_prefix(b"strl")?).filter(|_| name == b"LIST"))
    };
    let of_kind = |kind: &'static [u8; 4]| {
        streams().find_map(move |stream| {
            let header = chunks(stream).find(|(name, _)| *name == b"strh")?.1;
            let format = chunks(stream).find(|(name, _)| *name == b"strf")?.1;
            header.starts_with(kind).then_some((header, format))
        })
    };
    let sound = of_kind(b"auds");
    let Some((header, format)) = of_kind(b"vids") else {
        return Some(Err(refusal(
            ProblemCode::KindNotShown,
            "AVI",
            "no picture stream",
        )));
    };
    // What the decoder is told is written in the format; the handler in the header is only a hint.
    let code = format
        .get(16..20)
        .filter(|code| **code != [0; 4])
        .or_else(|| header.get(4..8))?;
    let height = i32::from_le_bytes(format.get(8..12)?.try_into().ok()?);
    // A picture's length in frames, and how long a frame lasts: scale over rate.
    let (scale, rate, frames) = (number(header, 20)?, number(header, 24)?, number(header, 32)?);
    let seconds = match (
        rate,
        f64::from(frames) * f64::from(scale) / f64::from(rate.max(1)),
    ) {
        (0, _) => f64::from(number(main, 16)?) * f64::from(number(main, 0)?) / 1e6,
        (_, seconds) => seconds,
    };
    Some(Ok(Reading::Film(FilmReading {
        container: "AVI".to_owned(),
        mime: "video/x-msvideo".to_owned(),
        width: number(format, 4)?.min(65_535),
        height: height.unsigned_abs().min(65_535),
        seconds,
        sound: sound.is_some(),
        codec: codec(code),
        ..FilmReading::default()
    })))
}

fn number(body: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(body.get(at..at + 4)?.try_into().ok()?))
}

/// The field's word for a four-letter code; the code itself where there is none.
fn codec(code: &[u8]) -> String {
    let letters = String::from_utf8_lossy(code)
        .trim_end_matches('\0')
        .to_ascii_uppercase();
    match letters.as_str() {
        "DIVX" | "DX50" | "XVID" | "FMP4" | "MP4V" | "MP4S" | "M4S2" | "3IVX" => "MPEG-4 Part 2",
        "DIV3" | "DIV4" | "MP43" | "MP42" | "MPG4" => "DivX 3",
        "H264" | "X264" | "AVC1" | "DAVC" => "H.264",
        "HEVC" | "H265" | "X265" | "HVC1" => "HEVC",
        "MJPG" | "AVRN" | "DMB1" => "Motion JPEG",
        "DVSD" | "DVHD" | "DV25" | "DV50" | "DVCP" => "DV",
        "MPEG" | "MPG1" => "MPEG-1",
        "MPG2" | "MP2V" => "MPEG-2",
        "CVID" => "Cinepak",
        "IV31" | "IV32" | "IV41" | "IV50" => "Indeo",
        "WMV1" | "WMV2" | "WMV3" | "WVC1" => "Windows Media Video",
        "VP80" => "VP8",
        "VP90" => "VP9",
        "AV01" => "AV1",
        _ if letters.chars().all(|letter| letter.is_ascii_alphanumeric()) => return letters,
        _ => "",
    }
    .to_owned()
}

/// The chunks of a list, with the kind of a list at the beginning of its body.
fn chunks(body: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = body;
    std::iter::from_fn(move || {
        let (name, after) = rest.split_first_chunk::<4>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let length = u32::from_le_bytes(*length) as usize;
        let chunk = after.get(..length)?;
        rest = after.get(length.saturating_add(length % 2)..).unwrap_or_default();
        Some((name, chunk))
    })
}
