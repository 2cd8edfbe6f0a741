//! Opens the show for whoever puts it on a screen: the window and the server start alike.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use anyhow::Context;
use vitrine_core::clock::Clock;
use vitrine_core::{Options, Show};

use crate::command_line::FolderWish;
use crate::places;
use crate::settings::Settings;

/// Absolute path of this very program.
///
/// # Errors
/// When the system does not know it.
pub(crate) fn program() -> anyhow::Result<PathBuf> {
    std::env::current_exe().context("the program cannot find itself")
}

/// The render worker is this program again, told to be one.
pub(crate) fn worker(program: &Path) -> Vec<OsString> {
    vec![program.into(), "--render-worker".into()]
}

/// What to open: the folders, and the render worker.
///
/// # Errors
/// With one sentence, when there is nothing to show or the program cannot find itself.
pub(crate) fn options(wish: &FolderWish, settings: &Settings) -> anyhow::Result<Options> {
    let program = program()?;
    Ok(Options {
        assets: places::assets(wish.assets.as_deref(), settings, &program)?,
        cache: places::cache(wish.cache.as_deref(), settings)?,
        cache_limit: places::cache_limit(wish.cache_limit, settings),
        worker: worker(&program),
        watching: settings.watching(),
        clock: Clock::default(),
    })
}

/// Opens the show; its first snapshot follows.
///
/// # Errors
/// With one sentence, when the worker cannot be started.
pub(crate) fn open(options: Options) -> anyhow::Result<Show> {
    tracing::info!(assets = %options.assets.display(), cache = %options.cache.display(), "opening");
    Show::open(options).context("the show cannot open")
}

/// Waits until the folder has been read once.
pub(crate) fn first_snapshot(show: &Show, changes: &Receiver<u32>) {
    if show.snapshot().catalogue.number == 0 {
        // An error means that the show has closed; what follows will say so.
        let _ = changes.recv();
    }
}
