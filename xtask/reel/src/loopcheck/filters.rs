//! What ffmpeg's own eyes say of a recording: a second opinion that knows nothing of marks.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::look::{FROM, TO};
use crate::screen::WIDTH;

/// Times in seconds, from and to.
pub(crate) type Span = (f64, f64);

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filtered {
    pub(crate) black: Vec<Span>,
    /// Nothing moved for more than half a second.
    pub(crate) frozen: Vec<Span>,
}

/// Runs `blackdetect` and `freezedetect` over the part of the screen that has no words on it.
pub(crate) fn look_at(recording: &Path) -> Result<Filtered> {
    let filters = format!(
        "crop={WIDTH}:{}:0:{FROM},blackdetect=d=0:pic_th=0.98:pix_th=0.10,freezedetect=n=-60dB:d=0.5",
        TO - FROM
    );
    let done = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-nostats", "-i"])
        .arg(recording)
        .args(["-vf", &filters, "-an", "-vsync", "passthrough", "-f", "null", "-"])
        .stdin(Stdio::null())
        .output()
        .context("ffmpeg cannot be started")?;
    Ok(read(&String::from_utf8_lossy(&done.stderr)))
}

fn read(told: &str) -> Filtered {
    let mut found = Filtered::default();
    let mut frozen_from = None;
    for line in told.lines() {
        if let (Some(from), Some(to)) = (number(line, "black_start:"), number(line, "black_end:")) {
            found.black.push((from, to));
        } else if let Some(from) = number(line, "freeze_start:") {
            frozen_from = Some(from);
        } else if let Some(to) = number(line, "freeze_end:") {
            found.frozen.extend(frozen_from.take().map(|from| (from, to)));
        }
    }
    // What stands still until the end of the recording has no end.
    found.frozen.extend(frozen_from.map(|from| (from, f64::MAX)));
    found
}

fn number(line: &str, name: &str) -> Option<f64> {
    line.split_once(name)?.1.split_whitespace().next()?.parse().ok()
}

/// How long the longest of `spans` overlaps with any of `within`, and how many do for longer than `least`.
pub(crate) fn overlapping(spans: &[Span], within: &[Span], least: f64) -> (usize, f64) {
    let overlaps = spans.iter().map(|&(from, to)| {
        let parts = within.iter().map(|&(begin, end)| to.min(end) - from.max(begin));
        parts.fold(0.0, f64::max)
    });
    let (mut count, mut longest) = (0, 0.0_f64);
    for overlap in overlaps {
        count += usize::from(overlap > least);
        longest = longest.max(overlap);
    }
    (count, longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "\
Input #0, matroska,webm, from 'a.mkv':
[blackdetect @ 0x55] black_start:1.2 black_end:1.3 black_duration:0.1
[freezedetect @ 0x56] lavfi.freezedetect.freeze_start: 3.5
[freezedetect @ 0x56] lavfi.freezedetect.freeze_duration: 2.1
[freezedetect @ 0x56] lavfi.freezedetect.freeze_end: 5.6
[freezedetect @ 0x56] lavfi.freezedetect.freeze_start: 9
frame=  300 fps=0.0 q=-0.0 Lsize=N/A
";

    #[test]
    fn both_filters_are_heard() {
        let found = read(TOLD);
        assert_eq!(found.black, [(1.2, 1.3)]);
        assert_eq!(found.frozen, [(3.5, 5.6), (9.0, f64::MAX)]);
        assert_eq!(read("frame= 1\n"), Filtered::default());
    }

    #[test]
    fn only_what_lies_within_films_counts() {
        let films = [(0.0, 4.0), (10.0, 20.0)];
        let (count, longest) = overlapping(&[(3.5, 5.6), (3.0, 10.2), (30.0, 40.0)], &films, 0.6);
        assert_eq!(count, 1);
        assert!((longest - 1.0).abs() < 1e-9);
    }
}
