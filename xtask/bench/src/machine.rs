//! On what the figures were taken, because they mean nothing without it.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

/// What a program prints, trimmed, whatever its exit code; `None` when it cannot be started.
pub fn said(program: &str, words: &[&str]) -> Option<String> {
    let done = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let (out, err) = (
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr),
    );
    Some(format!("{}{}", out.trim(), err.trim()))
}

/// Processors that may be used.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Processor, number of cores, memory, system.
pub fn line() -> String {
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|words| words.split_whitespace().next()?.parse::<f64>().ok())
        .map_or_else(String::new, |kib| {
            format!(", {:.0} GiB memory", kib / 1024.0 / 1024.0)
        });
    format!("{processor}, {} cores{memory}, {}", cores(), std::env::consts::OS)
}

/// Load averages of the last 1, 5 and 15 minutes.
pub fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let three: Vec<&str> = load.split_whitespace().take(3).collect();
    if three.is_empty() {
        "not known here".to_owned()
    } else {
        three.join(" ")
    }
}

/// Processor time that the ended children of this process have taken so far, in steps of 10 ms; zero where the system
/// does not tell.
pub fn work_of_children() -> Duration {
    let facts = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name in brackets may hold spaces. User and system time of the children are fields 16 and 17 of all.
    let (_, facts) = facts.rsplit_once(')').unwrap_or_default();
    let ticks = facts.split_whitespace().skip(13).take(2);
    let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// `2026-11-24`, in universal time.
pub fn today() -> String {
    said("date", &["-u", "+%F"]).unwrap_or_else(|| "date not known".to_owned())
}

fn field(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
