//! What is shown to be recorded: short films of every kind and a few photos, every frame with its mark.

use std::fs;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use vitrine_bench::report::root;

use super::marker::{MOST_FRAMES, MOST_ITEMS, Mark};
use super::picture::{Frame, HEIGHT, WIDTH};
use super::plays::Item;
use crate::codecs::{CODECS, Encoders};

/// The look of frames and marks; films of another one are made anew.
const EDITION: u32 = 1;
/// Photos stay as short as the settings allow, so that much changes in a minute.
const EXHIBITION: &str = r#"{ "title": { "en": "Loop" }, "languages": ["en"],
  "attract": { "photo_seconds": 3, "film_seconds": 60 } }
"#;

/// One thing to make: its stand, its title, its kind of film (none for a photo), frames in a second, seconds.
type Plan = (&'static str, &'static str, Option<&'static str>, u16, u16);

const PLANS: [Plan; 13] = [
    ("1 Square", "H264", Some("H264"), 30, 4),
    (
        "1 Square",
        "H264 with sound at 25",
        Some("H264 with sound"),
        25,
        6,
    ),
    ("1 Square", "Fountain", None, 0, 0),
    ("2 Quay", "VP9", Some("VP9"), 30, 5),
    ("2 Quay", "HEVC", Some("HEVC"), 30, 7),
    ("2 Quay", "Ferry", None, 0, 0),
    ("3 Hill", "AV1", Some("AV1"), 30, 8),
    ("3 Hill", "H264 at 25", Some("H264"), 25, 12),
    ("4 Yard", "HEVC at 25", Some("HEVC"), 25, 3),
    ("4 Yard", "H264 with sound", Some("H264 with sound"), 30, 10),
    ("4 Yard", "VP9 at 25", Some("VP9"), 25, 4),
    ("4 Yard", "Ladder", None, 0, 0),
    ("4 Yard", "Barrow", None, 0, 0),
];

/// The film that is shown alone.
const ALONE: Plan = ("1 Alone", "Five seconds", Some("H264"), 30, 5);

/// What was made.
pub(crate) struct Corpus {
    pub(crate) items: Vec<Item>,
    /// The film of each item; photos have none.
    pub(crate) files: Vec<(u16, PathBuf)>,
    /// Kinds of film that cannot be made here.
    pub(crate) missing: Vec<&'static str>,
}

/// Fills an empty folder with stands of films and photos.
pub(crate) fn stands(assets: &Path) -> Result<Corpus> {
    fill(assets, &PLANS)
}

/// Fills an empty folder with one short film.
pub(crate) fn alone(assets: &Path) -> Result<Corpus> {
    fill(assets, &[ALONE])
}

fn fill(assets: &Path, plans: &[Plan]) -> Result<Corpus> {
    let encoders = Encoders::ask()?;
    let mut corpus = Corpus {
        items: Vec::new(),
        files: Vec::new(),
        missing: Vec::new(),
    };
    fs::create_dir_all(assets)?;
    fs::write(assets.join("exhibition.json"), EXHIBITION)?;
    for &(stand, title, kind, rate, seconds) in plans {
        let number = u16::try_from(corpus.items.len())?;
        assert!(
            number < MOST_ITEMS && rate * seconds <= MOST_FRAMES,
            "a mark has no room for {title}"
        );
        let folder = assets.join(stand);
        fs::create_dir_all(&folder)?;
        let item = Item {
            title: title.to_owned(),
            frames: rate * seconds,
            rate,
        };
        let Some(kind) = kind else {
            fs::write(folder.join(format!("{title}.jpg")), photo(number)?)?;
            corpus.items.push(item);
            continue;
        };
        let codec = CODECS
            .iter()
            .find(|codec| codec.name == kind)
            .context("a kind that does not exist")?;
        let Some(words) = encoders.arguments(codec) else {
            corpus.missing.push(codec.name);
            continue;
        };
        let made = film(number, &item, codec.ending, codec.sound, &words)?;
        let place = folder.join(format!("{title}.{}", codec.ending));
        fs::copy(&made, &place).with_context(|| format!("{} cannot be copied", made.display()))?;
        corpus.files.push((number, place));
        corpus.items.push(item);
    }
    corpus.missing.dedup();
    Ok(corpus)
}

fn photo(number: u16) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let rgb = Frame::of(Mark {
        item: number,
        frame: 0,
    })
    .rgb();
    let (width, height) = (u32::try_from(WIDTH)?, u32::try_from(HEIGHT)?);
    JpegEncoder::new_with_quality(&mut bytes, 92).write_image(
        &rgb,
        width,
        height,
        ExtendedColorType::Rgb8,
    )?;
    Ok(bytes)
}

/// Draws every frame and hands it to ffmpeg, unless that was done before.
fn film(number: u16, item: &Item, ending: &str, sound: bool, words: &[&str]) -> Result<PathBuf> {
    let library = root().join("target/reel/library");
    fs::create_dir_all(&library)?;
    let name = format!("loop {EDITION} {number} {}.{ending}", item.title);
    let made = library.join(&name);
    if made.exists() {
        return Ok(made);
    }
    eprintln!("making {} …", item.title);
    let begun = library.join(format!("begun {name}"));
    let mut command = Command::new("ffmpeg");
    command
        .args([
            "-hide_banner",
            "-loglevel",
            "error",
            "-y",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "yuv420p",
        ])
        .args([
            "-s",
            &format!("{WIDTH}x{HEIGHT}"),
            "-r",
            &item.rate.to_string(),
            "-i",
            "pipe:0",
        ]);
    let tone = format!(
        "sine=frequency=330:duration={}",
        f64::from(item.frames) / f64::from(item.rate)
    );
    if sound {
        command.args(["-f", "lavfi", "-i", &tone]);
    }
    let mut child = command
        .args(words)
        .arg(&begun)
        // This encoder of AV1 has a voice of its own.
        .env("SVT_LOG", "1")
        .stdin(Stdio::piped())
        .process_group(0)
        .spawn()
        .context("ffmpeg cannot be started")?;
    let mut into = child.stdin.take().expect("it was piped");
    for frame in 0..item.frames {
        into.write_all(&Frame::of(Mark { item: number, frame }).planes)
            .context("ffmpeg does not listen any more")?;
    }
    drop(into);
    let status = child.wait()?;
    if !status.success() {
        bail!("ffmpeg could not make {} ({status})", item.title);
    }
    fs::rename(&begun, &made)?;
    Ok(made)
}
