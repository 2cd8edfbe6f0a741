//! What becomes of an office program that fails, hangs or leaves others behind: a script stands in for it.

use std::os::unix::fs::PermissionsExt;

use super::*;

/// An office program that does this; `$PRINT` is where its PDF is looked for.
struct Scene {
    house: tempfile::TempDir,
    office: Office,
}

impl Scene {
    fn new(script: &str) -> Self {
        let house = tempfile::tempdir().unwrap();
        let program = house.path().join("soffice");
        let script = format!("#!/bin/sh\nPRINT=print/document.pdf\nmkdir -p print\n{script}\n");
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(house.path().join("paper.docx"), "a document").unwrap();
        let office = Office { program };
        Self { house, office }
    }

    fn print(&self, patience: Duration) -> Result<(), Refusal> {
        let place = |name: &str| self.house.path().join(name);
        self.office.print_within(
            patience,
            &place("paper.docx"),
            Manuscript::Docx,
            &place("scratch"),
            &place("kept.pdf"),
        )
    }

    /// Nothing unfinished lies about.
    fn is_swept(&self) -> bool {
        fs::read_dir(self.house.path().join("scratch"))
            .unwrap()
            .next()
            .is_none()
    }
}

const LONG: Duration = Duration::from_secs(30);

#[test]
fn a_whole_pdf_is_kept_and_everything_else_goes() {
    let scene = Scene::new("printf '%%PDF-1.7 words %%%%EOF\\n' > $PRINT");
    scene.print(LONG).unwrap();
    assert!(is_whole_print(&scene.house.path().join("kept.pdf")));
    assert!(scene.is_swept());
}

#[test]
fn half_a_pdf_none_and_a_failure_are_refused() {
    for script in [
        "printf '%%PDF-1.7 words' > $PRINT",
        "true",
        "printf '%%PDF-1.7 words %%%%EOF' > $PRINT; exit 77",
        "printf '%%PDF-1.7 words %%%%EOF' > $PRINT; kill -9 $$",
    ] {
        let scene = Scene::new(script);
        assert_eq!(
            scene.print(LONG).unwrap_err().code,
            ProblemCode::FileDamaged,
            "{script}"
        );
        assert!(
            !scene.house.path().join("kept.pdf").exists() && scene.is_swept(),
            "{script}"
        );
    }
}

#[test]
fn one_that_hangs_ends_with_all_that_it_has_started() {
    let scene = Scene::new("sleep 600 & echo $! > ../../child; sleep 600");
    let patience = Duration::from_millis(500);
    assert_eq!(scene.print(patience).unwrap_err().code, ProblemCode::FileTooLarge);
    assert!(scene.is_swept());
    has_ended(&scene);
}

#[test]
fn what_outlives_it_ends_too() {
    let scene = Scene::new("sleep 600 & echo $! > ../../child; printf '%%PDF-1.7 %%%%EOF' > $PRINT");
    scene.print(LONG).unwrap();
    has_ended(&scene);
}

/// The process that the script started is gone, or waits only for somebody to notice that it ended.
fn has_ended(scene: &Scene) {
    let child = fs::read_to_string(scene.house.path().join("child")).unwrap();
    let stat = format!("/proc/{}/stat", child.trim());
    let gone = || fs::read_to_string(&stat).map_or(true, |stat| stat.contains(") Z "));
    let until = Instant::now() + LONG;
    while !gone() {
        assert!(Instant::now() < until, "it lives");
        std::thread::yield_now();
    }
}

#[test]
fn a_folder_that_is_there_already_is_nobodys() {
    let scratch = tempfile::tempdir().unwrap();
    let first = Room::in_folder(scratch.path()).unwrap();
    let name = first.0.file_name().unwrap().to_str().unwrap().to_owned();
    let number: u64 = name.rsplit('-').next().unwrap().parse().unwrap();
    for left in 1..50 {
        let name = name.replace(&format!("-{number}"), &format!("-{}", number + left));
        let _ = fs::create_dir(scratch.path().join(name));
    }
    let second = Room::in_folder(scratch.path()).unwrap();
    assert!(fs::read_dir(&second.0).unwrap().next().is_none());
    assert_ne!(first.0, second.0);
}
