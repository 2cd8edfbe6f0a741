//! Finds where items are on the web: links that lie beside them (`name.url`, `name.fr.url`), and those of `stand.json`.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::build::{Fate, Piece};
use super::room::{Room, spoken, stem};
use crate::intake::naming::{composed, language};
use crate::intake::problem::{mistaken, problem};
use crate::intake::reading::Reading;
use crate::intake::scan::shown;
use crate::intake::settings::{LinkSettings, Mistake};
use crate::messages::{Away, ProblemCode, Texts};

/// Extensions of files that hold nothing but a link.
const EXTENSIONS: [&str; 2] = ["url", "webloc"];

/// A folder and a name in it, in lower case.
type Place<'a> = (&'a Path, String);

/// The links of a stand by what they lead to.
#[derive(Default)]
pub(super) struct Links<'a> {
    /// Beside an item, by its name with or without its ending, or without its language.
    beside: HashMap<Place<'a>, Vec<(Option<String>, String)>>,
    /// From the settings.
    settled: HashMap<&'a Path, String>,
}

impl<'a> Links<'a> {
    /// `pieces` are all of one stand, in order; of two links for one item and language the first one counts. `file` is the
    /// stand's settings file.
    pub(super) fn of(
        room: &mut Room<'_>,
        pieces: &[Piece<'a>],
        settled: Vec<LinkSettings>,
        file: &str,
    ) -> Self {
        let items: Vec<&'a Path> = pieces
            .iter()
            .filter(|piece| is_item(piece))
            .map(|piece| piece.path)
            .collect();
        let mut links = Self::default();
        for link in settled {
            let named = |by: fn(&Path, &str) -> bool| items.iter().find(|item| by(item, &link.file));
            // A path says more than a name, which a file in a folder before may have too.
            match named(lies_at).or_else(|| named(is_called)) {
                Some(item) => drop(links.settled.insert(item, link.address)),
                None => {
                    let mistake = Mistake::NoSuchFile { name: link.file };
                    room.problems
                        .push(mistaken(ProblemCode::SettingsField, file, link.line, &mistake));
                }
            }
        }
        let mut names: BTreeMap<Place<'a>, &'a Path> = BTreeMap::new();
        // A whole name goes before one without its language.
        for whole in [2, 3] {
            for item in &items {
                for place in places(item).into_iter().take(whole) {
                    names.entry(place).or_insert(item);
                }
            }
        }
        for piece in pieces.iter().filter(|piece| is_link(piece)) {
            links.lay(room, piece, &names);
        }
        links
    }

    fn lay(&mut self, room: &mut Room<'_>, piece: &Piece<'a>, names: &BTreeMap<Place<'a>, &'a Path>) {
        let refuse = |room: &mut Room<'_>, code| {
            room.problems.push(problem(code, "", &shown(piece.path), None));
            room.settle(piece.path, Fate::Refused);
        };
        let Reading::Link(link) = piece.reading else {
            return refuse(room, ProblemCode::AddressUnclear);
        };
        let Some(address) = link.address.clone() else {
            return refuse(room, ProblemCode::AddressUnclear);
        };
        let (own, folder) = (stem(piece.path), folder(piece.path));
        let whole = (folder, key(&own));
        let found = match names.get(&whole) {
            // The link of `report.fr.pdf` is that of the edition; of its language nothing more is to be said.
            Some(item) => Some((whole, *item, None)),
            None => language::split(&own).and_then(|tagged| {
                let place = (folder, key(tagged.base));
                names
                    .get(&place)
                    .map(|item| (place.clone(), *item, Some(tagged.language)))
            }),
        };
        let Some((place, item, language)) = found else {
            return refuse(room, ProblemCode::AddressAlone);
        };
        let fate = Fate::Link {
            of: PathBuf::from(item),
            language: language.clone(),
        };
        room.settle(piece.path, fate);
        self.beside.entry(place).or_default().push((language, address));
    }

