//! What a visitor must never notice.

use std::time::{Duration, Instant};

use crate::driver::Kiosk;
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
