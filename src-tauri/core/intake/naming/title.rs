//! Makes a file name readable, and tells a real title from one that a program left behind.

use super::words::{
    EMPTY_TITLE, EMPTY_TITLE_START, EXTENSION, MACHINE_START, MACHINE_WORD, NOTE, VERSION, WEAK_VERSION,
};
use super::{composed, digit, one_line};

/// A readable title from a file name without extension and language: `annual_report-2025_FINAL(2)` is "Annual
/// report 2025". `None` for names that a camera or a program gave.
#[must_use]
pub fn title_of(stem: &str) -> Option<String> {
    let stem = composed(stem);
    if is_machine_name(&stem) {
        return None;
    }
    let title = readable(&stem);
    (!is_machine_name(&title)).then_some(title)
}

/// The same without judging the name; never empty unless the name is.
#[must_use]
pub fn readable(stem: &str) -> String {
    let stem = composed(stem);
    let bare = without_versions(&stem);
    let title = tidied(without_order(bare));
    if title.is_empty() { one_line(&stem) } else { title }
}

/// Whether a text of this name is meant for whoever opens the folder: `README`, `Lisez-moi`, `LICENSE`.
#[must_use]
pub fn is_note(stem: &str) -> bool {
    let letters = composed(stem).to_lowercase();
    let words = letters
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    NOTE.contains(&words.collect::<Vec<_>>().join(" ").as_str())
}

/// The same with the words on versions kept, for two files that would else have one title.
#[must_use]
pub fn readable_version(stem: &str) -> String {
    let title = tidied(&composed(stem));
    if title.is_empty() { one_line(stem) } else { title }
}

/// A title from metadata if somebody wrote it; `stem` is the name of its file without extension.
#[must_use]
pub fn real_title(raw: &str, stem: &str) -> Option<String> {
    let title = one_line(&composed(raw));
    let lower = title.to_lowercase();
    let letters = title.chars().filter(|letter| letter.is_alphabetic()).count();
    // Scripts that write a word in one or two letters need fewer of them.
    let enough = if title.chars().any(|letter| letter as u32 >= 0x2e80) {
        2
    } else {
        3
    };
    let file_name = lower
        .rsplit_once('.')
        .is_some_and(|(_, extension)| EXTENSION.contains(&extension))
        || title.contains('\\')
        || title.starts_with('/')
        || (title.contains('_') && !title.contains(' '))
        || one_line(&composed(stem)).to_lowercase() == lower;
    let said_nothing = EMPTY_TITLE.contains(&lower.as_str())
        || EMPTY_TITLE_START
            .iter()
            .any(|start| lower.starts_with(start) && says_no_more(&lower[start.len()..], start));
    let bad = letters < enough
        || title.len() > 300
        || title.contains('\u{fffd}')
        || file_name
        || said_nothing
        || is_machine_name(&title);
    (!bad).then_some(title)
}

/// "Page 1" says nothing, "Page of history" does; "Microsoft Word - …" never does.
fn says_no_more(rest: &str, start: &str) -> bool {
    let numbered = matches!(
        start,
        "layout "
            | "slide "
            | "diapositive "
            | "dia "
            | "folie "
            | "page "
            | "pagina "
            | "document"
            | "dokument"
            | "scan "
            | "camera "
            | "scanned "
            | "untitled"
            | "adobe "
    );
    !numbered
        || rest.chars().all(|letter| !letter.is_alphabetic())
        || (start == "adobe " && rest.contains("document"))
}

