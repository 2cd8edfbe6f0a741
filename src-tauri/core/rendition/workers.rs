//! The show's side of the render workers: a queue by urgency, and child processes that may die without harm.
//!
//! Each lane owns one child, started when first needed and replaced when it dies or takes too long. With two or more
//! lanes the first takes no idle work, so that a visitor's page never waits behind a long background job. A job that
//! costs a child its life rests before it is tried again, and after the third child its file is left alone.

use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::backstage::step_back;
use crate::messages::ProblemCode;
use crate::rendition::lane::{Event, Lane, Try};
use crate::rendition::leash::Leash;
use crate::rendition::protocol::{Job, Outcome, refusal};
use crate::rendition::quarantine::{Quarantine, STRIKES};
use crate::rendition::queue::{Queue, Task};

pub use crate::rendition::queue::{Done, Ticket, Urgency};

/// How long one job of each kind may take before its worker is killed, and how long it then rests.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For `Job::Read`.
    pub read: Duration,
    /// For `Job::Photo`, `Job::Moving`, `Job::Figure` and `Job::Poster`.
    pub photo: Duration,
    /// For `Job::Page`, `Job::Leaf` and `Job::Marks`.
    pub page: Duration,
    /// For `Job::Text`.
    pub text: Duration,
    /// Before the second and the third try of a job that cost its worker; the last.
    pub rests: [Duration; STRIKES - 1],
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
            Job::Read { .. } | Job::ReadAll { .. } => self.read,
            Job::Photo { .. } | Job::Moving { .. } | Job::Figure { .. } | Job::Poster { .. } => self.photo,
            Job::Page { .. } | Job::Leaf { .. } | Job::Marks { .. } => self.page,
            Job::Text { .. } => self.text,
            #[cfg(test)]
            Job::Trial(_) => self.read,
        }
    }
}

/// A few render workers. Dropping them kills the processes; jobs that are not finished are never called back.
pub struct Workers {
    shared: Arc<Shared>,
    lanes: Vec<(JoinHandle<()>, Sender<Event>)>,
}

struct Shared {
    patience: Patience,
    queue: Mutex<Queue>,
    quarantine: Mutex<Quarantine>,
    wake: Condvar,
    /// One for each lane.
    leashes: Vec<Arc<Leash>>,
}

fn left_alone(why: &str) -> Outcome {
    Outcome::Refused(refusal(ProblemCode::FileQuarantined, "", why))
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
        let count = count.max(1);
        let shared = Arc::new(Shared {
            leashes: (0..count).map(|_| Arc::default()).collect(),
            patience,
            queue: Mutex::default(),
            quarantine: Mutex::default(),
            wake: Condvar::new(),
        });
        let mut workers = Self {
            shared,
            lanes: Vec::new(),
        };
        let (proof, proven) = sync_channel(1);
        for number in 0..count {
            let leash = Arc::clone(&workers.shared.leashes[number]);
            let (mut lane, bell) = Lane::new(command.clone(), leash);
            let shared = Arc::clone(&workers.shared);
            let proof = (number == 0).then(|| proof.clone());
            let takes_idle = number > 0 || count == 1;
            let thread = std::thread::Builder::new()
                .name(format!("render lane {number}"))
                .spawn(move || {
                    if number > 0 {
                        step_back();
                    }
                    if let Some(proof) = proof {
                        // `start` may have given up already; then the lane finds the queue closing.
                        let _ = proof.send(lane.warm());
                    }
                    shared.keep_busy(&mut lane, number, takes_idle);
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
        let ticket = queue.add(job, urgency, done);
        drop(queue);
        self.shared.wake.notify_all();
        ticket
    }

    /// Moves a waiting job up, and lets others wait for one that has begun; one that is done, or is already that urgent,
    /// is left alone. A rest is not cut short.
    pub fn hurry(&self, ticket: Ticket, urgency: Urgency) {
        let mut queue = self.shared.queue();
        queue.hurry(ticket, urgency);
        self.shared.make_way(&queue);
        drop(queue);
        self.shared.wake.notify_all();
    }

    /// Takes a waiting job back; its callback is dropped uncalled. One that has begun runs to its end. Says whether it
    /// was still waiting.
    pub fn withdraw(&self, ticket: Ticket) -> bool {
        let mut queue = self.shared.queue();
        let withdrawn = queue.withdraw(ticket);
        drop(queue);
        // A callback may hold anything, even these workers: it is dropped outside the lock.
        withdrawn.is_some()
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

    fn quarantine(&self) -> MutexGuard<'_, Quarantine> {
        self.quarantine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep_busy(&self, lane: &mut Lane, number: usize, takes_idle: bool) {
        while let Some((key, task)) = self.next(number, takes_idle) {
            if self.quarantine().holds(&task.job) {
                self.put_down(key.1);
                self.finish(task, left_alone("it was given up before"));
                continue;
            }
            let patience = self.patience.with(&task.job);
            let tried = lane.perform(&task.job, patience, key.0 == Urgency::Idle);
            self.put_down(key.1);
            match tried {
                Try::Done(outcome) => self.finish(task, outcome),
                Try::Struck(how) => self.strike(key, task, &how),
                Try::Closing => return,
            }
        }
    }

    fn strike(&self, key: (Urgency, Ticket), mut task: Task, how: &str) {
        tracing::info!("{} cost a render worker: {how}", task.job.about());
        if matches!(*task.job, Job::ReadAll { .. }) {
            // Whoever asked asks for each alone.
            return self.finish(task, Outcome::Failed(how.to_owned()));
        }
        let rest = self.patience.rests.get(task.strikes);
        task.strikes += 1;
        let strikes = task.strikes.max(self.quarantine().strike(&task.job));
        match rest {
            Some(rest) if strikes < STRIKES => self.put_to_rest(key, task, Instant::now() + *rest),
            _ => self.finish(
                task,
                left_alone(&format!("given up after {strikes} tries; {how}")),
            ),
        }
    }

    fn put_down(&self, ticket: Ticket) {
        let mut queue = self.queue();
        queue.put_down(ticket);
        self.make_way(&queue);
        drop(queue);
        // Idle jobs may begin again.
        self.wake.notify_all();
    }

    /// Holds still what can wait while a screen waits for something else, and lets it go on afterwards. Under the lock of
    /// the queue, so that a hold and the release after it cannot overtake each other.
    fn make_way(&self, queue: &Queue) {
        let awaited = queue.is_awaited();
        for (lane, leash) in self.leashes.iter().enumerate() {
            leash.hold(awaited && queue.can_wait(lane));
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

    fn next(&self, lane: usize, takes_idle: bool) -> Option<((Urgency, Ticket), Task)> {
        let mut queue = self.queue();
        loop {
            if queue.closing {
                return None;
            }
            let next_rested = queue.wake_the_rested(Instant::now());
            if let Some(next) = queue.take(lane, takes_idle) {
                self.make_way(&queue);
                return Some(next);
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

#[cfg(test)]
#[path = "workers_tests.rs"]
mod tests;
