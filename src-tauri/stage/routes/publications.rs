//! What a reader needs to open a publication: the size of every page, its contents, and its leaves as text.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;
use vitrine_core::pipeline::MediaKind;

use super::{House, RENDITION_PATIENCE};
use crate::delivery::{FOR_EVER, has_already, tag, unchanged};
use crate::refusal::Refusal;

/// A leaf as text. Another program may make it otherwise of the same bytes, so no browser keeps it.
pub(super) async fn leaf(
    State(house): State<Arc<House>>,
    Path((media, number)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let number: u32 = number.parse().map_err(|_| Refusal::Unknown)?;
    let (done, read) = oneshot::channel();
    // A visitor who has turned the leaf already drops `read`.
    house
        .show
        .leaf(&media, number, Box::new(move |result| drop(done.send(result))));
    match tokio::time::timeout(RENDITION_PATIENCE, read).await {
        Ok(Ok(result)) => Ok(Json(result?).into_response()),
        Ok(Err(_)) | Err(_) => Err(Refusal::NotYet),
    }
}

pub(super) async fn publication(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    if !matches!(house.media(&media)?.kind, MediaKind::Publication { .. }) {
        return Err(Refusal::Unknown);
    }
    let etag = tag(&media);
    if has_already(&headers, &etag) {
        return Ok(unchanged(etag, FOR_EVER));
    }
    // Opens the file again where the cache was emptied.
    let detail = tokio::task::spawn_blocking(move || house.show.publication(&media)).await;
    let detail = detail.map_err(|_| Refusal::Failed)?.ok_or(Refusal::Unknown)?;
    Ok((
        [(header::ETAG, etag), (header::CACHE_CONTROL, FOR_EVER)],
        Json(detail),
    )
        .into_response())
}
