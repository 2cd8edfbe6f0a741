//! What the screens saw of a film while it was playing, and what the exhibitor is told of it.

use std::path::Path;

use crate::intake::problem::problem;
use crate::intake::scan::shown;
use crate::messages::{FilmStutter, Flashes, Problem, ProblemCode, Stretch};

/// Raised when the screens judge by other rules than before (`ui/src/screens/flashes.ts`): what was seen by the old ones
/// does not count.
pub(crate) const LOOK: u32 = 1;

/// The most places and stretches that a screen may name.
const MOST: usize = 400;
/// A day: no film is longer.
const LONGEST: f64 = 86_400.0;
/// A film falters that leaves out more than one picture in so many, for so many seconds at least.
const ONE_IN: u64 = 20;
const LEAST_SECONDS: f64 = 5.0;
/// Flashes that follow each other within so many seconds are one place.
const ONE_PLACE: f64 = 2.5;
/// The most places that the sentence names.
const NAMED: usize = 3;

/// What is known of a film because it was played.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Whether it flashes; absent until a screen has looked.
    pub flashes: Option<Flashes>,
    /// A screen of this show left out pictures of it.
    pub stutters: bool,
}

impl Seen {
    /// What the exhibitor is told of the film at this path. `what` is the field's word for its kind.
    pub(super) fn problems(&self, path: &Path, what: &str) -> Vec<Problem> {
        let flashing = self.flashes.iter().filter(|flashes| !flashes.seconds.is_empty());
        let flashes = flashing.map(|flashes| (ProblemCode::FilmFlashes, places(&flashes.seconds)));
        let stutters = self
            .stutters
            .then(|| (ProblemCode::FilmStutters, what.to_owned()));
        let said = |(code, what): (ProblemCode, String)| problem(code, &what, &shown(path), None);
        flashes.chain(stutters).map(said).collect()
    }
}

impl FilmStutter {
    /// Whether that is worth telling: more than one picture in twenty, for five seconds or more.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.seconds >= LEAST_SECONDS
            && self.seconds <= LONGEST
            && self.dropped <= self.total
            && u64::from(self.dropped) * ONE_IN > u64::from(self.total)
    }
}

impl Flashes {
    /// Whether a screen can have seen this: numbers of a film, in order, and not too many.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let of_a_film = |second: &f64| (0.0..=LONGEST).contains(second);
        let is_stretch = |stretch: &Stretch| {
            of_a_film(&stretch.from) && of_a_film(&stretch.to) && stretch.from < stretch.to
        };
        self.seconds.len() <= MOST
            && self.looked.len() <= MOST
            && self.seconds.iter().all(of_a_film)
            && self.seconds.is_sorted()
            && self.looked.iter().all(is_stretch)
            && self.looked.is_sorted_by(|first, second| first.to <= second.from)
    }
}

/// What is known after a film was looked at once more. A look that missed no picture counts alone; one that missed some
/// adds what it saw flashing, and undoes nothing.
pub(crate) fn joined(before: Option<&Flashes>, now: Flashes) -> Flashes {
    match before {
        Some(before) if !now.certain => {
            let mut seconds = [before.seconds.as_slice(), &now.seconds].concat();
            seconds.sort_by(f64::total_cmp);
            seconds.dedup();
            seconds.truncate(MOST);
            let rest = if before.certain { before.clone() } else { now };
            Flashes { seconds, ..rest }
        }
        _ => now,
    }
}

/// `0:03, 0:17`: where the film begins to flash, each time it does.
fn places(seconds: &[f64]) -> String {
    let mut last = f64::NEG_INFINITY;
    let mut begins: Vec<String> = Vec::new();
    for second in seconds {
        if second - last > ONE_PLACE {
            begins.push(clock(*second));
        }
        last = *second;
    }
    let more = begins.len() > NAMED;
    begins.truncate(NAMED);
    let named = begins.join(", ");
    if more { format!("{named} …") } else { named }
}

