//! Pictures that are kept, found, damaged and deleted; notes that come back or do not.

use super::*;
use crate::rendition::recipe::Size;

const MEDIA: &str = "ab12cd";
const SHELF: Recipe = Recipe::Photo(Size::Shelf);

fn store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_with(folder.path().join("cache"), Duration::ZERO);
    (folder, store)
}

fn jpeg() -> Picture {
    let bytes = [&[0xff, 0xd8, 0xff, 0xe0][..], &[7; 40], &[0xff, 0xd9]].concat();
    Picture {
        bytes,
        format: Format::Jpeg,
    }
}

fn webp() -> Picture {
    let bytes = [&b"RIFF"[..], &12_u32.to_le_bytes(), b"WEBPVP8L", &[0; 4]].concat();
    Picture {
        bytes,
        format: Format::WebP,
    }
}

#[test]
fn what_is_kept_is_found_again_and_by_the_next_start() {
    let (_folder, store) = store();
    assert_eq!(store.find(MEDIA, SHELF), None);
    let kept = store.keep(MEDIA, SHELF, &jpeg()).unwrap();
    assert_eq!(store.find(MEDIA, SHELF), Some(kept.clone()));
    assert_eq!(fs::read(&kept.path).unwrap(), jpeg().bytes);
    assert_eq!(store.find(MEDIA, Recipe::Photo(Size::Screen)), None);
    let again = Store::open(store.folder.clone());
    assert_eq!(again.find(MEDIA, SHELF), Some(kept));
}

#[test]
fn a_picture_in_another_format_takes_the_place() {
    let (_folder, store) = store();
    store.keep(MEDIA, SHELF, &jpeg()).unwrap();
    let kept = store.keep(MEDIA, SHELF, &webp()).unwrap();
    assert_eq!(store.find(MEDIA, SHELF), Some(kept));
}

#[test]
fn a_damaged_picture_is_absent() {
    let (_folder, store) = store();
    for picture in [jpeg(), webp()] {
        let kept = store.keep(MEDIA, SHELF, &picture).unwrap();
        fs::write(&kept.path, &picture.bytes[..picture.bytes.len() - 1]).unwrap();
        assert_eq!(store.find(MEDIA, SHELF), None, "cut {:?}", picture.format);
        fs::write(&kept.path, vec![0; picture.bytes.len()]).unwrap();
        assert_eq!(store.find(MEDIA, SHELF), None, "zeroed {:?}", picture.format);
    }
}

#[test]
fn words_come_back_and_damaged_ones_are_absent() {
    let (_folder, store) = store();
    store.keep_text(MEDIA, &["one".into(), "ثلاثة".into()]).unwrap();
    assert_eq!(store.text(MEDIA).unwrap()[1], "ثلاثة");
    let path = store.place(MEDIA, &text_name(MEDIA)).unwrap();
    fs::write(path, b"[\"one\",\"t").unwrap();
    assert_eq!(store.text(MEDIA), None);
}

#[test]
fn the_folder_may_go_away_while_running() {
    let (folder, store) = store();
    store.keep(MEDIA, SHELF, &jpeg()).unwrap();
    fs::remove_dir_all(folder.path().join("cache")).unwrap();
    assert_eq!(store.find(MEDIA, SHELF), None);
    store.keep(MEDIA, SHELF, &jpeg()).unwrap();
    assert!(store.find(MEDIA, SHELF).is_some());
}

#[test]
fn old_leftovers_of_interrupted_writes_are_removed_and_those_of_living_shows_are_not() {
    let (_folder, store) = store();
    let unfinished = store.folder.join(UNFINISHED);
    fs::create_dir_all(&unfinished).unwrap();
    let (left, living) = (unfinished.join("1-1"), unfinished.join("2-1"));
    for path in [&left, &living] {
        fs::write(path, "half").unwrap();
    }
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(86_400);
    File::options()
        .write(true)
        .open(&left)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    let other = Store::open(store.folder.clone());
    other.sweep();
    assert!(!left.exists() && living.exists());
}

#[test]
fn a_leftover_of_a_process_with_our_number_is_not_in_the_way() {
    let (_folder, store) = store();
    let unfinished = store.folder.join(UNFINISHED);
    fs::create_dir_all(&unfinished).unwrap();
    let theirs = unfinished.join(format!("{}-0", std::process::id()));
    fs::write(&theirs, "being written").unwrap();
    let kept = store.keep(MEDIA, SHELF, &jpeg()).unwrap();
    assert_eq!(fs::read(kept.path).unwrap(), jpeg().bytes);
    assert_eq!(fs::read(theirs).unwrap(), b"being written");
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_with_its_path_and_is_tried_again() {
    let (_folder, store) = store();
    fs::write(&store.folder, "a file in the way").unwrap();
    let error = store.keep(MEDIA, SHELF, &jpeg()).unwrap_err();
    assert!(error.to_string().contains("ab12cd-photo-shelf"), "{error}");
    fs::remove_file(&store.folder).unwrap();
    store.keep(MEDIA, SHELF, &jpeg()).unwrap();
}

#[test]
fn a_folder_that_cannot_be_written_is_left_alone_for_a_while() {
    let (_folder, store) = store();
    let store = Store::open(store.folder.clone());
    fs::write(&store.folder, "a file in the way").unwrap();
    assert!(!store.is_stuck());
    store.keep(MEDIA, SHELF, &jpeg()).unwrap_err();
    assert!(store.is_stuck() && store.clone().is_stuck());
    let error = store.keep(MEDIA, SHELF, &jpeg()).unwrap_err();
    assert!(matches!(error, StoreError::Resting), "{error}");
}

#[test]
fn the_census_counts_pictures_and_words_and_nothing_else() {
    const WHOLE: &str = "ab12cdab12cdab12cdab12cdab12cdab";
    let (_folder, store) = store();
    let kept = store.keep(WHOLE, SHELF, &jpeg()).unwrap();
    store.keep_text(WHOLE, &["one".into()]).unwrap();
    for stranger in ["ab/notes.txt", "holiday.jpg", "ab/ab12cd-photo-shelf-v1.jpg"] {
        fs::write(store.folder.join(stranger), "a stranger").unwrap();
    }
    let mut found = store.census(&|| false);
    found.sort_by(|a, b| a.stem.cmp(&b.stem));
    let stems: Vec<&str> = found.iter().map(|found| found.stem.as_str()).collect();
    assert_eq!(stems, [SHELF.file_stem(WHOLE), stem_of_text(WHOLE)]);
    assert_eq!(found[0].media, WHOLE);
    assert_eq!(found[0].bytes, jpeg().bytes.len() as u64);
    store.discard(&found[0].stem);
    assert!(!kept.path.exists());
    store.discard("../../etc/passwd");
}

#[test]
fn a_name_that_is_a_path_reaches_nothing() {
    let (_folder, store) = store();
    for media in ["", "a", "../../etc", "ab/cd", "AB12", "ab\0c"] {
        assert!(store.keep(media, SHELF, &jpeg()).is_err(), "{media:?}");
        assert_eq!(store.find(media, SHELF), None);
    }
}
