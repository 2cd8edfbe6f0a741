//! Lets everything happen to a running show that can happen in a week, in a minute, and compares what it shows in the
//! end with what a new start shows.

mod journal;
mod ordeal;
mod outcome;
mod place;
mod program;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use vitrine_torture::chance::Chance;

use crate::journal::Journal;
use crate::ordeal::Ordeal;
use crate::place::Place;

/// What was asked for.
struct Wish {
    length: Duration,
    seed: u64,
    program: PathBuf,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = read(&words).and_then(|wish| torture(&wish));
    done.map_or_else(
        |error| {
            eprintln!("torture: {error:#}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn read(words: &[String]) -> Result<Wish> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut wish = Wish {
        length: Duration::from_secs(60),
        seed: now.as_secs(),
        program: PathBuf::from("target/debug").join(format!("vitrine{}", std::env::consts::EXE_SUFFIX)),
    };
    for pair in words.chunks(2) {
        let [name, value] = pair else {
            bail!("{} is followed by a value", pair[0]);
        };
        match name.as_str() {
            "--minutes" => {
                let minutes: f64 = value
                    .parse()
                    .with_context(|| format!("{value} is no number of minutes"))?;
                wish.length = Duration::try_from_secs_f64(minutes * 60.0)
                    .with_context(|| format!("nobody can wait {value} minutes"))?;
            }
            "--seed" => {
                wish.seed = value
                    .parse()
                    .with_context(|| format!("{value} is no whole number"))?;
            }
            "--program" => wish.program = value.into(),
            other => bail!("there is no {other}; there are --minutes N, --seed N and --program FILE"),
        }
    }
    Ok(wish)
}

fn torture(wish: &Wish) -> Result<()> {
    println!("seed {} (--seed {0} repeats the choices)", wish.seed);
    let place = Place::new()?;
    println!("{}", place.conditions());
    let mut journal = Journal::new();
    let done = Ordeal::new(&place, &wish.program, Chance::new(wish.seed), &mut journal)
        .and_then(|ordeal| ordeal.go_through(wish.length))
        .and_then(|end| outcome::compare(&place, &wish.program, end));
    match done {
        Ok(told) => {
            println!("{} steps; {told}", journal.len());
            Ok(())
        }
        Err(error) => {
            journal.print();
            let kept = place.keep();
            Err(error.context(format!(
                "it failed with seed {}; its folders are kept in {}",
                wish.seed,
                kept.display()
            )))
        }
    }
}
