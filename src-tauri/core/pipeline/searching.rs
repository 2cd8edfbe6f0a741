//! Keeps the search in step with the snapshots: takes the words of what is new in the background, one file at a time.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::JoinHandle;

use crate::backstage::step_back;
use crate::intake::captions;
use crate::intake::scan::is_unchanged;
use crate::intake::text;
use crate::messages::{Finding, PageMarks, SearchResult};
use crate::pipeline::darkroom::Darkroom;
use crate::pipeline::{MediaFile, MediaKind, RenditionError, Show, Snapshot};
use crate::rendition::protocol::Outcome;
use crate::search::{Query, Search};

/// Pages whose words are taken in one job, so that other work gets its turn in between.
const AT_ONCE: usize = 64;

/// Most that is taken of one publication: pages, and bytes of text.
const MOST_PAGES: usize = 10_000;
const MOST_TEXT: usize = 32 << 20;

/// What the thread is told.
enum Note {
    /// There is a new snapshot.
    Show(Arc<Snapshot>),
    /// Words of the file under way were taken, or not.
    Taken(Outcome),
    Close,
}

/// The running thread; it ends when this is dropped.
pub(crate) struct Searching {
    notes: Sender<Note>,
    thread: Option<JoinHandle<()>>,
}

impl Searching {
    /// # Errors
    /// When the thread cannot be started.
    pub(crate) fn start(search: Arc<Search>, darkroom: Arc<Darkroom>) -> io::Result<Self> {
        let (notes, inbox) = channel();
        let clerk = Clerk {
            search,
            darkroom,
            notes: notes.clone(),
            snapshot: Arc::default(),
            wanted: VecDeque::new(),
            underway: None,
        };
        let thread = std::thread::Builder::new()
            .name("search".to_owned())
            .spawn(move || {
                step_back();
                clerk.keep(&inbox);
            })?;
        Ok(Self {
            notes,
            thread: Some(thread),
        })
    }

    pub(crate) fn follow(&self, snapshot: Arc<Snapshot>) {
        // The thread outlives its notes; it is gone only when it has panicked, and then nothing new is found.
        let _ = self.notes.send(Note::Show(snapshot));
    }
}

impl Drop for Searching {
    fn drop(&mut self) {
        let _ = self.notes.send(Note::Close);
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            tracing::error!("the search ended in a panic");
        }
    }
}

/// Looks after the search on its thread.
struct Clerk {
    search: Arc<Search>,
    darkroom: Arc<Darkroom>,
    notes: Sender<Note>,
    snapshot: Arc<Snapshot>,
    /// Media names of texts that are not known yet.
    wanted: VecDeque<String>,
    underway: Option<Underway>,
}

/// A publication whose words are being taken.
struct Underway {
    media: String,
    file: MediaFile,
    pages: Vec<String>,
    bytes: usize,
}

