//! Runs other programs from the root of the checkout and says plainly which one failed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the checkout")
        .to_path_buf()
}

/// Runs a program and fails when it does.
pub(crate) fn run(program: &str, words: &[&str]) -> Result<()> {
    finish(Command::new(program).args(words), program, words)
}

/// Runs a program in a folder below the root.
pub(crate) fn run_in(folder: &str, program: &str, words: &[&str]) -> Result<()> {
    finish(
        Command::new(program).args(words).current_dir(root().join(folder)),
        program,
        words,
    )
}

/// Runs cargo with the settings every chore shares.
pub(crate) fn cargo(words: &[&str]) -> Result<()> {
    run(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), words)
}

/// What a program prints, if it can be started and succeeds.
pub(crate) fn output(program: &str, words: &[&str]) -> Option<String> {
    let done = Command::new(program)
        .args(words)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    done.status
        .success()
        .then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// Whether a program can be started at all.
pub(crate) fn exists(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

fn finish(command: &mut Command, program: &str, words: &[&str]) -> Result<()> {
    eprintln!("\x1b[2m$ {program} {}\x1b[0m", words.join(" "));
    let status = command
        .status()
        .with_context(|| format!("“{program}” could not be started; is it installed and on the PATH?"))?;
    if !status.success() {
        bail!("“{program} {}” failed ({status})", words.join(" "));
    }
    Ok(())
}
