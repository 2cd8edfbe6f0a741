//! JPEG XL photos, in their own space of colour; of an animation the first picture.

use image::error::{
    DecodingError, ImageFormatHint, LimitError, LimitErrorKind, UnsupportedError, UnsupportedErrorKind,
};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError, ImageResult};
use jxl::api::{
    AlphaMode, Event, ExtraChannel, JxlColorEncoding, JxlColorProfile, JxlColorType, JxlDataFormat,
    JxlDecoder, JxlDecoderOptions, JxlOutputBuffer, JxlPixelFormat, ProfileLevel,
};

/// Colours, transparency and what else a picture may carry for each of its pixels.
const CHANNELS: u64 = 5;

/// A picture whose header has been read.
pub(crate) struct JpegXlDecoder<'a> {
    decoder: JxlDecoder,
    bytes: &'a [u8],
    /// What the decoder has not taken yet.
    rest: &'a [u8],
    width: usize,
    height: usize,
    color: ColorType,
}

impl<'a> JpegXlDecoder<'a> {
    /// Reads the header.
    ///
    /// # Errors
    /// When it is damaged, of a kind that is not known, or announces more than `pixels_limit` pixels.
    pub(crate) fn new(bytes: &'a [u8], pixels_limit: u64) -> ImageResult<Self> {
        let mut options = JxlDecoderOptions::default();
        options.sample_limit = usize::try_from(pixels_limit * CHANNELS).ok();
        options.alpha_mode = AlphaMode::Unpremultiplied;
        options.max_profile_level = ProfileLevel::Main10;
        let mut decoder = JxlDecoder::new(options);
        let mut rest = bytes;
        if step(&mut decoder, &mut rest, None)? != Event::BasicInfo {
            return Err(damaged("its header is not complete"));
        }
        let header = decoder.basic_info().zip(decoder.embedded_color_profile());
        let (info, profile) = header.ok_or_else(|| damaged("its header is not complete"))?;
        let (width, height) = info.size;
        if width as u64 * height as u64 > pixels_limit {
            return Err(ImageError::Limits(LimitError::from_kind(
                LimitErrorKind::DimensionError,
            )));
        }
        if profile.is_cmyk() {
            return Err(unsupported("the inks of a printer"));
        }
        let mut extra = info.extra_channels.iter();
        let has_alpha = extra.any(|channel| channel.ec_type == ExtraChannel::Alpha);
        let (color, color_type) = match (profile.channels(), has_alpha) {
            (1, false) => (ColorType::L8, JxlColorType::Grayscale),
            (1, true) => (ColorType::La8, JxlColorType::GrayscaleAlpha),
            (_, false) => (ColorType::Rgb8, JxlColorType::Rgb),
            (_, true) => (ColorType::Rgba8, JxlColorType::Rgba),
        };
        let format = JxlPixelFormat {
            color_type,
            color_data_format: Some(JxlDataFormat::U8 { bit_depth: 8 }),
            extra_channel_format: vec![None; info.extra_channels.len()],
        };
        decoder.set_pixel_format(format).map_err(damaged)?;
        Ok(Self {
            decoder,
            bytes,
            rest,
            width,
            height,
            color,
        })
    }

    /// The body of the first box of this kind. What is packed stays packed.
    fn part(&self, kind: &[u8; 4]) -> Option<&'a [u8]> {
        let mut rest = self.bytes;
        loop {
            let (header, after) = rest.split_at_checked(8)?;
            let (size, name) = header.split_at(4);
            let size = u32::from_be_bytes(size.try_into().ok()?) as usize;
            let body = match size {
                0 => after,
                1 => after.get(
                    8..usize::try_from(u64::from_be_bytes(after.get(..8)?.try_into().ok()?))
                        .ok()?
                        .checked_sub(8)?,
                )?,
                size => after.get(..size.checked_sub(8)?)?,
            };
            if name == kind {
                return Some(body);
            }
            let end = body.as_ptr() as usize - rest.as_ptr() as usize + body.len();
            rest = rest.get(end..)?;
        }
    }
}

