//! Photos, posters and pages, made on demand by the show and kept by the browser for ever.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use tokio::sync::oneshot;
use vitrine_core::Show;
use vitrine_core::pipeline::{MediaKind, Rendition, Source};
use vitrine_core::rendition::recipe::{Recipe, Size};

use super::House;
use crate::delivery::{send, send_bytes, tag};
use crate::refusal::Refusal;

/// How long a request waits for a picture that is being made; it is made all the same and there at the next request.
pub const RENDITION_PATIENCE: Duration = Duration::from_secs(20);

/// Where an animation moves, in place of a size.
const MOVING: &str = "moving";

pub(super) async fn picture(
    State(house): State<Arc<House>>,
    Path((media, size)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let recipe = match (house.media(&media)?.kind, Size::from_name(&size)) {
        (MediaKind::Photo { .. }, Some(size)) => Recipe::Photo(size),
        (MediaKind::Photo { moving: true }, None) if size == MOVING => Recipe::Moving,
        (MediaKind::Film { .. }, Some(size)) if size != Size::Detail => Recipe::Poster(size),
        _ => return Err(Refusal::Unknown),
    };
    rendition(&house.show, &media, recipe, &headers).await
}

pub(super) async fn page(
    State(house): State<Arc<House>>,
    Path((media, number, size)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let size = Size::from_name(&size).ok_or(Refusal::Unknown)?;
    let number: u32 = number.parse().map_err(|_| Refusal::Unknown)?;
    match house.media(&media)?.kind {
        MediaKind::Publication { pages, .. } if (1..=pages).contains(&number) => {
            rendition(&house.show, &media, Recipe::Page(number, size), &headers).await
        }
        _ => Err(Refusal::Unknown),
    }
}

/// A picture that stands in a book.
pub(super) async fn figure(
    State(house): State<Arc<House>>,
    Path((media, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let number: u32 = number.parse().map_err(|_| Refusal::Unknown)?;
    rendition(&house.show, &media, Recipe::Figure(number), &headers).await
}

/// Answers with a rendition, made first if need be.
///
/// # Errors
/// As the show has them; `NotYet` when it takes longer than [`RENDITION_PATIENCE`], or was thrown out of the cache since.
pub(crate) async fn rendition(
    show: &Show,
    media: &str,
    recipe: Recipe,
    headers: &HeaderMap,
) -> Result<Response, Refusal> {
    let rendition = developed(show, media, recipe).await?;
    let tag = tag(&recipe.file_stem(media));
    let sent = match &rendition.source {
        Source::File(path) => send(headers, path, None, rendition.content_type, tag).await,
        Source::Memory(bytes) => Ok(send_bytes(headers, bytes, rendition.content_type, tag)),
    };
    match sent {
        // The cache may be emptied at any time; the next request makes the picture again.
        Err(Refusal::Unknown) => Err(Refusal::NotYet),
        answer => answer,
    }
}

async fn developed(show: &Show, media: &str, recipe: Recipe) -> Result<Rendition, Refusal> {
    let (done, made) = oneshot::channel();
    // A browser that has turned the page already drops `made`; the rendition is kept for the next one.
    show.rendition(media, recipe, Box::new(move |result| drop(done.send(result))));
    match tokio::time::timeout(RENDITION_PATIENCE, made).await {
        Ok(Ok(result)) => Ok(result?),
        Ok(Err(_closing)) => Err(Refusal::NotYet),
        Err(_late) => Err(Refusal::NotYet),
    }
}
