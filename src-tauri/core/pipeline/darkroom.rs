//! Where pictures are developed: asked for once however many screens wait, kept in the store, remembered when impossible.

use std::collections::HashMap;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::index::{Index, Order};
use crate::intake::reading::Refusal;
use crate::intake::scan::is_unchanged;
use crate::pipeline::press::Press;
use crate::pipeline::run::Note;
use crate::pipeline::{MediaFile, Rendition, RenditionError, Source};
use crate::rendition::protocol::{Job, Outcome, Picture};
use crate::rendition::recipe::{Recipe, Size};
use crate::rendition::store::{Kept, Store, StoreError};
use crate::rendition::tray::{Loose, Tray};
use crate::rendition::workers::{Ticket, Urgency, Workers};

/// Told once whether a rendition can be had.
pub(crate) type Answer = Box<dyn FnOnce(Result<Rendition, RenditionError>) + Send>;

/// Both sizes of a photo or poster come from one decode, so they are always made together.
const ALBUM: [Size; 2] = [Size::Shelf, Size::Screen];

pub(crate) struct Darkroom {
    store: Store,
    index: Index,
    tray: Tray,
    pub(super) workers: Workers,
    developing: Mutex<HashMap<Batch, Developing>>,
    pub(super) notes: Sender<Note>,
    pub(super) press: Option<Press>,
}

/// What one job makes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Batch {
    media: String,
    /// The recipe with its size set aside where all sizes are made together.
    recipe: Recipe,
}

struct Developing {
    /// `None` for the moment between noting the batch and submitting it.
    ticket: Option<Ticket>,
    waiting: Vec<(Recipe, Answer)>,
}

