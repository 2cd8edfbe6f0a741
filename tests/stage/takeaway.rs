//! Files for phones: off unless switched on, found by the token alone, those files alone, for a while, without a trace.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;
use vitrine_core::clock::Clock;
use vitrine_core::messages::{BasketOffer, Catalogue};
use vitrine_stage::StageOptions;

use crate::support::folder::{FILM, photo, publication};
use crate::support::{Answer, Folder, House, Server};

const HERE: &[&str] = &["--take-away-lan", "127.0.0.1:0"];
const PLACE: &[u8] = b"Exif\0\0where this was taken: 50.8503 N 4.3517 E";

/// A photo with a place in its metadata.
fn placed_photo() -> Vec<u8> {
    let mut file = photo(300, 200, 7);
    let size = u16::try_from(PLACE.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xff, 0xe1, size[0], size[1]], PLACE].concat();
    file.splice(2..2, segment);
    file
}

fn fair() -> Folder {
    let folder = Folder::new();
    folder
        .put(
            "exhibition.json",
            r#"{ "title": { "en": "<b>Arrivals</b>", "ar": "وصول" } }"#,
        )
        .put_publication("1 One/Annual report.fr.pdf", 2)
        .put_film("1 One/<script>alert(1)<b>.mp4")
        .put("1 One/Harbour.jpg", placed_photo())
        .put("1 One/private.txt", "not on any list");
    folder
}

/// Media names of the publication, the film and the photo, once they are there.
fn media(server: &Server) -> [String; 3] {
    let catalogue = server.wait_for("three items", |catalogue| named(catalogue).is_some());
    named(&catalogue).unwrap()
}

fn named(catalogue: &Catalogue) -> Option<[String; 3]> {
    let stand = catalogue.stands.first()?;
    Some([
        stand.publications.first()?.editions.first()?.media.clone(),
        stand.films.first()?.media.clone(),
        stand.series.first()?.photos.first()?.media.clone(),
    ])
}

fn ask(server: &Server, language: &str, media: &[String]) -> Answer {
    let wish = json!({ "language": language, "media": media }).to_string();
    server.ask(
        "POST",
        "/take-away",
        &[("content-type", "application/json")],
        wish.as_bytes(),
    )
}

/// Host and path of a page.
fn offered(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let offer: BasketOffer = serde_json::from_slice(&answer.body).expect("an offer");
    assert_eq!(offer.minutes, 20);
    let rest = offer.address.strip_prefix("http://").expect("a plain address");
    let (host, path) = rest.split_once('/').expect("a path");
    (host.to_owned(), format!("/{path}"))
}

/// Addresses at which the process listens, as the kernel writes them.
#[cfg(target_os = "linux")]
fn listening(process: u32) -> Vec<String> {
    let descriptors = std::fs::read_dir(format!("/proc/{process}/fd")).unwrap();
    let links = descriptors.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
    let own: Vec<String> = links.map(|link| link.to_string_lossy().into_owned()).collect();
    let mut found = Vec::new();
    for table in ["tcp", "tcp6"] {
        let Ok(table) = std::fs::read_to_string(format!("/proc/{process}/net/{table}")) else {
            continue;
        };
        for line in table.lines().skip(1) {
            let fields: Vec<_> = line.split_whitespace().collect();
            let (address, state, inode) = (fields[1], fields[3], fields[9]);
            if state == "0A" && own.contains(&format!("socket:[{inode}]")) {
                found.push(address.to_owned());
            }
        }
    }
    found
}

#[test]
fn nothing_is_offered_and_nothing_listens_unless_it_is_switched_on() {
    let folder = fair();
    let server = Server::start(&folder);
    let media = media(&server);
    assert_eq!(ask(&server, "en", &media).status, 404);
    #[cfg(target_os = "linux")]
    assert_eq!(
        listening(server.process()).len(),
        1,
        "the stage's own loopback address"
    );
    drop(server);
    folder.settle_on(&json!({ "take_away_lan": "127.0.0.1:0" }));
    let server = Server::start(&folder);
    assert_eq!(ask(&server, "en", &media).status, 200, "by the settings");
    #[cfg(target_os = "linux")]
    assert_eq!(listening(server.process()).len(), 2);
}

