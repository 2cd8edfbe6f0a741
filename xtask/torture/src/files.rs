//! Files of every kind that is shown, made by code, no two with the same bytes.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage};

use crate::chance::Chance;

const FILM: &[u8] = include_bytes!("../../../tests/fixtures/media/stage-film.mp4");
const WEBM: &[u8] = include_bytes!("../../../tests/fixtures/media/film.webm");
const AVIF: &[u8] = include_bytes!("../../../tests/fixtures/media/photo.avif");

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A photo.
    Png,
    /// A photo.
    WebP,
    /// A photo.
    Gif,
    /// A photo.
    Tiff,
    /// A photo.
    Bmp,
    /// A photo.
    Avif,
    /// A film.
    Mp4,
    /// A film.
    WebM,
    /// A publication.
    Pdf,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Jpeg,
        Self::Png,
        Self::WebP,
        Self::Gif,
        Self::Tiff,
        Self::Bmp,
        Self::Avif,
        Self::Mp4,
        Self::WebM,
        Self::Pdf,
    ];

    /// As files of this kind end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tif",
            Self::Bmp => "bmp",
            Self::Avif => "avif",
            Self::Mp4 => "mp4",
            Self::WebM => "webm",
            Self::Pdf => "pdf",
        }
    }

    /// A whole file; `chance` makes it one of its own.
    #[must_use]
    pub fn make(self, chance: &mut Chance) -> Vec<u8> {
        match self {
            Self::Jpeg => picture(chance, ImageFormat::Jpeg),
            Self::Png => picture(chance, ImageFormat::Png),
            Self::WebP => picture(chance, ImageFormat::WebP),
            Self::Tiff => picture(chance, ImageFormat::Tiff),
            Self::Bmp => picture(chance, ImageFormat::Bmp),
            Self::Gif => animation(chance),
            Self::Avif => with_box(AVIF, chance),
            Self::Mp4 => with_box(FILM, chance),
            Self::WebM => with_void(WEBM, chance),
            Self::Pdf => publication(chance),
        }
    }
}

/// A slope of light with a grain, so that it is some ten thousand bytes long and different each time.
fn draw(chance: &mut Chance) -> RgbImage {
    let (width, height) = (
        160 + 16 * u32::try_from(chance.below(6)).expect("small"),
        120 + 8 * u32::try_from(chance.below(6)).expect("small"),
    );
    let mut grain = chance.branch();
    RgbImage::from_fn(width, height, |x, y| {
        let noise = grain.number().to_le_bytes();
        let slope =
            |at: u32, of: u32, noise: u8| u8::try_from(at * 200 / of).expect("at most 200") + noise % 48;
        Rgb([
            slope(x, width, noise[0]),
            slope(y, height, noise[1]),
            slope(x + y, width + height, noise[2]),
        ])
    })
}

fn picture(chance: &mut Chance, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(draw(chance))
        .write_to(&mut bytes, format)
        .expect("memory takes every picture");
    bytes.into_inner()
}

fn animation(chance: &mut Chance) -> Vec<u8> {
    let mut bytes = Vec::new();
    {
        let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
        let first = DynamicImage::ImageRgb8(draw(chance)).into_rgba8();
        let second = image::imageops::flip_horizontal(&first);
        for picture in [first, second] {
            encoder
                .encode_frame(Frame::new(picture))
                .expect("memory takes every picture");
        }
    }
    bytes
}

/// Adds a box that everybody skips.
fn with_box(file: &[u8], chance: &mut Chance) -> Vec<u8> {
    let filling = filling(chance);
    let length = u32::try_from(filling.len() + 8).expect("small");
    [file, &length.to_be_bytes(), b"free", &filling].concat()
}

/// Lengthens the segment by an element that everybody skips.
fn with_void(file: &[u8], chance: &mut Chance) -> Vec<u8> {
    let filling = filling(chance);
    let wide = |size: u64| (0x0100_0000_0000_0000 | size).to_be_bytes();
    let void = [&[0xec][..], &wide(filling.len() as u64), &filling].concat();
    let mut longer = [file, &void].concat();
    let place = file.windows(4).position(|id| id == [0x18, 0x53, 0x80, 0x67]);
    let body = place.expect("a film has a segment") + 12;
    let size = wide((longer.len() - body) as u64);
    longer[body - 8..body].copy_from_slice(&size);
    longer
}

/// Some thousand bytes without a zero among them.
fn filling(chance: &mut Chance) -> Vec<u8> {
    let length = 2_000 + chance.below(60_000);
    (0..length)
        .map(|_| chance.number().to_le_bytes()[0] | 1)
        .collect()
}

/// One page with a bar, and a stream that nobody draws.
fn publication(chance: &mut Chance) -> Vec<u8> {
    let filling: String = filling(chance)
        .into_iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect();
    let drawing = format!("0.5 g 40 {} 200 30 re f", chance.below(500));
    let stream = |words: &str| format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << >> /Contents 4 0 R >>".to_owned(),
        stream(&drawing),
        stream(&filling),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vitrine_core::intake::whole::{Wholeness, wholeness};

    #[test]
    fn every_file_is_whole_and_no_half_of_it_is() {
        let mut chance = Chance::new(3);
        for kind in Kind::ALL {
            let file = kind.make(&mut chance);
            let judge = |bytes: &[u8]| wholeness(&mut Cursor::new(bytes), bytes.len() as u64).unwrap();
            assert_eq!(judge(&file), Wholeness::Whole, "{kind:?}");
            for _ in 0..20 {
                let cut = 1 + chance.below(file.len() - 1);
                assert!(
                    matches!(judge(&file[..cut]), Wholeness::Lacking(_)),
                    "{kind:?} at {cut} of {}",
                    file.len()
                );
            }
            assert_ne!(kind.make(&mut chance), file, "{kind:?}");
        }
    }
}
