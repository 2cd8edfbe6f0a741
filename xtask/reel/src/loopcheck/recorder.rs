//! Records the screen as it is, and reads recordings frame by frame.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::look::{ACROSS, DOWN, Eye, Look};
use crate::{screen, stop};

/// Frames in a second.
pub(crate) const RATE: f64 = 30.0;

/// ffmpeg without chatter and without input.
fn ffmpeg() -> Command {
    let mut command = Command::new("ffmpeg");
    command
        .args(["-hide_banner", "-loglevel", "error", "-nostdin", "-y"])
        .stdin(Stdio::null())
        .process_group(0);
    command
}

/// Input arguments for a screen.
fn grab(display: &str, rate: &str) -> Vec<String> {
    let size = format!("{}x{}", screen::WIDTH, screen::HEIGHT);
    [
        "-f",
        "x11grab",
        "-draw_mouse",
        "0",
        "-framerate",
        rate,
        "-video_size",
        &size,
        "-i",
        display,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// A small grey copy of every frame, none added and none left out: two that were taken at nearly the same time would be
/// one otherwise.
const SMALL: [&str; 6] = [
    "-vf",
    "scale=320:180:flags=area,format=gray,setpts=N/(30*TB)",
    "-vsync",
    "passthrough",
    "-f",
    "rawvideo",
];

/// Moments are kept in thousandths of a second; the encoder would round them to frames.
const MOMENTS: [&str; 4] = ["-vsync", "passthrough", "-enc_time_base", "1:1000"];

/// Records for so long, nearly without loss: every frame at the moment when it was taken, none doubled.
pub(crate) fn record(display: &str, length: Duration, to: &Path) -> Result<()> {
    let mut child = ffmpeg()
        .args(grab(display, "30"))
        .args(["-t", &format!("{:.1}", length.as_secs_f64())])
        .args(MOMENTS)
        .args([
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-crf",
            "10",
            "-pix_fmt",
            "yuv420p",
        ])
        .arg(to)
        .spawn()
        .context("ffmpeg cannot be started")?;
    // It ends by itself; when not, something is wrong with the screen.
    let deadline = Instant::now() + length + Duration::from_secs(60);
    loop {
        if let Some(status) = child.try_wait()? {
            if !status.success() {
                bail!("the screen could not be recorded ({status})");
            }
            return Ok(());
        }
        if !stop::wait_until((Instant::now() + Duration::from_millis(500)).min(deadline)) {
            bail!("it was interrupted");
        }
        if Instant::now() >= deadline {
            screen::end(&mut child);
            bail!("the recording did not end");
        }
    }
}

/// Reads a recording.
pub(crate) fn read(recording: &Path) -> Result<Vec<Look>> {
    let times = times(recording)?;
    let count = times.len();
    let mut child = ffmpeg()
        .arg("-i")
        .arg(recording)
        .args(SMALL)
        .arg("pipe:1")
        .stdout(Stdio::piped())
        .spawn()
        .context("ffmpeg cannot be started")?;
    let mut eye = Eye::default();
    let mut looks = Vec::with_capacity(times.len());
    let mut pictures = Pictures::of(&mut child);
    for at in times {
        let Some(picture) = pictures.next()? else {
            break;
        };
        looks.push(eye.look(at, picture));
    }
    let more = pictures.next()?.is_some();
    drop(pictures);
    screen::end(&mut child);
    if more || looks.len() < count {
        bail!(
            "{} has {count} times and another number of frames",
            recording.display()
        );
    }
    Ok(looks)
}

/// Looks at the screen a few times a second until `enough`, or until the time is up; says whether it was enough.
pub(crate) fn watch(display: &str, length: Duration, mut enough: impl FnMut(&Look) -> bool) -> Result<bool> {
    let mut child = ffmpeg()
        .args(grab(display, "4"))
        .args(SMALL)
        .arg("pipe:1")
        .stdout(Stdio::piped())
        // It is ended while it writes, and would complain.
        .stderr(Stdio::null())
        .spawn()
        .context("ffmpeg cannot be started")?;
    let start = Instant::now();
    let mut eye = Eye::default();
    let mut pictures = Pictures::of(&mut child);
    let mut done = false;
    while !done && start.elapsed() < length && !stop::asked() {
        let Some(picture) = pictures.next()? else {
            break;
        };
        done = enough(&eye.look(start.elapsed().as_secs_f64(), picture));
    }
    drop(pictures);
    screen::end(&mut child);
    Ok(done)
}

/// Small pictures, one after the other, in one piece of memory.
struct Pictures {
    from: std::process::ChildStdout,
    picture: Vec<u8>,
}

impl Pictures {
    fn of(child: &mut Child) -> Self {
        Self {
            from: child.stdout.take().expect("it was piped"),
            picture: vec![0; ACROSS * DOWN],
        }
    }

    fn next(&mut self) -> Result<Option<&[u8]>> {
        match self.from.read_exact(&mut self.picture) {
            Ok(()) => Ok(Some(&self.picture)),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error).context("the pictures broke off"),
        }
    }
}

/// When every frame was taken, in seconds since the first.
fn times(recording: &Path) -> Result<Vec<f64>> {
    let done = Command::new("ffprobe")
        .args([
            "-v",
            "error",
            "-select_streams",
            "v:0",
            "-show_entries",
            "packet=pts_time",
            "-of",
            "csv=p=0",
        ])
        .arg(recording)
        .stdin(Stdio::null())
        .output()
        .context("ffprobe cannot be started")?;
    if !done.status.success() {
        bail!(
            "{} cannot be read: {}",
            recording.display(),
            String::from_utf8_lossy(&done.stderr).trim()
        );
    }
    Ok(seconds(&String::from_utf8_lossy(&done.stdout)))
}

fn seconds(told: &str) -> Vec<f64> {
    let all: Vec<f64> = told
        .lines()
        .filter_map(|line| line.trim_end_matches(',').trim().parse().ok())
        .collect();
    let first = all.first().copied().unwrap_or(0.0);
    all.into_iter().map(|at| at - first).collect()
}

/// Frames that the recorder came too late for.
pub(crate) fn missed(looks: &[Look]) -> usize {
    let gaps = looks
        .windows(2)
        .map(|pair| ((pair[1].at - pair[0].at) * RATE).round() as usize);
    gaps.map(|frames| frames.saturating_sub(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::marker::Reading;
    use super::super::plays::made::look;
    use super::*;

    #[test]
    fn times_count_from_the_first_frame() {
        assert_eq!(
            seconds("12.500000\n12.533000,\n\n13.000000\n"),
            [0.0, 12.533 - 12.5, 0.5]
        );
        assert!(seconds("").is_empty());
    }

    #[test]
    fn a_recorder_that_comes_late_says_so() {
        let mut looks: Vec<Look> = (0..10)
            .map(|number| look(number, Reading::Nothing, true))
            .collect();
        assert_eq!(missed(&looks), 0);
        for seen in &mut looks[5..] {
            seen.at += 0.1;
        }
        assert_eq!(missed(&looks), 3);
    }
}