#[test]
fn a_phone_gets_the_page_in_the_visitors_language_and_those_files_alone() {
    let folder = fair();
    let server = Server::start_with(&folder, HERE);
    let media = media(&server);
    let (host, path) = offered(&ask(&server, "ar", &media));
    assert_ne!(host, server.host, "a listener of its own");
    let get = |path: &str| server.plain_at(&host, "GET", path, &[], &[]);

    let page = get(&path);
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    let html = page.text();
    assert!(
        html.contains("<html lang=\"ar\" dir=\"rtl\">") && html.contains("وصول"),
        "{html}"
    );
    assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
    assert_eq!(html.matches("<li>").count(), 3);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("script"),
        "{policy}"
    );
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(
        get(&format!("{path}/style")).header("content-type"),
        "text/css; charset=utf-8"
    );

    let report = get(&format!("{path}/1"));
    assert_eq!(
        (report.status, report.header("content-type")),
        (200, "application/pdf")
    );
    assert_eq!(report.body, publication(2));
    let disposition = report.header("content-disposition");
    assert!(
        disposition.starts_with("attachment; filename=\"Annual report fr.pdf\""),
        "{disposition}"
    );

    let film = get(&format!("{path}/2"));
    assert_eq!((film.status, film.body.len()), (200, FILM.len()));
    let maker = FILM.windows(4).any(|four| four == b"udta");
    assert!(
        maker && !film.body.windows(4).any(|four| four == b"udta"),
        "behind its veil"
    );
    let part = server.plain_at(&host, "GET", &format!("{path}/2"), &[("range", "bytes=5-9")], &[]);
    assert_eq!((part.status, part.body), (206, film.body[5..10].to_vec()));
    let head = server.plain_at(&host, "HEAD", &format!("{path}/2"), &[], &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), FILM.len().to_string());

    let photo = get(&format!("{path}/3"));
    assert_eq!((photo.status, photo.header("content-type")), (200, "image/jpeg"));
    assert!(photo.body.starts_with(&[0xff, 0xd8]) && !photo.body.windows(4).any(|four| four == b"Exif"));

    for nowhere in [
        "/0",
        "/4",
        "/01",
        "/+1",
        "/-1",
        "/1/",
        "/1/2",
        "/",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e",
        "/private.txt",
    ] {
        assert_eq!(get(&format!("{path}{nowhere}")).status, 404, "{nowhere}");
    }
}

#[test]
fn whatever_is_guessed_gets_the_same_answer() {
    let folder = fair();
    let server = Server::start_with(&folder, HERE);
    let media = media(&server);
    let (host, path) = offered(&ask(&server, "en", &media[..1]));
    let told = |answer: &Answer| {
        (
            answer.status,
            answer.text(),
            answer.header("content-type").to_owned(),
        )
    };
    let unknown = told(&server.plain_at(&host, "GET", "/T/AAAAAAAAAAAAAAAAAAAAAAAAAA", &[], &[]));
    assert_eq!(unknown.0, 404);
    let asked = |method: &str, path: &str, headers: &[(&str, &str)]| {
        told(&server.plain_at(&host, method, path, headers, &[]))
    };
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/T"),
        ("GET", "/T/"),
        ("GET", &path.to_lowercase()),
        ("GET", &path[..path.len() - 1]),
        ("GET", &format!("/T/AAAAAAAAAAAAAAAAAAAAAAAAAA/{}", 1)),
        ("GET", "/catalogue"),
        ("GET", &format!("/media/{}", media[1])),
        ("GET", &server.entrance_path()),
        ("GET", "/T/../../../etc/passwd"),
        ("POST", &path),
        ("DELETE", &path),
        ("POST", "/take-away"),
    ] {
        assert_eq!(asked(method, path, &[]), unknown, "{method} {path}");
    }
    for host in ["evil.example", "localhost", &server.host] {
        assert_eq!(asked("GET", &path, &[("host", host)]), unknown, "asked as {host}");
    }
    assert_eq!(asked("GET", &path, &[]).0, 200);
    // What was not on the list is on no page.
    assert_eq!(asked("GET", &format!("{path}/2"), &[]), unknown);
}

