//! When the page is begun anew: from time to time while nobody sees it, and at once when it gives no sign of life.
//!
//! Web engines keep something of every film they have played. A page that is begun anew gives all of it back; what it
//! showed stays on the glass until the new one shows something (`platform`).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use vitrine_core::messages::ScreenBeat;

use crate::revival::Revival;

/// A page that gives no sign for so long hangs: four beats.
const SILENCE: Duration = Duration::from_secs(20);

/// The same for a page that is still being loaded.
const LOADING: Duration = Duration::from_secs(60);

/// Silences are counted together for so long; deaths come faster one after the other.
const HANGS: Duration = Duration::from_secs(600);

/// Somebody else has begun another page; said on any thread, heard by the one that watches.
#[derive(Clone, Debug, Default)]
pub(crate) struct Begun(Arc<AtomicBool>);

impl Begun {
    pub(crate) fn say(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether it was said since this was asked last.
    pub(crate) fn heard(&self) -> bool {
        self.0.swap(false, Ordering::AcqRel)
    }
}

/// What is to be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Keep what is on the glass at hand, in case the page dies.
    Remember,
    /// The page has been there for long enough: begin a new one, which opens with this item, where it is a
    /// photo.
    Renew(Option<String>),
    /// The page hangs: begin a new one.
    Restart,
    /// The new page shows something.
    Uncover,
    /// It hangs again and again.
    GiveUp,
}

/// Watches over one page after the other.
#[derive(Debug)]
pub(crate) struct Vigil {
    /// How long a page may stay before it is begun anew.
    stays: Duration,
    /// How often what is on the glass is kept.
    remembers: Duration,
    /// The page that gave the last sign, and when it was first heard of.
    page: Option<(f64, Instant)>,
    /// A page that was sent away; its last words do not count.
    gone: Option<f64>,
    last: Instant,
    remembered: Option<Instant>,
    hangs: Revival,
}

impl Vigil {
    pub(crate) fn new(stays: Duration, remembers: Duration, now: Instant) -> Self {
        Self {
            stays,
            remembers,
            page: None,
            gone: None,
            last: now,
            remembered: None,
            hangs: Revival::within(HANGS),
        }
    }

    /// A sign of life.
    pub(crate) fn hear(&mut self, beat: &ScreenBeat, now: Instant) -> Option<Deed> {
        if self.gone == Some(beat.page) {
            return None;
        }
        self.last = now;
        let since = match self.page {
            Some((page, since)) if page == beat.page => since,
            _ => {
                // Whoever it takes the place of may be covered still: the first thing it shows tells.
                self.page = Some((beat.page, now));
                now
            }
        };
        let age = now.saturating_duration_since(since);
        // Where nothing ever stands still, as in a show of films alone, the beginning of one has to do.
        let unseen = beat.still || (age >= 2 * self.stays && beat.item.is_some());
        if unseen && age >= self.stays {
            self.leave(now);
            return Some(Deed::Renew(beat.item.clone()));
        }
        if !beat.still {
            return beat.shows.then_some(Deed::Uncover);
        }
        let due = self
            .remembered
            .is_none_or(|before| now.saturating_duration_since(before) >= self.remembers);
        if due {
            self.remembered = Some(now);
            return Some(Deed::Remember);
        }
        Some(Deed::Uncover)
    }

    /// Another page is being loaded for a reason of its own: the one before died, or had lost its way in.
    pub(crate) fn begun(&mut self, now: Instant) {
        self.leave(now);
    }

    /// Nothing was heard until now.
    pub(crate) fn look(&mut self, now: Instant) -> Option<Deed> {
        let patience = if self.page.is_some() { SILENCE } else { LOADING };
        if now.saturating_duration_since(self.last) < patience {
            return None;
        }
        self.leave(now);
        Some(if self.hangs.again(now) {
            Deed::Restart
        } else {
            Deed::GiveUp
        })
    }

