//! Publications that are listened to: recordings that lie beside them, and the voice that a served show does not have.

use serde_json::json;
use vitrine_core::messages::{Audio, Catalogue, ProblemCode};

use crate::support::{Folder, Server};

fn recording(name: &str) -> Vec<u8> {
    std::fs::read(Folder::fixture("media").join(name)).unwrap()
}

/// What each edition is read by.
fn read_by(catalogue: &Catalogue) -> Vec<(Option<&str>, Option<&Audio>)> {
    let stands = catalogue.stands.iter();
    let editions = stands
        .flat_map(|stand| &stand.publications)
        .flat_map(|one| &one.editions);
    editions
        .map(|edition| (edition.language.as_deref(), edition.audio.as_ref()))
        .collect()
}

#[test]
fn a_recording_is_served_with_the_edition_that_it_reads() {
    let folder = Folder::new();
    folder
        .put_written("01 Stand/report.en.pdf", &["The tide"])
        .put_written("01 Stand/report.fr.pdf", &["La marée"])
        // Whatever its name says, it is what its bytes are.
        .put("01 Stand/report.fr.mp3", recording("sound.m4a"))
        .put("01 Stand/anthem.mp3", recording("sound.mp3"));
    let server = Server::start(&folder);
    let catalogue = server.wait_for("the recording", |catalogue| {
        read_by(catalogue).iter().any(|(_, audio)| audio.is_some())
    });
    let editions = read_by(&catalogue);
    assert_eq!(editions.len(), 2);
    assert_eq!(editions[0], (Some("en"), None));
    let (Some("fr"), Some(audio)) = editions[1] else {
        panic!("{editions:?}")
    };
    assert_eq!(audio.mime, "audio/mp4; codecs=\"mp4a.40.2\"");
    assert!((0.9..1.2).contains(&audio.seconds), "{}", audio.seconds);

    let path = format!("/media/{}", audio.media);
    let whole = server.get(&path);
    assert_eq!((whole.status, whole.header("content-type")), (200, "audio/mp4"));
    assert_eq!(whole.body.len(), recording("sound.m4a").len());
    let part = server.ask("GET", &path, &[("range", "bytes=4-11")], &[]);
    assert_eq!((part.status, part.body.as_slice()), (206, &whole.body[4..12]));
    // It is no film, and no picture.
    assert_eq!(server.get(&format!("/picture/{}/shelf", audio.media)).status, 404);

    let alone = server.wait_for("the anthem's problem", |catalogue| !catalogue.problems.is_empty());
    let told: Vec<_> = alone
        .problems
        .iter()
        .map(|one| (one.code, one.file.as_str()))
        .collect();
    assert_eq!(told, [(ProblemCode::SoundAlone, "01 Stand/anthem.mp3")]);
}

#[test]
fn a_served_show_speaks_to_nobody() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let voices = server.get("/voices");
    assert_eq!(
        (voices.status, voices.text()),
        (200, r#"{"languages":[]}"#.into())
    );
    let wish = json!({ "sentence": "Il pleut.", "language": "fr", "rate": 1.0, "loudness": 0.5 });
    let wish = wish.to_string();
    let kind = [("content-type", "application/json")];
    assert_eq!(server.ask("POST", "/speak", &kind, wish.as_bytes()).status, 404);
    // Nobody who has not come in learns even that.
    for (method, path) in [("GET", "/voices"), ("POST", "/speak")] {
        assert_eq!(server.plain(method, path, &kind, wish.as_bytes()).status, 401);
    }
    let foreign = [kind[0], ("origin", "http://evil.example")];
    assert_eq!(
        server.ask("POST", "/speak", &foreign, wish.as_bytes()).status,
        403
    );
}
