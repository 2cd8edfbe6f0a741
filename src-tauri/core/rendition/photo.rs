//! Photos: decoded once, turned upright, brought to sRGB, kept in the sizes asked for.

use std::path::Path;

use image::{ColorType, DynamicImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::intake::read::format::PictureFormat;
use crate::intake::read::photo::{decoder, header, refused};
use crate::intake::read::sniff::{self, HEAD, Kind};
use crate::intake::read::{open, whole};
use crate::intake::reading::Refusal;
use crate::messages::ProblemCode;
use crate::rendition::encode::{Subject, all_sizes, reduce};
use crate::rendition::protocol::{Picture, refusal};
use crate::rendition::recipe::Size;
use crate::rendition::{reduced, svg};

/// Makes all `sizes` of the photo or drawing at `path`.
pub(super) fn make(path: &Path, sizes: &[Size]) -> Result<Vec<(Size, Picture)>, Refusal> {
    let (mut file, kind) = open(path)?;
    match kind {
        Kind::Picture(_) | Kind::Svg => of_kind(whole(&mut file)?, kind, sizes),
        other => of_kind(Vec::new(), other, sizes),
    }
}

/// Makes all `sizes` of a picture that stands in another file.
pub(crate) fn within(bytes: Vec<u8>, sizes: &[Size]) -> Result<Vec<(Size, Picture)>, Refusal> {
    let kind = sniff::kind(&bytes[..bytes.len().min(HEAD as usize)]);
    of_kind(bytes, kind, sizes)
}

fn of_kind(bytes: Vec<u8>, kind: Kind, sizes: &[Size]) -> Result<Vec<(Size, Picture)>, Refusal> {
    match kind {
        Kind::Picture(format) => from_bytes(bytes, format, sizes),
        Kind::Svg => svg::draw(&bytes, sizes),
        Kind::Empty => Err(refusal(ProblemCode::FileEmpty, "", "no bytes")),
        _ => Err(refusal(ProblemCode::KindNotShown, "", "not a photo")),
    }
}

/// Makes all `sizes` of a picture file. The bytes are given up as soon as they are decoded.
pub(super) fn from_bytes(
    bytes: Vec<u8>,
    format: PictureFormat,
    sizes: &[Size],
) -> Result<Vec<(Size, Picture)>, Refusal> {
    let longest = sizes.iter().map(|size| size.pixels()).max().unwrap_or(0);
    let header = header(&bytes, format)?;
    let (orientation, profile) = (header.orientation, header.profile);
    let image = decoded(&bytes, format, longest)?;
    drop(bytes);
    // Small first, then the rest: colours and corners cost by the pixel.
    let image = eight_bits(reduce(image, longest)?);
    let mut image = profile
        .and_then(|profile| to_srgb(&image, &profile))
        .unwrap_or(image);
    image.apply_orientation(orientation);
    all_sizes(image, Subject::Photo, sizes)
}

fn decoded(bytes: &[u8], format: PictureFormat, longest: u32) -> Result<DynamicImage, Refusal> {
    let reduced = (format == PictureFormat::JPEG)
        .then(|| reduced::decode(bytes, longest))
        .flatten();
    match reduced {
        Some(image) => Ok(image),
        None => DynamicImage::from_decoder(decoder(bytes, format)?)
            .map_err(|error| refused(&error, format.name())),
    }
}

pub(super) fn eight_bits(image: DynamicImage) -> DynamicImage {
    match image.color() {
        ColorType::L8 | ColorType::La8 | ColorType::Rgb8 | ColorType::Rgba8 => image,
        ColorType::L16 => DynamicImage::ImageLuma8(image.into_luma8()),
        ColorType::La16 => DynamicImage::ImageLumaA8(image.into_luma_alpha8()),
        color if color.has_alpha() => DynamicImage::ImageRgba8(image.into_rgba8()),
        _ => DynamicImage::ImageRgb8(image.into_rgb8()),
    }
}

/// `None` when the profile is damaged, or belongs to the inks that the decoder has already turned into light.
pub(super) fn to_srgb(image: &DynamicImage, profile: &[u8]) -> Option<DynamicImage> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    let gray = profile.color_space == DataColorSpace::Gray;
    let (source, target, pixels) = match image {
        DynamicImage::ImageLuma8(_) if gray => (Layout::Gray, Layout::Rgb, image.as_bytes()),
        DynamicImage::ImageLumaA8(_) if gray => (Layout::GrayAlpha, Layout::Rgba, image.as_bytes()),
        DynamicImage::ImageRgb8(_) if profile.color_space == DataColorSpace::Rgb => {
            (Layout::Rgb, Layout::Rgb, image.as_bytes())
        }
        DynamicImage::ImageRgba8(_) if profile.color_space == DataColorSpace::Rgb => {
            (Layout::Rgba, Layout::Rgba, image.as_bytes())
        }
        _ => return None,
    };
    let transform = profile
        .create_transform_8bit(
            source,
            &ColorProfile::new_srgb(),
            target,
            TransformOptions::default(),
        )
        .ok()?;
    let (width, height) = (image.width(), image.height());
    let mut converted = match target {
        Layout::Rgba => DynamicImage::new_rgba8(width, height),
        _ => DynamicImage::new_rgb8(width, height),
    };
    let target = match &mut converted {
        DynamicImage::ImageRgba8(pixels) => &mut **pixels,
        DynamicImage::ImageRgb8(pixels) => &mut **pixels,
        _ => return None,
    };
    transform.transform(pixels, target).ok()?;
    Some(converted)
}

#[cfg(test)]
#[path = "photo_tests.rs"]
mod tests;
