//! Folder in, show out: files are dropped, moved and deleted while the real program runs, and the catalogue follows.

#[path = "../support/mod.rs"]
mod support;

mod arrival;
mod away;
mod bombs;
mod cache;
mod intake;
mod names;
mod office;
mod rewritten;
mod settling;

use support::{Folder, Server};
use vitrine_core::intake::problem::Language;
use vitrine_core::messages::{Catalogue, ItemState, Stand};

fn stand<'a>(catalogue: &'a Catalogue, name: &str) -> Option<&'a Stand> {
    catalogue.stands.iter().find(|stand| stand.name == name)
}

fn photos(catalogue: &Catalogue, name: &str) -> usize {
    stand(catalogue, name).map_or(0, |stand| {
        stand.series.iter().map(|series| series.photos.len()).sum()
    })
}

#[test]
fn every_kind_of_file_finds_its_shelf_by_its_bytes() {
    let folder = Folder::new();
    folder
        .put_photo("07 Seafarers Mission/On the water/dhow 10.jpg", 640, 480, 1)
        .put_photo("07 Seafarers Mission/On the water/dhow 2.dat", 480, 640, 2)
        .put(
            "07 Seafarers Mission/On the water/dhow 2.txt",
            "Boats at low tide",
        )
        .put(
            "07 Seafarers Mission/On the water/dhow 2.fr.txt",
            "Bateaux à marée basse",
        )
        .put_film("07 Seafarers Mission/Film/crossing.mp4")
        .put(
            "07 Seafarers Mission/Film/crossing.fr.srt",
            "1\n00:00:00,000 --> 00:00:01,000\nBonjour\n",
        )
        .put_publication("07 Seafarers Mission/annual_report-2025_FINAL(2).en.pdf", 3)
        .put_publication("07 Seafarers Mission/annual_report-2025_FINAL(2).fr.pdf", 4)
        .put("07 Seafarers Mission/notes.txt", "stray")
        .put("07 Seafarers Mission/Thumbs.db", "junk")
        .put_photo("2 First/a.jpg", 300, 200, 3);
    std::fs::create_dir(folder.path("15 Empty stand")).unwrap();
    let server = Server::start(&folder);
    let catalogue = server.wait_for("all stands, read", |catalogue| {
        stand(catalogue, "Seafarers Mission").is_some_and(|stand| {
            stand.films.len() == 1 && stand.publications.len() == 1 && stand.series.len() == 1
        }) && photos(catalogue, "First") == 1
    });

    let numbers: Vec<_> = catalogue.stands.iter().map(|stand| stand.number).collect();
    assert_eq!(numbers, [Some(2), Some(7), Some(15)]);
    let seafarers = stand(&catalogue, "Seafarers Mission").unwrap();
    assert_eq!(seafarers.publications[0].title, "Annual report 2025");
    let editions: Vec<_> = seafarers.publications[0]
        .editions
        .iter()
        .map(|edition| (edition.language.as_deref(), edition.pages))
        .collect();
    assert_eq!(editions, [(Some("en"), 3), (Some("fr"), 4)]);
    let series = &seafarers.series[0];
    assert_eq!(series.title.as_deref(), Some("On the water"));
    assert_eq!(
        series.photos[0].caption.as_deref(),
        Some("Boats at low tide"),
        "2 comes before 10"
    );
    assert_eq!(series.photos[0].captions["fr"], "Bateaux à marée basse");
    assert_eq!(seafarers.films[0].title, "Crossing");
    assert_eq!(seafarers.films[0].captions[0].language.as_deref(), Some("fr"));
    assert_eq!(catalogue.problems, []);
}

