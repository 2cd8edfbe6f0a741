//! Walks a JPEG file marker by marker: is it whole, and what does it say of itself. Decoders forgive a missing half.

/// Whether the entropy-coded data of the first picture ends with an end marker.
///
/// Cameras append second pictures and their own data after it, so the end of the file proves nothing.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let mut segments = Segments {
        rest: bytes.get(2..).unwrap_or_default(),
    };
    if !segments.by_ref().any(|(marker, _)| marker == 0xda) {
        return false;
    }
    memchr::memmem::find(segments.rest, &[0xff, 0xd9]).is_some()
}

/// What stands before the pixels.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Header<'a> {
    /// Pixels, as they lie in the file; 0 where the file does not say.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Samples of each pixel.
    pub(crate) channels: u8,
    pub(crate) exif: Option<&'a [u8]>,
    pub(crate) xmp: Option<&'a [u8]>,
    /// The whole ICC profile; `None` also where parts of it are missing.
    pub(crate) profile: Option<Vec<u8>>,
}

/// Reads the header. A decoder would prepare its tables for the pixels as well, each time that it is asked something.
pub(crate) fn header(bytes: &[u8]) -> Header<'_> {
    let mut header = Header::default();
    let mut profile: Vec<(u8, u8, &[u8])> = Vec::new();
    for (marker, body) in headers(bytes) {
        if let (0xe1, Some(exif)) = (marker, body.strip_prefix(b"Exif\0\0")) {
            header.exif.get_or_insert(exif);
        } else if let (0xe1, Some(xmp)) = (marker, body.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0")) {
            header.xmp.get_or_insert(xmp);
        } else if let (0xe2, Some([number, count, part @ ..])) = (marker, body.strip_prefix(b"ICC_PROFILE\0"))
        {
            profile.push((*number, *count, part));
        } else if let (true, &[_, a, b, c, d, channels, ..]) = (is_frame(marker), body) {
            header.height = u16::from_be_bytes([a, b]).into();
            header.width = u16::from_be_bytes([c, d]).into();
            header.channels = channels;
        }
    }
    profile.sort_by_key(|(number, ..)| *number);
    let is_complete = (1..)
        .zip(&profile)
        .all(|(place, (number, count, _))| place == *number && usize::from(*count) == profile.len());
    if is_complete && !profile.is_empty() {
        header.profile = Some(profile.into_iter().flat_map(|(.., part)| part).copied().collect());
    }
    header
}

/// The field's word for a kind of JPEG that no browser shows either; `None` for the kinds that everybody writes.
pub(crate) fn unusual(bytes: &[u8]) -> Option<&'static str> {
    let (marker, body) = headers(bytes).find(|(marker, _)| is_frame(*marker))?;
    match (marker, body.first()) {
        (0xc3 | 0xc7 | 0xcb | 0xcf, _) => Some("lossless JPEG"),
        (_, Some(12)) => Some("12-bit JPEG"),
        (0xc5 | 0xc6 | 0xcd | 0xce, _) => Some("hierarchical JPEG"),
        (0xc9 | 0xca, _) => Some("arithmetic JPEG"),
        _ => None,
    }
}

/// The IPTC records of all Photoshop blocks, one after the other as they would stand in one block.
pub(crate) fn iptc(bytes: &[u8]) -> Vec<u8> {
    let photoshop = headers(bytes).filter(|(marker, _)| *marker == 0xed);
    // A long block goes on in the next segment, whose signature is repeated.
    let resources: Vec<u8> = photoshop
        .filter_map(|(_, body)| body.strip_prefix(b"Photoshop 3.0\0"))
        .flatten()
        .copied()
        .collect();
    let mut records = Vec::new();
    let mut rest = resources.as_slice();
    while let Some((id, body, after)) = resource(rest) {
        if id == 0x0404 {
            records.extend_from_slice(body);
        }
        rest = after;
    }
    records
}

/// Every segment before the pixels.
fn headers(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let segments = Segments {
        rest: bytes.get(2..).unwrap_or_default(),
    };
    segments.take_while(|(marker, _)| *marker != 0xda)
}

/// Frame headers are C0 to CF without the tables C4, C8 and CC (ITU-T T.81, table B.1).
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Segments<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.rest.iter().position(|byte| *byte == 0xff)?;
            let marker = *self.rest.get(start + 1)?;
            match marker {
                0xff => self.rest = &self.rest[start + 1..],
                0x00 | 0x01 | 0xd0..=0xd8 => self.rest = &self.rest[start + 2..],
                0xd9 => return None,
                _ => {
                    let length = self.rest.get(start + 2..start + 4)?;
                    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                    let body = self.rest.get(start + 4..start + 2 + length)?;
                    self.rest = &self.rest[start + 2 + length..];
                    return Some((marker, body));
                }
            }
        }
    }
}

/// Number, body and what follows of the first Photoshop resource.
fn resource(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let rest = bytes.strip_prefix(b"8BIM")?;
    let id = u16::from_be_bytes([*rest.first()?, *rest.get(1)?]);
    let name = usize::from(*rest.get(2)?);
    // Names and bodies are padded to even lengths; the name counts its length byte.
    let rest = rest.get(2 + (name + 2) / 2 * 2..)?;
    let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
    let body = rest.get(4..4usize.checked_add(length)?)?;
    let after = rest.get(4 + length + length % 2..).unwrap_or_default();
    Some((id, body, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    }

    fn file(segments: &[Vec<u8>]) -> Vec<u8> {
        let scan = segment(0xda, &[0; 6]);
        [&[0xff, 0xd8][..], &segments.concat(), &scan, &[1, 2, 0xff, 0xd9]].concat()
    }

    #[test]
    fn the_header_is_found_whatever_the_order_of_its_parts() {
        let frame = segment(0xc2, &[8, 0x03, 0x20, 0x06, 0x40, 3, 0, 0, 0]);
        let part =
            |number: u8, words: &[u8]| segment(0xe2, &[b"ICC_PROFILE\0", &[number, 2][..], words].concat());
        let bytes = file(&[
            part(2, b"file"),
            segment(0xe1, b"Exif\0\0II"),
            segment(0xc4, &[0; 20]),
            part(1, b"pro"),
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>"),
            segment(0xe1, b"Exif\0\0second"),
            frame,
        ]);
        let expected = Header {
            width: 1600,
            height: 800,
            channels: 3,
            exif: Some(b"II"),
            xmp: Some(b"<x>"),
            profile: Some(b"profile".to_vec()),
        };
        assert_eq!(header(&bytes), expected);
        assert!(is_whole(&bytes) && !is_whole(&bytes[..bytes.len() - 1]));
    }

    #[test]
    fn half_a_profile_is_none() {
        let half = segment(0xe2, b"ICC_PROFILE\0\x01\x02pro");
        assert_eq!(header(&file(std::slice::from_ref(&half))).profile, None);
        assert_eq!(header(&file(&[half.clone(), half])).profile, None);
        assert_eq!(header(b"\xff\xd8\xff"), Header::default());
    }
}
