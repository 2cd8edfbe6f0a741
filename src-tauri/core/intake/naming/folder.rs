//! Which folders name a photo exhibition, and which only say that photos are in them.

use super::title::{tidied, without_order};
use super::words::GENERIC;
use super::{composed, language};

/// The title a folder gives to what is in it; `None` for camera folders, languages and words such as
/// "photos".
#[must_use]
pub fn folder_title(name: &str) -> Option<String> {
    let name = composed(name);
    if is_camera_folder(&name) || language::folder(&name).is_some_and(|spoken| spoken.sure) {
        return None;
    }
    let words = tidied(without_order(name.trim()));
    // A new folder's own counter, "New folder (2)", and apostrophes, "foto's", are no part of the word.
    let bare: String = words
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphabetic() || *letter == ' ')
        .collect();
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    let generic = GENERIC.contains(&bare.as_str())
        || bare
            .split(' ')
            .all(|word| JOINING.contains(&word) || GENERIC.contains(&word));
    let date_only = bare.is_empty() && words.chars().filter(|letter| letter.is_numeric()).count() != 4;
    if generic && !bare.is_empty() || date_only {
        None
    } else {
        Some(words)
    }
}

/// Words between generic words: "photos and films" says no more than either.
const JOINING: &[&str] = &["and", "et", "en", "und", "y", "e", "of", "de", "the"];

/// `DCIM/100CANON` and its kin: three digits and five capitals, digits or underscores.
fn is_camera_folder(name: &str) -> bool {
    let bytes = name.as_bytes();
    let dcf = bytes.len() == 8
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && bytes[3..]
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
        && bytes[3..].iter().any(|byte| !byte.is_ascii_digit());
    // Telephones make one folder a month: "202401__".
    dcf || (bytes.len() == 8 && name.ends_with("__") && bytes[..6].iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generic_and_camera_folders_give_no_title() {
        for name in [
            "photos",
            "Photos",
            "foto's",
            "Foto’s",
            "FOTOS",
            "images",
            "صور",
            "DCIM",
            "100CANON",
            "101MSDCF",
            "100_PANA",
            "100APPLE",
            "202401__",
            "publications",
            "Rapports",
            "loop",
            "New folder",
            "New folder (2)",
            "nouveau dossier",
            "nieuwe map",
            "Books",
            "01 Photos",
            "Photos and films",
            "photos_2",
            "fr",
            "English",
            "Bücher",
            "Vidéos",
            "Vide\u{301}os",
            "20240131",
        ] {
            assert_eq!(folder_title(name), None, "{name}");
        }
    }

    #[test]
    fn named_folders_give_their_name() {
        for (name, title) in [
            ("Exposition – Les métiers", "Exposition – Les métiers"),
            ("Arrivals", "Arrivals"),
            ("02 Arrivals", "Arrivals"),
            ("on_the_water", "On the water"),
            ("1930s", "1930s"),
            ("2024", "2024"),
            ("100 years", "100 years"),
            ("Nuit", "Nuit"),
            ("How the other half lives", "How the other half lives"),
            ("Photos of my mother", "Photos of my mother"),
            ("الوصول", "الوصول"),
        ] {
            assert_eq!(folder_title(name).as_deref(), Some(title), "{name}");
        }
    }
}
