//! What a show remembers, and what it does when its cache is gone, full, shared or not to be written. The render worker
//! is the real one.

use std::fs::{self, File};
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, SystemTime};

use super::*;
use crate::index::{Order, is_sure};
use crate::intake::scan;
use crate::messages::{ItemState, Stretch};
use crate::rendition::recipe::Size;
use crate::rendition::samples;
use crate::rendition::worker::command_for_tests;

/// Longer than anything should take on a slow machine; reached only when something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder with photos, and a cache.
struct House(tempfile::TempDir);

impl House {
    fn new(photos: u8) -> Self {
        let house = Self(tempfile::tempdir().unwrap());
        for number in 0..photos {
            house.hang(number);
        }
        house
    }

    /// Until the photos are old enough for their signatures to be believed.
    fn let_the_clock_move_on(&self) {
        let photos = fs::read_dir(self.0.path().join("assets/1 One")).unwrap();
        for photo in photos {
            let signature = scan::signature(&photo.unwrap().metadata().unwrap());
            while !is_sure(&signature, SystemTime::now()) {
                std::thread::yield_now();
            }
        }
    }

    fn hang(&self, number: u8) {
        let path = self.photo(number);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, photo(number)).unwrap();
    }

    fn photo(&self, number: u8) -> PathBuf {
        self.0.path().join(format!("assets/1 One/{number}.jpg"))
    }

    fn cache(&self) -> PathBuf {
        self.0.path().join("cache")
    }

    fn open_with(&self, worker: Vec<OsString>, rest: Duration) -> Playing {
        let options = Options {
            assets: self.0.path().join("assets"),
            cache: self.cache(),
            cache_limit: Some(1 << 30),
            watching: Watching::default(),
            clock: Clock::default(),
            worker,
        };
        let show = Show::open_with(options, Store::open_with(self.cache(), rest)).unwrap();
        let changes = show.subscribe();
        Playing { show, changes }
    }

    fn open(&self) -> Playing {
        self.open_with(command_for_tests(), Duration::from_millis(20))
    }

    /// A show that can decode nothing.
    fn open_blind(&self) -> Playing {
        self.open_with(vec!["false".into()], Duration::from_millis(20))
    }

    /// Files of the cache that hold pictures.
    fn pictures(&self) -> Vec<PathBuf> {
        let shards = fs::read_dir(self.cache())
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let shards = shards.filter(|path| path.file_name().unwrap().len() == 2);
        let mut found: Vec<_> = shards
            .flat_map(|shard| fs::read_dir(shard).unwrap())
            .map(|entry| entry.unwrap().path())
            .collect();
        found.sort();
        found
    }
}

/// A JPEG of one colour.
fn photo(seed: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_pixel(64, 48, image::Rgb([seed.wrapping_mul(20), 90, 200]));
    samples::file(&picture.into(), image::ImageFormat::Jpeg)
}

struct Playing {
    show: Show,
    changes: Receiver<u32>,
}

fn states(snapshot: &Snapshot) -> Vec<(String, ItemState)> {
    let photos = snapshot.catalogue.stands.iter().flat_map(|stand| &stand.series);
    let photos = photos.flat_map(|series| &series.photos);
    photos.map(|photo| (photo.media.clone(), photo.state)).collect()
}

fn all_ready(snapshot: &Snapshot, count: usize) -> bool {
    let states = states(snapshot);
    states.len() == count && states.iter().all(|(_, state)| *state == ItemState::Ready)
}

impl Playing {
    fn wait_for(&self, what: &str, wish: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
        loop {
            let now = self.show.snapshot();
            if wish(&now) {
                return now;
            }
            if self.changes.recv_timeout(PATIENCE).is_err() {
                panic!("no snapshot came with {what}; the last one is {:?}", states(&now));
            }
        }
    }

    /// Until the index holds so many files.
    fn until_remembered(&self, count: i64) {
        let file = self.show.darkroom.store().folder().join("index-2.sqlite3");
        loop {
            let (sender, written) = channel();
            self.show.darkroom.index().order(Order::Flush(sender));
            written.recv_timeout(PATIENCE).unwrap();
            let there = rusqlite::Connection::open(&file).and_then(|index| {
                index.query_row("SELECT COUNT(*) FROM files", [], |row| row.get::<_, i64>(0))
            });
            if there == Ok(count) {
                return;
            }
        }
    }

    fn ask(&self, media: &str) -> Result<Rendition, RenditionError> {
        let (sender, answer) = channel();
        let done = move |result| drop(sender.send(result));
        self.show
            .rendition(media, Recipe::Photo(Size::Shelf), Box::new(done));
        answer.recv_timeout(PATIENCE).unwrap()
    }
}

fn is_on_disk(rendition: &Rendition) -> bool {
    matches!(&rendition.source, Source::File(path) if path.exists())
}

