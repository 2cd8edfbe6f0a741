//! The show's side of the render workers: a queue by urgency, and child processes that may die without harm.
//!
//! Each lane owns one child, started when first needed and replaced when it dies or takes too long. With two or more
//! lanes the first takes no idle work, so that a visitor's page never waits behind a long background job. A job that
//! costs a child its life rests before it is tried again, and after the third child its file is left alone.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::messages::ProblemCode;
use crate::rendition::lane::{Event, Lane, Try};
use crate::rendition::protocol::{Job, Outcome, refusal};

/// How soon a job is wanted. Jobs of one urgency are done in the order of their submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// A screen is waiting for it.
    Now,
    /// A screen will probably ask for it next.
    Soon,
    /// Whenever nothing else is to be done.
    Idle,
}

/// How long one job of each kind may take before its worker is killed, and how long it then rests.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For `Job::Read`.
    pub read: Duration,
    /// For `Job::Photo` and `Job::Poster`.
    pub photo: Duration,
    /// For `Job::Page`.
    pub page: Duration,
    /// For `Job::Text`.
    pub text: Duration,
    /// Before the second and the third try of a job that cost its worker; the last.
    pub rests: [Duration; 2],
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            read: Duration::from_secs(10),
            photo: Duration::from_secs(30),
            page: Duration::from_secs(20),
            text: Duration::from_secs(120),
            // A machine that is short of memory for a moment has it again after these.
            rests: [Duration::from_secs(1), Duration::from_secs(5)],
        }
    }
}

impl Patience {
    fn with(&self, job: &Job) -> Duration {
        match job {
            Job::Read { .. } => self.read,
            Job::Photo { .. } | Job::Poster { .. } => self.photo,
            Job::Page { .. } => self.page,
            Job::Text { .. } => self.text,
            #[cfg(test)]
            Job::Trial(_) => self.read,
        }
    }
}

/// Names a submitted job, so that it can be hurried or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// Receives the outcome, on a thread of the workers; it should hand it on and return.
pub type Done = Box<dyn FnOnce(Outcome) + Send>;

/// A few render workers. Dropping them kills the processes; jobs that are not finished are never called back.
pub struct Workers {
    shared: Arc<Shared>,
    lanes: Vec<(JoinHandle<()>, Sender<Event>)>,
}

struct Shared {
    patience: Patience,
    queue: Mutex<Queue>,
    wake: Condvar,
}

/// A job that is not done, and how many workers it has cost.
struct Task {
    job: Arc<Job>,
    done: Done,
    strikes: usize,
}

#[derive(Default)]
struct Queue {
    waiting: BTreeMap<(Urgency, Ticket), Task>,
    /// Tasks that are tried again at that time.
    resting: BTreeMap<Ticket, (Instant, Urgency, Task)>,
    next_ticket: u64,
    closing: bool,
}

impl Workers {
    /// Prepares `count` lanes (at least one) of `command`, program first, and starts the first process to prove it.
    ///
    /// # Errors
    /// When the command is empty or cannot be started.
    pub fn start(command: Vec<OsString>, count: usize) -> io::Result<Self> {
        Self::start_with(command, count, Patience::default())
    }