#[test]
fn lists_are_made_on_the_stage_alone_and_of_what_is_shown() {
    let folder = fair();
    let server = Server::start_with(&folder, HERE);
    let media = media(&server);
    let wish = json!({ "language": "en", "media": media }).to_string();
    assert_eq!(
        server.plain("POST", "/take-away", &[], wish.as_bytes()).status,
        401
    );
    let foreign = [("origin", "http://evil.example")];
    assert_eq!(
        server.ask("POST", "/take-away", &foreign, wish.as_bytes()).status,
        403
    );
    let strange = ["../../etc/passwd".to_owned(), "x".to_owned()];
    assert_eq!(ask(&server, "en", &strange).status, 404);
    assert_eq!(ask(&server, "en", &[]).status, 404);
    assert_eq!(ask(&server, "en", &vec![media[0].clone(); 61]).status, 400);
    assert_eq!(server.ask("POST", "/take-away", &[], b"{}").status, 400);
    let (_, first) = offered(&ask(&server, "en", &media));
    let (_, second) = offered(&ask(&server, "en", &media));
    assert_ne!(first, second);
    assert_eq!(first.len(), "/T/".len() + 26);
}

#[test]
fn what_leaves_the_show_leaves_every_page() {
    let folder = fair();
    let server = Server::start_with(&folder, HERE);
    let media = media(&server);
    let (host, path) = offered(&ask(&server, "en", &media));
    folder.remove("1 One/Harbour.jpg");
    server.wait_for("no photo", |catalogue| catalogue.stands[0].series.is_empty());
    assert_eq!(
        server
            .plain_at(&host, "GET", &format!("{path}/3"), &[], &[])
            .status,
        404
    );
    let page = server.plain_at(&host, "GET", &path, &[], &[]);
    assert_eq!(page.text().matches("<li>").count(), 2);
    assert_eq!(
        server
            .plain_at(&host, "GET", &format!("{path}/1"), &[], &[])
            .status,
        200
    );
}

#[test]
fn whoever_asks_again_and_again_has_to_wait() {
    let folder = fair();
    let server = Server::start_with(&folder, HERE);
    let media = media(&server);
    let (host, path) = offered(&ask(&server, "en", &media));
    let statuses: Vec<_> = (0..60)
        .map(|_| server.plain_at(&host, "GET", &path, &[], &[]))
        .collect();
    assert!(statuses[..40].iter().all(|answer| answer.status == 200));
    let refused = statuses.last().unwrap();
    assert_eq!((refused.status, refused.header("retry-after")), (429, "10"));
    assert_eq!(server.get("/catalogue").status, 200, "the show itself goes on");
}

#[test]
fn whoever_takes_all_the_places_gets_no_more() {
    let folder = fair();
    let server = Server::start_with(&folder, HERE);
    let media = media(&server);
    let (host, path) = offered(&ask(&server, "en", &media));
    let idle: Vec<_> = (0..8).map(|_| TcpStream::connect(&host).unwrap()).collect();
    let mut ninth = TcpStream::connect(&host).unwrap();
    ninth.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let _ = ninth.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
    let mut answer = String::new();
    // A door that is shut resets or closes.
    let _ = ninth.read_to_string(&mut answer);
    assert_eq!(answer, "");
    drop(idle);
    let mut again = String::new();
    for _ in 0..100 {
        let mut guest = TcpStream::connect(&host).unwrap();
        let _ = guest.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        let _ = guest.read_to_string(&mut again);
        if !again.is_empty() {
            break;
        }
    }
    assert!(again.starts_with("HTTP/1.1 200"), "{again}");
}

#[test]
fn a_list_is_gone_after_twenty_minutes() {
    let folder = fair();
    let clock = Clock::by_hand();
    let options = StageOptions {
        take_away: Some(([127, 0, 0, 1], 0).into()),
        clock: clock.clone(),
        ..StageOptions::default()
    };
    let (house, media) = House::open(&folder, options, named);
    let mut offer = house.post("/take-away", &json!({ "language": "en", "media": media }));
    let offer: BasketOffer = offer.body_mut().read_json().unwrap();
    assert!(
        offer
            .address
            .contains(&house.stage.take_away().unwrap().to_string())
    );
    let status = |address: &str| house.agent.get(address).call().unwrap().status().as_u16();
    clock.move_to(clock.now() + Duration::from_secs(20 * 60 - 1));
    assert_eq!(status(&offer.address), 200);
    clock.move_to(clock.now() + Duration::from_secs(1));
    assert_eq!(status(&offer.address), 404);
    assert_eq!(status(&format!("{}/1", offer.address)), 404);
}
