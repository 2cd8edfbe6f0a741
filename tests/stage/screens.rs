//! What screens say of themselves: which codecs they have, and that they left out pictures of a film.

use vitrine_core::messages::{Catalogue, ItemState, ProblemCode};

use crate::support::{Folder, Server};

fn codes(catalogue: &Catalogue) -> Vec<(ProblemCode, &str)> {
    let problems = catalogue.problems.iter();
    problems
        .map(|problem| (problem.code, problem.file.as_str()))
        .collect()
}

#[test]
fn a_film_that_falters_is_told_for_as_long_as_the_show_runs() {
    let folder = Folder::new();
    folder.put_film("01 Stand/film.mp4");
    let server = Server::start(&folder);
    let catalogue = server.wait_for("the film", |catalogue| !catalogue.stands[0].films.is_empty());
    let path = format!("/film/{}/stutter", catalogue.stands[0].films[0].media);
    for nonsense in [
        "",
        "{}",
        r#"{"total":150,"dropped":-3,"seconds":5}"#,
        r#"{"total":150,"dropped":7,"seconds":5}"#,
        r#"{"total":150,"dropped":75,"seconds":1}"#,
        r#"{"total":10,"dropped":75,"seconds":5}"#,
    ] {
        let said = server.ask("POST", &path, &[], nonsense.as_bytes());
        assert_eq!(said.status, 400, "{nonsense}");
    }
    let falters = br#"{"total":150,"dropped":15,"seconds":5.1}"#;
    let unknown = format!("/film/{}/stutter", "0".repeat(32));
    assert_eq!(server.ask("POST", &unknown, &[], falters).status, 404);
    assert_eq!(server.plain("POST", &path, &[], falters).status, 401);
    assert!(server.catalogue().problems.is_empty());

    assert_eq!(server.ask("POST", &path, &[], falters).status, 204);
    let told = server.wait_for("an advice", |catalogue| !catalogue.problems.is_empty());
    assert_eq!(codes(&told), [(ProblemCode::FilmStutters, "01 Stand/film.mp4")]);
    let words = &told.problems[0].words;
    assert!(
        words.de.sentence.contains("MP4, H.264") && words.en.remedy.contains("H.264"),
        "{words:?}"
    );
    drop(server);
    let next = Server::start(&folder);
    let catalogue = next.wait_for("the film", |catalogue| !catalogue.stands[0].films.is_empty());
    assert_eq!(codes(&catalogue), []);
}

#[test]
fn a_screen_says_what_it_can_decode() {
    let server = Server::start(&Folder::new());
    let path = "/screen/codecs";
    let codecs = br#"{"h264":true,"hevc":false,"vp9":true,"av1":true,"aac":true,"opus":true}"#;
    assert_eq!(server.ask("POST", path, &[], codecs).status, 204);
    assert_eq!(
        server.ask("POST", path, &[], codecs).status,
        204,
        "and may say so again"
    );
    for nonsense in ["", "{}", r#"{"h264":"probably"}"#] {
        assert_eq!(server.ask("POST", path, &[], nonsense.as_bytes()).status, 400);
    }
    assert_eq!(server.plain("POST", path, &[], codecs).status, 401);
    assert_eq!(server.ask("POST", path, &[], &[b' '; 5000]).status, 413);
    assert_eq!(server.get(path).status, 405);
}

#[test]
fn the_page_comes_with_a_photo_in_it_once_there_is_one() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let page = |server: &Server| server.get("/").text();
    assert!(!page(&server).contains("<img"), "nothing is there");

    folder.put_photo("01 Stand/photo.png", 640, 400, 1);
    let catalogue = server.wait_for("the photo", |catalogue| {
        let series = catalogue.stands.iter().flat_map(|stand| &stand.series);
        series
            .flat_map(|series| &series.photos)
            .any(|photo| photo.state == ItemState::Ready)
    });
    let media = &catalogue.stands[0].series[0].photos[0].media;
    let address = format!("/picture/{media}/screen");
    assert!(page(&server).contains(&format!("src=\"{address}\"")));
    assert_eq!(server.get("/").header("cache-control"), "no-store");
    assert_eq!(server.get(&address).status, 200);
}
