//! The show's side of the render workers: a queue by urgency, and child processes that may die without harm.
//!
//! Each lane owns one child, started when first needed and replaced when it dies or takes too long. With two or more
//! lanes the first takes no idle work, so that a visitor's page never waits behind a long background job.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::rendition::lane::{Event, Lane};
use crate::rendition::protocol::{Job, Outcome};

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

/// How long one job of each kind may take before its worker is killed.
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
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            read: Duration::from_secs(10),
            photo: Duration::from_secs(30),
            page: Duration::from_secs(20),
            text: Duration::from_secs(120),
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

#[derive(Default)]
struct Queue {
    waiting: BTreeMap<(Urgency, Ticket), (Job, Done)>,
    next_ticket: u64,
    /// Jobs under way that a screen is waiting for.
    awaited: usize,
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
        queue.waiting.insert((urgency, ticket), (job, done));
        drop(queue);
        self.shared.wake.notify_all();
        ticket
    }

    /// Moves a waiting job up; one that has begun, is done, or is already that urgent is left alone.
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
        drop(queue);
        self.shared.wake.notify_all();
    }

    /// Takes a waiting job back; its callback is dropped uncalled. One that has begun runs to its end.
    pub fn withdraw(&self, ticket: Ticket) {
        let mut queue = self.shared.queue();
        let withdrawn = [Urgency::Now, Urgency::Soon, Urgency::Idle]
            .map(|urgency| queue.waiting.remove(&(urgency, ticket)));
        drop(queue);
        // A callback may hold anything, even these workers: it is dropped outside the lock.
        drop(withdrawn);
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        let mut queue = self.shared.queue();
        queue.closing = true;
        let abandoned = std::mem::take(&mut queue.waiting);
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
        while let Some((urgency, job, done)) = self.next(takes_idle) {
            let patience = self.patience.with(&job);
            let outcome = lane.perform(&Arc::new(job), patience);
            if urgency == Urgency::Now {
                self.queue().awaited -= 1;
                self.wake.notify_all();
            }
            let Some(outcome) = outcome else {
                return;
            };
            if catch_unwind(AssertUnwindSafe(|| done(outcome))).is_err() {
                tracing::error!("what was to be done with a finished job has panicked");
            }
        }
    }

    fn next(&self, takes_idle: bool) -> Option<(Urgency, Job, Done)> {
        let mut queue = self.queue();
        loop {
            if queue.closing {
                return None;
            }
            if let Some(next) = queue.take(takes_idle) {
                return Some(next);
            }
            queue = self.wake.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Queue {
    /// The next job for a lane. No idle job begins while a screen waits for another: they would share the processor.
    fn take(&mut self, takes_idle: bool) -> Option<(Urgency, Job, Done)> {
        let takes_idle = takes_idle && self.awaited == 0;
        let first = self.waiting.first_entry()?;
        if first.key().0 == Urgency::Idle && !takes_idle {
            return None;
        }
        let ((urgency, _), (job, done)) = first.remove_entry();
        self.awaited += usize::from(urgency == Urgency::Now);
        Some((urgency, job, done))
    }
}

#[cfg(test)]
#[path = "workers_tests.rs"]
mod tests;
