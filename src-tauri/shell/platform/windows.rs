//! Windows: WebView2's shortcuts and menus off, its dead renderer replaced. Not run by the authors; they had no such
//! machine. It is type-checked for `x86_64-pc-windows-gnu`.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Instant;

use tauri::{AppHandle, Builder, Manager, Url, WebviewWindow, WebviewWindowBuilder, Wry};
use vitrine_stage::Voice;
use webview2_com::Microsoft::Web::WebView2::Win32::{
    COREWEBVIEW2_PROCESS_FAILED_KIND, COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED,
    COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED,
    COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_UNRESPONSIVE, ICoreWebView2, ICoreWebView2Settings3,
};
use webview2_com::ProcessFailedEventHandler;
use windows_core::{HSTRING, Interface, Result};

use super::decoding::arguments;
use crate::revival::{GAVE_UP, Revival};
use crate::settings::Settings;
use crate::vigil::Begun;

pub(super) fn prepare(_settings: &Settings) {}

/// Nobody has written the way to SAPI yet; recordings beside publications are heard all the same.
pub(super) fn voice() -> Option<Arc<dyn Voice>> {
    None
}

pub(super) fn builder(builder: Builder<Wry>, _entrance: Url) -> Builder<Wry> {
    builder
}

pub(super) fn dress<'a, M: Manager<Wry>>(
    window: WebviewWindowBuilder<'a, Wry, M>,
    settings: &Settings,
) -> WebviewWindowBuilder<'a, Wry, M> {
    match arguments(settings.hardware_decoding) {
        Some(arguments) => window.additional_browser_args(arguments),
        None => window,
    }
}

pub(super) fn tend(window: &WebviewWindow, entrance: &Url, begun: &Begun) -> tauri::Result<()> {
    let (app, begun) = (window.app_handle().clone(), begun.clone());
    let entrance = HSTRING::from(entrance.as_str());
    window.with_webview(move |webview| {
        // SAFETY: the controller is alive and this runs on the thread that made it, as COM wants.
        let tended = unsafe { webview.controller().CoreWebView2() }
            .and_then(|view| lock(&view).and_then(|()| revive(&view, app, entrance, begun)));
        if let Err(error) = tended {
            tracing::error!(%error, "WebView2 could not be locked down");
        }
    })
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

/// Reload, print, find, developer tools and the menu of the right button are for browsers.
fn lock(view: &ICoreWebView2) -> Result<()> {
    // SAFETY: plain property setters of a live object, on its own thread.
    unsafe {
        let settings = view.Settings()?.cast::<ICoreWebView2Settings3>()?;
        settings.SetAreBrowserAcceleratorKeysEnabled(false)?;
        settings.SetAreDefaultContextMenusEnabled(false)?;
        settings.SetIsStatusBarEnabled(false)
    }
}

fn revive(view: &ICoreWebView2, app: AppHandle, entrance: HSTRING, begun: Begun) -> Result<()> {
    let revival = RefCell::new(Revival::default());
    let failed = ProcessFailedEventHandler::create(Box::new(move |view, failure| {
        let mut kind = COREWEBVIEW2_PROCESS_FAILED_KIND::default();
        if let Some(failure) = &failure {
            // SAFETY: the argument lives as long as this call, and `kind` is a place for its answer.
            unsafe { failure.ProcessFailedKind(&mut kind)? };
        }
        match kind {
            COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED
            | COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_UNRESPONSIVE => {
                let again = revival.borrow_mut().again(Instant::now());
                tracing::warn!(kind = kind.0, again, "the page died");
                begun.say();
                match view {
                    // SAFETY: the view lives as long as this call, on its own thread.
                    Some(view) if again => unsafe { view.Navigate(&entrance)? },
                    _ => app.exit(GAVE_UP),
                }
            }
            // The controller is closed with it; only a new program helps.
            COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED => {
                tracing::error!("the browser process died");
                app.exit(GAVE_UP);
            }
            // Graphics and helper processes are replaced by WebView2 itself.
            _ => tracing::warn!(kind = kind.0, "a helper process of the page died"),
        }
        Ok(())
    }));
    let mut token = 0;
    // SAFETY: the handler is owned by the view from here on; the token is not needed as it is never taken off.
    unsafe { view.add_ProcessFailed(&failed, &mut token) }
}
