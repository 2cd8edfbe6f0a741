//! A show over a throw-away copy of a fixture, whose time is moved on by the test: what takes an hour takes a moment, and
//! happens at the same moment each time.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::time::Duration;

use vitrine_core::clock::Clock;
use vitrine_core::intake::watch::{Notice, Watching};
use vitrine_core::messages::{Catalogue, ProblemCode};
use vitrine_core::pipeline::Calm;
use vitrine_core::{Options, Show};

use crate::support::Folder;

/// From one look at the folder to the next, unless a test wishes another: nothing is told of changes, so that all of
/// them are found by the clock.
const LOOK: Duration = Duration::from_millis(100);

/// A running show with its folder and its clock. Its steps may be chained.
pub(crate) struct Intake {
    folder: Folder,
    clock: Clock,
    show: Show,
    calm: Calm,
    /// A copy that is under way.
    writer: Option<File>,
}

impl Intake {
    /// Opens a show over a copy of `tests/fixtures/<fixture>`, and lets it come to rest.
    pub(crate) fn of(fixture: &str) -> Self {
        Self::looking_every(LOOK, fixture)
    }

    /// The same, with another time from look to look.
    pub(crate) fn looking_every(every: Duration, fixture: &str) -> Self {
        let folder = Folder::copy_of(fixture);
        let clock = Clock::by_hand();
        let show = Show::open(Options {
            assets: folder.assets(),
            cache: folder.cache(),
            cache_limit: Some(1 << 30),
            worker: [env!("CARGO_BIN_EXE_vitrine"), "--render-worker"]
                .map(Into::into)
                .to_vec(),
            watching: Watching {
                notice: Notice::Polling,
                every,
            },
            clock: clock.clone(),
        })
        .unwrap();
        let mut intake = Self {
            folder,
            clock,
            calm: show.settle().expect("the loop runs"),
            show,
            writer: None,
        };
        intake.after(Duration::from_secs(1));
        intake
    }

    /// Lets time pass, and everything happen that is due meanwhile.
    pub(crate) fn after(&mut self, time: Duration) -> &mut Self {
        self.watched(time, |_| ())
    }

    /// The same, and `look` sees every state on the way.
    pub(crate) fn watched(&mut self, time: Duration, mut look: impl FnMut(&Catalogue)) -> &mut Self {
        let end = self.clock.now() + time;
        loop {
            let next = self.calm.until.min(end);
            self.clock.move_to(next);
            self.calm = self.show.settle().expect("the loop runs");
            look(&self.calm.snapshot.catalogue);
            if next == end {
                return self;
            }
        }
    }

    /// Writes a whole file at once.
    pub(crate) fn put(&mut self, name: &str, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.folder.put(name, bytes);
        self
    }

    /// Begins a copy, and leaves the file open.
    pub(crate) fn begin(&mut self, name: &str, bytes: &[u8]) -> &mut Self {
        self.folder.put(name, bytes);
        let file = OpenOptions::new().append(true).open(self.folder.path(name));
        self.writer = Some(file.unwrap());
        self
    }

    /// Writes more of the copy that is under way.
    pub(crate) fn go_on(&mut self, bytes: &[u8]) -> &mut Self {
        self.writer
            .as_mut()
            .expect("a copy was begun")
            .write_all(bytes)
            .unwrap();
        self
    }

    /// Ends the copy that is under way.
    pub(crate) fn close(&mut self) -> &mut Self {
        self.writer = None;
        self
    }

    /// Writes the begin of a file and has the system reserve the space for the rest.
    pub(crate) fn reserve(&mut self, name: &str, begin: &[u8], size: usize) -> &mut Self {
        self.folder.put(name, begin);
        let file = OpenOptions::new().write(true).open(self.folder.path(name));
        file.unwrap().set_len(size as u64).unwrap();
        self
    }

    /// Writes over a file that is there, in place.
    pub(crate) fn fill(&mut self, name: &str, bytes: &[u8]) -> &mut Self {
        let file = OpenOptions::new().write(true).open(self.folder.path(name));
        file.unwrap().write_all(bytes).unwrap();
        self
    }

    pub(crate) fn remove(&mut self, name: &str) -> &mut Self {
        self.folder.remove(name);
        self
    }

    /// Takes the whole folder away.
    pub(crate) fn pull_out(&mut self) -> &mut Self {
        let assets = self.folder.assets();
        std::fs::rename(&assets, assets.with_extension("away")).unwrap();
        self
    }

    /// Brings it back.
    pub(crate) fn plug_in(&mut self) -> &mut Self {
        let assets = self.folder.assets();
        std::fs::rename(assets.with_extension("away"), &assets).unwrap();
        self
    }

    /// What the show is.
    pub(crate) fn catalogue(&self) -> Catalogue {
        self.calm.snapshot.catalogue.clone()
    }

    /// Checks what is on the shelves: `Stand/Title` of photos, publications and films, in the order of the show.
    #[track_caller]
    pub(crate) fn shows(&mut self, wanted: &[&str]) -> &mut Self {
        assert_eq!(shelves(&self.calm.snapshot.catalogue), wanted);
        self
    }

    /// Checks what the exhibitors are told.
    #[track_caller]
    pub(crate) fn tells(&mut self, wanted: &[(&str, ProblemCode)]) -> &mut Self {
        let problems = self.calm.snapshot.catalogue.problems.iter();
        let told: Vec<_> = problems
            .map(|problem| (problem.file.as_str(), problem.code))
            .collect();
        assert_eq!(told, wanted);
        self
    }
}

/// `Stand/Title` of everything a visitor finds.
pub(crate) fn shelves(catalogue: &Catalogue) -> Vec<String> {
    let mut found = Vec::new();
    for stand in &catalogue.stands {
        let photos = stand.series.iter().flat_map(|series| &series.photos);
        let photos = photos.map(|photo| photo.title.as_deref().unwrap_or("untitled"));
        let publications = stand.publications.iter().map(|publication| &*publication.title);
        let films = stand.films.iter().map(|film| &*film.title);
        let titles = photos.chain(publications).chain(films);
        found.extend(titles.map(|title| format!("{}/{title}", stand.name)));
    }
    found
}

/// The media names of everything a visitor finds.
pub(crate) fn media(catalogue: &Catalogue) -> Vec<&str> {
    let mut found = Vec::new();
    for stand in &catalogue.stands {
        let photos = stand.series.iter().flat_map(|series| &series.photos);
        let editions = stand
            .publications
            .iter()
            .flat_map(|publication| &publication.editions);
        found.extend(photos.map(|photo| &*photo.media));
        found.extend(editions.map(|edition| &*edition.media));
        found.extend(stand.films.iter().map(|film| &*film.media));
    }
    found
}
