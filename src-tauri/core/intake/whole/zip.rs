//! ZIP, and so EPUB and office documents: the directory stands at the end (PKWARE, APPNOTE.TXT, 4.3).

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{Bytes, last_position};
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

const RECORD: &[u8] = b"PK\x05\x06";
const RECORD_SIZE: usize = 22;
/// The last record and the longest comment after it.
const TAIL: usize = RECORD_SIZE + 65_535;
/// The pointer to the last record of long archives, right before the one of short ones.
const LOCATOR_SIZE: u64 = 20;

/// The last record must name a directory that ends right before it.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let (from, tail) = file.tail(TAIL)?;
    let mut before = tail.len();
    while let Some(at) = last_position(tail.get(..before).unwrap_or_default(), RECORD) {
        if let Some(record) = tail.get(at..).and_then(<[u8]>::first_chunk::<RECORD_SIZE>) {
            return judged(file, from + at as u64, record);
        }
        before = at + RECORD.len() - 1;
    }
    Ok(Lack::Part("directory").into())
}

fn judged<R: Read + Seek>(file: &mut Bytes<'_, R>, at: u64, record: &[u8; RECORD_SIZE]) -> Look<Wholeness> {
    let [
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        _,
        e0,
        e1,
        s0,
        s1,
        s2,
        s3,
        o0,
        o1,
        o2,
        o3,
        c0,
        c1,
    ] = *record;
    let (entries, size) = (u16::from_le_bytes([e0, e1]), u32::from_le_bytes([s0, s1, s2, s3]));
    let offset = u32::from_le_bytes([o0, o1, o2, o3]);
    let end = at + RECORD_SIZE as u64 + u64::from(u16::from_le_bytes([c0, c1]));
    if end > file.length() {
        return Ok(file.beyond(end).into());
    }
    let is_long = entries == u16::MAX || size == u32::MAX || offset == u32::MAX;
    let long = if is_long { long_record(file, at)? } else { None };
    let (place, long_size, long_offset) = long.unwrap_or((at, u64::from(size), u64::from(offset)));
    let is_same = |short: u32, long: u64| short == u32::MAX || u64::from(short) == long;
    let agrees = is_same(size, long_size) && is_same(offset, long_offset);
    let comment = at + RECORD_SIZE as u64;
    let is_closed = end == file.length() && (end == comment || !file.is_blank(comment, end, 1)?);
    let (size, offset) = (long_size, long_offset);
    if entries == 0 && size == 0 && at == 0 {
        return Ok(if is_closed {
            Wholeness::Whole
        } else {
            Wholeness::Unknown
        });
    }
    let is_there = size > 0 && file.near(offset, 4)?.starts_with(b"PK\x01\x02");
    Ok(
        if is_there && agrees && is_closed && offset.checked_add(size) == Some(place) {
            Wholeness::Whole
        } else if is_there || size > 0 && shifted(file, place, size)? {
            // Programs that unpack themselves come before the first file, and rubbish after the last record.
            Wholeness::Unknown
        } else {
            Lack::Part("directory").into()
        },
    )
}

/// Whether a directory of this size stands before `place`, wherever it should be.
fn shifted<R: Read + Seek>(file: &mut Bytes<'_, R>, place: u64, size: u64) -> Look<bool> {
    match place.checked_sub(size) {
        Some(start) => Ok(file.near(start, 4)?.starts_with(b"PK\x01\x02")),
        None => Ok(false),
    }
}

/// The place of the last record of a long archive, and the size and the place of the directory.
fn long_record<R: Read + Seek>(file: &mut Bytes<'_, R>, at: u64) -> Look<Option<(u64, u64, u64)>> {
    let Some(locator) = at.checked_sub(LOCATOR_SIZE) else {
        return Ok(None);
    };
    if file.exact::<4>(locator)? != *b"PK\x06\x07" {
        return Ok(None);
    }
    let place = u64::from_le_bytes(file.exact(locator + 8)?);
    if place >= locator || file.exact::<4>(place)? != *b"PK\x06\x06" {
        return Err(Lack::Part("directory").into());
    }
    let size = u64::from_le_bytes(file.exact(place + 40)?);
    let offset = u64::from_le_bytes(file.exact(place + 48)?);
    Ok(Some((place, size, offset)))
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::cuts::{look, no_cut_is_whole};
    use crate::intake::whole::{Lack, Wholeness};

    fn archive(long: bool, comment: &[u8]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04 a file and its bytes".to_vec();
        let offset = bytes.len() as u64;
        bytes.extend(b"PK\x01\x02 its entry in the directory");
        let size = bytes.len() as u64 - offset;
        let record = bytes.len() as u64;
        if long {
            bytes.extend(b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0");
            bytes.extend([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
            bytes.extend(size.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
            bytes.extend(b"PK\x06\x07\0\0\0\0");
            bytes.extend(record.to_le_bytes());
            bytes.extend(b"\x01\0\0\0");
        }
        bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        let narrow = |value: u64| if long { u32::MAX } else { value as u32 };
        bytes.extend(narrow(size).to_le_bytes());
        bytes.extend(narrow(offset).to_le_bytes());
        bytes.extend((comment.len() as u16).to_le_bytes());
        bytes.extend(comment);
        bytes
    }

    #[test]
    fn an_archive_ends_with_its_directory() {
        for long in [false, true] {
            no_cut_is_whole(&archive(long, b""));
            no_cut_is_whole(&archive(long, b"a comment"));
        }
    }

    #[test]
    fn an_archive_in_an_archive_is_not_its_end() {
        let inner = archive(false, b"");
        let begun = [b"PK\x03\x04 inner.zip ", &inner[..]].concat();
        assert_eq!(look(&begun), Wholeness::Unknown);
    }

    #[test]
    fn an_empty_archive_is_only_a_record() {
        let empty = [&b"PK\x05\x06"[..], &[0; 18]].concat();
        assert_eq!(look(&empty), Wholeness::Whole);
        assert_eq!(look(&empty[..21]), Wholeness::Lacking(Lack::Part("directory")));
    }
}
