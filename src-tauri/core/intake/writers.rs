//! Asks the system whether somebody is still writing a file. A copy in progress may look whole for a moment.

use std::path::Path;

/// Whether any process has the file open for writing. `None` where the system cannot tell: file systems without leases,
/// files of other owners, macOS. So are network shares on
/// Linux, where a writer on another machine would not be seen.
#[must_use]
pub fn is_being_written(path: &Path) -> Option<bool> {
    system::is_being_written(path)
}

#[cfg(target_os = "linux")]
mod system {
    use std::io;
    use std::os::fd::AsRawFd;

    use super::Path;
    use crate::intake::{disk, open};

    /// As Linux numbers it on every processor that Vitrine is built for; the crate leaves it out.
    const F_SETSIG: libc::c_int = 10;

    /// Linux grants a read lease only on a file that nobody has open for writing (fcntl(2), "Leases").
    pub(super) fn is_being_written(path: &Path) -> Option<bool> {
        let file = open::regular(path).ok()?;
        // A share grants leases by what its server allows this machine to keep in memory: a refusal is no writer, and
        // a lease no promise for the others.
        if disk::holds_shared(&file) {
            return None;
        }
        let descriptor = file.as_raw_fd();
        // SAFETY: plain system calls on a descriptor that `file` keeps open. Whoever opens the file for writing between
        // the last two waits for the second of them; the signal which that sends is set to one that is ignored unless a
        // program asks for it, because the one it would be ends the process.
        let granted = unsafe {
            if libc::fcntl(descriptor, F_SETSIG, libc::SIGURG) == -1 {
                return None;
            }
            let granted = libc::fcntl(descriptor, libc::F_SETLEASE, libc::F_RDLCK) != -1;
            let refusal = io::Error::last_os_error();
            if granted {
                libc::fcntl(descriptor, libc::F_SETLEASE, libc::F_UNLCK);
                Ok(())
            } else {
                Err(refusal)
            }
        };
        match granted {
            Ok(()) => Some(false),
            Err(refusal) if refusal.raw_os_error() == Some(libc::EAGAIN) => Some(true),
            Err(_) => None,
        }
    }
}

#[cfg(windows)]
mod system {
    use super::Path;
    use std::os::windows::fs::OpenOptionsExt;

    const FILE_SHARE_READ: u32 = 1;
    const FILE_SHARE_DELETE: u32 = 4;
    const ERROR_SHARING_VIOLATION: i32 = 32;

    /// Windows refuses to open a file whose writer is not to be shared with.
    pub(super) fn is_being_written(path: &Path) -> Option<bool> {
        let opened = std::fs::OpenOptions::new()
            .read(true)
            .share_mode(FILE_SHARE_READ | FILE_SHARE_DELETE)
            .open(path);
        match opened {
            Ok(_) => Some(false),
            Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Some(true),
            Err(_) => None,
        }
    }
}

#[cfg(not(any(target_os = "linux", windows)))]
mod system {
    use super::Path;

    pub(super) fn is_being_written(_path: &Path) -> Option<bool> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::fs;
    use std::fs::File;
    use std::io::Write;

    #[test]
    fn a_writer_is_seen_until_it_closes_and_readers_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        let mut writer = File::create(&path).unwrap();
        writer.write_all(b"half").unwrap();
        if is_being_written(&path).is_none() {
            eprintln!("this file system knows no leases; nothing to test");
            return;
        }
        assert_eq!(is_being_written(&path), Some(true));
        drop(writer);
        let _reader = File::open(&path).unwrap();
        assert_eq!(is_being_written(&path), Some(false));
        let _appender = fs::OpenOptions::new().append(true).open(&path).unwrap();
        assert_eq!(is_being_written(&path), Some(true));
    }

    #[test]
    fn who_writes_through_memory_is_seen_though_the_file_is_closed() {
        use std::os::fd::AsRawFd;

        const PAGE: usize = 4096;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        fs::write(&path, [1; PAGE]).unwrap();
        if is_being_written(&path).is_none() {
            eprintln!("this file system knows no leases; nothing to test");
            return;
        }
        let file = fs::OpenOptions::new().read(true).write(true).open(&path).unwrap();
        let (rights, kind) = (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED);
        // SAFETY: the system chooses the place, and the file has a whole page.
        let page = unsafe { libc::mmap(std::ptr::null_mut(), PAGE, rights, kind, file.as_raw_fd(), 0) };
        assert_ne!(page, libc::MAP_FAILED);
        drop(file);
        assert_eq!(is_being_written(&path), Some(true));
        // SAFETY: it is the page from above, and nobody has kept a pointer into it.
        assert_eq!(unsafe { libc::munmap(page, PAGE) }, 0);
        assert_eq!(is_being_written(&path), Some(false));
    }

    #[test]
    fn whoever_begins_to_write_meanwhile_is_not_disturbed_and_disturbs_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        fs::write(&path, b"whole").unwrap();
        let busy = path.clone();
        let writer = std::thread::spawn(move || {
            for _ in 0..2_000 {
                drop(fs::OpenOptions::new().append(true).open(&busy).unwrap());
            }
        });
        while !writer.is_finished() {
            let _ = is_being_written(&path);
        }
        writer.join().unwrap();
    }

    #[test]
    fn a_file_that_is_gone_says_nothing() {
        assert_eq!(is_being_written(Path::new("/no/such/file.jpg")), None);
    }
}
