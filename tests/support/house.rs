//! A show and its stage within the test itself, for what the program cannot be told from outside: a clock, a folder of counts.

use serde_json::Value;
use vitrine_core::clock::Clock;
use vitrine_core::intake::watch::Watching;
use vitrine_core::messages::Catalogue;
use vitrine_core::{Options, Show};
use vitrine_stage::{Stage, StageOptions};

use super::Folder;

/// A stage, and a browser that has come in.
pub(crate) struct House {
    pub(crate) stage: Stage,
    pub(crate) agent: ureq::Agent,
    cookie: String,
}

impl House {
    /// Opens the show of a folder once its catalogue is as wished; what the wish gives comes along.
    pub(crate) fn open<T>(
        folder: &Folder,
        options: StageOptions,
        wish: impl Fn(&Catalogue) -> Option<T>,
    ) -> (Self, T) {
        let show = Show::open(Options {
            assets: folder.assets(),
            cache: folder.cache(),
            cache_limit: None,
            worker: vec![env!("CARGO_BIN_EXE_vitrine").into(), "--render-worker".into()],
            watching: Watching::default(),
            clock: Clock::default(),
        })
        .unwrap();
        let changes = show.subscribe();
        let found = loop {
            if let Some(found) = wish(&show.snapshot().catalogue) {
                break found;
            }
            changes.recv().unwrap();
        };
        let stage = Stage::start(show, options).unwrap();
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        let welcome = agent.get(stage.entrance()).call().unwrap();
        let cookie = welcome.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        (Self { stage, agent, cookie }, found)
    }

    /// Posts JSON as the browser that has come in.
    pub(crate) fn post(&self, path: &str, body: &Value) -> ureq::http::Response<ureq::Body> {
        let address = format!("http://{}{path}", self.stage.address());
        let request = self.agent.post(address).header("cookie", &self.cookie);
        request.send_json(body).unwrap()
    }
}
