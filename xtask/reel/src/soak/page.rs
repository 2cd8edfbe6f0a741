//! What the page tells about itself, once a minute, and what it counts in between.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::remote::Remote;

/// Counts in the page what is put on the glass, and what goes wrong. What is counted is bounded, so that the counting
/// does not grow itself: a hundred titles, three errors.
///
/// An item is known by its kind and by what the plaque says of it, not by any element: whatever shows it, the visitor
/// reads that.
const PROBE: &str = r"
const attract = document.querySelector('[data-attract]');
const shown = () => {
  const root = document.querySelector('[data-attract]');
  const kind = root ? root.dataset.attract : '';
  const plaque = root ? root.querySelector('.plaque h2') : null;
  return [kind, plaque ? plaque.textContent.trim() : ''];
};
let fresh = false;
if (!window.reel && attract) {
  fresh = true;
  const reel = (window.reel = { swaps: 0, kinds: {}, titles: {}, errors: 0, last: [], key: '' });
  const look = () => {
    const [kind, title] = shown();
    const key = kind + '|' + title;
    if (key === reel.key) return;
    reel.key = key;
    reel.swaps += 1;
    reel.kinds[kind] = (reel.kinds[kind] || 0) + 1;
    if (title && (title in reel.titles || Object.keys(reel.titles).length < 100))
      reel.titles[title] = (reel.titles[title] || 0) + 1;
  };
  const wrong = (words) => {
    reel.errors += 1;
    reel.last.push(String(words).slice(0, 200));
    if (reel.last.length > 3) reel.last.shift();
  };
  addEventListener('error', (event) => wrong(event.message || 'error'));
  addEventListener('unhandledrejection', (event) => wrong(event.reason));
  const said = console.error;
  console.error = (...words) => { wrong(words.join(' ')); said.apply(console, words); };
  new MutationObserver(look).observe(attract, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-attract', 'class'],
  });
  look();
}
const [kind, title] = shown();
const reel = window.reel || { swaps: 0, kinds: {}, titles: {}, errors: 0, last: [] };
return {
  fresh, kind, title,
  nodes: document.getElementsByTagName('*').length,
  media: document.querySelectorAll('video, audio').length,
  images: document.querySelectorAll('img').length,
  swaps: reel.swaps, kinds: reel.kinds, titles: reel.titles, errors: reel.errors, last: reel.last,
};
";

/// Counted things by name.
pub(crate) type Counts = BTreeMap<String, u64>;

/// What the page said this minute.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Glimpse {
    /// The page had not been asked before: it was loaded since.
    pub(crate) fresh: bool,
    /// `film`, `photo`, `publication`, `card`.
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) nodes: u64,
    pub(crate) media: u64,
    pub(crate) images: u64,
    /// Since the page was loaded, as all that follows.
    pub(crate) swaps: u64,
    pub(crate) kinds: Counts,
    pub(crate) titles: Counts,
    pub(crate) errors: u64,
    /// The last words of what went wrong.
    pub(crate) last: Vec<String>,
}

impl Glimpse {
    /// Asks the page.
    pub(crate) fn of(remote: &Remote) -> Result<Self> {
        Self::read(&remote.script(PROBE)?).context("the page's answer is not understood")
    }

    fn read(value: &Value) -> Option<Self> {
        let counts = |name: &str| -> Option<Counts> {
            let found = value[name].as_object()?.iter();
            Some(
                found
                    .filter_map(|(name, count)| Some((name.clone(), count.as_u64()?)))
                    .collect(),
            )
        };
        let last = value["last"].as_array()?.iter();
        Some(Self {
            fresh: value["fresh"].as_bool()?,
            kind: value["kind"].as_str()?.to_owned(),
            title: value["title"].as_str()?.to_owned(),
            nodes: value["nodes"].as_u64()?,
            media: value["media"].as_u64()?,
            images: value["images"].as_u64()?,
            swaps: value["swaps"].as_u64()?,
            kinds: counts("kinds")?,
            titles: counts("titles")?,
            errors: value["errors"].as_u64()?,
            last: last
                .filter_map(|words| words.as_str().map(str::to_owned))
                .collect(),
        })
    }
}

/// What all pages counted together: each counts from nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    /// Of the pages before.
    before: Sums,
    now: Sums,
    /// How often a page was loaded.
    pub(crate) loads: u64,
}

/// Counted over the life of a page, or of several.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    pub(crate) swaps: u64,
    pub(crate) errors: u64,
    pub(crate) kinds: Counts,
    pub(crate) titles: Counts,
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.swaps += other.swaps;
        self.errors += other.errors;
        for (into, from) in [(&mut self.kinds, &other.kinds), (&mut self.titles, &other.titles)] {
            for (name, count) in from {
                *into.entry(name.clone()).or_default() += count;
            }
        }
    }
}

impl Ledger {
    pub(crate) fn note(&mut self, glimpse: &Glimpse) {
        if glimpse.fresh {
            self.before.add(&std::mem::take(&mut self.now));
            self.loads += 1;
        }
        self.now = Sums {
            swaps: glimpse.swaps,
            errors: glimpse.errors,
            kinds: glimpse.kinds.clone(),
            titles: glimpse.titles.clone(),
        };
    }

    pub(crate) fn sums(&self) -> Sums {
        let mut sums = self.before.clone();
        sums.add(&self.now);
        sums
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn glimpse(fresh: bool, swaps: u64, films: u64) -> Glimpse {
        let value = json!({
            "fresh": fresh, "kind": "film", "title": "VP9", "nodes": 300, "media": 3, "images": 9, "swaps": swaps,
            "kinds": { "film": films }, "titles": { "VP9": films }, "errors": 0, "last": [],
        });
        Glimpse::read(&value).unwrap()
    }

    #[test]
    fn a_page_that_is_loaded_again_does_not_lose_what_was_counted() {
        let mut ledger = Ledger::default();
        ledger.note(&glimpse(true, 1, 1));
        ledger.note(&glimpse(false, 40, 12));
        ledger.note(&glimpse(true, 2, 1));
        ledger.note(&glimpse(false, 10, 3));
        let sums = ledger.sums();
        assert_eq!((sums.swaps, ledger.loads), (50, 2));
        assert_eq!(sums.kinds["film"], 15);
        assert_eq!(sums.titles["VP9"], 15);
    }

    #[test]
    fn an_answer_without_counts_is_no_glimpse() {
        assert_eq!(Glimpse::read(&json!({ "kind": "film" })), None);
    }
}
