//! What visitors take away as files: a page for each list on a listener of its own, for phones in the same network.
//!
//! It is off unless the operator switches it on. Nothing but `GET` and `HEAD` is answered, at nothing but
//! `/T/<token>` and what it lists; whatever else is asked gets the same 404, so that nothing can be found by trying. Lists
//! are made through the guarded origin of the stage alone (`POST /take-away`), live in memory, and end after 20 minutes.

mod baskets;
mod door;
mod pace;
mod page;
mod words;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use vitrine_core::Show;
use vitrine_core::clock::Clock;
use vitrine_core::intake::reading::Binding;
use vitrine_core::messages::{BasketOffer, BasketWish, Catalogue, Texts};
use vitrine_core::pipeline::MediaKind;
use vitrine_core::rendition::recipe::{Recipe, Size};

use self::baskets::{Basket, Baskets, LIFE, Offered};
use self::door::Guest;
use self::pace::Pace;
use crate::delivery::{send, tag};
use crate::entrance::{Arrival, single};
use crate::refusal::Refusal;
use crate::routes::rendition;
use crate::stage::reachable;

/// Files on one list at most (ui/src/state/basket.svelte.ts).
const MOST_FILES: usize = 60;

/// The page has one style sheet of its own, and nothing else runs, loads or frames it.
const CONTENT_POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Where lists are handed out.
pub(crate) struct Counter {
    listening: SocketAddr,
    show: Show,
    baskets: Baskets,
    pace: Pace,
}

impl Counter {
    /// Opens the counter on this listener; it is served by the runtime that this is called from.
    ///
    /// # Errors
    /// When the listener has no address.
    pub(crate) fn open(listener: TcpListener, show: Show, clock: Clock) -> std::io::Result<Arc<Self>> {
        let counter = Arc::new(Self {
            listening: listener.local_addr()?,
            show,
            baskets: Baskets::new(clock.clone()),
            pace: Pace::new(clock),
        });
        tokio::spawn(door::keep(listener, router(&counter)));
        Ok(counter)
    }

    /// Where it listens.
    pub(crate) fn listening(&self) -> SocketAddr {
        self.listening
    }

    /// Offers the files of a list.
    ///
    /// # Errors
    /// `Unknown` where this machine is in no network or the show has none of the files, `Unclear` for a list that is too
    /// long, `Failed` without randomness.
    pub(crate) fn offer(&self, wish: BasketWish) -> Result<BasketOffer, Refusal> {
        let ip = reachable(self.listening.ip());
        // A phone cannot come to an address that means "this machine".
        if self.listening.ip().is_unspecified() && ip.is_loopback() {
            return Err(Refusal::Unknown);
        }
        if wish.media.len() > MOST_FILES {
            return Err(Refusal::Unclear);
        }
        let snapshot = self.show.snapshot();
        let files: Vec<_> = wish
            .media
            .iter()
            .filter_map(|media| offered(&snapshot.catalogue, media))
            .collect();
        if files.is_empty() {
            return Err(Refusal::Unknown);
        }
        let count = files.len();
        let title = &snapshot.catalogue.exhibition.title;
        let basket = Basket {
            event: in_language(title, &wish.language).unwrap_or_default(),
            language: wish.language,
            files,
        };
        let (token, lists) = self.baskets.offer(basket).map_err(|_| Refusal::Failed)?;
        tracing::info!(files = count, lists, "files are offered to take away");
        let address = SocketAddr::new(ip, self.listening.port());
        Ok(BasketOffer {
            address: format!("http://{address}/T/{token}"),
            minutes: u32::try_from(LIFE.as_secs() / 60).expect("a few minutes"),
        })
    }
}

/// A file of the catalogue by its media name, with what a visitor calls it.
fn offered(catalogue: &Catalogue, media: &str) -> Option<Offered> {
    let of = |title: &str, language: Option<&String>| Offered {
        media: media.to_owned(),
        title: title.to_owned(),
        language: language.cloned(),
    };
    catalogue.stands.iter().find_map(|stand| {
        let mut editions = stand
            .publications
            .iter()
            .flat_map(|publication| &publication.editions);
        let edition = editions.find(|edition| edition.media == media);
        let film = || stand.films.iter().find(|film| film.media == media);
        let photo = || {
            stand.series.iter().find_map(|series| {
                let photo = series.photos.iter().find(|photo| photo.media == media)?;
                Some(
                    photo
                        .title
                        .clone()
                        .or_else(|| series.title.clone())
                        .unwrap_or_default(),
                )
            })
        };
        edition
            .map(|edition| of(&edition.title, edition.language.as_ref()))
            .or_else(|| film().map(|film| of(&film.title, None)))
            .or_else(|| photo().map(|title| of(&title, None)))
    })
}

fn in_language(texts: &Texts, language: &str) -> Option<String> {
    let text = texts.get(language).or_else(|| texts.get("en"));
    text.or_else(|| texts.values().next()).cloned()
}

