//! Documents that are honest, old, right to left, locked, empty, absurd or circular.

use super::*;
use crate::rendition::samples::{one_page, pdf};

const PAGES: &str = "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 595 842] >>";

fn code(bytes: Vec<u8>) -> ProblemCode {
    read(bytes).unwrap_err().code
}

#[test]
fn pages_after_rotation_and_what_the_catalog_says() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (ar-BE) /ViewerPreferences << /Direction /R2L >> >>",
        PAGES,
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /Type /Page /Parent 2 0 R /Rotate 90 /CropBox [10 10 110 60] >>",
        "<< /Title <FEFF00C9007400610074002000310039003800340000> >>",
    ];
    let document = read(pdf(&objects, "/Info 5 0 R")).unwrap();
    assert_eq!(document.title.as_deref(), Some("État 1984"));
    assert_eq!(
        (document.language.as_deref(), document.right_to_left),
        (Some("ar-BE"), true)
    );
    let pages: Vec<(f32, f32)> = document
        .pages
        .iter()
        .map(|page| (page.width, page.height))
        .collect();
    assert_eq!(pages, [(595.0, 842.0), (50.0, 100.0)]);
}

#[test]
fn bookmarks_by_page_by_name_and_by_action() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R /Names << /Dests << /Names [(two) [4 0 R /Fit]] >> >> >>",
        PAGES,
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /First 6 0 R /Last 8 0 R >>",
        "<< /Title (1) /Dest [3 0 R /XYZ 0 0 0] /Next 7 0 R /First 9 0 R >>",
        "<< /Title (By name) /Dest (two) /Next 8 0 R >>",
        "<< /Title (By action) /A << /S /GoTo /D (two) >> /Next 6 0 R >>",
        "<< /Title (Inner) /Dest [1 /Fit] /Next 10 0 R >>",
        "<< /Title (Nowhere) /A << /S /URI /URI (http://example.org) >> >>",
    ];
    let outline = read(pdf(&objects, "")).unwrap().outline;
    let entries: Vec<(&str, u32, u32)> = outline
        .iter()
        .map(|entry| (entry.title.as_str(), entry.page, entry.level))
        .collect();
    assert_eq!(
        entries,
        [
            ("1", 1, 0),
            ("Inner", 2, 1),
            ("By name", 2, 0),
            ("By action", 2, 0)
        ]
    );
}

#[test]
fn bookmarks_that_contain_themselves_end() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
        PAGES,
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /Type /Page /Parent 2 0 R >>",
        "<< /First 6 0 R >>",
        "<< /Title (Round) /Dest [3 0 R /Fit] /First 6 0 R /Next 6 0 R >>",
    ];
    assert_eq!(read(pdf(&objects, "")).unwrap().outline.len(), 1);
}

#[test]
fn a_locked_document_needs_its_password() {
    let nonsense = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";
    let trailer = format!(
        "/ID [<AA> <AA>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{nonsense}> /U <{nonsense}> >>"
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        PAGES,
        "<< /Type /Page >>",
        "<< /Type /Page >>",
    ];
    assert_eq!(code(pdf(&objects, &trailer)), ProblemCode::PasswordNeeded);
}

#[test]
fn a_password_that_only_guards_changes_keeps_nobody_from_reading() {
    let bytes = |name| std::fs::read(crate::rendition::samples::fixture(name)).unwrap();
    assert_eq!(code(bytes("locked.pdf")), ProblemCode::PasswordNeeded);
    for name in ["owned.pdf", "owned-rc4.pdf"] {
        assert_eq!(read(bytes(name)).unwrap().pages.len(), 1, "{name}");
    }
}

#[test]
fn ten_thousand_pages_are_a_book_and_one_more_is_too_large() {
    let book = |pages: usize| {
        let kids: String = (0..pages).map(|page| format!("{} 0 R ", page + 3)).collect();
        let tree = format!("<< /Type /Pages /Count {pages} /MediaBox [0 0 100 200] /Kids [{kids}] >>");
        let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>", tree.as_str()];
        objects.resize(pages + 2, "<< /Type /Page /Parent 2 0 R >>");
        pdf(&objects, "")
    };
    assert_eq!(read(book(PAGES_LIMIT)).unwrap().pages.len(), PAGES_LIMIT);
    assert_eq!(code(book(PAGES_LIMIT + 1)), ProblemCode::FileTooLarge);
}

#[test]
fn no_pages_and_no_document() {
    let empty = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 0 /Kids [] >>",
    ];
    assert_eq!(code(pdf(&empty, "")), ProblemCode::NoPages);
    assert_eq!(
        code(b"%PDF-1.7\nand nothing else".to_vec()),
        ProblemCode::FileDamaged
    );
}

#[test]
fn absurd_pages_are_brought_to_what_can_be_drawn() {
    let document = read(one_page("[0 0 9000000 0.5]", 0, "")).unwrap();
    let page = document.pages[0];
    assert!(
        SIDES.contains(&page.width) && SIDES.contains(&page.height),
        "{page:?}"
    );
    assert_eq!(
        clamp((f32::NAN, -1.0)),
        PageSize {
            width: 14_400.0,
            height: 3.0
        }
    );
}

#[test]
fn rubbish_before_the_header_is_forgiven() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mailed");
    let mut bytes = b"From: printer\r\n\r\n".to_vec();
    bytes.extend(one_page("[0 0 100 200]", 0, ""));
    std::fs::write(&path, bytes).unwrap();
    let reading = crate::intake::read::read(&path);
    assert!(
        matches!(reading, crate::intake::reading::Reading::Publication(_)),
        "{reading:?}"
    );
}

#[test]
fn languages_that_are_none_are_dropped() {
    assert_eq!(language_code(" en_US ").as_deref(), Some("en-US"));
    for words in ["", "x-default", "English language", "e", "en--US", "../etc"] {
        assert_eq!(language_code(words), None, "{words:?}");
    }
}

#[test]
fn strings_in_every_encoding() {
    assert_eq!(text(b"Caf\xe9"), "Café");
    assert_eq!(text("\u{feff}Łódź".as_bytes()), "Łódź");
    assert_eq!(text(b"\xfe\xff\0A\0\x1b\0e\0n\0\x1b\0B"), "AB");
}