    fn leave(&mut self, now: Instant) {
        self.gone = self.page.take().map(|(page, _)| page).or(self.gone);
        self.last = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAYS: Duration = Duration::from_secs(1800);
    const REMEMBERS: Duration = Duration::from_secs(120);

    struct Scene {
        vigil: Vigil,
        start: Instant,
    }

    impl Scene {
        fn new() -> Self {
            let start = Instant::now();
            Self {
                vigil: Vigil::new(STAYS, REMEMBERS, start),
                start,
            }
        }

        fn at(&self, seconds: u64) -> Instant {
            self.start + Duration::from_secs(seconds)
        }

        fn hear(&mut self, seconds: u64, page: f64, shows: bool, item: Option<&str>) -> Option<Deed> {
            let beat = ScreenBeat {
                page,
                shows,
                still: item.is_some(),
                item: item.map(str::to_owned),
            };
            self.vigil.hear(&beat, self.at(seconds))
        }

        fn look(&mut self, seconds: u64) -> Option<Deed> {
            self.vigil.look(self.at(seconds))
        }
    }

    #[test]
    fn a_page_is_begun_anew_after_its_time_and_only_when_it_stands_still() {
        let mut scene = Scene::new();
        assert_eq!(scene.hear(2, 1.0, false, None), None);
        assert_eq!(scene.hear(4, 1.0, true, None), Some(Deed::Uncover));
        assert_eq!(scene.hear(6, 1.0, true, Some("a")), Some(Deed::Remember));
        assert_eq!(scene.hear(1801, 1.0, true, Some("a")), Some(Deed::Remember));
        assert_eq!(scene.hear(1803, 1.0, true, None), Some(Deed::Uncover));
        assert_eq!(
            scene.hear(1900, 1.0, true, Some("b")),
            Some(Deed::Renew(Some("b".into())))
        );
        // Its last words come after its end.
        assert_eq!(scene.hear(1900, 1.0, true, None), None);
        assert_eq!(scene.hear(1902, 2.0, false, None), None);
        assert_eq!(scene.hear(1903, 2.0, true, None), Some(Deed::Uncover));
        assert_eq!(scene.hear(1950, 2.0, true, Some("c")), Some(Deed::Remember));
        assert_eq!(scene.hear(1960, 2.0, true, Some("d")), Some(Deed::Uncover));
    }

    #[test]
    fn a_show_that_never_stands_still_is_begun_anew_with_a_film() {
        let mut scene = Scene::new();
        let mut film = |seconds, item: Option<&str>| {
            let beat = ScreenBeat {
                page: 1.0,
                shows: true,
                still: false,
                item: item.map(str::to_owned),
            };
            let now = scene.at(seconds);
            scene.vigil.hear(&beat, now)
        };
        assert_eq!(film(2, Some("a")), Some(Deed::Uncover));
        assert_eq!(film(3500, Some("b")), Some(Deed::Uncover));
        // Somebody may be there: only what has come to rest in the loop says that nobody is.
        assert_eq!(film(3700, None), Some(Deed::Uncover));
        assert_eq!(film(3701, Some("c")), Some(Deed::Renew(Some("c".into()))));
    }

    #[test]
    fn a_page_that_takes_the_place_of_a_dead_one_has_time_to_load() {
        let mut scene = Scene::new();
        scene.hear(2, 1.0, true, None);
        let now = scene.at(10);
        scene.vigil.begun(now);
        assert_eq!(scene.look(69), None);
        assert_eq!(scene.look(70), Some(Deed::Restart));
    }

    #[test]
    fn a_page_that_hangs_is_begun_anew_and_one_that_always_hangs_is_given_up() {
        let mut scene = Scene::new();
        assert_eq!(scene.look(59), None);
        assert_eq!(scene.look(60), Some(Deed::Restart));
        scene.hear(61, 1.0, true, None);
        assert_eq!(scene.look(80), None);
        assert_eq!(scene.look(81), Some(Deed::Restart));
        assert_eq!(scene.hear(82, 1.0, true, None), None);
        scene.hear(83, 2.0, true, None);
        assert_eq!(scene.look(103), Some(Deed::Restart));
        scene.hear(104, 3.0, true, None);
        assert_eq!(scene.look(124), Some(Deed::GiveUp));
    }

    #[test]
    fn silences_long_ago_are_forgotten() {
        let mut scene = Scene::new();
        for (page, now) in (1..20_u32).map(|page| (f64::from(page), u64::from(page) * 201)) {
            scene.hear(now, page, true, None);
            assert_eq!(scene.look(now + 20), Some(Deed::Restart), "{page}");
        }
    }
}
