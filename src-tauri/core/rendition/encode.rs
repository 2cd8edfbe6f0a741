//! From pixels to files: one picture brought to several sizes, each encoded as what suits it.

use fast_image_resize::{ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use crate::intake::reading::Refusal;
use crate::messages::ProblemCode;
use crate::rendition::protocol::{Format, Picture, refusal};
use crate::rendition::recipe::Size;

/// What a picture shows decides how it is encoded.
///
/// Photos become JPEG unless they are transparent. So do pages that are scans; a page of text becomes PNG, which loses
/// nothing, is commonly smaller and takes a tenth of the time (3 ms against 30 ms at 1920 px).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Colour is kept at half resolution, as eyes do.
    Photo,
    /// Thin coloured letters need their colour at full resolution.
    Page,
}

/// Brings `image`, which is 8 bits per channel, to each size, largest first from the original and on from there.
pub(super) fn all_sizes(
    image: DynamicImage,
    subject: Subject,
    sizes: &[Size],
) -> Result<Vec<(Size, Picture)>, Refusal> {
    let mut order: Vec<Size> = sizes.to_vec();
    order.sort_by_key(|size| std::cmp::Reverse(size.pixels()));
    order.dedup();
    let mut image = image;
    let mut made = Vec::new();
    for size in order {
        image = reduce(image, size.pixels())?;
        made.push((size, encode(&image, subject, size)?));
    }
    let find = |size: &Size| made.iter().find(|(made, _)| made == size).cloned();
    Ok(sizes.iter().filter_map(find).collect())
}

/// Scales down until the longest side is at most `longest` pixels; never up.
pub(super) fn reduce(image: DynamicImage, longest: u32) -> Result<DynamicImage, Refusal> {
    let (width, height) = (image.width(), image.height());
    let side = width.max(height);
    if side <= longest {
        return Ok(image);
    }
    let scaled = |length: u32| {
        let scaled = (u64::from(length) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
        u32::try_from(scaled).unwrap_or(longest).max(1)
    };
    let mut small = DynamicImage::new(scaled(width), scaled(height), image.color());
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(fast_image_resize::FilterType::Lanczos3));
    Resizer::new()
        .resize(&image, &mut small, &options)
        .map_err(|error| refusal(ProblemCode::KindNotShown, "", error))?;
    Ok(small)
}

fn encode(image: &DynamicImage, subject: Subject, size: Size) -> Result<Picture, Refusal> {
    let quality = match (subject, size) {
        (Subject::Page, _) => 90,
        (Subject::Photo, Size::Shelf) => 82,
        (Subject::Photo, _) => 85,
    };
    match image {
        _ if subject == Subject::Page && is_flat(image) => png(image),
        DynamicImage::ImageLumaA8(_) | DynamicImage::ImageRgba8(_) if has_transparency(image) => webp(image),
        DynamicImage::ImageLuma8(pixels) => jpeg(image, pixels, ColorType::Luma, subject, quality),
        DynamicImage::ImageRgb8(pixels) => jpeg(image, pixels, ColorType::Rgb, subject, quality),
        DynamicImage::ImageRgba8(pixels) => jpeg(image, pixels, ColorType::Rgba, subject, quality),
        other => {
            let image = DynamicImage::ImageRgb8(other.to_rgb8());
            jpeg(&image, image.as_bytes(), ColorType::Rgb, subject, quality)
        }
    }
}

pub(super) fn has_transparency(image: &DynamicImage) -> bool {
    let channels = usize::from(image.color().channel_count());
    image
        .as_bytes()
        .iter()
        .skip(channels - 1)
        .step_by(channels)
        .any(|alpha| *alpha != u8::MAX)
}

