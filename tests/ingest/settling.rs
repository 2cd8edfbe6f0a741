//! How long files wait, to the moment, on a clock that the test moves: nothing half is shown however long a copy rests,
//! nothing whole waits longer than it must, and what stays broken is told in the end.

use std::collections::BTreeSet;
use std::time::Duration;

use vitrine_core::intake::identity::media_name;
use vitrine_core::messages::ProblemCode::{FileDamaged, FileEmpty, FolderMissing};

use super::intake::{Intake, media, shelves};
use crate::support::Folder;
use crate::support::folder::{FILM, photo, publication};

/// What the fixture shows.
const FAIR: [&str; 3] = ["Harbour/Dhow 2", "Harbour/Dhow 10", "Kitchen/Bread"];
/// The same with one more photo.
const WITH_SALT: [&str; 4] = [
    "Harbour/Dhow 2",
    "Harbour/Dhow 10",
    "Kitchen/Bread",
    "Kitchen/Salt",
];
/// Longer than from one look to the next, reading and publishing.
const A_MOMENT: Duration = Duration::from_millis(500);

fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

fn halves(whole: &[u8]) -> (&[u8], &[u8]) {
    whole.split_at(whole.len() / 2)
}

#[test]
fn a_file_is_shown_a_moment_after_its_last_byte() {
    let whole = photo(800, 600, 1);
    Intake::of("fair")
        .shows(&FAIR)
        .put("2 Kitchen/salt.jpg", &whole)
        .after(A_MOMENT)
        .shows(&WITH_SALT)
        .tells(&[]);
}

#[test]
fn a_copy_that_rests_with_its_file_open_waits_as_long_as_it_takes() {
    let whole = photo(800, 600, 1);
    let (first, rest) = halves(&whole);
    Intake::looking_every(seconds(1), "fair")
        .begin("2 Kitchen/salt.jpg", first)
        .after(seconds(30))
        .shows(&FAIR)
        .tells(&[])
        .go_on(rest)
        .after(seconds(600))
        .shows(&FAIR)
        .tells(&[])
        .close()
        .after(seconds(2))
        .shows(&WITH_SALT)
        .tells(&[]);
}

#[test]
fn half_a_file_is_told_after_five_seconds_and_shown_when_it_is_whole() {
    let whole = photo(800, 600, 1);
    Intake::of("fair")
        .put("2 Kitchen/salt.jpg", halves(&whole).0)
        .after(seconds(5))
        .shows(&FAIR)
        .tells(&[])
        .after(A_MOMENT)
        .shows(&FAIR)
        .tells(&[("2 Kitchen/salt.jpg", FileDamaged)])
        .put("2 Kitchen/salt.jpg", &whole)
        .after(A_MOMENT)
        .shows(&WITH_SALT)
        .tells(&[]);
}

#[test]
fn reserved_space_within_a_film_is_waited_for_a_minute() {
    // A part of it that says nothing, as some cameras leave one.
    let whole = [FILM, &65_536_u32.to_be_bytes(), b"free", &[1; 65_528]].concat();
    let begin = &whole[..FILM.len() + 8];
    let with_film = [FAIR[0], FAIR[1], FAIR[2], "Kitchen/Tide"];
    let mut intake = Intake::of("fair");
    intake
        .reserve("2 Kitchen/tide.mp4", begin, whole.len())
        .after(seconds(60));
    if shelves(&intake.catalogue()).len() > FAIR.len() {
        eprintln!("this file system tells of no holes; nothing to test");
        return;
    }
    intake
        .tells(&[])
        .fill("2 Kitchen/tide.mp4", &whole)
        .after(A_MOMENT)
        .shows(&with_film)
        .reserve("2 Kitchen/wave.mp4", begin, whole.len())
        .after(seconds(60))
        .shows(&with_film)
        .after(A_MOMENT)
        .shows(&[&with_film[..], &["Kitchen/Wave"]].concat());
}

#[test]
fn a_photo_on_show_stays_until_its_successor_is_whole() {
    let next = photo(800, 600, 7);
    let (first, rest) = halves(&next);
    let mut intake = Intake::of("fair");
    let before = media(&intake.catalogue())
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    intake
        .begin("2 Kitchen/bread.jpg", first)
        .watched(seconds(60), |now| assert_eq!(media(now), before))
        .tells(&[])
        .go_on(rest)
        .close()
        .after(A_MOMENT)
        .shows(&FAIR)
        .tells(&[]);
    assert_ne!(media(&intake.catalogue()), before);
}

#[test]
fn an_empty_file_is_told_though_its_bytes_are_those_of_an_empty_text() {
    Intake::of("fair")
        .put("2 Kitchen/notes.txt", "")
        .after(seconds(10))
        .tells(&[])
        .put("2 Kitchen/salt.jpg", "")
        .after(seconds(6))
        .tells(&[])
        .after(seconds(1))
        .shows(&FAIR)
        .tells(&[("2 Kitchen/salt.jpg", FileEmpty)]);
}

