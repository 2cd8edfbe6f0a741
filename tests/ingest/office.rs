//! Documents of office programs: shown as the PDF that LibreOffice makes of them, where it is installed.

use std::io::{Cursor, Write};

use vitrine_core::intake::office::Office;
use vitrine_core::messages::{Catalogue, ItemState, Leaf, ProblemCode};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{Folder, Server};

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        // OpenDocument is told by its first file, which lies in it as it is.
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        archive.start_file(*name, stored).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A Word document of one sentence.
fn docx(words: &str) -> Vec<u8> {
    let body = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"#
    );
    archive(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        ("word/document.xml", &body),
    ])
}

/// A presentation of one slide with one sentence.
fn odp(words: &str) -> Vec<u8> {
    let kind = "application/vnd.oasis.opendocument.presentation";
    let manifest = format!(
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    let slide = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:presentation><draw:page draw:name="p"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="4cm"><draw:text-box><text:p>{words}</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", kind),
        ("META-INF/manifest.xml", &manifest),
        ("content.xml", &slide),
    ])
}

fn is_shown(catalogue: &Catalogue, count: usize) -> bool {
    let publications = catalogue.stands.iter().flat_map(|stand| &stand.publications);
    let editions = publications.flat_map(|one| &one.editions);
    editions
        .filter(|edition| edition.state == ItemState::Ready)
        .count()
        == count
}

#[test]
fn documents_become_what_the_office_program_makes_of_them() {
    let folder = Folder::new();
    folder
        .put("1 One/Annual report.fr.docx", docx("The harbour in winter"))
        .put("1 One/Slides.odp", odp("The tide tables"))
        .put("1 One/Letter.rtf", "{\\rtf1\\ansi The letter home}")
        .put("1 One/Broken.docx", &docx("x")[..200]);
    let before: Vec<_> = Folder::files(&folder.path("1 One"));
    let server = Server::start(&folder);
    if Office::find().is_none() {
        eprintln!("SKIPPED in part: LibreOffice is not installed; documents are only named");
        let now = server.wait_for("all problems", |now| now.problems.len() == 4);
        let named = now
            .problems
            .iter()
            .filter(|one| one.code == ProblemCode::KindNotShown);
        for problem in named {
            assert!(problem.words.en.remedy.contains("LibreOffice"), "{problem:?}");
        }
        return;
    }
    let now = server.wait_for("three publications", |now| is_shown(now, 3));
    let publications = &now.stands[0].publications;
    let titles: Vec<_> = publications.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["Annual report", "Letter", "Slides"]);
    let words = |at: usize| {
        let edition: &vitrine_core::messages::Edition = &publications[at].editions[0];
        assert!(!edition.flowing);
        let page = server.get(&format!("/page/{}/1/shelf", edition.media));
        assert_eq!(page.status, 200);
        let leaf = server.get(&format!("/leaf/{}/1", edition.media));
        serde_json::from_slice::<Leaf>(&leaf.body).unwrap().html
    };
    assert!(words(0).contains("The harbour in winter"), "{}", words(0));
    assert!(words(1).contains("The letter home"), "{}", words(1));
    assert!(words(2).contains("The tide tables"), "{}", words(2));
    assert_eq!(publications[0].editions[0].language.as_deref(), Some("fr"));
    let problems: Vec<_> = now
        .problems
        .iter()
        .map(|one| (one.code, one.file.as_str()))
        .collect();
    assert_eq!(problems, [(ProblemCode::FileDamaged, "1 One/Broken.docx")]);
    assert_eq!(
        Folder::files(&folder.path("1 One")),
        before,
        "nothing lies beside the originals"
    );

    // What was made is made again where the cache has lost it.
    let media = &publications[0].editions[0].media;
    for file in Folder::files(&folder.cache())
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "pdf"))
    {
        std::fs::remove_file(file).unwrap();
    }
    server.wait_until("the page again", || {
        (server.get(&format!("/page/{media}/1/detail")).status == 200).then_some(())
    });
}
