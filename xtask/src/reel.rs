//! Brings what films are made and recorded with, builds the watching program, and lets it watch the attract loop.

use anyhow::Result;

use crate::checks::WHOLE;
use crate::{setup, shell};

/// Debian packages, and the program by which each is known to be there.
const TOOLS: &[(&str, &str)] = &[
    ("ffmpeg", "ffmpeg"),
    ("xvfb", "Xvfb"),
    ("dbus", "dbus-run-session"),
    ("webkit2gtk-driver", "WebKitWebDriver"),
];

/// A player that films are also played with, to compare. Nothing of it is built in.
const PEER: (&str, &str) = ("mpv", "mpv");

/// Records the loop and looks at every frame.
pub(crate) fn loopcheck(words: &[String]) -> Result<()> {
    if let Err(error) = have(&[PEER]) {
        eprintln!("Watching without {}: {error:#}", PEER.0);
    }
    watch("loopcheck", words)
}

/// Lets the show run for hours.
pub(crate) fn soak(words: &[String]) -> Result<()> {
    watch("soak", words)
}

fn watch(chore: &str, words: &[String]) -> Result<()> {
    have(TOOLS)?;
    // A test among them: without one, features differ and half of the dependencies are built again.
    let build = ["--bin", "vitrine", "--bin", "vitrine-reel", "--test", "ingest"];
    shell::cargo(&[&["build"], WHOLE, &build].concat())?;
    let program = shell::root()
        .join("target/debug")
        .join(format!("vitrine-reel{}", std::env::consts::EXE_SUFFIX));
    let mut all = vec![chore];
    all.extend(words.iter().map(String::as_str));
    shell::run(&program.to_string_lossy(), &all)
}

fn have(tools: &[(&str, &str)]) -> Result<()> {
    let missing: Vec<&str> = tools
        .iter()
        .filter(|(_, program)| !is_on_the_path(program))
        .map(|(package, _)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    setup::packages(&missing)
}

/// Not by starting it: `Xvfb --version` would put up a screen.
fn is_on_the_path(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}
