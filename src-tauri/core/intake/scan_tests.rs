//! What a scan must find, pass over and refuse, on a real file system.

use super::*;

fn touch(root: &Path, path: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("below the root")).expect("folder");
    fs::write(path, b"x").expect("file");
}

fn paths(scan: &Scan) -> Vec<String> {
    scan.files.iter().map(|found| shown(&found.path)).collect()
}

#[test]
fn stands_and_files_come_in_a_fixed_order_with_empty_stands() {
    let dir = tempfile::tempdir().expect("dir");
    for path in [
        "02 B/b.jpg",
        "02 B/a/z.jpg",
        "01 A/x.pdf",
        "exhibition.json",
        "README.md",
    ] {
        touch(dir.path(), path);
    }
    fs::create_dir(dir.path().join("03 Empty")).expect("dir");
    let scan = scan(dir.path()).expect("scan");
    assert_eq!(scan.stands, ["01 A", "02 B", "03 Empty"].map(PathBuf::from));
    assert_eq!(
        paths(&scan),
        ["01 A/x.pdf", "02 B/a/z.jpg", "02 B/b.jpg", "exhibition.json"]
    );
    assert_eq!(
        scan.passed_over,
        [(PathBuf::from("README.md"), PassedOver::OutsideStands)]
    );
    assert_eq!(scan.problems, []);
    assert_eq!(scan.files[0].signature.size, 1);
    assert!(scan.files[0].signature.modified > 0);
}

#[test]
fn junk_is_passed_over_at_every_depth_and_never_becomes_a_stand() {
    let dir = tempfile::tempdir().expect("dir");
    for path in [
        ".git/config",
        "__MACOSX/a.jpg",
        "01/.DS_Store",
        "01/a/@eaDir/t.jpg",
        "01/a/~$r.docx",
        "01/f.mp4.part",
        "01/k.jpg",
    ] {
        touch(dir.path(), path);
    }
    let scan = scan(dir.path()).expect("scan");
    assert_eq!(scan.stands, [PathBuf::from("01")]);
    assert_eq!(paths(&scan), ["01/k.jpg"]);
    assert_eq!(scan.passed_over.len(), 6);
}

#[test]
fn a_missing_root_is_an_error_that_names_it() {
    let dir = tempfile::tempdir().expect("dir");
    let gone = dir.path().join("gone");
    let error = scan(&gone).expect_err("there is nothing");
    assert!(error.to_string().contains("gone"), "{error}");
}

#[test]
fn a_root_that_is_a_file_is_an_error() {
    let dir = tempfile::tempdir().expect("dir");
    touch(dir.path(), "file");
    assert!(scan(&dir.path().join("file")).is_err());
}

