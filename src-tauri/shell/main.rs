//! The Vitrine program: reads the command line and starts what it asks for. The only crate that names tauri.

mod command_line;
mod inspect;
mod kiosk;
mod opening;
mod places;
mod platform;
mod revival;
mod serve;
mod settings;
mod usage;
mod vigil;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::command_line::{CommandLine, Deed};
use crate::settings::Settings;

/// Nothing could be done at all: no folder, no address, no window.
const COULD_NOT_RUN: u8 = 2;

fn main() -> ExitCode {
    let line = CommandLine::parse();
    if line.render_worker {
        // Speaks a protocol on its standard streams and must not write anything else there.
        return vitrine_core::rendition::worker::run().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    listen_to_log();
    let settings = Settings::load();
    let done = match line.deed() {
        Deed::Run(wish) => kiosk::run(&wish, &settings),
        Deed::Serve(wish) => serve::run(&wish, &settings),
        Deed::Check(wish) => inspect::run(&wish, &settings),
        Deed::Usage(wish) => usage::run(&wish),
        Deed::New { dir } => start_exhibition(&dir),
    };
    done.unwrap_or_else(|error| {
        eprintln!("vitrine: {}", sentence(&error));
        ExitCode::from(COULD_NOT_RUN)
    })
}

/// The error and its causes as one sentence. Some errors name their cause themselves; it is said once.
fn sentence(error: &anyhow::Error) -> String {
    error
        .chain()
        .map(ToString::to_string)
        .reduce(join)
        .unwrap_or_default()
}

fn join(said: String, cause: String) -> String {
    if said.contains(&cause) {
        said
    } else {
        format!("{said}: {cause}")
    }
}

fn start_exhibition(dir: &std::path::Path) -> anyhow::Result<ExitCode> {
    vitrine_core::intake::starter::new_exhibition(dir)?;
    println!(
        "{} is ready: put each organisation's files into its folder.",
        dir.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Log lines go to the standard error stream, `VITRINE_LOG` chooses which (`debug`, `vitrine_stage=debug`, …).
fn listen_to_log() {
    let filter = EnvFilter::try_from_env("VITRINE_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,vitrine=info,vitrine_core=info,vitrine_stage=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}

#[cfg(test)]
mod tests {
    use std::io;

    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_cause_is_said_once() {
        let plain = anyhow!(io::Error::other("disk full")).context("the cache cannot be written");
        assert_eq!(sentence(&plain), "the cache cannot be written: disk full");
        let told = anyhow!(io::Error::other("disk full")).context("cannot write: disk full");
        assert_eq!(sentence(&told), "cannot write: disk full");
    }
}
