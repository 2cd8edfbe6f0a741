//! The record of a soak: one line of CSV every few seconds, written at once, and read back when it is told.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::page::{Glimpse, Ledger};
use super::tree::{Load, Process, ROLES};

/// Columns of the page, filled once a minute, and the last of all: what was done to the folder.
const PAGE: [&str; 12] = [
    "nodes",
    "media",
    "images",
    "kind",
    "title",
    "swaps",
    "films",
    "photos",
    "publications",
    "cards",
    "errors",
    "loads",
];

/// The names of all columns.
pub(crate) fn head() -> Vec<String> {
    let mut head: Vec<String> = vec!["seconds".into()];
    for name in std::iter::once("tree").chain(ROLES.map(|(_, name)| name)) {
        for what in [
            "processes",
            "pss_mb",
            "rss_mb",
            "anon_mb",
            "fds",
            "threads",
            "cpu_s",
        ] {
            head.push(format!("{name}_{what}"));
        }
    }
    head.extend(PAGE.map(str::to_owned));
    head.push("event".into());
    head
}

/// One line of the record.
pub(crate) fn line(seconds: f64, tree: &[Process], page: Option<(&Glimpse, &Ledger)>, event: &str) -> String {
    let mut cells = vec![format!("{seconds:.1}")];
    let mut whole = Load::default();
    for process in tree {
        whole.add(process.load);
    }
    let parts = ROLES.map(|(role, _)| {
        let mut part = Load::default();
        for process in tree.iter().filter(|process| process.role == role) {
            part.add(process.load);
        }
        part
    });
    for load in std::iter::once(whole).chain(parts) {
        cells.extend([
            load.processes.to_string(),
            format!("{:.2}", load.pss),
            format!("{:.2}", load.rss),
            format!("{:.2}", load.anon),
            load.files.to_string(),
            load.threads.to_string(),
            format!("{:.2}", load.cpu),
        ]);
    }
    match page {
        Some((glimpse, ledger)) => {
            let sums = ledger.sums();
            let of = |kind: &str| sums.kinds.get(kind).copied().unwrap_or(0).to_string();
            cells.extend([
                glimpse.nodes.to_string(),
                glimpse.media.to_string(),
                glimpse.images.to_string(),
                plain(&glimpse.kind),
                plain(&glimpse.title),
                sums.swaps.to_string(),
                of("film"),
                of("photo"),
                of("publication"),
                of("card"),
                sums.errors.to_string(),
                ledger.loads.to_string(),
            ]);
        }
        None => cells.extend(PAGE.map(|_| String::new())),
    }
    cells.push(plain(event));
    cells.join(",")
}

/// Without what would need quotes.
fn plain(words: &str) -> String {
    words.replace([',', '"', '\n', '\r'], " ")
}

/// A record that is being written.
pub(crate) struct Record(File);

impl Record {
    pub(crate) fn begin(path: &Path) -> Result<Self> {
        let mut file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
        writeln!(file, "{}", head().join(","))?;
        Ok(Self(file))
    }

    pub(crate) fn write(&mut self, line: &str) -> Result<()> {
        writeln!(self.0, "{line}").context("the record cannot be written")
    }
}

/// A record that was written.
pub(crate) struct Written {
    columns: HashMap<String, usize>,
    lines: Vec<Vec<String>>,
}

impl Written {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Self::read(&text)
    }

    fn read(text: &str) -> Result<Self> {
        let mut lines = text.lines();
        let Some(head) = lines.next() else {
            bail!("an empty record");
        };
        let columns: HashMap<String, usize> = head
            .split(',')
            .enumerate()
            .map(|(at, name)| (name.to_owned(), at))
            .collect();
        // The last line may be half of one when the power went.
        let lines = lines
            .map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>())
            .filter(|cells| cells.len() == columns.len())
            .collect();
        Ok(Self { columns, lines })
    }

    /// Seconds and value of every line that has a number in this column.
    pub(crate) fn series(&self, name: &str) -> Vec<(f64, f64)> {
        let number = |line: &Vec<String>, name: &str| line[*self.columns.get(name)?].parse::<f64>().ok();
        let lines = self.lines.iter();
        lines
            .filter_map(|line| Some((number(line, "seconds")?, number(line, name)?)))
            .collect()
    }

    /// The words of every line that has some in this column.
    pub(crate) fn words(&self, name: &str) -> Vec<&str> {
        let Some(at) = self.columns.get(name) else {
            return Vec::new();
        };
        self.lines
            .iter()
            .map(|line| line[*at].as_str())
            .filter(|words| !words.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Role;
    use super::*;

    fn process(role: Role, pss: f64) -> Process {
        let load = Load {
            processes: 1,
            pss,
            rss: 2.0 * pss,
            anon: pss,
            files: 10,
            threads: 3,
            cpu: 1.5,
        };
        Process { id: 1, role, load }
    }

    #[test]
    fn what_is_written_can_be_read_again() {
        let tree = [
            process(Role::Shell, 100.0),
            process(Role::Web, 250.0),
            process(Role::Web, 50.0),
        ];
        let mut ledger = Ledger::default();
        let glimpse = Glimpse {
            fresh: true,
            kind: "film".into(),
            title: "A,\"b\"".into(),
            nodes: 321,
            swaps: 4,
            ..Glimpse::default()
        };
        ledger.note(&glimpse);
        let text = format!(
            "{}\n{}\n{}\n12.0,3",
            head().join(","),
            line(0.0, &tree, Some((&glimpse, &ledger)), ""),
            line(10.0, &tree, None, "added, one\n")
        );
        let written = Written::read(&text).unwrap();
        assert_eq!(written.series("tree_pss_mb"), [(0.0, 400.0), (10.0, 400.0)]);
        assert_eq!(written.series("web_pss_mb"), [(0.0, 300.0), (10.0, 300.0)]);
        assert_eq!(written.series("tree_fds"), [(0.0, 30.0), (10.0, 30.0)]);
        assert_eq!(written.series("nodes"), [(0.0, 321.0)]);
        assert_eq!(written.series("swaps"), [(0.0, 4.0)]);
        assert_eq!(written.words("title"), ["A  b "]);
        assert_eq!(written.words("event"), ["added  one "]);
        assert_eq!(written.series("unknown"), []);
    }
}
