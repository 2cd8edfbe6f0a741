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

const COUNT_FINGERS: &str = "window.most = 0; const down = window.down = new Set();
    addEventListener('pointerdown', e => { if (e.pointerType === 'touch') down.add(e.pointerId);
        window.most = Math.max(window.most, down.size); }, { capture: true });
    for (const end of ['pointerup', 'pointercancel'])
        addEventListener(end, e => down.delete(e.pointerId), { capture: true });";

/// Where two fingers lie so far from the middle of the picture, in pixels.
fn apart(by: f64) -> [(f64, f64); 2] {
    let middle = (SIZE.0 / 2.0, SIZE.1 * 0.42);
    [(middle.0 - by, middle.1), (middle.0 + by, middle.1)]
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
        self.wait(
            "a hand that has left the glass",
            "return window.most > 0 && window.down.size === 0",
            json!([]),
        );
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

#[test]
fn two_fingers_zoom_a_photo_and_a_page_and_never_the_show() {
    let glass = match Glass::lay() {
        Ok(glass) => glass,
        Err(why) => {
            eprintln!("not tried, because this machine can have no glass to touch: {why}");
            return;
        }
    };
    let folder = fair();
    let kiosk = Kiosk::open_on(&folder, Some(glass));
    let [near, far] = [apart(80.0), apart(320.0)];
    kiosk.wait(
        "a photo on the glass",
        "return document.querySelector('[data-attract=photo]')",
        json!([]),
    );
    kiosk.wake();
    kiosk.at(&["photo"]);
    kiosk.script(COUNT_FINGERS, json!([]));
    let hung = kiosk.measure(PHOTO);
    kiosk.pinch(near, far);
    kiosk.grown("a larger photo", PHOTO, hung, 2.0);
    kiosk.show_is_whole(2);

    kiosk.goes_home();
    kiosk.script(COUNT_FINGERS, json!([]));
    kiosk.pinch(near, far);
    kiosk.show_is_whole(2);
    assert_eq!(kiosk.at(&["hall", "stand"]), "hall", "two fingers press nothing");

    kiosk.tap("[data-stand='1']");
    kiosk.at(&["stand"]);
    kiosk.tap("[data-place=stand] [data-thing]:has(.book)");
    kiosk.at(&["reader"]);
    kiosk.script(COUNT_FINGERS, json!([]));
    let whole = kiosk.measure(PAGE);
    kiosk.pinch(near, far);
    kiosk.grown("a larger page", PAGE, whole, 3.0);
    kiosk.show_is_whole(2);
}

#[test]
fn no_finger_moves_an_edge_of_the_window() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.at(&["photo", "reader"]);
    let whole = kiosk.script("return [innerWidth, innerHeight]", json!([]));
    for path in [[(960, 1079), (960, 600)], [(1919, 300), (1200, 300)]] {
        kiosk.script(COUNT_FINGERS, json!([]));
        kiosk.touch(&path);
        kiosk.wait(
            "a finger felt by the page and gone again, and all of the glass",
            "return window.most > 0 && window.down.size === 0
                && innerWidth === arguments[0][0] && innerHeight === arguments[0][1]",
            json!([whole]),
        );
    }
}

#[test]
fn a_finger_swipes_one_page_at_a_time_and_is_never_a_mouse_as_well() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.at(&["photo", "reader"]);
    kiosk.goes_home();
    kiosk.tap("[data-stand='1']");
    kiosk.at(&["stand"]);
    kiosk.tap("[data-place=stand] [data-thing]:has(.book)");
    kiosk.at(&["reader"]);
    // Everything that would act a second time for the same finger.
    kiosk.script(
        "window.echoes = []; for (const name of ['mousedown', 'click', 'wheel'])
             document.addEventListener(name, event => echoes.push(name), { capture: true });",
        json!([]),
    );
    let pages = "const now = [...document.querySelectorAll('[data-page]')].map(e => Number(e.dataset.page));
        return JSON.stringify(now) === JSON.stringify(arguments[0])";
    kiosk.wait("the cover", pages, json!([[1]]));
    kiosk.wait(
        "its picture, and something to turn it by",
        "return document.querySelector('[data-place=reader] button.right')
            && [...document.querySelectorAll('[data-page] img')].some(image => image.naturalWidth > 1000)",
        json!([]),
    );
    // The book is still growing from its place on the shelf, and the hand is quicker than any visitor's.
    kiosk.wait(
        "the book at rest",
        "return document.getAnimations().every(one => one.playState !== 'running')",
        json!([]),
    );
    for spread in [[2, 3], [4, 5]] {
        kiosk.touch(&[(1300, 450), (700, 460)]);
        kiosk.wait(&format!("pages {spread:?}"), pages, json!([spread]));
    }
    kiosk.touch(&[(700, 450), (1300, 460)]);
    kiosk.wait("the two pages before", pages, json!([[2, 3]]));
    assert_eq!(kiosk.script("return echoes", json!([])), json!([]));
}
