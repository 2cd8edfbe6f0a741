//! What a screen saw flashing: told to the exhibitor and to every screen.

use serde_json::json;
use vitrine_core::messages::{Catalogue, Film, ProblemCode};

use crate::support::{Folder, Server};

fn film(catalogue: &Catalogue) -> Option<&Film> {
    catalogue.stands.iter().flat_map(|stand| &stand.films).next()
}

fn served() -> (Folder, Server, String) {
    let folder = Folder::new();
    folder.put_film("01 Stand/film.mp4");
    let server = Server::start(&folder);
    let catalogue = server.wait_for("the film", |catalogue| film(catalogue).is_some());
    let media = film(&catalogue).unwrap().media.clone();
    (folder, server, media)
}

fn look(seconds: &[f64], certain: bool) -> Vec<u8> {
    let looked = json!([{ "from": 0, "to": 2 }]);
    json!({ "seconds": seconds, "looked": looked, "certain": certain })
        .to_string()
        .into_bytes()
}

#[test]
fn a_film_that_flashes_has_a_problem_until_it_is_calm() {
    let (_folder, server, media) = served();
    assert_eq!(
        film(&server.catalogue()).unwrap().flashes,
        None,
        "nobody has looked"
    );
    let path = format!("/film/{media}/flashes");
    assert_eq!(server.ask("POST", &path, &[], &look(&[1.28], true)).status, 204);
    let flashes = |catalogue: &Catalogue| film(catalogue).and_then(|film| film.flashes.clone());
    let catalogue = server.wait_for("a look", |catalogue| flashes(catalogue).is_some());
    assert_eq!(flashes(&catalogue).unwrap().seconds, [1.28]);
    let problem = &catalogue.problems[0];
    assert_eq!(
        (problem.code, problem.file.as_str()),
        (ProblemCode::FilmFlashes, "01 Stand/film.mp4")
    );
    assert!(problem.words.nl.sentence.contains("0:01"), "{problem:?}");
    assert_eq!(server.ask("POST", &path, &[], &look(&[], true)).status, 204);
    let calm = server.wait_for("a calm film", |catalogue| catalogue.problems.is_empty());
    assert_eq!(flashes(&calm).unwrap().seconds, [0.0; 0]);
}

#[test]
fn what_no_screen_can_have_seen_is_refused() {
    let (_folder, server, media) = served();
    let path = format!("/film/{media}/flashes");
    let nonsense = [
        Vec::new(),
        b"{}".to_vec(),
        br#"{"seconds":["1"],"looked":[],"certain":true}"#.to_vec(),
        br#"{"seconds":[null],"looked":[],"certain":true}"#.to_vec(),
        br#"{"seconds":[],"looked":[{"from":4,"to":2}],"certain":true}"#.to_vec(),
        look(&[3.0, 1.0], true),
        look(&[-1.0], true),
        look(&[1.0; 500], true),
    ];
    for body in nonsense {
        assert_eq!(
            server.ask("POST", &path, &[], &body).status,
            400,
            "{}",
            String::from_utf8_lossy(&body)
        );
    }
    assert_eq!(server.ask("POST", &path, &[], &[b' '; 5000]).status, 413);
    let unknown = format!("/film/{}/flashes", "0".repeat(32));
    assert_eq!(server.ask("POST", &unknown, &[], &look(&[], true)).status, 404);
    let stranger = server.plain("POST", &path, &[], &look(&[1.0], true));
    assert_eq!(stranger.status, 401);
    let foreign = server.ask(
        "POST",
        &path,
        &[("origin", "http://evil.example")],
        &look(&[1.0], true),
    );
    assert_eq!(foreign.status, 403);
    assert_eq!(film(&server.catalogue()).unwrap().flashes, None);
}
