//! Remembers what cost too many workers, so that the same leaf in another size does not cost three more.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::intake::scan::{Signature, signature};
use crate::rendition::protocol::Job;

/// Workers that one leaf may cost.
pub(crate) const STRIKES: usize = 3;

/// Files as they were, with the workers that each of their leaves has cost.
#[derive(Default)]
pub(crate) struct Quarantine(HashMap<PathBuf, (Signature, BTreeMap<Leaf, usize>)>);

/// What a job opens of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Leaf {
    /// All that a photo has, and the head of anything.
    File,
    /// One bad leaf does not take its publication off the shelf.
    Page(u32),
    /// Every page once, so any bad one counts.
    AllPages,
    Moving,
    /// A leaf as text.
    Text(u32),
    /// A picture in a book.
    Figure(u32),
}

impl Quarantine {
    /// Whether the job would open what is left alone. A file that has changed is no longer left alone.
    pub(crate) fn holds(&mut self, job: &Job) -> bool {
        if let Job::ReadAll { paths } = job {
            let each = |path: &OsString| Job::Read { path: path.into() };
            return !self.0.is_empty() && paths.iter().any(|path| self.holds(&each(path)));
        }
        let Some((path, leaf)) = opened(job) else {
            return false;
        };
        let Some((then, leaves)) = self.0.get(path) else {
            return false;
        };
        if state(path) != Some(*then) {
            self.0.remove(path);
            return false;
        }
        let out = |leaf| leaves.get(&leaf).is_some_and(|strikes| *strikes >= STRIKES);
        let any = || leaves.values().any(|strikes| *strikes >= STRIKES);
        out(leaf) || out(Leaf::File) || (leaf == Leaf::AllPages && any())
    }

    /// Notes that the job cost a worker; gives back how many its leaf has cost as it is now. Zero when the job opens no
    /// file, or one that is gone.
    pub(crate) fn strike(&mut self, job: &Job) -> usize {
        let Some((path, leaf)) = opened(job) else { return 0 };
        let Some(now) = state(path) else { return 0 };
        let entry = self
            .0
            .entry(path.to_owned())
            .or_insert_with(|| (now, BTreeMap::new()));
        if entry.0 != now {
            *entry = (now, BTreeMap::new());
        }
        let strikes = entry.1.entry(leaf).or_default();
        *strikes += 1;
        *strikes
    }
}

fn opened(job: &Job) -> Option<(&Path, Leaf)> {
    match job {
        Job::Read { path } | Job::Photo { path, .. } => Some((path, Leaf::File)),
        // The still of an animation that cannot be opened moving goes on being shown.
        Job::Moving { path } => Some((path, Leaf::Moving)),
        Job::Page { path, number, .. } | Job::Marks { path, number, .. } => Some((path, Leaf::Page(*number))),
        Job::Text { path, .. } => Some((path, Leaf::AllPages)),
        Job::Leaf { path, number, .. } => Some((path, Leaf::Text(*number))),
        Job::Figure { path, number, .. } => Some((path, Leaf::Figure(*number))),
        // It is not known which of them it was; each is read alone then.
        Job::ReadAll { .. } | Job::Poster { .. } => None,
        #[cfg(test)]
        Job::Trial(_) => None,
    }
}

fn state(path: &Path) -> Option<Signature> {
    fs::metadata(path).ok().map(|metadata| signature(&metadata))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::reading::Binding;

    #[test]
    fn a_leaf_is_left_alone_until_its_file_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.pdf");
        fs::write(&path, "one").unwrap();
        let page = |number| Job::Page {
            path: path.clone(),
            number,
            sizes: Vec::new(),
        };
        let text = Job::Text {
            path: path.clone(),
            binding: Binding::Pdf,
            first: 0,
            count: 1,
        };
        let mut quarantine = Quarantine::default();
        assert!(!quarantine.holds(&page(2)) && !quarantine.holds(&text));
        assert_eq!((quarantine.strike(&page(2)), quarantine.strike(&page(2))), (1, 2));
        assert!(!quarantine.holds(&page(2)));
        assert_eq!(quarantine.strike(&page(2)), STRIKES);
        assert!(quarantine.holds(&page(2)) && quarantine.holds(&text));
        assert!(!quarantine.holds(&page(3)) && !quarantine.holds(&Job::Read { path: path.clone() }));
        fs::write(&path, "longer").unwrap();
        assert!(!quarantine.holds(&page(2)) && !quarantine.holds(&text));
        for _ in 0..STRIKES {
            quarantine.strike(&Job::Read { path: path.clone() });
        }
        assert!(quarantine.holds(&page(3)));
    }
}
