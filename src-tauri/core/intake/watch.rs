//! Hears that something in the assets folder may have changed. Events are hints only; the scan is the truth.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{
    Config, Event, EventKind, EventKindMask, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Whatever the system offers: inotify, FSEvents, ReadDirectoryChangesW.
    System,
    /// Looking at every file again and again, for network shares that tell nothing.
    Polling {
        /// Time between two looks.
        every: Duration,
    },
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
pub fn watch(
    root: &Path,
    backend: Backend,
    tell: impl Fn(Hint) + Send + Sync + 'static,
) -> Result<Box<dyn Watch>, WatchError> {
    // Absolute, because events come back in the form in which the path was given.
    let root = std::path::absolute(root).map_err(|source| WatchError::Missing {
        path: root.to_owned(),
        source,
    })?;
    let mut watch = Folder {
        root,
        backend,
        tell: Arc::new(tell),
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

/// Keeps a watcher of either backend alive.
type Alive = Box<dyn Watcher + Send>;

struct Folder {
    root: PathBuf,
    backend: Backend,
    tell: Tell,
    /// The watcher of the folder's contents and which folder it was started on.
    inside: Option<(Identity, Alive)>,
    /// The watcher of the entry itself in the folder that holds it.
    around: Option<Alive>,
}

/// Tells a folder from another one that took its place.
type Identity = (u64, u64);

impl Watch for Folder {
    fn refresh(&mut self) -> Result<bool, WatchError> {
        let now = match fs::metadata(&self.root) {
            Ok(metadata) => identity(&metadata),
            Err(source) => {
                self.inside = None;
                return Err(WatchError::Missing {
                    path: self.root.clone(),
                    source,
                });
            }
        };
        if self.inside.as_ref().is_some_and(|(armed, _)| *armed == now) {
            return Ok(false);
        }
        self.inside = None;
        if self.around.is_none() {
            // A parent that cannot be watched costs only speed: the periodic scan calls this again.
            self.look_around().unwrap_or_default();
        }
        let (root, tell) = (self.root.clone(), Arc::clone(&self.tell));
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) if event.need_rescan() => tell(Hint::Lost),
            Ok(event) if event.kind.is_remove() && event.paths.contains(&root) => tell(Hint::Lost),
            Ok(event) => hint(event.kind).into_iter().for_each(|hint| tell(hint)),
            Err(_) => tell(Hint::Lost),
        };
        self.inside = Some((now, self.start(&self.root, RecursiveMode::Recursive, hear)?));
        Ok(true)
    }
}

impl Folder {
    fn look_around(&mut self) -> Result<(), WatchError> {
        let Some(parent) = self.root.parent().map(Path::to_owned) else {
            return Ok(());
        };
        // Polling would list the neighbours' whole folders; `refresh` notices by itself.
        if self.backend != Backend::System {
            return Ok(());
        }
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
        self.around = Some(self.start(&parent, RecursiveMode::NonRecursive, hear)?);
        Ok(())
    }

    fn start(
        &self,
        path: &Path,
        depth: RecursiveMode,
        hear: impl FnMut(notify::Result<Event>) + Send + 'static,
    ) -> Result<Alive, WatchError> {
        let refused = |source| WatchError::Refused {
            path: path.to_owned(),
            source,
        };
        // Links are not followed: those that stay inside lead to what is watched anyway.
        let config = Config::default()
            .with_follow_symlinks(false)
            .with_event_kinds(EventKindMask::CORE);
        let mut watcher: Alive = match self.backend {
            Backend::System => Box::new(RecommendedWatcher::new(hear, config).map_err(refused)?),
            Backend::Polling { every } => {
                Box::new(PollWatcher::new(hear, config.with_poll_interval(every)).map_err(refused)?)
            }
        };
        watcher.watch(path, depth).map_err(refused)?;
        Ok(watcher)
    }
}

/// What an event can change. Reading is nothing: the show itself reads all the time.
fn hint(kind: EventKind) -> Option<Hint> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Hint::Closed),
        EventKind::Access(_) => None,
        _ => Some(Hint::Changed),
    }
}

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(metadata: &fs::Metadata) -> Identity {
    let created = metadata
        .created()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    (0, created.map_or(0, |since| since.as_nanos() as u64))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn watched(root: &Path, backend: Backend) -> (Box<dyn Watch>, Receiver<Hint>) {
        let (hints, heard) = channel();
        let watch = watch(root, backend, move |hint| hints.send(hint).unwrap_or_default()).expect("watch");
        (watch, heard)
    }

    /// Waits until `hint` is among what is heard.
    fn hear(heard: &Receiver<Hint>, hint: Hint) {
        while heard.recv_timeout(PATIENCE).expect("the hint comes") != hint {}
    }

    #[test]
    fn a_new_file_in_a_new_stand_is_heard() {
        let dir = tempfile::tempdir().expect("dir");
        let (_watch, heard) = watched(dir.path(), Backend::System);
        fs::create_dir(dir.path().join("01")).expect("dir");
        hear(&heard, Hint::Changed);
    }

    #[test]
    fn polling_hears_too() {
        let dir = tempfile::tempdir().expect("dir");
        let (_watch, heard) = watched(
            dir.path(),
            Backend::Polling {
                every: Duration::from_millis(20),
            },
        );
        fs::write(dir.path().join("a.jpg"), b"x").expect("file");
        hear(&heard, Hint::Changed);
    }

    #[test]
    fn a_folder_that_is_replaced_is_watched_again_after_refresh() {
        let dir = tempfile::tempdir().expect("dir");
        let root = dir.path().join("assets");
        fs::create_dir(&root).expect("dir");
        let (mut watch, heard) = watched(&root, Backend::System);
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
        let (mut watch, heard) = watched(&root, Backend::System);
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
