//! What a visitor chooses for comfort shows at once on every screen, and is gone with the visit.

use serde_json::{Value, json};

use crate::driver::Kiosk;
use crate::journey::fair;

/// What the root of the page carries.
const ROOT: &str = "const { size, contrast, reach, calm } = document.documentElement.dataset;
    return [size ?? null, contrast ?? null, reach ?? null, calm ?? null];";

fn root(kiosk: &Kiosk) -> Value {
    kiosk.script(ROOT, json!([]))
}

/// Everything to be touched or focused that can be seen, with its box and the size of the glass.
const TOUCHED: &str = "return [...document.querySelectorAll('[data-place] button, [data-place] [role=slider]')]
    .filter(one => !one.closest('[inert]') && getComputedStyle(one).visibility !== 'hidden')
    .map(one => [one.getAttribute('aria-label') ?? one.innerText, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0)
    .filter(([, box]) => box.top < 0.6 * innerHeight - 1 || box.bottom > innerHeight + 1
        || box.left < -1 || box.right > innerWidth + 1)
    .map(([name, box]) => `${name}: ${Math.round(box.left)}–${Math.round(box.right)}, ${Math.round(box.top)}–${
        Math.round(box.bottom)} of ${innerWidth} × ${innerHeight}`);";

#[test]
fn comfort_is_chosen_by_touch_shows_at_once_and_ends_with_the_visit() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.at(&["photo"]);
    kiosk.goes_home();
    assert_eq!(root(&kiosk), json!([null, null, null, null]), "nothing at rest");

    kiosk.tap("[data-comfort] button");
    kiosk.tap("[data-comfort-panel] [data-choice=largest]");
    kiosk.tap("[data-comfort-panel] [data-choice=night]");
    kiosk.wait(
        "the largest words on night",
        "const root = getComputedStyle(document.documentElement);
         const word = document.querySelector('[data-plinth] button span');
         return document.documentElement.dataset.size === 'largest'
            && document.documentElement.dataset.contrast === 'night'
            && parseFloat(getComputedStyle(word).fontSize) >= 5.8 * parseFloat(root.fontSize) - 0.01
            && root.getPropertyValue('--ink') === root.getPropertyValue('--bone');",
        json!([]),
    );
    kiosk.tap("[data-comfort-panel] [data-switch=reach]");
    kiosk.tap("[data-comfort-panel] [data-switch=calm]");
    assert_eq!(root(&kiosk), json!(["largest", "night", "", ""]));
    kiosk.wait(
        "a panel in the lower half",
        "const box = document.querySelector('[data-comfort-panel]').getBoundingClientRect();
         return box.top >= innerHeight / 2 - 1",
        json!([]),
    );
    kiosk.tap("[data-comfort] button");
    kiosk.wait(
        "the panel put away",
        "return !document.querySelector('[data-comfort-panel]')",
        json!([]),
    );

    // Look above, touch below: nothing to be touched lies above the lower two fifths, from the hall to the photo.
    assert_eq!(kiosk.script(TOUCHED, json!([])), json!([]), "in the hall");
    kiosk.tap("[data-pad='0']");
    kiosk.tap("[data-pad-open]");
    kiosk.at(&["stand"]);
    kiosk.wait(
        "a pad",
        "return document.querySelector('[data-place=stand] [data-pad-open]')",
        json!([]),
    );
    assert_eq!(kiosk.script(TOUCHED, json!([])), json!([]), "at the stand");
    kiosk.tap("[data-place=stand] [data-pad='0']");
    kiosk.tap("[data-place=stand] [data-pad-open]");
    kiosk.at(&["reader"]);
    assert_eq!(kiosk.script(TOUCHED, json!([])), json!([]), "in the reader");
    assert_eq!(
        root(&kiosk),
        json!(["largest", "night", "", ""]),
        "kept on the way"
    );

    kiosk.is_asked_after(120);
    kiosk.stays_unanswered();
    assert_eq!(root(&kiosk), json!([null, null, null, null]), "no residue");

    kiosk.wake();
    kiosk.at(&["photo", "reader"]);
    assert_eq!(
        root(&kiosk),
        json!([null, null, null, null]),
        "nor for the next visitor"
    );
    assert_eq!(
        kiosk.script("return document.querySelector('[data-comfort-panel]')", json!([])),
        Value::Null
    );
}
