//! Keeps count of what was opened, day by day, and writes it down now and then.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use vitrine_core::messages::{Catalogue, UsageNote};
use vitrine_core::usage::{Day, cell_of, file_of};

use crate::refusal::Refusal;

/// What this program has counted.
#[derive(Debug)]
pub(crate) struct Tally {
    folder: PathBuf,
    /// Tells its files from those of other programs.
    word: String,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    /// By date; days before the last one leave when they are written.
    days: BTreeMap<String, Counts>,
    /// It was said that nothing can be written.
    complained: bool,
}

#[derive(Debug, Default)]
struct Counts {
    day: Day,
    /// Something was counted since it was written.
    changed: bool,
}

impl Tally {
    pub(crate) fn new(folder: PathBuf, word: String) -> Self {
        Self {
            folder,
            word,
            open: Mutex::default(),
        }
    }

    /// Counts one opening.
    pub(crate) fn count(&self, note: &UsageNote, catalogue: &Catalogue) -> Result<(), Refusal> {
        file_of(&self.folder, &note.day, &self.word).ok_or(Refusal::Unclear)?;
        let cell = cell_of(note, catalogue).ok_or(Refusal::Unknown)?;
        let mut open = self.open();
        let counts = open.days.entry(note.day.clone()).or_default();
        counts.day.count(cell);
        counts.changed = true;
        Ok(())
    }

    /// Writes what was counted, where anything was. What cannot be written is kept for the next time.
    pub(crate) fn write(&self) {
        let mut open = self.open();
        let Open { days, complained } = &mut *open;
        for (date, counts) in days.iter_mut().filter(|(_, counts)| counts.changed) {
            let Some(file) = file_of(&self.folder, date, &self.word) else {
                continue;
            };
            match counts.day.write(&file) {
                Ok(()) => (counts.changed, *complained) = (false, false),
                Err(error) if !*complained => {
                    *complained = true;
                    tracing::warn!(file = %file.display(), %error, "what was opened cannot be written down for now");
                }
                Err(_) => {}
            }
        }
        let last = days.keys().next_back().cloned();
        days.retain(|date, counts| counts.changed || Some(date) == last.as_ref());
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
