//! What of a text is shown of a find: a short passage of it, with the words that were looked for marked.

use std::ops::Range;

use crate::messages::{Mark, Passage};
use crate::search::fold::words;
use crate::search::query::Query;

/// Length of a passage out of a longer text, in bytes, and how much of it comes before the find.
const LENGTH: usize = 160;
const BEFORE: usize = 50;

/// Where a text has the words, in bytes; a word divided at a line's end counts once.
pub(crate) fn places(text: &str, query: &Query) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for word in words(text) {
        if query.finds(&word).is_none() {
            continue;
        }
        match places.last_mut() {
            Some(last) if word.range.start < last.end => last.end = last.end.max(word.range.end),
            _ => places.push(word.range),
        }
    }
    places
}

/// How many of the words a text has.
pub(crate) fn share(text: &str, query: &Query) -> usize {
    let mut found: Vec<usize> = words(text).iter().filter_map(|word| query.finds(word)).collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// The whole text, marked.
pub(crate) fn whole(text: &str, query: &Query) -> Passage {
    marked(text, 0..text.len(), &places(text, query))
}

/// The part of a text around its best find; `None` when it has none of the words.
pub(crate) fn excerpt(text: &str, query: &Query) -> Option<Passage> {
    let places = places(text, query);
    // Where most finds are close together.
    let near = |at: usize| {
        places[at..]
            .iter()
            .take_while(|place| place.end <= places[at].start + LENGTH - BEFORE)
            .count()
    };
    let best = (0..places.len()).max_by_key(|at| (near(*at), std::cmp::Reverse(*at)))?;
    let first = places[best].start;
    let from = text.floor_char_boundary(first.saturating_sub(BEFORE));
    let from = if from == 0 {
        0
    } else {
        next_word(text, from, first)
    };
    let to = text.ceil_char_boundary((from + LENGTH).max(places[best].end).min(text.len()));
    let to = if to == text.len() {
        to
    } else {
        text[..to]
            .rfind(char::is_whitespace)
            .filter(|at| *at >= places[best].end)
            .unwrap_or(to)
    };
    Some(marked(text, from..to, &places))
}

fn next_word(text: &str, from: usize, before: usize) -> usize {
    let space = text[from..before].find(char::is_whitespace);
    space.map_or(from, |at| from + at)
}

/// A part of a text in one line, with marks in UTF-16 units, because that is what the screens count in.
fn marked(text: &str, part: Range<usize>, places: &[Range<usize>]) -> Passage {
    let mut passage = Passage {
        text: if part.start > 0 {
            "… ".to_owned()
        } else {
            String::new()
        },
        marks: Vec::new(),
    };
    let mut units: u32 = if part.start > 0 { 2 } else { 0 };
    let mut gap = true;
    let mut open: Option<u32> = None;
    let mut ahead = places.iter().filter(|place| place.end > part.start).peekable();
    for (at, letter) in text[part.clone()].char_indices() {
        let at = part.start + at;
        if open.is_some() && ahead.peek().is_some_and(|place| place.end <= at) {
            ahead.next();
            passage
                .marks
                .extend(open.take().map(|from| Mark { from, to: units }));
        }
        if letter.is_whitespace() || letter.is_control() {
            if !gap {
                passage.text.push(' ');
                units += 1;
            }
            gap = true;
            continue;
        }
        gap = false;
        if open.is_none() && ahead.peek().is_some_and(|place| place.contains(&at)) {
            open = Some(units);
        }
        passage.text.push(letter);
        units += u32::try_from(letter.len_utf16()).unwrap_or(1);
    }
    passage.marks.extend(open.map(|from| Mark { from, to: units }));
    passage.text.truncate(passage.text.trim_end().len());
    if part.end < text.trim_end().len() {
        passage.text.push_str(" …");
    }
    passage
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(typed: &str) -> Query {
        Query::new(typed).unwrap()
    }

    /// The marked words of a passage, as a screen cuts them out.
    fn cut(passage: &Passage) -> Vec<String> {
        let units: Vec<u16> = passage.text.encode_utf16().collect();
        let part = |mark: &Mark| String::from_utf16(&units[mark.from as usize..mark.to as usize]).unwrap();
        passage.marks.iter().map(part).collect()
    }

    #[test]
    fn marks_are_where_the_screens_count_them() {
        let passage = whole("🍞 Le Café du pain, 🍞 cafés", &query("cafe"));
        assert_eq!(cut(&passage), ["Café", "cafés"]);
        assert_eq!(passage.text, "🍞 Le Café du pain, 🍞 cafés");
    }

    #[test]
    fn a_passage_is_short_in_one_line_and_around_the_find() {
        let text = format!(
            "{}\nthe  old\nbread market of the city {}",
            "before ".repeat(60),
            "after ".repeat(60)
        );
        let passage = excerpt(&text, &query("bread mark")).unwrap();
        assert!(
            passage.text.starts_with("… ") && passage.text.ends_with(" …"),
            "{passage:?}"
        );
        assert!(
            passage.text.contains("the old bread market of the city"),
            "{passage:?}"
        );
        assert!(passage.text.len() < LENGTH + 20);
        assert_eq!(cut(&passage), ["bread", "market"]);
        assert_eq!(excerpt(&text, &query("salt")), None);
    }

    #[test]
    fn the_part_with_most_finds_is_shown() {
        let text = format!("bread {} bread and salt and bread", "then ".repeat(80));
        assert_eq!(
            cut(&excerpt(&text, &query("salt bread")).unwrap()),
            ["bread", "salt", "bread"]
        );
    }

    #[test]
    fn a_divided_word_is_marked_whole_and_once() {
        let text = "about migra-\ntion today";
        let passage = excerpt(text, &query("migration")).unwrap();
        assert_eq!(cut(&passage), ["migra- tion"]);
        assert_eq!(places(text, &query("migra")).len(), 1);
    }

    #[test]
    fn arabic_is_marked_with_its_article() {
        assert_eq!(cut(&whole("رائحة الخُبْزِ في الصباح", &query("خبز"))), ["الخُبْزِ"]);
    }

    #[test]
    fn a_word_longer_than_a_passage_does_no_harm() {
        let text = format!("{} bread", "é".repeat(4000));
        assert!(excerpt(&text, &query("bread")).is_some());
        assert!(excerpt(&text, &query("eeee")).is_some());
    }
}
