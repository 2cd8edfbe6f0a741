//! Finding things by what a visitor types: across all stands, and within a publication.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use tokio::sync::oneshot;

use super::{House, RENDITION_PATIENCE};
use crate::refusal::Refusal;

/// Longest query string, in bytes: two hundred letters, each written as three escaped bytes.
const LONGEST: usize = 2 * 1024;

pub(super) async fn search(
    State(house): State<Arc<House>>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let typed = typed(query)?;
    let result = tokio::task::spawn_blocking(move || house.show.search(&typed)).await;
    Ok(Json(result.map_err(|_| Refusal::Failed)?).into_response())
}

pub(super) async fn find(
    State(house): State<Arc<House>>,
    Path(media): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let typed = typed(query)?;
    let finding = tokio::task::spawn_blocking(move || house.show.find(&media, &typed)).await;
    let finding = finding.map_err(|_| Refusal::Failed)?.ok_or(Refusal::Unknown)?;
    Ok(Json(finding).into_response())
}

pub(super) async fn mark(
    State(house): State<Arc<House>>,
    Path((media, page)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let typed = typed(query)?;
    let page: u32 = page.parse().map_err(|_| Refusal::Unknown)?;
    let (done, marked) = oneshot::channel();
    // A visitor who has typed on already drops `marked`.
    house.show.mark(
        &media,
        page,
        &typed,
        Box::new(move |result| drop(done.send(result))),
    );
    match tokio::time::timeout(RENDITION_PATIENCE, marked).await {
        Ok(Ok(result)) => Ok(Json(result?).into_response()),
        Ok(Err(_)) | Err(_) => Err(Refusal::NotYet),
    }
}

/// The value of `q`, or nothing.
fn typed(query: Option<String>) -> Result<String, Refusal> {
    let query = query.unwrap_or_default();
    if query.len() > LONGEST {
        return Err(Refusal::Unclear);
    }
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let typed = pairs.find(|(name, _)| name == "q");
    Ok(typed.map(|(_, value)| value.into_owned()).unwrap_or_default())
}
