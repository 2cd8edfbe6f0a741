//! Makes one whole catalogue of everything that is known about the folder.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::furniture::{Furniture, furnish};
use super::room::{Room, exact, id};
use super::seen::Seen;
use super::stand::Placed;
use crate::abreast::side_by_side;
use crate::intake::naming::order::Order;
use crate::intake::naming::plate::plate;
use crate::intake::problem::{mistaken, problem, weight};
use crate::intake::reading::{Reading, Refusal};
use crate::intake::scan::{EXHIBITION_FILE, Signature, is_named, shown};
use crate::intake::settings::{DayPartSettings, ExhibitionSettings, Mistake, Words, read_exhibition};
use crate::messages::{
    Attract, Catalogue, DayPart, Exhibition, ItemState, Problem, ProblemCode, Session, Texts,
};
use crate::pipeline::MediaFile;

/// Languages of the show where `exhibition.json` names none.
const LANGUAGES: [&str; 4] = ["en", "fr", "nl", "de"];

/// One file whose reading is known.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// Relative to the assets folder.
    pub path: &'a Path,
    /// The state in which it was read.
    pub signature: Signature,
    /// Name of its bytes; empty when they could not be read.
    pub media: &'a str,
    /// What it turned out to be.
    pub reading: &'a Reading,
    /// Its words, for captions and settings (`.txt`, `.srt`, `.vtt`, `.json`).
    pub text: Option<&'a str>,
}

/// Everything a catalogue is made from.
pub struct Material<'a> {
    /// The assets folder, absolute.
    pub root: &'a Path,
    /// Folders directly below, relative, as the scan gives them.
    pub stands: &'a [PathBuf],
    /// Files that have been read, in any order.
    pub pieces: Vec<Piece<'a>>,
    /// Whether the pictures of a media name exist.
    pub state: &'a (dyn Fn(&str) -> ItemState + Sync),
    /// Why a media name, though read, turned out not to be showable: its item is then broken and the problem
    /// told. An empty `what` is filled in from the reading.
    pub refusal: &'a (dyn Fn(&str) -> Option<Refusal> + Sync),
    /// What the screens saw of the film of a media name.
    pub seen: &'a (dyn Fn(&str) -> Seen + Sync),
    /// Problems found elsewhere, such as those of the scan.
    pub problems: Vec<Problem>,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// An edition of a publication.
    Edition {
        /// Id of the publication.
        id: String,
        /// Title of the publication.
        title: String,
        /// BCP 47 code, if known.
        language: Option<String>,
        /// Number of pages, or of chapters.
        pages: u32,
        /// Field name of the format, where its text flows.
        flowing: Option<&'static str>,
    },
    /// A photo.
    Photo {
        /// Id of the photo.
        id: String,
        /// Title of its series, if it has one.
        series: Option<String>,
        /// It is an animation.
        moving: bool,
    },
    /// A film.
    Film {
        /// Id of the film.
        id: String,
        /// Title of the film.
        title: String,
        /// Length in seconds; 0 when unknown.
        seconds: f64,
        /// Container and codec.
        kind: String,
        /// Its picture is brighter than most screens.
        hdr: bool,
    },
    /// Captions of the film at this path.
    Captions {
        /// Relative to the assets folder.
        film: PathBuf,
        /// BCP 47 code, if known.
        language: Option<String>,
    },
    /// The caption of the photo at this path.
    PhotoCaption {
        /// Relative to the assets folder.
        photo: PathBuf,
        /// BCP 47 code from the name of the text; absent where it is for everybody.
        language: Option<String>,
    },
    /// The link to the web of the item at this path.
    Link {
        /// Relative to the assets folder.
        of: PathBuf,
        /// BCP 47 code from the name of the link; absent where it is for everybody.
        language: Option<String>,
    },
    /// The recording of the edition at this path.
    Recording {
        /// Relative to the assets folder.
        of: PathBuf,
        /// BCP 47 code of the edition; absent where nobody knows.
        language: Option<String>,
    },
    /// The settings of the stand or of the event.
    Settings,
    /// The same bytes as the file at this path, which is shown.
    Twin {
        /// Relative to the assets folder.
        of: PathBuf,
    },
    /// A text that belongs to nothing.
    StrayText,
    /// In a stand that its settings hide.
    Hidden,
    /// Not shown; the problem says why.
    Refused,
}

impl Fate {
    /// Id of the item that the file became.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Self::Edition { id, .. } | Self::Photo { id, .. } | Self::Film { id, .. } => Some(id),
            _ => None,
        }
    }
}

/// A catalogue and what it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Built {
    /// With number 0: whoever publishes it numbers it.
    pub catalogue: Catalogue,
    /// The file behind each media name in the catalogue.
    pub media: BTreeMap<String, MediaFile>,
    /// What became of every piece of a stand that was furnished anew, by its path.
    pub fates: HashMap<PathBuf, Fate>,
}

