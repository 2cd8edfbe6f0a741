//! The catalogue and the events that announce it.

use std::time::{Duration, Instant};

use crate::support::{Events, Folder, Server};

#[test]
fn the_catalogue_is_whole_and_asked_for_cheaply() {
    let folder = Folder::new();
    folder.put_photo("07 Stand/photo.jpg", 64, 48, 1);
    let server = Server::start(&folder);
    let catalogue = server.wait_for("the photo", |catalogue| {
        catalogue
            .stands
            .iter()
            .any(|stand| stand.number == Some(7) && !stand.series.is_empty())
    });
    assert!(catalogue.number >= 1);

    let answer = server.get("/catalogue");
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/json")
    );
    assert_eq!(answer.header("cache-control"), "private, no-cache");
    let etag = answer.header("etag");
    assert!(etag.starts_with('"') && etag.ends_with('"'), "{etag}");

    // Renditions may be published between the two questions; then the tag is another one, and 200 is right.
    let mut etag = etag.to_owned();
    let unchanged = (0..20).find_map(|_| {
        let again = server.ask("GET", "/catalogue", &[("if-none-match", &etag)], &[]);
        etag = again.header("etag").to_owned();
        (again.status == 304).then_some(again)
    });
    assert!(unchanged.expect("the show comes to rest").body.is_empty());
    assert_eq!(
        server
            .ask("GET", "/catalogue", &[("if-none-match", "\"other\"")], &[])
            .status,
        200
    );
}

#[test]
fn the_tag_of_an_earlier_run_is_not_taken_for_this_one() {
    let folder = Folder::new();
    let tag = |server: &Server| server.get("/catalogue").header("etag").to_owned();
    let first = tag(&Server::start(&folder));
    let second = tag(&Server::start(&folder));
    assert_ne!(first, second);
}

#[test]
fn every_listener_hears_of_a_dropped_file() {
    let folder = Folder::new();
    folder.put_photo("01 Stand/first.jpg", 64, 48, 1);
    let server = Server::start(&folder);
    server.wait_for("the first photo", |catalogue| {
        catalogue.stands.iter().any(|stand| !stand.series.is_empty())
    });

    let deadline = Instant::now() + Duration::from_secs(60);
    let mut listeners: Vec<_> = (0..8).map(|_| Events::open(&server)).collect();
    let mut heard: Vec<u32> = listeners
        .iter_mut()
        .map(|events| events.next(deadline).unwrap())
        .collect();
    folder.put_photo("01 Stand/second.jpg", 64, 48, 2);
    let has_both = |catalogue: &vitrine_core::messages::Catalogue| {
        catalogue
            .stands
            .iter()
            .flat_map(|stand| &stand.series)
            .map(|series| series.photos.len())
            .sum::<usize>()
            == 2
    };
    for (events, heard) in listeners.iter_mut().zip(&mut heard) {
        while !has_both(&server.catalogue()) || *heard < server.catalogue().number {
            let next = events.next(deadline).expect("an event for the new photo");
            assert!(next > *heard, "numbers only grow: {next} after {heard}");
            *heard = next;
        }
    }
}

#[test]
fn listeners_that_go_away_leave_nothing_behind() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let deadline = Instant::now() + Duration::from_secs(60);
    // More than can be connected at once: if one seat were lost with each, the last would wait for ever.
    for round in 0..300 {
        let mut events = Events::open(&server);
        assert!(events.next(deadline).is_some(), "listener {round}");
    }
    assert_eq!(server.get("/catalogue").status, 200);
}
