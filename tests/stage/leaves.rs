//! Leaves as text: chapters of a book, sections of a text, pages of a PDF, and the pictures that stand in them.

use vitrine_core::messages::{Catalogue, Edition, HitKind, ItemState, Leaf, PublicationDetail, SearchResult};

use crate::support::book::book;
use crate::support::{Folder, Server};

const ONE: &str = r#"<h1>Arrivals</h1><p onclick="x()">They came by <a href="https://a.example/">ship</a> with hawthorn.</p>
    <script>alert(1)</script><p><img src="plate.jpg" alt="The pier"/><img src="https://a.example/x.gif" alt="A view"/></p>"#;

fn ready(catalogue: &Catalogue, count: usize) -> Option<Vec<Edition>> {
    let publications = catalogue.stands.iter().flat_map(|stand| &stand.publications);
    let editions: Vec<Edition> = publications.flat_map(|one| one.editions.clone()).collect();
    let all = editions.len() == count && editions.iter().all(|edition| edition.state == ItemState::Ready);
    all.then_some(editions)
}

fn editions(server: &Server, count: usize) -> Vec<Edition> {
    let catalogue = server.wait_for("all publications", |catalogue| ready(catalogue, count).is_some());
    ready(&catalogue, count).unwrap()
}

fn leaf(server: &Server, media: &str, number: u32) -> Leaf {
    let answer = server.get(&format!("/leaf/{media}/{number}"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

fn search(server: &Server, typed: &str) -> SearchResult {
    server.wait_until("the words", || {
        let result: SearchResult =
            serde_json::from_slice(&server.get(&format!("/search?q={typed}")).body).unwrap();
        result.complete.then_some(result)
    })
}

fn picture(server: &Server, address: &str) -> (u32, u32) {
    let answer = server.get(address);
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    assert!(answer.header("cache-control").contains("immutable"));
    let picture = image::load_from_memory(&answer.body).unwrap();
    (picture.width(), picture.height())
}

#[test]
fn a_book_is_read_chapter_by_chapter() {
    let folder = Folder::new();
    let chapters = [("One", ONE), ("Two", "<p>And they stayed.</p>")];
    folder.put("1 One/anything.bin", book("The Sea", "fr", &chapters, true));
    let server = Server::start(&folder);
    let edition = &editions(&server, 1)[0];
    assert_eq!(
        (edition.title.as_str(), edition.language.as_deref()),
        ("The Sea", Some("fr"))
    );
    assert_eq!((edition.flowing, edition.pages), (true, 2));
    let media = &edition.media;
    let one = leaf(&server, media, 1);
    assert_eq!(one.title.as_deref(), Some("One"));
    assert_eq!(one.language.as_deref(), Some("fr"));
    let html: String = one.html.split('\n').map(str::trim).collect();
    assert_eq!(
        html,
        format!(
            "<h1>Arrivals</h1><p>They came by ship with hawthorn.</p><p><img src=\"/leaf-picture/{media}/1\" \
             alt=\"The pier\">A view</p>"
        )
    );
    assert_eq!(picture(&server, &format!("/leaf-picture/{media}/1")), (120, 90));
    assert_eq!(picture(&server, &format!("/page/{media}/1/screen")), (300, 450));
    assert_eq!(leaf(&server, media, 2).html, "<p>And they stayed.</p>");
    for nothing in [
        format!("/leaf/{media}/0"),
        format!("/leaf/{media}/3"),
        format!("/leaf/{media}/x"),
        "/leaf/gone/1".into(),
        format!("/page/{media}/2/screen"),
        "/leaf-picture/gone/1".into(),
        format!("/leaf-picture/{media}/x"),
    ] {
        assert_eq!(server.get(&nothing).status, 404, "{nothing}");
    }
    assert_eq!(server.get(&format!("/leaf-picture/{media}/9")).status, 422);
    let detail = server.get(&format!("/publication/{media}"));
    let detail: PublicationDetail = serde_json::from_slice(&detail.body).unwrap();
    let entries: Vec<_> = detail
        .outline
        .iter()
        .map(|entry| (entry.title.as_str(), entry.page))
        .collect();
    assert_eq!(
        (entries.as_slice(), detail.pages.len()),
        (&[("One", 1), ("Two", 2)][..], 2)
    );
    let hits = search(&server, "stayed").hits;
    assert_eq!((hits[0].kind, hits[0].page), (HitKind::Publication, Some(2)));
    assert!(folder.path("1 One/anything.bin").exists());
}

#[test]
fn texts_are_publications_in_their_languages_and_captions_are_not() {
    let long = "The house by the river has been open for twenty years, and nobody was ever turned away. ";
    let report = format!(
        "# The river house\n\n## Beginnings\n\n{}\n\n<script>alert(1)</script>\n\n## Today\n\nA *hawthorn* <img src=x onerror=alert(1)>.\n\n{}",
        long.repeat(4),
        long.repeat(4)
    );
    let folder = Folder::new();
    folder
        .put("1 One/report.en.md", &report)
        .put(
            "1 One/report.fr.txt",
            [long.repeat(8).as_bytes(), b"\n\nUne aub\xe9pine.\n"].concat(),
        )
        .put("1 One/README.md", &report)
        .put("1 One/note.txt", "Please use the large ones")
        .put_photo("1 One/harbour.jpg", 300, 200, 1)
        .put("1 One/harbour.txt", long.repeat(20));
    let server = Server::start(&folder);
    let editions = editions(&server, 2);
    let said: Vec<_> = editions
        .iter()
        .map(|one| (one.language.as_deref(), one.title.as_str(), one.pages))
        .collect();
    assert_eq!(
        said,
        [(Some("en"), "The river house", 2), (Some("fr"), "Report", 1)]
    );
    assert!(editions.iter().all(|edition| edition.flowing));
    let (markdown, text) = (&editions[0].media, &editions[1].media);
    assert_eq!(
        leaf(&server, markdown, 1).title.as_deref(),
        Some("The river house")
    );
    let today = leaf(&server, markdown, 2);
    assert!(
        today.html.starts_with("<h2>Today</h2>") && today.html.contains("A <em>hawthorn</em> ."),
        "{}",
        today.html
    );
    assert!(leaf(&server, text, 1).html.contains("<p>Une aubépine.</p>"));
    // A cover is set in type by the screens.
    assert_eq!(server.get(&format!("/page/{text}/1/shelf")).status, 404);
    let hits = search(&server, "hawthorn").hits;
    assert_eq!(
        (hits.len(), hits[0].page, hits[0].media.as_ref()),
        (1, Some(2), Some(markdown))
    );
    assert_eq!(search(&server, "aubepine").hits[0].media.as_ref(), Some(text));
    let catalogue = server.catalogue();
    let photo = &catalogue.stands[0].series[0].photos[0];
    assert!(
        photo
            .caption
            .as_deref()
            .is_some_and(|caption| caption.starts_with("The house by"))
    );
    assert_eq!(catalogue.problems, []);
}

#[test]
fn a_page_of_a_pdf_is_text_as_well() {
    let folder = Folder::new();
    folder.put_written(
        "1 One/a.pdf",
        &["The ledgers of the mi-\ngration office", "second"],
    );
    let server = Server::start(&folder);
    let edition = &editions(&server, 1)[0];
    assert!(!edition.flowing);
    assert_eq!(
        leaf(&server, &edition.media, 1).html,
        "<p>The ledgers of the migration office</p>"
    );
    assert_eq!(leaf(&server, &edition.media, 2).html, "<p>second</p>");
    assert_eq!(server.get(&format!("/leaf/{}/3", edition.media)).status, 404);
    assert_eq!(
        server.get(&format!("/leaf-picture/{}/1", edition.media)).status,
        404
    );
}
