//! Openings are counted where a window shows the screens, and nowhere else; what is written has numbers and nothing more.

use serde_json::{Value, json};
use vitrine_core::usage::Day;
use vitrine_stage::StageOptions;

use crate::support::{Folder, House, Server};

fn note(stand: &str, kind: &str, item: &str, hour: u32) -> Value {
    json!({ "stand": stand, "kind": kind, "item": item, "language": "en", "day": "2026-11-27", "hour": hour })
}

#[test]
fn a_server_without_a_window_counts_nothing() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 300, 200, 7);
    let server = Server::start(&folder);
    let catalogue = server.wait_for("a stand", |catalogue| !catalogue.stands.is_empty());
    let body = note(&catalogue.stands[0].id, "stand", "", 14).to_string();
    let answer = server.ask(
        "POST",
        "/usage",
        &[("content-type", "application/json")],
        body.as_bytes(),
    );
    assert_eq!(answer.status, 404);
}

#[test]
fn openings_are_counted_and_written_when_the_show_ends() {
    let folder = Folder::new();
    folder.put_photo("7 Harbour/Boats/a.jpg", 300, 200, 7);
    let options = StageOptions {
        usage: Some(folder.data()),
        ..StageOptions::default()
    };
    let (house, stand) = House::open(&folder, options, |catalogue| catalogue.stands.first().cloned());
    let tell = |body: Value| house.post("/usage", &body).status().as_u16();
    let series = &stand.series[0].id;
    assert_eq!(tell(note(&stand.id, "stand", "", 14)), 204);
    assert_eq!(tell(note(&stand.id, "photos", series, 14)), 204);
    assert_eq!(tell(note(&stand.id, "photos", series, 14)), 204);
    assert_eq!(tell(note(&stand.id, "photos", "gone", 14)), 404);
    assert_eq!(tell(note("gone", "stand", "", 14)), 404);
    let mut elsewhere = note(&stand.id, "stand", "", 14);
    elsewhere["day"] = json!("../../2026");
    assert_eq!(tell(elsewhere), 400);
    assert_eq!(tell(json!({ "visitor": 1 })), 400);
    let stranger = house
        .agent
        .post(format!("http://{}/usage", house.stage.address()))
        .send_json(note(&stand.id, "stand", "", 14));
    assert_eq!(stranger.unwrap().status().as_u16(), 401);

    drop(house);
    let day = Day::of(&folder.data(), "2026-11-27").unwrap();
    let cells: Vec<_> = day
        .cells()
        .map(|(cell, count)| (cell.stand.as_str(), cell.title.as_str(), count))
        .collect();
    assert_eq!(cells, [("07 Harbour", "", 1), ("07 Harbour", "Boats", 2)]);
}
