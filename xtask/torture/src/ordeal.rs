//! The steps: what exhibitors, cleaners, power cuts and full disks do, one after the other and some at the same time.

mod disasters;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use vitrine_core::intake::identity::media_name;
use vitrine_core::messages::{Catalogue, ItemState};
use vitrine_torture::chance::Chance;
use vitrine_torture::files::Kind;
use vitrine_torture::manner::{Manner, Pace, copy};

use crate::journal::Journal;
use crate::place::Place;
use crate::program::Program;

/// Stands that files go to.
const STANDS: usize = 6;
/// Copies that go on at the same time.
const HANDS: usize = 6;
/// Files in the folder; beyond, more is deleted than copied.
const CROWD: usize = 60;
const PACE: Pace = Pace {
    short: 250,
    long: 2000,
    sluggish: false,
};
/// Whole files by accident are no fault, so nobody leaves holes behind: those manners have a measure of their own.
const MANNERS: [Manner; 9] = [
    Manner::AtOnce,
    Manner::Slow,
    Manner::Paused,
    Manner::Reserved,
    Manner::ReservedClosing,
    Manner::Closing,
    Manner::Moved,
    Manner::Dated,
    Manner::Trimmed,
];
/// Sides of a picture that are asked for.
const SIZES: [&str; 2] = ["shelf", "screen"];

/// Every picture that was ever served, by its address, and the name of the bytes it belongs to.
pub(crate) type Pictures = BTreeMap<String, (String, Vec<u8>)>;

/// What is left when it is over: the program still runs, and nobody copies any more.
pub(crate) struct End {
    pub(crate) program: Program,
    pub(crate) pictures: Pictures,
    /// How often each thing was done.
    pub(crate) deeds: BTreeMap<&'static str, usize>,
}

/// Where each copy that is under way has its file, by the number of the copy.
type Busy = Arc<Mutex<BTreeMap<usize, PathBuf>>>;

pub(crate) struct Ordeal<'a> {
    place: &'a Place,
    binary: &'a Path,
    program: Option<Program>,
    chance: Chance,
    journal: &'a mut Journal,
    hands: Vec<JoinHandle<()>>,
    busy: Busy,
    /// Names of the bytes of every whole file there ever was.
    wholes: BTreeSet<String>,
    pictures: Pictures,
    full: Option<&'static str>,
    away: bool,
    deeds: BTreeMap<&'static str, usize>,
    number: usize,
    copies: usize,
}

impl<'a> Ordeal<'a> {
    pub(crate) fn new(
        place: &'a Place,
        binary: &'a Path,
        chance: Chance,
        journal: &'a mut Journal,
    ) -> Result<Self> {
        for stand in 0..STANDS {
            fs::create_dir(place.assets().join(format!("{stand} Stand")))?;
        }
        let mut ordeal = Self {
            place,
            binary,
            program: None,
            chance,
            journal,
            hands: Vec::new(),
            busy: Busy::default(),
            wholes: BTreeSet::new(),
            pictures: Pictures::new(),
            full: None,
            away: false,
            deeds: BTreeMap::new(),
            number: 0,
            copies: 0,
        };
        ordeal.start()?;
        Ok(ordeal)
    }

    /// Takes steps until the time is over, then puts everything right that people would put right.
    pub(crate) fn go_through(mut self, length: Duration) -> Result<End> {
        let end = Instant::now() + length;
        while Instant::now() < end {
            self.step()?;
            let pause = self.chance.millis(0, 120);
            thread::sleep(pause);
        }
        for hand in self.hands.drain(..) {
            if hand.join().is_err() {
                bail!("a copy came to an unexpected end");
            }
        }
        self.make_room();
        self.plug_in()?;
        self.leave_in_order();
        self.journal.note("the end");
        let mut program = self.program.take().context("it is running between two steps")?;
        program.must_be_alive()?;
        Ok(End {
            program,
            pictures: self.pictures,
            deeds: self.deeds,
        })
    }

    /// A photo that was spoilt while it was shown stays in a show that has seen it whole, and only there. So what is
    /// broken is taken away, and what was always broken is put in its place.
    fn leave_in_order(&mut self) {
        for path in self.files() {
            let whole = media_name(&path).is_ok_and(|media| self.wholes.contains(&media));
            if !whole {
                self.did("delete", self.shown(&path));
                let _ = fs::remove_file(path);
            }
        }
        for (kind, number) in Kind::ALL.into_iter().zip(0..) {
            let bytes = kind.make(&mut self.chance);
            let length = bytes.len() * number / Kind::ALL.len();
            let name = format!("always broken.{}", kind.extension());
            let stand = self.stand();
            let _ = fs::write(stand.join(name), &bytes[..length]);
        }
    }

