//! The programs that Vitrine is held against. Each may be absent; then its rows say so.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::machine::{cores, said};

/// Vitrine's render workers give way to everything else by this much, so peers do too.
const NICE: &str = "5";

/// The peer's version as it states it, `None` when it is not installed.
pub(crate) fn version(program: &str) -> Option<String> {
    let words = match program {
        "pdftoppm" => said(program, &["-v"]),
        "pypdfium2" => python_says(
            "import pypdfium2 as p, PIL; print('pypdfium2', p.PYPDFIUM_INFO, 'with PDFium', p.PDFIUM_INFO, 'and Pillow', PIL.__version__)",
        ),
        _ => said(program, &["--version"]),
    };
    Some(words?.lines().next()?.to_owned())
}

fn python_says(program: &str) -> Option<String> {
    let done = Command::new("python3").args(["-c", program]).output().ok()?;
    done.status
        .success()
        .then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// A peer as it is started here: no input, no chatter, as yielding as our own workers.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new("nice");
    command.args(["-n", NICE, program]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Runs a peer to its end and says how long that took.
pub(crate) fn timed(command: &mut Command) -> Result<Duration> {
    let start = Instant::now();
    let status = command
        .status()
        .with_context(|| format!("{command:?} cannot be started"))?;
    if !status.success() {
        bail!("{command:?} failed ({status})");
    }
    Ok(start.elapsed())
}

/// Where libvips takes the small pictures from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Small {
    /// From the originals, as its documentation has it; it decodes at an eighth then.
    FromOriginals,
    /// From its own large renditions, which is faster and compresses twice.
    FromLarge,
}

/// Makes both sizes of every photo with one `vipsthumbnail` per core, each with many files at once, which saves it
/// its start. Same quality settings as ours.
pub(crate) fn vips(photos: &[std::path::PathBuf], out: &Path, small: Small) -> Result<()> {
    let shares: Vec<Vec<&Path>> = (0..cores())
        .map(|core| {
            photos
                .iter()
                .skip(core)
                .step_by(cores())
                .map(|path| path.as_path())
                .collect()
        })
        .collect();
    let large = |share: &Vec<&Path>| share.iter().map(|path| rendition(out, path, 1920)).collect();
    all(shares.iter().map(|share| thumbnail(share, out, 1920, 85)))?;
    let sources: Vec<Vec<std::path::PathBuf>> = match small {
        Small::FromOriginals => shares
            .iter()
            .map(|share| share.iter().map(|path| path.to_path_buf()).collect())
            .collect(),
        Small::FromLarge => shares.iter().map(large).collect(),
    };
    all(sources.iter().map(|share| {
        let share: Vec<&Path> = share.iter().map(|path| path.as_path()).collect();
        thumbnail(&share, out, 400, 82)
    }))
}

/// Where the rendition of a photo goes; a large one that was made small keeps the large one's name before its own.
pub(crate) fn rendition(out: &Path, photo: &Path, size: u32) -> std::path::PathBuf {
    let stem = photo.file_stem().unwrap_or_default().to_string_lossy();
    out.join(format!("{stem}-{size}.jpg"))
}

fn thumbnail(photos: &[&Path], out: &Path, size: u32, quality: u32) -> Result<Child> {
    command("vipsthumbnail")
        // One thread each: together they keep every core busy, and more threads cost more than they give.
        .env("VIPS_CONCURRENCY", "1")
        .args([
            "--size",
            &format!("{size}x{size}>"),
            "-o",
            &format!("{}/%s-{size}.jpg[Q={quality},strip]", out.display()),
        ])
        .args(photos)
        .spawn()
        .context("vipsthumbnail cannot be started")
}

fn all(children: impl Iterator<Item = Result<Child>>) -> Result<()> {
    let children: Vec<Child> = children.collect::<Result<_>>()?;
    for mut child in children {
        let status = child.wait()?;
        if !status.success() {
            bail!("vipsthumbnail failed ({status})");
        }
    }
    Ok(())
}
