//! The program as the machine sees it: a process with a window, a log and an exit code, without a remote control.

use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, ImageFormat, MapState, Window,
};
use x11rb::rust_connection::RustConnection;

use crate::driver::relay;
use crate::support::Folder;

/// How long anything may take to come true before a test fails.
const PATIENCE: Duration = Duration::from_secs(40);
/// How often is looked meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// One running program. It is killed with the value.
pub(crate) struct Program {
    child: Child,
    log: Arc<Mutex<Vec<String>>>,
    screen: RustConnection,
}

impl Program {
    /// Starts `vitrine run` on a folder, with further arguments.
    pub(crate) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vitrine"))
            .arg("run")
            .arg("--assets")
            .arg(folder.assets())
            .arg("--cache")
            .arg(folder.cache())
            .args(arguments)
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("XDG_CONFIG_HOME", folder.config())
            .env("XDG_DATA_HOME", folder.data())
            .env("VITRINE_LOG", "info,vitrine_stage=debug")
            .env("SPEECHD_ADDRESS", "unix_socket:/dev/null")
            .stderr(Stdio::piped())
            .spawn()
            .expect("cargo has built the program");
        let log = relay(child.stderr.take().expect("stderr is piped"));
        let (screen, _) = x11rb::connect(None).expect("the kiosk tests run under a virtual screen");
        Self { child, log, screen }
    }

    /// Waits until the log has so many lines with a word.
    #[track_caller]
    pub(crate) fn says(&self, word: &str, times: usize) {
        until(&format!("“{word}” {times} times in the log"), || {
            (self.said(word) >= times).then_some(())
        });
    }

    /// How many lines of the log have a word.
    pub(crate) fn said(&self, word: &str) -> usize {
        let log = self.log.lock().expect("nobody panics while holding the log");
        log.iter().filter(|line| line.contains(word)).count()
    }

    /// The colours in the middle of the screen, red, green and blue, as often as can be looked, until the log has so
    /// many lines with a word.
    #[track_caller]
    pub(crate) fn colours_until(&self, word: &str, times: usize) -> Vec<[u8; 3]> {
        let screen = self.screen.setup().roots.first().expect("a screen");
        let (x, y) = (screen.width_in_pixels / 2, screen.height_in_pixels / 2);
        let mut seen = Vec::new();
        let deadline = Instant::now() + PATIENCE;
        while self.said(word) < times {
            assert!(
                Instant::now() < deadline,
                "waited in vain for “{word}” {times} times"
            );
            let asked = self.screen.get_image(
                ImageFormat::Z_PIXMAP,
                screen.root,
                i16::try_from(x).expect("a screen of a usual size"),
                i16::try_from(y).expect("a screen of a usual size"),
                1,
                1,
                !0,
            );
            let data = asked.unwrap().reply().expect("the screen can be read").data;
            seen.push([data[2], data[1], data[0]]);
        }
        seen
    }

    /// The number of one of the program's own processes (`WebKitWebProcess`, …), once it is there.
    #[track_caller]
    pub(crate) fn process(&self, name: &str) -> String {
        let id = self.child.id().to_string();
        until(name, || {
            let found = Command::new("pgrep")
                .args(["-P", &id, "-f", name])
                .output()
                .ok()?;
            String::from_utf8_lossy(&found.stdout)
                .lines()
                .next()
                .map(str::to_owned)
        })
    }

    /// What a variable of the environment is to one of the program's own processes.
    #[track_caller]
    pub(crate) fn variable(&self, process: &str, name: &str) -> Option<String> {
        let environment = format!("/proc/{}/environ", self.process(process));
        let environment = std::fs::read(environment).expect("the process is there");
        let environment = String::from_utf8_lossy(&environment).into_owned();
        let mut pairs = environment.split('\0').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Kills one of the program's own processes, without warning.
    #[track_caller]
    pub(crate) fn kill(&self, name: &str) {
        self.signal("-KILL", name);
    }

    /// Stops one of the program's own processes in the middle of what it does.
    #[track_caller]
    pub(crate) fn freeze(&self, name: &str) {
        self.signal("-STOP", name);
    }

    #[track_caller]
    fn signal(&self, signal: &str, name: &str) {
        let process = self.process(name);
        let told = Command::new("kill")
            .args([signal, &process])
            .status()
            .expect("kill is there");
        assert!(told.success());
    }

    /// Asks the window to close, as a window manager does.
    #[track_caller]
    pub(crate) fn ask_to_close(&self) {
        let window = until("a window on the screen", || self.window());
        let wish = ClientMessageEvent::new(
            32,
            window,
            self.atom("WM_PROTOCOLS"),
            [self.atom("WM_DELETE_WINDOW"), x11rb::CURRENT_TIME, 0, 0, 0],
        );
        self.screen
            .send_event(false, window, EventMask::NO_EVENT, wish)
            .unwrap()
            .check()
            .unwrap();
    }

    /// Whether the window can be seen.
    pub(crate) fn is_seen(&self) -> bool {
        self.window().is_some()
    }

    /// Ends the program as a service manager does.
    pub(crate) fn terminate(&self) {
        let told = Command::new("kill")
            .arg(self.child.id().to_string())
            .status()
            .expect("kill is there");
        assert!(told.success());
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub(crate) fn end(&mut self) -> ExitStatus {
        let child = &mut self.child;
        until("the end of the program", || {
            child.try_wait().expect("the child is ours")
        })
    }

    /// The program's own window, once it is on the screen.
    fn window(&self) -> Option<Window> {
        let root = self.screen.setup().roots.first()?.root;
        let windows = self.screen.query_tree(root).ok()?.reply().ok()?.children;
        windows
            .into_iter()
            .find(|&window| self.owns(window) == Some(true))
    }

    fn owns(&self, window: Window) -> Option<bool> {
        let owner =
            self.screen
                .get_property(false, window, self.atom("_NET_WM_PID"), AtomEnum::CARDINAL, 0, 1);
        let owner = owner.ok()?.reply().ok()?.value32()?.next()?;
        let lies = self.screen.get_window_attributes(window).ok()?.reply().ok()?;
        let protocols =
            self.screen
                .get_property(false, window, self.atom("WM_PROTOCOLS"), AtomEnum::ATOM, 0, 8);
        let answers = protocols
            .ok()?
            .reply()
            .ok()?
            .value32()?
            .any(|atom| atom == self.atom("WM_DELETE_WINDOW"));
        Some(owner == self.child.id() && lies.map_state == MapState::VIEWABLE && answers)
    }

    fn atom(&self, name: &str) -> Atom {
        let asked = self
            .screen
            .intern_atom(false, name.as_bytes())
            .expect("the screen is there");
        asked.reply().expect("every name has an atom").atom
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[track_caller]
fn until<T>(wish: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(
            Instant::now() < deadline,
            "waited {PATIENCE:?} in vain for {wish}"
        );
        std::thread::sleep(GLANCE);
    }
}
