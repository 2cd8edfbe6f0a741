//! Reading aloud over the real socket protocol: to a server that a test holds in hand, and to a real one where there is one.

use std::sync::Arc;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};

use super::*;

/// A Speech Dispatcher that does what a test says.
struct Server {
    listener: UnixListener,
    _folder: TempDir,
}

/// One client of it.
struct Line {
    heard: Lines<BufReader<OwnedReadHalf>>,
    answers: OwnedWriteHalf,
}

impl Server {
    fn open() -> (Self, Arc<SpeechDispatcher>) {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("speechd.sock");
        let listener = UnixListener::bind(&socket).unwrap();
        let voice = SpeechDispatcher {
            socket: Some(socket),
            starts: false,
            languages: Mutex::default(),
        };
        let server = Self {
            listener,
            _folder: folder,
        };
        (server, Arc::new(voice))
    }

    async fn client(&self) -> Line {
        let (stream, _) = self.listener.accept().await.unwrap();
        Line::of(stream)
    }
}

impl Line {
    fn of(stream: UnixStream) -> Self {
        let (heard, answers) = stream.into_split();
        Self {
            heard: BufReader::new(heard).lines(),
            answers,
        }
    }

    /// The next line; `None` when the client has gone.
    async fn hear(&mut self) -> Option<String> {
        self.heard.next_line().await.unwrap()
    }

    async fn answer(&mut self, lines: &[&str]) {
        let text = lines.iter().map(|line| format!("{line}\r\n")).collect::<String>();
        self.answers.write_all(text.as_bytes()).await.unwrap();
    }

    /// Agrees to every setting, takes a message, and gives back all that was said until then.
    async fn take_message(&mut self) -> Vec<String> {
        let mut said = Vec::new();
        loop {
            let line = self.hear().await.expect("the client is there");
            let agreed: &[&str] = match line.split_whitespace().nth(2) {
                Some("CLIENT_NAME") => &["208 OK CLIENT NAME SET"],
                Some("PRIORITY") => &["202 OK PRIORITY SET"],
                Some("LANGUAGE") => &["201 OK LANGUAGE SET"],
                Some("RATE") => &["203 OK RATE SET"],
                Some("VOLUME") => &["218 OK VOLUME SET"],
                Some("NOTIFICATION") => &["220 OK NOTIFICATION SET"],
                _ if line == "SPEAK" => &["230 OK RECEIVING DATA"],
                _ if line == "." => &["225-7", "225 OK MESSAGE QUEUED"],
                _ => &[],
            };
            self.answer(agreed).await;
            said.push(line);
            if said.last().is_some_and(|line| line == ".") {
                return said;
            }
        }
    }
}

fn wish(sentence: &str) -> SpeakWish {
    SpeakWish {
        sentence: sentence.into(),
        language: "fr".into(),
        rate: 1.5,
        loudness: 0.25,
    }
}

#[tokio::test]
async fn a_sentence_is_said_in_its_language_and_is_over_when_the_server_says_so() {
    let (server, voice) = Server::open();
    let saying = tokio::spawn(async move { voice.say(wish("...puis il pleut.")).await });
    let mut line = server.client().await;
    let said = line.take_message().await;
    for setting in ["SET self LANGUAGE fr", "SET self RATE 39", "SET self VOLUME -50"] {
        assert!(said.iter().any(|line| line == setting), "{setting} in {said:?}");
    }
    // A full stop at the beginning of a line is written twice.
    assert_eq!(said[said.len() - 2..], ["....puis il pleut.", "."]);
    assert!(!saying.is_finished());
    line.answer(&["702-7", "702-1", "702 END"]).await;
    assert!(saying.await.unwrap().is_ok());
    assert_eq!(line.hear().await.as_deref(), Some("QUIT"));
}

#[tokio::test]
async fn who_lets_go_of_a_sentence_cancels_it_and_no_other() {
    let (server, voice) = Server::open();
    let saying = tokio::spawn(async move { voice.say(wish("Il pleut.")).await });
    let mut line = server.client().await;
    line.take_message().await;
    saying.abort();
    assert_eq!(line.hear().await.as_deref(), Some("CANCEL self"));
    line.answer(&["213 OK CANCELED"]).await;
    assert_eq!(line.hear().await.as_deref(), Some("QUIT"));
    assert_eq!(line.hear().await, None);
}

