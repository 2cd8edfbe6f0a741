//! Hangs the photos of a stand: each named folder is one series, everything else hangs together without a
//! title.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::build::{Fate, Piece};
use super::room::{Room, exact, folders, id, spoken, stem};
use crate::intake::naming::folder::folder_title;
use crate::intake::naming::one_line;
use crate::intake::naming::title::{real_title, title_of};
use crate::intake::problem::problem;
use crate::intake::reading::{Motion, PhotoReading, Reading};
use crate::intake::scan::shown;
use crate::messages::{Photo, PhotoSeries, ProblemCode};
use crate::pipeline::MediaKind;

/// Longest caption that is shown, in characters.
const LONGEST: usize = 1000;

/// The photo series among the pieces, which are in order.
pub(super) fn series(room: &mut Room<'_>, pieces: &[Piece<'_>]) -> Vec<PhotoSeries> {
    let mut series: BTreeMap<String, (Option<String>, Vec<Photo>)> = BTreeMap::new();
    let beside = Beside::of(pieces);
    for piece in pieces {
        let Reading::Photo(reading) = piece.reading else {
            continue;
        };
        let (place, title) = hung(piece);
        let photo = photo(room, piece, reading, &beside);
        room.settle(
            piece.path,
            Fate::Photo {
                series: title.clone(),
                moving: reading.motion == Motion::Moves,
            },
        );
        series
            .entry(place)
            .or_insert_with(|| (title, Vec::new()))
            .1
            .push(photo);
    }
    let mut series: Vec<_> = series.into_iter().collect();
    // The series without a title lies at the stand itself, so its place sorts first.
    series.sort_by(|a, b| room.order.compare(&a.0, &b.0));
    let named = series.into_iter();
    named
        .map(|(place, (title, photos))| PhotoSeries {
            id: id("series", &place),
            title,
            photos,
        })
        .collect()
}

/// Where a photo hangs: the innermost folder with a name of its own, or else the stand.
fn hung(piece: &Piece<'_>) -> (String, Option<String>) {
    let names = folders(piece.path);
    let depth = names.len();
    let named = names
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, name)| folder_title(name).map(|title| (at, title)));
    // The file itself and the folders within the named one do not count; the stand does.
    let above = named.as_ref().map_or(depth + 1, |(at, _)| depth - at);
    let place = piece.path.ancestors().nth(above).map(exact).unwrap_or_default();
    (place, named.map(|(_, title)| title))
}

fn photo<'a>(room: &mut Room<'_>, piece: &Piece<'a>, reading: &PhotoReading, beside: &Beside<'a>) -> Photo {
    let stem = stem(piece.path);
    let title = reading
        .title
        .as_deref()
        .and_then(|title| real_title(title, &stem))
        .or_else(|| title_of(&spoken(&stem).0));
    let beside = beside.caption(piece.path).map(|(path, text)| {
        room.settle(
            path,
            Fate::PhotoCaption {
                photo: piece.path.to_owned(),
            },
        );
        text.clone()
    });
    let own = || {
        reading
            .caption
            .as_deref()
            .and_then(|caption| real_caption(caption, &stem))
    };
    let caption = beside
        .or_else(own)
        .filter(|caption| Some(caption) != title.as_ref());
    let state = room.state(piece, &reading.format);
    let moving = reading.motion == Motion::Moves;
    if reading.motion == Motion::TooLong {
        let code = ProblemCode::AnimationTooLong;
        room.problems
            .push(problem(code, &reading.format, &shown(piece.path), None));
    }
    room.open(piece, MediaKind::Photo { moving });
    Photo {
        id: id("photo", &exact(piece.path)),
        media: piece.media.to_owned(),
        title,
        caption: caption.map(|caption| cut(&caption)),
        credit: reading
            .credit
            .as_deref()
            .map(one_line)
            .filter(|credit| credit.chars().any(char::is_alphanumeric)),
        width: reading.width,
        height: reading.height,
        moving,
        state,
    }
}

/// The texts of a stand by their folder and their name without extension, in lower case.
struct Beside<'a>(HashMap<(&'a Path, String), (&'a Path, String)>);

impl<'a> Beside<'a> {
    fn of(pieces: &[Piece<'a>]) -> Self {
        let mut texts = HashMap::new();
        for piece in pieces {
            let is_text = piece
                .path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
            let text = piece
                .text
                .filter(|_| is_text)
                .map(one_line)
                .filter(|text| !text.is_empty());
            if let (Some(text), Some(folder)) = (text, piece.path.parent()) {
                texts
                    .entry((folder, stem(piece.path).to_lowercase()))
                    .or_insert((piece.path, text));
            }
        }
        Self(texts)
    }

    /// `name.txt`, or `name.jpg.txt`, beside `name.jpg`: its path and its words.
    fn caption(&self, photo: &'a Path) -> Option<&(&'a Path, String)> {
        let (folder, name) = (
            photo.parent()?,
            photo.file_name()?.to_string_lossy().to_lowercase(),
        );
        let text = |name: String| self.0.get(&(folder, name));
        text(stem(photo).to_lowercase()).or_else(|| text(name))
    }
}

/// A caption from metadata, unless a camera wrote it.
fn real_caption(raw: &str, stem: &str) -> Option<String> {
    let caption = one_line(raw);
    // Long text is written by people, whatever it begins with.
    if caption.chars().count() > 60 {
        Some(caption)
    } else {
        real_title(&caption, stem)
    }
}

fn cut(caption: &str) -> String {
    if caption.chars().count() <= LONGEST {
        return caption.to_owned();
    }
    let head: String = caption.chars().take(LONGEST - 1).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", &head[..end])
}
