//! WebM and Matroska films: their two tables are read, never their attachments or frames.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use matroska::{Info, Settings, Track};

use super::{film, shine};
use crate::intake::reading::{FilmReading, Reading, Refusal};
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

/// Reads the film's tables.
pub(super) fn read(file: File) -> Result<Reading, Refusal> {
    let damaged = |why: &dyn std::fmt::Display| refusal(ProblemCode::FileDamaged, "MKV", why);
    let mut file = BufReader::new(file);
    let unread = |error: std::io::Error| refusal(ProblemCode::FileUnreadable, "MKV", error);
    if is_cut(&mut file).map_err(unread)? {
        return Err(damaged(&"the file ends too early"));
    }
    file.rewind().map_err(unread)?;
    let info = matroska::get::<_, Info>(&mut file).map_err(|error| damaged(&error))?;
    file.rewind().map_err(unread)?;
    let tracks = matroska::get::<_, Track>(&mut file).map_err(|error| damaged(&error))?;
    let (Some(info), Some(tracks)) = (info, tracks) else {
        return Err(damaged(&"a table is missing"));
    };
    // The first pass was for the crate, which does not say these.
    let picture = shine::matroska(&mut file).map_err(unread)?;
    describe(&info, &tracks, &picture)
}

/// Whether the segment, which is the whole film, announces more bytes than the file has.
fn is_cut(file: &mut BufReader<File>) -> io::Result<bool> {
    let length = file.get_ref().metadata()?.len();
    let mut id = [0; 4];
    loop {
        match file.read_exact(&mut id) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(true),
            other => other?,
        }
        let size = variable_integer(file)?;
        let end = size
            .map(|size| file.stream_position().map(|at| at.saturating_add(size)))
            .transpose()?;
        match (id, end) {
            ([0x18, 0x53, 0x80, 0x67], end) => return Ok(end.is_some_and(|end| end > length)),
            (_, Some(end)) if end <= length => file.seek(SeekFrom::Start(end)).map(drop)?,
            _ => return Ok(true),
        }
    }
}

/// `None` is the size of a live recording: unknown.
fn variable_integer(file: &mut impl Read) -> io::Result<Option<u64>> {
    let mut first = [0];
    file.read_exact(&mut first)?;
    let more = first[0].leading_zeros() as usize;
    let mut bytes = [0; 8];
    if more > 7 {
        return Ok(None);
    }
    file.read_exact(&mut bytes[8 - more..])?;
    bytes[7 - more] = first[0] & (0x7f >> more);
    let value = u64::from_be_bytes(bytes);
    Ok((value != (1 << (7 * (more + 1))) - 1).then_some(value))
}

fn describe(info: &Info, tracks: &[Track], look: &shine::Picture) -> Result<Reading, Refusal> {
    let picture = tracks.iter().find_map(|track| match &track.settings {
        Settings::Video(video) => Some((track, video)),
        _ => None,
    });
    let sound = tracks.iter().find(|track| track.is_audio());
    let Some((picture, video)) = picture else {
        let webm = sound.is_some_and(|sound| codec(sound).1);
        let what = if webm { "WebM" } else { "MKV" };
        return Err(refusal(ProblemCode::KindNotShown, what, "no picture track"));
    };
    let codecs: Vec<(String, bool)> = [Some(picture), sound].into_iter().flatten().map(codec).collect();
    // WebM is Matroska that keeps to these codecs; the document type is often wrong about it.
    let webm = codecs.iter().all(|(_, webm)| *webm);
    let name = codecs
        .first()
        .map_or("", |(codec, _)| film::codec_name(codec))
        .to_owned();
    let codecs: Vec<String> = codecs.into_iter().map(|(codec, _)| codec).collect();
    let pixels = |shown: Option<u64>, coded: u64| {
        // Display sizes below some tens are proportions, not pixels.
        let shown = shown.filter(|shown| *shown >= 64).unwrap_or(coded);
        u32::try_from(shown).unwrap_or(0).min(65_535)
    };
    let width = pixels(video.display_width, video.pixel_width);
    let height = pixels(video.display_height, video.pixel_height);
    Ok(Reading::Film(FilmReading {
        container: if webm { "WebM" } else { "MKV" }.to_owned(),
        mime: film::mime(if webm { "video/webm" } else { "video/x-matroska" }, &codecs),
        width: if look.turned { height } else { width },
        height: if look.turned { width } else { height },
        seconds: info.duration.map_or(0.0, |duration| duration.as_secs_f64()),
        sound: sound.is_some(),
        codec: name,
        hdr: look.transfer.and_then(film::hdr),
        title: info.title.as_deref().and_then(film::title),
        ..FilmReading::default()
    }))
}

/// The name for `canPlayType`, and whether WebM allows it.
fn codec(track: &Track) -> (String, bool) {
    let (name, webm) = match track.codec_id.as_str() {
        "V_VP8" => ("vp8", true),
        "V_VP9" => ("vp9", true),
        "V_AV1" => ("av01.0.08M.08", true),
        "A_OPUS" => ("opus", true),
        "A_VORBIS" => ("vorbis", true),
        "V_MPEG4/ISO/AVC" => return (avc(track.codec_private.as_deref()), false),
        "V_MPEGH/ISO/HEVC" => ("hvc1", false),
        "A_MPEG/L3" => ("mp3", false),
        "A_FLAC" => ("flac", false),
        id if id.starts_with("A_AAC") => ("mp4a.40.2", false),
        "A_AC3" => ("ac-3", false),
        "A_EAC3" => ("ec-3", false),
        other => return (other.to_ascii_lowercase(), false),
    };
    (name.to_owned(), webm)
}

/// The private data begins with version, profile, constraints and level.
fn avc(private: Option<&[u8]>) -> String {
    match private {
        Some([_, profile, constraints, level, ..]) => {
            format!("avc1.{profile:02X}{constraints:02X}{level:02X}")
        }
        _ => "avc1".to_owned(),
    }
}
