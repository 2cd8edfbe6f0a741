//! What a visitor must never notice.

use std::time::{Duration, Instant};

use crate::driver::Kiosk;
use crate::program::Program;
use crate::support::Folder;

#[test]
fn a_killed_web_process_comes_back_with_the_show() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 900, 10);
    let kiosk = Kiosk::open(&folder);
    kiosk.wait(
        "a show",
        "return document.querySelector('[data-attract=photo]')",
        serde_json::json!([]),
    );
    let before = kiosk.web_processes();
    assert_eq!(before.len(), 1, "one window, one web process");
    let opened = kiosk.log_count("/catalogue");

    let killed = std::process::Command::new("kill")
        .args(["-9", &before[0].to_string()])
        .status()
        .unwrap();
    assert!(killed.success());

    // The remote control ends with the process it controlled: the stage's own log tells that a page is back.
    let deadline = Instant::now() + Duration::from_secs(30);
    while kiosk
        .web_processes()
        .iter()
        .all(|process| before.contains(process))
        || kiosk.log_count("/catalogue") == opened
    {
        assert!(Instant::now() < deadline, "no page came back");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_page_that_dies_again_and_again_is_left_to_the_supervisor() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 900, 10);
    let mut program = Program::start(&folder, &[]);
    for death in 1..=4 {
        // Each page listens once; killed before that, its process takes WebKit's own side of the line with it.
        program.says("/events", death);
        program.kill("WebKitWebProcess");
    }
    assert_eq!(program.end().code(), Some(70));
}

#[test]
fn the_kiosk_does_not_close_when_asked_and_ends_in_good_order_when_told() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 900, 10);
    let mut program = Program::start(&folder, &[]);
    program.says("/catalogue", 1);
    program.ask_to_close();
    program.says("asked to close", 1);
    assert!(program.is_seen());
    program.terminate();
    assert_eq!(program.end().code(), Some(0));
}

#[test]
fn an_ordinary_window_closes_when_asked() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 900, 10);
    let mut program = Program::start(&folder, &["--windowed"]);
    program.says("/catalogue", 1);
    program.ask_to_close();
    assert_eq!(program.end().code(), Some(0));
}

#[test]
fn a_killed_network_process_comes_back_with_the_show() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 900, 10);
    let program = Program::start(&folder, &[]);
    program.says("/catalogue", 1);
    program.says("/events", 1);
    program.kill("WebKitNetworkProcess");
    // The page asks again, or is started again: either way it hears of the next photo.
    program.says("/events", 2);
    folder.put_photo("1 One/b.jpg", 1600, 900, 90);
    program.says("/picture", 2);
}

#[test]
fn a_killed_render_worker_costs_nothing_but_its_job() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 900, 10);
    let program = Program::start(&folder, &[]);
    program.says("/picture", 1);
    program.kill("render-worker");
    folder.put_photo("1 One/b.jpg", 1600, 900, 90);
    program.says("/picture", 2);
}

#[test]
fn the_page_hears_how_films_are_to_be_decoded() {
    let folder = Folder::new();
    folder
        .settle_on(&serde_json::json!({ "hardware_decoding": "off" }))
        .put_photo("1 One/a.jpg", 1600, 900, 10);
    let program = Program::start(&folder, &[]);
    program.says("/catalogue", 1);
    let ranks = program.variable("WebKitWebProcess", "GST_PLUGIN_FEATURE_RANK");
    assert!(ranks.is_some_and(|ranks| ranks.starts_with("vah264dec:NONE,")));
    // Without hardware there are decoders all the same, and the log says which.
    program.says("this screen plays H.264,", 1);
}

/// Two photos by turns, three seconds each.
fn two_photos() -> Folder {
    let folder = Folder::new();
    folder
        .put("exhibition.json", r#"{ "attract": { "photo_seconds": 3 } }"#)
        .put_photo("1 One/a.jpg", 1600, 900, 10)
        .put_photo("1 One/b.jpg", 1600, 900, 90);
    folder
}

#[test]
fn a_new_page_takes_over_and_nobody_sees_it() {
    let folder = two_photos();
    folder.settle_on(&serde_json::json!({ "fresh_page_minutes": 0.1 }));
    let program = Program::start(&folder, &[]);
    let before = program.process("WebKitWebProcess");
    program.says("takes its place", 1);
    let seen = program.colours_until("takes its place", 2);
    assert_ne!(program.process("WebKitWebProcess"), before);
    assert!(program.said("/events") >= 2);
    // Neither the paper of a page that is being loaded, nor white, nor black: a photo, or two in a fade.
    for colour in [[0xf2, 0xee, 0xe6], [0xff; 3], [0; 3]] {
        assert!(!seen.contains(&colour), "{colour:?} among {} looks", seen.len());
    }
}

#[test]
fn a_page_that_hangs_is_started_again() {
    let folder = two_photos();
    let program = Program::start(&folder, &[]);
    program.says("/screen", 2);
    program.freeze("WebKitWebProcess");
    program.says("gives no sign of life", 1);
    program.says("/events", 2);
}
