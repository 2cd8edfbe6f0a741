//! Which texts of a stand are publications: those long enough that belong to no other file, and are no note to somebody.

use std::collections::HashSet;
use std::path::Path;

use super::build::Piece;
use super::room::{spoken, stem};
use crate::intake::naming::title::is_note;
use crate::intake::naming::{composed, language};
use crate::intake::reading::Reading;

/// A folder and a name in it, in lower case.
type Place<'a> = (&'a Path, String);

/// Has such texts count as the publications that they are.
pub(super) fn bind(pieces: &mut [Piece<'_>]) {
    let taken = taken(pieces);
    for piece in pieces {
        let Some(reading) = bound(piece) else { continue };
        if !belongs(piece.path, &taken) && !is_note(&spoken(&stem(piece.path)).0) {
            piece.reading = reading;
            // What is a publication is no caption.
            piece.text = None;
        }
    }
}

/// What a text is by its name, if it is long enough.
fn bound<'a>(piece: &Piece<'a>) -> Option<&'a Reading> {
    let Reading::Text(found) = piece.reading else {
        return None;
    };
    match piece.path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" => found.plain.as_deref(),
        "md" | "markdown" => found.markdown.as_deref(),
        _ => None,
    }
}

/// The names to which a text beside them belongs: of everything that is no text, no link and no recording of one, damaged
/// or not.
fn taken<'a>(pieces: &[Piece<'a>]) -> HashSet<Place<'a>> {
    let mut taken = HashSet::new();
    for piece in pieces {
        if matches!(
            piece.reading,
            Reading::Text(_) | Reading::Link(_) | Reading::Sound(_)
        ) {
            continue;
        }
        let Some(folder) = piece.path.parent() else {
            continue;
        };
        let (own, whole) = (stem(piece.path), piece.path.file_name());
        // The French edition of a report may be a text beside the English PDF; that of a photo is a caption.
        if !matches!(piece.reading, Reading::Publication(_)) {
            taken.insert((folder, key(&spoken(&own).0)));
        }
        taken.insert((folder, key(&own)));
        taken.extend(whole.map(|whole| (folder, key(&whole.to_string_lossy()))));
    }
    taken
}

fn belongs(text: &Path, taken: &HashSet<Place<'_>>) -> bool {
    let (own, folder) = (stem(text), text.parent().unwrap_or(Path::new("")));
    let base = language::split(&own).map(|tagged| key(tagged.base));
    taken.contains(&(folder, key(&own))) || base.is_some_and(|base| taken.contains(&(folder, base)))
}

/// Names that people take for the same are the same.
fn key(name: &str) -> String {
    composed(name.trim_end()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::catalogue::build::Fate;
    use crate::catalogue::trial::Trial;
    use std::path::Path;

    /// Titles and languages of the publications.
    fn shelf(trial: &Trial) -> Vec<(String, Vec<Option<String>>)> {
        let stand = trial.one();
        let publications = stand.publications.into_iter();
        let languages = |editions: Vec<crate::messages::Edition>| {
            editions.into_iter().map(|edition| edition.language).collect()
        };
        publications
            .map(|one| (one.title, languages(one.editions)))
            .collect()
    }

    #[test]
    fn a_long_text_that_belongs_to_nothing_is_a_publication() {
        let trial = Trial::default()
            .prose("01/field_report.md")
            .prose("01/A story.TXT")
            .prose("01/minutes.log")
            .text("01/note.txt", "Please use the large ones");
        let titles: Vec<_> = shelf(&trial).into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["A story", "Field report"]);
        let fates = trial.build().fates;
        for stray in ["01/minutes.log", "01/note.txt"] {
            assert_eq!(fates[Path::new(stray)], Fate::StrayText, "{stray}");
        }
    }

    #[test]
    fn a_text_that_somebody_reads_aloud_is_a_publication_with_its_recording() {
        let trial = Trial::default()
            .prose("01/story.md")
            .sound("01/story.mp3")
            .prose("01/tale.fr.txt")
            .sound("01/tale.fr.mp3");
        let stand = trial.one();
        let editions: Vec<_> = stand.publications.iter().flat_map(|one| &one.editions).collect();
        assert_eq!(editions.len(), 2);
        assert!(editions.iter().all(|edition| edition.audio.is_some()));
    }

    #[test]
    fn captions_stay_captions_however_long_they_are() {
        let trial = Trial::default()
            .photo("01/harbour.jpg")
            .prose("01/harbour.txt")
            .prose("01/harbour.fr.txt")
            .photo("01/bridge.fr.jpg")
            .prose("01/bridge.nl.txt")
            .film("01/tide.mp4")
            .prose("01/tide.txt")
            .prose("01/TIDE.mp4.md")
            .pdf("01/report.pdf")
            .prose("01/report.md")
            .refused("01/gone.jpg", crate::messages::ProblemCode::FileDamaged, "JPEG")
            .prose("01/gone.txt");
        assert_eq!(shelf(&trial), [("Report".to_owned(), vec![None])]);
        let series = &trial.one().series;
        let photos = series.iter().flat_map(|series| &series.photos);
        assert!(
            photos
                .clone()
                .any(|photo| photo.caption.is_some() && photo.captions.contains_key("fr"))
        );
    }

    #[test]
    fn notes_to_somebody_are_no_publications() {
        for note in [
            "README.md",
            "LISEZ-MOI.txt",
            "Leesmij.txt",
            "LICENSE.txt",
            "links.txt",
            "readme.fr.md",
        ] {
            assert_eq!(
                shelf(&Trial::default().prose(&format!("01/{note}"))),
                [],
                "{note}"
            );
        }
        assert_eq!(shelf(&Trial::default().prose("01/links we lost.txt")).len(), 1);
    }

    #[test]
    fn editions_may_be_of_different_kinds() {
        let trial = Trial::default()
            .pdf("01/report.en.pdf")
            .prose("01/report.fr.md")
            .prose("01/report.nl.txt");
        let languages = ["en", "fr", "nl"].map(|code| Some(code.to_owned())).to_vec();
        assert_eq!(shelf(&trial), [("Report".to_owned(), languages)]);
        let flowing: Vec<bool> = trial.one().publications[0]
            .editions
            .iter()
            .map(|one| one.flowing)
            .collect();
        assert_eq!(flowing, [false, true, true]);
    }

    #[test]
    fn a_link_beside_a_text_is_the_texts() {
        let trial = Trial::default()
            .prose("01/story.md")
            .link("01/story.url", Some("https://a.example/"));
        let stand = trial.one();
        let away = &stand.publications[0].editions[0].away;
        assert_eq!(away.link.as_deref(), Some("https://a.example/"));
    }
}
