//! Stands as they were furnished last: a stand of the same files is not furnished again, in this show or in the next.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::build::{Fate, Material, Piece, refused};
use super::room::Room;
use super::stand::{Placed, place};
use crate::intake::reading::Reading;
use crate::intake::scan::signature;
use crate::messages::{ItemState, Problem, Stand};
use crate::pipeline::{MediaFile, MediaKind};

/// Tells apart everything that a stand can be made of.
type Print = [u8; 32];

/// The stands of a show as they were furnished last, by their folders.
#[derive(Debug, Default)]
pub struct Furniture {
    stands: HashMap<PathBuf, Arc<Furnished>>,
    /// Folders whose stands are not what was last taken.
    news: Vec<PathBuf>,
}

impl Furniture {
    /// What was taken from the furniture of an earlier show.
    pub(crate) fn from_before(stands: impl IntoIterator<Item = (PathBuf, Furnished)>) -> Self {
        let stands = stands.into_iter();
        Self {
            stands: stands.map(|(folder, stand)| (folder, Arc::new(stand))).collect(),
            news: Vec::new(),
        }
    }

    /// The stands that have changed since this was last asked; `None` for those that are gone.
    pub(crate) fn news(&mut self) -> Vec<(PathBuf, Option<Arc<Furnished>>)> {
        let mut news = std::mem::take(&mut self.news);
        news.sort();
        news.dedup();
        let stands = &self.stands;
        let as_it_is = |folder: PathBuf| (stands.get(&folder).cloned(), folder);
        news.into_iter()
            .map(as_it_is)
            .map(|(stand, folder)| (folder, stand))
            .collect()
    }

    /// Has everything that is there count as news: whoever took it has lost it.
    pub(crate) fn tell_all(&mut self) {
        self.news = self.stands.keys().cloned().collect();
    }

    pub(super) fn at(&self, folder: &Path) -> Option<&Arc<Furnished>> {
        self.stands.get(folder)
    }

    /// These are all the stands there are now.
    pub(super) fn replace(&mut self, stands: Vec<(&Path, Arc<Furnished>)>) {
        let mut before = std::mem::take(&mut self.stands);
        for (folder, stand) in stands {
            if before.remove(folder).is_none_or(|old| old.print != stand.print) {
                self.news.push(folder.to_owned());
            }
            self.stands.insert(folder.to_owned(), stand);
        }
        self.news.extend(before.into_keys());
    }
}

/// One stand made of its files, whatever the state of their pictures.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Furnished {
    print: Print,
    /// Its items are pending; absent when its settings hide it.
    placed: Option<Placed>,
    problems: Vec<Problem>,
    opened: Vec<Opened>,
}

/// A file that may be asked for.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Opened {
    pub(super) media: String,
    pub(super) file: MediaFile,
    /// Its kind in the field's word, for the problem it may have later.
    pub(super) what: String,
}

/// What a stand adds to a catalogue.
pub(super) struct AsOfNow {
    pub(super) placed: Option<Placed>,
    pub(super) problems: Vec<Problem>,
    pub(super) media: Vec<(String, MediaFile)>,
}

/// Furnishes the stand of this folder with the pieces in it, unless `before` was made of the very same. What became of
/// the pieces is told only when they were looked at.
pub(super) fn furnish(
    room: &Room<'_>,
    folder: &Path,
    pieces: Vec<Piece<'_>>,
    before: Option<&Arc<Furnished>>,
) -> (Arc<Furnished>, HashMap<PathBuf, Fate>) {
    let print = print(room, folder, &pieces);
    if let Some(before) = before.filter(|before| before.print == print) {
        return (Arc::clone(before), HashMap::new());
    }
    let mut own = room.beside();
    let placed = place(&mut own, folder, pieces);
    let furnished = Furnished {
        print,
        placed,
        problems: own.problems,
        opened: own.opened,
    };
    (Arc::new(furnished), own.fates)
}

