//! Photos as cameras and phones write them, cut.

use crate::intake::whole::cuts::{Spared, look, no_cut_but, no_cut_is_whole};
use crate::intake::whole::{Lack, Wholeness};

/// A photo with a preview in its header, restart marks and stuffed bytes; `headers` come first.
fn photo(headers: &[u8]) -> Vec<u8> {
    let mut bytes = b"\xff\xd8".to_vec();
    bytes.extend(headers);
    bytes.extend(b"\xff\xe1\0\x10Exif\0\0\xff\xd8\xff\xda\xff\xd9..");
    bytes.extend(b"\xff\xdb\0\x06\x01\x02\x03\x04\xff\xff\xc0\0\x05\x08\x01\x01");
    bytes.extend(scan(1));
    bytes.extend(b"\xff\xd9");
    bytes
}

fn scan(seed: u8) -> Vec<u8> {
    let mut bytes = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0".to_vec();
    bytes.extend((0..90).map(|byte: u8| byte.wrapping_mul(seed) | 1));
    bytes.extend(b"\xff\0\x11\xff\xd0\x22\xff\xd1\x33\xff\0");
    bytes
}

/// An index of further pictures at these places, counted from the index, and of these sizes.
fn index_of(pictures: &[(u32, u32)]) -> Vec<u8> {
    let mut bytes = b"MPF\0II*\0\x08\0\0\0\x01\0\x02\xb0\x07\0".to_vec();
    bytes.extend((pictures.len() as u32 * 16).to_le_bytes());
    bytes.extend(b"\x1a\0\0\0\0\0\0\0");
    for (offset, size) in pictures {
        bytes.extend([0; 4]);
        bytes.extend(size.to_le_bytes());
        bytes.extend(offset.to_le_bytes());
        bytes.extend([0; 4]);
    }
    segment(0xe2, &bytes)
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    [&[0xff, marker][..], &(data.len() as u16 + 2).to_be_bytes(), data].concat()
}

fn film() -> Vec<u8> {
    [
        &b"\0\0\0\x0cftypisom"[..],
        b"\0\0\0\x10moov\0\0\0\x08trak",
        b"\0\0\0\x10mdatsamples!",
    ]
    .concat()
}

#[test]
fn a_photo_ends_with_its_mark() {
    no_cut_is_whole(&photo(&[]));
    let mut progressive = photo(&[]);
    progressive.truncate(progressive.len() - 2);
    for seed in 2..5 {
        progressive.extend(b"\xff\xc4\0\x05\x01\x02\x03");
        progressive.extend(scan(seed));
    }
    progressive.extend(b"\xff\xd9");
    no_cut_is_whole(&progressive);
}

#[test]
fn padding_after_the_end_does_no_harm_but_reserved_space_leaves_a_doubt() {
    let padding = Spared {
        short: 4000,
        blank: 4000,
    };
    no_cut_but(&[photo(&[]), vec![0; 4000]].concat(), &padding);
    assert_eq!(look(&[photo(&[]), vec![0; 64 << 10]].concat()), Wholeness::Whole);
    assert_eq!(
        look(&[photo(&[]), vec![0; 65 << 10]].concat()),
        Wholeness::Unknown
    );
}

#[test]
fn a_photo_in_reserved_space_is_lacking() {
    let whole = photo(&[]);
    let half = [&whole[..whole.len() / 2], &[0; 100_000]].concat();
    assert_eq!(look(&half), Wholeness::Lacking(Lack::Blank));
    let headers = [&whole[..14], &[0; 100_000]].concat();
    assert!(matches!(look(&headers), Wholeness::Lacking(_)));
}

#[test]
fn announced_pictures_must_be_there() {
    let second = photo(&[]);
    let first = |place: u32| photo(&index_of(&[(0, 9), (place, second.len() as u32)]));
    // The index begins eight bytes after the start of the image and its own marker, length and name.
    let place = first(0).len() as u32 - 10;
    let whole = [first(place), second.clone()].concat();
    no_cut_is_whole(&whole);
    // The first of them, when a program has dropped the second and kept the index.
    assert_eq!(look(&first(place)), Wholeness::Unknown);
}

#[test]
fn appended_films_and_gain_maps_must_be_there() {
    let film = film();
    for name in ["Item:Length", "GCamera:MicroVideoOffset"] {
        let text = format!("http://ns.adobe.com/xap/1.0/\0<x {name}=\"{}\"/>", film.len());
        let whole = [photo(&segment(0xe1, text.as_bytes())), film.clone()].concat();
        no_cut_is_whole(&whole);
    }
}

#[test]
fn of_what_is_not_announced_only_the_beginning_can_go_unnoticed() {
    let first = photo(&[]);
    for appended in [film(), photo(&[]), b"Samsung's own\0\0SEFT".to_vec()] {
        let whole = [first.clone(), appended.clone()].concat();
        assert_eq!(look(&whole), Wholeness::Whole);
        for cut in (0..whole.len()).filter(|cut| *cut != first.len()) {
            let found = look(&whole[..cut]);
            // The preview of a second photo has an end mark too, and the first photo is whole.
            let preview = cut > first.len() && whole[..cut].ends_with(b"\xff\xd9");
            // A film begins with zeros, as padding does.
            let padding = whole[first.len().min(cut)..cut].iter().all(|byte| *byte == 0) && cut > first.len();
            assert!(found != Wholeness::Whole || preview || padding, "cut at {cut}");
        }
    }
}

#[test]
fn what_cannot_be_named_is_left_to_quiet_time() {
    assert_eq!(
        look(&[&photo(&[])[..], b"some words"].concat()),
        Wholeness::Unknown
    );
}
