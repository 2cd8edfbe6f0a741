//! Pages of publications, drawn on white.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_syntax::page::Page;
use image::{DynamicImage, GrayImage, RgbImage};

use crate::intake::read::pdf;
use crate::intake::reading::Refusal;
use crate::rendition::encode::{Subject, all_sizes};
use crate::rendition::protocol::Picture;
use crate::rendition::recipe::Size;

/// Draws a page so that its longest side reaches each of `sizes`.
pub(super) fn draw(page: &Page<'_>, sizes: &[Size]) -> Result<Vec<(Size, Picture)>, Refusal> {
    let longest = sizes.iter().map(|size| size.pixels()).max().unwrap_or(1);
    all_sizes(render(page, longest), Subject::Page, sizes)
}

fn render(page: &Page<'_>, longest: u32) -> DynamicImage {
    let (width, height) = page.render_dimensions();
    let shown = pdf::clamp((width, height));
    let scale = longest as f32 / shown.width.max(shown.height);
    // The renderer rounds down; a hundredth of a pixel makes sure that it arrives.
    let factor = |real: f32, shown: f32| ((shown * scale).round().clamp(1.0, longest as f32) + 0.01) / real;
    let pixels = hayro::render(
        page,
        // The caches only ever grow, so they live as long as one page.
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &PixmapSettings {
            x_scale: factor(width, shown.width),
            y_scale: factor(height, shown.height),
            bg_color: WHITE,
        },
    );
    let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
    // On white everything is opaque: the alpha that the pixels were multiplied with is 1, and is left behind here.
    let pixels = pixels.data_as_u8_slice().chunks_exact(4);
    let gray = pixels
        .clone()
        .all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let image = if gray {
        GrayImage::from_raw(width, height, pixels.map(|pixel| pixel[0]).collect())
            .map(DynamicImage::ImageLuma8)
    } else {
        let mut colours = vec![0; pixels.len() * 3];
        for (colour, pixel) in colours.chunks_exact_mut(3).zip(pixels) {
            colour.copy_from_slice(&pixel[..3]);
        }
        RgbImage::from_raw(width, height, colours).map(DynamicImage::ImageRgb8)
    };
    image.expect("a pixmap has four bytes for each of its pixels")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::rendition::desk::Desk;
    use crate::rendition::samples::{one_page, pdf};
    use image::{GenericImageView, Rgba};

    /// A red square in the lower left corner of the page as it is stored.
    const SQUARE: &str = "1 0 0 rg 0 0 50 50 re f";

    fn drawn(document: &[u8], size: Size) -> DynamicImage {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("document");
        fs::write(&path, document).unwrap();
        let pictures = Desk::default().draw(&path, 1, &[size]).unwrap();
        image::load_from_memory(&pictures[0].1.bytes).unwrap()
    }

    fn is_red(pixel: Rgba<u8>) -> bool {
        pixel[0] > 220 && pixel[1] < 40
    }

    fn is_white(pixel: Rgba<u8>) -> bool {
        pixel.0.iter().all(|channel| *channel > 250)
    }

    #[test]
    fn a_page_fills_its_size_exactly_on_white() {
        for (side, other) in [(595.276, 841.89), (841.89, 595.276), (33.3, 100.0)] {
            let page = drawn(
                &one_page(&format!("[0 0 {side} {other}]"), 0, SQUARE),
                Size::Screen,
            );
            let longest = f64::max(side, other);
            let expected = |side: f64| (side * 1920.0 / longest).round() as u32;
            assert_eq!(page.dimensions(), (expected(side), expected(other)));
        }
        let page = drawn(&one_page("[0 0 100 200]", 0, SQUARE), Size::Shelf);
        assert!(is_white(page.get_pixel(20, 20)) && is_white(page.get_pixel(180, 380)));
        assert!(is_red(page.get_pixel(20, 380)));
    }

    #[test]
    fn a_turned_page_is_upright() {
        let page = drawn(&one_page("[0 0 100 200]", 90, SQUARE), Size::Shelf);
        assert_eq!(page.dimensions(), (400, 200));
        assert!(is_red(page.get_pixel(20, 20)) && is_white(page.get_pixel(380, 180)));
    }

    #[test]
    fn what_was_filled_into_a_form_is_drawn_and_what_is_hidden_is_not() {
        let field = |rect: &str, flags: u32| {
            format!("<< /Type /Annot /Subtype /Widget /FT /Tx /Rect {rect} /F {flags} /AP << /N 5 0 R >> >>")
        };
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 200] /Annots [{} {}] >>",
            field("[0 0 50 50]", 4),
            field("[50 150 100 200]", 2)
        );
        let document = pdf(
            &[
                "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] >> >>",
                "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                &page,
                "null",
                "<< /Type /XObject /Subtype /Form /BBox [0 0 50 50] /Length 23 >>\nstream\n1 0 0 rg 0 0 50 50 re f\nendstream",
            ],
            "",
        );
        let page = drawn(&document, Size::Shelf);
        assert!(is_red(page.get_pixel(20, 380)), "{:?}", page.get_pixel(20, 380));
        assert!(is_white(page.get_pixel(180, 20)));
    }

    #[test]
    fn a_strip_and_a_giant_can_be_drawn() {
        assert_eq!(
            drawn(&one_page("[0 0 14400 1]", 0, SQUARE), Size::Screen).width(),
            1920
        );
        assert_eq!(
            drawn(&one_page("[0 0 9000000 9000000]", 0, SQUARE), Size::Shelf).dimensions(),
            (400, 400)
        );
    }

    #[test]
    fn the_desk_notices_another_document_and_a_changed_one() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&first, one_page("[0 0 100 200]", 0, "")).unwrap();
        fs::write(&second, one_page("[0 0 200 100]", 0, "")).unwrap();
        let mut desk = Desk::default();
        let mut shape = |path: &Path| {
            let pictures = desk.draw(path, 1, &[Size::Shelf]).unwrap();
            image::load_from_memory(&pictures[0].1.bytes)
                .unwrap()
                .dimensions()
        };
        assert_eq!(
            (shape(&first), shape(&second), shape(&first)),
            ((200, 400), (400, 200), (200, 400))
        );
        fs::write(&first, one_page("[0 0 100 100]", 0, "% longer")).unwrap();
        assert_eq!(shape(&first), (400, 400));
    }

    #[test]
    fn a_page_that_is_not_there_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("document");
        fs::write(&path, one_page("[0 0 100 200]", 0, "")).unwrap();
        for number in [0, 2, u32::MAX] {
            assert!(Desk::default().draw(&path, number, &[Size::Shelf]).is_err());
        }
    }
}