    /// What there is of an item to take away.
    pub(super) fn away(&self, item: &Piece<'a>) -> Away {
        let mut away = Away {
            link: self.settled.get(item.path).cloned(),
            links: Texts::new(),
            kilobytes: u32::try_from(item.signature.size.div_ceil(1000)).unwrap_or(u32::MAX),
        };
        let beside = places(item.path)
            .into_iter()
            .filter_map(|place| self.beside.get(&place))
            .flatten();
        for (language, address) in beside {
            match language {
                Some(language) => drop(
                    away.links
                        .entry(language.clone())
                        .or_insert_with(|| address.clone()),
                ),
                None => away.link = away.link.or_else(|| Some(address.clone())),
            }
        }
        away
    }
}

fn is_item(piece: &Piece<'_>) -> bool {
    matches!(
        piece.reading,
        Reading::Photo(_) | Reading::Film(_) | Reading::Publication(_)
    )
}

/// By its contents, or by a name that promises a link and does not keep the promise.
fn is_link(piece: &Piece<'_>) -> bool {
    let extension = piece
        .path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    let named = extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()));
    matches!(piece.reading, Reading::Link(_)) || (named && matches!(piece.reading, Reading::Text(_)))
}

/// The names under which a link may lie beside an item: its own without its ending, with it, and without its language.
fn places(item: &Path) -> [Place<'_>; 3] {
    let (own, folder) = (stem(item), folder(item));
    let whole = item.file_name().map(|name| name.to_string_lossy().into_owned());
    let base = spoken(&own).0;
    [&own, &whole.unwrap_or_default(), &base].map(|name| (folder, key(name)))
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Names that people take for the same are the same.
fn key(name: &str) -> String {
    composed(name.trim_end()).to_lowercase()
}

/// Whether the settings mean this file by its path within the stand.
fn lies_at(item: &Path, name: &str) -> bool {
    let inside: PathBuf = item.iter().skip(1).collect();
    key(&shown(&inside)) == key(&name.replace('\\', "/"))
}

/// Whether the settings mean this file by its name.
fn is_called(item: &Path, name: &str) -> bool {
    item.file_name()
        .is_some_and(|own| key(&own.to_string_lossy()) == key(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::trial::Trial;
    use crate::messages::Stand;

    const HERE: &str = "https://a.example/here";
    const LA: &str = "https://a.example/la";

    fn link<'s>(stand: &'s Stand, title: &str) -> Option<&'s str> {
        let photos = stand.series.iter().flat_map(|series| &series.photos);
        let of_photos = photos
            .filter(|photo| photo.title.as_deref() == Some(title))
            .map(|photo| &photo.away.link);
        let of_films = stand
            .films
            .iter()
            .filter(|film| film.title == title)
            .map(|film| &film.away.link);
        of_photos
            .chain(of_films)
            .next()
            .expect("an item of this title")
            .as_deref()
    }

    #[test]
    fn a_link_beside_an_item_is_the_items() {
        let trial = Trial::default()
            .photo("01/harbour.jpg")
            .film("01/films/Tide.mp4")
            .film("01/wave.mp4")
            .link("01/harbour.url", Some(HERE))
            .link("01/films/tide.mp4.webloc", Some(LA))
            // In another folder than the film.
            .link("01/films/wave.url", Some(HERE));
        let stand = trial.one();
        assert_eq!(link(&stand, "Harbour"), Some(HERE));
        assert_eq!(link(&stand, "Tide"), Some(LA));
        assert_eq!(link(&stand, "Wave"), None);
        let problems = trial.build().catalogue.problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(
            (problems[0].code, problems[0].file.as_str()),
            (ProblemCode::AddressAlone, "01/films/wave.url")
        );
    }

    #[test]
    fn links_come_by_language() {
        let stand = Trial::default()
            .film("01/tide.mp4")
            .link("01/tide.fr.url", Some(LA))
            .link("01/tide.url", Some(HERE))
            .one();
        assert_eq!(link(&stand, "Tide"), Some(HERE));
        assert_eq!(stand.films[0].away.links, Texts::from([("fr".into(), LA.into())]));
    }

    #[test]
    fn an_edition_has_its_own_link_before_that_of_the_publication() {
        let stand = Trial::default()
            .pdf("01/report.en.pdf")
            .pdf("01/report.fr.pdf")
            .pdf("01/report.nl.pdf")
            .link("01/report.fr.url", Some(LA))
            .link("01/report.url", Some(HERE))
            .one();
        let editions = stand.publications[0].editions.iter();
        let links: Vec<_> = editions
            .map(|edition| {
                (
                    edition.language.as_deref().unwrap(),
                    edition.away.link.as_deref(),
                    edition.away.links.len(),
                )
            })
            .collect();
        assert_eq!(
            links,
            [("en", Some(HERE), 0), ("fr", Some(LA), 0), ("nl", Some(HERE), 0)]
        );
        let stand = Trial::default()
            .pdf("01/report.en.pdf")
            .link("01/report.fr.url", Some(LA))
            .one();
        let edition = &stand.publications[0].editions[0];
        assert_eq!(
            (edition.away.link.as_deref(), edition.away.links["fr"].as_str()),
            (None, LA)
        );
    }

    #[test]
    fn the_settings_name_files_and_go_before_what_lies_beside() {
        let settings = format!(
            "{{\n \"links\": {{\n\"HARBOUR.jpg\": \"{LA}\",\n\"films/tide.mp4\": \"{LA}\",\n\"gone.pdf\": \"{LA}\" }} }}"
        );
        let trial = Trial::default()
            .photo("01/harbour.jpg")
            .film("01/films/tide.mp4")
            .link("01/harbour.url", Some(HERE))
            .text("01/stand.json", &settings);
        let stand = trial.one();
        assert_eq!(
            (link(&stand, "Harbour"), link(&stand, "Tide")),
            (Some(LA), Some(LA))
        );
        let problems = trial.build().catalogue.problems;
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(
            (problems[0].code, problems[0].line),
            (ProblemCode::SettingsField, Some(5))
        );
        assert!(problems[0].words.en.sentence.contains("gone.pdf"));
    }

    #[test]
    fn a_path_means_its_file_and_not_one_of_that_name_in_a_folder_before() {
        let trial = Trial::default()
            .photo("01/Voyage/harbour.jpg")
            .photo("01/harbour.jpg")
            .text(
                "01/stand.json",
                &format!(
                    "{{ \"links\": {{ \"harbour.jpg\": \"{HERE}\", \"Voyage/harbour.jpg\": \"{LA}\" }} }}"
                ),
            );
        let stand = trial.one();
        let links: Vec<_> = stand
            .series
            .iter()
            .map(|series| (series.title.is_some(), series.photos[0].away.link.as_deref()))
            .collect();
        assert!(
            links.contains(&(false, Some(HERE))) && links.contains(&(true, Some(LA))),
            "{links:?}"
        );
    }

    #[test]
    fn what_is_no_link_says_so_and_other_texts_stay_texts() {
        let trial = Trial::default()
            .photo("01/harbour.jpg")
            .link("01/harbour.url", None)
            .text("01/harbour.webloc", "https://a.example/")
            .text("01/notes.txt", "https://a.example/");
        assert_eq!(link(&trial.one(), "Harbour"), None);
        let built = trial.build();
        let problems: Vec<_> = built
            .catalogue
            .problems
            .iter()
            .map(|problem| (problem.code, problem.file.as_str()))
            .collect();
        assert_eq!(
            problems,
            [
                (ProblemCode::AddressUnclear, "01/harbour.url"),
                (ProblemCode::AddressUnclear, "01/harbour.webloc")
            ]
        );
        assert_eq!(built.fates[Path::new("01/notes.txt")], Fate::StrayText);
    }
}
