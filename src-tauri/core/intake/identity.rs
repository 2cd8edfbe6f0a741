//! Names a file by its bytes, so that a renamed file keeps its pictures and a replaced one gets new ones.

use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

use crate::intake::open;

/// Files up to this size are hashed whole, in bytes.
const WHOLE: u64 = 64 << 20;
/// Number of samples taken of a larger file, first and last block among them.
const SAMPLES: u64 = 64;
/// Size of one sample, in bytes.
const BLOCK: u64 = 64 << 10;
/// Length of a media name in hexadecimal digits; 128 bits make a collision unthinkable.
const DIGITS: usize = 32;

/// The media name of a file: 32 hexadecimal digits.
///
/// A file of more than 64 MiB is named by its size, its time of change and 64 samples spread over it: hashing a
/// feature film whole would keep it off the screen for seconds, and no editor changes a film without changing these.
///
/// # Errors
/// When the file cannot be read.
pub fn media_name(path: &Path) -> io::Result<String> {
    let mut file = open::regular(path)?;
    let found = file.metadata()?;
    let mut hash = blake3::Hasher::new();
    if found.len() <= WHOLE {
        io::copy(&mut file, &mut hash)?;
    } else {
        hash.update(&found.len().to_le_bytes());
        let changed = found
            .modified()?
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        hash.update(&changed.as_nanos().to_le_bytes());
        let mut block = vec![0; usize::try_from(BLOCK).expect("a block fits in memory")];
        for sample in 0..SAMPLES {
            file.seek(SeekFrom::Start((found.len() - BLOCK) / (SAMPLES - 1) * sample))?;
            file.read_exact(&mut block)?;
            hash.update(&block);
        }
    }
    Ok(hash.finalize().to_hex()[..DIGITS].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};

    #[test]
    fn a_renamed_file_keeps_its_name_and_a_changed_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("a.jpg"), folder.path().join("b.png"));
        fs::write(&first, b"one").unwrap();
        fs::write(&second, b"one").unwrap();
        assert_eq!(media_name(&first).unwrap(), media_name(&second).unwrap());
        assert_eq!(media_name(&first).unwrap().len(), DIGITS);
        fs::write(&second, b"two").unwrap();
        assert_ne!(media_name(&first).unwrap(), media_name(&second).unwrap());
    }

    #[test]
    fn a_large_film_is_told_apart_by_its_middle() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.mp4");
        let file = File::create(&path).unwrap();
        file.set_len(WHOLE * 3).unwrap();
        let then = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        file.set_modified(then).unwrap();
        let blank = media_name(&path).unwrap();

        let mut file = File::options().write(true).open(&path).unwrap();
        file.seek(SeekFrom::Start((WHOLE * 3 - BLOCK) / (SAMPLES - 1) * 31))
            .unwrap();
        io::Write::write_all(&mut file, b"a scene").unwrap();
        file.set_modified(then).unwrap();
        assert_ne!(media_name(&path).unwrap(), blank);
    }

    #[test]
    fn a_file_that_is_gone_is_an_error() {
        assert!(media_name(Path::new("/no/such/film.mp4")).is_err());
    }
}
