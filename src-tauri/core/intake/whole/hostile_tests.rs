//! Headers that lie: they must neither hang, nor overflow, nor make the memory grow.

use std::io::{Cursor, Seek, SeekFrom};

use crate::intake::whole::cuts::look;
use crate::intake::whole::{Wholeness, wholeness};

const BEGINNINGS: [&[u8]; 17] = [
    b"\xff\xd8\xff\xe1\0\x20http://ns.adobe.com/xap/1.0/\0Item:Length=\"99999999999999999999\"",
    b"\xff\xd8\xff\xe2\0\x40MPF\0II*\0\xf0\xff\xff\xff",
    b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT",
    b"GIF89a\xff\xff\xff\xff\xff\0\0",
    b"II*\0\x08\0\0\0\x01\0\x11\x01\x04\0\xff\xff\xff\xff\xff\xff\xff\xff\x08\0\0\0",
    b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff",
    b"MM\0*\xff\xff\xff\xff",
    b"RIFF\xfe\xff\xff\xffAVI LIST\xff\xff\xff\xffhdrl",
    b"\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xfe",
    b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff\x1f\x43\xb6\x75\xff\x80",
    b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0",
    b"BM\xff\xff\xff\xff\0\0\0\0\xff\xff\xff\xff\x28\0\0\0\xff\xff\xff\xff\0\0\0\x80\xff\xff\xff\xff\0\0\0\0",
    b"\0\0\0\x01moov\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\0\0\0\x01ftyp\0\0\0\0\0\0\0\0",
    b"\0\0\0\x0cftypavif\0\0\0\x40meta\0\0\0\0\0\0\0\x34iloc\x02\0\0\0\0\0\xff\xff\xff\xff",
    b"<?xml version=\"1.0\"?><!DOCTYPE svg [<svg",
    b"%PDF-1.4 << /Linearized 1 /L 99999999999999999999 >> startxref 99999999999999999999 %%EOF",
];

#[test]
fn headers_that_lie_are_not_believed() {
    for lie in BEGINNINGS {
        for length in [0, 1, 50, 5000] {
            for filling in [0xff, 0, 0x20, 0x80] {
                let mut bytes = lie.to_vec();
                bytes.resize(lie.len() + length, filling);
                assert_ne!(look(&bytes), Wholeness::Whole, "{lie:?} {length} {filling}");
            }
        }
    }
}

#[test]
fn any_bytes_come_to_an_end() {
    let mut state = 1_u64;
    let mut random = move || {
        // Knuth's linear congruential generator.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    for round in 0..20_000 {
        let mut bytes = BEGINNINGS[round % BEGINNINGS.len()].to_vec();
        bytes.resize(bytes.len() + random() % 600, 0);
        for _ in 0..random() % 200 {
            let at = random() % bytes.len();
            let choice = [0, 1, 8, 0x80, 0xff, b'<', b'>', random() as u8];
            bytes[at] = choice[random() % choice.len()];
        }
        look(&bytes);
    }
}

#[test]
fn a_length_that_lies_is_bounded() {
    for lie in BEGINNINGS {
        for length in [u64::MAX, i64::MAX as u64, 1 << 40] {
            let mut source = Cursor::new(lie);
            let found = wholeness(&mut source, length).unwrap();
            assert_ne!(found, Wholeness::Whole, "{lie:?}");
        }
    }
}

#[test]
fn places_before_the_first_byte_do_not_matter() {
    let mut source = Cursor::new(b"GIF89a");
    source.seek(SeekFrom::End(0)).unwrap();
    assert!(matches!(
        wholeness(&mut source, 6).unwrap(),
        Wholeness::Lacking(_)
    ));
}
