//! Films of the MP4 family: what plays, how large, how long. Only the table of contents is read, never the samples.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};

use re_mp4::{MetaBox, Metadata, MoovBox, ReadBox, StsdBoxContent, TrakBox};

use super::{film, shine, veil};
use crate::intake::reading::{FilmReading, Reading, Refusal, SoundReading, Veil};
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

/// Ten hours of film have a table of contents of some 20 MiB.
const MOOV_LIMIT: u64 = 96 << 20;

/// Reads the film's table of contents.
pub(super) fn read(file: &mut File) -> Result<Reading, Refusal> {
    let layout = lay_out(file).map_err(|error| refusal(ProblemCode::FileUnreadable, "MP4", error))?;
    let what = if layout.quicktime {
        "MOV"
    } else if layout.sound {
        "M4A"
    } else {
        "MP4"
    };
    let damaged = |why: &str| refusal(ProblemCode::FileDamaged, what, why);
    if let Some(missing) = layout.missing {
        return Err(damaged(missing));
    }
    let moov = layout.moov.ok_or_else(|| damaged("no table of contents"))?;
    let length = moov.len() as u64;
    let hdr = shine::mp4_transfer(moov.get(8..).unwrap_or_default()).and_then(film::hdr);
    let mut moov = Cursor::new(moov);
    moov.set_position(8);
    let moov = MoovBox::read_box(&mut moov, length).map_err(|error| damaged(&error.to_string()))?;
    describe(&moov, what, hdr, layout.veils)
}

#[derive(Default)]
struct Layout {
    quicktime: bool,
    /// It says itself that it is sound; a cover picture is no film.
    sound: bool,
    moov: Option<Vec<u8>>,
    veils: Vec<Veil>,
    missing: Option<&'static str>,
}

/// Visits the boxes of the file's top level by their headers alone.
fn lay_out(file: &mut File) -> std::io::Result<Layout> {
    let length = file.metadata()?.len();
    let mut layout = Layout {
        quicktime: true,
        ..Layout::default()
    };
    let mut at = 0;
    let mut has_samples = false;
    while at + 8 <= length {
        file.seek(SeekFrom::Start(at))?;
        let mut header = [0; 16];
        file.read_exact(&mut header[..8])?;
        let name = [header[4], header[5], header[6], header[7]];
        let (start, size) = match u32::from_be_bytes([header[0], header[1], header[2], header[3]]) {
            0 => (8, length - at),
            1 if at + 16 <= length => {
                file.read_exact(&mut header[8..])?;
                let size = u64::from_be_bytes(header[8..].try_into().expect("eight bytes of sixteen"));
                (16, size)
            }
            size => (8, u64::from(size)),
        };
        let complete = layout.moov.is_some() && has_samples;
        if size < start
            || !name
                .iter()
                .all(|byte| (0x20..0x7f).contains(byte) || *byte == 0xa9)
        {
            // Some cameras pad the end of the file with zeros.
            if !complete {
                layout.missing = Some("the file goes on in another format");
            }
            return Ok(layout);
        }
        if at.saturating_add(size) > length {
            // What follows the film itself may be cut without harm.
            if !complete || &name == b"mdat" || &name == b"moof" {
                layout.missing = Some("the file ends too early");
            }
            return Ok(layout);
        }
        match &name {
            b"ftyp" => {
                let mut brand = [0; 4];
                file.read_exact(&mut brand)?;
                layout.quicktime = &brand == b"qt  ";
                layout.sound = matches!(&brand, b"M4A " | b"M4B " | b"M4P ");
            }
            b"mdat" => has_samples = true,
            b"moov" if size <= MOOV_LIMIT => {
                let body = size - start;
                // A short header again, for the parser, whatever the file had.
                let mut moov = ((body + 8) as u32).to_be_bytes().to_vec();
                moov.extend_from_slice(b"moov");
                file.take(body).read_to_end(&mut moov)?;
                veil::find(&moov[8..], at + start, &mut layout.veils);
                layout.moov = Some(moov);
            }
            name if veil::is_private(*name) && start == 8 => layout.veils.push(Veil {
                name: at + 4,
                end: at + size,
            }),
            _ => {}
        }
        at += size;
    }
    if !has_samples {
        layout.missing = Some("the file ends before the film");
    }
    Ok(layout)
}

