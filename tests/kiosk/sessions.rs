//! Thirty visitors who touch whatever comes, one after the other: nothing of any of them is there for the next.

use serde_json::{Value, json};

use crate::driver::Kiosk;
use crate::support::Folder;

const VISITS: u32 = 30;
const TOUCHES: u32 = 5;

const ANYWHERE: [&str; 8] = [
    "attract",
    "hall",
    "programme",
    "search",
    "stand",
    "takeaway",
    "reader",
    "photo",
];

/// What a visit can leave behind outside its places: on the root, in the engine's stores (where the attract loop keeps its
/// order, which is nobody's), on the keys.
const TRACES: &str = "const root = document.documentElement;
    return [[...root.attributes].map(a => a.name + '=' + a.value).filter(a => !a.startsWith('data-cursor')).sort(),
        localStorage.length, Object.keys(sessionStorage).filter(name => name !== 'attract'), document.cookie,
        document.querySelectorAll('.badge, [role=dialog], [data-place], input, textarea').length,
        [...document.querySelectorAll('video')].filter(film => !film.muted && !film.paused).length];";

/// Everything that can be touched now, each by its middle.
const KEYS: &str = "return [...document.querySelectorAll('button')].flatMap(key => {
        const b = key.getBoundingClientRect();
        const [x, y] = [Math.round(b.left + b.width / 2), Math.round(b.top + b.height / 2)];
        const top = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementFromPoint(x, y) : null;
        return top !== null && key.contains(top) && !key.closest('[inert]') ? [[x, y]] : [];
    });";

fn fair() -> Folder {
    let folder = Folder::new();
    folder
        .put(
            "exhibition.json",
            r#"{ "languages": ["en", "fr", "ar"], "attract": { "photo_seconds": 12 },
                 "sessions": [{ "start": "00:01", "end": "23:58", "title": "Opening" }] }"#,
        )
        .put_publication("1 One/Reader.en.pdf", 9)
        .put_photo("1 One/Portraits/a.jpg", 1600, 900, 10)
        .put_photo("1 One/Portraits/b.jpg", 900, 1600, 90)
        .put_photo("2 Two/c.jpg", 1600, 900, 200);
    folder
}

/// A small generator (Park–Miller): every run is the same run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        usize::try_from(self.0).expect("31 bits") % most
    }
}

/// What the hall, the search and the list show to somebody who has just come, in English.
fn at_first(kiosk: &Kiosk) -> Value {
    let words = |place: &str| {
        kiosk.script(
            "const place = document.querySelector(`[data-place=${arguments[0]}]`);
             return [place.innerText, place.querySelectorAll('[aria-pressed=true], [aria-checked=true]').length];",
            json!([place]),
        )
    };
    kiosk.tap("[data-plinth] button[lang=en]");
    kiosk.wait(
        "English",
        "return document.documentElement.lang === 'en'",
        json!([]),
    );
    let hall = words("hall");
    kiosk.tap("[data-plinth] [data-key=search]");
    kiosk.at(&["search"]);
    let search = words("search");
    kiosk.tap("[data-take] button");
    kiosk.at(&["takeaway"]);
    let list = words("takeaway");
    kiosk.goes_home();
    json!([hall, search, list])
}

#[test]
fn thirty_visitors_leave_nothing_for_each_other() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    let mut dice = Dice(20_261_218);
    let (mut traces, mut first) = (Value::Null, Value::Null);
    for visit in 0..VISITS {
        kiosk.wake();
        kiosk.goes_home();
        // The first visitor touches nothing else, and is what all others are compared with.
        if visit % 5 == 0 {
            let now = at_first(&kiosk);
            if visit == 0 {
                first = now;
            } else {
                assert_eq!(now, first, "before visitor {visit}");
            }
        }
        for _ in 0..if visit == 0 { 0 } else { TOUCHES } {
            let keys = kiosk.script(KEYS, json!([]));
            let keys = keys.as_array().expect("a list of places");
            let place = &keys[dice.below(keys.len())];
            kiosk.touch(&[(place[0].as_i64().unwrap(), place[1].as_i64().unwrap())]);
            kiosk.at(&ANYWHERE);
        }
        // In the hall nothing plays by itself that would hold the end of the visit up.
        kiosk.goes_home();
        kiosk.is_asked_after(60);
        kiosk.stays_unanswered();
        let now = kiosk.wait(
            "a screen at rest",
            &format!("const now = (() => {{ {TRACES} }})(); return now[4] === 0 ? now : null;"),
            json!([]),
        );
        if visit == 0 {
            traces = now;
        } else {
            assert_eq!(now, traces, "after visitor {visit}");
        }
    }
}
