//! The words of a publication, page by page, in reading order, for finding them again.
//!
//! PDF has glyphs at positions and neither words nor lines: both are inferred from the gaps.

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

/// More than this on one page is not read by anybody.
const CELLS_LIMIT: usize = 200_000;

/// Longest text of one page, in bytes; what follows is left out.
const PAGE_LIMIT: usize = 100_000;

/// A wider gap than this part of the letter size is a space.
const SPACE: f64 = 0.17;

/// The words of some pages, of which `first` comes first, from 0.
pub(super) fn take(document: &Pdf, first: usize, count: usize) -> Vec<String> {
    let cache = InterpreterCache::new();
    let pages = document.pages().iter().skip(first).take(count);
    pages.map(|page| joined(&page_lines(page, &cache))).collect()
}

/// The lines of a page, each in the order in which it is read.
pub(super) fn page_lines<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>) -> Vec<Vec<Cell>> {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(
        transform,
        area,
        cache,
        page.xref(),
        InterpreterSettings::default(),
    );
    let mut reader = Reader::default();
    interpret_page(page, &mut context, &mut reader);
    reader.end_line();
    reader.lines
}

fn joined(lines: &[Vec<Cell>]) -> String {
    let mut text = String::new();
    for line in lines {
        let words = letters(line);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            text.push_str(&words);
            text.push('\n');
        }
    }
    text.truncate(text.floor_char_boundary(PAGE_LIMIT));
    text.truncate(text.trim_end().len());
    text
}

pub(super) fn letters(line: &[Cell]) -> String {
    line.iter().map(|cell| cell.letters.as_str()).collect()
}

/// One glyph as it stands on the page.
#[derive(Clone)]
pub(super) struct Cell {
    /// On the line that it stands on, in points from the upper left corner of the page.
    pub(super) start: Point,
    pub(super) end: Point,
    /// From the line to the height of the letter size.
    pub(super) up: Vec2,
    pub(super) letters: String,
}

impl Cell {
    fn new(glyph: &PositionedGlyph<'_>, transform: Affine) -> Option<Self> {
        let letters = match glyph.as_unicode()? {
            BfString::Char(letter) => letter.to_string(),
            BfString::String(letters) => letters,
        };
        let advance = match &**glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let transform = transform * glyph.transform();
        let start = transform * Point::ZERO;
        let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let up = transform * Point::new(0.0, 1000.0) - start;
        let sound = start.is_finite() && end.is_finite() && up.is_finite() && up.hypot() > 0.0;
        sound.then_some(Self {
            start,
            end,
            up,
            letters,
        })
    }

    pub(super) fn size(&self) -> f64 {
        self.up.hypot()
    }

    /// How the next glyph follows this one.
    fn gap_before(&self, next: &Self) -> Gap {
        let along = self.end - self.start;
        let along = if along.hypot() > 0.0 {
            along / along.hypot()
        } else {
            Vec2::new(1.0, 0.0)
        };
        let size = self.size().max(next.size());
        let step = next.start - self.end;
        let back = next.end - self.start;
        let (forward, backward) = (step.dot(along), -back.dot(along));
        if step.cross(along).abs() > 0.5 * size {
            Gap::Line
        } else if forward.abs() <= SPACE * size || backward.abs() <= SPACE * size {
            Gap::None
        } else if forward > 0.0 || backward > 0.0 {
            // A jump across the page on the same height is another column.
            if forward.max(backward) > 4.0 * size {
                Gap::Line
            } else {
                Gap::Space
            }
        } else if (next.start - self.start).hypot() < 0.3 * size {
            Gap::Again
        } else {
            // Over what is there already, by less than a letter: tight kerning. By more: a new start.
            if forward > -0.7 * size {
                Gap::None
            } else {
                Gap::Line
            }
        }
    }
}

enum Gap {
    None,
    Space,
    Line,
    /// Printed twice to look bold, or with its own shadow.
    Again,
}

#[derive(Default)]
struct Reader {
    lines: Vec<Vec<Cell>>,
    line: Vec<Cell>,
    count: usize,
}

impl Reader {
    fn take(&mut self, cell: Cell) {
        let gap = self.line.last().map_or(Gap::None, |last| last.gap_before(&cell));
        match gap {
            Gap::Again if self.line.last().is_some_and(|last| last.letters == cell.letters) => return,
            Gap::None | Gap::Again => {}
            Gap::Space => self.space_after(&cell),
            Gap::Line => self.end_line(),
        }
        self.line.push(cell);
    }

