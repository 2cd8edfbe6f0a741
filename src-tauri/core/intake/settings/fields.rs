//! The fields of one settings object with the place of each in the file, and the list of what was wrong with
//! them.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::mend::{Mended, Slip, mend};
use super::mistake::{Found, Mistake};
use crate::intake::problem::mistaken;
use crate::messages::{Problem, ProblemCode};

/// An object whose values are not looked into yet.
pub(super) struct Fields<'a>(pub(super) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(Object).map(Fields)
    }
}

/// Mistakes that are told of one file.
const MOST: usize = 25;

/// One settings file while it is read.
pub(super) struct Page<'a> {
    file: &'a str,
    text: &'a str,
    pub(super) problems: Vec<Problem>,
}

/// Reads the object that a settings file holds. A slip of the pen is reported and mended, so that the rest
/// counts.
pub(super) fn open<T: Default>(
    text: &str,
    file: &str,
    read: impl for<'a> Fn(&mut Page<'a>, Fields<'a>) -> T,
) -> (T, Vec<Problem>) {
    let text = text.trim_start_matches('\u{feff}');
    let mut page = Page {
        file,
        text,
        problems: Vec::new(),
    };
    let error = match serde_json::from_str::<Fields<'_>>(text) {
        Ok(fields) => {
            let settings = read(&mut page, fields);
            return (settings, page.problems);
        }
        Err(error) if error.is_data() => {
            page.complain(ProblemCode::SettingsField, 1, &Mistake::NotOneObject);
            return (T::default(), page.problems);
        }
        Err(error) => error,
    };
    let Mended { text: mended, slips } = mend(text);
    if let (Ok(fields), false) = (serde_json::from_str::<Fields<'_>>(&mended), slips.is_empty()) {
        let tell = |slip: Slip| mistaken(ProblemCode::SettingsSyntax, file, slip.line, &slip.mistake);
        let mut page = Page {
            file,
            text: &mended,
            problems: slips.into_iter().map(tell).collect(),
        };
        let settings = read(&mut page, fields);
        return (settings, page.problems);
    }
    let (line, mistake) = match slips.into_iter().next() {
        _ if text.trim().is_empty() => (1, Mistake::Blank),
        Some(slip) => (slip.line, slip.mistake),
        None => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX).max(1);
            (line, Mistake::NotJson { line })
        }
    };
    page.complain(ProblemCode::SettingsSyntax, line, &mistake);
    (T::default(), page.problems)
}

impl<'a> Page<'a> {
    /// Line of a value, counted from 1.
    pub(super) fn line(&self, value: &RawValue) -> u32 {
        let at = (value.get().as_ptr() as usize)
            .saturating_sub(self.text.as_ptr() as usize)
            .min(self.text.len());
        let before = self.text.as_bytes()[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        u32::try_from(before).unwrap_or(u32::MAX - 1) + 1
    }

    pub(super) fn complain(&mut self, code: ProblemCode, line: u32, mistake: &Mistake) {
        // A file that is something else altogether would flood the operator's list.
        if self.problems.len() >= MOST {
            return;
        }
        self.problems.push(mistaken(code, self.file, line, mistake));
    }

    /// A field whose value cannot be used.
    pub(super) fn wrong(&mut self, value: &RawValue, mistake: &Mistake) {
        self.complain(ProblemCode::SettingsField, self.line(value), mistake);
    }

    /// A field that nobody reads; the remedy names the one that was probably meant.
    pub(super) fn unknown(
        &mut self,
        name: &str,
        value: &RawValue,
        known: &[&'static str],
        synonyms: &[(&str, &'static str)],
    ) {
        let lower = name.to_lowercase();
        let synonym = synonyms
            .iter()
            .find(|(other, _)| *other == lower)
            .map(|(_, meant)| *meant);
        let near = || {
            let distance = |other: &str| strsim::damerau_levenshtein(&lower, other);
            known
                .iter()
                .copied()
                .filter(|other| distance(other) <= (other.len() / 3).max(1))
                .min_by_key(|other| distance(other))
        };
        let mistake = Mistake::UnknownField {
            name: name.to_owned(),
            meant: synonym.or_else(near),
            known: listed(known),
        };
        self.complain(ProblemCode::SettingsUnknownField, self.line(value), &mistake);
    }

    /// An object within the file.
    pub(super) fn object(&mut self, name: &str, value: &'a RawValue) -> Option<Fields<'a>> {
        let fields = serde_json::from_str::<Fields<'a>>(value.get()).ok();
        if fields.is_none() {
            let (name, found) = (name.to_owned(), found(value));
            self.wrong(value, &Mistake::NotObject { name, found });
        }
        fields
    }

    /// A list within the file.
    pub(super) fn list(&mut self, name: &str, value: &'a RawValue) -> Vec<&'a RawValue> {
        serde_json::from_str::<Vec<&'a RawValue>>(value.get()).unwrap_or_else(|_| {
            let (name, found) = (name.to_owned(), found(value));
            self.wrong(value, &Mistake::NotList { name, found });
            Vec::new()
        })
    }
}

/// What a value is.
pub(super) fn found(value: &RawValue) -> Found {
    let raw = value.get().trim();
    match raw.as_bytes().first() {
        Some(b'"') if raw.chars().count() > 42 => {
            Found::Raw(format!("{}…\"", raw.chars().take(40).collect::<String>()))
        }
        Some(b'{') => Found::Object,
        Some(b'[') => Found::List,
        Some(b'n') => Found::Nothing,
        _ => Found::Raw(raw.to_owned()),
    }
}

fn listed(names: &[&str]) -> String {
    names
        .iter()
        .filter(|name| !name.starts_with('$'))
        .map(|name| format!("\"{name}\""))
        .collect::<Vec<_>>()
        .join(", ")
}