    /// As `start`, with other time limits.
    ///
    /// # Errors
    /// When the command is empty or cannot be started.
    pub fn start_with(command: Vec<OsString>, count: usize, patience: Patience) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            patience,
            queue: Mutex::default(),
            wake: Condvar::new(),
        });
        let mut workers = Self {
            shared,
            lanes: Vec::new(),
        };
        let count = count.max(1);
        let (proof, proven) = sync_channel(1);
        for number in 0..count {
            let (mut lane, bell) = Lane::new(command.clone());
            let shared = Arc::clone(&workers.shared);
            let proof = (number == 0).then(|| proof.clone());
            let takes_idle = number > 0 || count == 1;
            let thread = std::thread::Builder::new()
                .name(format!("render lane {number}"))
                .spawn(move || {
                    if let Some(proof) = proof {
                        // `start` may have given up already; then the lane finds the queue closing.
                        let _ = proof.send(lane.warm());
                    }
                    shared.keep_busy(&mut lane, takes_idle);
                })?;
            workers.lanes.push((thread, bell));
        }
        proven
            .recv()
            .unwrap_or_else(|_| Err(io::Error::other("the render lane did not start")))?;
        Ok(workers)
    }

    /// Queues a job and returns at once.
    pub fn submit(&self, job: Job, urgency: Urgency, done: Done) -> Ticket {
        let mut queue = self.shared.queue();
        let ticket = Ticket(queue.next_ticket);
        queue.next_ticket += 1;
        let task = Task {
            job: Arc::new(job),
            done,
            strikes: 0,
        };
        queue.waiting.insert((urgency, ticket), task);
        drop(queue);
        self.shared.wake.notify_all();
        ticket
    }

    /// Moves a waiting job up; one that has begun, is done, or is already that urgent is left alone. A rest is not cut
    /// short.
    pub fn hurry(&self, ticket: Ticket, urgency: Urgency) {
        let mut queue = self.shared.queue();
        for slower in [Urgency::Soon, Urgency::Idle]
            .into_iter()
            .filter(|slower| *slower > urgency)
        {
            if let Some(entry) = queue.waiting.remove(&(slower, ticket)) {
                queue.waiting.insert((urgency, ticket), entry);
            }
        }
        if let Some((_, wanted, _)) = queue.resting.get_mut(&ticket) {
            *wanted = urgency.min(*wanted);
        }
        drop(queue);
        self.shared.wake.notify_all();
    }

    /// Takes a waiting job back; its callback is dropped uncalled. One that has begun runs to its end.
    pub fn withdraw(&self, ticket: Ticket) {
        let mut queue = self.shared.queue();
        let withdrawn = [Urgency::Now, Urgency::Soon, Urgency::Idle]
            .map(|urgency| queue.waiting.remove(&(urgency, ticket)));
        let rested = queue.resting.remove(&ticket);
        drop(queue);
        // A callback may hold anything, even these workers: it is dropped outside the lock.
        drop((withdrawn, rested));
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let mut queue = self.shared.queue();
        queue.closing = true;
        let abandoned = (
            std::mem::take(&mut queue.waiting),
            std::mem::take(&mut queue.resting),
        );
        drop(queue);
        drop(abandoned);
        self.shared.wake.notify_all();
        for (thread, bell) in self.lanes.drain(..) {
            // A lane that has ended already needs no bell.
            let _ = bell.send(Event::Close);
            // The last owner may be a callback, which runs on a lane.
            if thread.thread().id() != std::thread::current().id() {
                let _ = thread.join();
            }
        }
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        // Nothing that runs under the lock can leave the queue half changed.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep_busy(&self, lane: &mut Lane, takes_idle: bool) {
        while let Some((key, mut task)) = self.next(takes_idle) {
            let outcome = match lane.perform(&task.job, self.patience.with(&task.job)) {
                Try::Done(outcome) => outcome,
                Try::Closing => return,
                Try::Struck(how) => {
                    let Some(rest) = self.patience.rests.get(task.strikes) else {
                        let words = format!("given up after {} tries; {how}", task.strikes + 1);
                        self.finish(
                            task,
                            Outcome::Refused(refusal(ProblemCode::FileQuarantined, "", words)),
                        );
                        continue;
                    };
                    tracing::info!("{} cost a render worker: {how}", task.job.about());
                    task.strikes += 1;
                    self.put_to_rest(key, task, Instant::now() + *rest);
                    continue;
                }
            };
            self.finish(task, outcome);
        }
    }

    fn finish(&self, task: Task, outcome: Outcome) {
        if catch_unwind(AssertUnwindSafe(|| (task.done)(outcome))).is_err() {
            tracing::error!("what was to be done with a finished job has panicked");
        }
    }

    fn put_to_rest(&self, (urgency, ticket): (Urgency, Ticket), task: Task, until: Instant) {
        let mut queue = self.queue();
        // Once the queue is closing nobody empties it again.
        if queue.closing {
            drop(queue);
            return drop(task);
        }
        queue.resting.insert(ticket, (until, urgency, task));
        drop(queue);
        // Lanes that wait know only of the rests that began before.
        self.wake.notify_all();
    }

    fn next(&self, takes_idle: bool) -> Option<((Urgency, Ticket), Task)> {
        let mut queue = self.queue();
        loop {
            if queue.closing {
                return None;
            }
            let next_rested = queue.wake_the_rested(Instant::now());
            let first = queue.waiting.first_entry();
            if let Some(first) = first.filter(|first| takes_idle || first.key().0 < Urgency::Idle) {
                return Some(first.remove_entry());
            }
            queue = match next_rested {
                Some(rest) => {
                    let woken = self.wake.wait_timeout(queue, rest);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.wake.wait(queue).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

impl Queue {
    /// Lets tasks whose rest is over wait again; gives back how long the next one still rests.
    fn wake_the_rested(&mut self, now: Instant) -> Option<Duration> {
        let due = |(until, _, _): &(Instant, Urgency, Task)| *until <= now;
        let rested: Vec<Ticket> = self
            .resting
            .iter()
            .filter(|(_, rest)| due(rest))
            .map(|(ticket, _)| *ticket)
            .collect();
        for ticket in rested {
            if let Some((_, urgency, task)) = self.resting.remove(&ticket) {
                self.waiting.insert((urgency, ticket), task);
            }
        }
        let next = self.resting.values().map(|(until, _, _)| *until).min();
        next.map(|until| until.saturating_duration_since(now))
    }
}

#[cfg(test)]
#[path = "workers_tests.rs"]
mod tests;
