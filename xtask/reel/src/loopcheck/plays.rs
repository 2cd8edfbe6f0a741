//! From single frames to what was shown: when each film and photo came and went, and what of it was seen.

use super::look::Look;
use super::marker::{Mark, Reading};

/// A number that falls by more than this is a new beginning, not a frame out of order.
const BACK: u16 = 12;
/// A picture that was not seen for so long, in seconds, has gone.
const GONE: f64 = 2.5;
/// A look that comes so soon after another, or so late, was not taken in its time, in seconds.
const HASTY: f64 = 0.02;
const LATE: f64 = 0.05;

/// What is shown, as the marks number it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) title: String,
    /// Frames of a film; 0 of a photo.
    pub(crate) frames: u16,
    /// Frames in a second; 0 of a photo.
    pub(crate) rate: u16,
}

impl Item {
    pub(crate) fn is_film(&self) -> bool {
        self.frames > 0
    }
}

/// One frame of a play as it was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Seen {
    /// Number of the look.
    pub(crate) look: usize,
    /// Seconds.
    pub(crate) at: f64,
    pub(crate) frame: u16,
    /// Nothing else was on the screen.
    pub(crate) alone: bool,
}

/// An item from its coming to its going, a film once from its beginning to its end.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Play {
    pub(crate) item: u16,
    /// Never empty.
    pub(crate) seen: Vec<Seen>,
    /// The recording begins or ends within it, so its own beginning or end is not known.
    pub(crate) cut: bool,
}

impl Play {
    fn begin(item: u16, seen: Seen) -> Self {
        Self {
            item,
            seen: vec![seen],
            cut: false,
        }
    }

    pub(crate) fn first(&self) -> Seen {
        self.seen[0]
    }

    pub(crate) fn last(&self) -> Seen {
        self.seen[self.seen.len() - 1]
    }

    /// Those on which nothing else was to be seen.
    pub(crate) fn alone(&self) -> impl DoubleEndedIterator<Item = &Seen> {
        self.seen.iter().filter(|seen| seen.alone)
    }

    /// Frames of the film that were passed over, and all that were passed, from look to look while it was alone. What
    /// happened while the recorder was late is not known and not counted.
    pub(crate) fn skipped(&self) -> (usize, usize) {
        let steps = self
            .steps(0.0, LATE)
            .map(|(from, to)| usize::from(to.frame.saturating_sub(from.frame)));
        steps.fold((0, 0), |(over, all), step| {
            (over + step.saturating_sub(1), all + step)
        })
    }

    /// Looks at which the same frame was there as at the look before, and all of them. The last frame is not counted: it
    /// waits for what follows. Nor is a look that the recorder took at once after another to make up for being late.
    pub(crate) fn repeated(&self) -> (usize, usize) {
        let last = self.last().frame;
        let steps = self.steps(HASTY, LATE).filter(|(from, _)| from.frame != last);
        steps.fold((0, 0), |(same, all), (from, to)| {
            (same + usize::from(from.frame == to.frame), all + 1)
        })
    }

    /// Looks that follow each other in such a time, both alone.
    fn steps(&self, least: f64, most: f64) -> impl Iterator<Item = (Seen, Seen)> {
        self.seen
            .windows(2)
            .map(|pair| (pair[0], pair[1]))
            .filter(move |(from, to)| {
                let apart = to.at - from.at;
                from.alone && to.alone && to.look == from.look + 1 && apart >= least && apart <= most
            })
    }
}

