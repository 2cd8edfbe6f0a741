//! How the loop looks at the folder: what is there, what is new, and whether it is the folder at all.

use std::time::{Duration, Instant};

use super::{BREATH, Loop, Note};
use crate::intake::disk::is_shared;
use crate::intake::presence::identity;
use crate::intake::scan::{self, Found, Scan};
use crate::intake::watch::{self, Notice, Watching};

/// The longest time between two scans when no hint comes: hints can be lost, the folder cannot.
const RECONCILE: Duration = Duration::from_secs(30);
/// Where nothing is told, a scan is followed by a rest of at least this many times as long: a slow share has others to
/// serve.
const REST: u32 = 4;

impl Loop {
    /// Scans the folder and starts reading what has settled.
    pub(super) fn look(&mut self, now: Instant) {
        // The first look is for the first snapshot; a second one follows at once, and from then on there is a watch.
        let first = self.scanned.replace(now).is_none();
        if !first {
            self.keep_watch();
        }
        let Some(scan) = self.survey(now) else {
            if first {
                self.next_scan = now;
            }
            return;
        };
        self.recall(&scan);

        let settled = self.settling.observe(&scan.files, now);
        for path in settled.gone {
            self.underway.remove(&path);
            if self.known.contains_key(&path) {
                self.vanished.entry(path).or_insert(now);
            }
        }
        if !self.vanished.is_empty() {
            for found in &scan.files {
                self.vanished.remove(&found.path);
            }
        }
        for (found, unchanged) in self.unknown(settled.files) {
            self.meet(found, unchanged);
        }
        self.moving = !settled.moving.is_empty();
        let calm = now
            + if self.told {
                RECONCILE
            } else {
                let took = self.clock.now().saturating_duration_since(now);
                self.watching.every.max(took * REST)
            };
        self.next_scan = settled.look_again.map_or(calm, |again| again.min(calm));
        if scan != self.scan || self.present != Some(true) || !self.vanished.is_empty() {
            self.scan = scan;
            self.gather(now);
        }
        if self.present == Some(false) {
            tracing::info!("the folder is back");
            // What was to be made while it was away has come to nothing.
            self.ordered.retain(|media| self.ready.contains(media));
        }
        self.present = Some(true);
        if first {
            self.next_scan = now;
            if self.next_publish.is_some_and(|due| due <= now) {
                self.publish(now);
            }
        }
    }

    /// Those files that are new or have changed. Both lists are in order, so nothing is searched for.
    fn unknown(&self, files: Vec<(Found, Duration)>) -> Vec<(Found, Duration)> {
        let mut known = self.known.iter().peekable();
        let mut is_known = |found: &Found| {
            while known.next_if(|(path, _)| **path < found.path).is_some() {}
            known
                .next_if(|(path, _)| **path == found.path)
                .is_some_and(|(_, known)| known.signature == found.signature)
        };
        files.into_iter().filter(|(found, _)| !is_known(found)).collect()
    }

    /// What is in the folder; nothing while it is away, and the show keeps what it had.
    fn survey(&mut self, now: Instant) -> Option<Scan> {
        let before = identity(&self.root);
        self.seen = before.as_ref().ok().copied();
        let scan = scan::scan(&self.root);
        let after = identity(&self.root);
        let reason = match (before, scan) {
            (_, Err(error)) => error.to_string(),
            (Ok(before), Ok(scan)) if after.as_ref().is_ok_and(|after| *after == before) => {
                let holds_something = !scan.stands.is_empty() || !scan.files.is_empty();
                if self.presence.believes(before, holds_something, now) {
                    let known = self.known.iter();
                    return Some(
                        scan.with_unseen(known.map(|(path, known)| (path.as_path(), known.signature))),
                    );
                }
                format!("the folder {} is empty all at once", self.root.display())
            }
            // It went or came while it was being listed, so the list may be half of one.
            _ => {
                self.next_scan = now + BREATH;
                return None;
            }
        };
        if self.present != Some(false) {
            tracing::warn!("{reason}; the show keeps what it had");
            self.present = Some(false);
            self.gather(now);
        }
        self.next_scan = now + self.watching.every;
        None
    }

    /// Takes up the watch, or takes it up again where the folder came back.
    fn keep_watch(&mut self) {
        let Watching { notice, every } = self.watching;
        self.told = match notice {
            Notice::Polling => false,
            Notice::System => true,
            Notice::Auto => !is_shared(&self.root),
        };
        if notice == Notice::Polling {
            return;
        }
        let outcome = match &mut self.watch {
            Some(watch) => watch.refresh().map(|_| None),
            None => {
                let sender = self.sender.clone();
                // Nobody listens any more when the show has closed.
                watch::watch(&self.root, move |hint| drop(sender.send(Note::Hint(hint)))).map(Some)
            }
        };
        match outcome {
            Ok(Some(watch)) => self.watch = Some(watch),
            Ok(None) => {}
            Err(error) => {
                if self.present == Some(true) {
                    tracing::warn!("{error}; looking every {every:?} instead");
                }
                self.watch = None;
                self.told = false;
            }
        }
    }
}
