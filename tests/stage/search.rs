//! What a visitor types finds titles, captions and pages over HTTP, with real documents and a real render worker.

use vitrine_core::messages::{Catalogue, Finding, HitKind, PageMarks, SearchHit, SearchResult};

use crate::support::{Folder, Server};

fn search(server: &Server, typed: &str) -> SearchResult {
    let answer = server.get(&format!("/search?q={}", escaped(typed)));
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

fn escaped(typed: &str) -> String {
    typed.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Once everything has been read and so many things are found.
fn search_all(server: &Server, typed: &str, count: usize) -> Vec<SearchHit> {
    server
        .wait_until(&format!("{count} × {typed}"), || {
            let result = search(server, typed);
            (result.complete && result.hits.len() == count).then_some(result)
        })
        .hits
}

fn media(catalogue: &Catalogue) -> Option<String> {
    let mut publications = catalogue.stands.iter().flat_map(|stand| &stand.publications);
    Some(publications.next()?.editions[0].media.clone())
}

#[test]
fn a_page_a_title_a_caption_and_a_stand_are_found() {
    let folder = Folder::new();
    folder
        .put_written(
            "2 The Harbour/Ledgers.pdf",
            &[
                "What the ledgers kept",
                "of the market",
                "B\u{e4}ckerei und BREAD",
            ],
        )
        .put_written("7 Bakery/Bread and Salt.pdf", &["Nothing here"])
        .put_film("7 Bakery/Morning.mp4")
        .put(
            "7 Bakery/Morning.en.srt",
            "1\n00:00:01,500 --> 00:00:02,000\nFour o'clock: <b>bread</b>\n",
        )
        .put_photo("2 The Harbour/quay.jpg", 300, 200, 1)
        .put("2 The Harbour/quay.txt", "Breadlines on the quay");
    let server = Server::start(&folder);
    let hits = search_all(&server, "bread", 4);
    let kinds: Vec<_> = hits.iter().map(|hit| (hit.kind, hit.page, hit.seconds)).collect();
    assert_eq!(kinds[0], (HitKind::Publication, None, None), "{hits:?}");
    assert!(
        kinds[1..3].contains(&(HitKind::Film, None, Some(1.5))),
        "{hits:?}"
    );
    assert!(kinds[1..3].contains(&(HitKind::Photo, None, None)), "{hits:?}");
    assert_eq!(kinds[3], (HitKind::Publication, Some(3), None), "{hits:?}");
    assert_eq!(hits[3].snippet.as_ref().unwrap().text, "Bäckerei und BREAD");
    assert_eq!(
        search(&server, "backer bread").total,
        0,
        "the last word alone may go on"
    );
    assert_eq!(search(&server, "bread backer").total, 1);
    assert_eq!(search_all(&server, "harb", 1)[0].kind, HitKind::Stand);
    assert_eq!(search(&server, "b").total, 0);
}

#[test]
fn what_is_gone_or_elsewhere_is_not_found_where_it_was() {
    let folder = Folder::new();
    folder
        .put_written("1 One/a.pdf", &["hawthorn"])
        .put_written("2 Two/b.pdf", &["juniper"]);
    let server = Server::start(&folder);
    search_all(&server, "hawthorn", 1);
    folder.put_written("1 One/a.pdf", &["blackthorn"]);
    let found = |typed: &str| {
        search(&server, typed)
            .hits
            .into_iter()
            .map(|hit| hit.stand)
            .collect::<Vec<_>>()
    };
    server.wait_until("the new page", || (found("blackthorn").len() == 1).then_some(()));
    assert_eq!(found("hawthorn"), [""; 0]);
    search_all(&server, "juniper", 1);
    let (before, other) = (found("juniper"), found("blackthorn"));
    folder.rename("2 Two/b.pdf", "1 One/b.pdf");
    server.wait_until("the move", || (found("juniper") == other).then_some(()));
    assert_ne!(before, other);
    folder.remove("1 One/b.pdf");
    server.wait_until("the removal", || found("juniper").is_empty().then_some(()));
}

#[test]
fn words_that_were_taken_are_there_after_a_start_without_the_worker() {
    let folder = Folder::new();
    folder.put_written("1 One/a.pdf", &["hawthorn"]);
    drop({
        let server = Server::start(&folder);
        search_all(&server, "hawthorn", 1);
        server
    });
    let kept = Folder::files(&folder.cache());
    let kept = kept
        .iter()
        .find(|path| path.to_string_lossy().contains("-text-"))
        .unwrap();
    // Whoever took them from the document again would find the other word.
    let words = std::fs::read_to_string(kept).unwrap();
    std::fs::write(kept, words.replace("hawthorn", "rosehip")).unwrap();
    let server = Server::start(&folder);
    search_all(&server, "rosehip", 1);
}

#[test]
fn within_a_publication_pages_and_boxes_are_found() {
    let folder = Folder::new();
    folder.put_written(
        "1 One/a.pdf",
        &["one", "bread and\nbread", "salt", "a migra-\ntion of bread"],
    );
    folder.put_publication("1 One/z drawn.pdf", 2);
    let server = Server::start(&folder);
    let catalogue = server.wait_for("both booklets", |catalogue| {
        catalogue.stands.iter().any(|stand| stand.publications.len() == 2)
    });
    search_all(&server, "bread", 1);
    let media = media(&catalogue).unwrap();
    let find = |typed: &str| -> Finding {
        let answer = server.get(&format!("/publication/{media}/find?q={}", escaped(typed)));
        serde_json::from_slice(&answer.body).unwrap()
    };
    let pages: Vec<_> = find("bread")
        .pages
        .iter()
        .map(|page| (page.page, page.hits))
        .collect();
    assert_eq!(pages, [(2, 2), (4, 1)]);
    assert_eq!((find("").searchable, find("").pages.len()), (Some(true), 0));
    let marks = |page: &str, typed: &str| -> PageMarks {
        let answer = server.get(&format!("/publication/{media}/find/{page}?q={}", escaped(typed)));
        assert_eq!(answer.status, 200, "{}", answer.text());
        serde_json::from_slice(&answer.body).unwrap()
    };
    let two = marks("2", "bread");
    assert_eq!(two.hits.len(), 2);
    let area = two.hits[0][0];
    // 40 points from the left, on a line 75 points from the upper edge, letters of 20 points.
    assert!(
        (area.left - 40.0 / 420.0).abs() < 0.01 && (area.bottom - 79.0 / 595.0).abs() < 0.01,
        "{area:?}"
    );
    assert!(two.hits[1][0].top > area.top);
    assert_eq!(marks("4", "migration").hits[0].len(), 2);
    assert_eq!(marks("1", "bread").hits.len(), 0);
    for page in ["0", "5", "x", "-1"] {
        assert_eq!(
            server
                .get(&format!("/publication/{media}/find/{page}?q=bread"))
                .status,
            404,
            "{page}"
        );
    }
    let drawn = catalogue.stands[0].publications[1].editions[0].media.clone();
    let answer = server.get(&format!("/publication/{drawn}/find?q=bread"));
    let drawn: Finding = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((drawn.searchable, drawn.pages.len()), (Some(false), 0));
}

#[test]
fn whatever_is_typed_is_answered() {
    let folder = Folder::new();
    folder.put_written("1 One/a.pdf", &["hawthorn or near"]);
    let server = Server::start(&folder);
    search_all(&server, "hawthorn", 1);
    for typed in [
        "\"",
        "hawthorn\" OR \"",
        "* NEAR(",
        "title:hawthorn",
        "a AND NOT b)",
        "';--",
        "\u{0}\u{202e}",
        "^haw",
        "{x}:y",
    ] {
        search(&server, typed);
    }
    assert_eq!(search(&server, "\"hawthorn\" OR (near*").hits.len(), 1);
    assert_eq!(server.get("/search").status, 200);
    assert_eq!(server.get(&format!("/search?q={}", "x".repeat(5000))).status, 400);
    assert_eq!(server.plain("GET", "/search?q=hawthorn", &[], &[]).status, 401);
    assert_eq!(server.get("/publication/unknown/find?q=hawthorn").status, 404);
    assert_eq!(server.get("/publication/unknown/find/1?q=hawthorn").status, 404);
}
