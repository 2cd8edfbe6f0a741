//! How often each thing was opened: counts for each item, language and hour, and nothing that joins one opening to another.
//!
//! What is counted is kept as one small file for each day and program, written whole and renamed: two screens of one machine
//! do not write over each other, and the files of fifteen laptops in one folder add up. Numbers below [`LEAST`] are never
//! shown, nor what would give them away: they could point at one person.

mod sheet;
mod words;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::messages::{Catalogue, Stand, UsageKind, UsageNote};

pub use sheet::{csv, page, text};

/// The smallest number that is shown.
pub const LEAST: u64 = 5;

/// So many different cells of one day are kept; more than any exhibition has.
const CELLS_LIMIT: usize = 50_000;

/// What one number counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// The stand as its folder is called, with its number in front where it has one.
    pub stand: String,
    /// What was opened.
    pub kind: UsageKind,
    /// Its title; empty for a stand.
    pub title: String,
    /// The visitor's language, as a BCP 47 code.
    pub language: String,
    /// Local hour, 0 to 23.
    pub hour: u32,
}

#[derive(Serialize, Deserialize)]
struct Row {
    #[serde(flatten)]
    cell: Cell,
    count: u64,
}

/// The counts of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day(BTreeMap<Cell, u64>);

impl Day {
    /// What all programs have counted on a day.
    ///
    /// # Errors
    /// When a file cannot be read, or is none of ours.
    pub fn of(folder: &Path, day: &str) -> io::Result<Self> {
        let mut sum = Self::default();
        for file in files(folder).filter(|(of, _)| of == day).map(|(_, file)| file) {
            let told = |error: io::Error| io::Error::other(format!("{}: {error}", file.display()));
            let rows: Vec<Row> = std::fs::read(&file)
                .and_then(|bytes| Ok(serde_json::from_slice(&bytes)?))
                .map_err(told)?;
            for Row { cell, count } in rows {
                *sum.0.entry(cell).or_default() += count;
            }
        }
        Ok(sum)
    }

    /// Writes the counts to a file beside, which then takes the name.
    ///
    /// # Errors
    /// When the disk refuses; the file from before is still there then.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let rows: Vec<Row> = self
            .0
            .iter()
            .map(|(cell, count)| Row {
                cell: cell.clone(),
                count: *count,
            })
            .collect();
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let beside = file.with_extension("part");
        let written = std::fs::File::create(&beside)
            .and_then(|mut part| {
                part.write_all(&serde_json::to_vec(&rows)?)?;
                part.sync_all()
            })
            .and_then(|()| std::fs::rename(&beside, file));
        if written.is_err() {
            let _ = std::fs::remove_file(&beside);
        }
        written
    }

    /// Counts one opening.
    pub fn count(&mut self, cell: Cell) {
        if self.0.len() < CELLS_LIMIT || self.0.contains_key(&cell) {
            *self.0.entry(cell).or_default() += 1;
        }
    }

    /// Every cell with its number, in order.
    pub fn cells(&self) -> impl Iterator<Item = (&Cell, u64)> {
        self.0.iter().map(|(cell, count)| (cell, *count))
    }

    /// Whether nothing was opened.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The cell of a note; `None` where the catalogue does not know what was opened, or the hour is none.
#[must_use]
pub fn cell_of(note: &UsageNote, catalogue: &Catalogue) -> Option<Cell> {
    let stand = catalogue.stands.iter().find(|stand| stand.id == note.stand)?;
    let title = match note.kind {
        UsageKind::Stand => String::new(),
        UsageKind::Publication => {
            let mut all = stand.publications.iter();
            all.find(|one| one.id == note.item)?.title.clone()
        }
        UsageKind::Film => stand.films.iter().find(|one| one.id == note.item)?.title.clone(),
        UsageKind::Photos => {
            let series = stand.series.iter().find(|one| one.id == note.item)?;
            series.title.clone().unwrap_or_default()
        }
    };
    let known = catalogue.exhibition.languages.contains(&note.language);
    (known && note.hour < 24).then(|| Cell {
        stand: called(stand),
        kind: note.kind,
        title,
        language: note.language.clone(),
        hour: note.hour,
    })
}

fn called(stand: &Stand) -> String {
    stand.number.map_or_else(
        || stand.name.clone(),
        |number| format!("{number:02} {}", stand.name),
    )
}