    fn space_after(&mut self, next: &Cell) {
        if let Some(last) = self.line.last() {
            let space = Cell {
                start: last.end,
                end: next.start,
                up: last.up,
                letters: " ".to_owned(),
            };
            self.line.push(space);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            self.lines.push(logical(line));
        }
    }
}

/// Arabic and Hebrew are mostly stored as they look, from left to right; words are found as they are read.
fn logical(line: Vec<Cell>) -> Vec<Cell> {
    let leftwards: usize = line.iter().filter(|cell| is_leftward(&cell.letters)).count();
    let visual = match (line.first(), line.last()) {
        (Some(first), Some(last)) => last.start.x > first.start.x,
        _ => false,
    };
    if leftwards == 0 || !visual {
        return line;
    }
    let rightwards = line
        .iter()
        .filter(|cell| cell.letters.chars().any(is_rightward))
        .count();
    if leftwards >= rightwards {
        // The whole line, then its numbers and foreign words back again.
        turn_runs(line.into_iter().rev(), |cell| {
            cell.letters.chars().any(|c| is_rightward(c) || c.is_numeric())
        })
    } else {
        turn_runs(line.into_iter(), |cell| is_leftward(&cell.letters))
    }
}

/// Turns around each run of cells that belong together.
fn turn_runs(cells: impl Iterator<Item = Cell>, belongs: impl Fn(&Cell) -> bool) -> Vec<Cell> {
    let mut turned: Vec<Cell> = Vec::new();
    let mut run: Vec<Cell> = Vec::new();
    for cell in cells {
        if belongs(&cell) {
            run.push(cell);
        } else {
            turned.extend(run.drain(..).rev());
            turned.push(cell);
        }
    }
    turned.extend(run.drain(..).rev());
    turned
}

fn is_leftward(letters: &str) -> bool {
    letters.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
            && !c.is_numeric()
    })
}

fn is_rightward(c: char) -> bool {
    c.is_alphabetic() && !is_leftward(c.encode_utf8(&mut [0; 4]))
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.count += 1;
            if self.count > CELLS_LIMIT {
                return;
            }
            if let Some(cell) = Cell::new(glyph, props.transform) {
                self.take(cell);
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendition::desk::document;
    use crate::rendition::samples::one_page;

    fn words(content: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("document");
        std::fs::write(&path, one_page("[0 0 600 800]", 0, content)).unwrap();
        take(&document(&path).unwrap(), 0, 1).remove(0)
    }

    #[test]
    fn spaces_are_where_the_gaps_are() {
        let content = "BT /F1 20 Tf 50 700 Td [(Mi) 20 (gra) -15 (tion) -400 (and) -300 (work)] TJ ET";
        assert_eq!(words(content), "Migration and work");
    }

    #[test]
    fn lines_and_columns_are_apart() {
        let content = "BT /F1 12 Tf 14 TL 50 700 Td (First line) Tj T* (second) Tj ET
            BT /F1 12 Tf 350 700 Td (Column) Tj ET";
        assert_eq!(words(content), "First line\nsecond\nColumn");
    }

    #[test]
    fn a_word_set_letter_by_letter_is_one_word() {
        let content = "BT /F1 10 Tf 50 700 Td (W) Tj 9.44 0 Td (o) Tj 5.56 0 Td (r) Tj 3.33 0 Td (d) Tj ET";
        assert_eq!(words(content), "Word");
    }

    #[test]
    fn letters_printed_twice_count_once() {
        let content = "BT /F1 10 Tf 50 700 Td (B) Tj ET BT /F1 10 Tf 50.3 700 Td (B) Tj ET";
        assert_eq!(words(content), "B");
    }

    fn line(letters: &str) -> Vec<Cell> {
        let cell = |(place, letter): (usize, char)| {
            let at = |place: usize| Point::new(place as f64 * 10.0, 0.0);
            Cell {
                start: at(place),
                end: at(place + 1),
                up: Vec2::new(0.0, -12.0),
                letters: letter.to_string(),
            }
        };
        letters.chars().enumerate().map(cell).collect()
    }

    #[test]
    fn what_is_stored_as_it_looks_is_read_as_it_is_spoken() {
        let spoken = "مادة 25 من NATO";
        // From left to right as it stands on the paper: the number and the Latin word are not turned.
        let turned: String = ["NATO ", "نم ", "25 ", "ةدام"].concat();
        assert_eq!(letters(&logical(line(&turned))), spoken);
    }

    #[test]
    fn what_is_stored_as_it_is_spoken_stays() {
        let mut cells = line("مادة");
        let count = cells.len();
        for (cell, place) in cells.iter_mut().zip((0..count).rev()) {
            cell.start.x = place as f64 * 10.0;
        }
        assert_eq!(letters(&logical(cells)), "مادة");
    }
}
