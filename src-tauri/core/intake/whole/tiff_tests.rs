//! Pictures with the directory before and after the pixels, cut.

use crate::intake::whole::cuts::{Spared, look, no_cut, no_cut_but, no_cut_is_whole};
use crate::intake::whole::{Lack, Wholeness};

fn long(big: bool, little: bool, value: u64) -> Vec<u8> {
    number(if big { 8 } else { 4 }, little, value)
}

fn number(width: usize, little: bool, value: u64) -> Vec<u8> {
    let mut bytes = value.to_le_bytes()[..width].to_vec();
    if !little {
        bytes.reverse();
    }
    bytes
}

fn header(big: bool, little: bool, first: u64) -> Vec<u8> {
    let mut bytes = if little { b"II".to_vec() } else { b"MM".to_vec() };
    bytes.extend(number(2, little, if big { 43 } else { 42 }));
    if big {
        bytes.extend(number(2, little, 8));
        bytes.extend([0, 0]);
    }
    bytes.extend(long(big, little, first));
    bytes
}

/// Entries are tag, type, count and value; all values fit in.
fn directory(big: bool, little: bool, entries: &[(u16, u16, u64, u64)], next: u64) -> Vec<u8> {
    let mut bytes = number(if big { 8 } else { 2 }, little, entries.len() as u64);
    for (tag, kind, count, value) in entries {
        bytes.extend(number(2, little, u64::from(*tag)));
        bytes.extend(number(2, little, u64::from(*kind)));
        bytes.extend(long(big, little, *count));
        let mut value = number(if *kind == 3 { 2 } else { 4 }, little, *value);
        value.resize(if big { 8 } else { 4 }, 0);
        bytes.extend(value);
    }
    bytes.extend(long(big, little, next));
    bytes
}

fn picture(big: bool, little: bool, compression: u64, strip: &[u8]) -> Vec<u8> {
    let start = header(big, little, 0).len() as u64;
    let build = |place| {
        let entries = [
            (259, 3, 1, compression),
            (273, 4, 1, place),
            (279, 4, 1, strip.len() as u64),
        ];
        directory(big, little, &entries, 0)
    };
    let place = start + build(0).len() as u64;
    [header(big, little, start), build(place), strip.to_vec()].concat()
}

#[test]
fn a_picture_has_all_its_strips() {
    for (big, little) in [(false, false), (false, true), (true, false), (true, true)] {
        no_cut_is_whole(&picture(big, little, 5, &[7; 200]));
    }
}

#[test]
fn a_directory_may_come_last() {
    let little = true;
    let strip = [7; 200];
    let entries = [(273, 4, 1, 8), (279, 4, 1, 200), (305, 4, 1, 0x0102_0304)];
    let directory = directory(false, little, &entries, 0);
    let whole = [&header(false, little, 208)[..], &strip, &directory].concat();
    // The last value may be cut within, and the place of the next directory is zero.
    let spared = Spared { short: 0, blank: 7 };
    no_cut_but(&whole, &spared);
}

#[test]
fn every_directory_of_a_chain_must_be_there() {
    let strip = |place| [(273, 4, 1, place), (279, 4, 1, 9)];
    let size = directory(false, false, &strip(0), 0).len() as u64;
    let first = directory(false, false, &strip(8 + size), 8 + size + 9);
    let second = directory(false, false, &strip(8 + 2 * size + 9), 0);
    let whole = [header(false, false, 8), first, vec![7; 9], second, vec![7; 9]].concat();
    no_cut_is_whole(&whole);
}

#[test]
fn pictures_below_a_directory_must_be_there() {
    let strip = |place| [(273, 4, 1, place), (279, 4, 1, 9)];
    let size = directory(false, true, &[(330, 4, 1, 0)], 0).len() as u64;
    let below = 8 + size;
    let place = below + directory(false, true, &strip(0), 0).len() as u64;
    let whole = [
        header(false, true, 8),
        directory(false, true, &[(330, 4, 1, below)], 0),
        directory(false, true, &strip(place), 0),
        vec![7; 9],
    ];
    no_cut_is_whole(&whole.concat());
}

#[test]
fn a_black_edge_is_left_to_quiet_time_but_coded_pixels_are_not_blank() {
    let strip = [vec![7; 100], vec![0; 9000]].concat();
    let plain = picture(false, true, 1, &strip);
    assert_eq!(look(&plain), Wholeness::Unknown);
    no_cut(&plain, &Spared::default());
    let coded = picture(false, true, 5, &strip);
    assert_eq!(look(&coded), Wholeness::Lacking(Lack::Blank));
}

#[test]
fn directories_that_follow_themselves_come_to_an_end() {
    let ring = directory(false, true, &[(273, 4, 1, 8), (279, 4, 1, 4)], 8);
    assert_eq!(look(&[header(false, true, 8), ring].concat()), Wholeness::Unknown);
    let below = directory(false, true, &[(330, 4, 1, 8)], 0);
    assert_eq!(
        look(&[header(false, true, 8), below].concat()),
        Wholeness::Unknown
    );
}