/// Separators become spaces, the first letter a capital; hyphens inside words and dashes between spaces stay.
pub(super) fn tidied(name: &str) -> String {
    let name = name.replace("%20", " ");
    let spaced = name.contains(' ');
    let hyphens = name.matches('-').count();
    let kebab = !spaced && !name.contains('_') && (hyphens > 1 || !name.chars().any(char::is_uppercase));
    let letters: Vec<char> = name.chars().collect();
    let mut text = String::with_capacity(name.len());
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let after = letters.get(at + 1).copied();
        let number_beside = before.is_some_and(is_digit) || after.is_some_and(is_digit);
        let both = |test: fn(char) -> bool| before.is_some_and(test) && after.is_some_and(test);
        text.push(match letter {
            '_' => ' ',
            '+' if !spaced => ' ',
            // A date or a range of years keeps its hyphens.
            '-' if both(is_digit) => '-',
            '-' if kebab || (!spaced && number_beside) => ' ',
            '-' if !spaced && !both(char::is_alphabetic) => ' ',
            // "annual.report.2025", but not "11.11.11", "St.Gilles" or "v2.1".
            '.' if !spaced
                && both(char::is_alphanumeric)
                && !both(is_digit)
                && letters.iter().filter(|other| **other == '.').count() > 1 =>
            {
                ' '
            }
            other => *other,
        });
    }
    let text = one_line(&text);
    let text = text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | '.' | ',' | ';' | '_' | '~')
    });
    capital(text)
}

