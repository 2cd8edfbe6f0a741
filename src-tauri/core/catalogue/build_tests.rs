//! The exhibitor's contract, rule by rule.

use super::*;
use crate::catalogue::trial::Trial;
use crate::intake::reading::PhotoReading;
use crate::messages::{ProblemCode, Publication, Stand};
use crate::pipeline::MediaKind;

fn languages(publication: &Publication) -> Vec<Option<&str>> {
    publication
        .editions
        .iter()
        .map(|edition| edition.language.as_deref())
        .collect()
}

fn titles(stand: &Stand) -> Vec<&str> {
    stand
        .publications
        .iter()
        .map(|publication| publication.title.as_str())
        .collect()
}

fn series(stand: &Stand) -> Vec<(Option<&str>, usize)> {
    stand
        .series
        .iter()
        .map(|series| (series.title.as_deref(), series.photos.len()))
        .collect()
}

#[test]
fn every_folder_is_a_stand_in_the_order_of_its_number() {
    let built = Trial::default()
        .stand("10 Ten")
        .stand("2. Two")
        .stand("Zebra")
        .stand("Aardvark")
        .stand("02_Deux")
        .build();
    let stands: Vec<_> = built
        .catalogue
        .stands
        .iter()
        .map(|stand| (stand.number, stand.name.as_str()))
        .collect();
    let expected = [
        (Some(2), "Deux"),
        (Some(2), "Two"),
        (Some(10), "Ten"),
        (None, "Aardvark"),
        (None, "Zebra"),
    ];
    assert_eq!(stands, expected);
    assert_eq!(built.catalogue.exhibition.languages, ["en", "fr", "nl", "de"]);
}

