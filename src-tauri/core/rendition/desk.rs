//! Where the publication lies that was opened last, so that turning its leaves does not parse it again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use hayro_syntax::Pdf;
use hayro_syntax::page::Page;

use crate::flow::epub::Epub;
use crate::flow::prose::Prose;
use crate::intake::read::sniff::Kind;
use crate::intake::read::{open, pdf, whole};
use crate::intake::reading::{Binding, Refusal};
use crate::messages::{Leaf, ProblemCode, Region};
use crate::rendition::protocol::{Picture, refusal};
use crate::rendition::recipe::Size;
use crate::rendition::{marks, page, photo, reflow, text};
use crate::search::Query;

/// Longest text of one leaf that flows, in bytes; what follows is not searched.
const LEAF_LIMIT: usize = 512 * 1024;

/// The publication that was opened last.
#[derive(Default)]
pub(crate) struct Desk {
    opened: Option<Opened>,
}

struct Opened {
    path: PathBuf,
    stamp: (u64, Option<SystemTime>),
    /// A plain text has two forms.
    binding: Option<Binding>,
    volume: Volume,
}

enum Volume {
    Pdf(Pdf),
    Epub(Box<Epub>),
    Prose(Prose),
}

impl Desk {
    /// Draws page `number`, counted from 1, so that its longest side reaches each of `sizes`. Of text that flows the only
    /// page is the picture of its cover.
    pub(crate) fn draw(
        &mut self,
        path: &Path,
        number: u32,
        sizes: &[Size],
    ) -> Result<Vec<(Size, Picture)>, Refusal> {
        match self.open(path, None)? {
            Volume::Pdf(document) => page::draw(page(document, number)?, sizes),
            Volume::Epub(book) => match book.cover().filter(|_| number == 1) {
                Some(cover) => photo::within(cover, sizes),
                None => Err(none(number)),
            },
            Volume::Prose(_) => Err(none(number)),
        }
    }

    /// The words of some leaves, of which `first` comes first, from 0.
    pub(crate) fn words(
        &mut self,
        path: &Path,
        binding: Binding,
        first: usize,
        count: usize,
    ) -> Result<Vec<String>, Refusal> {
        let mut words = match self.open(path, Some(binding))? {
            Volume::Pdf(document) => return Ok(text::take(document, first, count)),
            Volume::Epub(book) => book.words(first, count),
            Volume::Prose(prose) => prose.words(first, count),
        };
        for leaf in &mut words {
            leaf.truncate(leaf.floor_char_boundary(LEAF_LIMIT));
        }
        Ok(words)
    }

    /// Leaf `number`, counted from 1, as text. `pictures` is how the addresses of its pictures begin.
    pub(crate) fn leaf(
        &mut self,
        path: &Path,
        binding: Binding,
        number: u32,
        pictures: &str,
    ) -> Result<Leaf, Refusal> {
        let place = (number as usize).checked_sub(1);
        let leaf = match self.open(path, Some(binding))? {
            Volume::Pdf(document) => return Ok(reflow::leaf(document, page(document, number)?)),
            Volume::Epub(book) => place.and_then(|place| book.leaf(place, pictures)),
            Volume::Prose(prose) => place.and_then(|place| prose.leaf(place)),
        };
        leaf.ok_or_else(|| none(number))
    }

    /// A picture that stands in a book, counted from 1.
    pub(crate) fn figure(
        &mut self,
        path: &Path,
        number: u32,
        sizes: &[Size],
    ) -> Result<Vec<(Size, Picture)>, Refusal> {
        match self.open(path, None)? {
            Volume::Epub(book) => photo::within(book.picture(number)?, sizes),
            Volume::Pdf(_) | Volume::Prose(_) => Err(none(number)),
        }
    }

    /// Where words stand on page `number`, counted from 1. Text that flows has no places before it is laid out.
    pub(crate) fn marks(
        &mut self,
        path: &Path,
        number: u32,
        words: &[String],
    ) -> Result<Vec<Vec<Region>>, Refusal> {
        match (self.open(path, None)?, Query::of(words.to_vec())) {
            (Volume::Pdf(document), Some(query)) => Ok(marks::take(page(document, number)?, &query)),
            _ => Ok(Vec::new()),
        }
    }

    /// The publication, parsed once however many of its leaves are asked for. Without a binding any form will do.
    fn open(&mut self, path: &Path, binding: Option<Binding>) -> Result<&mut Volume, Refusal> {
        let stamp = fs::metadata(path).map(|facts| (facts.len(), facts.modified().ok()));
        let stamp = stamp.map_err(|error| refusal(ProblemCode::FileUnreadable, "", error))?;
        let current = self.opened.take().filter(|opened| {
            let as_bound = binding.is_none() || binding == opened.binding || !opened.volume.is_prose();
            opened.path == path && opened.stamp == stamp && as_bound
        });
        let opened = match current {
            Some(opened) => opened,
            None => Opened {
                path: path.to_owned(),
                stamp,
                binding,
                volume: Volume::open(path, binding)?,
            },
        };
        Ok(&mut self.opened.insert(opened).volume)
    }
}

impl Volume {
    fn open(path: &Path, binding: Option<Binding>) -> Result<Self, Refusal> {
        match open(path)? {
            (mut file, Kind::Pdf) => pdf::open(whole(&mut file)?).map(Self::Pdf),
            (file, Kind::Zip) => Epub::open(file).map(Box::new).map(Self::Epub),
            (mut file, Kind::Text) => {
                let binding = binding.unwrap_or(Binding::Plain);
                Ok(Self::Prose(Prose::open(&whole(&mut file)?, binding)))
            }
            _ => Err(refusal(ProblemCode::KindNotShown, "", "not a publication")),
        }
    }

    fn is_prose(&self) -> bool {
        matches!(self, Self::Prose(_))
    }
}

/// Parses the PDF at `path`.
#[cfg(test)]
pub(super) fn document(path: &Path) -> Result<Pdf, Refusal> {
    let (mut file, _) = open(path)?;
    pdf::open(whole(&mut file)?)
}

/// Page `number`, counted from 1.
fn page(document: &Pdf, number: u32) -> Result<&Page<'_>, Refusal> {
    let pages = document.pages();
    let page = (number as usize)
        .checked_sub(1)
        .and_then(|index| pages.get(index));
    page.ok_or_else(|| none(number))
}

fn none(number: u32) -> Refusal {
    refusal(ProblemCode::FileDamaged, "", format!("no leaf {number}"))
}
