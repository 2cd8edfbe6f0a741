//! A film that flashes, from the decoder of the page to the exhibitor's list and the visitor's question.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::driver::Kiosk;
use crate::support::Folder;
use crate::support::folder::FILM;

/// Two seconds of black and white, eight times a second.
const FLASHING: &[u8] = include_bytes!("../fixtures/media/flashing.mp4");

/// A film is played up to four times, slower each time, and that up to three times on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
const GLANCE: Duration = Duration::from_millis(100);

impl Kiosk {
    /// The catalogue as the page gets it, once an expression on it (`catalogue`, `films`) is true.
    #[track_caller]
    pub(crate) fn catalogue_when(&self, wish: &str) -> Value {
        let script = "const request = new XMLHttpRequest();
            request.open('GET', '/catalogue', false);
            request.send();
            const catalogue = JSON.parse(request.responseText);
            const films = catalogue.stands.flatMap(stand => stand.films);
            return films.length > 0 && (WISH) ? catalogue : null;";
        let script = script.replace("WISH", wish);
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.try_script(&script, json!([])) {
                Ok(catalogue) if catalogue.is_object() => return catalogue,
                last if Instant::now() > deadline => panic!("waited in vain for {wish}: {last:?}"),
                _ => std::thread::sleep(GLANCE),
            }
        }
    }
}

#[test]
fn a_film_that_flashes_is_found_told_and_asked_about() {
    let folder = Folder::new();
    folder
        .put("exhibition.json", r#"{ "languages": ["en"] }"#)
        .put("1 One/strobe.mp4", FLASHING)
        .put("2 Two/calm.mp4", FILM);
    let kiosk = Kiosk::open(&folder);
    kiosk.catalogue_when("films.every(film => film.state === 'ready')");
    kiosk.catalogue_when("films.every(film => film.flashes)");
    // A machine that is busy with other things may have to look more than once.
    let catalogue = kiosk.catalogue_when("catalogue.problems.length > 0");
    let problems: Vec<_> = catalogue["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            (
                problem["code"].as_str().unwrap(),
                problem["file"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        problems,
        [("film-flashes", "1 One/strobe.mp4")],
        "{:#}",
        catalogue["stands"]
    );
    assert_eq!(
        catalogue["stands"][1]["films"][0]["flashes"]["seconds"],
        json!([])
    );

    kiosk.wake();
    kiosk.at(&["cinema", "hall"]);
    kiosk.goes_home();
    kiosk.tap("[data-stand='1']");
    kiosk.at(&["stand"]);
    kiosk.tap("[data-place=stand] [data-thing]");
    kiosk.at(&["cinema"]);
    kiosk.wait(
        "a still and a question, and no film",
        "const still = document.querySelector('[data-flashes=asked] img');
         return still?.naturalWidth > 0 && !document.querySelector('[data-place=cinema] video')
            && document.querySelector('[data-flashes=asked] p').textContent.includes('flashes')",
        json!([]),
    );
    kiosk.tap("[data-flashes=asked] button:first-of-type");
    kiosk.wait(
        "the film, because the visitor wants it",
        "const film = document.querySelector('[data-place=cinema] video');
         return film?.currentTime > 0 && !document.querySelector('[data-flashes=asked]')",
        json!([]),
    );
}
