//! Linux: Speech Dispatcher reads aloud, with whatever synthesisers the machine has, over the socket of this session.
//!
//! Every sentence has a connection of its own: whoever lets go of it cancels what that connection said, and nobody
//! else's words.

use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use ssip_client_async::fifo::asynchronous_tokio::Builder;
use ssip_client_async::tokio::AsyncClient;
use ssip_client_async::{
    ClientError, ClientName, ClientResult, ClientScope, EventType, MessageScope, NotificationType,
    OK_CANCELED, OK_LANGUAGE_SET, OK_NOTIFICATION_SET, OK_PRIORITY_SET, OK_RATE_SET, OK_VOLUME_SET, Priority,
};
use tokio::io::{BufReader, BufWriter};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{Mutex, oneshot};
use vitrine_core::messages::SpeakWish;
use vitrine_stage::{Mute, Pending, Voice};

type Client = AsyncClient<BufReader<OwnedReadHalf>, BufWriter<OwnedWriteHalf>>;

/// Where a session may say that its Speech Dispatcher listens, as its own clients read it.
const ADDRESS: &str = "SPEECHD_ADDRESS";
const UNIX_SOCKET: &str = "unix_socket:";

/// A daemon that has just been started opens its socket a moment later.
const OPENING_TRIES: u32 = 20;
const OPENING_REST: Duration = Duration::from_millis(100);

/// How long the list of voices may take: a synthesiser is started for it.
const LIST_PATIENCE: Duration = Duration::from_secs(10);

/// How long anything but the sentence itself may take.
const ANSWER_PATIENCE: Duration = Duration::from_secs(5);

/// Steps from the usual rate to twice and to half of it, of the hundred either way that the protocol has: what
/// eSpeak NG makes of them comes near that.
const TWICE: f64 = 77.0;
const HALF: f64 = 94.0;

/// Speech Dispatcher as a voice.
#[derive(Debug)]
pub(super) struct SpeechDispatcher {
    socket: Option<PathBuf>,
    /// Starts the daemon where nobody listens.
    starts: bool,
    /// What it can speak, once it has said so.
    languages: Mutex<Vec<String>>,
}

impl SpeechDispatcher {
    /// The one of whoever is logged in; it is started when it is first needed.
    pub(super) fn of_this_session() -> Self {
        Self {
            socket: socket(|name| std::env::var_os(name).map(PathBuf::from)),
            // One that somebody else has named is somebody else's to start.
            starts: std::env::var_os(ADDRESS).is_none(),
            languages: Mutex::default(),
        }
    }

    async fn connect(&self) -> ClientResult<Client> {
        let socket = self
            .socket
            .as_deref()
            .ok_or(io::ErrorKind::NotFound)
            .map_err(io::Error::from);
        let socket = socket.map_err(ClientError::Io)?;
        let mut client = match open(socket).await {
            Err(error) if self.starts && nobody_listens(&error) => started(socket).await,
            opened => opened,
        }
        .map_err(ClientError::Io)?;
        client
            .set_client_name(ClientName::with_component("vitrine", "vitrine", "reading"))
            .await?
            .check_client_name_set()
            .await?;
        Ok(client)
    }

    async fn list(&self) -> ClientResult<Vec<String>> {
        let mut client = self.connect().await?;
        let voices = client
            .list_synthesis_voices()
            .await?
            .receive_synthesis_voices()
            .await?;
        let mut languages: Vec<String> = voices
            .into_iter()
            .filter_map(|voice| voice.language)
            .map(|code| code.replace('_', "-").to_lowercase())
            .filter(|code| code.starts_with(|letter: char| letter.is_ascii_alphabetic()))
            .collect();
        languages.sort();
        languages.dedup();
        client.quit().await?;
        Ok(languages)
    }
}

impl Voice for SpeechDispatcher {
    fn languages(&self) -> Pending<'_, Vec<String>> {
        Box::pin(async {
            let mut known = self.languages.lock().await;
            if known.is_empty() {
                match tokio::time::timeout(LIST_PATIENCE, self.list()).await {
                    Ok(Ok(languages)) => {
                        tracing::info!(languages = languages.len(), "Speech Dispatcher reads aloud");
                        *known = languages;
                    }
                    Ok(Err(error)) => {
                        tracing::info!(%error, "nothing is read aloud: Speech Dispatcher does not answer")
                    }
                    Err(_late) => {
                        tracing::info!("nothing is read aloud: Speech Dispatcher does not name its voices")
                    }
                }
            }
            known.clone()
        })
    }

    fn say(&self, wish: SpeakWish) -> Pending<'_, Result<(), Mute>> {
        Box::pin(async move {
            let client = in_time(self.connect()).await.map_err(mute)?;
            // The task outlives the wish for as long as it takes to fall silent.
            let (asked, ear) = oneshot::channel();
            let said = tokio::spawn(utter(client, wish, asked)).await;
            drop(ear);
            said.map_err(|error| Mute(error.to_string()))?.map_err(mute)
        })
    }
}

