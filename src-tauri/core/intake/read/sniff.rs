//! Tells kinds of files apart by how they begin.

use image::ImageFormat;

use super::format::PictureFormat;
use super::shortcut::{self, Make};

/// How many bytes of a file are looked at.
pub(crate) const HEAD: u64 = 4096;

/// A recording, by its coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sound {
    Mp3,
    Wav,
    Vorbis,
    Opus,
    Flac,
}

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Empty,
    Text,
    Unknown,
    /// Recognised, but not for this show.
    NotShown(&'static str),
    /// EPUB, office documents and archives look alike from here.
    Zip,
    Picture(PictureFormat),
    /// A link to the web.
    Shortcut(Make),
    /// Plain or compressed.
    Svg,
    Pdf,
    /// Films and sounds of the MP4 family.
    Mp4,
    Matroska,
    Avi,
    /// MPEG-TS; the size of a packet in bytes, and where its first byte stands.
    TransportStream(u64, u64),
    /// Something to hear.
    Sound(Sound),
    /// A film that is recognised without being looked into.
    Film(&'static str),
}

const fn common(format: ImageFormat) -> Kind {
    Kind::Picture(PictureFormat::Common(format))
}

/// Beginnings that decide on their own.
const BEGINNINGS: &[(&[u8], Kind)] = &[
    (b"\xff\xd8\xff", common(ImageFormat::Jpeg)),
    (b"\x89PNG\r\n\x1a\n", common(ImageFormat::Png)),
    (b"GIF87a", common(ImageFormat::Gif)),
    (b"GIF89a", common(ImageFormat::Gif)),
    (b"II*\0", common(ImageFormat::Tiff)),
    (b"MM\0*", common(ImageFormat::Tiff)),
    (b"II+\0", common(ImageFormat::Tiff)),
    (b"MM\0+", common(ImageFormat::Tiff)),
    (b"\xff\x0a", Kind::Picture(PictureFormat::JpegXl)),
    (b"\0\0\0\x0cJXL \r\n\x87\n", Kind::Picture(PictureFormat::JpegXl)),
    (b"\0\0\0\x0cjP  \r\n\x87\n", Kind::NotShown("JPEG 2000")),
    (b"8BPS", Kind::NotShown("PSD")),
    (b"\x1a\x45\xdf\xa3", Kind::Matroska),
    (b"\0\0\x01\xba", Kind::Film("MPEG-PS")),
    (b"\0\0\x01\xb3", Kind::Film("MPEG-PS")),
    (b"FLV\x01", Kind::NotShown("FLV")),
    (b"ID3\x02", Kind::Sound(Sound::Mp3)),
    (b"ID3\x03", Kind::Sound(Sound::Mp3)),
    (b"ID3\x04", Kind::Sound(Sound::Mp3)),
    (b"fLaC", Kind::Sound(Sound::Flac)),
    (b"MThd", Kind::NotShown("MIDI")),
    (b"#!AMR", Kind::NotShown("AMR")),
    (b".snd\0\0\0", Kind::NotShown("AU")),
    (b"caff\0\x01", Kind::NotShown("CAF")),
    (b"wvpk", Kind::NotShown("WavPack")),
    (b"MAC \x96\x0f", Kind::NotShown("APE")),
    (b"\x0b\x77", Kind::NotShown("AC-3")),
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Kind::NotShown("DOC, PPT or XLS"),
    ),
    (b"{\\rtf", Kind::NotShown("RTF")),
    (b"%!PS", Kind::NotShown("PostScript")),
    (b"Rar!\x1a\x07", Kind::NotShown("RAR")),
    (b"7z\xbc\xaf\x27\x1c", Kind::NotShown("7Z")),
    (b"MZ\x90\0", Kind::NotShown("program")),
    (b"\x7fELF", Kind::NotShown("program")),
    (b"SQLite format 3\0", Kind::NotShown("database")),
    (b"bplist00", Kind::Shortcut(Make::Mac)),
];

