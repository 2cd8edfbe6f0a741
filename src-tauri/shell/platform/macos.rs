//! macOS: a dead page starts again at the entrance. Type-checked for
//! `aarch64-apple-darwin`; not run by the authors, who had no such machine.
//!
//! Back-swipe, magnification and link previews are off by default in this web view. What only the system can stop
//! (Command-Tab, Force Quit) needs its presentation options, which belong to the lock-down of the venue.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tauri::{Builder, Manager, Url, WebviewWindow, WebviewWindowBuilder, Wry};
use vitrine_stage::Voice;

use crate::revival::{GAVE_UP, Revival};
use crate::settings::Settings;
use crate::vigil::Begun;

/// The system itself decides by what films are decoded; `hardware_decoding` has nothing to switch.
pub(super) fn prepare(_settings: &Settings) {}

/// Nobody has written the way to AVSpeech yet; recordings beside publications are heard all the same.
pub(super) fn voice() -> Option<Arc<dyn Voice>> {
    None
}

pub(super) fn builder(builder: Builder<Wry>, entrance: Url) -> Builder<Wry> {
    let revival = Mutex::new(Revival::default());
    builder.on_web_content_process_terminate(move |webview| {
        if revival
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .again(Instant::now())
        {
            tracing::warn!("the page died and is started again");
            if let Err(error) = webview.navigate(entrance.clone()) {
                tracing::error!(%error, "the page cannot be started again");
                webview.app_handle().exit(GAVE_UP);
            }
        } else {
            tracing::error!("the page dies again and again; giving up");
            webview.app_handle().exit(GAVE_UP);
        }
    })
}

pub(super) fn dress<'a, M: Manager<Wry>>(
    window: WebviewWindowBuilder<'a, Wry, M>,
    _settings: &Settings,
) -> WebviewWindowBuilder<'a, Wry, M> {
    window
}

/// A page that died is begun by `builder`, before there is anybody to tell.
pub(super) fn tend(_window: &WebviewWindow, _entrance: &Url, _begun: &Begun) -> tauri::Result<()> {
    Ok(())
}

pub(super) fn renew(window: &WebviewWindow, entrance: &Url) -> tauri::Result<()> {
    window.navigate(entrance.clone())
}

pub(super) fn restart(window: &WebviewWindow, entrance: &Url) -> tauri::Result<()> {
    window.navigate(entrance.clone())
}

/// The engine itself keeps its last picture until the new page paints.
pub(super) fn remember(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

pub(super) fn uncover(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
