//! Pages of the demo's publications at screen size: covers, turns, turns that were foreseen, and other renderers.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use vitrine_core::rendition::protocol::{Job, Outcome};
use vitrine_core::rendition::recipe::{Recipe, Size};
use vitrine_core::rendition::workers::{Urgency, Workers};

use crate::peers::{self, command, timed};
use crate::report::{Section, root};
use crate::scene::{Playing, Scene, worker};
use crate::spread::Spread;

/// Opens each document once and draws all its pages; prints milliseconds for each.
const LOOP: &str = "\
import sys, time, io, pypdfium2
for name in sys.argv[1:]:
    start = time.perf_counter()
    document = pypdfium2.PdfDocument(name)
    for number in range(len(document)):
        page = document[number]
        image = page.render(scale=1920 / max(page.get_size())).to_pil()
        image.save(io.BytesIO(), 'JPEG', quality=90, subsampling=0)
        now = time.perf_counter()
        print((now - start) * 1e3)
        start = now
";

const ONE: &str = "\
import sys, pypdfium2
page = pypdfium2.PdfDocument(sys.argv[1])[int(sys.argv[2]) - 1]
page.render(scale=1920 / max(page.get_size())).to_pil().save(sys.argv[3], 'JPEG', quality=90, subsampling=0)
";

/// A publication and its number of pages.
struct Book {
    path: PathBuf,
    media: String,
    pages: u32,
}

pub(crate) fn measure(_runs: usize) -> Result<Section> {
    let scene = Scene::new()?;
    let assets = root().join("assets");
    let playing = Playing::open(&assets, &scene.path("cache"))?;
    let books = books(&playing)?;
    let count: u32 = books.iter().map(|book| book.pages).sum();
    let foreseen = foreseen(&playing, &books)?;
    drop(playing);
    let (covers, turns) = drawn(&books)?;
    let mut section = Section::new(
        "Pages: one PDF page at 1920 px, every page of the demo's publications",
        &["", "best ms", "median ms", "p95 ms", "pages"],
    );
    let mut row =
        |name: &str, times: &Spread| section.row([name.to_owned()].into_iter().chain(times.cells()));
    row("Vitrine, turn to the page that was read ahead", &foreseen);
    row("Vitrine, turn without reading ahead", &turns);
    row("Vitrine, cover of a closed publication", &covers);
    let mut notes = Vec::new();
    let out = scene.path("page.jpg");
    let mut compared = |name: &str, times: &Spread| {
        row(name, times);
        notes.push(format!(
            "Against {name}: turn {:.1} times as fast, cover {:.1} times as fast (medians).",
            times.median() / turns.median(),
            times.median() / covers.median()
        ));
    };
    let (poppler, pdfium) = (peers::version("pdftoppm"), peers::version("pypdfium2"));
    if poppler.is_some() {
        compared(
            "pdftoppm, a process for each page",
            &each(&books, |book, page| pdftoppm(book, page, &out))?,
        );
    }
    if pdfium.is_some() {
        compared(
            "pypdfium2, a process for each page",
            &each(&books, |book, page| pypdfium2(book, page, &out))?,
        );
        compared("pypdfium2, one process", &in_one_process(&books)?);
    }
    section.note(format!(
        "{} publications with {count} pages. All write JPEG at quality 90; a cover includes opening the file.",
        books.len()
    ));
    for (name, version) in [("pdftoppm", poppler), ("pypdfium2", pdfium)] {
        section.note(version.unwrap_or_else(|| format!("{name} is not installed, so it is not compared.")));
    }
    for note in notes {
        section.note(note);
    }
    Ok(section)
}

/// Every edition of every publication, once the show has come to rest.
fn books(playing: &Playing) -> Result<Vec<Book>> {
    playing.wait_for(|snapshot| snapshot.catalogue.number > 0)?;
    playing.rest(Duration::from_secs(5));
    let snapshot = playing.show.snapshot();
    let stands = snapshot.catalogue.stands.iter();
    let editions = stands
        .flat_map(|stand| &stand.publications)
        .flat_map(|publication| &publication.editions);
    editions
        .map(|edition| {
            let file = snapshot
                .media
                .get(&edition.media)
                .context("an edition has a file")?;
            Ok(Book {
                path: file.path.clone(),
                media: edition.media.clone(),
                pages: edition.pages,
            })
        })
        .collect()
}

/// What a reader feels: the screen has asked for the next page while this one was being read.
fn foreseen(playing: &Playing, books: &[Book]) -> Result<Spread> {
    let mut times = Spread::default();
    for book in books {
        for page in 2..=book.pages {
            let recipe = Recipe::Page(page, Size::Screen);
            playing.rendition(&book.media, recipe)?;
            let start = Instant::now();
            let rendition = playing.rendition(&book.media, recipe)?;
            rendition.source.bytes()?;
            times.add(start.elapsed());
        }
    }
    Ok(times)
}

/// Covers, then all other pages, drawn by one worker that is at rest.
fn drawn(books: &[Book]) -> Result<(Spread, Spread)> {
    let workers = Workers::start(worker()?, 1)?;
    let (mut covers, mut turns) = (Spread::default(), Spread::default());
    // The first job also waits for the process.
    if let Some(last) = books.last() {
        draw(&workers, &last.path, 1)?;
    }
    for book in books {
        covers.add(draw(&workers, &book.path, 1)?);
        for page in 2..=book.pages {
            turns.add(draw(&workers, &book.path, page)?);
        }
    }
    Ok((covers, turns))
}

fn draw(workers: &Workers, path: &Path, number: u32) -> Result<Duration> {
    let job = Job::Page {
        path: path.to_owned(),
        number,
        sizes: vec![Size::Screen],
    };
    let (sender, receiver) = channel();
    let start = Instant::now();
    workers.submit(
        job,
        Urgency::Now,
        Box::new(move |outcome| drop(sender.send(outcome))),
    );
    match receiver.recv()? {
        Outcome::Pictures(_) => Ok(start.elapsed()),
        other => bail!("page {number} of {} became {other:?}", path.display()),
    }
}

fn each(books: &[Book], mut draw: impl FnMut(&Path, u32) -> Result<Duration>) -> Result<Spread> {
    let mut times = Spread::default();
    for book in books {
        for page in 1..=book.pages {
            times.add(draw(&book.path, page)?);
        }
    }
    Ok(times)
}

fn pdftoppm(book: &Path, page: u32, out: &Path) -> Result<Duration> {
    let page = page.to_string();
    let words = [
        "-jpeg",
        "-jpegopt",
        "quality=90",
        "-scale-to",
        "1920",
        "-singlefile",
        "-f",
        &page,
        "-l",
        &page,
    ];
    timed(
        command("pdftoppm")
            .args(words)
            .arg(book)
            .arg(out.with_extension("")),
    )
}

fn pypdfium2(book: &Path, page: u32, out: &Path) -> Result<Duration> {
    timed(
        command("python3")
            .args(["-c", ONE])
            .arg(book)
            .arg(page.to_string())
            .arg(out),
    )
}

fn in_one_process(books: &[Book]) -> Result<Spread> {
    let mut python = command("python3");
    python
        .args(["-c", LOOP])
        .args(books.iter().map(|book| &book.path))
        .stdout(Stdio::piped());
    let done = python.output()?;
    let mut times = Spread::default();
    for line in String::from_utf8_lossy(&done.stdout).lines() {
        times.add(Duration::from_secs_f64(line.trim().parse::<f64>()? / 1e3));
    }
    Ok(times)
}
