//! Paged documents: how many pages of what size, what they are called, in what language, bound on which side.

use hayro_syntax::metadata::Metadata;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Dict, Name, Stream, String as PdfString};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::words::clean;
use super::{outline, xmp};
use crate::intake::reading::{Binding, PublicationReading, Refusal};
use crate::messages::{PageSize, ProblemCode};
use crate::rendition::protocol::refusal;

const PAGES_LIMIT: usize = 10_000;

/// The largest page that PDF programs make, 200 inches; and the smallest that can be drawn.
const SIDES: std::ops::RangeInclusive<f32> = 3.0..=14_400.0;

/// Reads a whole PDF file.
pub(super) fn read(bytes: Vec<u8>) -> Result<PublicationReading, Refusal> {
    let document = open(bytes)?;
    let pages: Vec<PageSize> = document
        .pages()
        .iter()
        .map(|page| clamp(page.render_dimensions()))
        .collect();
    let catalog: Option<Dict<'_>> = document.xref().get(document.xref().root_id());
    let preferences = catalog
        .as_ref()
        .and_then(|catalog| catalog.get::<Dict<'_>>(keys::VIEWER_PREFERENCES));
    let direction = preferences.and_then(|preferences| preferences.get::<Name<'_>>(keys::DIRECTION));
    Ok(PublicationReading {
        binding: Binding::Pdf,
        title: title(document.metadata(), catalog.as_ref()),
        language: language(&document),
        right_to_left: direction.is_some_and(|direction| direction.as_str() == "R2L"),
        outline: catalog
            .map(|catalog| outline::read(&document, &catalog))
            .unwrap_or_default(),
        pages,
    })
}

/// The language that a document says of itself.
pub(crate) fn language(document: &Pdf) -> Option<String> {
    let catalog: Option<Dict<'_>> = document.xref().get(document.xref().root_id());
    let language = catalog.and_then(|catalog| catalog.get::<PdfString<'_>>(keys::LANG));
    language.and_then(|language| language_code(&text(language.as_bytes())))
}

/// Opens a document that has pages; an empty password counts as none.
pub(crate) fn open(bytes: Vec<u8>) -> Result<Pdf, Refusal> {
    let document = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            refusal(ProblemCode::PasswordNeeded, "PDF", "encrypted")
        }
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => refusal(
            ProblemCode::KindNotShown,
            "PDF",
            "encrypted in a way that is not known",
        ),
        LoadPdfError::Decryption(error) => refusal(ProblemCode::FileDamaged, "PDF", format!("{error:?}")),
        LoadPdfError::Invalid => refusal(ProblemCode::FileDamaged, "PDF", "not readable as PDF"),
    })?;
    match document.pages().len() {
        0 => Err(refusal(ProblemCode::NoPages, "PDF", "no pages")),
        1..=PAGES_LIMIT => Ok(document),
        more => Err(refusal(ProblemCode::FileTooLarge, "PDF", format!("{more} pages"))),
    }
}

/// A page size that can be drawn.
pub(crate) fn clamp((width, height): (f32, f32)) -> PageSize {
    let side = |side: f32| {
        if side.is_finite() {
            side.clamp(*SIDES.start(), *SIDES.end())
        } else {
            *SIDES.end()
        }
    };
    PageSize {
        width: side(width),
        height: side(height),
    }
}

fn title(metadata: &Metadata, catalog: Option<&Dict<'_>>) -> Option<String> {
    let from_info = metadata.title.as_ref().and_then(|title| clean(&text(title)));
    from_info.or_else(|| {
        let packet = catalog?.get::<Stream<'_>>(keys::METADATA)?;
        xmp::words(&packet.decoded_data().ok()?).title
    })
}

/// A text string of PDF: UTF-16 or UTF-8 when marked, else its own encoding, which is nearly Windows-1252.
pub(super) fn text(bytes: &[u8]) -> String {
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let words = marked.unwrap_or(encoding_rs::WINDOWS_1252).decode(bytes).0;
    // An escape in UTF-16 switches language; what stands between two of them is its code.
    let mut parts = words.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.skip(1).step_by(2).fold(first, |text, part| text + part)
}

/// Only what looks like BCP 47, in its usual letters.
fn language_code(words: &str) -> Option<String> {
    let code = words.trim().replace('_', "-");
    let plain = code
        .split('-')
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    let language = code.split('-').next().unwrap_or_default();
    (plain && (2..=3).contains(&language.len()) && code.len() <= 35).then_some(code)
}

#[cfg(test)]
#[path = "pdf_tests.rs"]
mod tests;
