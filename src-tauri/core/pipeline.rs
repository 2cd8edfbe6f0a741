//! The one loop: hint, scan, catalogue, due renditions, publish. Owns all state; everyone else holds a `Show`.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::messages::{Catalogue, PublicationDetail};
use crate::rendition::recipe::Recipe;

/// What a show needs to know before it opens.
#[derive(Clone, Debug)]
pub struct Options {
    /// The watched folder.
    pub assets: PathBuf,
    /// Where derived files are kept; made when missing.
    pub cache: PathBuf,
    /// Program and arguments of the render worker.
    pub worker: Vec<OsString>,
}

/// One published state of the show: the catalogue and the files behind its media names.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// What every screen shows.
    pub catalogue: Catalogue,
    /// The file behind each media name. Names that are not here are not served.
    pub media: BTreeMap<String, MediaFile>,
}

/// The file behind a media name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Absolute path of the original, which is only ever read.
    pub path: PathBuf,
    /// What may be asked of it.
    pub kind: MediaKind,
}

/// What may be asked of a media name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// `Recipe::Photo`.
    Photo,
    /// Its bytes with this content type, and `Recipe::Poster`.
    Film {
        /// Content type without codecs, e.g. `video/mp4`.
        content_type: String,
    },
    /// `Recipe::Page` for pages 1 to `pages`, and its detail.
    Publication {
        /// Number of pages.
        pages: u32,
    },
    /// Its text as WebVTT.
    Captions,
}

/// A rendition on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// Absolute path in the cache.
    pub path: PathBuf,
    /// `image/jpeg` or `image/webp`.
    pub content_type: &'static str,
}

/// Why a rendition cannot be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RenditionError {
    /// No such media, page or kind of rendition.
    #[error("there is no such picture")]
    Unknown,
    /// A poster that no screen has taken yet.
    #[error("the picture is not there yet")]
    NotYet,
    /// The original cannot be shown; the catalogue says why.
    #[error("the picture cannot be made")]
    Broken,
    /// The cache cannot be written, or the show is closing.
    #[error("the picture cannot be kept: {0}")]
    Failed(String),
}

/// The running show. Clones share it; it closes when the last clone is dropped.
#[derive(Clone)]
pub struct Show {}

impl Show {
    /// Starts the loop and the render workers, and returns at once; the first snapshot follows.
    ///
    /// # Errors
    /// When the cache folder cannot be made or the worker cannot be started.
    pub fn open(_options: Options) -> std::io::Result<Self> {
        todo!()
    }

    /// The snapshot that is there now; number 0 before the first scan is done.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        todo!()
    }

    /// Receives the number of every snapshot published from now on.
    #[must_use]
    pub fn subscribe(&self) -> Receiver<u32> {
        todo!()
    }

    /// Calls `done` with the rendition, made first if need be, ahead of all background work. Never blocks.
    pub fn rendition(
        &self,
        _media: &str,
        _recipe: Recipe,
        _done: Box<dyn FnOnce(Result<Rendition, RenditionError>) + Send>,
    ) {
        todo!()
    }

    /// Page sizes and bookmarks of a publication.
    #[must_use]
    pub fn publication(&self, _media: &str) -> Option<PublicationDetail> {
        todo!()
    }

    /// Captions of a film as WebVTT.
    #[must_use]
    pub fn captions(&self, _media: &str) -> Option<String> {
        todo!()
    }

    /// Keeps a still that a screen took of a film. `picture` is a JPEG or PNG and is decoded in the worker.
    /// Calls `done` once the poster can be had.
    pub fn keep_poster(
        &self,
        _media: &str,
        _picture: Vec<u8>,
        _done: Box<dyn FnOnce(Result<(), RenditionError>) + Send>,
    ) {
        todo!()
    }

    /// Notes whether this system can play a film; one that it cannot becomes broken, with a problem that says so.
    pub fn judge_film(&self, _media: &str, _plays: bool) {
        todo!()
    }
}
