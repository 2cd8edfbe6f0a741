//! Furnishes one stand: its settings, and each of its files where it belongs.

use std::collections::HashMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::build::{Fate, Piece};
use super::links::Links;
use super::room::{Room, exact, id};
use super::{films, prose, series, shelf, sounds};
use crate::intake::naming::plate::plate;
use crate::intake::reading::Reading;
use crate::intake::scan::{is_named, shown};
use crate::intake::settings::{StandSettings, Words, read_stand};
use crate::messages::{Stand, Texts};

/// The name of a stand's settings.
const STAND_FILE: &str = "stand.json";

/// A stand and where its settings want it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Placed {
    pub(super) stand: Stand,
    /// What stands are sorted by first.
    pub(super) order: Option<f64>,
}

/// Furnishes the stand of this folder with the pieces in it; `None` when its settings hide it.
pub(super) fn place(room: &mut Room<'_>, folder: &Path, mut pieces: Vec<Piece<'_>>) -> Option<Placed> {
    room.sort(&mut pieces);
    let (settings, file) = settings(room, folder, &pieces);
    if settings.hidden == Some(true) {
        for piece in pieces {
            room.fates.entry(piece.path.to_owned()).or_insert(Fate::Hidden);
        }
        return None;
    }
    prose::bind(&mut pieces);
    let pieces = once_each(room, pieces);
    let links = Links::of(room, &pieces, settings.links, &file);
    let mut publications = shelf::publications(room, &pieces, &links);
    sounds::lay(room, &pieces, &mut publications);
    let films = films::films(room, &pieces, &links);
    let series = series::series(room, &pieces, &links);
    for piece in &pieces {
        if !room.fates.contains_key(piece.path) {
            room.refuse_unless_text(piece);
        }
    }
    let first = room.languages.first().cloned().unwrap_or_default();
    let written = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let plate = plate(&written);
    let mut names = Texts::new();
    let mut name = plate.name;
    for words in [settings.names, settings.name].into_iter().flatten() {
        match words {
            Words::One(text) => name = text,
            Words::ByLanguage(texts) => names.extend(texts),
        }
    }
    let stand = Stand {
        id: id("stand", &exact(folder)),
        number: plate.number,
        name,
        names,
        blurb: settings
            .blurb
            .map_or_else(Texts::new, |blurb| blurb.into_texts(&first)),
        colour: settings.colour,
        website: settings.website,
        contact: settings.contact,
        publications,
        films,
        series,
    };
    Some(Placed {
        order: settings.order.or(stand.number.map(f64::from)),
        stand,
    })
}

/// The settings, and the file they are from.
fn settings(room: &mut Room<'_>, folder: &Path, pieces: &[Piece<'_>]) -> (StandSettings, String) {
    for piece in pieces {
        if piece.path.parent() != Some(folder) || !is_named(piece.path, STAND_FILE) {
            continue;
        }
        if let Some(text) = piece.text {
            let file = shown(piece.path);
            let (settings, problems) = read_stand(text, &file);
            room.problems.extend(problems);
            room.settle(piece.path, Fate::Settings);
            return (settings, file);
        }
    }
    (StandSettings::default(), String::new())
}

/// The same photo in two folders of a stand, or a copy of a report, is shown once.
fn once_each<'a>(room: &mut Room<'_>, pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let mut seen: HashMap<&str, &Path> = HashMap::with_capacity(pieces.len());
    let mut kept = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let shown = matches!(
            piece.reading,
            Reading::Photo(_) | Reading::Film(_) | Reading::Publication(_)
        );
        if shown && let Some(first) = seen.get(piece.media) {
            room.settle(
                piece.path,
                Fate::Twin {
                    of: (*first).to_owned(),
                },
            );
            continue;
        }
        if shown {
            seen.insert(piece.media, piece.path);
        }
        kept.push(piece);
    }
    kept
}
