//! What has been made, kept on disk under the name of the bytes it was made from. May be deleted at any time, and several
//! shows may share it.
//!
//! Nothing is believed because it is there: a picture must be whole from head to tail, a note must parse.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::rendition::protocol::{Format, Picture};
use crate::rendition::recipe::{self, Recipe};

pub(super) const UNFINISHED: &str = "unfinished";

/// Raised whenever documents would be printed differently; they are then printed again.
const PRINT: u32 = 1;

/// The time between two tries to write to a disk that is full or cannot be written.
const REST: Duration = Duration::from_secs(30);

/// Why something could not be kept. What is missing or damaged is not an error, it is absent.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk is full, read-only or gone.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It could not be written a moment ago, and is not tried again yet.
    #[error("the cache could not be written a moment ago")]
    Resting,
    /// Not lower-case letters and digits, so not the name of any media.
    #[error("{0:?} is not the name of media")]
    Name(String),
}

/// A rendition on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Below the folder of the store.
    pub path: PathBuf,
    /// How it is encoded.
    pub format: Format,
}

/// The cache folder. Clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    pub(super) folder: PathBuf,
    written: Arc<AtomicU64>,
    /// Since it could not be written: when that is tried again.
    stuck: Arc<Mutex<Option<Instant>>>,
    rest: Duration,
}

impl Store {
    /// The store in `folder`. It need not be there, and need not be writable: what cannot be kept is an error of its own.
    #[must_use]
    pub fn open(folder: impl Into<PathBuf>) -> Self {
        Self::open_with(folder, REST)
    }

    /// As `open`, with another time between two tries to write to a full disk.
    pub(crate) fn open_with(folder: impl Into<PathBuf>, rest: Duration) -> Self {
        Self {
            folder: folder.into(),
            written: Arc::default(),
            stuck: Arc::default(),
            rest,
        }
    }

    /// The cache folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The time between two tries to write to a disk that is full.
    pub(crate) fn rest(&self) -> Duration {
        self.rest
    }

