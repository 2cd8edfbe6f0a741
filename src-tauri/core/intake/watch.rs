//! Hears that something in the assets folder may have changed. Events are hints only; the scan is the truth.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher};

use crate::intake::presence::{Identity, identity};

/// What the watch has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Something changed; scan.
    Changed,
    /// Somebody who may have written a file has closed it; scan.
    Closed,
    /// The folder itself came or went, or events were missed: [`Watch::refresh`], then scan.
    Lost,
}

/// How changes are noticed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notice {
    /// By what the system tells, and on a network share by looking again and again as well.
    #[default]
    Auto,
    /// By what the system tells alone.
    System,
    /// By looking again and again alone, for disks whose events do harm.
    Polling,
}

/// How changes are noticed, and how often somebody looks where nothing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watching {
    /// By what.
    pub notice: Notice,
    /// Time between two looks where nothing is told.
    pub every: Duration,
}

impl Default for Watching {
    fn default() -> Self {
        Self {
            notice: Notice::Auto,
            every: Duration::from_secs(1),
        }
    }
}

/// Why a folder cannot be watched. The show goes on with its periodic scan.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// The folder is not there.
    #[error("the folder {} is not there: {source}", path.display())]
    Missing {
        /// The assets folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system refuses, for example because too many folders are watched already.
    #[error("the folder {} cannot be watched: {source}", path.display())]
    Refused {
        /// The assets folder or the one that holds it.
        path: PathBuf,
        /// What the system said.
        source: notify::Error,
    },
}

/// A watch over one folder; it ends when dropped.
pub trait Watch: Send {
    /// Takes up the watch again if the folder is not the one that was watched: call before every scan, it
    /// costs one look at one entry. Says whether it had to.
    ///
    /// # Errors
    /// When the folder is not there or cannot be watched; the next call tries again.
    fn refresh(&mut self) -> Result<bool, WatchError>;
}

/// Watches `root` and everything below, and calls `tell` from another thread for every hint. The folder need
/// not be there yet: its arrival is a [`Hint::Lost`] when its parent can be watched, and [`Watch::refresh`]
/// finds it anyway.
///
/// # Errors
/// When neither the folder nor the one that holds it can be watched.
pub fn watch(root: &Path, tell: impl Fn(Hint) + Send + Sync + 'static) -> Result<Box<dyn Watch>, WatchError> {
    // Absolute, because events come back in the form in which the path was given.
    let root = std::path::absolute(root).map_err(|source| WatchError::Missing {
        path: root.to_owned(),
        source,
    })?;
    let mut watch = Folder {
        root,
        tell: Arc::new(tell),
        deaf: Arc::default(),
        inside: None,
        around: None,
    };
    let around = watch.look_around();
    match watch.refresh() {
        Err(error) if around.is_err() => Err(error),
        _ => Ok(Box::new(watch)),
    }
}

type Tell = Arc<dyn Fn(Hint) + Send + Sync>;

struct Folder {
    root: PathBuf,
    tell: Tell,
    /// A new folder could not be watched, so that what happens in it is not heard.
    deaf: Arc<AtomicBool>,
    /// The watcher of the folder's contents and which folder it was started on.
    inside: Option<(Identity, RecommendedWatcher)>,
    /// The watcher of the entry itself in the folder that holds it.
    around: Option<RecommendedWatcher>,
}

impl Watch for Folder {
    fn refresh(&mut self) -> Result<bool, WatchError> {
        let now = match identity(&self.root) {
            Ok(identity) => identity,
            Err(source) => {
                self.inside = None;
                return Err(WatchError::Missing {
                    path: self.root.clone(),
                    source,
                });
            }
        };
        let deaf = self.deaf.swap(false, Ordering::Relaxed);
        if !deaf && self.inside.as_ref().is_some_and(|(armed, _)| *armed == now) {
            return Ok(false);
        }
        self.inside = None;
        if self.around.is_none() {
            // A parent that cannot be watched costs only speed: the periodic scan calls this again.
            self.look_around().unwrap_or_default();
        }
        let (root, tell, deaf) = (self.root.clone(), Arc::clone(&self.tell), Arc::clone(&self.deaf));
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => tell(Hint::Lost),
            Ok(event) if event.kind.is_remove() && event.paths.contains(&root) => tell(Hint::Lost),
            Ok(event) => hint(event.kind).into_iter().for_each(|hint| tell(hint)),
            Err(error) => {
                if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) {
                    deaf.store(true, Ordering::Relaxed);
                }
                tell(Hint::Lost);
            }
        };
        self.inside = Some((now, start(&self.root, RecursiveMode::Recursive, hear)?));
        Ok(true)
    }
}

