//! Ten thousand files in fifteen stands: from the start to the full catalogue, beside a walk over the same folder.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::peers::{command, timed, version};
use crate::report::Section;
use crate::scene::{Scene, ready};
use crate::small::fill;
use crate::spread::Spread;

const FILES: u32 = 10_000;
/// Cold starts each read every file, so fewer of them tell as much.
const COLD: usize = 3;

pub(crate) fn measure(runs: usize) -> Result<Section> {
    let scene = Scene::new()?;
    fill(&scene.assets(), FILES)?;
    let (mut cold, mut warm) = (Spread::default(), Spread::default());
    for run in 0..COLD {
        cold.add(start(&scene, &format!("cold-{run}"))?);
    }
    let rendered = render_all(&scene)?;
    for _ in 0..runs {
        warm.add(start(&scene, "warm")?);
    }
    let mut section = Section::new(
        "Starts: 10 000 small files in 15 stands to the full catalogue",
        &["", "best ms", "median ms", "p95 ms", "runs"],
    );
    section.row(
        ["Vitrine, warm: everything is in the cache".to_owned()]
            .into_iter()
            .chain(warm.cells()),
    );
    section.row(
        ["Vitrine, cold: empty cache, before renditions".to_owned()]
            .into_iter()
            .chain(cold.cells()),
    );
    if let Some(find) = version("find") {
        let (mut walk, mut heads) = (Spread::default(), Spread::default());
        for _ in 0..runs {
            walk.add(timed(&mut listing(&scene.assets()))?);
            heads.add(timed(&mut reading(&scene.assets()))?);
        }
        section.row(["find -printf".to_owned()].into_iter().chain(walk.cells()));
        section.row(
            ["find, then the first 4 KiB of each".to_owned()]
                .into_iter()
                .chain(heads.cells()),
        );
        section.note(format!(
            "Vitrine needs {:.1} times as long as find when warm, {:.1} times as long as find and reading when cold. {find}.",
            warm.median() / walk.median(),
            cold.median() / heads.median()
        ));
    } else {
        section.note("find is not installed, so there is nothing to compare with.");
    }
    section.note(format!(
        "Nine photos of 96 × 64 px to one leaflet; the system has all files in memory. Making all renditions once took {:.1} s.",
        rendered.as_secs_f64()
    ));
    Ok(section)
}

fn start(scene: &Scene, cache: &str) -> Result<Duration> {
    let start = Instant::now();
    let playing = scene.open(cache)?;
    playing.wait_for(|snapshot| snapshot.media.len() == FILES as usize)?;
    Ok(start.elapsed())
}

fn render_all(scene: &Scene) -> Result<Duration> {
    let start = Instant::now();
    let playing = scene.open("warm")?;
    let all = FILES as usize;
    playing.wait_for(|snapshot| ready(&snapshot.catalogue) == (all, all))?;
    let taken = start.elapsed();
    // The large covers and the words come last; nothing announces their end.
    playing.rest(Duration::from_secs(10));
    Ok(taken)
}

fn listing(folder: &Path) -> Command {
    let mut find = command("find");
    find.arg(folder).args(["-type", "f", "-printf", "%p %s %T@\\n"]);
    find
}

fn reading(folder: &Path) -> Command {
    let mut shell = command("sh");
    let script = "find \"$0\" -type f -print0 | xargs -0 head -q -c 4096";
    shell.args(["-c", script]).arg(folder);
    shell
}
