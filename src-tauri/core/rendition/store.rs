//! What has been made, kept on disk under the name of the bytes it was made from. May be deleted at any time.
//!
//! Nothing is believed because it is there: a picture must be whole from head to tail, a note must parse.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::intake::read;
use crate::intake::reading::{Reading, Refusal};
use crate::messages::ProblemCode;
use crate::rendition::protocol::{Format, Picture};
use crate::rendition::recipe::{self, Recipe};

const UNFINISHED: &str = "unfinished";

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
    folder: PathBuf,
    written: Arc<AtomicU64>,
}

impl Store {
    /// Opens the store in `folder`, which is made when missing, and removes what interrupted writes have left.
    ///
    /// # Errors
    /// When the folder can be neither found nor made.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, StoreError> {
        let folder = folder.into();
        let unfinished = folder.join(UNFINISHED);
        // Most often there is none; when it cannot be removed, the next line or the first write says so.
        let _ = fs::remove_dir_all(&unfinished);
        fs::create_dir_all(&folder).map_err(|source| StoreError::Write {
            path: folder.clone(),
            source,
        })?;
        Ok(Self {
            folder,
            written: Arc::default(),
        })
    }

    /// The rendition, when it is there and whole.
    #[must_use]
    pub fn find(&self, media: &str, recipe: Recipe) -> Option<Kept> {
        recipe.formats().into_iter().find_map(|format| {
            let path = self.place(media, &picture_name(media, recipe, format)).ok()?;
            is_whole(&path, format).then_some(Kept { path, format })
        })
    }

    /// Keeps a rendition and forgets a refusal to make it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, media: &str, recipe: Recipe, picture: &Picture) -> Result<Kept, StoreError> {
        let path = self.place(media, &picture_name(media, recipe, picture.format))?;
        self.write(&path, &picture.bytes)?;
        for other in recipe
            .formats()
            .into_iter()
            .filter(|other| *other != picture.format)
        {
            let _ = fs::remove_file(self.place(media, &picture_name(media, recipe, other))?);
        }
        let _ = fs::remove_file(self.place(media, &refusal_name(media, recipe))?);
        Ok(Kept {
            path,
            format: picture.format,
        })
    }

    /// What the file was found to be, by this version of the reader.
    #[must_use]
    pub fn reading(&self, media: &str) -> Option<Reading> {
        self.read_note(media, &reading_name(media))
    }

    /// Keeps what the file was found to be. A file that could not be opened is not noted: that is not in its bytes.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_reading(&self, media: &str, reading: &Reading) -> Result<(), StoreError> {
        if matches!(reading, Reading::Refused(refusal) if !lasts(refusal)) {
            return Ok(());
        }
        self.write_note(media, &reading_name(media), reading)
    }

    /// Why this recipe fails on this file, in this version of the recipes.
    #[must_use]
    pub fn refusal(&self, media: &str, recipe: Recipe) -> Option<Refusal> {
        self.read_note(media, &refusal_name(media, recipe))
    }

    /// Notes that this recipe fails on this file, so that it is not tried again and again. A file that could not be
    /// opened is not noted.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_refusal(&self, media: &str, recipe: Recipe, refusal: &Refusal) -> Result<(), StoreError> {
        if !lasts(refusal) {
            return Ok(());
        }
        self.write_note(media, &refusal_name(media, recipe), refusal)
    }

    /// The words of each page, in order.
    #[must_use]
    pub fn text(&self, media: &str) -> Option<Vec<String>> {
        self.read_note(media, &text_name(media))
    }

    /// Keeps the words of each page.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep_text(&self, media: &str, pages: &[String]) -> Result<(), StoreError> {
        self.write_note(media, &text_name(media), pages)
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

    fn write_note<T: Serialize + ?Sized>(&self, media: &str, name: &str, note: &T) -> Result<(), StoreError> {
        let path = self.place(media, name)?;
        let bytes = serde_json::to_vec(note).map_err(|source| StoreError::Write {
            path: path.clone(),
            source: source.into(),
        })?;
        self.write(&path, &bytes)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let unfinished = self
            .folder
            .join(UNFINISHED)
            .join(format!("{}-{number}", std::process::id()));
        let attempt = || {
            for folder in [unfinished.parent(), path.parent()].into_iter().flatten() {
                fs::create_dir_all(folder)?;
            }
            let mut file = File::create(&unfinished)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            drop(file);
            fs::rename(&unfinished, path)
        };
        // The cache may be emptied between any two of these steps, but hardly twice in a row.
        let result = match attempt() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => attempt(),
            other => other,
        };
        result.map_err(|source| {
            let _ = fs::remove_file(&unfinished);
            StoreError::Write {
                path: path.to_owned(),
                source,
            }
        })
    }
}

/// Whether a refusal follows from the bytes alone, so that the same bytes will be refused again.
fn lasts(refusal: &Refusal) -> bool {
    refusal.code != ProblemCode::FileUnreadable
}

fn picture_name(media: &str, recipe: Recipe, format: Format) -> String {
    format!("{}.{}", recipe.file_stem(media), format.extension())
}

fn refusal_name(media: &str, recipe: Recipe) -> String {
    format!("{}.refused.json", recipe.file_stem(media))
}

fn reading_name(media: &str) -> String {
    format!("{media}-reading-v{}.json", read::VERSION)
}

