//! The real program, started as `vitrine serve`, and a browser's side of the conversation with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use vitrine_core::messages::{Catalogue, CatalogueChanged};

use super::Folder;

/// Longer than anything should take on a slow machine; reached only when something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program under test. Ends when dropped.
pub(crate) struct Server {
    child: Child,
    /// Keeps the pipe open that the program printed its address to.
    _out: BufReader<ChildStdout>,
    /// The address with the secret.
    pub(crate) entrance: String,
    /// `127.0.0.1:PORT`, or the address that other machines reach.
    pub(crate) host: String,
    /// `name=value`, as a browser sends it after it has come in.
    pub(crate) cookie: String,
    agent: ureq::Agent,
}

/// An answer in full.
#[derive(Debug)]
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    /// The whole body.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header's value, or an empty word.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self
            .headers
            .iter()
            .find(|(candidate, _)| candidate.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The command under test with the folders of a test; nothing of the machine's own settings counts.
pub(crate) fn vitrine(deed: &str, folder: &Folder) -> Command {
    let mut command = bare(deed, folder);
    command.arg("--assets").arg(folder.assets());
    if deed != "check" {
        command.arg("--cache").arg(folder.cache());
    }
    command
}

fn bare(deed: &str, folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitrine"));
    command.arg(deed);
    command
        .env("XDG_CONFIG_HOME", folder.config())
        .env("LC_ALL", "C.UTF-8")
        .env_remove("VITRINE_LOG");
    command
}

impl Server {
    /// Starts the program on the folder, waits for its first snapshot and comes in through the entrance.
    pub(crate) fn start(folder: &Folder) -> Self {
        Self::start_with(folder, &[])
    }

    /// The same with more words on the command line.
    pub(crate) fn start_with(folder: &Folder, words: &[&str]) -> Self {
        Self::begin(vitrine("serve", folder).args(words))
    }

    /// The same, with the folder of the machine's settings.
    pub(crate) fn start_as_settled(folder: &Folder) -> Self {
        let mut command = bare("serve", folder);
        command.arg("--cache").arg(folder.cache());
        Self::begin(&mut command)
    }

    fn begin(command: &mut Command) -> Self {
        let mut child = command
            .arg("--json")
            .env("VITRINE_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program is built");
        let mut out = BufReader::new(child.stdout.take().expect("it was piped"));
        let (sender, first_line) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let read = out.read_line(&mut line);
            // The test may have given up meanwhile.
            let _ = sender.send((read.map(|_| line), out));
        });
        let (line, out) = first_line.recv_timeout(PATIENCE).unwrap_or_else(|_| {
            child.kill().unwrap();
            panic!("the program did not say its address")
        });
        let line: serde_json::Value = serde_json::from_str(&line.unwrap()).expect("one line of JSON");
        let entrance = line["url"].as_str().expect("an address").to_owned();
        let host = entrance
            .split('/')
            .nth(2)
            .expect("an address has a host")
            .to_owned();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .build()
            .into();
        let mut server = Self {
            child,
            _out: out,
            entrance,
            host,
            cookie: String::new(),
            agent,
        };
        let welcome = server.plain("GET", &server.entrance_path(), &[], &[]);
        assert_eq!(welcome.status, 303, "{}", welcome.text());
        server.cookie = welcome
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap_or_default()
            .to_owned();
        server
    }

    /// Process number of the program.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// `/enter/<secret>`.
    pub(crate) fn entrance_path(&self) -> String {
        self.entrance
            .split_once(&self.host)
            .expect("the address names the host")
            .1
            .to_owned()
    }

    /// Asks as a browser that has come in.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], &[])
    }

    /// Asks as a browser that has come in, with more headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let headers: Vec<_> = [("cookie", self.cookie.as_str())]
            .into_iter()
            .chain(headers.iter().copied())
            .collect();
        self.plain(method, path, &headers, body)
    }

    /// Asks without a cookie.
    pub(crate) fn plain(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        self.plain_at(&self.host, method, path, headers, body)
    }

    /// Asks without a cookie at another of its addresses, `ADDRESS:PORT`.
    pub(crate) fn plain_at(
        &self,
        host: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("http://{host}{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        // An empty body is not sent with GET and HEAD.
        let answer = if body.is_empty() && method != "POST" {
            self.agent.run(request.body(()).unwrap())
        } else {
            self.agent.run(request.body(body).unwrap())
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        Answer {
            status: answer.status().as_u16(),
            headers: answer
                .headers()
                .iter()
                .map(|(name, value)| {
                    (
                        name.to_string(),
                        String::from_utf8_lossy(value.as_bytes()).into_owned(),
                    )
                })
                .collect(),
            body: answer
                .body_mut()
                .with_config()
                .limit(1 << 30)
                .read_to_vec()
                .unwrap(),
        }
    }

    /// Sends these very bytes, for what no well-behaved client would send, and gives back all that is answered.
    pub(crate) fn raw(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A server that slams the door has answered as well.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A bare connection.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The catalogue that is there now.
    pub(crate) fn catalogue(&self) -> Catalogue {
        serde_json::from_slice(&self.get("/catalogue").body).expect("a catalogue")
    }

    /// Asks again and again, for what no event announces.
    pub(crate) fn wait_until<T>(&self, what: &str, ask: impl Fn() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = ask() {
                return answer;
            }
            assert!(Instant::now() < deadline, "waited in vain for {what}");
        }
    }

    /// Follows the events until a catalogue is as wished.
    pub(crate) fn wait_for(&self, what: &str, wish: impl Fn(&Catalogue) -> bool) -> Catalogue {
        let deadline = Instant::now() + PATIENCE;
        let mut events = Events::open(self);
        loop {
            let Some(_) = events.next(deadline) else {
                panic!(
                    "no catalogue came with {what}; the last one is {:#?}",
                    self.catalogue()
                )
            };
            let catalogue = self.catalogue();
            if wish(&catalogue) {
                return catalogue;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which other lines of the test have noticed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Server-sent events, read as they come.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// Listens as a browser that has come in.
    pub(crate) fn open(server: &Server) -> Self {
        let mut stream = server.connect();
        // HTTP/1.0 so that the answer comes as it is, without frames around its chunks.
        let request = format!(
            "GET /events HTTP/1.0\r\nHost: {}\r\nCookie: {}\r\n\r\n",
            server.host, server.cookie
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut lines = BufReader::new(stream);
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        assert!(line.contains(" 200 "), "{line}");
        while line.trim() != "" {
            line.clear();
            lines.read_line(&mut line).unwrap();
        }
        Self { lines }
    }

    /// The next number, unless the deadline passes or the server goes away.
    pub(crate) fn next(&mut self, deadline: Instant) -> Option<u32> {
        let mut line = String::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            self.lines.get_ref().set_read_timeout(Some(left)).unwrap();
            line.clear();
            if self.lines.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(data) = line.strip_prefix("data:") {
                let changed: CatalogueChanged = serde_json::from_str(data.trim()).expect("a number");
                return Some(changed.number);
            }
        }
    }
}
