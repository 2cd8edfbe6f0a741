//! What is shown in a soak: every kind of item, made by code, or a copy of a folder that somebody names.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use vitrine_bench::report::root;
use vitrine_torture::chance::Chance;
use vitrine_torture::files::Kind;

use crate::codecs::{CODECS, Codec, Encoders};

/// Photos stay this long and films at most that long: many changes in an hour, and each codec to its end.
const EXHIBITION: &str = r#"{ "title": { "en": "Soak" }, "languages": ["en", "fr", "ar"],
  "attract": { "photo_seconds": 6, "film_seconds": 20 } }
"#;

/// Films of each kind, in seconds.
const LENGTHS: [u32; 2] = [7, 12];

/// What photos are called: a name that a camera could have given would not be shown.
const PHOTOS: [&str; 6] = ["Harbour", "Market", "Orchard", "Station", "Rooftops", "Ferry"];

/// Where films are kept from one run to the next: making them takes a minute.
pub(crate) fn library() -> PathBuf {
    root().join("target/reel/library")
}

/// What was made.
pub(crate) struct Corpus {
    /// A film that storms take copies of.
    pub(crate) film: PathBuf,
    /// Kinds of film that cannot be made here.
    pub(crate) missing: Vec<&'static str>,
    /// The titles that must all come round.
    pub(crate) titles: Vec<String>,
}

/// Fills an empty folder with every kind of item.
pub(crate) fn fill(assets: &Path) -> Result<Corpus> {
    let encoders = Encoders::ask()?;
    let mut corpus = Corpus {
        film: library().join("soak H264 7 s.mp4"),
        missing: Vec::new(),
        titles: Vec::new(),
    };
    let put = |name: &str, bytes: &[u8]| write(&assets.join(name), bytes);
    put("exhibition.json", EXHIBITION.as_bytes())?;
    for (number, codec) in CODECS.iter().enumerate() {
        let Some(words) = encoders.arguments(codec) else {
            corpus.missing.push(codec.name);
            continue;
        };
        for (which, seconds) in LENGTHS.into_iter().enumerate() {
            let film = film(codec, &words, seconds, number * 2 + which)?;
            let stand = if which == 0 { "1 Cinema" } else { "2 Mixed" };
            let title = format!("{} {seconds} s", codec.name);
            let place = assets.join(stand).join(format!("{title}.{}", codec.ending));
            fs::create_dir_all(assets.join(stand))?;
            fs::copy(&film, &place).with_context(|| format!("{} cannot be copied", film.display()))?;
            corpus.titles.push(title);
        }
    }
    for (number, title) in (0..).zip(PHOTOS) {
        put(&format!("2 Mixed/photos/{title}.jpg"), &photo(number)?)?;
        corpus.titles.push(title.to_owned());
    }
    let mut chance = Chance::new(1);
    for number in 1..=2 {
        let title = format!("Book {number}");
        put(&format!("3 Books/{title}.pdf"), &Kind::Pdf.make(&mut chance))?;
        corpus.titles.push(title);
    }
    put("4 Moving/photos/Animation.gif", &animation()?)?;
    put("4 Moving/photos/Still.jpg", &photo(99)?)?;
    corpus.titles.extend(["Animation".to_owned(), "Still".to_owned()]);
    Ok(corpus)
}

/// Copies a folder, so that storms do not touch what belongs to somebody.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else if entry.file_type()?.is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Writes a file and the folders that it lies in.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// A photo as a telephone takes it, though smaller; another one for each number.
pub(crate) fn photo(number: u64) -> Result<Vec<u8>> {
    let mut chance = Chance::new(number);
    let [red, green, blue, grain, ..] = chance.number().to_le_bytes();
    let picture = RgbImage::from_fn(1920, 1280, |x, y| {
        let wave = |x: u32, shift: u8| 90 + u8::try_from((x / 3 + u32::from(shift)) % 160).unwrap_or(0);
        let noise = u8::try_from((x * 7 + y * 13 + u32::from(grain)) % 6).unwrap_or(0);
        Rgb([wave(x, red) + noise, wave(y, green), wave(x + y, blue)])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Jpeg)?;
    Ok(bytes.into_inner())
}

fn animation() -> Result<Vec<u8>> {
    let made = library().join("animation.gif");
    if !made.exists() {
        let source = "testsrc2=size=640x360:rate=12:duration=3";
        ffmpeg(&["-f", "lavfi", "-i", source], &made)?;
    }
    fs::read(&made).with_context(|| format!("{} cannot be read", made.display()))
}

fn film(codec: &Codec, words: &[&str], seconds: u32, colour: usize) -> Result<PathBuf> {
    let made = library().join(format!("soak {} {seconds} s.{}", codec.name, codec.ending));
    if !made.exists() {
        let picture = format!(
            "testsrc2=size=1280x720:rate=30:duration={seconds},hue=h={}",
            colour * 36
        );
        let mut all = vec!["-f", "lavfi", "-i", &picture];
        let tone = format!("sine=frequency=440:duration={seconds}");
        if codec.sound {
            all.extend(["-f", "lavfi", "-i", &tone]);
        }
        all.extend(words);
        ffmpeg(&all, &made)?;
    }
    Ok(made)
}

/// Makes a file by ffmpeg: half a file of an interrupted run must not stand for a whole one.
fn ffmpeg(words: &[&str], made: &Path) -> Result<()> {
    fs::create_dir_all(library())?;
    let name = made.file_name().unwrap_or_default().to_string_lossy();
    let begun = made.with_file_name(format!("begun {name}"));
    eprintln!("making {name} …");
    let status = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-nostdin", "-y"])
        .args(words)
        .arg(&begun)
        // This encoder of AV1 has a voice of its own.
        .env("SVT_LOG", "1")
        .stdin(Stdio::null())
        .status()
        .context("ffmpeg cannot be started")?;
    if !status.success() {
        bail!("ffmpeg could not make {name} ({status})");
    }
    fs::rename(&begun, made)?;
    Ok(())
}