/// What a file that begins with `head` seems to be.
pub(crate) fn kind(head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Empty;
    }
    if let Some(raw) = camera_raw(head) {
        return Kind::NotShown(raw);
    }
    if let Some((_, kind)) = BEGINNINGS
        .iter()
        .find(|(beginning, _)| head.starts_with(beginning))
    {
        return *kind;
    }
    riff(head)
        .or_else(|| aiff(head))
        .or_else(|| windows_media(head))
        .or_else(|| mp4_family(head))
        .or_else(|| ogg(head))
        .or_else(|| bitmap(head))
        .or_else(|| transport_stream(head))
        .or_else(|| gzip(head))
        .or_else(|| pdf(head))
        .or_else(|| mp3_frame(head))
        .or_else(|| text(head))
        .unwrap_or(Kind::Unknown)
}

/// Raw photos are TIFF files whose first picture is only a preview.
fn camera_raw(head: &[u8]) -> Option<&'static str> {
    let canon = head.get(8..10) == Some(b"CR") && (head.starts_with(b"II*\0") || head.starts_with(b"MM\0*"));
    let other =
        head.starts_with(b"IIRO") || head.starts_with(b"IIU\0") || head.starts_with(b"FUJIFILMCCD-RAW");
    (canon || other).then_some("camera raw")
}

fn riff(head: &[u8]) -> Option<Kind> {
    if !head.starts_with(b"RIFF") {
        return None;
    }
    match head.get(8..12)? {
        b"RMID" => Some(Kind::NotShown("MIDI")),
        b"WEBP" => Some(common(ImageFormat::WebP)),
        b"AVI " => Some(Kind::Avi),
        b"WAVE" => Some(Kind::Sound(Sound::Wav)),
        _ => None,
    }
}

