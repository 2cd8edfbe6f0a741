//! Walks a JPEG file marker by marker: is it whole, and what do its IPTC blocks say. Decoders forgive a missing half.

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
    segments.rest.windows(2).any(|pair| pair == [0xff, 0xd9])
}

/// The field's word for a kind of JPEG that no browser shows either; `None` for the kinds that everybody writes.
pub(crate) fn unusual(bytes: &[u8]) -> Option<&'static str> {
    let segments = Segments {
        rest: bytes.get(2..).unwrap_or_default(),
    };
    let mut headers = segments.take_while(|(marker, _)| *marker != 0xda);
    // Frame headers are C0 to CF without the tables C4, C8 and CC (ITU-T T.81, table B.1).
    let (marker, body) =
        headers.find(|(marker, _)| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc))?;
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
    let segments = Segments {
        rest: bytes.get(2..).unwrap_or_default(),
    };
    let headers = segments.take_while(|(marker, _)| *marker != 0xda);
    let photoshop = headers.filter(|(marker, _)| *marker == 0xed);
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
