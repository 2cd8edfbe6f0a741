//! The judgement: what is shown in the end must be what a program shows that has never seen anything else.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use vitrine_core::messages::{Catalogue, ItemState};

use crate::ordeal::{End, Pictures, pictures_of, remember};
use crate::place::Place;
use crate::program::Program;

/// Longer than the show lets any file wait, and time to make all pictures.
const PATIENCE: Duration = Duration::from_secs(150);
/// Between two questions.
const PAUSE: Duration = Duration::from_millis(250);
/// For how many questions the answer must stay the same.
const CALM: usize = 16;

/// Compares, and says what was compared.
pub(crate) fn compare(place: &Place, binary: &Path, end: End) -> Result<String> {
    let End {
        program: tortured,
        mut pictures,
        deeds,
    } = end;
    let config = place.path("config");
    let mut fresh = Program::start(binary, &place.assets(), &place.path("fresh"), &config)?;
    let catalogue = agreed(&tortured, &fresh)?;
    let shown = pictures_of(&catalogue);
    let films: Vec<&str> = catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.films)
        .map(|film| film.media.as_str())
        .collect();
    for (media, address) in shown {
        if films.contains(&media.as_str()) {
            continue;
        }
        let (one, other) = (tortured.get(&address)?, fresh.get(&address)?);
        if one.0 != 200 || one != other {
            bail!("{address}: answers {} and {} differ or are none", one.0, other.0);
        }
        remember(&mut pictures, media, address, one.1)?;
    }
    fresh.kill();
    prove(place, binary, &pictures)?;
    let deeds: Vec<String> = deeds
        .iter()
        .map(|(deed, count)| format!("{deed} {count}"))
        .collect();
    Ok(format!(
        "{}. The last catalogue ({} stands, {} problems) is that of a fresh look; {} pictures belong to their files.",
        deeds.join(", "),
        catalogue.stands.len(),
        catalogue.problems.len(),
        pictures.len()
    ))
}

/// Waits until both say the same for a while, and everything is ready.
fn agreed(tortured: &Program, fresh: &Program) -> Result<Catalogue> {
    let deadline = Instant::now() + PATIENCE;
    let mut calm = 0;
    let mut last: Option<Catalogue> = None;
    loop {
        let (mut one, mut other) = (tortured.catalogue()?, fresh.catalogue()?);
        (one.number, other.number) = (0, 0);
        let same = one == other && !is_waiting(&one);
        calm = if same && last.as_ref() == Some(&one) {
            calm + 1
        } else {
            0
        };
        if calm >= CALM {
            return Ok(one);
        }
        if Instant::now() > deadline {
            let lines = |catalogue: &Catalogue| serde_json::to_string_pretty(catalogue).unwrap_or_default();
            bail!(
                "the catalogues do not come to agree:\n{}",
                differences(&lines(&one), &lines(&other))
            );
        }
        last = Some(one);
        thread::sleep(PAUSE);
    }
}

fn is_waiting(catalogue: &Catalogue) -> bool {
    catalogue.stands.iter().any(|stand| {
        let mut photos = stand.series.iter().flat_map(|series| &series.photos);
        let mut editions = stand
            .publications
            .iter()
            .flat_map(|publication| &publication.editions);
        photos.any(|photo| photo.state == ItemState::Pending)
            || editions.any(|edition| edition.state == ItemState::Pending)
    })
}

/// Lines that only one of them has.
fn differences(tortured: &str, fresh: &str) -> String {
    let mut told = String::new();
    for (name, one, other) in [("tortured", tortured, fresh), ("fresh", fresh, tortured)] {
        let others: std::collections::BTreeSet<&str> = other.lines().collect();
        for line in one.lines().filter(|line| !others.contains(line)) {
            told += &format!("  only {name}: {}\n", line.trim());
        }
    }
    told
}

/// Every picture that was ever served must be the one that is made of the file whose name it bore.
fn prove(place: &Place, binary: &Path, pictures: &Pictures) -> Result<()> {
    let (proof, library) = (place.path("proof"), place.path("library"));
    let stand = proof.join("1 All that was shown");
    fs::create_dir(&stand)?;
    for (media, _) in pictures.values() {
        let to = stand.join(media);
        if !to.exists() {
            fs::copy(library.join(media), to).with_context(|| format!("{media} is not in the library"))?;
        }
    }
    let program = Program::start(binary, &proof, &place.path("proven"), &place.path("config"))?;
    let deadline = Instant::now() + PATIENCE;
    for (address, (_, seen)) in pictures {
        loop {
            let (status, body) = program.get(address)?;
            if status == 200 {
                if body != *seen {
                    bail!("{address} was served with a picture of other bytes");
                }
                break;
            }
            if Instant::now() > deadline {
                bail!("{address} was served, and cannot be made of its file ({status})");
            }
            thread::sleep(PAUSE);
        }
    }
    Ok(())
}
