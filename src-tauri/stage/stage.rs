//! The running server: its address, its limits, and its end.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;
use vitrine_core::Show;
use vitrine_core::clock::Clock;
use vitrine_core::messages::ScreenBeat;

use crate::entrance::{Arrival, Keys};
use crate::pulse::Pulse;
use crate::routes::{self, Beside};
use crate::takeaway::Counter;
use crate::tally::Tally;
use crate::voice::{Reader, Voice};

/// Connections served at once; the next one waits at the door. A browser opens six.
const GUESTS: usize = 256;

/// How long a connection may take to say what it wants.
const HEAD_PATIENCE: Duration = Duration::from_secs(15);

/// Time between two writings of what was counted.
const TALLY_REST: Duration = Duration::from_secs(30);

/// How long the door stays shut when the system has no more descriptors to give.
const DOOR_REST: Duration = Duration::from_millis(100);

/// Where the stage stands.
#[derive(Clone, Debug)]
pub struct StageOptions {
    /// Address to listen at; port 0 takes any free one.
    pub listen: SocketAddr,
    /// Allows an address that other machines can reach.
    pub lan: bool,
    /// Address at which phones in the same network fetch what a visitor takes away; `None` is nowhere.
    pub take_away: Option<SocketAddr>,
    /// Folder in which is kept what visitors opened; `None` counts nothing.
    pub usage: Option<PathBuf>,
    /// What reads aloud to whoever stands before this machine; `None` where nobody does.
    pub voice: Option<Arc<dyn Voice>>,
    /// By which time what is taken away is there for a while.
    pub clock: Clock,
}

impl Default for StageOptions {
    /// Any free port of this machine alone.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            lan: false,
            take_away: None,
            usage: None,
            voice: None,
            clock: Clock::default(),
        }
    }
}

/// Why the stage cannot be put up.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// Other machines could reach it, and nobody said that they may.
    #[error("{0} can be reached by other machines; say --lan if that is meant")]
    NotLoopback(SocketAddr),
    /// The address is taken, or not one of this machine.
    #[error("cannot listen at {address}: {source}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system has no randomness for the secrets.
    #[error("the system gives no random numbers: {0}")]
    Random(getrandom::Error),
    /// The threads cannot be started.
    #[error("the server cannot be started: {0}")]
    Threads(std::io::Error),
}

/// A show on one origin, served from threads of its own. Ends when dropped.
pub struct Stage {
    address: SocketAddr,
    keys: Arc<Keys>,
    pulse: Arc<Pulse>,
    tally: Option<Arc<Tally>>,
    take_away: Option<SocketAddr>,
    runtime: Option<Runtime>,
}

