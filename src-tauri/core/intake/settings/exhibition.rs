//! `exhibition.json`: what the organiser says about the event.

use schemars::JsonSchema;

use super::Words;
use super::fields::{Fields, Page, open};
use super::mistake::Mistake;
use crate::messages::{Attract, DayPart, Problem};

/// Settings of the event. Every field may be left out.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(title = "Vitrine exhibition.json", deny_unknown_fields)]
pub struct ExhibitionSettings {
    /// Where this schema is, for editors.
    #[schemars(rename = "$schema")]
    pub schema: Option<String>,
    /// Name of the event: one text, or texts by language.
    pub title: Option<Words>,
    /// Where it takes place: one text, or texts by language.
    pub place: Option<Words>,
    /// Languages of the show, as codes, in the order offered. The first one is shown at rest.
    pub languages: Option<Vec<String>>,
    /// Day of the programme, `YYYY-MM-DD`; without it the programme is for any day.
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub date: Option<String>,
    /// The programme.
    pub sessions: Option<Vec<SessionSettings>>,
    /// How the attract loop behaves.
    pub attract: Option<AttractSettings>,
    /// The loudest step that visitors can choose for films, of eight; 0 keeps every film silent.
    #[schemars(range(min = 0, max = 8))]
    pub loudest: Option<u32>,
    /// Address of the organisers' page for what visitors take away; it gets the choice after `#`.
    pub take_away: Option<String>,
}

/// One entry of the programme.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SessionSettings {
    /// Start, `HH:MM`, 24-hour clock.
    #[schemars(regex(pattern = "^[0-9]{1,2}:[0-9]{2}$"))]
    pub start: String,
    /// End, `HH:MM`, later than the start.
    #[schemars(regex(pattern = "^[0-9]{1,2}:[0-9]{2}$"))]
    pub end: String,
    /// What it is called: one text, or texts by language.
    pub title: Words,
    /// Which room: one text, or texts by language.
    pub room: Option<Words>,
    /// Who speaks, as printed.
    pub speaker: Option<String>,
}

/// How the attract loop behaves.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct AttractSettings {
    /// Seconds a photo stays.
    #[schemars(range(min = 3, max = 120))]
    pub photo_seconds: Option<u32>,
    /// Longest excerpt of a film, in seconds.
    #[schemars(range(min = 5, max = 600))]
    pub film_seconds: Option<u32>,
    /// Stands and their items come in the order of the folder instead of shuffled.
    pub in_folder_order: Option<bool>,
    /// Screens of the same folder whose clocks agree show the same at the same time.
    pub sync: Option<bool>,
    /// Photos move slowly, where the machine draws fast enough; `false` keeps them still.
    pub pan: Option<bool>,
    /// Furniture drifts and the picture dims from time to time, so that nothing burns in; `false` turns that off.
    pub burn_in_care: Option<bool>,
    /// Times of day at which only some stands are shown; at any other time all are.
    pub day_parts: Option<Vec<DayPartSettings>>,
}

/// A part of the day with stands of its own.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DayPartSettings {
    /// Start, `HH:MM`, 24-hour clock.
    #[schemars(regex(pattern = "^[0-9]{1,2}:[0-9]{2}$"))]
    pub start: String,
    /// End, `HH:MM`; earlier than the start when the part lasts past midnight.
    #[schemars(regex(pattern = "^[0-9]{1,2}:[0-9]{2}$"))]
    pub end: String,
    /// The stands that are shown, each by its number or the name of its folder.
    pub stands: Vec<String>,
    /// Line in the file.
    #[schemars(skip)]
    pub line: u32,
}

impl AttractSettings {
    /// With the usual values where none are given. `day_parts` name their stands by id.
    #[must_use]
    pub fn resolved(&self, day_parts: Vec<DayPart>) -> Attract {
        let usual = Attract::default();
        Attract {
            photo_seconds: self.photo_seconds.unwrap_or(usual.photo_seconds),
            film_seconds: self.film_seconds.unwrap_or(usual.film_seconds),
            in_folder_order: self.in_folder_order.unwrap_or(usual.in_folder_order),
            sync: self.sync.unwrap_or(usual.sync),
            pan: self.pan.unwrap_or(usual.pan),
            burn_in_care: self.burn_in_care.unwrap_or(usual.burn_in_care),
            day_parts,
        }
    }
}

const KNOWN: &[&str] = &[
    "$schema",
    "title",
    "place",
    "languages",
    "date",
    "sessions",
    "attract",
    "loudest",
    "take_away",
];
const SYNONYMS: &[(&str, &str)] = &[
    ("name", "title"),
    ("titre", "title"),
    ("titel", "title"),
    ("location", "place"),
    ("venue", "place"),
    ("lieu", "place"),
    ("plaats", "place"),
    ("language", "languages"),
    ("langues", "languages"),
    ("talen", "languages"),
    ("day", "date"),
    ("programme", "sessions"),
    ("program", "sessions"),
    ("schedule", "sessions"),
    ("volume", "loudest"),
    ("max_volume", "loudest"),
    ("takeaway", "take_away"),
    ("basket", "take_away"),
    ("downloads", "take_away"),
];
const SESSION: &[&str] = &["start", "end", "title", "room", "speaker"];
const SESSION_SYNONYMS: &[(&str, &str)] = &[
    ("from", "start"),
    ("begin", "start"),
    ("time", "start"),
    ("to", "end"),
    ("until", "end"),
    ("name", "title"),
    ("place", "room"),
    ("location", "room"),
    ("speakers", "speaker"),
    ("by", "speaker"),
];
const ATTRACT: &[&str] = &[
    "photo_seconds",
    "film_seconds",
    "in_folder_order",
    "sync",
    "pan",
    "burn_in_care",
    "day_parts",
];
const DAY_PART: &[&str] = &["start", "end", "stands"];
const DAY_PART_SYNONYMS: &[(&str, &str)] = &[
    ("from", "start"),
    ("begin", "start"),
    ("to", "end"),
    ("until", "end"),
    ("stand", "stands"),
];
const ATTRACT_SYNONYMS: &[(&str, &str)] = &[
    ("photo", "photo_seconds"),
    ("photos", "photo_seconds"),
    ("film", "film_seconds"),
    ("video_seconds", "film_seconds"),
    ("synchronised", "sync"),
    ("synchronized", "sync"),
    ("zoom", "pan"),
    ("burn_in", "burn_in_care"),
    ("dayparts", "day_parts"),
    ("parts", "day_parts"),
];

