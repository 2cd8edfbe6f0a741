//! The files in an EPUB, unpacked within bounds: an archive of a few kilobytes can hold petabytes.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::intake::reading::Refusal;
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

const EPUB: &str = "EPUB";

/// Most files in a book, and most bytes of the list of them.
const MOST_FILES: u16 = 20_000;
const LONGEST_LIST: u32 = 16 << 20;

/// Most bytes of one text in a book, and of all of them.
const LONGEST_TEXT: u64 = 8 << 20;
const MOST_TEXT: u64 = 64 << 20;

/// Most bytes of one picture in a book.
const LONGEST_PICTURE: u64 = 64 << 20;

/// Endings of files that hold no words. What has another ending is unpacked, whatever it is called.
const WORDLESS: [&str; 32] = [
    "jpg", "jpeg", "jpe", "png", "gif", "webp", "svg", "avif", "jxl", "bmp", "tif", "tiff", "css", "js",
    "otf", "ttf", "ttc", "woff", "woff2", "mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "mp4", "m4v",
    "webm", "mov", "smil", "pdf",
];

/// Endings of what a book is made of: without one of these it is not whole.
const MARKUP: [&str; 6] = ["xhtml", "html", "htm", "xml", "opf", "ncx"];

/// A book whose texts are unpacked.
pub(super) struct Archive {
    zip: ZipArchive<File>,
    /// By their names in the archive.
    pub(super) texts: HashMap<String, Vec<u8>>,
}

impl Archive {
    /// Unpacks all texts.
    pub(super) fn open(mut file: File) -> Result<Self, Refusal> {
        check_list(&mut file)?;
        let mut zip = ZipArchive::new(file).map_err(|error| damaged(&error))?;
        let mut texts = HashMap::new();
        let mut left = MOST_TEXT;
        for number in 0..zip.len() {
            let entry = match zip.by_index(number) {
                Ok(entry) => entry,
                // Neither a locked file nor one packed in an unusual way says anything about the others.
                Err(ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword) => continue,
                Err(error) => return Err(damaged(&error)),
            };
            let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else {
                continue;
            };
            if entry.is_dir() || is_wordless(&name) {
                continue;
            }
            match unpacked(entry, left.min(LONGEST_TEXT)) {
                Ok(bytes) => {
                    left -= bytes.len() as u64;
                    texts.insert(name, bytes);
                }
                // A sound or a font under an ending that nobody has thought of. It counts: others may follow.
                Err(long)
                    if long.code == ProblemCode::FileTooLarge && left > LONGEST_TEXT && !is_markup(&name) =>
                {
                    left -= LONGEST_TEXT;
                }
                Err(refused) => return Err(refused),
            }
        }
        Ok(Self { zip, texts })
    }

    /// Whether there is a file of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A file that is no text.
    pub(super) fn picture(&mut self, name: &str) -> Result<Vec<u8>, Refusal> {
        let entry = self.zip.by_name(name).map_err(|error| damaged(&error))?;
        unpacked(entry, LONGEST_PICTURE)
    }

    /// The texts as an archive that holds what it says and nothing else, for a reader that knows no bounds.
    pub(super) fn bounded(&self) -> Result<Vec<u8>, Refusal> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, bytes) in &self.texts {
            archive
                .start_file(name.as_str(), plain)
                .and_then(|()| Ok(archive.write_all(bytes)?))
                .map_err(|error| damaged(&error))?;
        }
        let written = archive.finish().map_err(|error| damaged(&error))?;
        Ok(written.into_inner())
    }
}

/// Refuses a list of files that would fill the memory before the first of them is opened.
fn check_list(file: &mut File) -> Result<(), Refusal> {
    let mut attempt = || -> std::io::Result<Option<(u16, u32)>> {
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(22 + 65_535)))?;
        let mut tail = Vec::new();
        Read::by_ref(file).take(22 + 65_535).read_to_end(&mut tail)?;
        file.seek(SeekFrom::Start(0))?;
        let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06");
        let record = at.and_then(|at| tail.get(at..)?.first_chunk::<22>().copied());
        Ok(record.map(|record| {
            let files = u16::from_le_bytes([record[10], record[11]]);
            let list = u32::from_le_bytes([record[12], record[13], record[14], record[15]]);
            (files, list)
        }))
    };
    match attempt() {
        Err(error) => Err(refusal(ProblemCode::FileUnreadable, EPUB, error)),
        Ok(None) => Err(refusal(ProblemCode::FileDamaged, EPUB, "no list of files")),
        Ok(Some((files, list))) if files > MOST_FILES || list > LONGEST_LIST => Err(refusal(
            ProblemCode::FileTooLarge,
            EPUB,
            format!("{files} files in a list of {list} bytes"),
        )),
        Ok(Some(_)) => Ok(()),
    }
}

/// What the archive says of a length is not believed.
fn unpacked(entry: impl Read, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = entry.take(most + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > most {
        return Err(refusal(
            ProblemCode::FileTooLarge,
            EPUB,
            "a file within it is too long",
        ));
    }
    read.map_err(|error| refusal(ProblemCode::FileDamaged, EPUB, error))?;
    Ok(bytes)
}

fn is_wordless(name: &str) -> bool {
    ends_in(name, &WORDLESS)
}

fn is_markup(name: &str) -> bool {
    ends_in(name, &MARKUP)
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

fn damaged(error: &ZipError) -> Refusal {
    refusal(ProblemCode::FileDamaged, EPUB, error)
}
