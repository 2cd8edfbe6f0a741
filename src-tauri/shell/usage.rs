//! `vitrine usage`: what visitors opened on a day, for exhibitors.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use vitrine_core::usage::{self, Day};

use crate::command_line::UsageWish;
use crate::inspect::spoken_here;

/// Where this user's counts are kept; `None` where the system names no such place.
pub(crate) fn folder() -> Option<PathBuf> {
    dirs::data_dir().map(|folder| folder.join("vitrine").join("usage"))
}

/// Prints the sheet of a day: the last one that was counted, unless another is asked for.
///
/// # Errors
/// With one sentence, when nothing was counted, or the counts cannot be read.
pub(crate) fn run(wish: &UsageWish) -> anyhow::Result<ExitCode> {
    let folder = match &wish.folder {
        Some(folder) => folder.clone(),
        None => folder().context("this system names no folder for data")?,
    };
    let days = usage::days(&folder);
    let Some(day) = wish.day.as_ref().or(days.last()) else {
        bail!(
            "nothing has been counted on this machine yet; counts would lie in {}",
            folder.display()
        );
    };
    if !days.contains(day) {
        bail!(
            "nothing was counted on {day}; there are counts of: {}",
            days.join(", ")
        );
    }
    let counts = Day::of(&folder, day).context("the counts cannot be read")?;
    let language = wish
        .language
        .unwrap_or_else(|| spoken_here(|name| std::env::var(name).ok()));
    let sheet = if wish.csv {
        usage::csv(&counts, day)
    } else if wish.page {
        usage::page(&counts, day, language)
    } else {
        usage::text(&counts, day, language)
    };
    // Whoever reads through a pipe may have seen enough.
    match std::io::stdout().write_all(sheet.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}
