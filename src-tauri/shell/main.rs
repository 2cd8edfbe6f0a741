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

use std::fmt::Display;
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
        Deed::New { dir } => start_exhibition(&dir),
    };
    done.unwrap_or_else(|error| {
        // One sentence, with its cause where there is one.
        complain(format_args!("{error:#}"));
        ExitCode::from(COULD_NOT_RUN)
    })
}

fn start_exhibition(dir: &std::path::Path) -> anyhow::Result<ExitCode> {
    vitrine_core::intake::starter::new_exhibition(dir)?;
    println!(
        "{} is ready: put each organisation's files into its folder.",
        dir.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Says one sentence to whoever typed the command.
fn complain(sentence: impl Display) {
    eprintln!("vitrine: {sentence}");
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
