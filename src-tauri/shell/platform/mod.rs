//! What each operating system needs, one file each; the rest of the shell is the same everywhere.
//!
//! Linux is run and tested. Windows and macOS are type-checked against the same interfaces and have not been run.

use std::sync::Arc;

use tauri::{Builder, Manager, Url, WebviewWindow, WebviewWindowBuilder, Wry};

use vitrine_stage::Voice;

use crate::settings::Settings;

mod decoding;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod speech_dispatcher;
#[cfg(target_os = "linux")]
use linux as here;
#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as here;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "macos")]
use macos as here;

/// What must be set before the first thread and the first window.
pub(crate) fn prepare(settings: &Settings) {
    here::prepare(settings);
}

/// What reads aloud on this machine; `None` where no way to ask it is written yet.
pub(crate) fn voice() -> Option<Arc<dyn Voice>> {
    here::voice()
}

/// Adds what must be known before there is a window. `entrance` is where a dead page starts again.
pub(crate) fn builder(builder: Builder<Wry>, entrance: Url) -> Builder<Wry> {
    here::builder(builder, entrance)
}

/// Adds what the web view must know before there is one.
pub(crate) fn dress<'a, M: Manager<Wry>>(
    window: WebviewWindowBuilder<'a, Wry, M>,
    settings: &Settings,
) -> WebviewWindowBuilder<'a, Wry, M> {
    here::dress(window, settings)
}

/// Locks what the window toolkit leaves open, and brings a dead page back: at most three times a minute, then the
/// program ends with [`crate::revival::GAVE_UP`].
///
/// # Errors
/// When the window is gone already.
pub(crate) fn tend(window: &WebviewWindow, entrance: &Url) -> tauri::Result<()> {
    here::tend(window, entrance)
}