/// Minutes and seconds, as a player shows them.
fn clock(second: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is not sound was refused; anything else would only be said wrongly"
    )]
    let whole = second as u64;
    format!("{}:{:02}", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flashes(seconds: &[f64], certain: bool) -> Flashes {
        Flashes {
            seconds: seconds.to_vec(),
            looked: vec![Stretch { from: 0.0, to: 45.0 }],
            certain,
        }
    }

    #[test]
    fn places_are_named_as_a_player_shows_them() {
        assert_eq!(places(&[3.2]), "0:03");
        assert_eq!(places(&[3.2, 4.2, 6.6, 17.0, 62.9]), "0:03, 0:17, 1:02");
        assert_eq!(places(&[3.0, 10.0, 20.0, 3700.0]), "0:03, 0:10, 0:20 …");
    }

    #[test]
    fn only_a_film_that_flashes_has_a_problem() {
        let stutters = false;
        let problems = |flashes| Seen { flashes, stutters }.problems(Path::new("01/tide.mp4"), "MP4");
        assert_eq!(problems(None), []);
        assert_eq!(problems(Some(flashes(&[], false))), []);
        let found = problems(Some(flashes(&[3.2], false)));
        assert_eq!(
            (found.len(), found[0].code, found[0].file.as_str()),
            (1, ProblemCode::FilmFlashes, "01/tide.mp4")
        );
        for words in [&found[0].words.en, &found[0].words.de] {
            assert!(words.sentence.contains("0:03"), "{words:?}");
        }
    }

    #[test]
    fn a_film_that_falters_is_named_with_its_kind() {
        let seen = Seen {
            flashes: Some(flashes(&[3.2], true)),
            stutters: true,
        };
        let found = seen.problems(Path::new("01/tide.mp4"), "MP4, HEVC");
        let codes: Vec<_> = found.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [ProblemCode::FilmFlashes, ProblemCode::FilmStutters]);
        assert!(found[1].words.fr.sentence.contains("MP4, HEVC"), "{:?}", found[1]);
    }

    #[test]
    fn only_what_a_visitor_sees_is_a_stutter() {
        let counts = |total, dropped, seconds| {
            FilmStutter {
                total,
                dropped,
                seconds,
            }
            .counts()
        };
        assert!(counts(150, 8, 5.0) && counts(u32::MAX, u32::MAX, 60.0));
        assert!(!counts(160, 8, 5.0), "one in twenty");
        assert!(!counts(150, 150, 4.9), "too short");
        assert!(!counts(100, 101, 6.0), "more than there were");
        assert!(!counts(0, 0, 6.0));
        for seconds in [f64::NAN, f64::INFINITY, -1.0] {
            assert!(!counts(150, 75, seconds));
        }
    }

    #[test]
    fn what_no_screen_can_have_seen_is_not_sound() {
        assert!(flashes(&[0.0, 3.2, 3.2, 86_400.0], true).is_sound());
        for seconds in [
            &[-0.1][..],
            &[f64::NAN],
            &[f64::INFINITY],
            &[5.0, 3.0],
            &[1.0; MOST + 1],
        ] {
            assert!(!flashes(seconds, true).is_sound(), "{seconds:?}");
        }
        let looked = |stretches: &[(f64, f64)]| {
            let looked = stretches.iter().map(|&(from, to)| Stretch { from, to });
            Flashes {
                looked: looked.collect(),
                ..flashes(&[], true)
            }
        };
        assert!(looked(&[(0.0, 4.0), (4.0, 9.5)]).is_sound());
        for stretches in [
            &[(4.0, 4.0)][..],
            &[(0.0, 4.0), (3.0, 9.0)],
            &[(0.0, f64::NAN)],
            &[(-1.0, 4.0)],
        ] {
            assert!(!looked(stretches).is_sound(), "{stretches:?}");
        }
    }

    #[test]
    fn a_look_that_missed_pictures_undoes_nothing() {
        let (calm, poor) = (flashes(&[], true), flashes(&[7.0], false));
        assert_eq!(joined(None, poor.clone()), poor);
        assert_eq!(joined(Some(&poor), calm.clone()), calm, "a better look counts");
        assert_eq!(joined(Some(&calm), poor.clone()), flashes(&[7.0], true));
        assert_eq!(joined(Some(&poor), flashes(&[], false)), poor);
        assert_eq!(joined(Some(&flashes(&[3.0], true)), calm.clone()), calm);
        assert_eq!(
            joined(Some(&flashes(&[3.0, 7.0], true)), flashes(&[7.0], false)).seconds,
            [3.0, 7.0]
        );
    }
}
