//! Jobs that are not being done: waiting by urgency and turn, or resting after they cost a worker.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

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

/// Names a submitted job, so that it can be hurried or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// Receives the outcome, on a thread of the workers; it should hand it on and return.
pub type Done = Box<dyn FnOnce(Outcome) + Send>;

/// A job that is not done, and how many workers it has cost.
pub(crate) struct Task {
    pub(crate) job: Arc<Job>,
    pub(crate) done: Done,
    pub(crate) strikes: usize,
}

#[derive(Default)]
pub(crate) struct Queue {
    pub(crate) waiting: BTreeMap<(Urgency, Ticket), Task>,
    /// Tasks that are tried again at that time.
    pub(crate) resting: BTreeMap<Ticket, (Instant, Urgency, Task)>,
    next_ticket: u64,
    /// Jobs under way: in which lane, and how soon they are wanted by now.
    under_way: BTreeMap<Ticket, (usize, Urgency)>,
    pub(crate) closing: bool,
}

impl Queue {
    pub(crate) fn add(&mut self, job: Job, urgency: Urgency, done: Done) -> Ticket {
        let ticket = Ticket(self.next_ticket);
        self.next_ticket += 1;
        let task = Task {
            job: Arc::new(job),
            done,
            strikes: 0,
        };
        self.waiting.insert((urgency, ticket), task);
        ticket
    }

    /// The next job for a lane. No idle job begins while a screen waits for another: they would share the processor.
    pub(crate) fn take(&mut self, lane: usize, takes_idle: bool) -> Option<((Urgency, Ticket), Task)> {
        let takes_idle = takes_idle && !self.is_awaited();
        let first = self.waiting.first_entry()?;
        let (urgency, ticket) = *first.key();
        if urgency == Urgency::Idle && !takes_idle {
            return None;
        }
        self.under_way.insert(ticket, (lane, urgency));
        Some(first.remove_entry())
    }

    /// A job is under way no more.
    pub(crate) fn put_down(&mut self, ticket: Ticket) {
        self.under_way.remove(&ticket);
    }

    /// Whether a screen waits for any job under way.
    pub(crate) fn is_awaited(&self) -> bool {
        self.under_way
            .values()
            .any(|(_, urgency)| *urgency == Urgency::Now)
    }

    /// Whether the job under way in this lane can wait.
    pub(crate) fn can_wait(&self, lane: usize) -> bool {
        !self
            .under_way
            .values()
            .any(|(own, urgency)| *own == lane && *urgency == Urgency::Now)
    }

    pub(crate) fn hurry(&mut self, ticket: Ticket, urgency: Urgency) {
        if let Some((_, wanted)) = self.under_way.get_mut(&ticket) {
            *wanted = urgency.min(*wanted);
        }
        for slower in [Urgency::Soon, Urgency::Idle]
            .into_iter()
            .filter(|slower| *slower > urgency)
        {
            if let Some(entry) = self.waiting.remove(&(slower, ticket)) {
                self.waiting.insert((urgency, ticket), entry);
            }
        }
        if let Some((_, wanted, _)) = self.resting.get_mut(&ticket) {
            *wanted = urgency.min(*wanted);
        }
    }

    pub(crate) fn withdraw(&mut self, ticket: Ticket) -> Option<Task> {
        [Urgency::Now, Urgency::Soon, Urgency::Idle]
            .into_iter()
            .find_map(|urgency| self.waiting.remove(&(urgency, ticket)))
            .or_else(|| self.resting.remove(&ticket).map(|(_, _, task)| task))
    }

    /// Lets tasks whose rest is over wait again; gives back how long the next one still rests.
    pub(crate) fn wake_the_rested(&mut self, now: Instant) -> Option<Duration> {
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