#[test]
fn a_changed_file_has_another_signature() {
    let dir = tempfile::tempdir().expect("dir");
    touch(dir.path(), "01/a.jpg");
    let before = scan(dir.path()).expect("scan");
    assert_eq!(scan(dir.path()).expect("scan"), before);
    fs::write(dir.path().join("01/a.jpg"), b"longer").expect("file");
    assert_ne!(scan(dir.path()).expect("scan").files, before.files);
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn links_inside_are_followed_and_links_outside_are_refused_and_reported() {
        let outside = tempfile::tempdir().expect("dir");
        touch(outside.path(), "secret.jpg");
        let dir = tempfile::tempdir().expect("dir");
        touch(dir.path(), "01/photos/a.jpg");
        symlink(outside.path().join("secret.jpg"), dir.path().join("01/leak.jpg")).expect("link");
        symlink(outside.path(), dir.path().join("02")).expect("link");
        symlink("../01/photos/a.jpg", dir.path().join("01/again.jpg")).expect("link");
        symlink("photos", dir.path().join("01/album")).expect("link");
        symlink("nowhere", dir.path().join("01/broken.jpg")).expect("link");
        let scan = scan(dir.path()).expect("scan");
        assert_eq!(scan.stands, [PathBuf::from("01")]);
        assert_eq!(
            paths(&scan),
            ["01/again.jpg", "01/album/a.jpg", "01/photos/a.jpg"]
        );
        let told: Vec<_> = scan
            .problems
            .iter()
            .map(|told| (told.file.as_str(), told.code))
            .collect();
        assert_eq!(
            told,
            [
                ("01/broken.jpg", ProblemCode::FileUnreadable),
                ("01/leak.jpg", ProblemCode::LinkLeavesFolder),
                ("02", ProblemCode::LinkLeavesFolder),
            ]
        );
    }

    #[test]
    fn links_in_circles_end() {
        let dir = tempfile::tempdir().expect("dir");
        touch(dir.path(), "01/a.jpg");
        touch(dir.path(), "02/b.jpg");
        symlink(".", dir.path().join("01/self")).expect("link");
        symlink("../02", dir.path().join("01/other")).expect("link");
        symlink("../01", dir.path().join("02/other")).expect("link");
        symlink(dir.path(), dir.path().join("02/root")).expect("link");
        let scan = scan(dir.path()).expect("scan");
        assert_eq!(
            paths(&scan),
            ["01/a.jpg", "01/other/b.jpg", "02/b.jpg", "02/other/a.jpg"]
        );
        assert_eq!(scan.problems, []);
    }

    #[test]
    fn a_root_that_is_itself_a_link_is_walked() {
        let dir = tempfile::tempdir().expect("dir");
        touch(dir.path(), "real/01/a.jpg");
        symlink("real", dir.path().join("assets")).expect("link");
        assert_eq!(
            paths(&scan(&dir.path().join("assets")).expect("scan")),
            ["01/a.jpg"]
        );
    }

    #[test]
    fn pipes_and_sockets_are_reported_and_not_opened() {
        let dir = tempfile::tempdir().expect("dir");
        touch(dir.path(), "01/a.jpg");
        let _socket =
            std::os::unix::net::UnixListener::bind(dir.path().join("01/socket.jpg")).expect("socket");
        let scan = scan(dir.path()).expect("scan");
        assert_eq!(paths(&scan), ["01/a.jpg"]);
        assert_eq!(scan.problems[0].code, ProblemCode::KindNotShown);
        assert_eq!(scan.problems[0].file, "01/socket.jpg");
    }

    #[test]
    fn any_name_is_walked() {
        let dir = tempfile::tempdir().expect("dir");
        let odd = OsString::from_vec(b"caf\xe9\n.jpg".to_vec());
        let long = "x".repeat(251) + ".jpg";
        touch(dir.path(), "14 بيت/صور/a.jpg");
        touch(dir.path(), &format!("14 بيت/{long}"));
        if fs::write(dir.path().join("14 بيت").join(&odd), b"x").is_ok() {
            let scan = scan(dir.path()).expect("scan");
            assert_eq!(scan.files.len(), 3);
            assert!(
                scan.files
                    .iter()
                    .any(|found| found.path.file_name() == Some(&odd))
            );
            assert!(
                paths(&scan)
                    .iter()
                    .any(|path| path == "14 بيت/caf\u{fffd}\u{fffd}.jpg")
            );
        }
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_a_problem_and_the_rest_goes_on() {
        let dir = tempfile::tempdir().expect("dir");
        touch(dir.path(), "01/a.jpg");
        touch(dir.path(), "02/b.jpg");
        fs::set_permissions(dir.path().join("02"), fs::Permissions::from_mode(0o000)).expect("rights");
        // Rights do not bind the superuser, under whom some build machines run.
        let bound = fs::read_dir(dir.path().join("02")).is_err();
        let scan = scan(dir.path()).expect("scan");
        fs::set_permissions(dir.path().join("02"), fs::Permissions::from_mode(0o755)).expect("rights");
        assert_eq!(scan.stands.len(), 2);
        if bound {
            assert_eq!(paths(&scan), ["01/a.jpg"]);
            assert_eq!(scan.problems[0].code, ProblemCode::FileUnreadable);
        }
    }
}

#[test]
fn only_a_coarse_date_of_just_now_may_hide_a_change() {
    let at = |nanos: i64| Signature {
        modified: nanos,
        ..Signature::default()
    };
    let now = UNIX_EPOCH + Duration::from_millis(1_000_500);
    let hides = |nanos| at(nanos).may_hide_changes_for(now);
    assert_eq!(hides(1_000_000_000_000), Some(Duration::from_millis(1500)));
    assert_eq!(hides(1_000_000_000_001), None, "a disk with fine dates");
    assert_eq!(hides(998_000_000_000), None, "long enough ago");
    assert_eq!(hides(1_002_000_000_000 + 1_000_000_000), None, "of the future");
    assert_eq!(hides(0), None);
    assert_eq!(hides(-5_000_000_000), None);
}

#[test]
fn what_lies_where_nothing_is_shown_is_not_taken_for_gone() {
    let found = |path: &str, size| Found {
        path: path.into(),
        signature: Signature {
            size,
            ..Signature::default()
        },
    };
    let seen = Scan {
        files: vec![found("1/a.jpg", 2), found("2/dark/seen.jpg", 5)],
        unseen: vec!["2/dark".into()],
        ..Scan::default()
    };
    let known = [
        found("1/gone.jpg", 1),
        found("2/dark/b.jpg", 3),
        found("2/dark/deep/c.jpg", 4),
        found("2/dark/seen.jpg", 1),
        found("2/darker.jpg", 1),
    ];
    let known = known.iter().map(|file| (file.path.as_path(), file.signature));
    assert_eq!(
        seen.with_unseen(known).files,
        [
            found("1/a.jpg", 2),
            found("2/dark/b.jpg", 3),
            found("2/dark/deep/c.jpg", 4),
            found("2/dark/seen.jpg", 5)
        ]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_does_not_show_is_said_to_be_unseen() {
    use rustix::fs::{CWD, Mode, OFlags, mkdirat, openat};

    let house = tempfile::tempdir().unwrap();
    // Deeper than any path reaches: nobody, not even the administrator, is shown the end of it.
    let name = "d".repeat(250);
    let mut room = openat(
        CWD,
        house.path(),
        OFlags::RDONLY | OFlags::DIRECTORY,
        Mode::empty(),
    )
    .unwrap();
    for _ in 0..18 {
        mkdirat(&room, &name, Mode::RWXU).unwrap();
        room = openat(&room, &name, OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty()).unwrap();
    }
    let found = scan(house.path()).unwrap();
    assert_eq!(found.unseen.len(), 1);
    assert!(found.misses(&found.unseen[0].join("film.mp4")));
    assert!(!found.misses(Path::new(&name)));
    assert_eq!(found.problems.len(), 1);
    assert_eq!(found.problems[0].code, ProblemCode::FileUnreadable);
}
