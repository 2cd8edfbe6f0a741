//! A walk through every function by keys alone: everything that can be touched can be reached by Tab, is seen to have
//! the focus, has a name, and does the same.

use serde_json::{Value, json};

use crate::driver::Kiosk;
use crate::journey::fair;

/// Keys by the private letters that WebDriver gives them.
const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const LEFT: &str = "\u{E012}";
const RIGHT: &str = "\u{E014}";

/// What can be reached on the glass: seen, and neither off nor covered.
const REACHABLE: &str = "[...document.querySelectorAll('button, a[href], input, [role=slider], [tabindex=\"0\"]')].filter(
    one => one.tabIndex >= 0 && !one.disabled && one.closest('[inert]') === null && one.getClientRects().length > 0
        && one.checkVisibility({ visibilityProperty: true }))";

impl Kiosk {
    /// Goes on by Tab until what has the focus matches.
    #[track_caller]
    fn tab_to(&self, selector: &str) {
        for _ in 0..120 {
            self.strike(TAB);
            let there = self.script(
                "return document.activeElement?.matches(arguments[0]) === true",
                json!([selector]),
            );
            if there == json!(true) {
                return;
            }
        }
        panic!("Tab never comes to {selector}; on the screen: {}", self.words());
    }

    /// Goes by Tab to something and presses it.
    #[track_caller]
    fn open_by_keys(&self, selector: &str) {
        self.wait(
            "something to come to",
            "return document.querySelector(arguments[0])",
            json!([selector]),
        );
        self.tab_to(selector);
        self.strike(ENTER);
    }

    /// Goes once around the whole screen by Tab and says what is wrong with it.
    fn faults_around(&self, screen: &str) -> Vec<String> {
        self.script("window.walked = new Set()", json!([]));
        let mut faults = Vec::new();
        let around = format!(
            "const one = document.activeElement, all = {REACHABLE};
             const outlined = each => getComputedStyle(each).outlineStyle !== 'none'
                && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
             const ring = [one, ...one.querySelectorAll('*')].some(outlined);
             const name = one.getAttribute('aria-label') ?? one.innerText ?? '';
             const labelled = one.getAttribute('aria-labelledby') !== null;
             const first = !window.walked.has(one);
             if (all.includes(one)) window.walked.add(one);
             const left = all.filter(each => !window.walked.has(each));
             return {{ left: left.length, missed: left.slice(0, 4).map(each => each.outerHTML.slice(0, 140)),
                wrong: first && all.includes(one) && (!ring || !(name.trim() || labelled))
                    ? (ring ? 'no name: ' : 'no ring: ') + one.outerHTML.slice(0, 140) : null }};"
        );
        let mut last = Value::Null;
        for _ in 0..160 {
            self.strike(TAB);
            last = self.script(&around, json!([]));
            if let Some(wrong) = last["wrong"].as_str() {
                faults.push(format!("{screen}: {wrong}"));
            }
            if last["left"] == json!(0) {
                return faults;
            }
        }
        faults.push(format!("{screen}: never reached {}", last["missed"]));
        faults
    }
}