impl Clerk {
    fn keep(mut self, inbox: &Receiver<Note>) {
        loop {
            let idle = self.underway.is_some() || self.wanted.is_empty();
            let note = if idle {
                inbox.recv().map_err(|_| TryRecvError::Disconnected)
            } else {
                inbox.try_recv()
            };
            match note {
                Ok(Note::Show(snapshot)) => self.snapshot = snapshot,
                Ok(Note::Taken(outcome)) => {
                    self.take(outcome);
                    continue;
                }
                Ok(Note::Close) | Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) => {
                    self.go_on();
                    continue;
                }
            }
            self.wanted = self.search.follow(&self.snapshot.catalogue).into();
            if let Some(underway) = &self.underway {
                self.wanted.retain(|media| *media != underway.media);
            }
        }
    }

    /// Begins with the next text.
    fn go_on(&mut self) {
        let Some(media) = self.wanted.pop_front() else {
            return;
        };
        let Some(file) = self.snapshot.media.get(&media).cloned() else {
            return;
        };
        match file.kind {
            // A file that cannot be read is one of the problems already.
            MediaKind::Captions => {
                let spoken = text::read_text(&file.path).map(|words| captions::spoken(&words));
                self.search.learn_captions(&media, spoken.unwrap_or_default());
            }
            MediaKind::Publication { .. } => {
                if let Some(pages) = self.darkroom.store().text(&media) {
                    return self.search.learn(&media, 0, &pages, true);
                }
                self.underway = Some(Underway {
                    media,
                    file,
                    pages: Vec::new(),
                    bytes: 0,
                });
                self.ask();
            }
            MediaKind::Photo { .. } | MediaKind::Film { .. } | MediaKind::Sound { .. } => {}
        }
    }

    fn ask(&self) {
        let Some(underway) = &self.underway else { return };
        let notes = self.notes.clone();
        // Nobody listens any more when the show has closed.
        let done = move |outcome| drop(notes.send(Note::Taken(outcome)));
        self.darkroom.take_words(
            &underway.media,
            &underway.file,
            underway.pages.len(),
            AT_ONCE,
            Box::new(done),
        );
    }

    fn take(&mut self, outcome: Outcome) {
        let Some(mut underway) = self.underway.take() else {
            return;
        };
        let Underway {
            media,
            file,
            pages,
            bytes,
        } = &mut underway;
        if !is_unchanged(&file.path, file.signature) {
            // The snapshot that has it as it is now may have come meanwhile.
            let now = self.snapshot.media.get(media);
            if now.is_some_and(|now| now != file) {
                self.wanted.push_back(std::mem::take(media));
            }
            return;
        }
        let taken = match outcome {
            Outcome::Text(taken) => taken,
            Outcome::Refused(refusal) => {
                tracing::info!(media, ?refusal, "no more words can be taken");
                self.darkroom.keep_words(media, pages);
                return self.search.learn(media, 0, pages, true);
            }
            // Says nothing about the file: the next snapshot asks again.
            other => return tracing::info!(media, "no words could be taken now: {other:?}"),
        };
        *bytes += taken.iter().map(String::len).sum::<usize>();
        let ended = taken.len() < AT_ONCE;
        let enough = *bytes > MOST_TEXT || pages.len() + taken.len() >= MOST_PAGES;
        if enough && !ended {
            tracing::warn!(
                media,
                "a publication has more text than is searched; the rest of it is not"
            );
        }
        pages.extend(taken);
        let whole = ended || enough;
        // What is found once is found at the next start as well.
        if whole {
            self.darkroom.keep_words(media, pages);
        }
        // From the first page: it may have been forgotten meanwhile, together with a stand that was away for a moment.
        self.search.learn(media, 0, pages, whole);
        if whole {
            return;
        }
        self.underway = Some(underway);
        self.ask();
    }
}

impl Show {
    /// What has the words that a visitor typed, across all stands; nothing before the second letter.
    #[must_use]
    pub fn search(&self, typed: &str) -> SearchResult {
        let snapshot = self.snapshot();
        match Query::new(typed) {
            Some(query) => self.search.find(&query, &snapshot.catalogue),
            None => SearchResult::default(),
        }
    }

    /// Which pages of a publication have the words; `None` when it is none.
    #[must_use]
    pub fn find(&self, media: &str, typed: &str) -> Option<Finding> {
        self.publication_file(media, 1)?;
        Some(self.search.find_in(media, Query::new(typed).as_ref()))
    }

    /// Calls `done` with the boxes of the words on a page of a publication, counted from 1, ahead of all background work.
    pub fn mark(
        &self,
        media: &str,
        page: u32,
        typed: &str,
        done: Box<dyn FnOnce(Result<PageMarks, RenditionError>) + Send>,
    ) {
        let Some(file) = self.publication_file(media, page) else {
            return done(Err(RenditionError::Unknown));
        };
        let Some(query) = Query::new(typed) else {
            return done(Ok(PageMarks::default()));
        };
        let opened = file.clone();
        let answer = move |outcome| {
            done(match outcome {
                Outcome::Marks(hits) if is_unchanged(&opened.path, opened.signature) => {
                    Ok(PageMarks { hits })
                }
                Outcome::Refused(_) => Err(RenditionError::Broken),
                _ => Err(RenditionError::NotYet),
            });
        };
        self.darkroom
            .mark(media, &file, page, query.words(), Box::new(answer));
    }

    pub(super) fn publication_file(&self, media: &str, page: u32) -> Option<MediaFile> {
        let snapshot = self.snapshot();
        let file = snapshot.media.get(media)?;
        match file.kind {
            MediaKind::Publication { pages, .. } if (1..=pages).contains(&page) => Some(file.clone()),
            _ => None,
        }
    }
}
