//! Photos as they come out: upright, in sRGB, with their transparency, never enlarged, or refused.

use std::fs;

use image::{
    DynamicImage, GenericImageView, GrayImage, ImageBuffer, ImageFormat, Luma, Rgb, Rgba, RgbaImage,
};

use super::*;
use crate::rendition::avif::AvifDecoder;
use crate::rendition::protocol::Format;
use crate::rendition::samples::{exif, file, fixture, jpeg, two_halves};

fn made(bytes: &[u8], sizes: &[Size]) -> Vec<(Size, Picture)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo");
    fs::write(&path, bytes).unwrap();
    make(&path, sizes).unwrap()
}

fn decoded(picture: &Picture) -> DynamicImage {
    image::load_from_memory(&picture.bytes).unwrap()
}

fn is_near(pixel: Rgba<u8>, expected: [u8; 3]) -> bool {
    pixel
        .0
        .iter()
        .zip(expected)
        .all(|(is, should)| is.abs_diff(should) <= 24)
}

#[test]
fn two_sizes_from_one_decode_in_the_order_asked_for() {
    let photo = file(&DynamicImage::ImageRgb8(two_halves(3000, 1500)), ImageFormat::Png);
    let pictures = made(&photo, &[Size::Shelf, Size::Screen]);
    let sizes: Vec<(Size, (u32, u32))> = pictures
        .iter()
        .map(|(size, picture)| (*size, decoded(picture).dimensions()))
        .collect();
    assert_eq!(sizes, [(Size::Shelf, (400, 200)), (Size::Screen, (1920, 960))]);
    assert!(pictures.iter().all(|(_, picture)| picture.format == Format::Jpeg));
}

#[test]
fn small_photos_stay_small_and_thin_ones_stay_visible() {
    let small = file(&DynamicImage::ImageRgb8(two_halves(30, 20)), ImageFormat::Png);
    assert_eq!(
        decoded(&made(&small, &[Size::Screen])[0].1).dimensions(),
        (30, 20)
    );
    let thin = file(&DynamicImage::ImageRgb8(two_halves(5000, 1)), ImageFormat::Png);
    assert_eq!(decoded(&made(&thin, &[Size::Shelf])[0].1).dimensions(), (400, 1));
}

#[test]
fn a_photo_taken_sideways_is_upright() {
    let photo = jpeg(800, 400, &[exif(&[(0x0112, 3, &[6, 0])])]);
    let picture = decoded(&made(&photo, &[Size::Shelf])[0].1);
    assert_eq!(picture.dimensions(), (200, 400));
    assert!(is_near(picture.get_pixel(100, 50), [220, 20, 20]));
    assert!(is_near(picture.get_pixel(100, 350), [20, 20, 220]));
}

#[test]
fn transparency_is_kept_where_there_is_some() {
    let half = RgbaImage::from_fn(600, 300, |x, _| {
        Rgba([200, 100, 50, if x < 300 { 0 } else { 255 }])
    });
    let pictures = made(
        &file(&DynamicImage::ImageRgba8(half), ImageFormat::Png),
        &[Size::Shelf],
    );
    assert_eq!(pictures[0].1.format, Format::WebP);
    let picture = decoded(&pictures[0].1);
    assert_eq!(picture.get_pixel(20, 20)[3], 0);
    assert_eq!(picture.get_pixel(380, 20), Rgba([200, 100, 50, 255]));
    let opaque = RgbaImage::from_pixel(600, 300, Rgba([200, 100, 50, 255]));
    let pictures = made(
        &file(&DynamicImage::ImageRgba8(opaque), ImageFormat::Png),
        &[Size::Shelf],
    );
    assert_eq!(pictures[0].1.format, Format::Jpeg);
}

