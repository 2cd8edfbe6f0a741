//! What screens give back about films: a still, and whether they play.

use image::GenericImageView;
use vitrine_core::messages::{Film, ItemState};

use crate::support::folder::photo;
use crate::support::{Folder, Server};

const JPEG: (&str, &str) = ("content-type", "image/jpeg");

fn served() -> (Folder, Server, String) {
    let folder = Folder::new();
    folder.put_film("01 Stand/film.mp4");
    let server = Server::start(&folder);
    let media = wait_for_film(&server, |_| true).media;
    (folder, server, media)
}

fn wait_for_film(server: &Server, wish: impl Fn(&Film) -> bool) -> Film {
    let catalogue = server.wait_for("the film", |catalogue| {
        catalogue.stands.iter().flat_map(|stand| &stand.films).any(&wish)
    });
    catalogue
        .stands
        .into_iter()
        .flat_map(|stand| stand.films)
        .find(wish)
        .unwrap()
}

#[test]
fn a_poster_is_kept_and_then_shown() {
    let (_folder, server, media) = served();
    let missing = server.get(&format!("/picture/{media}/shelf"));
    assert_eq!((missing.status, missing.header("retry-after")), (503, "1"));
    assert_eq!(missing.header("cache-control"), "no-store");

    let kept = server.ask("POST", &format!("/poster/{media}"), &[JPEG], &photo(1280, 720, 5));
    assert_eq!(kept.status, 204, "{}", kept.text());
    let poster = server.get(&format!("/picture/{media}/shelf"));
    assert_eq!(poster.status, 200);
    assert_eq!(
        image::load_from_memory(&poster.body).unwrap().dimensions(),
        (400, 225)
    );
    wait_for_film(&server, |film| film.state == ItemState::Ready);
}

#[test]
fn only_a_picture_of_reasonable_size_is_a_poster() {
    let (_folder, server, media) = served();
    let path = format!("/poster/{media}");
    assert_eq!(
        server
            .ask("POST", &path, &[("content-type", "text/plain")], b"hello")
            .status,
        415
    );
    assert_eq!(server.ask("POST", &path, &[], &photo(64, 36, 1)).status, 415);
    let large = vec![0xff; 4 * 1024 * 1024 + 1];
    assert_eq!(server.ask("POST", &path, &[JPEG], &large).status, 413);
    let junk = server.ask("POST", &path, &[JPEG], b"not a picture at all");
    assert_eq!(junk.status, 422, "{}", junk.text());
    assert_eq!(
        server.get(&format!("/picture/{media}/shelf")).status,
        503,
        "nothing of that was kept"
    );
}

#[test]
fn a_verdict_breaks_a_film_and_mends_it() {
    let (_folder, server, media) = served();
    let path = format!("/film/{media}/verdict");
    for nonsense in ["", "maybe", "{}", r#"{"plays":"no"}"#] {
        assert_eq!(
            server.ask("POST", &path, &[], nonsense.as_bytes()).status,
            400,
            "{nonsense}"
        );
    }
    assert_eq!(server.ask("POST", &path, &[], &[b' '; 5000]).status, 413);
    assert_eq!(server.ask("POST", &path, &[], br#"{"plays":false}"#).status, 204);
    wait_for_film(&server, |film| film.state == ItemState::Broken);
    assert!(
        server
            .catalogue()
            .problems
            .iter()
            .any(|problem| problem.file.ends_with("film.mp4"))
    );
    assert_eq!(server.ask("POST", &path, &[], br#"{"plays":true}"#).status, 204);
    wait_for_film(&server, |film| film.state != ItemState::Broken);
}
