//! Reads `stand.json` and `exhibition.json`: every mistake gets its line and its remedy, and what is right
//! still counts.

mod exhibition;
mod fields;
mod mend;
mod mistake;
mod stand;
mod values;

use std::collections::BTreeMap;

use schemars::JsonSchema;

pub use exhibition::{
    AttractSettings, DayPartSettings, ExhibitionSettings, SessionSettings, read_exhibition,
};
pub(crate) use mistake::{Found, Mistake};
pub use stand::{LinkSettings, StandSettings, read_stand};

use crate::messages::Texts;

/// Words in one language or by language.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(untagged)]
pub enum Words {
    /// One text, for visitors of every language.
    One(String),
    /// A text for each language, by its code: `{"en": "…", "fr": "…"}`.
    ByLanguage(BTreeMap<String, String>),
}

impl Words {
    /// By language; one text counts as written in `first`, the language that every other one falls back to.
    #[must_use]
    pub fn into_texts(self, first: &str) -> Texts {
        match self {
            Self::One(text) => Texts::from([(first.to_owned(), text)]),
            Self::ByLanguage(texts) => texts,
        }
    }
}

/// The published JSON Schemas: file name and contents, for `docs/schemas/`.
#[must_use]
pub fn schemas() -> Vec<(&'static str, String)> {
    let pretty = |schema: schemars::Schema| {
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain JSON");
        text.push('\n');
        text
    };
    vec![
        ("stand.schema.json", pretty(schemars::schema_for!(StandSettings))),
        (
            "exhibition.schema.json",
            pretty(schemars::schema_for!(ExhibitionSettings)),
        ),
    ]
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
