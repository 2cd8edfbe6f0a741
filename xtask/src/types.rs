//! Writes what other languages need to know of the Rust types: TypeScript for the screens, JSON Schema for exhibitors.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::checks::WHOLE;
use crate::shell;

const TYPESCRIPT: &str = "ui/src/messages/messages.ts";
const SCHEMAS: &str = "docs/schemas";

/// Writes the generated files in place.
pub(crate) fn write() -> Result<()> {
    let fresh = generate()?;
    for (path, text) in fresh {
        let path = shell::root().join(path);
        fs::create_dir_all(path.parent().expect("a generated file lies in a folder"))?;
        fs::write(&path, text).with_context(|| format!("could not write {}", path.display()))?;
    }
    Ok(())
}

/// Fails when a generated file in the checkout is not what the Rust types say.
pub(crate) fn check() -> Result<()> {
    for (path, text) in generate()? {
        let there = fs::read_to_string(shell::root().join(&path)).unwrap_or_default();
        if there != text {
            bail!("{path} is stale: type “cargo xtask gen” and commit the result");
        }
    }
    Ok(())
}

fn generate() -> Result<Vec<(String, String)>> {
    let out = shell::root().join("target/generated");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    shell::cargo(&[&["build"], WHOLE, &["--example", "generate"]].concat())?;
    let program = shell::root().join(format!(
        "target/debug/examples/generate{}",
        std::env::consts::EXE_SUFFIX
    ));
    shell::run(&program.to_string_lossy(), &[&out.to_string_lossy()])?;
    let mut files = Vec::new();
    for (folder, home) in [
        (
            "typescript",
            Path::new(TYPESCRIPT).parent().expect("has a folder"),
        ),
        ("schemas", Path::new(SCHEMAS)),
    ] {
        for entry in fs::read_dir(out.join(folder))? {
            let entry = entry?;
            let home = home.join(entry.file_name());
            files.push((
                home.to_string_lossy().replace('\\', "/"),
                fs::read_to_string(entry.path())?,
            ));
        }
    }
    files.sort();
    Ok(files)
}
