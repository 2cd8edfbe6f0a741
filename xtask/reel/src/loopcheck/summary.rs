//! A recording in figures.

use std::collections::BTreeMap;

use super::filters::{Filtered, Span, overlapping};
use super::look::Look;
use super::plays::{Change, Item, Play, changes, plays};
use super::recorder::missed;
use super::seams::{Seam, seams};
use super::stills::{Still, stills};
use crate::soak::figures::median;

/// A film that stands longer than this has stopped, in seconds.
pub(crate) const FREEZE: f64 = 0.5;
/// The crossfade lasts 1.8 s; a little more is the recording's own.
pub(crate) const LONGEST_CHANGE: f64 = 2.2;

/// What one film was seen to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FilmFigures {
    /// How often it was seen from its beginning to its going.
    pub(crate) shown: usize,
    /// Frames at the end that were not seen: in the median, and at worst.
    pub(crate) lost_at_end: Option<(f64, f64)>,
    /// The same at the beginning.
    pub(crate) lost_at_begin: Option<(f64, f64)>,
    /// Frames within it that were not seen, and how many there were.
    pub(crate) skipped: (usize, usize),
    /// Looks that showed the frame before again, and all of them.
    pub(crate) repeated: (usize, usize),
    /// Longest standstill in seconds.
    pub(crate) still: f64,
}

/// One recording.
#[derive(Clone, Debug)]
pub(crate) struct Summary {
    pub(crate) frames: usize,
    pub(crate) seconds: f64,
    /// Frames that the recorder came too late for.
    pub(crate) missed: usize,
    pub(crate) black: usize,
    pub(crate) flat: usize,
    /// Mean lightness of the darkest frame, 0 to 255.
    pub(crate) darkest: f64,
    /// Black spans by ffmpeg's own count.
    pub(crate) black_by_filter: usize,
    /// Standstills of films longer than allowed, the longest first.
    pub(crate) freezes: Vec<Still>,
    /// By ffmpeg's own count: how many within films, and the longest in seconds.
    pub(crate) freezes_by_filter: (usize, f64),
    /// The longest standstill of a film, whether allowed or not.
    pub(crate) still: f64,
    pub(crate) films: BTreeMap<u16, FilmFigures>,
    /// Titles of what never came.
    pub(crate) never: Vec<String>,
    /// Seconds, and the title of what stayed longest.
    pub(crate) stayed: (f64, String),
    pub(crate) changes: Vec<Change>,
    /// Frames of the recording that could not be read, outside changes.
    pub(crate) stray: usize,
    pub(crate) seams: Vec<Seam>,
}

impl Summary {
    pub(crate) fn of(looks: &[Look], items: &[Item], filtered: &Filtered) -> Self {
        let plays = plays(looks);
        let stills = stills(looks, &plays, items);
        let (changes, stray) = changes(looks);
        let films = |play: &&Play| items.get(usize::from(play.item)).is_some_and(Item::is_film);
        let spans: Vec<Span> = plays.iter().filter(films).filter_map(alone).collect();
        Self {
            frames: looks.len(),
            seconds: looks.last().map_or(0.0, |look| look.at),
            missed: missed(looks),
            black: looks.iter().filter(|look| look.is_black()).count(),
            flat: looks.iter().filter(|look| look.is_flat()).count(),
            darkest: looks.iter().map(|look| look.light).fold(255.0, f64::min),
            black_by_filter: filtered.black.len(),
            freezes: stills
                .iter()
                .filter(|still| still.length > FREEZE)
                .copied()
                .collect(),
            freezes_by_filter: overlapping(&filtered.frozen, &spans, FREEZE),
            still: stills.first().map_or(0.0, |still| still.length),
            films: films_of(&plays, &stills, items),
            never: never(&plays, items),
            stayed: stayed(&plays, items),
            seams: seams(looks, &plays, items),
            changes,
            stray,
        }
    }

    /// Nothing that a visitor would take for a fault.
    pub(crate) fn is_well(&self) -> bool {
        self.black == 0 && self.black_by_filter == 0 && self.freezes.is_empty()
    }

    /// All films together.
    pub(crate) fn together(&self) -> FilmFigures {
        let mut all = FilmFigures::default();
        for film in self.films.values() {
            all.shown += film.shown;
            all.skipped = (all.skipped.0 + film.skipped.0, all.skipped.1 + film.skipped.1);
            all.repeated = (all.repeated.0 + film.repeated.0, all.repeated.1 + film.repeated.1);
            all.still = all.still.max(film.still);
        }
        all
    }

    /// Frames lost at the ends of all films: the median of the films' medians, and the worst.
    pub(crate) fn lost_at_end(&self) -> Option<(f64, f64)> {
        let each: Vec<(f64, f64)> = self.films.values().filter_map(|film| film.lost_at_end).collect();
        let worst = each.iter().map(|(_, worst)| *worst).fold(0.0, f64::max);
        Some((median(each.iter().map(|(middle, _)| *middle).collect())?, worst))
    }
}

fn alone(play: &Play) -> Option<Span> {
    Some((play.alone().next()?.at, play.alone().next_back()?.at))
}

