//! Text that flows: books in EPUB, Markdown and plain text, cut into leaves and made safe. Opened in the render worker
//! alone.

pub(crate) mod archive;
pub(crate) mod clean;
pub(crate) mod epub;
mod loosen;
mod markdown;
mod plain;
pub(crate) mod prose;
pub(crate) mod words;

#[cfg(test)]
mod epub_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
pub(crate) mod samples;

use crate::messages::PageSize;

/// The size that is said of a cover where there is none: A5, in points.
pub(crate) const COVER: PageSize = PageSize {
    width: 420.0,
    height: 595.0,
};

/// Most leaves that one publication can have; what follows is left out.
pub(crate) const MOST_LEAVES: usize = 5000;

/// Most entries of a table of contents.
pub(crate) const MOST_ENTRIES: usize = 2000;

/// Deepest level of a table of contents.
pub(crate) const DEEPEST: usize = 7;
