//! Pictures with all that cameras, agencies and programs write into them, and pictures that are broken.

use image::{DynamicImage, ImageFormat};

use super::*;
use crate::rendition::samples::{exif, file, jpeg, two_halves};

const ORIENTATION: u16 = 0x0112;

fn photoshop(records: &[u8]) -> (u8, Vec<u8>) {
    let resource = [
        &b"8BIM\x04\x04\0\0"[..],
        &(records.len() as u32).to_be_bytes(),
        records,
    ]
    .concat();
    // A thumbnail resource of odd length comes before, as it does in real files.
    let before = [&b"8BIM\x04\x0c\x03abc"[..], &3_u32.to_be_bytes(), &[9, 9, 9, 0]].concat();
    (13, [&b"Photoshop 3.0\0"[..], &before, &resource].concat())
}

fn xmp(title: &str) -> (u8, Vec<u8>) {
    let packet = format!(
        r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
        <rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>"#
    );
    (1, [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat())
}

#[test]
fn sizes_are_upright() {
    for (value, expected) in [
        (1_u8, (40, 20)),
        (3, (40, 20)),
        (6, (20, 40)),
        (8, (20, 40)),
        (5, (20, 40)),
    ] {
        let photo = jpeg(40, 20, &[exif(&[(ORIENTATION, 3, &[value, 0])])]);
        let photo = read(&photo, ImageFormat::Jpeg).unwrap();
        assert_eq!((photo.width, photo.height), expected, "orientation {value}");
    }
}

#[test]
fn every_format_tells_its_size() {
    let image = DynamicImage::ImageRgb8(two_halves(40, 20));
    let formats = [
        ImageFormat::Png,
        ImageFormat::Gif,
        ImageFormat::WebP,
        ImageFormat::Tiff,
        ImageFormat::Bmp,
        ImageFormat::Jpeg,
    ];
    for format in formats {
        let photo = read(&file(&image, format), format).unwrap();
        assert_eq!(
            (photo.width, photo.height, photo.format.as_str()),
            (40, 20, PictureFormat::from(format).name())
        );
    }
}

#[test]
fn words_come_from_all_three_places() {
    let fields: &[(u16, u16, &[u8])] = &[
        (0x010e, 2, b"A market in Mopti\0"),
        (0x013b, 2, b"Camera owner\0"),
        (0x9c9b, 1, b"X\0p\0\0\0"),
    ];
    let records = [
        &b"\x1c\x02\x50\0\x06"[..],
        b"Anna K",
        b"\x1c\x02\x05\0\x04",
        b"Name",
    ]
    .concat();
    let photo = read(
        &jpeg(8, 8, &[exif(fields), photoshop(&records)]),
        ImageFormat::Jpeg,
    )
    .unwrap();
    let words = [
        photo.title.as_deref(),
        photo.caption.as_deref(),
        photo.credit.as_deref(),
    ];
    assert_eq!(words, [Some("Name"), Some("A market in Mopti"), Some("Anna K")]);

    let photo = read(
        &jpeg(8, 8, &[exif(fields), xmp("From XMP"), photoshop(&records)]),
        ImageFormat::Jpeg,
    )
    .unwrap();
    assert_eq!(photo.title.as_deref(), Some("From XMP"));

    let photo = read(&jpeg(8, 8, &[exif(fields)]), ImageFormat::Jpeg).unwrap();
    assert_eq!(
        (photo.title.as_deref(), photo.credit.as_deref()),
        (Some("Xp"), Some("Camera owner"))
    );
}

#[test]
fn a_face_that_is_marked_turns_with_the_photo() {
    let face = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
        xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"><mwg-rs:Area stArea:x="0.25" stArea:y="0.5" stArea:w="0.5"
        stArea:h="0.5"/></rdf:Description></rdf:RDF></x:xmpmeta>"#;
    let packet = (
        1,
        [&b"http://ns.adobe.com/xap/1.0/\0"[..], face.as_bytes()].concat(),
    );
    let photo = jpeg(40, 20, &[exif(&[(ORIENTATION, 3, &[6, 0])]), packet]);
    let focus = read(&photo, ImageFormat::Jpeg).unwrap().focus.unwrap();
    assert_eq!(
        [focus.left, focus.top, focus.right, focus.bottom],
        [0.25, 0.0, 0.75, 0.5]
    );
}

#[test]
fn a_camera_that_names_itself_says_nothing() {
    let fields: &[(u16, u16, &[u8])] = &[(0x010e, 2, b"OLYMPUS DIGITAL CAMERA         \0")];
    let photo = read(&jpeg(8, 8, &[exif(fields)]), ImageFormat::Jpeg).unwrap();
    assert_eq!((photo.title, photo.caption, photo.credit), (None, None, None));
}

#[test]
fn a_damaged_tag_costs_only_itself() {
    let broken = [
        (1, b"Exif\0\0II*\0\xff\xff\xff\xff".to_vec()),
        (13, b"Photoshop 3.0\08BIM\x04\x04".to_vec()),
    ];
    let photo = read(&jpeg(40, 20, &broken), ImageFormat::Jpeg).unwrap();
    assert_eq!((photo.width, photo.title), (40, None));
}

#[test]
fn half_a_picture_is_damaged() {
    let image = DynamicImage::ImageRgb8(two_halves(400, 300));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(&image, format);
        for part in 1..10 {
            let cut = read(&whole[..whole.len() * part / 10], format);
            assert_eq!(
                cut.map_err(|refusal| refusal.code),
                Err(ProblemCode::FileDamaged),
                "{format:?} {part}"
            );
        }
    }
}

#[test]
fn a_second_picture_behind_the_first_does_not_matter() {
    let mut photo = jpeg(40, 20, &[]);
    photo.extend_from_slice(b"\xff\xd8\xff\xe1 half of a depth map");
    assert!(read(&photo, ImageFormat::Jpeg).is_ok());
}

#[test]
fn too_many_pixels_are_too_large_before_any_is_decoded() {
    let long = file(&DynamicImage::new_luma8(30_001, 1), ImageFormat::Png);
    assert_eq!(
        read(&long, ImageFormat::Png).unwrap_err().code,
        ProblemCode::FileTooLarge
    );
    // The header of a BMP file that claims 29 000 x 29 000 pixels.
    let mut bomb = file(&DynamicImage::new_rgb8(1, 1), ImageFormat::Bmp);
    bomb[18..22].copy_from_slice(&29_000_i32.to_le_bytes());
    bomb[22..26].copy_from_slice(&29_000_i32.to_le_bytes());
    assert_eq!(
        read(&bomb, ImageFormat::Bmp).unwrap_err().code,
        ProblemCode::FileTooLarge
    );
}
