//! Every address of the stage, and what they all share.

mod films;
mod opening;
mod pictures;
mod publications;
mod qr;
mod screens;
mod search;
mod show;
mod speech;
mod usage;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use tokio::sync::watch;
use vitrine_core::Show;
use vitrine_core::messages::{BasketOffer, BasketWish};
use vitrine_core::pipeline::MediaFile;

use crate::conduct::add_rules;
use crate::entrance::{Arrival, Keys};
use crate::pulse::Pulse;
use crate::refusal::Refusal;
use crate::repertoire::Repertoires;
use crate::takeaway::Counter;
use crate::tally::Tally;
use crate::voice::Reader;

pub use films::POSTER_LIMIT;
pub use pictures::RENDITION_PATIENCE;
pub(crate) use pictures::rendition;

/// Largest body where nothing larger is meant: a verdict, a list of seconds.
const BODY_LIMIT: usize = 4 * 1024;

/// What every door needs at hand.
pub(crate) struct House {
    show: Show,
    /// The number of the newest snapshot.
    numbers: watch::Receiver<u32>,
    /// Tells this process's entity tags from those of an earlier one at the same address.
    edition: String,
    /// The newest catalogue as it goes over the wire; every screen gets the same bytes.
    printed: show::Printed,
    /// What was said of screens in the log, so that it is said once.
    repertoires: Repertoires,
    beside: Beside,
}

/// What the stage has beside the show.
pub(crate) struct Beside {
    pub(crate) keys: Arc<Keys>,
    /// Where files are handed out to phones, where the operator switched it on.
    pub(crate) counter: Option<Arc<Counter>>,
    /// Who listens to how the screens fare.
    pub(crate) pulse: Arc<Pulse>,
    /// Where openings are counted, if anywhere.
    pub(crate) tally: Option<Arc<Tally>>,
    /// Who reads aloud, where somebody does.
    pub(crate) reader: Option<Reader>,
}

impl House {
    /// The file behind a media name, in the snapshot that is there now.
    fn media(&self, media: &str) -> Result<MediaFile, Refusal> {
        self.show
            .snapshot()
            .media
            .get(media)
            .cloned()
            .ok_or(Refusal::Unknown)
    }
}

/// All routes, behind the checks and the rules.
pub(crate) fn router(show: Show, numbers: watch::Receiver<u32>, edition: String, beside: Beside) -> Router {
    let house = Arc::new(House {
        show,
        numbers,
        edition,
        printed: show::Printed::default(),
        repertoires: Repertoires::default(),
        beside,
    });
    Router::new()
        .route("/enter/{secret}", get(enter))
        .route("/catalogue", get(show::catalogue))
        .route("/events", get(show::events))
        .route("/media/{media}", get(films::film))
        .route("/captions/{media}", get(films::captions))
        .route("/picture/{media}/{size}", get(pictures::picture))
        .route("/page/{media}/{number}/{size}", get(pictures::page))
        .route("/leaf/{media}/{number}", get(publications::leaf))
        .route("/leaf-picture/{media}/{number}", get(pictures::figure))
        .route("/publication/{media}", get(publications::publication))
        .route("/publication/{media}/find", get(search::find))
        .route("/publication/{media}/find/{page}", get(search::mark))
        .route("/search", get(search::search))
        .route(
            "/poster/{media}",
            post(films::keep_poster).layer(DefaultBodyLimit::max(POSTER_LIMIT)),
        )
        .route("/film/{media}/verdict", post(films::verdict))
        .route("/film/{media}/flashes", post(films::flashes))
        .route("/film/{media}/stutter", post(films::stutter))
        .route("/voices", get(speech::voices))
        .route("/speak", post(speech::speak))
        .route("/screen/codecs", post(screens::codecs))
        .route("/screen/beat", post(screens::beat))
        .route("/qr", post(qr::symbol))
        .route("/take-away", post(offer))
        .route("/usage", post(usage::count))
        .fallback(get(screens::screen))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(Arc::clone(&house), guard))
        .layer(middleware::map_response(add_rules))
        .with_state(house)
}

async fn guard(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let Some(arrival) = request.extensions().get::<Arrival>().copied() else {
        return Refusal::ForeignHost.into_response();
    };
    let (parts, body) = request.into_parts();
    match house.beside.keys.admit(arrival, &parts) {
        Ok(()) => {
            // The rest of the path stays out of the log: at the entrance it is the secret.
            tracing::debug!(
                "{} /{}",
                parts.method,
                parts.uri.path().split('/').nth(1).unwrap_or_default()
            );
            next.run(Request::from_parts(parts, body)).await
        }
        Err(refusal) => {
            tracing::debug!(path = parts.uri.path().split('/').nth(1), %refusal, "refused");
            refusal.into_response()
        }
    }
}

/// Offers the files of a list on the local network; nothing is there where the operator has not switched that on.
async fn offer(State(house): State<Arc<House>>, request: Request) -> Result<Json<BasketOffer>, Refusal> {
    let counter = house.beside.counter.as_ref().ok_or(Refusal::Unknown)?;
    let wish: BasketWish =
        serde_json::from_slice(&films::body(request).await?).map_err(|_| Refusal::Unclear)?;
    counter.offer(wish).map(Json)
}

async fn enter(
    State(house): State<Arc<House>>,
    Path(secret): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    if !house.beside.keys.opens(&secret) {
        return Err(Refusal::NotEntered);
    }
    let home = request
        .uri()
        .query()
        .map_or_else(|| "/".to_owned(), |query| format!("/?{query}"));
    let headers = [
        (header::LOCATION, home),
        (header::SET_COOKIE, house.beside.keys.set_cookie()),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
