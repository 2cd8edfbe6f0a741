//! Still pictures: how large they are upright, what they say about themselves, and whether they are whole.

use std::borrow::Cow;
use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::format::PictureFormat;
use super::words::Words;
use super::{focus, frames, jpeg};
use crate::intake::reading::{PhotoReading, Refusal};
use crate::messages::ProblemCode;
use crate::rendition::avif::AvifDecoder;
#[cfg(feature = "heic")]
use crate::rendition::heic::HeicDecoder;
#[cfg(feature = "jpeg-xl")]
use crate::rendition::jxl::JpegXlDecoder;
use crate::rendition::protocol::refusal;
use crate::rendition::svg;

const SIDE_LIMIT: u32 = 30_000;
const PIXELS_LIMIT: u64 = 200_000_000;
const MEMORY_LIMIT: u64 = 1 << 30;

/// The EXIF of a TIFF file is the file itself, and reading it takes a copy.
const TIFF_WORDS_LIMIT: usize = 64 << 20;

/// What a picture says before its pixels.
pub(crate) struct Header<'a> {
    /// Pixels, as they lie in the file.
    width: u32,
    height: u32,
    /// How the picture has to be turned.
    pub(crate) orientation: Orientation,
    /// ICC.
    pub(crate) profile: Option<Vec<u8>>,
    xmp: Option<Cow<'a, [u8]>>,
    exif: Option<Cow<'a, [u8]>>,
}

/// Reads the header of a picture that is within all limits, and whole as far as that shows without decoding.
pub(crate) fn header(bytes: &[u8], format: PictureFormat) -> Result<Header<'_>, Refusal> {
    if format == PictureFormat::JPEG {
        check_whole(bytes, format)?;
        let found = jpeg::header(bytes);
        let (width, height) = (found.width, found.height);
        let total = u64::from(width) * u64::from(height) * u64::from(found.channels);
        check_size((width, height), total, format.name())?;
        return Ok(Header {
            width,
            height,
            orientation: found
                .exif
                .and_then(Orientation::from_exif_chunk)
                .unwrap_or(Orientation::NoTransforms),
            profile: found.profile,
            xmp: found.xmp.map(Cow::Borrowed),
            exif: found.exif.map(Cow::Borrowed),
        });
    }
    let mut decoder = decoder(bytes, format)?;
    let (width, height) = decoder.dimensions();
    Ok(Header {
        width,
        height,
        orientation: orientation(&mut decoder),
        profile: decoder.icc_profile().ok().flatten(),
        xmp: decoder.xmp_metadata().ok().flatten().map(Cow::Owned),
        exif: match format {
            PictureFormat::Common(ImageFormat::Tiff) => {
                Some(Cow::Borrowed(bytes)).filter(|bytes| bytes.len() <= TIFF_WORDS_LIMIT)
            }
            _ => decoder.exif_metadata().ok().flatten().map(Cow::Owned),
        },
    })
}

/// Reads a picture's header and metadata.
pub(crate) fn read(bytes: &[u8], format: impl Into<PictureFormat>) -> Result<PhotoReading, Refusal> {
    let format = format.into();
    let header = header(bytes, format)?;
    let (width, height) = match header.orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (header.height, header.width),
        _ => (header.width, header.height),
    };
    let iptc = if format == PictureFormat::JPEG {
        jpeg::iptc(bytes)
    } else {
        Vec::new()
    };
    let Words {
        title,
        caption,
        credit,
    } = Words::gather(header.xmp.as_deref(), &iptc, header.exif.as_deref());
    Ok(PhotoReading {
        format: format.name().to_owned(),
        width,
        height,
        title,
        caption,
        credit,
        // The pictures of phones come turned already, and from where their regions count was not tried.
        focus: header
            .xmp
            .as_deref()
            .filter(|_| format != PictureFormat::Heic)
            .and_then(|xmp| focus::focus(xmp, (header.width, header.height), header.orientation)),
        motion: frames::motion(bytes, format, (width, height)),
    })
}

/// Reads the size of a drawing, in its own units.
pub(super) fn read_svg(bytes: &[u8]) -> Result<PhotoReading, Refusal> {
    let (width, height) = svg::size(bytes)?;
    Ok(PhotoReading {
        format: "SVG".to_owned(),
        width,
        height,
        ..PhotoReading::default()
    })
}

