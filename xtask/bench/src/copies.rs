//! A thousand copies in every manner at the same time: none may be shown before its last byte, none may be lost.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use vitrine_core::intake::identity::media_name;
use vitrine_core::pipeline::{MediaKind, Snapshot};
use vitrine_core::rendition::recipe::{Recipe, Size};
use vitrine_torture::chance::Chance;
use vitrine_torture::files::Kind;
use vitrine_torture::manner::{Manner, Pace, copy};

use crate::report::Section;
use crate::scene::{Playing, Scene, ready};
use crate::small::STANDS;
use crate::spread::Spread;

const COPIES: usize = 1000;
/// Copies that go on at the same time.
const HANDS: usize = 48;
/// One in so many goes over a file that is being shown.
const OVER: usize = 4;
/// One in so many takes its time: some of its rests outlast the patience with broken files.
const SLUGGISH: usize = 12;
/// What the others take.
const BRISK: Pace = Pace {
    short: 350,
    long: 2500,
    sluggish: false,
};
const SLOW: Pace = Pace {
    short: 900,
    long: 9000,
    sluggish: true,
};

/// The longest wait for everything to be shown after the last copy, and for a new start to agree.
const AGREEMENT: Duration = Duration::from_secs(900);

/// Seed of the environment, for a run that is to be repeated.
const SEED: &str = "VITRINE_SEED";

/// One copy.
struct Errand {
    path: PathBuf,
    manner: Manner,
    kind: Kind,
    pace: Pace,
    chance: Chance,
    /// The earlier errand to the same place.
    after: Option<usize>,
}

/// What is known of an errand that was done.
#[derive(Clone)]
struct Done {
    manner: Manner,
    media: String,
    path: PathBuf,
    finished: Instant,
}

/// What the show had at some time.
#[derive(Default)]
struct Seen {
    /// Every pair of file and media name, and when it was first shown.
    shown: BTreeMap<(PathBuf, String), Instant>,
    snapshots: usize,
}

pub(crate) fn measure(_runs: usize) -> Result<Section> {
    let seed = seed()?;
    eprintln!("seed {seed} ({SEED}={seed} repeats the choices)");
    let scene = Scene::new()?;
    for stand in 0..STANDS {
        fs::create_dir(scene.assets().join(stand_name(stand)))?;
    }
    let wholes = scene.path("wholes");
    fs::create_dir(&wholes)?;
    let errands = plan(&scene.assets(), seed);
    let playing = scene.open("cache")?;
    let begun = Instant::now();
    let (done, seen) = run(&playing, &wholes, &errands)?;
    let copied = begun.elapsed();
    let last = last_of_each(&done);
    // Whatever is not there then is lost.
    let seen = RefCell::new(seen);
    playing.wait_at_most(AGREEMENT, |snapshot| {
        keep(&mut seen.borrow_mut(), snapshot);
        let (ready, all) = ready(&snapshot.catalogue);
        holds(snapshot, &last) && snapshot.catalogue.problems.is_empty() && ready == all
    });
    let seen = seen.into_inner();
    let section = tell(seed, &errands, &done, &seen, &playing, copied)?;
    compare(&scene, &playing)?;
    Ok(section)
}

fn seed() -> Result<u64> {
    match std::env::var(SEED) {
        Ok(text) => text
            .parse()
            .with_context(|| format!("{SEED} is no number: {text}")),
        Err(_) => Ok(SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(1, |since| since.as_secs())),
    }
}

fn stand_name(stand: usize) -> String {
    format!("{:02} Stand", stand + 1)
}

fn plan(assets: &Path, seed: u64) -> Vec<Errand> {
    let mut chance = Chance::new(seed);
    let mut errands: Vec<Errand> = Vec::new();
    // Places that no later errand goes to yet.
    let mut free: Vec<usize> = Vec::new();
    for number in 0..COPIES {
        let over = (chance.one_in(OVER) && free.len() > HANDS).then(|| {
            let place = chance.below(free.len() - HANDS / 2);
            free.remove(place)
        });
        let kind = over.map_or_else(
            || *chance.pick(&Kind::ALL).expect("there are kinds"),
            |before| errands[before].kind,
        );
        let path = over.map_or_else(
            || {
                let stand = stand_name(chance.below(STANDS));
                assets
                    .join(stand)
                    .join(format!("item {number}.{}", kind.extension()))
            },
            |before| errands[before].path.clone(),
        );
        free.push(number);
        errands.push(Errand {
            path,
            manner: *chance.pick(&Manner::ALL).expect("there are manners"),
            kind,
            pace: if chance.one_in(SLUGGISH) { SLOW } else { BRISK },
            chance: chance.branch(),
            after: over,
        });
    }
    errands
}