impl Stage {
    /// Puts up the stage; when this returns, connections are taken.
    ///
    /// # Errors
    /// When the address is not allowed or not free, or the system refuses threads or randomness.
    pub fn start(show: Show, options: StageOptions) -> Result<Self, StageError> {
        if !options.listen.ip().to_canonical().is_loopback() && !options.lan {
            return Err(StageError::NotLoopback(options.listen));
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("stage")
            .enable_all()
            .build()
            .map_err(StageError::Threads)?;
        let listen = |source| StageError::Listen {
            address: options.listen,
            source,
        };
        let listener = runtime
            .block_on(TcpListener::bind(options.listen))
            .map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let keys = Arc::new(Keys::fresh(address.port()).map_err(StageError::Random)?);
        let edition = Keys::edition().map_err(StageError::Random)?;
        let numbers = follow(&show).map_err(StageError::Threads)?;
        let counter = options
            .take_away
            .and_then(|place| runtime.block_on(open_counter(place, show.clone(), options.clock)));
        let take_away = counter.as_ref().map(|counter| counter.listening());
        let pulse = Arc::new(Pulse::default());
        let tally = match options.usage {
            Some(folder) => {
                let word = Keys::edition().map_err(StageError::Random)?;
                Some(Arc::new(Tally::new(folder, word)))
            }
            None => None,
        };
        if let Some(tally) = &tally {
            runtime.spawn(write_down(Arc::clone(tally)));
        }
        let beside = Beside {
            keys: Arc::clone(&keys),
            counter,
            pulse: Arc::clone(&pulse),
            tally: tally.clone(),
            reader: options.voice.map(Reader::new),
        };
        let router = routes::router(show, numbers, edition, beside);
        runtime.spawn(welcome(listener, router));
        Ok(Self {
            address,
            keys,
            pulse,
            tally,
            take_away,
            runtime: Some(runtime),
        })
    }

    /// The address at which it listens, with the port that was given.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address at which phones fetch what is taken away, with the port that was given.
    #[must_use]
    pub fn take_away(&self) -> Option<SocketAddr> {
        self.take_away
    }

    /// The signs of life of the screens, from now on, for one listener: whoever listened before hears nothing more.
    #[must_use]
    pub fn beats(&self) -> Receiver<ScreenBeat> {
        self.pulse.listen()
    }

    /// The one address that lets a browser in: `http://127.0.0.1:PORT/enter/<secret>`. A query given after it,
    /// such as `?stand=7`, reaches the screens. When it listens at every address of the machine this names the one
    /// that other machines reach.
    #[must_use]
    pub fn entrance(&self) -> String {
        let address = SocketAddr::new(reachable(self.address.ip()), self.address.port());
        format!("http://{address}{}", self.keys.entrance())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(tally) = &self.tally {
            tally.write();
        }
        if let Some(runtime) = self.runtime.take() {
            // Listeners and half-sent films end at once; there is nothing to finish.
            runtime.shutdown_background();
        }
    }
}

/// Power may go at any moment; so much of the day is lost at most.
async fn write_down(tally: Arc<Tally>) {
    loop {
        tokio::time::sleep(TALLY_REST).await;
        let tally = Arc::clone(&tally);
        let _ = tokio::task::spawn_blocking(move || tally.write()).await;
    }
}

/// A show without it is better than none: where the address cannot be had, the log says so.
async fn open_counter(place: SocketAddr, show: Show, clock: Clock) -> Option<Arc<Counter>> {
    let opened = match TcpListener::bind(place).await {
        Ok(listener) => Counter::open(listener, show, clock),
        Err(error) => Err(error),
    };
    match opened {
        Ok(counter) => {
            tracing::info!(address = %counter.listening(), "files to take away are offered on the local network");
            Some(counter)
        }
        Err(error) => {
            tracing::error!(%place, %error, "files to take away cannot be offered there; codes carry links instead");
            None
        }
    }
}

/// Stands in for "every address" the one that packets to the outside leave from. Nothing is sent to find it.
pub(crate) fn reachable(ip: IpAddr) -> IpAddr {
    if !ip.is_unspecified() {
        return ip;
    }
    let outside = |from: IpAddr, to: &str| {
        let socket = UdpSocket::bind((from, 0)).ok()?;
        socket.connect(to).ok()?;
        socket.local_addr().ok().map(|address| address.ip())
    };
    outside(Ipv4Addr::UNSPECIFIED.into(), "192.0.2.1:9").unwrap_or(match ip {
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    })
}

/// Brings the numbers of the show, which come on a thread, to the tasks that send events.
fn follow(show: &Show) -> std::io::Result<watch::Receiver<u32>> {
    // Subscribed before the number is read, so that no change falls between the two.
    let changes = show.subscribe();
    let (sender, numbers) = watch::channel(show.snapshot().catalogue.number);
    std::thread::Builder::new()
        .name("stage-numbers".into())
        .spawn(move || {
            for number in changes {
                if sender.send(number).is_err() {
                    break;
                }
            }
        })?;
    Ok(numbers)
}

async fn welcome(listener: TcpListener, router: Router) {
    let seats = Arc::new(Semaphore::new(GUESTS));
    loop {
        let seat = Arc::clone(&seats)
            .acquire_owned()
            .await
            .expect("the seats are never closed");
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                tokio::spawn(async move {
                    attend(stream, router).await;
                    drop(seat);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(DOOR_REST).await;
            }
        }
    }
}

async fn attend(stream: TcpStream, router: Router) {
    let Ok(address) = stream.local_addr() else {
        return;
    };
    // Events and short answers must not wait for company.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection stays slow");
    }
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Arrival(address));
        router.clone().oneshot(request)
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .serve_connection(TokioIo::new(stream), service)
        .await;
    if let Err(error) = served {
        tracing::debug!(%error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_named_by_one_that_can_be_opened() {
        assert_eq!(
            reachable("10.1.2.3".parse().unwrap()),
            IpAddr::from([10, 1, 2, 3])
        );
        assert!(!reachable(Ipv4Addr::UNSPECIFIED.into()).is_unspecified());
    }
}