    /// Whether nothing can be kept at the moment.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        let stuck = self.stuck.lock().unwrap_or_else(PoisonError::into_inner);
        stuck.is_some_and(|until| Instant::now() < until)
    }

    /// The rendition, when it is there and whole.
    #[must_use]
    pub fn find(&self, media: &str, recipe: Recipe) -> Option<Kept> {
        recipe.formats().iter().find_map(|format| {
            let path = self.place(media, &picture_name(media, recipe, *format)).ok()?;
            is_whole(&path, *format).then_some(Kept {
                path,
                format: *format,
            })
        })
    }

    /// Keeps a rendition.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, media: &str, recipe: Recipe, picture: &Picture) -> Result<Kept, StoreError> {
        let path = self.place(media, &picture_name(media, recipe, picture.format))?;
        self.write(&path, &picture.bytes)?;
        for other in recipe.formats().iter().filter(|other| **other != picture.format) {
            let _ = fs::remove_file(self.place(media, &picture_name(media, recipe, *other))?);
        }
        Ok(Kept {
            path,
            format: picture.format,
        })
    }

    /// The words of each page, in order.
    #[must_use]
    pub fn text(&self, media: &str) -> Option<Vec<String>> {
        self.read_note(media, &text_name(media))
    }

    /// Keeps the words of each page, and gives back how many bytes that took.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep_text(&self, media: &str, pages: &[String]) -> Result<usize, StoreError> {
        self.write_note(media, &text_name(media), pages)
    }

    /// Where the PDF of a document is, or would be.
    ///
    /// # Errors
    /// When `media` is no media name.
    pub fn print_path(&self, media: &str) -> Result<PathBuf, StoreError> {
        self.place(media, &format!("{}.pdf", stem_of_print(media)))
    }

    /// The folder of what is being made, on the same disk.
    pub(crate) fn unfinished(&self) -> PathBuf {
        self.folder.join(UNFINISHED)
    }

    /// Thousands of files in one folder are slow on some systems; two hex digits make at most 256 folders.
    fn place(&self, media: &str, name: &str) -> Result<PathBuf, StoreError> {
        let plain = media
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
        match media.get(..2) {
            Some(shard) if plain && media.len() <= 128 => Ok(self.folder.join(shard).join(name)),
            _ => Err(StoreError::Name(media.to_owned())),
        }
    }

    fn read_note<T: DeserializeOwned>(&self, media: &str, name: &str) -> Option<T> {
        let bytes = fs::read(self.place(media, name).ok()?).ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    fn write_note<T: Serialize + ?Sized>(
        &self,
        media: &str,
        name: &str,
        note: &T,
    ) -> Result<usize, StoreError> {
        let path = self.place(media, name)?;
        let bytes = serde_json::to_vec(note).map_err(|source| StoreError::Write {
            path: path.clone(),
            source: source.into(),
        })?;
        self.write(&path, &bytes)?;
        Ok(bytes.len())
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        if self.is_stuck() {
            return Err(StoreError::Resting);
        }
        // The cache may be emptied between any two steps, but hardly twice in a row.
        let result = match self.attempt(path, bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.attempt(path, bytes),
            other => other,
        };
        let mut stuck = self.stuck.lock().unwrap_or_else(PoisonError::into_inner);
        match result {
            Ok(()) => {
                if stuck.take().is_some() {
                    tracing::info!("the cache can be written again");
                }
                Ok(())
            }
            Err(source) => {
                if is_of_the_whole(&source) || !self.folder.is_dir() {
                    // Said once, and not again for every try.
                    if stuck.is_none() {
                        tracing::warn!(
                            "the cache at {} cannot be written: {source}; pictures are made when they are asked for, and kept once they can be",
                            self.folder.display()
                        );
                    }
                    *stuck = Some(Instant::now() + self.rest);
                }
                Err(StoreError::Write {
                    path: path.to_owned(),
                    source,
                })
            }
        }
    }

    /// Writes under a name that no other show uses, and renames when all is there.
    fn attempt(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let unfinished = self.folder.join(UNFINISHED);
        for folder in [Some(unfinished.as_path()), path.parent()].into_iter().flatten() {
            fs::create_dir_all(folder)?;
        }
        let (place, mut file) = loop {
            let number = self.written.fetch_add(1, Ordering::Relaxed);
            let place = unfinished.join(format!("{}-{number}", std::process::id()));
            match File::options().write(true).create_new(true).open(&place) {
                Ok(file) => break (place, file),
                // What a process of the same number has left, or is writing on another machine.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        let outcome = file
            .write_all(bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| {
                drop(file);
                fs::rename(&place, path)
            });
        if outcome.is_err() {
            let _ = fs::remove_file(&place);
        }
        outcome
    }
}

/// Whether an error is that of a disk and not of one file.
fn is_of_the_whole(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(
        error.kind(),
        StorageFull | QuotaExceeded | ReadOnlyFilesystem | PermissionDenied
    )
}

fn picture_name(media: &str, recipe: Recipe, format: Format) -> String {
    format!("{}.{}", recipe.file_stem(media), format.extension())
}

fn text_name(media: &str) -> String {
    format!("{}.json", stem_of_text(media))
}

/// File name without extension of the words of a publication.
pub(crate) fn stem_of_text(media: &str) -> String {
    format!("{media}-text-v{}", recipe::VERSION)
}

/// File name without extension of the PDF of a document.
pub(crate) fn stem_of_print(media: &str) -> String {
    format!("{media}-print-v{PRINT}")
}

/// A power cut can leave a file of the right name with only part of its bytes, or zeros in their place.
fn is_whole(path: &Path, format: Format) -> bool {
    let ends = || -> io::Result<([u8; 12], [u8; 2], u64)> {
        let mut file = File::open(path)?;
        let mut head = [0; 12];
        let mut tail = [0; 2];
        file.read_exact(&mut head)?;
        let length = file.seek(SeekFrom::End(-2))? + 2;
        file.read_exact(&mut tail)?;
        Ok((head, tail, length))
    };
    let Ok((head, tail, length)) = ends() else {
        return false;
    };
    match format {
        Format::Jpeg => head.starts_with(&[0xff, 0xd8, 0xff]) && tail == [0xff, 0xd9],
        Format::WebP => {
            let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
            head.starts_with(b"RIFF") && head.ends_with(b"WEBP") && u64::from(size) + 8 == length
        }
        Format::Gif => head.starts_with(b"GIF89a") && tail[1] == 0x3b,
        // The checksum of its last chunk, which is always empty.
        Format::Png => head.starts_with(b"\x89PNG\r\n\x1a\n") && tail == [0x60, 0x82],
    }
}

#[cfg(test)]
#[path = "store_tests.rs"]
mod tests;
