//! Puts publications on the shelf: the language editions of one publication are one object.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::build::{Fate, Piece};
use super::links::Links;
use super::room::{Room, exact, id, stem};
use crate::intake::naming::language;
use crate::intake::naming::title::{readable, readable_version, real_title, without_versions};
use crate::intake::reading::{Binding, PublicationReading, Reading, Refusal};
use crate::messages::{Edition, ItemState, ProblemCode, Publication};
use crate::pipeline::MediaKind;

/// One file on its way to the shelf.
struct Volume<'a> {
    piece: Piece<'a>,
    reading: &'a PublicationReading,
    stem: String,
    /// Name without language.
    base: String,
    /// Language that the file's or its folder's name says.
    said: Option<String>,
    /// Folder without languages, and the readable base in lower case: what editions of one publication share.
    key: (String, String),
}

/// The publications among the pieces, which are in order.
pub(super) fn publications<'a>(
    room: &mut Room<'_>,
    pieces: &[Piece<'a>],
    links: &Links<'a>,
) -> Vec<Publication> {
    let mut groups: Vec<Vec<Volume<'a>>> = Vec::new();
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for volume in volumes(room, pieces) {
        let places = places.entry(volume.key.clone()).or_default();
        // Two files that say the same language are two publications with similar names.
        let free = places
            .iter()
            .copied()
            .find(|at| groups[*at].iter().all(|other| other.said != volume.said));
        match free {
            Some(at) => groups[at].push(volume),
            None => {
                places.push(groups.len());
                groups.push(vec![volume]);
            }
        }
    }
    let mut taken = BTreeSet::new();
    let titles = titles(&groups);
    groups
        .into_iter()
        .zip(titles)
        .map(|(group, titles)| publication(room, group, titles, &mut taken, links))
        .collect()
}

fn volumes<'a>(room: &mut Room<'_>, pieces: &[Piece<'a>]) -> Vec<Volume<'a>> {
    let mut found = Vec::new();
    for piece in pieces {
        let Reading::Publication(reading) = piece.reading else {
            continue;
        };
        if reading.pages.is_empty() {
            let refusal = Refusal {
                code: ProblemCode::FileDamaged,
                what: String::new(),
                detail: String::new(),
            };
            room.problems.push(super::build::refused(
                piece.path,
                &refusal,
                reading.binding.name(),
            ));
            room.settle(piece.path, Fate::Refused);
            continue;
        }
        found.push((*piece, reading));
    }
    let languages: BTreeSet<&Path> = found
        .iter()
        .flat_map(|(piece, _)| piece.path.ancestors().skip(1))
        .filter(|folder| speaks(folder))
        .collect();
    let beside = |folder: &Path| {
        languages
            .iter()
            .any(|other| *other != folder && other.parent() == folder.parent())
    };
    let mut volumes: Vec<Volume<'a>> = Vec::new();
    let mut doubtful = Vec::new();
    for (piece, reading) in found {
        let (place, folder_says) = place(piece.path, &beside);
        let stem = stem(piece.path);
        let document = reading
            .language
            .as_deref()
            .and_then(language::known)
            .map(|code| plain(&code));
        let bare = without_versions(&stem);
        let tagged = language::split(bare);
        let certain = tagged
            .clone()
            .filter(|tagged| tagged.sure || document.as_deref() == Some(plain(&tagged.language).as_str()));
        let base = certain
            .as_ref()
            .map_or_else(|| stem.clone(), |tagged| tagged.base.to_owned());
        let said = certain
            .as_ref()
            .map(|tagged| tagged.language.clone())
            .or(folder_says);
        if certain.is_none()
            && let Some(tagged) = tagged
        {
            doubtful.push((volumes.len(), tagged.base.to_owned(), tagged.language));
        }
        let key = (place, readable(&base).to_lowercase());
        volumes.push(Volume {
            piece,
            reading,
            stem,
            base,
            said,
            key,
        });
    }
    // "report_it" is Italian beside "report_fr", or beside "report_no"; alone it is a name.
    let keys: Vec<(usize, (String, String))> = doubtful
        .iter()
        .map(|(at, base, _)| (*at, (volumes[*at].key.0.clone(), readable(base).to_lowercase())))
        .collect();
    for (at, base, code) in doubtful {
        let key = (volumes[at].key.0.clone(), readable(&base).to_lowercase());
        let sibling = volumes
            .iter()
            .enumerate()
            .any(|(other, volume)| other != at && volume.key == key)
            || keys
                .iter()
                .any(|(other, other_key)| *other != at && *other_key == key);
        if sibling {
            let volume = &mut volumes[at];
            (volume.base, volume.said, volume.key) = (base, Some(code), key);
        }
    }
    volumes
}

fn speaks(folder: &Path) -> bool {
    folder
        .file_name()
        .is_some_and(|name| language::folder(&name.to_string_lossy()).is_some())
}

/// The folder of a file below its stand without those named after a language, and that language.
fn place(path: &Path, beside: &dyn Fn(&Path) -> bool) -> (String, Option<String>) {
    let mut kept = Vec::new();
    let mut said = None;
    let mut folders: Vec<&Path> = path
        .ancestors()
        .skip(1)
        .filter(|folder| folder.iter().count() > 1)
        .collect();
    folders.reverse();
    for folder in folders {
        let name = folder.file_name().map(Path::new).unwrap_or(folder);
        match language::folder(&name.to_string_lossy()) {
            Some(found) if found.sure || beside(folder) => said = Some(found.language),
            _ => kept.push(exact(name)),
        }
    }
    let stand = path
        .iter()
        .next()
        .map(|stand| exact(Path::new(stand)))
        .unwrap_or_default();
    kept.insert(0, stand);
    (kept.join("/"), said)
}

fn plain(code: &str) -> String {
    code.split('-').next().unwrap_or_default().to_owned()
}

/// Title of every volume: the document's own if somebody wrote it, else the file name made readable. Where
/// that leaves two publications with one title, the words on versions are put back.
fn titles(groups: &[Vec<Volume<'_>>]) -> Vec<Vec<String>> {
    let own = |volume: &Volume<'_>| {
        volume
            .reading
            .title
            .as_deref()
            .and_then(|title| real_title(title, &volume.stem))
    };
    let first: Vec<String> = groups
        .iter()
        .map(|group| own(&group[0]).unwrap_or_else(|| readable(&group[0].base)))
        .collect();
    let title = |at: usize, volume: &Volume<'_>| {
        let shared = first
            .iter()
            .enumerate()
            .any(|(other, title)| other != at && *title == first[at]);
        own(volume).unwrap_or_else(|| {
            if shared {
                readable_version(&volume.base)
            } else {
                readable(&volume.base)
            }
        })
    };
    groups
        .iter()
        .enumerate()
        .map(|(at, group)| group.iter().map(|volume| title(at, volume)).collect())
        .collect()
}

