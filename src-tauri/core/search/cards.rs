//! What of a snapshot can be found: one card for each thing, with everything that is written on it. Pure.

use crate::messages::{Catalogue, Film, HitKind, ItemState, Photo, PhotoSeries, Publication, Stand, Texts};

/// Names a thing in one place: the same bytes at two stands are two things.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key {
    pub(crate) stand: String,
    pub(crate) kind: HitKind,
    /// As in [`crate::messages::SearchHit::id`].
    pub(crate) id: String,
}

/// One thing and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    pub(crate) key: Key,
    /// What it is called in its languages, and of a publication which edition is called that. Never empty.
    pub(crate) titles: Vec<(String, Option<String>)>,
    /// What is said about it.
    pub(crate) captions: Vec<String>,
    /// Where it stands: found together with its own words, and never alone.
    pub(crate) context: String,
    /// Whose picture it is shown by; of a publication that of its first edition.
    pub(crate) media: Option<String>,
    /// Media names of the texts within it: editions in the order of the titles, or captions.
    pub(crate) texts: Vec<String>,
}

/// The cards of all that visitors can open, in the order of the room.
pub(crate) fn cards(catalogue: &Catalogue) -> Vec<Card> {
    catalogue.stands.iter().flat_map(of_stand).collect()
}

fn of_stand(stand: &Stand) -> Vec<Card> {
    let names = names(stand);
    let card = |kind, id: &str| Card {
        key: Key {
            stand: stand.id.clone(),
            kind,
            id: id.to_owned(),
        },
        titles: Vec::new(),
        captions: Vec::new(),
        context: names.join("\n"),
        media: None,
        texts: Vec::new(),
    };
    let own = Card {
        titles: names.iter().map(|name| (name.clone(), None)).collect(),
        captions: values(&stand.blurb),
        context: stand.website.clone().unwrap_or_default(),
        ..card(HitKind::Stand, &stand.id)
    };
    let mut cards = vec![own];
    let publications = stand.publications.iter();
    cards.extend(publications.filter_map(|one| of_publication(one, card(HitKind::Publication, &one.id))));
    let films = stand.films.iter().filter(|film| film.state != ItemState::Broken);
    cards.extend(films.map(|film| of_film(film, card(HitKind::Film, &film.id))));
    for series in &stand.series {
        cards.extend(of_series(series, &card));
    }
    cards
}

fn names(stand: &Stand) -> Vec<String> {
    let mut names = values(&stand.names);
    if !names.contains(&stand.name) {
        names.insert(0, stand.name.clone());
    }
    names
}

fn values(texts: &Texts) -> Vec<String> {
    texts.values().cloned().collect()
}

fn of_publication(publication: &Publication, card: Card) -> Option<Card> {
    let editions = publication.editions.iter();
    let sound: Vec<_> = editions
        .filter(|edition| edition.state != ItemState::Broken)
        .collect();
    let first = sound.first()?;
    Some(Card {
        media: Some(first.media.clone()),
        titles: sound
            .iter()
            .map(|edition| (edition.title.clone(), Some(edition.media.clone())))
            .collect(),
        texts: sound.iter().map(|edition| edition.media.clone()).collect(),
        ..card
    })
}

fn of_film(film: &Film, card: Card) -> Card {
    Card {
        titles: vec![(film.title.clone(), None)],
        media: Some(film.media.clone()),
        texts: film
            .captions
            .iter()
            .map(|captions| captions.media.clone())
            .collect(),
        ..card
    }
}

fn of_series(series: &PhotoSeries, card: &impl Fn(HitKind, &str) -> Card) -> Vec<Card> {
    let photos: Vec<&Photo> = series
        .photos
        .iter()
        .filter(|photo| photo.state != ItemState::Broken)
        .collect();
    let title = series.title.as_deref().filter(|title| !title.is_empty());
    let mut cards: Vec<Card> = photos
        .iter()
        .map(|photo| of_photo(photo, title, card(HitKind::Photo, &photo.id)))
        .collect();
    if let (Some(title), [first, _, ..]) = (title, photos.as_slice()) {
        let own = Card {
            titles: vec![(title.to_owned(), None)],
            media: Some(first.media.clone()),
            ..card(HitKind::Series, &series.id)
        };
        cards.insert(0, own);
    }
    cards
}

fn of_photo(photo: &Photo, series: Option<&str>, card: Card) -> Card {
    let said = photo
        .caption
        .iter()
        .chain(photo.captions.values())
        .chain(&photo.credit);
    Card {
        titles: vec![(photo.title.clone().unwrap_or_default(), None)],
        captions: said.cloned().collect(),
        context: [series.unwrap_or_default(), &card.context].join("\n"),
        media: Some(photo.media.clone()),
        ..card
    }
}
