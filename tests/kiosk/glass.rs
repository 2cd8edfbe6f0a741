//! A screen with a touch device that can be felt: a real X server whose glass takes its fingers from a socket. Xvfb has
//! no touch, and WebDriver's fingers never pass the toolkit where gestures are caught.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How long the server may take to stand.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often is looked meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// Pixels of the screen.
pub(crate) const SIZE: Place = (1920.0, 1080.0);
/// Pixels from the left and from above.
type Place = (f64, f64);
/// The glass counts from 0 to this in both directions, whatever its pixels (xf86-input-inputtest).
const GLASS: f64 = 65535.0;

/// The protocol of xf86-input-inputtest, version 1.1: numbers are in the order of the machine.
const CLIENT_VERSION: u32 = 0;
const TOUCH: u32 = 6;
const VALUATORS: usize = 64;

/// What a finger does, as XInput numbers it.
#[derive(Clone, Copy)]
enum Deed {
    Down = 18,
    Along = 19,
    Up = 20,
}

/// A running server and its glass. Both end with the value.
pub(crate) struct Glass {
    server: Child,
    fingers: UnixStream,
    /// `:7`
    pub(crate) display: String,
    _house: TempDir,
}

impl Glass {
    /// Starts the server; `Err` says why this machine has none.
    pub(crate) fn lay() -> Result<Self, String> {
        let house = TempDir::new().map_err(|error| error.to_string())?;
        let (conf, socket) = (house.path().join("conf"), house.path().join("glass"));
        let written = CONF.replace("SOCKET", &socket.to_string_lossy());
        std::fs::write(&conf, written).map_err(|error| error.to_string())?;
        let mut server = Command::new("Xorg")
            .args([
                "-displayfd",
                "1",
                "-noreset",
                "-novtswitch",
                "-sharevts",
                "-nolisten",
                "tcp",
                "vt7",
            ])
            .arg("-config")
            .arg(&conf)
            .arg("-logfile")
            .arg(house.path().join("log"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("Xorg: {error}"))?;
        let mut number = String::new();
        let told = BufReader::new(server.stdout.take().expect("it was piped")).read_line(&mut number);
        let log = || std::fs::read_to_string(house.path().join("log")).unwrap_or_default();
        if told.is_err() || number.trim().is_empty() {
            let _ = server.kill();
            let _ = server.wait();
            let why = log()
                .lines()
                .filter(|line| line.contains("(EE)"))
                .collect::<Vec<_>>()
                .join("; ");
            return Err(format!("Xorg does not stand: {why}"));
        }
        let deadline = Instant::now() + PATIENCE;
        let fingers = loop {
            match UnixStream::connect(&socket) {
                Ok(stream) => break stream,
                Err(_) if Instant::now() < deadline => std::thread::sleep(GLANCE),
                Err(error) => {
                    let _ = server.kill();
                    let _ = server.wait();
                    return Err(format!("the glass cannot be felt: {error}"));
                }
            }
        };
        fingers
            .set_read_timeout(Some(PATIENCE))
            .map_err(|error| error.to_string())?;
        let mut glass = Self {
            server,
            fingers,
            display: format!(":{}", number.trim()),
            _house: house,
        };
        let mut hello = 12_u32.to_ne_bytes().to_vec();
        hello.extend(CLIENT_VERSION.to_ne_bytes());
        hello.extend([1_u16.to_ne_bytes(), 1_u16.to_ne_bytes()].concat());
        glass.say(&hello);
        // Its own version; what is said before it has been given is not heard.
        let mut answer = [0_u8; 12];
        glass
            .fingers
            .read_exact(&mut answer)
            .map_err(|error| format!("the glass is dumb: {error}"))?;
        Ok(glass)
    }

    /// Fingers that go down together at the first point of their paths, along them, and up at the last.
    pub(crate) fn fingers(&mut self, paths: &[&[Place]]) {
        const STEPS: u32 = 16;
        let each = |glass: &mut Self, deed: Deed, place: &dyn Fn(&[Place]) -> Place| {
            for (finger, path) in (1..).zip(paths) {
                glass.finger(finger, deed, place(path));
            }
            // As fingers do: a glass is read some sixty times a second.
            std::thread::sleep(Duration::from_millis(16));
        };
        each(self, Deed::Down, &|path| path[0]);
        let longest = paths.iter().map(|path| path.len()).max().unwrap_or_default();
        for leg in 1..longest {
            for step in 1..=STEPS {
                let share = f64::from(step) / f64::from(STEPS);
                each(self, Deed::Along, &|path| {
                    let at = |leg: usize| path[leg.min(path.len() - 1)];
                    let (from, to) = (at(leg - 1), at(leg));
                    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
                });
            }
        }
        each(self, Deed::Up, &|path| path[path.len() - 1]);
    }

    fn finger(&mut self, finger: u32, deed: Deed, at: Place) {
        let length = 16 + 16 + 2 * 8 * VALUATORS;
        let mut message = Vec::with_capacity(length);
        message.extend((length as u32).to_ne_bytes());
        message.extend(TOUCH.to_ne_bytes());
        message.extend(finger.to_ne_bytes());
        message.extend((deed as u32).to_ne_bytes());
        // No unaccelerated values; of the valuators the first two, and four bytes to the next multiple of eight.
        message.extend(0_u32.to_ne_bytes());
        message.extend([0b11_u8, 0, 0, 0, 0, 0, 0, 0]);
        message.extend([0_u8; 4]);
        message.extend((at.0 / SIZE.0 * GLASS).to_ne_bytes());
        message.extend((at.1 / SIZE.1 * GLASS).to_ne_bytes());
        message.resize(length, 0);
        self.say(&message);
    }

    fn say(&mut self, message: &[u8]) {
        self.fingers.write_all(message).expect("the server listens");
    }
}

impl Drop for Glass {
    fn drop(&mut self) {
        // By its own signal, so that it gives the display back.
        let _ = Command::new("kill").arg(self.server.id().to_string()).status();
        let _ = self.server.wait();
    }
}

const CONF: &str = r#"
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5-1000
  VertRefresh 5-200
  Modeline "1920x1080" 148.50 1920 2448 2492 2640 1080 1084 1089 1125 +Hsync +Vsync
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080"
  EndSubSection
EndSection
Section "InputDevice"
  Identifier "glass"
  Driver "inputtest"
  Option "SocketPath" "SOCKET"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
  Option "CorePointer" "on"
EndSection
Section "ServerLayout"
  Identifier "house"
  Screen "screen"
  InputDevice "glass" "SendCoreEvents"
EndSection
"#;
