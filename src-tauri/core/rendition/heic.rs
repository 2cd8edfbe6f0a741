//! HEIC photos, as iPhones write them: HEVC stills, most often cut into tiles.

use heic_decoder::{ColorInfo, HeifError, ImageInfo, Metadata, RgbOptions};
use image::error::{
    DecodingError, ImageFormatHint, LimitError, LimitErrorKind, UnsupportedError, UnsupportedErrorKind,
};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError, ImageResult};

use crate::rendition::primaries;

/// The decoder holds each sample in four bytes, and all tiles beside the picture they make up.
const PIXELS_LIMIT: u64 = 100_000_000;

/// Deep enough for the quarters of quarters of a coding block.
const STACK: usize = 8 << 20;

/// A picture whose container has been read.
pub(crate) struct HeicDecoder<'a> {
    bytes: &'a [u8],
    info: ImageInfo,
    metadata: Metadata,
}

impl<'a> HeicDecoder<'a> {
    /// Reads the container.
    ///
    /// # Errors
    /// When it is damaged, of a kind that is not known, or announces too many pixels.
    pub(crate) fn new(bytes: &'a [u8]) -> ImageResult<Self> {
        let info = heic_decoder::probe(bytes).map_err(refused)?;
        if info.coded_width as u64 * info.coded_height as u64 > PIXELS_LIMIT {
            return Err(ImageError::Limits(LimitError::from_kind(
                LimitErrorKind::DimensionError,
            )));
        }
        let metadata = heic_decoder::read_metadata(bytes).map_err(refused)?;
        Ok(Self {
            bytes,
            info,
            metadata,
        })
    }
}

impl ImageDecoder for HeicDecoder<'_> {
    fn dimensions(&self) -> (u32, u32) {
        let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
        (side(self.info.width), side(self.info.height))
    }

    fn color_type(&self) -> ColorType {
        if self.info.alpha_bit_depth.is_some() {
            ColorType::Rgba8
        } else {
            ColorType::Rgb8
        }
    }

    fn icc_profile(&mut self) -> ImageResult<Option<Vec<u8>>> {
        Ok(self.metadata.icc_profile.clone().or_else(|| {
            let colour = self.metadata.color_info?;
            primaries::profile(colour.color_primaries, colour.transfer_characteristics)
        }))
    }

    fn exif_metadata(&mut self) -> ImageResult<Option<Vec<u8>>> {
        Ok(self.metadata.exif.clone())
    }

    fn xmp_metadata(&mut self) -> ImageResult<Option<Vec<u8>>> {
        Ok(self.metadata.xmp.clone())
    }

    /// The decoder turns the picture as its container says; its EXIF turns nothing (ISO/IEC 23008-12, A.2.1).
    fn orientation(&mut self) -> ImageResult<Orientation> {
        Ok(Orientation::NoTransforms)
    }

    fn read_image(self, buf: &mut [u8]) -> ImageResult<()> {
        let has_alpha = self.info.alpha_bit_depth.is_some();
        let decode = || -> heic_decoder::Result<Vec<u8>> {
            let image = heic_decoder::decode(self.bytes)?;
            let options = RgbOptions {
                color: image.color_info.map(as_still),
                ..RgbOptions::default()
            };
            if !has_alpha {
                return Ok(image.to_rgb8_with_options(&options)?.data);
            }
            let mut pixels = image.to_rgba8_with_options(&options)?;
            if pixels.premultiplied {
                pixels.data.chunks_exact_mut(4).for_each(divide);
            }
            Ok(pixels.data)
        };
        // One worker has one processor. A pool of its own ends with the picture and leaves no thread behind.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK);
        let pool = pool.build().map_err(|error| refused_as(error.to_string()))?;
        let pixels = pool.install(decode).map_err(refused)?;
        if pixels.len() != buf.len() {
            return Err(refused_as("its size is not what it announced".to_owned()));
        }
        buf.copy_from_slice(&pixels);
        Ok(())
    }

    fn read_image_boxed(self: Box<Self>, buf: &mut [u8]) -> ImageResult<()> {
        (*self).read_image(buf)
    }
}

/// A still whose matrix is left open is read as JPEG is (ISO/IEC 23000-22, 7.3.6.4).
fn as_still(colour: ColorInfo) -> ColorInfo {
    let matrix_coefficients = match colour.matrix_coefficients {
        2 => 6,
        known => known,
    };
    ColorInfo {
        matrix_coefficients,
        ..colour
    }
}

/// Colour that was multiplied by its opacity, as it was before.
fn divide(pixel: &mut [u8]) {
    let [colours @ .., opacity] = pixel else { return };
    let opacity = u32::from(*opacity);
    for colour in colours {
        let plain = (u32::from(*colour) * 255 + opacity / 2).checked_div(opacity);
        *colour = plain.map_or(*colour, |plain| plain.min(255) as u8);
    }
}

fn refused(error: HeifError) -> ImageError {
    match error {
        HeifError::Unsupported(what) => ImageError::Unsupported(UnsupportedError::from_format_and_kind(
            hint(),
            UnsupportedErrorKind::GenericFeature(what.to_owned()),
        )),
        HeifError::LimitExceeded(_) => {
            ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory))
        }
        other => refused_as(other.to_string()),
    }
}

fn refused_as(words: String) -> ImageError {
    ImageError::Decoding(DecodingError::new(hint(), words))
}

fn hint() -> ImageFormatHint {
    ImageFormatHint::Name("HEIC".to_owned())
}
