//! What is recorded: Vitrine itself, and the ways in which others play films in a loop.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConfigureWindowAux, ConnectionExt, MapState};

use super::server::{Page, serve};
use crate::screen::{self, HEIGHT, Screen, WIDTH};
use crate::stop;

const BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";
/// How long a window may take to be there.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long looking at films may take, and how often it is asked for.
const LOOKS: Duration = Duration::from_secs(600);
const GLANCE: Duration = Duration::from_secs(1);

/// One way of playing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Player {
    /// The real app.
    Vitrine,
    /// A page in a browser with the same engine.
    Browser(Page),
    /// mpv; with one film it repeats the film, with several the list.
    Mpv,
}

/// A player at work; it ends with the value.
pub(crate) struct Playing(Child);

impl Drop for Playing {
    fn drop(&mut self) {
        screen::end(&mut self.0);
    }
}

impl Player {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Vitrine => "Vitrine",
            Self::Browser(Page::Loop) => "a page with <video loop>",
            Self::Browser(Page::List) => "a page with one <video>, next film on ended",
            Self::Mpv => "mpv",
        }
    }

    /// Whether it is on this machine.
    pub(crate) fn is_there(self) -> bool {
        match self {
            Self::Vitrine => true,
            Self::Browser(_) => Path::new(BROWSER).exists(),
            Self::Mpv => Command::new("mpv")
                .arg("--version")
                .stdout(Stdio::null())
                .status()
                .is_ok_and(|status| status.success()),
        }
    }
}

/// What a player is given.
pub(crate) struct Stage<'a> {
    pub(crate) screen: &'a Screen,
    pub(crate) program: &'a Path,
    pub(crate) assets: &'a Path,
    pub(crate) films: &'a [PathBuf],
    /// An empty folder for cache and settings.
    pub(crate) house: &'a Path,
}

/// Starts a player and gives it the whole screen.
pub(crate) fn start(player: Player, stage: &Stage) -> Result<Playing> {
    let log = File::create(stage.house.join("log"))?;
    let mut command = match player {
        Player::Vitrine => {
            let program = stage
                .program
                .to_str()
                .context("the program's path is not plain text")?;
            let mut command = stage.screen.command(program);
            command.arg("run").arg("--assets").arg(stage.assets);
            command.arg("--cache").arg(stage.house.join("cache"));
            command
        }
        Player::Browser(page) => {
            let mut command = stage.screen.command(BROWSER);
            command.args(["--full-screen", "--enable-private-browsing=true"]);
            command.arg(serve(page, stage.films.to_vec())?);
            command
        }
        Player::Mpv => {
            let mut command = stage.screen.command("mpv");
            let again = if stage.films.len() == 1 {
                "--loop-file=inf"
            } else {
                "--loop-playlist=inf"
            };
            command.args([
                "--no-config",
                "--fullscreen",
                "--vo=x11",
                "--no-audio",
                "--no-osc",
                "--really-quiet",
                again,
            ]);
            command.args(stage.films);
            command
        }
    };
    let child = command
        .env("XDG_CONFIG_HOME", stage.house.join("config"))
        .env("XDG_DATA_HOME", stage.house.join("config"))
        .env("XDG_CACHE_HOME", stage.house.join("cache of others"))
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .with_context(|| format!("{} cannot be started", player.name()))?;
    let playing = Playing(child);
    fill_the_screen(&stage.screen.display)?;
    Ok(playing)
}

/// Waits until the program has looked at all films for flashes, before which none runs in its loop. Says whether it did.
pub(crate) fn has_looked_at(stage: &Stage) -> Result<bool> {
    let deadline = Instant::now() + LOOKS;
    let log = stage.house.join("log");
    loop {
        let told = std::fs::read_to_string(&log)?;
        let looks = told.lines().filter(|line| line.contains("looked at for flashes"));
        let films: BTreeSet<&str> = looks
            .filter_map(|line| line.split("media=").nth(1)?.split(' ').next())
            .collect();
        if films.len() >= stage.films.len() {
            return Ok(true);
        }
        if Instant::now() > deadline || !stop::wait_until(Instant::now() + GLANCE) {
            return Ok(false);
        }
    }
}

/// Where no window manager runs, nobody answers a wish to fill the screen; so it is done here.
fn fill_the_screen(display: &str) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let (x, number) = x11rb::connect(Some(display)).context("the screen cannot be reached")?;
    let root = x.setup().roots[number].root;
    while Instant::now() < deadline {
        for window in x.query_tree(root)?.reply()?.children {
            // A window may go between two questions.
            let (Ok(facts), Ok(place)) = (
                x.get_window_attributes(window)?.reply(),
                x.get_geometry(window)?.reply(),
            ) else {
                continue;
            };
            let large = u32::from(place.width) * 2 > WIDTH && u32::from(place.height) * 2 > HEIGHT;
            if facts.map_state == MapState::VIEWABLE && large {
                let whole = ConfigureWindowAux::new().x(0).y(0).width(WIDTH).height(HEIGHT);
                x.configure_window(window, &whole)?.check()?;
                return Ok(());
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("no window came")
}
