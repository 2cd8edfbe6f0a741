//! Every way the stage says no: one status and one plain sentence each.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use vitrine_core::pipeline::RenditionError;

/// Why a request gets nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    /// No cookie, a wrong one, or a wrong secret.
    #[error("This show is entered through the address that Vitrine gave when it started.")]
    NotEntered,
    /// `Host` is not the address of this connection: a name that was pointed here.
    #[error("This show answers only at its own address.")]
    ForeignHost,
    /// The request comes from a page of another origin.
    #[error("This show answers only its own pages.")]
    ForeignOrigin,
    /// The snapshot knows no such thing.
    #[error("There is nothing here.")]
    Unknown,
    /// A picture that cannot be had now and may be had soon.
    #[error("This picture is not there yet.")]
    NotYet,
    /// The original turned out not to be showable.
    #[error("This file cannot be shown; `vitrine check` says why.")]
    Broken,
    /// The disk failed.
    #[error("The show could not read a file; its log says why.")]
    Failed,
    /// The body is not of a kind that is taken here.
    #[error("Only a JPEG or PNG picture is taken here.")]
    WrongKind,
    /// The body did not come, or does not say what it should.
    #[error("The request could not be understood.")]
    Unclear,
    /// The body is larger than what is taken here.
    #[error("The picture is too large.")]
    TooLarge,
    /// A text that no QR code holds that could be scanned from the glass.
    #[error("The text is longer than a code can hold.")]
    TooLong,
    /// Another sentence was to be read before this one was over.
    #[error("Another sentence is being read.")]
    Overtaken,
    /// The machine's voice does not answer.
    #[error("The voice of this machine cannot be heard.")]
    Mute,
    /// Somebody asks again and again.
    #[error("Too many requests; wait a moment.")]
    TooOften,
    /// The screens have not been built into or beside this program.
    #[error(
        "The screens are not built. Run `npm ci && npm run build` in the folder `ui`, then reload this page."
    )]
    NoScreens,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotEntered => StatusCode::UNAUTHORIZED,
            Self::ForeignHost | Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::Unknown => StatusCode::NOT_FOUND,
            Self::Overtaken => StatusCode::CONFLICT,
            Self::NotYet | Self::NoScreens | Self::Mute => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
            Self::WrongKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unclear => StatusCode::BAD_REQUEST,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge | Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (
            self.status(),
            [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
                (header::CACHE_CONTROL, "no-store"),
            ],
            format!("{self}\n"),
        )
            .into_response();
        if self == Self::NotYet {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

impl From<RenditionError> for Refusal {
    fn from(error: RenditionError) -> Self {
        match error {
            RenditionError::Unknown => Self::Unknown,
            RenditionError::NotYet => Self::NotYet,
            RenditionError::Broken => Self::Broken,
        }
    }
}
