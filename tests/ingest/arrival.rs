//! Copies in progress: paused, with their space reserved, over a file that is being shown. Nothing half is ever shown.
//!
//! That something does not appear is shown by a second file, dropped later, which does.

use std::fs::OpenOptions;
use std::io::Write;

use vitrine_core::messages::{Catalogue, ItemState};

use super::{photos, stand};
use crate::support::folder::{photo, publication};
use crate::support::{Folder, Server};

fn is_ready(catalogue: &Catalogue, file: usize) -> bool {
    stand(catalogue, "One").is_some_and(|stand| {
        stand.series.first().is_some_and(|series| {
            series
                .photos
                .get(file)
                .is_some_and(|photo| photo.state == ItemState::Ready)
        })
    })
}

#[test]
fn a_paused_copy_waits_for_its_last_byte() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    server.wait_for("the first photo", |now| photos(now, "One") == 1);

    let whole = photo(1600, 1200, 2);
    let (first, rest) = whole.split_at(whole.len() / 2);
    let mut copy = std::fs::File::create(folder.path("1 One/slow.jpg")).unwrap();
    copy.write_all(first).unwrap();
    folder.put_photo("2 Two/b.jpg", 300, 200, 3);
    let now = server.wait_for("a photo dropped later", |now| photos(now, "Two") == 1);
    assert_eq!((photos(&now, "One"), now.problems.len()), (1, 0));

    copy.write_all(rest).unwrap();
    drop(copy);
    let now = server.wait_for("the finished copy", |now| photos(now, "One") == 2);
    assert_eq!(now.problems, []);
}

#[test]
fn space_that_is_reserved_is_no_file_yet() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    server.wait_for("the first photo", |now| photos(now, "One") == 1);

    let wholes = [
        ("1 One/reserved.jpg", photo(1600, 1200, 2)),
        ("1 One/reserved.pdf", publication(3)),
        ("1 One/reserved.mp4", crate::support::folder::FILM.to_vec()),
    ];
    for (name, whole) in &wholes {
        // Closed after each piece, so that only the structure can tell.
        let mut bytes = whole[..whole.len() / 3].to_vec();
        bytes.resize(whole.len(), 0);
        folder.put(name, bytes);
    }
    folder.put_photo("2 Two/b.jpg", 300, 200, 3);
    let now = server.wait_for("a photo dropped later", |now| photos(now, "Two") == 1);
    let one = stand(&now, "One").unwrap();
    assert_eq!(
        (photos(&now, "One"), one.publications.len(), one.films.len()),
        (1, 0, 0)
    );

    for (name, whole) in &wholes {
        let mut file = OpenOptions::new().write(true).open(folder.path(name)).unwrap();
        file.write_all(whole).unwrap();
    }
    let now = server.wait_for("all three, filled", |now| {
        let one = stand(now, "One").unwrap();
        (photos(now, "One"), one.publications.len(), one.films.len()) == (2, 1, 1)
    });
    assert_eq!(now.problems, []);
}

#[test]
fn a_photo_that_is_spoilt_while_it_is_shown_stays_until_a_good_one_comes() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 1200, 1);
    let server = Server::start(&folder);
    let now = server.wait_for("the photo, drawn", |now| is_ready(now, 0));
    let media = stand(&now, "One").unwrap().series[0].photos[0].media.clone();

    let next = photo(1600, 1200, 2);
    folder.put("1 One/a.jpg", &next[..next.len() / 2]);
    let now = server.wait_for("a word about it", |now| !now.problems.is_empty());
    assert_eq!(now.problems[0].file, "1 One/a.jpg");
    assert_eq!(stand(&now, "One").unwrap().series[0].photos[0].media, media);
    assert!(is_ready(&now, 0));
    let picture = server.get(&format!("/picture/{media}/screen"));
    assert_eq!(picture.status, 200);

    folder.put("1 One/a.jpg", &next);
    let now = server.wait_for("the good one", |now| {
        is_ready(now, 0) && stand(now, "One").unwrap().series[0].photos[0].media != media
    });
    assert_eq!(now.problems, []);
}
