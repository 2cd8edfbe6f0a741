//! What a screen can play, said in the log in words: what it lacks, and what to install on this system.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use vitrine_core::messages::ScreenCodecs;

/// What was said so far; a page that is opened again says the same.
#[derive(Default)]
pub(crate) struct Repertoires(Mutex<BTreeSet<(ScreenCodecs, bool)>>);

impl Repertoires {
    /// Says in the log what a screen plays. Nobody can be told what to install on another machine than this one (`here`).
    pub(crate) fn hear(&self, codecs: ScreenCodecs, here: bool) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !heard.insert((codecs, here)) {
            return;
        }
        drop(heard);
        let screen = if here { "this screen" } else { "a screen elsewhere" };
        tracing::info!("{screen} plays {}", names(codecs, true));
        let system = if here { std::env::consts::OS } else { "" };
        for lack in lacks(codecs, system) {
            tracing::warn!("{screen} cannot play {lack}");
        }
    }
}

/// The codecs that it has, or has not.
fn names(codecs: ScreenCodecs, has: bool) -> String {
    let all = [
        (codecs.h264, "H.264"),
        (codecs.hevc, "HEVC"),
        (codecs.vp9, "VP9"),
        (codecs.av1, "AV1"),
        (codecs.aac, "AAC"),
        (codecs.opus, "Opus"),
    ];
    let named: Vec<_> = all
        .into_iter()
        .filter_map(|(there, name)| (there == has).then_some(name))
        .collect();
    if named.is_empty() {
        "nothing".to_owned()
    } else {
        named.join(", ")
    }
}

/// What is lacking, and what helps: one line for each thing to do. `system` as in [`std::env::consts::OS`].
fn lacks(codecs: ScreenCodecs, system: &str) -> Vec<String> {
    let whole = ScreenCodecs {
        h264: true,
        hevc: true,
        vp9: true,
        av1: true,
        aac: true,
        opus: true,
    };
    let ScreenCodecs {
        h264,
        hevc,
        vp9,
        av1,
        aac,
        opus,
    } = codecs;
    // Each with the codecs that one remedy brings, the others counted as there.
    let groups: [(ScreenCodecs, &str); 3] = match system {
        "linux" => [
            (
                ScreenCodecs {
                    h264,
                    hevc,
                    aac,
                    ..whole
                },
                "install gstreamer1.0-libav and gstreamer1.0-plugins-bad (Debian and Ubuntu), or what your system calls them",
            ),
            (
                ScreenCodecs { vp9, opus, ..whole },
                "install gstreamer1.0-plugins-good and gstreamer1.0-plugins-base",
            ),
            (
                ScreenCodecs { av1, ..whole },
                "install gstreamer1.0-plugins-bad, or export such films in H.264",
            ),
        ],
        "windows" => [
            (
                ScreenCodecs { h264, aac, ..whole },
                "update WebView2, and on an N edition of Windows install the Media Feature Pack",
            ),
            (
                ScreenCodecs { hevc, ..whole },
                "install the HEVC Video Extensions from the Microsoft Store, or export such films in H.264",
            ),
            (
                ScreenCodecs {
                    vp9,
                    av1,
                    opus,
                    ..whole
                },
                "update WebView2",
            ),
        ],
        "macos" => [
            (
                ScreenCodecs {
                    h264,
                    hevc,
                    aac,
                    ..whole
                },
                "update macOS",
            ),
            (
                ScreenCodecs { vp9, opus, ..whole },
                "update macOS, or export such films in H.264",
            ),
            (
                ScreenCodecs { av1, ..whole },
                "only newer Macs do (M3 and later); export such films in H.264",
            ),
        ],
        _ => [
            (
                codecs,
                "export such films in H.264 with AAC, or show them on another screen",
            ),
            (whole, ""),
            (whole, ""),
        ],
    };
    groups
        .into_iter()
        .filter(|(group, _)| *group != whole)
        .map(|(group, remedy)| format!("{}: {remedy}", names(group, false)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: ScreenCodecs = ScreenCodecs {
        h264: true,
        hevc: true,
        vp9: true,
        av1: true,
        aac: true,
        opus: true,
    };

    #[test]
    fn a_screen_that_plays_everything_lacks_nothing() {
        for system in ["linux", "windows", "macos", "", "freebsd"] {
            assert_eq!(lacks(ALL, system), [""; 0]);
        }
        assert_eq!(names(ALL, true), "H.264, HEVC, VP9, AV1, AAC, Opus");
        assert_eq!(names(ALL, false), "nothing");
    }

    #[test]
    fn what_is_lacking_comes_with_what_to_install_here() {
        let bare = ScreenCodecs {
            h264: false,
            hevc: false,
            aac: false,
            ..ALL
        };
        let linux = lacks(bare, "linux");
        assert_eq!(linux.len(), 1, "one thing to do, one line: {linux:?}");
        assert!(linux[0].starts_with("H.264, HEVC, AAC: install gstreamer1.0-libav "));
        let windows = lacks(bare, "windows");
        assert!(windows[0].starts_with("H.264, AAC: ") && windows[1].starts_with("HEVC: "));
        let old_mac = lacks(ScreenCodecs { av1: false, ..ALL }, "macos");
        assert!(
            old_mac.len() == 1 && old_mac[0].starts_with("AV1: "),
            "{old_mac:?}"
        );
        let elsewhere = lacks(bare, "");
        assert!(
            elsewhere.len() == 1 && !elsewhere[0].contains("install"),
            "{elsewhere:?}"
        );
    }

    #[test]
    fn the_same_is_heard_once() {
        let repertoires = Repertoires::default();
        for _ in 0..3 {
            repertoires.hear(ALL, true);
        }
        repertoires.hear(ALL, false);
        assert_eq!(repertoires.0.lock().unwrap().len(), 2);
    }
}