#[test]
fn settings_name_order_and_hide_stands() {
    let built = Trial::default()
        .text(
            "01 A/stand.json",
            r##"{"names": {"fr": "Ah"}, "blurb": "We do", "colour": "#0A6E8A", "order": 9}"##,
        )
        .text("02 B/Stand.JSON", r#"{"hidden": true}"#)
        .photo("02 B/x.jpg")
        .text("03 C/stand.json", r#"{"name": "See", "website": "see.example"}"#)
        .text(
            "exhibition.json",
            r#"{"title": "Fair", "languages": ["nl", "ar"], "date": "2026-12-18"}"#,
        )
        .build();
    let stands = &built.catalogue.stands;
    assert_eq!(
        stands.iter().map(|stand| stand.name.as_str()).collect::<Vec<_>>(),
        ["See", "A"]
    );
    assert_eq!(stands[1].names["fr"], "Ah");
    assert_eq!(stands[1].blurb["nl"], "We do");
    assert_eq!(stands[1].colour.as_deref(), Some("#0a6e8a"));
    assert_eq!(stands[0].website.as_deref(), Some("see.example"));
    assert_eq!(built.catalogue.exhibition.title["nl"], "Fair");
    assert_eq!(built.catalogue.exhibition.languages, ["nl", "ar"]);
    assert_eq!(built.fates[Path::new("02 B/x.jpg")], Fate::Hidden);
    assert_eq!(built.catalogue.problems, []);
    assert!(built.media.is_empty(), "what is hidden is not served");
}

#[test]
fn language_editions_are_one_publication_in_the_order_of_the_show() {
    let stand = Trial::default()
        .pdf("01/report-nl.pdf")
        .pdf("01/report.en.pdf")
        .pdf("01/report_FR.pdf")
        .pdf("01/report (AR).pdf")
        .one();
    assert_eq!(titles(&stand), ["Report"]);
    assert_eq!(
        languages(&stand.publications[0]),
        [Some("en"), Some("fr"), Some("nl"), Some("ar")]
    );
}

#[test]
fn a_language_folder_is_a_language() {
    let stand = Trial::default()
        .pdf("01/docs/fr/guide.pdf")
        .pdf("01/docs/NL/guide.pdf")
        .pdf("01/docs/guide_en.pdf")
        .one();
    assert_eq!(stand.publications.len(), 1);
    assert_eq!(
        languages(&stand.publications[0]),
        [Some("en"), Some("fr"), Some("nl")]
    );
}

#[test]
fn an_edition_without_a_language_joins_and_the_document_may_say_it() {
    let stand = Trial::default()
        .pdf_saying("01/guide.pdf", None, Some("en-GB"))
        .pdf("01/guide_fr.pdf")
        .one();
    assert_eq!(languages(&stand.publications[0]), [Some("en"), Some("fr")]);
    // A document that contradicts a name is not believed twice.
    let stand = Trial::default()
        .pdf_saying("01/guide.pdf", None, Some("fr-FR"))
        .pdf("01/guide_fr.pdf")
        .one();
    assert_eq!(languages(&stand.publications[0]), [Some("fr"), None]);
}

#[test]
fn words_are_languages_only_beside_another_edition() {
    let alone = Trial::default().pdf("01/just_do_it.pdf").one();
    assert_eq!(
        (titles(&alone), languages(&alone.publications[0])),
        (vec!["Just do it"], vec![None])
    );
    let beside = Trial::default()
        .pdf("01/report_it.pdf")
        .pdf("01/report_fr.pdf")
        .one();
    assert_eq!(languages(&beside.publications[0]), [Some("fr"), Some("it")]);
    let both = Trial::default()
        .pdf("01/report_it.pdf")
        .pdf("01/report_no.pdf")
        .one();
    assert_eq!(languages(&both.publications[0]), [Some("it"), Some("no")]);
    let said = Trial::default()
        .pdf_saying("01/report English.pdf", None, Some("en"))
        .one();
    assert_eq!(
        (titles(&said), languages(&said.publications[0])),
        (vec!["Report"], vec![Some("en")])
    );
}

#[test]
fn publications_in_different_folders_or_of_one_language_stay_apart() {
    let stand = Trial::default()
        .pdf("01/a/report_fr.pdf")
        .pdf("01/b/report_nl.pdf")
        .one();
    assert_eq!(stand.publications.len(), 2);
    let stand = Trial::default()
        .pdf("01/Report_v1.pdf")
        .pdf("01/Report_v2.pdf")
        .one();
    assert_eq!(titles(&stand), ["Report v1", "Report v2"]);
    assert_ne!(stand.publications[0].id, stand.publications[1].id);
}

#[test]
fn titles_come_from_the_document_if_real_else_from_the_name() {
    let stand = Trial::default()
        .pdf_saying("01/a.pdf", Some("Rapport annuel"), None)
        .pdf_saying(
            "01/annual_report-2025_FINAL(2).pdf",
            Some("Microsoft Word - x.docx"),
            None,
        )
        .one();
    assert_eq!(titles(&stand), ["Rapport annuel", "Annual report 2025"]);
}

#[test]
fn ids_stay_when_an_edition_comes() {
    let before = Trial::default().pdf("01/report_fr.pdf").one();
    let after = Trial::default()
        .pdf("01/report_en.pdf")
        .pdf("01/report_fr.pdf")
        .one();
    assert_eq!(before.publications[0].id, after.publications[0].id);
    assert_eq!(before.id, after.id);
    assert_eq!(before.id.len(), 12);
}

#[test]
fn named_folders_are_series_and_generic_ones_are_not() {
    let stand = Trial::default()
        .photo("01/loose.jpg")
        .photo("01/Photos/Arrivals/b2.jpg")
        .photo("01/Photos/Arrivals/b10.jpg")
        .photo("01/Departures/photos/c.jpg")
        .photo("01/DCIM/100CANON/IMG_0001.jpg")
        .photo("01/DCIM/101CANON/IMG_0002.jpg")
        .photo("01/صور/d.jpg")
        .one();
    assert_eq!(
        series(&stand),
        [(None, 4), (Some("Departures"), 1), (Some("Arrivals"), 2)]
    );
    let arrivals: Vec<_> = stand.series[2]
        .photos
        .iter()
        .map(|photo| photo.title.as_deref())
        .collect();
    assert_eq!(arrivals, [Some("B2"), Some("B10")]);
    assert!(
        stand.series[0].photos.iter().any(|photo| photo.title.is_none()),
        "a camera's name is no title"
    );
}

#[test]
fn captions_come_from_the_text_beside_or_from_the_photo() {
    let said = |caption: &str| PhotoReading {
        caption: Some(caption.into()),
        credit: Some(" J. Riis ".into()),
        ..PhotoReading::default()
    };
    let built = Trial::default()
        .photo_saying("01/a.jpg", said("From the file"))
        .photo_saying("01/b.jpg", said("From the file"))
        .photo_saying("01/c.jpg", said("OLYMPUS DIGITAL CAMERA"))
        .text("01/a.txt", "From the\n text ")
        .text("01/notes.txt", "stray")
        .build();
    let photos = &built.catalogue.stands[0].series[0].photos;
    assert_eq!(photos[0].caption.as_deref(), Some("From the text"));
    assert_eq!(photos[1].caption.as_deref(), Some("From the file"));
    assert_eq!(photos[2].caption, None);
    assert_eq!(photos[0].credit.as_deref(), Some("J. Riis"));
    assert_eq!(
        built.fates[Path::new("01/a.txt")],
        Fate::PhotoCaption {
            photo: "01/a.jpg".into(),
            language: None
        }
    );
    assert_eq!(built.fates[Path::new("01/notes.txt")], Fate::StrayText);
    assert_eq!(built.catalogue.problems, []);
}

#[test]
fn captions_of_photos_come_by_language() {
    let built = Trial::default()
        .photo("01/a.jpg")
        .photo("01/b.fr.jpg")
        .photo("01/b.jpg")
        .photo("01/id.jpg")
        .text("01/a.FR.txt", "Le quai")
        .text("01/a.jpg.nl.txt", "De kade")
        .text("01/a.txt", "The quay")
        .text("01/a_de.txt", "Der Kai")
        .text("01/b.fr.txt", "La mer")
        .text("01/c.fr.txt", "stray")
        .text("01/id.it.txt", "Il passaporto")
        .build();
    let photos = &built.catalogue.stands[0].series[0].photos;
    let said: Vec<_> = photos
        .iter()
        .map(|photo| {
            let by_language: Vec<_> = photo
                .captions
                .iter()
                .map(|(language, words)| (language.as_str(), words.as_str()))
                .collect();
            (photo.caption.as_deref(), by_language)
        })
        .collect();
    assert_eq!(
        said,
        [
            (
                Some("The quay"),
                vec![("de", "Der Kai"), ("fr", "Le quai"), ("nl", "De kade")]
            ),
            (None, vec![("fr", "La mer")]),
            (None, vec![]),
            (None, vec![("it", "Il passaporto")]),
        ],
        "the text of b.fr.jpg is not one of b.jpg"
    );
    assert_eq!(
        built.fates[Path::new("01/a_de.txt")],
        Fate::PhotoCaption {
            photo: "01/a.jpg".into(),
            language: Some("de".into())
        }
    );
    assert_eq!(built.fates[Path::new("01/c.fr.txt")], Fate::StrayText);
}

#[test]
fn series_of_one_name_are_told_apart_by_the_folder_above() {
    let built = Trial::default()
        .photo("01/2023/opening/a.jpg")
        .photo("01/2024/opening/photos/b.jpg")
        .photo("01/closing/c.jpg")
        .build();
    assert_eq!(
        series(&built.catalogue.stands[0]),
        [
            (Some("Opening (2023)"), 1),
            (Some("Opening (2024)"), 1),
            (Some("Closing"), 1)
        ]
    );
    let fate = &built.fates[Path::new("01/2024/opening/photos/b.jpg")];
    assert!(
        matches!(fate, Fate::Photo { series: Some(series), moving: false, .. } if series == "Opening (2024)"),
        "{fate:?}"
    );
}

#[test]
fn films_have_captions_by_language() {
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nHi\n";
    let built = Trial::default()
        .film("01/harbour.mp4")
        .text("01/harbour.nl.srt", srt)
        .text("01/harbour.fr.vtt", &format!("WEBVTT\n\n{srt}"))
        .text("01/harbour.vtt", srt)
        .text("01/harbour.de.srt", "nothing")
        .text("01/other.fr.srt", srt)
        .build();
    let film = &built.catalogue.stands[0].films[0];
    assert_eq!(film.title, "Harbour");
    let spoken: Vec<_> = film
        .captions
        .iter()
        .map(|captions| captions.language.as_deref())
        .collect();
    assert_eq!(spoken, [Some("fr"), Some("nl"), None]);
    assert_eq!(built.media[&film.captions[0].media].kind, MediaKind::Captions);
    assert_eq!(
        built.media[&film.media].kind,
        MediaKind::Film {
            content_type: "video/mp4".into(),
            veils: Vec::new(),
        }
    );
    assert_eq!(built.media[&film.media].path, Path::new("/assets/01/harbour.mp4"));
    let problems: Vec<_> = built
        .catalogue
        .problems
        .iter()
        .map(|problem| (problem.code, problem.file.as_str()))
        .collect();
    assert_eq!(problems, [(ProblemCode::CaptionsUnreadable, "01/harbour.de.srt")]);
    assert_eq!(built.fates[Path::new("01/other.fr.srt")], Fate::StrayText);
}

#[test]
fn film_titles_fall_back_to_the_folder_and_say_their_language_apart() {
    let stand = Trial::default()
        .film("01/Crossing/MVI_0042.mp4")
        .film("01/film/tide.fr.mp4")
        .film("01/film/tide.nl.mp4")
        .one();
    let titles: Vec<_> = stand.films.iter().map(|film| film.title.as_str()).collect();
    assert_eq!(titles, ["Crossing", "Tide", "Tide (NL)"]);
}

#[test]
fn the_same_bytes_are_shown_once_in_a_stand_but_in_every_stand() {
    let built = Trial::default()
        .photo("01/a.jpg")
        .photo("01/copy/a.jpg")
        .same_bytes_as("01/a.jpg")
        .photo("02/a.jpg")
        .same_bytes_as("01/a.jpg")
        .build();
    let counts: Vec<_> = built
        .catalogue
        .stands
        .iter()
        .map(|stand| stand.series[0].photos.len())
        .collect();
    assert_eq!(counts, [1, 1]);
    assert_eq!(
        built.fates[Path::new("01/copy/a.jpg")],
        Fate::Twin {
            of: "01/a.jpg".into()
        }
    );
    assert_eq!(built.media.len(), 1);
}

#[test]
fn two_empty_files_are_two_problems() {
    let built = Trial::default()
        .refused("01/a.pdf", ProblemCode::FileEmpty, "")
        .refused("01/sub/b.pdf", ProblemCode::FileEmpty, "")
        .same_bytes_as("01/a.pdf")
        .refused("01/book.epub", ProblemCode::KindNotShown, "protected EPUB")
        .build();
    let problems: Vec<_> = built
        .catalogue
        .problems
        .iter()
        .map(|problem| problem.file.as_str())
        .collect();
    assert_eq!(problems, ["01/a.pdf", "01/sub/b.pdf", "01/book.epub"]);
    assert!(
        built.catalogue.problems[2]
            .words
            .en
            .sentence
            .contains("copy protection")
    );
}

#[test]
fn an_item_that_turns_out_broken_stays_and_its_problem_is_told() {
    let trial = Trial::default().film("01/a.mp4").photo("01/b.jpg");
    let built = trial.build_with(&|media| {
        media.ends_with("a.mp4").then(|| Refusal {
            code: ProblemCode::FilmNotPlayable,
            what: String::new(),
            detail: String::new(),
        })
    });
    let stand = &built.catalogue.stands[0];
    assert_eq!(
        (stand.films[0].state, stand.series[0].photos[0].state),
        (ItemState::Broken, ItemState::Ready)
    );
    assert_eq!(
        built.catalogue.problems[0].words.en.sentence,
        "This film (MP4, H.264) cannot be played on this computer."
    );
}

#[test]
fn settings_problems_name_the_file_and_the_rest_counts() {
    let built = Trial::default()
        .text("01/stand.json", "{\n \"colour\": \"blue\",\n \"order\": 3\n}")
        .build();
    let problem = &built.catalogue.problems[0];
    assert_eq!(
        (problem.file.as_str(), problem.line, problem.code),
        ("01/stand.json", Some(2), ProblemCode::SettingsField)
    );
}

#[test]
fn material_in_any_order_makes_the_same_catalogue() {
    let paths = [
        "02/b.pdf",
        "01/a2.jpg",
        "01/a10.jpg",
        "01/report_fr.pdf",
        "01/report_en.pdf",
        "02/a.jpg",
    ];
    let fill = |paths: &mut dyn Iterator<Item = &&str>| {
        let trial = Trial::default().stand("01").stand("02");
        paths
            .fold(trial, |trial, path| {
                if path.ends_with("pdf") {
                    trial.pdf(path)
                } else {
                    trial.photo(path)
                }
            })
            .build()
    };
    assert_eq!(fill(&mut paths.iter()), fill(&mut paths.iter().rev()));
}
