//! Linux: WebKitGTK's menus and gestures off, its dead web process replaced, and the signals that end a service.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::time::Instant;

use tauri::{AppHandle, Builder, Manager, Url, WebviewWindow, WebviewWindowBuilder, Wry};
use webkit2gtk::glib::{self, ControlFlow, gobject_ffi};
use webkit2gtk::{WebProcessTerminationReason, WebView, WebViewExt};

use super::cover;
use vitrine_stage::Voice;

use super::decoding::ranks;
use super::speech_dispatcher::SpeechDispatcher;
use crate::revival::{GAVE_UP, Revival};
use crate::settings::{Dmabuf, Settings};
use crate::vigil::Begun;

/// Numbers of the signals as POSIX fixes them for every Linux.
const SIGINT: i32 = 2;
const SIGTERM: i32 = 15;

/// Where GStreamer looks for the ranks of its elements.
const RANKS: &str = "GST_PLUGIN_FEATURE_RANK";

/// Under these names WebKitGTK keeps what it makes of fingers by itself: it zooms the whole page, rolls a wheel for a
/// drag, and clicks a mouse for a tap. The page does all of that better (ui/src/touch/fingers.ts).
const GESTURES: [&str; 5] = [
    "wk-view-zoom-gesture",
    "wk-view-drag-gesture",
    "wk-view-swipe-gesture",
    "wk-view-multi-press-gesture",
    "wk-view-long-press-gesture",
];

/// What glibc's allocator is told in WebKit's processes, which inherit it. By itself it gives each of the fifty threads
/// that decode films room of its own and keeps what they hand back: some 150 MB more after ten minutes of films.
const ALLOCATOR: [(&str, &str); 3] = [
    ("MALLOC_ARENA_MAX", "2"),
    ("MALLOC_MMAP_THRESHOLD_", "1048576"),
    ("MALLOC_TRIM_THRESHOLD_", "4194304"),
];

thread_local! {
    /// How many pages were begun in the window; GTK lives on one thread.
    static BEGUN: Cell<u64> = const { Cell::new(0) };
}

pub(super) fn prepare(settings: &Settings) {
    for (name, value) in ALLOCATOR {
        if std::env::var_os(name).is_none() {
            // SAFETY: called from `main` before the first thread is started, so nothing reads the environment meanwhile.
            unsafe { std::env::set_var(name, value) };
        }
    }
    if settings.linux.dmabuf == Dmabuf::Off {
        // SAFETY: as above.
        unsafe { std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1") };
    }
    let before = std::env::var(RANKS).ok();
    if let Some(ranks) = ranks(settings.hardware_decoding, before.as_deref()) {
        tracing::debug!(ranks, "the ranks of GStreamer's decoders");
        // SAFETY: as above. WebKit's processes are started later and inherit it.
        unsafe { std::env::set_var(RANKS, ranks) };
    }
}

pub(super) fn voice() -> Option<Arc<dyn Voice>> {
    Some(Arc::new(SpeechDispatcher::of_this_session()))
}

pub(super) fn builder(builder: Builder<Wry>, _entrance: Url) -> Builder<Wry> {
    builder
}

pub(super) fn dress<'a, M: Manager<Wry>>(
    window: WebviewWindowBuilder<'a, Wry, M>,
    _settings: &Settings,
) -> WebviewWindowBuilder<'a, Wry, M> {
    window
}

pub(super) fn tend(window: &WebviewWindow, entrance: &Url, begun: &Begun) -> tauri::Result<()> {
    let (app, begun) = (window.app_handle().clone(), begun.clone());
    let entrance = entrance.to_string();
    window.with_webview(move |webview| {
        let view = webview.inner();
        // A long press is a right click.
        view.connect_context_menu(|_, _, _, _| true);
        leave_fingers_to_the_page(&view);
        revive(&view, app.clone(), entrance, begun);
        cover::lay_over(&view);
        end_on_signals(&app);
    })
}

/// Starts at the entrance again and not by reloading: the cookie may have died together with the page.
fn revive(view: &WebView, app: AppHandle, entrance: String, begun: Begun) {
    let revival = RefCell::new(Revival::default());
    view.connect_web_process_terminated(move |view, reason| {
        // Whoever sent it away (`renew`, `restart`) has begun another one.
        if reason == WebProcessTerminationReason::TerminatedByApi {
            return;
        }
        cover::draw();
        if revival.borrow_mut().again(Instant::now()) {
            tracing::warn!(?reason, "the page died and is started again");
            begun.say();
            BEGUN.set(BEGUN.get() + 1);
            view.load_uri(&entrance);
        } else {
            tracing::error!(?reason, "the page dies again and again; giving up");
            app.exit(GAVE_UP);
        }
    });
}

/// Without a render node of the kernel there is no graphics processor to draw with.
pub(super) fn draws_in_software() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    !nodes
        .map(|node| node.file_name())
        .any(|name| name.to_string_lossy().starts_with("renderD"))
}

pub(super) fn renew(window: &WebviewWindow, entrance: &Url) -> tauri::Result<()> {
    let entrance = entrance.to_string();
    window.with_webview(move |webview| {
        let view = webview.inner();
        let (old, page) = (view.clone(), BEGUN.get());
        cover::keep(&view, move |kept| {
            // While the picture was taken the page has died or was started again.
            if BEGUN.get() != page {
                return;
            }
            if !kept {
                tracing::warn!("the picture of the old page cannot be kept while the new one comes");
            }
            begin_anew(&old, &entrance);
        });
    })
}

pub(super) fn restart(window: &WebviewWindow, entrance: &Url) -> tauri::Result<()> {
    let entrance = entrance.to_string();
    window.with_webview(move |webview| begin_anew(&webview.inner(), &entrance))
}

pub(super) fn remember(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|webview| cover::keep(&webview.inner(), |_| ()))
}

pub(super) fn uncover(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|_| cover::lift())
}

/// A process of its own for the new page: what the old one holds goes back to the system with it.
fn begin_anew(view: &WebView, entrance: &str) {
    BEGUN.set(BEGUN.get() + 1);
    cover::draw();
    view.terminate_web_process();
    view.load_uri(entrance);
}

/// A service manager says SIGTERM, a terminal SIGINT; both end the program in good order.
fn end_on_signals(app: &AppHandle) {
    for signal in [SIGINT, SIGTERM] {
        let app = app.clone();
        glib::unix_signal_add_local(signal, move || {
            app.exit(0);
            ControlFlow::Continue
        });
    }
}

/// WebKitGTK offers no setting for this; without it every swipe would turn twice.
fn leave_fingers_to_the_page(view: &WebView) {
    use glib::object::ObjectExt;

    for name in GESTURES {
        // SAFETY: WebKitGTK 2.36 to 2.50 keep a `GtkGesture`, which is a `GObject`, under each of these names for the
        // life of the view; a version that does not gives nothing here. The pointer is only used in this block, on the
        // thread that owns the view, and destroying a gesture's handlers leaves the gesture itself intact.
        let found = unsafe {
            let gesture = view.data::<gobject_ffi::GObject>(name);
            if let Some(gesture) = gesture {
                gobject_ffi::g_signal_handlers_destroy(gesture.as_ptr());
            }
            gesture.is_some()
        };
        if !found {
            tracing::warn!(
                name,
                "this WebKitGTK has no such gesture to switch off; it may act beside the page"
            );
        }
    }
}
