//! The settings file of this machine: which folder to show, where to keep pictures, and what its graphics need.
//!
//! It is `vitrine/config.json` in the configuration folder of the user: `~/.config` on Linux,
//! `~/Library/Application Support` on macOS, `%APPDATA%` on Windows. Every key may be left out:
//!
//! ```json
//! { "assets": "/srv/exhibition", "cache": "/var/cache/vitrine", "cache_limit": 20, "watch": "auto", "look_every": 1,
//!   "hardware_decoding": "auto", "take_away_lan": "0.0.0.0:8090", "usage": true,
//!   "fresh_page_minutes": 30, "linux": { "dmabuf": "auto" } }
//! ```
//!
//! `cache_limit` is the most that the pictures may take, in GB; without it 8 GB, and never more than half of what the
//! disk could give them.
//!
//! `watch` says how changes of the folder are noticed: `system` by what the system tells, `polling` by looking at every
//! file again and again, `auto` by both where the folder is on a network share, which tells nothing of what other
//! machines do, and by the first elsewhere. `look_every` is the time between two looks in seconds, from 0.1 to 3600.
//!
//! `hardware_decoding` is `auto`, `on` or `off`: whether the graphics hardware decodes films (docs/films.md).
//!
//! `take_away_lan` is the address and port at which phones in the same network fetch what a visitor takes away
//! (docs/take-away.md); without it nothing listens.
//!
//! `usage` is `false` where nobody wants to know how often each thing was opened (docs/usage.md).
//!
//! `fresh_page_minutes` is how long a page may show before a new one takes its place, from 0.1 to 1440; web engines never
//! give back all that films take. It happens while nobody touches the screen, and what is on it stays until the new page
//! shows something.
//!
//! `linux.dmabuf` is `auto` or `off`; `off` is slower and cures blank windows with some NVIDIA drivers.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use vitrine_core::intake::watch::{Notice, Watching};

/// Bounds of the time between two looks, in seconds.
const SOONEST: f64 = 0.1;
const LATEST: f64 = 3600.0;

/// How long a page may show, in minutes, and the bounds of what can be said instead.
const PAGE: f64 = 30.0;
const PAGE_BOUNDS: (f64, f64) = (0.1, 1440.0);

/// What the operator has settled for this machine.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// The folder to show.
    pub(crate) assets: Option<PathBuf>,
    /// Where derived pictures are kept.
    pub(crate) cache: Option<PathBuf>,
    /// The most that derived pictures may take, in GB (10⁹ bytes).
    pub(crate) cache_limit: Option<f64>,
    /// How changes of the folder are noticed.
    pub(crate) watch: Watch,
    /// Time between two looks where nothing is told, in seconds.
    pub(crate) look_every: Option<f64>,
    /// Whether the graphics hardware decodes films.
    pub(crate) hardware_decoding: Decoding,
    /// Where phones fetch what is taken away; nowhere when it is absent.
    pub(crate) take_away_lan: Option<SocketAddr>,
    /// How long a page may show before a new one takes its place, in minutes.
    pub(crate) fresh_page_minutes: Option<f64>,
    /// Whether it is counted what visitors open; it is unless this says `false`.
    pub(crate) usage: Option<bool>,
    /// What only Linux needs.
    pub(crate) linux: Linux,
    #[serde(flatten)]
    pub(crate) unknown: BTreeMap<String, serde_json::Value>,
}

/// How changes of the folder are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Watch {
    /// As the disk allows.
    #[default]
    Auto,
    /// By what the system tells.
    System,
    /// By looking again and again.
    Polling,
}

/// Whether the graphics hardware decodes films.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Decoding {
    /// As the system chooses.
    #[default]
    Auto,
    /// Also where the system does not choose it by itself.
    On,
    /// Never.
    Off,
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

    /// How changes of the folder are noticed. A time between looks that makes no sense is brought to the next that does.
    pub(crate) fn watching(&self) -> Watching {
        let usual = Watching::default();
        Watching {
            notice: match self.watch {
                Watch::Auto => Notice::Auto,
                Watch::System => Notice::System,
                Watch::Polling => Notice::Polling,
            },
            every: self.look_every.map_or(usual.every, |seconds| {
                Duration::from_secs_f64(seconds.clamp(SOONEST, LATEST))
            }),
        }
    }

    /// How long a page may show before a new one takes its place.
    pub(crate) fn fresh_page(&self) -> Duration {
        let minutes = self.fresh_page_minutes.unwrap_or(PAGE);
        Duration::from_secs_f64(minutes.clamp(PAGE_BOUNDS.0, PAGE_BOUNDS.1) * 60.0)
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
    fn how_the_folder_is_watched_can_be_said() {
        assert_eq!(read("{}").watching(), Watching::default());
        for (text, notice, millis) in [
            (
                "{ \"watch\": \"polling\", \"look_every\": 2.5 }",
                Notice::Polling,
                2500,
            ),
            (
                "{ \"watch\": \"system\", \"look_every\": 0 }",
                Notice::System,
                100,
            ),
            ("{ \"look_every\": 1e99 }", Notice::Auto, 3_600_000),
        ] {
            let every = Duration::from_millis(millis);
            assert_eq!(read(text).watching(), Watching { notice, every }, "{text}");
        }
    }

    #[test]
    fn how_films_are_decoded_can_be_said() {
        let decoding = |text| read(text).hardware_decoding;
        assert_eq!(decoding("{}"), Decoding::Auto);
        assert_eq!(decoding("{ \"hardware_decoding\": \"on\" }"), Decoding::On);
        assert_eq!(decoding("{ \"hardware_decoding\": \"off\" }"), Decoding::Off);
        assert_eq!(decoding("{ \"hardware_decoding\": true }"), Decoding::Auto);
    }

    #[test]
    fn nothing_is_offered_on_the_local_network_unless_it_is_said_where() {
        assert_eq!(read("{}").take_away_lan, None);
        let settings = read("{ \"take_away_lan\": \"0.0.0.0:8090\" }");
        assert_eq!(settings.take_away_lan, Some(([0, 0, 0, 0], 8090).into()));
        assert_eq!(read("{ \"take_away_lan\": true }").take_away_lan, None);
    }

    #[test]
    fn how_long_a_page_shows_has_bounds() {
        let seconds = |text| read(text).fresh_page().as_secs();
        assert_eq!(seconds("{}"), 1800);
        assert_eq!(seconds("{ \"fresh_page_minutes\": 0 }"), 6);
        assert_eq!(seconds("{ \"fresh_page_minutes\": 1e9 }"), 86_400);
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
