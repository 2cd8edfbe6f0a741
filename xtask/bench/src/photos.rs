//! A folder of camera photos becomes renditions of both sizes: how many a second, how like, in how much memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use vitrine_core::pipeline::lanes;
use vitrine_core::rendition::protocol::{Job, Outcome};
use vitrine_core::rendition::recipe::Size;
use vitrine_core::rendition::workers::{Urgency, Workers};

use crate::corpus::{Camera, photos};
use crate::likeness::Original;
use crate::machine;
use crate::memory::{Watch, megabytes};
use crate::peers::{self, Small};
use crate::report::Section;
use crate::scene::{Scene, ready, worker};
use crate::spread::Spread;

/// Photos of each camera in the folder.
const EACH: u32 = 8;
/// Photos of each camera whose likeness is measured.
const SAMPLED: u32 = 3;

/// What one way of making renditions needed, over all runs.
struct Way {
    name: &'static str,
    times: Spread,
    /// Processor time of each run.
    work: Spread,
    peak: u64,
}

impl Way {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            times: Spread::default(),
            work: Spread::default(),
            peak: 0,
        }
    }

    fn run(&mut self, work: impl FnOnce() -> Result<()>) -> Result<()> {
        let watch = Watch::start();
        let before = machine::work_of_children();
        let start = Instant::now();
        let done = work();
        self.times.add(start.elapsed());
        self.peak = self.peak.max(watch.peak());
        self.work.add(machine::work_of_children().saturating_sub(before));
        done
    }
}

pub(crate) fn measure(runs: usize) -> Result<Section> {
    let (large, small) = (photos(Camera::Large, EACH)?, photos(Camera::Small, EACH)?);
    let all: Vec<PathBuf> = large.iter().chain(&small).cloned().collect();
    let scene = Scene::new()?;
    let stand = scene.assets().join("01 Camera/photos");
    fs::create_dir_all(&stand)?;
    for photo in &all {
        fs::copy(photo, stand.join(photo.file_name().context("a file has a name")?))?;
    }
    let [ours, theirs, chained] = ["ours", "vips", "vips-chained"].map(|name| scene.path(name));
    for folder in [&ours, &theirs, &chained] {
        fs::create_dir(folder)?;
    }
    let vips = peers::version("vipsthumbnail");
    let mut ways = [
        Way::new("Vitrine, render workers"),
        Way::new("Vitrine, whole show: scan, settle, read, render, keep, publish"),
        Way::new("vipsthumbnail, both from the original"),
        Way::new("vipsthumbnail, 400 px from its 1920 px"),
    ];
    for run in 0..runs {
        ways[0].run(|| with_workers(&all, &ours))?;
        ways[1].run(|| with_show(&scene, &format!("cache-{run}")))?;
        if vips.is_some() {
            ways[2].run(|| peers::vips(&all, &theirs, Small::FromOriginals))?;
            ways[3].run(|| peers::vips(&all, &chained, Small::FromLarge))?;
        }
    }
    let mut section = Section::new(
        "Photos: 24 and 12 megapixel JPEG files to 400 px and 1920 px, on all cores",
        &[
            "",
            "photos/s",
            "best ms",
            "median ms",
            "p95 ms",
            "runs",
            "CPU ms/photo",
            "peak memory",
        ],
    );
    for way in ways.iter().filter(|way| way.times.count() > 0) {
        let rate = all.len() as f64 / way.times.median();
        let cells = [way.name.to_owned(), format!("{rate:.2}")].into_iter();
        let work = format!("{:.0}", way.work.median() * 1e3 / all.len() as f64);
        section.row(cells.chain(way.times.cells()).chain([work, megabytes(way.peak)]));
    }
    section.note(format!(
        "{} photos of 24 MP and {} of 12 MP; milliseconds for the whole folder; {} lanes.",
        large.len(),
        small.len(),
        lanes()
    ));
    let Some(vips) = vips else {
        section.note("vipsthumbnail is not installed, so there is nothing to compare with.");
        return Ok(section);
    };
    for peer in &ways[2..] {
        section.note(format!(
            "Against {}: render workers {:.2} times as fast ({:.2} times by processor time), whole show {:.2} times, \
             {:.2} times its memory.",
            peer.name,
            peer.times.median() / ways[0].times.median(),
            peer.work.median() / ways[0].work.median(),
            peer.times.median() / ways[1].times.median(),
            ways[0].peak as f64 / peer.peak as f64,
        ));
    }
    section.note(
        "Processor time of all decoding processes; unlike the clock it hardly depends on what else the machine does.",
    );
    section.note(format!(
        "{vips}, one process per core with one thread, all files of a core in one call, nice like our workers."
    ));
    let sampled: Vec<PathBuf> = (0..SAMPLED as usize)
        .flat_map(|index| [large[index].clone(), small[index].clone()])
        .collect();
    section.note(likenesses(&sampled, &ours, &theirs, &chained)?);
    Ok(section)
}

/// Both sizes of every photo through as many render workers as the show has, written where the peers write theirs.
fn with_workers(photos: &[PathBuf], out: &Path) -> Result<()> {
    let workers = Workers::start(worker()?, lanes())?;
    let (sender, receiver) = channel();
    for path in photos {
        let (sender, photo, out) = (sender.clone(), path.clone(), out.to_owned());
        let job = Job::Photo {
            path: path.clone(),
            sizes: vec![Size::Shelf, Size::Screen],
        };
        let done = move |outcome| drop(sender.send(write(&photo, &out, outcome)));
        workers.submit(job, Urgency::Idle, Box::new(done));
    }
    drop(sender);
    receiver.iter().collect()
}

fn write(photo: &Path, out: &Path, outcome: Outcome) -> Result<()> {
    let Outcome::Pictures(pictures) = outcome else {
        bail!("{} became {outcome:?}", photo.display())
    };
    for (size, picture) in pictures {
        fs::write(peers::rendition(out, photo, size.pixels()), picture.bytes)?;
    }
    Ok(())
}

fn with_show(scene: &Scene, cache: &str) -> Result<()> {
    let playing = scene.open(cache)?;
    let all = (EACH * 2) as usize;
    playing.wait_for(|snapshot| ready(&snapshot.catalogue) == (all, all))?;
    // The catalogue is published some time after the last picture is kept; a show need not be dropped in between.
    playing.rest(Duration::ZERO);
    Ok(())
}

fn likenesses(photos: &[PathBuf], ours: &Path, theirs: &Path, chained: &Path) -> Result<String> {
    let mut sums = [[0.0; 2]; 3];
    for photo in photos {
        let original = Original::open(photo)?;
        for (size, column) in [(1920, 0), (400, 1)] {
            sums[0][column] += original.likeness(&peers::rendition(ours, photo, size))?;
            sums[1][column] += original.likeness(&peers::rendition(theirs, photo, size))?;
            let twice = match size {
                400 => peers::rendition(chained, &peers::rendition(chained, photo, 1920), 400),
                _ => peers::rendition(chained, photo, size),
            };
            sums[2][column] += original.likeness(&twice)?;
        }
    }
    let mean = sums.map(|row| row.map(|sum| sum / photos.len() as f64));
    Ok(format!(
        "Likeness (mean SSIM over {} photos, 1920 px / 400 px): Vitrine {:.4} / {:.4}; vipsthumbnail {:.4} / {:.4}; \
         its 400 px from its 1920 px {:.4} / {:.4}.",
        photos.len(),
        mean[0][0],
        mean[0][1],
        mean[1][0],
        mean[1][1],
        mean[2][0],
        mean[2][1],
    ))
}
