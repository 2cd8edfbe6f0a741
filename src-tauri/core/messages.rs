//! Every type that crosses to TypeScript, and nothing else: the whole conversation between the show and its screens.
//!
//! `cargo xtask gen` writes their twins to `ui/src/messages/`; the test run fails when those are stale.

mod leaf;
mod listening;
mod screen;
mod search;
mod takeaway;
mod usage;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use leaf::Leaf;
pub use listening::{Audio, SpeakWish, Voices};
pub use screen::ScreenBeat;
pub use search::{Finding, FoundPage, HitKind, Mark, PageMarks, Passage, SearchHit, SearchResult};
pub use takeaway::{Away, BasketOffer, BasketWish, QrSymbol};
pub use usage::{UsageKind, UsageNote};

/// A text in several languages: BCP 47 code in lower case (`"fr"`) to the words in that language.
pub type Texts = BTreeMap<String, String>;

/// One whole snapshot of the exhibition. Snapshots are immutable; a change makes a new one with the next number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Catalogue {
    /// Counts up by one with every published change, starting at 1; 0 is the empty catalogue before the first scan.
    pub number: u32,
    /// What the event is called, when and where.
    pub exhibition: Exhibition,
    /// The stands in the order of the room; hidden ones are left out.
    pub stands: Vec<Stand>,
    /// What could not be shown and why, worst first. For the exhibitor and the operator, never for visitors.
    pub problems: Vec<Problem>,
}

/// The event itself, from `exhibition.json`; every field has a usable default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Exhibition {
    /// Name of the event; empty when the folder has no `exhibition.json`.
    pub title: Texts,
    /// Where it takes place.
    pub place: Texts,
    /// Interface languages in the order offered, first one first at rest. Never empty.
    pub languages: Vec<String>,
    /// Day of the programme as `YYYY-MM-DD`; absent when the programme is for any day.
    pub date: Option<String>,
    /// The programme in order of start.
    pub sessions: Vec<Session>,
    /// How the attract loop behaves.
    pub attract: Attract,
    /// The loudest step that visitors can choose for films, 0 to 8; absent where all eight are theirs.
    pub loudest: Option<u32>,
    /// The organisers' page for what a visitor takes away: `http` or `https`, without a fragment.
    pub take_away: Option<String>,
}

/// One entry of the programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Session {
    /// Local time of day, `HH:MM`, 24 h.
    pub start: String,
    /// Local time of day, `HH:MM`, 24 h; later than `start`.
    pub end: String,
    /// What it is called.
    pub title: Texts,
    /// Which room; empty when there is only one.
    pub room: Texts,
    /// Who speaks, as printed.
    pub speaker: Option<String>,
}

/// Settings of the attract loop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Attract {
    /// Seconds a photo stays, 3 to 120.
    pub photo_seconds: u32,
    /// Longest excerpt of a film in seconds, 5 to 600.
    pub film_seconds: u32,
    /// Stands and their items come in the order of the folder; otherwise shuffled.
    pub in_folder_order: bool,
    /// What is shown follows from the time of day alone, so that screens of the same folder show the same.
    pub sync: bool,
    /// Photos move slowly, where the machine draws fast enough.
    pub pan: bool,
    /// Furniture drifts and the picture dims from time to time, so that nothing burns in.
    pub burn_in_care: bool,
    /// Times of day at which only some stands are shown; at any other time all are.
    pub day_parts: Vec<DayPart>,
}

/// A part of the day with stands of its own in the attract loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct DayPart {
    /// Local time of day, `HH:MM`, 24 h.
    pub start: String,
    /// Local time of day, `HH:MM`, 24 h; earlier than `start` when the part lasts past midnight.
    pub end: String,
    /// Ids of its stands.
    pub stands: Vec<String>,
}

impl Default for Attract {
    fn default() -> Self {
        Self {
            photo_seconds: 9,
            film_seconds: 45,
            in_folder_order: false,
            sync: false,
            pan: true,
            burn_in_care: true,
            day_parts: Vec::new(),
        }
    }
}

/// One organisation's stand: one folder directly under the assets folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Stand {
    /// Stable while the folder keeps its name.
    pub id: String,
    /// The number on the wall, from the folder name; absent when the folder has none.
    pub number: Option<u32>,
    /// The folder's name without its number, as the exhibitor wrote it.
    pub name: String,
    /// Name by language, from `stand.json`; a language that is missing falls back to `name`.
    pub names: Texts,
    /// At most 180 characters on what the organisation does, by language.
    pub blurb: Texts,
    /// Accent colour as `#rrggbb`, where the exhibitor chose one.
    pub colour: Option<String>,
    /// The organisation's web address, as text only.
    pub website: Option<String>,
    /// An e-mail address or a telephone number of the organisation, as text.
    pub contact: Option<String>,
    /// Booklets, reports, leaflets.
    pub publications: Vec<Publication>,
    /// Moving pictures.
    pub films: Vec<Film>,
    /// Photo exhibitions.
    pub series: Vec<PhotoSeries>,
}

