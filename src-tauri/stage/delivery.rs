//! Hands out the bytes of one file: whole or in part, and not at all when the browser has them.

use std::io::{ErrorKind, SeekFrom};
use std::ops::RangeInclusive;
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_range_header::{EndPosition, StartPosition};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_stream::StreamExt;
use tokio_util::io::ReaderStream;
use vitrine_core::intake::reading::Veil;
use vitrine_core::intake::scan::{Signature, signature};

use crate::refusal::Refusal;

/// Bytes that are read and sent at a time.
const STRIDE: usize = 64 * 1024;

/// For bytes whose address names them: they never change under that address.
pub(crate) const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// For what may change under its address: keep it, but ask each time.
pub(crate) const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("private, no-cache");

/// A strong entity tag from a word without quotes.
pub(crate) fn tag(word: &str) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{word}\""))
        .expect("tags are made of hexadecimal words and our own names")
}

/// Whether the browser said that it already has what `etag` names.
pub(crate) fn has_already(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|candidate| candidate.trim())
        .any(|candidate| candidate == "*" || candidate.trim_start_matches("W/").as_bytes() == etag.as_bytes())
}

/// 304 for what the browser has already.
pub(crate) fn unchanged(etag: HeaderValue, keep: HeaderValue) -> Response {
    (
        StatusCode::NOT_MODIFIED,
        [(header::ETAG, etag), (header::CACHE_CONTROL, keep)],
    )
        .into_response()
}

/// Which part of a file a request gets.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Slice(RangeInclusive<u64>),
    Outside,
}

/// Reads `Range` and `If-Range`. Several ranges at once, other units and nonsense are answered with the whole file,
/// as RFC 9110 allows; so is a range of a version that is no longer there.
fn part(headers: &HeaderMap, etag: &HeaderValue, length: u64) -> Part {
    let Some(wish) = headers.get(header::RANGE).and_then(|value| value.to_str().ok()) else {
        return Part::Whole;
    };
    if headers
        .get(header::IF_RANGE)
        .is_some_and(|version| version != etag)
    {
        return Part::Whole;
    }
    let Ok(ranges) = http_range_header::parse_range_header(wish) else {
        return Part::Whole;
    };
    // The crate's own `validate` refuses a suffix longer than the file, which the standard allows.
    let [range] = ranges.ranges.as_slice() else {
        return Part::Whole;
    };
    let start = match range.start {
        StartPosition::Index(index) => index,
        StartPosition::FromLast(count) => length.saturating_sub(count),
    };
    let end = match range.end {
        EndPosition::Index(index) if index < start => return Part::Whole,
        EndPosition::Index(index) => index.min(length.saturating_sub(1)),
        EndPosition::LastByte => length.saturating_sub(1),
    };
    if start < length {
        Part::Slice(start..=end)
    } else {
        Part::Outside
    }
}