/// Films and sounds look alike but for the kinds of their streams.
fn windows_media(head: &[u8]) -> Option<Kind> {
    const FILM: &[u8] = b"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b";
    const SOUND: &[u8] = b"\x40\x9e\x69\xf8\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b";
    let has = |stream: &[u8]| head.windows(stream.len()).any(|window| window == stream);
    let is_sound = has(SOUND) && !has(FILM);
    head.starts_with(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")
        .then_some(Kind::NotShown(if is_sound { "WMA" } else { "WMV" }))
}

fn aiff(head: &[u8]) -> Option<Kind> {
    let kind = head.strip_prefix(b"FORM")?.get(4..8)?;
    matches!(kind, b"AIFF" | b"AIFC").then_some(Kind::NotShown("AIFF"))
}

/// ISO base media: films, sounds and the newer still formats, told apart by their brands.
fn mp4_family(head: &[u8]) -> Option<Kind> {
    let length = head.get(..4)?;
    match head.get(4..8)? {
        b"ftyp" => {}
        // QuickTime before 2000 has no brands. "The free market" is no film.
        b"moov" | b"mdat" | b"wide" | b"pnot" | b"free" | b"skip" => {
            let is_length = length.iter().any(|byte| !(0x20..0x7f).contains(byte));
            return is_length.then_some(Kind::Mp4);
        }
        _ => return None,
    }
    let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
    let brands = head.get(8..length.min(head.len()))?;
    let brands: Vec<&[u8]> = brands
        .chunks_exact(4)
        .enumerate()
        .filter(|(at, _)| *at != 1)
        .map(|(_, b)| b)
        .collect();
    let has = |names: &[&[u8; 4]]| names.iter().any(|name| brands.contains(&name.as_slice()));
    let major = brands.first().copied().unwrap_or_default();
    if has(&[b"avif", b"avis"]) {
        Some(common(ImageFormat::Avif))
    } else if has(&[b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis"]) || major == b"mif1" {
        Some(Kind::Picture(PictureFormat::Heic))
    } else if major == b"crx " {
        Some(Kind::NotShown("camera raw"))
    } else {
        Some(Kind::Mp4)
    }
}

fn ogg(head: &[u8]) -> Option<Kind> {
    let is_ogg = head.starts_with(b"OggS");
    let has_film = head.windows(7).any(|window| window == b"\x80theora");
    let is_opus = head.windows(8).any(|window| window == b"OpusHead");
    let is_vorbis = head.windows(7).any(|window| window == b"\x01vorbis");
    is_ogg.then_some(if has_film {
        Kind::NotShown("OGV")
    } else if is_opus {
        Kind::Sound(Sound::Opus)
    } else if is_vorbis {
        Kind::Sound(Sound::Vorbis)
    } else {
        Kind::NotShown("OGG")
    })
}

/// `BM` alone could begin any text.
fn bitmap(head: &[u8]) -> Option<Kind> {
    let header = u32::from_le_bytes(head.get(14..18)?.try_into().ok()?);
    let plausible = head.starts_with(b"BM") && matches!(header, 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124);
    plausible.then_some(common(ImageFormat::Bmp))
}

/// One packet is 188 bytes, 192 on camcorder cards, 204 with parity, each begun by the same byte.
fn transport_stream(head: &[u8]) -> Option<Kind> {
    let synced =
        |first: usize, step: usize| (0..5).all(|packet| head.get(first + packet * step) == Some(&0x47));
    [(188, 0), (192, 4), (204, 0)]
        .into_iter()
        .find(|(size, first)| synced(*first, *size))
        .map(|(size, first)| Kind::TransportStream(size as u64, first as u64))
}

/// Compressed SVG is the only compressed file shown; it is looked into when it is drawn.
fn gzip(head: &[u8]) -> Option<Kind> {
    if !head.starts_with(b"\x1f\x8b\x08") {
        return None;
    }
    let mut inner = Vec::new();
    // The end is cut off, so an error after some bytes is expected.
    let _ = std::io::Read::read_to_end(
        &mut std::io::Read::take(flate2::read::GzDecoder::new(head), HEAD),
        &mut inner,
    );
    Some(if text(&inner) == Some(Kind::Svg) {
        Kind::Svg
    } else {
        Kind::NotShown("GZIP")
    })
}

/// Mail programs and old printers put lines before the header; readers accept 1 KiB of them.
fn pdf(head: &[u8]) -> Option<Kind> {
    head[..head.len().min(1024 + 5)]
        .windows(5)
        .any(|window| window == b"%PDF-")
        .then_some(Kind::Pdf)
}

fn mp3_frame(head: &[u8]) -> Option<Kind> {
    let [first, second, third, ..] = *head else {
        return None;
    };
    let synced = first == 0xff && second & 0xe0 == 0xe0;
    let adts = synced && second & 0xf6 == 0xf0;
    let frame =
        synced && second & 0x18 != 0x08 && second & 0x06 != 0 && third >> 4 != 0xf && third & 0x0c != 0x0c;
    // UTF-16 text begins like an MPEG frame.
    let byte_order_mark = head.starts_with(b"\xff\xfe");
    match (adts, frame && !byte_order_mark) {
        (true, _) => Some(Kind::NotShown("AAC")),
        (_, true) => Some(Kind::Sound(Sound::Mp3)),
        _ => None,
    }
}

fn text(head: &[u8]) -> Option<Kind> {
    let words = if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        encoding_rs::Encoding::for_bom(head)?
            .0
            .decode(head)
            .0
            .into_owned()
    } else {
        if head
            .iter()
            .any(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f))
        {
            return None;
        }
        String::from_utf8_lossy(head).into_owned()
    };
    let start = words.trim_start_matches('\u{feff}').trim_start();
    let is_markup = start.starts_with('<');
    if let Some(make) = shortcut::make(start) {
        return Some(Kind::Shortcut(make));
    }
    Some(if is_markup && is_svg(start) {
        Kind::Svg
    } else {
        Kind::Text
    })
}

/// The root element comes after any declaration, comment and document type.
fn is_svg(markup: &str) -> bool {
    let mut rest = markup;
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("<!--") {
            let Some(end) = after.find("-->") else {
                return false;
            };
            rest = &after[end + 3..];
        } else if rest.starts_with("<!") && rest[..rest.find('>').unwrap_or(rest.len())].contains('[') {
            let Some(end) = rest.find("]>") else { return false };
            rest = &rest[end + 2..];
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            let Some(end) = rest.find('>') else { return false };
            rest = &rest[end + 1..];
        } else {
            let Some(element) = rest.strip_prefix('<') else {
                return false;
            };
            let name = element
                .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
                .next()
                .unwrap_or("");
            return name.rsplit(':').next() == Some("svg");
        }
    }
}
