//! Which folder is shown and where derived pictures are kept, when nobody says, and when somebody does.

use std::path::{Path, PathBuf};

use crate::settings::Settings;

/// Where the demo lies relative to the folder of the program: in a Linux package, in a bundle of the packager, and
/// in an application of macOS.
const DEMO_PLACES: [&str; 3] = [
    "../share/vitrine/assets",
    "../lib/Vitrine/assets",
    "../Resources/assets",
];

/// Why there is nothing to show.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PlaceError {
    /// The folder given by hand is not there.
    #[error("the folder {} is not there; give the exhibition's folder after --assets", .0.display())]
    Missing(PathBuf),
    /// Something else has that name.
    #[error("{} is no folder; give the folder that holds the stands after --assets", .0.display())]
    NoFolder(PathBuf),
    /// Neither settings nor a folder beside the program nor the demo.
    #[error("there is no folder to show; give one with --assets DIR, or make one with `vitrine new DIR`")]
    Nowhere,
    /// The system names no cache folder.
    #[error("this system names no cache folder; give one with --cache DIR")]
    NoCache,
}

/// The folder to show: as wished, else from the settings, else `assets` beside the program, else the demo.
///
/// A folder from the settings need not be there yet: a stick or a network drive may come later.
///
/// # Errors
/// When the wished folder is missing, or none is found.
pub(crate) fn assets(
    wish: Option<&Path>,
    settings: &Settings,
    program: &Path,
) -> Result<PathBuf, PlaceError> {
    if let Some(folder) = wish {
        return if folder.is_dir() {
            Ok(folder.into())
        } else if folder.exists() {
            Err(PlaceError::NoFolder(folder.into()))
        } else {
            Err(PlaceError::Missing(folder.into()))
        };
    }
    if let Some(folder) = &settings.assets {
        if !folder.is_dir() {
            tracing::warn!(folder = %folder.display(), "the folder of the settings is not there yet");
        }
        return Ok(folder.clone());
    }
    let beside = program.parent().ok_or(PlaceError::Nowhere)?;
    std::iter::once("assets")
        .chain(DEMO_PLACES)
        .map(|place| beside.join(place))
        .chain(checkout(program).map(|root| root.join("assets")))
        .find(|folder| folder.is_dir())
        .ok_or(PlaceError::Nowhere)
}

/// Where derived pictures are kept: as wished, else from the settings, else this system's cache folder.
///
/// # Errors
/// When the system names none.
pub(crate) fn cache(wish: Option<&Path>, settings: &Settings) -> Result<PathBuf, PlaceError> {
    wish.map(Path::to_owned)
        .or_else(|| settings.cache.clone())
        .or_else(|| dirs::cache_dir().map(|folder| folder.join("vitrine")))
        .ok_or(PlaceError::NoCache)
}

/// The most bytes that they may take: as wished, else from the settings, else as the show thinks best.
pub(crate) fn cache_limit(wish: Option<u64>, settings: &Settings) -> Option<u64> {
    let settled = || {
        let gigabytes = settings.cache_limit?;
        let limit = bytes(gigabytes);
        if limit.is_none() {
            tracing::warn!(
                gigabytes,
                "the cache_limit of the settings is not a number of gigabytes above 0"
            );
        }
        limit
    };
    wish.or_else(settled)
}

/// Gigabytes in bytes; `None` for what is no amount, or more than any disk holds.
pub(crate) fn bytes(gigabytes: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it lies between the bounds"
    )]
    (gigabytes > 0.0 && gigabytes < 1e9).then_some((gigabytes * 1e9) as u64)
}

/// The source tree a program under development was built in.
fn checkout(program: &Path) -> Option<&Path> {
    program
        .ancestors()
        .skip(1)
        .find(|folder| folder.join("src-tauri/shell/main.rs").is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A house with folders at these places, and the path of a program in it.
    fn house(program: &str, folders: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let house = tempfile::tempdir().unwrap();
        for folder in folders {
            std::fs::create_dir_all(house.path().join(folder)).unwrap();
        }
        let program = house.path().join(program);
        std::fs::create_dir_all(program.parent().unwrap()).unwrap();
        (house, program)
    }

    #[test]
    fn what_is_said_by_hand_comes_first_and_must_be_there() {
        let (house, program) = house("bin/vitrine", &["mine", "settled", "bin/assets"]);
        let mine = house.path().join("mine");
        let settings = Settings {
            assets: Some(house.path().join("settled")),
            ..Settings::default()
        };
        assert_eq!(assets(Some(&mine), &settings, &program), Ok(mine));
        let gone = house.path().join("gone");
        assert_eq!(
            assets(Some(&gone), &settings, &program),
            Err(PlaceError::Missing(gone))
        );
    }

    #[test]
    fn settings_then_beside_then_demo() {
        let (house, program) = house("bin/vitrine", &["bin/assets", "share/vitrine/assets"]);
        // Not there yet: it is waited for all the same.
        let settled = house.path().join("stick");
        let settings = Settings {
            assets: Some(settled.clone()),
            ..Settings::default()
        };
        assert_eq!(assets(None, &settings, &program), Ok(settled));
        let none = Settings::default();
        assert_eq!(assets(None, &none, &program), Ok(house.path().join("bin/assets")));
        std::fs::remove_dir(house.path().join("bin/assets")).unwrap();
        let demo = house.path().join("bin/../share/vitrine/assets");
        assert_eq!(assets(None, &none, &program), Ok(demo));
        std::fs::remove_dir(house.path().join("share/vitrine/assets")).unwrap();
        assert_eq!(assets(None, &none, &program), Err(PlaceError::Nowhere));
    }

    #[test]
    fn the_limit_of_the_command_line_goes_before_that_of_the_settings() {
        let settings = |gigabytes| Settings {
            cache_limit: gigabytes,
            ..Settings::default()
        };
        assert_eq!(cache_limit(None, &settings(None)), None);
        assert_eq!(cache_limit(None, &settings(Some(1.5))), Some(1_500_000_000));
        assert_eq!(cache_limit(Some(7), &settings(Some(1.5))), Some(7));
        assert_eq!(cache_limit(None, &settings(Some(-1.0))), None);
    }

    #[test]
    fn a_checkout_shows_its_own_demo() {
        let (house, program) = house("target/debug/vitrine", &["assets", "src-tauri/shell"]);
        assert_eq!(
            assets(None, &Settings::default(), &program),
            Err(PlaceError::Nowhere)
        );
        std::fs::write(house.path().join("src-tauri/shell/main.rs"), "").unwrap();
        assert_eq!(
            assets(None, &Settings::default(), &program),
            Ok(house.path().join("assets"))
        );
    }
}
