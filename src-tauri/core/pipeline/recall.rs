//! What the loop and the index tell each other: what was known when the show opened, what is known now, and what is gone.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::index::{Order, Remembered, Row};
use crate::intake::scan::{Scan, Signature};
use crate::pipeline::orders::needed;
use crate::pipeline::run::{Known, Loop};

impl Loop {
    /// Takes up what the index knows of files that have not changed since. They are not opened.
    pub(crate) fn recall(&mut self, scan: &Scan) {
        if self.remembered.is_some() {
            return;
        }
        let mut remembered: Remembered = self.darkroom.index().remembered();
        let mut recalled = Vec::with_capacity(scan.files.len());
        for found in &scan.files {
            let bytes = bytes(&found.path);
            let same = remembered.get(bytes).is_some_and(|row| {
                // A document that could not be shown may be by now: the program for it has been installed.
                row.signature == found.signature && !self.darkroom.could_print(&row.reading)
            });
            let Some(row) = same.then(|| remembered.remove(bytes)).flatten() else {
                continue;
            };
            let known = Known {
                signature: row.signature,
                read_as: row.signature,
                distinct: true,
                media: row.media,
                reading: row.reading,
                text: row.words,
                spoilt: None,
            };
            if row.ready {
                self.ready.insert(known.media.clone());
            } else {
                self.ask(&known);
            }
            recalled.push((found.path.clone(), known));
        }
        // In order already, which is by far the quickest way to fill a map.
        self.known = recalled.into_iter().collect();
        self.remembered = Some(remembered);
        self.furniture = self.darkroom.index().furniture();
    }

    /// Has the index remember a file.
    pub(crate) fn remember(&self, path: &Path, known: &Known) {
        let row = Row {
            signature: known.read_as,
            media: known.media.clone(),
            reading: Arc::clone(&known.reading),
            words: known.text.clone(),
            ready: self.ready.contains(&known.media),
        };
        self.darkroom.index().remember(path, row, known.distinct);
    }

    /// Tells an index that was begun anew everything that is known, and has it look for the pictures.
    pub(crate) fn tell_all(&mut self) {
        for (path, known) in &self.known {
            self.remember(path, known);
        }
        self.furniture.tell_all();
        self.note_furniture();
        self.darkroom.index().see_again();
        self.repair();
    }

    /// Once what was there at the start has been read: has the index compare itself with the disk, and forget the files
    /// that were not there. Not sooner, because a file that was moved is known by its old place.
    pub(crate) fn repair_once(&mut self) {
        if std::mem::replace(&mut self.repaired, true) {
            return;
        }
        let mut gone = self.remembered.replace(Remembered::new()).unwrap_or_default();
        for path in self.known.keys() {
            gone.remove(bytes(path));
        }
        let gone = gone.into_keys().collect();
        self.darkroom.index().order(Order::Forget(gone));
        self.repair();
    }

    /// Has the index remember how the stands are furnished that have changed.
    pub(crate) fn note_furniture(&mut self) {
        let news = self.furniture.news();
        if !news.is_empty() {
            self.darkroom.index().order(Order::Furnish(news));
        }
    }

    /// Files are gone for good.
    pub(crate) fn forget(&mut self, paths: Vec<PathBuf>) {
        for path in &paths {
            self.known.remove(path);
        }
        let paths = paths.iter().map(|path| bytes(path).into()).collect();
        self.darkroom.index().order(Order::Forget(paths));
    }

    fn repair(&self) {
        let believed = self
            .known
            .values()
            .filter(|known| self.ready.contains(&known.media));
        let believed = believed.filter_map(|known| Some((known.media.clone(), needed(&known.reading)?)));
        self.darkroom.index().order(Order::Repair(believed.collect()));
    }

    /// Pictures are gone: they are made again, and until then their items are as before they were made.
    pub(crate) fn lose(&mut self, media: &[String], now: Instant) {
        let mut news = false;
        for media in media {
            if self.ready.remove(media) {
                self.ordered.remove(media);
                self.ask_again(media);
                news = true;
            }
        }
        if news {
            self.gather(now);
        }
    }

    /// The PDF of a document is gone: its file is read anew, and shown as it was until then.
    pub(crate) fn print_again(&mut self, media: &str, now: Instant) {
        for known in self.known.values_mut().filter(|known| known.media == media) {
            // Every page that is asked for meanwhile says so again.
            if known.signature == Signature::default() {
                continue;
            }
            known.signature = Signature::default();
            self.next_scan = now;
        }
    }

    /// Pictures could not be kept, so they are ordered again later.
    pub(crate) fn stand_down<'a>(&mut self, media: impl IntoIterator<Item = &'a str>) {
        for media in media {
            self.ordered.remove(media);
        }
        let rest = self.darkroom.store().rest();
        self.next_order.get_or_insert(self.clock.now() + rest);
    }
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}
