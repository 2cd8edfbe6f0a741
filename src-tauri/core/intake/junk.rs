//! Names that no exhibitor meant to show: what systems, offices and browsers leave behind in a folder.

use std::ffi::OsStr;

/// Whether a file or folder of this name is left alone without a word.
#[must_use]
pub fn is_junk(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(
            name.as_str(),
            "thumbs.db"
                | "ehthumbs.db"
                | "desktop.ini"
                | "@eadir"
                | "__macosx"
                | "$recycle.bin"
                | "system volume information"
                | "lost+found"
                | "icon\r"
        )
        || name
            .rsplit_once('.')
            .is_some_and(|(_, extension)| UNFINISHED.contains(&extension))
}

/// Extensions under which a browser or a copier keeps a file that is not all there.
const UNFINISHED: [&str; 5] = ["part", "crdownload", "tmp", "partial", "download"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_junk_whatever_their_case() {
        for name in [
            ".DS_Store",
            ".git",
            "._photo.jpg",
            "Thumbs.db",
            "THUMBS.DB",
            "desktop.ini",
            "@eaDir",
            "__MACOSX",
            "~$report.docx",
            "film.mp4.part",
            "film.mp4.CRDOWNLOAD",
            "a.tmp",
            "a.partial",
            "a.download",
        ] {
            assert!(is_junk(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn what_only_looks_like_a_leftover_is_kept() {
        for name in [
            "part.jpg",
            "download",
            "tmp",
            "a.parts",
            "~home.jpg",
            "Thumbs.db.jpg",
            "…and then.jpg",
        ] {
            assert!(!is_junk(OsStr::new(name)), "{name}");
        }
    }
}