#[tokio::test]
async fn a_server_that_goes_or_cuts_off_leaves_it_unsaid() {
    let (server, voice) = Server::open();
    let again = Arc::clone(&voice);
    let saying = tokio::spawn(async move { voice.say(wish("Il pleut.")).await });
    let mut line = server.client().await;
    line.take_message().await;
    line.answer(&["703-7", "703-1", "703 CANCELED"]).await;
    assert!(saying.await.unwrap().is_err());
    let saying = tokio::spawn(async move { again.say(wish("Il pleut.")).await });
    drop(server.client().await);
    assert!(saying.await.unwrap().is_err());
}

#[tokio::test]
async fn languages_are_those_of_the_voices_each_once_and_are_asked_for_once() {
    let (server, voice) = Server::open();
    let asking = tokio::spawn({
        let voice = Arc::clone(&voice);
        async move { voice.languages().await }
    });
    let mut line = server.client().await;
    line.hear().await;
    line.answer(&["208 OK CLIENT NAME SET"]).await;
    assert_eq!(line.hear().await.as_deref(), Some("LIST SYNTHESIS_VOICES"));
    line.answer(&[
        "249-French (France)+Annie\tfr-FR\tAnnie",
        "249-French (France)\tfr-FR\tnone",
        "249-Arabic\tar\tnone",
        "249-nameless\tnone\tnone",
        "249 OK VOICE LIST SENT",
    ])
    .await;
    assert_eq!(asking.await.unwrap(), ["ar", "fr-fr"]);
    drop(server);
    assert_eq!(voice.languages().await, ["ar", "fr-fr"]);
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_language() {
    let (server, voice) = Server::open();
    drop(server);
    assert_eq!(voice.languages().await, [""; 0]);
    assert!(voice.say(wish("Il pleut.")).await.is_err());
}

#[test]
fn half_and_twice_the_rate_lie_within_what_the_protocol_has() {
    assert_eq!(
        [0.5, 0.6, 1.0, 1.25, 2.0, 9.0].map(rate),
        [-94, -75, 0, 19, 77, 100]
    );
    assert_eq!([0.0, 0.5, 1.0].map(volume), [-100, 0, 100]);
}

#[test]
fn the_socket_is_where_its_own_clients_look_for_it() {
    let with = |pairs: &'static [(&str, &str)]| {
        socket(move |name| {
            let found = pairs.iter().find(|(own, _)| *own == name);
            found.map(|(_, value)| PathBuf::from(value))
        })
    };
    let there = |path: &str| Some(PathBuf::from(path));
    assert_eq!(
        with(&[("XDG_RUNTIME_DIR", "/run/user/7"), ("HOME", "/home/a")]),
        there("/run/user/7/speech-dispatcher/speechd.sock")
    );
    assert_eq!(
        with(&[("HOME", "/home/a")]),
        there("/home/a/.cache/speech-dispatcher/speechd.sock")
    );
    assert_eq!(
        with(&[("SPEECHD_ADDRESS", "unix_socket:/tmp/s")]),
        there("/tmp/s")
    );
    assert_eq!(with(&[("SPEECHD_ADDRESS", "inet_socket:host:6560")]), None);
    assert_eq!(with(&[]), None);
}

/// Needs `speech-dispatcher` with a synthesiser and somewhere for it to play to; says so where it has none.
#[tokio::test]
async fn a_real_one_says_a_sentence_and_falls_silent_when_told() {
    let voice = Arc::new(SpeechDispatcher {
        starts: false,
        ..SpeechDispatcher::of_this_session()
    });
    let languages = voice.languages().await;
    if !languages
        .iter()
        .any(|code| code == "fr" || code.starts_with("fr-"))
    {
        eprintln!("skipped: no Speech Dispatcher with a French voice listens in this session");
        return;
    }
    voice.say(wish("Il pleut.")).await.unwrap();
    let long = "Il pleut, ".repeat(80);
    let saying = tokio::spawn({
        let voice = Arc::clone(&voice);
        async move { voice.say(wish(&long)).await }
    });
    tokio::task::yield_now().await;
    saying.abort();
    // The next one is heard at once, and not after the long one.
    tokio::time::timeout(Duration::from_secs(8), voice.say(wish("Fini.")))
        .await
        .expect("the long sentence was cut off")
        .unwrap();
}
