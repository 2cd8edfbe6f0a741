//! Drawings: rasterised here and never shown live, with nothing fetched and no file opened on their behalf.

use std::io::Read;
use std::sync::{Arc, OnceLock};

use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, fontdb};

use crate::intake::reading::Refusal;
use crate::messages::ProblemCode;
use crate::rendition::encode::{Subject, all_sizes};
use crate::rendition::protocol::{Picture, refusal};
use crate::rendition::recipe::Size;

/// Markup beyond this is not drawn by hand; compressed, it would be a bomb.
const MARKUP_LIMIT: u64 = 64 << 20;

/// Width and height in its own units, rounded, at least 1.
pub(crate) fn size(bytes: &[u8]) -> Result<(u32, u32), Refusal> {
    let tree = parse(bytes)?;
    let side = |side: f32| (side.round() as u32).max(1);
    Ok((side(tree.size().width()), side(tree.size().height())))
}

/// Makes all `sizes`; a drawing, unlike a photo, always fills them.
pub(super) fn draw(bytes: &[u8], sizes: &[Size]) -> Result<Vec<(Size, Picture)>, Refusal> {
    let tree = parse(bytes)?;
    let longest = sizes.iter().map(|size| size.pixels()).max().unwrap_or(1);
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = longest as f32 / width.max(height);
    let side = |side: f32| ((side * scale).round() as u32).clamp(1, longest);
    let mut pixels = Pixmap::new(side(width), side(height))
        .ok_or_else(|| refusal(ProblemCode::FileTooLarge, "SVG", "no memory for its pixels"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let (width, height) = (pixels.width(), pixels.height());
    let image = RgbaImage::from_raw(width, height, pixels.take_demultiplied())
        .expect("a pixmap has four bytes for each of its pixels");
    all_sizes(DynamicImage::ImageRgba8(image), Subject::Page, sizes)
}

fn parse(bytes: &[u8]) -> Result<Tree, Refusal> {
    let damaged = |error: &dyn std::fmt::Display| refusal(ProblemCode::FileDamaged, "SVG", error);
    let mut markup = Vec::new();
    if bytes.starts_with(b"\x1f\x8b") {
        let unpacked = flate2::read::GzDecoder::new(bytes)
            .take(MARKUP_LIMIT + 1)
            .read_to_end(&mut markup);
        unpacked.map_err(|error| damaged(&error))?;
    } else {
        markup.extend_from_slice(bytes);
    }
    if markup.len() as u64 > MARKUP_LIMIT {
        return Err(refusal(ProblemCode::FileTooLarge, "SVG", "too much markup"));
    }
    let has_letters = markup
        .windows(5)
        .any(|window| window == b"<text" || window == b":text");
    let mut options = Options {
        resources_dir: None,
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    if has_letters {
        options.fontdb = fonts();
    }
    Tree::from_data(&markup, &options).map_err(|error| damaged(&error))
}

/// Looking through all fonts of a system takes a moment, which most workers never need.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let load = || {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendition::protocol::Format;

    fn drawing(body: &str) -> Vec<u8> {
        let spaces = r#"xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink""#;
        format!(r#"<svg {spaces} width="20" height="10">{body}</svg>"#).into_bytes()
    }

    #[test]
    fn a_drawing_fills_its_size_and_keeps_its_transparency() {
        let pictures = draw(
            &drawing(r#"<rect width="10" height="10" fill="red"/>"#),
            &[Size::Shelf],
        )
        .unwrap();
        let (_, picture) = &pictures[0];
        let pixels = image::load_from_memory(&picture.bytes).unwrap().into_rgba8();
        assert_eq!((picture.format, pixels.dimensions()), (Format::WebP, (400, 200)));
        assert_eq!(
            (pixels.get_pixel(100, 100).0, pixels.get_pixel(300, 100).0[3]),
            ([255, 0, 0, 255], 0)
        );
    }

    #[test]
    fn nothing_outside_the_file_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret.png");
        let black = image::RgbImage::from_pixel(4, 4, image::Rgb([0, 0, 0]));
        black.save(&secret).unwrap();
        for address in [
            secret.display().to_string(),
            format!("file://{}", secret.display()),
        ] {
            let image = format!(r#"<image width="20" height="10" xlink:href="{address}"/>"#);
            let body = format!(r#"<rect width="20" height="10" fill="white"/>{image}"#);
            let pictures = draw(&drawing(&body), &[Size::Shelf]).unwrap();
            let pixels = image::load_from_memory(&pictures[0].1.bytes).unwrap().into_rgb8();
            assert!(
                pixels
                    .pixels()
                    .all(|pixel| pixel.0.iter().all(|channel| *channel > 250)),
                "{address}"
            );
        }
    }

    #[test]
    fn broken_markup_is_damaged() {
        assert_eq!(
            draw(b"<svg", &[Size::Shelf]).unwrap_err().code,
            ProblemCode::FileDamaged
        );
        assert_eq!(
            size(b"\x1f\x8bnot gzip").unwrap_err().code,
            ProblemCode::FileDamaged
        );
    }
}
