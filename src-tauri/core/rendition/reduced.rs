//! JPEG files decoded at a half, a quarter or an eighth: what a smaller picture cannot show is never turned into
//! pixels, which saves most of the memory, and the time to reduce them.

use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_decoder::{Decoder, PixelFormat};

/// Decodes a JPEG file so far reduced that its longest side still has at least `longest` pixels.
///
/// `None` when that is not possible, or when the file is anything but plain grey or colour: then the decoder of full
/// size, which knows more kinds and has the last word on damage, is to be asked.
pub(super) fn decode(bytes: &[u8], longest: u32) -> Option<DynamicImage> {
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().ok()?;
    let info = decoder.info()?;
    if !matches!(info.pixel_format, PixelFormat::L8 | PixelFormat::RGB24) {
        return None;
    }
    let side = info.width.max(info.height);
    let share = [8, 4, 2]
        .into_iter()
        .find(|share| u32::from(side / share) >= longest)?;
    let (width, height) = decoder
        .scale(info.width.div_ceil(share), info.height.div_ceil(share))
        .ok()?;
    let (width, height) = (u32::from(width), u32::from(height));
    let pixels = decoder.decode().ok()?;
    match info.pixel_format {
        PixelFormat::L8 => GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8),
        _ => RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendition::samples::{file, jpeg};
    use image::{GenericImageView, ImageFormat};

    fn sides(bytes: &[u8], longest: u32) -> Option<(u32, u32)> {
        decode(bytes, longest).map(|image| image.dimensions())
    }

    #[test]
    fn as_small_as_is_large_enough() {
        let photo = jpeg(1603, 801, &[]);
        assert_eq!(sides(&photo, 200), Some((201, 101)));
        assert_eq!(sides(&photo, 201), Some((401, 201)));
        assert_eq!(sides(&photo, 801), Some((802, 401)));
        assert_eq!(sides(&photo, 802), None);
    }

    #[test]
    fn colours_and_greys_stay_where_they_are() {
        let photo = decode(&jpeg(800, 400, &[]), 200).unwrap().into_rgb8();
        for (x, expected) in [(20, [220, 20, 20]), (180, [20, 20, 220])] {
            let near = |(is, should): (&u8, u8)| is.abs_diff(should) < 6;
            assert!(photo.get_pixel(x, 50).0.iter().zip(expected).all(near));
        }
        let ramp = GrayImage::from_fn(800, 400, |x, _| image::Luma([(x / 4) as u8]));
        let gray = decode(&file(&DynamicImage::ImageLuma8(ramp), ImageFormat::Jpeg), 200).unwrap();
        assert!(
            matches!(&gray, DynamicImage::ImageLuma8(gray) if gray.get_pixel(100, 9)[0].abs_diff(100) < 4)
        );
    }

    #[test]
    fn damage_is_left_to_the_other_decoder() {
        let photo = jpeg(800, 400, &[]);
        assert!(decode(&photo[..photo.len() / 2], 200).is_none());
        assert!(decode(b"no picture", 200).is_none());
    }
}