#[test]
fn deep_gray_and_palette_pictures_come_out_right() {
    let deep = ImageBuffer::from_pixel(50, 50, Rgb([0xc8c8_u16, 0x6464, 0x3232]));
    let gray = ImageBuffer::from_pixel(50, 50, Luma([0x8080_u16]));
    let cases = [
        (DynamicImage::ImageRgb16(deep), ImageFormat::Png, [200, 100, 50]),
        (
            DynamicImage::ImageLuma16(gray),
            ImageFormat::Tiff,
            [128, 128, 128],
        ),
        (
            DynamicImage::ImageLuma8(GrayImage::from_pixel(50, 50, Luma([90]))),
            ImageFormat::Jpeg,
            [90, 90, 90],
        ),
        (
            DynamicImage::ImageRgb8(two_halves(50, 50)),
            ImageFormat::Gif,
            [220, 20, 20],
        ),
        (
            DynamicImage::ImageRgb8(two_halves(50, 50)),
            ImageFormat::WebP,
            [220, 20, 20],
        ),
        (
            DynamicImage::ImageRgb8(two_halves(50, 50)),
            ImageFormat::Bmp,
            [220, 20, 20],
        ),
    ];
    for (image, format, expected) in cases {
        let picture = decoded(&made(&file(&image, format), &[Size::Shelf])[0].1);
        assert!(
            is_near(picture.get_pixel(10, 25), expected),
            "{format:?} {:?}",
            picture.get_pixel(10, 25)
        );
    }
}

#[test]
fn wide_colours_are_brought_to_srgb() {
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.add_icc_profile(&profile).unwrap();
    encoder
        .encode(
            &[180, 60, 60].repeat(64 * 64),
            64,
            64,
            jpeg_encoder::ColorType::Rgb,
        )
        .unwrap();
    let pixel = decoded(&made(&bytes, &[Size::Shelf])[0].1).get_pixel(30, 30);
    // The same red, said in the smaller space, needs more red and less green.
    assert!(pixel[0] > 190 && pixel[1] < 52, "{pixel:?}");
}

#[test]
fn a_gray_profile_and_a_wrong_one_do_no_harm() {
    let gray = ColorProfile::new_gray_with_gamma(2.2).encode().unwrap();
    for (color, pixels) in [
        (jpeg_encoder::ColorType::Luma, 1),
        (jpeg_encoder::ColorType::Rgb, 3),
    ] {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        encoder.add_icc_profile(&gray).unwrap();
        encoder
            .encode(&vec![128; 64 * 64 * pixels], 64, 64, color)
            .unwrap();
        let pixel = decoded(&made(&bytes, &[Size::Shelf])[0].1).get_pixel(30, 30);
        assert!(is_near(pixel, [128, 128, 128]), "{color:?} {pixel:?}");
    }
}

#[test]
fn printers_colours_come_out_as_colours() {
    use jpeg_encoder::ColorType::{Cmyk, CmykAsYcck};
    for color in [Cmyk, CmykAsYcck] {
        let mut bytes = Vec::new();
        let inks = [0, 220, 220, 0].repeat(64 * 64);
        jpeg_encoder::Encoder::new(&mut bytes, 95)
            .encode(&inks, 64, 64, color)
            .unwrap();
        let pixel = decoded(&made(&bytes, &[Size::Shelf])[0].1).get_pixel(30, 30);
        assert!(
            pixel[0] > 200 && pixel[1] < 80 && pixel[2] < 80,
            "{color:?} {pixel:?}"
        );
    }
}

