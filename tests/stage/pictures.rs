//! Photos and pages come as pictures that a browser can decode, in the sizes that were promised.

use image::GenericImageView;
use vitrine_core::messages::Catalogue;

use crate::support::{Answer, Folder, Server};

fn decode(answer: &Answer) -> image::DynamicImage {
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(
        answer.header("content-type").starts_with("image/"),
        "{}",
        answer.header("content-type")
    );
    assert!(answer.header("cache-control").contains("immutable"));
    image::load_from_memory(&answer.body).expect("a picture")
}

fn first_photo(catalogue: &Catalogue) -> Option<String> {
    let series = catalogue.stands.iter().flat_map(|stand| &stand.series).next()?;
    Some(series.photos.first()?.media.clone())
}

#[test]
fn photos_come_in_every_size() {
    let folder = Folder::new();
    folder.put_photo("01 Stand/photo.jpg", 2400, 1600, 9);
    let server = Server::start(&folder);
    let media =
        first_photo(&server.wait_for("the photo", |catalogue| first_photo(catalogue).is_some())).unwrap();
    for (size, expected) in [
        ("shelf", (400, 267)),
        ("screen", (1920, 1280)),
        ("detail", (2400, 1600)),
    ] {
        let answer = server.get(&format!("/picture/{media}/{size}"));
        let (width, height) = decode(&answer).dimensions();
        assert!(
            width == expected.0 && height.abs_diff(expected.1) <= 1,
            "{size}: {width} × {height}"
        );
        let etag = answer.header("etag").to_owned();
        assert_eq!(
            server
                .ask(
                    "GET",
                    &format!("/picture/{media}/{size}"),
                    &[("if-none-match", &etag)],
                    &[]
                )
                .status,
            304
        );
    }
    assert_eq!(server.get(&format!("/picture/{media}/huge")).status, 404);
    assert_eq!(
        server.get(&format!("/media/{media}")).status,
        404,
        "originals of photos stay in the folder"
    );
}

#[test]
fn pages_come_in_every_size() {
    let folder = Folder::new();
    folder.put_publication("01 Stand/booklet.pdf", 3);
    let server = Server::start(&folder);
    let catalogue = server.wait_for("the booklet", |catalogue| {
        catalogue
            .stands
            .iter()
            .any(|stand| !stand.publications.is_empty())
    });
    let edition = &catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.publications)
        .next()
        .unwrap()
        .editions[0];
    assert_eq!(edition.pages, 3);
    let media = &edition.media;
    for (page, size, longest) in [(1, "shelf", 400), (2, "screen", 1920), (3, "detail", 3840)] {
        let (width, height) = decode(&server.get(&format!("/page/{media}/{page}/{size}"))).dimensions();
        assert_eq!(height, longest, "{size}");
        assert!(
            width.abs_diff(longest * 420 / 595) <= 1,
            "{size}: {width} × {height}"
        );
    }
    for page in ["0", "4", "-1", "1.5", "99999999999"] {
        assert_eq!(
            server.get(&format!("/page/{media}/{page}/shelf")).status,
            404,
            "{page}"
        );
    }
    let detail = server.get(&format!("/publication/{media}"));
    let detail: vitrine_core::messages::PublicationDetail = serde_json::from_slice(&detail.body).unwrap();
    assert_eq!(detail.pages.len(), 3);
    assert!((detail.pages[0].width - 420.0).abs() < 1.0 && (detail.pages[0].height - 595.0).abs() < 1.0);
}

#[test]
fn a_picture_survives_the_loss_of_the_cache() {
    let folder = Folder::new();
    folder.put_photo("01 Stand/photo.jpg", 800, 600, 9);
    let server = Server::start(&folder);
    let media =
        first_photo(&server.wait_for("the photo", |catalogue| first_photo(catalogue).is_some())).unwrap();
    let path = format!("/picture/{media}/shelf");
    decode(&server.get(&path));
    for file in Folder::files(&folder.cache()) {
        std::fs::remove_file(file).unwrap();
    }
    // The first question may find the file gone; the show then makes it again.
    let answer = (0..20)
        .map(|_| server.get(&path))
        .find(|answer| answer.status != 503);
    decode(&answer.expect("the picture is made again"));
}

#[test]
fn an_animation_comes_moving_and_still_and_a_photo_only_still() {
    let folder = Folder::new();
    folder.put(
        "01 Stand/walk.webp",
        include_bytes!("../fixtures/media/moving.webp"),
    );
    folder.put_photo("01 Stand/photo.jpg", 60, 40, 9);
    let server = Server::start(&folder);
    let photos = |catalogue: &Catalogue| -> Vec<(String, bool)> {
        let series = catalogue.stands.iter().flat_map(|stand| &stand.series);
        let photos = series.flat_map(|series| &series.photos);
        photos.map(|photo| (photo.media.clone(), photo.moving)).collect()
    };
    let both = photos(&server.wait_for("both photos", |catalogue| photos(catalogue).len() == 2));
    for (media, moving) in both {
        let still = decode(&server.get(&format!("/picture/{media}/screen")));
        assert_eq!(still.dimensions(), if moving { (40, 30) } else { (60, 40) });
        let answer = server.get(&format!("/picture/{media}/moving"));
        assert_eq!(answer.status, if moving { 200 } else { 404 });
        if moving {
            assert_eq!(answer.header("content-type"), "image/png");
            assert!(answer.body.windows(4).any(|chunk| chunk == b"acTL"));
            assert_eq!(decode(&answer).dimensions(), (40, 30));
        }
    }
}
