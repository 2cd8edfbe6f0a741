//! One folding for what is searched and for what a visitor types, so that a word is found however it is written.
//!
//! Case, accents, ligatures and forms of presentation fall away; of Arabic the vowel signs and the drawn-out line, and
//! letters that are written for each other become one; of Greek the final sigma. Pure.

use std::ops::Range;

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Longest word that is told apart from others, in letters; what comes after is not looked at.
const LONGEST: usize = 48;

/// A word where it stands in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In bytes of the text. A word that a line's end divides has the hyphen and the end of the line in it.
    pub(crate) range: Range<usize>,
    /// Letters and digits only, folded; never empty.
    pub(crate) folded: String,
}

impl Word {
    /// As it is, then without what Arabic writes as a part of the word, for as long as something is left to take off:
    /// what looks like an article may be one, or begin the word.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        forms(&self.folded)
    }
}

/// The words of a text in their order. A word divided at the end of a line comes three times: its parts, and whole.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
    let mut found: Vec<Word> = Vec::new();
    let mut open: Option<Word> = None;
    let mut letters = 0;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        if letter.is_ascii() {
            if letter.is_ascii_alphanumeric() {
                let word = open.get_or_insert_with(|| begun(start));
                letters = if word.folded.is_empty() { 0 } else { letters };
                if letters < LONGEST {
                    word.folded.push(letter.to_ascii_lowercase());
                }
                letters += 1;
                word.range.end = end;
            } else {
                close(&mut open, &mut found, text);
            }
            continue;
        }
        if is_unseen(letter) {
            // It belongs to the word, and the word does not end with it.
            continue;
        }
        if is_mark(letter) {
            if let Some(word) = &mut open {
                word.range.end = end;
            }
            continue;
        }
        if !letter.is_alphanumeric() {
            close(&mut open, &mut found, text);
            continue;
        }
        let alone = stands_alone(letter);
        if alone {
            close(&mut open, &mut found, text);
        }
        let word = open.get_or_insert_with(|| begun(start));
        letters = if word.folded.is_empty() { 0 } else { letters };
        word.range.end = end;
        for part in normalizer.normalize_iter(std::iter::once(letter)) {
            if letters < LONGEST {
                fold(part, &mut word.folded);
            }
            letters += 1;
        }
        if alone {
            close(&mut open, &mut found, text);
        }
    }
    close(&mut open, &mut found, text);
    found
}

fn begun(start: usize) -> Word {
    Word {
        range: start..start,
        folded: String::new(),
    }
}

fn close(open: &mut Option<Word>, found: &mut Vec<Word>, text: &str) {
    let Some(word) = open.take().filter(|word| !word.folded.is_empty()) else {
        return;
    };
    // Of a word that was divided before, the last part is what stands before it here.
    let divided = found.last().and_then(|last| {
        let between = &text[last.range.end..word.range.start];
        let goes_on = text[word.range.start..].starts_with(char::is_lowercase);
        (goes_on && matches!(between, "-\n" | "\u{2010}\n" | "\u{ad}\n")).then(|| Word {
            range: last.range.start..word.range.end,
            folded: format!("{}{}", last.folded, word.folded),
        })
    });
    found.push(word);
    if let Some(whole) = divided {
        // Before its last part, so that the next line's end finds the part and not the whole.
        found.insert(found.len() - 1, whole);
    }
}

/// Adds what a letter counts as; marks count as nothing.
fn fold(letter: char, folded: &mut String) {
    for letter in letter.to_lowercase() {
        match letter {
            _ if is_mark(letter) || is_unseen(letter) => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ŋ' => folded.push('n'),
            'ŧ' => folded.push('t'),
            'ς' => folded.push('σ'),
            'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            '\u{660}'..='\u{669}' => folded.push(digit(letter, '\u{660}')),
            '\u{6f0}'..='\u{6f9}' => folded.push(digit(letter, '\u{6f0}')),
            _ if letter.is_alphanumeric() => folded.push(letter),
            _ => {}
        }
    }
}

fn digit(letter: char, nought: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(nought), 10).unwrap_or('0')
}

/// Marks that stand with a letter and do not change which one it is. The vowel signs of India do.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// What within a word is not to be seen, and the line that draws an Arabic word out.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// Scripts that put no spaces between words: each of their signs is found by itself.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The forms of a folded word, the shortest last. Of any of them that is the shortest too.
pub(crate) fn forms(folded: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folded), |form| bare(form))
}

/// Shortest word, in letters, that is believed to be one without its article.
const SHORTEST_BARE: usize = 3;

