//! What is this file? Answered from its bytes, inside the render worker, because answering means decoding.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use crate::flow::epub::Epub;
use crate::flow::prose;
use crate::intake::reading::{LinkReading, Reading, Refusal, TextReading};
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

mod avi;
mod exif;
pub(crate) mod film;
mod focus;
pub(crate) mod format;
mod frames;
mod iptc;
pub(crate) mod jpeg;
mod matroska;
mod mp4;
mod ole;
mod outline;
pub(crate) mod pdf;
pub(crate) mod photo;
mod shine;
mod shortcut;
pub(crate) mod sniff;
mod sound;
mod transport;
mod veil;
pub(crate) mod words;
mod xmp;
mod zip;

use sniff::Kind;

/// Raised whenever the same bytes would be read differently; older readings are then made again.
pub const VERSION: u32 = 7;

/// Documents and pictures are taken into memory whole; films never are.
const WHOLE_LIMIT: u64 = 1 << 30;

/// A longer text is no publication.
const LONGEST_TEXT: u64 = 8 << 20;

/// Finds out what the file at `path` is and what its metadata says. Never looks at its name.
#[must_use]
pub fn read(path: &Path) -> Reading {
    look(path).unwrap_or_else(Reading::Refused)
}

fn look(path: &Path) -> Result<Reading, Refusal> {
    let (mut file, kind) = open(path)?;
    match kind {
        Kind::Empty => Err(refusal(ProblemCode::FileEmpty, "", "no bytes")),
        Kind::Text => text(&mut file).map(Reading::Text),
        Kind::Shortcut(make) => Ok(Reading::Link(LinkReading {
            address: shortcut::address(&mut file, make),
        })),
        Kind::Unknown => Err(refusal(ProblemCode::KindUnknown, "", "no known beginning")),
        Kind::NotShown(ole::KIND) => Err(refusal(ProblemCode::KindNotShown, ole::kind(&mut file), "")),
        Kind::NotShown(what) => Err(refusal(ProblemCode::KindNotShown, what, "")),
        Kind::Zip => match zip::kind(&mut file) {
            "EPUB" => Epub::open(file).map(|mut book| Reading::Publication(book.reading())),
            other => Err(refusal(ProblemCode::KindNotShown, other, "")),
        },
        Kind::Picture(format) => photo::read(&whole(&mut file)?, format).map(Reading::Photo),
        Kind::Svg => photo::read_svg(&whole(&mut file)?).map(Reading::Photo),
        Kind::Pdf => pdf::read(whole(&mut file)?).map(Reading::Publication),
        Kind::Mp4 => mp4::read(&mut file),
        Kind::Matroska => matroska::read(file),
        Kind::Avi => avi::read(&mut file),
        Kind::TransportStream(size, first) => transport::read(&mut file, size, first),
        Kind::Sound(sound) => sound::read(file, sound),
        Kind::Film(container) => Ok(Reading::Film(film::guess(container))),
    }
}

/// Opens the file and looks at its beginning; the file is handed back at its first byte.
pub(crate) fn open(path: &Path) -> Result<(File, Kind), Refusal> {
    let attempt = || -> io::Result<(File, Kind)> {
        let mut file = crate::intake::open::regular(path)?;
        let mut head = Vec::new();
        (&mut file).take(sniff::HEAD).read_to_end(&mut head)?;
        file.seek(SeekFrom::Start(0))?;
        Ok((file, sniff::kind(&head)))
    };
    attempt().map_err(|error| unreadable(&error))
}

pub(crate) fn whole(file: &mut File) -> Result<Vec<u8>, Refusal> {
    let length = file.metadata().map_err(|error| unreadable(&error))?.len();
    if length > WHOLE_LIMIT {
        return Err(refusal(ProblemCode::FileTooLarge, "", format!("{length} bytes")));
    }
    let mut bytes = Vec::new();
    file.take(WHOLE_LIMIT)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

fn text(file: &mut File) -> Result<TextReading, Refusal> {
    let mut bytes = Vec::new();
    file.take(LONGEST_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    Ok(if bytes.len() as u64 > LONGEST_TEXT {
        TextReading::default()
    } else {
        prose::reading(&bytes)
    })
}

fn unreadable(error: &io::Error) -> Refusal {
    refusal(ProblemCode::FileUnreadable, "", error)
}

#[cfg(test)]
#[path = "read/read_tests.rs"]
mod tests;
