//! AVIF photos: the container read, the AV1 picture decoded, its planes turned into pixels. All of it in safe bounds: this
//! runs in the render worker like every other decoder.

use std::borrow::Cow;

use image::error::{
    DecodingError, ImageFormatHint, LimitError, LimitErrorKind, UnsupportedError, UnsupportedErrorKind,
};
use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageError, ImageFormat, ImageResult};
use re_rav1d::dav1d::pixel::{MatrixCoefficients, YUVRange};
use re_rav1d::dav1d::{Decoder, Picture, PixelLayout, PlanarImageComponent, Settings};
use zenavif_parse::{AvifParser, ColorInformation, DecodeConfig, Unstoppable};

use crate::rendition::primaries;

/// Tiles of one picture; phones cut a photo into some dozens.
const TILES: u32 = 1024;

/// A picture whose container has been read.
pub(crate) struct AvifDecoder<'a> {
    parser: AvifParser<'a>,
    width: u32,
    height: u32,
    pixels_limit: u64,
}

impl<'a> AvifDecoder<'a> {
    /// Reads the container.
    ///
    /// # Errors
    /// When the container is damaged, of a kind that is not known, or announces more than `pixels_limit` pixels.
    pub(crate) fn new(bytes: &'a [u8], pixels_limit: u64) -> ImageResult<Self> {
        let config = DecodeConfig::default().with_max_grid_tiles(TILES).lenient(true);
        let parser = AvifParser::from_bytes_with_config(bytes, &config, &Unstoppable).map_err(damaged)?;
        let (mut width, mut height) = (0, 0);
        if let Some(grid) = parser.grid_config() {
            (width, height) = (grid.output_width, grid.output_height);
        } else if let Ok(metadata) = parser.primary_metadata() {
            (width, height) = (metadata.max_frame_width.get(), metadata.max_frame_height.get());
        }
        if width == 0 || height == 0 {
            return Err(damaged("its size is not given"));
        }
        if u64::from(width) * u64::from(height) > pixels_limit {
            return Err(ImageError::Limits(LimitError::from_kind(
                LimitErrorKind::DimensionError,
            )));
        }
        Ok(Self {
            parser,
            width,
            height,
            pixels_limit,
        })
    }

    fn has_alpha(&self) -> bool {
        self.parser.alpha_data().is_some()
    }

    fn decode(&self, bitstream: &[u8]) -> ImageResult<Picture> {
        let mut settings = Settings::new();
        settings.set_n_threads(1);
        settings.set_max_frame_delay(1);
        settings.set_frame_size_limit(u32::try_from(self.pixels_limit).unwrap_or(u32::MAX));
        let mut decoder = Decoder::with_settings(&settings).map_err(damaged)?;
        let mut waits = match decoder.send_data(bitstream.to_vec(), None, None, None) {
            Ok(()) => false,
            Err(error) if error.is_again() => true,
            Err(error) => return Err(damaged(error)),
        };
        loop {
            match decoder.get_picture() {
                Ok(picture) => return Ok(picture),
                Err(error) if error.is_again() && waits => {
                    waits = match decoder.send_pending_data() {
                        Ok(()) => false,
                        Err(error) if error.is_again() => {
                            return Err(damaged("the decoder makes no progress"));
                        }
                        Err(error) => return Err(damaged(error)),
                    };
                }
                Err(error) => return Err(damaged(error)),
            }
        }
    }

    /// How light and colour are written, by the container or else by the picture itself.
    fn coding(&self, picture: &Picture) -> Coding {
        let (matrix, full) = match self.parser.color_info() {
            Some(ColorInformation::Nclx {
                matrix_coefficients,
                full_range,
                ..
            }) => (*matrix_coefficients, *full_range),
            _ => {
                let matrix = match picture.matrix_coefficients() {
                    MatrixCoefficients::Identity => 0,
                    MatrixCoefficients::BT709 => 1,
                    MatrixCoefficients::BT2020NonConstantLuminance => 9,
                    _ => 6,
                };
                (matrix, picture.color_range() == YUVRange::Full)
            }
        };
        Coding { matrix, full }
    }

