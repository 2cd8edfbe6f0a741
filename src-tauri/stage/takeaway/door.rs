//! The door to the local network: its own listener, few guests, and none of them for long.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::entrance::Arrival;

/// Connections served at once, and how many of them one address may have. A phone opens a few.
const GUESTS: usize = 48;
const OF_ONE: usize = 8;

/// How long a connection may take to say what it wants, and how long it may last: a film over slow air takes a while.
const HEAD_PATIENCE: Duration = Duration::from_secs(10);
const LIFE: Duration = Duration::from_secs(15 * 60);

/// Bytes of a request's head at most.
const HEAD: usize = 16 * 1024;

/// How long the door stays shut when the system has no more descriptors to give.
const REST: Duration = Duration::from_millis(100);

/// The address at the other end of a connection; attached to every request of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest(pub(super) IpAddr);

/// How many connections each address has.
type Present = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// Takes connections for as long as the stage stands.
pub(super) async fn keep(listener: TcpListener, router: Router) {
    let seats = Arc::new(Semaphore::new(GUESTS));
    let present = Present::default();
    loop {
        let seat = Arc::clone(&seats)
            .acquire_owned()
            .await
            .expect("the seats are never closed");
        match listener.accept().await {
            Ok((stream, from)) => {
                let guest = from.ip().to_canonical();
                let Some(place) = Place::take(&present, guest) else {
                    continue;
                };
                let router = router.clone();
                tokio::spawn(async move {
                    // Whoever reads a byte a minute leaves when the time is over.
                    let _ = tokio::time::timeout(LIFE, attend(stream, guest, router)).await;
                    drop((seat, place));
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection for what is taken away could not be accepted");
                tokio::time::sleep(REST).await;
            }
        }
    }
}

/// One of the places that an address has; free again when dropped.
struct Place {
    present: Present,
    guest: IpAddr,
}

impl Place {
    fn take(present: &Present, guest: IpAddr) -> Option<Self> {
        let mut counted = present.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counted.entry(guest).or_insert(0);
        if *count >= OF_ONE {
            return None;
        }
        *count += 1;
        Some(Self {
            present: Arc::clone(present),
            guest,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counted = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counted.get_mut(&self.guest) {
            *count -= 1;
            if *count == 0 {
                counted.remove(&self.guest);
            }
        }
    }
}

async fn attend(stream: TcpStream, guest: IpAddr, router: Router) {
    let Ok(address) = stream.local_addr() else {
        return;
    };
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Arrival(address));
        request.extensions_mut().insert(Guest(guest));
        router.clone().oneshot(request)
    });
    // One request for each connection, so that nobody keeps a seat without asking for something.
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_PATIENCE)
        .max_buf_size(HEAD)
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service)
        .await;
    if served.is_err() {
        tracing::debug!("a connection for what is taken away ended early");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_a_few_places_and_gets_them_back() {
        let present = Present::default();
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        let mut places: Vec<_> = (0..OF_ONE).map(|_| Place::take(&present, one).unwrap()).collect();
        assert!(Place::take(&present, one).is_none());
        assert!(Place::take(&present, other).is_some());
        places.pop();
        assert!(Place::take(&present, one).is_some());
        places.clear();
        assert!(present.lock().unwrap().is_empty(), "who has left is forgotten");
    }
}