    fn step(&mut self) -> Result<()> {
        self.hands.retain(|hand| !hand.is_finished());
        if let Some(program) = &mut self.program {
            program.must_be_alive()?;
        }
        match self.chance.below(46) {
            0..10 => self.copy_in(),
            10..14 => self.replace(),
            14..16 => self.truncate(),
            16 => self.spoil(),
            17..19 => self.touch(),
            19..22 => self.rename(),
            22..25 => self.delete(),
            25 => self.delete_stand(),
            26 => self.rename_stand(),
            27..29 => self.write_words(),
            29 => self.power_cut()?,
            30..32 => self.kill_worker(),
            32..34 => self.hurt_cache(),
            34 if self.place.has_disks() => self.fill_a_disk()?,
            35..37 => self.make_room(),
            37 => self.pull_out()?,
            38..40 => self.plug_in()?,
            _ => self.ask()?,
        }
        Ok(())
    }

    fn did(&mut self, what: &'static str, line: impl AsRef<str>) {
        *self.deeds.entry(what).or_default() += 1;
        self.journal.note(format!("{what} {}", line.as_ref()));
    }

    fn start(&mut self) -> Result<()> {
        let (place, config) = (self.place, self.place.path("config"));
        let program = Program::start(self.binary, &place.assets(), &place.cache(), &config)?;
        self.program = Some(program);
        Ok(())
    }

    /// Files of exhibitors, settings and words not among them.
    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut rooms = vec![self.place.beneath()];
        while let Some(room) = rooms.pop() {
            for entry in fs::read_dir(room).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    rooms.push(path);
                } else if kind_of(&path).is_some() {
                    files.push(path);
                }
            }
        }
        files.sort();
        files
    }

    fn stand(&mut self) -> PathBuf {
        let number = self.chance.below(STANDS);
        self.place.beneath().join(format!("{number} Stand"))
    }

    fn busy(&self) -> MutexGuard<'_, BTreeMap<usize, PathBuf>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file that nobody is copying: two who write the same one make something that neither meant.
    fn idle_file(&mut self) -> Option<PathBuf> {
        let mut files = self.files();
        files.retain(|file| !self.busy().values().any(|busy| busy == file));
        self.chance.pick(&files).cloned()
    }

    fn copy_in(&mut self) {
        if self.files().len() >= CROWD {
            return self.delete();
        }
        let kind = *self.chance.pick(&Kind::ALL).expect("there are kinds");
        let mut folder = self.stand();
        if self.chance.one_in(3) {
            folder = folder.join("A series");
        }
        // The disk may be full; the copy finds out too.
        let _ = fs::create_dir_all(&folder);
        self.number += 1;
        let name = format!("item {}.{}", self.number, kind.extension());
        self.copy_to(folder.join(name), kind);
    }

    fn replace(&mut self) {
        if let Some(path) = self.idle_file()
            && let Some(kind) = kind_of(&path)
        {
            self.copy_to(path, kind);
        }
    }

    fn copy_to(&mut self, path: PathBuf, kind: Kind) {
        if self.hands.len() >= HANDS {
            return;
        }
        let bytes = kind.make(&mut self.chance);
        let Ok(media) = self.keep_in_library(&bytes) else {
            return;
        };
        self.wholes.insert(media.clone());
        let manner = *self.chance.pick(&MANNERS).expect("there are manners");
        let line = format!("{} ({}) {media}", self.shown(&path), manner.words());
        self.did("copy", line);
        let (mut chance, busy) = (self.chance.branch(), Arc::clone(&self.busy));
        self.copies += 1;
        let number = self.copies;
        self.busy().insert(number, path.clone());
        self.hands.push(thread::spawn(move || {
            // A full disk or a deleted folder breaks it off, as it does with people.
            let _ = copy(manner, &path, &bytes, PACE, &mut chance, &mut |rest| {
                thread::sleep(rest)
            });
            busy.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(&number);
        }));
    }

    /// Keeps a copy under the name of its bytes, from which its pictures can be proven.
    fn keep_in_library(&mut self, bytes: &[u8]) -> Result<String> {
        let library = self.place.path("library");
        let new = library.join("new");
        fs::write(&new, bytes)?;
        let media = media_name(&new)?;
        fs::rename(new, library.join(&media))?;
        Ok(media)
    }

    fn truncate(&mut self) {
        let Some(path) = self.idle_file() else { return };
        let Ok(file) = OpenOptions::new().write(true).open(&path) else {
            return;
        };
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        let cut = self.chance.number() % length.max(1);
        self.did("truncate", format!("{} to {cut} of {length}", self.shown(&path)));
        let _ = file.set_len(cut);
    }

    fn spoil(&mut self) {
        let Some(path) = self.idle_file() else { return };
        let length = self.chance.below(40_000);
        let mut garbage = self.chance.branch();
        let blank = self.chance.one_in(3);
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                if blank {
                    0
                } else {
                    garbage.number().to_le_bytes()[0]
                }
            })
            .collect();
        self.did("spoil", self.shown(&path));
        let _ = fs::write(&path, bytes);
    }

    fn touch(&mut self) {
        let Some(path) = self.idle_file() else { return };
        let Ok(file) = OpenOptions::new().write(true).open(&path) else {
            return;
        };
        let then = Duration::from_secs(self.chance.number() % 4_000_000_000);
        self.did("touch", format!("{} as of {}", self.shown(&path), then.as_secs()));
        let _ = file.set_modified(UNIX_EPOCH + then);
    }

    fn rename(&mut self) {
        let Some(path) = self.idle_file() else { return };
        let extension = path.extension().unwrap_or_default().to_owned();
        self.number += 1;
        let folder = if self.chance.one_in(2) {
            self.stand()
        } else {
            path.parent().map(Path::to_owned).unwrap_or_default()
        };
        let to = folder
            .join(format!("moved {}", self.number))
            .with_extension(extension);
        self.did("move", format!("{} to {}", self.shown(&path), self.shown(&to)));
        let _ = fs::rename(path, to);
    }

    fn delete(&mut self) {
        let files = self.files();
        let Some(path) = self.chance.pick(&files).cloned() else {
            return;
        };
        self.did("delete", self.shown(&path));
        let _ = fs::remove_file(path);
    }

    fn delete_stand(&mut self) {
        let stand = self.stand();
        self.did("delete", self.shown(&stand));
        // Somebody may be copying into it.
        let _ = fs::remove_dir_all(&stand);
    }

    fn rename_stand(&mut self) {
        let (from, to) = (self.stand(), self.stand());
        let aside = to.with_file_name("9 Aside");
        self.did("swap", format!("{} and {}", self.shown(&from), self.shown(&to)));
        let _ = fs::rename(&to, &aside);
        let _ = fs::rename(&from, &to);
        let _ = fs::rename(&aside, &from);
        for path in self.busy().values_mut() {
            let swapped = match (path.strip_prefix(&from), path.strip_prefix(&to)) {
                (Ok(rest), _) => to.join(rest),
                (_, Ok(rest)) => from.join(rest),
                _ => continue,
            };
            *path = swapped;
        }
    }

    fn write_words(&mut self) {
        let stand = self.stand();
        let (name, words) = match self.chance.below(5) {
            0 => (
                stand.join("stand.json"),
                r#"{ "names": { "fr": "Un" } }"#.to_owned(),
            ),
            1 => (stand.join("stand.json"), "{ \"names\": 7".to_owned()),
            2 => (
                self.place.beneath().join("exhibition.json"),
                format!(r#"{{ "title": {{ "en": "Show {}" }} }}"#, self.chance.below(9)),
            ),
            3 => (stand.join("notes.txt"), "Stray words".to_owned()),
            _ => match self.idle_file() {
                Some(path) => (path.with_extension("txt"), "A caption".to_owned()),
                None => return,
            },
        };
        self.did("words", self.shown(&name));
        let _ = fs::write(name, words);
    }

    /// Asks as a screen does: nothing may be shown that never was a whole file, and a picture is always the same.
    fn ask(&mut self) -> Result<()> {
        let Some(program) = &self.program else {
            return Ok(());
        };
        let catalogue = program.catalogue()?;
        let shown = pictures_of(&catalogue);
        for (media, _) in &shown {
            if !self.wholes.contains(media) {
                bail!("{media} is shown and is the name of no whole file");
            }
        }
        *self.deeds.entry("ask").or_default() += 1;
        let mut asked = Vec::new();
        for _ in 0..3 {
            asked.extend(self.chance.pick(&shown).cloned());
        }
        for (media, address) in asked {
            let (status, body) = program.get(&address)?;
            if status == 200 {
                remember(&mut self.pictures, media, address, body)?;
            }
        }
        Ok(())
    }

    fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(self.place.beneath()).unwrap_or(path);
        path.display().to_string()
    }
}