    /// Decodes one picture, or each tile, and puts it where it belongs in `target`.
    fn compose(
        &self,
        whole: impl FnOnce() -> ImageResult<Picture>,
        target: &mut [u8],
        put: impl Fn(&Picture, &mut Place<'_>) -> ImageResult<()>,
    ) -> ImageResult<()> {
        let channels = usize::from(self.color_type().channel_count());
        let mut place = |picture: &Picture, left: u32, top: u32| {
            let mut place = Place {
                pixels: &mut *target,
                stride: self.width as usize * channels,
                channels,
                left: left as usize,
                top: top as usize,
                width: picture.width().min(self.width.saturating_sub(left)) as usize,
                height: picture.height().min(self.height.saturating_sub(top)) as usize,
            };
            put(picture, &mut place)
        };
        let Some(grid) = self.parser.grid_config() else {
            return place(&whole()?, 0, 0);
        };
        let columns = usize::from(grid.columns).max(1);
        for index in 0..self.parser.grid_tile_count() {
            let tile = self.decode(&self.parser.tile_data(index).map_err(damaged)?)?;
            let left = (index % columns) as u32 * tile.width();
            let top = (index / columns) as u32 * tile.height();
            place(&tile, left, top)?;
        }
        Ok(())
    }
}

impl ImageDecoder for AvifDecoder<'_> {
    fn dimensions(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn color_type(&self) -> ColorType {
        if self.has_alpha() {
            ColorType::Rgba8
        } else {
            ColorType::Rgb8
        }
    }

    fn icc_profile(&mut self) -> ImageResult<Option<Vec<u8>>> {
        let profile = match self.parser.color_info() {
            Some(ColorInformation::IccProfile(profile)) => return Ok(Some(profile.clone())),
            Some(ColorInformation::Nclx {
                color_primaries,
                transfer_characteristics,
                ..
            }) => primaries::profile(*color_primaries, *transfer_characteristics),
            None => None,
        };
        Ok(profile)
    }

    fn exif_metadata(&mut self) -> ImageResult<Option<Vec<u8>>> {
        Ok(self.parser.exif().and_then(Result::ok).map(Cow::into_owned))
    }

    fn xmp_metadata(&mut self) -> ImageResult<Option<Vec<u8>>> {
        Ok(self.parser.xmp().and_then(Result::ok).map(Cow::into_owned))
    }

    /// What the container says; the EXIF of an AVIF file turns nothing (MIAF, ISO/IEC 23000-22, 7.3.9).
    fn orientation(&mut self) -> ImageResult<Orientation> {
        let turned = self.parser.rotation().map_or(0, |rotation| rotation.angle);
        // 0 exchanges top and bottom, 1 left and right, after turning anticlockwise.
        let mirror = self.parser.mirror().map(|mirror| mirror.axis);
        Ok(match (turned, mirror) {
            (90, None) => Orientation::Rotate270,
            (180, None) => Orientation::Rotate180,
            (270, None) => Orientation::Rotate90,
            (0, Some(0)) | (180, Some(1)) => Orientation::FlipVertical,
            (0, Some(_)) | (180, Some(_)) => Orientation::FlipHorizontal,
            (90, Some(1)) | (270, Some(0)) => Orientation::Rotate270FlipH,
            (90, Some(_)) | (270, Some(_)) => Orientation::Rotate90FlipH,
            _ => Orientation::NoTransforms,
        })
    }

    fn read_image(self, buf: &mut [u8]) -> ImageResult<()> {
        let primary = || self.decode(&self.parser.primary_data().map_err(damaged)?);
        self.compose(primary, buf, |picture, place| {
            place.paint(picture, &self.coding(picture));
            Ok(())
        })?;
        let Some(alpha) = self.parser.alpha_data() else {
            return Ok(());
        };
        if self.parser.grid_config().is_some() {
            // Cut into tiles, the alpha of a photo is cut too; no program was seen that does this.
            buf.chunks_exact_mut(4).for_each(|pixel| pixel[3] = 255);
            return Ok(());
        }
        let alpha = self.decode(&alpha.map_err(damaged)?)?;
        let premultiplied = self.parser.premultiplied_alpha();
        self.compose(
            || Ok(alpha),
            buf,
            |alpha, place| {
                place.mask(alpha, premultiplied);
                Ok(())
            },
        )
    }

    fn read_image_boxed(self: Box<Self>, buf: &mut [u8]) -> ImageResult<()> {
        (*self).read_image(buf)
    }
}

/// How light and colour are written (ITU-T H.273).
struct Coding {
    matrix: u16,
    full: bool,
}

impl Coding {
    /// Red and blue shares of light.
    fn shares(&self) -> (f32, f32) {
        match self.matrix {
            1 => (0.2126, 0.0722),
            9 | 10 => (0.2627, 0.0593),
            _ => (0.299, 0.114),
        }
    }

