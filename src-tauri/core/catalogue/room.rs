//! What all parts of the catalogue share while it is being made: order, languages, problems, and what became
//! of each file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::build::{Fate, Material, Piece, refused};
use super::furniture::Opened;
use crate::intake::naming::language;
use crate::intake::naming::order::Order;
use crate::intake::problem::problem;
use crate::intake::reading::Reading;
use crate::intake::scan::shown;
use crate::messages::{Problem, ProblemCode};
use crate::pipeline::{MediaFile, MediaKind};

/// The table on which a catalogue is made.
pub(super) struct Room<'a> {
    pub(super) material: &'a Material<'a>,
    pub(super) order: &'a Order,
    /// Languages of the show, never empty.
    pub(super) languages: Vec<String>,
    pub(super) problems: Vec<Problem>,
    /// The files of items.
    pub(super) opened: Vec<Opened>,
    pub(super) fates: HashMap<PathBuf, Fate>,
}

impl<'a> Room<'a> {
    /// An empty table of the same show, on which another part of it is made at the same time.
    pub(super) fn beside(&self) -> Room<'a> {
        Room {
            material: self.material,
            order: self.order,
            languages: self.languages.clone(),
            problems: Vec::new(),
            opened: Vec::new(),
            fates: HashMap::new(),
        }
    }

    /// Makes a file reachable under its media name. Where the same bytes lie in several places, the first one
    /// serves. `what` is the file's kind in the field's word.
    pub(super) fn open(&mut self, piece: &Piece<'_>, kind: MediaKind, what: &str) {
        self.opened.push(Opened {
            media: piece.media.to_owned(),
            file: MediaFile {
                path: self.material.root.join(piece.path),
                signature: piece.signature,
                kind,
            },
            what: what.to_owned(),
        });
    }

    pub(super) fn settle(&mut self, path: &Path, fate: Fate) {
        self.fates.insert(path.to_owned(), fate);
    }

    /// Tells the problem of a refused file, or of a recording that belongs to nothing; any other file that comes here is
    /// a text that belongs to nothing.
    pub(super) fn refuse_unless_text(&mut self, piece: &Piece<'_>) {
        let told = match piece.reading {
            Reading::Refused(refusal) => refused(piece.path, refusal, ""),
            Reading::Sound(sound) => {
                problem(ProblemCode::SoundAlone, &sound.format, &shown(piece.path), None)
            }
            _ => return self.settle(piece.path, Fate::StrayText),
        };
        self.problems.push(told);
        self.settle(piece.path, Fate::Refused);
    }

    /// Sorts pieces the way people expect.
    pub(super) fn sort(&self, pieces: &mut [Piece<'_>]) {
        pieces.sort_by_cached_key(|piece| (self.order.key(&shown(piece.path)), piece.path));
    }

    /// Place of a language in the order of the show; `fr-be` stands where `fr` does.
    pub(super) fn rank(&self, language: Option<&str>) -> usize {
        let plain = |code: &str| code.split('-').next().unwrap_or_default().to_owned();
        language
            .and_then(|language| {
                let exact = self.languages.iter().position(|other| other == language);
                exact.or_else(|| {
                    self.languages
                        .iter()
                        .position(|other| plain(other) == plain(language))
                })
            })
            .unwrap_or(usize::MAX)
    }
}

/// Stable name of an item: 12 hexadecimal digits from what it is and where it lies.
pub(super) fn id(kind: &str, place: &str) -> String {
    let mut hash = blake3::Hasher::new();
    hash.update(kind.as_bytes()).update(&[0]).update(place.as_bytes());
    hash.finalize().to_hex()[..12].to_owned()
}

/// A path as text that differs wherever the path differs, names that are not Unicode included.
pub(super) fn exact(path: &Path) -> String {
    let parts = path.iter().map(|part| match part.to_str() {
        Some(part) => part.to_owned(),
        None => format!("\0{}", blake3::hash(part.as_encoded_bytes()).to_hex()),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// File name without extension.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Folders between a stand and a file, outermost first.
pub(super) fn folders(path: &Path) -> Vec<String> {
    let parts: Vec<String> = path
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    parts
        .get(1..parts.len().saturating_sub(1))
        .map(<[String]>::to_vec)
        .unwrap_or_default()
}

/// The language of a file from its name, if its name surely has one, and the name without it.
pub(super) fn spoken(stem: &str) -> (String, Option<String>) {
    match language::split(stem) {
        Some(tagged) if tagged.sure => (tagged.base.to_owned(), Some(tagged.language)),
        _ => (stem.to_owned(), None),
    }
}
