//! What a visitor typed, as words: all of them are wanted, and the last may still go on.

use crate::search::fold::{Word, forms, words};

/// More of what was typed is not looked at, in letters.
const LONGEST: usize = 200;

/// More words are not looked for.
const MOST_WORDS: usize = 8;

/// What is looked for. Made of letters and digits alone: nothing that is typed is ever syntax.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// `None` while there are fewer than two letters: they would find nearly everything.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let end = typed
            .char_indices()
            .nth(LONGEST)
            .map_or(typed.len(), |(at, _)| at);
        let found = words(&typed[..end]).into_iter().map(|word| word.folded);
        Self::of(found.collect())
    }

    /// Of words that are folded already, as [`Self::words`] gives them.
    #[must_use]
    pub fn of(mut words: Vec<String>) -> Option<Self> {
        words.truncate(MOST_WORDS);
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        // A sign that is a word by itself says more than a letter.
        let speaks = letters >= 2
            || words
                .iter()
                .any(|word| word.chars().any(|sign| sign >= '\u{3040}'));
        speaks.then(|| Self {
            words: words.into_iter().map(wanted).collect(),
        })
    }

    /// Folded; the last is the beginning of a word.
    #[must_use]
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether this word of a text is one of those looked for; which one.
    pub(crate) fn finds(&self, word: &Word) -> Option<usize> {
        let last = self.words.len() - 1;
        let is = |form: &str, (at, wanted): (usize, &String)| {
            if at == last {
                form.starts_with(wanted.as_str())
            } else {
                form == wanted
            }
        };
        self.words
            .iter()
            .enumerate()
            .position(|(at, wanted)| word.forms().any(|form| is(form, (at, wanted))))
    }

    /// For FTS5: every word, and the last as a prefix.
    pub(crate) fn all(&self) -> String {
        self.joined(" AND ")
    }

    /// For FTS5: any of the words.
    pub(crate) fn any(&self) -> String {
        self.joined(" OR ")
    }

    fn joined(&self, between: &str) -> String {
        let quoted: Vec<String> = self.words.iter().map(|word| format!("\"{word}\"")).collect();
        format!("({}*)", quoted.join(between))
    }
}

/// Whoever types the article means the word as well without it. What is wanted stays the same when it is asked for again.
fn wanted(word: String) -> String {
    forms(&word).last().map(str::to_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<String> {
        Query::new(text).map(|query| query.words).unwrap_or_default()
    }

    #[test]
    fn nothing_is_looked_for_before_the_second_letter() {
        assert!(typed("").is_empty() && typed("b").is_empty() && typed(" \"* ").is_empty());
        assert_eq!(typed("br"), ["br"]);
        assert_eq!(typed("a b"), ["a", "b"]);
        assert_eq!(typed("你"), ["你"]);
    }

    #[test]
    fn what_is_syntax_elsewhere_is_letters_or_nothing_here() {
        assert_eq!(
            typed("\" OR * NEAR ( ) : title:x -y ^z {a} 'b' \\ ; --"),
            ["or", "near", "title", "x", "y", "z", "a", "b"]
        );
        let query = Query::new("a\"b* OR NOT").unwrap();
        assert_eq!(query.all(), r#"("a" AND "b" AND "or" AND "not"*)"#);
        assert_eq!(query.any(), r#"("a" OR "b" OR "or" OR "not"*)"#);
    }

    #[test]
    fn what_is_long_is_cut() {
        assert_eq!(typed(&"wort ".repeat(10_000)).len(), MOST_WORDS);
        assert!(typed(&"é".repeat(100_000))[0].len() <= LONGEST);
    }

    #[test]
    fn the_last_word_may_go_on_and_the_others_may_not() {
        let query = Query::new("le pain").unwrap();
        let finds = |text: &str| {
            words(text)
                .iter()
                .filter_map(|word| query.finds(word))
                .collect::<Vec<_>>()
        };
        assert_eq!(finds("Le Painvoisin, les pains, leçon"), [0, 1, 1]);
    }

    #[test]
    fn the_article_is_left_away_once_a_word_follows() {
        assert_eq!(typed("الخ"), ["الخ"]);
        assert_eq!(typed("الخبز"), ["خبز"]);
    }

    #[test]
    fn a_word_that_begins_like_an_article_is_found_with_and_without_one() {
        for (with, without) in [("الوالدين", "والدين"), ("البالغين", "بالغين")] {
            let text = words(with);
            for query in [Query::new(with).unwrap(), Query::new(without).unwrap()] {
                assert_eq!(query.finds(&text[0]), Some(0), "{without} in {with}");
                let again = Query::of(query.words().to_vec()).unwrap();
                assert_eq!(again, query, "as the render worker gets it");
            }
        }
    }
}
