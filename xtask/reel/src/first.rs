//! Puts what is watched before all other work of the machine: what others do to it must not look like a fault of a film.

use std::fs;

/// How much sooner it gets its turn.
const NICENESS: i32 = -10;
/// Niceness counts among the processes of one session only, where the kernel groups them; then the group has its own.
const GROUP: &str = "/proc/self/autogroup";

/// As long as it lives, this process and what it starts come first, if this user may do that.
pub(crate) struct First {
    /// Niceness of the group before; `None` where there are no groups.
    group: Option<i32>,
    granted: bool,
}

impl First {
    /// Tries to.
    pub(crate) fn claim() -> Self {
        let group = fs::read_to_string(GROUP).ok().as_deref().and_then(niceness);
        let granted = set(NICENESS) && group.is_none_or(|_| fs::write(GROUP, NICENESS.to_string()).is_ok());
        Self { group, granted }
    }

    /// Whether it was granted.
    pub(crate) fn granted(&self) -> bool {
        self.granted
    }
}

impl Drop for First {
    fn drop(&mut self) {
        // The shell that this was started from is in the same group. What is not given back ends with the session.
        if let Some(before) = self.group.filter(|_| self.granted) {
            let _ = fs::write(GROUP, before.to_string());
        }
        set(0);
    }
}

fn set(niceness: i32) -> bool {
    // SAFETY: a plain system call about this very process.
    unsafe { libc::setpriority(libc::PRIO_PROCESS, 0, niceness) == 0 }
}

/// `/autogroup-26 nice 0`
fn niceness(told: &str) -> Option<i32> {
    told.split_whitespace().last()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_own_niceness_is_read() {
        assert_eq!(niceness("/autogroup-26 nice 0\n"), Some(0));
        assert_eq!(niceness("/autogroup-3 nice -5\n"), Some(-5));
        assert_eq!(niceness(""), None);
    }
}
