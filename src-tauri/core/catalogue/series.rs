//! Hangs the photos of a stand: each named folder is one series, everything else hangs together without a
//! title.

use std::collections::BTreeMap;

use super::apart::{self, Named};
use super::beside::Beside;
use super::build::{Fate, Piece};
use super::links::Links;
use super::room::{Room, exact, folders, id, spoken, stem};
use crate::intake::naming::folder::folder_title;
use crate::intake::naming::one_line;
use crate::intake::naming::title::{real_title, title_of};
use crate::intake::problem::problem;
use crate::intake::reading::{Motion, PhotoReading, Reading};
use crate::intake::scan::shown;
use crate::messages::{ItemState, Photo, PhotoSeries, ProblemCode, Texts};
use crate::pipeline::MediaKind;

/// Longest caption that is shown, in characters.
const LONGEST: usize = 1000;

/// The photo series among the pieces, which are in order.
pub(super) fn series<'a>(room: &mut Room<'_>, pieces: &[Piece<'a>], links: &Links<'a>) -> Vec<PhotoSeries> {
    let titles = titles(pieces);
    let mut series: BTreeMap<String, Vec<Photo>> = BTreeMap::new();
    let beside = Beside::of(pieces);
    for piece in pieces {
        let Reading::Photo(reading) = piece.reading else {
            continue;
        };
        let (place, _) = hung(piece);
        let photo = photo(room, piece, reading, &beside, links);
        room.settle(
            piece.path,
            Fate::Photo {
                id: photo.id.clone(),
                series: titles.get(&place).cloned(),
                moving: reading.motion == Motion::Moves,
            },
        );
        series.entry(place).or_default().push(photo);
    }
    let mut series: Vec<_> = series.into_iter().collect();
    // The series without a title lies at the stand itself, so its place sorts first.
    series.sort_by(|a, b| room.order.compare(&a.0, &b.0));
    let hanging = series.into_iter();
    hanging
        .map(|(place, photos)| PhotoSeries {
            id: id("series", &place),
            title: titles.get(&place).cloned(),
            photos,
        })
        .collect()
}

/// The title of each series that has one, by its place.
fn titles(pieces: &[Piece<'_>]) -> BTreeMap<String, String> {
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    for piece in pieces {
        if let (Reading::Photo(_), (place, Some(name))) = (piece.reading, hung(piece)) {
            named.entry(place).or_insert(name);
        }
    }
    let (places, named): (Vec<_>, Vec<_>) = named.into_iter().unzip();
    places.into_iter().zip(apart::titles(&named)).collect()
}

/// Where a photo hangs: the innermost folder with a name of its own, or else the stand.
fn hung(piece: &Piece<'_>) -> (String, Option<Named>) {
    let mut names = folders(piece.path);
    let depth = names.len();
    let named = names
        .iter()
        .enumerate()
        .rev()
        .find_map(|(at, name)| folder_title(name).map(|title| (at, title)));
    // The file itself and the folders within the named one do not count; the stand does.
    let above = named.as_ref().map_or(depth + 1, |(at, _)| depth - at);
    let place = piece.path.ancestors().nth(above).map(exact).unwrap_or_default();
    let named = named.map(|(at, title)| {
        names.truncate(at);
        names.reverse();
        Named { title, above: names }
    });
    (place, named)
}

fn photo<'a>(
    room: &mut Room<'_>,
    piece: &Piece<'a>,
    reading: &PhotoReading,
    beside: &Beside<'a>,
    links: &Links<'a>,
) -> Photo {
    let stem = stem(piece.path);
    let title = reading
        .title
        .as_deref()
        .and_then(|title| real_title(title, &stem))
        .or_else(|| title_of(&spoken(&stem).0));
    let (mut everybodys, mut captions) = (None, Texts::new());
    for caption in beside.captions(piece.path) {
        let (photo, language) = (piece.path.to_owned(), caption.language.clone());
        room.settle(caption.path, Fate::PhotoCaption { photo, language });
        match &caption.language {
            Some(language) => {
                captions
                    .entry(language.clone())
                    .or_insert_with(|| cut(&caption.words));
            }
            None => everybodys = everybodys.or_else(|| Some(caption.words.clone())),
        }
    }
    let own = || {
        reading
            .caption
            .as_deref()
            .and_then(|caption| real_caption(caption, &stem))
    };
    let caption = everybodys
        .or_else(own)
        .filter(|caption| Some(caption) != title.as_ref());
    let moving = reading.motion == Motion::Moves;
    if reading.motion == Motion::TooLong {
        let code = ProblemCode::AnimationTooLong;
        room.problems
            .push(problem(code, &reading.format, &shown(piece.path), None));
    }
    room.open(piece, MediaKind::Photo { moving }, &reading.format);
    Photo {
        id: id("photo", &exact(piece.path)),
        media: piece.media.to_owned(),
        title,
        caption: caption.map(|caption| cut(&caption)),
        captions,
        credit: reading
            .credit
            .as_deref()
            .map(one_line)
            .filter(|credit| credit.chars().any(char::is_alphanumeric)),
        width: reading.width,
        height: reading.height,
        focus: reading.focus,
        moving,
        away: links.away(piece),
        state: ItemState::Pending,
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
