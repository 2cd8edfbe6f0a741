//! Animations: decoded here, within limits, and written anew so that no byte of the original reaches a screen.
//!
//! A GIF stays a GIF, its colours and frames as they are: nothing is lost and nothing grows. WebP, PNG and GIF files
//! larger than a screen become PNG animations of whole colours, in which each frame is only what has changed.

use std::io::Cursor;
use std::path::Path;

use gif::{ColorOutput, DecodeOptions, MemoryLimit, Repeat};
use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::{LoopCount, Orientation};
use image::{AnimationDecoder, DynamicImage, Frame, ImageDecoder, ImageFormat};
use png::{BitDepth, BlendOp, Compression, DisposeOp, Encoder};

use crate::intake::read::format::PictureFormat;
use crate::intake::read::photo::{decoder, orientation, refused};
use crate::intake::read::sniff::Kind;
use crate::intake::read::{open, whole};
use crate::intake::reading::Refusal;
use crate::messages::ProblemCode;
use crate::rendition::encode::{has_transparency, reduce};
use crate::rendition::photo::{eight_bits, to_srgb};
use crate::rendition::protocol::{Format, Picture, refusal};
use crate::rendition::recipe::Size;

/// Pixels of all frames of a PNG animation together. A longer one is made smaller.
const PIXELS_LIMIT: u64 = 60_000_000;
/// Smallest longest side an animation is brought to.
const LEAST: u32 = 480;
/// A screen that holds more than this has better things to do with it.
const BYTES_LIMIT: usize = 64 << 20;
/// What a frame of a GIF may unpack to.
const FRAME_LIMIT: u64 = 256 << 20;
/// Browsers take what is shorter for a mistake, and show such a frame this long; so do we. In milliseconds.
const SHORTEST: u32 = 10;
const INSTEAD: u32 = 100;

/// Makes the moving rendition of the animation at `path`.
pub(super) fn make(path: &Path) -> Result<Picture, Refusal> {
    let (mut file, kind) = open(path)?;
    match kind {
        Kind::Picture(PictureFormat::Common(format)) => from_bytes(&whole(&mut file)?, format),
        _ => Err(still()),
    }
}

pub(super) fn from_bytes(bytes: &[u8], format: ImageFormat) -> Result<Picture, Refusal> {
    let what = PictureFormat::from(format).name();
    let mut header = decoder(bytes, format)?;
    let (width, height) = header.dimensions();
    if format == ImageFormat::Gif && width.max(height) <= Size::Screen.pixels() {
        return same_gif(bytes).map_err(|error| refusal(ProblemCode::FileDamaged, what, error));
    }
    let look = Look {
        orientation: orientation(&mut header),
        profile: header.icc_profile().ok().flatten(),
    };
    drop(header);
    let input = Cursor::new(bytes);
    let refused = |error| refused(&error, what);
    let (frames, plays) = match format {
        ImageFormat::Gif => played(GifDecoder::new(input).map_err(refused)?),
        ImageFormat::WebP => played(WebPDecoder::new(input).map_err(refused)?),
        ImageFormat::Png => played(
            PngDecoder::new(input)
                .and_then(PngDecoder::apng)
                .map_err(refused)?,
        ),
        _ => return Err(still()),
    };
    let frames = taken(frames, &look, PIXELS_LIMIT)?;
    as_png(&frames, plays).map_err(|error| refusal(ProblemCode::FileTooLarge, what, error))
}

fn still() -> Refusal {
    refusal(ProblemCode::KindNotShown, "", "not an animation")
}

/// What is done to every frame.
struct Look {
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

/// A whole picture of the animation, and how long it stays, in milliseconds.
type Shot = (DynamicImage, u32);

fn played<'a>(decoder: impl AnimationDecoder<'a>) -> (image::Frames<'a>, u32) {
    let plays = match decoder.loop_count() {
        LoopCount::Infinite => 0,
        LoopCount::Finite(count) => count.get(),
    };
    (decoder.into_frames(), plays)
}

/// Decodes the frames one by one and keeps them no larger than they will be shown, `most` pixels all together. What comes
/// before damage is shown.
fn taken(frames: image::Frames<'_>, look: &Look, most: u64) -> Result<Vec<Shot>, Refusal> {
    let mut longest = Size::Screen.pixels();
    let mut taken: Vec<Shot> = Vec::new();
    let mut pixels = 0;
    for frame in frames.map_while(Result::ok) {
        let (image, stays) = shot(frame, look, longest)?;
        pixels += u64::from(image.width()) * u64::from(image.height());
        taken.push((image, stays));
        while pixels > most {
            let side = taken[0].0.width().max(taken[0].0.height());
            longest = longest.min(side) * 3 / 4;
            if longest < LEAST {
                return Err(refusal(
                    ProblemCode::FileTooLarge,
                    "",
                    "too many pictures to move",
                ));
            }
            pixels = 0;
            for (image, _) in &mut taken {
                *image = reduce(std::mem::take(image), longest)?;
                pixels += u64::from(image.width()) * u64::from(image.height());
            }
        }
    }
    if taken.len() < 2 {
        return Err(still());
    }
    // Frames that came before the last time it was made smaller have been reduced twice, and may differ by a pixel.
    let size = (taken[0].0.width(), taken[0].0.height());
    for (image, _) in &mut taken {
        if (image.width(), image.height()) != size {
            *image = image.resize_exact(size.0, size.1, image::imageops::FilterType::Triangle);
        }
    }
    Ok(taken)
}