fn mute(error: ClientError) -> Mute {
    Mute(error.to_string())
}

/// Says a sentence to its end, or until nobody listens any more. A daemon that does not answer is left.
async fn utter(mut client: Client, wish: SpeakWish, mut asked: oneshot::Sender<()>) -> ClientResult<()> {
    in_time(settle(&mut client, &wish)).await?;
    if asked.is_closed() {
        return in_time(client.quit()).await.map(drop);
    }
    in_time(begin(&mut client, &wish.sentence)).await?;
    let over = tokio::select! {
        event = client.receive_event() => Some(event?),
        () = asked.closed() => None,
    };
    let said = match over {
        Some(event) if matches!(event.ntype, EventType::End) => Ok(()),
        Some(_) => Err(ClientError::Io(io::ErrorKind::Interrupted.into())),
        None => in_time(cancel(&mut client)).await,
    };
    in_time(client.quit()).await?;
    said
}

async fn in_time<T>(answer: impl Future<Output = ClientResult<T>>) -> ClientResult<T> {
    match tokio::time::timeout(ANSWER_PATIENCE, answer).await {
        Ok(answer) => answer,
        Err(_late) => Err(ClientError::Io(io::ErrorKind::TimedOut.into())),
    }
}

/// How it is to be said.
async fn settle(client: &mut Client, wish: &SpeakWish) -> ClientResult<()> {
    let own = ClientScope::Current;
    client
        .set_priority(Priority::Message)
        .await?
        .check_status(OK_PRIORITY_SET)
        .await?
        .set_language(own.clone(), &wish.language)
        .await?
        .check_status(OK_LANGUAGE_SET)
        .await?
        .set_rate(own.clone(), rate(wish.rate))
        .await?
        .check_status(OK_RATE_SET)
        .await?
        .set_volume(own, volume(wish.loudness))
        .await?
        .check_status(OK_VOLUME_SET)
        .await?;
    for news in [NotificationType::End, NotificationType::Cancel] {
        client
            .set_notification(news, true)
            .await?
            .check_status(OK_NOTIFICATION_SET)
            .await?;
    }
    Ok(())
}

async fn begin(client: &mut Client, sentence: &str) -> ClientResult<()> {
    client.speak().await?.check_receiving_data().await?;
    client
        .send_lines(&[escaped(sentence)])
        .await?
        .receive_message_id()
        .await
        .map(drop)
}

async fn cancel(client: &mut Client) -> ClientResult<()> {
    client
        .cancel(MessageScope::Last)
        .await?
        .check_status(OK_CANCELED)
        .await
        .map(drop)
}

/// A full stop alone ends what is said, so one that begins a line is written twice.
fn escaped(sentence: &str) -> String {
    let stop = if sentence.starts_with('.') { "." } else { "" };
    format!("{stop}{sentence}")
}

fn rate(times: f64) -> i8 {
    let steps = if times < 1.0 {
        (times - 1.0) * 2.0 * HALF
    } else {
        (times - 1.0) * TWICE
    };
    steps.round().clamp(-100.0, 100.0) as i8
}

fn volume(loudness: f64) -> i8 {
    (loudness * 200.0 - 100.0).round().clamp(-100.0, 100.0) as i8
}

async fn open(socket: &Path) -> io::Result<Client> {
    let mut builder = Builder::default();
    builder.path(socket);
    builder.build().await
}

fn nobody_listens(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused
    )
}

/// Starts the daemon; it goes into the background by itself, and does so only where its settings allow it.
async fn started(socket: &Path) -> io::Result<Client> {
    let start = || {
        Command::new("speech-dispatcher")
            .arg("--spawn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
    };
    let status = tokio::task::spawn_blocking(start)
        .await
        .map_err(io::Error::other)??;
    if !status.success() {
        return Err(io::Error::other(format!("it cannot be started: {status}")));
    }
    let mut tries = OPENING_TRIES;
    loop {
        match open(socket).await {
            Err(error) if nobody_listens(&error) && tries > 0 => {
                tries -= 1;
                tokio::time::sleep(OPENING_REST).await;
            }
            opened => return opened,
        }
    }
}

/// Where it listens, as `variable` says: as its own library finds it.
fn socket(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(address) = variable(ADDRESS) {
        return address.to_str()?.strip_prefix(UNIX_SOCKET).map(PathBuf::from);
    }
    let folder = variable("XDG_RUNTIME_DIR").or_else(|| variable("HOME").map(|home| home.join(".cache")))?;
    Some(folder.join("speech-dispatcher/speechd.sock"))
}

#[cfg(test)]
#[path = "speech_dispatcher_tests.rs"]
mod tests;
