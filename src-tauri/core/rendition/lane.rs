//! One lane of render work: a child process at a time, watched by the clock, replaced when it dies.

use std::ffi::OsString;
use std::io::{self, BufReader, BufWriter};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Once};
use std::time::{Duration, Instant};

use crate::rendition::leash::Leash;
use crate::rendition::protocol::{Job, Outcome, await_greeting, read_outcome, write_job};

/// What a child may inherit: where libraries and fonts are, nothing about the user's session.
const ENVIRONMENT: [&str; 6] = [
    "HOME",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "WINDIR",
    "XDG_DATA_DIRS",
    "XDG_DATA_HOME",
];

/// What wakes a lane that waits for its child.
pub(crate) enum Event {
    /// The child of that generation has answered, or is gone.
    Answer(u64, Result<Outcome, Loss>),
    /// The workers are being dropped.
    Close,
}

/// How a child was lost.
pub(crate) struct Loss {
    greeted: bool,
    words: String,
}

/// What became of one try at a job.
pub(crate) enum Try {
    /// The job is done, well or badly.
    Done(Outcome),
    /// The child died of it, or had to be killed; in which way.
    Struck(String),
    /// The workers are closing.
    Closing,
}

pub(crate) struct Lane {
    command: Vec<OsString>,
    leash: Arc<Leash>,
    events: Receiver<Event>,
    bell: Sender<Event>,
    child: Option<Child>,
    generation: u64,
}

struct Child {
    process: std::process::Child,
    jobs: Sender<Arc<Job>>,
}

impl Drop for Child {
    fn drop(&mut self) {
        // Both fail only when the process is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Lane {
    pub(crate) fn new(command: Vec<OsString>, leash: Arc<Leash>) -> (Self, Sender<Event>) {
        let (bell, events) = channel();
        (
            Self {
                command,
                leash,
                events,
                bell: bell.clone(),
                child: None,
                generation: 0,
            },
            bell,
        )
    }

    /// Starts the child unless there is one. Has to be called on the thread that keeps the lane: on Linux the child
    /// dies with the thread that started it.
    pub(crate) fn warm(&mut self) -> io::Result<()> {
        // One that died between two jobs did not die of the next.
        if let Some(child) = &mut self.child
            && child.process.try_wait()?.is_some()
        {
            self.child = None;
        }
        if self.child.is_none() {
            self.generation += 1;
            self.child = Some(start(&self.command, self.generation, self.bell.clone())?);
        }
        Ok(())
    }

    /// Tries a job once. Background work may be held still meanwhile.
    pub(crate) fn perform(&mut self, job: &Arc<Job>, patience: Duration, background: bool) -> Try {
        if let Err(error) = self.warm() {
            return Try::Done(Outcome::Failed(format!(
                "the render worker cannot be started: {error}"
            )));
        }
        if let Some(child) = &self.child {
            if background {
                self.leash.begin(child.process.id());
            }
            // A courier that is gone has rung the bell already.
            let _ = child.jobs.send(Arc::clone(job));
        }
        let answer = self.wait(patience, background);
        if background {
            self.leash.end();
        }
        match answer {
            None => Try::Closing,
            Some(Some(Ok(outcome))) => Try::Done(outcome),
            Some(Some(Err(loss))) => {
                self.child = None;
                if loss.greeted {
                    Try::Struck(format!("its worker died: {}", loss.words))
                } else {
                    Try::Done(Outcome::Failed(format!(
                        "the render worker fails: {}",
                        loss.words
                    )))
                }
            }
            Some(None) => {
                self.child = None;
                Try::Struck(format!("not done after {} s", patience.as_secs_f32()))
            }
        }
    }

    /// Outer `None`: closing. Inner `None`: out of patience.
    #[expect(
        clippy::option_option,
        reason = "the two ends are told apart where this is called, and only there"
    )]
    fn wait(&self, patience: Duration, background: bool) -> Option<Option<Result<Outcome, Loss>>> {
        let began = Instant::now();
        loop {
            let held = if background {
                self.leash.total()
            } else {
                Duration::ZERO
            };
            let left = (patience + held).saturating_sub(began.elapsed());
            match self.events.recv_timeout(left) {
                Ok(Event::Answer(generation, answer)) if generation == self.generation => {
                    return Some(Some(answer));
                }
                Ok(Event::Answer(..)) => {}
                Ok(Event::Close) | Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if background && self.leash.total() > held => {}
                Err(RecvTimeoutError::Timeout) => return Some(None),
            }
        }
    }
}

fn start(command: &[OsString], generation: u64, bell: Sender<Event>) -> io::Result<Child> {
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| io::Error::other("the command of the render worker is empty"))?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .env_clear()
        // Whole pictures go back to the system when they are done; glibc would keep tens of megabytes of each worker.
        .env("MALLOC_MMAP_THRESHOLD_", "1048576")
        // They are asked for anew each time, which costs less in large pieces than in small ones.
        .env("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
    command.envs(
        ENVIRONMENT
            .iter()
            .filter_map(|name| Some((*name, std::env::var_os(name)?))),
    );
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        const BELOW_NORMAL_PRIORITY_CLASS: u32 = 0x0000_4000;
        command.creation_flags(CREATE_NO_WINDOW | BELOW_NORMAL_PRIORITY_CLASS);
    }
    let mut process = command.spawn()?;
    let pipes = process.stdin.take().zip(process.stdout.take());
    let (jobs, orders) = channel();
    let child = Child { process, jobs };
    let (input, output) = pipes.ok_or_else(|| io::Error::other("the render worker has no pipes"))?;
    std::thread::Builder::new()
        .name("render courier".into())
        .spawn(move || carry(&orders, input, output, generation, &bell))?;
    Ok(child)
}

/// Carries jobs to a child and answers back, on its own thread because pipes cannot be waited for with a limit.
fn carry(
    orders: &Receiver<Arc<Job>>,
    input: ChildStdin,
    output: ChildStdout,
    generation: u64,
    bell: &Sender<Event>,
) {
    let mut input = BufWriter::new(input);
    let mut output = BufReader::new(output);
    let mut greeted = false;
    let mut exchange = |job: &Job| -> io::Result<Outcome> {
        if !greeted {
            tell_what_is_open(&await_greeting(&mut output)?);
            greeted = true;
        }
        write_job(&mut input, job)?;
        read_outcome(&mut output)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    };
    let loss = loop {
        let Ok(job) = orders.recv() else { return };
        match exchange(&job) {
            Ok(outcome) => {
                if bell.send(Event::Answer(generation, Ok(outcome))).is_err() {
                    return;
                }
            }
            Err(error) => break error.to_string(),
        }
    };
    // Nobody listens when the workers are closing.
    let _ = bell.send(Event::Answer(generation, Err(Loss { greeted, words: loss })));
}

/// A system that cannot confine a worker does not change from one worker to the next.
fn tell_what_is_open(open: &str) {
    static TOLD: Once = Once::new();
    if !open.is_empty() {
        TOLD.call_once(|| {
            tracing::info!("this system cannot close to render workers: {open}; other limits hold");
        });
    }
}
