//! Lets the real app run for hours over a folder that changes, and writes down what it takes of the machine.

mod corpus;
pub(crate) mod figures;
mod log;
mod page;
mod plot;
mod record;
mod run;
mod storm;
mod telling;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use vitrine_bench::{machine, report::root};

use crate::words::Words;
use telling::Remarks;

/// Starts it, or only tells again what an earlier one wrote (`--from`).
pub(crate) fn soak(words: &[String]) -> Result<ExitCode> {
    let words = Words::read(words, &["--hours", "--program", "--assets", "--storms", "--from"])?;
    if let Some(csv) = words.get("--from") {
        telling::tell(Path::new(csv), &Remarks::default(), "not known any more")?;
        return Ok(ExitCode::SUCCESS);
    }
    let wish = run::Wish {
        length: words.length("--hours", 3600.0, 1.0)?,
        program: words.program()?,
        assets: words.get("--assets").map(PathBuf::from),
        storms: words.yes_or_no("--storms")?.unwrap_or(true),
        csv: root().join(format!("target/reel/soak-{}.csv", stamp())),
    };
    let load = machine::load();
    let remarks = run::run(&wish)?;
    telling::tell(&wish.csv, &remarks, &load)?;
    let well = remarks.early.is_none() && remarks.titles.iter().all(|(_, count)| *count > 0);
    Ok(if well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// `2026-11-26-1705`, so that two runs of a day do not write over each other.
fn stamp() -> String {
    machine::said("date", &["-u", "+%F-%H%M"]).unwrap_or_else(machine::today)
}
