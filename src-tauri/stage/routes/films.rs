//! Films and what the screens give back about them: a poster, whether they play, flash or falter here.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;
use vitrine_core::messages::{FilmStutter, FilmVerdict, Flashes};
use vitrine_core::pipeline::MediaKind;

use super::{House, RENDITION_PATIENCE};
use crate::delivery::{ASK_EACH_TIME, send, tag};
use crate::refusal::Refusal;

/// Largest poster that is taken, in bytes.
pub const POSTER_LIMIT: usize = 4 * 1024 * 1024;

/// How long a body may take to arrive.
const BODY_PATIENCE: Duration = Duration::from_secs(20);

pub(super) async fn film(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let file = house.media(&media)?;
    let (MediaKind::Film { content_type, veils } | MediaKind::Sound { content_type, veils }) = &file.kind
    else {
        return Err(Refusal::Unknown);
    };
    send(
        &headers,
        &file.path,
        Some((file.signature, veils)),
        content_type,
        tag(&media),
    )
    .await
}

pub(super) async fn captions(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
) -> Result<Response, Refusal> {
    if house.media(&media)?.kind != MediaKind::Captions {
        return Err(Refusal::Unknown);
    }
    // Reads and converts a file.
    let text = tokio::task::spawn_blocking(move || house.show.captions(&media)).await;
    let text = text.map_err(|_| Refusal::Failed)?.ok_or(Refusal::Unknown)?;
    let answer = [
        (
            header::CONTENT_TYPE,
            "text/vtt; charset=utf-8".parse().expect("a constant"),
        ),
        (header::CACHE_CONTROL, ASK_EACH_TIME),
    ];
    Ok((answer, text).into_response())
}

pub(super) async fn keep_poster(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    must_be_film(&house, &media)?;
    match request
        .headers()
        .get(header::CONTENT_TYPE)
        .map(|kind| kind.as_bytes())
    {
        Some(b"image/jpeg" | b"image/png") => {}
        _ => return Err(Refusal::WrongKind),
    }
    let picture = body(request).await?;
    let (done, kept) = oneshot::channel();
    house.show.keep_poster(
        &media,
        picture.into(),
        Box::new(move |result| drop(done.send(result))),
    );
    match tokio::time::timeout(RENDITION_PATIENCE, kept).await {
        Ok(Ok(result)) => result?,
        _ => return Err(Refusal::NotYet),
    }
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn verdict(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    must_be_film(&house, &media)?;
    let verdict: FilmVerdict = serde_json::from_slice(&body(request).await?).map_err(|_| Refusal::Unclear)?;
    house.show.judge_film(&media, verdict.plays);
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn flashes(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    must_be_film(&house, &media)?;
    let flashes: Flashes = serde_json::from_slice(&body(request).await?).map_err(|_| Refusal::Unclear)?;
    if !flashes.is_sound() {
        return Err(Refusal::Unclear);
    }
    house.show.note_flashes(&media, flashes);
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn stutter(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
    request: Request,
) -> Result<StatusCode, Refusal> {
    must_be_film(&house, &media)?;
    let stutter: FilmStutter = serde_json::from_slice(&body(request).await?).map_err(|_| Refusal::Unclear)?;
    if !stutter.counts() {
        return Err(Refusal::Unclear);
    }
    let FilmStutter {
        total,
        dropped,
        seconds,
    } = stutter;
    tracing::info!(
        media,
        total,
        dropped,
        seconds,
        "a screen left out pictures of a film"
    );
    house.show.note_stutter(&media);
    Ok(StatusCode::NO_CONTENT)
}

fn must_be_film(house: &House, media: &str) -> Result<(), Refusal> {
    match house.media(media)?.kind {
        MediaKind::Film { .. } => Ok(()),
        _ => Err(Refusal::Unknown),
    }
}

pub(super) async fn body(request: Request) -> Result<Bytes, Refusal> {
    match tokio::time::timeout(BODY_PATIENCE, Bytes::from_request(request, &())).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(rejection)) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Refusal::TooLarge),
        Ok(Err(_)) | Err(_) => Err(Refusal::Unclear),
    }
}
