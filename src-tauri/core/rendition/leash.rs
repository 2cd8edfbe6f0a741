//! Holds background work still while a visitor waits: two processors shared by three decoders make everybody slow.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Between one lane, which begins and ends jobs, and whoever knows that a screen waits.
///
/// Only Linux can stop a process and be sure that it neither outlives its show nor keeps the system waiting; elsewhere
/// background work goes on, at the low priority that it has anyway.
#[derive(Default)]
pub(crate) struct Leash(Mutex<Held>);

#[derive(Default)]
struct Held {
    /// The process that does background work now. It is not waited for before `end`, so the number is its own.
    process: Option<u32>,
    still: bool,
    since: Option<Instant>,
    /// How long the present job has been held so far.
    total: Duration,
}

impl Leash {
    /// Background work begins in this process.
    pub(crate) fn begin(&self, process: u32) {
        let mut held = self.held();
        *held = Held {
            process: Some(process),
            still: held.still,
            ..Held::default()
        };
        if held.still {
            held.stop();
        }
    }

    /// It is done, or the process is about to be ended.
    pub(crate) fn end(&self) {
        let mut held = self.held();
        held.go();
        held.process = None;
    }

    /// Stops what is under way and what begins from now on, or lets it go on.
    pub(crate) fn hold(&self, still: bool) {
        let mut held = self.held();
        held.still = still;
        if still {
            held.stop();
        } else {
            held.go();
        }
    }

    /// How long the present job has been held: time that does not count against its patience.
    pub(crate) fn total(&self) -> Duration {
        let held = self.held();
        held.total + held.since.map_or(Duration::ZERO, |since| since.elapsed())
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn stop(&mut self) {
        if let (Some(process), None) = (self.process, self.since)
            && signal(process, Signal::Stop)
        {
            self.since = Some(Instant::now());
        }
    }

    fn go(&mut self) {
        if let (Some(process), Some(since)) = (self.process, self.since.take()) {
            signal(process, Signal::Go);
            self.total += since.elapsed();
        }
    }
}

enum Signal {
    Stop,
    Go,
}

/// Whether the system did so.
#[cfg(target_os = "linux")]
fn signal(process: u32, signal: Signal) -> bool {
    use rustix::process::{Pid, Signal as System, kill_process};
    let signal = match signal {
        Signal::Stop => System::STOP,
        Signal::Go => System::CONT,
    };
    let process = i32::try_from(process).ok().and_then(Pid::from_raw);
    process.is_some_and(|process| kill_process(process, signal).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn signal(_process: u32, _signal: Signal) -> bool {
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::process::{Child, Command};

    struct Sleeper(Child);

    impl Drop for Sleeper {
        fn drop(&mut self) {
            self.0.kill().unwrap();
            self.0.wait().unwrap();
        }
    }

    /// `T` for a stopped process. Signals to another process take effect before long, not at once.
    fn becomes(sleeper: &Sleeper, stopped: bool) {
        let deadline = Instant::now() + Duration::from_secs(20);
        let is_stopped = || {
            let stat = std::fs::read_to_string(format!("/proc/{}/stat", sleeper.0.id())).unwrap();
            stat.rsplit_once(") ").unwrap().1.starts_with('T')
        };
        while is_stopped() != stopped {
            assert!(Instant::now() < deadline);
            std::thread::yield_now();
        }
    }

    #[test]
    fn work_under_way_stops_and_goes_on() {
        let sleeper = Sleeper(Command::new("sleep").arg("1000").spawn().unwrap());
        let leash = Leash::default();
        leash.hold(true);
        leash.begin(sleeper.0.id());
        becomes(&sleeper, true);
        assert!(leash.total() > Duration::ZERO);
        leash.hold(false);
        becomes(&sleeper, false);
        let total = leash.total();
        assert_eq!(leash.total(), total);
        leash.hold(true);
        becomes(&sleeper, true);
        leash.end();
        becomes(&sleeper, false);
        leash.hold(true);
        becomes(&sleeper, false);
    }
}
