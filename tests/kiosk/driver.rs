//! The hand and the eye: a small W3C WebDriver client that starts the real app and touches its glass.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::glass::Glass;
use crate::support::Folder;

/// How long anything on the screen may take to become true before a test fails.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the screen is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(50);
/// The key under which WebDriver hides an element's name.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One running kiosk under remote control. It ends with the value.
pub(crate) struct Kiosk {
    /// What the fingers touch. Without it the remote control touches for them, and WebKitGTK makes a mouse of that.
    glass: Option<Mutex<Glass>>,
    service: Child,
    session: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Kiosk {
    /// Starts the real app fullscreen on a folder, on a glass to touch where this machine can have one.
    pub(crate) fn open(folder: &Folder) -> Self {
        let glass = Glass::lay();
        if let Err(why) = &glass {
            eprintln!("no glass to touch, a mouse instead: {why}");
        }
        Self::open_on(folder, glass.ok())
    }

    /// The same on this glass.
    pub(crate) fn open_on(folder: &Folder, glass: Option<Glass>) -> Self {
        let (assets, cache) = (folder.assets(), folder.cache());
        let port = free_port();
        let mut service = Command::new("WebKitWebDriver");
        if let Some(glass) = &glass {
            service.env("DISPLAY", &glass.display);
        }
        let mut service = service
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("XDG_CONFIG_HOME", folder.config())
            .env("XDG_DATA_HOME", folder.data())
            .env("VITRINE_LOG", "info,vitrine_stage=debug")
            .env("SPEECHD_ADDRESS", spoken_to(folder))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("WebKitWebDriver is installed by `cargo xtask test`");
        let log = relay(service.stderr.take().expect("stderr is piped"));
        let base = format!("http://127.0.0.1:{port}/session");
        let program = env!("CARGO_BIN_EXE_vitrine");
        let capabilities = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": {
            "binary": program,
            "args": ["run", "--assets", assets, "--cache", cache],
        } } } });
        let deadline = Instant::now() + PATIENCE;
        let answer = loop {
            match call("POST", &base, Some(&capabilities)) {
                Ok(answer) => break answer,
                Err(Trouble::NotThere) if Instant::now() < deadline => std::thread::sleep(GLANCE),
                Err(trouble) => panic!("the kiosk did not start: {trouble:?}"),
            }
        };
        let session = answer["sessionId"]
            .as_str()
            .expect("a new session has a name")
            .to_owned();
        Self {
            glass: glass.map(Mutex::new),
            service,
            log,
            session: format!("{base}/{session}"),
        }
    }

    /// Runs a script in the page; the value it returns comes back as JSON.
    #[track_caller]
    pub(crate) fn script(&self, body: &str, arguments: Value) -> Value {
        self.try_script(body, arguments)
            .unwrap_or_else(|trouble| panic!("{body}\nfailed: {trouble:?}"))
    }

    /// Runs a script that answers through its last argument, once it can.
    #[track_caller]
    pub(crate) fn script_later(&self, body: &str) -> Value {
        self.post("execute/async", &json!({ "script": body, "args": [] }))
            .unwrap_or_else(|trouble| panic!("{body}\nfailed: {trouble:?}"))
    }

    /// As `script`, for moments when the page may be gone.
    pub(crate) fn try_script(&self, body: &str, arguments: Value) -> Result<Value, Trouble> {
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Waits until a script returns something true, and returns it.
    #[track_caller]
    pub(crate) fn wait(&self, wish: &str, body: &str, arguments: Value) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen = self.try_script(body, arguments.clone());
            match seen {
                Ok(value) if truthy(&value) => return value,
                Ok(_) | Err(_) if Instant::now() < deadline => std::thread::sleep(GLANCE),
                last => panic!(
                    "waited {PATIENCE:?} in vain for: {wish}\nlast seen: {last:?}\nscreen: {}",
                    self.words()
                ),
            }
        }
    }

    /// Waits until an element matches, then touches its middle with one finger.
    #[track_caller]
    pub(crate) fn tap(&self, selector: &str) {
        let place = self.wait(
            &format!("something to touch: {selector}"),
            "const e = document.querySelector(arguments[0]); if (!e) return null;
             const b = e.getBoundingClientRect();
             if (b.width < 1 || b.height < 1) return null;
             return [Math.round(b.left + b.width / 2), Math.round(b.top + b.height / 2)];",
            json!([selector]),
        );
        self.touch(&[(place[0].as_i64().unwrap_or(0), place[1].as_i64().unwrap_or(0))]);
    }

    /// One finger down at the first point, along the others, and up at the last.
    #[track_caller]
    pub(crate) fn touch(&self, path: &[(i64, i64)]) {
        if let Some(glass) = &self.glass {
            let path: Vec<_> = path.iter().map(|&(x, y)| (x as f64, y as f64)).collect();
            let mut glass = glass.lock().expect("nobody panics while holding the glass");
            return glass.fingers(&[&path]);
        }
        let to =
            |&(x, y): &(i64, i64), ms: u32| json!({ "type": "pointerMove", "x": x, "y": y, "duration": ms });
        let mut actions = vec![to(&path[0], 0), json!({ "type": "pointerDown", "button": 0 })];
        actions.extend(path[1..].iter().map(|point| to(point, 60)));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let finger = json!({ "actions": [{
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions,
        }] });
        self.post("actions", &finger)
            .unwrap_or_else(|trouble| panic!("the touch failed: {trouble:?}"));
    }

    /// One key of a keyboard, down and up.
    #[track_caller]
    pub(crate) fn strike(&self, key: &str) {
        let keys = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": [
            { "type": "keyDown", "value": key }, { "type": "keyUp", "value": key },
        ] }] });
        self.post("actions", &keys)
            .unwrap_or_else(|trouble| panic!("the key failed: {trouble:?}"));
    }

    /// Two fingers down at the first places, along straight lines, and up at the last. Only on a glass.
    #[track_caller]
    pub(crate) fn pinch(&self, from: [(f64, f64); 2], to: [(f64, f64); 2]) {
        let glass = self.glass.as_ref().expect("two fingers need a glass");
        let mut glass = glass.lock().expect("nobody panics while holding the glass");
        glass.fingers(&[&[from[0], to[0]], &[from[1], to[1]]]);
    }

    /// All words on the screen, for failure messages.
    pub(crate) fn words(&self) -> String {
        let found = self.try_script("return document.body.innerText", json!([]));
        found
            .ok()
            .and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_else(|| "(no page)".to_owned())
    }

    /// How many lines of the app's log have this word.
    pub(crate) fn log_count(&self, word: &str) -> usize {
        let log = self.log.lock().expect("nobody panics while holding the log");
        log.iter().filter(|line| line.contains(word)).count()
    }

    /// Process ids of the app's web processes.
    pub(crate) fn web_processes(&self) -> Vec<u32> {
        let children = |parent: u32, name: &str| -> Vec<u32> {
            let found = Command::new("pgrep")
                .args(["-P", &parent.to_string(), "-f", name])
                .output()
                .expect("pgrep is there");
            String::from_utf8_lossy(&found.stdout)
                .lines()
                .filter_map(|line| line.trim().parse().ok())
                .collect()
        };
        // The remote control starts the app, the app its web processes.
        children(self.service.id(), "vitrine")
            .into_iter()
            .flat_map(|app| children(app, "WebKitWebProcess"))
            .collect()
    }

    fn post(&self, what: &str, body: &Value) -> Result<Value, Trouble> {
        call("POST", &format!("{}/{what}", self.session), Some(body))
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        let _ = call("DELETE", &self.session, None);
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}

