//! The films: each is a function from a moment in 0..1 to a frame, so the end meets the beginning.

mod canvas;
mod city;
mod hands;
mod people;
mod sound;
mod words;

use std::f32::consts::TAU;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use self::canvas::Canvas;
use crate::catalogue::Film;
use crate::fonts::Typefaces;

pub const WIDTH: u32 = 1280;
pub const HEIGHT: u32 = 720;
const RATE: u32 = 25;

/// Draws the film at moment `t` of its loop.
type Drawing = Box<dyn Fn(&mut Canvas, f32) + Send + Sync>;

/// A full wave around the loop, for things that swing and come back.
fn wave(t: f32, turns: f32, phase: f32) -> f32 {
    (t * TAU * turns + phase).sin()
}

pub fn make(film: &Film, folder: &Path, content: &Path, faces: &Arc<Typefaces>, draft: bool) -> Result<()> {
    let drawing: Drawing = match film.drawing.as_str() {
        "columns" => Box::new(people::columns),
        "river" => Box::new(people::river),
        "kites" => Box::new(hands::kites),
        "bread" => Box::new(hands::bread),
        "loom" => Box::new(hands::loom),
        "windows" => Box::new(city::windows),
        "houses" => Box::new(city::houses),
        "score" => Box::new(sound::score),
        "hello" => Box::new(words::hello(content, faces)?),
        other => bail!("no film is called {other}"),
    };
    let out = folder.join(&film.out);
    if let Some(parent) = out.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let soundtrack = if film.drawing == "score" {
        let path = out.with_extension("wav");
        std::fs::write(&path, sound::soundtrack(film.seconds))?;
        Some(path)
    } else {
        None
    };
    encode(&drawing, film.seconds, &out, soundtrack.as_ref(), draft)?;
    if let Some(path) = soundtrack {
        std::fs::remove_file(path)?;
    }
    println!("  {}", film.out);
    Ok(())
}

/// Pipes raw frames into ffmpeg; the frames of a batch are drawn in parallel.
fn encode(
    drawing: &Drawing,
    seconds: f32,
    out: &Path,
    soundtrack: Option<&PathBuf>,
    draft: bool,
) -> Result<()> {
    let frames = (seconds * RATE as f32).round() as usize;
    let step = if draft { 5 } else { 1 };
    let mut command = Command::new("ffmpeg");
    command
        .args(["-y", "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgba"])
        .args([
            "-s",
            &format!("{WIDTH}x{HEIGHT}"),
            "-r",
            &(RATE / step as u32).to_string(),
            "-i",
            "-",
        ]);
    if let Some(path) = soundtrack {
        command
            .arg("-i")
            .arg(path)
            .args(["-c:a", "aac", "-b:a", "128k", "-shortest"]);
    }
    if out.extension().is_some_and(|ext| ext == "webm") {
        command.args([
            "-c:v",
            "libvpx-vp9",
            "-crf",
            "33",
            "-b:v",
            "0",
            "-deadline",
            "good",
            "-cpu-used",
            "4",
        ]);
    } else {
        command
            .args([
                "-c:v",
                "libx264",
                "-profile:v",
                "high",
                "-crf",
                "24",
                "-preset",
                "medium",
            ])
            .args(["-movflags", "+faststart"]);
    }
    let mut encoder = command
        .args(["-pix_fmt", "yuv420p", "-map_metadata", "-1"])
        .arg(out)
        .stdin(Stdio::piped())
        .spawn()
        .context("ffmpeg is needed for the films")?;
    let mut pipe = encoder.stdin.take().context("no pipe to ffmpeg")?;
    let moments: Vec<usize> = (0..frames).step_by(step).collect();
    for batch in moments.chunks(16) {
        let drawn: Vec<Canvas> = batch
            .par_iter()
            .map(|frame| {
                let mut canvas = Canvas::new(WIDTH, HEIGHT);
                drawing(&mut canvas, *frame as f32 / frames as f32);
                canvas
            })
            .collect();
        for canvas in drawn {
            pipe.write_all(canvas.bytes())?;
        }
    }
    drop(pipe);
    if !encoder.wait()?.success() {
        bail!("ffmpeg could not write {}", out.display());
    }
    Ok(())
}
