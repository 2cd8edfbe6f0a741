//! Where a film of the MP4 family says by whom, with what and at which place it was made: no screen needs to know.

use crate::intake::reading::Veil;

/// Boxes of free description: what cameras, phones and editors write about a film (ISO/IEC 14496-12, QuickTime).
const PRIVATE: [&[u8; 4]; 3] = [b"udta", b"meta", b"uuid"];
/// More of them than any program writes.
const MOST: usize = 1000;

/// Whether a box of this name is one of description.
pub(super) fn is_private(name: [u8; 4]) -> bool {
    PRIVATE.contains(&&name)
}

/// The private boxes in `body`, that of a `moov` or `trak` box which begins at byte `at` of the file.
pub(super) fn find(body: &[u8], at: u64, veils: &mut Vec<Veil>) {
    let mut rest = body;
    while let Some(&[a, b, c, d, ref name @ ..]) = rest.first_chunk::<8>() {
        let size = match u32::from_be_bytes([a, b, c, d]) as usize {
            0 => rest.len(),
            size => size,
        };
        // A long size is not written by anybody for what is this small.
        let Some(inside) = rest.get(8..size) else { return };
        let start = at + (body.len() - rest.len()) as u64;
        if is_private(*name) && veils.len() < MOST {
            veils.push(Veil {
                name: start + 4,
                end: start + size as u64,
            });
        } else if name == b"trak" {
            find(inside, start + 8, veils);
        }
        rest = &rest[size..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).unwrap().to_be_bytes();
        [&size[..], name, body].concat()
    }

    #[test]
    fn descriptions_are_found_in_the_film_and_in_its_tracks() {
        let track = boxed(
            b"trak",
            &[boxed(b"tkhd", &[7; 5]), boxed(b"meta", b"who")].concat(),
        );
        let body = [
            boxed(b"mvhd", &[0; 9]),
            track,
            boxed(b"udta", b"where"),
            b"\0\0\0\x63half".to_vec(),
        ]
        .concat();
        let mut veils = Vec::new();
        find(&body, 1000, &mut veils);
        let mut file = [vec![1; 1000], body.clone()].concat();
        for veil in &veils {
            veil.draw(0, &mut file);
        }
        let hidden = String::from_utf8_lossy(&file);
        assert_eq!(veils.len(), 2);
        assert!(!hidden.contains("who") && !hidden.contains("where"), "{hidden}");
        assert!(!hidden.contains("meta") && hidden.contains("tkhd"), "{hidden}");
        assert_eq!(hidden.matches("free").count(), 2);
        assert!(hidden.ends_with("half"));
    }
}
