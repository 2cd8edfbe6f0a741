//! Lays out an empty exhibition: fifteen stand folders, settings to fill in, and a guide for exhibitors.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::intake::junk::is_junk;

/// How many stand folders are made.
pub const STANDS: usize = 15;

/// The guide's page, with `{{name}}` where words go.
const PAGE: &str = include_str!("guide/page.html");
/// The guide's words by language.
const WORDS: [(&str, &str); 3] = [
    ("en", include_str!("guide/en.json")),
    ("fr", include_str!("guide/fr.json")),
    ("nl", include_str!("guide/nl.json")),
];
const EXHIBITION: &str = include_str!("guide/exhibition.json");

/// Why no exhibition was laid out.
#[derive(Debug, thiserror::Error)]
pub enum StarterError {
    /// Something lies there already; nothing was touched.
    #[error("{} is not empty: choose a new folder, so that nothing of yours is changed", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A file has that name.
    #[error("{} is no folder: choose a new name", path.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be written.
    #[error("{} cannot be written ({source}): choose a folder of your own", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Lays out an exhibition in `dir`, which is made if need be and must be empty. Gives the paths that were
/// written.
///
/// # Errors
/// When `dir` holds anything, or cannot be written.
pub fn new_exhibition(dir: &Path) -> Result<Vec<PathBuf>, StarterError> {
    let unwritable = |path: &Path, source| StarterError::Unwritable {
        path: path.to_owned(),
        source,
    };
    if dir.exists() && !dir.is_dir() {
        return Err(StarterError::NoFolder { path: dir.to_owned() });
    }
    fs::create_dir_all(dir).map_err(|source| unwritable(dir, source))?;
    for entry in fs::read_dir(dir).map_err(|source| unwritable(dir, source))? {
        if !is_junk(&entry.map_err(|source| unwritable(dir, source))?.file_name()) {
            return Err(StarterError::NotEmpty { path: dir.to_owned() });
        }
    }
    let mut written = Vec::new();
    for number in 1..=STANDS {
        let stand = dir.join(format!("{number:02} Stand {number}"));
        fs::create_dir(&stand).map_err(|source| unwritable(&stand, source))?;
        written.push(stand);
    }
    let guides = WORDS.map(|(language, words)| (format!("GUIDE.{language}.html"), guide(language, words)));
    for (name, text) in guides
        .into_iter()
        .chain([("exhibition.json".to_owned(), EXHIBITION.to_owned())])
    {
        let path = dir.join(name);
        fs::write(&path, text).map_err(|source| unwritable(&path, source))?;
        written.push(path);
    }
    Ok(written)
}

/// The guide in one language.
fn guide(language: &str, words: &str) -> String {
    let words: BTreeMap<String, String> =
        serde_json::from_str(words).expect("the words are compiled in and tested");
    let page = PAGE.replace("{{language}}", language);
    words.iter().fold(page, |page, (name, text)| {
        page.replace(&format!("{{{{{name}}}}}"), text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::naming::plate::plate;
    use crate::intake::scan::scan;
    use crate::intake::settings::read_exhibition;

    #[test]
    fn fifteen_stands_and_three_guides_are_laid_out() {
        let dir = tempfile::tempdir().expect("dir");
        let root = dir.path().join("fair");
        let written = new_exhibition(&root).expect("laid out");
        assert_eq!(written.len(), STANDS + 4);
        let scan = scan(&root).expect("scan");
        assert_eq!(scan.stands.len(), STANDS);
        assert_eq!(plate(&scan.stands[6].to_string_lossy()).number, Some(7));
        assert_eq!(plate(&scan.stands[6].to_string_lossy()).name, "Stand 7");
        assert_eq!(
            scan.files.len(),
            1,
            "the guides lie beside the stands and are not shown"
        );
        assert_eq!(scan.problems, []);
    }

    #[test]
    fn the_settings_to_fill_in_are_sound_and_say_nothing_yet() {
        let (settings, problems) = read_exhibition(EXHIBITION, "exhibition.json");
        assert_eq!(problems, []);
        assert_eq!((settings.title, settings.date), (None, None));
    }

    #[test]
    fn every_guide_has_all_its_words() {
        let names = |words: &str| -> Vec<String> {
            serde_json::from_str::<BTreeMap<String, String>>(words)
                .expect("words")
                .into_keys()
                .collect()
        };
        for (language, words) in WORDS {
            assert_eq!(names(words), names(WORDS[0].1), "{language}");
            let guide = guide(language, words);
            assert!(!guide.contains("{{"), "{language}: {guide}");
            assert!(guide.contains(&format!("<html lang=\"{language}\">")));
            assert!(!guide.contains("http"), "a guide is read without a network");
        }
    }

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let dir = tempfile::tempdir().expect("dir");
        fs::write(dir.path().join("thesis.docx"), b"x").expect("file");
        let error = new_exhibition(dir.path()).expect_err("not empty");
        assert!(error.to_string().contains("is not empty"), "{error}");
        assert_eq!(fs::read_dir(dir.path()).expect("dir").count(), 1);
    }

    #[test]
    fn leftovers_of_a_system_do_not_count() {
        let dir = tempfile::tempdir().expect("dir");
        fs::write(dir.path().join(".DS_Store"), b"x").expect("file");
        assert!(new_exhibition(dir.path()).is_ok());
    }
}
