//! From the last byte of a dropped file to the snapshot that has it, while nothing else happens.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::corpus::{Camera, photos, renamed};
use crate::report::Section;
use crate::scene::{Playing, Scene};
use crate::small::{film, publication};
use crate::spread::Spread;

/// Files of each kind; with three kinds this is more than the fifty that a percentile needs.
const EACH: u32 = 18;
/// How long nothing may have changed before the next file is dropped.
const CALM: Duration = Duration::from_millis(700);

pub(crate) fn measure(_runs: usize) -> Result<Section> {
    let photo = fs::read(&photos(Camera::Small, 1)?[0])?;
    let scene = Scene::new()?;
    fs::create_dir(scene.assets().join("01 Stand"))?;
    let playing = scene.open("cache")?;
    playing.wait_for(|snapshot| snapshot.catalogue.number > 0)?;
    let mut all = Spread::default();
    let mut kinds = [
        ("photo, 12 MP", Spread::default()),
        ("publication", Spread::default()),
        ("film", Spread::default()),
    ];
    for number in 0..EACH * 3 {
        let kind = number as usize % 3;
        let (name, bytes) = match kind {
            0 => (format!("{number}.jpg"), renamed(&photo, number)),
            1 => (format!("{number}.pdf"), publication(number)?),
            _ => (format!("{number}.mp4"), film(number)?),
        };
        // Not in step with any clock of the show.
        playing.rest(CALM + Duration::from_millis(u64::from(number * 37 % 100)));
        let time = drop_one(&playing, &scene, &name, &bytes)?;
        all.add(time);
        kinds[kind].1.add(time);
    }
    let mut section = Section::new(
        "Drops: last byte written to published in the catalogue, at rest",
        &["", "best ms", "median ms", "p95 ms", "drops"],
    );
    section.row(["all".to_owned()].into_iter().chain(all.cells()));
    for (name, times) in &kinds {
        section.row([(*name).to_owned()].into_iter().chain(times.cells()));
    }
    section.note(
        "There is no peer that does the same; the targets are 300 ms for the median and 600 ms for p95.",
    );
    Ok(section)
}

fn drop_one(playing: &Playing, scene: &Scene, name: &str, bytes: &[u8]) -> Result<Duration> {
    let path = scene.assets().join("01 Stand").join(name);
    fs::write(&path, bytes)?;
    let written = Instant::now();
    playing.wait_for(|snapshot| snapshot.media.values().any(|file| file.path == path))?;
    Ok(written.elapsed())
}
