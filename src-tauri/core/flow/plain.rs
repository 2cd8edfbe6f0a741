//! Plain text: lines joined to paragraphs, headings by their look, cut where it is long.

use super::MOST_LEAVES;
use super::prose::Section;
use crate::messages::OutlineEntry;

/// A section longer than this is cut before its next heading, and before its next paragraph, in bytes.
const LONG_ENOUGH: usize = 8_000;
const LONG: usize = 40_000;

/// Lines at least this long, in letters, were broken by a program and not by their author.
const BROKEN: usize = 45;

/// Longest heading, in letters.
const LONGEST_HEADING: usize = 80;

/// Words that begin a heading when a number follows.
const DIVISIONS: [&str; 16] = [
    "chapter",
    "part",
    "section",
    "chapitre",
    "partie",
    "hoofdstuk",
    "deel",
    "kapitel",
    "teil",
    "abschnitt",
    "capítulo",
    "capitolo",
    "rozdział",
    "capitolul",
    "الفصل",
    "الباب",
];

enum Paragraph {
    Heading(String),
    Words(String),
    /// A new page.
    Feed,
}

pub(super) fn read(text: &str) -> (Vec<Section>, Vec<OutlineEntry>) {
    let (mut sections, mut outline) = (Vec::new(), Vec::new());
    let (mut html, mut only_headings) = (String::new(), true);
    for paragraph in paragraphs(text) {
        let ends = match &paragraph {
            Paragraph::Feed => true,
            Paragraph::Heading(_) => html.len() > LONG_ENOUGH,
            Paragraph::Words(_) => html.len() > LONG,
        };
        if ends && !only_headings && sections.len() + 1 < MOST_LEAVES {
            sections.push(Section {
                html: std::mem::take(&mut html),
            });
            only_headings = true;
        }
        match paragraph {
            Paragraph::Feed => {}
            Paragraph::Heading(title) => {
                html.extend(["<h2>", &escaped(&title), "</h2>"]);
                outline.push(OutlineEntry {
                    title,
                    page: u32::try_from(sections.len() + 1).unwrap_or(u32::MAX),
                    level: 0,
                });
            }
            Paragraph::Words(words) => {
                html.extend(["<p>", &words, "</p>"]);
                only_headings = false;
            }
        }
    }
    if !html.is_empty() {
        sections.push(Section { html });
    }
    outline.truncate(super::MOST_ENTRIES);
    (sections, outline)
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut paragraphs = Vec::new();
    // Where no line is left blank, each line is a paragraph: so programs export what they wrap themselves.
    let each = !text.trim().contains("\n\n") && text.lines().any(|line| line.chars().count() > 4 * BROKEN);
    for (number, page) in text.split('\u{c}').enumerate() {
        if number > 0 {
            paragraphs.push(Paragraph::Feed);
        }
        let mut lines: Vec<&str> = Vec::new();
        for line in page.lines().chain([""]) {
            if !line.trim().is_empty() {
                lines.push(line);
            }
            if (each || line.trim().is_empty()) && !lines.is_empty() {
                paragraphs.push(paragraph(&std::mem::take(&mut lines)));
            }
        }
    }
    paragraphs
}

fn paragraph(lines: &[&str]) -> Paragraph {
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    let is_rule =
        |line: &str| line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'));
    match trimmed.as_slice() {
        [heading, rule] if is_rule(rule) && is_short(heading) => {
            return Paragraph::Heading((*heading).to_owned());
        }
        [heading] if is_short(heading) && (is_loud(heading) || is_division(heading)) => {
            return Paragraph::Heading((*heading).to_owned());
        }
        _ => {}
    }
    let (_, but_last) = trimmed.split_last().unwrap_or((&"", &[]));
    let broken = but_last
        .iter()
        .filter(|line| line.chars().count() >= BROKEN)
        .count();
    let between = if broken * 2 > but_last.len() { " " } else { "<br>" };
    let lines: Vec<String> = trimmed.iter().map(|line| escaped(line)).collect();
    Paragraph::Words(lines.join(between))
}

fn is_short(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADING && line.contains(char::is_alphabetic)
}

/// In capitals, of a script that has them.
fn is_loud(line: &str) -> bool {
    line.chars().filter(|letter| letter.is_uppercase()).count() > 2 && !line.contains(char::is_lowercase)
}

fn is_division(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let number = words
        .next()
        .unwrap_or_default()
        .trim_end_matches(['.', ':', '–', '-']);
    let is_number = !number.is_empty()
        && (number.chars().all(char::is_numeric) || number.chars().all(|letter| "IVXLC".contains(letter)));
    DIVISIONS.contains(&first.as_str()) && is_number
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
