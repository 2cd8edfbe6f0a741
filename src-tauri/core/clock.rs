//! The time by which a show settles files: the system's, or one that stands still until it is moved, so that an hour of
//! waiting can be tried in a moment.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tells a show the time. Clones show the same.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<Mutex<Instant>>>);

impl Clock {
    /// A clock that stands still until it is moved.
    #[must_use]
    pub fn by_hand() -> Self {
        Self(Some(Arc::new(Mutex::new(Instant::now()))))
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Instant {
        let hand = self.0.as_ref();
        hand.map_or_else(Instant::now, |hand| {
            *hand.lock().unwrap_or_else(PoisonError::into_inner)
        })
    }

    /// Moves a clock that is moved by hand, never back. Whoever goes by it has to be told.
    pub fn move_to(&self, time: Instant) {
        if let Some(hand) = &self.0 {
            let mut shown = hand.lock().unwrap_or_else(PoisonError::into_inner);
            *shown = time.max(*shown);
        }
    }

    /// How long it takes by itself to show `time`; `None` for ever.
    pub(crate) fn time_until(&self, time: Instant) -> Option<Duration> {
        let left = time.saturating_duration_since(self.now());
        (self.0.is_none() || left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_moved_by_hand_stands_still_and_never_goes_back() {
        let clock = Clock::by_hand();
        let start = clock.now();
        let later = start + Duration::from_secs(3600);
        assert_eq!(clock.time_until(later), None);
        clock.clone().move_to(later);
        assert_eq!(clock.now(), later);
        assert_eq!(clock.time_until(later), Some(Duration::ZERO));
        clock.move_to(start);
        assert_eq!(clock.now(), later);
    }

    #[test]
    fn the_clock_of_the_system_goes_by_itself() {
        let clock = Clock::default();
        let before = clock.now();
        clock.move_to(before + Duration::from_secs(3600));
        assert!(clock.now() < before + Duration::from_secs(3600));
        assert_eq!(clock.time_until(before), Some(Duration::ZERO));
    }
}
