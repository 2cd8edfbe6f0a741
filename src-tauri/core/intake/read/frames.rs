//! Whether a picture moves, told by its frame headers alone: nothing is decoded.

use std::io::Cursor;

use gif::DecodeOptions;
use image::ImageFormat;

use super::format::PictureFormat;
use crate::intake::reading::Motion;

/// Frames of an animation that is shown moving; a minute and a half at 20 in a second.
const FRAMES_LIMIT: u64 = 1800;

/// Pixels of all its frames together: what a render worker decodes and encodes anew in some seconds.
const PIXELS_LIMIT: u64 = 400_000_000;

/// How the picture of `size` pixels moves. A damaged end is as good as the end.
pub(super) fn motion(bytes: &[u8], format: PictureFormat, (width, height): (u32, u32)) -> Motion {
    let canvas = u64::from(width) * u64::from(height);
    let (frames, pixels) = match format {
        PictureFormat::Common(ImageFormat::Gif) => gif_frames(bytes),
        PictureFormat::Common(ImageFormat::Png) => all_alike(png_frames(bytes), canvas),
        PictureFormat::Common(ImageFormat::WebP) => all_alike(webp_frames(bytes), canvas),
        _ => (1, 0),
    };
    if frames < 2 {
        Motion::Still
    } else if frames > FRAMES_LIMIT || pixels > PIXELS_LIMIT {
        Motion::TooLong
    } else {
        Motion::Moves
    }
}

fn all_alike(frames: u64, canvas: u64) -> (u64, u64) {
    (frames, frames.saturating_mul(canvas))
}

/// How many there are and how many pixels they have together; counting ends where there are too many.
fn gif_frames(bytes: &[u8]) -> (u64, u64) {
    let mut options = DecodeOptions::new();
    options.skip_frame_decoding(true);
    let (mut frames, mut pixels) = (0, 0);
    let Ok(mut decoder) = options.read_info(Cursor::new(bytes)) else {
        return (frames, pixels);
    };
    while frames <= FRAMES_LIMIT
        && let Ok(Some(frame)) = decoder.next_frame_info()
    {
        frames += 1;
        pixels += u64::from(frame.width) * u64::from(frame.height);
    }
    (frames, pixels)
}

/// What the control chunk says; a viewer that does not know it shows the still before the first frame.
fn png_frames(bytes: &[u8]) -> u64 {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((&[a, b, c, d, ref name @ ..], after)) = rest.split_first_chunk::<8>() {
        match name {
            b"acTL" => {
                return after
                    .first_chunk()
                    .map_or(0, |count| u64::from(u32::from_be_bytes(*count)));
            }
            b"IDAT" => return 1,
            _ => {}
        }
        // Behind the body stands its checksum.
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    1
}

fn webp_frames(bytes: &[u8]) -> u64 {
    let mut rest = bytes.get(12..).unwrap_or_default();
    let mut frames = 0;
    while let Some((&[ref name @ .., a, b, c, d], after)) = rest.split_first_chunk::<8>() {
        frames += u64::from(name == b"ANMF");
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        rest = after.get(length.saturating_add(length % 2)..).unwrap_or_default();
    }
    frames.max(1)
}
