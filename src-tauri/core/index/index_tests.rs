//! The index as a show meets it: new, full, damaged, gone, and shared with another show.

use std::fs;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

use rusqlite::Connection;

use super::*;
use crate::intake::reading::{PhotoReading, TextReading};
use crate::intake::scan::Signature;
use crate::messages::Stretch;
use crate::rendition::protocol::{Format, Picture, refusal};
use crate::rendition::recipe::Size;

const SHELF: Recipe = Recipe::Photo(Size::Shelf);
const SCREEN: Recipe = Recipe::Photo(Size::Screen);
const BOTH: &[Recipe] = &[SHELF, SCREEN];

/// An index over a cache that ends with the test.
struct Room {
    house: tempfile::TempDir,
    store: Store,
}

struct Opened {
    index: Index,
    news: Receiver<News>,
}

impl Room {
    fn new() -> Self {
        let house = tempfile::tempdir().unwrap();
        let store = Store::open_with(house.path().join("cache"), Duration::ZERO);
        Self { house, store }
    }

    fn open(&self) -> Opened {
        self.open_for("assets", None)
    }

    fn open_for(&self, root: &str, bound: Option<u64>) -> Opened {
        let (sender, news) = channel();
        let root = self.house.path().join(root);
        let tell = move |told| drop(sender.send(told));
        let index = Index::open(self.store.clone(), &root, Bound(bound), tell).unwrap();
        Opened { index, news }
    }

    fn file(&self) -> PathBuf {
        self.store.folder().join("index-2.sqlite3")
    }

    /// What another program sees in the file.
    fn ask<T: rusqlite::types::FromSql>(&self, question: &str) -> Vec<T> {
        let connection = Connection::open(self.file()).unwrap();
        let mut wish = connection.prepare(question).unwrap();
        let found = wish.query_map([], |row| row.get(0)).unwrap();
        found.collect::<rusqlite::Result<_>>().unwrap()
    }
}

impl Opened {
    fn flush(&self) {
        let (sender, done) = channel();
        self.index.order(Order::Flush(sender));
        done.recv().unwrap();
    }

    fn keep(&self, room: &Room, seed: u8, recipe: Recipe, bytes: usize) {
        let picture = picture(bytes);
        room.store.keep(&media(seed), recipe, &picture).unwrap();
        self.index.kept(&media(seed), recipe, bytes);
    }

    fn repair(&self, believed: &[u8]) {
        let believed = believed.iter().map(|seed| (media(*seed), BOTH)).collect();
        self.index.order(Order::Repair(believed));
        self.flush();
    }
}

fn media(seed: u8) -> String {
    format!("{seed:02x}").repeat(16)
}

fn picture(bytes: usize) -> Picture {
    let bytes = [&[0xff, 0xd8, 0xff][..], &vec![7; bytes - 5], &[0xff, 0xd9]].concat();
    Picture {
        bytes,
        format: Format::Jpeg,
    }
}

fn row(seed: u8) -> Row {
    Row {
        signature: Signature {
            size: u64::from(seed),
            modified: 1_700_000_000_123_456_789,
            changed: -3,
            file: u64::MAX,
        },
        media: media(seed),
        reading: Arc::new(Reading::Photo(PhotoReading {
            format: "JPEG".into(),
            title: Some(format!("Photo {seed} «é»")),
            ..PhotoReading::default()
        })),
        words: None,
        ready: seed.is_multiple_of(2),
    }
}

