//! The bytes of a film, whole and in part, as three kinds of web view ask for them.

use std::fs;

use crate::support::folder::FILM;
use crate::support::{Folder, Server};

fn served() -> (Folder, Server, String) {
    let folder = Folder::new();
    folder.put_film("01 Stand/film.mp4");
    let server = Server::start(&folder);
    let catalogue = server.wait_for("the film", |catalogue| {
        catalogue.stands.iter().any(|stand| !stand.films.is_empty())
    });
    let media = catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.films)
        .next()
        .unwrap()
        .media
        .clone();
    (folder, server, format!("/media/{media}"))
}

/// The film as it is handed out: without what its encoder says of itself.
fn handed_out() -> Vec<u8> {
    let name = FILM.windows(4).position(|four| four == b"udta").unwrap();
    let size = u32::from_be_bytes(FILM[name - 4..name].try_into().unwrap()) as usize;
    let mut film = FILM.to_vec();
    film[name..name - 4 + size].fill(0);
    film[name..name + 4].copy_from_slice(b"free");
    film
}

#[test]
fn the_whole_film() {
    let (_folder, server, path) = served();
    let answer = server.get(&path);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "video/mp4");
    assert_eq!(answer.header("content-length"), FILM.len().to_string());
    assert_eq!(answer.header("accept-ranges"), "bytes");
    assert!(answer.header("cache-control").contains("immutable"));
    assert_eq!(answer.body, handed_out());

    let head = server.ask("HEAD", &path, &[], &[]);
    assert_eq!(
        (head.status, head.header("content-length")),
        (200, FILM.len().to_string().as_str())
    );
    assert!(head.body.is_empty());
    assert_eq!(head.header("etag"), answer.header("etag"));
}

#[test]
fn parts_of_the_film() {
    let (_folder, server, path) = served();
    let last = FILM.len() - 1;
    for (range, slice) in [
        ("bytes=0-".to_owned(), 0..=last),
        ("bytes=5-9".to_owned(), 5..=9),
        ("bytes=0-0".to_owned(), 0..=0),
        (format!("bytes={last}-"), last..=last),
        (format!("bytes=100-{}", last + 5000), 100..=last),
        ("bytes=-10".to_owned(), last - 9..=last),
        (format!("bytes=-{}", last + 5000), 0..=last),
    ] {
        let answer = server.ask("GET", &path, &[("range", &range)], &[]);
        assert_eq!(answer.status, 206, "{range}");
        let expected = format!("bytes {}-{}/{}", slice.start(), slice.end(), FILM.len());
        assert_eq!(answer.header("content-range"), expected, "{range}");
        assert_eq!(
            answer.header("content-length"),
            (slice.end() - slice.start() + 1).to_string()
        );
        assert_eq!(answer.body, handed_out()[slice], "{range}");
    }
}

#[test]
fn where_a_film_was_shot_is_not_handed_out() {
    // As a phone writes it, at the end of the film's table of contents.
    let place = b"\0\0\0\x1e\xa9xyz\0\x12\x15\xc7+50.8466+004.3528/";
    let description = [&[0, 0, 0, 8 + place.len() as u8], b"udta".as_slice(), place].concat();
    let folder = Folder::new();
    let mut film = FILM.to_vec();
    let table = film.windows(4).position(|four| four == b"moov").unwrap() - 4;
    let size = u32::from_be_bytes(film[table..table + 4].try_into().unwrap());
    let end = table + size as usize;
    film.splice(end..end, description.iter().copied());
    let grown = size + u32::try_from(description.len()).unwrap();
    film[table..table + 4].copy_from_slice(&grown.to_be_bytes());
    folder.put("01 Stand/phone.mp4", &film);
    let server = Server::start(&folder);
    let catalogue = server.wait_for("the film", |catalogue| !catalogue.stands[0].films.is_empty());
    let path = format!("/media/{}", catalogue.stands[0].films[0].media);
    let from = film.len() - 30;
    for range in [
        "bytes=0-".to_owned(),
        format!("bytes={from}-"),
        "bytes=-9".to_owned(),
    ] {
        let answer = server.ask("GET", &path, &[("range", &range)], &[]);
        assert_eq!(answer.status, 206);
        let words = String::from_utf8_lossy(&answer.body);
        assert!(!words.contains("50.8") && !words.contains("4.35"), "{words}");
    }
    assert_eq!(server.get(&path).body.len(), film.len());
    assert_eq!(
        fs::read(folder.path("01 Stand/phone.mp4")).unwrap(),
        film,
        "the original is as it was"
    );
}

