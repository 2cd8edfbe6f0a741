//! Where a photo was taken, with whose camera, and who is in it, leaves neither the folder in a rendition nor in the
//! catalogue; what its maker wrote for the public does.

use std::fs;
use std::path::Path;

use image::{DynamicImage, ImageFormat};

use crate::intake::read::read;
use crate::rendition::photo::make;
use crate::rendition::recipe::Size;
use crate::rendition::samples::{exif, file, fixture, jpeg, two_halves};

/// Everything private in the files below, in letters.
const SECRETS: [&str; 4] = ["Secret", "SN-12345", "Ada Tester", "50.8465"];

/// Blocks that carry words about a picture, by how they begin in a file.
const BLOCKS: [&[u8]; 10] = [
    b"Exif\0",
    b"EXIF",
    b"eXIf",
    b"http://ns.adobe.com",
    b"XMP ",
    b"xpacket",
    b"Photoshop",
    b"8BIM",
    b"iTXt",
    b"tEXt",
];

fn told() -> Vec<u8> {
    let fields: &[(u16, u16, &[u8])] = &[
        (0x010f, 2, b"Secret Cameras\0"),
        (0x0110, 2, b"Secret Model\0"),
        (0x9286, 7, b"ASCII\0\0\0Secret comment"),
        (0xa430, 2, b"Ada Tester\0"),
        (0xa431, 2, b"SN-12345\0"),
    ];
    exif(fields).1
}

fn xmp() -> String {
    r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="50.8465N"
    xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:OwnerName="Ada Tester" aux:SerialNumber="SN-12345"/>
    </rdf:RDF></x:xmpmeta>"#
        .to_owned()
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut checksum = flate2::Crc::new();
    checksum.update(name);
    checksum.update(body);
    [
        &(body.len() as u32).to_be_bytes()[..],
        name,
        body,
        &checksum.sum().to_be_bytes(),
    ]
    .concat()
}

fn riff_chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let pad = vec![0; body.len() % 2];
    [&name[..], &(body.len() as u32).to_le_bytes(), body, &pad].concat()
}

/// One file of each kind with everything that can be said about a person in it.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let image = DynamicImage::ImageRgb8(two_halves(64, 48));
    let (told, xmp) = (told(), xmp());
    let tiff = &told[6..];
    let iptc = {
        let record = [&[0x1c, 2, 90, 0, 12][..], b"Secret Place"].concat();
        [
            &b"Photoshop 3.0\08BIM\x04\x04\0\0"[..],
            &(record.len() as u32).to_be_bytes(),
            &record,
        ]
        .concat()
    };
    let packet = [b"http://ns.adobe.com/xap/1.0/\0", xmp.as_bytes()].concat();
    let mut png = file(&image, ImageFormat::Png);
    let words = [
        chunk(b"eXIf", tiff),
        chunk(
            b"iTXt",
            &[&b"XML:com.adobe.xmp\0\0\0\0\0"[..], xmp.as_bytes()].concat(),
        ),
        chunk(b"tEXt", b"Comment\0Secret"),
    ];
    png.splice(33..33, words.concat());
    let webp = {
        let still = file(&image, ImageFormat::WebP);
        let header = [&[0x0c, 0, 0, 0][..], &[63, 0, 0, 47, 0, 0]].concat();
        let body = [
            &b"WEBP"[..],
            &riff_chunk(b"VP8X", &header),
            &still[12..],
            &riff_chunk(b"EXIF", tiff),
            &riff_chunk(b"XMP ", xmp.as_bytes()),
        ]
        .concat();
        riff_chunk(b"RIFF", &body)
    };
    let mut gif = file(&image, ImageFormat::Gif);
    let end = gif.pop().unwrap();
    gif.extend([&[0x21, 0xfe, 6][..], b"Secret", &[0, end]].concat());
    let bmp = [file(&image, ImageFormat::Bmp), b"Secret".to_vec()].concat();
    let plain_tiff = [file(&image, ImageFormat::Tiff), b"Secret".to_vec()].concat();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='48'><metadata>Secret Ada Tester</metadata>\
        <rect width='64' height='48' fill='red'/></svg>";
    let mut files = vec![
        (
            "JPEG",
            jpeg(64, 48, &[(1, told.clone()), (1, packet), (13, iptc)]),
        ),
        ("PNG", png),
        ("WebP", webp),
        ("GIF", gif),
        ("BMP", bmp),
        ("TIFF", plain_tiff),
        ("SVG", svg.into()),
    ];
    if cfg!(feature = "heic") {
        files.push(("HEIC", fs::read(fixture("phone.heic")).unwrap()));
    }
    if cfg!(feature = "jpeg-xl") {
        let mut jxl = fs::read(fixture("wide.jxl")).unwrap();
        for (name, body) in [
            (b"Exif", [&[0; 4][..], tiff].concat()),
            (b"xml ", xmp.clone().into_bytes()),
        ] {
            jxl.extend([&(8 + body.len() as u32).to_be_bytes()[..], name, &body].concat());
        }
        files.push(("JPEG XL", jxl));
    }
    files
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn in_file<T>(bytes: &[u8], look: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo");
    fs::write(&path, bytes).unwrap();
    look(&path)
}

#[test]
fn no_rendition_says_anything_about_anybody() {
    for (kind, bytes) in files() {
        assert!(
            SECRETS.iter().any(|secret| holds(&bytes, secret.as_bytes())),
            "{kind} has nothing to hide"
        );
        let sizes = [Size::Shelf, Size::Screen];
        let pictures = in_file(&bytes, |path| make(path, &sizes))
            .unwrap_or_else(|refusal| panic!("{kind}: {refusal:?}"));
        assert_eq!(pictures.len(), 2);
        for (size, picture) in pictures {
            for words in SECRETS.iter().map(|secret| secret.as_bytes()).chain(BLOCKS) {
                assert!(
                    !holds(&picture.bytes, words),
                    "{kind} {size:?}: {}",
                    words.escape_ascii()
                );
            }
        }
    }
}

/// A catalogue is made of readings and file names alone.
#[test]
fn no_reading_says_anything_private() {
    for (kind, bytes) in files() {
        let reading = serde_json::to_string(&in_file(&bytes, read)).unwrap();
        assert!(reading.contains(kind), "{reading}");
        for secret in SECRETS {
            assert!(!reading.contains(secret), "{kind}: {reading}");
        }
    }
}
