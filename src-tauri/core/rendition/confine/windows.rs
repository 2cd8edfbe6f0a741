//! The job object that bounds a worker on Windows: its memory, and no process beside it.

use std::io;
use std::mem::size_of;
use std::ptr::null;

use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_ACTIVE_PROCESS,
    JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION, JOB_OBJECT_LIMIT_PROCESS_MEMORY,
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION, JobObjectExtendedLimitInformation, SetInformationJobObject,
};
use windows_sys::Win32::System::Threading::GetCurrentProcess;

pub(super) fn limit() -> io::Result<()> {
    let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_ACTIVE_PROCESS
        | JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        | JOB_OBJECT_LIMIT_PROCESS_MEMORY;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    limits.ProcessMemoryLimit = usize::try_from(super::MEMORY).unwrap_or(usize::MAX);
    let length = u32::try_from(size_of::<JOBOBJECT_EXTENDED_LIMIT_INFORMATION>()).unwrap_or(u32::MAX);
    // SAFETY: without attributes and name nothing is read; the handle is checked before it is used, and kept open for
    // as long as the process lives, because the limits end with it.
    unsafe {
        let job = CreateJobObjectW(null(), null());
        if job.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the pointer is to a live structure of this length.
        let limits = (&raw const limits).cast();
        if SetInformationJobObject(job, JobObjectExtendedLimitInformation, limits, length) == 0
            || AssignProcessToJobObject(job, GetCurrentProcess()) == 0
        {
            return Err(io::Error::last_os_error());
        }
    }
    Ok(())
}
