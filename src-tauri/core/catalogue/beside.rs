//! Finds the captions that lie beside photos: `name.txt` for everybody, `name.fr.txt` for readers of French.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::build::Piece;
use super::room::{spoken, stem};
use crate::intake::naming::{language, one_line};
use crate::intake::reading::Reading;

/// One text beside a photo.
pub(super) struct Caption<'a> {
    pub(super) path: &'a Path,
    /// BCP 47 code from the name of the text; `None` where it is for everybody.
    pub(super) language: Option<String>,
    /// One line, not empty.
    pub(super) words: String,
}

/// The texts of a stand by their folder and the name of the photo they would belong to, in lower case.
pub(super) struct Beside<'a>(HashMap<(&'a Path, String), Vec<Caption<'a>>>);

impl<'a> Beside<'a> {
    /// `pieces` are all of one stand, in order; of two texts for one photo and language the first one counts.
    pub(super) fn of(pieces: &[Piece<'a>]) -> Self {
        let mut names = HashSet::new();
        for piece in pieces {
            if let (Reading::Photo(_), Some(folder)) = (piece.reading, piece.path.parent()) {
                names.insert((folder, stem(piece.path).to_lowercase()));
                names.insert((folder, file_name(piece.path)));
            }
        }
        let mut texts: HashMap<_, Vec<Caption<'a>>> = HashMap::new();
        for piece in pieces {
            let is_text = piece
                .path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
            let words = piece
                .text
                .filter(|_| is_text)
                .map(one_line)
                .filter(|words| !words.is_empty());
            let (Some(words), Some(folder)) = (words, piece.path.parent()) else {
                continue;
            };
            let own = stem(piece.path);
            // The text of `bridge.fr.jpg` is not one of `bridge.jpg` as well.
            let whole = (folder, own.to_lowercase());
            let (of, language) = if names.contains(&whole) {
                (whole, spoken(&own).1)
            } else if let Some(tagged) = language::split(&own) {
                ((folder, tagged.base.to_lowercase()), Some(tagged.language))
            } else {
                continue;
            };
            texts.entry(of).or_default().push(Caption {
                path: piece.path,
                language,
                words,
            });
        }
        Self(texts)
    }

    /// `name.txt`, `name.fr.txt`, `name.jpg.txt` and `name.jpg.fr.txt` beside `name.jpg`.
    pub(super) fn captions(&self, photo: &'a Path) -> impl Iterator<Item = &Caption<'a>> {
        let names = [stem(photo).to_lowercase(), file_name(photo)];
        let folder = photo.parent();
        names
            .into_iter()
            .filter_map(move |name| self.0.get(&(folder?, name)))
            .flatten()
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}