/// Where one program, known by a word of its own, keeps the counts of a day; `None` for what is no date.
#[must_use]
pub fn file_of(folder: &Path, day: &str, word: &str) -> Option<PathBuf> {
    is_date(day).then(|| folder.join(format!("{day}.{word}.json")))
}

fn is_date(day: &str) -> bool {
    let digits = |part: Option<&str>, length: usize| {
        part.is_some_and(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut parts = day.split('-');
    digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2) && parts.next().is_none()
}

/// Every file of counts with its day.
fn files(folder: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let name = entry.file_name();
        let (day, _) = name.to_str()?.strip_suffix(".json")?.split_once('.')?;
        is_date(day).then(|| (day.to_owned(), entry.path()))
    })
}

/// The days of which there are counts, the last one last.
#[must_use]
pub fn days(folder: &Path) -> Vec<String> {
    let mut days: Vec<String> = files(folder).map(|(day, _)| day).collect();
    days.sort();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    pub(super) fn cell(kind: UsageKind, title: &str, language: &str, hour: u32) -> Cell {
        Cell {
            stand: "01 One".into(),
            kind,
            title: title.into(),
            language: language.into(),
            hour,
        }
    }

    #[test]
    fn what_several_screens_wrote_adds_up() {
        let folder = tempfile::tempdir().unwrap();
        let day = "2026-11-27";
        assert!(Day::of(folder.path(), day).unwrap().is_empty());
        for (word, times) in [("one", 2), ("two", 3)] {
            let mut counts = Day::default();
            for _ in 0..times {
                counts.count(cell(UsageKind::Film, "Crossing", "fr", 14));
            }
            counts.count(cell(UsageKind::Stand, "", "ar", 15));
            let file = file_of(folder.path(), day, word).unwrap();
            // Written again and again, as the day goes on.
            counts.write(&file).unwrap();
            counts.write(&file).unwrap();
        }
        let sum = Day::of(folder.path(), day).unwrap();
        assert_eq!(sum.cells().map(|(_, count)| count).collect::<Vec<_>>(), [2, 5]);
        assert_eq!(days(folder.path()), [day]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_is_none_of_ours_is_not_taken_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("2026-11-27.x.json"), "not json").unwrap();
        assert!(
            Day::of(folder.path(), "2026-11-27")
                .unwrap_err()
                .to_string()
                .contains("x.json")
        );
    }

    #[test]
    fn only_dates_name_files() {
        let folder = Path::new("usage");
        for day in [
            "../../etc/passwd",
            "2026-11",
            "2026-11-27-1",
            "2026-1-27",
            "",
            "2026-aa-27",
        ] {
            assert_eq!(file_of(folder, day, "x"), None, "{day}");
        }
    }

    #[test]
    fn only_what_the_show_has_is_counted() {
        let catalogue: Catalogue = serde_json::from_value(json!({
            "number": 1, "problems": [], "exhibition": {
                "title": {}, "place": {}, "languages": ["en", "fr"], "sessions": [],
                "attract": serde_json::to_value(crate::messages::Attract::default()).unwrap(),
            },
            "stands": [{ "id": "s", "number": 7, "name": "Harbour", "names": {}, "blurb": {}, "publications": [],
                "films": [], "series": [{ "id": "p", "title": "Boats", "photos": [] }] }],
        }))
        .unwrap();
        let note = |kind, item: &str, language: &str, hour| UsageNote {
            stand: "s".into(),
            kind,
            item: item.into(),
            language: language.into(),
            day: "2026-11-27".into(),
            hour,
        };
        let found = cell_of(&note(UsageKind::Photos, "p", "fr", 14), &catalogue).unwrap();
        assert_eq!(
            (found.stand.as_str(), found.title.as_str()),
            ("07 Harbour", "Boats")
        );
        assert!(cell_of(&note(UsageKind::Stand, "", "en", 0), &catalogue).is_some());
        for wrong in [
            note(UsageKind::Film, "p", "fr", 14),
            note(UsageKind::Photos, "p", "xx", 14),
            note(UsageKind::Photos, "p", "fr", 24),
        ] {
            assert_eq!(cell_of(&wrong, &catalogue), None);
        }
    }
}
