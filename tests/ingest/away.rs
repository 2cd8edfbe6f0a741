//! The folder goes away and comes back: a stick is pulled out, a share drops, somebody empties it. The show stays as it
//! was, and only the operator hears of it.

use std::path::Path;
use std::process::Command;

use vitrine_core::messages::{Catalogue, ItemState, ProblemCode};

use super::{photos, stand};
use crate::support::folder::photo;
use crate::support::{Folder, Server};

fn is_away(catalogue: &Catalogue) -> bool {
    catalogue
        .problems
        .iter()
        .any(|problem| problem.code == ProblemCode::FolderMissing && problem.file.is_empty())
}

/// A disk in memory on a folder; gone when dropped.
struct Stick<'a>(&'a Path);

impl<'a> Stick<'a> {
    /// Needs the rights of an administrator.
    fn plug_in(place: &'a Path) -> Option<Self> {
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "stick"])
            .arg(place)
            .output();
        match mount {
            Ok(done) if done.status.success() => Some(Self(place)),
            refused => {
                eprintln!("no disk can be mounted here, so pulling one out is not tried: {refused:?}");
                None
            }
        }
    }
}

impl Drop for Stick<'_> {
    fn drop(&mut self) {
        let done = Command::new("umount").arg("--lazy").arg(self.0).status();
        assert!(done.is_ok_and(|status| status.success()));
    }
}

#[test]
fn a_folder_that_goes_away_and_comes_back_keeps_its_show() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    let before = server.wait_for("the photo, drawn", |now| {
        stand(now, "One").is_some_and(|one| one.series[0].photos[0].state == ItemState::Ready)
    });

    let away = folder.assets().with_extension("away");
    std::fs::rename(folder.assets(), &away).unwrap();
    let now = server.wait_for("a word for the operator", is_away);
    assert_eq!(now.stands, before.stands, "visitors see no difference");
    assert_eq!(now.problems.len(), 1);
    let media = &stand(&now, "One").unwrap().series[0].photos[0].media;
    assert_eq!(server.get(&format!("/picture/{media}/screen")).status, 200);

    std::fs::create_dir_all(away.join("2 Two")).unwrap();
    std::fs::write(away.join("2 Two/b.jpg"), photo(300, 200, 7)).unwrap();
    std::fs::rename(&away, folder.assets()).unwrap();
    let now = server.wait_for("both stands", |now| {
        photos(now, "One") == 1 && photos(now, "Two") == 1
    });
    assert_eq!(now.problems, []);
    folder.put_photo("2 Two/c.jpg", 300, 200, 8);
    server.wait_for("what is dropped afterwards", |now| photos(now, "Two") == 2);
}

#[test]
fn the_empty_place_of_a_stick_is_no_empty_show() {
    let folder = Folder::new();
    let assets = folder.assets();
    let Some(stick) = Stick::plug_in(&assets) else {
        return;
    };
    folder.put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    let before = server.wait_for("the photo, drawn", |now| {
        stand(now, "One").is_some_and(|one| one.series[0].photos[0].state == ItemState::Ready)
    });

    drop(stick);
    assert_eq!(std::fs::read_dir(&assets).unwrap().count(), 0);
    let now = server.wait_for("a word for the operator", is_away);
    assert_eq!(now.stands, before.stands, "visitors see no difference");

    let _stick = Stick::plug_in(&assets).expect("it was possible before");
    folder
        .put_photo("1 One/a.jpg", 300, 200, 1)
        .put_photo("2 Two/b.jpg", 300, 200, 2);
    let now = server.wait_for("both stands", |now| {
        !is_away(now) && photos(now, "One") == 1 && photos(now, "Two") == 1
    });
    assert_eq!(now.problems, []);
    folder.put_photo("2 Two/c.jpg", 300, 200, 3);
    server.wait_for("what is dropped afterwards", |now| photos(now, "Two") == 2);
}

#[test]
fn a_folder_that_is_emptied_keeps_its_show_for_a_while_and_says_so() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    let before = server.wait_for("the photo", |now| photos(now, "One") == 1);
    folder.remove("1 One");
    let now = server.wait_for("a word for the operator", is_away);
    assert_eq!(now.stands.len(), before.stands.len());

    folder.put_photo("2 Two/b.jpg", 300, 200, 2);
    let now = server.wait_for("the new content", |now| photos(now, "Two") == 1);
    assert!(stand(&now, "One").is_none(), "the old has gone for good");
    assert_eq!(now.problems, []);
}

#[test]
fn a_show_whose_folder_is_late_opens_and_says_so() {
    let folder = Folder::new();
    let late = folder.assets().with_extension("late");
    folder.settle_on(&serde_json::json!({ "assets": late }));
    let server = Server::start_as_settled(&folder);
    server.wait_for("a word for the operator", is_away);
    std::fs::create_dir_all(late.join("1 One")).unwrap();
    std::fs::write(late.join("1 One/a.jpg"), photo(300, 200, 1)).unwrap();
    let now = server.wait_for("the photo", |now| photos(now, "One") == 1);
    assert_eq!(now.problems, []);
}

#[test]
fn a_film_that_is_away_is_not_taken_for_one_that_cannot_be_played() {
    let folder = Folder::new();
    folder
        .put_film("1 One/film.mp4")
        .put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    let now = server.wait_for("the film", |now| {
        stand(now, "One").is_some_and(|one| one.films.len() == 1)
    });
    let media = stand(&now, "One").unwrap().films[0].media.clone();
    let away = folder.assets().with_extension("away");
    std::fs::rename(folder.assets(), &away).unwrap();
    server.wait_for("a word for the operator", is_away);
    assert_eq!(server.get(&format!("/media/{media}")).status, 404);
    let verdict = format!("/film/{media}/verdict");
    let said = server.ask("POST", &verdict, &[], br#"{"plays":false}"#);
    assert_eq!(said.status, 204, "{}", said.text());
    std::fs::rename(&away, folder.assets()).unwrap();
    let now = server.wait_for("the folder", |now| !is_away(now));
    assert_eq!(now.problems, []);
    assert_eq!(stand(&now, "One").unwrap().films[0].state, ItemState::Pending);
}

/// How many folders the program has asked the system to watch.
#[cfg(target_os = "linux")]
fn watched(server: &Server) -> usize {
    let notes = format!("/proc/{}/fdinfo", server.process());
    let notes = std::fs::read_dir(notes).unwrap().flatten();
    notes
        .filter_map(|note| std::fs::read_to_string(note.path()).ok())
        .map(|note| note.lines().filter(|line| line.starts_with("inotify ")).count())
        .sum()
}

#[cfg(target_os = "linux")]
#[test]
fn polling_needs_no_word_from_the_system() {
    let folder = Folder::new();
    folder
        .settle_on(&serde_json::json!({ "watch": "polling", "look_every": 0.1 }))
        .put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    server.wait_for("the photo", |now| photos(now, "One") == 1);
    assert_eq!(watched(&server), 0);
    folder.put_photo("1 One/b.jpg", 300, 200, 2);
    server.wait_for("the second photo", |now| photos(now, "One") == 2);
    folder.rename("1 One", "2 Two");
    server.wait_for("another stand", |now| photos(now, "Two") == 2);
    folder.remove("2 Two/a.jpg");
    server.wait_for("one photo less", |now| photos(now, "Two") == 1);

    let other = Folder::new();
    other.put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&other);
    server.wait_for("the photo", |now| photos(now, "One") == 1);
    assert!(watched(&server) > 1, "the disk of this machine is watched");
}
