//! Builds and checks the visitor's screens with npm.

use std::fs;
use std::time::SystemTime;

use anyhow::Result;

use crate::shell;

#[cfg(windows)]
const NPM: &str = "npm.cmd";
#[cfg(not(windows))]
const NPM: &str = "npm";

/// Builds `ui/dist`, which the stage serves.
pub(crate) fn build() -> Result<()> {
    packages()?;
    npm(&["run", "--silent", "build"])
}

/// Formatter, types and unit tests of the screens.
pub(crate) fn check() -> Result<()> {
    packages()?;
    npm(&["run", "--silent", "format:check"])?;
    npm(&["run", "--silent", "check"])?;
    npm(&["run", "--silent", "test"])
}

/// Installs the locked packages unless the last installation is younger than the lock file.
fn packages() -> Result<()> {
    let changed = |path: &str| fs::metadata(shell::root().join(path)).and_then(|found| found.modified());
    let locked = changed("ui/package-lock.json")?;
    let installed = changed("ui/node_modules/.package-lock.json").unwrap_or(SystemTime::UNIX_EPOCH);
    if installed >= locked {
        Ok(())
    } else {
        npm(&["ci", "--no-audit", "--no-fund"])
    }
}

fn npm(words: &[&str]) -> Result<()> {
    shell::run_in("ui", NPM, words)
}