fn jpeg(
    image: &DynamicImage,
    pixels: &[u8],
    color: ColorType,
    subject: Subject,
    quality: u8,
) -> Result<Picture, Refusal> {
    let too_large = |_| refusal(ProblemCode::FileTooLarge, "", "too wide for a JPEG file");
    let width = u16::try_from(image.width()).map_err(too_large)?;
    let height = u16::try_from(image.height()).map_err(too_large)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    match subject {
        Subject::Page => encoder.set_sampling_factor(SamplingFactor::R_4_4_4),
        Subject::Photo => {
            encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
            encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        }
    }
    encoder
        .encode(pixels, width, height, color)
        .map_err(|error| refusal(ProblemCode::KindNotShown, "", error))?;
    Ok(Picture {
        bytes,
        format: Format::Jpeg,
    })
}

/// Whether nearly every pixel is like the one before it, as on a page of letters. Some of the rows tell as much as all.
fn is_flat(image: &DynamicImage) -> bool {
    /// Set text has 94 to 99 alike of a hundred, photographs some thirty.
    const FLAT: f64 = 0.85;
    const EVERY: usize = 8;
    let channels = usize::from(image.color().channel_count());
    let row = channels * image.width() as usize;
    let (mut alike, mut all) = (0, 0);
    for row in image.as_bytes().chunks_exact(row.max(1)).step_by(EVERY) {
        let pixels = row.chunks_exact(channels);
        let next = pixels.clone().skip(1);
        alike += pixels.zip(next).filter(|(one, other)| one == other).count();
        all += (row.len() / channels).saturating_sub(1);
    }
    alike as f64 >= FLAT * all as f64
}

fn png(image: &DynamicImage) -> Result<Picture, Refusal> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive);
    image
        .write_with_encoder(encoder)
        .map_err(|error| refusal(ProblemCode::KindNotShown, "", error))?;
    Ok(Picture {
        bytes,
        format: Format::Png,
    })
}

fn webp(image: &DynamicImage) -> Result<Picture, Refusal> {
    let mut bytes = Vec::new();
    let image = DynamicImage::ImageRgba8(image.to_rgba8());
    WebPEncoder::new_lossless(&mut bytes)
        .write_image(
            image.as_bytes(),
            image.width(),
            image.height(),
            ExtendedColorType::Rgba8,
        )
        .map_err(|error| refusal(ProblemCode::KindNotShown, "", error))?;
    Ok(Picture {
        bytes,
        format: Format::WebP,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma, Rgb, RgbImage};

    fn encoded(image: DynamicImage, subject: Subject) -> Picture {
        let mut pictures = all_sizes(image, subject, &[Size::Screen]).unwrap();
        pictures.remove(0).1
    }

    #[test]
    fn a_page_of_letters_loses_nothing() {
        // Lines of strokes, a few pixels wide and apart, in every other band.
        let ink = |x: u32, y: u32| (y / 12).is_multiple_of(2) && x % 20 < 3;
        let coloured = DynamicImage::from(RgbImage::from_fn(300, 200, |x, y| {
            Rgb(if ink(x, y) { [140, 20, 60] } else { [255; 3] })
        }));
        let gray = DynamicImage::from(GrayImage::from_fn(300, 200, |x, y| {
            Luma([if ink(x, y) { 30 } else { 255 }])
        }));
        for page in [coloured, gray] {
            let picture = encoded(page.clone(), Subject::Page);
            assert_eq!(picture.format, Format::Png);
            assert_eq!(image::load_from_memory(&picture.bytes).unwrap(), page);
        }
    }

    #[test]
    fn photographs_are_jpeg_on_pages_too() {
        let photo = RgbImage::from_fn(300, 200, |x, y| {
            Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, 90])
        });
        for subject in [Subject::Photo, Subject::Page] {
            let picture = encoded(photo.clone().into(), subject);
            assert_eq!(picture.format, Format::Jpeg);
        }
        let poster = RgbImage::from_pixel(300, 200, Rgb([9, 9, 9]));
        assert_eq!(encoded(poster.into(), Subject::Photo).format, Format::Jpeg);
    }
}
