//! Tells a disk of this machine from one that other machines write to. Of what they do the system says nothing: no event
//! comes, and no writer of theirs is seen.

use std::fs::File;
use std::path::Path;

/// Whether `path` lies on a network share, or in a file system that some program makes up, which may be one.
#[must_use]
pub fn is_shared(path: &Path) -> bool {
    system::is_shared(path)
}

/// The same of an open file.
#[must_use]
pub fn holds_shared(file: &File) -> bool {
    system::holds_shared(file)
}

#[cfg(target_os = "linux")]
mod system {
    use super::{File, Path};

    /// What statfs(2) calls them: NFS, SMB and CIFS, 9P, FUSE (sshfs, rclone, virtiofs, but also NTFS and exFAT by
    /// programs), Ceph, AFS twice, Coda, NCP, folders shared with a virtual machine by VirtualBox, VMware and
    /// Parallels, and the disks that several machines hold at once: GFS2, OCFS2, Lustre.
    const SHARED: [u32; 17] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x0102_1997,
        0x6573_5546,
        0x00c3_6400,
        0x5346_414f,
        0x6b41_4653,
        0x7375_7245,
        0x564c,
        0x786f_4256,
        0xbacb_acbc,
        0x7c7c_6673,
        0x0116_1970,
        0x7461_636f,
        0x0bd0_0bd0,
    ];

    pub(super) fn is_shared(path: &Path) -> bool {
        rustix::fs::statfs(path).is_ok_and(|disk| is_one(disk.f_type))
    }

    pub(super) fn holds_shared(file: &File) -> bool {
        rustix::fs::fstatfs(file).is_ok_and(|disk| is_one(disk.f_type))
    }

    /// The numbers have 32 bits, whatever the processor gives them in.
    fn is_one(kind: rustix::fs::FsWord) -> bool {
        SHARED.contains(&(kind as u32))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn shares_are_known_by_their_numbers_and_disks_are_none() {
            for share in [0x6969_u32, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546] {
                assert!(is_one(share as rustix::fs::FsWord), "{share:x}");
            }
            // ext, Btrfs, XFS, tmpfs, exFAT, FAT, NTFS by the kernel.
            for disk in [
                0xef53_u32,
                0x9123_683e,
                0x5846_5342,
                0x0102_1994,
                0x2011_bab0,
                0x4d44,
                0x7366_746e,
            ] {
                assert!(!is_one(disk as rustix::fs::FsWord), "{disk:x}");
            }
        }
    }
}

#[cfg(target_os = "macos")]
mod system {
    use super::{File, Path};

    /// Of sys/mount.h: the disk belongs to this machine.
    const MNT_LOCAL: u32 = 0x1000;

    pub(super) fn is_shared(path: &Path) -> bool {
        rustix::fs::statfs(path).is_ok_and(|disk| disk.f_flags & MNT_LOCAL == 0)
    }

    pub(super) fn holds_shared(file: &File) -> bool {
        rustix::fs::fstatfs(file).is_ok_and(|disk| disk.f_flags & MNT_LOCAL == 0)
    }
}

#[cfg(windows)]
mod system {
    use super::{File, Path};
    use std::os::windows::ffi::OsStrExt;
    use std::path::{Component, Prefix};

    use windows_sys::Win32::Storage::FileSystem::GetDriveTypeW;

    /// Of winbase.h.
    const DRIVE_REMOTE: u32 = 4;

    pub(super) fn is_shared(path: &Path) -> bool {
        let Some(Component::Prefix(prefix)) = path.components().next() else {
            return false;
        };
        if let Prefix::UNC(..) | Prefix::VerbatimUNC(..) = prefix.kind() {
            return true;
        }
        let mut drive: Vec<u16> = prefix.as_os_str().encode_wide().collect();
        drive.extend([u16::from(b'\\'), 0]);
        // SAFETY: `drive` ends with a zero and outlives the call.
        unsafe { GetDriveTypeW(drive.as_ptr()) == DRIVE_REMOTE }
    }

    /// The probe by share mode is answered by the machine that has the disk, so it holds for every writer.
    pub(super) fn holds_shared(_file: &File) -> bool {
        false
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
mod system {
    use super::{File, Path};

    pub(super) fn is_shared(_path: &Path) -> bool {
        false
    }

    pub(super) fn holds_shared(_file: &File) -> bool {
        false
    }
}
