//! `vitrine serve`: the show without a window, for any browser that knows the entrance.

use std::io::Write;
use std::process::ExitCode;

use vitrine_stage::{Stage, StageOptions};

use crate::command_line::ServeWish;
use crate::opening;
use crate::settings::Settings;

/// Serves until the process is ended. Says where the entrance is once the folder has been read.
///
/// # Errors
/// With one sentence, when there is nothing to show or the address cannot be had.
pub(crate) fn run(wish: &ServeWish, settings: &Settings) -> anyhow::Result<ExitCode> {
    let show = opening::open(opening::options(&wish.folders, settings)?)?;
    let changes = show.subscribe();
    let stage = Stage::start(
        show.clone(),
        StageOptions {
            listen: wish.listen,
            lan: wish.lan,
            take_away: wish.take_away.take_away_lan.or(settings.take_away_lan),
            ..StageOptions::default()
        },
    )?;
    opening::first_snapshot(&show, &changes);
    announce(&stage.entrance(), wish.json)?;
    // The numbers go on as long as the show does.
    for number in changes {
        tracing::debug!(number, "changed");
    }
    Ok(ExitCode::SUCCESS)
}

fn announce(url: &str, json: bool) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        writeln!(out, "{}", serde_json::json!({ "url": url }))?;
    } else {
        writeln!(out, "The show is open. Enter at {url}")?;
    }
    // Whoever started us through a pipe waits for this line.
    out.flush()
}
