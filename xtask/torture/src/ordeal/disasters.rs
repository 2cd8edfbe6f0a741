//! What befalls the machine: power cuts, killed workers, hurt caches, full disks, sticks that are pulled out.

use std::fs::{self, OpenOptions};
use std::path::PathBuf;

use anyhow::Result;

use super::Ordeal;

impl Ordeal<'_> {
    pub(super) fn power_cut(&mut self) -> Result<()> {
        self.did("power cut", "");
        if let Some(mut program) = self.program.take() {
            program.kill();
        }
        // A kiosk is not told to start on a folder that is away.
        self.plug_in()?;
        self.start()
    }

    pub(super) fn kill_worker(&mut self) {
        let which = self.chance.below(8);
        let killed = self
            .program
            .as_ref()
            .is_some_and(|program| program.kill_a_worker(which));
        if killed {
            self.did("kill worker", "");
        }
    }

    pub(super) fn hurt_cache(&mut self) {
        let cache = self.place.cache();
        let mut kept: Vec<PathBuf> = fs::read_dir(&cache)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_dir())
            .collect();
        kept.sort();
        if self.chance.one_in(3) {
            self.did("empty the cache", "");
            for entry in fs::read_dir(&cache).into_iter().flatten().flatten() {
                let path = entry.path();
                let _ = if path.is_dir() {
                    fs::remove_dir_all(path)
                } else {
                    fs::remove_file(path)
                };
            }
            return;
        }
        let Some(folder) = self.chance.pick(&kept).cloned() else {
            return;
        };
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
        let Some(file) = self.chance.pick(&files).cloned() else {
            return;
        };
        if self.chance.one_in(2) {
            self.did("delete from the cache", file.display().to_string());
            let _ = fs::remove_file(file);
        } else if let Ok(open) = OpenOptions::new().write(true).open(&file) {
            self.did("cut in the cache", file.display().to_string());
            let length = open.metadata().map_or(0, |metadata| metadata.len());
            let _ = open.set_len(length / 2);
        }
    }

    pub(super) fn fill_a_disk(&mut self) -> Result<()> {
        if self.full.is_some() {
            return Ok(());
        }
        let disk = if self.chance.one_in(2) { "cache" } else { "disk" };
        self.did("fill", disk);
        self.full = Some(disk);
        self.place.fill(disk)
    }

    pub(super) fn make_room(&mut self) {
        if let Some(disk) = self.full.take() {
            self.did("make room on", disk);
            self.place.relieve(disk);
        }
    }

    pub(super) fn pull_out(&mut self) -> Result<()> {
        // Without a disk of its own the folder cannot be reached while it is away.
        if self.away || !self.place.has_disks() {
            return Ok(());
        }
        self.did("pull out", "");
        self.away = true;
        self.place.pull_out()
    }

    pub(super) fn plug_in(&mut self) -> Result<()> {
        if !self.away {
            return Ok(());
        }
        self.did("plug in", "");
        self.away = false;
        self.place.plug_in()
    }
}