fn films_of(plays: &[Play], stills: &[Still], items: &[Item]) -> BTreeMap<u16, FilmFigures> {
    let numbers = (0..).zip(items).filter(|(_, item)| item.is_film());
    numbers
        .map(|(number, item)| {
            let own: Vec<&Play> = plays.iter().filter(|play| play.item == number).collect();
            let whole: Vec<&&Play> = own.iter().filter(|play| !play.cut).collect();
            let sum = |of: fn(&Play) -> (usize, usize)| {
                own.iter()
                    .map(|play| of(play))
                    .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
            };
            let frames =
                |of: &dyn Fn(&Play) -> u16| spread(whole.iter().map(|play| f64::from(of(play))).collect());
            let figures = FilmFigures {
                shown: whole.len(),
                lost_at_end: frames(&|play| {
                    item.frames
                        .saturating_sub(1 + play.seen.iter().map(|seen| seen.frame).max().unwrap_or(0))
                }),
                lost_at_begin: frames(&|play| play.seen.iter().map(|seen| seen.frame).min().unwrap_or(0)),
                skipped: sum(Play::skipped),
                repeated: sum(Play::repeated),
                still: stills
                    .iter()
                    .find(|still| still.item == number)
                    .map_or(0.0, |still| still.length),
            };
            (number, figures)
        })
        .collect()
}

/// Median and worst.
fn spread(values: Vec<f64>) -> Option<(f64, f64)> {
    let worst = values.iter().copied().fold(0.0, f64::max);
    Some((median(values)?, worst))
}

fn never(plays: &[Play], items: &[Item]) -> Vec<String> {
    let missing = (0..)
        .zip(items)
        .filter(|(number, _)| plays.iter().all(|play| play.item != *number));
    // Without a title: not given to this player.
    missing
        .map(|(_, item)| item.title.clone())
        .filter(|title| !title.is_empty())
        .collect()
}

/// Rounds of the same film that follow each other are one stay.
fn stayed(plays: &[Play], items: &[Item]) -> (f64, String) {
    let mut longest = (0.0, String::new());
    for stay in plays.chunk_by(|one, next| one.item == next.item) {
        let seconds = stay[stay.len() - 1].last().at - stay[0].first().at;
        if seconds > longest.0 {
            let title = items
                .get(usize::from(stay[0].item))
                .map_or("?", |item| &item.title);
            longest = (seconds, title.to_owned());
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::super::marker::Reading;
    use super::super::plays::made::{looks, one, two};
    use super::*;

    fn items() -> Vec<Item> {
        let item = |title: &str, frames, rate| Item {
            title: title.into(),
            frames,
            rate,
        };
        vec![
            item("First", 60, 30),
            item("Second", 90, 30),
            item("Photo", 0, 0),
            item("Hidden", 0, 0),
        ]
    }

    /// Photo, first film, photo, second film, photo; each fades into the next while it runs on.
    fn good() -> Vec<Reading> {
        let photo = vec![one(2, 0); 60];
        let film = |item: u16, frames: u16| {
            let mut all: Vec<Reading> = (0..10).map(|frame| two((2, 0), (item, frame))).collect();
            all.extend((10..frames - 10).map(|frame| one(item, frame)));
            all.extend((frames - 10..frames).map(|frame| two((item, frame), (2, 0))));
            all
        };
        [photo.clone(), film(0, 60), photo.clone(), film(1, 90), photo].concat()
    }

    #[test]
    fn a_good_loop_has_nothing_against_it() {
        let summary = Summary::of(&looks(&good()), &items(), &Filtered::default());
        assert!(summary.is_well());
        assert_eq!(
            (summary.black, summary.flat, summary.missed, summary.stray),
            (0, 0, 0, 0)
        );
        assert_eq!(summary.never, ["Hidden"]);
        assert_eq!(summary.films[&0].shown, 1);
        assert_eq!(summary.lost_at_end(), Some((0.0, 0.0)));
        assert_eq!(summary.together().skipped, (0, 39 + 69));
        assert_eq!(summary.changes.len(), 4);
        assert!(
            summary
                .changes
                .iter()
                .all(|change| change.length < LONGEST_CHANGE)
        );
        assert!(summary.still < 0.1 && summary.stayed.0 > 2.0);
    }

    #[test]
    fn one_black_frame_is_enough() {
        let mut all = looks(&good());
        (all[90].dark, all[90].light, all[90].reading) = (1.0, 12.0, Reading::Nothing);
        let summary = Summary::of(&all, &items(), &Filtered::default());
        assert_eq!((summary.black, summary.stray), (1, 1));
        assert!(!summary.is_well() && summary.darkest < 13.0);
    }

    #[test]
    fn a_film_that_stops_is_found_with_its_place() {
        let mut all = good();
        all.splice(100..100, [all[99]; 20]);
        let summary = Summary::of(&looks(&all), &items(), &Filtered::default());
        assert!(!summary.is_well());
        let freeze = summary.freezes[0];
        assert_eq!((freeze.item, freeze.frame), (0, 39));
        assert!(freeze.length > 0.6);
    }

    #[test]
    fn a_film_that_ends_early_has_lost_its_end() {
        let mut all = good();
        // Of the first film the last thirty frames, of which ten were in the fade.
        all.drain(60 + 30..60 + 60);
        let summary = Summary::of(&looks(&all), &items(), &Filtered::default());
        assert_eq!(summary.films[&0].lost_at_end, Some((30.0, 30.0)));
        assert_eq!(summary.lost_at_end(), Some((15.0, 30.0)));
    }

    #[test]
    fn ffmpeg_may_find_what_the_marks_do_not() {
        let filtered = Filtered {
            black: vec![(1.0, 1.1)],
            frozen: vec![(2.0, 4.0)],
        };
        let summary = Summary::of(&looks(&good()), &items(), &filtered);
        assert_eq!(summary.black_by_filter, 1);
        assert!(!summary.is_well());
        assert_eq!(summary.freezes_by_filter.0, 1);
    }
}
