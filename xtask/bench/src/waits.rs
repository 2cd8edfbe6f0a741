//! How long a visitor waits for a page or a photo while two thousand photos are coming in.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use vitrine_core::messages::ItemState;
use vitrine_core::rendition::recipe::{Recipe, Size};

use crate::corpus::{Camera, photos, renamed};
use crate::report::Section;
use crate::scene::{Playing, Scene, ready};
use crate::small::publication;
use crate::spread::Spread;

const PHOTOS: u32 = 2000;
/// Waits of each kind that are measured.
const WISHES: usize = 60;
/// Between two wishes of a visitor.
const PAUSE: Duration = Duration::from_millis(400);

pub(crate) fn measure(_runs: usize) -> Result<Section> {
    let scene = Scene::new()?;
    let stand = scene.assets().join("01 Stand");
    fs::create_dir(&stand)?;
    for number in 0..24 {
        fs::write(stand.join(format!("{number}.pdf")), publication(number)?)?;
    }
    let waiting = scene.path("waiting");
    fs::create_dir(&waiting)?;
    let originals: Vec<Vec<u8>> = photos(Camera::Small, 4)?
        .iter()
        .map(fs::read)
        .collect::<Result<_, _>>()?;
    for (number, original) in (0..PHOTOS).zip(originals.iter().cycle()) {
        fs::write(
            waiting.join(format!("IMG_{number:04}.jpg")),
            renamed(original, number),
        )?;
    }
    let playing = scene.open("cache")?;
    playing.wait_for(|snapshot| snapshot.media.len() == 24)?;
    playing.rest(Duration::from_secs(3));
    fs::rename(&waiting, stand.join("photos"))?;
    // The show is at work from here on; what is there to be wished for grows.
    playing.wait_for(|snapshot| snapshot.media.len() > 24)?;
    let begun = Instant::now();
    let (mut pages, mut shown) = (Spread::default(), Spread::default());
    for wish in 0..WISHES * 2 {
        std::thread::sleep(PAUSE);
        let (media, recipe) = if wish % 2 == 0 {
            page(&playing, wish / 2).context("there are pages")?
        } else {
            photo(&playing, wish).context("there are photos that are not ready")?
        };
        let start = Instant::now();
        playing.rendition(&media, recipe)?;
        let times = if wish % 2 == 0 { &mut pages } else { &mut shown };
        times.add(start.elapsed());
    }
    let snapshot = playing.show.snapshot();
    let (done, _) = ready(&snapshot.catalogue);
    let mut section = Section::new(
        "Waits: a visitor's wish while 2000 photos of 12 MP come in",
        &["", "best ms", "median ms", "p95 ms", "wishes"],
    );
    section.row(
        ["a page that nobody has seen yet, 1920 px".to_owned()]
            .into_iter()
            .chain(pages.cells()),
    );
    section.row(
        ["a photo that is not ready yet, both sizes".to_owned()]
            .into_iter()
            .chain(shown.cells()),
    );
    section.note(format!(
        "In the {:.0} s of the measure {} of the files were catalogued and {done} pictures were ready. Target: p95 150 ms.",
        begun.elapsed().as_secs_f64(),
        snapshot.media.len(),
    ));
    Ok(section)
}

/// A page after the cover that was not asked for before.
fn page(playing: &Playing, wish: usize) -> Option<(String, Recipe)> {
    let snapshot = playing.show.snapshot();
    let editions: Vec<_> = snapshot
        .catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.publications)
        .flat_map(|publication| &publication.editions)
        .collect();
    let edition = editions.get(wish % editions.len().max(1))?;
    let number = 2 + u32::try_from(wish / editions.len()).ok()? % edition.pages.saturating_sub(1).max(1);
    Some((edition.media.clone(), Recipe::Page(number, Size::Screen)))
}

/// A photo from the middle of what is still to be done.
fn photo(playing: &Playing, wish: usize) -> Option<(String, Recipe)> {
    let snapshot = playing.show.snapshot();
    let pending: Vec<_> = snapshot
        .catalogue
        .stands
        .iter()
        .flat_map(|stand| &stand.series)
        .flat_map(|series| &series.photos)
        .filter(|photo| photo.state == ItemState::Pending)
        .collect();
    let photo = pending.get(pending.len() / 2 + wish % 7)?;
    Some((photo.media.clone(), Recipe::Photo(Size::Screen)))
}