fn shot(frame: Frame, look: &Look, longest: u32) -> Result<Shot, Refusal> {
    let (numerator, denominator) = frame.delay().numer_denom_ms();
    let stays = numerator.checked_div(denominator).unwrap_or(0);
    let image = eight_bits(reduce(DynamicImage::ImageRgba8(frame.into_buffer()), longest)?);
    let mut image = look
        .profile
        .as_ref()
        .and_then(|profile| to_srgb(&image, profile))
        .unwrap_or(image);
    image.apply_orientation(look.orientation);
    Ok((image, if stays <= SHORTEST { INSTEAD } else { stays }))
}

/// The frames as they are coded, with everything around them left behind.
fn same_gif(bytes: &[u8]) -> Result<Picture, String> {
    let said = |error: &dyn std::fmt::Display| error.to_string();
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.set_memory_limit(MemoryLimit::Bytes(
        FRAME_LIMIT.try_into().map_err(|error| said(&error))?,
    ));
    options.check_frame_consistency(true);
    let mut decoder = options.read_info(bytes).map_err(|error| said(&error))?;
    let palette = decoder.global_palette().unwrap_or_default().to_vec();
    let mut written = Vec::new();
    let mut encoder = gif::Encoder::new(&mut written, decoder.width(), decoder.height(), &palette)
        .map_err(|error| said(&error))?;
    let mut frames = 0;
    loop {
        let mut frame = match decoder.read_next_frame() {
            Ok(Some(frame)) => frame.clone(),
            Err(error) if frames < 2 => return Err(said(&error)),
            // What comes before damage is shown.
            Ok(None) | Err(_) => break,
        };
        // How often it plays may stand before any frame; it is known once one has been read.
        if frames == 0 {
            let repeat = match decoder.repeat() {
                Repeat::Finite(0) | Repeat::Infinite => Repeat::Infinite,
                finite => finite,
            };
            encoder.set_repeat(repeat).map_err(|error| said(&error))?;
        }
        frames += 1;
        frame.interlaced = false;
        frame.needs_user_input = false;
        if u32::from(frame.delay) * 10 <= SHORTEST {
            frame.delay = (INSTEAD / 10) as u16;
        }
        encoder.write_frame(&frame).map_err(|error| said(&error))?;
    }
    drop(encoder);
    match frames {
        0 | 1 => Err("not an animation".to_owned()),
        _ if written.len() > BYTES_LIMIT => Err("too many bytes to move".to_owned()),
        _ => Ok(Picture {
            bytes: written,
            format: Format::Gif,
        }),
    }
}

fn as_png(shots: &[Shot], plays: u32) -> Result<Picture, png::EncodingError> {
    let (width, height) = (shots[0].0.width(), shots[0].0.height());
    let opaque = shots.iter().all(|(image, _)| !has_transparency(image));
    let (color, channels) = if opaque {
        (png::ColorType::Rgb, 3)
    } else {
        (png::ColorType::Rgba, 4)
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    encoder.set_animated(shots.len() as u32, plays)?;
    encoder.set_blend_op(BlendOp::Source)?;
    encoder.set_dispose_op(DisposeOp::None)?;
    let mut writer = encoder.write_header()?;
    let mut before: Option<Vec<u8>> = None;
    for (image, stays) in shots {
        let pixels = if opaque {
            image.to_rgb8().into_raw()
        } else {
            image.to_rgba8().into_raw()
        };
        let row = width as usize * channels;
        let part = match &before {
            None => Part::all(width, height),
            Some(before) => Part::changed(before, &pixels, row, channels),
        };
        // Its size is held against the place of the part before until it has one of its own.
        writer.reset_frame_position()?;
        writer.set_frame_dimension(part.width, part.height)?;
        writer.set_frame_position(part.left, part.top)?;
        writer.set_frame_delay(u16::try_from(*stays).unwrap_or(u16::MAX), 1000)?;
        writer.write_image_data(&part.of(&pixels, row, channels))?;
        before = Some(pixels);
    }
    writer.finish()?;
    Ok(Picture {
        bytes,
        format: Format::Png,
    })
}

/// A rectangle of a frame, in pixels.
struct Part {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

impl Part {
    fn all(width: u32, height: u32) -> Self {
        Self {
            left: 0,
            top: 0,
            width,
            height,
        }
    }

    /// The smallest that holds every pixel that differs; one pixel where none does, for a frame may not be empty. A row
    /// is so many bytes long.
    fn changed(before: &[u8], now: &[u8], row: usize, channels: usize) -> Self {
        let (mut left, mut right, mut top, mut bottom) = (row, 0, None, 0);
        for (y, (old, new)) in before.chunks_exact(row).zip(now.chunks_exact(row)).enumerate() {
            if old == new {
                continue;
            }
            let differs = |(old, new): (&u8, &u8)| old != new;
            left = old.iter().zip(new).position(differs).unwrap_or(left).min(left);
            right = old.iter().zip(new).rposition(differs).unwrap_or(right).max(right);
            top.get_or_insert(y);
            bottom = y;
        }
        let Some(top) = top else {
            return Self::all(1, 1);
        };
        let (left, right) = (left / channels, right / channels);
        Self {
            left: left as u32,
            top: top as u32,
            width: (right - left + 1) as u32,
            height: (bottom - top + 1) as u32,
        }
    }

    fn of(&self, pixels: &[u8], row: usize, channels: usize) -> Vec<u8> {
        let (from, length) = (self.left as usize * channels, self.width as usize * channels);
        let mut part = Vec::with_capacity(length * self.height as usize);
        let rows = pixels.chunks_exact(row).skip(self.top as usize);
        for row in rows.take(self.height as usize) {
            part.extend_from_slice(&row[from..from + length]);
        }
        part
    }
}

#[cfg(test)]
#[path = "moving_tests.rs"]
mod tests;
