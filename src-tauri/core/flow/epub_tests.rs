//! What a book says of itself, and how its chapters come out.

use std::path::PathBuf;

use super::samples::{PACKAGE, epub, parts, with};
use crate::intake::read::read;
use crate::intake::reading::{Binding, PublicationReading, Reading, Refusal};
use crate::messages::{Leaf, ProblemCode};
use crate::rendition::desk::Desk;
use crate::rendition::recipe::Size;

pub(super) struct Shelf {
    _folder: tempfile::TempDir,
    pub(super) path: PathBuf,
}

pub(super) fn shelf(bytes: &[u8]) -> Shelf {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.bin");
    std::fs::write(&path, bytes).unwrap();
    Shelf {
        _folder: folder,
        path,
    }
}

pub(super) fn publication(bytes: &[u8]) -> PublicationReading {
    match read(&shelf(bytes).path) {
        Reading::Publication(found) => found,
        other => panic!("{other:?}"),
    }
}

pub(super) fn refused(bytes: &[u8]) -> Refusal {
    match read(&shelf(bytes).path) {
        Reading::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

pub(super) fn leaf(bytes: &[u8], number: u32) -> Leaf {
    let shelf = shelf(bytes);
    let binding = Binding::Epub { cover: false };
    Desk::default()
        .leaf(&shelf.path, binding, number, "/leaf-picture/abc/")
        .unwrap()
}

#[test]
fn a_book_says_what_it_is() {
    let found = publication(&epub(&parts()));
    assert_eq!(found.binding, Binding::Epub { cover: true });
    assert_eq!(found.title.as_deref(), Some("The Sea & the Town"));
    assert_eq!(found.language.as_deref(), Some("en-gb"));
    assert!(!found.right_to_left);
    // Neither the contents nor the blank leaf is a chapter.
    assert_eq!(found.pages.len(), 3);
    assert!((found.pages[0].height - 595.0).abs() < 0.1 && (found.pages[0].width - 446.25).abs() < 0.1);
    let outline: Vec<_> = found
        .outline
        .iter()
        .map(|entry| (entry.title.as_str(), entry.page, entry.level))
        .collect();
    assert_eq!(
        outline,
        [
            ("Front", 1, 0),
            ("One: Arrivals", 2, 0),
            ("Later", 2, 1),
            ("Two", 3, 0)
        ]
    );
}

#[test]
fn a_chapter_is_text_and_its_own_pictures_and_nothing_else() {
    let book = epub(&parts());
    let one = leaf(&book, 2);
    let html = one.html.replace('\n', "");
    assert_eq!(
        html,
        "<h1>Arrivals</h1><p>They came by ship.</p><p>See the harbour.</p><figure><img src=\"/leaf-picture/abc/1\" \
         alt=\"A map\"><figcaption>The bay</figcaption></figure><p>And a pixel mer.</p>"
    );
    assert_eq!(one.title.as_deref(), Some("One: Arrivals"));
    assert_eq!((one.language.as_deref(), one.right_to_left), (Some("en"), false));
    let two = leaf(&book, 3);
    assert_eq!((two.language.as_deref(), two.right_to_left), (Some("ar"), true));
    assert_eq!(leaf(&book, 1).html, "<img src=\"/leaf-picture/abc/2\" alt=\"\">");
}

#[test]
fn words_are_those_of_the_leaves() {
    let shelf = shelf(&epub(&parts()));
    let words = Desk::default()
        .words(&shelf.path, Binding::Epub { cover: true }, 1, 64)
        .unwrap();
    assert_eq!(words.len(), 2);
    assert_eq!(
        words[0],
        "Arrivals\nThey came by ship.\nSee the harbour.\nThe bay\nAnd a pixel mer."
    );
    assert_eq!(words[1], "المدينة\nجاءوا من البحر.");
}

#[test]
fn the_cover_and_the_pictures_are_made_anew() {
    let shelf = shelf(&epub(&parts()));
    let mut desk = Desk::default();
    let made = |pictures: Vec<(Size, crate::rendition::protocol::Picture)>| {
        let picture = image::load_from_memory(&pictures[0].1.bytes).unwrap();
        (picture.width(), picture.height())
    };
    assert_eq!(
        made(desk.draw(&shelf.path, 1, &[Size::Screen]).unwrap()),
        (300, 400)
    );
    assert_eq!(
        made(desk.figure(&shelf.path, 1, &[Size::Screen]).unwrap()),
        (80, 40)
    );
    assert!(desk.draw(&shelf.path, 2, &[Size::Screen]).is_err());
    for number in [0, 3, u32::MAX] {
        assert!(desk.figure(&shelf.path, number, &[Size::Screen]).is_err());
    }
    assert_eq!(
        desk.marks(&shelf.path, 1, &["ship".to_owned()]).unwrap(),
        Vec::<Vec<_>>::new()
    );
}

#[test]
fn a_book_without_cover_contents_or_title_is_a_book() {
    let bare = PACKAGE
        .replace(" properties=\"cover-image\"", "")
        .replace(" properties=\"nav\"", "")
        .replace(
            "<dc:title>The Sea &amp; the Town</dc:title><dc:language>en-GB</dc:language>",
            "",
        );
    let found = publication(&with("OPS/book.opf", bare.as_bytes()));
    assert_eq!(found.binding, Binding::Epub { cover: false });
    assert_eq!(
        (found.title, found.language, found.outline),
        (None, None, Vec::new())
    );
    assert_eq!(
        found.pages.len(),
        4,
        "what is not marked as contents is a chapter"
    );
    assert!((found.pages[0].width - 420.0).abs() < 0.1);
    // A cover that is none takes nothing off the shelf.
    let broken = publication(&with("OPS/plates/face.jpg", b"\xff\xd8\xffnothing"));
    assert_eq!(broken.binding, Binding::Epub { cover: false });
}

#[test]
fn copy_protection_is_named_and_hidden_fonts_are_none() {
    let encryption = |algorithm: &str| {
        let text = format!(
            "<encryption><EncryptedData><EncryptionMethod Algorithm=\"{algorithm}\"/></EncryptedData></encryption>"
        );
        with("META-INF/encryption.xml", text.as_bytes())
    };
    let locked = refused(&encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc"));
    assert_eq!(
        (locked.code, locked.what.as_str()),
        (ProblemCode::KindNotShown, "protected EPUB")
    );
    assert_eq!(
        publication(&encryption("http://www.idpf.org/2008/embedding"))
            .pages
            .len(),
        3
    );
    assert_eq!(
        publication(&with("META-INF/rights.xml", b"<rights/>"))
            .pages
            .len(),
        3
    );
}