fn remembered(opened: &Opened) -> Vec<(String, Row)> {
    let found = opened.index.remembered().into_iter();
    let mut found: Vec<_> = found
        .map(|(path, row)| (String::from_utf8_lossy(&path).into_owned(), row))
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

#[test]
fn what_was_told_is_there_at_the_next_start_of_the_same_folder() {
    let room = Room::new();
    let first = room.open();
    assert_eq!(remembered(&first), []);
    let words = Row {
        words: Some("Boats at low tide".into()),
        reading: Arc::new(Reading::Text(TextReading::default())),
        ..row(3)
    };
    first.index.remember(Path::new("1 One/a.jpg"), row(2), true);
    first
        .index
        .remember(Path::new("1 One/b.txt"), words.clone(), true);
    first.index.remember(Path::new("1 One/c.jpg"), row(5), true);
    first.index.order(Order::Forget(vec![b"1 One/c.jpg"[..].into()]));
    assert_eq!(
        first.index.reading(&media(3)),
        None,
        "a photo of these bytes is no text"
    );
    drop(first);
    let second = room.open();
    assert_eq!(
        remembered(&second),
        [("1 One/a.jpg".into(), row(2)), ("1 One/b.txt".into(), words)]
    );
    assert_eq!(second.index.reading(&media(2)), Some(row(2).reading));
    assert_eq!(second.index.reading(&media(3)), None);
    let other = room.open_for("elsewhere", None);
    assert_eq!(remembered(&other), []);
}

#[test]
fn a_file_written_twice_within_one_tick_of_the_clock_is_read_again() {
    let room = Room::new();
    let first = room.open();
    first.index.remember(Path::new("1 One/a.jpg"), row(2), false);
    drop(first);
    let second = room.open();
    assert_eq!(remembered(&second), []);
    assert_eq!(
        second.index.reading(&media(2)),
        Some(row(2).reading),
        "not by the worker"
    );

    let at = |nanos: u64| SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos);
    let stamped = |modified: i64, changed: i64| Signature {
        modified,
        changed,
        ..Signature::default()
    };
    let (second, tick) = (1_000_000_000, 60_000_000);
    assert!(!is_sure(&stamped(5, 7 * second + 1), at(7_000_000_001)));
    assert!(is_sure(&stamped(5, 7 * second + 1), at(7_000_000_001 + tick)));
    assert!(
        !is_sure(&stamped(9 * second, 7 * second + 1), at(8_000_000_000)),
        "from the future"
    );
    assert!(
        !is_sure(&stamped(6 * second, 7 * second), at(8_000_000_000)),
        "whole seconds only"
    );
    assert!(is_sure(&stamped(6 * second, 7 * second), at(10_000_000_000)));
}

#[test]
fn what_says_nothing_about_the_bytes_is_not_remembered() {
    let room = Room::new();
    let first = room.open();
    let locked = refusal(ProblemCode::FileUnreadable, "", "locked");
    let unreadable = Row {
        reading: Arc::new(Reading::Refused(locked.clone())),
        ..row(2)
    };
    let nameless = Row {
        media: String::new(),
        ..row(3)
    };
    first.index.remember(Path::new("a.jpg"), unreadable, true);
    first.index.remember(Path::new("b.jpg"), nameless, true);
    first.index.refuse(&media(2), SHELF, &locked);
    assert_eq!(first.index.refusal(&media(2), SHELF), None);
    drop(first);
    let second = room.open();
    assert_eq!(remembered(&second), []);
    assert_eq!(second.index.refusal(&media(2), SHELF), None);
}

fn flashes(seconds: &[f64]) -> Flashes {
    Flashes {
        seconds: seconds.to_vec(),
        looked: vec![Stretch { from: 0.0, to: 4.0 }],
        certain: true,
    }
}

#[test]
fn a_film_is_looked_at_once() {
    let room = Room::new();
    let first = room.open();
    assert_eq!(first.index.flashes(&media(2)), None);
    assert!(first.index.see(&media(2), flashes(&[3.25])));
    assert!(!first.index.see(&media(2), flashes(&[3.25])), "that is no news");
    assert!(first.index.see(&media(3), flashes(&[])));
    first.index.remember(Path::new("1 One/a.mp4"), row(2), true);
    drop(first);
    // A film that no folder holds any more is forgotten with the next repair.
    let second = room.open();
    assert_eq!(remembered(&second).len(), 1);
    assert_eq!(second.index.flashes(&media(2)), Some(flashes(&[3.25])));
    assert_eq!(second.index.flashes(&media(3)), Some(flashes(&[])));
    second.repair(&[]);
    assert_eq!(room.ask::<String>("SELECT media FROM films"), [media(2)]);
    // What was seen by other rules is looked at again.
    let connection = Connection::open(room.file()).unwrap();
    connection.execute("UPDATE films SET look = 0", []).unwrap();
    drop((second, connection));
    let third = room.open();
    assert_eq!(remembered(&third).len(), 1);
    assert_eq!(third.index.flashes(&media(2)), None);
}

#[test]
fn an_index_that_was_lost_hears_of_the_films_again() {
    let room = Room::new();
    let first = room.open();
    first.index.see(&media(2), flashes(&[3.25]));
    first.flush();
    for rest in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(room.store.folder().join(format!("index-2.sqlite3{rest}")));
    }
    first.keep(&room, 4, SHELF, 100);
    first.flush();
    assert_eq!(first.news.recv().unwrap(), News::Behind);
    first.index.see_again();
    first.flush();
    assert_eq!(room.ask::<String>("SELECT media FROM films"), [media(2)]);
}

