//! The real app under remote control: as much of W3C WebDriver as it takes to start it and to ask its page.

use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::screen::{self, Screen};

/// How long the remote control may take to be there.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long one answer may take; a page that needs longer is as good as silent.
const ANSWER: Duration = Duration::from_secs(40);
/// How often is looked meanwhile.
const GLANCE: Duration = Duration::from_millis(100);

/// The folders that a started app works with, and where its log goes.
pub(crate) struct Place<'a> {
    pub(crate) program: &'a Path,
    pub(crate) assets: &'a Path,
    pub(crate) cache: &'a Path,
    /// A folder without settings.
    pub(crate) config: &'a Path,
    pub(crate) log: &'a Path,
}

/// A running app whose page can be asked; it ends with the value.
pub(crate) struct Remote {
    driver: Child,
    session: String,
    agent: ureq::Agent,
}

impl Remote {
    /// Starts the app fullscreen on a screen.
    pub(crate) fn start(screen: &Screen, place: &Place) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log =
            File::create(place.log).with_context(|| format!("{} cannot be written", place.log.display()))?;
        let driver = screen
            .command("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("XDG_CONFIG_HOME", place.config)
            .env("XDG_DATA_HOME", place.config)
            .env("VITRINE_LOG", "info,vitrine::kiosk=debug")
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("WebKitWebDriver cannot be started")?;
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(ANSWER))
            .build()
            .into();
        let base = format!("http://127.0.0.1:{port}/session");
        let mut remote = Self {
            driver,
            session: base.clone(),
            agent,
        };
        let wish = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": {
            "binary": place.program,
            "args": ["run", "--assets", place.assets, "--cache", place.cache],
        } } } });
        let deadline = Instant::now() + PATIENCE;
        let answer = loop {
            match remote.post(&base, &wish) {
                Ok(answer) => break answer,
                Err(error) if Instant::now() > deadline => return Err(error.context("the app did not start")),
                Err(_) => std::thread::sleep(GLANCE),
            }
        };
        let name = answer["sessionId"].as_str().context("a session without a name")?;
        remote.session = format!("{base}/{name}");
        Ok(remote)
    }

    /// Process number under which the app is to be found.
    pub(crate) fn above(&self) -> u32 {
        self.driver.id()
    }

    /// Runs a script in the page and gives back what it returns.
    pub(crate) fn script(&self, body: &str) -> Result<Value> {
        let wish = json!({ "script": body, "args": [] });
        self.post(&format!("{}/execute/sync", self.session), &wish)
    }

    fn post(&self, url: &str, body: &Value) -> Result<Value> {
        let mut answer = self.agent.post(url).send_json(body)?;
        let answer: Value = answer.body_mut().read_json()?;
        let value = answer.get("value").cloned().unwrap_or(Value::Null);
        if let Some(error) = value.get("error").and_then(Value::as_str) {
            bail!("{error}: {}", value["message"]);
        }
        Ok(value)
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        // The session may have died with its page.
        let _ = self.agent.delete(&self.session).call();
        screen::end(&mut self.driver);
    }
}
