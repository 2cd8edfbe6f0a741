//! What an exhibitor does to the folder while the show runs: adds, replaces and deletes, and in the end there are as
//! many files as before.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::corpus::{photo, write};

/// Seconds from one storm to the next.
const PERIOD: f64 = 240.0;
/// What happens in a storm, and how many seconds after its beginning.
const DEEDS: [(f64, Deed); 3] = [(0.0, Deed::Add), (60.0, Deed::Replace), (150.0, Deed::Delete)];
/// The first one waits until the show has settled.
const FIRST: f64 = 60.0;

/// Where they happen.
const STAND: &str = "5 Changing";

/// One thing done to the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A film and a photo come.
    Add,
    /// A film and a photo get other contents under their name.
    Replace,
    /// What came goes.
    Delete,
}

/// Storms over one folder.
pub(crate) struct Storm {
    stand: PathBuf,
    film: Vec<u8>,
    /// Every version is another file to the show.
    version: u64,
    /// Deeds done so far.
    pub(crate) deeds: usize,
}

impl Storm {
    /// Lays out the film and the photo that will be replaced.
    pub(crate) fn over(assets: &Path, film: &Path) -> Result<Self> {
        let film = fs::read(film).with_context(|| format!("{} cannot be read", film.display()))?;
        let mut storm = Self {
            stand: assets.join(STAND),
            film,
            version: 0,
            deeds: 0,
        };
        storm.put("Replaced")?;
        Ok(storm)
    }

    /// Does what is due after so many seconds, and says so.
    pub(crate) fn pass(&mut self, seconds: f64) -> Result<Option<&'static str>> {
        let Some(deed) = due(self.deeds, seconds) else {
            return Ok(None);
        };
        self.deeds += 1;
        self.act(deed).map(Some)
    }

    fn act(&mut self, deed: Deed) -> Result<&'static str> {
        match deed {
            Deed::Add => {
                self.put("Added")?;
                Ok("added")
            }
            Deed::Replace => {
                self.put("Replaced")?;
                Ok("replaced")
            }
            Deed::Delete => {
                for name in ["Added.mp4", "Added photo.jpg"] {
                    fs::remove_file(self.stand.join(name))
                        .with_context(|| format!("{name} cannot be deleted"))?;
                }
                Ok("deleted")
            }
        }
    }

    /// One by writing over what is there, as a copy does, the other under a new name and renamed, as a download is.
    fn put(&mut self, name: &str) -> Result<()> {
        self.version += 1;
        write(
            &self.stand.join(format!("{name} photo.jpg")),
            &photo(1_000 + self.version)?,
        )?;
        let begun = self.stand.join(format!("{name}.mp4.part"));
        write(&begun, &self.film_of_its_own())?;
        fs::rename(&begun, self.stand.join(format!("{name}.mp4"))).context("a film cannot be renamed")
    }

    /// The same film with a box at its end that everybody skips.
    fn film_of_its_own(&self) -> Vec<u8> {
        let [length, kind] = [16_u32.to_be_bytes(), *b"free"];
        [
            &self.film,
            length.as_slice(),
            kind.as_slice(),
            &self.version.to_be_bytes(),
        ]
        .concat()
    }
}

/// What is to be done next, if its time has come.
fn due(done: usize, seconds: f64) -> Option<Deed> {
    let (after, deed) = DEEDS[done % DEEDS.len()];
    let storms = u32::try_from(done / DEEDS.len()).ok()?;
    (seconds >= FIRST + f64::from(storms) * PERIOD + after).then_some(deed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_come_one_after_the_other_in_their_time() {
        let mut done = Vec::new();
        for second in 0..600 {
            if let Some(deed) = due(done.len(), f64::from(second)) {
                done.push((second, deed));
            }
        }
        let (add, replace, delete) = (Deed::Add, Deed::Replace, Deed::Delete);
        let first = [(60, add), (120, replace), (210, delete)];
        let second = [(300, add), (360, replace), (450, delete), (540, add)];
        assert_eq!(done, [first.as_slice(), &second].concat());
    }

    #[test]
    fn after_a_storm_there_are_as_many_files_as_before_with_other_contents() {
        let house = tempfile::tempdir().unwrap();
        let film = house.path().join("film.mp4");
        fs::write(&film, b"a film").unwrap();
        let mut storm = Storm::over(house.path(), &film).unwrap();
        let look = || -> Vec<(PathBuf, Vec<u8>)> {
            let entries = fs::read_dir(house.path().join(STAND)).unwrap();
            let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            files.sort();
            files
                .into_iter()
                .map(|path| (path.clone(), fs::read(path).unwrap()))
                .collect()
        };
        let before = look();
        let said: Vec<_> = [60.0, 61.0, 120.0, 210.0]
            .map(|at| storm.pass(at).unwrap())
            .to_vec();
        assert_eq!(said, [Some("added"), None, Some("replaced"), Some("deleted")]);
        let after = look();
        assert_eq!(before.len(), 2);
        for (old, new) in before.iter().zip(&after) {
            assert_eq!(old.0, new.0);
            assert_ne!(old.1, new.1);
        }
        assert_eq!(before.len(), after.len());
    }
}
