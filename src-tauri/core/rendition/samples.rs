//! Small files for tests, made in code so that every byte of them has a reason.

use std::io::Cursor;
use std::path::PathBuf;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

/// A film or sound made with ffmpeg; `tests/fixtures/media` says in its names what each is for.
pub(crate) fn fixture(name: &str) -> PathBuf {
    [
        env!("CARGO_MANIFEST_DIR"),
        "..",
        "..",
        "tests",
        "fixtures",
        "media",
        name,
    ]
    .iter()
    .collect()
}

/// Left half red, right half blue.
pub(crate) fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    })
}

/// A picture file in any format that `image` writes.
pub(crate) fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG file of two halves with these application segments.
pub(crate) fn jpeg(width: u16, height: u16, segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    for (number, body) in segments {
        encoder.add_app_segment(*number, body.clone()).unwrap();
    }
    let pixels = two_halves(width.into(), height.into());
    encoder.encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}

/// An APP1 segment with these fields in its first directory: tag, type, count and value or data.
pub(crate) fn exif(fields: &[(u16, u16, &[u8])]) -> (u8, Vec<u8>) {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend((fields.len() as u16).to_le_bytes());
    let mut data_at = 8 + 2 + fields.len() * 12 + 4;
    let mut data = Vec::new();
    for (tag, kind, value) in fields {
        let unit = if *kind == 3 { 2 } else { 1 };
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend(((value.len() / unit) as u32).to_le_bytes());
        if value.len() <= 4 {
            tiff.extend(value.iter().chain(&[0; 4]).take(4));
        } else {
            tiff.extend((data_at as u32).to_le_bytes());
            data.extend_from_slice(value);
            data_at += value.len();
        }
    }
    tiff.extend([0; 4]);
    tiff.extend(data);
    (1, [&b"Exif\0\0"[..], &tiff].concat())
}

/// A PDF file of these objects, numbered from 1; the first is the catalog.
pub(crate) fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let count = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    bytes
}

/// A PDF file with one page of this size, rotation and content; `/F1` is Helvetica.
pub(crate) fn one_page(media_box: &str, rotate: u32, content: &str) -> Vec<u8> {
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox {media_box} /Rotate {rotate} /Contents 4 0 R \
         /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    );
    let content = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            &page,
            &content,
        ],
        "",
    )
}
