//! Tells the documents that are ZIP archives apart, without unpacking anything.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// The table of contents is at the end; this much holds that of any office document.
const TAIL: u64 = 1 << 20;

const FIRST_FILES: &[(&[u8], &str)] = &[
    (b"mimetypeapplication/epub+zip", "EPUB"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "ODP"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ODS"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument"),
];

const CONTENTS: &[(&[u8], &str)] = &[
    (b"word/document.xml", "DOCX"),
    (b"ppt/presentation.xml", "PPTX"),
    (b"xl/workbook.xml", "XLSX"),
    (b"xl/workbook.bin", "XLSX"),
    (b"META-INF/container.xml", "EPUB"),
    (b"Index/Document.iwa", "iWork"),
];

/// The field's word for what is in the archive; `ZIP` when it is just an archive.
pub(super) fn kind(file: &mut File) -> &'static str {
    look(file).unwrap_or("ZIP")
}

fn look(file: &mut File) -> Option<&'static str> {
    let mut head = Vec::new();
    file.take(256).read_to_end(&mut head).ok()?;
    // The name of the first file stands at byte 30 of its header.
    let first = head.get(30..).unwrap_or_default();
    if let Some((_, word)) = FIRST_FILES
        .iter()
        .find(|(beginning, _)| first.starts_with(beginning))
    {
        return Some(word);
    }
    let length = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL))).ok()?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail).ok()?;
    let contains = |name: &[u8]| tail.windows(name.len()).any(|window| window == name);
    CONTENTS
        .iter()
        .find(|(name, _)| contains(name))
        .map(|(_, word)| *word)
}
