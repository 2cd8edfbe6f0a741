//! How often a dead page is brought back before the whole program gives up and leaves it to its supervisor.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Exit code when the page dies again and again ("internal software error" of sysexits).
pub(crate) const GAVE_UP: i32 = 70;

/// Deaths that are mended within the time in which they are counted together; the next one is one too many.
const CAP: usize = 3;

/// Time in which deaths are counted together, where nothing else is said.
const WINDOW: Duration = Duration::from_secs(60);

/// Counts the deaths of the page.
#[derive(Debug)]
pub(crate) struct Revival {
    window: Duration,
    deaths: VecDeque<Instant>,
}

impl Default for Revival {
    fn default() -> Self {
        Self::within(WINDOW)
    }
}

impl Revival {
    /// Counts the deaths within this time together.
    pub(crate) fn within(window: Duration) -> Self {
        Self {
            window,
            deaths: VecDeque::new(),
        }
    }

    /// Notes a death at `now` and says whether the page is to be brought back.
    pub(crate) fn again(&mut self, now: Instant) -> bool {
        self.deaths
            .retain(|death| now.saturating_duration_since(*death) < self.window);
        self.deaths.push_back(now);
        self.deaths.len() <= CAP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_deaths_a_minute_are_mended_and_the_fourth_is_not() {
        let start = Instant::now();
        let mut revival = Revival::default();
        let at = |seconds| start + Duration::from_secs(seconds);
        assert!(revival.again(at(0)) && revival.again(at(10)) && revival.again(at(20)));
        assert!(!revival.again(at(30)));
    }

    #[test]
    fn old_deaths_are_forgotten() {
        let start = Instant::now();
        let mut revival = Revival::default();
        for minute in 0..20 {
            assert!(
                revival.again(start + Duration::from_secs(minute * 25)),
                "death {minute}"
            );
        }
    }
}
