//! From an exhibitor's deed (add, replace, rename, move, delete, delete a whole stand) to the snapshot that shows it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use vitrine_core::pipeline::Snapshot;

use crate::corpus::{Camera, photos, renamed};
use crate::report::Section;
use crate::scene::{Playing, Scene};
use crate::spread::Spread;

/// How often each deed is done in one run.
const ROUNDS: u32 = 20;
/// How long nothing may have changed before the next deed.
const CALM: Duration = Duration::from_millis(700);

/// The deeds in the order in which they are done to one file.
const DEEDS: [&str; 6] = [
    "add",
    "replace",
    "rename",
    "move to another stand",
    "delete",
    "delete a stand",
];

pub(crate) fn measure(_runs: usize) -> Result<Section> {
    let photo = fs::read(&photos(Camera::Small, 1)?[0])?;
    let scene = Scene::new()?;
    for stand in ["01 Here", "02 There"] {
        fs::create_dir(scene.assets().join(stand))?;
    }
    let playing = scene.open("cache")?;
    playing.wait_for(|snapshot| snapshot.catalogue.number > 0)?;
    let mut times = DEEDS.map(|_| Spread::default());
    for round in 0..ROUNDS {
        for (deed, time) in one_round(&playing, &scene, &photo, round)?
            .into_iter()
            .enumerate()
        {
            times[deed].add(time);
        }
    }
    let mut section = Section::new(
        "Changes: what an exhibitor does to the folder, until the catalogue shows it",
        &["", "best ms", "median ms", "p95 ms", "times"],
    );
    for (name, times) in DEEDS.iter().zip(&times) {
        section.row([(*name).to_owned()].into_iter().chain(times.cells()));
    }
    section.note("There is no peer that does the same; each has to show within 2 s.");
    Ok(section)
}

fn one_round(playing: &Playing, scene: &Scene, photo: &[u8], round: u32) -> Result<[Duration; 6]> {
    let (first, second) = (renamed(photo, 2 * round), renamed(photo, 2 * round + 1));
    let (here, there) = (scene.assets().join("01 Here"), scene.assets().join("02 There"));
    let (one, other) = (
        here.join(format!("{round}.jpg")),
        here.join(format!("{round} again.jpg")),
    );
    let moved = there.join(format!("{round}.jpg"));
    let gone = scene.assets().join("03 Gone");
    let time =
        |deed: &dyn Fn() -> std::io::Result<()>, shows: &dyn Fn(&Snapshot) -> bool| -> Result<Duration> {
            // Not in step with any clock of the show.
            playing.rest(CALM + Duration::from_millis(u64::from(round * 37 % 100)));
            deed()?;
            let done = Instant::now();
            playing.wait_for(shows)?;
            Ok(done.elapsed())
        };
    let add = time(&|| fs::write(&one, &first), &|now| media(now, &one).is_some())?;
    let before = media(&playing.show.snapshot(), &one).context("the photo was there")?;
    let replace = time(&|| fs::write(&one, &second), &|now| {
        media(now, &one).is_some_and(|media| media != before)
    })?;
    let rename = time(&|| fs::rename(&one, &other), &|now| {
        media(now, &one).is_none() && media(now, &other).is_some()
    })?;
    let move_over = time(&|| fs::rename(&other, &moved), &|now| {
        media(now, &other).is_none() && media(now, &moved).is_some()
    })?;
    let delete = time(&|| fs::remove_file(&moved), &|now| media(now, &moved).is_none())?;
    fs::create_dir(&gone)?;
    fs::write(gone.join("a.jpg"), &first)?;
    playing.wait_for(|now| media(now, &gone.join("a.jpg")).is_some())?;
    let stand = time(&|| fs::remove_dir_all(&gone), &|now| {
        now.catalogue.stands.iter().all(|stand| stand.name != "Gone")
    })?;
    Ok([add, replace, rename, move_over, delete, stand])
}

/// Name of the bytes that a file shows.
fn media(snapshot: &Snapshot, path: &Path) -> Option<String> {
    let found = snapshot.media.iter().find(|(_, file)| file.path == path);
    found.map(|(media, _)| media.clone())
}