#[test]
fn what_cannot_be_made_is_refused_with_its_reason() {
    let whole = jpeg(400, 300, &[]);
    let huge = file(&DynamicImage::new_luma8(1, 30_001), ImageFormat::Png);
    let mut damaged = file(&DynamicImage::ImageRgb8(two_halves(400, 300)), ImageFormat::Png);
    damaged[60..90].fill(0xaa);
    let cases = [
        (whole[..whole.len() / 2].to_vec(), ProblemCode::FileDamaged),
        (damaged, ProblemCode::FileDamaged),
        (huge, ProblemCode::FileTooLarge),
        (b"%PDF-1.7".to_vec(), ProblemCode::KindNotShown),
        (Vec::new(), ProblemCode::FileEmpty),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo");
    for (bytes, code) in cases {
        fs::write(&path, bytes).unwrap();
        assert_eq!(make(&path, &[Size::Shelf]).unwrap_err().code, code);
    }
}

#[test]
fn a_poster_is_a_picture_and_nothing_else() {
    let image = DynamicImage::ImageRgb8(two_halves(640, 360));
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let pictures = crate::rendition::poster::make(&file(&image, format), &[Size::Shelf]).unwrap();
        assert_eq!(decoded(&pictures[0].1).dimensions(), (400, 225));
    }
    for bytes in [file(&image, ImageFormat::Gif), b"<svg/>".to_vec(), Vec::new()] {
        assert!(crate::rendition::poster::make(&bytes, &[Size::Shelf]).is_err());
    }
}

/// Colours in the four quarters: upper left, upper right, lower left, lower right.
fn quarters(picture: &DynamicImage) -> [[u8; 4]; 4] {
    let (width, height) = picture.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| picture.get_pixel(width * x / 4, height * y / 4).0)
}

fn fixture_made(name: &str) -> DynamicImage {
    decoded(&made(&fs::read(fixture(name)).unwrap(), &[Size::Screen])[0].1)
}

fn are_near(is: [[u8; 4]; 4], should: [[u8; 3]; 4]) -> bool {
    is.into_iter()
        .zip(should)
        .all(|(is, should)| is_near(Rgba(is), should))
}

const RED: [u8; 3] = [208, 32, 32];
const GREEN: [u8; 3] = [32, 176, 64];
const BLUE: [u8; 3] = [32, 64, 208];
const WHITE: [u8; 3] = [240, 240, 240];

#[test]
fn avif_photos_keep_their_colours() {
    let photo = fixture_made("photo.avif");
    assert_eq!(photo.dimensions(), (160, 128));
    assert!(
        are_near(quarters(&photo), [RED, GREEN, BLUE, WHITE]),
        "{:?}",
        quarters(&photo)
    );
}

#[test]
fn avif_photos_in_tiles_are_put_together() {
    let photo = fixture_made("tiles.avif");
    assert_eq!(photo.dimensions(), (320, 256));
    assert!(
        are_near(quarters(&photo), [RED, GREEN, BLUE, WHITE]),
        "{:?}",
        quarters(&photo)
    );
}

#[test]
fn avif_photos_are_turned_and_mirrored_as_the_container_says() {
    // Ten bits, studio range, full colour, a quarter turn to the left, then left and right exchanged.
    let photo = fixture_made("turned.avif");
    assert_eq!(photo.dimensions(), (128, 160));
    assert!(
        are_near(quarters(&photo), [WHITE, GREEN, BLUE, RED]),
        "{:?}",
        quarters(&photo)
    );
}

#[test]
fn avif_photos_keep_their_transparency() {
    let photo = fixture_made("glass.avif");
    let [red, .., clear] = quarters(&photo);
    assert_eq!((red[3], clear[3]), (255, 0));
    assert!(is_near(Rgba(red), RED));
}

#[test]
fn damaged_avif_photos_are_refused_and_never_a_panic() {
    let whole = fs::read(fixture("turned.avif")).unwrap();
    let decode = |bytes: &[u8]| AvifDecoder::new(bytes, 1 << 16).and_then(DynamicImage::from_decoder);
    assert!(decode(&whole).is_ok());
    for place in 0..whole.len() {
        let mut broken = whole.clone();
        broken[place] ^= 0x55;
        // Some bytes matter to nobody; what must not happen is a panic, which would end this test.
        drop(decode(&broken));
    }
    for cut in (0..whole.len()).step_by(9) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("photo");
        fs::write(&path, &whole[..cut]).unwrap();
        assert!(make(&path, &[Size::Shelf]).is_err(), "cut at {cut}");
    }
}
