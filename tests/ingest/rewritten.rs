//! Files that change under the show with little to tell by: old dates, dates that lie, the same size, the same place.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use vitrine_core::messages::{Catalogue, ItemState};

use super::{photos, stand};
use crate::support::folder::{FILM, photo};
use crate::support::{Folder, Server};

const NOON_OF_1980: Duration = Duration::from_secs(315_576_000);

fn date(path: &std::path::Path, to: SystemTime) {
    let file = OpenOptions::new().write(true).open(path).unwrap();
    file.set_modified(to).unwrap();
}

fn media(catalogue: &Catalogue) -> Option<&str> {
    let photo = stand(catalogue, "One")?.series.first()?.photos.first()?;
    Some(&photo.media)
}

/// Two photos of the same size in bytes.
fn equals() -> (Vec<u8>, Vec<u8>) {
    let mut pair = (photo(300, 200, 1), photo(300, 200, 2));
    let longest = pair.0.len().max(pair.1.len());
    for one in [&mut pair.0, &mut pair.1] {
        // A comment of the right length after the first mark.
        let room = longest + 16 - one.len();
        let length = u16::try_from(room - 2).unwrap().to_be_bytes();
        let comment = [&[0xff, 0xfe][..], &length, &vec![b'x'; room - 4]].concat();
        one.splice(2..2, comment);
    }
    assert_eq!(pair.0.len(), pair.1.len());
    pair
}

#[test]
fn dates_of_any_year_are_taken() {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let years = [
        ("1901", UNIX_EPOCH - Duration::from_secs(2_145_916_800)),
        ("1969", UNIX_EPOCH - Duration::from_millis(1)),
        ("1980", UNIX_EPOCH + NOON_OF_1980),
        ("2040", UNIX_EPOCH + Duration::from_secs(2_208_988_800)),
        ("2105", UNIX_EPOCH + Duration::from_secs(4_260_211_200)),
    ];
    for (count, (name, then)) in years.into_iter().enumerate() {
        let name = format!("1 One/{name}.jpg");
        folder.put_photo(&name, 300, 200, u8::try_from(count).unwrap());
        date(&folder.path(&name), then);
        let now = server.wait_for(&name, |now| photos(now, "One") == count + 1);
        assert_eq!(now.problems, []);
    }
}

#[test]
fn the_same_size_and_date_do_not_hide_other_bytes() {
    let folder = Folder::new();
    let (first, second) = equals();
    let path = folder.path("1 One/a.jpg");
    let then = UNIX_EPOCH + NOON_OF_1980;
    folder.put("1 One/a.jpg", &first);
    date(&path, then);
    let server = Server::start(&folder);
    let now = server.wait_for("the first", |now| media(now).is_some());
    let before = media(&now).unwrap().to_owned();

    // In place, as an editor does that restores the date.
    let mut file = OpenOptions::new().write(true).open(&path).unwrap();
    file.write_all(&second).unwrap();
    file.set_modified(then).unwrap();
    drop(file);
    let now = server.wait_for("the second", |now| media(now).is_some_and(|name| name != before));
    let after = media(&now).unwrap().to_owned();

    // Another file moved over it, as copying programs do that keep dates.
    let beside = folder.path("1 One/a.jpg.part");
    fs::write(&beside, &first).unwrap();
    date(&beside, then);
    fs::rename(&beside, &path).unwrap();
    let now = server.wait_for("the first again", |now| media(now) == Some(&before));
    assert_ne!(after, before);
    assert_eq!(now.problems, []);
}

#[test]
fn a_clock_that_jumps_back_hides_nothing() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 300, 200, 1);
    let path = folder.path("1 One/a.jpg");
    date(&path, SystemTime::now() + Duration::from_secs(86_400 * 400));
    let server = Server::start(&folder);
    let now = server.wait_for("the photo of next year", |now| media(now).is_some());
    let before = media(&now).unwrap().to_owned();
    folder.put_photo("1 One/a.jpg", 300, 200, 2);
    date(&path, UNIX_EPOCH + NOON_OF_1980);
    server.wait_for("the photo of long ago", |now| {
        media(now).is_some_and(|name| name != before)
    });
}

#[test]
fn a_photo_that_is_cut_off_and_written_again_stays_until_the_new_one_is_whole() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 1600, 1200, 1);
    let server = Server::start(&folder);
    let ready = |now: &Catalogue| {
        stand(now, "One").is_some_and(|one| one.series[0].photos[0].state == ItemState::Ready)
    };
    let now = server.wait_for("the photo, drawn", ready);
    let before = media(&now).unwrap().to_owned();
    let next = photo(1600, 1200, 2);

    let mut file = File::create(folder.path("1 One/a.jpg")).unwrap();
    for (number, piece) in next.chunks(next.len() / 3).enumerate() {
        file.write_all(piece).unwrap();
        let other = format!("2 Two/{number}.jpg");
        folder.put_photo(&other, 300, 200, u8::try_from(number + 10).unwrap());
        let now = server.wait_for("a photo dropped later", |now| photos(now, "Two") == number + 1);
        assert_eq!((media(&now), now.problems.len()), (Some(before.as_str()), 0));
    }
    drop(file);
    let now = server.wait_for("the new one", |now| media(now) != Some(&before) && ready(now));
    assert_eq!(now.problems, []);
}

