//! The words of clean HTML without it: what is searched for, and what a leaf is called.

use crate::intake::naming::one_line;

/// Elements between which no word goes on.
const BREAKS: [&str; 24] = [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "br",
    "table",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "pre",
    "hr",
    "img",
];

/// Longest heading, in letters.
const LONGEST_HEADING: usize = 300;

/// The words in order, one line for each paragraph.
pub(crate) fn words(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name = tag.trim_start_matches('/');
        let name = name.split_whitespace().next().unwrap_or_default();
        if BREAKS.contains(&name) && !words.ends_with('\n') {
            words.push('\n');
        }
        rest = after;
    }
    words.push_str(rest);
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    // The ampersand last, so that nothing is taken for an entity that was none.
    let words = signs
        .iter()
        .fold(words, |words, (entity, sign)| words.replace(entity, sign));
    let lines = words.lines().map(one_line).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The first heading.
pub(crate) fn heading(html: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = html[from..].find("<h").map(|at| from + at) {
        let level = html[at + 2..]
            .chars()
            .next()
            .filter(|level| ('1'..='6').contains(level));
        if let Some(level) = level {
            let end = html[at..]
                .find(&format!("</h{level}>"))
                .map_or(html.len(), |end| at + end);
            let heading = one_line(&words(&html[at..end]));
            if !heading.is_empty() {
                return Some(heading.chars().take(LONGEST_HEADING).collect());
            }
        }
        from = at + 2;
    }
    None
}

/// Whether most letters run from right to left.
pub(crate) fn is_right_to_left(text: &str) -> bool {
    /// A page of letters tells as much as all.
    const ENOUGH: usize = 4000;
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).take(ENOUGH);
    let (mut leftward, mut all) = (0, 0);
    for letter in letters {
        all += 1;
        leftward += usize::from(
            matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
        );
    }
    leftward * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_lines_and_lose_their_markup() {
        let html = "<h1>A &amp; <em>B</em></h1><p>one<br>two&nbsp;three</p><ul><li>x</li><li>y &lt; z &amp;lt;</li></ul>";
        assert_eq!(words(html), "A & B\none\ntwo three\nx\ny < z &lt;");
        assert_eq!(heading(html).as_deref(), Some("A & B"));
        assert_eq!(
            heading("<hr><p>x</p><h2> </h2><h3>Late</h3>").as_deref(),
            Some("Late")
        );
        assert_eq!(heading("<p>x</p>"), None);
    }

    #[test]
    fn the_direction_is_that_of_most_letters() {
        assert!(is_right_to_left("دليل البيت NATO 25"));
        assert!(!is_right_to_left("The house (بيت) of 25"));
        assert!(!is_right_to_left(""));
    }
}
