//! Lays recordings beside the editions that they read aloud: `report.fr.mp3` belongs to the French `report.pdf`.

use std::collections::HashMap;
use std::path::Path;

use super::build::{Fate, Piece};
use super::room::{Room, stem};
use crate::intake::naming::{composed, language};
use crate::intake::reading::{Reading, SoundReading};
use crate::messages::{Audio, Edition, Publication};
use crate::pipeline::MediaKind;

/// Gives every edition its recording. `pieces` are all of one stand, in order; of two for one edition the first one counts.
pub(super) fn lay(room: &mut Room<'_>, pieces: &[Piece<'_>], publications: &mut [Publication]) {
    let places: HashMap<&str, &Path> = pieces
        .iter()
        .rev()
        .map(|piece| (piece.media, piece.path))
        .collect();
    for piece in pieces {
        let Reading::Sound(sound) = piece.reading else {
            continue;
        };
        let Some(edition) = read_by(piece.path, publications, &places) else {
            continue;
        };
        let fate = Fate::Recording {
            of: places[edition.media.as_str()].to_owned(),
            language: edition.language.clone(),
        };
        room.settle(piece.path, fate);
        if edition.audio.is_none() {
            let SoundReading { mime, veils, .. } = sound;
            let content_type = mime.split(';').next().unwrap_or_default().trim().to_owned();
            let veils = veils.clone();
            room.open(piece, MediaKind::Sound { content_type, veils }, &sound.format);
            edition.audio = Some(Audio {
                media: piece.media.to_owned(),
                mime: mime.clone(),
                seconds: sound.seconds,
            });
        }
    }
}

/// The edition that a recording at this path reads aloud. A whole name goes before one with a language, and that before
/// the name alone, which is enough where there is one edition only.
fn read_by<'a>(
    sound: &Path,
    publications: &'a mut [Publication],
    places: &HashMap<&str, &Path>,
) -> Option<&'a mut Edition> {
    let own = key(&stem(sound));
    let tagged = language::split(&stem(sound)).map(|tagged| (key(tagged.base), tagged.language));
    let mut found: Option<(u8, &'a mut Edition)> = None;
    for publication in publications {
        let alone = publication.editions.len() == 1;
        for edition in &mut publication.editions {
            let Some(path) = places.get(edition.media.as_str()) else {
                continue;
            };
            if path.parent() != sound.parent() {
                continue;
            }
            let whole = key(&stem(path));
            let base = language::split(&stem(path)).map_or_else(|| whole.clone(), |tagged| key(tagged.base));
            let speaks = |code: &str| edition.language.as_deref().map(plain) == Some(plain(code));
            let sure = if own == whole {
                3
            } else if tagged
                .as_ref()
                .is_some_and(|(name, code)| (*name == base || *name == whole) && speaks(code))
            {
                2
            } else if alone && own == base {
                1
            } else {
                continue;
            };
            if found.as_ref().is_none_or(|(before, _)| *before < sure) {
                found = Some((sure, edition));
            }
        }
    }
    found.map(|(_, edition)| edition)
}

fn key(name: &str) -> String {
    composed(name).to_lowercase()
}

fn plain(code: &str) -> &str {
    code.split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::catalogue::trial::Trial;
    use crate::messages::{ProblemCode, Stand};

    /// What each edition is read by, as the end of the recording's path.
    fn read_by(stand: &Stand) -> Vec<(Option<&str>, Option<&str>)> {
        let editions = stand.publications.iter().flat_map(|one| &one.editions);
        editions
            .map(|edition| {
                let audio = edition.audio.as_ref();
                let name = audio.and_then(|audio| audio.media.rsplit('/').next());
                (edition.language.as_deref(), name)
            })
            .collect()
    }

    #[test]
    fn a_recording_belongs_to_the_edition_of_its_name_and_language() {
        let stand = Trial::default()
            .pdf("01/report.en.pdf")
            .pdf("01/report.fr.pdf")
            .sound("01/report.fr.mp3")
            .one();
        assert_eq!(
            read_by(&stand),
            [(Some("en"), None), (Some("fr"), Some("report.fr.mp3"))]
        );
        let audio = stand.publications[0].editions[1].audio.clone().unwrap();
        assert_eq!((audio.mime.as_str(), audio.seconds), ("audio/mpeg", 95.5));
    }

    #[test]
    fn the_language_may_be_the_documents_own() {
        let stand = Trial::default()
            .pdf_saying("01/Rapport.pdf", None, Some("fr"))
            .sound("01/rapport_fr.mp3")
            .one();
        assert_eq!(read_by(&stand), [(Some("fr"), Some("rapport_fr.mp3"))]);
    }

    #[test]
    fn a_name_alone_is_enough_for_one_edition_and_for_no_more() {
        let one = Trial::default().pdf("01/report.fr.pdf").sound("01/report.mp3");
        assert_eq!(read_by(&one.one()), [(Some("fr"), Some("report.mp3"))]);
        let two = one.pdf("01/report.en.pdf").build();
        assert_eq!(two.catalogue.problems[0].code, ProblemCode::SoundAlone);
    }

    #[test]
    fn one_that_belongs_to_nothing_is_told_and_so_is_one_beside_the_stands() {
        let built = Trial::default()
            .pdf("01/report.pdf")
            .sound("01/anthem.mp3")
            .sound("01/more/report.mp3")
            .sound("loose.mp3")
            .build();
        let told: Vec<_> = built
            .catalogue
            .problems
            .iter()
            .map(|problem| (problem.code, problem.file.as_str()))
            .collect();
        let alone = ProblemCode::SoundAlone;
        assert_eq!(
            told,
            [
                (alone, "01/anthem.mp3"),
                (alone, "01/more/report.mp3"),
                (alone, "loose.mp3")
            ]
        );
        let sentence = &built.catalogue.problems[0].words.en.sentence;
        assert_eq!(
            sentence,
            "This MP3 recording has the name and language of no publication here."
        );
    }

    #[test]
    fn of_two_for_one_edition_the_first_counts_and_neither_is_a_problem() {
        let built = Trial::default()
            .pdf("01/report.pdf")
            .sound("01/report.m4a")
            .sound("01/report.mp3")
            .build();
        assert_eq!(built.catalogue.problems, []);
        let edition = &built.catalogue.stands[0].publications[0].editions[0];
        assert!(edition.audio.as_ref().unwrap().media.ends_with("report.m4a"));
    }
}
