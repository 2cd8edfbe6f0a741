//! Animations as they come out: every frame, in its time, as often as the file says, and nothing else of the file.

use std::fs;

use gif::DisposalMethod;
use image::{GenericImageView, Rgba, RgbaImage};

use super::*;
use crate::rendition::samples::{exif, fixture};

const RED: [u8; 4] = [220, 20, 20, 255];
const BLUE: [u8; 4] = [20, 20, 220, 255];
const CLEAR: [u8; 4] = [0, 0, 0, 0];

/// A GIF file whose first frame is all red; on it comes a blue square, which goes again.
fn gif_file((wide, high): (u16, u16), repeat: Option<Repeat>, delay: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let palette = [220, 20, 20, 20, 20, 220, 0, 0, 0];
    let mut encoder = gif::Encoder::new(&mut bytes, wide, high, &palette).unwrap();
    if let Some(repeat) = repeat {
        encoder.set_repeat(repeat).unwrap();
    }
    let mut frame = |share: u16, color: u8, dispose| {
        let (width, height) = (wide / share, high / share);
        let pixels = vec![color; usize::from(width) * usize::from(height)];
        let mut frame = gif::Frame::from_indexed_pixels(width, height, pixels, Some(2));
        (frame.palette, frame.delay, frame.dispose) = (None, delay, dispose);
        (frame.left, frame.top) = (wide - width, high - height);
        encoder.write_frame(&frame).unwrap();
    };
    frame(1, 0, DisposalMethod::Keep);
    frame(2, 1, DisposalMethod::Previous);
    frame(high, 2, DisposalMethod::Keep);
    drop(encoder);
    bytes
}

/// A PNG animation whose second frame is a see-through square laid over, or put in place of, what was there.
fn png_file(blend: BlendOp, dispose: DisposeOp, plays: u32, still_apart: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 60, 40);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_animated(3, plays).unwrap();
    encoder.set_sep_def_img(still_apart).unwrap();
    encoder.set_frame_delay(1, 25).unwrap();
    let mut writer = encoder.write_header().unwrap();
    if still_apart {
        writer.write_image_data(&BLUE.repeat(60 * 40)).unwrap();
    }
    writer.set_dispose_op(DisposeOp::None).unwrap();
    writer.write_image_data(&RED.repeat(60 * 40)).unwrap();
    writer.set_frame_dimension(10, 10).unwrap();
    writer.set_frame_position(20, 10).unwrap();
    writer.set_blend_op(blend).unwrap();
    writer.set_dispose_op(dispose).unwrap();
    writer
        .write_image_data(&[&CLEAR.repeat(50)[..], &BLUE.repeat(50)].concat())
        .unwrap();
    writer.set_frame_position(0, 0).unwrap();
    writer.set_dispose_op(DisposeOp::None).unwrap();
    writer.write_image_data(&BLUE.repeat(100)).unwrap();
    writer.finish().unwrap();
    bytes
}

/// What a browser shows of it: whole frames with their times, and how often; 0 is for ever.
fn played_back(picture: &Picture) -> (Vec<(RgbaImage, u32)>, u32) {
    let input = Cursor::new(&picture.bytes);
    let (frames, plays) = match picture.format {
        Format::Gif => played(GifDecoder::new(input).unwrap()),
        _ => played(PngDecoder::new(input).unwrap().apng().unwrap()),
    };
    let frames = frames.map(|frame| {
        let frame = frame.unwrap();
        let (numerator, denominator) = frame.delay().numer_denom_ms();
        (frame.into_buffer(), numerator / denominator)
    });
    (frames.collect(), plays)
}

#[test]
fn a_gif_moves_as_it_did() {
    let picture = from_bytes(
        &gif_file((100, 100), Some(Repeat::Finite(3)), 7),
        ImageFormat::Gif,
    )
    .unwrap();
    assert_eq!(picture.format, Format::Gif);
    let (frames, plays) = played_back(&picture);
    assert_eq!((frames.len(), plays), (3, 3));
    assert!(frames.iter().all(|(_, stays)| *stays == 70));
    let corner: Vec<[u8; 4]> = frames
        .iter()
        .map(|(frame, _)| frame.get_pixel(80, 80).0)
        .collect();
    assert_eq!(corner, [RED, BLUE, RED]);
}

