//! Texts without a form of their own, read as Markdown or as they are: which of the two, their names say.

use super::clean::clean;
use super::loosen::loosen;
use super::words::{heading, is_right_to_left, words};
use super::{COVER, markdown, plain};
use crate::intake::reading::{Binding, PublicationReading, Reading, TextReading};
use crate::intake::text::decode;
use crate::messages::{Leaf, OutlineEntry};

/// A text of fewer letters and digits is a note, and no publication.
const LETTERS: usize = 400;

/// One leaf, before it is cleaned.
pub(super) struct Section {
    pub(super) html: String,
}

/// A text cut into leaves.
pub(crate) struct Prose {
    binding: Binding,
    title: Option<String>,
    language: Option<String>,
    sections: Vec<Section>,
    outline: Vec<OutlineEntry>,
}

/// What a text would be under either name, if it is long enough.
pub(crate) fn reading(bytes: &[u8]) -> TextReading {
    let text = decode(bytes);
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    if letters.take(LETTERS).count() < LETTERS {
        return TextReading::default();
    }
    let as_bound = |binding| {
        let prose = Prose::of(&text, binding);
        (!prose.sections.is_empty()).then(|| Box::new(Reading::Publication(prose.reading(&text))))
    };
    TextReading {
        plain: as_bound(Binding::Plain),
        markdown: as_bound(Binding::Markdown),
    }
}

impl Prose {
    pub(crate) fn open(bytes: &[u8], binding: Binding) -> Self {
        Self::of(&decode(bytes), binding)
    }

    fn of(text: &str, binding: Binding) -> Self {
        if binding == Binding::Markdown {
            let read = markdown::read(text);
            return Self {
                binding,
                title: read.title,
                language: read.language,
                sections: read.sections,
                outline: read.outline,
            };
        }
        let (sections, outline) = plain::read(text);
        Self {
            binding,
            title: None,
            language: None,
            sections,
            outline,
        }
    }

    fn reading(self, text: &str) -> PublicationReading {
        PublicationReading {
            binding: self.binding,
            title: self.title,
            language: self.language,
            right_to_left: is_right_to_left(text),
            pages: vec![COVER; self.sections.len()],
            outline: self.outline,
        }
    }

    /// A section, from 0.
    pub(crate) fn leaf(&self, number: usize) -> Option<Leaf> {
        let html = self.html(number)?;
        Some(Leaf {
            language: self.language.clone(),
            right_to_left: is_right_to_left(&words(&html)),
            title: heading(&html),
            html,
        })
    }

    /// The words of some sections, of which `first` comes first, from 0.
    pub(crate) fn words(&self, first: usize, count: usize) -> Vec<String> {
        let last = self.sections.len().min(first.saturating_add(count));
        (first..last)
            .filter_map(|number| Some(words(&self.html(number)?)))
            .collect()
    }

    fn html(&self, number: usize) -> Option<String> {
        let section = self.sections.get(number)?;
        // HTML within Markdown may be anything.
        Some(clean(&loosen(&section.html, &|_| None).html, ""))
    }
}