/// Answers with a picture that lies on no disk.
pub(crate) fn send_bytes(
    headers: &HeaderMap,
    bytes: &[u8],
    content_type: &'static str,
    etag: HeaderValue,
) -> Response {
    if has_already(headers, &etag) {
        return unchanged(etag, FOR_EVER);
    }
    let kind = HeaderValue::from_static(content_type);
    let head = [
        (header::CONTENT_TYPE, kind),
        (header::ETAG, etag),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    (head, bytes.to_vec()).into_response()
}

/// Answers with the file at `path`, which must still be as it was found where `found` says how, and what lies in it under
/// a veil is left out.
///
/// # Errors
/// `Unknown` when the file is gone or another has taken its place, `Failed` when it cannot be read.
pub(crate) async fn send(
    headers: &HeaderMap,
    path: &Path,
    found: Option<(Signature, &[Veil])>,
    content_type: &str,
    etag: HeaderValue,
) -> Result<Response, Refusal> {
    if has_already(headers, &etag) {
        return Ok(unchanged(etag, FOR_EVER));
    }
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Refusal::Unknown,
        _ => {
            tracing::warn!(path = %path.display(), %error, "a file cannot be read");
            Refusal::Failed
        }
    };
    let opened = tokio::task::spawn_blocking({
        let path = path.to_owned();
        move || vitrine_core::intake::open::regular(&path)
    });
    let opened = opened
        .await
        .map_err(std::io::Error::other)
        .and_then(|opened| opened);
    let mut file = File::from_std(opened.map_err(failed)?);
    let metadata = file.metadata().await.map_err(failed)?;
    // The browser keeps what it gets under the name of the bytes that were asked for.
    if found.is_some_and(|(found, _)| signature(&metadata) != found) {
        return Err(Refusal::Unknown);
    }
    let length = metadata.len();
    let content_type = HeaderValue::from_str(content_type).map_err(|_| Refusal::Failed)?;

    let (status, mut at, count, range) = match part(headers, &etag, length) {
        Part::Whole => (StatusCode::OK, 0, length, None),
        Part::Slice(slice) => {
            file.seek(SeekFrom::Start(*slice.start())).await.map_err(failed)?;
            let range = format!("bytes {}-{}/{length}", slice.start(), slice.end());
            (
                StatusCode::PARTIAL_CONTENT,
                *slice.start(),
                slice.end() - slice.start() + 1,
                Some(range),
            )
        }
        Part::Outside => {
            let range = format!("bytes */{length}");
            return Ok((
                StatusCode::RANGE_NOT_SATISFIABLE,
                [(header::CONTENT_RANGE, range)],
            )
                .into_response());
        }
    };
    let veils = found.map_or(Vec::new(), |(_, veils)| veils.to_vec());
    let stream = ReaderStream::with_capacity(file.take(count), STRIDE);
    let body = Body::from_stream(stream.map(move |piece| {
        piece.map(|piece| {
            let begin = at;
            at += piece.len() as u64;
            veiled(piece, begin, &veils)
        })
    }));
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, content_type);
    answer.insert(header::CONTENT_LENGTH, HeaderValue::from(count));
    answer.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    answer.insert(header::ETAG, etag);
    answer.insert(header::CACHE_CONTROL, FOR_EVER);
    if let Some(range) = range {
        answer.insert(
            header::CONTENT_RANGE,
            HeaderValue::from_str(&range).expect("digits and punctuation make a header"),
        );
    }
    Ok(response)
}

/// `piece` begins at byte `at` of its file. Nearly all of them are handed on as they are.
fn veiled(piece: Bytes, at: u64, veils: &[Veil]) -> Bytes {
    let end = at + piece.len() as u64;
    let mut over = veils
        .iter()
        .filter(|veil| veil.name < end && at < veil.end)
        .peekable();
    if over.peek().is_none() {
        return piece;
    }
    let mut bytes = piece.to_vec();
    for veil in over {
        veil.draw(at, &mut bytes);
    }
    bytes.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let etag = tag("film");
        for (wish, expected) in [
            ("bytes=0-", Part::Slice(0..=99)),
            ("bytes=5-9", Part::Slice(5..=9)),
            ("bytes=95-400", Part::Slice(95..=99)),
            ("bytes=-10", Part::Slice(90..=99)),
            ("bytes=-400", Part::Slice(0..=99)),
            ("bytes=100-", Part::Outside),
            ("bytes=200-300", Part::Outside),
            ("bytes=-0", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("lines=0-5", Part::Whole),
            ("bytes=abc", Part::Whole),
            ("bytes=9-5", Part::Whole),
        ] {
            assert_eq!(
                part(&with(&[(header::RANGE, wish)]), &etag, 100),
                expected,
                "{wish}"
            );
        }
        assert_eq!(part(&HeaderMap::new(), &etag, 100), Part::Whole);
        assert_eq!(
            part(&with(&[(header::RANGE, "bytes=0-")]), &etag, 0),
            Part::Outside
        );
    }

    #[test]
    fn a_range_of_another_version_becomes_the_whole_file() {
        let etag = tag("film");
        let ask = |version| with(&[(header::RANGE, "bytes=5-9"), (header::IF_RANGE, version)]);
        assert_eq!(part(&ask("\"film\""), &etag, 100), Part::Slice(5..=9));
        assert_eq!(part(&ask("\"other\""), &etag, 100), Part::Whole);
        assert_eq!(part(&ask("W/\"film\""), &etag, 100), Part::Whole);
        assert_eq!(
            part(&ask("Tue, 24 Nov 2026 00:00:00 GMT"), &etag, 100),
            Part::Whole
        );
    }

    #[test]
    fn tags_are_compared_in_lists_and_weakly() {
        let etag = tag("film");
        let ask = |value| has_already(&with(&[(header::IF_NONE_MATCH, value)]), &etag);
        assert!(ask("\"film\"") && ask("W/\"film\"") && ask("\"other\", \"film\"") && ask("*"));
        assert!(!ask("\"other\"") && !ask("film"));
        assert!(!has_already(&HeaderMap::new(), &etag));
    }
}