fn publication<'a>(
    room: &mut Room<'_>,
    group: Vec<Volume<'a>>,
    titles: Vec<String>,
    taken: &mut BTreeSet<String>,
    links: &Links<'a>,
) -> Publication {
    let mut own = id("publication", &format!("{}/{}", group[0].key.0, group[0].key.1));
    if !taken.insert(own.clone()) {
        own = id("publication", &exact(group[0].piece.path));
        taken.insert(own.clone());
    }
    let mut editions: Vec<(usize, Edition, (&Path, Binding))> = Vec::new();
    for (volume, title) in group.iter().zip(titles) {
        let document = || {
            volume
                .reading
                .language
                .as_deref()
                .and_then(language::known)
                .map(|code| plain(&code))
        };
        // What the document says of itself is often the language of the program that made it.
        let free = |code: &String| group.iter().all(|other| other.said.as_ref() != Some(code));
        let language = volume.said.clone().or_else(|| document().filter(free));
        let pages = u32::try_from(volume.reading.pages.len()).unwrap_or(u32::MAX);
        let cover = volume.reading.pages[0];
        room.open(
            &volume.piece,
            MediaKind::Publication {
                pages,
                binding: volume.reading.binding,
            },
            volume.reading.binding.name(),
        );
        let edition = Edition {
            media: volume.piece.media.to_owned(),
            language,
            title,
            flowing: volume.reading.binding.flows(),
            pages,
            width: cover.width,
            height: cover.height,
            right_to_left: volume.reading.right_to_left,
            audio: None,
            away: links.away(&volume.piece),
            state: ItemState::Pending,
        };
        let place = (volume.piece.path, volume.reading.binding);
        editions.push((room.rank(edition.language.as_deref()), edition, place));
    }
    editions.sort_by_key(|(rank, ..)| *rank);
    let title = editions[0].1.title.clone();
    for (_, edition, (path, binding)) in &editions {
        let (language, pages) = (edition.language.clone(), edition.pages);
        room.settle(
            path,
            Fate::Edition {
                id: own.clone(),
                title: title.clone(),
                language,
                pages,
                flowing: binding.flows().then(|| binding.name()),
            },
        );
    }
    Publication {
        id: own,
        title,
        editions: editions.into_iter().map(|(_, edition, _)| edition).collect(),
    }
}
