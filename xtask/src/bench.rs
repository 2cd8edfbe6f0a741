//! Brings the peers to the machine, builds the measuring program as released, and lets it measure.

use std::process::Command;

use anyhow::{Result, bail};

use crate::checks::WHOLE;
use crate::{setup, shell, ui};

/// Debian packages of the peers, and the program by which each is known to be there.
const PEERS: &[(&str, &str)] = &[
    ("libvips-tools", "vipsthumbnail"),
    ("poppler-utils", "pdftoppm"),
    ("findutils", "find"),
];

/// Python packages of the peers: PDFium as Python uses it, and what writes its pictures.
const WHEELS: &[&str] = &["pypdfium2", "pillow"];

/// Where the Python packages go: nothing of the system's own Python is changed.
const PYTHON: &str = "target/bench/python";

/// Measures what `names` choose, or everything.
pub(crate) fn measure(names: &[String]) -> Result<()> {
    peers();
    shell::cargo(&[&["build", "--release"], WHOLE, &["--bin", "vitrine-bench"]].concat())?;
    // The windows take as long to build as all the rest.
    if names.is_empty() || names.iter().any(|name| name == "windows") {
        setup::for_testing()?;
        ui::build()?;
        let windows = ["--bin", "vitrine", "--example", "empty_window"];
        shell::cargo(&[&["build", "--release"], WHOLE, &windows].concat())?;
    }
    let program = shell::root()
        .join("target/release")
        .join(format!("vitrine-bench{}", std::env::consts::EXE_SUFFIX));
    let status = Command::new(program)
        .args(names)
        .env("PYTHONPATH", shell::root().join(PYTHON))
        .status()?;
    if !status.success() {
        bail!("the measures could not be taken ({status})");
    }
    Ok(())
}

/// A peer that cannot be had is no reason not to measure: the figures say that it is missing.
fn peers() {
    let missing: Vec<&str> = PEERS
        .iter()
        .filter(|(_, program)| !shell::exists(program))
        .map(|(package, _)| *package)
        .collect();
    if !missing.is_empty()
        && let Err(error) = setup::packages(&missing)
    {
        eprintln!("Measuring without {}: {error:#}", missing.join(", "));
    }
    let folder = shell::root().join(PYTHON);
    if folder.exists() {
        return;
    }
    let folder = folder.to_string_lossy();
    let install = ["-m", "pip", "install", "--quiet", "--target", &folder];
    if let Err(error) = shell::run("python3", &[install.as_slice(), WHEELS].concat()) {
        eprintln!("Measuring without {}: {error:#}", WHEELS.join(", "));
    }
}