#[test]
fn the_show_follows_the_folder() {
    let folder = Folder::new();
    folder
        .put_photo("1 One/a.jpg", 300, 200, 1)
        .put_photo("2 Two/b.jpg", 300, 200, 2);
    let server = Server::start(&folder);
    server.wait_for("both photos", |now| {
        photos(now, "One") == 1 && photos(now, "Two") == 1
    });

    folder.put_photo("1 One/c.jpg", 300, 200, 3);
    server.wait_for("the added photo", |now| photos(now, "One") == 2);

    let before = server.catalogue();
    let replaced = stand(&before, "One").unwrap().series[0].photos[0].clone();
    folder.put_photo("1 One/a.jpg", 320, 200, 9);
    let now = server.wait_for("the replaced photo", |now| {
        stand(now, "One").is_some_and(|stand| stand.series[0].photos[0].media != replaced.media)
    });
    assert_eq!(stand(&now, "One").unwrap().series[0].photos[0].id, replaced.id);

    folder.rename("1 One/c.jpg", "1 One/Coming home.jpg");
    let now = server.wait_for("the renamed photo", |now| {
        stand(now, "One").is_some_and(|stand| {
            let titles = stand.series[0]
                .photos
                .iter()
                .filter_map(|photo| photo.title.as_deref());
            titles.eq(["A", "Coming home"])
        })
    });
    assert_eq!(photos(&now, "One"), 2, "a renamed photo is not shown twice");
    folder.rename("1 One/Coming home.jpg", "2 Two/c.jpg");
    server.wait_for("the moved photo", |now| {
        photos(now, "One") == 1 && photos(now, "Two") == 2
    });

    folder.rename("1 One", "1 Uno");
    server.wait_for("the renamed stand", |now| {
        stand(now, "One").is_none() && photos(now, "Uno") == 1
    });

    folder.remove("2 Two/b.jpg");
    server.wait_for("one photo less", |now| photos(now, "Two") == 1);

    folder.remove("2 Two");
    server.wait_for("one stand less", |now| now.stands.len() == 1);
}

#[test]
fn a_broken_file_is_a_problem_with_a_remedy_and_no_hole_in_the_show() {
    let folder = Folder::new();
    let whole = support::folder::photo(640, 480, 5);
    folder
        .put_photo("1 One/whole.jpg", 300, 200, 1)
        .put("1 One/half.jpg", &whole[..whole.len() / 2])
        .put("1 One/empty.pdf", "");
    let server = Server::start(&folder);
    let now = server.wait_for("two problems", |now| now.problems.len() == 2);
    assert_eq!(photos(&now, "One"), 1);
    for problem in &now.problems {
        assert!(problem.file.starts_with("1 One/"), "{problem:?}");
        for language in Language::ALL {
            let advice = problem.words.of(language);
            assert!(
                !advice.sentence.is_empty() && !advice.remedy.is_empty(),
                "{problem:?}"
            );
        }
    }

    folder.put("1 One/half.jpg", &whole);
    let now = server.wait_for("the finished copy", |now| photos(now, "One") == 2);
    assert_eq!(now.problems.len(), 1);
}

#[test]
fn settings_with_an_error_name_the_line_and_the_rest_counts() {
    let folder = Folder::new();
    folder
        .put(
            "exhibition.json",
            "{\n  \"title\": {\"en\": \"Amazing\"},\n  \"languages\": 7\n}",
        )
        .put("1 One/stand.json", "{ \"names\": {\"fr\": \"Un\"} }");
    let server = Server::start(&folder);
    let now = server.wait_for("the title", |now| {
        now.exhibition
            .title
            .get("en")
            .is_some_and(|title| title == "Amazing")
    });
    assert_eq!(now.problems[0].file, "exhibition.json");
    assert_eq!(now.problems[0].line, Some(3));
    assert_eq!(stand(&now, "One").unwrap().names["fr"], "Un");
    assert!(!now.exhibition.languages.is_empty());
}

#[test]
fn a_second_start_makes_nothing_again() {
    let folder = Folder::new();
    folder
        .put_photo("1 One/a.jpg", 3000, 2000, 1)
        .put_publication("1 One/b.pdf", 2);
    let ready = |now: &Catalogue| {
        stand(now, "One").is_some_and(|stand| {
            stand
                .series
                .iter()
                .all(|series| series.photos[0].state == ItemState::Ready)
                && stand
                    .publications
                    .iter()
                    .all(|publication| publication.editions[0].state == ItemState::Ready)
                && stand.series.len() == 1
                && stand.publications.len() == 1
        })
    };
    let times = |folder: &Folder| -> Vec<_> {
        Folder::files(&folder.cache())
            .into_iter()
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "jpg" || extension == "png")
            })
            .map(|path| (path.metadata().unwrap().modified().unwrap(), path))
            .collect()
    };
    Server::start(&folder).wait_for("all pictures", ready);
    let first = times(&folder);
    assert!(first.len() >= 3, "{first:?}");

    let server = Server::start(&folder);
    server.wait_for("all pictures again", ready);
    let second = times(&folder);
    assert!(
        first.iter().all(|picture| second.contains(picture)),
        "a picture was made again"
    );
}
