//! The voice of the machine: what it has to be able to do, and that it says one thing at a time.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tokio::sync::{Mutex, watch};
use vitrine_core::messages::SpeakWish;

use crate::refusal::Refusal;

/// What a voice is busy with.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A machine that reads aloud.
pub trait Voice: fmt::Debug + Send + Sync {
    /// Codes of the languages that a voice of its own speaks (BCP 47, lower case); none where it cannot be asked.
    fn languages(&self) -> Pending<'_, Vec<String>>;

    /// Says a sentence, and is over when it has been said. It falls silent when this is let go before.
    fn say(&self, wish: SpeakWish) -> Pending<'_, Result<(), Mute>>;
}

/// Nothing is to be heard.
#[derive(Debug, thiserror::Error)]
#[error("the voice cannot be heard: {0}")]
pub struct Mute(pub String);

/// Reads one sentence at a time: whoever asks takes the floor from who had it.
pub(crate) struct Reader {
    voice: Arc<dyn Voice>,
    /// Counts the sentences that were asked for.
    asked: watch::Sender<u64>,
    floor: Mutex<()>,
}

impl Reader {
    pub(crate) fn new(voice: Arc<dyn Voice>) -> Self {
        Self {
            voice,
            asked: watch::Sender::new(0),
            floor: Mutex::new(()),
        }
    }

    pub(crate) async fn languages(&self) -> Vec<String> {
        self.voice.languages().await
    }

    /// Over when it has been said; letting go of it stops the voice.
    ///
    /// # Errors
    /// When another sentence is asked for meanwhile, or the voice is not to be heard.
    pub(crate) async fn read(&self, wish: SpeakWish) -> Result<(), Refusal> {
        let mut asked = self.asked.subscribe();
        let mut own = 0;
        self.asked.send_modify(|asked| {
            *asked += 1;
            own = *asked;
        });
        let said = async {
            let _floor = self.floor.lock().await;
            self.voice.say(wish).await
        };
        tokio::select! {
            said = said => said.map_err(|mute| {
                tracing::warn!("{mute}");
                Refusal::Mute
            }),
            _ = asked.wait_for(|asked| *asked > own) => Err(Refusal::Overtaken),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex as Held;

    use tokio::sync::Notify;

    use super::*;

    /// Says what it is told to, one notification a sentence.
    #[derive(Debug, Default)]
    struct Actor {
        heard: Held<Vec<String>>,
        over: Notify,
    }

    /// Notes that a sentence was broken off.
    struct Breath<'a>(&'a Actor, bool);

    impl Drop for Breath<'_> {
        fn drop(&mut self) {
            if !self.1 {
                self.0.heard.lock().unwrap().push("—".into());
            }
        }
    }

    impl Voice for Actor {
        fn languages(&self) -> Pending<'_, Vec<String>> {
            Box::pin(async { vec!["fr".into()] })
        }

        fn say(&self, wish: SpeakWish) -> Pending<'_, Result<(), Mute>> {
            Box::pin(async move {
                self.heard.lock().unwrap().push(wish.sentence);
                let mut breath = Breath(self, false);
                self.over.notified().await;
                breath.1 = true;
                Ok(())
            })
        }
    }

    fn wish(sentence: &str) -> SpeakWish {
        SpeakWish {
            sentence: sentence.into(),
            language: "en".into(),
            rate: 1.0,
            loudness: 0.5,
        }
    }

    #[tokio::test]
    async fn a_sentence_is_over_when_it_has_been_said() {
        let actor = Arc::new(Actor::default());
        let reader = Reader::new(Arc::clone(&actor) as Arc<dyn Voice>);
        actor.over.notify_one();
        assert_eq!(reader.read(wish("one")).await, Ok(()));
        assert_eq!(*actor.heard.lock().unwrap(), ["one"]);
        assert_eq!(reader.languages().await, ["fr"]);
    }

    #[tokio::test]
    async fn the_next_sentence_breaks_off_the_one_before_and_never_speaks_over_it() {
        let actor = Arc::new(Actor::default());
        let reader = Arc::new(Reader::new(Arc::clone(&actor) as Arc<dyn Voice>));
        let first = tokio::spawn({
            let reader = Arc::clone(&reader);
            async move { reader.read(wish("one")).await }
        });
        while actor.heard.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        let second = tokio::spawn({
            let reader = Arc::clone(&reader);
            async move { reader.read(wish("two")).await }
        });
        assert_eq!(first.await.unwrap(), Err(Refusal::Overtaken));
        actor.over.notify_one();
        assert_eq!(second.await.unwrap(), Ok(()));
        assert_eq!(*actor.heard.lock().unwrap(), ["one", "—", "two"]);
    }

    #[tokio::test]
    async fn who_lets_go_of_a_sentence_silences_it() {
        let actor = Arc::new(Actor::default());
        let reader = Arc::new(Reader::new(Arc::clone(&actor) as Arc<dyn Voice>));
        let reading = tokio::spawn(async move { reader.read(wish("one")).await });
        while actor.heard.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        reading.abort();
        assert!(reading.await.is_err());
        assert_eq!(*actor.heard.lock().unwrap(), ["one", "—"]);
    }
}
