//! Asks the system how much room a disk has left.

use std::path::Path;

/// Bytes that we may still write below `folder`; `None` where the system does not say.
pub(super) fn room_left(folder: &Path) -> Option<u64> {
    system::room_left(folder)
}

#[cfg(unix)]
mod system {
    use super::Path;

    pub(super) fn room_left(folder: &Path) -> Option<u64> {
        let disk = rustix::fs::statvfs(folder).ok()?;
        disk.f_bavail.checked_mul(disk.f_frsize)
    }
}

#[cfg(windows)]
mod system {
    use super::Path;
    use std::os::windows::ffi::OsStrExt;
    use windows_sys::Win32::Storage::FileSystem::GetDiskFreeSpaceExW;

    pub(super) fn room_left(folder: &Path) -> Option<u64> {
        let name: Vec<u16> = folder.as_os_str().encode_wide().chain([0]).collect();
        let mut left = 0;
        // SAFETY: the name ends in a zero, and what is not asked for may be null.
        let told = unsafe {
            GetDiskFreeSpaceExW(
                name.as_ptr(),
                &raw mut left,
                std::ptr::null_mut(),
                std::ptr::null_mut(),
            )
        };
        (told != 0).then_some(left)
    }
}
