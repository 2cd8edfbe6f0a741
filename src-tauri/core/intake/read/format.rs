//! The formats of still pictures that are shown. `image` knows most of them; the others have decoders of their own.

use image::ImageFormat;

/// A format that a picture can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    /// Opened by the `image` crate, AVIF by ours.
    Common(ImageFormat),
    /// HEIF stills coded with HEVC: what phones write.
    Heic,
    JpegXl,
}

impl PictureFormat {
    pub(crate) const JPEG: Self = Self::Common(ImageFormat::Jpeg);

    /// The field's word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Heic => "HEIC",
            Self::JpegXl => "JPEG XL",
            Self::Common(format) => match format {
                ImageFormat::Jpeg => "JPEG",
                ImageFormat::Png => "PNG",
                ImageFormat::Gif => "GIF",
                ImageFormat::WebP => "WebP",
                ImageFormat::Tiff => "TIFF",
                ImageFormat::Bmp => "BMP",
                ImageFormat::Avif => "AVIF",
                _ => "",
            },
        }
    }
}

impl From<ImageFormat> for PictureFormat {
    fn from(format: ImageFormat) -> Self {
        Self::Common(format)
    }
}