impl Darkroom {
    pub(crate) fn new(
        store: Store,
        index: Index,
        workers: Workers,
        notes: Sender<Note>,
        press: Option<Press>,
    ) -> Self {
        Self {
            store,
            index,
            tray: Tray::default(),
            workers,
            developing: Mutex::default(),
            notes,
            press,
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// Answers with the rendition that is there, or with the refusal to make it.
    pub(crate) fn find(&self, media: &str, recipe: Recipe) -> Option<Result<Rendition, RenditionError>> {
        if let Some(kept) = self.store.find(media, recipe) {
            self.index.order(Order::Shown(recipe.file_stem(media)));
            return Some(Ok(rendition(kept)));
        }
        if let Some(loose) = self.tray.find(&recipe.file_stem(media)) {
            return Some(Ok(in_memory(loose)));
        }
        if matches!(recipe, Recipe::Poster(_)) {
            // Only a screen can take it again, and it does so once the catalogue says that there is none.
            let lost = vec![media.to_owned()];
            // Nobody listens any more when the loop has ended.
            let _ = self.notes.send(Note::Lost(lost));
        }
        self.index
            .refusal(media, recipe)
            .map(|_| Err(RenditionError::Broken))
    }

    /// Makes a picture of a photo or page, unless it is being made; then it is only hurried.
    pub(crate) fn develop(
        self: &Arc<Self>,
        media: &str,
        file: &MediaFile,
        recipe: Recipe,
        urgency: Urgency,
        answer: Option<Answer>,
    ) {
        let Some(path) = self.opened(media, file) else {
            return answer
                .into_iter()
                .for_each(|answer| answer(Err(RenditionError::NotYet)));
        };
        let (batch, job) = match recipe {
            Recipe::Photo(Size::Detail) => (
                recipe,
                Job::Photo {
                    path,
                    sizes: vec![Size::Detail],
                },
            ),
            Recipe::Photo(_) => (
                Recipe::Photo(Size::Screen),
                Job::Photo {
                    path,
                    sizes: ALBUM.to_vec(),
                },
            ),
            Recipe::Moving => (recipe, Job::Moving { path }),
            Recipe::Page(number, size) => (
                recipe,
                Job::Page {
                    path,
                    number,
                    sizes: vec![size],
                },
            ),
            Recipe::Figure(number) => (
                recipe,
                Job::Figure {
                    path,
                    number,
                    sizes: vec![Size::Screen],
                },
            ),
            Recipe::Poster(_) => {
                return answer
                    .into_iter()
                    .for_each(|answer| answer(Err(RenditionError::NotYet)));
            }
        };
        let batch = Batch {
            media: media.to_owned(),
            recipe: batch,
        };
        let waiting = answer.map(|answer| (recipe, answer));
        self.submit(batch, job, Some(file), urgency, waiting);
    }

    /// Makes the poster of a film from a still that a screen took.
    pub(crate) fn develop_poster(self: &Arc<Self>, media: &str, picture: Vec<u8>, answer: Answer) {
        let recipe = Recipe::Poster(Size::Screen);
        let batch = Batch {
            media: media.to_owned(),
            recipe,
        };
        self.submit(
            batch,
            Job::Poster {
                picture,
                sizes: ALBUM.to_vec(),
            },
            None,
            Urgency::Soon,
            Some((recipe, answer)),
        );
    }

    /// Takes the words of some pages, of which `first` comes first, from 0, when nothing else is to be done.
    pub(crate) fn take_words(
        &self,
        media: &str,
        file: &MediaFile,
        first: usize,
        count: usize,
        done: Box<dyn FnOnce(Outcome) + Send>,
    ) {
        let Some(path) = self.opened(media, file) else {
            return done(unprinted());
        };
        let job = Job::Text {
            path,
            binding: file.kind.binding(),
            first,
            count,
        };
        self.workers.submit(job, Urgency::Idle, done);
    }

    /// Finds words on a page, counted from 1, ahead of all background work.
    pub(crate) fn mark(
        &self,
        media: &str,
        file: &MediaFile,
        number: u32,
        words: &[String],
        done: Box<dyn FnOnce(Outcome) + Send>,
    ) {
        let Some(path) = self.opened(media, file) else {
            return done(unprinted());
        };
        let job = Job::Marks {
            path,
            number,
            words: words.to_vec(),
        };
        self.workers.submit(job, Urgency::Now, done);
    }

    /// Has a leaf made text, counted from 1, ahead of all background work.
    pub(crate) fn read_leaf(
        &self,
        media: &str,
        file: &MediaFile,
        number: u32,
        done: Box<dyn FnOnce(Outcome) + Send>,
    ) {
        let Some(path) = self.opened(media, file) else {
            return done(unprinted());
        };
        let job = Job::Leaf {
            path,
            binding: file.kind.binding(),
            number,
            pictures: format!("/leaf-picture/{media}/"),
        };
        self.workers.submit(job, Urgency::Now, done);
    }

    /// Keeps the words of a publication, if that can be.
    pub(crate) fn keep_words(&self, media: &str, pages: &[String]) {
        match self.store.keep_text(media, pages) {
            Ok(bytes) => self.index.kept_text(media, bytes),
            Err(error) => self.say(&error),
        }
    }

    /// `file` is what the job opens, if it opens one.
    fn submit(
        self: &Arc<Self>,
        batch: Batch,
        job: Job,
        file: Option<&MediaFile>,
        urgency: Urgency,
        waiting: Option<(Recipe, Answer)>,
    ) {
        {
            let mut developing = self.developing();
            if let Some(underway) = developing.get_mut(&batch) {
                underway.waiting.extend(waiting);
                if let Some(ticket) = underway.ticket {
                    self.workers.hurry(ticket, urgency);
                }
                return;
            }
            let waiting = waiting.into_iter().collect();
            developing.insert(
                batch.clone(),
                Developing {
                    ticket: None,
                    waiting,
                },
            );
        }
        let (room, made, opened) = (Arc::downgrade(self), batch.clone(), file.cloned());
        let done = move |outcome| {
            let Some(room) = room.upgrade() else { return };
            let changed = |file: &MediaFile| !is_unchanged(&file.path, file.signature);
            // Pictures of other bytes must not be kept under the name of these.
            let outcome = if opened.as_ref().is_some_and(changed) {
                Outcome::Failed("the file was changed meanwhile".to_owned())
            } else {
                outcome
            };
            room.finish(&made, outcome);
        };
        let ticket = self.workers.submit(job, urgency, Box::new(done));
        if let Some(underway) = self.developing().get_mut(&batch) {
            underway.ticket = Some(ticket);
        }
    }

    fn finish(&self, batch: &Batch, outcome: Outcome) {
        let media = batch.media.as_str();
        let (mut refused, mut unkept) = (None, false);
        let results: HashMap<Recipe, Result<Rendition, RenditionError>> = match outcome {
            Outcome::Pictures(pictures) => pictures
                .into_iter()
                .map(|(size, picture)| {
                    let recipe = batch.recipe.sized(size);
                    let (made, kept) = self.keep(media, recipe, &picture);
                    unkept |= !kept;
                    (recipe, Ok(made))
                })
                .collect(),
            Outcome::Refused(refusal) => {
                tracing::info!(media, ?batch.recipe, "cannot be made: {}", refusal.detail);
                // A bad still says nothing about its film: the next screen may take a better one.
                if !matches!(batch.recipe, Recipe::Poster(_)) {
                    self.keep_refusal(batch, &refusal);
                    // One bad leaf is a blank leaf; it does not take its publication off the shelf. What cannot move
                    // stands still.
                    refused = (!matches!(
                        batch.recipe,
                        Recipe::Page(2.., _) | Recipe::Moving | Recipe::Figure(_)
                    ))
                    .then_some(refusal);
                }
                HashMap::new()
            }
            Outcome::Failed(detail) => {
                tracing::warn!(media, "{detail}");
                HashMap::new()
            }
            other => {
                tracing::error!(media, "the worker answered a wish for pictures with {other:?}");
                HashMap::new()
            }
        };
        let waiting = self
            .developing()
            .remove(batch)
            .map(|underway| underway.waiting)
            .unwrap_or_default();
        // The loop hears first: whoever is answered may look into the catalogue at once.
        let _ = self.notes.send(Note::Developed {
            media: media.to_owned(),
            refusal: refused,
            unkept,
        });
        if unkept {
            self.stand_down();
        }
        for (recipe, answer) in waiting {
            answer(
                results
                    .get(&recipe)
                    .cloned()
                    .unwrap_or(Err(RenditionError::Broken)),
            );
        }
    }

    /// Keeps a picture, on the disk if that can be; says whether it could.
    fn keep(&self, media: &str, recipe: Recipe, picture: &Picture) -> (Rendition, bool) {
        let stem = recipe.file_stem(media);
        match self.store.keep(media, recipe, picture) {
            Ok(kept) => {
                self.tray.clear(&stem);
                self.index.kept(media, recipe, picture.bytes.len());
                (rendition(kept), true)
            }
            Err(error) => {
                self.say(&error);
                (in_memory(self.tray.put(stem, picture)), false)
            }
        }
    }

    /// The store itself has said what is wrong with a disk.
    fn say(&self, error: &StoreError) {
        if !self.store.is_stuck() {
            tracing::warn!("{error}");
        }
    }

    /// Takes back what no screen waits for: it would be made again and again while it cannot be kept.
    fn stand_down(&self) {
        let mut withdrawn = Vec::new();
        self.developing().retain(|batch, underway| {
            let idle = underway.waiting.is_empty() && !matches!(batch.recipe, Recipe::Poster(_));
            let back = idle
                && underway
                    .ticket
                    .is_some_and(|ticket| self.workers.withdraw(ticket));
            if back {
                withdrawn.push(batch.media.clone());
            }
            !back
        });
        let _ = self.notes.send(Note::StoodDown(withdrawn));
    }

    fn keep_refusal(&self, batch: &Batch, refusal: &Refusal) {
        let recipes = match batch.recipe {
            Recipe::Photo(Size::Screen) => ALBUM.map(Recipe::Photo).to_vec(),
            other => vec![other],
        };
        for recipe in recipes {
            self.index.refuse(&batch.media, recipe, refusal);
        }
    }

    fn developing(&self) -> MutexGuard<'_, HashMap<Batch, Developing>> {
        self.developing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The PDF of a document is being made again.
fn unprinted() -> Outcome {
    Outcome::Failed("the PDF of a document is gone from the cache".to_owned())
}

fn rendition(kept: Kept) -> Rendition {
    Rendition {
        source: Source::File(kept.path),
        content_type: kept.format.content_type(),
    }
}

fn in_memory((bytes, format): Loose) -> Rendition {
    Rendition {
        source: Source::Memory(bytes),
        content_type: format.content_type(),
    }
}
