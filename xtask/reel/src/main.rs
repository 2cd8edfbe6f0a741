//! Watches the attract loop as a visitor does: `loopcheck` records it and reads every frame, `soak` lets it run for hours.

#[cfg(target_os = "linux")]
mod codecs;
#[cfg(target_os = "linux")]
mod first;
#[cfg(target_os = "linux")]
mod loopcheck;
#[cfg(target_os = "linux")]
mod remote;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(target_os = "linux")]
mod soak;
#[cfg(target_os = "linux")]
mod stop;
#[cfg(target_os = "linux")]
mod words;

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.split_first() {
        Some((chore, rest)) if chore == "soak" => soak::soak(rest),
        Some((chore, rest)) if chore == "loopcheck" => loopcheck::loopcheck(rest),
        _ => Err(anyhow::anyhow!("there are soak and loopcheck")),
    };
    done.unwrap_or_else(|error| {
        eprintln!("reel: {error:#}");
        ExitCode::FAILURE
    })
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("reel: the screen is recorded and the processes are counted on Linux only");
    ExitCode::FAILURE
}
