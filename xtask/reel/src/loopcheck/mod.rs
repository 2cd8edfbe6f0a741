//! Proves that the attract loop shows not one black frame: records the screen, reads every frame, and holds the result
//! against what others play.

mod corpus;
mod filters;
mod look;
mod marker;
mod picture;
mod player;
mod plays;
mod recorder;
mod seams;
mod server;
mod stills;
mod summary;
mod telling;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};
use vitrine_bench::{machine, report};

use crate::first::First;
use crate::screen::Screen;
use crate::stop;
use crate::words::Words;
use corpus::Corpus;
use player::{Player, Stage};
use server::Page;
use summary::Summary;
use telling::Watched;

/// Until so long nothing is recorded, so that posters are made and every item has come once where there is time.
const WARM_UP: Duration = Duration::from_secs(60);
/// The seam comes every few seconds; more of them say nothing new.
const SEAMS_AT_MOST: Duration = Duration::from_secs(120);

/// Records ourselves and the peers, and tells; or only reads a recording of the loop again (`--recording`).
pub(crate) fn loopcheck(words: &[String]) -> Result<ExitCode> {
    let words = Words::read(
        words,
        &["--minutes", "--peer-minutes", "--program", "--recording"],
    )?;
    if let Some(recording) = words.get("--recording") {
        return read_again(Path::new(recording));
    }
    let length = words.length("--minutes", 60.0, 10.0)?;
    let peers = words.length("--peer-minutes", 60.0, 1.5)?;
    let program = words.program()?;
    stop::listen();
    let load = machine::load();
    let reel = report::root().join("target/reel");
    std::fs::create_dir_all(&reel)?;
    let house = tempfile::Builder::new().prefix("loop-").tempdir_in(&reel)?;
    let (stands, alone) = (house.path().join("stands"), house.path().join("alone"));
    let (many, one) = (corpus::stands(&stands)?, corpus::alone(&alone)?);

    let scene = |name: &'static str, corpus, assets| Scene {
        name,
        corpus,
        assets,
        program: &program,
        reel: &reel,
    };
    let loops = scene("loop", &many, &stands);
    let seams = scene("seam", &one, &alone);
    let first = First::claim();
    let mut looped = vec![loops.watch(Player::Vitrine, length)];
    let mut sewn = vec![seams.watch(Player::Vitrine, length.min(SEAMS_AT_MOST))];
    if !peers.is_zero() {
        looped.extend([Player::Browser(Page::List), Player::Mpv].map(|peer| loops.watch(peer, peers)));
        let all = [
            Player::Browser(Page::Loop),
            Player::Browser(Page::List),
            Player::Mpv,
        ];
        sewn.extend(all.map(|peer| seams.watch(peer, peers)));
    }
    if stop::asked() {
        bail!("it was interrupted; nothing is told");
    }

    let mut sections = vec![
        ("loopcheck", telling::beside_peers(&looped, first.granted())),
        ("seams", telling::seams(&sewn)),
    ];
    if let (_, Ok(summary)) = &looped[0] {
        sections.push(("films", telling::films(summary, &many.items, &many.missing)));
    }
    for (name, section) in sections {
        let section = section.under(&load);
        println!("{section}");
        report::keep(name, &section)?;
    }
    let ours = [&looped[0], &sewn[0]];
    let well = ours
        .iter()
        .all(|(_, summary)| summary.as_ref().is_ok_and(Summary::is_well));
    println!(
        "{}",
        if well {
            "not one black frame, no film stood still"
        } else {
            "Vitrine did not pass"
        }
    );
    Ok(if well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn read_again(recording: &Path) -> Result<ExitCode> {
    let house = tempfile::tempdir()?;
    let corpus = corpus::stands(house.path())?;
    let summary = Summary::of(
        &recorder::read(recording)?,
        &corpus.items,
        &filters::look_at(recording)?,
    );
    println!("{}", telling::films(&summary, &corpus.items, &corpus.missing));
    let well = summary.is_well();
    println!(
        "{}",
        telling::beside_peers(&[("the recording", Ok(summary))], false)
    );
    Ok(if well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A folder to be played.
struct Scene<'a> {
    name: &'static str,
    corpus: &'a Corpus,
    assets: &'a Path,
    program: &'a Path,
    reel: &'a Path,
}

impl Scene<'_> {
    /// What a player shows of it; why it showed nothing is told in its row.
    fn watch(&self, player: Player, length: Duration) -> Watched {
        eprintln!("{}: {} …", self.name, player.name());
        let seen = if player.is_there() {
            self.record(player, length).map_err(|error| format!("{error:#}"))
        } else {
            Err("not installed".to_owned())
        };
        if let Err(why) = &seen {
            eprintln!("{}: {}: {why}", self.name, player.name());
        }
        (player.name(), seen)
    }

    fn record(&self, player: Player, length: Duration) -> Result<Summary> {
        let house = tempfile::tempdir_in(self.reel)?;
        let screen = Screen::put_up()?;
        let films: Vec<PathBuf> = self.corpus.files.iter().map(|(_, path)| path.clone()).collect();
        let stage = Stage {
            screen: &screen,
            program: self.program,
            assets: self.assets,
            films: &films,
            house: house.path(),
        };
        let playing = player::start(player, &stage)?;
        if player == Player::Vitrine && !player::has_looked_at(&stage)? {
            eprintln!("{}: films that nobody has looked at are stills", self.name);
        }
        self.warm_up(player, &screen)?;
        let recording = self.reel.join(format!("{}-{}.mkv", self.name, short(player)));
        let recorded = recorder::record(&screen.display, length, &recording);
        drop(playing);
        recorded?;
        let looks = recorder::read(&recording)?;
        std::fs::write(recording.with_extension("csv"), look::table(&looks))?;
        Ok(Summary::of(
            &looks,
            &self.items_for(player),
            &filters::look_at(&recording)?,
        ))
    }

    /// Until something was seen; with us, until everything was seen once or the time is up.
    fn warm_up(&self, player: Player, screen: &Screen) -> Result<()> {
        let mut seen = BTreeSet::new();
        let wanted = if player == Player::Vitrine {
            self.corpus.items.len()
        } else {
            1
        };
        recorder::watch(&screen.display, WARM_UP, |look| {
            seen.extend(look.reading.marks().map(|mark| mark.item));
            seen.len() >= wanted
        })?;
        if seen.is_empty() {
            bail!("nothing that could be read was shown within {WARM_UP:?}");
        }
        Ok(())
    }

    /// Peers are given no photos, so none of theirs is missing.
    fn items_for(&self, player: Player) -> Vec<plays::Item> {
        let items = self.corpus.items.iter().cloned();
        items
            .map(|mut item| {
                if player != Player::Vitrine && !item.is_film() {
                    item.title = String::new();
                }
                item
            })
            .collect()
    }
}

fn short(player: Player) -> &'static str {
    match player {
        Player::Vitrine => "vitrine",
        Player::Browser(Page::Loop) => "video-loop",
        Player::Browser(Page::List) => "video-list",
        Player::Mpv => "mpv",
    }
}
