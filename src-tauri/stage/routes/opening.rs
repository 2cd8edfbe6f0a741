//! The first picture, written into the page itself: the glass shows it before any script has run.

use vitrine_core::messages::{Catalogue, ItemState, Photo};
use vitrine_core::rendition::recipe::Size;

/// Where the picture goes in the page.
const PLACE: &str = "<body>";

/// Between these shapes, width over height, a photo lies on every glass as the attract loop lays it, before anything is
/// known of the glass (ui/src/screens/projection.ts).
const SHAPES: std::ops::RangeInclusive<f64> = 1.25..=2.2;

/// The page with a photo in it that the attract loop then begins with; `None` where there is none. It is the one that is
/// wished for where it is fit to be, else `seed` says which.
pub(super) fn written(
    page: &[u8],
    catalogue: &Catalogue,
    wished: Option<&str>,
    seed: usize,
) -> Option<String> {
    let media = wished
        .and_then(|media| found(catalogue, media))
        .or_else(|| chosen(catalogue, seed))?;
    let page = std::str::from_utf8(page).ok()?;
    let (head, foot) = page.split_once(PLACE)?;
    let size = Size::Screen.name();
    Some(format!(
        "{head}{PLACE}<img class=\"opening\" alt=\"\" decoding=\"sync\" fetchpriority=\"high\" \
         data-media=\"{media}\" src=\"/picture/{media}/{size}\">{foot}"
    ))
}

/// The media name of a photo that is there and fit.
fn found<'a>(catalogue: &'a Catalogue, media: &str) -> Option<&'a str> {
    let series = catalogue.stands.iter().flat_map(|stand| &stand.series);
    let mut photos = series.flat_map(|series| &series.photos);
    photos
        .find(|photo| photo.media == media && fits(photo))
        .map(|photo| photo.media.as_str())
}

/// The media name of a photo, now of this stand and now of that. None where the order of the loop is fixed: it may then
/// begin with something else.
fn chosen(catalogue: &Catalogue, seed: usize) -> Option<&str> {
    let attract = &catalogue.exhibition.attract;
    if attract.in_folder_order || attract.sync || !attract.day_parts.is_empty() {
        return None;
    }
    let stands = catalogue.stands.iter().map(|stand| {
        let photos = stand.series.iter().flat_map(|series| &series.photos);
        photos.filter(|photo| fits(photo)).collect::<Vec<_>>()
    });
    let stands: Vec<_> = stands.filter(|photos| !photos.is_empty()).collect();
    let photos = stands.get(seed.checked_rem(stands.len())?)?;
    let photo = photos.get((seed / stands.len()).checked_rem(photos.len())?)?;
    Some(&photo.media)
}

fn fits(photo: &Photo) -> bool {
    let shape = f64::from(photo.width) / f64::from(photo.height.max(1));
    photo.state == ItemState::Ready && !photo.moving && photo.focus.is_none() && SHAPES.contains(&shape)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn photo(media: &str, width: u32) -> Photo {
        serde_json::from_value(json!({
            "id": media, "media": media, "captions": {}, "away": { "links": {}, "kilobytes": 1 }, "width": width, "height": 1000, "moving": false, "state": "ready",
        }))
        .unwrap()
    }

    fn catalogue(stands: &[&[Photo]]) -> Catalogue {
        let stand = |photos: &&[Photo]| {
            serde_json::from_value(json!({
                "id": "", "name": "", "names": {}, "blurb": {}, "publications": [], "films": [],
                "series": [{ "id": "", "photos": photos }],
            }))
            .unwrap()
        };
        Catalogue {
            stands: stands.iter().map(stand).collect(),
            ..Catalogue::default()
        }
    }

    #[test]
    fn every_stand_and_every_photo_has_its_turn() {
        let there = catalogue(&[
            &[photo("a", 1500), photo("b", 1778)],
            &[],
            &[photo("upright", 700), photo("c", 1333)],
        ]);
        let four: Vec<_> = (0..4).filter_map(|seed| chosen(&there, seed)).collect();
        assert_eq!(four, ["a", "c", "b", "c"]);
    }

    #[test]
    fn only_what_lies_the_same_on_every_glass() {
        let pending = Photo {
            state: ItemState::Pending,
            ..photo("pending", 1500)
        };
        let moving = Photo {
            moving: true,
            ..photo("moving", 1500)
        };
        let flat = Photo {
            height: 0,
            ..photo("flat", 1500)
        };
        assert_eq!(
            chosen(&catalogue(&[&[pending, moving, flat, photo("wide", 3000)]]), 0),
            None
        );
        assert_eq!(chosen(&Catalogue::default(), 7), None);
        let mut fixed = catalogue(&[&[photo("a", 1500)]]);
        fixed.exhibition.attract.sync = true;
        assert_eq!(chosen(&fixed, 0), None);
    }

    #[test]
    fn what_is_wished_for_comes_where_it_is_fit() {
        let mut there = catalogue(&[&[photo("a", 1500), photo("upright", 700)], &[photo("b", 1500)]]);
        let opens = |there: &Catalogue, media| written(b"<body></body>", there, Some(media), 0);
        assert!(opens(&there, "b").unwrap().contains("/picture/b/screen"));
        assert!(opens(&there, "upright").unwrap().contains("/picture/a/screen"));
        assert!(
            opens(&there, "\"><script>")
                .unwrap()
                .contains("/picture/a/screen")
        );
        // A page that takes the place of another one shows what that one showed, whatever comes next.
        there.exhibition.attract.sync = true;
        assert!(opens(&there, "b").unwrap().contains("/picture/b/screen"));
        assert_eq!(opens(&there, "gone"), None);
    }

    #[test]
    fn the_page_keeps_everything_else() {
        let there = catalogue(&[&[photo("a1", 1500)]]);
        let page = written(b"<head></head><body>\n<script></script></body>", &there, None, 0).unwrap();
        assert!(page.starts_with("<head></head><body><img class=\"opening\""));
        assert!(page.contains("src=\"/picture/a1/screen\""));
        assert!(page.ends_with("\n<script></script></body>"));
        assert_eq!(written(b"no place", &there, None, 0), None);
    }
}
