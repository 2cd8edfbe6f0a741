//! The peak of the memory that a measured piece of work needs, over all processes that do it.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Shorter than any picture takes, longer than counting takes.
const PAUSE: Duration = Duration::from_millis(10);

/// Watches the children of this process, and theirs, until asked for the peak.
///
/// Pages that several processes share are counted once (`Pss`), so that neither libraries nor a program that runs
/// twice weigh double.
pub(crate) struct Watch {
    over: Arc<AtomicBool>,
    peak: Arc<AtomicU64>,
    thread: JoinHandle<()>,
}

impl Watch {
    pub(crate) fn start() -> Self {
        let (over, peak) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (seen, highest) = (Arc::clone(&over), Arc::clone(&peak));
        let thread = std::thread::spawn(move || {
            while !seen.load(Ordering::Relaxed) {
                let now = descendants(std::process::id())
                    .iter()
                    .map(|process| resident(*process))
                    .sum();
                highest.fetch_max(now, Ordering::Relaxed);
                std::thread::sleep(PAUSE);
            }
        });
        Self { over, peak, thread }
    }

    /// KiB.
    pub(crate) fn peak(self) -> u64 {
        self.over.store(true, Ordering::Relaxed);
        // A watch that panicked has seen what it has seen.
        let _ = self.thread.join();
        self.peak.load(Ordering::Relaxed)
    }
}

fn descendants(process: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{process}/task"))
        .into_iter()
        .flatten();
    let mut found = Vec::new();
    for task in tasks.flatten() {
        let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace().filter_map(|word| word.parse().ok()) {
            found.push(child);
            found.extend(descendants(child));
        }
    }
    found
}

fn resident(process: u32) -> u64 {
    let sums = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = sums.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

/// `118 MB`.
pub(crate) fn megabytes(kib: u64) -> String {
    format!("{} MB", kib * 1024 / 1_000_000)
}
