//! Gives up what a decoder never needs, so that a file which takes one over finds nothing to take.
//!
//! Some limits every system has and they must hold; the rest is given up where the system knows how, and what it could
//! not give up is said to the show, which logs it once.

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(any(unix, windows)))]
compile_error!("a render worker without any limit would open untrusted files");
#[cfg(all(test, target_os = "linux"))]
mod confine_tests;
#[cfg(test)]
pub(crate) mod trial;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::io;

/// Address space of one worker in bytes, stack and shared libraries included.
#[cfg(not(target_vendor = "apple"))]
const MEMORY: u64 = 3 << 30;

/// Holds for the calling thread and every thread it starts; the worker calls it before it starts any. Gives back what
/// this system could not take away.
///
/// # Errors
/// When a limit that every system has cannot be set.
pub(super) fn confine() -> io::Result<Vec<&'static str>> {
    #[cfg(unix)]
    unix::limit()?;
    #[cfg(windows)]
    windows::limit()?;
    #[cfg(target_os = "linux")]
    return Ok(linux::close());
    #[cfg(not(target_os = "linux"))]
    Ok(vec!["network", "file writing"])
}
