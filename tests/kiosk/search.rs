//! Looking for a word by touch: typed on the glass, opened at its page, marked there, and back to where it was found.

use serde_json::json;

use crate::driver::Kiosk;
use crate::support::Folder;

/// A library with one word on the third page of one of its books.
fn library() -> Folder {
    let folder = Folder::new();
    folder
        .put("exhibition.json", r#"{ "languages": ["en", "de"] }"#)
        .put_photo("1 One/c.jpg", 1600, 900, 200)
        .put_written(
            "2 Two/Ledger.pdf",
            &[
                "What was kept",
                "of flour",
                "B\u{e4}ckerei and bread\nand a bread oven",
                "of salt",
                "more bread",
            ],
        )
        .put_written("2 Two/Letters.pdf", &["Dear all"]);
    folder
}

impl Kiosk {
    /// Types on the keyboard on the glass.
    #[track_caller]
    fn type_on_glass(&self, letters: &str) {
        for letter in letters.chars() {
            match letter {
                ' ' => self.tap("[data-keyboard] [data-key=space]"),
                letter => self.tap(&format!("[data-keyboard] [data-letter='{letter}']")),
            }
        }
    }

    #[track_caller]
    fn typed(&self, letters: &str) {
        self.wait(
            &format!("“{letters}” on the line"),
            "return document.querySelector('[data-place]:last-of-type [data-typed]')?.dataset.typed === arguments[0]",
            json!([letters]),
        );
    }
}

#[test]
fn a_word_typed_on_the_glass_opens_its_page_and_the_search_lies_as_it_was() {
    let folder = library();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.goes_home();
    kiosk.tap("[data-plinth] [data-key=search]");
    kiosk.at(&["search"]);

    // The language's own keyboard, another one, a slip taken back, and a letter with its accent.
    kiosk.type_on_glass("qb");
    kiosk.typed("qb");
    kiosk.tap("[data-keyboard] [data-key=clear]");
    kiosk.tap("[data-keyboard=qwerty] [data-key=layouts]");
    kiosk.tap("[data-keyboard] [data-layout=qwertz]");
    kiosk.type_on_glass("bäckx");
    kiosk.tap("[data-keyboard=qwertz] [data-key=erase]");
    kiosk.typed("bäck");
    let found = "const finds = [...document.querySelectorAll('[data-find]')];
        return finds.length === arguments[0] && finds.map(e => e.getAttribute('aria-label'));";
    let names = kiosk.wait("the book", found, json!([1]));
    assert_eq!(names, json!(["Ledger, Stand 2, page 3"]));
    kiosk.tap("[data-keyboard] [data-key=clear]");
    kiosk.type_on_glass("bread and");
    kiosk.wait("the book again", found, json!([1]));

    kiosk.tap("[data-find=publication]");
    kiosk.at(&["reader"]);
    let marks = kiosk.wait(
        "the marks on its page",
        "const page = document.querySelector('[data-page=\"3\"]');
         const box = page?.getBoundingClientRect();
         const marks = [...(page?.querySelectorAll('[data-mark]') ?? [])].map(e => {
            const b = e.getBoundingClientRect();
            return b.left >= box.left && b.right <= box.right && b.top >= box.top && b.width > 5 && b.height > 5;
         });
         return marks.length === 4 && marks.every(Boolean) && marks;",
        json!([]),
    );
    assert_eq!(
        marks,
        json!([true, true, true, true]),
        "“bread” and “and”, each twice"
    );
    kiosk.wait(
        "the first of four",
        "return document.querySelector('[data-find-bar] [role=status]').innerText.startsWith('1')",
        json!([]),
    );
    for _ in 0..2 {
        kiosk.tap("[data-find-bar] [data-key=after]");
    }
    kiosk.wait(
        "the third find",
        "const marks = [...document.querySelectorAll('[data-page=\"3\"] [data-mark]')];
         return marks.findIndex(e => e.dataset.mark === 'current') === 2",
        json!([]),
    );
    kiosk.tap("[data-find-bar] [data-key=close]");
    kiosk.wait(
        "a page without marks",
        "return !document.querySelector('[data-mark], [data-find-bar]')",
        json!([]),
    );

    kiosk.tap("[data-plinth] [data-key=back]");
    kiosk.at(&["search"]);
    kiosk.typed("bread and");
    kiosk.wait("the book where it was", found, json!([1]));
    kiosk.wait(
        "the keyboard that was taken",
        "return document.querySelector('[data-keyboard]').dataset.keyboard === 'qwertz'",
        json!([]),
    );

    // The next visitor finds nothing of it.
    kiosk.is_asked_after(60);
    kiosk.stays_unanswered();
    kiosk.wake();
    kiosk.goes_home();
    kiosk.tap("[data-plinth] [data-key=search]");
    kiosk.at(&["search"]);
    kiosk.typed("");
    assert_eq!(
        kiosk.script(
            "return document.querySelectorAll('[data-find]').length",
            json!([])
        ),
        0
    );
    assert_eq!(
        kiosk.script(
            "return document.querySelector('[data-keyboard]').dataset.keyboard",
            json!([])
        ),
        "qwerty"
    );
}

#[test]
fn words_are_looked_for_within_the_open_book() {
    let folder = library();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.goes_home();
    kiosk.tap("[data-stand='2']");
    kiosk.at(&["stand"]);
    kiosk.tap("[data-place=stand] [data-thing]:has(.book)");
    kiosk.at(&["reader"]);
    kiosk.tap("[data-plinth] [data-key=search]");
    kiosk.type_on_glass("bread");
    kiosk.wait(
        "three finds",
        "return /^1\\D+3$/.test(document.querySelector('[data-find-bar] [role=status]').innerText)",
        json!([]),
    );
    kiosk.tap("[data-keyboard] [data-key=done]");
    kiosk.wait(
        "the first of them, on its page",
        "return document.querySelector('[data-page=\"3\"] [data-mark=current]')
            && !document.querySelector('[data-keyboard]')",
        json!([]),
    );
    // Back around the beginning to the last one.
    kiosk.tap("[data-find-bar] [data-key=before]");
    kiosk.wait(
        "the last of them, on its page",
        "return document.querySelector('[data-page=\"5\"] [data-mark=current]')",
        json!([]),
    );
}
