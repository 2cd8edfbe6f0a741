//! A page of a PDF as text: its lines joined to paragraphs, what the line's end divided put together, and headings told
//! by the size of their letters.
//!
//! Nothing in the file says any of this; it is inferred from where the lines stand, and errs on the side of more
//! paragraphs.

use hayro_interpret::InterpreterCache;
use hayro_interpret::kurbo::Rect;
use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use crate::flow::clean::clean;
use crate::flow::words::{heading, is_right_to_left};
use crate::intake::read::pdf::language;
use crate::messages::Leaf;
use crate::rendition::text::{Cell, letters, page_lines};

/// Letters this much larger than those of most of the page are those of headings: of the first, second, third rank.
const RANKS: [f64; 3] = [1.7, 1.35, 1.12];

/// A longer line is no heading, in letters.
const LONGEST_HEADING: usize = 160;

/// More between two lines than this part of the letter size, from line to line, parts paragraphs.
const LEADING: f64 = 1.75;

/// What begins the entries of lists, apart from numbers.
const BULLETS: [char; 9] = ['•', '‣', '◦', '▪', '■', '●', '○', '–', '·'];

/// The page as a leaf.
pub(super) fn leaf(document: &Pdf, page: &Page<'_>) -> Leaf {
    let lines: Vec<Line> = page_lines(page, &InterpreterCache::new())
        .iter()
        .filter_map(|cells| Line::of(cells))
        .collect();
    let text: String = lines.iter().map(|line| line.words.as_str()).collect();
    let right_to_left = is_right_to_left(&text);
    let html = clean(&html(&blocks(&lines, right_to_left)), "");
    Leaf {
        title: heading(&html),
        language: language(document),
        right_to_left,
        html,
    }
}

/// A line as it is read.
struct Line {
    words: String,
    /// Of its letters, in points.
    size: f64,
    area: Rect,
    /// It stands upright.
    upright: bool,
}

impl Line {
    fn of(cells: &[Cell]) -> Option<Self> {
        let words = letters(cells).split_whitespace().collect::<Vec<_>>().join(" ");
        let first = cells.first()?;
        let area = cells
            .iter()
            .fold(Rect::from_points(first.start, first.end), |area, cell| {
                area.union(Rect::from_points(cell.start, cell.end))
            });
        let mut sizes: Vec<f64> = cells.iter().map(Cell::size).collect();
        sizes.sort_by(f64::total_cmp);
        (!words.is_empty()).then(|| Self {
            words,
            size: sizes[sizes.len() / 2],
            area,
            upright: first.up.x.abs() < first.up.y.abs() * 0.1,
        })
    }
}

enum Block {
    Heading(usize, String),
    Item(String),
    Words(String),
}

fn blocks(lines: &[Line], right_to_left: bool) -> Vec<Block> {
    let usual = usual_size(lines);
    let mut blocks = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &lines[before]);
        let rank = rank(line, usual);
        let bullet = line.words.strip_prefix(BULLETS).map(str::trim_start);
        let goes_on = before.is_some_and(|before| goes_on(before, line, column(lines, at), right_to_left));
        match (blocks.last_mut(), rank, bullet) {
            (Some(Block::Heading(own, words)), Some(rank), _) if *own == rank && goes_on => {
                join(words, &line.words)
            }
            (Some(Block::Words(words) | Block::Item(words)), None, None) if goes_on => {
                join(words, &line.words)
            }
            (_, Some(rank), _) => blocks.push(Block::Heading(rank, line.words.clone())),
            // A sign of its own is ornament as often as the beginning of an entry.
            (_, None, Some("")) => blocks.push(Block::Item(String::new())),
            (_, None, Some(words)) => blocks.push(Block::Item(words.to_owned())),
            (_, None, None) => blocks.push(Block::Words(line.words.clone())),
        }
    }
    blocks
}

