//! Linux: the last picture of a page, drawn over the web view until the next page shows something.

use std::cell::{Cell, RefCell};

use gtk::cairo::{Context, Surface};
use gtk::gio::Cancellable;
use gtk::glib::ControlFlow;
use gtk::glib::object::ObjectExt;
use gtk::glib::value::ToValue;
use gtk::prelude::{WidgetExt, WidgetExtManual};
use webkit2gtk::{SnapshotOptions, SnapshotRegion, WebView, WebViewExt};

/// How long the picture takes to go, in microseconds.
const GOES_US: f64 = 600_000.0;

/// It goes by itself when no page has shown anything for so long, in seconds: a picture that answers to no finger must
/// not hide a page that would.
const LONGEST_S: u32 = 15;

thread_local! {
    /// GTK lives on one thread, and so does all of this. One window, so one cover.
    static COVER: Cover = const { Cover::new() };
}

struct Cover {
    view: RefCell<Option<WebView>>,
    /// What was on the glass last, and how large the view was, in the units that it is drawn in.
    picture: RefCell<Option<(Surface, [f64; 2])>>,
    /// 0 is not drawn, 1 hides everything.
    strength: Cell<f64>,
    /// Counts how often it was drawn or lifted, so that what was begun for an earlier time ends.
    turn: Cell<u32>,
}

impl Cover {
    const fn new() -> Self {
        Self {
            view: RefCell::new(None),
            picture: RefCell::new(None),
            strength: Cell::new(0.0),
            turn: Cell::new(0),
        }
    }

    fn paint(&self, glass: &Context) {
        let strength = self.strength.get();
        if strength <= 0.0 {
            return;
        }
        let painted = match self.picture.borrow().as_ref() {
            Some((picture, [width, height])) => {
                let [now_wide, now_high] = size(self.view.borrow().as_ref());
                // The glass may have another shape by now.
                glass.scale(now_wide / width, now_high / height);
                glass
                    .set_source_surface(picture, 0.0, 0.0)
                    .and_then(|()| glass.paint_with_alpha(strength))
            }
            None => Ok(()),
        };
        if let Err(error) = painted {
            tracing::warn!(%error, "the picture of the old page cannot be drawn");
            self.picture.replace(None);
        }
    }

    fn set(&self, strength: f64) {
        self.strength.set(strength);
        if let Some(view) = self.view.borrow().as_ref() {
            view.queue_draw();
        }
    }

    fn next_turn(&self) -> u32 {
        self.turn.set(self.turn.get().wrapping_add(1));
        self.turn.get()
    }
}

/// Never nothing: it is divided by.
fn size(view: Option<&WebView>) -> [f64; 2] {
    view.map_or([1.0; 2], |view| {
        [view.allocated_width(), view.allocated_height()].map(|side| f64::from(side.max(1)))
    })
}

/// Lets the cover be drawn over this view, after everything that the view draws itself.
pub(super) fn lay_over(view: &WebView) {
    COVER.with(|cover| cover.view.replace(Some(view.clone())));
    view.connect_local("draw", true, |values| {
        if let Some(glass) = values.get(1).and_then(|value| value.get::<Context>().ok()) {
            COVER.with(|cover| cover.paint(&glass));
        }
        Some(false.to_value())
    });
}

/// Keeps what is on the glass and then says whether that could be done. What was kept before stays where it could not.
pub(super) fn keep(view: &WebView, then: impl FnOnce(bool) + 'static) {
    let shape = size(Some(view));
    view.snapshot(
        SnapshotRegion::Visible,
        SnapshotOptions::NONE,
        None::<&Cancellable>,
        move |taken| {
            let kept = match taken {
                Ok(picture) => {
                    COVER.with(|cover| cover.picture.replace(Some((picture, shape))));
                    true
                }
                Err(error) => {
                    tracing::debug!(%error, "no picture of the page");
                    false
                }
            };
            then(kept);
        },
    );
}

/// Draws what was kept last, at once; nothing where nothing was kept.
pub(super) fn draw() {
    COVER.with(|cover| {
        let turn = cover.next_turn();
        cover.set(1.0);
        gtk::glib::timeout_add_seconds_local_once(LONGEST_S, move || {
            if COVER.with(|cover| cover.turn.get()) == turn {
                lift();
            }
        });
    });
}

/// Lets it go, where it is drawn.
pub(super) fn lift() {
    COVER.with(|cover| {
        if cover.strength.get() < 1.0 {
            return;
        }
        let turn = cover.next_turn();
        let view = cover.view.borrow();
        let Some(view) = view.as_ref() else { return };
        let begun: Cell<Option<i64>> = Cell::new(None);
        view.add_tick_callback(move |_, clock| {
            let now = clock.frame_time();
            let since = begun.get().unwrap_or(now);
            begun.set(Some(since));
            COVER.with(|cover| {
                if cover.turn.get() != turn {
                    return ControlFlow::Break;
                }
                #[expect(clippy::cast_precision_loss, reason = "less than a second in microseconds")]
                let left: f64 = 1.0 - (now - since) as f64 / GOES_US;
                cover.set(left.max(0.0));
                if left > 0.0 {
                    ControlFlow::Continue
                } else {
                    ControlFlow::Break
                }
            })
        });
    });
}
