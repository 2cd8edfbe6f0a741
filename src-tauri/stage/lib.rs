//! One loopback origin that serves the show: the screens, the catalogue, pictures, films and events.
//!
//! Every address names bytes by a media name that the current snapshot knows; no path of the file system is ever
//! built from a request. Nothing is served before a browser has come in through the secret entrance.
//!
//! | address | answer |
//! |---|---|
//! | `GET /enter/<secret>[?query]` | 303 to `/[?query]` with the cookie that opens everything else |
//! | `GET /`, `/assets/…` | the screens |
//! | `GET /catalogue` | [`vitrine_core::messages::Catalogue`] as JSON, with ETag |
//! | `GET /events` | server-sent events named `catalogue`, on connect and on every change |
//! | `GET /media/<media>` | the bytes of a film or a recording, with Range |
//! | `GET /picture/<media>/<shelf\|screen\|detail>` | a photo, or the poster of a film (no `detail`) |
//! | `GET /page/<media>/<n>/<shelf\|screen\|detail>` | a page of a publication, counted from 1; of text that flows its cover, where it has one |
//! | `GET /leaf/<media>/<n>` | [`vitrine_core::messages::Leaf`] as JSON: a page, chapter or section as text |
//! | `GET /leaf-picture/<media>/<n>` | a picture that stands in a book, by the addresses in its leaves |
//! | `GET /publication/<media>` | [`vitrine_core::messages::PublicationDetail`] as JSON |
//! | `GET /publication/<media>/find?q=<typed>` | [`vitrine_core::messages::Finding`] as JSON: the pages that have it |
//! | `GET /publication/<media>/find/<n>?q=<typed>` | [`vitrine_core::messages::PageMarks`] as JSON: where on a page |
//! | `GET /search?q=<typed>` | [`vitrine_core::messages::SearchResult`] as JSON, across all stands |
//! | `GET /captions/<media>` | captions as WebVTT |
//! | `POST /poster/<media>` | keeps a still (JPEG or PNG, at most 4 MiB) that a screen took of a film: 204 |
//! | `POST /film/<media>/verdict` | [`vitrine_core::messages::FilmVerdict`] as JSON: 204 |
//! | `POST /film/<media>/flashes` | [`vitrine_core::messages::Flashes`] as JSON: 204 |
//! | `POST /film/<media>/stutter` | [`vitrine_core::messages::FilmStutter`] as JSON: 204 |
//! | `POST /qr` | a text of at most 666 bytes as a QR code: [`vitrine_core::messages::QrSymbol`] as JSON |
//! | `POST /take-away` | [`vitrine_core::messages::BasketWish`] as JSON: [`vitrine_core::messages::BasketOffer`], where the operator offers files on the local network |
//! | `POST /usage` | [`vitrine_core::messages::UsageNote`] as JSON, where openings are counted ([`StageOptions::usage`]): 204 |
//! | `GET /voices` | [`vitrine_core::messages::Voices`] as JSON: what this machine can read aloud to its own window |
//! | `POST /speak` | [`vitrine_core::messages::SpeakWish`] as JSON; 204 when it has been said, 409 when another was asked for meanwhile |
//! | `POST /screen/codecs` | [`vitrine_core::messages::ScreenCodecs`] as JSON, for the log: 204 |
//! | `POST /screen/beat` | [`vitrine_core::messages::ScreenBeat`] as JSON, for whoever shows the screens ([`Stage::beats`]): 204 |
//!
//! Files for phones are on another listener ([`StageOptions::take_away`]): `GET /T/<token>` and what it lists, nothing else.
//!
//! Refusals are one plain sentence: 401 without the cookie, 403 for a foreign host, origin or site, 404 for
//! what the snapshot does not know, 416 for a range outside the file, 422 for a file that turned out broken,
//! 503 with `Retry-After` for a picture that is not there yet (a poster that no screen has taken, or one that
//! took longer than [`RENDITION_PATIENCE`]).

mod conduct;
mod delivery;
mod entrance;
mod pulse;
mod refusal;
mod repertoire;
mod routes;
mod stage;
mod takeaway;
mod tally;
mod voice;

pub use routes::{POSTER_LIMIT, RENDITION_PATIENCE};
pub use stage::{Stage, StageError, StageOptions};
pub use voice::{Mute, Pending, Voice};
