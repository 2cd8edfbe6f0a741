//! What the render worker finds in one file: the facts a catalogue is built from, with nothing decided yet.

use serde::{Deserialize, Serialize};

use crate::messages::{OutlineEntry, PageSize, ProblemCode, Region};
use crate::rendition::protocol::Outcome;

/// What one file turned out to be, by its bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reading {
    /// A still picture.
    Photo(PhotoReading),
    /// A moving picture.
    Film(FilmReading),
    /// A paged document.
    Publication(PublicationReading),
    /// Something to hear and nothing to see.
    Sound(SoundReading),
    /// A link to the web, as browsers save one.
    Link(LinkReading),
    /// Plain text of any sort: a caption, a subtitle file, a stray note, or, by its length and its name, a publication.
    Text(TextReading),
    /// Not showable.
    Refused(Refusal),
}

impl Reading {
    /// The publication that this is with such a binding.
    #[must_use]
    pub fn bound_as(&self, binding: Binding) -> Option<&PublicationReading> {
        match (self, binding) {
            (Self::Publication(found), _) => Some(found),
            (Self::Text(found), Binding::Markdown) => found.markdown.as_deref()?.bound_as(binding),
            (Self::Text(found), Binding::Plain) => found.plain.as_deref()?.bound_as(binding),
            _ => None,
        }
    }
}

/// Facts about a still picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhotoReading {
    /// Field name of the format: `JPEG`, `PNG`, `WebP`, `GIF`, `TIFF`, `BMP`, `SVG`, `AVIF`, `HEIC`, `JPEG XL`.
    pub format: String,
    /// Pixels, after the EXIF orientation is applied.
    pub width: u32,
    /// Pixels, after the EXIF orientation is applied.
    pub height: u32,
    /// Title from IPTC, XMP or EXIF, as written.
    pub title: Option<String>,
    /// Caption from IPTC, XMP or EXIF, as written.
    pub caption: Option<String>,
    /// Creator or credit line from IPTC, XMP or EXIF, as written.
    pub credit: Option<String>,
    /// What is marked in it, by XMP.
    pub focus: Option<Region>,
    /// Whether it is one picture or many.
    pub motion: Motion,
}

/// Whether a picture moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// One picture.
    #[default]
    Still,
    /// An animation that can be shown moving.
    Moves,
    /// An animation of more pictures than can be shown moving; its first picture is shown.
    TooLong,
}

/// Facts about a film.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FilmReading {
    /// Field name of the container: `MP4`, `MOV`, `WebM`, `MKV`, `AVI`, `MPEG-TS`.
    pub container: String,
    /// RFC 6381 type for `canPlayType`.
    pub mime: String,
    /// Pixels, after rotation.
    pub width: u32,
    /// Pixels, after rotation.
    pub height: u32,
    /// Seconds; 0 when the container does not say.
    pub seconds: f64,
    /// Whether there is a sound track.
    pub sound: bool,
    /// The field's word for the codec of the picture, e.g. `MPEG-4 Part 2`; empty when it is not known.
    pub codec: String,
    /// The transfer of a picture with high dynamic range: `PQ` or `HLG`.
    pub hdr: Option<String>,
    /// Title from the container, as written.
    pub title: Option<String>,
    /// What the film says of the people, places and devices behind it, in order.
    #[serde(default)]
    pub veils: Vec<Veil>,
}

/// A stretch of a film's bytes that is handed out as an empty box, so that the place where it was shot and the name of
/// who shot it reach no screen. No other byte moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veil {
    /// Where the four bytes of the box's name are, in bytes from the beginning of the file; its contents follow.
    pub name: u64,
    /// The first byte after the box.
    pub end: u64,
}

impl Veil {
    /// The name of a box that nobody reads (ISO/IEC 14496-12).
    const EMPTY: [u8; 4] = *b"free";

    /// Draws the veil over `bytes`, the first of which is at `at` in the file.
    pub fn draw(&self, at: u64, bytes: &mut [u8]) {
        for (byte, place) in bytes.iter_mut().zip(at..) {
            if (self.name..self.end).contains(&place) {
                let letter = usize::try_from(place - self.name).ok();
                *byte = letter
                    .and_then(|letter| Self::EMPTY.get(letter))
                    .copied()
                    .unwrap_or(0);
            }
        }
    }
}

/// Facts about a plain text: what it would be by its name, where it is long enough to be shown by itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextReading {
    /// As it is: a [`Reading::Publication`].
    pub plain: Option<Box<Reading>>,
    /// As Markdown: a [`Reading::Publication`].
    pub markdown: Option<Box<Reading>>,
}

