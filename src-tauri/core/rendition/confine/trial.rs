//! Jobs that no show gives: a worker that misbehaves on purpose, so that tests can see what comes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

/// What a test makes a worker do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trial {
    /// Dies at once.
    Die,
    /// Never answers.
    Hang,
    /// Takes more memory than there can be.
    Devour,
    /// Answers with the deeds that were not refused.
    BreakOut(PathBuf),
}

impl Trial {
    pub(crate) fn perform(&self) -> Vec<String> {
        match self {
            Self::Die => std::process::abort(),
            Self::Hang => loop {
                std::thread::park();
            },
            Self::Devour => {
                let mut eaten = Vec::new();
                loop {
                    // Asked for and never touched, so that the machine of the test does not run short.
                    eaten.push(vec![0_u8; 64 << 20]);
                }
            }
            Self::BreakOut(folder) => break_out(folder),
        }
    }
}

/// Tries everything that a decoder that was taken over would try. `folder` holds a file `kept`.
pub(crate) fn break_out(folder: &Path) -> Vec<String> {
    let kept = folder.join("kept");
    let deeds: &[(&str, &dyn Fn() -> bool)] = &[
        ("listen", &|| std::net::TcpListener::bind("127.0.0.1:0").is_ok()),
        ("connect", &|| {
            // Nobody listens on this port: an open network refuses in its own words.
            std::net::TcpStream::connect("127.0.0.1:9").map_or_else(
                |error| error.kind() == std::io::ErrorKind::ConnectionRefused,
                |_| true,
            )
        }),
        ("send", &|| std::net::UdpSocket::bind("127.0.0.1:0").is_ok()),
        #[cfg(unix)]
        ("pair", &|| std::os::unix::net::UnixStream::pair().is_ok()),
        ("create", &|| fs::write(folder.join("made"), "").is_ok()),
        ("overwrite", &|| {
            fs::File::options().write(true).open(&kept).is_ok()
        }),
        ("append", &|| fs::File::options().append(true).open(&kept).is_ok()),
        ("truncate", &|| {
            fs::File::options().write(true).truncate(true).open(&kept).is_ok()
        }),
        ("delete", &|| fs::remove_file(&kept).is_ok()),
        ("rename", &|| fs::rename(&kept, folder.join("moved")).is_ok()),
        ("link", &|| fs::hard_link(&kept, folder.join("linked")).is_ok()),
        ("make a folder", &|| fs::create_dir(folder.join("room")).is_ok()),
        #[cfg(unix)]
        ("make a symbolic link", &|| {
            std::os::unix::fs::symlink(&kept, folder.join("pointer")).is_ok()
        }),
        ("start a program", &|| Command::new("true").status().is_ok()),
        #[cfg(unix)]
        ("change a limit", &|| {
            use rustix::process::{Resource, getrlimit, setrlimit};
            // Lowering is allowed to everyone, unless the call itself is refused.
            let mut limit = getrlimit(Resource::Nofile);
            limit.maximum = limit.maximum.map(|limit| limit - 1);
            limit.current = limit.current.min(limit.maximum);
            setrlimit(Resource::Nofile, limit).is_ok()
        }),
        #[cfg(unix)]
        ("signal the parent", &|| {
            rustix::process::getppid()
                .is_some_and(|parent| rustix::process::test_kill_process(parent).is_ok())
        }),
    ];
    let done = deeds.iter().filter(|(_, deed)| deed());
    done.map(|(name, _)| (*name).to_owned()).collect()
}
