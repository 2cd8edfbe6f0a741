//! What the show and its render workers say to each other, and how it goes through a pipe.
//!
//! One message is a frame: a length, a JSON header, then the blobs that the header announces. Both ends check every
//! length, because the worker is assumed to be broken by whatever it just decoded.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::intake::reading::{Binding, Reading, Refusal};
use crate::messages::{Leaf, ProblemCode, Region};
use crate::rendition::recipe::Size;

/// The first bytes a worker writes, before a line of what it could not give up. Whatever comes earlier is noise from
/// the program's start and is skipped.
const GREETING: &[u8; 24] = b"vitrine-render-worker-2:";

/// Longest line after the greeting, in bytes.
const LINE_LIMIT: usize = 256;

const HEADER_LIMIT: u32 = 64 << 20;
const BLOB_LIMIT: u64 = 256 << 20;
const BLOBS_LIMIT: usize = 8;

/// One piece of work for a render worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Find out what a file is; answered by `Outcome::Reading`.
    Read {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
    },
    /// Find out what several small files are; answered by `Outcome::Readings`. One trip through the pipe costs more than
    /// reading the head of a photo.
    ReadAll {
        /// Absolute paths.
        paths: Vec<OsString>,
    },
    /// Make pictures of a photo; answered by `Outcome::Pictures`.
    Photo {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
        /// All from one decode.
        sizes: Vec<Size>,
    },
    /// Make the moving rendition of an animation; answered by `Outcome::Pictures` with one, of screen size.
    Moving {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
    },
    /// Make pictures of a page; answered by `Outcome::Pictures`.
    Page {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
        /// Counts from 1.
        number: u32,
        /// Each drawn at its own size.
        sizes: Vec<Size>,
    },
    /// Take the words of some pages; answered by `Outcome::Text` with as many, or fewer where the document ends.
    Text {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
        /// How the publication is made: a plain text does not say.
        binding: Binding,
        /// Counts from 0.
        first: usize,
        /// Number of pages.
        count: usize,
    },
    /// Make text of one page, or clean one chapter or section; answered by `Outcome::Leaf`.
    Leaf {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
        /// How the publication is made: a plain text does not say.
        binding: Binding,
        /// Counts from 1.
        number: u32,
        /// How the addresses of its pictures begin.
        pictures: String,
    },
    /// Make a picture that stands in a book; answered by `Outcome::Pictures`.
    Figure {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
        /// Counts from 1.
        number: u32,
        /// All from one decode.
        sizes: Vec<Size>,
    },
    /// Find words on a page; answered by `Outcome::Marks`.
    Marks {
        /// Absolute path.
        #[serde(with = "any_path")]
        path: PathBuf,
        /// Counts from 1.
        number: u32,
        /// As [`crate::search::Query::words`] gives them.
        words: Vec<String>,
    },
    /// Make pictures of a still that a screen sent; answered by `Outcome::Pictures`.
    Poster {
        /// A JPEG or PNG file.
        #[serde(skip)]
        picture: Vec<u8>,
        /// All from one decode.
        sizes: Vec<Size>,
    },
    /// Misbehave.
    #[cfg(test)]
    Trial(crate::rendition::confine::trial::Trial),
}

impl Job {
    /// What it is about, for the log.
    pub(crate) fn about(&self) -> std::borrow::Cow<'_, str> {
        match self {
            Self::Read { path }
            | Self::Photo { path, .. }
            | Self::Moving { path }
            | Self::Page { path, .. }
            | Self::Text { path, .. }
            | Self::Leaf { path, .. }
            | Self::Figure { path, .. }
            | Self::Marks { path, .. } => path.to_string_lossy(),
            Self::ReadAll { paths } => format!("one of {} files", paths.len()).into(),
            Self::Poster { .. } => "a still of a film".into(),
            #[cfg(test)]
            Self::Trial(_) => "a trial".into(),
        }
    }
}

