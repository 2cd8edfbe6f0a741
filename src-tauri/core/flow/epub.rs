//! Books in EPUB: what they are called, their chapters in order, their contents, cover and pictures.

use std::collections::HashMap;
use std::fs::File;
use std::io::Cursor;

use rbook::ebook::spine::PageDirection;
use rbook::epub::EpubOpenOptions;

use super::archive::Archive;
use super::clean::clean;
use super::loosen::{Loosened, loosen};
use super::words::{heading, is_right_to_left, words};
use super::{COVER, DEEPEST, MOST_ENTRIES, MOST_LEAVES};
use crate::intake::naming::{language, one_line};
use crate::intake::read::photo;
use crate::intake::read::sniff::{self, HEAD, Kind};
use crate::intake::reading::{Binding, PublicationReading, Refusal};
use crate::intake::text::decode;
use crate::messages::{Leaf, OutlineEntry, PageSize, ProblemCode};
use crate::rendition::photo::within;
use crate::rendition::protocol::refusal;
use crate::rendition::recipe::Size;
use crate::rendition::svg;

const EPUB: &str = "EPUB";

/// Longest title of a chapter in the contents, in letters.
const LONGEST_ENTRY: usize = 300;

/// Files that come with copy protection: Adobe's, Apple's and that of Readium.
const LOCKS: [&str; 3] = [
    "META-INF/rights.xml",
    "META-INF/sinf.xml",
    "META-INF/license.lcpl",
];

/// Says which files are encrypted, and how.
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// How fonts are hidden, which locks nothing that is shown here.
const FONT_HIDING: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// An open book.
pub(crate) struct Epub {
    archive: Archive,
    title: Option<String>,
    language: Option<String>,
    right_to_left: bool,
    /// Names of the files of its chapters, in order.
    chapters: Vec<String>,
    outline: Vec<OutlineEntry>,
    /// Names of the files of its pictures, and the place of each.
    pictures: Vec<String>,
    places: HashMap<String, usize>,
    cover: Option<String>,
}

impl Epub {
    pub(crate) fn open(file: File) -> Result<Self, Refusal> {
        let archive = Archive::open(file)?;
        if is_locked(&archive) {
            return Err(refusal(
                ProblemCode::KindNotShown,
                "protected EPUB",
                "copy protection",
            ));
        }
        let book = parsed(archive.bounded()?)?;
        let (metadata, manifest, spine) = (book.metadata(), book.manifest(), book.spine());
        let mut pictures = Vec::new();
        let mut named_cover = None;
        for entry in manifest.images() {
            let name = name_of(entry.href().path().as_str());
            if !archive.has(&name) {
                continue;
            }
            let says_cover = |text: &str| text.to_ascii_lowercase().contains("cover");
            let file = name.rsplit('/').next().unwrap_or_default();
            if named_cover.is_none() && (says_cover(entry.id()) || says_cover(file)) {
                named_cover = Some(name.clone());
            }
            pictures.push(name);
        }
        let cover = manifest
            .cover_image()
            .map(|entry| name_of(entry.href().path().as_str()));
        let mut epub = Self {
            cover: cover.filter(|name| pictures.contains(name)).or(named_cover),
            title: metadata
                .title()
                .map(|title| one_line(title.value()))
                .filter(|title| !title.is_empty()),
            language: metadata.language().and_then(|own| language::known(own.value())),
            right_to_left: spine.page_direction() == PageDirection::RightToLeft,
            places: pictures.iter().cloned().zip(0..).collect(),
            pictures,
            chapters: Vec::new(),
            outline: Vec::new(),
            archive,
        };
        // Where each file of the book is, or the next one that is shown.
        let mut leaves: HashMap<String, usize> = HashMap::new();
        for entry in spine.iter() {
            let Some(file) = entry.manifest_entry() else {
                continue;
            };
            let name = name_of(file.href().path().as_str());
            // The contents have a place of their own on the glass.
            let shows = !file.properties().has_property("nav") && epub.loosened(&name, "").shows;
            leaves.entry(name.clone()).or_insert(epub.chapters.len() + 1);
            if shows && epub.chapters.len() < MOST_LEAVES {
                epub.chapters.push(name);
            }
        }
        if epub.chapters.is_empty() {
            return Err(refusal(ProblemCode::NoPages, EPUB, "no chapters"));
        }
        let contents = book.toc().contents();
        let entries = contents.iter().flat_map(|contents| contents.flatten());
        let outline = entries.filter_map(|entry| {
            let leaf = leaves.get(&name_of(entry.href()?.path().as_str()))?;
            let title: String = one_line(entry.label()).chars().take(LONGEST_ENTRY).collect();
            let leaf = u32::try_from((*leaf).min(epub.chapters.len())).ok()?;
            (!title.is_empty()).then(|| OutlineEntry {
                title,
                page: leaf,
                level: u32::try_from(entry.depth().saturating_sub(1).min(DEEPEST)).unwrap_or_default(),
            })
        });
        epub.outline = outline.take(MOST_ENTRIES).collect();
        Ok(epub)
    }

