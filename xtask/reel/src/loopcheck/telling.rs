//! The tables of a loopcheck: the loop beside its peers, each film of ours, and the seam of a film alone.

use vitrine_bench::report::Section;

use super::plays::Item;
use super::seams::Seam;
use super::summary::{FREEZE, FilmFigures, LONGEST_CHANGE, Summary};
use crate::soak::figures::median;

/// Who played, and what was seen; or why nothing was.
pub(crate) type Watched = (&'static str, Result<Summary, String>);

/// The loop of many films: one row for each player. `first` says whether they came before other work of the machine.
pub(crate) fn beside_peers(watched: &[Watched], first: bool) -> Section {
    let mut section = Section::new(
        "Loopcheck: the attract loop, recorded from the screen and read frame by frame",
        &[
            "",
            "minutes",
            "black frames",
            "flat frames",
            "film standstills > 0.5 s",
            "longest, s",
            "films shown",
            "frames lost at the end, median / worst",
            "frames skipped",
            "frames repeated",
            "changes",
            "longest, s",
            "never shown",
        ],
    );
    for (name, summary) in watched {
        match summary {
            Ok(summary) => {
                let films = summary.together();
                let change = summary
                    .changes
                    .iter()
                    .map(|change| change.length)
                    .fold(0.0, f64::max);
                section.row([
                    (*name).to_owned(),
                    format!("{:.1}", summary.seconds / 60.0),
                    summary.black.to_string(),
                    summary.flat.to_string(),
                    summary.freezes.len().to_string(),
                    format!("{:.2}", summary.still),
                    films.shown.to_string(),
                    two(summary.lost_at_end()),
                    percent(films.skipped),
                    percent(films.repeated),
                    summary.changes.len().to_string(),
                    format!("{change:.2}"),
                    summary.never.len().to_string(),
                ]);
            }
            Err(why) => section.row(missing(name, why, 13)),
        }
    }
    for (name, summary) in watched {
        if let Ok(summary) = summary {
            section.note(words_on(name, summary));
        }
    }
    section.note(
        "Black: 98 % of the part without words darker than the page's own night. Flat: one colour, whatever it is. Skipped: \
         frames of the film passed over from one recorded frame to the next, while nothing else was on the screen; repeated: \
         recorded frames that show the one before again, of which a film at 25 frames makes one in six. At 30 recorded frames a \
         second the recording's own beat counts in both, the same for everybody.",
    );
    let first = if first {
        "and all of it comes before other work of the machine"
    } else {
        "like other work of the machine"
    };
    section.note(format!(
        "Screen, player and recorder share the processors, without a graphics processor, {first}."
    ));
    section
}

fn words_on(name: &str, summary: &Summary) -> String {
    let mut words = format!(
        "{name}: {} frames recorded, {} missed by the recorder; darkest frame {:.0} of 255 on average; by ffmpeg {} black spans and \
         {} standstills of films > {FREEZE} s (longest {:.2} s); {} frames unreadable outside changes; {} changes longer than \
         {LONGEST_CHANGE} s; longest stay {:.1} s ({}).",
        summary.frames,
        summary.missed,
        summary.darkest,
        summary.black_by_filter,
        summary.freezes_by_filter.0,
        summary.freezes_by_filter.1,
        summary.stray,
        summary
            .changes
            .iter()
            .filter(|change| change.length > LONGEST_CHANGE)
            .count(),
        summary.stayed.0,
        summary.stayed.1,
    );
    if !summary.never.is_empty() {
        words.push_str(&format!(" Never shown: {}.", summary.never.join(", ")));
    }
    words
}

/// Each film of ours.
pub(crate) fn films(summary: &Summary, items: &[Item], missing: &[&str]) -> Section {
    let mut section = Section::new(
        "Loopcheck: each film in the attract loop",
        &[
            "",
            "frames/s",
            "frames",
            "shown",
            "lost at the end, median / worst",
            "unseen at the begin, median / worst",
            "skipped",
            "repeated",
            "longest standstill, s",
        ],
    );
    for (number, film) in &summary.films {
        let FilmFigures {
            shown,
            lost_at_end,
            lost_at_begin,
            skipped,
            repeated,
            still,
        } = film;
        let item = &items[usize::from(*number)];
        section.row([
            item.title.clone(),
            item.rate.to_string(),
            item.frames.to_string(),
            shown.to_string(),
            two(*lost_at_end),
            two(*lost_at_begin),
            percent(*skipped),
            percent(*repeated),
            format!("{still:.2}"),
        ]);
    }
    section.note("At the begin a film is under the one before, at the end under the next: what is too faint to read is not counted as seen.");
    for freeze in summary.freezes.iter().take(5) {
        let title = &items[usize::from(freeze.item)].title;
        section.note(format!(
            "{title} stood for {:.2} s at frame {} after {:.1} s of the recording.",
            freeze.length, freeze.frame, freeze.at
        ));
    }
    if !missing.is_empty() {
        section.note(format!("ffmpeg could not make: {}.", missing.join(", ")));
    }
    section
}

/// A film of five seconds alone: its end and its beginning.
pub(crate) fn seams(watched: &[Watched]) -> Section {
    let mut section = Section::new(
        "Loopcheck: the seam of one film of five seconds, alone",
        &[
            "",
            "seams",
            "nothing moves, median ms",
            "worst ms",
            "frames lost at the end, median / worst",
            "at the begin, median / worst",
            "black",
            "flat",
            "neither mark nor movement",
            "end over begin",
        ],
    );
    for (name, summary) in watched {
        match summary {
            Ok(summary) => {
                let of = |value: fn(&Seam) -> f64| spread(summary.seams.iter().map(value).collect());
                let sum =
                    |value: fn(&Seam) -> usize| summary.seams.iter().map(value).sum::<usize>().to_string();
                let still = of(|seam| seam.still * 1000.0);
                section.row([
                    (*name).to_owned(),
                    summary.seams.len().to_string(),
                    still.map_or_else(|| "-".to_owned(), |(middle, _)| format!("{middle:.0}")),
                    still.map_or_else(|| "-".to_owned(), |(_, worst)| format!("{worst:.0}")),
                    two(of(|seam| f64::from(seam.lost_at_end))),
                    two(of(|seam| f64::from(seam.lost_at_begin))),
                    sum(|seam| seam.black),
                    sum(|seam| seam.flat),
                    sum(|seam| seam.blind),
                    sum(|seam| seam.overlap),
                ]);
            }
            Err(why) => section.row(missing(name, why, 10)),
        }
    }
    for words in against(watched) {
        section.note(words);
    }
    section.note(
        "From half a second before the end to half a second after the beginning, in recorded frames (33 ms). A film at 30 frames a \
         second that runs without a fault stands for 33 to 67 ms.",
    );
    section
}

/// How long we stand still at a seam, as a share of each peer.
fn against(watched: &[Watched]) -> Vec<String> {
    let still = |summary: &Summary| median(summary.seams.iter().map(|seam| seam.still).collect());
    let Some((_, Ok(ours))) = watched.first() else {
        return Vec::new();
    };
    let peers = watched[1..]
        .iter()
        .filter_map(|(name, summary)| Some((name, summary.as_ref().ok()?)));
    peers
        .filter_map(|(name, peer)| {
            let ratio = still(ours)? / still(peer).filter(|still| *still > 0.0)?;
            Some(format!(
                "Against {name}: {ratio:.2} times its standstill at the seam."
            ))
        })
        .collect()
}

fn missing(name: &str, why: &str, columns: usize) -> Vec<String> {
    let mut cells = vec![format!("{name}: {why}")];
    cells.resize(columns, "-".to_owned());
    cells
}

fn spread(values: Vec<f64>) -> Option<(f64, f64)> {
    let worst = values.iter().copied().fold(0.0, f64::max);
    Some((median(values)?, worst))
}

fn two(spread: Option<(f64, f64)>) -> String {
    spread.map_or_else(
        || "-".to_owned(),
        |(middle, worst)| format!("{middle:.0} / {worst:.0}"),
    )
}

fn percent((part, whole): (usize, usize)) -> String {
    if whole == 0 {
        "-".to_owned()
    } else {
        format!("{:.1} %", part as f64 / whole as f64 * 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_spreads_are_told_shortly() {
        assert_eq!(percent((3, 120)), "2.5 %");
        assert_eq!(percent((0, 0)), "-");
        assert_eq!(two(Some((4.0, 19.0))), "4 / 19");
        assert_eq!(two(spread(Vec::new())), "-");
    }

    #[test]
    fn a_peer_that_is_missing_has_a_row_that_says_so() {
        let told = seams(&[("mpv", Err("not installed".to_owned()))]).to_string();
        assert!(told.contains("| mpv: not installed | - |"));
    }
}
