//! Two fingers: they zoom a photo and a page, and never the whole show.

use serde_json::json;

use crate::driver::Kiosk;
use crate::glass::{Glass, SIZE};
use crate::journey::fair;

/// How large the photo in view lies, as a multiple of how it hangs.
const PHOTO: &str = "const photo = document.querySelector('[data-place=photo] [role=img]');
    return photo ? new DOMMatrix(getComputedStyle(photo).transform).a : 0;";

/// The same of an open page: how wide it is compared with the glass when it lies whole.
const PAGE: &str = "const page = document.querySelector('[data-place=reader] [data-page]');
    return page ? page.getBoundingClientRect().width : 0;";

/// By how much the whole show is zoomed, and how many fingers the page has felt at once.
const SHOW: &str = "return [visualViewport.scale, window.most ?? 0]";

const COUNT_FINGERS: &str = "window.most = 0; const down = new Set();
    addEventListener('pointerdown', e => { if (e.pointerType === 'touch') down.add(e.pointerId);
        window.most = Math.max(window.most, down.size); }, { capture: true });
    for (const end of ['pointerup', 'pointercancel'])
        addEventListener(end, e => down.delete(e.pointerId), { capture: true });";

fn apart(middle: (f64, f64)) -> [[(f64, f64); 2]; 2] {
    let at = |by: f64| [(middle.0 - by, middle.1), (middle.0 + by, middle.1)];
    [at(80.0), at(320.0)]
}

impl Kiosk {
    /// Waits until a measure has grown to at least so many times what it was.
    #[track_caller]
    fn grown(&self, what: &str, measure: &str, from: f64, by: f64) {
        self.wait(
            what,
            &format!("const now = (() => {{ {measure} }})(); return now >= arguments[0] ? now : null;"),
            json!([from * by]),
        );
    }

    #[track_caller]
    fn show_is_whole(&self, fingers: i64) {
        let seen = self.script(SHOW, json!([]));
        assert_eq!(seen[0].as_f64(), Some(1.0), "the whole show is zoomed");
        assert_eq!(seen[1].as_i64(), Some(fingers), "fingers that the page has felt");
    }

    #[track_caller]
    fn measure(&self, measure: &str) -> f64 {
        self.wait("something to measure", measure, json!([]))
            .as_f64()
            .expect("a number")
    }
}

/// Pinches everywhere with whatever fingers there are.
fn everywhere(kiosk: &Kiosk, mut pinch: impl FnMut([(f64, f64); 2], [(f64, f64); 2]), tap: impl FnOnce()) {
    let [near, far] = apart((SIZE.0 / 2.0, SIZE.1 * 0.42));
    kiosk.wait(
        "a photo on the glass",
        "return document.querySelector('[data-attract=photo]')",
        json!([]),
    );
    tap();
    kiosk.at(&["photo"]);
    kiosk.script(COUNT_FINGERS, json!([]));
    let hung = kiosk.measure(PHOTO);
    pinch(near, far);
    kiosk.grown("a larger photo", PHOTO, hung, 2.0);
    kiosk.show_is_whole(2);

    kiosk.tap("[data-plinth] button:first-of-type");
    kiosk.at(&["hall"]);
    kiosk.script(COUNT_FINGERS, json!([]));
    pinch(near, far);
    kiosk.show_is_whole(2);
    assert_eq!(kiosk.at(&["hall", "stand"]), "hall", "two fingers press nothing");

    kiosk.tap("[data-stand='1']");
    kiosk.at(&["stand"]);
    kiosk.tap("section[aria-label='Publications'] [data-thing]");
    kiosk.at(&["reader"]);
    kiosk.script(COUNT_FINGERS, json!([]));
    let whole = kiosk.measure(PAGE);
    pinch(near, far);
    kiosk.grown("a larger page", PAGE, whole, 2.0);
    kiosk.show_is_whole(2);
}

#[test]
fn two_fingers_of_the_remote_control_zoom_a_photo_and_a_page_and_never_the_show() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    let whole = |(x, y): (f64, f64)| (x as i64, y as i64);
    let pinch = |from: [(f64, f64); 2], to: [(f64, f64); 2]| {
        let path = |finger: usize| {
            let at = |share: f64| {
                let (from, to) = (from[finger], to[finger]);
                whole((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share))
            };
            (0..=8).map(|step| at(f64::from(step) / 8.0)).collect::<Vec<_>>()
        };
        kiosk.fingers(&[&path(0), &path(1)]);
    };
    everywhere(&kiosk, pinch, || kiosk.wake());
}

#[test]
fn two_real_fingers_zoom_a_photo_and_a_page_and_never_the_show() {
    let mut glass = match Glass::lay() {
        Ok(glass) => glass,
        Err(why) => {
            eprintln!("not tried, because this machine has no glass to touch: {why}");
            return;
        }
    };
    let folder = fair();
    let kiosk = Kiosk::open_on(&folder, Some(&glass.display));
    let glass = std::cell::RefCell::new(&mut glass);
    let pinch = |from: [(f64, f64); 2], to: [(f64, f64); 2]| glass.borrow_mut().pinch(from, to);
    everywhere(&kiosk, pinch, || {
        glass.borrow_mut().tap((SIZE.0 / 2.0, SIZE.1 * 0.4))
    });
}
