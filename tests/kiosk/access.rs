//! Every screen in every language and every contrast: nothing that axe-core, by which most audits begin, objects to.

use serde_json::{Value, json};

use crate::driver::Kiosk;
use crate::support::Folder;

/// The judge, installed with the other tools of the screens.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");

/// Attribute of the root for each contrast; what is there at rest has none (ui/src/state/comfort.svelte.ts).
const CONTRASTS: [Option<&str>; 3] = [None, Some("night"), Some("yellow")];

const LANGUAGES: [&str; 5] = ["en", "fr", "nl", "de", "ar"];

fn fair() -> Folder {
    let folder = Folder::new();
    folder
        .put(
            "exhibition.json",
            r#"{ "title": { "en": "Arrivals", "fr": "Arrivées", "nl": "Aankomst", "de": "Ankunft", "ar": "وصول" },
                 "languages": ["en", "fr", "nl", "de", "ar"], "attract": { "photo_seconds": 12 },
                 "sessions": [{ "start": "00:01", "end": "23:58", "title": "Opening", "room": "Hall A" }] }"#,
        )
        .put_publication("1 One/Reader.en.pdf", 9)
        .put_publication("1 One/Reader.fr.pdf", 9)
        .put_photo("1 One/Portraits/a.jpg", 1600, 900, 10)
        .put_photo("1 One/Portraits/b.jpg", 900, 1600, 90)
        .put_film("1 One/crossing.mp4")
        .put("1 One/crossing.en.srt", "1\n00:00:00,000 --> 00:00:01,000\nHello\n")
        .put_photo("2 Two/c.jpg", 1600, 900, 200);
    folder
}

/// Collects what the judge says, screen by screen, so that a failure tells all of it.
struct Audit<'a> {
    kiosk: &'a Kiosk,
    language: &'static str,
    objections: Vec<String>,
}

impl Audit<'_> {
    fn look(&mut self, screen: &str) {
        self.look_in(&CONTRASTS, screen);
    }

    /// Looks at what is on the glass in these contrasts.
    fn look_in(&mut self, contrasts: &[Option<&str>], screen: &str) {
        for &contrast in contrasts {
            self.kiosk.script(
                "const root = document.documentElement;
                 if (arguments[0] === null) root.removeAttribute('data-contrast');
                 else root.setAttribute('data-contrast', arguments[0]);",
                json!([contrast]),
            );
            // Transitions of colours are over before colours are judged.
            self.kiosk.wait(
                "colours at rest",
                "return document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)",
                json!([]),
            );
            let found = self.kiosk.script_later(
                "const done = arguments[arguments.length - 1];
                 axe.run(document, { resultTypes: ['violations'] }).then(
                    result => done(result.violations.map(one => one.id + ': ' + one.nodes.slice(0, 3).map(
                        node => node.html.slice(0, 160) + ' ' + (node.any[0] ?? node.all[0] ?? node.none[0])?.message).join(' | '))),
                    error => done(['the judge failed: ' + error]));",
            );
            let found: Vec<_> = found
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect();
            let place = format!("{screen}, {}, {}", self.language, contrast.unwrap_or("paper"));
            self.objections
                .extend(found.iter().map(|objection| format!("{place}: {objection}")));
        }
        self.kiosk.script(
            "document.documentElement.removeAttribute('data-contrast')",
            json!([]),
        );
    }
}

#[test]
fn axe_objects_to_nothing_on_any_screen() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    kiosk.catalogue_when("films.every(film => film.flashes)");
    let judge = std::fs::read_to_string(AXE).expect("axe-core is installed with the screens' tools");
    kiosk.script(&judge, json!([]));
    let mut objections = Vec::new();
    for language in LANGUAGES {
        let mut audit = Audit {
            kiosk: &kiosk,
            language,
            objections: Vec::new(),
        };
        // Nobody has chosen anything before the first touch.
        audit.look_in(&[None], "attract");
        kiosk.wake();
        kiosk.goes_home();
        kiosk.tap(&format!("[data-plinth] button[lang={language}]"));
        kiosk.wait(
            "the language",
            "return document.documentElement.lang === arguments[0]",
            json!([language]),
        );
        audit.look("hall");
        kiosk.tap("[data-comfort] button");
        kiosk.wait(
            "the panel",
            "return document.querySelector('[role=radiogroup]')",
            json!([]),
        );
        audit.look("comfort");
        kiosk.tap("[data-comfort] button");
        kiosk.tap("[data-plinth] [data-key=search]");
        kiosk.at(&["search"]);
        audit.look("search");
        kiosk.goes_home();
        kiosk.tap("[data-plinth] button:nth-of-type(2)");
        kiosk.at(&["programme"]);
        audit.look("programme");
        kiosk.goes_home();
        kiosk.tap("[data-stand='1']");
        kiosk.at(&["stand"]);
        audit.look("stand");
        kiosk.tap("[data-take-all] button");
        kiosk.tap("[data-take] button");
        kiosk.at(&["takeaway"]);
        audit.look("take away");
        kiosk.tap("[data-plinth] button:nth-of-type(2)");
        kiosk.at(&["stand"]);
        for (thing, place) in [(".book", "reader"), (".film", "cinema"), (".print", "photo")] {
            kiosk.tap(&format!("[data-place=stand] [data-thing]:has({thing})"));
            kiosk.at(&[place]);
            audit.look(place);
            kiosk.tap("[data-plinth] button:nth-of-type(2)");
            kiosk.at(&["stand"]);
        }
        kiosk.goes_home();
        kiosk.is_asked_after(60);
        audit.look("still there?");
        kiosk.stays_unanswered();
        objections.append(&mut audit.objections);
    }
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}