impl Furnished {
    /// With the state in which its pictures are.
    pub(super) fn as_of_now(&self, material: &Material<'_>) -> AsOfNow {
        let mut placed = self.placed.clone();
        if let Some(placed) = &mut placed {
            note_states(&mut placed.stand, |media| match (material.refusal)(media) {
                Some(_) => ItemState::Broken,
                None => (material.state)(media),
            });
            for film in &mut placed.stand.films {
                film.flashes = (material.seen)(&film.media).flashes;
            }
        }
        let mut problems = self.problems.clone();
        let mut media = Vec::with_capacity(self.opened.len());
        for opened in &self.opened {
            let path = opened.file.path.strip_prefix(material.root);
            let path = path.unwrap_or(&opened.file.path);
            let refusal = (material.refusal)(&opened.media);
            match (&opened.file.kind, refusal) {
                (MediaKind::Captions, _) => {}
                (_, Some(refusal)) => problems.push(refused(path, &refusal, &opened.what)),
                (MediaKind::Film { .. }, None) => {
                    problems.extend((material.seen)(&opened.media).problems(path, &opened.what));
                }
                _ => {}
            }
            media.push((opened.media.clone(), opened.file.clone()));
        }
        AsOfNow {
            placed,
            problems,
            media,
        }
    }
}

fn note_states(stand: &mut Stand, state: impl Fn(&str) -> ItemState) {
    let publications = stand.publications.iter_mut();
    for edition in publications.flat_map(|publication| &mut publication.editions) {
        edition.state = state(&edition.media);
    }
    for film in &mut stand.films {
        film.state = state(&film.media);
    }
    for photo in stand.series.iter_mut().flat_map(|series| &mut series.photos) {
        photo.state = state(&photo.media);
    }
}

/// A program furnishes in its own way, so what another one has furnished is not believed. Where nothing tells programs
/// apart, no show believes another.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let own = std::env::current_exe().and_then(std::fs::metadata);
    own.map_or_else(
        |_| format!("{:?} {}", SystemTime::now(), std::process::id()),
        |metadata| format!("{:?}", signature(&metadata)),
    )
});