    /// From a value of light or colour of `bits` bits to 0–1 and −0.5–0.5: factor and zero of each.
    fn levels(&self, bits: usize) -> [(f32, f32); 2] {
        let step = (1_u32 << (bits - 8)) as f32;
        let most = ((1_u32 << bits) - 1) as f32;
        if self.full {
            [(1.0 / most, 0.0), (1.0 / most, (most + 1.0) / 2.0)]
        } else {
            [
                (1.0 / (219.0 * step), 16.0 * step),
                (1.0 / (224.0 * step), 128.0 * step),
            ]
        }
    }
}

/// A part of the target, within its bounds.
struct Place<'a> {
    pixels: &'a mut [u8],
    /// Bytes from one row to the next.
    stride: usize,
    channels: usize,
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Place<'_> {
    fn rows(&mut self) -> impl Iterator<Item = (usize, &mut [u8])> {
        let (from, bytes) = (self.left * self.channels, self.width * self.channels);
        self.pixels
            .chunks_exact_mut(self.stride)
            .skip(self.top)
            .take(self.height)
            .enumerate()
            .filter_map(move |(y, row)| Some((y, row.get_mut(from..from + bytes)?)))
    }

    fn paint(&mut self, picture: &Picture, coding: &Coding) {
        let channels = self.channels;
        let light = Samples::new(picture, PlanarImageComponent::Y);
        let [(gain, zero), (colour_gain, colour_zero)] = coding.levels(light.bits);
        let (wide, high) = match picture.pixel_layout() {
            PixelLayout::I400 => {
                for (y, row) in self.rows() {
                    for (x, pixel) in row.chunks_exact_mut(channels).enumerate() {
                        pixel[..3].fill(byte((light.at(x, y) - zero) * gain));
                    }
                }
                return;
            }
            PixelLayout::I420 => (1, 1),
            PixelLayout::I422 => (1, 0),
            PixelLayout::I444 => (0, 0),
        };
        let first = Samples::new(picture, PlanarImageComponent::U);
        let second = Samples::new(picture, PlanarImageComponent::V);
        let (red, blue) = coding.shares();
        let green = 1.0 - red - blue;
        for (y, row) in self.rows() {
            for (x, pixel) in row.chunks_exact_mut(channels).enumerate() {
                let value = (light.at(x, y) - zero) * gain;
                let (u, v) = (first.at(x >> wide, y >> high), second.at(x >> wide, y >> high));
                let [r, g, b] = if coding.matrix == 0 {
                    [(v - zero) * gain, value, (u - zero) * gain]
                } else {
                    let (u, v) = ((u - colour_zero) * colour_gain, (v - colour_zero) * colour_gain);
                    let r = value + 2.0 * (1.0 - red) * v;
                    let b = value + 2.0 * (1.0 - blue) * u;
                    [r, (value - red * r - blue * b) / green, b]
                };
                pixel[..3].copy_from_slice(&[byte(r), byte(g), byte(b)]);
            }
        }
    }

    fn mask(&mut self, alpha: &Picture, premultiplied: bool) {
        let channels = self.channels;
        let light = Samples::new(alpha, PlanarImageComponent::Y);
        let full = alpha.color_range() == YUVRange::Full;
        let [(gain, zero), _] = Coding { matrix: 0, full }.levels(light.bits);
        for (y, row) in self.rows() {
            for (x, pixel) in row.chunks_exact_mut(channels).enumerate() {
                let opacity = byte((light.at(x, y) - zero) * gain);
                if premultiplied && opacity > 0 {
                    for colour in &mut pixel[..3] {
                        *colour = byte(f32::from(*colour) / f32::from(opacity));
                    }
                }
                if let Some(last) = pixel.get_mut(3) {
                    *last = opacity;
                }
            }
        }
    }
}

/// One plane of a decoded picture.
struct Samples {
    plane: re_rav1d::dav1d::Plane,
    stride: usize,
    wide: bool,
    bits: usize,
}

impl Samples {
    fn new(picture: &Picture, component: PlanarImageComponent) -> Self {
        let bits = picture.bits_per_component().map_or(8, |bits| bits.0);
        Self {
            plane: picture.plane(component),
            stride: picture.stride(component) as usize,
            wide: bits > 8,
            bits,
        }
    }

    /// The value at a place; 0 beyond the edge.
    fn at(&self, x: usize, y: usize) -> f32 {
        if self.wide {
            let at = y * self.stride + 2 * x;
            self.plane
                .get(at..at + 2)
                .map_or(0.0, |pair| f32::from(u16::from_ne_bytes([pair[0], pair[1]])))
        } else {
            self.plane
                .get(y * self.stride + x)
                .copied()
                .map_or(0.0, f32::from)
        }
    }
}

fn byte(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0).round() as u8
}

fn damaged(error: impl ToString) -> ImageError {
    let hint = ImageFormatHint::Exact(ImageFormat::Avif);
    let words = error.to_string();
    if words.to_lowercase().contains("unsupported") {
        return ImageError::Unsupported(UnsupportedError::from_format_and_kind(
            hint,
            UnsupportedErrorKind::GenericFeature(words),
        ));
    }
    ImageError::Decoding(DecodingError::new(hint, words))
}
