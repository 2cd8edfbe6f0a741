//! Reads the plate of a stand, which is the name of its folder: "07 Seafarers Mission" is number 7, Seafarers
//! Mission.

use super::{composed, digit, one_line, plain};

/// Number and name of a stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plate {
    /// The leading number, where there is one below 1000.
    pub number: Option<u32>,
    /// The rest, as the exhibitor wrote it; never empty.
    pub name: String,
}

/// Words that may stand before the number.
const STAND: [&str; 12] = [
    "stand",
    "booth",
    "stall",
    "table",
    "no",
    "nr",
    "n°",
    "nº",
    "#",
    "stande",
    "جناح",
    "standplaats",
];

/// Reads the name of a folder directly under the assets folder.
#[must_use]
pub fn plate(folder: &str) -> Plate {
    let whole = composed(folder);
    let whole = if whole.contains(' ') {
        one_line(&whole)
    } else {
        one_line(&whole.replace('_', " "))
    };
    match numbered(&whole) {
        Some((number, "")) => Plate {
            number: Some(number),
            name: whole,
        },
        Some((number, rest)) => Plate {
            number: Some(number),
            name: rest.to_owned(),
        },
        None => Plate {
            number: None,
            name: if whole.is_empty() { plain(folder) } else { whole },
        },
    }
}

/// The leading number of a name and what follows it.
pub(super) fn numbered(whole: &str) -> Option<(u32, &str)> {
    let start = after_stand_word(whole);
    let after = start.trim_start_matches(|letter| digit(letter).is_some());
    let digits = &start[..start.len() - after.len()];
    // Four digits are a year, and part of the name.
    if digits.is_empty() || digits.chars().count() > 3 {
        return None;
    }
    let number = digits
        .chars()
        .filter_map(digit)
        .fold(0, |number, value| number * 10 + value);
    let rest = after.trim_start_matches(is_separator);
    let separator = &after[..after.len() - rest.len()];
    let glued = separator.is_empty() && !rest.is_empty();
    // "11.11.11" and "24-7" are names; "07 - 2 oceans" is a number and a name.
    let inside_number =
        !separator.contains(' ') && rest.chars().next().is_some_and(|letter| digit(letter).is_some());
    if glued || inside_number {
        None
    } else {
        Some((number, rest.trim_end()))
    }
}

fn is_separator(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '.' | '-' | '–' | '—' | '_' | ':' | ')' | ',' | '·' | '|' | '/'
        )
}

/// What follows "Stand", "Nr." and the like, if a number follows; else the whole.
fn after_stand_word(whole: &str) -> &str {
    let lower = whole.to_lowercase();
    for word in STAND {
        // Lower case of another length would cut between letters.
        if lower.starts_with(word) && whole.is_char_boundary(word.len()) {
            let rest = whole[word.len()..].trim_start_matches(['.', ' ', '-', '°', 'º']);
            if rest.chars().next().is_some_and(|letter| digit(letter).is_some()) {
                return rest;
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(folder: &str, number: Option<u32>, name: &str) {
        assert_eq!(
            plate(folder),
            Plate {
                number,
                name: name.to_owned()
            },
            "{folder}"
        );
    }

    #[test]
    fn a_leading_number_is_the_stands_number() {
        reads("07 Seafarers Mission", Some(7), "Seafarers Mission");
        reads("7. Seafarers Mission", Some(7), "Seafarers Mission");
        reads("7.Seafarers", Some(7), "Seafarers");
        reads("07_Seafarers_Mission", Some(7), "Seafarers Mission");
        reads("Stand 7 - Seafarers Mission", Some(7), "Seafarers Mission");
        reads("stand_07_Seafarers", Some(7), "Seafarers");
        reads("Nr. 12: Cities", Some(12), "Cities");
        reads("#3 Crafts", Some(3), "Crafts");
        reads("15 Voix du Congo & amis", Some(15), "Voix du Congo & amis");
        reads("07 – Maison", Some(7), "Maison");
    }

    #[test]
    fn digits_of_other_scripts_count() {
        reads("١٤ بيت اللاجئين", Some(14), "بيت اللاجئين");
        reads("۳ خانه", Some(3), "خانه");
        reads("14 بيت اللاجئين", Some(14), "بيت اللاجئين");
    }

    #[test]
    fn numbers_that_belong_to_the_name_stay_in_it() {
        reads("1914 Memories", None, "1914 Memories");
        reads("11.11.11", None, "11.11.11");
        reads("07 11.11.11", Some(7), "11.11.11");
        reads("24-7 Help", None, "24-7 Help");
        reads("3e Wereld", None, "3e Wereld");
        reads("Route 66", None, "Route 66");
        reads("07 - 2 oceans", Some(7), "2 oceans");
        reads("Standard Bearers", None, "Standard Bearers");
    }

    #[test]
    fn a_bare_number_is_its_own_name() {
        reads("07", Some(7), "07");
        reads("Stand 7", Some(7), "Stand 7");
    }

    #[test]
    fn accents_are_joined_and_no_name_is_empty() {
        reads(
            "05 Maison des re\u{301}fugie\u{301}s",
            Some(5),
            "Maison des réfugiés",
        );
        reads("_", None, "_");
        assert_eq!(plate("").name, "");
        assert_eq!(plate("\u{202e}").name, "\u{fffd}");
    }
}
