//! Measures Vitrine beside its peers in one run, prints the ratios and writes them to docs/benchmarks.md.

mod changes;
mod copies;
mod corpus;
mod drops;
mod likeness;
mod memory;
mod pages;
mod peers;
mod photos;
mod scene;
mod searches;
mod small;
mod spread;
mod starts;
mod waits;
mod windows;

use std::process::ExitCode;

use anyhow::{Result, bail};

use vitrine_bench::{machine, report};

use crate::report::Section;

/// One measure: its name on the command line, and how it is taken in a number of runs.
type Measure = (&'static str, fn(usize) -> Result<Section>);

const MEASURES: [Measure; 9] = [
    ("photos", photos::measure),
    ("drops", drops::measure),
    ("changes", changes::measure),
    ("starts", starts::measure),
    ("pages", pages::measure),
    ("waits", waits::measure),
    ("searches", searches::measure),
    ("copies", copies::measure),
    ("windows", windows::measure),
];

const RUNS: usize = 5;

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--render-worker") {
        return vitrine_core::rendition::worker::run().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    let done = runs(&mut words).and_then(|runs| all(&words, runs));
    done.map_or_else(
        |error| {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

/// Takes `--runs N` out of the words.
fn runs(words: &mut Vec<String>) -> Result<usize> {
    let Some(place) = words.iter().position(|word| word == "--runs") else {
        return Ok(RUNS);
    };
    let number = words.get(place + 1).and_then(|number| number.parse().ok());
    let Some(number @ 1..) = number else {
        bail!("--runs is followed by a number, at least 1");
    };
    words.drain(place..place + 2);
    Ok(number)
}

fn all(names: &[String], runs: usize) -> Result<()> {
    let known = MEASURES.map(|(name, _)| name);
    if let Some(other) = names.iter().find(|name| !known.contains(&name.as_str())) {
        bail!(
            "there is no measure called “{other}”; there are {}",
            known.join(", ")
        );
    }
    println!("{}\n", machine::line());
    for (name, measure) in MEASURES {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            eprintln!("measuring {name} …");
            let before = machine::load();
            let section = measure(runs)?.under(&before);
            println!("{section}");
            report::keep(name, &section)?;
        }
    }
    Ok(())
}
