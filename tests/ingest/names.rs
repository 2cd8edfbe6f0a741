//! Names that no exhibitor means, and things that are no files: shown as they can be, told of once, waited for never.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use serde_json::Value;
use vitrine_core::messages::{Catalogue, ProblemCode};

use crate::photos;
use crate::support::folder::photo;
use crate::support::server::vitrine;
use crate::support::{Folder, Server};

/// Every text of a catalogue, whatever it says.
fn texts(catalogue: &Catalogue) -> Vec<String> {
    fn gather(value: Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(values) => values.into_iter().for_each(|value| gather(value, found)),
            Value::Object(fields) => fields.into_iter().for_each(|(name, value)| {
                found.push(name);
                gather(value, found);
            }),
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(serde_json::to_value(catalogue).unwrap(), &mut found);
    found
}

/// Turns what stands beside it around, or commands a terminal.
fn is_dangerous(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn any_name_is_shown_and_none_reaches_a_screen_raw() {
    let folder = Folder::new();
    let stand = folder.path("1 One");
    fs::create_dir(&stand).unwrap();
    let long = "é".repeat(125);
    let names: &[&[u8]] = &[
        b"two\nlines.jpg",
        b"not \xff\xfe unicode.jpg",
        "sailor\u{202e}gpj.exe.jpg".as_bytes(),
        "isolate \u{2066}\u{2069}\u{61c} mark.jpg".as_bytes(),
        b"\x1b[2J\x1b[31mred.jpg",
        b"CON.jpg",
        b"NUL",
        b"com1.png",
        b"trailing dots...",
        b"trailing space .jpg ",
        b"back\\slash:colon*star?.jpg",
        b"\"quotes\" <tags> & 'more'.jpg",
        b"%2e%2e%2fetc.jpg",
        long.as_bytes(),
    ];
    for (seed, name) in (1..).zip(names) {
        fs::write(stand.join(OsStr::from_bytes(name)), photo(60, 40, seed)).unwrap();
    }
    fs::create_dir(folder.path("\u{202e}\u{200f}")).unwrap();
    fs::write(
        folder.path("\u{202e}\u{200f}/broken \u{202e}gpj.pdf"),
        "%PDF-1.4\n1 0 obj",
    )
    .unwrap();
    let server = Server::start(&folder);
    let now = server.wait_for("every photo and one problem", |now| {
        photos(now, "One") == names.len() && now.problems.len() == 1
    });
    for text in texts(&now) {
        assert!(!text.contains(is_dangerous), "{text:?}");
    }
    for stand in &now.stands {
        assert!(!stand.name.trim().is_empty());
    }
    let output = vitrine("check", &folder).output().unwrap();
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(
        !said.contains(|letter| letter != '\n' && is_dangerous(letter)),
        "{said}"
    );
}

#[test]
fn what_is_no_file_is_told_of_once_and_never_waited_for() {
    let folder = Folder::new();
    folder.put_photo("1 One/good.jpg", 300, 200, 1);
    let mut expected = Vec::new();
    let made = |program: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .status()
            .is_ok_and(|status| status.success())
    };
    let path = |name: &str| folder.path(name).display().to_string();
    // Devices are made by root alone, and not everywhere.
    if made("mkfifo", &[&path("1 One/pipe.jpg")]) {
        expected.push(("1 One/pipe.jpg", ProblemCode::KindNotShown));
    }
    if made("mknod", &[&path("1 One/zero.mp4"), "c", "1", "5"]) {
        expected.push(("1 One/zero.mp4", ProblemCode::KindNotShown));
    }
    let _listener = std::os::unix::net::UnixListener::bind(folder.path("1 One/socket.pdf")).unwrap();
    expected.push(("1 One/socket.pdf", ProblemCode::KindNotShown));
    symlink("loop b", folder.path("1 One/loop a")).unwrap();
    symlink("loop a", folder.path("1 One/loop b")).unwrap();
    expected.push(("1 One/loop a", ProblemCode::FileUnreadable));
    expected.push(("1 One/loop b", ProblemCode::FileUnreadable));
    symlink(".", folder.path("1 One/itself")).unwrap();
    symlink("/dev/zero", folder.path("1 One/endless.jpg")).unwrap();
    expected.push(("1 One/endless.jpg", ProblemCode::LinkLeavesFolder));
    symlink("/etc", folder.path("1 One/elsewhere")).unwrap();
    expected.push(("1 One/elsewhere", ProblemCode::LinkLeavesFolder));
    folder.put("1 One/closed.jpg", photo(60, 40, 2));
    fs::set_permissions(folder.path("1 One/closed.jpg"), fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything.
    let root = fs::read(folder.path("1 One/closed.jpg")).is_ok();
    if !root {
        expected.push(("1 One/closed.jpg", ProblemCode::FileUnreadable));
    }
    fs::create_dir(folder.path("1 One/stand.json")).unwrap();

    let shown = if root { 2 } else { 1 };
    let server = Server::start(&folder);
    let now = server.wait_for("all of it", |now| {
        photos(now, "One") == shown && now.problems.len() >= expected.len()
    });
    expected.sort();
    let mut told: Vec<_> = now
        .problems
        .iter()
        .map(|problem| (problem.file.as_str(), problem.code))
        .collect();
    told.sort();
    assert_eq!(told, expected);
}

#[test]
fn a_file_that_becomes_a_folder_or_a_pipe_takes_nothing_with_it() {
    let folder = Folder::new();
    folder
        .put_photo("1 One/a.jpg", 300, 200, 1)
        .put_photo("1 One/b.jpg", 300, 200, 2)
        .put_photo("1 One/c.jpg", 300, 200, 3);
    let server = Server::start(&folder);
    server.wait_for("three photos", |now| photos(now, "One") == 3);
    folder
        .remove("1 One/a.jpg")
        .put_photo("1 One/a.jpg/inside.jpg", 320, 200, 4)
        .put_photo("1 One/a.jpg/beside.jpg", 320, 200, 5);
    server.wait_for("the folder's photos in its place", |now| photos(now, "One") == 4);
    folder.remove("1 One/b.jpg");
    let pipe = Command::new("mkfifo").arg(folder.path("1 One/b.jpg")).status();
    if pipe.is_ok_and(|status| status.success()) {
        let now = server.wait_for("the pipe's problem", |now| now.problems.len() == 1);
        assert_eq!(
            (photos(&now, "One"), now.problems[0].code),
            (3, ProblemCode::KindNotShown)
        );
    }
    folder.put_photo("1 One/d.jpg", 300, 200, 6);
    server.wait_for("what came after", |now| photos(now, "One") >= 4);
}