#[test]
fn what_says_no_number_plays_for_ever_and_what_is_too_quick_to_see_is_slowed_as_browsers_do() {
    for repeat in [None, Some(Repeat::Infinite)] {
        let (frames, plays) =
            played_back(&from_bytes(&gif_file((40, 40), repeat, 1), ImageFormat::Gif).unwrap());
        assert_eq!(plays, 0);
        assert!(frames.iter().all(|(_, stays)| *stays == 100), "{repeat:?}");
    }
}

#[test]
fn a_gif_larger_than_a_screen_is_made_as_large_as_a_screen() {
    let picture = from_bytes(
        &gif_file((2400, 100), Some(Repeat::Infinite), 10),
        ImageFormat::Gif,
    )
    .unwrap();
    assert_eq!(picture.format, Format::Png);
    let (frames, _) = played_back(&picture);
    let shown: Vec<_> = frames
        .iter()
        .map(|(frame, _)| (frame.dimensions(), frame.get_pixel(1500, 60).0))
        .collect();
    assert_eq!(shown, [RED, BLUE, RED].map(|color| ((1920, 80), color)));
}

#[test]
fn a_png_animation_is_composed_as_its_frames_say() {
    let cases = [
        (BlendOp::Over, DisposeOp::None, [RED, BLUE, BLUE]),
        (BlendOp::Source, DisposeOp::None, [CLEAR, BLUE, BLUE]),
        (BlendOp::Over, DisposeOp::Previous, [RED, BLUE, RED]),
        (BlendOp::Over, DisposeOp::Background, [RED, BLUE, CLEAR]),
    ];
    for (blend, dispose, [above, below, after]) in cases {
        for still_apart in [false, true] {
            let picture = from_bytes(&png_file(blend, dispose, 2, still_apart), ImageFormat::Png).unwrap();
            let (frames, plays) = played_back(&picture);
            assert_eq!((frames.len(), plays), (3, 2));
            let seen = [
                frames[0].0.get_pixel(25, 12).0,
                frames[1].0.get_pixel(25, 12).0,
                frames[1].0.get_pixel(25, 18).0,
                frames[2].0.get_pixel(25, 18).0,
                frames[2].0.get_pixel(5, 5).0,
            ];
            assert_eq!(seen, [RED, above, below, after, BLUE], "{blend:?} {dispose:?}");
            assert!(frames.iter().all(|(_, stays)| *stays == 40));
        }
    }
}

#[test]
fn a_webp_animation_moves() {
    let bytes = fs::read(fixture("moving.webp")).unwrap();
    let picture = from_bytes(&bytes, ImageFormat::WebP).unwrap();
    assert_eq!(picture.format, Format::Png);
    let (frames, plays) = played_back(&picture);
    assert_eq!((frames.len(), plays), (3, 2));
    let seen: Vec<_> = frames
        .iter()
        .map(|(frame, stays)| (frame.get_pixel(20, 15).0, *stays))
        .collect();
    let near =
        |is: [u8; 4], should: [u8; 4]| is.iter().zip(should).all(|(is, should)| is.abs_diff(should) < 30);
    for ((is, stays), should) in seen.into_iter().zip([RED, [20, 200, 20, 255], BLUE]) {
        assert!(near(is, should) && stays == 120, "{is:?} {stays}");
    }
}

#[test]
fn a_frame_that_changes_nothing_is_one_pixel() {
    let shots = vec![
        (
            DynamicImage::ImageRgba8(RgbaImage::from_pixel(50, 40, Rgba(RED))),
            100
        );
        4
    ];
    let (frames, plays) = played_back(&as_png(&shots, 0).unwrap());
    assert_eq!((frames.len(), plays), (4, 0));
    assert!(
        frames
            .iter()
            .all(|(frame, _)| frame.pixels().all(|pixel| pixel.0 == RED))
    );
}

