//! Openings that the screens tell of, where they are counted.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use vitrine_core::messages::UsageNote;

use super::{House, films};
use crate::refusal::Refusal;

pub(super) async fn count(State(house): State<Arc<House>>, request: Request) -> Result<StatusCode, Refusal> {
    let tally = house.beside.tally.as_ref().ok_or(Refusal::Unknown)?;
    let note: UsageNote =
        serde_json::from_slice(&films::body(request).await?).map_err(|_| Refusal::Unclear)?;
    tally.count(&note, &house.show.snapshot().catalogue)?;
    Ok(StatusCode::NO_CONTENT)
}
