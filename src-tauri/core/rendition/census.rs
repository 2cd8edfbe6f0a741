//! Counts what lies in the cache, whoever put it there, and clears away what nobody will finish.

use std::fs::{self, Metadata};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::rendition::protocol::Format;
use crate::rendition::store::{Store, UNFINISHED};

/// No picture takes so long to write: whoever began it has been ended. Another show's work of this moment is left alone.
const ABANDONED: Duration = Duration::from_secs(600);

/// Length of a media name.
const NAME: usize = 32;

/// Everything that a picture may be kept as.
const FORMATS: [Format; 4] = [Format::Jpeg, Format::WebP, Format::Gif, Format::Png];

/// One derived file.
pub(crate) struct Found {
    /// Its name without extension.
    pub(crate) stem: String,
    pub(crate) media: String,
    pub(crate) bytes: u64,
    /// Seconds since the epoch.
    pub(crate) written: u64,
}

impl Store {
    /// Whether nothing at all was ever kept here.
    pub(crate) fn is_blank(&self) -> bool {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        !entries.map(|entry| entry.file_name()).any(|name| name.len() == 2)
    }

    /// Every derived file, of any version. Ends early when `closing`.
    pub(crate) fn census(&self, closing: &dyn Fn() -> bool) -> Vec<Found> {
        let shards = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut found = Vec::new();
        for shard in shards.filter(|entry| entry.file_name().len() == 2) {
            for entry in fs::read_dir(shard.path()).into_iter().flatten().flatten() {
                if closing() {
                    return found;
                }
                let name = entry.file_name();
                let derived = name.to_str().and_then(derived);
                if let (Some((stem, media)), Ok(metadata)) = (derived, entry.metadata())
                    && metadata.is_file()
                    && media.get(..2) == shard.file_name().to_str()
                {
                    found.push(Found {
                        stem: stem.to_owned(),
                        media: media.to_owned(),
                        bytes: metadata.len(),
                        written: written(&metadata),
                    });
                }
            }
        }
        found
    }

    /// Throws a derived file away, by its name without extension.
    pub(crate) fn discard(&self, stem: &str) {
        let Some((_, media)) = split(stem) else { return };
        let shard = self.folder.join(&media[..2]);
        for extension in FORMATS.map(Format::extension).into_iter().chain(["json", "pdf"]) {
            // One of them is there, unless another show was faster.
            let _ = fs::remove_file(shard.join(format!("{stem}.{extension}")));
        }
    }

    /// Removes what interrupted writes have left.
    pub(crate) fn sweep(&self) {
        let left = fs::read_dir(self.folder.join(UNFINISHED))
            .into_iter()
            .flatten()
            .flatten();
        let now = SystemTime::now();
        for entry in left {
            let age = entry
                .metadata()
                .and_then(|metadata| metadata.modified())
                .ok()
                .and_then(|modified| now.duration_since(modified).ok());
            if age.is_some_and(|age| age > ABANDONED) {
                // Folders are those of office programs.
                let _ = fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path()));
            }
        }
    }
}

/// The name without extension, and the media name, of what we have derived.
fn derived(name: &str) -> Option<(&str, &str)> {
    let (stem, extension) = name.split_once('.')?;
    let ours =
        matches!(extension, "json" | "pdf") || FORMATS.iter().any(|format| format.extension() == extension);
    split(stem).filter(|_| ours)
}

fn split(stem: &str) -> Option<(&str, &str)> {
    let (media, rest) = stem.split_once('-')?;
    let plain = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
    };
    let ours = media.len() == NAME && plain(media) && rest.split('-').all(plain);
    ours.then_some((stem, media))
}

fn written(metadata: &Metadata) -> u64 {
    metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_secs())
}
