//! A Speech Dispatcher that a test holds in hand: it hears what the kiosk has to say, and says when that is over.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How long a sentence may be waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// What was heard.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// A sentence, and the settings before it.
    Sentence(String, Vec<String>),
    /// It was cut off.
    Cancelled,
}

/// A listening server.
pub(crate) struct Speechd {
    heard: Receiver<(Heard, Option<UnixStream>)>,
    /// Whoever speaks at this moment.
    speaking: Option<UnixStream>,
}

impl Speechd {
    /// Listens at this address, with voices of these languages.
    pub(crate) fn listen(socket: &Path, languages: &'static [&'static str]) -> Self {
        let listener = UnixListener::bind(socket).expect("the socket is free");
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let tell = tell.clone();
                std::thread::spawn(move || attend(&client, languages, &tell));
            }
        });
        Self {
            heard,
            speaking: None,
        }
    }

    /// The next thing that is heard.
    #[track_caller]
    pub(crate) fn hears(&mut self) -> Heard {
        let (heard, client) = self.heard.recv_timeout(PATIENCE).expect("something is said");
        if client.is_some() {
            self.speaking = client;
        }
        heard
    }

    /// The next sentence.
    #[track_caller]
    pub(crate) fn sentence(&mut self) -> String {
        match self.hears() {
            Heard::Sentence(words, _) => words,
            Heard::Cancelled => panic!("a sentence, and no silence"),
        }
    }

    /// What is being said has been said.
    pub(crate) fn over(&mut self) {
        let mut client = self.speaking.take().expect("somebody speaks");
        client
            .write_all(b"702-1\r\n702-1\r\n702 END\r\n")
            .expect("the kiosk is there");
    }

    /// Nothing more has been said.
    pub(crate) fn is_silent(&self) -> bool {
        self.heard.try_recv().is_err()
    }
}

fn attend(client: &UnixStream, languages: &[&str], tell: &Sender<(Heard, Option<UnixStream>)>) {
    let mut answers = client.try_clone().expect("a stream has two ends");
    let mut settings = Vec::new();
    let mut words: Option<String> = None;
    for line in BufReader::new(client).lines().map_while(Result::ok) {
        let line = line.trim_end().to_owned();
        let answer = match (line.as_str(), line.split(' ').nth(2)) {
            (".", _) if words.is_some() => {
                let sentence = words.take().unwrap_or_default();
                let heard = Heard::Sentence(sentence, std::mem::take(&mut settings));
                let _ = answers.write_all(b"225-1\r\n225 OK MESSAGE QUEUED\r\n");
                let _ = tell.send((heard, client.try_clone().ok()));
                continue;
            }
            _ if words.is_some() => {
                words = Some(line);
                continue;
            }
            ("SPEAK", _) => {
                words = Some(String::new());
                "230 OK RECEIVING DATA"
            }
            ("CANCEL self", _) => {
                let _ = tell.send((Heard::Cancelled, None));
                "213 OK CANCELED"
            }
            ("LIST SYNTHESIS_VOICES", _) => {
                for code in languages {
                    let _ = answers.write_all(format!("249-voice\t{code}\tnone\r\n").as_bytes());
                }
                "249 OK VOICE LIST SENT"
            }
            (_, Some("CLIENT_NAME")) => "208 OK CLIENT NAME SET",
            (_, Some("PRIORITY")) => "202 OK PRIORITY SET",
            (_, Some("LANGUAGE")) => "201 OK LANGUAGE SET",
            (_, Some("RATE")) => "203 OK RATE SET",
            (_, Some("VOLUME")) => "218 OK VOLUME SET",
            (_, Some("NOTIFICATION")) => "220 OK NOTIFICATION SET",
            _ => "231 HAPPY HACKING",
        };
        settings.push(line);
        let _ = answers.write_all(format!("{answer}\r\n").as_bytes());
    }
}
