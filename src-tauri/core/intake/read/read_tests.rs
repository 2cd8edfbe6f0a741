//! Every kind of file, recognised by its bytes under a name that lies.

use std::fs;
use std::path::Path;

use super::*;
use crate::rendition::samples::fixture;

fn reading_of(bytes: &[u8]) -> Reading {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lies.docx.jpg");
    fs::write(&path, bytes).unwrap();
    read(&path)
}

fn refusal_of(bytes: &[u8]) -> (ProblemCode, String) {
    match reading_of(bytes) {
        Reading::Refused(refusal) => (refusal.code, refusal.what),
        other => panic!("{other:?}"),
    }
}

fn stored_zip(first: &str, content: &str) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.extend([0; 22]);
    bytes.extend((first.len() as u16).to_le_bytes());
    bytes.extend([0; 2]);
    bytes.extend(first.bytes().chain(content.bytes()));
    bytes
}

#[test]
fn kinds_that_are_not_shown_are_named() {
    let cases: &[(&[u8], &str)] = &[
        (b"II*\0\x10\0\0\0CR\x02\0", "camera raw"),
        (b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1eSpeex   ", "OGG"),
        (b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x2a\x80theora", "OGV"),
        (b"FORM\0\0\x89\xfeAIFFCOMM", "AIFF"),
        (b"caff\0\x01\0\0desc", "CAF"),
        (b".snd\0\0\0\x20", "AU"),
        (b"wvpk\x10\0\0\0", "WavPack"),
        (b"\x0b\x77\x8e\x5d", "AC-3"),
        (b"\xff\xf1\x50\x80\x02\x1f\xfc", "AAC"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "DOC, PPT or XLS"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03", "GZIP"),
    ];
    for (bytes, what) in cases {
        assert_eq!(refusal_of(bytes), (ProblemCode::KindNotShown, (*what).to_owned()));
    }
}

#[test]
fn documents_in_archives_are_told_apart() {
    let odt = "application/vnd.oasis.opendocument.text";
    let cases = [
        (stored_zip("mimetype", odt), "ODT"),
        (stored_zip("[Content_Types].xml", "..word/document.xml.."), "DOCX"),
        (
            stored_zip("[Content_Types].xml", "..ppt/presentation.xml.."),
            "PPTX",
        ),
        (stored_zip("[Content_Types].xml", "..xl/workbook.xml.."), "XLSX"),
        (stored_zip("photos/1.jpg", ""), "ZIP"),
    ];
    for (bytes, what) in cases {
        assert_eq!(refusal_of(&bytes), (ProblemCode::KindNotShown, what.to_owned()));
    }
    // Told by its first bytes, and then opened.
    let half = stored_zip("mimetype", "application/epub+zip");
    assert_eq!(refusal_of(&half), (ProblemCode::FileDamaged, "EPUB".to_owned()));
}

#[test]
fn text_is_text_in_any_writing() {
    let utf16: Vec<u8> = "\u{feff}Légende"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases = [
        "A caption",
        "صورة",
        "\u{feff}WEBVTT\n",
        "BM is not a bitmap here",
        "<html><svg/></html>",
        "%PD",
        "The free market",
        "ID3 and MZ",
    ];
    for text in cases {
        assert_eq!(
            reading_of(text.as_bytes()),
            Reading::Text(TextReading::default()),
            "{text}"
        );
    }
    assert_eq!(reading_of(&utf16), Reading::Text(TextReading::default()));
    assert_eq!(
        reading_of(b"Caf\xe9 latin"),
        Reading::Text(TextReading::default())
    );
    // A cut in the middle of a letter, as the end of the part that is looked at may be.
    assert_eq!(
        reading_of(&"é".as_bytes()[..1]),
        Reading::Text(TextReading::default())
    );
}

#[test]
fn nothing_and_noise() {
    assert_eq!(refusal_of(b"").0, ProblemCode::FileEmpty);
    assert_eq!(refusal_of(&[0; 5000]).0, ProblemCode::KindUnknown);
    assert_eq!(refusal_of(&[7, 3, 200, 0, 0, 1, 255]).0, ProblemCode::KindUnknown);
}

#[test]
fn what_cannot_be_opened_is_unreadable() {
    let folder = tempfile::tempdir().unwrap();
    for path in [folder.path(), &folder.path().join("gone")] {
        let Reading::Refused(refusal) = read(path) else {
            panic!("{}", path.display())
        };
        assert_eq!(refusal.code, ProblemCode::FileUnreadable);
    }
}

#[test]
fn drawings_are_found_behind_what_comes_before_them() {
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20.4"/>"#;
    let doctype = r#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/svg11.dtd">"#;
    for before in [
        "",
        "<?xml version=\"1.0\"?>\n",
        "\u{feff}<!-- <html> -->",
        doctype,
    ] {
        let Reading::Photo(photo) = reading_of(format!("{before}{drawing}").as_bytes()) else {
            panic!("{before}")
        };
        assert_eq!(
            (photo.format.as_str(), photo.width, photo.height),
            ("SVG", 30, 20)
        );
    }
}

#[test]
fn a_compressed_drawing_is_a_drawing() {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed
        .write_all(br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 9"/>"#)
        .unwrap();
    let Reading::Photo(photo) = reading_of(&packed.finish().unwrap()) else {
        panic!("not a photo")
    };
    assert_eq!((photo.width, photo.height), (8, 9));
}

fn film(path: &Path) -> crate::intake::reading::FilmReading {
    match read(path) {
        Reading::Film(film) => film,
        other => panic!("{}: {other:?}", path.display()),
    }
}

#[test]
fn films_of_the_mp4_family() {
    let turned = film(&fixture("turned.mp4"));
    assert_eq!(
        (turned.container.as_str(), turned.width, turned.height),
        ("MP4", 36, 64)
    );
    assert_eq!(turned.title.as_deref(), Some("Harbour at dawn"));
    assert!(turned.sound);
    assert!((1.0..1.3).contains(&turned.seconds), "{}", turned.seconds);
    assert!(turned.mime.starts_with("video/mp4; codecs=\"avc1.") && turned.mime.ends_with(", mp4a.40.2\""));

    let late = film(&fixture("late-contents.mov"));
    assert_eq!(
        (late.container.as_str(), late.sound, late.width),
        ("MOV", false, 64)
    );
    assert!(
        late.mime.starts_with("video/quicktime; codecs=\"avc1."),
        "{}",
        late.mime
    );

    assert!(
        film(&fixture("hevc.mp4"))
            .mime
            .starts_with("video/mp4; codecs=\"hvc1.1.6.L")
    );
    assert!(
        film(&fixture("av1.mp4"))
            .mime
            .starts_with("video/mp4; codecs=\"av01.0.00M.08")
    );
    let fragments = film(&fixture("fragments.mp4"));
    assert_eq!(
        (fragments.width, fragments.height, fragments.sound),
        (64, 36, true)
    );
}

#[test]
fn films_in_other_containers() {
    let webm = film(&fixture("film.webm"));
    assert_eq!(
        (webm.container.as_str(), webm.mime.as_str()),
        ("WebM", "video/webm; codecs=\"vp9, opus\"")
    );
    assert_eq!(
        (webm.width, webm.height, webm.title.as_deref()),
        (64, 36, Some("Market"))
    );
    assert!((0.9..1.2).contains(&webm.seconds), "{}", webm.seconds);
    let mkv = film(&fixture("film.mkv"));
    assert_eq!(mkv.container, "MKV");
    assert!(mkv.mime.starts_with("video/x-matroska; codecs=\"avc1.") && mkv.mime.ends_with(", mp4a.40.2\""));
    assert_eq!(film(&fixture("film.avi")).container, "AVI");
    assert_eq!(film(&fixture("film.ts")).mime, "video/mp2t");
}

#[test]
fn sound_alone_is_not_a_film() {
    for (name, what) in [
        ("sound-only.mp4", "MP4"),
        ("sound-only.mov", "MOV"),
        ("sound-only.webm", "WebM"),
    ] {
        let Reading::Refused(refusal) = read(&fixture(name)) else {
            panic!("{name}")
        };
        assert_eq!(
            (refusal.code, refusal.what.as_str()),
            (ProblemCode::KindNotShown, what)
        );
    }
}

#[test]
fn recordings_say_what_they_are_and_how_long() {
    for (name, format, mime) in [
        ("sound.m4a", "M4A", "audio/mp4; codecs=\"mp4a.40.2\""),
        ("sound.mp3", "MP3", "audio/mpeg"),
        ("sound.wav", "WAV", "audio/wav"),
        ("sound.ogg", "OGG", "audio/ogg"),
        ("sound.opus", "Opus", "audio/ogg; codecs=opus"),
        ("sound.flac", "FLAC", "audio/flac"),
    ] {
        let Reading::Sound(sound) = read(&fixture(name)) else {
            panic!("{name}: {:?}", read(&fixture(name)))
        };
        assert_eq!((sound.format.as_str(), sound.mime.as_str()), (format, mime));
        assert!((0.3..1.6).contains(&sound.seconds), "{name}: {}", sound.seconds);
    }
}

#[test]
fn recordings_that_are_not_there_are_damaged() {
    for (bytes, format) in [
        (&b"RIFF\x24\0\0\0WAVEfmt "[..], "WAV"),
        (b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead", "Opus"),
        (b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1e\x01vorbis", "OGG"),
        (b"fLaC\0\0\0\x22", "FLAC"),
        (b"ID3\x04\0\0\0\0\0\0", "MP3"),
    ] {
        assert_eq!(refusal_of(bytes), (ProblemCode::FileDamaged, format.to_owned()));
    }
}

#[test]
fn damaged_recordings_are_never_a_panic() {
    for name in [
        "sound.mp3",
        "sound.wav",
        "sound.ogg",
        "sound.opus",
        "sound.flac",
        "sound.m4a",
    ] {
        let whole = fs::read(fixture(name)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sound");
        for place in (0..whole.len().min(600)).step_by(2) {
            let mut broken = whole.clone();
            broken[place] ^= 0xa5;
            fs::write(&path, &broken).unwrap();
            drop(read(&path));
        }
        for part in 0..40 {
            fs::write(&path, &whole[..whole.len() * part / 40]).unwrap();
            drop(read(&path));
        }
    }
}

#[test]
fn films_tell_their_codec() {
    for (name, kind) in [
        ("turned.mp4", "MP4, H.264"),
        ("late-contents.mov", "MOV, H.264"),
        ("hevc.mp4", "MP4, HEVC"),
        ("av1.mp4", "MP4, AV1"),
        ("film.webm", "WebM, VP9"),
        ("film.mkv", "MKV, H.264"),
        ("film.avi", "AVI, MPEG-4 Part 2"),
        ("xvid.avi", "AVI, MPEG-4 Part 2"),
        ("film.ts", "MPEG-TS, H.264"),
        ("mpeg2.ts", "MPEG-TS, MPEG-2"),
    ] {
        assert_eq!(film::kind(&film(&fixture(name))), kind, "{name}");
    }
    let xvid = film(&fixture("xvid.avi"));
    assert_eq!((xvid.width, xvid.height, xvid.sound), (64, 36, false));
    assert!((0.35..0.45).contains(&xvid.seconds), "{}", xvid.seconds);
    assert!(film(&fixture("mpeg2.ts")).sound);
}

#[test]
fn films_that_are_brighter_than_a_screen_say_so() {
    for (name, hdr) in [
        ("hdr.mp4", Some("PQ")),
        ("hlg.mkv", Some("HLG")),
        ("hevc.mp4", None),
        ("film.webm", None),
    ] {
        assert_eq!(film(&fixture(name)).hdr.as_deref(), hdr, "{name}");
    }
}

#[test]
fn a_film_that_lies_on_its_side_is_upright_in_matroska_too() {
    let turned = film(&fixture("hlg.mkv"));
    assert_eq!((turned.width, turned.height), (36, 64));
}

#[test]
fn damaged_headers_of_films_are_never_a_panic() {
    type Look = fn(&Path);
    let tried: [(&str, Look); 4] = [
        ("xvid.avi", |path| drop(read(path))),
        ("mpeg2.ts", |path| drop(read(path))),
        ("hdr.mp4", |path| drop(read(path))),
        ("hlg.mkv", |path| {
            drop(shine::matroska(&mut File::open(path).unwrap()))
        }),
    ];
    for (name, look) in tried {
        let whole = fs::read(fixture(name)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film");
        // All that is looked at lies near the beginning, or near the end.
        let places = (0..300).chain(whole.len() - 500..whole.len()).step_by(2);
        for place in places {
            let mut broken = whole.clone();
            broken[place] ^= 0xa5;
            fs::write(&path, &broken).unwrap();
            look(&path);
        }
    }
}

#[test]
fn half_a_film_is_damaged_wherever_it_is_cut() {
    for name in [
        "turned.mp4",
        "late-contents.mov",
        "hevc.mp4",
        "film.webm",
        "film.mkv",
    ] {
        let whole = fs::read(fixture(name)).unwrap();
        for part in 1..20 {
            let cut = &whole[..whole.len() * part / 20];
            assert_eq!(refusal_of(cut).0, ProblemCode::FileDamaged, "{name} at {part}/20");
        }
    }
}
