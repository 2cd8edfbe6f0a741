//! Files made to break whoever opens them: the show goes on, each costs one problem at most, and nothing hangs.

use std::io::Write;

use flate2::write::{GzEncoder, ZlibEncoder};
use flate2::{Compress, Compression, FlushCompress};
use vitrine_core::messages::ProblemCode;

use crate::support::{Folder, Server};
use crate::{photos, stand};

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// This many megabytes of zeros, packed. One packed megabyte is written again and again: packing them all takes minutes.
fn packed_zeros(megabytes: usize) -> Vec<u8> {
    let mut packer = Compress::new(Compression::fast(), false);
    let mut block = Vec::with_capacity(1 << 16);
    packer
        .compress_vec(&vec![0; 1 << 20], &mut block, FlushCompress::Full)
        .unwrap();
    let check = (megabytes << 20) % 65_521;
    let check = (u32::try_from(check).expect("small") << 16 | 1).to_be_bytes();
    [b"\x78\x01", &block.repeat(megabytes)[..], b"\x03\0", &check].concat()
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [name, body].concat();
    let mut crc = flate2::Crc::new();
    crc.update(&named);
    let length = u32::try_from(body.len()).expect("short");
    [&length.to_be_bytes()[..], &named, &crc.sum().to_be_bytes()].concat()
}

/// A PNG of one bit for each pixel, its data packed already.
fn png(width: u32, height: u32, more: &[u8], data: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n",
        &chunk(b"IHDR", &header)[..],
        more,
        &chunk(b"IDAT", data),
        &chunk(b"IEND", b""),
    ]
    .concat()
}

fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = crate::support::folder::photo(64, 48, 1);
    let frame = bytes
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .expect("a JPEG has a frame");
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

fn gif(width: u16, height: u16) -> Vec<u8> {
    let size = [width.to_le_bytes(), height.to_le_bytes()].concat();
    [
        &b"GIF89a"[..],
        &size,
        b"\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0",
        &size,
        b"\0\x02\x02\x44\x01\0\x3b",
    ]
    .concat()
}

/// A lossless WebP that announces these sides and holds a few bytes of data.
fn webp(width: u32, height: u32) -> Vec<u8> {
    let sides = (width - 1) | (height - 1) << 14;
    let data = [&[0x2f][..], &sides.to_le_bytes(), &[0x88; 27]].concat();
    let size = u32::try_from(data.len()).expect("short");
    [
        b"RIFF",
        &(size + 12).to_le_bytes()[..],
        b"WEBPVP8L",
        &size.to_le_bytes(),
        &data,
    ]
    .concat()
}

fn tiff(width: u32, height: u32) -> Vec<u8> {
    let entry = |tag: u16, value: u32| {
        [
            &tag.to_le_bytes()[..],
            &4_u16.to_le_bytes(),
            &1_u32.to_le_bytes(),
            &value.to_le_bytes(),
        ]
        .concat()
    };
    let entries = [
        (256, width),
        (257, height),
        (258, 8),
        // Packed bits: a short strip may stand for any number of pixels.
        (259, 32773),
        (262, 1),
        (273, 200),
        (277, 1),
        (278, height),
        (279, 16),
    ];
    let mut bytes = b"II*\0\x08\0\0\0\x09\0".to_vec();
    bytes.extend(entries.iter().flat_map(|(tag, value)| entry(*tag, *value)));
    bytes.resize(200, 0);
    bytes.extend([0x81, 0].repeat(8));
    bytes
}

fn svgz() -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer
        .write_all(b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">")
        .unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..80 {
        packer.write_all(&block).unwrap();
    }
    packer.write_all(b"</svg>").unwrap();
    packer.finish().unwrap()
}

/// One page whose content, unpacked twice, is larger than the memory of a render worker.
fn pdf() -> Vec<u8> {
    let content = zlib(&packed_zeros(3000));
    let mut file = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R >>\nendobj\n"
        .to_vec();
    let length = content.len();
    write!(
        file,
        "4 0 obj\n<< /Length {length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n"
    )
    .unwrap();
    file.extend(content);
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
    file
}

/// Says of one member of a few bytes that it unpacks to four gigabytes.
fn zip() -> Vec<u8> {
    let body = zlib(&[0; 4096]);
    let packed = u32::try_from(body.len()).expect("short").to_le_bytes();
    let sizes = [&[0; 4][..], &packed, &[0xff; 4], &[5, 0, 0, 0]].concat();
    let local = [b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0", &sizes[..], b"bombs", &body].concat();
    let listed = [
        b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0",
        &sizes[..],
        &[0; 14],
        b"bombs",
    ]
    .concat();
    let (at, length) = (local.len() as u32, listed.len() as u32);
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0",
        &length.to_le_bytes()[..],
        &at.to_le_bytes(),
        b"\0\0",
    ]
    .concat();
    [local, listed, end].concat()
}

