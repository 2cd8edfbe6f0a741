//! What the loop makes of what it knows: the next snapshot, and the pictures that snapshot is still waiting for.

use crate::catalogue::{self, Material, Piece, Seen};
use crate::index::Order;
use crate::intake::problem::problem;
use crate::intake::reading::{Reading, Refusal};
use crate::intake::scan::shown;
use crate::messages::{ItemState, ProblemCode, Stand};
use crate::pipeline::run::{Known, Loop};
use crate::pipeline::{MediaFile, MediaKind, Snapshot};
use crate::rendition::recipe::{Recipe, Size};
use crate::rendition::workers::Urgency;

/// What a stand shows in the hall; these are made before anything else.
const FIRST_OBJECTS: usize = 2;

impl Loop {
    /// The snapshot of what is known now, without its number.
    pub(crate) fn build(&mut self) -> Snapshot {
        self.note_what_is_ready();
        let mut furniture = std::mem::take(&mut self.furniture);
        let state = |media: &str| {
            if self.unplayable.contains(media) || self.refusals.contains_key(media) {
                ItemState::Broken
            } else if self.ready.contains(media) {
                ItemState::Ready
            } else {
                ItemState::Pending
            }
        };
        let refusal = |media: &str| {
            let film = || {
                self.unplayable.contains(media).then(|| Refusal {
                    code: ProblemCode::FilmNotPlayable,
                    what: String::new(),
                    detail: "no screen could play it".to_owned(),
                })
            };
            self.refusals.get(media).cloned().or_else(film)
        };
        let index = self.darkroom.index();
        let seen = |media: &str| Seen {
            flashes: index.flashes(media),
            stutters: self.stutters.contains(media),
        };
        let spoilt = self.known.iter().filter_map(|(path, known)| {
            let refusal = known.spoilt.as_ref()?;
            Some(problem(refusal.code, &refusal.what, &shown(path), None))
        });
        let away = (self.present == Some(false)).then(|| problem(ProblemCode::FolderMissing, "", "", None));
        let pieces = self.known.iter().map(|(path, known)| Piece {
            path,
            signature: known.read_as,
            media: &known.media,
            reading: &known.reading,
            text: known.text.as_deref(),
        });
        let material = Material {
            root: &self.root,
            stands: &self.scan.stands,
            pieces: pieces.collect(),
            state: &state,
            refusal: &refusal,
            seen: &seen,
            problems: self
                .scan
                .problems
                .iter()
                .cloned()
                .chain(spoilt)
                .chain(away)
                .collect(),
        };
        let built = catalogue::build(&material, &mut furniture);
        self.furniture = furniture;
        Snapshot {
            catalogue: built.catalogue,
            media: built.media,
        }
    }

    /// Has the store asked for the pictures of a file before the next snapshot.
    pub(crate) fn ask(&mut self, known: &Known) {
        if let Some(needed) = needed(&known.reading)
            && !self.ready.contains(&known.media)
        {
            self.unasked.insert(known.media.clone(), needed);
        }
    }

    /// The same for what was asked for before.
    pub(crate) fn ask_again(&mut self, media: &str) {
        if let Some(reading) = self.darkroom.index().reading(media)
            && let Some(needed) = needed(&reading)
            && !self.ready.contains(media)
        {
            self.unasked.insert(media.to_owned(), needed);
        }
    }

    /// Asks the store about every file that is new, or of which pictures were made.
    pub(crate) fn note_what_is_ready(&mut self) {
        let (store, index) = (self.darkroom.store(), self.darkroom.index());
        let blank = store.is_blank();
        for (media, needed) in self.unasked.drain() {
            let there = |recipe: &Recipe| store.find(&media, *recipe).is_some();
            if needed.is_empty() || (!blank && needed.iter().all(there)) {
                self.refusals.remove(&media);
                index.order(Order::Ready(media.clone()));
                self.ready.insert(media);
            } else if let Some(refusal) = needed.iter().find_map(|recipe| index.refusal(&media, *recipe)) {
                self.refusals.insert(media, refusal);
            }
        }
    }

    /// Has the pictures made that a snapshot is waiting for: first what the hall shows, then stand by stand in turn,
    /// so that no stand stays empty behind a large one.
    pub(crate) fn order(&mut self, snapshot: &Snapshot) {
        if self.darkroom.store().is_stuck() {
            // They would be made in vain; what a screen asks for is made all the same.
            return self.stand_down([]);
        }
        let queues: Vec<Vec<&str>> = snapshot.catalogue.stands.iter().map(wanted).collect();
        let longest = queues.iter().map(Vec::len).max().unwrap_or_default();
        for turn in 0..longest {
            for media in queues.iter().filter_map(|queue| queue.get(turn)) {
                let Some(file) = snapshot.media.get(*media) else {
                    continue;
                };
                let settled = self.ready.contains(*media) || self.refusals.contains_key(*media);
                if settled || !self.ordered.insert((*media).to_owned()) {
                    continue;
                }
                let urgency = if turn < FIRST_OBJECTS {
                    Urgency::Soon
                } else {
                    Urgency::Idle
                };
                self.make(media, file, urgency);
            }
        }
    }

    fn make(&self, media: &str, file: &MediaFile, urgency: Urgency) {
        match file.kind {
            MediaKind::Photo { moving } => {
                self.darkroom
                    .develop(media, file, Recipe::Photo(Size::Screen), urgency, None);
                if moving {
                    self.darkroom
                        .develop(media, file, Recipe::Moving, Urgency::Idle, None);
                }
            }
            MediaKind::Publication { binding, .. } if !binding.has_cover() => {}
            MediaKind::Publication { .. } => {
                self.darkroom
                    .develop(media, file, Recipe::Page(1, Size::Shelf), urgency, None);
                self.darkroom
                    .develop(media, file, Recipe::Page(1, Size::Screen), Urgency::Idle, None);
            }
            // A screen takes the poster; captions and recordings need no picture.
            MediaKind::Film { .. } | MediaKind::Sound { .. } | MediaKind::Captions => {}
        }
    }
}

/// The renditions without which an item is not ready.
pub(crate) fn needed(reading: &Reading) -> Option<&'static [Recipe]> {
    match reading {
        Reading::Photo(_) => Some(&[Recipe::Photo(Size::Shelf), Recipe::Photo(Size::Screen)]),
        Reading::Publication(found) if found.binding.has_cover() => Some(&[Recipe::Page(1, Size::Shelf)]),
        // Set in type by the screens.
        Reading::Publication(_) => Some(&[]),
        Reading::Text(found) if found.plain.is_some() || found.markdown.is_some() => Some(&[]),
        Reading::Film(_) => Some(&[Recipe::Poster(Size::Shelf)]),
        Reading::Sound(_) | Reading::Link(_) | Reading::Text(_) | Reading::Refused(_) => None,
    }
}

/// Media names of a stand in the order in which visitors meet them: a cover and a photo by turns.
fn wanted(stand: &Stand) -> Vec<&str> {
    let mut covers = stand
        .publications
        .iter()
        .flat_map(|publication| &publication.editions)
        .map(|edition| &edition.media);
    let mut photos = stand
        .series
        .iter()
        .flat_map(|series| &series.photos)
        .map(|photo| &photo.media);
    let mut order = Vec::new();
    loop {
        let pair = [covers.next(), photos.next()];
        if pair == [None, None] {
            return order;
        }
        order.extend(pair.into_iter().flatten().map(String::as_str));
    }
}
