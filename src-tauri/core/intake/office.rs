//! Has LibreOffice, where it is installed, make a PDF of a document of an office program: of a copy of it, in a folder and a
//! profile of their own, and not for longer than a visitor would wait for a film.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::intake::open;
use crate::intake::reading::{Manuscript, Refusal};
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

/// The longest that one document may take; a large presentation takes some twenty seconds on a small machine.
const PATIENCE: Duration = Duration::from_secs(180);

/// How often it is asked whether the program is done.
const PACE: Duration = Duration::from_millis(50);

/// So near its end a PDF says that it ends, in bytes.
const TAIL: u64 = 1024;

/// The largest document that is copied, in bytes.
const LARGEST: u64 = 1 << 30;

/// Where the program is where no search path leads to it.
const USUAL: [&str; 5] = [
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
];

/// The office program of this machine.
#[derive(Clone, Debug)]
pub struct Office {
    program: PathBuf,
}

impl Office {
    /// The one that is installed, if one is.
    #[must_use]
    pub fn find() -> Option<Self> {
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let names = ["soffice", "libreoffice", "soffice.exe"];
        let on_path: Vec<PathBuf> = std::env::split_paths(&paths)
            .flat_map(|folder| names.map(|name| folder.join(name)))
            .collect();
        let mut places = on_path.into_iter().chain(USUAL.map(PathBuf::from));
        let program = places.find(|place| place.is_file())?;
        Some(Self { program })
    }

    /// Makes a PDF of `document` at `print`, on whose disk `scratch` lies: a folder that is made and removed again.
    ///
    /// # Errors
    /// When there is none in the end: `FileDamaged` where the program gave up, `FileTooLarge` where it took too long,
    /// `FileUnreadable` where the machine could not do it now.
    pub fn print(
        &self,
        document: &Path,
        made: Manuscript,
        scratch: &Path,
        print: &Path,
    ) -> Result<(), Refusal> {
        self.print_within(PATIENCE, document, made, scratch, print)
    }

    fn print_within(
        &self,
        patience: Duration,
        document: &Path,
        made: Manuscript,
        scratch: &Path,
        print: &Path,
    ) -> Result<(), Refusal> {
        let unreadable = |error: io::Error| refusal(ProblemCode::FileUnreadable, made.name(), error);
        let room = Room::in_folder(scratch).map_err(unreadable)?;
        let copy = room
            .0
            .join(format!("document.{}", made.name().to_ascii_lowercase()));
        copied(document, &copy).map_err(unreadable)?;
        let child = self.start(&room.0, &copy).map_err(unreadable)?;
        let Some(status) = Running(child).ends_within(patience).map_err(unreadable)? else {
            return Err(refusal(
                ProblemCode::FileTooLarge,
                made.name(),
                "the office program took too long",
            ));
        };
        let made_print = room.0.join("print").join("document.pdf");
        if !status.success() || !is_whole_print(&made_print) {
            return Err(refusal(
                ProblemCode::FileDamaged,
                made.name(),
                format!("the office program made no PDF of it: {status}"),
            ));
        }
        if let Some(folder) = print.parent() {
            fs::create_dir_all(folder).map_err(unreadable)?;
        }
        // On the disk before it has its name: after a power cut a name must not lead to nothing.
        fs::File::open(&made_print)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&made_print, print))
            .map_err(unreadable)
    }

    fn start(&self, room: &Path, copy: &Path) -> io::Result<Child> {
        let profile = url::Url::from_directory_path(room.join("profile"))
            .map_err(|()| io::Error::other("the folder of the cache is not absolute"))?;
        let mut command = Command::new(&self.program);
        command
            .arg(format!("-env:UserInstallation={profile}"))
            .args([
                "--headless",
                "--nologo",
                "--norestore",
                "--nodefault",
                "--nolockcheck",
            ])
            .args(["--convert-to", "pdf", "--outdir"])
            .arg(room.join("print"))
            .arg(copy)
            .env_clear()
            .envs(inherited())
            // What it remembers of a document is gone with the folder.
            .envs(["HOME", "TMPDIR", "TEMP", "TMP"].map(|name| (name, room)))
            .current_dir(room)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            // What is called `soffice` starts others; all of them end together.
            command.process_group(0);
        }
        command.spawn()
    }
}

/// Whether this is a PDF from its head to its tail.
pub(crate) fn is_whole_print(print: &Path) -> bool {
    let looked = || -> io::Result<bool> {
        let mut file = fs::File::open(print)?;
        let mut head = [0; 5];
        file.read_exact(&mut head)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut tail = Vec::new();
        file.take(TAIL).read_to_end(&mut tail)?;
        Ok(&head == b"%PDF-" && tail.windows(5).any(|window| window == b"%%EOF"))
    };
    looked().unwrap_or(false)
}

/// Ends an office program that is still at work, with all that it has started: whoever ends calls this.
pub fn abandon() {
    #[cfg(unix)]
    end_group(AT_WORK.swap(0, Ordering::SeqCst));
}

/// The process group of the office program that is at work; 0 where none is.
static AT_WORK: AtomicI32 = AtomicI32::new(0);

#[cfg(unix)]
fn end_group(leader: i32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = Pid::from_raw(leader) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// Nothing of the user's session: it could open windows there.
fn inherited() -> impl Iterator<Item = (&'static str, OsString)> {
    let names = [
        "PATH",
        "LD_LIBRARY_PATH",
        "LANG",
        "SYSTEMROOT",
        "WINDIR",
        "PROGRAMFILES",
    ];
    names
        .into_iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)))
}

/// The original may be of any length and anything by now.
fn copied(document: &Path, copy: &Path) -> io::Result<()> {
    let mut original = open::regular(document)?;
    if original.metadata()?.len() > LARGEST {
        return Err(io::Error::other("the document is too long"));
    }
    io::copy(&mut original, &mut fs::File::create_new(copy)?).map(drop)
}

/// A folder that goes when it is done with.
struct Room(PathBuf);

impl Room {
    /// Never one that is there already: whose that is nobody knows.
    fn in_folder(scratch: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        fs::create_dir_all(scratch)?;
        loop {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let room = scratch.join(format!("office-{}-{number}", std::process::id()));
            match fs::create_dir(&room) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => return made.map(|()| Self(room)),
            }
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        // What is left is swept up with other unfinished things.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// It ends with this, and so does everything that it has started.
struct Running(Child);

impl Running {
    /// How it ended by itself; `None` where it did not.
    fn ends_within(mut self, patience: Duration) -> io::Result<Option<ExitStatus>> {
        AT_WORK.store(i32::try_from(self.0.id()).unwrap_or(0), Ordering::SeqCst);
        let until = Instant::now() + patience;
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(Some(status));
            }
            if Instant::now() >= until {
                return Ok(None);
            }
            std::thread::sleep(PACE);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        AT_WORK.store(0, Ordering::SeqCst);
        // What it has started may live longer than it did itself.
        #[cfg(unix)]
        end_group(i32::try_from(self.0.id()).unwrap_or(0));
        // Both fail only when the process is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(all(test, unix))]
#[path = "office_tests.rs"]
mod tests;