fn text_name(media: &str) -> String {
    format!("{media}-text-v{}.json", recipe::VERSION)
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
mod tests {
    use super::*;
    use crate::rendition::protocol::refusal;
    use crate::rendition::recipe::Size;

    const MEDIA: &str = "ab12cd";
    const SHELF: Recipe = Recipe::Photo(Size::Shelf);

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path().join("cache")).unwrap();
        (folder, store)
    }

    fn jpeg() -> Picture {
        let bytes = [&[0xff, 0xd8, 0xff, 0xe0][..], &[7; 40], &[0xff, 0xd9]].concat();
        Picture {
            bytes,
            format: Format::Jpeg,
        }
    }

    fn webp() -> Picture {
        let bytes = [&b"RIFF"[..], &12_u32.to_le_bytes(), b"WEBPVP8L", &[0; 4]].concat();
        Picture {
            bytes,
            format: Format::WebP,
        }
    }

    #[test]
    fn what_is_kept_is_found_again_and_by_the_next_start() {
        let (_folder, store) = store();
        assert_eq!(store.find(MEDIA, SHELF), None);
        let kept = store.keep(MEDIA, SHELF, &jpeg()).unwrap();
        assert_eq!(store.find(MEDIA, SHELF), Some(kept.clone()));
        assert_eq!(fs::read(&kept.path).unwrap(), jpeg().bytes);
        assert_eq!(store.find(MEDIA, Recipe::Photo(Size::Screen)), None);
        let again = Store::open(store.folder.clone()).unwrap();
        assert_eq!(again.find(MEDIA, SHELF), Some(kept));
    }

    #[test]
    fn a_picture_in_another_format_takes_the_place() {
        let (_folder, store) = store();
        store.keep(MEDIA, SHELF, &jpeg()).unwrap();
        let kept = store.keep(MEDIA, SHELF, &webp()).unwrap();
        assert_eq!(store.find(MEDIA, SHELF), Some(kept));
    }

    #[test]
    fn a_damaged_picture_is_absent() {
        let (_folder, store) = store();
        for picture in [jpeg(), webp()] {
            let kept = store.keep(MEDIA, SHELF, &picture).unwrap();
            fs::write(&kept.path, &picture.bytes[..picture.bytes.len() - 1]).unwrap();
            assert_eq!(store.find(MEDIA, SHELF), None, "cut {:?}", picture.format);
            fs::write(&kept.path, vec![0; picture.bytes.len()]).unwrap();
            assert_eq!(store.find(MEDIA, SHELF), None, "zeroed {:?}", picture.format);
        }
    }

    #[test]
    fn notes_come_back_and_damaged_ones_are_absent() {
        let (_folder, store) = store();
        store.keep_reading(MEDIA, &Reading::Text).unwrap();
        store.keep_text(MEDIA, &["one".into(), "ثلاثة".into()]).unwrap();
        assert_eq!(store.reading(MEDIA), Some(Reading::Text));
        assert_eq!(store.text(MEDIA).unwrap()[1], "ثلاثة");
        let path = store.place(MEDIA, &reading_name(MEDIA)).unwrap();
        fs::write(path, b"{\"kind\":\"te").unwrap();
        assert_eq!(store.reading(MEDIA), None);
    }

    #[test]
    fn a_refusal_holds_until_a_picture_is_made() {
        let (_folder, store) = store();
        let damaged = refusal(ProblemCode::FileDamaged, "JPEG", "cut");
        store.keep_refusal(MEDIA, SHELF, &damaged).unwrap();
        assert_eq!(store.refusal(MEDIA, SHELF), Some(damaged));
        assert_eq!(store.refusal(MEDIA, Recipe::Photo(Size::Screen)), None);
        store.keep(MEDIA, SHELF, &jpeg()).unwrap();
        assert_eq!(store.refusal(MEDIA, SHELF), None);
    }

    #[test]
    fn a_file_that_could_not_be_opened_is_tried_again() {
        let (_folder, store) = store();
        let locked = refusal(ProblemCode::FileUnreadable, "", "locked");
        store.keep_refusal(MEDIA, SHELF, &locked).unwrap();
        store.keep_reading(MEDIA, &Reading::Refused(locked)).unwrap();
        assert_eq!((store.refusal(MEDIA, SHELF), store.reading(MEDIA)), (None, None));
    }

    #[test]
    fn the_folder_may_go_away_while_running() {
        let (folder, store) = store();
        store.keep(MEDIA, SHELF, &jpeg()).unwrap();
        fs::remove_dir_all(folder.path().join("cache")).unwrap();
        assert_eq!(store.find(MEDIA, SHELF), None);
        store.keep(MEDIA, SHELF, &jpeg()).unwrap();
        assert!(store.find(MEDIA, SHELF).is_some());
    }

    #[test]
    fn leftovers_of_interrupted_writes_are_removed() {
        let (_folder, store) = store();
        let leftovers = store.folder.join(UNFINISHED);
        fs::create_dir_all(&leftovers).unwrap();
        fs::write(leftovers.join("1-1"), "half").unwrap();
        Store::open(store.folder.clone()).unwrap();
        assert!(!leftovers.exists());
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error_with_its_path() {
        let (folder, store) = store();
        fs::remove_dir_all(&store.folder).unwrap();
        fs::write(&store.folder, "a file in the way").unwrap();
        let error = store.keep(MEDIA, SHELF, &jpeg()).unwrap_err();
        assert!(error.to_string().contains("ab12cd-photo-shelf"), "{error}");
        assert!(Store::open(folder.path().join("cache")).is_err());
    }

    #[test]
    fn a_name_that_is_a_path_reaches_nothing() {
        let (_folder, store) = store();
        for media in ["", "a", "../../etc", "ab/cd", "AB12", "ab\0c"] {
            assert!(store.keep(media, SHELF, &jpeg()).is_err(), "{media:?}");
            assert_eq!(store.find(media, SHELF), None);
        }
    }
}