#[test]
fn bombs_cost_one_problem_each_and_the_show_goes_on() {
    use ProblemCode::{FileDamaged, FileQuarantined, FileTooLarge, KindNotShown};
    let folder = Folder::new();
    let bombs: &[(&str, Vec<u8>, &[ProblemCode])] = &[
        ("sides.jpg", jpeg_of(65_500, 65_500), &[FileTooLarge]),
        (
            "sides.png",
            png(65_535, 65_535, b"", &zlib(&[0; 99])),
            &[FileTooLarge],
        ),
        ("sides.gif", gif(65_535, 65_535), &[FileTooLarge]),
        ("sides.webp", webp(16_384, 16_384), &[FileTooLarge, FileDamaged]),
        ("sides.tif", tiff(65_535, 65_535), &[FileTooLarge]),
        (
            "long.png",
            png(u32::MAX >> 1, 1, b"", &zlib(&[0; 99])),
            &[FileTooLarge],
        ),
        ("packed.svgz", svgz(), &[FileTooLarge]),
        ("archive.zip", zip(), &[KindNotShown]),
        // Whatever the decoder makes of these, it is said once.
        ("pages.pdf", pdf(), &[FileQuarantined, FileDamaged, FileTooLarge]),
        (
            "little.png",
            png(20_000, 9000, b"", &zlib(&[0; 99])),
            &[FileDamaged],
        ),
    ];
    folder.put_photo("1 One/good.jpg", 300, 200, 1);
    for (name, bytes, _) in bombs {
        folder.put(&format!("2 Bombs/{name}"), bytes);
    }
    let server = Server::start(&folder);
    let all = |now: &vitrine_core::messages::Catalogue| now.problems.len() >= bombs.len();
    let now = server.wait_for("a problem for each bomb", |now| {
        all(now) && photos(now, "One") == 1
    });
    for (name, _, codes) in bombs {
        let file = format!("2 Bombs/{name}");
        let problems: Vec<_> = now
            .problems
            .iter()
            .filter(|problem| problem.file == file)
            .collect();
        assert!(
            matches!(problems[..], [problem] if codes.contains(&problem.code)),
            "{name}: {problems:?}"
        );
    }
    folder
        .put_photo("1 One/later.jpg", 300, 200, 2)
        .put_publication("2 Bombs/pages.pdf", 2);
    server.wait_for("a photo that came later and a sound publication", |now| {
        photos(now, "One") == 2
            && now
                .problems
                .iter()
                .all(|problem| problem.file != "2 Bombs/pages.pdf")
    });
}

#[test]
fn what_unpacks_within_the_limits_is_shown() {
    let folder = Folder::new();
    let profile = [&b"bomb\0\0"[..], &packed_zeros(300)].concat();
    let words = [&b"Comment\0\0"[..], &packed_zeros(300)].concat();
    let data = zlib(&[0; 2 * 9]);
    folder
        .put("1 One/profile.png", png(8, 9, &chunk(b"iCCP", &profile), &data))
        .put("1 One/words.png", png(8, 9, &chunk(b"zTXt", &words), &data))
        .put("1 One/drawing.svg", DRAWING)
        .put_photo("1 One/good.jpg", 300, 200, 1);
    let server = Server::start(&folder);
    let now = server.wait_for("every file, shown or told of", |now| {
        photos(now, "One") + now.problems.len() >= 4
    });
    assert_eq!(photos(&now, "One") + now.problems.len(), 4, "{:?}", now.problems);
    assert!(photos(&now, "One") >= 2);
}

/// Asks for files of this machine and of others.
const DRAWING: &str = r#"<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<?xml-stylesheet href="http://127.0.0.1:9/style.css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">
<style>@import url("http://127.0.0.1:9/more.css"); @font-face { src: url("file:///etc/passwd"); }</style>
<image xlink:href="file:///etc/passwd" width="9" height="9"/>
<image xlink:href="http://127.0.0.1:9/picture.png" width="9" height="9"/>
<use xlink:href="file:///etc/passwd#a"/>
<script>fetch("http://127.0.0.1:9")</script>
<foreignObject width="9" height="9"><iframe src="file:///etc/passwd"/></foreignObject>
<rect width="20" height="10" fill="url(file:///etc/passwd#b)"/>
</svg>"#;

#[test]
fn ten_thousand_pages_are_a_publication() {
    let folder = Folder::new();
    folder.put_publication("1 One/encyclopaedia.pdf", 10_000);
    let server = Server::start(&folder);
    let now = server.wait_for("the publication", |now| {
        stand(now, "One").is_some_and(|stand| stand.publications.len() == 1) || !now.problems.is_empty()
    });
    assert_eq!(now.problems, []);
    assert_eq!(
        stand(&now, "One").unwrap().publications[0].editions[0].pages,
        10_000
    );
}