/// Whether an item can be shown now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub enum ItemState {
    /// Known and sound, its pictures are still being made.
    #[default]
    Pending,
    /// Its pictures exist.
    Ready,
    /// It turned out not to be showable; the reason is among the problems.
    Broken,
}

/// One publication; its language editions are one object on the shelf.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Publication {
    /// Stable while the files keep their place and name.
    pub id: String,
    /// Title of the first edition.
    pub title: String,
    /// At least one; in the order of the exhibition's languages, then by name.
    pub editions: Vec<Edition>,
}

/// One file of a publication: the same content in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Edition {
    /// Names the bytes: `/page/<media>/<n>/<size>`, `/leaf/<media>/<n>` and `/publication/<media>`. Of text that flows the
    /// only page is its cover, where it has one.
    pub media: String,
    /// BCP 47 code from the file name or the document; absent when neither says.
    pub language: Option<String>,
    /// Title of this edition.
    pub title: String,
    /// Its leaves are text that flows (EPUB, Markdown, plain text); otherwise they are pages with a fixed picture.
    pub flowing: bool,
    /// Number of pages; of text that flows, of chapters or sections.
    pub pages: u32,
    /// Cover width in points (1/72 inch), after rotation.
    pub width: f32,
    /// Cover height in points (1/72 inch), after rotation.
    pub height: f32,
    /// Bound on the right: pages turn the other way.
    pub right_to_left: bool,
    /// Somebody reading it, as a file beside it.
    pub audio: Option<Audio>,
    /// What there is of it to take away.
    pub away: Away,
    /// Whether the cover can be shown now.
    pub state: ItemState,
}

/// One film.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Film {
    /// Stable while the file keeps its place and name.
    pub id: String,
    /// Names the bytes: `/media/<media>`; the poster is `/picture/<media>/<size>`.
    pub media: String,
    /// From metadata or the file name.
    pub title: String,
    /// For `canPlayType`, e.g. `video/mp4; codecs="avc1.64001f, mp4a.40.2"`.
    pub mime: String,
    /// Picture width in pixels, after rotation.
    pub width: u32,
    /// Picture height in pixels, after rotation.
    pub height: u32,
    /// Length in seconds; 0 when the container does not say.
    pub seconds: f64,
    /// Whether there is a sound track.
    pub sound: bool,
    /// Caption files beside the film.
    pub captions: Vec<Captions>,
    /// What there is of it to take away.
    pub away: Away,
    /// Pending until the page has taken a poster frame; broken when no screen could play it.
    pub state: ItemState,
    /// Whether it flashes; absent until a screen has looked.
    pub flashes: Option<Flashes>,
}

/// What a screen saw of a film's flashing: the body of `POST /film/<media>/flashes`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Flashes {
    /// Where it flashes more than three times within a second, in seconds from its beginning, in order; empty when it
    /// is calm. The last pictures followed by the first count too: a loop shows them like that.
    pub seconds: Vec<f64>,
    /// What was looked at, in order; nothing is known of the rest of the film.
    pub looked: Vec<Stretch>,
    /// No picture of that was missed. A film that looks calm may flash where one was.
    pub certain: bool,
}

/// A part of a film.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Stretch {
    /// Seconds from the beginning of the film.
    pub from: f64,
    /// Seconds from the beginning of the film; later than `from`.
    pub to: f64,
}

/// One caption file, served as WebVTT.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Captions {
    /// Names the bytes: `/captions/<media>`.
    pub media: String,
    /// BCP 47 code from the file name; absent when the name has none.
    pub language: Option<String>,
}

/// One photo exhibition: the photos of one folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct PhotoSeries {
    /// Stable while the folder keeps its place and name.
    pub id: String,
    /// From the folder; absent for loose photos and folders with a generic name.
    pub title: Option<String>,
    /// At least one, in natural order of the file names.
    pub photos: Vec<Photo>,
}

/// One photo, drawing or poster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Photo {
    /// Stable while the file keeps its place and name.
    pub id: String,
    /// Names the bytes: `/picture/<media>/<size>`.
    pub media: String,
    /// From IPTC, XMP or EXIF, else a readable file name; absent for camera names such as `IMG_1234`.
    pub title: Option<String>,
    /// For visitors whose language has no caption of its own: from `name.txt`, IPTC, XMP or EXIF.
    pub caption: Option<String>,
    /// By language, from `name.fr.txt`.
    pub captions: Texts,
    /// Who made it, from IPTC, XMP or EXIF.
    pub credit: Option<String>,
    /// Pixels, upright.
    pub width: u32,
    /// Pixels, upright.
    pub height: u32,
    /// What of it crops keep, as far as it fits: the faces, or what its maker marked, by XMP. Absent where nothing is
    /// marked.
    pub focus: Option<Region>,
    /// It is an animation, which `/picture/<media>/moving` shows moving; the other sizes are stills of it.
    pub moving: bool,
    /// What there is of it to take away.
    pub away: Away,
    /// Whether its renditions exist.
    pub state: ItemState,
}

