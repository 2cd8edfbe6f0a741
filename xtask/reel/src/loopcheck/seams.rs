//! The seam of a film that begins again at its end: what is lost there, and how long nothing moves.

use super::look::Look;
use super::marker::Reading;
use super::plays::{Item, Play};
use super::stills::longest;

/// So many seconds before and after belong to a seam.
const AROUND: f64 = 0.5;

/// One end and the beginning after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Seam {
    /// When the end was seen last, in seconds.
    pub(crate) at: f64,
    /// Frames at the end that were never seen.
    pub(crate) lost_at_end: u16,
    /// Frames at the beginning that were never seen.
    pub(crate) lost_at_begin: u16,
    /// The longest time in which nothing moved, in seconds.
    pub(crate) still: f64,
    pub(crate) black: usize,
    /// One colour, black or not.
    pub(crate) flat: usize,
    /// Frames of the recording in which neither a mark nor movement is seen.
    pub(crate) blind: usize,
    /// Frames in which end and beginning are seen at once.
    pub(crate) overlap: usize,
}

/// The seams between plays of the same film that follow each other.
pub(crate) fn seams(looks: &[Look], plays: &[Play], items: &[Item]) -> Vec<Seam> {
    plays
        .windows(2)
        .filter_map(|pair| {
            let (end, begin) = (&pair[0], &pair[1]);
            let film = items.get(usize::from(end.item)).filter(|item| item.is_film())?;
            if end.item != begin.item {
                return None;
            }
            let (from, to) = (
                end.last().at.min(begin.first().at),
                end.last().at.max(begin.first().at),
            );
            let (from, to) = (from - AROUND, to + AROUND);
            let within: Vec<&Look> = looks
                .iter()
                .filter(|look| look.at >= from && look.at <= to)
                .collect();
            let count = |wish: &dyn Fn(&Look) -> bool| within.iter().filter(|look| wish(look)).count();
            Some(Seam {
                at: end.last().at,
                lost_at_end: film
                    .frames
                    .saturating_sub(1 + end.seen.iter().map(|seen| seen.frame).max().unwrap_or(0)),
                lost_at_begin: begin.seen.iter().map(|seen| seen.frame).min().unwrap_or(0),
                still: longest(looks, from, to),
                black: count(&Look::is_black),
                flat: count(&Look::is_flat),
                blind: count(&|look| look.reading == Reading::Nothing && !look.moves()),
                overlap: count(&|look| matches!(look.reading, Reading::Two(..))),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::plays::made::{look, looks, one, two};
    use super::super::plays::plays;
    use super::*;

    const FILM: [u16; 2] = [150, 30];

    fn found(looks: &[Look]) -> Vec<Seam> {
        let item = Item {
            title: "Film".into(),
            frames: FILM[0],
            rate: FILM[1],
        };
        seams(looks, &plays(looks), &[item])
    }

    #[test]
    fn a_seam_that_nobody_sees_loses_nothing_and_never_stands() {
        let readings: Vec<Reading> = (0..3).flat_map(|_| (0..150).map(|frame| one(0, frame))).collect();
        let seams = found(&looks(&readings));
        assert_eq!(seams.len(), 2);
        for seam in seams {
            assert_eq!(
                (
                    seam.lost_at_end,
                    seam.lost_at_begin,
                    seam.black,
                    seam.flat,
                    seam.blind
                ),
                (0, 0, 0, 0, 0)
            );
            assert!(seam.still < 0.04);
        }
    }

    #[test]
    fn a_fade_of_the_end_into_the_beginning_is_seen_as_one() {
        let mut readings: Vec<Reading> = (0..140).map(|frame| one(0, frame)).collect();
        readings.extend((0..10).map(|step| two((0, 140 + step), (0, step))));
        readings.extend((10..150).map(|frame| one(0, frame)));
        let seam = found(&looks(&readings))[0];
        assert_eq!((seam.lost_at_end, seam.lost_at_begin, seam.overlap), (0, 0, 10));
        assert!(seam.still < 0.04);
    }

    #[test]
    fn a_seam_with_a_gap_of_night_is_found_out() {
        let mut all: Vec<Look> = (0..140_u16)
            .map(|frame| look(frame.into(), one(0, frame), true))
            .collect();
        for number in 140..146 {
            let mut night = look(number, Reading::Nothing, number == 140);
            (night.dark, night.spread, night.light) = (1.0, 2, 14.0);
            all.push(night);
        }
        all.extend((0..100_u16).map(|frame| look(146 + usize::from(frame), one(0, 3 + frame), true)));
        let seam = found(&all)[0];
        assert_eq!((seam.lost_at_end, seam.lost_at_begin), (10, 3));
        assert_eq!((seam.black, seam.flat, seam.blind), (6, 6, 5));
        assert!(seam.still > 0.15 && seam.still < 0.25, "{}", seam.still);
    }

    #[test]
    fn different_films_make_no_seam() {
        let readings: Vec<Reading> = (0..60).map(|frame| one(u16::from(frame >= 30), frame)).collect();
        assert_eq!(found(&looks(&readings)), []);
    }
}
