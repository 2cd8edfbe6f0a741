//! What every process of the app takes of the machine: memory, open files, threads, processor time.

use std::fs;
use std::path::Path;

/// Processor time is counted in steps of 10 ms.
const TICKS_PER_SECOND: f64 = 100.0;
/// KiB in a megabyte of a million bytes.
const KIB_PER_MB: f64 = 1_000_000.0 / 1024.0;

/// What a process is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The app itself, with the stage in it.
    Shell,
    /// Where the page lives.
    Web,
    /// WebKit's network process.
    Network,
    /// WebKit's process for drawing, where there is one.
    Gpu,
    /// Render workers.
    Worker,
    /// Anything else that one of them started.
    Other,
}

/// All of them, as they follow each other in the record.
pub(crate) const ROLES: [(Role, &str); 6] = [
    (Role::Shell, "shell"),
    (Role::Web, "web"),
    (Role::Network, "network"),
    (Role::Gpu, "gpu"),
    (Role::Worker, "workers"),
    (Role::Other, "other"),
];

/// What one or several processes take.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Load {
    pub(crate) processes: u32,
    /// Megabytes, pages that are shared counted in parts.
    pub(crate) pss: f64,
    /// Megabytes, pages that are shared counted in full.
    pub(crate) rss: f64,
    /// Megabytes that belong to no file: what a leak grows, whatever others share.
    pub(crate) anon: f64,
    /// Open file descriptors.
    pub(crate) files: u32,
    pub(crate) threads: u32,
    /// Seconds, those of ended children included.
    pub(crate) cpu: f64,
}

impl Load {
    pub(crate) fn add(&mut self, other: Self) {
        self.processes += other.processes;
        self.pss += other.pss;
        self.rss += other.rss;
        self.anon += other.anon;
        self.files += other.files;
        self.threads += other.threads;
        self.cpu += other.cpu;
    }
}

/// One process of the tree.
pub(crate) struct Process {
    pub(crate) id: u32,
    pub(crate) role: Role,
    pub(crate) load: Load,
}

/// The app below another process: its process number, once it runs.
pub(crate) fn find(above: u32, program: &Path) -> Option<u32> {
    let is_it = |id: &u32| {
        fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == program)
            && role(*id, 0) != Role::Worker
    };
    family(above).into_iter().find(is_it)
}

/// The app with all that it started, itself first; empty once it has ended.
pub(crate) fn look(app: u32) -> Vec<Process> {
    let family = family(app).into_iter();
    family
        .filter_map(|id| {
            let load = load(id)?;
            let role = role(id, app);
            Some(Process { id, role, load })
        })
        .collect()
}

/// A process, its children, theirs, and so on.
fn family(first: u32) -> Vec<u32> {
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|id: u32| Some((id, stat(id)?.parent)))
        .collect();
    let mut found = vec![first];
    let mut next = 0;
    while next < found.len() {
        let parent = found[next];
        found.extend(all.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
        next += 1;
    }
    found
}

struct Stat {
    parent: u32,
    threads: u32,
    ticks: f64,
}

fn stat(id: u32) -> Option<Stat> {
    read_stat(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?)
}

/// The name in brackets may hold spaces and brackets, so what follows the last one is read.
fn read_stat(line: &str) -> Option<Stat> {
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    // A process that has ended and is not yet fetched has no memory and counts for nothing.
    if *fields.first()? == "Z" {
        return None;
    }
    let number = |at: usize| fields.get(at)?.parse::<u32>().ok();
    let ticks = [11, 12, 13, 14]
        .into_iter()
        .filter_map(number)
        .map(f64::from)
        .sum();
    Some(Stat {
        parent: number(1)?,
        threads: number(17)?,
        ticks,
    })
}

fn load(id: u32) -> Option<Load> {
    let stat = stat(id)?;
    // Of a process that ends at this moment there is nothing left to read.
    let sums = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let files = fs::read_dir(format!("/proc/{id}/fd")).map_or(0, Iterator::count);
    Some(Load {
        processes: 1,
        pss: megabytes(&sums, "Pss:"),
        rss: megabytes(&sums, "Rss:"),
        anon: megabytes(&sums, "Anonymous:"),
        files: u32::try_from(files).unwrap_or(u32::MAX),
        threads: stat.threads,
        cpu: stat.ticks / TICKS_PER_SECOND,
    })
}

fn megabytes(sums: &str, name: &str) -> f64 {
    let line = sums.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(0.0) / KIB_PER_MB
}

fn role(id: u32, app: u32) -> Role {
    if id == app {
        return Role::Shell;
    }
    let words = fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
    role_of(&words)
}

fn role_of(words: &str) -> Role {
    let program = words.split('\0').next().unwrap_or_default();
    let name = program.rsplit('/').next().unwrap_or_default();
    match name {
        "WebKitWebProcess" => Role::Web,
        "WebKitNetworkProcess" => Role::Network,
        "WebKitGPUProcess" => Role::Gpu,
        _ if words.split('\0').any(|word| word == "--render-worker") => Role::Worker,
        _ => Role::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_shift_the_fields() {
        let line = "42 (a (b) c) S 7 42 42 0 -1 4194304 1 0 0 0 150 50 20 5 20 0 9 0 100 1 1";
        let stat = read_stat(line).unwrap();
        assert_eq!((stat.parent, stat.threads), (7, 9));
        assert!((stat.ticks - 225.0).abs() < f64::EPSILON);
        assert!(read_stat("42 (gone) Z 7 42 42 0 -1 0 0 0 0 0 0 0 0 0 0 0 1 0").is_none());
    }

    #[test]
    fn memory_is_told_in_megabytes() {
        let sums = "Rss:     1000000 kB\nPss:      500000 kB\nPss_Anon: 1 kB\n";
        assert!((megabytes(sums, "Pss:") - 512.0).abs() < 1e-9);
        assert!((megabytes(sums, "Rss:") - 1024.0).abs() < 1e-9);
        assert!((megabytes(sums, "Swap:") - 0.0).abs() < 1e-9);
    }

    #[test]
    fn processes_are_known_by_what_started_them() {
        assert_eq!(role_of("/usr/lib/webkit/WebKitWebProcess\x002\0"), Role::Web);
        assert_eq!(role_of("/opt/vitrine\0--render-worker\0"), Role::Worker);
        assert_eq!(role_of("/usr/bin/bwrap\0--args\0"), Role::Other);
    }

    #[test]
    fn this_very_process_is_found_with_its_memory() {
        let own = std::process::id();
        let tree = look(own);
        assert_eq!((tree[0].id, tree[0].role), (own, Role::Shell));
        assert!(tree[0].load.pss > 0.0 && tree[0].load.files > 0);
    }
}
