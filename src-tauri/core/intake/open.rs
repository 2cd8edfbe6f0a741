//! Opens files that somebody else put there: what is no regular file is refused before it can make anyone wait.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a regular file for reading. Between the scan and now it may have become a pipe, which would keep whoever opens
/// it waiting for ever.
///
/// # Errors
/// When the system refuses, or it is a folder, a pipe or a device.
pub fn regular(path: &Path) -> io::Result<File> {
    let mut wish = File::options();
    wish.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        // Means nothing to a regular file.
        wish.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    let file = wish.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("not a regular file"))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_a_regular_file_is_opened_and_nothing_keeps_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let (file, pipe) = (folder.path().join("file"), folder.path().join("pipe"));
        std::fs::write(&file, "words").unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR,
            0,
        )
        .unwrap();
        assert_eq!(io::read_to_string(regular(&file).unwrap()).unwrap(), "words");
        for path in [pipe.as_path(), folder.path(), Path::new("/dev/zero")] {
            assert!(regular(path).is_err(), "{}", path.display());
        }
        assert!(crate::intake::arrival::look(&pipe).is_err());
        assert!(crate::intake::identity::media_name(&pipe).is_err());
        assert!(crate::intake::text::read_text(&pipe).is_err());
    }
}
