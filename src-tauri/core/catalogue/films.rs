//! Finds the films of a stand and the caption files beside them.

use std::collections::BTreeSet;

use super::build::{Fate, Piece};
use super::links::Links;
use super::room::{Room, exact, folders, id, spoken, stem};
use crate::intake::captions;
use crate::intake::naming::folder::folder_title;
use crate::intake::naming::language;
use crate::intake::naming::title::{readable, real_title, title_of};
use crate::intake::problem::problem;
use crate::intake::read::film;
use crate::intake::reading::{FilmReading, Reading};
use crate::intake::scan::shown;
use crate::messages::{Captions, Film, ItemState, ProblemCode};
use crate::pipeline::MediaKind;

/// The films among the pieces, which are in order.
pub(super) fn films<'a>(room: &mut Room<'_>, pieces: &[Piece<'a>], links: &Links<'a>) -> Vec<Film> {
    let mut films = Vec::new();
    let mut titles = BTreeSet::new();
    for piece in pieces {
        let Reading::Film(reading) = piece.reading else {
            continue;
        };
        let captions = captions_beside(room, piece, pieces);
        let (title, said) = title(piece, reading);
        // Two language versions of one film would else look the same on the shelf.
        let title = match said {
            Some(code) if titles.contains(&title) => format!("{title} ({})", code.to_uppercase()),
            _ => title,
        };
        titles.insert(title.clone());
        let content_type = reading
            .mime
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned();
        let veils = reading.veils.clone();
        room.open(
            piece,
            MediaKind::Film { content_type, veils },
            &film::kind(reading),
        );
        let fate = Fate::Film {
            id: id("film", &exact(piece.path)),
            title: title.clone(),
            seconds: reading.seconds,
            kind: film::kind(reading),
            hdr: reading.hdr.is_some(),
        };
        room.settle(piece.path, fate);
        films.push(Film {
            id: id("film", &exact(piece.path)),
            media: piece.media.to_owned(),
            title,
            mime: reading.mime.clone(),
            width: reading.width,
            height: reading.height,
            seconds: reading.seconds,
            sound: reading.sound,
            captions,
            away: links.away(piece),
            state: ItemState::Pending,
            flashes: None,
        });
    }
    films
}

/// Title of a film and the language its name says. A camera's name gives way to that of a folder.
fn title(piece: &Piece<'_>, reading: &FilmReading) -> (String, Option<String>) {
    let stem = stem(piece.path);
    let (base, said) = spoken(&stem);
    let folder = || {
        folders(piece.path)
            .iter()
            .rev()
            .find_map(|name| folder_title(name))
    };
    let own = reading
        .title
        .as_deref()
        .and_then(|title| real_title(title, &stem));
    (
        own.or_else(|| title_of(&base))
            .or_else(folder)
            .unwrap_or_else(|| readable(&base)),
        said,
    )
}

/// Caption files of a film: in its folder, with its name, or its name and a language.
fn captions_beside(room: &mut Room<'_>, film: &Piece<'_>, pieces: &[Piece<'_>]) -> Vec<Captions> {
    let film_stem = stem(film.path).to_lowercase();
    let mut found = Vec::new();
    for piece in pieces
        .iter()
        .filter(|piece| piece.path.parent() == film.path.parent())
    {
        let extension = piece
            .path
            .extension()
            .map(|extension| extension.to_string_lossy().to_lowercase());
        let Some(text) = piece
            .text
            .filter(|_| matches!(extension.as_deref(), Some("srt" | "vtt")))
        else {
            continue;
        };
        let own = stem(piece.path);
        let language = if own.to_lowercase() == film_stem {
            spoken(&own).1
        } else {
            match language::split(&own) {
                Some(tagged) if tagged.base.to_lowercase() == film_stem => Some(tagged.language),
                _ => continue,
            }
        };
        if captions::count(text) == 0 {
            room.problems.push(problem(
                ProblemCode::CaptionsUnreadable,
                "",
                &shown(piece.path),
                None,
            ));
            room.settle(piece.path, Fate::Refused);
            continue;
        }
        // A film has one caption track for each language; the same one as .srt and .vtt is no second track.
        room.settle(
            piece.path,
            Fate::Captions {
                film: film.path.to_owned(),
                language: language.clone(),
            },
        );
        if found
            .iter()
            .all(|(_, other): &(usize, Captions)| other.language != language)
        {
            room.open(piece, MediaKind::Captions, "");
            let rank = room.rank(language.as_deref());
            found.push((
                rank,
                Captions {
                    media: piece.media.to_owned(),
                    language,
                },
            ));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, captions)| captions).collect()
}
