//! Finding things: every title, caption and page of the newest snapshot by its words.
//!
//! The tables are in memory. What they are made from is kept already: the words of publications lie in the cache under
//! the name of the bytes they come from. A second file there would have to be kept in step with the folder, with the
//! cache and with other shows on it, and could be damaged; these tables are made anew at each start, in the
//! background.

mod cards;
mod fold;
mod passage;
mod query;
mod register;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::messages::{Catalogue, Finding, FoundPage, HitKind, SearchHit, SearchResult};
use crate::search::cards::{Card, Key, cards};
use crate::search::register::{MOST_PAGES, Ranked, Register, folded};

pub(crate) use passage::places;
pub use query::Query;

/// Most things that one answer lists.
const MOST_HITS: usize = 60;

/// Most pages that are listed of one publication.
const MOST_FOUND_PAGES: usize = 1000;

/// Most that is searched of the texts of all publications and films together, in bytes.
const MOST_TEXT: usize = 128 << 20;

/// Pages that are taken in before others may look something up.
const AT_ONCE: usize = 8;

/// Why a thing was found; the lesser comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Title,
    StandName,
    StandBlurb,
    Caption,
    Text,
}

/// All that can be found. Asked and told from any thread.
pub struct Search(Mutex<Inner>);

struct Inner {
    /// `None` where SQLite cannot do it; then nothing is ever found.
    register: Option<Register>,
    things: HashMap<Key, Thing>,
    /// The thing behind each row of the items.
    rows: HashMap<i64, Key>,
    /// The thing behind each leaf of the pages, and which of its texts it is.
    leaves: BTreeMap<i64, (Key, usize)>,
    /// By media name.
    texts: HashMap<String, Text>,
    /// Place in the room.
    order: HashMap<Key, usize>,
    /// The snapshot that all this is of.
    number: u32,
    last: i64,
    bytes: usize,
}

struct Thing {
    card: Card,
    row: i64,
    /// One for each text of the card.
    leaves: Vec<i64>,
}

/// What is known of a publication's or a caption file's words.
#[derive(Default)]
struct Text {
    number: i64,
    pages: usize,
    bytes: usize,
    /// Where each page of captions begins, in seconds.
    starts: Vec<f64>,
    /// There is no more to come.
    whole: bool,
}

struct Found {
    rank: Rank,
    score: f64,
    /// Text within the card, and page in it, from 0.
    page: Option<(usize, usize)>,
}

impl Default for Search {
    fn default() -> Self {
        Self::new()
    }
}

impl Search {
    /// Nothing yet. Where SQLite cannot search, nothing is ever found, and the log says so.
    #[must_use]
    pub fn new() -> Self {
        let register = Register::new()
            .inspect_err(|error| tracing::error!("nothing can be searched: {error}"))
            .ok();
        Self(Mutex::new(Inner {
            register,
            things: HashMap::new(),
            rows: HashMap::new(),
            leaves: BTreeMap::new(),
            texts: HashMap::new(),
            order: HashMap::new(),
            number: 0,
            last: 0,
            bytes: 0,
        }))
    }

    /// Takes over what is in a snapshot and forgets the rest. Gives back the media names of texts that are not known.
    pub fn follow(&self, catalogue: &Catalogue) -> Vec<String> {
        let cards = cards(catalogue);
        let there: HashSet<&Key> = cards.iter().map(|card| &card.key).collect();
        let mut inner = self.inner();
        let gone: Vec<Key> = inner
            .things
            .keys()
            .filter(|key| !there.contains(key))
            .cloned()
            .collect();
        gone.iter().for_each(|key| inner.take_away(key));
        inner.order = cards
            .iter()
            .enumerate()
            .map(|(at, card)| (card.key.clone(), at))
            .collect();
        drop(inner);
        let mut seen = HashSet::new();
        let mut unknown = Vec::new();
        for card in cards {
            let mut inner = self.inner();
            for media in &card.texts {
                if !inner.texts.get(media).is_some_and(|text| text.whole) && seen.insert(media.clone()) {
                    unknown.push(media.clone());
                }
            }
            if inner.things.get(&card.key).is_none_or(|thing| thing.card != card) {
                inner.take_away(&card.key);
                inner.put_up(card);
            }
        }
        let mut inner = self.inner();
        inner.forget_unused();
        inner.number = catalogue.number;
        unknown
    }

