//! JPEG: from marker to marker to the end of the picture (ITU-T T.81, Annex B).
//!
//! Phones and cameras append second pictures, gain maps, short films or zeros. The first picture is the one that is
//! shown: where it is all there and what follows it is not, time may decide.

use std::io::{Read, Seek};

use crate::intake::whole::announced::Announced;
use crate::intake::whole::boxes;
use crate::intake::whole::bytes::{Bytes, position};
use crate::intake::whole::stop::{Look, Stop};
use crate::intake::whole::{Lack, Wholeness};

const START_OF_IMAGE: u8 = 0xd8;
const END_OF_IMAGE: u8 = 0xd9;
const START_OF_SCAN: u8 = 0xda;
/// Cameras fill the last cluster of their card with zeros; more than this is a copy in progress.
const PADDING: usize = 64 << 10;
/// The last word of the directory that Samsung's phones append.
const APPENDED_DIRECTORY: &[u8] = b"SEFT";

/// The end mark is looked for where it mostly is, at the end. Where it is not, the coded data is read.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let mut announced = Announced::default();
    let Some(data) = first_scan(file, 2, Some(&mut announced))? else {
        return Ok(Lack::Part("picture").into());
    };
    // Coded data cannot contain an end mark, so this one is of this picture or of one behind it.
    let last = last_mark(file)?.filter(|end| *end > data && *end >= announced.end);
    if last.is_some() && announced.behind == 0 {
        return Ok(Wholeness::Whole);
    }
    let end = match end_of_image(file, data) {
        Err(Stop::Found(Wholeness::Lacking(lack))) => {
            let blank = file.ending(data, file.length(), 1)? == Lack::Blank.into();
            return Ok(if blank { Lack::Blank } else { lack }.into());
        }
        end => end?,
    };
    let announced = announced.end.max(end.saturating_add(announced.behind));
    Ok(
        if announced <= file.length() && rest_is_whole(file, end, announced)? {
            Wholeness::Whole
        } else {
            Wholeness::Unknown
        },
    )
}

/// Where the first coded data begins; `None` for a picture without any.
fn first_scan<R: Read + Seek>(
    file: &mut Bytes<'_, R>,
    from: u64,
    mut announced: Option<&mut Announced>,
) -> Look<Option<u64>> {
    let mut at = from;
    loop {
        let (place, marker) = next_marker(file, at)?;
        at = match marker {
            END_OF_IMAGE => return Ok(None),
            START_OF_SCAN => return past_segment(file, place).map(Some),
            _ => past_segment(file, place)?,
        };
        if let Some(announced) = announced.as_deref_mut() {
            announced.note(file, marker, place + 4, at)?;
        }
    }
}

/// Where the picture ends whose coded data begins at `from`.
fn end_of_image<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64) -> Look<u64> {
    let mut at = from;
    loop {
        let (place, marker) = next_marker(file, at)?;
        if marker == END_OF_IMAGE {
            return Ok(place + 2);
        }
        at = past_segment(file, place)?;
    }
}

/// The next marker that is not part of coded data, and its place. Readers skip whatever comes before one.
fn next_marker<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64) -> Look<(u64, u8)> {
    let mut at = from;
    loop {
        let near = file.near(at, 2)?;
        let Some(skip) = position(near, 0xff) else {
            if near.is_empty() {
                return Err(Lack::Part("end of the picture").into());
            }
            at += near.len() as u64;
            continue;
        };
        let place = at + skip as u64;
        match near.get(skip + 1).copied() {
            Some(marker @ 0xc0..=0xfe) if !matches!(marker, 0xd0..=START_OF_IMAGE) => {
                return Ok((place, marker));
            }
            Some(0xff) => at = place + 1,
            Some(_) => at = place + 2,
            None if place + 1 >= file.length() => return Err(Lack::Part("end of the picture").into()),
            None => at = place,
        }
    }
}

/// Where the segment ends whose marker is at `place`.
fn past_segment<R: Read + Seek>(file: &mut Bytes<'_, R>, place: u64) -> Look<u64> {
    let length = u64::from(u16::from_be_bytes(file.exact(place + 2)?));
    if length < 2 {
        return Err(Lack::Foreign.into());
    }
    let end = place + 2 + length;
    if end > file.length() {
        return Err(file.beyond(end).into());
    }
    Ok(end)
}

/// Where the end mark ends that comes last but for padding.
fn last_mark<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Option<u64>> {
    let (start, tail) = file.tail(PADDING + 2)?;
    let last = tail.iter().rposition(|byte| *byte != 0).unwrap_or_default() + 1;
    let is_mark = tail
        .get(..last)
        .is_some_and(|tail| tail.ends_with(&[0xff, END_OF_IMAGE]));
    Ok(is_mark.then_some(start + last as u64))
}

/// Whether what was appended from `from` on is all there: further pictures, a film, nothing. Padding may come after what
/// was announced to end at `announced`.
fn rest_is_whole<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64, announced: u64) -> Look<bool> {
    let mut at = from;
    let whole = loop {
        let near = file.near(at, 8)?;
        if near.is_empty() {
            return Ok(true);
        }
        if near.starts_with(&[0xff, START_OF_IMAGE, 0xff]) {
            let next = first_scan(file, at + 2, None).and_then(|data| match data {
                Some(data) => end_of_image(file, data),
                None => Err(Lack::Part("picture").into()),
            });
            match next {
                Ok(end) => at = end,
                Err(Stop::Found(_)) => break false,
                Err(error) => return Err(error),
            }
        } else if boxes::begins(near) {
            break boxes::wholeness(file, at)? == Wholeness::Whole;
        } else {
            let most = PADDING as u64;
            break at >= announced && file.length() - at <= most && file.is_blank(at, file.length(), most)?;
        }
    };
    let (_, tail) = file.tail(APPENDED_DIRECTORY.len())?;
    Ok(whole || tail == APPENDED_DIRECTORY)
}

#[cfg(test)]
#[path = "jpeg_tests.rs"]
mod tests;