fn describe(moov: &MoovBox, what: &str, hdr: Option<String>, veils: Vec<Veil>) -> Result<Reading, Refusal> {
    let of_kind = |kind: &[u8; 4]| -> Vec<&TrakBox> {
        let kind = u32::from_be_bytes(*kind);
        moov.traks
            .iter()
            .filter(|trak| u32::from(&trak.mdia.hdlr.handler_type) == kind)
            .collect()
    };
    let (pictures, sounds) = (of_kind(b"vide"), of_kind(b"soun"));
    // The second picture track of a camera file is a thumbnail or a depth map.
    let Some(picture) = pictures.first() else {
        // A voice memo, or what is sold as an audio book; a film that lost its picture is none.
        if what == "M4A"
            && let Some(sound) = sounds.first()
        {
            return Ok(Reading::Sound(SoundReading {
                format: what.to_owned(),
                mime: film::mime("audio/mp4", &[codec(sound)]),
                seconds: seconds(moov, sound),
                veils,
            }));
        }
        return Err(refusal(ProblemCode::KindNotShown, what, "no picture track"));
    };
    let (width, height) = upright(picture);
    let codecs: Vec<String> = [Some(picture), sounds.first()]
        .into_iter()
        .flatten()
        .map(|trak| codec(trak))
        .collect();
    let content_type = if what == "MOV" {
        "video/quicktime"
    } else {
        "video/mp4"
    };
    Ok(Reading::Film(FilmReading {
        container: what.to_owned(),
        mime: film::mime(content_type, &codecs),
        width,
        height,
        seconds: seconds(moov, picture),
        sound: !sounds.is_empty(),
        codec: codecs
            .first()
            .map_or("", |codec| film::codec_name(codec))
            .to_owned(),
        hdr,
        title: title(moov),
        veils,
    }))
}

fn upright(trak: &TrakBox) -> (u32, u32) {
    let (width, height) = (
        u32::from(trak.tkhd.width.value()),
        u32::from(trak.tkhd.height.value()),
    );
    let matrix = &trak.tkhd.matrix;
    // Turned by a quarter: the diagonal is empty and the other one is not.
    let turned = matrix.a == 0 && matrix.d == 0 && matrix.b != 0 && matrix.c != 0;
    if turned { (height, width) } else { (width, height) }
}

fn codec(trak: &TrakBox) -> String {
    match &trak.mdia.minf.stbl.stsd.contents {
        StsdBoxContent::Mp4a(sound) => match &sound.esds {
            Some(esds) => {
                let config = &esds.es_desc.dec_config;
                match config.object_type_indication {
                    0x40 => format!("mp4a.40.{}", config.dec_specific.profile),
                    other => format!("mp4a.{other:02X}"),
                }
            }
            None => "mp4a.40.2".to_owned(),
        },
        StsdBoxContent::Unknown(name) => {
            let name = u32::from(name).to_be_bytes();
            String::from_utf8_lossy(&name).trim().to_ascii_lowercase()
        }
        known => known.codec_string().unwrap_or_default(),
    }
}

fn seconds(moov: &MoovBox, track: &TrakBox) -> f64 {
    let in_scale = |duration: u64, scale: u32| {
        // All ones means unknown.
        let known = scale > 0 && duration < u64::from(u32::MAX);
        if known {
            duration as f64 / f64::from(scale)
        } else {
            0.0
        }
    };
    let header = &track.mdia.mdhd;
    let fragments = moov
        .mvex
        .as_ref()
        .and_then(|mvex| mvex.mehd.as_ref())
        .map_or(0, |mehd| mehd.fragment_duration);
    [
        in_scale(moov.mvhd.duration, moov.mvhd.timescale),
        in_scale(header.duration, header.timescale),
        in_scale(fragments, moov.mvhd.timescale),
    ]
    .into_iter()
    .find(|seconds| *seconds > 0.0)
    .unwrap_or(0.0)
}

fn title(moov: &MoovBox) -> Option<String> {
    let Some(MetaBox::Mdir { ilst: Some(list) }) = moov.udta.as_ref()?.meta.as_ref() else {
        return None;
    };
    film::title(&list.title()?)
}