    /// Takes in pages of a text, of which `first` comes first, from 0; what is known already is passed over. `whole` when
    /// no more will come.
    pub fn learn(&self, media: &str, first: usize, pages: &[String], whole: bool) {
        let known = self.inner().text(media).pages;
        let mut rest = known
            .checked_sub(first)
            .and_then(|known| pages.get(known..))
            .unwrap_or_default();
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(AT_ONCE));
            let now: Vec<(&str, String)> = now.iter().map(|words| (words.as_str(), folded(words))).collect();
            if !self.inner().add(media, &now) {
                break;
            }
            rest = later;
        }
        self.inner().text(media).whole |= whole;
    }

    /// Takes in all captions of a film: when they come, in seconds, and what they say.
    pub(crate) fn learn_captions(&self, media: &str, captions: Vec<(f64, String)>) {
        let (starts, words): (Vec<f64>, Vec<String>) = captions.into_iter().unzip();
        self.inner().text(media).starts = starts;
        self.learn(media, 0, &words, true);
    }

    /// What has the words, of what is in `catalogue`, which may be newer than what was followed.
    #[must_use]
    pub fn find(&self, query: &Query, catalogue: &Catalogue) -> SearchResult {
        let inner = self.inner();
        let complete = inner.number == catalogue.number
            && inner
                .things
                .values()
                .flat_map(|thing| &thing.card.texts)
                .all(|media| inner.is_whole(media));
        let mut found: Vec<(&Key, Found)> = inner.find(query).into_iter().collect();
        if inner.number != catalogue.number {
            let there: HashSet<Key> = cards(catalogue).into_iter().map(|card| card.key).collect();
            found.retain(|(key, _)| there.contains(key));
        }
        found.sort_by(|(one, a), (other, b)| {
            let place = |key: &Key| inner.order.get(key);
            let score = a.score.total_cmp(&b.score);
            a.rank
                .cmp(&b.rank)
                .then(score)
                .then_with(|| place(one).cmp(&place(other)))
        });
        SearchResult {
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
            hits: found
                .iter()
                .take(MOST_HITS)
                .filter_map(|(key, found)| inner.hit(key, found, query))
                .collect(),
            complete,
        }
    }

    /// Where one publication has the words.
    pub(crate) fn find_in(&self, media: &str, query: Option<&Query>) -> Finding {
        let inner = self.inner();
        let Some(text) = inner.texts.get(media) else {
            return Finding::default();
        };
        Finding {
            searchable: (text.whole || text.bytes > 0).then_some(text.bytes > 0),
            pages: query
                .map(|query| inner.pages_with(media, text, query))
                .unwrap_or_default(),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // Half a step can leave a text half taken in, and nothing worse.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The register is in memory and its rows are our own: what fails then is SQLite itself, and one page is not found.
fn told<T: Default>(outcome: rusqlite::Result<T>) -> T {
    outcome.unwrap_or_else(|error| {
        tracing::warn!("the search falters: {error}");
        T::default()
    })
}

impl Inner {
    fn put_up(&mut self, card: Card) {
        let Some(register) = &self.register else { return };
        self.last += 1;
        let row = self.last;
        let titles: Vec<&str> = card.titles.iter().map(|(title, _)| title.as_str()).collect();
        told(register.add_item(row, &titles.join("\n"), &card.captions.join("\n"), &card.context));
        self.rows.insert(row, card.key.clone());
        let mut leaves = Vec::new();
        for (at, media) in card.texts.iter().enumerate() {
            self.last += 1;
            leaves.push(self.last);
            self.leaves.insert(self.last, (card.key.clone(), at));
            let Some(text) = self.texts.get(media) else {
                continue;
            };
            let context = context_of(&card, at);
            told(register.together(|| {
                (0..text.pages).try_for_each(|page| {
                    let words = register.text(text.number, page)?.unwrap_or_default();
                    register.add_page(self.last, page, &folded(&words), &context)
                })
            }));
        }
        self.things.insert(card.key.clone(), Thing { card, row, leaves });
    }

    fn take_away(&mut self, key: &Key) {
        let Some(thing) = self.things.remove(key) else {
            return;
        };
        let Some(register) = &self.register else { return };
        self.rows.remove(&thing.row);
        told(register.remove_item(thing.row));
        for (leaf, media) in thing.leaves.iter().zip(&thing.card.texts) {
            self.leaves.remove(leaf);
            let pages = self.texts.get(media).map_or(0, |text| text.pages);
            told(register.together(|| register.remove_pages(*leaf, 0..pages)));
        }
    }

    fn forget_unused(&mut self) {
        let used: HashSet<&String> = self.things.values().flat_map(|thing| &thing.card.texts).collect();
        let unused: Vec<String> = self
            .texts
            .keys()
            .filter(|media| !used.contains(media))
            .cloned()
            .collect();
        for media in unused {
            if let (Some(text), Some(register)) = (self.texts.remove(&media), &self.register) {
                self.bytes -= text.bytes;
                told(register.forget_text(text.number));
            }
        }
    }

    fn text(&mut self, media: &str) -> &mut Text {
        self.texts.entry(media.to_owned()).or_insert_with(|| {
            self.last += 1;
            Text {
                number: self.last,
                ..Text::default()
            }
        })
    }

    /// Adds pages to a text and to everything that has it, or says that there is no room for them. `pages` as they are,
    /// and folded.
    fn add(&mut self, media: &str, pages: &[(&str, String)]) -> bool {
        let bytes: usize = pages.iter().map(|(words, _)| words.len()).sum();
        let known = self.text(media);
        let (number, first) = (known.number, known.pages);
        if self.bytes + bytes > MOST_TEXT || first + pages.len() > MOST_PAGES {
            tracing::warn!(
                media,
                "there is more text than can be searched; the rest of this file is not"
            );
            return false;
        }
        let text = self.text(media);
        text.pages += pages.len();
        text.bytes += bytes;
        self.bytes += bytes;
        let Some(register) = &self.register else {
            return true;
        };
        let holders: Vec<(i64, String)> = self
            .leaves_of(media)
            .map(|(leaf, card, at)| (leaf, context_of(card, at)))
            .collect();
        told(register.together(|| {
            for (page, (words, folded)) in (first..).zip(pages) {
                register.keep_text(number, page, words)?;
                for (leaf, context) in &holders {
                    register.add_page(*leaf, page, folded, context)?;
                }
            }
            Ok(())
        }));
        true
    }

    fn leaves_of(&self, media: &str) -> impl Iterator<Item = (i64, &Card, usize)> {
        self.leaves.iter().filter_map(move |(leaf, (key, at))| {
            let card = &self.things.get(key)?.card;
            (card.texts.get(*at)? == media).then_some((*leaf, card, *at))
        })
    }

    fn is_whole(&self, media: &str) -> bool {
        self.texts.get(media).is_some_and(|text| text.whole)
    }

    /// Everything that has the words, each thing once, at its best.
    fn find(&self, query: &Query) -> HashMap<&Key, Found> {
        let mut found: HashMap<&Key, Found> = HashMap::new();
        let Some(register) = &self.register else {
            return found;
        };
        let (all, any) = (query.all(), query.any());
        let mut take = |rows: Ranked, rank: Rank| {
            for (row, score) in rows {
                let Some(key) = self.rows.get(&row) else { continue };
                let rank = match (rank, key.kind) {
                    (Rank::Title, HitKind::Stand) => Rank::StandName,
                    (Rank::Caption, HitKind::Stand) => Rank::StandBlurb,
                    _ => rank,
                };
                found.entry(key).or_insert(Found {
                    rank,
                    score,
                    page: None,
                });
            }
        };
        // Each thing counts by the first of these that it fits.
        let by_title = format!("({{title context}} : {all}) AND ({{title}} : {any})");
        take(told(register.items(&by_title)), Rank::Title);
        let by_caption = format!("{all} AND ({{title caption}} : {any})");
        take(told(register.items(&by_caption)), Rank::Caption);
        // With one word both parts say the same, and pages are many.
        let by_page = match query.words() {
            [_] => format!("{{words}} : {all}"),
            _ => format!("{all} AND ({{words}} : {any})"),
        };
        for page in told(register.pages(&by_page)) {
            let Some((key, text)) = self.leaves.get(&page.leaf) else {
                continue;
            };
            let rank = if key.kind == HitKind::Film {
                Rank::Caption
            } else {
                Rank::Text
            };
            let here = Found {
                rank,
                score: page.score,
                page: Some((*text, page.page)),
            };
            let best = found.entry(key).or_insert(Found {
                score: f64::INFINITY,
                ..here
            });
            if best.page.is_some() && (here.score, here.page) < (best.score, best.page) {
                *best = here;
            }
        }
        found
    }

    fn hit(&self, key: &Key, found: &Found, query: &Query) -> Option<SearchHit> {
        let card = &self.things.get(key)?.card;
        let (titled, title) = match found.page {
            Some((text, _)) if key.kind == HitKind::Publication => {
                card.titles.get(text).map(|(title, _)| (text, title))?
            }
            _ => best(card.titles.iter().map(|(title, _)| title), query)?,
        };
        let mut hit = SearchHit {
            kind: key.kind,
            stand: key.stand.clone(),
            id: key.id.clone(),
            media: card
                .titles
                .get(titled)
                .and_then(|(_, media)| media.clone())
                .or_else(|| card.media.clone()),
            page: None,
            seconds: None,
            title: passage::whole(title, query),
            snippet: None,
        };
        match found.page {
            Some((text, page)) => {
                let text = self.texts.get(card.texts.get(text)?)?;
                let words = self
                    .register
                    .as_ref()
                    .and_then(|register| told(register.text(text.number, page)));
                hit.snippet = words.and_then(|words| passage::excerpt(&words, query));
                match text.starts.get(page) {
                    Some(start) => hit.seconds = Some(*start),
                    None => hit.page = u32::try_from(page + 1).ok(),
                }
            }
            None if matches!(found.rank, Rank::Caption | Rank::StandBlurb) => {
                hit.snippet = best(card.captions.iter(), query)
                    .and_then(|(_, caption)| passage::excerpt(caption, query));
            }
            None => {}
        }
        Some(hit)
    }

    fn pages_with(&self, media: &str, text: &Text, query: &Query) -> Vec<FoundPage> {
        let leaf = self.leaves_of(media).next();
        let (Some(register), Some((leaf, ..))) = (&self.register, leaf) else {
            return Vec::new();
        };
        let pages = told(register.pages_of(leaf, &format!("{{words}} : {}", query.all()), MOST_FOUND_PAGES));
        let counted = pages.into_iter().filter_map(|page| {
            let words = told(register.text(text.number, page))?;
            let hits = u32::try_from(places(&words, query).len()).unwrap_or(u32::MAX);
            let page = u32::try_from(page + 1).ok()?;
            (hits > 0).then_some(FoundPage { page, hits })
        });
        counted.collect()
    }
}

/// The text that has most of the words, and which of them it is; the first of those that have as many.
fn best<'a>(texts: impl Iterator<Item = &'a String>, query: &Query) -> Option<(usize, &'a String)> {
    let texts: Vec<&String> = texts.collect();
    let at = (0..texts.len())
        .rev()
        .max_by_key(|at| passage::share(texts[*at], query))?;
    Some((at, texts[at]))
}

/// What a page is found together with: the title of what it is in, and where that stands.
fn context_of(card: &Card, text: usize) -> String {
    let title = card
        .titles
        .get(text)
        .or_else(|| card.titles.first())
        .map_or("", |(title, _)| title);
    folded(&format!("{title}\n{}", card.context))
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