/// Makes the catalogue, with what is in `furniture` from before as far as it still serves, and puts the rest there.
/// The same material gives the same catalogue, whatever was there.
#[must_use]
pub fn build(material: &Material<'_>, furniture: &mut Furniture) -> Built {
    let order = Order::default();
    let mut room = Room {
        material,
        order: &order,
        languages: LANGUAGES.map(str::to_owned).to_vec(),
        problems: material.problems.clone(),
        opened: Vec::new(),
        fates: HashMap::new(),
    };
    let exhibition = exhibition(&mut room);
    let furnished = side_by_side(sorted_out(material), |(folder, pieces)| {
        let (furnished, fates) = furnish(&room, folder, pieces, furniture.at(folder));
        (folder, furnished.as_of_now(material), furnished, fates)
    });
    let (mut placed, mut media, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for (folder, now, furnished, fates) in furnished {
        placed.extend(now.placed);
        room.problems.extend(now.problems);
        media.extend(now.media);
        room.fates.extend(fates);
        kept.push((folder, furnished));
    }
    furniture.replace(kept);
    placed.sort_by(|a, b| {
        let rank = |placed: &Placed| placed.order.unwrap_or(f64::INFINITY);
        let number = |placed: &Placed| placed.stand.number.unwrap_or(u32::MAX);
        rank(a)
            .total_cmp(&rank(b))
            .then_with(|| number(a).cmp(&number(b)))
            .then_with(|| room.order.compare(&a.stand.name, &b.stand.name))
            .then_with(|| a.stand.id.cmp(&b.stand.id))
    });
    // In order, a map is filled quickly; where several stands show the same bytes, the first one's file serves.
    media.sort_by(|a, b| a.0.cmp(&b.0));
    media.dedup_by(|later, first| later.0 == first.0);
    let mut problems = room.problems;
    problems.sort_by(|a, b| {
        let key = |problem: &Problem| (weight(problem.code), problem.line);
        (key(a).0)
            .cmp(&key(b).0)
            .then_with(|| room.order.compare(&a.file, &b.file))
            .then_with(|| key(a).cmp(&key(b)))
    });
    problems.dedup();
    let stands = placed.into_iter().map(|placed| placed.stand).collect();
    Built {
        catalogue: Catalogue {
            number: 0,
            exhibition,
            stands,
            problems,
        },
        media: media.into_iter().collect(),
        fates: room.fates,
    }
}

/// Every stand with its pieces.
fn sorted_out<'a>(material: &'a Material<'_>) -> Vec<(&'a Path, Vec<Piece<'a>>)> {
    let mut inside: HashMap<&OsStr, Vec<Piece<'a>>> = HashMap::new();
    for piece in &material.pieces {
        let mut names = piece.path.iter();
        if let (Some(stand), Some(_)) = (names.next(), names.next()) {
            inside.entry(stand).or_default().push(*piece);
        }
    }
    let stands = material.stands.iter();
    stands
        .map(|folder| {
            (
                folder.as_path(),
                inside.remove(folder.as_os_str()).unwrap_or_default(),
            )
        })
        .collect()
}

/// The event, from its settings; also decides on the languages of the room.
fn exhibition(room: &mut Room<'_>) -> Exhibition {
    let at_root = |path: &Path| path.parent().is_none_or(|parent| parent.as_os_str().is_empty());
    let material = room.material;
    let (mut settings, mut file) = (ExhibitionSettings::default(), String::new());
    for piece in material.pieces.iter().filter(|piece| at_root(piece.path)) {
        match (is_named(piece.path, EXHIBITION_FILE), piece.text) {
            (true, Some(text)) => {
                let (found, problems) = read_exhibition(text, &shown(piece.path));
                (settings, file) = (found, shown(piece.path));
                room.problems.extend(problems);
                room.fates.insert(piece.path.to_owned(), Fate::Settings);
            }
            _ => room.refuse_unless_text(piece),
        }
    }
    if let Some(languages) = settings.languages {
        room.languages = languages;
    }
    let day_parts = settings
        .attract
        .as_mut()
        .and_then(|attract| attract.day_parts.take());
    let day_parts = day_parts.unwrap_or_default().into_iter();
    let day_parts = day_parts.map(|part| day_part(room, &file, part)).collect();
    let first = room.languages.first().map_or(LANGUAGES[0], String::as_str);
    let texts = |words: Option<Words>| words.map_or_else(Texts::new, |words| words.into_texts(first));
    let sessions = settings
        .sessions
        .unwrap_or_default()
        .into_iter()
        .map(|session| Session {
            start: session.start,
            end: session.end,
            title: session.title.into_texts(first),
            room: texts(session.room),
            speaker: session.speaker,
        });
    Exhibition {
        title: texts(settings.title),
        place: texts(settings.place),
        sessions: sessions.collect(),
        date: settings.date,
        attract: settings
            .attract
            .map_or_else(Attract::default, |attract| attract.resolved(day_parts)),
        languages: room.languages.clone(),
        loudest: settings.loudest,
        take_away: settings.take_away,
    }
}

/// A part of the day with its stands by their ids. `file` is the settings', for the problem of a stand that is none.
fn day_part(room: &mut Room<'_>, file: &str, part: DayPartSettings) -> DayPart {
    let mut ids = Vec::new();
    for name in part.stands {
        let number = name.parse().ok();
        let folder = room.material.stands.iter().find(|folder| {
            let written = shown(folder);
            written == name || (number.is_some() && plate(&written).number == number)
        });
        match folder {
            Some(folder) => ids.push(id("stand", &exact(folder))),
            None => {
                let mistake = Mistake::NoSuchStand { name };
                room.problems
                    .push(mistaken(ProblemCode::SettingsField, file, part.line, &mistake));
            }
        }
    }
    DayPart {
        start: part.start,
        end: part.end,
        stands: ids,
    }
}

/// The problem of a file that was refused.
pub(super) fn refused(path: &Path, refusal: &Refusal, what: &str) -> Problem {
    let what = if refusal.what.is_empty() {
        what
    } else {
        &refusal.what
    };
    problem(refusal.code, what, &shown(path), None)
}

#[cfg(test)]
#[path = "build_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "event_tests.rs"]
mod event_tests;
