//! The kinds of photos that phones, cameras and printers hand in, from the file to the rendition.

use std::fs;
use std::path::Path;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgba};

use crate::intake::read::read;
use crate::intake::reading::{PhotoReading, Reading};
use crate::messages::ProblemCode;
use crate::rendition::photo::make;
use crate::rendition::recipe::Size;
use crate::rendition::samples::{file, fixture, jpeg, two_halves};

const RED: [u8; 3] = [220, 20, 20];
const BLUE: [u8; 3] = [20, 20, 220];
/// The same numbers in Display P3 are a red that sRGB says like this, as far as it can.
const WIDE_RED: [u8; 3] = [241, 0, 0];

fn in_file<T>(bytes: &[u8], look: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo");
    fs::write(&path, bytes).unwrap();
    look(&path)
}

fn facts(bytes: &[u8]) -> PhotoReading {
    match in_file(bytes, read) {
        Reading::Photo(photo) => photo,
        other => panic!("{other:?}"),
    }
}

fn refusal(bytes: &[u8]) -> (ProblemCode, String) {
    match in_file(bytes, read) {
        Reading::Refused(refusal) => (refusal.code, refusal.what),
        other => panic!("{other:?}"),
    }
}

fn shown(bytes: &[u8]) -> DynamicImage {
    let pictures = in_file(bytes, |path| make(path, &[Size::Screen])).unwrap();
    image::load_from_memory(&pictures[0].1.bytes).unwrap()
}

fn bytes_of(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).unwrap()
}

fn is_near(pixel: Rgba<u8>, expected: [u8; 3]) -> bool {
    pixel
        .0
        .iter()
        .zip(expected)
        .all(|(is, should)| is.abs_diff(should) <= 12)
}

/// Checks colours a quarter of the width from each side, in the middle of the height.
fn assert_sides(picture: &DynamicImage, left: [u8; 3], right: [u8; 3]) {
    let (width, height) = picture.dimensions();
    let pixels = [1, 3].map(|quarter| picture.get_pixel(width * quarter / 4, height / 2));
    assert!(
        is_near(pixels[0], left) && is_near(pixels[1], right),
        "{pixels:?}"
    );
}

#[cfg(feature = "heic")]
mod heic {
    use super::*;
    use crate::rendition::heic::HeicDecoder;

    #[test]
    fn a_phone_s_photo_is_put_together_turned_and_brought_to_srgb() {
        let photo = bytes_of("phone.heic");
        let said = facts(&photo);
        assert_eq!((said.format.as_str(), said.width, said.height), ("HEIC", 80, 120));
        let picture = shown(&photo);
        assert_eq!(picture.dimensions(), (80, 120));
        // Turned by a quarter to the right: what was left is above.
        assert!(
            is_near(picture.get_pixel(40, 20), WIDE_RED),
            "{:?}",
            picture.get_pixel(40, 20)
        );
        assert!(picture.get_pixel(40, 100)[2] > 200);
    }

    #[test]
    fn mirrored_deep_and_transparent_photos_come_out_right() {
        let mirrored = shown(&bytes_of("mirrored.heic"));
        assert!(
            is_near(mirrored.get_pixel(100, 40), WIDE_RED),
            "{:?}",
            mirrored.get_pixel(100, 40)
        );
        assert_sides(&shown(&bytes_of("ten-bit.heic")), RED, BLUE);
        let glass = shown(&bytes_of("glass.heic"));
        let opacities = [4, 24, 44].map(|y| glass.get_pixel(10, y)[3]);
        assert!(
            opacities[0] > 200 && opacities[2] < 50 && opacities[1].abs_diff(128) < 20,
            "{opacities:?}"
        );
        assert_sides(&glass, RED, BLUE);
    }

    #[test]
    fn damaged_photos_are_refused_and_never_a_panic() {
        let whole = bytes_of("phone.heic");
        let decode = |bytes: &[u8]| HeicDecoder::new(bytes).and_then(DynamicImage::from_decoder);
        assert!(decode(&whole).is_ok());
        for place in 0..whole.len() {
            let mut broken = whole.clone();
            broken[place] ^= 0x55;
            drop(decode(&broken));
        }
        for cut in (0..whole.len() - 500).step_by(61) {
            assert!(
                in_file(&whole[..cut], |path| make(path, &[Size::Shelf])).is_err(),
                "cut at {cut}"
            );
        }
    }

    #[test]
    fn a_phone_s_photo_with_a_film_behind_it_is_a_photo() {
        let mut live = bytes_of("phone.heic");
        live.extend([&8_u32.to_be_bytes()[..], b"mpvd"].concat());
        assert_eq!(shown(&live).dimensions(), (80, 120));
    }

    #[test]
    fn what_announces_too_many_pixels_is_too_large() {
        let mut bomb = bytes_of("phone.heic");
        let grid = bomb
            .windows(8)
            .position(|window| window == [0, 0, 1, 1, 0, 120, 0, 80])
            .unwrap();
        bomb[grid + 4..grid + 8].fill(0xff);
        assert_eq!(refusal(&bomb).0, ProblemCode::FileTooLarge);
    }
}

