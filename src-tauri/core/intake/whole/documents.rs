//! PDF, ZIP (EPUB and office documents) and SVG: what matters most stands at the end.

use std::io::{self, Read, Seek};

use super::{Bytes, Lack, Wholeness};

/// The end of a PDF is looked for in so many last bytes: mail gateways and printers append a little.
const PDF_TAIL: u64 = 64 << 10;
/// The end record of a ZIP file and the longest comment after it.
const ZIP_TAIL: u64 = 22 + 65_535;
/// The closing tag of a drawing is looked for in so many last bytes.
const SVG_TAIL: u64 = 4096;

/// An end mark with a way to the cross-reference before it (ISO 32000-2, 7.5.5). A file made for the web has such an end
/// after its first page too, and names its true length at its beginning (Annex F).
pub(super) fn pdf<R: Read + Seek>(file: &mut Bytes<'_, R>, head: &[u8]) -> io::Result<Wholeness> {
    if let Some(length) = linearized_length(head)
        && length > file.length
    {
        return Ok(file.beyond(length));
    }
    let (from, tail) = file.tail(PDF_TAIL)?;
    let lacking = Ok(Wholeness::Lacking(Lack::Part("end of the document")));
    let Some(mark) = memchr::memmem::rfind(&tail, b"%%EOF") else {
        return lacking;
    };
    let before = &tail[..mark];
    let Some(way) = memchr::memmem::rfind(before, b"startxref") else {
        return lacking;
    };
    let Some(place) = digits(&before[way + 9..]) else {
        return lacking;
    };
    if place >= from + way as u64 {
        return Ok(Wholeness::Lacking(Lack::Foreign));
    }
    let after = &tail[mark + 5..];
    // Something follows: the next revision, not all there yet, or rubbish. Whoever reads it finds out.
    Ok(
        if after.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            Wholeness::Whole
        } else {
            Wholeness::Unknown
        },
    )
}

/// The value of `/L` in the parameters of a file made for the web.
fn linearized_length(head: &[u8]) -> Option<u64> {
    let head = &head[..head.len().min(1024)];
    let start = memchr::memmem::find(head, b"/Linearized")?;
    let parameters = &head[start..];
    let parameters = &parameters[..memchr::memmem::find(parameters, b">>").unwrap_or(parameters.len())];
    let key = memchr::memmem::find(parameters, b"/L ").map(|at| at + 2);
    digits(&parameters[key?..])
}

/// The whole number that comes first, after white space.
fn digits(bytes: &[u8]) -> Option<u64> {
    let bytes = bytes.trim_ascii_start();
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..length]).ok()?.parse().ok()
}

/// The end record must be there, and the directory before it (APPNOTE.TXT, 4.3.16).
pub(super) fn zip<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    let (from, tail) = file.tail(ZIP_TAIL)?;
    let record =
        memchr::memmem::rfind(&tail, b"PK\x05\x06").and_then(|at| Some((at, tail.get(at..at + 22)?)));
    let Some((at, record)) = record else {
        return Ok(Wholeness::Lacking(Lack::Part("directory")));
    };
    let word = |at: usize| u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]);
    let (size, offset) = (word(12), word(16));
    // Numbers that do not fit are kept elsewhere, right before this record.
    if size == u32::MAX || offset == u32::MAX {
        return Ok(Wholeness::Whole);
    }
    let entries = u16::from_le_bytes([record[10], record[11]]);
    let alone = entries == 0 && from + at as u64 == 0;
    let begins = file.exact::<4>(u64::from(offset))? == Some(*b"PK\x01\x02") && size > 0;
    let fits = u64::from(size) + u64::from(offset) <= from + at as u64;
    Ok(if alone || begins && fits {
        Wholeness::Whole
    } else {
        Wholeness::Lacking(Lack::Part("directory"))
    })
}

pub(super) fn is_svg(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    text.trim_ascii_start().starts_with(b"<") && memchr::memmem::find(text, b"<svg").is_some()
}

/// The root must be closed. After it only comments and white space may come.
pub(super) fn svg<R: Read + Seek>(file: &mut Bytes<'_, R>) -> io::Result<Wholeness> {
    let (_, tail) = file.tail(SVG_TAIL)?;
    let closed = memchr::memmem::rfind(&tail, b"</").is_some_and(|at| {
        let name = tail[at + 2..]
            .split(|byte| *byte == b'>')
            .next()
            .unwrap_or_default();
        let name = name.trim_ascii_end();
        name == b"svg" || name.ends_with(b":svg")
    });
    Ok(if closed {
        Wholeness::Whole
    } else {
        Wholeness::Lacking(Lack::Part("end of the drawing"))
    })
}