/// The name of the bytes of a file stands for what was read of them.
fn print(room: &Room<'_>, folder: &Path, pieces: &[Piece<'_>]) -> Print {
    let mut hash = blake3::Hasher::new();
    let mut put = |bytes: &[u8]| {
        hash.update(&bytes.len().to_le_bytes()).update(bytes);
    };
    put(PROGRAM.as_bytes());
    put(room.material.root.as_os_str().as_encoded_bytes());
    put(room.languages.join(" ").as_bytes());
    put(folder.as_os_str().as_encoded_bytes());
    for piece in pieces {
        put(piece.path.as_os_str().as_encoded_bytes());
        put(piece.media.as_bytes());
        let state = piece.signature;
        put(&state.size.to_le_bytes());
        put(&state.modified.to_le_bytes());
        put(&state.changed.to_le_bytes());
        put(&state.file.to_le_bytes());
        put(&[u8::from(piece.text.is_some())]);
        // Why a file cannot be read need not follow from its bytes.
        if let Reading::Refused(refusal) = piece.reading {
            put(format!("{refusal:?}").as_bytes());
        }
    }
    *hash.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::trial::Trial;
    use crate::intake::reading::Refusal;
    use crate::messages::ProblemCode;

    fn fair() -> Trial {
        Trial::default()
            .photo("01/a.jpg")
            .pdf("01/report.pdf")
            .film("02/tide.mp4")
            .text("02/tide.srt", "1\n00:00:01,000 --> 00:00:02,000\nx")
    }

    fn ready(_: &str) -> ItemState {
        ItemState::Ready
    }

    fn sound(_: &str) -> Option<Refusal> {
        None
    }

    /// Through what the index writes.
    fn next_show(furniture: &mut Furniture) -> Furniture {
        let news = furniture.news().into_iter();
        Furniture::from_before(news.filter_map(|(folder, stand)| {
            let written = serde_json::to_string(&*stand?).unwrap();
            Some((folder, serde_json::from_str(&written).unwrap()))
        }))
    }

    #[test]
    fn the_next_show_furnishes_nothing_and_shows_the_same() {
        let mut furniture = Furniture::default();
        let first = fair().build_from(&mut furniture, &ready, &sound);
        assert_eq!(first.fates.len(), 4);
        let mut furniture = next_show(&mut furniture);
        let second = fair().build_from(&mut furniture, &ready, &sound);
        assert_eq!(second.fates, HashMap::new(), "nothing was looked at");
        assert_eq!((first.catalogue, first.media), (second.catalogue, second.media));
        assert_eq!(furniture.news(), []);
    }

    #[test]
    fn only_the_stand_that_changed_is_furnished_anew() {
        let mut furniture = Furniture::default();
        fair().build_from(&mut furniture, &ready, &sound);
        furniture.news();
        let more = fair().photo("01/b.jpg");
        let built = more.build_from(&mut furniture, &ready, &sound);
        assert!(built.fates.keys().all(|path| path.starts_with("01")));
        assert_eq!(built.catalogue, more.build().catalogue);
        let folders = |furniture: &mut Furniture| -> Vec<_> {
            let news = furniture.news().into_iter();
            news.map(|(folder, stand)| (folder, stand.is_some())).collect()
        };
        assert_eq!(folders(&mut furniture), [("01".into(), true)]);
        let less = Trial::default().photo("01/a.jpg");
        assert_eq!(
            less.build_from(&mut furniture, &ready, &sound).catalogue,
            less.build().catalogue
        );
        assert_eq!(
            folders(&mut furniture),
            [("01".into(), true), ("02".into(), false)]
        );
        furniture.tell_all();
        assert_eq!(folders(&mut furniture), [("01".into(), true)]);
    }

    #[test]
    fn what_changes_without_the_files_is_shown_at_once() {
        let mut furniture = Furniture::default();
        let pending = fair().build_from(&mut furniture, &|_| ItemState::Pending, &sound);
        assert_eq!(pending.catalogue.stands[1].films[0].state, ItemState::Pending);
        let now = fair().build_from(&mut furniture, &ready, &sound);
        assert_eq!(now.catalogue, fair().build().catalogue);
        let damaged = |media: &str| {
            (media == "media of 01/a.jpg").then(|| Refusal {
                code: ProblemCode::FileDamaged,
                what: String::new(),
                detail: String::new(),
            })
        };
        let spoilt = fair().build_from(&mut furniture, &ready, &damaged);
        assert_eq!(spoilt.catalogue, fair().build_with(&damaged).catalogue);
        assert_eq!(spoilt.catalogue.problems[0].file, "01/a.jpg");
        assert_eq!(
            spoilt.catalogue.stands[0].series[0].photos[0].state,
            ItemState::Broken
        );
        let flashing = fair().flashing("02/tide.mp4", &[3.2]);
        let seen = flashing.build_from(&mut furniture, &ready, &sound);
        assert!(seen.fates.is_empty(), "nothing was furnished anew");
        assert_eq!(seen.catalogue, flashing.build().catalogue);
        let film = &seen.catalogue.stands[1].films[0];
        assert_eq!(film.state, ItemState::Ready, "it may be shown, as a still");
        assert_eq!(film.flashes.as_ref().unwrap().seconds, [3.2]);
        let problems = &seen.catalogue.problems;
        assert_eq!((problems[0].code, problems.len()), (ProblemCode::FilmFlashes, 1));
        // One that cannot be played has no other fault.
        let broken = |media: &str| {
            (media == "media of 02/tide.mp4").then(|| Refusal {
                code: ProblemCode::FilmNotPlayable,
                what: String::new(),
                detail: String::new(),
            })
        };
        let problems = flashing.build_with(&broken).catalogue.problems;
        assert_eq!(
            (problems[0].code, problems.len()),
            (ProblemCode::FilmNotPlayable, 1)
        );
        // The languages of the room decide how editions are ordered.
        let french = fair().text("exhibition.json", r#"{"languages": ["fr"]}"#);
        let built = french.build_from(&mut furniture, &ready, &sound);
        assert_eq!(built.fates.len(), 5);
    }
}