/// Does all errands, and looks at every snapshot meanwhile.
fn run(playing: &Playing, wholes: &Path, errands: &[Errand]) -> Result<(Vec<Done>, Seen)> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<Done>>> = errands.iter().map(|_| Mutex::new(None)).collect();
    let entry = |number: usize| {
        done[number]
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    };
    thread::scope(|scope| {
        let hands: Vec<_> = (0..HANDS)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let Some(errand) = errands.get(number) else {
                            return Ok(());
                        };
                        // Two at once over the same file would be a fight, not a copy.
                        while errand.after.is_some_and(|before| entry(before).is_none()) {
                            thread::sleep(Duration::from_millis(20));
                        }
                        let finished = go(errand, &wholes.join(number.to_string()))?;
                        *done[number].lock().unwrap_or_else(PoisonError::into_inner) = Some(finished);
                    }
                })
            })
            .collect();
        let mut seen = Seen::default();
        while hands.iter().any(|hand| !hand.is_finished()) {
            // The timeout is for the end of the last hand.
            if playing.changes.recv_timeout(Duration::from_millis(100)).is_ok() {
                keep(&mut seen, &playing.show.snapshot());
            }
        }
        for hand in hands {
            if hand.join().is_err() {
                bail!("a copy came to an unexpected end");
            }
        }
        let done = (0..errands.len()).map(|number| entry(number).context("every errand is done"));
        Ok((done.collect::<Result<_>>()?, seen))
    })
}

fn go(errand: &Errand, whole: &Path) -> Result<Done> {
    let mut chance = errand.chance.clone();
    let bytes = errand.kind.make(&mut chance);
    fs::write(whole, &bytes)?;
    let media = media_name(whole)?;
    copy(
        errand.manner,
        &errand.path,
        &bytes,
        errand.pace,
        &mut chance,
        &mut |rest| thread::sleep(rest),
    )
    .with_context(|| format!("{} cannot be copied", errand.path.display()))?;
    Ok(Done {
        manner: errand.manner,
        media,
        path: errand.path.clone(),
        finished: Instant::now(),
    })
}

fn keep(seen: &mut Seen, snapshot: &Snapshot) {
    let now = Instant::now();
    seen.snapshots += 1;
    for (media, file) in &snapshot.media {
        seen.shown
            .entry((file.path.clone(), media.clone()))
            .or_insert(now);
    }
}

/// What lies in each place in the end.
fn last_of_each(done: &[Done]) -> BTreeMap<&Path, &Done> {
    let mut last: BTreeMap<&Path, &Done> = BTreeMap::new();
    for copied in done {
        last.insert(&copied.path, copied);
    }
    last
}

fn holds(snapshot: &Snapshot, last: &BTreeMap<&Path, &Done>) -> bool {
    last.values().all(|copied| is_shown(snapshot, copied))
}

fn is_shown(snapshot: &Snapshot, copied: &Done) -> bool {
    let file = snapshot.media.get(&copied.media);
    file.is_some_and(|file| file.path == copied.path)
}