/// An Arabic word, folded, without its article and the short words before that: وَالخبز is خبز.
fn bare(folded: &str) -> Option<&str> {
    let inner = folded.strip_prefix(['و', 'ف']).unwrap_or(folded);
    let inner = inner
        .strip_prefix(['ب', 'ك'])
        .filter(|rest| rest.starts_with("ال"))
        .unwrap_or(inner);
    let rest = inner.strip_prefix("ال").or_else(|| inner.strip_prefix("لل"))?;
    (rest.chars().count() >= SHORTEST_BARE).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let words: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
        words.join(" ")
    }

    #[test]
    fn every_language_of_the_union_folds() {
        for (language, text, expected) in [
            ("bg", "Миграция и Хлябът й", "миграция и хлябът и"),
            ("cs", "Příliš žluťoučký kůň", "prilis zlutoucky kun"),
            ("da", "Rødgrød på Ærø", "rodgrod pa aero"),
            (
                "de",
                "Straße, STRASSE, Über\u{ad}gang",
                "strasse strasse ubergang",
            ),
            ("el", "Μετανάστευσις ΨΩΜΊ", "μεταναστευσισ ψωμι"),
            ("en", "Coöperation’s naïve", "cooperation s naive"),
            ("es", "¿Señor? Niños, pingüino", "senor ninos pinguino"),
            ("et", "Õunapuu, šokolaad, žürii", "ounapuu sokolaad zurii"),
            ("fi", "Äiti Åbo yö", "aiti abo yo"),
            ("fr", "L’œuvre du Noël, ça où", "l oeuvre du noel ca ou"),
            ("ga", "Ṁúinteoir éirí", "muinteoir eiri"),
            ("hr", "Đak čuva žir", "dak cuva zir"),
            ("hu", "Árvíztűrő tükörfúrógép", "arvizturo tukorfurogep"),
            ("it", "Perché è città", "perche e citta"),
            ("lt", "Ąžuolų ėjimas į", "azuolu ejimas i"),
            ("lv", "Ķirsis, ņem šūpoļu", "kirsis nem supolu"),
            ("mt", "Għaqda Ħamrun ċ ż ġ", "ghaqda hamrun c z g"),
            ("nl", "Geïnteresseerd in Ĳsland", "geinteresseerd in ijsland"),
            ("pl", "Zażółć gęślą jaźń", "zazolc gesla jazn"),
            ("pt", "Migração, avó, pão", "migracao avo pao"),
            ("ro", "Țară ţară și şi", "tara tara si si"),
            ("sk", "Ľúbiť ôsmy dĺžka", "lubit osmy dlzka"),
            ("sl", "Čebela šola žaba", "cebela sola zaba"),
            ("sv", "Smörgåsbord", "smorgasbord"),
        ] {
            assert_eq!(folded(text), expected, "{language}");
        }
    }

    #[test]
    fn arabic_folds_what_writers_leave_out_or_write_for_each_other() {
        assert_eq!(folded("هِجْرَةٌ"), folded("هجره"));
        assert_eq!(folded("مكتـــبة"), folded("مكتبة"));
        assert_eq!(folded("أمل إلى آخر ٱلباب"), folded("امل الي اخر الباب"));
        assert_eq!(folded("مستشفى"), folded("مستشفي"));
        assert_eq!(folded("مسؤول سائل"), folded("مسوول سايل"));
        assert_eq!(folded("٢٠٢٦ ۲۰۲۶"), "2026 2026");
        // Forms of presentation, as old documents hold them.
        assert_eq!(folded("\u{fefb}"), "لا");
        assert_eq!(folded("ﺧﺒﺰ"), "خبز");
    }

    #[test]
    fn arabic_words_are_found_without_their_article() {
        for (written, word) in [
            ("الخبز", "خبز"),
            ("والخبز", "خبز"),
            ("بالخبز", "خبز"),
            ("للخبز", "خبز"),
            ("فالخبز", "خبز"),
        ] {
            assert_eq!(bare(&folded(written)), Some(word), "{written}");
        }
        for whole in ["خبز", "الا", "بلد", "bread", "وال"] {
            assert_eq!(bare(whole), None, "{whole}");
        }
    }

    #[test]
    fn ligatures_and_wide_letters_are_their_letters() {
        assert_eq!(folded("ﬁlm oﬀice ＡＢＣ ½ ǽ"), "film office abc 12 ae");
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "L’Été, «déjà»";
        let places: Vec<&str> = words(text).iter().map(|word| &text[word.range.clone()]).collect();
        assert_eq!(places, ["L", "Été", "déjà"]);
        let marked = "e\u{301}te\u{301} ";
        assert_eq!(&marked[words(marked)[0].range.clone()], "e\u{301}te\u{301}");
    }

    #[test]
    fn a_word_divided_at_the_end_of_a_line_is_whole_too() {
        assert_eq!(
            folded("the migra-\ntion office"),
            "the migra migration tion office"
        );
        assert_eq!(folded("Mid-\nWest"), "mid west");
        assert_eq!(folded("well-known"), "well known");
        let text = "migra\u{ad}\ntion";
        assert_eq!(&text[words(text)[1].range.clone()], text);
    }

    #[test]
    fn signs_without_spaces_are_found_one_by_one() {
        assert_eq!(folded("你好，世界"), "你 好 世 界");
        assert_eq!(
            folded("안녕 नमस"),
            "안녕"
                .chars()
                .flat_map(|c| {
                    DecomposingNormalizerBorrowed::new_nfkd()
                        .normalize_iter(std::iter::once(c))
                        .collect::<Vec<_>>()
                })
                .collect::<String>()
                + " नमस"
        );
    }

    #[test]
    fn a_page_without_spaces_is_one_short_word() {
        let text = "ab".repeat(500_000);
        let found = words(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].folded.chars().count(), LONGEST);
        assert!(words("  \n ,;: ´`").is_empty());
    }
}
