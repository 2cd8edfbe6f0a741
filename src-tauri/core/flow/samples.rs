//! Books for tests, made in code so that every byte of them has a reason.

use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::rendition::samples::{file, two_halves};

const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

pub(crate) const PACKAGE: &str = r##"<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:x</dc:identifier><dc:title>The Sea &amp; the Town</dc:title><dc:language>en-GB</dc:language>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="front" href="front.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="blank" href="text/blank.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="map" href="plates/map.png" media-type="image/png"/>
<item id="face" href="plates/face.jpg" media-type="image/jpeg" properties="cover-image"/>
</manifest>
<spine><itemref idref="front"/><itemref idref="nav"/><itemref idref="one"/><itemref idref="blank"/><itemref idref="two"/></spine>
</package>"##;

const NAV: &str = r##"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Contents</title></head><body>
<nav epub:type="toc"><ol><li><a href="front.xhtml">Front</a></li><li><a href="text/one%20a.xhtml">One: <i>Arrivals</i></a>
<ol><li><a href="text/one%20a.xhtml#later">Later</a></li></ol></li><li><a href="text/two.xhtml">Two</a></li><li><a href="gone.xhtml">Gone</a></li></ol></nav></body></html>"##;

const FRONT: &str = r##"<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xlink="http://www.w3.org/1999/xlink"><head><title/></head>
<body><svg viewBox="0 0 6 8"><image width="6" height="8" xlink:href="plates/face.jpg"/></svg></body></html>"##;

pub(crate) const ONE: &str = r##"<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>1</title><style>p { color: red }</style></head>
<body><section class="c"><h1 id="x">Arrivals</h1><p style="color:red" onclick="x()">They came by <a href="two.xhtml">ship</a>.</p>
<div>See <a href="https://harbour.example/">the harbour</a>.</div>
<figure><img src="../plates/map.png" alt="A map" onerror="x()"/><figcaption>The bay</figcaption></figure>
<p>And <img src="http://evil.example/x.png" alt="a pixel"/> <span xml:lang="fr">mer</span>.</p></section></body></html>"##;

const TWO: &str = r##"<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar" dir="rtl"><head><title>2</title></head><body><h2>المدينة</h2><p>جاءوا من البحر.</p></body></html>"##;

const BLANK: &str = r##"<html xmlns="http://www.w3.org/1999/xhtml"><head><title>3</title></head><body><p> </p></body></html>"##;

/// The files of a small book: a front with the cover, two chapters, a blank leaf, contents, a map.
pub(crate) fn parts() -> Vec<(String, Vec<u8>)> {
    let picture = |width, height, format| file(&DynamicImage::from(two_halves(width, height)), format);
    let texts = [
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", PACKAGE),
        ("OPS/nav.xhtml", NAV),
        ("OPS/front.xhtml", FRONT),
        ("OPS/text/one a.xhtml", ONE),
        ("OPS/text/blank.xhtml", BLANK),
        ("OPS/text/two.xhtml", TWO),
    ];
    let pictures = [
        ("OPS/plates/map.png", picture(80, 40, ImageFormat::Png)),
        ("OPS/plates/face.jpg", picture(300, 400, ImageFormat::Jpeg)),
    ];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
    texts
        .into_iter()
        .chain(pictures.map(|(name, bytes)| (name.to_owned(), bytes)))
        .collect()
}

/// An EPUB of these files.
pub(crate) fn epub(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = stored.compression_method(CompressionMethod::Deflated);
    archive.start_file("mimetype", stored).unwrap();
    archive.write_all(b"application/epub+zip").unwrap();
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), packed).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The small book with one file put in or replaced.
pub(crate) fn with(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut parts = parts();
    parts.retain(|(own, _)| own != name);
    parts.push((name.to_owned(), bytes.to_vec()));
    epub(&parts)
}
