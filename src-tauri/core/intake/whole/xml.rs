//! SVG and other XML: the tag that was opened first must be closed (W3C, "Extensible Markup Language 1.0", 2.1).

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{BLANK, Bytes, first_position};
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

const UNCLOSED: Lack = Lack::Part("closing tag");

/// Text that says that it is XML, or a drawing that does not.
pub(crate) fn begins(head: &[u8]) -> bool {
    let text = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let is_drawing = text.starts_with(b"<!") && first_position(text, b"<svg").is_some();
    text.starts_with(b"<?xml") || text.starts_with(b"<svg") || is_drawing
}

/// Tags are counted from front to back: a drawing may contain drawings, so the last closing tag alone proves nothing.
pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>) -> Look<Wholeness> {
    let mut depth = 0_u64;
    let mut at = 0;
    loop {
        let Some(tag) = file.find(at, b'<')? else {
            let blank = file.is_blank(0, file.length(), BLANK)?;
            return Ok(if blank { Lack::Blank } else { UNCLOSED }.into());
        };
        let start: [u8; 4] = match file.near(tag, 4)?.first_chunk() {
            Some(start) => *start,
            None => return Ok(UNCLOSED.into()),
        };
        let step = match &start {
            b"<!--" => (file.find_end(tag + 4, b"-->")?, 0),
            b"<![C" => (file.find_end(tag, b"]]>")?, 0),
            [b'<', b'?', ..] => (file.find_end(tag, b"?>")?, 0),
            [b'<', b'!', ..] => (declaration_end(file, tag + 2)?, 0),
            [b'<', b'/', ..] => (file.find_end(tag, b">")?, -1),
            _ => match tag_end(file, tag + 1, b">")? {
                Some(end) => (Some(end.at), i64::from(end.before != b'/')),
                None => (None, 0),
            },
        };
        let (Some(end), change) = step else {
            return Ok(UNCLOSED.into());
        };
        let is_tag = !matches!(&start, [b'<', b'!' | b'?', ..]);
        depth = depth.saturating_add_signed(change);
        if is_tag && depth == 0 {
            return after_root(file, end);
        }
        at = end;
    }
}

/// What ends a tag.
struct TagEnd {
    /// Behind its last character.
    at: u64,
    /// The last character and the one before it.
    last: u8,
    before: u8,
}

/// Where a tag ends, or the declarations inside it begin. Its values are quoted and may contain anything.
fn tag_end<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64, ends: &[u8]) -> Look<Option<TagEnd>> {
    let mut at = from;
    let mut quote = None;
    let mut before = 0;
    loop {
        let near = file.near(at, 1)?;
        if near.is_empty() {
            return Ok(None);
        }
        for (index, last) in near.iter().copied().enumerate() {
            match (quote, last) {
                (Some(open), _) if open == last => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(last),
                (None, _) if ends.contains(&last) => {
                    let at = at + index as u64 + 1;
                    return Ok(Some(TagEnd { at, last, before }));
                }
                (None, _) => {}
            }
            before = last;
        }
        at += near.len() as u64;
    }
}

/// Where a document type ends, which may contain declarations of its own in brackets.
fn declaration_end<R: Read + Seek>(file: &mut Bytes<'_, R>, from: u64) -> Look<Option<u64>> {
    let end = tag_end(file, from, b"[>")?;
    match end {
        Some(end) if end.last == b'[' => match file.find_end(end.at, b"]")? {
            Some(closed) => file.find_end(closed, b">"),
            None => Ok(None),
        },
        end => Ok(end.map(|end| end.at)),
    }
}

/// After the root only white space may come.
fn after_root<R: Read + Seek>(file: &mut Bytes<'_, R>, end: u64) -> Look<Wholeness> {
    let rest = file.near(end, BLANK as usize)?;
    let is_all = rest.len() as u64 >= file.length().saturating_sub(end);
    let rest = file.near(end, BLANK as usize)?;
    Ok(if is_all && rest.iter().all(u8::is_ascii_whitespace) {
        Wholeness::Whole
    } else {
        Wholeness::Unknown
    })
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::cuts::{Spared, look, no_cut_but, no_cut_is_whole};
    use crate::intake::whole::{Lack, Wholeness};

    #[test]
    fn a_drawing_ends_with_the_tag_that_was_opened_first() {
        no_cut_is_whole(br#"<svg xmlns="http://www.w3.org/2000/svg"><svg><rect/></svg><g a='>'><path d="/"></path></g></svg>"#);
        no_cut_is_whole(
            b"\xef\xbb\xbf<?xml version=\"1.0\"?><!-- </svg> --><svg><![CDATA[</svg>]]><svg/></svg >",
        );
        no_cut_is_whole(b"<svg/>");
        no_cut_is_whole(b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a \"<b>\">]><x:svg><y/></x:svg>");
    }

    #[test]
    fn white_space_after_the_end_may_be_missing() {
        no_cut_but(b"<svg><g></g></svg>\r\n\n", &Spared { short: 3, blank: 0 });
    }

    #[test]
    fn a_comment_after_the_end_is_left_to_quiet_time() {
        assert_eq!(look(b"<svg></svg><!-- made by"), Wholeness::Unknown);
    }

    #[test]
    fn a_drawing_in_reserved_space_is_lacking() {
        let half = [&b"<svg><g>"[..], &[0; 5000]].concat();
        assert_eq!(look(&half), Wholeness::Lacking(Lack::Blank));
    }
}
