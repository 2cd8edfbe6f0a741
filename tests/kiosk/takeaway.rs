//! What a visitor takes away: put on the list by touch, read from the glass by a phone, and gone with the visit.

use serde_json::json;

use crate::driver::Kiosk;
use crate::support::Folder;
use crate::support::phone::scanned;

const LINK: &str = "https://one.example/reader";

fn fair() -> Folder {
    let folder = Folder::new();
    folder
        .put("exhibition.json", r#"{ "attract": { "photo_seconds": 12 } }"#)
        .put_publication("1 One/Reader.pdf", 3)
        .put(
            "1 One/Reader.url",
            format!("[InternetShortcut]\r\nURL={LINK}\r\n"),
        )
        .put_photo("1 One/Harbour.jpg", 1600, 900, 10)
        .put(
            "1 One/stand.json",
            r#"{ "website": "https://one.example", "contact": "hello@one.example" }"#,
        );
    folder
}

impl Kiosk {
    /// What the codes on the glass say, as they are drawn there, in their order.
    fn codes(&self) -> Vec<String> {
        let codes = self.wait(
            "a code",
            "const codes = [...document.querySelectorAll('svg[data-qr]')].map(code => {
                const side = code.viewBox.baseVal.width - 8;
                const rows = Array.from({ length: side }, () => Array(side).fill('0'));
                const runs = code.querySelector('path').getAttribute('d').matchAll(/M(\\d+) (\\d+)h(\\d+)/g);
                for (const [, x, y, run] of runs) rows[y].fill('1', Number(x), Number(x) + Number(run));
                return rows.map(row => row.join(''));
             });
             return codes.length > 0 && codes",
            json!([]),
        );
        let codes: Vec<Vec<String>> = serde_json::from_value(codes).unwrap();
        codes.iter().map(|rows| scanned(rows).0).collect()
    }

    fn wait_for_code(&self, wish: &str, is_right: impl Fn(&str) -> bool) -> String {
        for _ in 0..200 {
            let codes = self.codes();
            if let [code] = codes.as_slice()
                && is_right(code)
            {
                return code.clone();
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("no code with {wish}: {:?}", self.codes())
    }
}

#[test]
fn a_visitor_takes_two_things_puts_one_back_and_leaves_no_trace() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.at(&["photo"]);
    // One touch puts what is open on the list, and the key says so.
    kiosk.tap("[data-take] button");
    kiosk.wait(
        "the key that has just done it",
        "return document.querySelector('[data-take] .badge')?.dataset.count === '1'",
        json!([]),
    );
    kiosk.tap("[data-plinth] button:nth-of-type(2)");
    kiosk.at(&["stand"]);
    kiosk.tap("[data-place=stand] [data-thing]:has(.book)");
    kiosk.at(&["reader"]);
    kiosk.tap("[data-take] button");
    kiosk.wait(
        "two things on the list",
        "return document.querySelector('[data-take] .badge')?.dataset.count === '2'",
        json!([]),
    );
    // What is on the list already is not put there twice: the key leads to the list.
    kiosk.tap("[data-take] button");
    kiosk.at(&["takeaway"]);
    let rows = "return [...document.querySelectorAll('[data-taken]')].map(row => row.dataset.taken).join()";
    assert_eq!(kiosk.script(rows, json!([])), json!("photo,publication"));
    assert_eq!(
        kiosk.wait_for_code("the link of the one that has one", |code| code == LINK),
        LINK
    );
    let crisp = kiosk.script(
        "const code = document.querySelector('svg[data-qr]');
         const pixels = code.getBoundingClientRect().width * devicePixelRatio / code.viewBox.baseVal.width;
         return Math.abs(pixels - Math.round(pixels)) < 0.01 && pixels",
        json!([]),
    );
    assert!(
        crisp.as_f64().is_some_and(|pixels| pixels >= 3.0),
        "whole pixels: {crisp}"
    );

    kiosk.tap("[data-taken=publication] button");
    let note = kiosk.wait_for_code("a note", |code| code.contains("Harbour"));
    assert!(note.contains("Stand 1") && !note.contains(LINK), "{note}");
    kiosk.is_asked_after(120);
    kiosk.stays_unanswered();

    kiosk.wake();
    kiosk.goes_home();
    kiosk.tap("[data-take] button");
    kiosk.at(&["takeaway"]);
    assert_eq!(
        kiosk.script(
            "return [document.querySelectorAll('[data-taken], svg[data-qr], .badge').length, document.querySelector('[data-place=takeaway]').innerText.includes('Harbour')]",
            json!([])
        ),
        json!([0, false])
    );
}

#[test]
fn a_stand_is_taken_whole_and_says_how_it_is_reached() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.tap("[data-plinth] button:nth-of-type(2)");
    kiosk.at(&["stand"]);
    kiosk.tap("[data-take-all] button");
    kiosk.wait(
        "everything on the list",
        "return document.querySelector('[data-take] .badge')?.dataset.count === '2'",
        json!([]),
    );
    kiosk.tap("[data-contact-key]");
    let codes = kiosk.wait(
        "two codes",
        "return document.querySelectorAll('[data-contact] svg[data-qr]').length === 2",
        json!([]),
    );
    assert_eq!(codes, json!(true));
    assert_eq!(
        kiosk.codes(),
        ["https://one.example/", "mailto:hello@one.example"]
    );
    kiosk.tap("[data-contact] button");
    kiosk.wait(
        "no panel",
        "return !document.querySelector('[data-contact]')",
        json!([]),
    );
    kiosk.at(&["stand"]);
}
