//! What the program says and how it ends when it is called from a terminal or a script.

use std::process::{Command, Output, Stdio};

use crate::support::Folder;
use crate::support::server::vitrine;

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn serve_is_for_this_machine_unless_told() {
    let folder = Folder::new();
    let (code, out, err) = said(
        &vitrine("serve", &folder)
            .args(["--listen", "0.0.0.0:0"])
            .output()
            .unwrap(),
    );
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.contains("0.0.0.0:0 can be reached by other machines; say --lan"),
        "{err}"
    );
}

#[test]
fn an_address_that_is_taken_is_named() {
    let folder = Folder::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (code, _, err) = said(
        &vitrine("serve", &folder)
            .args(["--listen", &address])
            .output()
            .unwrap(),
    );
    assert_eq!(code, Some(2));
    assert!(err.contains(&format!("cannot listen at {address}")), "{err}");
    assert_eq!(
        err.matches("os error").count(),
        1,
        "the cause is said once: {err}"
    );
}

#[test]
fn a_missing_folder_is_named() {
    let folder = Folder::new();
    std::fs::remove_dir(folder.assets()).unwrap();
    for deed in ["run", "serve", "check"] {
        let (code, out, err) = said(&vitrine(deed, &folder).output().unwrap());
        assert_eq!((code, out.as_str()), (Some(2), ""), "{deed}");
        assert!(
            err.contains(&format!("the folder {} is not there", folder.assets().display())),
            "{deed}: {err}"
        );
    }
}

#[test]
fn check_tells_a_clean_folder_from_one_with_problems() {
    let folder = Folder::new();
    folder
        .put_photo("01 Stand/arrival.jpg", 320, 240, 3)
        .put_publication("01 Stand/annual_report-2025.pdf", 4);
    let (code, out, err) = said(&vitrine("check", &folder).output().unwrap());
    assert_eq!(code, Some(0), "{out}{err}");
    for word in ["arrival.jpg", "annual_report-2025.pdf", "4 pages"] {
        assert!(out.contains(word), "{word}: {out}");
    }

    folder.put("01 Stand/half.pdf", "%PDF-1.4\n1 0 obj\n<<");
    let (code, out, _) = said(&vitrine("check", &folder).output().unwrap());
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("half.pdf"), "{out}");

    let (code, out, _) = said(&vitrine("check", &folder).arg("--json").output().unwrap());
    assert_eq!(code, Some(1));
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert!(report.to_string().contains("01 Stand/half.pdf"), "{report}");
    let half = report["files"].as_array().expect("a list").iter();
    let mut half = half.filter(|file| file["file"] == "01 Stand/half.pdf");
    let words = &half.next().expect("the file")["problems"][0]["words"];
    for language in ["en", "fr", "nl", "de"] {
        assert!(words[language]["remedy"].is_string(), "{language}: {report}");
    }
}

#[test]
fn check_speaks_the_language_of_the_system_or_the_one_asked_for() {
    let folder = Folder::new();
    folder.put("01 Stand/empty.pdf", "");
    let speak = |locale: &str, more: &[&str]| {
        let mut command = vitrine("check", &folder);
        said(&command.env("LC_ALL", locale).args(more).output().unwrap()).1
    };
    for (locale, more, words) in [
        ("C.UTF-8", &[][..], "is empty"),
        ("fr_BE.UTF-8", &[][..], "Ce fichier est vide."),
        ("fr_BE.UTF-8", &["--language", "de"][..], "Diese Datei ist leer."),
        ("C.UTF-8", &["--language", "nl"][..], "Dit bestand is leeg."),
    ] {
        let out = speak(locale, more);
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn new_makes_fifteen_stands_and_a_clean_check() {
    let folder = Folder::new();
    let start = |dir: &std::path::Path| {
        said(
            &Command::new(env!("CARGO_BIN_EXE_vitrine"))
                .arg("new")
                .arg(dir)
                .stdin(Stdio::null())
                .output()
                .unwrap(),
        )
    };
    let (code, out, err) = start(&folder.assets());
    assert_eq!(code, Some(0), "{out}{err}");
    let stands = std::fs::read_dir(folder.assets())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(stands.count(), 15);
    let (code, _, err) = start(&folder.assets());
    assert_eq!(code, Some(2));
    assert!(err.contains("not empty"), "{err}");
    let (code, out, _) = said(&vitrine("check", &folder).output().unwrap());
    assert_eq!(code, Some(0), "{out}");
}

#[test]
fn nonsense_is_answered_with_the_way_out() {
    let (code, _, err) = said(
        &Command::new(env!("CARGO_BIN_EXE_vitrine"))
            .arg("dance")
            .output()
            .unwrap(),
    );
    assert_eq!(code, Some(2));
    assert!(err.contains("--help"), "{err}");
}
