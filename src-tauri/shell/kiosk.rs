//! `vitrine run`: one window that shows the stage's origin and nothing else.
//!
//! The page in it is an ordinary web page: no capability exists, so every command of the shell is refused to it.
//! In kiosk mode the window fills the screen and does not close when asked; SIGTERM, SIGINT or the end of the
//! session ends the program. With `--windowed` it is an ordinary window, and closing it ends the program.

use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Context;
use tauri::webview::{Color, NewWindowResponse, PermissionResponse};
use tauri::{
    App, LogicalPosition, LogicalSize, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};
use vitrine_core::messages::ScreenBeat;
use vitrine_stage::{Stage, StageOptions};

use crate::command_line::RunWish;
use crate::revival::{GAVE_UP, Revival};
use crate::settings::Settings;
use crate::vigil::{Begun, Deed, Vigil};
use crate::{opening, platform, usage};

/// Shown until the first screen is painted: the paper of the screens, not a white flash.
const PAPER: Color = Color(0xf2, 0xee, 0xe6, 0xff);

/// Under this title the page asks to be let in again (ui/src/host/host.ts).
const LOCKED_OUT: &str = "Vitrine (locked out)";

/// How often what is on the glass is kept, for the case that the page dies.
const REMEMBERS: Duration = Duration::from_secs(120);

/// How often the page's silence is looked at.
const LOOKS: Duration = Duration::from_secs(1);

/// Size of the ordinary window, in logical pixels.
const WINDOWED: (f64, f64) = (1280.0, 720.0);

/// Shows the exhibition until the window or the program is ended.
///
/// # Errors
/// With one sentence, when there is nothing to show or no window can be opened.
pub(crate) fn run(wish: &RunWish, settings: &Settings) -> anyhow::Result<ExitCode> {
    platform::prepare(settings);
    let show = opening::open(opening::options(&wish.folders, settings)?)?;
    let options = StageOptions {
        take_away: wish.take_away.take_away_lan.or(settings.take_away_lan),
        usage: usage::folder().filter(|_| settings.usage.unwrap_or(true)),
        voice: platform::voice(),
        ..StageOptions::default()
    };
    let stage = Stage::start(show, options)?;
    let entrance = entrance(&stage, wish.stand)?;
    tracing::info!(address = %stage.address(), "the stage is up");

    let beats = stage.beats();
    let vigil = Vigil::new(settings.fresh_page(), REMEMBERS, Instant::now());
    let windowed = wish.windowed;
    let settings = settings.clone();
    let app = platform::builder(tauri::Builder::default(), entrance.clone())
        .setup(move |app| {
            let begun = Begun::default();
            let window = open_window(app, &entrance, windowed, &settings, &begun)?;
            platform::tend(&window, &entrance, &begun)?;
            watch_over(window, entrance, beats, vigil, begun)?;
            Ok(())
        })
        .on_window_event(move |_, event| {
            if let (WindowEvent::CloseRequested { api, .. }, false) = (event, windowed) {
                tracing::info!("asked to close; a kiosk stays open");
                api.prevent_close();
            }
        })
        .build(tauri::generate_context!())
        .context("the window cannot be opened")?;
    let code = app.run_return(|_, _| {});
    drop(stage);
    vitrine_core::intake::office::abandon();
    Ok(u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from))
}

fn entrance(stage: &Stage, stand: Option<u32>) -> anyhow::Result<Url> {
    let mut entrance = Url::parse(&stage.entrance()).context("the stage has no address")?;
    if let Some(stand) = stand {
        entrance
            .query_pairs_mut()
            .append_pair("stand", &stand.to_string());
    }
    if platform::draws_in_software() {
        entrance.query_pairs_mut().append_pair("drawing", "software");
    }
    Ok(entrance)
}

/// Whether a test holds the remote control. WebKitGTK gives a private window a context of its own, which it cannot hand
/// to a remote control; only then the window is not private.
fn remote_controlled() -> bool {
    cfg!(target_os = "linux") && std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() == Ok("true")
}

