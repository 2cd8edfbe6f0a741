//! `stand.json`: what an exhibitor may say about the stand beyond the name of its folder.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::Words;
use super::fields::{Fields, Page, open};
use super::mistake::Mistake;
use crate::messages::{Problem, Texts};

/// Longest blurb in characters.
const BLURB: usize = 180;

/// Settings of one stand. Every field may be left out.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(title = "Vitrine stand.json", deny_unknown_fields)]
pub struct StandSettings {
    /// Where this schema is, for editors.
    #[schemars(rename = "$schema")]
    pub schema: Option<String>,
    /// Name of the organisation, where the folder's name will not do: one text, or texts by language.
    pub name: Option<Words>,
    /// Name of the organisation by language: `{"en": "…", "fr": "…"}`.
    pub names: Option<Words>,
    /// What the organisation does, in at most 180 characters: one text, or texts by language.
    pub blurb: Option<Words>,
    /// Accent colour, `#rrggbb`.
    #[schemars(regex(pattern = "^#[0-9a-fA-F]{6}$"))]
    pub colour: Option<String>,
    /// Web address, shown as text.
    pub website: Option<String>,
    /// E-mail address or telephone number, shown as text and as a QR code.
    #[schemars(length(max = 100))]
    pub contact: Option<String>,
    /// Where publications, films and photos of this stand are found on the web: the name of the file, then the address.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub links: Vec<LinkSettings>,
    /// Place among the stands; without it the folder's number counts.
    pub order: Option<f64>,
    /// `true` leaves the stand out of the show.
    pub hidden: Option<bool>,
}

/// Where one file is found on the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSettings {
    /// Name of the file, or its path within the stand.
    pub file: String,
    /// `http` or `https`.
    pub address: String,
    /// Line in the settings.
    pub line: u32,
}

const KNOWN: &[&str] = &[
    "$schema", "name", "names", "blurb", "colour", "website", "contact", "links", "order", "hidden",
];

/// What people write instead. Lower case.
const SYNONYMS: &[(&str, &str)] = &[
    ("color", "colour"),
    ("couleur", "colour"),
    ("kleur", "colour"),
    ("farbe", "colour"),
    ("url", "website"),
    ("web", "website"),
    ("site", "website"),
    ("link", "website"),
    ("email", "contact"),
    ("e-mail", "contact"),
    ("mail", "contact"),
    ("phone", "contact"),
    ("telephone", "contact"),
    ("tel", "contact"),
    ("urls", "links"),
    ("downloads", "links"),
    ("liens", "links"),
    ("title", "name"),
    ("titel", "name"),
    ("titre", "name"),
    ("nom", "name"),
    ("naam", "name"),
    ("description", "blurb"),
    ("text", "blurb"),
    ("about", "blurb"),
    ("beschrijving", "blurb"),
    ("number", "order"),
    ("position", "order"),
    ("hide", "hidden"),
];

/// Reads a `stand.json`. `file` is its path relative to the assets folder, for the problems.
#[must_use]
pub fn read_stand(text: &str, file: &str) -> (StandSettings, Vec<Problem>) {
    open(text, file, read)
}

fn read<'a>(page: &mut Page<'a>, fields: Fields<'a>) -> StandSettings {
    let mut settings = StandSettings::default();
    for (name, value) in fields.0 {
        match name.as_str() {
            "$schema" => settings.schema = page.text(&name, value),
            "name" => settings.name = page.words(&name, value),
            "names" => settings.names = page.words(&name, value),
            "blurb" => {
                settings.blurb = page.words(&name, value).map(|words| {
                    let longest = match &words {
                        Words::One(text) => text.chars().count(),
                        Words::ByLanguage(texts) => {
                            texts.values().map(|text| text.chars().count()).max().unwrap_or(0)
                        }
                    };
                    if longest > BLURB {
                        let (length, most) = (longest, BLURB);
                        page.wrong(value, &Mistake::BlurbTooLong { length, most });
                    }
                    match words {
                        Words::One(text) => Words::One(cut(&text)),
                        Words::ByLanguage(texts) => Words::ByLanguage(
                            texts
                                .iter()
                                .map(|(code, text)| (code.clone(), cut(text)))
                                .collect::<Texts>(),
                        ),
                    }
                });
            }
            "colour" => settings.colour = page.colour(&name, value),
            "website" => settings.website = page.text(&name, value),
            "contact" => settings.contact = page.contact(&name, value),
            "links" => {
                for (file, value) in page
                    .object(&name, value)
                    .map(|fields| fields.0)
                    .unwrap_or_default()
                {
                    let line = page.line(value);
                    if let Some(address) = page.address(&format!("{name}.{file}"), value) {
                        settings.links.push(LinkSettings { file, address, line });
                    }
                }
            }
            "order" => settings.order = page.number(&name, value),
            "hidden" => settings.hidden = page.flag(&name, value),
            _ => page.unknown(&name, value, KNOWN, SYNONYMS),
        }
    }
    settings
}

/// The text if it fits, else as many whole words as fit with a mark of omission.
fn cut(text: &str) -> String {
    if text.chars().count() <= BLURB {
        return text.to_owned();
    }
    let head: String = text.chars().take(BLURB - 1).collect();
    // Scripts without spaces have no word to cut at.
    let end = head
        .rfind(' ')
        .filter(|end| *end > head.len() / 2)
        .unwrap_or(head.len());
    format!(
        "{}…",
        head[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '-'])
    )
}