#[test]
fn a_refusal_holds_until_a_picture_is_made() {
    let room = Room::new();
    let damaged = refusal(ProblemCode::FileDamaged, "JPEG", "cut");
    let first = room.open();
    first.index.refuse(&media(2), SHELF, &damaged);
    drop(first);
    let second = room.open();
    second.index.remembered();
    assert_eq!(second.index.refusal(&media(2), SHELF), Some(damaged));
    assert_eq!(second.index.refusal(&media(2), SCREEN), None);
    second.keep(&room, 2, SHELF, 100);
    assert_eq!(second.index.refusal(&media(2), SHELF), None);
    drop(second);
    let third = room.open();
    third.index.remembered();
    assert_eq!(third.index.refusal(&media(2), SHELF), None);
}

#[test]
fn a_damaged_index_and_one_of_another_version_are_set_aside() {
    type Spoil = fn(&Path);
    let spoils: [(&str, Spoil); 4] = [
        ("no database", |file| {
            fs::write(file, "not a database at all, but long enough").unwrap()
        }),
        ("cut", |file| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("another version", |file| {
            Connection::open(file)
                .unwrap()
                .pragma_update(None, "user_version", 99)
                .unwrap();
        }),
        ("other tables", |file| {
            Connection::open(file)
                .unwrap()
                .execute_batch("DROP TABLE files")
                .unwrap();
        }),
    ];
    for (what, spoil) in spoils {
        let room = Room::new();
        let first = room.open();
        for seed in 0..200 {
            first
                .index
                .remember(Path::new(&format!("{seed}.jpg")), row(seed), true);
        }
        drop(first);
        spoil(&room.file());
        let second = room.open();
        assert_eq!(remembered(&second), [], "{what}");
        second.index.remember(Path::new("a.jpg"), row(2), true);
        drop(second);
        let third = room.open();
        assert_eq!(remembered(&third), [("a.jpg".into(), row(2))], "{what}");
        assert!(room.file().with_extension("damaged.sqlite3").exists(), "{what}");
    }
}

#[test]
fn damage_that_shows_itself_late_is_noticed_by_the_repair() {
    let room = Room::new();
    let first = room.open();
    for seed in 0..250 {
        first
            .index
            .remember(Path::new(&format!("{seed}.jpg")), row(seed), true);
    }
    drop(first);
    let mut bytes = fs::read(room.file()).unwrap();
    let end = bytes.len() - 4096;
    bytes[end..].fill(0xa5);
    fs::write(room.file(), bytes).unwrap();
    let second = room.open();
    second.index.remembered();
    second.repair(&[]);
    second.flush();
    assert!(room.file().with_extension("damaged.sqlite3").exists());
    assert_eq!(room.ask::<String>("PRAGMA quick_check"), ["ok"]);
}

#[test]
fn an_index_deleted_while_in_use_is_begun_anew_and_asks_for_what_is_known() {
    let room = Room::new();
    let opened = room.open();
    opened.index.remember(Path::new("a.jpg"), row(2), true);
    opened.flush();
    fs::remove_dir_all(room.store.folder()).unwrap();
    opened.index.remember(Path::new("b.jpg"), row(4), true);
    opened.flush();
    assert_eq!(opened.news.recv().unwrap(), News::Behind);
    assert_eq!(
        room.ask::<String>("SELECT CAST(path AS TEXT) FROM files"),
        ["b.jpg"]
    );
}

#[test]
fn two_shows_share_one_index() {
    let room = Room::new();
    std::thread::scope(|scope| {
        for root in ["one", "two"] {
            let opened = room.open_for(root, None);
            scope.spawn(move || {
                for seed in 0..200 {
                    opened
                        .index
                        .remember(Path::new(&format!("{seed}.jpg")), row(seed), true);
                    if seed % 20 == 0 {
                        opened.flush();
                    }
                }
            });
        }
    });
    for root in ["one", "two"] {
        assert_eq!(remembered(&room.open_for(root, None)).len(), 200, "{root}");
    }
}

#[test]
fn an_index_that_cannot_be_written_is_empty_and_told_everything_once_it_can() {
    let room = Room::new();
    fs::write(room.store.folder(), "a file in the way").unwrap();
    let opened = room.open();
    assert_eq!(remembered(&opened), []);
    opened.index.remember(Path::new("a.jpg"), row(2), true);
    opened.flush();
    assert_eq!(
        opened.index.reading(&media(2)),
        Some(row(2).reading),
        "it is known all the same"
    );
    assert!(opened.news.try_recv().is_err());
    fs::remove_file(room.store.folder()).unwrap();
    assert_eq!(opened.news.recv().unwrap(), News::Behind);
    opened.index.remember(Path::new("a.jpg"), row(2), true);
    drop(opened);
    assert_eq!(remembered(&room.open()), [("a.jpg".into(), row(2))]);
}

#[test]
fn the_repair_finds_what_is_gone_and_adopts_what_is_there() {
    let room = Room::new();
    let opened = room.open();
    for seed in [2, 4, 6] {
        opened
            .index
            .remember(Path::new(&format!("{seed}.jpg")), row(seed), true);
        opened.keep(&room, seed, SHELF, 100);
        opened.keep(&room, seed, SCREEN, 1000);
    }
    // Kept by a show that was killed before it could say so.
    room.store.keep(&media(8), SHELF, &picture(70)).unwrap();
    opened.flush();
    fs::remove_file(room.store.find(&media(4), SHELF).unwrap().path).unwrap();
    let cut = room.store.find(&media(6), SCREEN).unwrap().path;
    fs::write(cut, &picture(1000).bytes[..900]).unwrap();
    opened.repair(&[2, 4, 6]);
    assert_eq!(opened.news.recv().unwrap(), News::Lost(vec![media(4), media(6)]));
    let ready = "SELECT media FROM files WHERE ready > 0";
    assert_eq!(room.ask::<String>(ready), [media(2)]);
    let sum = room.ask::<i64>("SELECT SUM(bytes) FROM pictures");
    assert_eq!(sum, [100 + 1000 + 1000 + 100 + 900 + 70]);
}

#[test]
fn the_cache_keeps_its_bound_and_what_is_on_show_goes_last() {
    let room = Room::new();
    {
        // One photo is on show, the other two are not.
        let opened = room.open();
        opened.index.remember(Path::new("a.jpg"), row(2), true);
        for seed in [2, 4, 6] {
            opened.keep(&room, seed, SHELF, 100);
            opened.keep(&room, seed, SCREEN, 1000);
        }
        opened.flush();
        let connection = Connection::open(room.file()).unwrap();
        connection
            .execute("UPDATE pictures SET shown = 1000 + 10 * (media = ?1)", [media(4)])
            .unwrap();
    }
    let there = |seed, recipe| room.store.find(&media(seed), recipe).is_some();
    let bounded = |bound| {
        let opened = room.open_for("assets", Some(bound));
        opened.repair(&[2]);
        opened
    };
    drop(bounded(3300));
    assert!(there(6, SCREEN), "nothing goes while there is room");
    // The one that was shown longest ago goes first.
    drop(bounded(2500));
    assert!(!there(6, SHELF) && !there(6, SCREEN) && there(4, SHELF) && there(4, SCREEN));
    drop(bounded(1300));
    assert!(!there(4, SHELF) && !there(4, SCREEN) && there(2, SHELF) && there(2, SCREEN));
    // The small one of what is on show is the very last.
    let opened = bounded(1000);
    assert!(!there(2, SCREEN) && there(2, SHELF));
    // What was thrown away is not lost, and is reckoned with again when it is made again.
    opened.repair(&[2]);
    assert!(opened.news.try_recv().is_err());
    opened.keep(&room, 2, SCREEN, 800);
    opened.flush();
    assert_eq!(room.ask::<i64>("SELECT SUM(bytes) FROM pictures"), [900]);
}

#[test]
fn a_picture_that_is_asked_for_counts_as_shown() {
    let room = Room::new();
    let opened = room.open();
    opened.keep(&room, 2, SHELF, 100);
    opened.keep(&room, 4, SHELF, 100);
    opened.flush();
    let connection = Connection::open(room.file()).unwrap();
    connection
        .execute("UPDATE pictures SET shown = 1000", [])
        .unwrap();
    opened.index.order(Order::Shown(SHELF.file_stem(&media(4))));
    opened.flush();
    assert_eq!(
        room.ask::<String>("SELECT media FROM pictures ORDER BY shown"),
        [media(2), media(4)]
    );
}