/// What became of a job.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// What the file is.
    Reading(Reading),
    /// What each of the files is, in the order asked for.
    Readings(Vec<Reading>),
    /// The pictures in the order asked for.
    Pictures(Vec<(Size, Picture)>),
    /// The words of each page, in order.
    Text(Vec<String>),
    /// A page, chapter or section as text.
    Leaf(Leaf),
    /// The boxes of each word, in shares of the page.
    Marks(Vec<Vec<Region>>),
    /// The file cannot be shown. This is about the file and may be remembered.
    Refused(Refusal),
    /// The machine could not do it now (no process, no memory for one). Says nothing about the file.
    Failed(String),
}

/// An encoded picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// How it is encoded.
    pub format: Format,
}

/// How a rendition is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Photographs, and pages that are photographs.
    Jpeg,
    /// Pictures with transparency.
    WebP,
    /// Animations that were GIF files.
    Gif,
    /// Pages of text, and animations that were no GIF files.
    Png,
}

impl Format {
    /// File name extension.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Png => "png",
        }
    }

    /// Content type.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Png => "image/png",
        }
    }
}

/// Shorthand used by everything that reads files.
pub(crate) fn refusal(code: ProblemCode, what: &str, detail: impl ToString) -> Refusal {
    Refusal {
        code,
        what: what.to_owned(),
        detail: detail.to_string(),
    }
}

#[derive(Serialize, Deserialize)]
enum Answer {
    Reading(Reading),
    Readings(Vec<Reading>),
    Pictures(Vec<(Size, Format)>),
    Text(Vec<String>),
    Leaf(Leaf),
    Marks(Vec<Vec<Region>>),
    Refused(Refusal),
}

#[derive(Serialize, Deserialize)]
struct Header<T> {
    message: T,
    blobs: Vec<u64>,
}

pub(crate) fn write_job(output: &mut impl Write, job: &Job) -> io::Result<()> {
    match job {
        Job::Poster { picture, .. } => write_frame(output, job, &[picture]),
        _ => write_frame(output, job, &[]),
    }
}

/// `None` when the other end has closed the pipe between two frames.
pub(crate) fn read_job(input: &mut impl Read) -> io::Result<Option<Job>> {
    let Some((mut job, blobs)) = read_frame::<Job>(input)? else {
        return Ok(None);
    };
    if let Job::Poster { picture, .. } = &mut job {
        *picture = blobs
            .into_iter()
            .next()
            .ok_or_else(|| invalid("a poster without its picture"))?;
    }
    Ok(Some(job))
}

pub(crate) fn write_outcome(output: &mut impl Write, outcome: &Outcome) -> io::Result<()> {
    let answer = match outcome {
        Outcome::Reading(reading) => Answer::Reading(reading.clone()),
        Outcome::Readings(readings) => Answer::Readings(readings.clone()),
        Outcome::Text(pages) => Answer::Text(pages.clone()),
        Outcome::Leaf(leaf) => Answer::Leaf(leaf.clone()),
        Outcome::Marks(hits) => Answer::Marks(hits.clone()),
        Outcome::Refused(refusal) => Answer::Refused(refusal.clone()),
        Outcome::Failed(why) => return Err(io::Error::other(why.clone())),
        Outcome::Pictures(pictures) => {
            let formats = pictures
                .iter()
                .map(|(size, picture)| (*size, picture.format))
                .collect();
            let blobs: Vec<&Vec<u8>> = pictures.iter().map(|(_, picture)| &picture.bytes).collect();
            return write_frame(output, &Answer::Pictures(formats), &blobs);
        }
    };
    write_frame(output, &answer, &[])
}

