//! Hands the signs of life of a screen on to the window that shows it.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};

use vitrine_core::messages::ScreenBeat;

/// Whoever listens, at most one; a show without a window has nobody.
#[derive(Debug, Default)]
pub(crate) struct Pulse(Mutex<Option<Sender<ScreenBeat>>>);

impl Pulse {
    /// Every sign from now on. Whoever listened before hears nothing more.
    pub(crate) fn listen(&self) -> Receiver<ScreenBeat> {
        let (sender, beats) = mpsc::channel();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
        beats
    }

    /// A screen has given a sign.
    pub(crate) fn beat(&self, beat: ScreenBeat) {
        let mut listener = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if listener.as_ref().is_some_and(|one| one.send(beat).is_err()) {
            *listener = None;
        }
    }
}
