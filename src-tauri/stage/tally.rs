//! Keeps count of what was opened, day by day, and writes it down now and then.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use vitrine_core::messages::{Catalogue, UsageNote};
use vitrine_core::usage::{Day, cell_of, file_of};

use crate::refusal::Refusal;

/// The counts of the day that was counted last.
#[derive(Debug)]
pub(crate) struct Tally {
    folder: PathBuf,
    open: Mutex<Option<Open>>,
}

#[derive(Debug)]
struct Open {
    file: PathBuf,
    day: Day,
    /// Something was counted since it was written.
    changed: bool,
}

impl Tally {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            open: Mutex::new(None),
        }
    }

    /// Counts one opening.
    pub(crate) fn count(&self, note: &UsageNote, catalogue: &Catalogue) -> Result<(), Refusal> {
        let file = file_of(&self.folder, &note.day).ok_or(Refusal::Unclear)?;
        let cell = cell_of(note, catalogue).ok_or(Refusal::Unknown)?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.as_ref().is_none_or(|one| one.file != file) {
            if let Some(before) = open.as_mut() {
                before.write();
            }
            let day = Day::read(&file).unwrap_or_else(|error| {
                // Whatever it is, it is kept, and counting begins anew.
                let aside = file.with_extension("damaged");
                tracing::warn!(file = %file.display(), %error, "the counts of this day cannot be read and are set aside");
                if let Err(error) = std::fs::rename(&file, &aside) {
                    tracing::warn!(%error, "nor can they be set aside");
                }
                Day::default()
            });
            *open = Some(Open {
                file,
                day,
                changed: false,
            });
        }
        if let Some(open) = open.as_mut() {
            open.day.count(cell);
            open.changed = true;
        }
        Ok(())
    }

    /// Writes what was counted, where anything was.
    pub(crate) fn write(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = open.as_mut() {
            open.write();
        }
    }
}

impl Open {
    fn write(&mut self) {
        if !self.changed {
            return;
        }
        match self.day.write(&self.file) {
            Ok(()) => self.changed = false,
            Err(error) => {
                tracing::warn!(file = %self.file.display(), %error, "what was opened cannot be written down")
            }
        }
    }
}