/// All plays, in the order of their coming.
pub(crate) fn plays(looks: &[Look]) -> Vec<Play> {
    let mut done: Vec<Play> = Vec::new();
    let mut open: Vec<Play> = Vec::new();
    for (number, look) in looks.iter().enumerate() {
        let alone = matches!(look.reading, Reading::One(_));
        for mark in look.reading.marks() {
            let seen = Seen {
                look: number,
                at: look.at,
                frame: mark.frame,
                alone,
            };
            let mut own: Vec<&mut Play> = open.iter_mut().filter(|play| goes_on(play, mark)).collect();
            own.sort_by_key(|play| play.last().frame.abs_diff(mark.frame));
            match own.into_iter().next() {
                Some(play) => play.seen.push(seen),
                None => open.push(Play::begin(mark.item, seen)),
            }
        }
        // What is alone has covered everything else; what has not been alone yet is only too faint to be read.
        let keep = |play: &Play| {
            let covered = alone && play.alone().next().is_some();
            play.last().look == number || (!covered && look.at - play.last().at < GONE)
        };
        let (stay, gone): (Vec<_>, Vec<_>) = open.into_iter().partition(keep);
        open = stay;
        done.extend(gone);
    }
    for play in &mut open {
        play.cut = true;
    }
    done.extend(open);
    done.sort_by_key(|play| play.first().look);
    if let Some(first) = done.first_mut() {
        first.cut = true;
    }
    done
}

fn goes_on(play: &Play, mark: Mark) -> bool {
    play.item == mark.item && mark.frame + BACK >= play.last().frame
}

/// From one picture to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Change {
    /// When the first was last alone, in seconds.
    pub(crate) at: f64,
    /// Until the second was alone, in seconds.
    pub(crate) length: f64,
    /// Frames of the recording between them that could not be read at all.
    pub(crate) unread: usize,
}

/// The changes from one item, or one play, to another; and how many frames could not be read within one.
pub(crate) fn changes(looks: &[Look]) -> (Vec<Change>, usize) {
    let mut changes = Vec::new();
    let mut stray = 0;
    let mut before: Option<(f64, Mark)> = None;
    let mut unread = 0;
    for look in looks {
        match look.reading {
            Reading::One(mark) => {
                if let Some((at, last)) = before {
                    if last.item != mark.item || mark.frame + BACK < last.frame {
                        changes.push(Change {
                            at,
                            length: look.at - at,
                            unread,
                        });
                    } else {
                        stray += unread;
                    }
                }
                before = Some((look.at, mark));
                unread = 0;
            }
            Reading::Two(..) => {}
            Reading::Nothing => unread += 1,
        }
    }
    (changes, stray)
}

#[cfg(test)]
pub(crate) mod made {
    //! Recordings made by hand, at thirty frames a second.

    use super::*;

    /// A frame of a recording, in which things move or not.
    pub(crate) fn look(number: usize, reading: Reading, moves: bool) -> Look {
        Look {
            at: number as f64 / 30.0,
            reading,
            light: 160.0,
            dark: 0.1,
            spread: 200,
            moved: if moves { 3.0 } else { 0.0 },
        }
    }

    pub(crate) fn one(item: u16, frame: u16) -> Reading {
        Reading::One(Mark { item, frame })
    }

    pub(crate) fn two(strong: (u16, u16), weak: (u16, u16)) -> Reading {
        let mark = |(item, frame)| Mark { item, frame };
        Reading::Two(mark(strong), mark(weak))
    }