/// Why a command did not go through.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Nobody listens yet.
    NotThere,
    /// WebDriver's own words.
    Refused(#[allow(dead_code, reason = "read through Debug in failure messages")] String),
}

fn call(method: &str, url: &str, body: Option<&Value>) -> Result<Value, Trouble> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        .build()
        .into();
    let answer = match (method, body) {
        ("DELETE", _) => agent.delete(url).call(),
        (_, Some(body)) => agent.post(url).send_json(body),
        _ => agent.get(url).call(),
    };
    let mut answer = answer.map_err(|error| match error {
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed => Trouble::NotThere,
        other => Trouble::Refused(other.to_string()),
    })?;
    let value: Value = answer
        .body_mut()
        .read_json()
        .map_err(|error| Trouble::Refused(error.to_string()))?;
    let value = value.get("value").cloned().unwrap_or(Value::Null);
    match value.get("error") {
        Some(error) if value.get(ELEMENT).is_none() => {
            Err(Trouble::Refused(format!("{error}: {}", value["message"])))
        }
        _ => Ok(value),
    }
}

/// The machine's own voice speaks in no test.
fn spoken_to(folder: &Folder) -> String {
    format!("unix_socket:{}", folder.config().join("speechd.sock").display())
}

fn truthy(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
        && value.as_f64() != Some(0.0)
        && value.as_str() != Some("")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("the loopback has a free port");
    listener
        .local_addr()
        .expect("a bound listener has an address")
        .port()
}

/// Passes the app's log on to the test's own output, so that a failure can be read, and keeps it.
pub(crate) fn relay(stream: impl std::io::Read + Send + 'static) -> Arc<Mutex<Vec<String>>> {
    let log: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&log);
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            eprintln!("  | {line}");
            kept.lock()
                .expect("nobody panics while holding the log")
                .push(line);
        }
    });
    log
}