#[test]
fn a_warm_start_opens_no_original_and_makes_nothing() {
    let house = House::new(5);
    house.let_the_clock_move_on();
    let first = house
        .open()
        .wait_for("all photos", |now| all_ready(now, 5))
        .clone();
    // Whoever looked into an original would find that it is being written, and wait.
    let held: Vec<File> = (0..5)
        .map(|number| File::options().append(true).open(house.photo(number)).unwrap())
        .collect();
    let blind = house.open_blind();
    let second = blind.wait_for("the first snapshot", |now| now.catalogue.number > 0);
    assert_eq!(second.catalogue.number, 1, "all at once");
    assert_eq!(second.catalogue.stands, first.catalogue.stands);
    assert_eq!(second.media, first.media);
    for (media, _) in states(&second) {
        assert!(is_on_disk(&blind.ask(&media).unwrap()));
    }
    drop(held);
}

#[test]
fn whether_a_film_flashes_is_known_at_the_next_start() {
    let house = House::new(0);
    let film = house.0.path().join("assets/1 One/tide.mp4");
    fs::create_dir_all(film.parent().unwrap()).unwrap();
    fs::copy(samples::fixture("av1.mp4"), &film).unwrap();
    let flashes = |now: &Snapshot| {
        let films = now.catalogue.stands.iter().flat_map(|stand| &stand.films);
        films.filter_map(|film| film.flashes.clone()).next()
    };
    let seen = Flashes {
        seconds: vec![0.32],
        looked: vec![Stretch { from: 0.0, to: 0.4 }],
        certain: false,
    };
    let playing = house.open();
    let first = playing.wait_for("the film", |now| now.media.len() == 1);
    assert_eq!(flashes(&first), None);
    let media = first.media.keys().next().unwrap();
    playing.show.note_flashes("no such film", seen.clone());
    playing.show.note_flashes(media, seen.clone());
    playing.wait_for("a look", |now| flashes(now).is_some());
    drop(playing);

    let film_and_seen = house.open().wait_for("the film", |now| now.media.len() == 1);
    assert_eq!(flashes(&film_and_seen), Some(seen.clone()));
    // Other bytes are another film, and what is seen of a film that was just replaced may be of either.
    let playing = house.open();
    let media = film_and_seen.media.keys().next().unwrap();
    playing.wait_for("the film", |now| now.media.contains_key(media));
    fs::copy(samples::fixture("hdr.mp4"), &film).unwrap();
    playing.show.note_flashes(
        media,
        Flashes {
            seconds: vec![0.1],
            ..seen
        },
    );
    let replaced = playing.wait_for("the other film", |now| {
        now.media.len() == 1 && !now.media.contains_key(media)
    });
    assert_eq!(flashes(&replaced), None);
}

#[test]
fn only_what_has_changed_is_read_again() {
    let house = House::new(3);
    house.let_the_clock_move_on();
    let first = house.open().wait_for("all photos", |now| all_ready(now, 3));
    house.hang(3);
    fs::rename(house.photo(0), house.photo(10)).unwrap();
    fs::remove_file(house.photo(1)).unwrap();
    let held = File::options().append(true).open(house.photo(2)).unwrap();
    let second = house
        .open()
        .wait_for("the folder as it is now", |now| all_ready(now, 3));
    let (before, after) = (states(&first), states(&second));
    assert_eq!(after[2].0, before[0].0, "the moved one");
    assert_eq!(after[0].0, before[2].0, "the one that is as it was");
    assert!(
        before.iter().all(|(media, _)| *media != after[1].0),
        "the new one"
    );
    drop(held);
}

#[test]
fn a_cache_that_is_deleted_while_it_is_in_use_is_begun_anew() {
    let house = House::new(3);
    house.let_the_clock_move_on();
    let playing = house.open();
    let before = playing.wait_for("all photos", |now| all_ready(now, 3));
    fs::remove_dir_all(house.cache()).unwrap();
    for (media, _) in states(&before) {
        assert!(
            is_on_disk(&playing.ask(&media).unwrap()),
            "made again when asked for"
        );
    }
    house.hang(3);
    house.let_the_clock_move_on();
    playing.wait_for("the new photo", |now| all_ready(now, 4));
    playing.until_remembered(4);
    drop(playing);
    let again = house
        .open_blind()
        .wait_for("a warm start", |now| now.catalogue.number > 0);
    assert_eq!(states(&again).len(), 4, "the new index knows them all");
}

