//! Holds pictures that could not be kept on disk, so that whoever asked for one gets it all the same.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::rendition::protocol::{Format, Picture};

/// The most bytes that are held: a few hundred pictures that fill a screen.
const ROOM: usize = 64 << 20;

/// A few pictures in memory; the one that was asked for longest ago makes room.
#[derive(Default)]
pub(crate) struct Tray(Mutex<Held>);

/// A picture in memory.
pub(crate) type Loose = (Arc<[u8]>, Format);

#[derive(Default)]
struct Held {
    pictures: HashMap<String, (u64, Loose)>,
    turns: BTreeMap<u64, String>,
    next: u64,
    bytes: usize,
}

impl Tray {
    /// Holds a picture by its name without extension.
    pub(crate) fn put(&self, stem: String, picture: &Picture) -> Loose {
        let loose: Loose = (picture.bytes.as_slice().into(), picture.format);
        let mut held = self.held();
        held.take(&stem);
        held.put(stem, loose.clone());
        while held.bytes > ROOM
            && let Some((_, oldest)) = held.turns.pop_first()
        {
            held.take(&oldest);
        }
        loose
    }

    /// The picture, if it is held.
    pub(crate) fn find(&self, stem: &str) -> Option<Loose> {
        let mut held = self.held();
        let loose = held.take(stem)?;
        held.put(stem.to_owned(), loose.clone());
        Some(loose)
    }

    /// Lets go of a picture, because it lies on the disk now.
    pub(crate) fn clear(&self, stem: &str) {
        self.held().take(stem);
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn put(&mut self, stem: String, loose: Loose) {
        self.bytes += loose.0.len();
        self.turns.insert(self.next, stem.clone());
        self.pictures.insert(stem, (self.next, loose));
        self.next += 1;
    }

    fn take(&mut self, stem: &str) -> Option<Loose> {
        let (turn, loose) = self.pictures.remove(stem)?;
        self.turns.remove(&turn);
        self.bytes -= loose.0.len();
        Some(loose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(bytes: usize) -> Picture {
        Picture {
            bytes: vec![7; bytes],
            format: Format::Jpeg,
        }
    }

    #[test]
    fn what_was_asked_for_longest_ago_makes_room() {
        let tray = Tray::default();
        for stem in ["a", "b", "c"] {
            tray.put(stem.to_owned(), &picture(ROOM / 3));
        }
        assert!(tray.find("a").is_some());
        tray.put("d".to_owned(), &picture(ROOM / 3));
        assert!(tray.find("b").is_none());
        assert!(tray.find("a").is_some() && tray.find("c").is_some() && tray.find("d").is_some());
        tray.clear("a");
        assert!(tray.find("a").is_none());
        assert!(tray.held().bytes <= ROOM);
    }

    #[test]
    fn the_same_picture_is_held_once() {
        let tray = Tray::default();
        tray.put("a".to_owned(), &picture(10));
        tray.put("a".to_owned(), &picture(30));
        assert_eq!(tray.held().bytes, 30);
        assert_eq!(tray.held().turns.len(), 1);
    }
}
