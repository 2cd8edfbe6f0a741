//! A screen that nobody sees: 1280 × 720, no window manager, nothing of a desktop on it.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

/// Pixels across.
pub(crate) const WIDTH: u32 = 1280;
/// Pixels down.
pub(crate) const HEIGHT: u32 = 720;

/// A virtual screen; gone with the value.
pub(crate) struct Screen {
    server: Child,
    /// `:7`
    pub(crate) display: String,
}

impl Screen {
    /// Puts one up. The server chooses a free number itself, so that several can stand beside each other.
    pub(crate) fn put_up() -> Result<Self> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-nolisten",
                "tcp",
                "-noreset",
                "-nocursor",
                "-screen",
                "0",
            ])
            .arg(format!("{WIDTH}x{HEIGHT}x24"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("Xvfb cannot be started")?;
        let mut line = String::new();
        let out = server.stdout.take().expect("it was piped");
        BufReader::new(out).read_line(&mut line)?;
        let number = line.trim();
        if number.is_empty() {
            let status = server.wait()?;
            bail!("Xvfb ended at its start ({status})");
        }
        Ok(Self {
            display: format!(":{number}"),
            server,
        })
    }

    /// A program on this screen, with a session bus and a process group of its own: an interrupt from the terminal must
    /// not reach it before what was measured is told.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new("dbus-run-session");
        command
            .args(["--", program])
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdin(Stdio::null())
            .process_group(0);
        command
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Ends a program and all that it started: they share a process group.
pub(crate) fn end(child: &mut Child) {
    if let Ok(group) = i32::try_from(child.id()) {
        // SAFETY: a plain system call; the group is that of a child which is not yet waited for.
        unsafe { libc::kill(-group, libc::SIGTERM) };
        std::thread::sleep(std::time::Duration::from_millis(500));
        // SAFETY: as above.
        unsafe { libc::kill(-group, libc::SIGKILL) };
    }
    let _ = child.wait();
}
