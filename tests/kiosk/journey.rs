//! The visitor's path, and the exhibitor's hand while the show runs.

use serde_json::json;

use crate::driver::Kiosk;
use crate::support::Folder;

const PLACE: &str = "const layers = [...document.querySelectorAll('[data-place]')];
    return layers.length === 0 ? 'attract' : layers.at(-1).dataset.place;";

impl Kiosk {
    /// Waits until the screen is one of the places.
    #[track_caller]
    pub(crate) fn at(&self, places: &[&str]) -> String {
        let seen = self.wait(
            &format!("one of {places:?}"),
            &format!(
                "const place = (() => {{ {PLACE} }})(); return arguments[0].includes(place) ? place : null;"
            ),
            json!([places]),
        );
        // A room grows into the glass for half a second, and not from the very frame in which it is made: it stands
        // still once it has filled the glass for several looks in a row.
        self.script("window.still = 0", json!([]));
        self.wait(
            "a room that stands still",
            "const layers = [...document.querySelectorAll('[data-place]')];
             const box = layers.at(-1)?.getBoundingClientRect();
             const fills = !box || (Math.abs(box.left) < 1 && Math.abs(box.top) < 1
                && Math.abs(box.width - innerWidth) < 1);
             const moves = document.getAnimations().some(a => a.effect.target?.dataset?.place);
             window.still = layers.length <= 1 && fills && !moves ? window.still + 1 : 0;
             return window.still >= 4;",
            json!([]),
        );
        seen.as_str().unwrap_or_default().to_owned()
    }

    /// Moves the clock that the page's idle time is measured by.
    pub(crate) fn let_pass(&self, seconds: u32) {
        self.script(
            "const real = performance.now.bind(performance); const ms = arguments[0] * 1000;
             performance.now = () => real() + ms;",
            json!([seconds]),
        );
    }

    /// Lets so many seconds pass, after which this place asks whether anybody is there.
    #[track_caller]
    pub(crate) fn is_asked_after(&self, seconds: u32) {
        self.let_pass(seconds + 1);
        self.wait(
            "the question",
            "return document.querySelector('[aria-labelledby=still-there]')",
            json!([]),
        );
    }

    /// Lets the question stand until the visit ends. The page's clock is the browser's own again then: by that one it
    /// hears the next touch.
    #[track_caller]
    pub(crate) fn stays_unanswered(&self) {
        self.let_pass(31);
        self.at(&["attract"]);
        self.script("delete performance.now", json!([]));
    }

    /// Touches the key that leads to all stands.
    #[track_caller]
    pub(crate) fn goes_home(&self) {
        self.tap("[data-plinth] [data-key=home]");
        self.at(&["hall"]);
    }

    #[track_caller]
    pub(crate) fn wake(&self) {
        self.wait(
            "a show on the glass",
            "const a = document.querySelector('[data-attract]'); return a && a.dataset.attract !== 'card'",
            json!([]),
        );
        let size = self.script(
            "window.woken = undefined; return [innerWidth, innerHeight]",
            json!([]),
        );
        self.touch(&[(size[0].as_i64().unwrap() / 2, size[1].as_i64().unwrap() * 2 / 5)]);
        // The screen is deaf for 350 ms after it wakes, by the browser's own clock of touches, which no script can move.
        self.wait(
            "a screen that listens again",
            "if (!document.querySelector('[data-place]')) return false;
             window.woken ??= performance.now();
             return performance.now() - window.woken > 500;",
            json!([]),
        );
    }
}