/// A decoder that has read the header, within all limits; the file is whole as far as that shows without decoding.
pub(crate) fn decoder(
    bytes: &[u8],
    format: impl Into<PictureFormat>,
) -> Result<Box<dyn ImageDecoder + '_>, Refusal> {
    let format = format.into();
    let what = format.name();
    check_whole(bytes, format)?;
    let mut decoder = opened(bytes, format)?;
    check_size(decoder.dimensions(), decoder.total_bytes(), what)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_LIMIT);
    limits.max_image_height = Some(SIDE_LIMIT);
    limits.max_alloc = Some(MEMORY_LIMIT);
    decoder
        .set_limits(limits)
        .map_err(|error| refused(&error, what))?;
    Ok(decoder)
}

fn check_whole(bytes: &[u8], format: PictureFormat) -> Result<(), Refusal> {
    let what = format.name();
    if !is_whole(bytes, format) {
        return Err(refusal(ProblemCode::FileDamaged, what, "the file ends too early"));
    }
    match (format == PictureFormat::JPEG)
        .then(|| jpeg::unusual(bytes))
        .flatten()
    {
        Some(unusual) => Err(refusal(ProblemCode::KindNotShown, unusual, "a rare kind of JPEG")),
        None => Ok(()),
    }
}

/// `total` is the number of bytes of all its pixels.
fn check_size((width, height): (u32, u32), total: u64, what: &str) -> Result<(), Refusal> {
    if width == 0 || height == 0 {
        return Err(refusal(ProblemCode::FileDamaged, what, "no pixels"));
    }
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > SIDE_LIMIT || pixels > PIXELS_LIMIT || total > MEMORY_LIMIT {
        return Err(refusal(
            ProblemCode::FileTooLarge,
            what,
            format!("{width} x {height} pixels"),
        ));
    }
    Ok(())
}

fn opened(bytes: &[u8], format: PictureFormat) -> Result<Box<dyn ImageDecoder + '_>, Refusal> {
    let what = format.name();
    let refused = |error: ImageError| refused(&error, what);
    Ok(match format {
        #[cfg(feature = "heic")]
        PictureFormat::Heic => Box::new(HeicDecoder::new(bytes).map_err(refused)?),
        #[cfg(feature = "jpeg-xl")]
        PictureFormat::JpegXl => Box::new(JpegXlDecoder::new(bytes, PIXELS_LIMIT).map_err(refused)?),
        PictureFormat::Common(ImageFormat::Avif) => {
            Box::new(AvifDecoder::new(bytes, PIXELS_LIMIT).map_err(refused)?)
        }
        PictureFormat::Common(format) => {
            let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
            // Checked below; the reader's own check would report the limit as damage in some formats.
            reader.no_limits();
            Box::new(reader.into_decoder().map_err(refused)?)
        }
        #[cfg(not(all(feature = "heic", feature = "jpeg-xl")))]
        _ => {
            return Err(refusal(
                ProblemCode::KindNotShown,
                what,
                "built without its decoder",
            ));
        }
    })
}

/// How the picture has to be turned; a damaged tag turns nothing.
pub(crate) fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    decoder.orientation().unwrap_or(Orientation::NoTransforms)
}

/// The decoder's complaint in the exhibitor's terms.
pub(crate) fn refused(error: &ImageError, what: &str) -> Refusal {
    let code = match error {
        ImageError::Limits(_) => ProblemCode::FileTooLarge,
        ImageError::Unsupported(_) => ProblemCode::KindNotShown,
        _ => ProblemCode::FileDamaged,
    };
    refusal(code, what, error)
}

/// Cheap proof only: the full decode, when the renditions are made, is the real one.
fn is_whole(bytes: &[u8], format: PictureFormat) -> bool {
    let PictureFormat::Common(format) = format else {
        return true;
    };
    match format {
        ImageFormat::Jpeg => jpeg::is_whole(bytes),
        ImageFormat::Png => png_ends(bytes),
        ImageFormat::WebP => {
            let size = bytes
                .get(4..8)
                .and_then(|size| size.try_into().ok())
                .map_or(u32::MAX, u32::from_le_bytes);
            u64::from(size) + 8 <= bytes.len() as u64 + 1
        }
        ImageFormat::Gif => bytes.iter().rev().take(4096).any(|byte| *byte == 0x3b),
        _ => true,
    }
}

/// Follows the chunks to the one that says it is the last.
fn png_ends(bytes: &[u8]) -> bool {
    let mut at = 8usize;
    while let Some(&[a, b, c, d, ref name @ ..]) = bytes.get(at..at.saturating_add(8)) {
        if name == b"IEND" {
            return true;
        }
        at = at
            .saturating_add(u32::from_be_bytes([a, b, c, d]) as usize)
            .saturating_add(12);
    }
    false
}

#[cfg(test)]
#[path = "photo_tests.rs"]
mod tests;
