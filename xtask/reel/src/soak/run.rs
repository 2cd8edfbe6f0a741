//! The soak itself: the app, the clock, and everything that happens by it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use vitrine_bench::report::root;

use super::corpus::{self, Corpus};
use super::log;
use super::page::{Glimpse, Ledger};
use super::record::{Record, line};
use super::storm::Storm;
use super::telling::Remarks;
use super::tree::{self, Process, Role};
use crate::remote::{Place, Remote};
use crate::screen::Screen;
use crate::stop;

/// From one line of the record to the next.
const STEP: Duration = Duration::from_secs(10);
/// The page is asked with every so many lines: asking costs it something.
const PAGE_EVERY: u32 = 6;
/// How long the app may take to show something.
const PATIENCE: Duration = Duration::from_secs(120);
/// A page that does not answer this often is not asked again: its session died with its process.
const SILENCES: u32 = 3;

/// What was asked for.
pub(crate) struct Wish {
    pub(crate) length: Duration,
    pub(crate) program: PathBuf,
    /// A folder whose copy is shown; without it one is made.
    pub(crate) assets: Option<PathBuf>,
    /// Whether files come and go meanwhile.
    pub(crate) storms: bool,
    pub(crate) csv: PathBuf,
}

/// Runs as long as wished, or until interrupted, or until the app ends.
pub(crate) fn run(wish: &Wish) -> Result<Remarks> {
    stop::listen();
    let reel = root().join("target/reel");
    std::fs::create_dir_all(&reel)?;
    let house = tempfile::Builder::new().prefix("soak-").tempdir_in(&reel)?;
    let path = |name: &str| house.path().join(name);
    let corpus = match &wish.assets {
        Some(folder) => {
            corpus::copy(folder, &path("assets"))?;
            corpus::fill(&path("made"))?
        }
        None => corpus::fill(&path("assets"))?,
    };
    let mut storm = Storm::over(&path("assets"), &corpus.film)?;
    let screen = Screen::put_up()?;
    let log = wish.csv.with_extension("log");
    let remote = Remote::start(
        &screen,
        &Place {
            program: &wish.program,
            assets: &path("assets"),
            cache: &path("cache"),
            config: &path("config"),
            log: &log,
        },
    )?;
    let app = tree::find(remote.above(), &wish.program).context("the app is not among the processes")?;
    let mut watch = Watch {
        remote: &remote,
        app,
        ledger: Ledger::default(),
        silences: 0,
        wrong: Vec::new(),
        pages: BTreeSet::new(),
    };
    watch.wait_for_the_show()?;
    println!(
        "process {app}; the record is {}; the log is {}",
        wish.csv.display(),
        log.display()
    );
    let early = watch.follow(wish, &mut storm)?;
    Ok(remarks(wish, watch, &corpus, early))
}

/// Watches one running app.
struct Watch<'a> {
    remote: &'a Remote,
    app: u32,
    ledger: Ledger,
    silences: u32,
    wrong: Vec<String>,
    /// Every web process that there was.
    pages: BTreeSet<u32>,
}

impl Watch<'_> {
    fn wait_for_the_show(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // The page may not be there yet.
            if let Ok(glimpse) = Glimpse::of(self.remote) {
                self.ledger.note(&glimpse);
                if !matches!(glimpse.kind.as_str(), "" | "card") {
                    return Ok(());
                }
            }
            if Instant::now() > deadline || !stop::wait_until(Instant::now() + Duration::from_millis(200)) {
                bail!("the app showed nothing within {PATIENCE:?}");
            }
        }
    }

    /// Writes line after line; says why it ended before its time, if it did.
    fn follow(&mut self, wish: &Wish, storm: &mut Storm) -> Result<Option<String>> {
        let mut record = Record::begin(&wish.csv)?;
        let start = Instant::now();
        for step in 0_u32.. {
            let moment = start + STEP * step;
            if moment > start + wish.length {
                break;
            }
            if !stop::wait_until(moment) {
                return Ok(Some("it was interrupted".to_owned()));
            }
            let seconds = start.elapsed().as_secs_f64();
            let processes = tree::look(self.app);
            if processes.is_empty() {
                return Ok(Some(format!("the app ended after {seconds:.0} seconds")));
            }
            let mut events: Vec<String> = self.new_pages(&processes);
            let glimpse = if step % PAGE_EVERY == 0 {
                self.ask(&mut events)
            } else {
                None
            };
            let passed = if wish.storms {
                storm.pass(seconds)
            } else {
                Ok(None)
            };
            match passed {
                Ok(deed) => events.extend(deed.map(str::to_owned)),
                Err(error) => events.push(format!("the storm failed: {error:#}")),
            }
            let page = glimpse.as_ref().map(|glimpse| (glimpse, &self.ledger));
            record.write(&line(seconds, &processes, page, &events.join("; ")))?;
        }
        Ok(None)
    }

    /// What to say of web processes that were not there before.
    fn new_pages(&mut self, processes: &[Process]) -> Vec<String> {
        let first = self.pages.is_empty();
        let mut words = Vec::new();
        for process in processes.iter().filter(|process| process.role == Role::Web) {
            if self.pages.insert(process.id) && !first {
                words.push(format!("a new web process {}", process.id));
            }
        }
        words
    }

    fn ask(&mut self, events: &mut Vec<String>) -> Option<Glimpse> {
        if self.silences >= SILENCES {
            return None;
        }
        match Glimpse::of(self.remote) {
            Ok(glimpse) => {
                self.silences = 0;
                self.ledger.note(&glimpse);
                self.wrong.clone_from(&glimpse.last);
                Some(glimpse)
            }
            Err(error) => {
                self.silences += 1;
                events.push(format!("the page did not answer: {error:#}"));
                None
            }
        }
    }
}

fn remarks(wish: &Wish, watch: Watch, corpus: &Corpus, early: Option<String>) -> Remarks {
    let counted = watch.ledger.sums().titles;
    let expected = if wish.assets.is_some() {
        &[]
    } else {
        corpus.titles.as_slice()
    };
    let mut titles: Vec<(String, u64)> = expected
        .iter()
        .map(|title| (title.clone(), counted.get(title).copied().unwrap_or(0)))
        .collect();
    titles.extend(counted.into_iter().filter(|(title, _)| !expected.contains(title)));
    // Where it lies outside the checkout is nobody's business.
    let name = wish.program.file_name().map(Path::new);
    let program = wish
        .program
        .strip_prefix(root())
        .ok()
        .or(name)
        .unwrap_or(&wish.program);
    let mut wrong = watch.wrong;
    let lives = log::pages(&std::fs::read_to_string(wish.csv.with_extension("log")).unwrap_or_default());
    if watch.pages.len() > lives.len() {
        wrong.push(format!("{} web processes in turn", watch.pages.len()));
    }
    Remarks {
        missing: corpus.missing.iter().map(ToString::to_string).collect(),
        titles,
        wrong,
        pages: lives,
        early,
        program: program.display().to_string(),
    }
}
