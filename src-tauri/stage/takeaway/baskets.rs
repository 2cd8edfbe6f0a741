//! The lists that are on offer: in memory alone, each for a while, under a name that nobody can guess.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use constant_time_eq::constant_time_eq;
use vitrine_core::clock::Clock;

/// How long a list is on offer.
pub(super) const LIFE: Duration = Duration::from_secs(20 * 60);

/// Lists on offer at once; the oldest one makes room for a new one.
const MOST: usize = 64;

/// Letters of a token: five random bits each, 130 in all. A QR code writes capitals and digits smaller than others.
const LETTERS: usize = 26;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// One file on offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offered {
    pub(super) media: String,
    /// What a visitor calls it; may be empty.
    pub(super) title: String,
    /// BCP 47 code, where it is known.
    pub(super) language: Option<String>,
}

/// One list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Basket {
    /// Language of its page.
    pub(super) language: String,
    /// Name of the event.
    pub(super) event: String,
    pub(super) files: Vec<Offered>,
}

struct Entry {
    token: String,
    until: Instant,
    basket: Arc<Basket>,
}

/// Every list on offer, the oldest first.
pub(super) struct Baskets {
    clock: Clock,
    entries: Mutex<VecDeque<Entry>>,
}

impl Baskets {
    pub(super) fn new(clock: Clock) -> Self {
        Self {
            clock,
            entries: Mutex::default(),
        }
    }

    /// Offers a list; gives its token, and how many lists are on offer now.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub(super) fn offer(&self, basket: Basket) -> Result<(String, usize), getrandom::Error> {
        let token = token()?;
        let now = self.clock.now();
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|entry| entry.until > now);
        while entries.len() >= MOST {
            entries.pop_front();
        }
        entries.push_back(Entry {
            token: token.clone(),
            until: now + LIFE,
            basket: Arc::new(basket),
        });
        Ok((token, entries.len()))
    }

    /// The list of this token, in time that does not depend on where it differs from others.
    pub(super) fn find(&self, token: &str) -> Option<Arc<Basket>> {
        let now = self.clock.now();
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = None;
        for entry in entries.iter().filter(|entry| entry.until > now) {
            if constant_time_eq(entry.token.as_bytes(), token.as_bytes()) {
                found = Some(Arc::clone(&entry.basket));
            }
        }
        found
    }
}

fn token() -> Result<String, getrandom::Error> {
    let mut bytes = [0_u8; LETTERS];
    getrandom::fill(&mut bytes)?;
    Ok(bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basket(event: &str) -> Basket {
        Basket {
            language: "en".into(),
            event: event.into(),
            files: Vec::new(),
        }
    }

    #[test]
    fn a_list_is_found_by_its_token_alone_and_for_a_while_alone() {
        let clock = Clock::by_hand();
        let baskets = Baskets::new(clock.clone());
        let (token, count) = baskets.offer(basket("a")).unwrap();
        assert_eq!((token.len(), count), (LETTERS, 1));
        assert_eq!(baskets.find(&token).unwrap().event, "a");
        for guess in ["", &token[..25], &token.to_lowercase(), &format!("{token}A")] {
            assert_eq!(baskets.find(guess), None, "{guess}");
        }
        clock.move_to(clock.now() + LIFE - Duration::from_secs(1));
        assert!(baskets.find(&token).is_some());
        clock.move_to(clock.now() + Duration::from_secs(1));
        assert_eq!(baskets.find(&token), None);
        assert_eq!(baskets.offer(basket("b")).unwrap().1, 1, "nothing of it is kept");
    }

    #[test]
    fn the_oldest_list_makes_room() {
        let baskets = Baskets::new(Clock::by_hand());
        let tokens: Vec<_> = (0..=MOST)
            .map(|at| baskets.offer(basket(&at.to_string())).unwrap())
            .collect();
        assert_eq!(tokens[MOST].1, MOST);
        assert_eq!(baskets.find(&tokens[0].0), None);
        assert_eq!(baskets.find(&tokens[1].0).unwrap().event, "1");
        let mut names: Vec<_> = tokens.iter().map(|(token, _)| token).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), MOST + 1, "no two are alike");
    }
}
