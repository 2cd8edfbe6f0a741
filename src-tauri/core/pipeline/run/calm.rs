//! When the loop has nothing to do: whoever waits for that is told, and how long it will last.

use std::sync::Arc;
use std::sync::mpsc::{Sender, TryRecvError};
use std::time::Instant;

use super::{Loop, Note};
use crate::pipeline::{MediaKind, Snapshot};

/// The state of a show that has done everything that is due.
#[derive(Clone, Debug)]
pub struct Calm {
    /// What it shows.
    pub snapshot: Arc<Snapshot>,
    /// When it next has something to do, by its clock, unless it is told something before.
    pub until: Instant,
}

impl Loop {
    /// Tells those who wait, if it is calm until `next`. Takes what has been said meanwhile first.
    pub(super) fn tell_of_calm(&mut self, waiting: &mut Vec<Sender<Calm>>, next: Instant) -> Option<Note> {
        if waiting.is_empty() || next <= self.clock.now() || self.is_busy() {
            return None;
        }
        match self.notes.try_recv() {
            Ok(note) => return Some(note),
            Err(TryRecvError::Disconnected) => return Some(Note::Close),
            Err(TryRecvError::Empty) => {}
        }
        for waiting in waiting.drain(..) {
            // Whoever does not wait any more need not know.
            let _ = waiting.send(Calm {
                snapshot: self.shared.snapshot(),
                until: next,
            });
        }
        None
    }

    /// Whether files are being read, or pictures drawn that the loop has ordered.
    fn is_busy(&mut self) -> bool {
        if self.underway.values().any(|underway| underway.reading) {
            return true;
        }
        self.note_what_is_ready();
        let snapshot = self.shared.snapshot();
        let is_drawn = |media: &String| {
            let file = snapshot.media.get(media);
            // The pictures of films come from the screens.
            let ours =
                |kind: &MediaKind| matches!(kind, MediaKind::Photo { .. } | MediaKind::Publication { .. });
            file.is_some_and(|file| ours(&file.kind))
        };
        let is_settled = |media: &String| self.ready.contains(media) || self.refusals.contains_key(media);
        self.ordered
            .iter()
            .any(|media| is_drawn(media) && !is_settled(media))
    }
}
