//! How often strangers may ask: each address for itself, and all of them together.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use vitrine_core::clock::Clock;

/// Requests that one address may make at once, and how many more it may make each second after that.
const ONE: Allowance = Allowance {
    most: 40.0,
    each_second: 1.0,
};
/// The same for all addresses together.
const ALL: Allowance = Allowance {
    most: 300.0,
    each_second: 20.0,
};
/// Addresses that are remembered; those that have their whole allowance again need not be.
const ADDRESSES: usize = 1024;

struct Allowance {
    most: f64,
    each_second: f64,
}

/// What is left of an allowance, and when that was so.
#[derive(Clone, Copy)]
struct Left(f64, Instant);

impl Left {
    fn at(self, now: Instant, allowance: &Allowance) -> f64 {
        let since = now.saturating_duration_since(self.1).as_secs_f64();
        (self.0 + since * allowance.each_second).min(allowance.most)
    }
}

/// Counts requests. Addresses are held in memory for as long as they are counted.
pub(super) struct Pace {
    clock: Clock,
    counted: Mutex<(Left, HashMap<IpAddr, Left>)>,
}

impl Pace {
    pub(super) fn new(clock: Clock) -> Self {
        let all = Left(ALL.most, clock.now());
        Self {
            clock,
            counted: Mutex::new((all, HashMap::new())),
        }
    }

    /// Whether this address may ask once more now.
    pub(super) fn allows(&self, address: IpAddr) -> bool {
        let now = self.clock.now();
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, each) = &mut *counted;
        if each.len() >= ADDRESSES && !each.contains_key(&address) {
            each.retain(|_, left| left.at(now, &ONE) < ONE.most);
            if each.len() >= ADDRESSES {
                return false;
            }
        }
        let own = each.entry(address).or_insert(Left(ONE.most, now));
        let (own_left, all_left) = (own.at(now, &ONE), all.at(now, &ALL));
        if own_left < 1.0 || all_left < 1.0 {
            return false;
        }
        *own = Left(own_left - 1.0, now);
        *all = Left(all_left - 1.0, now);
        true
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn allowed(pace: &Pace, address: u32, times: u32) -> u32 {
        let address = IpAddr::from(address.to_be_bytes());
        (0..times).map(|_| u32::from(pace.allows(address))).sum()
    }

    #[test]
    fn one_address_waits_while_others_are_served() {
        let clock = Clock::by_hand();
        let pace = Pace::new(clock.clone());
        assert_eq!(allowed(&pace, 1, 100), 40);
        assert_eq!(allowed(&pace, 2, 10), 10);
        clock.move_to(clock.now() + Duration::from_secs(5));
        assert_eq!(allowed(&pace, 1, 100), 5);
        clock.move_to(clock.now() + Duration::from_secs(3600));
        assert_eq!(allowed(&pace, 1, 100), 40, "an allowance does not pile up");
    }

    #[test]
    fn all_of_them_together_have_a_limit_and_so_does_what_is_remembered() {
        let clock = Clock::by_hand();
        let pace = Pace::new(clock.clone());
        let sum: u32 = (0..20).map(|address| allowed(&pace, address, 40)).sum();
        assert_eq!(sum, 300);
        for address in 100..3000 {
            clock.move_to(clock.now() + Duration::from_millis(50));
            allowed(&pace, address, 1);
        }
        assert!(pace.counted.lock().unwrap().1.len() <= ADDRESSES);
    }
}
