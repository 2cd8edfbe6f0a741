//! The settings file of this machine: which folder to show, where to keep pictures, and what its graphics need.
//!
//! It is `vitrine/config.json` in the configuration folder of the user: `~/.config` on Linux,
//! `~/Library/Application Support` on macOS, `%APPDATA%` on Windows. Every key may be left out:
//!
//! ```json
//! { "assets": "/srv/exhibition", "cache": "/var/cache/vitrine", "cacheLimit": 20,
//!   "linux": { "dmabuf": "auto" } }
//! ```
//!
//! `cacheLimit` is the most that the pictures may take, in GB; without it 8 GB, and never more than half of what the disk
//! could give them. `linux.dmabuf` is `auto` or `off`; `off` is slower and cures blank windows with some NVIDIA drivers.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What the operator has settled for this machine.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// The folder to show.
    pub(crate) assets: Option<PathBuf>,
    /// Where derived pictures are kept.
    pub(crate) cache: Option<PathBuf>,
    /// The most that derived pictures may take, in GB (10⁹ bytes).
    #[serde(rename = "cacheLimit")]
    pub(crate) cache_limit: Option<f64>,
    /// What only Linux needs.
    pub(crate) linux: Linux,
    #[serde(flatten)]
    pub(crate) unknown: BTreeMap<String, serde_json::Value>,
}

/// What only Linux needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Linux {
    /// How WebKitGTK hands its picture to the screen.
    pub(crate) dmabuf: Dmabuf,
}

/// How WebKitGTK hands its picture to the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Dmabuf {
    /// As WebKitGTK chooses.
    #[default]
    Auto,
    /// Through memory.
    Off,
}

impl Settings {
    /// The settings of this machine. A file that cannot be used is reported and counts as absent: a show with the
    /// wrong folder can be seen and mended, a kiosk that does not start cannot.
    pub(crate) fn load() -> Self {
        let Some(file) = dirs::config_dir().map(|folder| folder.join("vitrine").join("config.json")) else {
            return Self::default();
        };
        match std::fs::read_to_string(&file) {
            Ok(text) => Self::read(&file, &text),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::default(),
            Err(error) => {
                tracing::warn!(file = %file.display(), %error, "the settings cannot be read");
                Self::default()
            }
        }
    }

    fn read(file: &Path, text: &str) -> Self {
        // Editors on Windows put a byte order mark first.
        match serde_json::from_str::<Self>(text.trim_start_matches('\u{feff}')) {
            Ok(settings) => {
                for key in settings.unknown.keys() {
                    tracing::warn!(file = %file.display(), key, "nobody reads this setting");
                }
                settings
            }
            Err(error) => {
                tracing::warn!(file = %file.display(), %error, "the settings are not understood");
                Self::default()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Settings {
        Settings::read(Path::new("config.json"), text)
    }

    #[test]
    fn every_key_may_be_left_out() {
        assert_eq!(read("{}"), Settings::default());
        let settings = read("\u{feff}{ \"assets\": \"/srv/show\", \"linux\": { \"dmabuf\": \"off\" } }");
        assert_eq!(settings.assets, Some("/srv/show".into()));
        assert_eq!(settings.linux.dmabuf, Dmabuf::Off);
        assert_eq!(settings.cache, None);
    }

    #[test]
    fn unknown_keys_do_no_harm_and_nonsense_counts_as_absent() {
        assert_eq!(
            read("{ \"assets\": \"a\", \"asets\": 1 }").assets,
            Some("a".into())
        );
        assert_eq!(read("{ \"assets\": 7 }"), Settings::default());
        assert_eq!(read("not json"), Settings::default());
    }
}
