//! The real program, `vitrine serve`, and what a screen asks of it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use vitrine_core::messages::Catalogue;

/// Longer than anything should take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program; killed when dropped.
pub(crate) struct Program {
    child: Child,
    /// Keeps the pipe open that the address came through.
    _out: BufReader<ChildStdout>,
    /// `http://127.0.0.1:PORT`.
    origin: String,
    cookie: String,
    agent: ureq::Agent,
}

impl Program {
    /// Starts it and comes in through the entrance.
    pub(crate) fn start(program: &Path, assets: &Path, cache: &Path, config: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .arg("serve")
            .arg("--json")
            .arg("--assets")
            .arg(assets)
            .arg("--cache")
            .arg(cache)
            .env("XDG_CONFIG_HOME", config)
            .env("XDG_DATA_HOME", config)
            .env("VITRINE_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} cannot be started", program.display()))?;
        let mut out = BufReader::new(child.stdout.take().expect("it was piped"));
        let (sender, first_line) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let read = out.read_line(&mut line);
            // Whoever waited may have given up.
            let _ = sender.send((read.map(|_| line), out));
        });
        let Ok((Ok(line), out)) = first_line.recv_timeout(PATIENCE) else {
            let _ = child.kill();
            let _ = child.wait();
            bail!("the program did not say its address");
        };
        let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) else {
            let status = child.wait()?;
            bail!("the program ended at its start ({status})");
        };
        let entrance = line["url"].as_str().context("no address in the first line")?;
        let origin: String = entrance.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE))
            .build()
            .into();
        let welcome = agent.get(entrance).call().context("nobody is at the entrance")?;
        let cookie = welcome
            .headers()
            .get("set-cookie")
            .and_then(|cookie| cookie.to_str().ok())
            .and_then(|cookie| cookie.split(';').next())
            .context("no cookie at the entrance")?
            .to_owned();
        Ok(Self {
            child,
            _out: out,
            origin,
            cookie,
            agent,
        })
    }

    /// Status and body of an answer.
    pub(crate) fn get(&self, path: &str) -> Result<(u16, Vec<u8>)> {
        let request = self.agent.get(format!("{}{path}", self.origin));
        let mut answer = request
            .header("cookie", &self.cookie)
            .call()
            .with_context(|| format!("no answer to {path}"))?;
        let body = answer
            .body_mut()
            .read_to_vec()
            .with_context(|| format!("half an answer to {path}"))?;
        Ok((answer.status().as_u16(), body))
    }

    pub(crate) fn catalogue(&self) -> Result<Catalogue> {
        let (status, body) = self.get("/catalogue")?;
        if status != 200 {
            bail!("the catalogue is answered with {status}");
        }
        serde_json::from_slice(&body).context("the catalogue is not understood")
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself, which the next question to it finds out.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Fails when it has ended by itself.
    pub(crate) fn must_be_alive(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("the program has ended by itself ({status})"),
        }
    }

    /// Ends one of its render workers; says whether there was one.
    #[cfg(target_os = "linux")]
    pub(crate) fn kill_a_worker(&self, which: usize) -> bool {
        let Ok(threads) = std::fs::read_dir(format!("/proc/{}/task", self.child.id())) else {
            return false;
        };
        let mut workers: Vec<i32> = threads
            .flatten()
            .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok())
            .flat_map(|children| {
                children
                    .split_whitespace()
                    .filter_map(|child| child.parse().ok())
                    .collect::<Vec<_>>()
            })
            .collect();
        workers.sort_unstable();
        let Some(worker) = workers.get(which % workers.len().max(1)) else {
            return false;
        };
        rustix::process::Pid::from_raw(*worker).is_some_and(|worker| {
            rustix::process::kill_process(worker, rustix::process::Signal::KILL).is_ok()
        })
    }

    #[cfg(not(target_os = "linux"))]
    pub(crate) fn kill_a_worker(&self, _which: usize) -> bool {
        false
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
