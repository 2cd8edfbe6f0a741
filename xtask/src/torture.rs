//! Lets everything happen to a running show that can happen, and compares what it shows with a fresh look.

use anyhow::Result;

use crate::checks::WHOLE;
use crate::shell;

/// The choices that every test run takes: whoever breaks something sees it at once.
const KNOWN_SEED: &str = "1";
/// Long enough for a few power cuts and full disks.
const SHORT: &str = "0.4";

/// As long and with the seed that `words` say.
pub(crate) fn torture(words: &[String]) -> Result<()> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    run(&words)
}

/// A short one with choices that are always the same, and one with choices that never were.
pub(crate) fn short() -> Result<()> {
    run(&["--minutes", SHORT, "--seed", KNOWN_SEED])?;
    run(&["--minutes", SHORT])
}

fn run(words: &[&str]) -> Result<()> {
    // A test among them: without one, features differ and half of the dependencies are built again.
    let build = ["--bin", "vitrine", "--bin", "vitrine-torture", "--test", "ingest"];
    shell::cargo(&[&["build"], WHOLE, &build].concat())?;
    let program = shell::root()
        .join("target/debug")
        .join(format!("vitrine-torture{}", std::env::consts::EXE_SUFFIX));
    shell::run(&program.to_string_lossy(), words)
}
