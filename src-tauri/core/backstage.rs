//! Work that no screen waits for gives way to work that one does.

/// How far it steps back, in the system's own measure.
#[cfg(target_os = "linux")]
const STEPS: i32 = 5;

/// The calling thread, and the processes that it will start, get the processor only when others leave it.
///
/// Linux alone knows this of a single thread without asking for rights; elsewhere nothing changes.
pub(crate) fn step_back() {
    #[cfg(target_os = "linux")]
    // Already as far back as can be is fine.
    let _ = rustix::process::nice(STEPS);
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// That of the calling thread, and of nobody else.
    fn niceness() -> i32 {
        let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
        let facts = stat.rsplit_once(") ").unwrap().1;
        facts.split(' ').nth(16).unwrap().parse().unwrap()
    }

    #[test]
    fn only_the_calling_thread_steps_back() {
        let before = niceness();
        let there = std::thread::spawn(|| {
            step_back();
            niceness()
        });
        assert_eq!(there.join().unwrap(), (before + STEPS).min(19));
        assert_eq!(niceness(), before);
    }
}
