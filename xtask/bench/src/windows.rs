//! From the start of the program to the first full frame on the screen, beside a window that shows nothing.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use image::{Rgb, RgbImage};

use crate::report::{Section, root};
use crate::scene::Scene;
use crate::spread::Spread;

/// The photo that fills Vitrine's first frame, and what fills the empty window.
const PHOTO: [u8; 3] = [0, 160, 60];
const EMPTY: [u8; 3] = [200, 0, 60];
const PAGE: &str = "<!doctype html><style>html { background: rgb(200 0 60) }</style>";
/// JPEG, veils and colour management may move a colour by so much.
const NEAR: u8 = 30;
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(2);

pub(crate) fn measure(runs: usize) -> Result<Section> {
    let release = root().join("target/release");
    let (vitrine, empty) = (release.join("vitrine"), release.join("examples/empty_window"));
    if let Some(missing) = [&vitrine, &empty].into_iter().find(|program| !program.exists()) {
        bail!("{} is not built", missing.display());
    }
    let scene = Scene::new()?;
    let stand = scene.assets().join("01 Stand");
    fs::create_dir(&stand)?;
    RgbImage::from_pixel(1920, 1080, Rgb(PHOTO)).save(stand.join("photo.png"))?;
    let page = scene.path("empty.html");
    fs::write(&page, PAGE)?;
    let window = || {
        let mut command = Command::new(&empty);
        command.arg(format!("file://{}", page.display()));
        command
    };
    let show = || {
        let mut command = Command::new(&vitrine);
        command.arg("run").arg("--assets").arg(scene.assets());
        command.arg("--cache").arg(scene.path("cache"));
        command
    };
    let screen = Screen::open(&scene.path("screen"))?;
    // The first time pictures are made, and the system reads the programs from its disk.
    screen.time(&mut show(), PHOTO)?;
    screen.time(&mut window(), EMPTY)?;
    let (mut full, mut bare) = (Spread::default(), Spread::default());
    for _ in 0..runs {
        full.add(screen.time(&mut show(), PHOTO)?);
        bare.add(screen.time(&mut window(), EMPTY)?);
    }
    let mut section = Section::new(
        "Windows: from the start of the program to the first full frame, 1920 × 1080",
        &["", "best ms", "median ms", "p95 ms", "runs"],
    );
    let mut row =
        |name: &str, times: &Spread| section.row([name.to_owned()].into_iter().chain(times.cells()));
    row("Vitrine: the first photo of the attract loop", &full);
    row("a Tauri window that shows one colour", &bare);
    section.note(format!(
        "Vitrine takes {:.2} times as long (medians). Pictures are in the cache, programs in memory; the screen is Xvfb without a GPU.",
        full.median() / bare.median()
    ));
    Ok(section)
}

/// A virtual screen whose pixels lie in a file.
struct Screen {
    server: Child,
    display: String,
    pixels: PathBuf,
}

impl Screen {
    fn open(folder: &Path) -> Result<Self> {
        fs::create_dir(folder)?;
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1920x1080x24",
                "-nolisten",
                "tcp",
                "-noreset",
                "-fbdir",
            ])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started")?;
        let mut number = String::new();
        let said = server.stdout.take().context("Xvfb says its number")?;
        BufReader::new(said).read_line(&mut number)?;
        Ok(Self {
            server,
            display: format!(":{}", number.trim()),
            pixels: folder.join("Xvfb_screen0"),
        })
    }

    /// How long the program takes until the screen has this colour between the attract loop's veils; it is ended then.
    fn time(&self, program: &mut Command, colour: [u8; 3]) -> Result<Duration> {
        let began = Instant::now();
        // Accessibility and settings services of a desktop are not what is measured.
        let mut running = program
            .env("DISPLAY", &self.display)
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let outcome = loop {
            if is_near(self.between_veils()?, colour) {
                break Ok(began.elapsed());
            }
            if began.elapsed() > PATIENCE {
                break Err(anyhow::anyhow!("the frame never came"));
            }
            std::thread::sleep(LOOK);
        };
        running.kill()?;
        running.wait()?;
        // The window goes with its program; the next one must not be taken for it.
        while outcome.is_ok() && is_near(self.between_veils()?, colour) {
            std::thread::sleep(LOOK);
        }
        outcome
    }

    /// A pixel above the middle of the screen, where no veil darkens the photo, from the picture in the form of `xwd` that the server keeps.
    fn between_veils(&self) -> Result<[u8; 3]> {
        let mut file = File::open(&self.pixels)?;
        let mut header = [0; 100];
        file.read_exact(&mut header)?;
        let field = |at: usize| {
            let bytes = [
                header[at * 4],
                header[at * 4 + 1],
                header[at * 4 + 2],
                header[at * 4 + 3],
            ];
            u64::from(u32::from_be_bytes(bytes))
        };
        // X11/XWDFile.h: sizes of header and line, and the number of colours, each of twelve bytes.
        let (size, width, height, line, colours) = (field(0), field(4), field(5), field(12), field(19));
        let at = size + colours * 12 + height * 9 / 25 * line + width / 2 * 4;
        file.seek(SeekFrom::Start(at))?;
        let mut pixel = [0; 4];
        file.read_exact(&mut pixel)?;
        Ok([pixel[2], pixel[1], pixel[0]])
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Both fail only when the server is gone already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn is_near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter()
        .zip(other)
        .all(|(one, other)| one.abs_diff(other) <= NEAR)
}
