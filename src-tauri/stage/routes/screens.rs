//! The screens themselves: the built UI, carried inside release programs and read from disk by debug ones; and what they
//! say of themselves.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{Embed, EmbeddedFile};

use vitrine_core::messages::{ScreenBeat, ScreenCodecs};

use super::{House, films, opening};
use crate::delivery::{ASK_EACH_TIME, FOR_EVER, has_already, tag, unchanged};
use crate::entrance::Arrival;
use crate::refusal::Refusal;

#[derive(Embed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Screens;

pub(super) async fn screen(
    State(house): State<Arc<House>>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    match uri.path() {
        "/" => {
            let page = Screens::get("index.html").ok_or(Refusal::NoScreens)?;
            let snapshot = house.show.snapshot();
            Ok(
                match opening::written(&page.data, &snapshot.catalogue, wished(&uri), seconds()) {
                    // Another picture each time, so nothing to keep.
                    Some(page) => Html(page).into_response(),
                    None => give("index.html", page, &headers),
                },
            )
        }
        path => {
            let name = path.trim_start_matches('/');
            Screens::get(name)
                .map(|file| give(name, file, &headers))
                .ok_or(Refusal::Unknown)
        }
    }
}

/// The photo that the page should begin with, where the window says so.
fn wished(uri: &Uri) -> Option<&str> {
    uri.query()?
        .split('&')
        .find_map(|pair| pair.strip_prefix("opening="))
}

/// Changes from one loading of the page to the next, which is all that is asked of it.
fn seconds() -> usize {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    usize::try_from(since.as_secs()).unwrap_or_default()
}

pub(super) async fn codecs(State(house): State<Arc<House>>, request: Request) -> Result<StatusCode, Refusal> {
    let arrival = request.extensions().get::<Arrival>();
    let here = arrival.is_some_and(|arrival| arrival.0.ip().to_canonical().is_loopback());
    let body = films::body(request).await?;
    let codecs: ScreenCodecs = serde_json::from_slice(&body).map_err(|_| Refusal::Unclear)?;
    house.repertoires.hear(codecs, here);
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn beat(State(house): State<Arc<House>>, request: Request) -> Result<StatusCode, Refusal> {
    let beat: ScreenBeat =
        serde_json::from_slice(&films::body(request).await?).map_err(|_| Refusal::Unclear)?;
    house.beside.pulse.beat(beat);
    Ok(StatusCode::NO_CONTENT)
}

fn give(name: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let etag = tag(&file.metadata.sha256_hash()[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>());
    // The builder puts a hash of the content into the names of everything under `assets/`.
    let keep = if name.starts_with("assets/") {
        FOR_EVER
    } else {
        ASK_EACH_TIME
    };
    if has_already(headers, &etag) {
        return unchanged(etag, keep);
    }
    let kind = HeaderValue::from_str(&content_type(&file)).expect("content types are plain ASCII");
    let answer = [
        (header::CONTENT_TYPE, kind),
        (header::ETAG, etag),
        (header::CACHE_CONTROL, keep),
    ];
    (answer, file.data).into_response()
}

fn content_type(file: &EmbeddedFile) -> String {
    match file.metadata.mimetype() {
        text @ ("text/html" | "text/css" | "text/javascript" | "text/plain") => {
            format!("{text}; charset=utf-8")
        }
        other => other.to_owned(),
    }
}
