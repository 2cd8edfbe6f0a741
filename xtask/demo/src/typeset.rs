//! Runs the typesetter as a library: a `.typ` source plus inputs becomes pages, a PDF or pictures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};
use tiny_skia::Pixmap;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Smart, Str, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;

use crate::fonts::Typefaces;

/// One compilation: the sources under `content/`, the shared typefaces, one main file.
struct Desk {
    root: PathBuf,
    library: LazyHash<Library>,
    faces: Arc<Typefaces>,
    main: FileId,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.faces.book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        let bytes = self.file(id)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.into()))
    }
    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = self.root.join(id.get().vpath().get_without_slash());
        match std::fs::read(&path) {
            Ok(data) => Ok(Bytes::new(data)),
            Err(error) => Err(FileError::from_io(error, &path)),
        }
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.faces.fonts.get(index).cloned()
    }
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        // A fixed day keeps the output the same whenever the generator runs.
        Datetime::from_ymd(2027, 3, 18)
    }
}

/// Lays out `source` (a path under `content/`) with `inputs` readable as `sys.inputs`.
pub fn lay_out(
    root: &Path,
    faces: &Arc<Typefaces>,
    source: &str,
    inputs: &[(&str, &str)],
) -> Result<PagedDocument> {
    let inputs: Dict = inputs
        .iter()
        .map(|(key, value)| (Str::from(*key), Value::Str(Str::from(*value))))
        .collect();
    let path = VirtualPath::new(source).map_err(|error| anyhow!("{source}: {error:?}"))?;
    let desk = Desk {
        root: root.to_path_buf(),
        library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
        faces: faces.clone(),
        main: FileId::new(RootedPath::new(VirtualRoot::Project, path)),
    };
    let outcome = typst::compile::<PagedDocument>(&desk);
    for warning in outcome.warnings.iter().take(4) {
        eprintln!("  {source}: {}", describe(&desk, warning));
    }
    outcome.output.map_err(|errors| {
        let lines: Vec<String> = errors.iter().take(5).map(|e| describe(&desk, e)).collect();
        anyhow!("{source}:\n  {}", lines.join("\n  "))
    })
}

/// Writes the laid-out document as a tagged PDF without a creation time.
pub fn to_pdf(document: &PagedDocument, ident: &str) -> Result<Vec<u8>> {
    let options = typst_pdf::PdfOptions {
        ident: Smart::Custom(ident.to_string()),
        creator: Smart::Custom(Some("Vitrine demo exhibition".to_string())),
        ..Default::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| anyhow!("{ident}: {errors:?}"))
}

/// Draws each page so that its longer side is `long_side` pixels.
pub fn to_pictures(document: &PagedDocument, long_side: u32) -> Vec<Pixmap> {
    document
        .pages()
        .iter()
        .map(|page| {
            let size = page.frame.size();
            let longest = size.x.to_pt().max(size.y.to_pt());
            typst_render::render(
                page,
                &typst_render::RenderOptions {
                    pixel_per_pt: (f64::from(long_side) / longest).into(),
                    render_bleed: false,
                },
            )
        })
        .collect()
}

/// Says where in the source a complaint points.
fn describe(desk: &Desk, diagnostic: &SourceDiagnostic) -> String {
    let place = diagnostic.span.id().and_then(|id| {
        let source = desk.source(id).ok()?;
        let range = desk.range(diagnostic.span)?;
        let line = source.lines().byte_to_line(range.start)? + 1;
        Some(format!("{}:{line}", id.get().vpath().get_without_slash()))
    });
    let hints: Vec<&str> = diagnostic.hints.iter().map(|h| h.v.as_str()).collect();
    format!(
        "{} {} {}",
        place.unwrap_or_default(),
        diagnostic.message,
        hints.join("; ")
    )
}