#[test]
fn a_folder_that_is_emptied_counts_after_a_minute() {
    Intake::of("fair")
        .remove("1 Harbour")
        .remove("2 Kitchen")
        .remove("exhibition.json")
        .after(seconds(59))
        .shows(&FAIR)
        .tells(&[("", FolderMissing)])
        .after(seconds(3))
        .shows(&[])
        .tells(&[]);
}

#[test]
fn a_folder_that_is_away_for_hours_keeps_its_show() {
    let whole = photo(800, 600, 1);
    Intake::looking_every(seconds(1), "fair")
        .pull_out()
        .watched(seconds(3 * 3600), |now| assert_eq!(shelves(now), FAIR))
        .tells(&[("", FolderMissing)])
        .plug_in()
        .after(seconds(3))
        .shows(&FAIR)
        .tells(&[])
        .put("2 Kitchen/salt.jpg", &whole)
        .after(seconds(2))
        .shows(&WITH_SALT);
}

#[test]
fn a_photo_that_is_carried_to_another_stand_is_not_missed_meanwhile() {
    let bread = std::fs::read(Folder::fixture("fair").join("2 Kitchen/bread.jpg")).unwrap();
    Intake::of("fair")
        // Something else is arriving, as in every copy of more than one file.
        .begin("1 Harbour/pier.jpg", &photo(800, 600, 1)[..100])
        .after(A_MOMENT)
        .remove("2 Kitchen/bread.jpg")
        .watched(seconds(1), |now| assert_eq!(shelves(now), FAIR))
        .put("1 Harbour/bread.jpg", &bread)
        .after(seconds(1))
        .shows(&["Harbour/Bread", "Harbour/Dhow 2", "Harbour/Dhow 10"])
        .remove("1 Harbour/bread.jpg")
        .after(seconds(1))
        .shows(&["Harbour/Bread", "Harbour/Dhow 2", "Harbour/Dhow 10"])
        .after(seconds(1))
        .shows(&FAIR[..2])
        .tells(&[]);
}

#[test]
fn where_nothing_is_told_the_next_look_finds_it() {
    let whole = photo(800, 600, 1);
    Intake::looking_every(seconds(30), "fair")
        .put("2 Kitchen/salt.jpg", &whole)
        .after(seconds(28))
        .shows(&FAIR)
        .after(seconds(3))
        .shows(&WITH_SALT);
}

/// What a copying program does to one file.
enum Manner {
    /// Writes on, with the file open.
    Open,
    /// Closes it after each piece.
    Closing,
    /// Reserves the space first, and closes it after each piece.
    Reserving,
}

#[test]
fn of_copies_of_every_manner_none_is_shown_early_and_none_is_lost() {
    // The same numbers each time: a multiplicative generator modulo a prime (Lehmer).
    let mut state: u64 = 20_261_126;
    let mut chance = |below: u64| {
        state = state * 48_271 % 2_147_483_647;
        state % below
    };
    let mut intake = Intake::looking_every(seconds(1), "fair");
    let mut wholes: BTreeSet<String> = media(&intake.catalogue())
        .into_iter()
        .map(str::to_owned)
        .collect();
    let made = tempfile::tempdir().unwrap();
    for number in 0..48_u8 {
        let (kind, whole) = match chance(3) {
            0 => ("pdf", publication(1 + usize::from(number))),
            1 => ("mp4", [FILM, &[0, 0, 0, 9], b"free", &[number]].concat()),
            _ => ("jpg", photo(160, 120, number)),
        };
        let alone = made.path().join("whole");
        std::fs::write(&alone, &whole).unwrap();
        let name = format!("{} Stand/file {number}.{kind}", number % 4 + 1);
        let manner = match chance(3) {
            0 => Manner::Open,
            1 => Manner::Closing,
            _ => Manner::Reserving,
        };
        let pieces = 1 + usize::try_from(chance(5)).unwrap();
        let ends = (1..pieces).map(|piece| whole.len() * piece / pieces);
        for end in ends {
            let pause = match manner {
                Manner::Open => Duration::from_millis(chance(60_000)),
                // Shorter than the time after which somebody is told that the file is broken.
                Manner::Closing | Manner::Reserving => Duration::from_millis(chance(4_800)),
            };
            match manner {
                Manner::Open => intake.begin(&name, &whole[..end]),
                Manner::Closing => intake.put(&name, &whole[..end]),
                Manner::Reserving => intake.reserve(&name, &whole[..end], whole.len()),
            };
            intake.watched(pause, |now| {
                let early = media(now).into_iter().find(|media| !wholes.contains(*media));
                assert_eq!(early, None, "{name}");
            });
        }
        wholes.insert(media_name(&alone).unwrap());
        intake.close().put(&name, &whole).after(seconds(2)).tells(&[]);
        let shown = media(&intake.catalogue())
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>();
        assert_eq!(shown, wholes, "{name}");
    }
}
