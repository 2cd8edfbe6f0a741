//! Films and pictures in boxes, cut.

use crate::intake::whole::cuts::{Spared, look, no_cut, no_cut_is_whole};
use crate::intake::whole::{Lack, Wholeness};

fn part(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32 + 8).to_be_bytes()[..], kind, data].concat()
}

fn wide_part(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let size = (data.len() as u64 + 16).to_be_bytes();
    [&[0, 0, 0, 1][..], kind, &size, data].concat()
}

fn brand(brand: &[u8; 4]) -> Vec<u8> {
    part(b"ftyp", &[&brand[..], &[0; 4]].concat())
}

/// An index of one track in this format whose last chunk is at `place`.
fn index(format: &[u8; 4], place: u32) -> Vec<u8> {
    let chunks = part(
        b"stco",
        &[&[0, 0, 0, 0, 0, 0, 0, 1][..], &place.to_be_bytes()].concat(),
    );
    let formats = part(
        b"stsd",
        &[&[0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 16][..], format, &[9; 8]].concat(),
    );
    let tables = part(b"minf", &part(b"stbl", &[formats, chunks].concat()));
    let track = part(b"trak", &part(b"mdia", &tables));
    part(b"moov", &[track, part(b"udta", b"made by hand")].concat())
}

fn film() -> Vec<u8> {
    [brand(b"isom"), index(b"avc1", 30), part(b"mdat", &[7; 300])].concat()
}

#[test]
fn a_film_ends_with_its_last_box() {
    no_cut_is_whole(&film());
    no_cut_is_whole(
        &[
            brand(b"qt  "),
            part(b"wide", b""),
            part(b"mdat", &[7; 300]),
            index(b"avc1", 40),
        ]
        .concat(),
    );
    no_cut_is_whole(&[brand(b"isom"), wide_part(b"mdat", &[7; 300]), index(b"avc1", 40)].concat());
    no_cut_is_whole(&[part(b"moov", &index(b"avc1", 40)[8..]), part(b"mdat", &[7; 300])].concat());
    let padded = [film(), part(b"free", &[0; 90])].concat();
    assert_eq!(look(&padded), Wholeness::Whole);
}

#[test]
fn a_film_of_several_parts_needs_the_part_of_its_last_chunk() {
    let first = brand(b"isom").len() + index(b"avc1", 0).len();
    let place = first as u32 + 308 + 8;
    let whole = [
        brand(b"isom"),
        index(b"avc1", place),
        part(b"mdat", &[7; 300]),
        part(b"mdat", &[7; 30]),
    ];
    no_cut_is_whole(&whole.concat());
}

#[test]
fn a_film_in_reserved_space_is_lacking() {
    let mut bytes = [brand(b"isom"), index(b"avc1", 40), part(b"mdat", &[7; 9000])].concat();
    let end = bytes.len();
    bytes[end - 4096..].fill(0);
    assert_eq!(look(&bytes), Wholeness::Lacking(Lack::Blank));
    let late = [brand(b"isom"), part(b"mdat", &[7; 90]), vec![0; 9000]].concat();
    assert_eq!(look(&late), Wholeness::Lacking(Lack::Blank));
    // Silence, where sound is not coded.
    let mut silent = [brand(b"qt  "), index(b"sowt", 40), part(b"mdat", &[0; 9000])].concat();
    assert_eq!(look(&silent), Wholeness::Unknown);
    silent.truncate(8999);
    assert!(matches!(look(&silent), Wholeness::Lacking(_)));
}

#[test]
fn an_index_in_reserved_space_is_lacking() {
    let mut bytes = [brand(b"isom"), part(b"mdat", &[7; 300]), index(b"avc1", 40)].concat();
    let middle = bytes.len() - 100;
    bytes[middle..].fill(0);
    assert_eq!(look(&bytes), Wholeness::Lacking(Lack::Blank));
}

#[test]
fn a_film_whose_index_has_not_come_is_lacking() {
    let open = [brand(b"isom"), b"\0\0\0\0mdat1234".to_vec()].concat();
    assert_eq!(look(&open), Wholeness::Lacking(Lack::Part("index")));
}

#[test]
fn a_film_that_reaches_to_the_end_leaves_it_open() {
    let open = [brand(b"isom"), index(b"avc1", 40), b"\0\0\0\0mdat1234".to_vec()].concat();
    assert_eq!(look(&open), Wholeness::Unknown);
    no_cut(&open, &Spared::default());
}

#[test]
fn fragments_end_with_their_index_or_leave_it_open() {
    let fragment = [part(b"moof", &[7; 50]), part(b"mdat", &[7; 50])].concat();
    let open = [brand(b"iso5"), index(b"avc1", 1), fragment.clone(), fragment].concat();
    assert_eq!(look(&open), Wholeness::Unknown);
    no_cut(&open, &Spared::default());
    let last = part(
        b"mfra",
        &[part(b"tfra", &[7; 20]), part(b"mfro", &[0, 0, 0, 0, 0, 0, 0, 52])].concat(),
    );
    no_cut_is_whole(&[open.clone(), last].concat());
    let reserved = [open, vec![0; 9000]].concat();
    assert_eq!(look(&reserved), Wholeness::Lacking(Lack::Blank));
}

/// A still picture of two items, 20 bytes each, the first of which begins at `place`.
fn items(place: u32) -> Vec<u8> {
    let mut list = b"\x01\0\0\0\x44\0\0\x02".to_vec();
    for item in 0..2_u32 {
        list.extend([0, item as u8 + 1, 0, 0, 0, 0, 0, 1]);
        list.extend((place + 20 * item).to_be_bytes());
        list.extend(20_u32.to_be_bytes());
    }
    let parts = [part(b"hdlr", b"pict"), part(b"iloc", &list)].concat();
    part(b"meta", &[&[0, 0, 0, 0][..], &parts].concat())
}

#[test]
fn a_still_picture_has_all_its_items() {
    let before = brand(b"avif").len() + items(0).len() + 8;
    no_cut_is_whole(&[brand(b"avif"), items(before as u32), part(b"mdat", &[7; 40])].concat());
    let twice = [part(b"mdat", &[7; 20]), part(b"mdat", &[7; 40])].concat();
    no_cut_is_whole(&[brand(b"heic"), items(before as u32 + 20), twice].concat());
    // Even where the box of data names no length, the items do.
    let open = [
        brand(b"avif"),
        items(before as u32),
        b"\0\0\0\0mdat".to_vec(),
        vec![7; 40],
    ]
    .concat();
    no_cut_is_whole(&open);
}

#[test]
fn a_codestream_has_all_its_pieces() {
    let start = [part(b"JXL ", b"\r\n\x87\n"), brand(b"jxl ")].concat();
    no_cut_is_whole(&[start.clone(), part(b"jxlc", &[7; 60])].concat());
    let pieces = [
        part(b"jxlp", b"\0\0\0\x01first piece"),
        part(b"jxlp", b"\x80\0\0\x02last piece"),
    ];
    no_cut_is_whole(&[start.clone(), pieces.concat()].concat());
    no_cut(
        &[start, b"\0\0\0\0jxlcto the end".to_vec()].concat(),
        &Spared::default(),
    );
}

#[test]
fn rubbish_after_a_film_does_no_harm() {
    assert_eq!(
        look(&[film(), b"\x01\x02\x03\x04\x05\x06\x07\x08\x09".to_vec()].concat()),
        Wholeness::Whole
    );
    assert_eq!(look(&[film(), vec![0; 5000]].concat()), Wholeness::Unknown);
}