#[test]
fn pictures_that_are_gone_or_damaged_are_made_again() {
    let house = House::new(4);
    house.open().wait_for("all photos", |now| all_ready(now, 4));
    let before = house.pictures();
    fs::remove_file(&before[0]).unwrap();
    let bytes = fs::read(&before[5]).unwrap();
    fs::write(&before[5], &bytes[..bytes.len() / 2]).unwrap();
    let playing = house.open();
    let is_healed = || before[0].exists() && fs::read(&before[5]).unwrap() == bytes;
    // Believed at first, then found to be pending, then ready again.
    playing.wait_for("pictures made again", |now| all_ready(now, 4) && is_healed());
    assert_eq!(house.pictures(), before);
}

#[test]
fn an_index_that_is_gone_costs_no_picture() {
    let house = House::new(3);
    house.open().wait_for("all photos", |now| all_ready(now, 3));
    let times = |house: &House| -> Vec<_> {
        let pictures = house.pictures().into_iter();
        pictures
            .map(|path| fs::metadata(path).unwrap().modified().unwrap())
            .collect()
    };
    let before = times(&house);
    for entry in fs::read_dir(house.cache()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::remove_file(path).unwrap();
        }
    }
    house.open().wait_for("all photos", |now| all_ready(now, 3));
    assert_eq!(times(&house), before);
}

#[test]
fn two_shows_share_one_cache() {
    let house = House::new(6);
    house.let_the_clock_move_on();
    let (one, two) = (house.open(), house.open());
    for playing in [&one, &two] {
        let now = playing.wait_for("all photos", |now| all_ready(now, 6));
        for (media, _) in states(&now) {
            assert!(is_on_disk(&playing.ask(&media).unwrap()));
        }
    }
    drop((one, two));
    let again = house
        .open_blind()
        .wait_for("a warm start", |now| now.catalogue.number > 0);
    assert!(all_ready(&again, 6));
}

#[test]
fn a_cache_that_cannot_be_written_is_used_once_it_can() {
    let house = House::new(3);
    fs::write(house.cache(), "a file in the way").unwrap();
    let playing = house.open();
    let now = playing.wait_for("all photos", |now| states(now).len() == 3);
    for (media, _) in states(&now) {
        assert!(matches!(playing.ask(&media).unwrap().source, Source::Memory(_)));
    }
    fs::remove_file(house.cache()).unwrap();
    playing.wait_for("all photos kept", |now| all_ready(now, 3));
    assert_eq!(house.pictures().len(), 6);
}

/// A file system of its own in memory; only root may have one.
#[cfg(target_os = "linux")]
struct Disk(PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    fn new(place: &Path) -> Option<Self> {
        fs::create_dir_all(place).unwrap();
        let disk = Self(place.to_owned());
        disk.mount(&["-t", "tmpfs", "-o", "size=2m", "vitrine-test"])
            .then_some(disk)
    }

    fn mount(&self, wish: &[&str]) -> bool {
        let mut mount = std::process::Command::new("mount");
        let done = mount.args(wish).arg(&self.0).output();
        let done = done.is_ok_and(|output| output.status.success());
        if !done {
            eprintln!("this user may not mount a file system; nothing to test");
        }
        done
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount")
            .arg("-l")
            .arg(&self.0)
            .output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_spoils_nothing_and_is_used_again_once_there_is_room() {
    let house = House::new(4);
    let Some(disk) = Disk::new(&house.cache()) else {
        return;
    };
    let ballast = house.cache().join("ballast");
    let mut file = File::create(&ballast).unwrap();
    // Until the disk is full.
    let _ = std::io::copy(&mut std::io::repeat(7), &mut file);
    drop(file);
    let playing = house.open();
    let now = playing.wait_for("all photos", |now| states(now).len() == 4);
    for (media, _) in states(&now) {
        assert!(matches!(playing.ask(&media).unwrap().source, Source::Memory(_)));
    }
    fs::remove_file(ballast).unwrap();
    playing.wait_for("all photos kept", |now| all_ready(now, 4));
    assert_eq!(house.pictures().len(), 8);
    drop(playing);
    drop(disk);
}

#[cfg(target_os = "linux")]
#[test]
fn a_cache_on_a_medium_that_cannot_be_written_still_makes_a_warm_start() {
    let house = House::new(3);
    house.let_the_clock_move_on();
    let Some(disk) = Disk::new(&house.cache()) else {
        return;
    };
    house.open().wait_for("all photos", |now| all_ready(now, 3));
    assert!(disk.mount(&["-o", "remount,ro"]));
    let blind = house.open_blind();
    let now = blind.wait_for("a warm start", |now| now.catalogue.number > 0);
    assert!(all_ready(&now, 3));
    for (media, _) in states(&now) {
        assert!(is_on_disk(&blind.ask(&media).unwrap()));
    }
    drop(blind);
    // What comes new is shown all the same.
    house.hang(7);
    let playing = house.open();
    let now = playing.wait_for("the new photo", |now| states(now).len() == 4);
    for (media, _) in states(&now) {
        playing.ask(&media).unwrap();
    }
    drop(playing);
    drop(disk);
}
