//! Drawings: rasterised here and never shown live, with nothing fetched and no file opened on their behalf.

use std::io::Read;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use image::{DynamicImage, ImageDecoder, ImageFormat, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefDataResolverFn, ImageHrefResolver, ImageKind, Options, Tree, fontdb};

use crate::intake::read::format::PictureFormat;
use crate::intake::read::photo::decoder;
use crate::intake::read::sniff::{self, HEAD, Kind};
use crate::intake::reading::Refusal;
use crate::messages::ProblemCode;
use crate::rendition::encode::{Subject, all_sizes};
use crate::rendition::protocol::{Picture, refusal};
use crate::rendition::recipe::Size;

/// Markup beyond this is not drawn by hand; compressed, it would be a bomb.
const MARKUP_LIMIT: u64 = 64 << 20;

/// Pixels of all pictures embedded in one drawing.
const PIXELS_LIMIT: u64 = 50_000_000;

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
            resolve_data: embedded(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    if has_letters {
        options.fontdb = fonts();
    }
    // From text, because from bytes it would be unpacked a second time and without a limit.
    let markup = std::str::from_utf8(&markup).map_err(|error| damaged(&error))?;
    Tree::from_str(markup, &options).map_err(|error| damaged(&error))
}

/// Pictures inside a drawing, as long as they keep within the limits of a photo, all together; else they are left out.
/// Drawings inside a drawing are left out: each level could multiply the work of the one around it.
fn embedded() -> ImageHrefDataResolverFn<'static> {
    let left = AtomicU64::new(PIXELS_LIMIT);
    Box::new(move |_, bytes, _| {
        let Kind::Picture(PictureFormat::Common(format)) =
            sniff::kind(&bytes[..bytes.len().min(HEAD as usize)])
        else {
            return None;
        };
        let (width, height) = decoder(&bytes, format).ok()?.dimensions();
        let pixels = u64::from(width) * u64::from(height);
        let take = |left: u64| left.checked_sub(pixels);
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
            .ok()?;
        match format {
            ImageFormat::Jpeg => Some(ImageKind::JPEG(bytes)),
            ImageFormat::Png => Some(ImageKind::PNG(bytes)),
            ImageFormat::Gif => Some(ImageKind::GIF(bytes)),
            ImageFormat::WebP => Some(ImageKind::WEBP(bytes)),
            _ => None,
        }
    })
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
        assert_eq!((picture.format, pixels.dimensions()), (Format::Png, (400, 200)));
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

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packer, bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = packed(&vec![b' '; MARKUP_LIMIT as usize + 1]);
        assert_eq!(size(&bomb).unwrap_err().code, ProblemCode::FileTooLarge);
        // Packed twice: only the outer layer is taken off.
        assert_eq!(
            size(&packed(&packed(&drawing("")))).unwrap_err().code,
            ProblemCode::FileDamaged
        );
        assert_eq!(size(&packed(&drawing(""))).unwrap(), (20, 10));
    }

    #[test]
    fn a_picture_inside_is_drawn_and_a_monstrous_one_is_left_out() {
        let picture = |side: u32| {
            let pixels = image::RgbImage::from_pixel(side, side, image::Rgb([255, 0, 0]));
            let mut bytes = std::io::Cursor::new(Vec::new());
            pixels.write_to(&mut bytes, ImageFormat::Png).unwrap();
            let digits: String = bytes
                .into_inner()
                .iter()
                .map(|byte| format!("%{byte:02x}"))
                .collect();
            format!(
                r#"<image width="20" height="10" preserveAspectRatio="none" xlink:href="data:image/png,{digits}"/>"#
            )
        };
        let middle = |body: &str| {
            let pictures = draw(&drawing(body), &[Size::Shelf]).unwrap();
            let pixels = image::load_from_memory(&pictures[0].1.bytes).unwrap();
            pixels.into_rgba8().get_pixel(200, 100).0
        };
        let [red, green, blue, _] = middle(&picture(4));
        assert!(red > 250 && green == 0 && blue == 0, "{red} {green} {blue}");
        assert_eq!(middle(&picture(7100))[3], 0);
    }

    #[test]
    fn words_that_multiply_and_circles_come_to_an_end() {
        let entities: String = (1..=9)
            .map(|level| {
                format!(
                    "<!ENTITY e{level} \"{}\">",
                    format!("&e{};", level - 1).repeat(10)
                )
            })
            .collect();
        let laughs = format!(
            "<!DOCTYPE svg [<!ENTITY e0 \"ha\">{entities}]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&e9;</text></svg>"
        );
        // Whatever is said of them, it is said before the worker's patience ends.
        let _ = size(laughs.as_bytes());
        let circle = drawing(r##"<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/></g>"##);
        let _ = size(&circle);
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