fn router(counter: &Arc<Counter>) -> Router {
    Router::new()
        .route("/T/{token}", get(list))
        .route("/T/{token}/{file}", get(file))
        .fallback(nothing)
        .method_not_allowed_fallback(nothing)
        .layer(middleware::from_fn_with_state(Arc::clone(counter), guard))
        .layer(middleware::map_response(add_rules))
        .with_state(Arc::clone(counter))
}

/// The one answer to everything that is not there, or not any more, or not for everybody.
async fn nothing() -> Refusal {
    Refusal::Unknown
}

async fn guard(State(counter): State<Arc<Counter>>, request: Request, next: Next) -> Response {
    let extensions = request.extensions();
    let (Some(Arrival(arrival)), Some(Guest(guest))) = (extensions.get().copied(), extensions.get().copied())
    else {
        return Refusal::Unknown.into_response();
    };
    if !counter.pace.allows(guest) {
        return Refusal::TooOften.into_response();
    }
    // A name that was pointed here belongs to somebody else's page.
    let host = Arrival(arrival).host();
    let own = single(request.headers(), header::HOST.as_str()) == Some(host.as_str())
        && request
            .uri()
            .authority()
            .is_none_or(|authority| authority.as_str() == host);
    if !own {
        return Refusal::Unknown.into_response();
    }
    next.run(request).await
}

async fn list(State(counter): State<Arc<Counter>>, Path(token): Path<String>) -> Result<Response, Refusal> {
    let basket = counter.baskets.find(&token).ok_or(Refusal::Unknown)?;
    let snapshot = counter.show.snapshot();
    let kind = |file: &Offered| snapshot.media.get(&file.media).map(|media| media.kind.clone());
    let html = page::page(&basket, &token, &kind);
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

async fn file(
    State(counter): State<Arc<Counter>>,
    Path((token, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let basket = counter.baskets.find(&token).ok_or(Refusal::Unknown)?;
    if file == page::STYLE_NAME {
        return Ok(([(header::CONTENT_TYPE, "text/css; charset=utf-8")], page::STYLE).into_response());
    }
    // `01` and `+1` are no other names of the first file.
    let number: usize = file.parse().map_err(|_| Refusal::Unknown)?;
    let at = number.checked_sub(1).filter(|_| number.to_string() == file);
    let offered = at.and_then(|at| basket.files.get(at)).ok_or(Refusal::Unknown)?;
    let (mut response, ending) = bytes(&counter, offered, &headers).await?;
    let disposition = page::disposition(&offered.title, offered.language.as_deref(), ending);
    let disposition = HeaderValue::from_str(&disposition).map_err(|_| Refusal::Failed)?;
    let head = response.headers_mut();
    head.insert(header::CONTENT_DISPOSITION, disposition);
    head.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The bytes that a visitor gets, and the ending of a name for them: of a photo the largest rendition, which has no
/// metadata; of a film what the screens get, behind its veils; of a publication the file as it is.
async fn bytes(
    counter: &Counter,
    offered: &Offered,
    headers: &HeaderMap,
) -> Result<(Response, &'static str), Refusal> {
    let media = &offered.media;
    let file = counter
        .show
        .snapshot()
        .media
        .get(media)
        .cloned()
        .ok_or(Refusal::Unknown)?;
    let found = file.signature;
    match &file.kind {
        MediaKind::Publication {
            binding: Binding::Office(_),
            ..
        } => {
            let print = counter.show.print(media).ok_or(Refusal::NotYet)?;
            let sent = send(headers, &print, None, "application/pdf", tag(media)).await?;
            Ok((sent, "pdf"))
        }
        MediaKind::Publication { binding, .. } => {
            let (content_type, ending) = match binding {
                Binding::Pdf | Binding::Office(_) => ("application/pdf", "pdf"),
                Binding::Epub { .. } => ("application/epub+zip", "epub"),
                Binding::Markdown => ("text/markdown", "md"),
                Binding::Plain => ("text/plain", "txt"),
            };
            let sent = send(headers, &file.path, Some((found, &[])), content_type, tag(media)).await?;
            Ok((sent, ending))
        }
        MediaKind::Film { content_type, veils } => {
            let sent = send(
                headers,
                &file.path,
                Some((found, veils)),
                content_type,
                tag(media),
            )
            .await?;
            Ok((sent, ending(content_type)))
        }
        MediaKind::Photo { .. } => {
            let recipe = Recipe::Photo(Size::Detail);
            let sent = rendition(&counter.show, media, recipe, headers).await?;
            let kind = sent.headers().get(header::CONTENT_TYPE);
            let ending = ending(kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default());
            Ok((sent, ending))
        }
        MediaKind::Sound { .. } | MediaKind::Captions => Err(Refusal::Unknown),
    }
}

fn ending(content_type: &str) -> &'static str {
    match content_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "video/webm" => "webm",
        "video/quicktime" => "mov",
        "video/x-matroska" => "mkv",
        "video/x-msvideo" => "avi",
        "video/mpeg" => "mpg",
        "video/mp2t" => "ts",
        _ => "mp4",
    }
}

async fn add_rules(mut response: Response) -> Response {
    let rules = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    let head = response.headers_mut();
    for (name, value) in rules {
        head.insert(name, HeaderValue::from_static(value));
    }
    head.entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}
