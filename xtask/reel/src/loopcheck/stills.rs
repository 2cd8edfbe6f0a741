//! Where a film stands still: the same frame for longer than it may, or nothing that can be read and nothing that moves.

use super::look::Look;
use super::marker::Reading;
use super::plays::{Item, Play};

/// A recorder that comes late has not seen what happened meanwhile: no more than this counts for one frame, in seconds.
const LATE: f64 = 0.2;

/// A time in which nothing new was to be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Still {
    /// Seconds since the recording began.
    pub(crate) at: f64,
    /// Seconds.
    pub(crate) length: f64,
    pub(crate) item: u16,
    /// The frame that stood there, the last one that could be read.
    pub(crate) frame: u16,
}

/// For every film the times in which it stood still, longest first; how long every frame stands anyway included.
pub(crate) fn stills(looks: &[Look], plays: &[Play], items: &[Item]) -> Vec<Still> {
    let films = plays
        .iter()
        .filter(|play| items.get(usize::from(play.item)).is_some_and(Item::is_film));
    let mut found: Vec<Still> = films.flat_map(|play| of_play(looks, play)).collect();
    found.sort_by(|one, other| other.length.total_cmp(&one.length));
    found
}

/// From its first frame alone on the screen until something else is seen beside or after its last one.
fn of_play(looks: &[Look], play: &Play) -> Vec<Still> {
    let (Some(first), Some(last)) = (play.alone().next(), play.alone().next_back()) else {
        return Vec::new();
    };
    let mut found: Vec<Still> = Vec::new();
    let mut now = Still {
        at: first.at,
        length: 0.0,
        item: play.item,
        frame: first.frame,
    };
    for pair in looks[first.look..].windows(2).take(last.look + 1 - first.look) {
        let (before, look) = (&pair[0], &pair[1]);
        now.length += (look.at - before.at).min(LATE);
        let frame = match look.reading {
            Reading::One(mark) if mark.item == play.item => Some(mark.frame),
            _ => None,
        };
        let fresh = frame.map_or_else(
            || look.moves() || look.reading != Reading::Nothing,
            |frame| frame != now.frame,
        );
        if fresh {
            found.push(now);
            now = Still {
                at: look.at,
                length: 0.0,
                item: play.item,
                frame: frame.unwrap_or(now.frame),
            };
        }
    }
    if now.length > 0.0 {
        found.push(now);
    }
    // The last one ends where the next picture begins to come through, long before that can be read.
    if let Some(end) = found.last_mut() {
        let still = &looks[first.look..looks.len().min(last.look + 2)];
        end.length -= coming(still).min(end.length);
    }
    found
}

/// How long movement has gone on at the end, in seconds.
fn coming(looks: &[Look]) -> f64 {
    let Some(end) = looks.last().map(|look| look.at) else {
        return 0.0;
    };
    let mut from = end;
    for look in looks.iter().rev().filter(|look| look.moves()) {
        if from - look.at > LATE {
            break;
        }
        from = look.at;
    }
    end - from
}

/// The longest time between two looks at which something new was seen, from `from` to `to`.
pub(crate) fn longest(looks: &[Look], from: f64, to: f64) -> f64 {
    let (mut longest, mut now) = (0.0_f64, 0.0);
    for pair in looks
        .windows(2)
        .filter(|pair| pair[1].at >= from && pair[1].at <= to)
    {
        now += (pair[1].at - pair[0].at).min(LATE);
        longest = longest.max(now);
        if pair[1].moves() || pair[1].reading != pair[0].reading {
            now = 0.0;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::super::plays::made::{look, looks, one, two};
    use super::super::plays::plays;
    use super::*;

    fn items() -> Vec<Item> {
        let film = Item {
            title: "Film".into(),
            frames: 60,
            rate: 30,
        };
        vec![
            film,
            Item {
                title: "Photo".into(),
                frames: 0,
                rate: 0,
            },
        ]
    }

    fn worst(readings: &[Reading]) -> f64 {
        let looks = looks(readings);
        stills(&looks, &plays(&looks), &items())
            .first()
            .map_or(0.0, |still| still.length)
    }

    #[test]
    fn a_film_that_runs_stands_no_longer_than_a_frame() {
        let readings: Vec<Reading> = (0..60).map(|frame| one(0, frame)).collect();
        assert!((worst(&readings) - 1.0 / 30.0).abs() < 1e-9);
    }

    #[test]
    fn a_last_frame_that_waits_for_what_follows_stands_still() {
        let mut readings: Vec<Reading> = (0..60).map(|frame| one(0, frame)).collect();
        readings.extend([one(0, 59); 29]);
        readings.extend((0..10).map(|_| two((0, 59), (1, 0))));
        readings.extend([one(1, 0); 90]);
        assert!((worst(&readings) - 1.0).abs() < 1e-9, "{}", worst(&readings));
    }

    #[test]
    fn a_last_frame_through_which_the_next_picture_comes_does_not_stand_still_any_more() {
        let mut readings: Vec<Reading> = (0..60).map(|frame| one(0, frame)).collect();
        readings.extend([one(0, 59); 29]);
        readings.extend([one(1, 0); 30]);
        let mut looks = looks(&readings);
        // Every second one of the last nine, as a slow page paints.
        for number in [80, 82, 84, 86, 88] {
            looks[number].moved = 2.0;
        }
        let worst = stills(&looks, &plays(&looks), &items())[0];
        assert_eq!(worst.frame, 59);
        assert!((worst.length - 21.0 / 30.0).abs() < 1e-6, "{worst:?}");
    }

    #[test]
    fn a_photo_may_stand_still() {
        assert!(worst(&[one(1, 0); 300]).abs() < 1e-9);
    }

    #[test]
    fn what_cannot_be_read_stands_still_unless_it_moves() {
        let frames = |from, to| (from..to).map(|frame| one(0, frame)).collect::<Vec<_>>();
        let blind = [frames(0, 20), vec![Reading::Nothing; 20], frames(40, 60)].concat();
        assert!(worst(&blind) > 0.6);
        let mut moving = looks(&blind);
        for seen in &mut moving {
            seen.moved = 3.0;
        }
        assert!(stills(&moving, &plays(&moving), &items())[0].length < 0.1);
    }

    #[test]
    fn a_recorder_that_was_late_is_not_held_against_the_film() {
        let mut late: Vec<Look> = (0..60_u16)
            .map(|frame| look(frame.into(), one(0, frame), true))
            .collect();
        for seen in &mut late[30..] {
            seen.at += 3.0;
        }
        assert!(stills(&late, &plays(&late), &items())[0].length < 0.3);
    }

    #[test]
    fn movement_ends_a_still() {
        let mut all: Vec<Look> = (0..30).map(|number| look(number, one(0, 59), false)).collect();
        all[15].moved = 2.0;
        assert!((longest(&all, 0.0, 1.0) - 0.5).abs() < 0.04);
        assert!((longest(&all, 0.7, 1.0) - 0.3).abs() < 0.04);
    }
}
