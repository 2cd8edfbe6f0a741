//! What a worker cannot do any more, tried in real processes: both layers together, and each on its own.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;

use super::linux;
use super::trial::{Trial, break_out};
use crate::rendition::protocol::{Job, Outcome};
use crate::rendition::recipe::Size;
use crate::rendition::samples::fixture;
use crate::rendition::worker::command_for_tests;
use crate::rendition::workers::{Urgency, Workers};

/// Names the layer and the folder for [`is_confined_by_one_layer`].
const LAYER: &str = "VITRINE_TRIAL_LAYER";
const FOLDER: &str = "VITRINE_TRIAL_FOLDER";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("kept"), "as it was").unwrap();
    folder
}

#[track_caller]
fn is_untouched(folder: &Path) {
    let names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["kept"]);
    assert_eq!(std::fs::read_to_string(folder.join("kept")).unwrap(), "as it was");
}

#[test]
fn a_worker_can_neither_reach_out_nor_write_nor_start_anything() {
    let folder = folder();
    let workers = Workers::start(command_for_tests(), 1).unwrap();
    let (tell, told) = channel();
    let job = Job::Trial(Trial::BreakOut(folder.path().to_owned()));
    workers.submit(
        job,
        Urgency::Now,
        Box::new(move |outcome| drop(tell.send(outcome))),
    );
    assert_eq!(told.recv().unwrap(), Outcome::Text(Vec::new()), "not refused");
    is_untouched(folder.path());
}

#[test]
fn a_confined_worker_still_finds_fonts_and_starts_threads() {
    let folder = folder();
    let drawing = folder.path().join("drawing.svg");
    let words =
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"><text y="15">Words</text></svg>"#;
    std::fs::write(&drawing, words).unwrap();
    let photo = fixture("photo.avif");
    let workers = Workers::start(command_for_tests(), 1).unwrap();
    for path in [drawing, photo].into_iter().filter(|path| path.exists()) {
        let sizes = vec![Size::Shelf];
        let free = crate::rendition::photo::make(&path, &sizes).unwrap();
        let (tell, told) = channel();
        let job = Job::Photo {
            path: path.clone(),
            sizes,
        };
        workers.submit(
            job,
            Urgency::Now,
            Box::new(move |outcome| drop(tell.send(outcome))),
        );
        assert!(
            told.recv().unwrap() == Outcome::Pictures(free),
            "{}",
            path.display()
        );
    }
}

#[test]
#[ignore = "is started as a child process by the next test"]
fn is_confined_by_one_layer() {
    let layer = std::env::var(LAYER).unwrap();
    let held = match layer.as_str() {
        "landlock" => linux::landlock(),
        "filter" => linux::filter(),
        _ => true,
    };
    let folder = std::env::var_os(FOLDER).unwrap();
    let done = break_out(Path::new(&folder));
    println!("\nheld {held} done {}.", done.join(","));
}

#[test]
fn each_layer_holds_without_the_other() {
    let tried = |layer: &str| {
        let folder = folder();
        let output = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "rendition::confine::confine_tests::is_confined_by_one_layer",
            ])
            .args(["--ignored", "--nocapture"])
            .env(LAYER, layer)
            .env(FOLDER, folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = said.lines().find(|line| line.starts_with("held "));
        let line = line.unwrap_or_else(|| panic!("{layer}: {said}")).to_owned();
        if layer != "none" {
            is_untouched(folder.path());
        }
        line
    };
    // Without a layer all of it works, so that the refusals below mean something.
    let free = tried("none");
    for deed in [
        "listen",
        "connect",
        "create",
        "overwrite",
        "start a program",
        "change a limit",
        "signal the parent",
    ] {
        assert!(free.contains(deed), "{deed}: {free}");
    }
    // A kernel without one of the layers has nothing to prove about it.
    let filter = tried("filter");
    assert!(
        filter == "held true done ." || filter.starts_with("held false"),
        "{filter}"
    );
    let rules = tried("landlock");
    for deed in [
        "create",
        "overwrite",
        "append",
        "delete",
        "rename",
        "link",
        "make",
        "start",
    ] {
        assert!(
            !rules.contains(deed) || rules.starts_with("held false"),
            "{deed}: {rules}"
        );
    }
}
