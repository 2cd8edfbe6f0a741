//! PDF: the cross-reference is found from the end (ISO 32000-2, 7.5.5).
//!
//! A file made for the web has such an end after its first page too, and names its true length at its beginning
//! (Annex F). A changed file has the end of every earlier state.

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{BLANK, Bytes, digits, first_position, last_position};
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

/// The end is looked for in so many last bytes: mail gateways and printers append more than the 1024 that the first
/// readers allowed.
const TAIL: usize = 64 << 10;
/// The header and the parameters of a file made for the web stand in so many first bytes.
const FIRST: usize = 1024;
const END: &[u8] = b"%%EOF";
/// The cross-reference begins with one of these, or with the number of an object.
const TABLE: &[u8] = b"xref";
/// Words of a state that has been begun after an end.
const BEGUN: [&[u8]; 4] = [b" obj", b"xref", b"stream", b"trailer"];

/// Where the header stands: mail programs and old printers put lines before it.
pub(crate) fn header(head: &[u8]) -> Option<u64> {
    let head = head.get(..FIRST + 5).unwrap_or(head);
    first_position(head, b"%PDF-").map(|at| at as u64)
}

/// There must be an end mark, the way to the cross-reference before it, and nothing but white space after it.
pub(crate) fn wholeness<R: Read + Seek>(
    file: &mut Bytes<'_, R>,
    head: &[u8],
    header: u64,
) -> Look<Wholeness> {
    if let Some(length) = web_length(head).filter(|length| *length > file.length()) {
        return Ok(file.beyond(length).into());
    }
    if file.length() >= BLANK && file.is_blank(0, file.length(), BLANK)? {
        return Ok(Lack::Blank.into());
    }
    let (_, tail) = file.tail(TAIL)?;
    let Some(mark) = last_position(&tail, END) else {
        return Ok(Lack::Part("end of the document").into());
    };
    let before = tail.get(..mark).unwrap_or_default();
    let after = tail.get(mark + END.len()..).unwrap_or_default();
    if BEGUN.iter().any(|word| first_position(after, word).is_some()) {
        return Ok(Lack::Part("end of the document").into());
    }
    let way = last_position(before, b"startxref")
        .and_then(|at| before.get(at + 9..))
        .and_then(digits);
    let Some(way) = way else {
        return Ok(Wholeness::Unknown);
    };
    Ok(
        if leads_to_table(file, header, way)? && after.iter().all(u8::is_ascii_whitespace) {
            Wholeness::Whole
        } else {
            // Readers find the objects without a table; whatever else is appended may be rubbish or a change on its way.
            Wholeness::Unknown
        },
    )
}

/// Places are counted from the header, or from the beginning of the file.
fn leads_to_table<R: Read + Seek>(file: &mut Bytes<'_, R>, header: u64, way: u64) -> Look<bool> {
    for origin in [header, 0] {
        let place = file.copy(origin.saturating_add(way), 32)?;
        let place = place.trim_ascii_start();
        let number = place.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_object = number > 0 && first_position(place, b" obj").is_some();
        if place.starts_with(TABLE) || is_object {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The length that the parameters of a file made for the web name.
fn web_length(head: &[u8]) -> Option<u64> {
    let head = head.get(..2 * FIRST).unwrap_or(head);
    let start = first_position(head, b"/Linearized")?;
    let parameters = head.get(start..)?;
    let parameters = parameters.get(..first_position(parameters, b">>").unwrap_or(parameters.len()))?;
    let mut rest = head
        .get(..start)
        .and_then(|before| last_position(before, b"<<"))
        .and_then(|at| head.get(at..start + parameters.len()))?;
    while let Some(at) = first_position(rest, b"/L") {
        rest = rest.get(at + 2..)?;
        if rest
            .first()
            .is_some_and(|byte| byte.is_ascii_whitespace() || byte.is_ascii_digit())
        {
            return digits(rest);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::cuts::{Spared, look, no_cut_but, no_cut_is_whole};
    use crate::intake::whole::{Lack, Wholeness};

    const OBJECTS: &str =
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Count 0 >>\nendobj\n";

    fn end(place: usize) -> String {
        format!("xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n{place}\n%%EOF\n")
    }

    fn document() -> Vec<u8> {
        let body = format!("%PDF-1.4\n{OBJECTS}");
        (body.clone() + &end(body.len())).into_bytes()
    }

    /// The first page with its own end, then the others, then the way back to the first table.
    fn web_document() -> Vec<u8> {
        let build = |length: usize| {
            let first =
                format!("%PDF-1.4\n9 0 obj\n<< /Linearized 1 /L {length:>5} /H [ 1 2 ] /N 2 >>\nendobj\n");
            let place = first.len();
            let mut text = first + &end(0);
            text.push_str(OBJECTS);
            let table = text.len();
            text.push_str("xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n");
            assert!(table > place);
            text + &format!("{place}\n%%EOF\n")
        };
        build(build(0).len()).into_bytes()
    }

    #[test]
    fn a_document_ends_with_its_mark() {
        // The end of its last line.
        no_cut_but(&document(), &Spared { short: 1, blank: 0 });
    }

    #[test]
    fn the_first_end_of_a_document_made_for_the_web_does_not_count() {
        no_cut_is_whole(&web_document());
    }

    #[test]
    fn of_a_changed_document_an_earlier_state_is_whole() {
        let first = document();
        let body = [&first[..], b"3 0 obj\n<< /Changed true >>\nendobj\n"].concat();
        let whole = [&body[..], end(body.len()).as_bytes()].concat();
        assert_eq!(look(&whole), Wholeness::Whole);
        for cut in (0..whole.len() - 1).filter(|cut| *cut != first.len() && *cut != first.len() - 1) {
            assert_ne!(look(&whole[..cut]), Wholeness::Whole, "cut at {cut}");
            let mut blank = whole.clone();
            blank[cut..].fill(0);
            assert_ne!(look(&blank), Wholeness::Whole, "blank from {cut}");
        }
    }

    #[test]
    fn a_document_in_reserved_space_is_lacking() {
        assert_eq!(
            look(&[document(), vec![0; 5000]].concat()),
            Wholeness::Lacking(Lack::Blank)
        );
    }

    #[test]
    fn rubbish_before_and_after_a_document_does_no_harm() {
        let before = [b"Content-Type: pdf\r\n\r\n", &document()[..]].concat();
        assert_eq!(look(&before), Wholeness::Whole);
        let after = [&document()[..], b"<!-- sent by a gateway -->"].concat();
        assert_eq!(look(&after), Wholeness::Unknown);
    }

    #[test]
    fn a_way_that_leads_nowhere_is_left_to_the_reader() {
        let body = format!("%PDF-1.4\n{OBJECTS}");
        assert_eq!(look((body + &end(3)).as_bytes()), Wholeness::Unknown);
        let far = format!("%PDF-1.4\n{OBJECTS}{}", end(usize::MAX));
        assert_eq!(look(far.as_bytes()), Wholeness::Unknown);
    }
}