#[test]
fn what_is_not_in_the_film() {
    let (_folder, server, path) = served();
    for range in [
        format!("bytes={}-", FILM.len()),
        format!("bytes={}-{}", FILM.len() + 5, FILM.len() + 9),
    ] {
        let answer = server.ask("GET", &path, &[("range", &range)], &[]);
        assert_eq!(answer.status, 416, "{range}");
        assert_eq!(answer.header("content-range"), format!("bytes */{}", FILM.len()));
    }
    for range in ["bytes=0-1,5-9", "bytes=-0", "bytes=x", "chapters=1-2"] {
        assert_eq!(
            server.ask("GET", &path, &[("range", range)], &[]).status,
            200,
            "{range}"
        );
    }
}

#[test]
fn what_the_browser_has_already() {
    let (_folder, server, path) = served();
    let etag = server.ask("HEAD", &path, &[], &[]).header("etag").to_owned();
    let again = server.ask("GET", &path, &[("if-none-match", &etag)], &[]);
    assert_eq!(
        (again.status, again.body.len(), again.header("etag")),
        (304, 0, etag.as_str())
    );
    assert_eq!(
        server
            .ask("GET", &path, &[("if-none-match", "\"other\"")], &[])
            .status,
        200
    );

    let continued = |version: &str| {
        server.ask(
            "GET",
            &path,
            &[("range", "bytes=5-9"), ("if-range", version)],
            &[],
        )
    };
    assert_eq!(
        (continued(&etag).status, continued(&etag).body),
        (206, FILM[5..=9].to_vec())
    );
    assert_eq!(
        (continued("\"other\"").status, continued("\"other\"").body.len()),
        (200, FILM.len())
    );
    assert_eq!(continued("Tue, 24 Nov 2026 00:00:00 GMT").status, 200);
}

#[test]
fn a_film_is_not_asked_for_as_something_else() {
    let (_folder, server, path) = served();
    let media = path.trim_start_matches("/media/");
    for path in [
        format!("/page/{media}/1/shelf"),
        format!("/publication/{media}"),
        format!("/captions/{media}"),
    ] {
        assert_eq!(server.get(&path).status, 404, "{path}");
    }
    assert_eq!(server.get(&format!("/picture/{media}/detail")).status, 404);
}

#[test]
fn captions_are_served_as_webvtt() {
    let folder = Folder::new();
    folder.put_film("01 Stand/film.mp4");
    folder.put(
        "01 Stand/film.fr.srt",
        "1\r\n00:00:00,000 --> 00:00:01,500\r\nBonjour à tous\r\n",
    );
    let server = Server::start(&folder);
    let catalogue = server.wait_for("captions", |catalogue| {
        catalogue
            .stands
            .iter()
            .flat_map(|stand| &stand.films)
            .any(|film| !film.captions.is_empty())
    });
    let film = catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.films)
        .next()
        .unwrap();
    assert_eq!(film.captions[0].language.as_deref(), Some("fr"));
    let answer = server.get(&format!("/captions/{}", film.captions[0].media));
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "text/vtt; charset=utf-8")
    );
    let text = answer.text();
    assert!(
        text.starts_with("WEBVTT") && text.contains("00:01.500") && text.contains("Bonjour à tous"),
        "{text}"
    );
}
