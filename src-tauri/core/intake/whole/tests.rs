//! Every cut of every kind of file, as a copy in progress leaves it: shorter, or with blank space in place of its end.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::{Lack, Wholeness, wholeness};

const FILM: &[u8] = include_bytes!("../../../../tests/fixtures/media/stage-film.mp4");

fn look(bytes: &[u8]) -> Wholeness {
    wholeness(&mut Cursor::new(bytes), bytes.len() as u64).unwrap()
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let noise = |x: u32, y: u32| u8::try_from((x * 7919 + y * 104_729) % 251).unwrap();
    let pixels = RgbImage::from_fn(37, 23, |x, y| Rgb([noise(x, y), noise(y, x), 200]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

fn pdf() -> Vec<u8> {
    let body = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\n";
    format!(
        "{body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
        body.len()
    )
    .into_bytes()
}

fn zip() -> Vec<u8> {
    let mut bytes = b"PK\x03\x04 a file and its bytes".to_vec();
    let directory = bytes.len() as u32;
    bytes.extend(b"PK\x01\x02 its entry");
    let size = bytes.len() as u32 - directory;
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend(size.to_le_bytes());
    bytes.extend(directory.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn webm() -> Vec<u8> {
    let mut bytes = b"\x1a\x45\xdf\xa3\x84webm\x18\x53\x80\x67\x40\x80".to_vec();
    bytes.extend([7; 128]);
    bytes
}

fn svg() -> Vec<u8> {
    br#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><rect width="9"/><g><path d="M0 0h9"></path></g></svg>"#
        .to_vec()
}

fn codestream() -> Vec<u8> {
    [
        &b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl \0\0\0\x1cjxlc"[..],
        &[9; 20],
    ]
    .concat()
}

/// Every kind, and how many last bytes may be missing or blank without harm.
fn kinds() -> Vec<(&'static str, Vec<u8>, usize)> {
    vec![
        ("JPEG", picture(ImageFormat::Jpeg), 0),
        ("PNG", picture(ImageFormat::Png), 0),
        ("GIF", picture(ImageFormat::Gif), 0),
        ("WebP", picture(ImageFormat::WebP), 0),
        ("BMP", picture(ImageFormat::Bmp), 0),
        ("TIFF", picture(ImageFormat::Tiff), 0),
        // The last line's end.
        ("PDF", pdf(), 1),
        // A comment of no bytes has its length in the last two.
        ("ZIP", zip(), 0),
        ("WebM", webm(), 0),
        // Any white space, and the bracket of the closing tag.
        ("SVG", svg(), 1),
        ("MP4", FILM.to_vec(), 0),
        ("JPEG XL", codestream(), 0),
    ]
}

#[test]
fn a_file_that_is_all_there_is_whole() {
    for (name, bytes, _) in kinds() {
        assert_eq!(look(&bytes), Wholeness::Whole, "{name}");
    }
}

#[test]
fn no_beginning_of_a_file_is_whole() {
    for (name, bytes, slack) in kinds() {
        for cut in 1..bytes.len() - slack {
            assert_ne!(
                look(&bytes[..cut]),
                Wholeness::Whole,
                "{name} cut at {cut} of {}",
                bytes.len()
            );
        }
    }
}

#[test]
fn a_file_whose_end_is_blank_is_not_whole() {
    // A container that only counts cannot tell a few blank bytes from real ones; the writer is asked too.
    let counts = ["WebP", "BMP", "WebM", "MP4", "JPEG XL"];
    for (name, bytes, slack) in kinds().into_iter().filter(|kind| !counts.contains(&kind.0)) {
        // What an end mark is followed by, or ends with, may be zeros by itself.
        let end = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        // The values at the very end of a TIFF picture are small numbers of any kind.
        let spared = if name == "TIFF" { 48 } else { slack };
        for cut in 1..(end + 1).min(bytes.len() - spared) {
            let mut blank = bytes.clone();
            blank[cut..].fill(0);
            assert_ne!(look(&blank), Wholeness::Whole, "{name} blank from {cut}");
        }
    }
}

#[test]
fn a_long_blank_end_gives_a_container_away() {
    let data = |size: u32| [&(size + 8).to_be_bytes()[..], b"mdat", &vec![5; size as usize]].concat();
    let index = b"\0\0\0\x08moov";
    let mut film = [&b"\0\0\0\x0cftypisom"[..], index, &data(3 << 20)].concat();
    assert_eq!(look(&film), Wholeness::Whole);
    let middle = film.len() / 2;
    film[middle..].fill(0);
    assert_eq!(look(&film), Wholeness::Lacking(Lack::Blank));

    let mut sound = [&b"RIFF"[..], &(2_u32 << 20).to_le_bytes(), &vec![5; 2 << 20]].concat();
    assert_eq!(look(&sound), Wholeness::Whole);
    sound[2 << 19..].fill(0);
    assert_eq!(look(&sound), Wholeness::Lacking(Lack::Blank));
}

#[test]
fn a_film_whose_index_has_not_come_is_not_whole() {
    let half = b"\0\0\0\x0cftypisom\0\0\0\x0cmdat1234";
    assert_eq!(look(half), Wholeness::Lacking(Lack::Part("index of the film")));
    assert_eq!(look(&[&half[..], b"\0\0\0\x08moov"].concat()), Wholeness::Whole);
    assert_eq!(
        look(&[&half[..], b"\0\0\0\x08moov\x01rubbish"].concat()),
        Wholeness::Whole
    );
}

#[test]
fn a_photo_with_something_appended_is_whole() {
    let mut motion = picture(ImageFormat::Jpeg);
    motion.extend(FILM);
    assert_eq!(look(&motion), Wholeness::Whole);
    let padded = [picture(ImageFormat::Jpeg), vec![0; 4000]].concat();
    assert_eq!(look(&padded), Wholeness::Whole);
}

#[test]
fn the_first_end_of_a_document_made_for_the_web_does_not_count() {
    let document = String::from_utf8(pdf()).unwrap();
    let web = document.replace(
        "%PDF-1.4\n",
        "%PDF-1.4\n9 0 obj\n<< /Linearized 1 /L 4000 /N 9 >>\nendobj\n",
    );
    assert!(matches!(
        look(web.as_bytes()),
        Wholeness::Lacking(Lack::Bytes { .. })
    ));
}

#[test]
fn a_document_with_something_after_its_end_is_for_the_reader_to_judge() {
    let revised = [&pdf()[..], b"3 0 obj\n<< /Type"].concat();
    assert_eq!(look(&revised), Wholeness::Unknown);
}

#[test]
fn reserved_space_is_not_a_file_and_words_have_no_end() {
    assert_eq!(look(&[0; 100_000]), Wholeness::Lacking(Lack::Blank));
    assert_eq!(look(b""), Wholeness::Unknown);
    assert_eq!(
        look(b"1\n00:00:01,000 --> 00:00:02,000\nBread\n"),
        Wholeness::Unknown
    );
}

#[test]
fn headers_that_lie_neither_hang_nor_overflow() {
    let lies: [&[u8]; 8] = [
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT",
        b"\0\0\0\x01moov\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\0\0\0\x01moov\0\0\0\0\0\0\0\0",
        b"\0\0\0\x07moov\0\0\0\0",
        b"\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xfe",
        b"II*\0\x08\0\0\0\x01\0\x11\x01\x04\0\xff\xff\xff\xff\xff\xff\xff\xff\x08\0\0\0",
        b"II+\0\x08\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff",
        b"RIFF\xfe\xff\xff\xffWEBP",
    ];
    for lie in lies {
        assert_ne!(look(lie), Wholeness::Whole, "{lie:?}");
    }
    // A directory that follows itself.
    let mut ring = b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0\x08\0\0\0".to_vec();
    assert_eq!(look(&ring), Wholeness::Unknown);
    ring.truncate(20);
    assert_ne!(look(&ring), Wholeness::Whole);
}