pub(crate) fn fair() -> Folder {
    let folder = Folder::new();
    folder
        // Long enough that what is on the glass is still there when it is touched.
        .put("exhibition.json", r#"{ "attract": { "photo_seconds": 12 } }"#)
        .put_publication("1 One/Reader.en.pdf", 9)
        .put_publication("1 One/Reader.fr.pdf", 9)
        .put_photo("1 One/Portraits/a.jpg", 1600, 900, 10)
        .put_photo("1 One/Portraits/b.jpg", 900, 1600, 90)
        .put_publication("2 Two/Other.pdf", 9)
        .put_photo("2 Two/c.jpg", 1600, 900, 200);
    folder
}

#[test]
fn a_visitor_finds_what_she_touched_reads_and_leaves_no_trace() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    let media = |selector: &str| {
        kiosk.wait(
            "a picture",
            "const image = document.querySelector(arguments[0]);
             return image?.naturalWidth > 0 && new URL(image.src).pathname.split('/')[2]",
            json!([selector]),
        )
    };
    let shown = media("[data-attract=photo] img.on");
    kiosk.wake();
    assert_eq!(kiosk.at(&["photo", "cinema"]), "photo");
    assert_eq!(
        media("[data-place=photo] [role=img] img"),
        shown,
        "the touch opens that very item"
    );

    kiosk.tap("[data-plinth] button:nth-of-type(2)");
    kiosk.at(&["stand"]);
    kiosk.goes_home();
    assert_eq!(
        kiosk.script(
            "return document.querySelectorAll('[data-stand]').length",
            json!([])
        ),
        2
    );
    kiosk.tap("[data-stand='1']");
    kiosk.at(&["stand"]);
    kiosk.tap("[data-place=stand] [data-thing]:has(.book)");
    kiosk.at(&["reader"]);

    let page = "return [...document.querySelectorAll('[data-page]')].map(e => Number(e.dataset.page))";
    let mut last = kiosk.wait(
        "the cover, and the edge to turn it by",
        &format!(
            "const now = (() => {{ {page} }})();
             return now.length > 0 && document.querySelector('[data-place=reader] button.right') ? now : null"
        ),
        json!([]),
    );
    for _ in 0..3 {
        kiosk.tap("[data-place=reader] button.right");
        last = kiosk.wait(
            "the next pages",
            "const now = [...document.querySelectorAll('[data-page]')].map(e => Number(e.dataset.page));
             return now.length > 0 && Math.min(...now) > Math.max(...arguments[0]) ? now : null;",
            json!([last]),
        );
    }
    assert_eq!(last, json!([6, 7]));
    kiosk.wait(
        "the pages, drawn",
        "return [...document.querySelectorAll('[data-page] img, img[data-page]')]
        .some(image => image.complete && image.naturalWidth > 1000)",
        json!([]),
    );

    kiosk.goes_home();
    kiosk.is_asked_after(60);
    kiosk.stays_unanswered();
}

#[test]
fn bays_fill_when_the_styles_arrive_after_the_page_was_measured() {
    let folder = Folder::new();
    for stand in 1..=11 {
        folder
            .put_photo(&format!("{stand} Stand/a.jpg"), 1600, 900, stand)
            .put_photo(&format!("{stand} Stand/b.jpg"), 1600, 900, stand + 100);
    }
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.goes_home();
    kiosk.wait(
        "eleven bays with two objects each",
        "return document.querySelectorAll('[data-stand] > :first-child > *').length === 22",
        json!([]),
    );
    // No resize tells of this, as when the styles arrive after the page was first measured.
    kiosk.script("document.documentElement.style.fontSize = '16px'", json!([]));
    let spread = "return [...document.querySelectorAll('[data-stand]')].every(bay => {
        const [first, last] = bay.firstElementChild.children;
        const across = last.getBoundingClientRect().right - first.getBoundingClientRect().left;
        const share = across / parseFloat(getComputedStyle(document.documentElement).fontSize);
        return arguments[0] <= share && share <= arguments[1];
    })";
    kiosk.wait("bays of a small glass", spread, json!([20, 26]));
    kiosk.script("document.documentElement.style.fontSize = ''", json!([]));
    kiosk.wait("bays of the whole glass", spread, json!([31, 34]));
}

#[test]
fn a_long_invitation_leaves_the_plaque_on_the_glass() {
    let folder = Folder::new();
    folder
        .put("exhibition.json", r#"{ "languages": ["de"] }"#)
        .put_photo("1 Verband der Nachbarinnen und Nachbarn/Brot.jpg", 1600, 900, 10);
    let kiosk = Kiosk::open(&folder);
    kiosk.wait(
        "invitation and plaque whole on the glass, apart from each other",
        "const plaque = document.querySelector('[data-attract=photo] .plaque')?.getBoundingClientRect();
         const large = document.querySelector('[data-attract] .large')?.getBoundingClientRect();
         return plaque && large && document.querySelector('.large').textContent.includes('entdecken')
            && Math.min(plaque.left, large.left) >= 0 && Math.max(plaque.right, large.right) <= innerWidth
            && (plaque.right <= large.left || large.right <= plaque.left)",
        json!([]),
    );
}

#[test]
fn a_dropped_photo_shows_and_a_deleted_one_is_gone() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    kiosk.wake();
    kiosk.at(&["photo"]);
    kiosk.goes_home();
    kiosk.tap("[data-stand='2']");
    kiosk.at(&["stand"]);
    // What the visitor sees: prints on the shelf, their pictures drawn.
    let prints = "const seen = [...document.querySelectorAll('[data-place=stand] .print img.loaded')];
        return seen.length === arguments[0] && seen.every(image => image.naturalWidth > 0)";
    kiosk.wait("one print at stand 2", prints, json!([1]));
    folder.put_photo("2 Two/d.jpg", 1200, 900, 30);
    kiosk.wait("two prints at stand 2", prints, json!([2]));
    folder.remove("2 Two/d.jpg");
    kiosk.wait("one print at stand 2 again", prints, json!([1]));
    folder.remove("2 Two/c.jpg");
    kiosk.wait("none", prints, json!([0]));
    folder.remove("2 Two");
    kiosk.at(&["hall"]);
    kiosk.wait(
        "one stand on the wall",
        "return document.querySelectorAll('[data-stand]').length === 1",
        json!([]),
    );
}