#[test]
fn an_animation_of_many_pictures_is_made_smaller_until_it_fits() {
    let delay = image::Delay::from_numer_denom_ms(50, 1);
    let frame = Frame::from_parts(RgbaImage::new(800, 400), 0, 0, delay);
    let look = Look {
        orientation: Orientation::Rotate90,
        profile: None,
    };
    let many = image::Frames::new(Box::new(std::iter::repeat_n(frame, 10).map(Ok)));
    let shots = taken(many, &look, 2_000_000).unwrap();
    let pixels: u64 = shots
        .iter()
        .map(|(image, _)| u64::from(image.width()) * u64::from(image.height()))
        .sum();
    assert_eq!(shots.len(), 10);
    assert!(pixels <= 2_000_000, "{pixels}");
    assert!(
        shots
            .iter()
            .all(|(image, _)| image.dimensions() == shots[0].0.dimensions())
    );
    assert!(shots[0].0.height() > shots[0].0.width());
}

#[test]
fn what_comes_before_damage_moves_and_one_picture_does_not() {
    let whole = gif_file((100, 100), None, 10);
    // The last frame is cut; the mark of the end is there all the same.
    let cut = [&whole[..whole.len() - 12], b";"].concat();
    assert_eq!(
        played_back(&from_bytes(&cut, ImageFormat::Gif).unwrap()).0.len(),
        2
    );
    let mut one = Vec::new();
    let mut encoder = gif::Encoder::new(&mut one, 4, 4, &[]).unwrap();
    encoder
        .write_frame(&gif::Frame::from_rgb(4, 4, &[9; 48]))
        .unwrap();
    drop(encoder);
    assert!(from_bytes(&one, ImageFormat::Gif).is_err());
    assert!(from_bytes(b"GIF89a;", ImageFormat::Gif).is_err());
}

#[test]
fn nothing_that_is_written_about_the_picture_comes_along() {
    let (_, told) = exif(&[(0x013b, 2, b"Ada Tester of Secret Street\0")]);
    let mut gif = gif_file((40, 40), None, 10);
    let comment = [&[0x21, 0xfe, 27][..], b"Ada Tester of Secret Street", &[0]].concat();
    let end = gif.pop().unwrap();
    gif.extend(comment);
    gif.push(end);
    let mut png = png_file(BlendOp::Over, DisposeOp::None, 0, false);
    let mut chunk = [b"eXIf", &told[6..]].concat();
    let mut checksum = flate2::Crc::new();
    checksum.update(&chunk);
    chunk.extend(checksum.sum().to_be_bytes());
    let chunk = [&((told.len() - 6) as u32).to_be_bytes()[..], &chunk].concat();
    png.splice(33..33, chunk);
    for (bytes, format) in [(gif, ImageFormat::Gif), (png, ImageFormat::Png)] {
        let holds = |bytes: &[u8]| bytes.windows(6).any(|window| window == b"Secret");
        assert!(holds(&bytes), "{format:?}");
        let moving = from_bytes(&bytes, format).unwrap();
        assert!(!holds(&moving.bytes), "{format:?}");
        let kinds = [&b"eXIf"[..], b"tEXt", b"iTXt", b"XMP", b"Exif"];
        assert!(
            kinds
                .iter()
                .all(|kind| !moving.bytes.windows(kind.len()).any(|window| window == *kind))
        );
    }
}

#[test]
fn a_large_change_after_a_small_one_far_off_is_written() {
    let shot = |paint: &dyn Fn(u32, u32) -> bool| {
        let pixels = RgbaImage::from_fn(60, 40, |x, y| Rgba(if paint(x, y) { BLUE } else { RED }));
        (DynamicImage::ImageRgba8(pixels), 100)
    };
    let shots = [
        shot(&|_, _| false),
        shot(&|x, y| x > 55 && y > 35),
        shot(&|x, _| x < 50),
        shot(&|_, _| false),
    ];
    let picture = as_png(&shots, 0).unwrap();
    let decoder = PngDecoder::new(Cursor::new(picture.bytes))
        .unwrap()
        .apng()
        .unwrap();
    let frames = decoder.into_frames().collect_frames().unwrap();
    assert_eq!(frames.len(), shots.len());
    for (frame, (image, _)) in frames.iter().zip(&shots) {
        assert_eq!(frame.buffer(), &image.to_rgba8());
    }
}
