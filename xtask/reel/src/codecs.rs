//! The kinds of film that a browser plays, and how ffmpeg makes them, as far as it can here.

use std::process::{Command, Stdio};

use anyhow::{Context, Result};

/// One kind of film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Codec {
    /// As the corpus calls it; it becomes the film's title.
    pub(crate) name: &'static str,
    /// The file's ending.
    pub(crate) ending: &'static str,
    /// Encoders that will do, best first, each with its settings.
    encoders: &'static [(&'static str, &'static [&'static str])],
    /// Whether it has sound.
    pub(crate) sound: bool,
}

const H264: &[(&str, &[&str])] = &[(
    "libx264",
    &["-preset", "veryfast", "-crf", "20", "-movflags", "+faststart"],
)];

/// All kinds.
pub(crate) const CODECS: [Codec; 5] = [
    Codec {
        name: "H264",
        ending: "mp4",
        encoders: H264,
        sound: false,
    },
    Codec {
        name: "H264 with sound",
        ending: "mp4",
        encoders: H264,
        sound: true,
    },
    Codec {
        name: "VP9",
        ending: "webm",
        encoders: &[(
            "libvpx-vp9",
            &[
                "-deadline",
                "realtime",
                "-cpu-used",
                "7",
                "-row-mt",
                "1",
                "-b:v",
                "0",
                "-crf",
                "32",
            ],
        )],
        sound: false,
    },
    Codec {
        name: "HEVC",
        ending: "mp4",
        encoders: &[(
            "libx265",
            &[
                "-preset",
                "ultrafast",
                "-crf",
                "24",
                "-tag:v",
                "hvc1",
                "-movflags",
                "+faststart",
                "-x265-params",
                "log-level=none",
            ],
        )],
        sound: false,
    },
    Codec {
        name: "AV1",
        ending: "webm",
        encoders: &[
            ("libsvtav1", &["-preset", "10", "-crf", "34", "-g", "60"]),
            (
                "libaom-av1",
                &["-cpu-used", "8", "-usage", "realtime", "-b:v", "0", "-crf", "34"],
            ),
        ],
        sound: false,
    },
];

/// What the local ffmpeg can encode.
pub(crate) struct Encoders(String);

impl Encoders {
    /// Asks ffmpeg.
    pub(crate) fn ask() -> Result<Self> {
        let done = Command::new("ffmpeg")
            .args(["-hide_banner", "-encoders"])
            .stdin(Stdio::null())
            .output()
            .context("ffmpeg is not installed")?;
        Ok(Self(String::from_utf8_lossy(&done.stdout).into_owned()))
    }

    /// Output arguments of ffmpeg for this kind of film, if it can be made.
    pub(crate) fn arguments(&self, codec: &Codec) -> Option<Vec<&'static str>> {
        let has = |name: &str| self.0.split_whitespace().any(|word| word == name);
        let (encoder, settings) = codec.encoders.iter().find(|(name, _)| has(name))?;
        let mut words = vec!["-c:v", encoder, "-pix_fmt", "yuv420p"];
        words.extend(*settings);
        if codec.sound {
            words.extend(["-c:a", "aac", "-b:a", "96k", "-shortest"]);
        }
        Some(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_encoder_that_is_there_is_taken_and_a_missing_one_is_noticed() {
        let encoders = Encoders(" V....D libaom-av1  libaom AV1\n V....D libx264  H.264\n".to_owned());
        let of = |name: &str| {
            let codec = CODECS.iter().find(|codec| codec.name == name).unwrap();
            encoders.arguments(codec)
        };
        assert!(of("AV1").unwrap().contains(&"libaom-av1"));
        assert!(of("H264 with sound").unwrap().contains(&"aac"));
        assert_eq!(of("HEVC"), None);
    }
}
