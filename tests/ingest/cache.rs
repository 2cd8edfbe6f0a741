//! The program is killed at any moment, and two of them work on one cache: what is shown in the end is what a program
//! with an empty cache would show.

use vitrine_core::messages::{Catalogue, ItemState};

use crate::support::{Folder, Server};
use crate::{photos, stand};

const PHOTOS: u8 = 24;

fn fill(folder: &Folder) {
    for number in 0..PHOTOS {
        folder.put_photo(&format!("1 One/{number}.jpg"), 900, 600, number);
    }
    folder
        .put_publication("2 Two/report.en.pdf", 3)
        .put_publication("2 Two/report.fr.pdf", 2)
        .put(
            "2 Two/half.jpg",
            &crate::support::folder::photo(640, 480, 5)[..3000],
        )
        .put("1 One/3.txt", "Boats at low tide")
        .put("1 One/stand.json", "{ \"names\": {\"fr\": \"Un\"} }");
}

fn is_complete(catalogue: &Catalogue) -> bool {
    let ready = |state: &ItemState| *state == ItemState::Ready;
    let photo_states = catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.series)
        .flat_map(|series| series.photos.iter().map(|photo| photo.state));
    photos(catalogue, "One") == usize::from(PHOTOS)
        && photo_states.collect::<Vec<_>>().iter().all(ready)
        && stand(catalogue, "Two").is_some_and(|stand| {
            stand.publications.len() == 1
                && stand.publications[0]
                    .editions
                    .iter()
                    .all(|edition| ready(&edition.state))
        })
        && catalogue.problems.len() == 1
}

/// Every picture that the first screens need can be had.
fn pictures_answer(server: &Server, catalogue: &Catalogue) {
    for photo in catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.series)
        .flat_map(|series| &series.photos)
    {
        let answer = server.get(&format!("/picture/{}/shelf", photo.media));
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(answer.body.starts_with(&[0xff, 0xd8, 0xff]) && answer.body.ends_with(&[0xff, 0xd9]));
    }
}

#[test]
fn a_program_killed_at_any_moment_ends_up_with_the_same_show() {
    let folder = Folder::new();
    fill(&folder);
    // Dropping a server kills it; each comes a little further than the one before.
    for ready in [0, 1, 4, 9, 16] {
        let server = Server::start(&folder);
        server.wait_for("so many photos", |now| {
            let photos = now
                .stands
                .iter()
                .flat_map(|stand| &stand.series)
                .flat_map(|series| &series.photos);
            photos.filter(|photo| photo.state == ItemState::Ready).count() >= ready
        });
    }
    let server = Server::start(&folder);
    let killed = server.wait_for("everything", is_complete);
    pictures_answer(&server, &killed);
    drop(server);

    let fresh = Folder::new();
    fill(&fresh);
    let server = Server::start(&fresh);
    let undisturbed = server.wait_for("everything", is_complete);
    assert_eq!(killed.stands, undisturbed.stands);
    assert_eq!(killed.problems, undisturbed.problems);
    assert_eq!(killed.exhibition, undisturbed.exhibition);
}

#[test]
fn two_programs_share_one_cache() {
    let folder = Folder::new();
    fill(&folder);
    let (one, two) = (Server::start(&folder), Server::start(&folder));
    let first = one.wait_for("everything", is_complete);
    let second = two.wait_for("everything", is_complete);
    assert_eq!(first.stands, second.stands);
    pictures_answer(&one, &first);
    pictures_answer(&two, &second);
    // One is killed, and the other does not mind.
    drop(one);
    folder.put_photo("3 Three/new.jpg", 300, 200, 99);
    two.wait_for("the new photo", |now| photos(now, "Three") == 1);
}
