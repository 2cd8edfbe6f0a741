//! What a reader needs to open a publication: the size of every page, and its contents.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use vitrine_core::pipeline::MediaKind;

use super::House;
use crate::delivery::{FOR_EVER, has_already, tag, unchanged};
use crate::refusal::Refusal;

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