impl Folder {
    fn look_around(&mut self) -> Result<(), WatchError> {
        let Some(parent) = self.root.parent().map(Path::to_owned) else {
            return Ok(());
        };
        let (root, tell) = (self.root.clone(), Arc::clone(&self.tell));
        let hear = move |event: notify::Result<Event>| {
            let came_or_went = event.as_ref().is_ok_and(|event| {
                let renamed = matches!(event.kind, EventKind::Modify(notify::event::ModifyKind::Name(_)));
                (event.kind.is_create() || event.kind.is_remove() || renamed) && event.paths.contains(&root)
            });
            if came_or_went {
                tell(Hint::Lost);
            }
        };
        self.around = Some(start(&parent, RecursiveMode::NonRecursive, hear)?);
        Ok(())
    }
}

fn start(
    path: &Path,
    depth: RecursiveMode,
    hear: impl FnMut(notify::Result<Event>) + Send + 'static,
) -> Result<RecommendedWatcher, WatchError> {
    let refused = |source| WatchError::Refused {
        path: path.to_owned(),
        source,
    };
    // Links are not followed: those that stay inside lead to what is watched anyway.
    let config = Config::default()
        .with_follow_symlinks(false)
        .with_event_kinds(EventKindMask::CORE);
    let mut watcher = RecommendedWatcher::new(hear, config).map_err(refused)?;
    watcher.watch(path, depth).map_err(refused)?;
    Ok(watcher)
}

/// What an event can change. Reading is nothing: the show itself reads all the time.
fn hint(kind: EventKind) -> Option<Hint> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Hint::Closed),
        EventKind::Access(_) => None,
        _ => Some(Hint::Changed),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn watched(root: &Path) -> (Box<dyn Watch>, Receiver<Hint>) {
        let (hints, heard) = channel();
        let watch = watch(root, move |hint| hints.send(hint).unwrap_or_default()).expect("watch");
        (watch, heard)
    }

    /// Waits until `hint` is among what is heard.
    fn hear(heard: &Receiver<Hint>, hint: Hint) {
        while heard.recv_timeout(PATIENCE).expect("the hint comes") != hint {}
    }

    #[test]
    fn a_new_file_in_a_new_stand_is_heard() {
        let dir = tempfile::tempdir().expect("dir");
        let (_watch, heard) = watched(dir.path());
        fs::create_dir(dir.path().join("01")).expect("dir");
        hear(&heard, Hint::Changed);
    }

    #[test]
    fn a_folder_that_is_replaced_is_watched_again_after_refresh() {
        let dir = tempfile::tempdir().expect("dir");
        let root = dir.path().join("assets");
        fs::create_dir(&root).expect("dir");
        let (mut watch, heard) = watched(&root);
        assert!(!watch.refresh().expect("it is there"));
        fs::rename(&root, dir.path().join("old")).expect("rename");
        hear(&heard, Hint::Lost);
        assert!(watch.refresh().is_err());
        fs::create_dir(&root).expect("dir");
        hear(&heard, Hint::Lost);
        assert!(watch.refresh().expect("it is there"));
        while heard.try_recv().is_ok() {}
        fs::write(root.join("a.jpg"), b"x").expect("file");
        hear(&heard, Hint::Changed);
    }

    #[test]
    fn a_folder_that_comes_later_is_heard_of() {
        let dir = tempfile::tempdir().expect("dir");
        let root = dir.path().join("assets");
        let (mut watch, heard) = watched(&root);
        fs::create_dir(&root).expect("dir");
        hear(&heard, Hint::Lost);
        assert!(watch.refresh().expect("it is there"));
    }

    #[test]
    fn reading_is_no_change() {
        assert_eq!(hint(EventKind::Access(AccessKind::Read)), None);
        assert_eq!(hint(EventKind::Access(AccessKind::Open(AccessMode::Read))), None);
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert_eq!(hint(closed), Some(Hint::Closed));
        let created = EventKind::Create(notify::event::CreateKind::File);
        assert_eq!(hint(created), Some(Hint::Changed));
        assert_eq!(hint(EventKind::Other), Some(Hint::Changed));
    }
}