    pub(crate) fn reading(&mut self) -> PublicationReading {
        let size = self.cover().and_then(|cover| size(&cover));
        let first = || self.words(0, 1).concat();
        PublicationReading {
            binding: Binding::Epub {
                cover: size.is_some(),
            },
            title: self.title.clone(),
            language: self.language.clone(),
            right_to_left: self.right_to_left || is_right_to_left(&first()),
            pages: vec![size.unwrap_or(COVER); self.chapters.len()],
            outline: self.outline.clone(),
        }
    }

    /// A chapter, from 0. `pictures` is how the addresses of its pictures begin.
    pub(crate) fn leaf(&self, number: usize, pictures: &str) -> Option<Leaf> {
        let name = self.chapters.get(number)?;
        let loose = self.loosened(name, pictures);
        let html = clean(&loose.html, pictures);
        let page = u32::try_from(number + 1).ok()?;
        let entry = self.outline.iter().find(|entry| entry.page == page);
        Some(Leaf {
            title: entry.map(|entry| entry.title.clone()).or_else(|| heading(&html)),
            language: loose.language.or_else(|| self.language.clone()),
            right_to_left: loose.right_to_left || is_right_to_left(&words(&html)),
            html,
        })
    }

    /// The words of some chapters, of which `first` comes first, from 0.
    pub(crate) fn words(&self, first: usize, count: usize) -> Vec<String> {
        let chapters = self.chapters.iter().skip(first).take(count);
        chapters
            .map(|name| words(&clean(&self.loosened(name, "").html, "")))
            .collect()
    }

    /// The picture of its cover, where it has one.
    pub(crate) fn cover(&mut self) -> Option<Vec<u8>> {
        let name = self.cover.clone()?;
        self.archive.picture(&name).ok()
    }

    /// A picture, from 1.
    pub(crate) fn picture(&mut self, number: u32) -> Result<Vec<u8>, Refusal> {
        let place = (number as usize).checked_sub(1);
        match place.and_then(|place| self.pictures.get(place)).cloned() {
            Some(name) => self.archive.picture(&name),
            None => Err(refusal(
                ProblemCode::FileDamaged,
                EPUB,
                format!("no picture {number}"),
            )),
        }
    }

    fn loosened(&self, name: &str, pictures: &str) -> Loosened {
        let Some(bytes) = self.archive.texts.get(name) else {
            return Loosened::default();
        };
        loosen(&decode(bytes), &|reference| {
            let place = self.places.get(&joined(name, reference)?)?;
            Some(format!("{pictures}{}", place + 1))
        })
    }
}

fn parsed(archive: Vec<u8>) -> Result<rbook::Epub, Refusal> {
    let open = |options: &EpubOpenOptions| options.read(Cursor::new(archive.clone()));
    let whole = open(&EpubOpenOptions::new());
    // A book without its contents is a book.
    let book = whole.or_else(|_| open(EpubOpenOptions::new().skip_toc(true)));
    book.map_err(|error| refusal(ProblemCode::FileDamaged, EPUB, error))
}

fn is_locked(archive: &Archive) -> bool {
    let algorithms = archive
        .texts
        .get(ENCRYPTION)
        .map(|bytes| decode(bytes))
        .unwrap_or_default();
    let mut foreign = algorithms
        .split("EncryptionMethod")
        .skip(1)
        .filter_map(|method| method.split_once("Algorithm")?.1.split(['"', '\'']).nth(1))
        .filter(|algorithm| !FONT_HIDING.contains(algorithm));
    // Rights alone lock nothing: some shops put them into every book.
    foreign.next().is_some()
        || (archive.texts.contains_key(ENCRYPTION) && LOCKS.iter().any(|lock| archive.has(lock)))
}

fn size(cover: &[u8]) -> Option<PageSize> {
    let (width, height) = match sniff::kind(&cover[..cover.len().min(HEAD as usize)]) {
        Kind::Picture(format) => photo::read(cover, format)
            .map(|photo| (photo.width, photo.height))
            .ok()?,
        Kind::Svg => svg::size(cover).ok()?,
        _ => return None,
    };
    // One that looks sound from its head only would take the book off the shelf.
    within(cover.to_vec(), &[Size::Shelf]).ok()?;
    let scale = COVER.height / width.max(height).max(1) as f32;
    Some(PageSize {
        width: (width as f32 * scale).max(3.0),
        height: (height as f32 * scale).max(3.0),
    })
}

/// The name in the archive of what a reference from its root means.
fn name_of(reference: &str) -> String {
    joined("", reference).unwrap_or_default()
}

/// The name in the archive of what `reference` means in the file of this name; `None` for what lies elsewhere.
fn joined(name: &str, reference: &str) -> Option<String> {
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    if path.split('/').next().is_some_and(|first| first.contains(':')) || path.starts_with("//") {
        return None;
    }
    let decoded = unescaped(path);
    let mut parts: Vec<&str> = match decoded.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => name
            .rsplit_once('/')
            .map(|(folder, _)| folder.split('/').collect())
            .unwrap_or_default(),
    };
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            // Nothing lies above the root.
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Without percent signs.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