/// Notes a picture; the same address must always have the same one.
pub(crate) fn remember(pictures: &mut Pictures, media: String, address: String, body: Vec<u8>) -> Result<()> {
    match pictures.get(&address) {
        Some((_, before)) if *before != body => bail!("{address} was another picture before"),
        Some(_) => {}
        None => {
            pictures.insert(address, (media, body));
        }
    }
    Ok(())
}

/// Media names that a catalogue shows, each with the addresses of its pictures. What turned out to be broken has none.
pub(crate) fn pictures_of(catalogue: &Catalogue) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |media: &str, state: ItemState, address: &dyn Fn(&str) -> String| {
        if state != ItemState::Broken {
            all.extend(SIZES.map(|size| (media.to_owned(), address(size))));
        }
    };
    for stand in &catalogue.stands {
        for photo in stand.series.iter().flat_map(|series| &series.photos) {
            add(&photo.media, photo.state, &|size| {
                format!("/picture/{}/{size}", photo.media)
            });
        }
        for edition in stand
            .publications
            .iter()
            .flat_map(|publication| &publication.editions)
        {
            add(&edition.media, edition.state, &|size| {
                format!("/page/{}/1/{size}", edition.media)
            });
        }
        for film in &stand.films {
            // A screen would have to take its poster first.
            add(&film.media, film.state, &|size| {
                format!("/picture/{}/{size}", film.media)
            });
        }
    }
    all
}

fn kind_of(path: &Path) -> Option<Kind> {
    let extension = path.extension()?.to_str()?;
    Kind::ALL.into_iter().find(|kind| kind.extension() == extension)
}