/// A part of a picture, in shares of its width and height, upright.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Region {
    /// 0 is the left edge of the picture, 1 its right.
    pub left: f64,
    /// 0 is the upper edge of the picture, 1 its lower.
    pub top: f64,
    /// As `left`, and greater.
    pub right: f64,
    /// As `top`, and greater.
    pub bottom: f64,
}

/// What a reader needs beyond the catalogue: `GET /publication/<media>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct PublicationDetail {
    /// Size of every page in points, after rotation, in order; of text that flows that of its cover for each leaf.
    pub pages: Vec<PageSize>,
    /// Bookmarks in reading order, or the contents of a book, or the headings of a text.
    pub outline: Vec<OutlineEntry>,
}

/// Size of one page in points (1/72 inch), after rotation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct PageSize {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
}

/// One bookmark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct OutlineEntry {
    /// As printed in the document.
    pub title: String,
    /// Page or leaf, counted from 1.
    pub page: u32,
    /// Depth, 0 for a chapter.
    pub level: u32,
}

/// What `GET /events` sends under the name `catalogue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct CatalogueChanged {
    /// The number of the snapshot that is there now.
    pub number: u32,
}

/// What a screen found out about a film: the body of `POST /film/<media>/verdict`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct FilmVerdict {
    /// False when this system's decoder refuses the film.
    pub plays: bool,
}

/// A film faltered on a screen: the body of `POST /film/<media>/stutter`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct FilmStutter {
    /// Pictures that were to be shown.
    pub total: u32,
    /// Those of them that were left out.
    pub dropped: u32,
    /// How long that took, in seconds.
    pub seconds: f64,
}

/// What a screen can decode: the body of `POST /screen/codecs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct ScreenCodecs {
    /// In MP4.
    pub h264: bool,
    /// In MP4.
    pub hevc: bool,
    /// In WebM.
    pub vp9: bool,
    /// In MP4 or WebM.
    pub av1: bool,
    /// In MP4.
    pub aac: bool,
    /// In WebM.
    pub opus: bool,
}

/// Why a file is not shown, or is shown with less than it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub enum ProblemCode {
    /// The assets folder cannot be read, or has lost everything at once; the last state is shown.
    FolderMissing,
    /// The file cannot be opened (rights, lock).
    FileUnreadable,
    /// The file has no bytes.
    FileEmpty,
    /// The file ends too early or is damaged.
    FileDamaged,
    /// The file is sound but larger than what can be shown (pixels, memory, time).
    FileTooLarge,
    /// An animation of too many pictures: its first one is shown.
    AnimationTooLong,
    /// The document has no pages.
    NoPages,
    /// Three attempts to open the file brought down their worker; it is left alone until it changes.
    FileQuarantined,
    /// The document needs a password.
    PasswordNeeded,
    /// A kind that is recognised but not shown.
    KindNotShown,
    /// No known kind.
    KindUnknown,
    /// The film cannot be played on this system.
    FilmNotPlayable,
    /// The film flashes more than three times within a second: it is shown as a still, and visitors are asked first.
    FilmFlashes,
    /// The film is shown, and this system leaves out pictures of it.
    FilmStutters,
    /// A link that leaves the folder.
    LinkLeavesFolder,
    /// A link to the web without an address that can be used.
    AddressUnclear,
    /// A link to the web that belongs to no item.
    AddressAlone,
    /// A recording that belongs to no publication.
    SoundAlone,
    /// A settings file is not JSON.
    SettingsSyntax,
    /// A settings file has a field of the wrong kind; the rest counts.
    SettingsField,
    /// A settings file has a field that nobody reads.
    SettingsUnknownField,
    /// A caption file cannot be read.
    CaptionsUnreadable,
}

/// One sentence about one file, for the exhibitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Problem {
    /// What kind of trouble.
    pub code: ProblemCode,
    /// The file relative to the assets folder, with `/`; empty for the folder itself.
    pub file: String,
    /// Line in the file, counted from 1, where there is one.
    pub line: Option<u32>,
    /// What is wrong and what to do, in each language that exhibitors are spoken to.
    pub words: Advices,
}

/// The same advice in each language that exhibitors are spoken to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Advices {
    /// In English.
    pub en: Advice,
    /// In French.
    pub fr: Advice,
    /// In Dutch.
    pub nl: Advice,
    /// In German.
    pub de: Advice,
}

/// What is wrong and what to do, one sentence each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "messages.ts"))]
pub struct Advice {
    /// What is wrong.
    pub sentence: String,
    /// What to do.
    pub remedy: String,
}
