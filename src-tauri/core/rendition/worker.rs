//! The render worker: a child process that opens untrusted files so that the show itself never does.
//!
//! It takes one job at a time from its input and answers on its output until the input ends. A panic costs one job, or,
//! in a released program, the process as anything worse does; the show replaces it.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::intake::read;
use crate::intake::reading::Reading;
use crate::messages::ProblemCode;
use crate::rendition::confine::confine;
use crate::rendition::desk::Desk;
use crate::rendition::protocol::{Job, Outcome, greet, read_job, refusal, write_outcome};
use crate::rendition::recipe::Size;
use crate::rendition::{moving, photo, poster};

/// Nested pages, patterns and drawings recurse once per level.
const STACK: usize = 256 << 20;

/// The whole life of `vitrine --render-worker`: gives up what a decoder never needs, then serves the standard streams.
///
/// # Errors
/// When a limit cannot be set, or the show goes away in the middle of a message.
pub fn run() -> io::Result<()> {
    let open = confine()?;
    std::panic::set_hook(Box::new(|_| {}));
    serve(io::stdin(), io::stdout(), &open)
}

/// Answers jobs until `input` ends. `open` names what could not be given up.
fn serve(input: impl Read + Send, output: impl Write + Send, open: &[&str]) -> io::Result<()> {
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name("decode".into())
            .stack_size(STACK)
            .spawn_scoped(scope, || answer_all(input, output, open))?
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("the worker's own code failed")))
    })
}

fn answer_all(mut input: impl Read, mut output: impl Write, open: &[&str]) -> io::Result<()> {
    greet(&mut output, open)?;
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
        Job::ReadAll { paths } => Ok(Outcome::Readings(
            paths.iter().map(|path| read::read(Path::new(path))).collect(),
        )),
        Job::Photo { path, sizes } => photo::make(path, sizes).map(Outcome::Pictures),
        Job::Moving { path } => {
            moving::make(path).map(|picture| Outcome::Pictures(vec![(Size::Screen, picture)]))
        }
        Job::Page { path, number, sizes } => desk.draw(path, *number, sizes).map(Outcome::Pictures),
        Job::Text {
            path,
            binding,
            first,
            count,
        } => desk.words(path, *binding, *first, *count).map(Outcome::Text),
        Job::Leaf {
            path,
            binding,
            number,
            pictures,
        } => desk.leaf(path, *binding, *number, pictures).map(Outcome::Leaf),
        Job::Figure { path, number, sizes } => desk.figure(path, *number, sizes).map(Outcome::Pictures),
        Job::Marks { path, number, words } => desk.marks(path, *number, words).map(Outcome::Marks),
        Job::Poster { picture, sizes } => poster::make(picture, sizes).map(Outcome::Pictures),
        #[cfg(test)]
        Job::Trial(trial) => Ok(Outcome::Text(trial.perform())),
    };
    result.unwrap_or_else(Outcome::Refused)
}

fn last_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("the decoder panicked: {}", words.unwrap_or("without a word"))
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
    use crate::intake::reading::TextReading;
    use crate::rendition::protocol::{await_greeting, read_outcome, write_job};

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
        serve(input.as_slice(), &mut output, &[]).unwrap();
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
            Job::ReadAll {
                paths: vec![
                    folder.path().join("note.jpg").into(),
                    folder.path().join("gone.jpg").into(),
                ],
            },
        ]);
        assert_eq!(outcomes.len(), 4);
        assert_eq!(
            outcomes[0],
            Outcome::Reading(Reading::Text(TextReading::default()))
        );
        assert!(
            matches!(&outcomes[1], Outcome::Refused(refusal) if refusal.code == ProblemCode::FileUnreadable)
        );
        assert!(matches!(&outcomes[2], Outcome::Refused(_)));
        let Outcome::Readings(readings) = &outcomes[3] else {
            panic!("{:?}", outcomes[3])
        };
        assert!(matches!(
            readings.as_slice(),
            [Reading::Text(_), Reading::Refused(_)]
        ));
    }

    #[test]
    fn a_panic_has_last_words() {
        let panic = catch_unwind(|| panic!("index {} out of range", 3)).unwrap_err();
        assert_eq!(last_words(&*panic), "the decoder panicked: index 3 out of range");
    }
}
