//! What each operating system needs, one file each; the rest of the shell is the same everywhere.
//!
//! Linux is run and tested. Windows and macOS are type-checked against the same interfaces and have not been run.

use std::sync::Arc;

use tauri::{Builder, Manager, Url, WebviewWindow, WebviewWindowBuilder, Wry};

use vitrine_stage::Voice;

use crate::settings::Settings;
use crate::vigil::Begun;

#[cfg(target_os = "linux")]
mod cover;
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

/// Locks what the window toolkit leaves open, and brings a dead page back, which `begun` then says: at most three times a minute, then the
/// program ends with [`crate::revival::GAVE_UP`].
///
/// # Errors
/// When the window is gone already.
pub(crate) fn tend(window: &WebviewWindow, entrance: &Url, begun: &Begun) -> tauri::Result<()> {
    here::tend(window, entrance, begun)
}

/// Whether the processor itself draws everything, as far as that can be told: every frame of a fade costs it then.
pub(crate) fn draws_in_software() -> bool {
    #[cfg(target_os = "linux")]
    return linux::draws_in_software();
    #[cfg(not(target_os = "linux"))]
    false
}

/// Begins a new page at `entrance` while the old one's picture stays on the glass, as far as the system lets it.
pub(crate) fn renew(window: &WebviewWindow, entrance: &Url) -> tauri::Result<()> {
    here::renew(window, entrance)
}

/// Begins a new page at `entrance` in place of one that hangs.
pub(crate) fn restart(window: &WebviewWindow, entrance: &Url) -> tauri::Result<()> {
    here::restart(window, entrance)
}

/// Keeps what is on the glass, for the moment after a page has died.
pub(crate) fn remember(window: &WebviewWindow) -> tauri::Result<()> {
    here::remember(window)
}

/// The new page shows something: the picture of the old one goes.
pub(crate) fn uncover(window: &WebviewWindow) -> tauri::Result<()> {
    here::uncover(window)
}
