//! The folders of an ordeal: where the system allows it on small disks of their own, so that they can be full, and the
//! watched one so that it can be pulled out.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Sizes of the two disks.
const ASSETS_SIZE: &str = "size=64m";
const CACHE_SIZE: &str = "size=24m";

/// Folders that go away when dropped, unless they are to be kept.
pub(crate) struct Place {
    house: tempfile::TempDir,
    /// Whether the disks are there.
    disks: bool,
}

impl Place {
    pub(crate) fn new() -> Result<Self> {
        let house = tempfile::Builder::new().prefix("torture-").tempdir()?;
        let mut place = Self { house, disks: false };
        for folder in [
            "disk", "assets", "cache", "config", "library", "proof", "fresh", "proven",
        ] {
            fs::create_dir(place.path(folder))?;
        }
        let all = mount(
            &["-t", "tmpfs", "-o", ASSETS_SIZE, "torture"],
            &place.path("disk"),
        ) && mount(
            &["-t", "tmpfs", "-o", CACHE_SIZE, "torture"],
            &place.path("cache"),
        );
        if all {
            fs::create_dir(place.path("disk/assets"))?;
            place.disks = true;
            place.plug_in()?;
        }
        Ok(place)
    }

    /// What can be done here and what not.
    pub(crate) fn conditions(&self) -> &'static str {
        if self.disks {
            "the watched folder and the cache are on small disks of their own"
        } else {
            "no disks can be mounted here: none is filled, and instead of being pulled out the folder is renamed"
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.house.path().join(name)
    }

    pub(crate) fn assets(&self) -> PathBuf {
        self.path("assets")
    }

    pub(crate) fn cache(&self) -> PathBuf {
        self.path("cache")
    }

    /// The other name of the watched folder, by which it can be reached while it is pulled out.
    pub(crate) fn beneath(&self) -> PathBuf {
        if self.disks {
            self.path("disk/assets")
        } else {
            self.assets()
        }
    }

    pub(crate) fn has_disks(&self) -> bool {
        self.disks
    }

    /// Fills the disk of the assets or of the cache to the last byte.
    pub(crate) fn fill(&self, disk: &str) -> Result<()> {
        let mut file = File::create(self.path(disk).join(FILLER))?;
        let block = vec![1; 1 << 16];
        while file.write_all(&block).is_ok() {}
        Ok(())
    }

    /// Makes room again.
    pub(crate) fn relieve(&self, disk: &str) {
        // It may not have been full.
        let _ = fs::remove_file(self.path(disk).join(FILLER));
    }

    pub(crate) fn pull_out(&self) -> Result<()> {
        if self.disks {
            if !done(Command::new("umount").arg("--lazy").arg(self.assets())) {
                bail!("the disk cannot be pulled out");
            }
            return Ok(());
        }
        fs::rename(self.assets(), self.path("away")).context("the folder cannot be moved away")
    }

    pub(crate) fn plug_in(&self) -> Result<()> {
        if self.disks {
            if !mount(
                &["--bind".as_ref(), self.path("disk/assets").as_os_str()],
                &self.assets(),
            ) {
                bail!("the disk cannot be plugged in");
            }
            return Ok(());
        }
        fs::rename(self.path("away"), self.assets()).context("the folder cannot be moved back")
    }

    /// Keeps the folders for whoever looks into a failure: what lies on the disks goes, so it is copied first.
    pub(crate) fn keep(mut self) -> PathBuf {
        if self.disks {
            for (from, to) in [("disk/assets", "kept-assets"), ("cache", "kept-cache")] {
                let copied = done(
                    Command::new("cp")
                        .arg("-a")
                        .arg(self.path(from))
                        .arg(self.path(to)),
                );
                if !copied {
                    eprintln!("{from} could not be kept");
                }
            }
        }
        self.house.disable_cleanup(true);
        self.house.path().to_owned()
    }
}

/// Not a name of junk: it is not below the watched folder, and the cache must live with strange files.
const FILLER: &str = "filler";

impl Drop for Place {
    fn drop(&mut self) {
        if self.disks {
            for folder in ["assets", "disk", "cache"] {
                // The first may be pulled out.
                let _ = done(
                    Command::new("umount")
                        .arg("--lazy")
                        .arg(self.path(folder))
                        .stderr(Stdio::null()),
                );
            }
        }
    }
}

fn mount<W: AsRef<std::ffi::OsStr>>(words: &[W], at: &Path) -> bool {
    cfg!(target_os = "linux") && done(Command::new("mount").args(words).arg(at).stderr(Stdio::null()))
}

fn done(command: &mut Command) -> bool {
    command.status().is_ok_and(|status| status.success())
}
