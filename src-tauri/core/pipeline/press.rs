//! Where documents of office programs become the PDFs that are shown: one at a time, beside all other work, kept in the
//! cache under the name of the bytes they come from.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};

use crate::backstage::step_back;
use crate::intake::office::{Office, is_whole_print};
use crate::intake::reading::{Binding, Manuscript, Reading, Refusal};
use crate::messages::ProblemCode;
use crate::pipeline::MediaFile;
use crate::pipeline::darkroom::Darkroom;
use crate::pipeline::reader::Open;
use crate::pipeline::run::Note;
use crate::rendition::protocol::{Job, refusal};
use crate::rendition::workers::Urgency;

/// A document that waits, and who is told.
struct Wish {
    document: Open,
    made: Manuscript,
    notes: Sender<Note>,
    room: Weak<Darkroom>,
}

/// The thread that prints; it ends after what it is at when this is dropped.
pub(crate) struct Press(Sender<Wish>);

impl Press {
    /// `None` where this machine has no office program.
    pub(crate) fn start(office: Option<Office>) -> std::io::Result<Option<Self>> {
        let Some(office) = office else { return Ok(None) };
        let (sender, wishes) = channel();
        std::thread::Builder::new()
            .name("press".to_owned())
            .spawn(move || {
                step_back();
                print_all(&office, &wishes);
            })?;
        Ok(Some(Self(sender)))
    }
}

impl Darkroom {
    /// Tells the loop what a file turned out to be; a document is printed first, where that can be done.
    pub(crate) fn deliver(self: &Arc<Self>, file: Open, reading: Reading, notes: &Sender<Note>) {
        let printed = self.press.as_ref().zip(Manuscript::of(&reading));
        let Some((press, made)) = printed else {
            return file.tell(Arc::new(reading), notes);
        };
        let wish = Wish {
            document: file,
            made,
            notes: notes.clone(),
            room: Arc::downgrade(self),
        };
        // The thread outlives its wishes, unless it has panicked; then the document is as it was.
        if let Err(unprinted) = press.0.send(wish) {
            unprinted.0.document.tell(Arc::new(reading), notes);
        }
    }

    /// Whether what was found of a file is not so any more: it was found without an office program, or what that made is
    /// gone.
    pub(crate) fn wants_print(&self, media: &str, reading: &Reading) -> bool {
        self.could_print(reading) || self.lacks_print(media, reading)
    }

    /// Whether this is a document that was not printed, on a machine that can print it.
    pub(crate) fn could_print(&self, reading: &Reading) -> bool {
        self.press.is_some() && Manuscript::of(reading).is_some()
    }

    fn lacks_print(&self, media: &str, reading: &Reading) -> bool {
        let printed =
            matches!(reading, Reading::Publication(found) if matches!(found.binding, Binding::Office(_)));
        printed
            && !self
                .store()
                .print_path(media)
                .is_ok_and(|print| is_whole_print(&print))
    }

    /// The file that is opened for a leaf of a publication: of a document its PDF. Where that is gone it is made again, and
    /// there is none now.
    pub(crate) fn opened(&self, media: &str, file: &MediaFile) -> Option<PathBuf> {
        if !matches!(file.kind.binding(), Binding::Office(_)) {
            return Some(file.path.clone());
        }
        let print = self.store().print_path(media).ok()?;
        if is_whole_print(&print) {
            return Some(print);
        }
        // Nobody listens any more when the loop has ended.
        let _ = self.notes.send(Note::Unprinted(media.to_owned()));
        None
    }

    fn print(self: &Arc<Self>, office: &Office, wish: Wish) {
        let Wish {
            document,
            made,
            notes,
            ..
        } = wish;
        let outcome = self.printed(office, &document, made);
        let print = match outcome {
            Ok(print) => print,
            Err(refusal) => return document.tell(Arc::new(Reading::Refused(refusal)), &notes),
        };
        self.read_print(print, made, move |reading| {
            document.tell(Arc::new(reading), &notes)
        });
    }

    fn printed(&self, office: &Office, document: &Open, made: Manuscript) -> Result<PathBuf, Refusal> {
        let failed = |error: String| refusal(ProblemCode::FileUnreadable, made.name(), error);
        let print = self
            .store()
            .print_path(&document.media)
            .map_err(|error| failed(error.to_string()))?;
        if !is_whole_print(&print) {
            tracing::info!(file = %document.full.display(), "the office program makes a PDF of a document");
            office.print(&document.full, made, &self.store().unfinished(), &print)?;
        }
        let bytes = std::fs::metadata(&print).map_or(0, |facts| facts.len());
        self.index().kept_print(&document.media, bytes);
        Ok(print)
    }

    fn read_print(&self, print: PathBuf, made: Manuscript, told: impl FnOnce(Reading) + Send + 'static) {
        let done = move |outcome| told(made.bound(outcome));
        self.workers
            .submit(Job::Read { path: print }, Urgency::Soon, Box::new(done));
    }
}

fn print_all(office: &Office, wishes: &Receiver<Wish>) {
    while let Ok(wish) = wishes.recv() {
        let Some(room) = wish.room.upgrade() else { return };
        room.print(office, wish);
    }
}