fn tell(
    seed: u64,
    errands: &[Errand],
    done: &[Done],
    seen: &Seen,
    playing: &Playing,
    copied: Duration,
) -> Result<Section> {
    let snapshot = playing.show.snapshot();
    let mut wholes: BTreeSet<(&Path, &str)> = BTreeSet::new();
    for copied in done {
        wholes.insert((&copied.path, &copied.media));
    }
    let early: Vec<&(PathBuf, String)> = seen
        .shown
        .keys()
        .filter(|(path, media)| !wholes.contains(&(path.as_path(), media.as_str())))
        .collect();
    let last = last_of_each(done);
    let lost: Vec<&&Done> = last
        .values()
        .filter(|copied| !is_shown(&snapshot, copied))
        .collect();
    for (path, media) in &early {
        eprintln!("shown early: {} as {media}", path.display());
    }
    for copied in &lost {
        eprintln!("lost: {} ({})", copied.path.display(), copied.manner.words());
    }
    for problem in &snapshot.catalogue.problems {
        eprintln!(
            "problem: {:?} {} {}",
            problem.code, problem.file, problem.words.en.sentence
        );
    }
    let mut section = Section::new(
        "Copies: 1000 randomised slow, paused and pre-allocated ones, many at the same time",
        &[
            "",
            "published early",
            "lost",
            "best ms",
            "median ms",
            "p95 ms",
            "timed",
        ],
    );
    let row = |section: &mut Section, name: &str, manner: Option<Manner>| {
        let of = |other: Manner| manner.is_none_or(|manner| manner == other);
        let lost = lost.iter().filter(|copied| of(copied.manner)).count();
        let ours: BTreeSet<&Path> = errands
            .iter()
            .filter(|errand| of(errand.manner))
            .map(|errand| errand.path.as_path())
            .collect();
        let early = early
            .iter()
            .filter(|(path, _)| ours.contains(path.as_path()))
            .count();
        let mut times = Spread::default();
        for copied in done.iter().filter(|copied| of(copied.manner)) {
            if let Some(at) = seen.shown.get(&(copied.path.clone(), copied.media.clone())) {
                times.add(at.saturating_duration_since(copied.finished));
            }
        }
        let mut cells = vec![name.to_owned(), early.to_string(), lost.to_string()];
        cells.extend(times.cells());
        section.row(cells);
    };
    row(&mut section, "all", None);
    for manner in Manner::ALL {
        row(&mut section, manner.words(), Some(manner));
    }
    let over = errands.iter().filter(|errand| errand.after.is_some()).count();
    section.note(format!(
        "JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF, MP4, WebM and PDF files of 15 to 130 KB in {} s, {HANDS} copies at a time, {over} of them over \
         a file that is being shown; rests of up to {} s. Seed {seed}; {} of {} snapshots were looked at.",
        copied.as_secs(),
        SLOW.long / 1000,
        seen.snapshots,
        snapshot.catalogue.number,
    ));
    section.note("Published early: a snapshot names bytes that are neither the whole old nor the whole new file. Milliseconds: last byte to a snapshot that has it, while the machine is busy with the other copies; a copy that was replaced before it was shown has none.");
    if early.len() + lost.len() > 0 {
        eprintln!("{section}");
        bail!(
            "{} published early and {} lost with seed {seed}",
            early.len(),
            lost.len()
        );
    }
    Ok(section)
}

/// Every picture must be the one that a new start makes of the same folder.
fn compare(scene: &Scene, playing: &Playing) -> Result<()> {
    let fresh = scene.open("fresh")?;
    let deadline = Instant::now() + AGREEMENT;
    let snapshot = loop {
        let (one, other) = (playing.show.snapshot(), fresh.show.snapshot());
        let (ready, all) = ready(&other.catalogue);
        if ready == all && differences(&one, &other).is_empty() {
            break one;
        }
        if Instant::now() > deadline {
            bail!(
                "a new start shows something else than what was shown in the end ({ready} of {all} ready):\n{}",
                differences(&one, &other)
            );
        }
        thread::sleep(Duration::from_millis(250));
    };
    for (media, file) in &snapshot.media {
        let recipe = match file.kind {
            MediaKind::Photo { .. } => Recipe::Photo(Size::Shelf),
            MediaKind::Publication { .. } => Recipe::Page(1, Size::Shelf),
            MediaKind::Film { .. } | MediaKind::Sound { .. } | MediaKind::Captions => continue,
        };
        let (one, other) = (playing.rendition(media, recipe)?, fresh.rendition(media, recipe)?);
        if one.source.bytes()? != other.source.bytes()? {
            bail!("{} has a picture of other bytes", file.path.display());
        }
    }
    Ok(())
}

/// Lines of the two snapshots that only one of them has, without their numbers.
fn differences(one: &Snapshot, other: &Snapshot) -> String {
    let lines = |snapshot: &Snapshot| {
        let mut catalogue = snapshot.catalogue.clone();
        catalogue.number = 0;
        format!("{catalogue:#?}\n{:#?}", snapshot.media)
    };
    let (one, other) = (lines(one), lines(other));
    let mut told = String::new();
    for (name, own, foreign) in [("before", &one, &other), ("new", &other, &one)] {
        let foreign: BTreeSet<&str> = foreign.lines().collect();
        for line in own.lines().filter(|line| !foreign.contains(line)) {
            told += &format!("  only {name}: {}\n", line.trim());
        }
    }
    told
}
