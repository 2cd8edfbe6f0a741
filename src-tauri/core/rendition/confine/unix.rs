//! The limits that every Unix sets on a process of its own.

use std::io;

use rustix::process::{Resource, Rlimit, nice, setrlimit};

/// Seconds of computing in the life of one worker. Only a worker that computes between two jobs comes near it: each
/// job has its own patience.
const COMPUTING: u64 = 3600;

pub(super) fn limit() -> io::Result<()> {
    let at_most = |limit| Rlimit {
        current: Some(limit),
        maximum: Some(limit),
    };
    setrlimit(Resource::Core, at_most(0))?;
    setrlimit(Resource::Cpu, at_most(COMPUTING))?;
    setrlimit(Resource::Fsize, at_most(0))?;
    setrlimit(Resource::Nofile, at_most(64))?;
    // macOS counts shared system libraries as address space, so no useful bound exists there.
    #[cfg(not(target_vendor = "apple"))]
    setrlimit(Resource::As, at_most(super::MEMORY))?;
    // Already at the lowest priority is fine.
    let _ = nice(5);
    // A worker in the middle of a long page would not notice that its input has ended.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    Ok(())
}
