//! Hears that somebody wants the work to end, so that what is measured by then is still told.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How soon a wish to end is noticed.
const GLANCE: Duration = Duration::from_millis(100);

static ASKED: AtomicBool = AtomicBool::new(false);

extern "C" fn heard(_signal: libc::c_int) {
    ASKED.store(true, Ordering::Relaxed);
}

/// From now on an interrupt or a request to end is heard instead of obeyed.
pub(crate) fn listen() {
    for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
        // SAFETY: the function does nothing but store into an atomic, which a signal may interrupt anywhere.
        unsafe { libc::signal(signal, heard as *const () as libc::sighandler_t) };
    }
}

/// Whether somebody asked.
pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// Waits until a moment, or until somebody asks; says whether the moment came.
pub(crate) fn wait_until(moment: Instant) -> bool {
    loop {
        if asked() {
            return false;
        }
        let left = moment.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        std::thread::sleep(left.min(GLANCE));
    }
}