    /// What was read, one after the other; equal neighbours stand still.
    pub(crate) fn looks(readings: &[Reading]) -> Vec<Look> {
        let moves = |number: usize| number == 0 || readings[number] != readings[number - 1];
        readings
            .iter()
            .enumerate()
            .map(|(number, reading)| look(number, *reading, moves(number)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::made::{look, looks, one, two};
    use super::*;

    #[test]
    fn a_film_that_fades_into_the_next_is_two_plays() {
        let mut readings: Vec<Reading> = (0..90).map(|frame| one(1, frame)).collect();
        readings.extend((0..20).map(|step| two((1, 90 + step), (2, step))));
        readings.push(Reading::Nothing);
        readings.extend((21..40).map(|step| two((2, step), (1, 110))));
        readings.extend((40..120).map(|frame| one(2, frame)));
        let looks = looks(&readings);
        let plays = plays(&looks);
        assert_eq!(plays.iter().map(|play| play.item).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((plays[0].first().frame, plays[0].last().frame), (0, 110));
        assert_eq!((plays[1].first().frame, plays[1].last().frame), (0, 119));
        assert!(plays[0].cut && plays[1].cut);
        let (changes, stray) = changes(&looks);
        assert_eq!((changes.len(), changes[0].unread, stray), (1, 1, 0));
        assert!((changes[0].length - 41.0 / 30.0).abs() < 1e-9);
    }

    #[test]
    fn a_film_that_is_too_faint_for_a_moment_while_it_comes_is_one_play() {
        let mut readings: Vec<Reading> = (0..90).map(|frame| one(1, frame)).collect();
        readings.extend((0..8).map(|step| two((1, 90 + step), (2, step))));
        readings.extend((8..11).map(|step| one(1, 90 + step)));
        readings.extend((11..30).map(|step| two((2, step), (1, 119))));
        readings.extend((30..120).map(|frame| one(2, frame)));
        let plays = plays(&looks(&readings));
        let items: Vec<_> = plays.iter().map(|play| (play.item, play.last().frame)).collect();
        assert_eq!(items, [(1, 119), (2, 119)]);
    }

    #[test]
    fn a_film_that_begins_again_is_a_new_play() {
        let readings: Vec<Reading> = (0..3).flat_map(|_| (0..60).map(|frame| one(4, frame))).collect();
        let looks = looks(&readings);
        let plays = plays(&looks);
        assert_eq!(plays.len(), 3);
        assert!(!plays[1].cut && plays[1].skipped() == (0, 59));
        assert_eq!(changes(&looks).0.len(), 2);
    }

    #[test]
    fn a_film_that_fades_into_its_own_beginning_is_two_plays() {
        let mut readings: Vec<Reading> = (0..130).map(|frame| one(4, frame)).collect();
        readings.extend((0..20).map(|step| two((4, 130 + step), (4, step))));
        readings.extend((20..150).map(|frame| one(4, frame)));
        let plays = plays(&looks(&readings));
        assert_eq!(plays.len(), 2);
        assert_eq!((plays[0].last().frame, plays[1].first().frame), (149, 0));
    }

    #[test]
    fn what_is_left_out_and_what_stays_is_counted() {
        let frames = [0, 1, 2, 2, 2, 5, 6, 6, 8, 9, 9, 9, 9];
        let plays = plays(&looks(&frames.map(|frame| one(3, frame))));
        assert_eq!(plays[0].skipped(), (3, 9));
        // The three of frame 9 wait for what follows.
        assert_eq!(plays[0].repeated(), (3, 9));
    }

    #[test]
    fn what_the_recorder_did_not_see_in_time_is_not_counted() {
        let mut all = looks(&[0, 1, 2, 9, 9, 10].map(|frame| one(3, frame)));
        for seen in &mut all[3..] {
            seen.at += 0.2;
        }
        // The second look at frame 9 makes up for the lateness.
        all[4].at = all[3].at + 0.003;
        let play = &plays(&all)[0];
        assert_eq!((play.skipped(), play.repeated()), ((0, 2), (0, 2)));
    }

    #[test]
    fn what_cannot_be_read_within_a_film_is_stray() {
        let readings = [one(1, 0), one(1, 1), Reading::Nothing, one(1, 3)];
        assert_eq!(changes(&looks(&readings)), (Vec::new(), 1));
        assert_eq!(plays(&looks(&readings)).len(), 1);
    }

    #[test]
    fn a_photo_between_two_showings_of_a_film_parts_them() {
        let mut all: Vec<Look> = (0..30)
            .map(|number| look(number, one(1, 10 + number as u16), true))
            .collect();
        all.extend((30..60).map(|number| look(number, one(2, 0), false)));
        all.extend((60..90).map(|number| look(number, one(1, number as u16), true)));
        assert_eq!(
            plays(&all).iter().map(|play| play.item).collect::<Vec<_>>(),
            [1, 2, 1]
        );
    }
}