/// The size of most letters.
fn usual_size(lines: &[Line]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = lines.iter().map(|line| (line.size, line.words.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut passed = 0;
    let middle = sizes.iter().find(|(_, letters)| {
        passed += letters;
        passed > half
    });
    middle.map_or(1.0, |(size, _)| *size)
}

/// Rank of a heading, from 1.
fn rank(line: &Line, usual: f64) -> Option<usize> {
    let has_words = line.words.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    if !has_words || line.words.chars().count() > LONGEST_HEADING {
        return None;
    }
    let rank = RANKS.iter().position(|factor| line.size >= usual * factor);
    rank.map(|rank| rank + 1)
}

/// From where to where the lines reach that stand around this one, as far as they share its letters.
fn column(lines: &[Line], at: usize) -> (f64, f64) {
    const AROUND: usize = 12;
    let own = &lines[at];
    let near = &lines[at.saturating_sub(AROUND)..lines.len().min(at + AROUND)];
    let alike = near.iter().filter(|line| {
        let over = line.area.x0 < own.area.x1 && own.area.x0 < line.area.x1;
        over && (line.size - own.size).abs() < 0.1 * own.size
    });
    alike.fold((own.area.x0, own.area.x1), |(left, right), line| {
        (left.min(line.area.x0), right.max(line.area.x1))
    })
}

/// Whether a line belongs to the paragraph of the one before it.
fn goes_on(before: &Line, line: &Line, (left, right): (f64, f64), right_to_left: bool) -> bool {
    let size = line.size.max(before.size);
    if (line.size - before.size).abs() > 0.12 * size || line.upright != before.upright {
        return false;
    }
    let open = !ends_sentence(&before.words);
    let down = line.area.y1 - before.area.y1;
    let over = before.area.x0 < line.area.x1 && line.area.x0 < before.area.x1;
    if down <= 0.0 || !over {
        // The next column, or the other part of a line: only a sentence that is not over goes on there.
        return open && down < 0.0 && starts_small(&line.words);
    }
    if down > LEADING * size {
        return false;
    }
    let (indent, rest) = if right_to_left {
        (right - line.area.x1, before.area.x0 - left)
    } else {
        (line.area.x0 - left, right - before.area.x1)
    };
    let was_indented = if right_to_left {
        right - before.area.x1
    } else {
        before.area.x0 - left
    };
    // Where the line before stands as far in, it is set so throughout: a quotation, the second line of an entry.
    let begins = indent > 0.8 * size && was_indented < 0.5 * size;
    let ended = !open && rest > 0.15 * (right - left);
    // Short lines that each begin anew: an address, a poem, a list.
    let short = rest > 0.4 * (right - left) && !starts_small(&line.words);
    is_divided(&before.words).is_some() || !(begins || ended || short)
}

fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    words.ends_with(['.', '!', '?', ':', '…', '؟', '۔', '。'])
}

fn starts_small(words: &str) -> bool {
    let first = words.chars().find(|letter| letter.is_alphanumeric());
    // Scripts without capitals say nothing here.
    first.is_some_and(|first| !first.is_uppercase() && !first.is_numeric())
}

/// The length of a line without the hyphen that its end divides a word with.
fn is_divided(words: &str) -> Option<usize> {
    let start = words.strip_suffix(['-', '\u{2010}', '\u{ad}'])?;
    start.ends_with(char::is_alphabetic).then_some(start.len())
}

/// Puts a line after what is there; a word that the end of the line divided is whole again.
fn join(words: &mut String, line: &str) {
    match is_divided(words) {
        Some(end) if starts_small(line) => words.truncate(end),
        // Two names with a hyphen between them.
        Some(_) => {}
        None if words.is_empty() => {}
        None => words.push(' '),
    }
    words.push_str(line);
}

fn html(blocks: &[Block]) -> String {
    let mut html = String::new();
    let mut listing = false;
    for block in blocks {
        let lists = matches!(block, Block::Item(_));
        if lists != listing {
            html.push_str(if lists { "<ul>" } else { "</ul>" });
            listing = lists;
        }
        match block {
            Block::Heading(rank, words) => html.push_str(&format!("<h{rank}>{}</h{rank}>", escaped(words))),
            Block::Item(words) => html.extend(["<li>", &escaped(words), "</li>"]),
            Block::Words(words) => html.extend(["<p>", &escaped(words), "</p>"]),
        }
    }
    if listing {
        html.push_str("</ul>");
    }
    html
}

fn escaped(text: &str) -> String {
    // A soft hyphen within a line divides nothing.
    let text = text.replace('\u{ad}', "");
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendition::desk::document;
    use crate::rendition::samples::one_page;

    fn leaf_of(content: &str) -> Leaf {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("document");
        std::fs::write(&path, one_page("[0 0 600 800]", 0, content)).unwrap();
        let document = document(&path).unwrap();
        leaf(&document, &document.pages()[0])
    }

    #[test]
    fn lines_are_joined_and_divided_words_made_whole() {
        let content = "BT /F1 12 Tf 14 TL 50 700 Td (The people of the harbour have always known that mi-) Tj
            T* (gration is older than the town, and that those who) Tj
            T* (come in by ship are the town.) Tj
            ET BT /F1 12 Tf 14 TL 50 640 Td (Well-) Tj T* (Known names stay as they are.) Tj ET";
        let leaf = leaf_of(content);
        assert_eq!(
            leaf.html,
            "<p>The people of the harbour have always known that migration is older than the town, and that those who \
             come in by ship are the town.</p><p>Well-Known names stay as they are.</p>"
        );
        assert_eq!(leaf.title, None);
        assert!(!leaf.right_to_left);
    }

    #[test]
    fn headings_are_told_by_their_letters_and_ranked() {
        let content = "BT /F1 30 Tf 50 740 Td (The <Sea>) Tj ET
            BT /F1 18 Tf 20 TL 50 700 Td (Of those who came) Tj T* (by ship) Tj ET
            BT /F1 12 Tf 14 TL 50 640 Td (They brought nothing but their names and their songs & their trade.) Tj
            T* (And they stayed with us for as long as we could remember it.) Tj ET";
        let leaf = leaf_of(content);
        assert_eq!(
            leaf.html,
            "<h1>The &lt;Sea&gt;</h1><h2>Of those who came by ship</h2><p>They brought nothing but their names and their \
             songs &amp; their trade. And they stayed with us for as long as we could remember it.</p>"
        );
        assert_eq!(leaf.title.as_deref(), Some("The <Sea>"));
    }

    #[test]
    fn an_indent_or_a_short_last_line_begins_a_paragraph() {
        let content = "BT /F1 12 Tf 14 TL 50 700 Td (The first of them came a long time ago and built the pier.) Tj
            T* (It still stands.) Tj
            T* (The second came when the first had gone, as it happens.) Tj
            20 -14 Td (The third is with us, and will tell you all about it now) Tj -20 -14 Td (if you ask.) Tj ET";
        let leaf = leaf_of(content);
        assert_eq!(leaf.html.matches("<p>").count(), 3, "{}", leaf.html);
        assert!(leaf.html.contains("about it now if you ask."), "{}", leaf.html);
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_column() {
        let content = "BT /F1 12 Tf 14 TL 50 700 Td (A long first column of words that) Tj T* (is not over at its end and) Tj ET
            BT /F1 12 Tf 14 TL 350 700 Td (goes on in the second column.) Tj ET";
        let leaf = leaf_of(content);
        assert_eq!(
            leaf.html,
            "<p>A long first column of words that is not over at its end and goes on in the second column.</p>"
        );
    }

    #[test]
    fn lists_are_lists_and_an_empty_page_is_empty() {
        let content =
            "BT /F1 12 Tf 14 TL 50 700 Td (Take with you:) Tj T* (\\267 bread) Tj T* (\\267 salt) Tj ET";
        assert_eq!(
            leaf_of(content).html,
            "<p>Take with you:</p><ul><li>bread</li><li>salt</li></ul>"
        );
        assert_eq!(leaf_of("0 0 50 50 re f"), Leaf::default());
    }
}
