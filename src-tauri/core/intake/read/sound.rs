//! Recordings: what they are and how long they last. Headers are followed; what is recorded is never decoded.

use std::fs::File;
use std::io::BufReader;

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType};
use lofty::probe::Probe;

use super::sniff::Sound;
use crate::intake::reading::{Reading, Refusal, SoundReading};
use crate::messages::ProblemCode;
use crate::rendition::protocol::refusal;

/// A day: nothing that is longer is believed.
const LONGEST: f64 = 86_400.0;

/// Reads the recording's headers.
pub(super) fn read(file: File, sound: Sound) -> Result<Reading, Refusal> {
    let (format, mime, kind) = match sound {
        Sound::Mp3 => ("MP3", "audio/mpeg", FileType::Mpeg),
        Sound::Wav => ("WAV", "audio/wav", FileType::Wav),
        Sound::Vorbis => ("OGG", "audio/ogg", FileType::Vorbis),
        Sound::Opus => ("Opus", "audio/ogg; codecs=opus", FileType::Opus),
        Sound::Flac => ("FLAC", "audio/flac", FileType::Flac),
    };
    // Who sang what is nobody's business here, and covers can be large.
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let read = Probe::with_file_type(BufReader::new(file), kind)
        .options(options)
        .read();
    let seconds = match read {
        Ok(read) => read.properties().duration().as_secs_f64(),
        Err(error) => return Err(refusal(ProblemCode::FileDamaged, format, error)),
    };
    Ok(Reading::Sound(SoundReading {
        format: format.to_owned(),
        mime: mime.to_owned(),
        seconds: if seconds <= LONGEST { seconds } else { 0.0 },
        veils: Vec::new(),
    }))
}
