//! Everything a change must pass, in the order in which it fails fastest.

use std::time::Instant;

use anyhow::Result;

use crate::{laws, setup, shell, torture, types, ui};

/// Set-up, style, types, licences, unit tests, folder tests, HTTP tests, and the real app under touch.
pub(crate) fn everything() -> Result<()> {
    let start = Instant::now();
    let stage = |name: &str| {
        eprintln!(
            "\n\x1b[1m== {name} (after {} s)\x1b[0m",
            start.elapsed().as_secs()
        )
    };

    stage("set-up");
    setup::for_testing()?;

    stage("style");
    shell::cargo(&["fmt", "--all", "--check"])?;
    shell::cargo(&["fmt", "--manifest-path", "xtask/demo/Cargo.toml", "--check"])?;
    shell::cargo(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"])?;

    stage("laws of the house");
    laws::check()?;

    stage("the screens: format, types, unit tests, build");
    ui::check()?;
    ui::build()?;

    stage("the program");
    test(&["--no-run"])?;

    stage("generated files are fresh");
    types::check()?;

    stage("tests of the rooms, of folders, of the stage");
    test(&["--lib", "--bins", "--test", "ingest", "--test", "stage"])?;

    stage("a short torture");
    torture::short()?;

    stage("the real app, under touch");
    kiosk()?;

    stage("lints");
    // Tests may unwrap; what visitors run may not.
    let lint = [&["clippy"], WHOLE, &["--all-targets", "--", "-D", "warnings"]].concat();
    shell::cargo(&[lint.as_slice(), &["-A", "clippy::unwrap_used"]].concat())?;
    shell::cargo(&[&["clippy"], WHOLE, &["--", "-D", "warnings"]].concat())?;

    stage("licences and sources of every dependency");
    licences()?;

    stage("done");
    Ok(())
}

/// The whole house, always chosen with the same words: another choice of packages or features would build half of the
/// dependencies again.
pub(crate) const WHOLE: &[&str] = &["--locked", "--workspace", "--features", "vitrine-core/ts"];

fn test(which: &[&str]) -> Result<()> {
    shell::cargo(&[&["test"], WHOLE, which].concat())
}

/// The kiosk tests need a screen of their own, so that nothing of the desktop is in the way.
fn kiosk() -> Result<()> {
    let test = [&["test"], WHOLE, &["--test", "kiosk", "--", "--test-threads=1"]].concat();
    if !cfg!(target_os = "linux") {
        eprintln!("The kiosk tests drive WebKitGTK and run on Linux only; left out here.");
        return Ok(());
    }
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let screen = ["-a", "-s", "-screen 0 1920x1080x24", "dbus-run-session", "--"];
    let mut words: Vec<&str> = screen.to_vec();
    words.push(&cargo);
    words.extend(test);
    shell::run("xvfb-run", &words)
}

/// The version is pinned so that a new release cannot turn the build red on its own.
const DENY: &str = "0.20.2";

fn licences() -> Result<()> {
    if !shell::exists("cargo-deny") {
        // Unoptimised: it runs once a build, and compiling it optimised takes longer than it ever will.
        shell::cargo(&["install", "--debug", "--locked", "cargo-deny", "--version", DENY])?;
    }
    shell::run(
        "cargo-deny",
        &[
            "--all-features",
            "check",
            "--hide-inclusion-graph",
            "bans",
            "licenses",
            "sources",
        ],
    )
}
