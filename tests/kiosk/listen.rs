//! Reading mode and listening by touch: the text of a page in large type, and a voice that reads it sentence by sentence.

use serde_json::{Value, json};

use crate::driver::Kiosk;
use crate::speechd::{Heard, Speechd};
use crate::support::Folder;

/// A book of three pages in French, the second without a word.
fn library() -> Folder {
    let folder = Folder::new();
    folder
        .put("exhibition.json", r#"{ "languages": ["en", "fr"] }"#)
        .put_photo("1 One/c.jpg", 1600, 900, 200)
        .put_written(
            "2 Two/Marees.fr.pdf",
            &[
                "La mer monte. Elle descend. Puis rien.",
                "",
                "Tout recommence. C'est la fin.",
            ],
        );
    folder
}

impl Kiosk {
    #[track_caller]
    fn opens_the_text(&self) {
        self.wake();
        self.goes_home();
        // Whatever language was the large one when the glass was touched.
        self.tap("[data-plinth] button[lang=en]");
        self.wait(
            "English",
            "return document.documentElement.lang === 'en'",
            json!([]),
        );
        self.tap("[data-stand='2']");
        self.at(&["stand"]);
        self.tap("[data-place=stand] [data-thing]:has(.book)");
        self.at(&["reader"]);
        self.tap("[data-plinth] [data-key=text]");
        self.reads(1, "La mer monte");
    }

    /// Waits until the text of this page lies open, with these words.
    #[track_caller]
    fn reads(&self, page: u32, words: &str) {
        self.wait(
            &format!("page {page} as text: {words}"),
            "const leaf = document.querySelector(`[data-leaf='${arguments[0]}']`);
             return leaf !== null && leaf.innerText.replace(/\\s+/g, ' ').includes(arguments[1])",
            json!([page, words]),
        );
    }

    /// Waits until exactly these words are marked as being read.
    #[track_caller]
    fn marks(&self, words: &str) {
        self.wait(
            &format!("“{words}” marked"),
            "const marked = [...(CSS.highlights.get('spoken') ?? [])].map(String);
             return marked.length === (arguments[0] === '' ? 0 : 1) && (marked[0] ?? '') === arguments[0]",
            json!([words]),
        );
    }
}

#[test]
fn a_page_is_read_as_text_and_keeps_its_place() {
    let folder = library();
    let kiosk = Kiosk::open(&folder);
    kiosk.opens_the_text();
    let type_size = "return parseFloat(getComputedStyle(document.querySelector('[data-leaf] p')).fontSize)
        / parseFloat(getComputedStyle(document.documentElement).fontSize)";
    let size = |value: Value| value.as_f64().unwrap_or_default();
    assert!(
        size(kiosk.script(type_size, json!([]))) >= 3.4,
        "3.4 rem at least"
    );

    kiosk.tap("[data-plinth] [data-key=right]");
    kiosk.reads(2, "no text");
    kiosk.tap("[data-plinth] [data-key=right]");
    kiosk.reads(3, "Tout recommence");
    // The same page in its other form, and back.
    kiosk.tap("[data-plinth] [data-key=text]");
    kiosk.wait(
        "the picture of page 3",
        "return document.querySelector('[data-page=\"3\"]') && !document.querySelector('[data-leaf]')",
        json!([]),
    );
    kiosk.tap("[data-plinth] [data-key=text]");
    kiosk.reads(3, "Tout recommence");

    kiosk.tap("[data-plinth] [data-key=comfort]");
    kiosk.tap("[data-choice=largest]");
    let grown = kiosk.wait(
        "larger words",
        &format!("const size = (() => {{ {type_size} }})(); return size >= 5.8 && size"),
        json!([]),
    );
    assert!(size(grown) >= 5.8);
    kiosk.reads(3, "Tout recommence");
}

#[test]
fn a_voice_reads_sentence_by_sentence_and_turns_the_pages() {
    let folder = library();
    let mut speechd = Speechd::listen(&folder.config().join("speechd.sock"), &["en-us", "fr"]);
    let kiosk = Kiosk::open(&folder);
    kiosk.opens_the_text();
    kiosk.tap("[data-plinth] [data-key=listen]");
    let Heard::Sentence(words, settings) = speechd.hears() else {
        panic!("a sentence")
    };
    assert_eq!(words, "La mer monte.");
    assert!(
        settings.contains(&"SET self LANGUAGE fr".to_owned()),
        "{settings:?}"
    );
    kiosk.marks("La mer monte.");
    speechd.over();
    assert_eq!(speechd.sentence(), "Elle descend.");
    kiosk.marks("Elle descend.");

    // Paused it is silent, and goes on with the same sentence.
    kiosk.tap("[data-listen-bar] [data-key=pause]");
    assert_eq!(speechd.hears(), Heard::Cancelled);
    kiosk.marks("Elle descend.");
    assert!(speechd.is_silent());
    kiosk.tap("[data-listen-bar] [data-key=play]");
    assert_eq!(speechd.sentence(), "Elle descend.");
    kiosk.tap("[data-listen-bar] [data-key=again]");
    assert_eq!(speechd.hears(), Heard::Cancelled);
    assert_eq!(speechd.sentence(), "Elle descend.");
    speechd.over();
    assert_eq!(speechd.sentence(), "Puis rien.");
    speechd.over();

    // The page without words is passed over.
    assert_eq!(speechd.sentence(), "Tout recommence.");
    kiosk.reads(3, "Tout recommence");
    kiosk.marks("Tout recommence.");

    // Nobody is asked whether they are still there; leaving ends it.
    kiosk.tap("[data-plinth] [data-key=back]");
    kiosk.at(&["stand"]);
    assert_eq!(speechd.hears(), Heard::Cancelled);
    kiosk.marks("");
}

#[test]
fn without_a_voice_of_the_language_there_is_no_key() {
    let folder = library();
    let speechd = Speechd::listen(&folder.config().join("speechd.sock"), &["en-us", "nl"]);
    let kiosk = Kiosk::open(&folder);
    kiosk.opens_the_text();
    let asked = kiosk.script_later(
        "const done = arguments[arguments.length - 1];
         fetch('/voices').then(answer => answer.json()).then(done);",
    );
    assert_eq!(asked, json!({ "languages": ["en-us", "nl"] }));
    assert_eq!(
        kiosk.script(
            "return document.querySelectorAll('[data-key=listen]').length",
            json!([])
        ),
        0
    );
    assert!(speechd.is_silent());
}

#[test]
fn a_recording_goes_before_the_voice() {
    let folder = library();
    let recording = std::fs::read(Folder::fixture("media").join("sound.m4a")).unwrap();
    folder.put("2 Two/Marees.fr.m4a", recording);
    let speechd = Speechd::listen(&folder.config().join("speechd.sock"), &["fr"]);
    let kiosk = Kiosk::open(&folder);
    kiosk.opens_the_text();
    kiosk.tap("[data-plinth] [data-key=listen]");
    kiosk.wait(
        "the recording to its end",
        "const sound = document.querySelector('audio'); return sound?.ended && sound.duration > 0.9",
        json!([]),
    );
    kiosk.tap("[data-listen-bar] [data-key=plus]");
    kiosk.wait(
        "a faster one",
        "return document.querySelector('audio').playbackRate === 1.25",
        json!([]),
    );
    assert!(speechd.is_silent());
    kiosk.tap("[data-listen-bar] [data-key=close]");
    kiosk.wait(
        "silence",
        "return document.querySelector('audio') === null",
        json!([]),
    );
}