#[test]
fn everything_is_reached_and_done_by_keys_alone() {
    let folder = fair();
    folder
        .put_film("1 One/crossing.mp4")
        .put("1 One/stand.json", r#"{ "website": "https://example.org/one" }"#)
        .put(
            "exhibition.json",
            r#"{ "languages": ["en", "fr", "ar"], "attract": { "photo_seconds": 12 },
                 "sessions": [{ "start": "00:01", "end": "23:58", "title": "Opening", "room": "Hall A" }] }"#,
        );
    let kiosk = Kiosk::open(&folder);
    kiosk.catalogue_when("films.every(film => film.flashes)");
    let mut faults = Vec::new();

    kiosk.strike(ENTER);
    kiosk.at(&["photo", "cinema", "stand", "hall", "reader"]);
    // Deaf for a moment after waking; Escape is only heard once it listens again.
    kiosk.wait(
        "a screen that listens again",
        "window.woken ??= performance.now(); return performance.now() - window.woken > 500",
        json!([]),
    );
    kiosk.open_by_keys("[data-plinth] [data-key=home]");
    kiosk.at(&["hall"]);
    // Whatever language was the large one when the key was pressed: in Arabic the arrows lead the other way.
    kiosk.open_by_keys("[data-plinth] button[lang=en]");
    faults.extend(kiosk.faults_around("hall"));

    kiosk.open_by_keys("[data-plinth] [data-key=programme]");
    kiosk.at(&["programme"]);
    faults.extend(kiosk.faults_around("programme"));
    kiosk.strike(ESCAPE);
    kiosk.at(&["hall"]);

    kiosk.open_by_keys("[data-comfort] button");
    kiosk.wait(
        "the panel",
        "return document.querySelector('[data-comfort-panel]')",
        json!([]),
    );
    faults.extend(kiosk.faults_around("comfort"));
    kiosk.tab_to("[role=radio][data-choice=normal]");
    kiosk.strike(RIGHT);
    kiosk.wait(
        "larger words",
        "return document.documentElement.dataset.size === 'large'",
        json!([]),
    );
    kiosk.open_by_keys("[data-normal]");
    kiosk.strike(ESCAPE);
    kiosk.wait(
        "no panel",
        "return document.querySelector('[data-comfort-panel]') === null",
        json!([]),
    );

    kiosk.open_by_keys("[data-plinth] button[lang=fr]");
    kiosk.wait(
        "French",
        "return document.documentElement.lang === 'fr'",
        json!([]),
    );
    kiosk.open_by_keys("[data-plinth] button[lang=en]");

    kiosk.open_by_keys("[data-stand='1']");
    kiosk.at(&["stand"]);
    faults.extend(kiosk.faults_around("stand"));
    kiosk.open_by_keys("[data-contact-key]");
    kiosk.wait(
        "the contact",
        "return document.querySelector('[data-contact]')",
        json!([]),
    );
    faults.extend(kiosk.faults_around("contact"));
    kiosk.strike(ESCAPE);
    kiosk.wait(
        "no contact",
        "return document.querySelector('[data-contact]') === null",
        json!([]),
    );

    kiosk.open_by_keys("[data-thing]:has(.book)");
    kiosk.at(&["reader"]);
    faults.extend(kiosk.faults_around("reader"));
    kiosk.strike(RIGHT);
    kiosk.wait(
        "the next pages",
        "return [...document.querySelectorAll('[data-page]')].some(page => Number(page.dataset.page) > 1)",
        json!([]),
    );
    kiosk.strike(LEFT);
    kiosk.wait(
        "the cover",
        "return [...document.querySelectorAll('[data-page]')].every(page => Number(page.dataset.page) <= 1)",
        json!([]),
    );
    kiosk.open_by_keys("[data-take] button");
    kiosk.strike(ESCAPE);
    kiosk.at(&["stand"]);

    kiosk.open_by_keys("[data-thing]:has(.print)");
    kiosk.at(&["photo"]);
    faults.extend(kiosk.faults_around("photo"));
    kiosk.strike(ESCAPE);
    kiosk.at(&["stand"]);

    kiosk.open_by_keys("[data-thing]:has(.film)");
    kiosk.at(&["cinema"]);
    faults.extend(kiosk.faults_around("cinema"));
    kiosk.strike(ESCAPE);
    kiosk.at(&["stand"]);

    kiosk.open_by_keys("[data-plinth] [data-key=search]");
    kiosk.at(&["search"]);
    for letter in ["r", "e", "a", "d"] {
        kiosk.strike(letter);
    }
    kiosk.wait(
        "a find",
        "return document.querySelector('[data-find]')",
        json!([]),
    );
    faults.extend(kiosk.faults_around("search"));
    kiosk.open_by_keys("[data-find]");
    kiosk.at(&["reader"]);
    kiosk.strike(ESCAPE);
    kiosk.at(&["search"]);

    kiosk.open_by_keys("[data-take] button");
    kiosk.at(&["takeaway"]);
    faults.extend(kiosk.faults_around("take away"));

    kiosk.open_by_keys("[data-plinth] [data-key=home]");
    kiosk.at(&["hall"]);
    kiosk.is_asked_after(60);
    faults.extend(kiosk.faults_around("still there?"));
    kiosk.strike(ENTER);
    kiosk.wait(
        "no question",
        "return document.querySelector('[aria-labelledby=still-there]') === null",
        json!([]),
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