#[test]
fn a_film_that_is_being_replaced_is_not_served_in_the_name_of_the_old_one() {
    let folder = Folder::new();
    folder.put_film("1 One/film.mp4");
    let server = Server::start(&folder);
    let film = |now: &Catalogue| stand(now, "One")?.films.first().map(|film| film.media.clone());
    let now = server.wait_for("the film", |now| film(now).is_some());
    let before = film(&now).unwrap();
    assert_eq!(server.get(&format!("/media/{before}")).status, 200);

    let mut next = FILM.to_vec();
    next.extend_from_slice(&[0, 0, 0, 12]);
    next.extend_from_slice(b"freenext");
    let mut file = File::create(folder.path("1 One/film.mp4")).unwrap();
    file.write_all(&next[..next.len() / 2]).unwrap();
    assert_eq!(server.get(&format!("/media/{before}")).status, 404);
    file.write_all(&next[next.len() / 2..]).unwrap();
    drop(file);
    let now = server.wait_for("the new film", |now| film(now).is_some_and(|name| name != before));
    let answer = server.get(&format!("/media/{}", film(&now).unwrap()));
    assert_eq!((answer.status, answer.body.len()), (200, next.len()));
    assert!(answer.body.ends_with(b"freenext"));
    assert_eq!(now.problems, []);
}

#[cfg(unix)]
#[test]
fn a_second_name_of_the_same_file_is_shown_once_and_follows_it() {
    let folder = Folder::new();
    folder.put_photo("1 One/a.jpg", 300, 200, 1);
    fs::create_dir_all(folder.path("1 One")).unwrap();
    fs::hard_link(folder.path("1 One/a.jpg"), folder.path("1 One/b.jpg")).unwrap();
    let server = Server::start(&folder);
    let now = server.wait_for("the photo", |now| photos(now, "One") == 1);
    let before = media(&now).unwrap().to_owned();
    // Through the other name, in place.
    fs::write(folder.path("1 One/b.jpg"), photo(320, 200, 2)).unwrap();
    let now = server.wait_for("the new bytes", |now| {
        media(now).is_some_and(|name| name != before) && photos(now, "One") == 1
    });
    assert_eq!(now.problems, []);
    folder.remove("1 One/a.jpg");
    server.wait_for("the name that is left", |now| photos(now, "One") == 1);
}

/// A disk whose dates have whole seconds, on a folder; gone when dropped.
#[cfg(target_os = "linux")]
struct OldDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl OldDisk {
    /// Needs the rights of an administrator.
    fn plug_in(place: std::path::PathBuf) -> Option<Self> {
        use std::process::Command;

        let image = place.with_extension("disk");
        File::create(&image).unwrap().set_len(8 << 20).unwrap();
        let made = Command::new("mke2fs")
            .args(["-q", "-F", "-t", "ext2", "-I", "128"])
            .arg(&image)
            .status();
        let mut mount = Command::new("mount");
        mount.args(["-o", "loop"]).arg(&image).arg(&place);
        if made.is_ok_and(|made| made.success()) && mount.status().is_ok_and(|done| done.success()) {
            return Some(Self(place));
        }
        eprintln!("no disk with coarse dates can be mounted here; nothing to test");
        None
    }
}

#[cfg(target_os = "linux")]
impl Drop for OldDisk {
    fn drop(&mut self) {
        let done = std::process::Command::new("umount")
            .arg("--lazy")
            .arg(&self.0)
            .status();
        assert!(done.is_ok_and(|status| status.success()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn coarse_dates_do_not_hide_what_comes_within_the_same_second() {
    let folder = Folder::new();
    let Some(_disk) = OldDisk::plug_in(folder.assets()) else {
        return;
    };
    let (first, second) = equals();
    let path = folder.path("1 One/a.jpg");
    folder.put("1 One/a.jpg", &first);
    let server = Server::start(&folder);
    server.wait_for("the first", |now| media(now).is_some());
    // Most of these fall into the second of the one before.
    for bytes in [&second, &first, &second, &first, &second, &first] {
        let before = media(&server.catalogue()).unwrap().to_owned();
        let mut file = OpenOptions::new().write(true).open(&path).unwrap();
        file.write_all(bytes).unwrap();
        drop(file);
        server.wait_for("the other", |now| media(now).is_some_and(|name| name != before));
    }
}