#[test]
fn a_film_plays_to_its_true_end_and_begins_again() {
    let folder = Folder::new();
    folder.put_film("1 One/crossing.mp4");
    let kiosk = Kiosk::open(&folder);
    kiosk.wait(
        "a still, because nobody has looked at the film yet",
        "return document.querySelector('[data-attract=film] .screens img.on')?.naturalWidth > 0",
        json!([]),
    );
    kiosk.catalogue_when("films.every(film => film.flashes)");
    kiosk.wait(
        "the film on the glass",
        "return document.querySelector('[data-attract=film] .screens video.on')",
        json!([]),
    );
    kiosk.script(
        "window.seams = 0; window.gaps = 0; let before = null;
         const look = () => {
            const top = document.querySelector('.screens .on');
            if (!(top?.readyState >= 2)) gaps += 1;
            if (before !== null && before !== top) seams += 1;
            before = top;
            requestAnimationFrame(look);
         };
         look();",
        json!([]),
    );
    kiosk.script(
        "window.seen = []; for (const film of document.querySelectorAll('video')) {
            film.addEventListener('timeupdate', () => seen.push([film.currentTime, film.duration]));
            film.addEventListener('ended', () => seen.push(['end', film.currentTime, film.duration]));
         }",
        json!([]),
    );
    kiosk.wait(
        "time that runs, ends at the end and runs again",
        "const end = seen.findIndex(([mark, at, length]) => mark === 'end' && length - at < 0.1);
         return end > 0 && seen.slice(0, end).some(([at]) => at > 0.5) && seen.slice(end).some(([at]) => at > 0.2);",
        json!([]),
    );
    kiosk.wait("two seams", "return seams > 1", json!([]));
    assert_eq!(
        kiosk.script(
            "return [gaps, document.querySelectorAll('video[loop]').length]",
            json!([])
        ),
        json!([0, 0]),
        "at every frame there is a picture of the film on top, and it is never looped"
    );

    kiosk.wake();
    assert_eq!(kiosk.at(&["cinema", "hall"]), "cinema", "that very film");
    kiosk.wait(
        "a film that runs to its end",
        "const film = document.querySelector('[data-place=cinema] video');
         return film && film.ended && film.duration - film.currentTime < 0.1",
        json!([]),
    );
}

#[test]
fn the_page_holds_no_key_to_the_machine() {
    let folder = fair();
    let kiosk = Kiosk::open(&folder);
    let refused = kiosk.script(
        "const inside = window.__TAURI_INTERNALS__; if (!inside) return 'no door';
         return inside.invoke('plugin:app|version').then(() => 'open', () => 'refused');",
        json!([]),
    );
    assert_ne!(refused, "open");
}

#[test]
fn a_folder_of_publications_alone_shows_covers_and_opens_the_one_that_is_touched() {
    let folder = Folder::new();
    folder.put_publication("1 One/Reader.pdf", 3);
    let kiosk = Kiosk::open(&folder);
    kiosk.wait(
        "the cover on the glass",
        "return document.querySelector('[data-attract=publication] img.on')?.naturalWidth > 0",
        json!([]),
    );
    kiosk.wake();
    assert_eq!(kiosk.at(&["reader", "hall"]), "reader");
}

#[test]
fn words_stand_beside_an_upright_picture_and_not_over_it() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 900, 1600, 90);
    let kiosk = Kiosk::open(&folder);
    kiosk.wait(
        "the whole picture at one edge, plaque and invitation apart from it",
        "const picture = document.querySelector('[data-attract=photo] img.on');
         if (!picture || innerWidth < innerHeight) return false;
         const width = innerHeight * 900 / 1600;
         const left = getComputedStyle(picture).objectPosition.startsWith('100%') ? innerWidth - width : 0;
         const words = ['.large', '.plaque'].map(name => document.querySelector(name).getBoundingClientRect());
         return getComputedStyle(picture).objectFit === 'contain'
            && words.every(box => box.width > 0 && (box.right <= left || box.left >= left + width));",
        json!([]),
    );
}