/// The first letter as a capital, unless its word has one already, as in "iPhone".
fn capital(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() && !first_word.chars().any(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn is_digit(letter: char) -> bool {
    digit(letter).is_some()
}

/// Takes off a number that only gives an order: "03_harbour", "2. harbour", "4 - harbour"; not "12 years".
pub(super) fn without_order(stem: &str) -> &str {
    let rest = stem.trim_start_matches(is_digit);
    let digits = &stem[..stem.len() - rest.len()];
    let count = digits.chars().count();
    let padded = count > 1 && digits.chars().next().and_then(digit) == Some(0);
    let after = rest.trim_start_matches([' ', '_', '-', '.', ')', '–']);
    let separator = &rest[..rest.len() - after.len()];
    let marked = separator.contains(['.', ')'])
        || separator.trim() == "-" && separator.len() > 1
        || separator.trim() == "–";
    let order = (1..=3).contains(&count)
        && !separator.is_empty()
        && (padded || marked)
        && after.chars().next().is_some_and(|letter| letter.is_alphabetic());
    if order { after } else { stem }
}

/// Takes off the words on versions at the end, and "Copy of" at the start.
#[must_use]
pub fn without_versions(stem: &str) -> &str {
    let mut rest = without_copy_of(stem.trim());
    loop {
        let shorter = without_last_version(rest);
        if shorter.len() == rest.len() || !shorter.chars().any(char::is_alphanumeric) {
            return rest;
        }
        rest = shorter;
    }
}

fn without_copy_of(stem: &str) -> &str {
    const STARTS: [&str; 6] = [
        "copy of ",
        "copie de ",
        "kopie van ",
        "kopie von ",
        "copia de ",
        "copia di ",
    ];
    let lower = stem.to_lowercase();
    let start = STARTS
        .iter()
        .find(|start| lower.starts_with(**start))
        .map_or(0, |start| start.len());
    stem.get(start..).filter(|rest| !rest.is_empty()).unwrap_or(stem)
}

fn without_last_version(name: &str) -> &str {
    let trim = |text: &'_ str| text.trim_end_matches([' ', '_', '-', '.', '–']).len();
    if let Some(open) = name.strip_suffix([')', ']']) {
        let Some(start) = open.rfind(['(', '[']) else {
            return name;
        };
        let inside = open[start + 1..].trim().to_lowercase();
        let counter = inside.len() <= 2 && !inside.is_empty() && inside.chars().all(is_digit);
        let version = counter || is_version(&inside) || WEAK_VERSION.contains(&inside.as_str());
        return if version {
            &name[..trim(&name[..start])]
        } else {
            name
        };
    }
    // The dot of "v1.2" divides nothing.
    let divides = |at: usize, letter: char| {
        matches!(letter, ' ' | '_' | '-')
            || (letter == '.' && !name[at + 1..].starts_with(|next: char| next.is_ascii_digit()))
    };
    let Some((at, separator)) = name
        .char_indices()
        .rev()
        .find(|(at, letter)| divides(*at, *letter))
    else {
        return name;
    };
    let before = &name[..at];
    let word = name[at + separator.len_utf8()..].to_lowercase();
    if word.is_empty() {
        return &name[..trim(name)];
    }
    let as_files_are_named = separator != ' ' || before.ends_with('-') || before.ends_with('–');
    let version = is_version(&word) || (as_files_are_named && WEAK_VERSION.contains(&word.as_str()));
    if version { &name[..trim(before)] } else { name }
}

/// "final", "final2", "v2", "v2.1", "rev3".
fn is_version(word: &str) -> bool {
    let bare = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let numbered = word
        .strip_prefix("rev")
        .or_else(|| word.strip_prefix("version"))
        .or_else(|| word.strip_prefix('v'))
        .is_some_and(|number| {
            !number.is_empty()
                && number.len() < 6
                && number
                    .chars()
                    .all(|letter| letter.is_ascii_digit() || letter == '.')
        });
    numbered || VERSION.contains(&bare)
}

/// Whether a camera, a telephone or a program gave this name.
#[must_use]
pub fn is_machine_name(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    if MACHINE_START.iter().any(|start| lower.starts_with(start)) || is_hexadecimal(&lower) {
        return true;
    }
    // "11.11.11" is an organisation.
    let dotted = lower.len() <= 8
        && lower.matches('.').count() > 1
        && lower.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit());
    if dotted && lower.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let parts: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let bare = |part: &str| part.trim_start_matches('e').chars().all(is_digit) || is_counter(part);
    let Some((first, rest)) = parts.split_first() else {
        return true;
    };
    let head: String = first.chars().take_while(|letter| !is_digit(*letter)).collect();
    let tail = &first[head.len()..];
    let known = head.is_empty() || MACHINE_WORD.contains(&head.as_str());
    if known && tail.chars().all(is_digit) && rest.iter().all(|part| bare(part)) {
        // A year by itself says something: "1914", "film 2024"; so does a word alone.
        let digits: usize = parts
            .iter()
            .map(|part| part.chars().filter(|letter| is_digit(*letter)).count())
            .sum();
        return !(head.is_empty() && parts.len() == 1 && is_year(first)) && (digits > 0 || !head.is_empty());
    }
    // "met-437658", "fsa-LC-USF33-020558": a number and no word.
    let long_number = parts
        .iter()
        .any(|part| part.chars().filter(|letter| is_digit(*letter)).count() >= 4 && !is_year(part));
    let word = parts.iter().any(|part| {
        let letters = part.chars().filter(|letter| letter.is_alphabetic()).count();
        letters == part.chars().count() && letters >= if part.is_ascii() { 4 } else { 2 }
    });
    long_number && !word
}

/// "wa0001", "edited", "01": what telephones put after the date.
fn is_counter(part: &str) -> bool {
    matches!(
        part,
        "edited"
            | "effects"
            | "hdr"
            | "burst"
            | "cover"
            | "portrait"
            | "mp"
            | "pano"
            | "night"
            | "copy"
            | "bearbeitet"
            | "z"
    ) || part
        .strip_prefix("wa")
        .is_some_and(|number| number.chars().all(is_digit))
}

fn is_year(part: &str) -> bool {
    part.parse::<u32>().is_ok_and(|year| (1000..2100).contains(&year)) && part.len() == 4
}

/// A GUID or a hash.
fn is_hexadecimal(name: &str) -> bool {
    let digits = name.chars().filter(char::is_ascii_hexdigit).count();
    let joints = name
        .chars()
        .filter(|letter| matches!(letter, '-' | '{' | '}' | '_'))
        .count();
    digits >= 12 && digits + joints == name.chars().count() && name.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
#[path = "title_tests.rs"]
mod tests;
