//! An EPUB made in code: chapters, contents, a picture, and a cover where one is wanted.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::folder::photo;

/// A book of these chapters: the title of each, and its body as XHTML. `plate.jpg` lies beside them.
pub(crate) fn book(title: &str, language: &str, chapters: &[(&str, &str)], cover: bool) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    };
    put("mimetype", b"application/epub+zip");
    put(
        "META-INF/container.xml",
        br#"<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#,
    );
    let (mut items, mut spine, mut contents) = (String::new(), String::new(), String::new());
    for (number, (title, body)) in chapters.iter().enumerate() {
        let name = format!("c{number}.xhtml");
        items += &format!(r#"<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>"#);
        spine += &format!(r#"<itemref idref="c{number}"/>"#);
        contents += &format!(r#"<li><a href="{name}">{title}</a></li>"#);
        let page = format!(
            r#"<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}</title></head><body>{body}</body></html>"#
        );
        put(&name, page.as_bytes());
    }
    let nav = format!(
        r#"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>{contents}</ol></nav></body></html>"#
    );
    put("nav.xhtml", nav.as_bytes());
    put("plate.jpg", &photo(120, 90, 3));
    if cover {
        put("face.jpg", &photo(300, 450, 8));
        items += r#"<item id="face" href="face.jpg" media-type="image/jpeg" properties="cover-image"/>"#;
    }
    let package = format!(
        r#"<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>{title}</dc:title><dc:language>{language}</dc:language></metadata><manifest><item id="plate" href="plate.jpg" media-type="image/jpeg"/><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest><spine>{spine}</spine></package>"#
    );
    put("book.opf", package.as_bytes());
    archive.finish().unwrap().into_inner()
}