/// What a publication is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// Pages with a fixed picture.
    #[default]
    Pdf,
    /// Chapters of a book.
    Epub {
        /// It has a picture of its cover.
        cover: bool,
    },
    /// Sections of a text with headings.
    Markdown,
    /// Sections of a text.
    Plain,
    /// Pages that an office program made of a document.
    Office(Manuscript),
}

/// A document of an office program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manuscript {
    /// Word since 2007.
    Docx,
    /// Word before.
    Doc,
    /// PowerPoint since 2007.
    Pptx,
    /// PowerPoint before.
    Ppt,
    /// OpenDocument text.
    Odt,
    /// OpenDocument presentation.
    Odp,
    /// Rich text.
    Rtf,
}

impl Manuscript {
    const ALL: [Self; 7] = [
        Self::Docx,
        Self::Doc,
        Self::Pptx,
        Self::Ppt,
        Self::Odt,
        Self::Odp,
        Self::Rtf,
    ];

    /// The kind of document that was recognised and not opened.
    #[must_use]
    pub fn of(reading: &Reading) -> Option<Self> {
        match reading {
            Reading::Refused(refusal) if refusal.code == ProblemCode::KindNotShown => {
                Self::ALL.into_iter().find(|made| made.name() == refusal.what)
            }
            _ => None,
        }
    }

    /// Whether a kind of file, in the field's word, is one of these.
    pub(crate) fn is_one(what: &str) -> bool {
        Self::ALL.iter().any(|made| made.name() == what)
    }

    /// What became of it, by what became of its PDF.
    #[must_use]
    pub fn bound(self, outcome: Outcome) -> Reading {
        let refused = |code, detail: String| {
            Reading::Refused(Refusal {
                code,
                what: self.name().to_owned(),
                detail,
            })
        };
        match outcome {
            Outcome::Reading(Reading::Publication(found)) => Reading::Publication(PublicationReading {
                binding: Binding::Office(self),
                ..found
            }),
            Outcome::Refused(refusal) => refused(refusal.code, refusal.detail),
            other => refused(ProblemCode::FileUnreadable, format!("{other:?}")),
        }
    }

    /// Field name of the format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "DOCX",
            Self::Doc => "DOC",
            Self::Pptx => "PPTX",
            Self::Ppt => "PPT",
            Self::Odt => "ODT",
            Self::Odp => "ODP",
            Self::Rtf => "RTF",
        }
    }
}

impl Binding {
    /// Its leaves are text that flows.
    #[must_use]
    pub fn flows(self) -> bool {
        !matches!(self, Self::Pdf | Self::Office(_))
    }

    /// There is a picture of its cover.
    #[must_use]
    pub fn has_cover(self) -> bool {
        matches!(self, Self::Pdf | Self::Office(_) | Self::Epub { cover: true })
    }

    /// Field name of the format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Epub { .. } => "EPUB",
            Self::Markdown => "Markdown",
            Self::Plain => "TXT",
            Self::Office(made) => made.name(),
        }
    }
}

/// Facts about a publication.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PublicationReading {
    /// What it is made of.
    pub binding: Binding,
    /// Title from the document, as written; may be a file name in disguise.
    pub title: Option<String>,
    /// BCP 47 code from the document.
    pub language: Option<String>,
    /// Bound on the right.
    pub right_to_left: bool,
    /// Size of every page, in order; of text that flows that of the cover for each leaf.
    pub pages: Vec<PageSize>,
    /// Bookmarks or contents in reading order.
    pub outline: Vec<OutlineEntry>,
}

/// Facts about a recording.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SoundReading {
    /// Field name of the format: `MP3`, `M4A`, `WAV`, `OGG`, `Opus`, `FLAC`.
    pub format: String,
    /// For `canPlayType`.
    pub mime: String,
    /// Seconds; 0 when the file does not say.
    pub seconds: f64,
    /// As of a film.
    #[serde(default)]
    pub veils: Vec<Veil>,
}

/// Facts about a link to the web.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LinkReading {
    /// `http` or `https`; absent where the file has no such address.
    pub address: Option<String>,
}

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// What kind of trouble.
    pub code: ProblemCode,
    /// What the file is, in the field's word, e.g. `EPUB`, `HEIC`, `ZIP`; empty when unknown.
    pub what: String,
    /// The decoder's own words, for the log; never for a visitor.
    pub detail: String,
}