/// `None` when the other end has closed the pipe between two frames.
pub(crate) fn read_outcome(input: &mut impl Read) -> io::Result<Option<Outcome>> {
    let Some((answer, blobs)) = read_frame::<Answer>(input)? else {
        return Ok(None);
    };
    Ok(Some(match answer {
        Answer::Reading(reading) => Outcome::Reading(reading),
        Answer::Readings(readings) => Outcome::Readings(readings),
        Answer::Text(pages) => Outcome::Text(pages),
        Answer::Leaf(leaf) => Outcome::Leaf(leaf),
        Answer::Marks(hits) => Outcome::Marks(hits),
        Answer::Refused(refusal) => Outcome::Refused(refusal),
        Answer::Pictures(formats) if formats.len() == blobs.len() => Outcome::Pictures(
            formats
                .into_iter()
                .zip(blobs)
                .map(|((size, format), bytes)| (size, Picture { bytes, format }))
                .collect(),
        ),
        Answer::Pictures(_) => return Err(invalid("pictures without their bytes")),
    }))
}

/// Says that this is a worker, and what it could not give up.
pub(crate) fn greet(output: &mut impl Write, open: &[&str]) -> io::Result<()> {
    output.write_all(GREETING)?;
    writeln!(output, "{}", open.join(", "))?;
    output.flush()
}

/// Reads up to and including the greeting, however much noise comes first. Gives back what the worker could not give
/// up; empty is best.
pub(crate) fn await_greeting(input: &mut impl Read) -> io::Result<String> {
    let mut window = Vec::with_capacity(GREETING.len());
    let mut byte = [0];
    for _ in 0..64 << 10 {
        input.read_exact(&mut byte)?;
        if window.len() == GREETING.len() {
            window.remove(0);
        }
        window.push(byte[0]);
        if window == GREETING {
            return rest_of_line(input);
        }
    }
    Err(invalid("this program is not a render worker of this version"))
}

fn rest_of_line(input: &mut impl Read) -> io::Result<String> {
    let mut line = Vec::new();
    let mut byte = [0];
    while line.len() < LINE_LIMIT {
        input.read_exact(&mut byte)?;
        if byte == *b"\n" {
            return Ok(String::from_utf8_lossy(&line).into_owned());
        }
        line.push(byte[0]);
    }
    Err(invalid("the greeting does not end"))
}

fn write_frame<T: Serialize>(output: &mut impl Write, message: &T, blobs: &[&Vec<u8>]) -> io::Result<()> {
    let blob_lengths = blobs.iter().map(|blob| blob.len() as u64).collect();
    let header = serde_json::to_vec(&Header {
        message,
        blobs: blob_lengths,
    })?;
    let length = u32::try_from(header.len())
        .ok()
        .filter(|length| *length <= HEADER_LIMIT);
    let length = length.ok_or_else(|| invalid("a message is too long"))?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&header)?;
    for blob in blobs {
        output.write_all(blob)?;
    }
    output.flush()
}

fn read_frame<T: DeserializeOwned>(input: &mut impl Read) -> io::Result<Option<(T, Vec<Vec<u8>>)>> {
    let mut length = [0; 4];
    let got = loop {
        match input.read(&mut length[..1]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    if got == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = u32::from_le_bytes(length);
    if length > HEADER_LIMIT {
        return Err(invalid("a message is too long"));
    }
    let header: Header<T> = serde_json::from_slice(&read_exactly(input, u64::from(length))?)?;
    if header.blobs.len() > BLOBS_LIMIT || header.blobs.iter().any(|length| *length > BLOB_LIMIT) {
        return Err(invalid("a message announces too many bytes"));
    }
    let blobs = header
        .blobs
        .iter()
        .map(|length| read_exactly(input, *length))
        .collect::<io::Result<_>>()?;
    Ok(Some((header.message, blobs)))
}

/// Grows with what really arrives, so that a lying length costs nothing.
fn read_exactly(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length {
        Ok(bytes)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// Paths need not be Unicode; serde's own `PathBuf` insists on it, its `OsString` does not.
mod any_path {
    use std::ffi::{OsStr, OsString};
    use std::path::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
        OsStr::serialize(path.as_os_str(), serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
        OsString::deserialize(deserializer).map(PathBuf::from)
    }
}

#[cfg(test)]
#[path = "protocol_tests.rs"]
mod tests;
