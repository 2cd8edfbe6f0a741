//! The catalogue, and the events that say there is a newer one.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use vitrine_core::messages::CatalogueChanged;
use vitrine_core::pipeline::Snapshot;

use super::House;
use crate::delivery::{ASK_EACH_TIME, has_already, tag, unchanged};
use crate::refusal::Refusal;

/// Between two signs of life; a client that has gone is noticed at the next one.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// The newest catalogue as JSON, made once however many screens ask.
#[derive(Default)]
pub(super) struct Printed(Mutex<Option<(u32, Bytes)>>);

impl Printed {
    fn of(&self, snapshot: &Snapshot) -> Result<Bytes, Refusal> {
        let number = snapshot.catalogue.number;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((printed, bytes)) = held.as_ref()
            && *printed == number
        {
            return Ok(bytes.clone());
        }
        let bytes = Bytes::from(serde_json::to_vec(&snapshot.catalogue).map_err(|error| {
            tracing::error!(%error, "the catalogue cannot be written as JSON");
            Refusal::Failed
        })?);
        *held = Some((number, bytes.clone()));
        Ok(bytes)
    }
}

pub(super) async fn catalogue(
    State(house): State<Arc<House>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let snapshot = house.show.snapshot();
    let etag = tag(&format!("{}-{}", house.edition, snapshot.catalogue.number));
    if has_already(&headers, &etag) {
        return Ok(unchanged(etag, ASK_EACH_TIME));
    }
    let body = house.printed.of(&snapshot)?;
    let answer = [
        (
            header::CONTENT_TYPE,
            "application/json".parse().expect("a constant"),
        ),
        (header::ETAG, etag),
        (header::CACHE_CONTROL, ASK_EACH_TIME),
    ];
    Ok((answer, body).into_response())
}

/// A client that falls behind gets the newest number only: the ones between are of no use to it.
pub(super) async fn events(
    State(house): State<Arc<House>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(house.numbers.clone()).map(|number| {
        let message = serde_json::to_string(&CatalogueChanged { number }).expect("one number is always JSON");
        Ok(Event::default().event("catalogue").data(message))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE))
}