fn open_window(
    app: &App,
    entrance: &Url,
    windowed: bool,
    settings: &Settings,
    begun: &Begun,
) -> tauri::Result<WebviewWindow> {
    let origin = entrance.origin();
    let window = WebviewWindowBuilder::new(app, "stage", WebviewUrl::External(entrance.clone()))
        .title("Vitrine")
        .background_color(PAPER)
        .incognito(!remote_controlled())
        .devtools(false)
        .disable_drag_drop_handler()
        .zoom_hotkeys_enabled(false)
        .on_navigation(move |target| {
            let home = target.origin() == origin;
            if !home {
                tracing::warn!(host = target.host_str(), "the page wanted to leave");
            }
            home
        })
        .on_document_title_changed(let_in_again(entrance.clone(), begun.clone()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny);
    let window = platform::dress(window, settings);
    if windowed {
        return window.inner_size(WINDOWED.0, WINDOWED.1).center().build();
    }
    let window = window
        .fullscreen(true)
        .decorations(false)
        .always_on_top(true)
        // A window without a frame is resized by its edges otherwise, by any finger that comes in from the side.
        .resizable(false)
        .maximizable(false)
        .minimizable(false)
        .visible_on_all_workspaces(true)
        .skip_taskbar(true);
    // Where no window manager runs, nobody answers the wish to fill the screen.
    let window = match screen(app) {
        Some((position, size)) => window
            .position(position.x, position.y)
            .inner_size(size.width, size.height)
            .build(),
        None => window.build(),
    }?;
    // An arrow in the middle of the show belongs to no visitor; a mouse that is moved brings its own.
    window.set_cursor_visible(false)?;
    // On Linux the wish above counts only from the first change of size on, which would be the one by a finger.
    window.set_resizable(false)?;
    Ok(window)
}

/// Begins the page anew when that is due, for as long as the window is there.
fn watch_over(
    window: WebviewWindow,
    entrance: Url,
    beats: Receiver<ScreenBeat>,
    mut vigil: Vigil,
    begun: Begun,
) -> std::io::Result<()> {
    let watch = move || loop {
        if begun.heard() {
            vigil.begun(Instant::now());
        }
        let deed = match beats.recv_timeout(LOOKS) {
            Ok(beat) => {
                if let Some(item) = &beat.item {
                    tracing::debug!(item, "on the glass");
                }
                vigil.hear(&beat, Instant::now())
            }
            Err(RecvTimeoutError::Timeout) => vigil.look(Instant::now()),
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let done = match deed {
            None => Ok(()),
            Some(Deed::Remember) => platform::remember(&window).and_then(|()| platform::uncover(&window)),
            Some(Deed::Uncover) => platform::uncover(&window),
            Some(Deed::Renew(item)) => {
                tracing::info!("the page has shown for long enough; a new one takes its place");
                platform::renew(&window, &opening_with(&entrance, item.as_deref()))
            }
            Some(Deed::Restart) => {
                tracing::warn!("the page gives no sign of life and is started again");
                platform::restart(&window, &entrance)
            }
            Some(Deed::GiveUp) => {
                tracing::error!("the page hangs again and again; giving up");
                window.app_handle().exit(GAVE_UP);
                return;
            }
        };
        if let Err(error) = done {
            tracing::error!(%error, "the window does not answer");
        }
    };
    std::thread::Builder::new()
        .name("vigil".into())
        .spawn(watch)
        .map(|_| ())
}

/// The entrance for a page that opens with this item, where it is a photo that can be laid into the page.
fn opening_with(entrance: &Url, item: Option<&str>) -> Url {
    let mut entrance = entrance.clone();
    if let Some(item) = item {
        entrance.query_pairs_mut().append_pair("opening", item);
    }
    entrance
}

/// Leads a page that has lost its cookie through the entrance again; one that loses it again and again is given up.
fn let_in_again(entrance: Url, begun: Begun) -> impl Fn(WebviewWindow, String) + Send + 'static {
    let revival = Mutex::new(Revival::default());
    move |window, title| {
        if title != LOCKED_OUT {
            return;
        }
        let again = revival
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .again(Instant::now());
        if again {
            tracing::warn!("the page lost its way in and is led there again");
            begun.say();
            if let Err(error) = window.navigate(entrance.clone()) {
                tracing::error!("the page cannot be led anywhere: {error}");
            }
        } else {
            tracing::error!("the page loses its way in again and again; giving up");
            window.app_handle().exit(GAVE_UP);
        }
    }
}

/// Place and size of the screen to fill, in logical pixels.
fn screen(app: &App) -> Option<(LogicalPosition<f64>, LogicalSize<f64>)> {
    let first = || app.available_monitors().ok()?.into_iter().next();
    let monitor = app.primary_monitor().ok().flatten().or_else(first)?;
    let scale = monitor.scale_factor();
    Some((
        monitor.position().to_logical(scale),
        monitor.size().to_logical(scale),
    ))
}