impl ImageDecoder for JpegXlDecoder<'_> {
    fn dimensions(&self) -> (u32, u32) {
        let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
        (side(self.width), side(self.height))
    }

    fn color_type(&self) -> ColorType {
        self.color
    }

    /// The space that the pixels come out in.
    fn icc_profile(&mut self) -> ImageResult<Option<Vec<u8>>> {
        let plain = |profile: &&JxlColorProfile| {
            let srgb = [false, true].map(|gray| JxlColorProfile::Simple(JxlColorEncoding::srgb(gray)));
            srgb.iter().any(|srgb| profile.same_color_encoding(srgb))
        };
        let profile = self
            .decoder
            .output_color_profile()
            .filter(|profile| !plain(profile));
        Ok(profile
            .and_then(JxlColorProfile::try_as_icc)
            .map(|icc| icc.into_owned()))
    }

    fn exif_metadata(&mut self) -> ImageResult<Option<Vec<u8>>> {
        // Four bytes say how far behind them it begins (ISO/IEC 18181-2, 9.4).
        let exif = self.part(b"Exif").and_then(|body| {
            let (skip, tiff) = body.split_at_checked(4)?;
            tiff.get(u32::from_be_bytes(skip.try_into().ok()?) as usize..)
        });
        Ok(exif.map(<[u8]>::to_vec))
    }

    fn xmp_metadata(&mut self) -> ImageResult<Option<Vec<u8>>> {
        Ok(self.part(b"xml ").map(<[u8]>::to_vec))
    }

    /// The decoder turns the picture as its header says; its EXIF turns nothing (ISO/IEC 18181-2, 9.4).
    fn orientation(&mut self) -> ImageResult<Orientation> {
        Ok(Orientation::NoTransforms)
    }

    fn read_image(mut self, buf: &mut [u8]) -> ImageResult<()> {
        let row = self.width * usize::from(self.color.bytes_per_pixel());
        if buf.len() != row * self.height {
            return Err(damaged("its size is not what it announced"));
        }
        loop {
            let mut target = [JxlOutputBuffer::new(buf, self.height, row)];
            match step(&mut self.decoder, &mut self.rest, Some(&mut target))? {
                Event::FrameComplete { .. } => return Ok(()),
                Event::Complete => return Err(damaged("it has no picture")),
                Event::BasicInfo | Event::FrameHeader | Event::NeedMoreInput { .. } => {}
            }
        }
    }

    fn read_image_boxed(self: Box<Self>, buf: &mut [u8]) -> ImageResult<()> {
        (*self).read_image(buf)
    }
}

/// On to the next event; all of the file is there, so wanting more of it is damage.
fn step(
    decoder: &mut JxlDecoder,
    rest: &mut &[u8],
    target: Option<&mut [JxlOutputBuffer<'_>]>,
) -> ImageResult<Event> {
    match decoder.process(rest, target, None) {
        Ok(Event::NeedMoreInput { .. }) => Err(damaged("the file ends too early")),
        Ok(event) => Ok(event),
        Err(jxl::error::Error::OutOfMemory(_) | jxl::error::Error::ImageOutOfMemory(..)) => Err(
            ImageError::Limits(LimitError::from_kind(LimitErrorKind::InsufficientMemory)),
        ),
        Err(
            jxl::error::Error::ImageSizeTooLarge(..)
            | jxl::error::Error::ImageDimensionTooLarge(_)
            | jxl::error::Error::LevelLimitExceeded { .. },
        ) => Err(ImageError::Limits(LimitError::from_kind(
            LimitErrorKind::DimensionError,
        ))),
        Err(error) => Err(damaged(error)),
    }
}

fn damaged(error: impl ToString) -> ImageError {
    ImageError::Decoding(DecodingError::new(hint(), error.to_string()))
}

fn unsupported(what: &str) -> ImageError {
    ImageError::Unsupported(UnsupportedError::from_format_and_kind(
        hint(),
        UnsupportedErrorKind::GenericFeature(what.to_owned()),
    ))
}

fn hint() -> ImageFormatHint {
    ImageFormatHint::Name("JPEG XL".to_owned())
}
