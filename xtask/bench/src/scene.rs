//! A show over a folder of its own, as the kiosk opens it, with this program as its render worker.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use vitrine_core::clock::Clock;
use vitrine_core::intake::watch::Watching;
use vitrine_core::messages::{Catalogue, ItemState};
use vitrine_core::pipeline::{Rendition, Snapshot};
use vitrine_core::rendition::recipe::Recipe;
use vitrine_core::{Options, Show};

use crate::report::root;

/// Longer than anything measured should take.
const PATIENCE: Duration = Duration::from_secs(1800);

/// Program and arguments of the render worker.
pub(crate) fn worker() -> Result<Vec<OsString>> {
    Ok(vec![std::env::current_exe()?.into(), "--render-worker".into()])
}

/// Folders that go away when dropped.
pub(crate) struct Scene {
    house: tempfile::TempDir,
}

impl Scene {
    /// Empty folders on the disk of the checkout: a temporary folder in memory would not be a disk.
    pub(crate) fn new() -> Result<Self> {
        let folder = root().join("target/bench");
        fs::create_dir_all(&folder)?;
        let house = tempfile::Builder::new()
            .prefix("scene-")
            .tempdir_in(&folder)
            .with_context(|| format!("no room in {}", folder.display()))?;
        let scene = Self { house };
        fs::create_dir(scene.assets())?;
        Ok(scene)
    }

    pub(crate) fn assets(&self) -> PathBuf {
        self.path("assets")
    }

    /// Beside the watched folder, on the same disk.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.house.path().join(name)
    }

    pub(crate) fn open(&self, cache: &str) -> Result<Playing> {
        Playing::open(&self.assets(), &self.path(cache))
    }
}

/// A running show and what it says.
pub(crate) struct Playing {
    pub(crate) show: Show,
    pub(crate) changes: Receiver<u32>,
}

impl Playing {
    pub(crate) fn open(assets: &Path, cache: &Path) -> Result<Self> {
        let show = Show::open(Options {
            assets: assets.to_owned(),
            cache: cache.to_owned(),
            cache_limit: None,
            worker: worker()?,
            watching: Watching::default(),
            clock: Clock::default(),
        })?;
        let changes = show.subscribe();
        Ok(Self { show, changes })
    }

    /// Follows the snapshots until one is as wished.
    pub(crate) fn wait_for(&self, wish: impl Fn(&Snapshot) -> bool) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !wish(&self.show.snapshot()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if self.changes.recv_timeout(left).is_err() {
                bail!("the show did not get there in time");
            }
        }
        Ok(())
    }

    /// The same, but what has not come by then is not waited for.
    pub(crate) fn wait_at_most(&self, patience: Duration, wish: impl Fn(&Snapshot) -> bool) {
        let deadline = Instant::now() + patience;
        while !wish(&self.show.snapshot()) {
            let left = deadline.saturating_duration_since(Instant::now());
            if self.changes.recv_timeout(left).is_err() {
                return;
            }
        }
    }

    /// Lets the show come to rest: nothing has changed for `calm`.
    pub(crate) fn rest(&self, calm: Duration) {
        while self.changes.recv_timeout(calm).is_ok() {}
    }

    /// Asks as a screen does, and waits for the answer.
    pub(crate) fn rendition(&self, media: &str, recipe: Recipe) -> Result<Rendition> {
        let (sender, receiver) = channel();
        let done = move |result| drop(sender.send(result));
        self.show.rendition(media, recipe, Box::new(done));
        Ok(receiver.recv_timeout(PATIENCE)??)
    }
}

/// Photos and covers that are ready, and all that are there.
pub(crate) fn ready(catalogue: &Catalogue) -> (usize, usize) {
    let photos = catalogue.stands.iter().flat_map(|stand| &stand.series);
    let photos = photos.flat_map(|series| &series.photos).map(|photo| photo.state);
    let covers = catalogue.stands.iter().flat_map(|stand| &stand.publications);
    let covers = covers
        .flat_map(|publication| &publication.editions)
        .map(|edition| edition.state);
    let states: Vec<ItemState> = photos.chain(covers).collect();
    let ready = states.iter().filter(|state| **state == ItemState::Ready).count();
    (ready, states.len())
}
