//! The render worker: a child process that opens untrusted files so that the show itself never does.
//!
//! It takes one job at a time from its input and answers on its output until the input ends. A panic costs one job;
//! anything worse costs the process, which the show replaces.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::intake::read;
use crate::intake::reading::Reading;
use crate::messages::ProblemCode;
use crate::rendition::page::Desk;
use crate::rendition::protocol::{GREETING, Job, Outcome, read_job, refusal, write_outcome};
use crate::rendition::{photo, poster, text};

/// Nested pages, patterns and drawings recurse once per level.
const STACK: usize = 256 << 20;

/// The whole life of `vitrine --render-worker`: gives up what a decoder never needs, then serves the standard streams.
///
/// # Errors
/// When a limit cannot be set, or the show goes away in the middle of a message.
pub fn run() -> io::Result<()> {
    confine()?;
    std::panic::set_hook(Box::new(|_| {}));
    serve(io::stdin(), io::stdout())
}

/// Answers jobs until `input` ends.
///
/// # Errors
/// When the show goes away in the middle of a message.
pub fn serve(input: impl Read + Send, output: impl Write + Send) -> io::Result<()> {
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("decode".into())
            .stack_size(STACK)
            .spawn_scoped(scope, || answer_all(input, output))?
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("the worker's own code failed")))
    })
}

fn answer_all(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    output.write_all(GREETING)?;
    output.flush()?;
    let mut desk = Desk::default();
    while let Some(job) = read_job(&mut input)? {
        let outcome = catch_unwind(AssertUnwindSafe(|| answer(&job, &mut desk))).unwrap_or_else(|panic| {
            desk = Desk::default();
            Outcome::Refused(refusal(ProblemCode::FileDamaged, "", last_words(&*panic)))
        });
        write_outcome(&mut output, &outcome)?;
    }
    Ok(())
}

fn answer(job: &Job, desk: &mut Desk) -> Outcome {
    let result = match job {
        Job::Read { path } => match read::read(path) {
            Reading::Refused(refusal) => Err(refusal),
            reading => Ok(Outcome::Reading(reading)),
        },
        Job::Photo { path, sizes } => photo::make(path, sizes).map(Outcome::Pictures),
        Job::Page { path, number, sizes } => desk.draw(path, *number, sizes).map(Outcome::Pictures),
        Job::Text { path } => text::take(path).map(Outcome::Text),
        Job::Poster { picture, sizes } => poster::make(picture, sizes).map(Outcome::Pictures),
    };
    result.unwrap_or_else(Outcome::Refused)
}

fn last_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("the decoder panicked: {}", words.unwrap_or("without a word"))
}

#[cfg(unix)]
fn confine() -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, nice, setrlimit};

    let at_most = |limit| Rlimit {
        current: Some(limit),
        maximum: Some(limit),
    };
    setrlimit(Resource::Core, at_most(0))?;
    setrlimit(Resource::Fsize, at_most(0))?;
    setrlimit(Resource::Nofile, at_most(64))?;
    // macOS counts shared system libraries as address space, so no useful bound exists there.
    #[cfg(not(target_vendor = "apple"))]
    setrlimit(Resource::As, at_most(3 << 30))?;
    // Already at the lowest priority is fine.
    let _ = nice(5);
    // A worker in the middle of a long page would not notice that its input has ended.
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail here")]
fn confine() -> io::Result<()> {
    Ok(())
}

/// Program and arguments of a real worker process for tests: the test program itself, asked for the one test below.
#[cfg(test)]
pub(crate) fn command_for_tests() -> Vec<std::ffi::OsString> {
    let program = std::env::current_exe().unwrap().into_os_string();
    let arguments = [
        "--exact",
        "rendition::worker::tests::is_the_child_of_other_tests",
        "--ignored",
        "--nocapture",
    ];
    std::iter::once(program)
        .chain(arguments.map(Into::into))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rendition::protocol::{await_greeting, read_outcome, write_job};
    use crate::rendition::recipe::Size;

    #[test]
    #[ignore = "is started as a child process by other tests"]
    fn is_the_child_of_other_tests() {
        run().unwrap();
    }

    fn served(jobs: &[Job]) -> Vec<Outcome> {
        let mut input = Vec::new();
        for job in jobs {
            write_job(&mut input, job).unwrap();
        }
        let mut output = Vec::new();
        serve(input.as_slice(), &mut output).unwrap();
        let mut output = output.as_slice();
        await_greeting(&mut output).unwrap();
        std::iter::from_fn(|| read_outcome(&mut output).unwrap()).collect()
    }

    #[test]
    fn every_job_gets_its_answer_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("note.jpg");
        std::fs::write(&note, "only words").unwrap();
        let outcomes = served(&[
            Job::Read { path: note.clone() },
            Job::Photo {
                path: folder.path().join("gone.jpg"),
                sizes: vec![Size::Shelf],
            },
            Job::Page {
                path: note,
                number: 1,
                sizes: vec![Size::Shelf],
            },
        ]);
        assert_eq!(outcomes.len(), 3);
        assert_eq!(outcomes[0], Outcome::Reading(Reading::Text));
        assert!(
            matches!(&outcomes[1], Outcome::Refused(refusal) if refusal.code == ProblemCode::FileUnreadable)
        );
        assert!(matches!(&outcomes[2], Outcome::Refused(_)));
    }

    #[test]
    fn a_panic_has_last_words() {
        let panic = catch_unwind(|| panic!("index {} out of range", 3)).unwrap_err();
        assert_eq!(last_words(&*panic), "the decoder panicked: index 3 out of range");
    }
}
