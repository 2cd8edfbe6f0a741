//! Where on a page the words stand that were looked for, so that a screen can mark them.

use std::ops::Range;

use hayro_interpret::InterpreterCache;
use hayro_interpret::kurbo::Rect;
use hayro_syntax::page::Page;

use crate::messages::Region;
use crate::rendition::text::{Cell, page_lines};
use crate::search::{Query, places};

/// More words are not marked on one page.
const MOST: usize = 2000;

/// How far letters reach below and above the line they stand on, in parts of their size.
const BELOW: f64 = 0.22;
const ABOVE: f64 = 0.78;

/// The boxes of each word that the query finds, in the order of the page and in shares of its size.
pub(super) fn take<'a>(page: &'a Page<'a>, query: &Query) -> Vec<Vec<Region>> {
    let (width, height) = page.render_dimensions();
    let lines = page_lines(page, &InterpreterCache::new());
    let (text, spans) = spelled(&lines);
    let found = places(&text, query);
    let shares = |area: Rect| {
        let share = |place: f64, of: f32| (place / f64::from(of)).clamp(0.0, 1.0);
        Region {
            left: share(area.x0, width),
            top: share(area.y0, height),
            right: share(area.x1, width),
            bottom: share(area.y1, height),
        }
    };
    let seen = |area: &Region| area.right > area.left && area.bottom > area.top;
    let boxes = found.iter().take(MOST).map(|place| {
        boxes(place, &spans)
            .into_iter()
            .map(shares)
            .filter(seen)
            .collect()
    });
    boxes.collect()
}

/// Which bytes of the text a cell is, on which line.
struct Span<'a> {
    bytes: Range<usize>,
    line: usize,
    cell: &'a Cell,
}

/// The text of the lines with the place of each cell in it.
fn spelled(lines: &[Vec<Cell>]) -> (String, Vec<Span<'_>>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let is_space = |cell: &Cell| cell.letters.trim().is_empty();
        // A hyphen divides a word only where the line ends with it.
        let Some(last) = line.iter().rposition(|cell| !is_space(cell)) else {
            continue;
        };
        for cell in line[..=last].iter().skip_while(|cell| is_space(cell)) {
            let start = text.len();
            text.push_str(&cell.letters);
            spans.push(Span {
                bytes: start..text.len(),
                line: number,
                cell,
            });
        }
        text.push('\n');
    }
    (text, spans)
}

/// One box for each line that a word stands on.
fn boxes(place: &Range<usize>, spans: &[Span<'_>]) -> Vec<Rect> {
    let first = spans.partition_point(|span| span.bytes.end <= place.start);
    let mut boxes: Vec<(usize, Rect)> = Vec::new();
    for span in spans[first..]
        .iter()
        .take_while(|span| span.bytes.start < place.end)
    {
        let area = area(span.cell);
        match boxes.last_mut() {
            Some((line, whole)) if *line == span.line => *whole = whole.union(area),
            _ => boxes.push((span.line, area)),
        }
    }
    boxes.into_iter().map(|(_, area)| area).collect()
}

fn area(cell: &Cell) -> Rect {
    let (below, above) = (cell.up * -BELOW, cell.up * ABOVE);
    Rect::from_points(cell.start + below, cell.end + above)
        .union(Rect::from_points(cell.start + above, cell.end + below))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendition::desk::document;
    use crate::rendition::samples::one_page;

    fn found(content: &str, rotate: u32, typed: &str) -> Vec<Vec<Region>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("document");
        std::fs::write(&path, one_page("[0 0 600 800]", rotate, content)).unwrap();
        take(&document(&path).unwrap().pages()[0], &Query::new(typed).unwrap())
    }

    fn is_near(area: &Region, [left, top, right, bottom]: [f64; 4]) -> bool {
        let near = |one: f64, other: f64| (one - other).abs() < 0.01;
        near(area.left, left) && near(area.top, top) && near(area.right, right) && near(area.bottom, bottom)
    }

    #[test]
    fn a_word_has_its_box_where_it_is_printed() {
        // Of 20 points, 50 from the left, 100 below the upper edge; "Salt and " is 75.6 points wide, "bread" 50.0.
        let hits = found("BT /F1 20 Tf 50 700 Td (Salt and bread) Tj ET", 0, "bread");
        let [boxes] = hits.as_slice() else {
            panic!("{hits:?}")
        };
        let [area] = boxes.as_slice() else {
            panic!("{boxes:?}")
        };
        assert!(
            is_near(area, [125.6 / 600.0, 84.4 / 800.0, 175.6 / 600.0, 104.4 / 800.0]),
            "{area:?}"
        );
    }

    #[test]
    fn a_turned_page_has_its_boxes_turned() {
        let hits = found("BT /F1 20 Tf 50 700 Td (Salt and bread) Tj ET", 90, "bread");
        // Turned clockwise the page is 800 wide and 600 high; what was below the edge is left of the right one.
        let area = hits[0][0];
        assert!(
            is_near(
                &area,
                [695.6 / 800.0, 125.6 / 600.0, 715.6 / 800.0, 175.6 / 600.0]
            ),
            "{area:?}"
        );
    }

    #[test]
    fn a_divided_word_has_two_boxes_and_a_common_one_many() {
        let hits = found(
            "BT /F1 20 Tf 24 TL 50 700 Td (about migra-) Tj T* (tion today) Tj ET",
            0,
            "migration",
        );
        assert_eq!(hits.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        assert!(hits[0][0].bottom < hits[0][1].bottom);
        let many = found(&"BT /F1 2 Tf 5 700 Td (bread ) Tj ET ".repeat(3000), 0, "bread");
        assert_eq!(many.len(), MOST);
    }
}
