//! What was done to the show, so that a failure can be understood.

use std::time::Instant;

/// Steps in their order.
pub(crate) struct Journal {
    begun: Instant,
    lines: Vec<String>,
}

impl Journal {
    pub(crate) fn new() -> Self {
        Self {
            begun: Instant::now(),
            lines: Vec::new(),
        }
    }

    pub(crate) fn note(&mut self, line: impl AsRef<str>) {
        let seconds = self.begun.elapsed().as_secs_f64();
        self.lines.push(format!("{seconds:8.3} {}", line.as_ref()));
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn print(&self) {
        for line in &self.lines {
            eprintln!("{line}");
        }
    }
}