/// Reads an `exhibition.json`. `file` is its name, for the problems.
#[must_use]
pub fn read_exhibition(text: &str, file: &str) -> (ExhibitionSettings, Vec<Problem>) {
    open(text, file, read)
}

fn read<'a>(page: &mut Page<'a>, fields: Fields<'a>) -> ExhibitionSettings {
    let mut settings = ExhibitionSettings::default();
    for (name, value) in fields.0 {
        match name.as_str() {
            "$schema" => settings.schema = page.text(&name, value),
            "title" => settings.title = page.words(&name, value),
            "place" => settings.place = page.words(&name, value),
            "languages" => {
                settings.languages = Some(page.languages(&name, value)).filter(|codes| !codes.is_empty())
            }
            "date" => settings.date = page.day(&name, value),
            "sessions" => {
                let list = page.list(&name, value);
                let mut sessions: Vec<_> = list
                    .into_iter()
                    .filter_map(|value| session(page, value))
                    .collect();
                sessions.sort_by(|a, b| (&a.start, &a.end).cmp(&(&b.start, &b.end)));
                settings.sessions = Some(sessions);
            }
            "take_away" => {
                // What would stand after `#` makes room for the choice.
                let page = page.address(&name, value);
                settings.take_away = page.map(|page| page.split('#').next().unwrap_or_default().to_owned());
            }
            "attract" => settings.attract = page.object(&name, value).map(|fields| attract(page, fields)),
            "loudest" => settings.loudest = page.within(&name, value, 0, 8),
            _ => page.unknown(&name, value, KNOWN, SYNONYMS),
        }
    }
    settings
}

/// One session; one without a start, an end after it and a title is left out.
fn session<'a>(page: &mut Page<'a>, value: &'a serde_json::value::RawValue) -> Option<SessionSettings> {
    let before = page.problems.len();
    let (mut start, mut end, mut title, mut room, mut speaker) = (None, None, None, None, None);
    for (name, value) in page.object("sessions", value)?.0 {
        match name.as_str() {
            "start" => start = page.time(&name, value),
            "end" => end = page.time(&name, value),
            "title" => title = page.words(&name, value),
            "room" => room = page.words(&name, value),
            "speaker" => speaker = page.text(&name, value),
            _ => page.unknown(&name, value, SESSION, SESSION_SYNONYMS),
        }
    }
    let (Some(start), Some(end), Some(title)) = (start, end, title) else {
        if page.problems.len() == before {
            page.wrong(value, &Mistake::SessionLacks);
        }
        return None;
    };
    if end <= start {
        page.wrong(value, &Mistake::SessionBackwards { start, end });
        return None;
    }
    Some(SessionSettings {
        start,
        end,
        title,
        room,
        speaker,
    })
}

fn attract<'a>(page: &mut Page<'a>, fields: Fields<'a>) -> AttractSettings {
    let mut settings = AttractSettings::default();
    for (name, value) in fields.0 {
        match name.as_str() {
            "photo_seconds" => settings.photo_seconds = page.within(&name, value, 3, 120),
            "film_seconds" => settings.film_seconds = page.within(&name, value, 5, 600),
            "in_folder_order" => settings.in_folder_order = page.flag(&name, value),
            "sync" => settings.sync = page.flag(&name, value),
            "pan" => settings.pan = page.flag(&name, value),
            "burn_in_care" => settings.burn_in_care = page.flag(&name, value),
            "day_parts" => {
                let list = page.list(&name, value);
                let parts = list.into_iter().filter_map(|value| day_part(page, value));
                settings.day_parts = Some(parts.collect());
            }
            _ => page.unknown(&name, value, ATTRACT, ATTRACT_SYNONYMS),
        }
    }
    settings
}

/// One part of the day; one without a start, an end and stands is left out.
fn day_part<'a>(page: &mut Page<'a>, value: &'a serde_json::value::RawValue) -> Option<DayPartSettings> {
    let before = page.problems.len();
    let (mut start, mut end, mut stands) = (None, None, Vec::new());
    for (name, value) in page.object("day_parts", value)?.0 {
        match name.as_str() {
            "start" => start = page.time(&name, value),
            "end" => end = page.time(&name, value),
            // A number is as good as a name.
            "stands" => {
                for value in page.list(&name, value) {
                    let number = serde_json::from_str::<u32>(value.get()).map(|number| number.to_string());
                    stands.extend(number.ok().or_else(|| page.text(&name, value)));
                }
            }
            _ => page.unknown(&name, value, DAY_PART, DAY_PART_SYNONYMS),
        }
    }
    let line = page.line(value);
    match (start, end) {
        (Some(start), Some(end)) if !stands.is_empty() => Some(DayPartSettings {
            start,
            end,
            stands,
            line,
        }),
        _ => {
            if page.problems.len() == before {
                page.wrong(value, &Mistake::DayPartLacks);
            }
            None
        }
    }
}
