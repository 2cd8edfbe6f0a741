//! What can be made from a file, and the name under which the result is kept.

use serde::{Deserialize, Serialize};

use crate::rendition::protocol::Format;

/// Raised whenever a rendition would come out differently; older renditions are then made again.
pub const VERSION: u32 = 3;

/// How large a rendition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Size {
    /// For shelves and thumbnails.
    Shelf,
    /// Fills a screen.
    Screen,
    /// For looking closely.
    Detail,
}

impl Size {
    /// Longest side in pixels. Photos are never enlarged to reach it; pages, being drawn, always reach it.
    #[must_use]
    pub fn pixels(self) -> u32 {
        match self {
            Self::Shelf => 400,
            Self::Screen => 1920,
            Self::Detail => 3840,
        }
    }

    /// The word in addresses and file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shelf => "shelf",
            Self::Screen => "screen",
            Self::Detail => "detail",
        }
    }

    /// The size of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Shelf, Self::Screen, Self::Detail]
            .into_iter()
            .find(|size| size.name() == name)
    }
}

/// One thing that can be made from one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Recipe {
    /// A photo, upright, in sRGB.
    Photo(Size),
    /// A page of a publication; pages count from 1.
    Page(u32, Size),
    /// The still of a film that the page took while playing it.
    Poster(Size),
    /// An animation, no larger than a screen.
    Moving,
    /// A picture that stands in a book, no larger than a screen; they count from 1.
    Figure(u32),
}

impl Recipe {
    /// The same picture at another size.
    #[must_use]
    pub fn sized(self, size: Size) -> Self {
        match self {
            Self::Photo(_) => Self::Photo(size),
            Self::Page(number, _) => Self::Page(number, size),
            Self::Poster(_) => Self::Poster(size),
            Self::Moving | Self::Figure(_) => self,
        }
    }

    /// File name without extension under which the result is kept.
    #[must_use]
    pub fn file_stem(self, media: &str) -> String {
        match self {
            Self::Photo(size) => format!("{media}-photo-{}-v{VERSION}", size.name()),
            Self::Page(number, size) => format!("{media}-page-{number}-{}-v{VERSION}", size.name()),
            Self::Poster(size) => format!("{media}-poster-{}-v{VERSION}", size.name()),
            Self::Moving => format!("{media}-moving-v{VERSION}"),
            Self::Figure(number) => format!("{media}-figure-{number}-v{VERSION}"),
        }
    }

    /// How the result may be encoded, in the order in which the store looks for it.
    #[must_use]
    pub fn formats(self) -> &'static [Format] {
        match self {
            // Drawings are photos too.
            Self::Photo(_) | Self::Figure(_) => &[Format::Jpeg, Format::Png, Format::WebP],
            // Covers of books are photos.
            Self::Page(..) => &[Format::Png, Format::Jpeg, Format::WebP],
            Self::Poster(_) => &[Format::Jpeg, Format::WebP],
            Self::Moving => &[Format::Gif, Format::Png],
        }
    }
}