#[cfg(not(feature = "heic"))]
#[test]
fn without_its_decoder_a_phone_s_photo_has_a_name_and_a_remedy() {
    assert_eq!(
        refusal(&bytes_of("phone.heic")),
        (ProblemCode::KindNotShown, "HEIC".to_owned())
    );
}

#[cfg(feature = "jpeg-xl")]
mod jpeg_xl {
    use super::*;
    use crate::rendition::jxl::JpegXlDecoder;
    use crate::rendition::samples::exif;

    #[test]
    fn wide_colours_are_brought_to_srgb_and_words_are_read() {
        let mut photo = bytes_of("wide.jxl");
        let (_, told) = exif(&[(0x010e, 2, b"Harbour at dawn\0"), (0x0112, 3, &[6, 0])]);
        let body = [&[0; 4][..], &told[6..]].concat();
        photo.extend([&(8 + body.len() as u32).to_be_bytes()[..], b"Exif", &body].concat());
        let said = facts(&photo);
        assert_eq!(
            (said.format.as_str(), said.width, said.height),
            ("JPEG XL", 120, 80)
        );
        assert_eq!(said.caption.as_deref(), Some("Harbour at dawn"));
        let picture = shown(&photo);
        assert_eq!(picture.dimensions(), (120, 80));
        assert!(
            is_near(picture.get_pixel(20, 40), WIDE_RED),
            "{:?}",
            picture.get_pixel(20, 40)
        );
    }

    #[test]
    fn transparency_is_kept() {
        let glass = shown(&bytes_of("glass.jxl"));
        let opacities = [4, 44].map(|y| glass.get_pixel(10, y)[3]);
        assert!(opacities[0] > 200 && opacities[1] < 50, "{opacities:?}");
        assert_sides(&glass, RED, BLUE);
    }

    #[test]
    fn damaged_photos_are_refused_and_never_a_panic() {
        for name in ["wide.jxl", "glass.jxl"] {
            let whole = bytes_of(name);
            let decode =
                |bytes: &[u8]| JpegXlDecoder::new(bytes, 1 << 16).and_then(DynamicImage::from_decoder);
            assert!(decode(&whole).is_ok());
            for place in 0..whole.len() {
                let mut broken = whole.clone();
                broken[place] ^= 0x55;
                drop(decode(&broken));
            }
            for cut in (0..whole.len() - 8).step_by(13) {
                assert!(decode(&whole[..cut]).is_err(), "{name} cut at {cut}");
            }
        }
        assert!(JpegXlDecoder::new(&bytes_of("wide.jxl"), 100).is_err());
    }
}

/// What a camera or a phone may put behind its photo.
#[test]
fn of_several_pictures_in_one_jpeg_the_first_is_shown() {
    let second = file(&DynamicImage::new_rgb8(10, 10), ImageFormat::Jpeg);
    // Multi-picture files (CIPA DC-007) say so in a segment; a film behind a photo is only said in XMP.
    let index = (2, [&b"MPF\0II*\0\x08\0\0\0"[..], &[0; 6]].concat());
    let xmp = |words: &str| (1, [b"http://ns.adobe.com/xap/1.0/\0", words.as_bytes()].concat());
    let motion = xmp("<x xmlns:GCamera='http://ns.google.com/photos/1.0/camera/' GCamera:MotionPhoto='1'/>");
    let gain = xmp("<x xmlns:hdrgm='http://ns.adobe.com/hdr-gain-map/1.0/' hdrgm:Version='1.0'/>");
    for (segments, behind) in [
        (vec![index.clone()], second.clone()),
        (vec![motion], bytes_of("turned.mp4")),
        (vec![gain, index], second),
    ] {
        let photo = [jpeg(120, 80, &segments), behind].concat();
        let said = facts(&photo);
        assert_eq!((said.format.as_str(), said.width, said.height), ("JPEG", 120, 80));
        assert_sides(&shown(&photo), RED, BLUE);
    }
}

#[test]
fn a_progressive_jpeg_is_a_jpeg() {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_progressive(true);
    encoder
        .encode(&two_halves(1200, 800), 1200, 800, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    assert!(bytes.windows(2).any(|pair| pair == [0xff, 0xc2]));
    assert_sides(&shown(&bytes), RED, BLUE);
}

#[test]
fn rare_kinds_of_jpeg_are_named() {
    let ordinary = jpeg(120, 80, &[]);
    let frame = ordinary.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    for (at, value, what) in [
        (4, 12, "12-bit JPEG"),
        (1, 0xc3, "lossless JPEG"),
        (1, 0xc9, "arithmetic JPEG"),
        (1, 0xc5, "hierarchical JPEG"),
    ] {
        let mut rare = ordinary.clone();
        rare[frame + at] = value;
        assert_eq!(refusal(&rare), (ProblemCode::KindNotShown, what.to_owned()));
    }
}
