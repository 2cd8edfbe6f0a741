//! What is found of an exhibition, in which order, and what is not found any more.

use super::*;
use crate::messages::{
    Away, Captions, Edition, Film, ItemState, Photo, PhotoSeries, Publication, Stand, Texts,
};

fn edition(media: &str, title: &str) -> Edition {
    Edition {
        media: media.to_owned(),
        language: None,
        title: title.to_owned(),
        flowing: false,
        pages: 3,
        width: 420.0,
        height: 595.0,
        right_to_left: false,
        audio: None,
        state: ItemState::Ready,
        away: Away::default(),
    }
}

fn publication(media: &str, title: &str) -> Publication {
    Publication {
        id: format!("p-{media}"),
        title: title.to_owned(),
        editions: vec![edition(media, title)],
    }
}

fn photo(media: &str, caption: &str) -> Photo {
    Photo {
        id: format!("f-{media}"),
        media: media.to_owned(),
        title: None,
        caption: Some(caption.to_owned()),
        captions: Texts::new(),
        credit: Some("Ana Lopes".to_owned()),
        width: 3,
        height: 2,
        focus: None,
        moving: false,
        state: ItemState::Ready,
        away: Away::default(),
    }
}

fn film(media: &str, title: &str, captions: &[&str]) -> Film {
    let captions = captions.iter().map(|media| Captions {
        media: (*media).to_owned(),
        language: None,
    });
    Film {
        id: format!("m-{media}"),
        media: media.to_owned(),
        title: title.to_owned(),
        mime: String::new(),
        width: 16,
        height: 9,
        seconds: 60.0,
        sound: true,
        captions: captions.collect(),
        state: ItemState::Ready,
        flashes: None,
        away: Away::default(),
    }
}

fn stand(number: u32, name: &str) -> Stand {
    Stand {
        id: format!("s{number}"),
        number: Some(number),
        name: name.to_owned(),
        names: Texts::new(),
        blurb: Texts::new(),
        colour: None,
        website: None,
        contact: None,
        publications: Vec::new(),
        films: Vec::new(),
        series: Vec::new(),
    }
}

fn series(title: &str, photos: Vec<Photo>) -> PhotoSeries {
    PhotoSeries {
        id: format!("r-{title}"),
        title: Some(title.to_owned()),
        photos,
    }
}

fn catalogue(number: u32, stands: Vec<Stand>) -> Catalogue {
    Catalogue {
        number,
        stands,
        ..Catalogue::default()
    }
}

fn pages(words: &[&str]) -> Vec<String> {
    words.iter().map(|words| (*words).to_owned()).collect()
}

/// Three stands, all read.
fn house() -> (Search, Catalogue) {
    let mut one = stand(1, "Bread House");
    one.blurb
        .insert("fr".to_owned(), "Ici on cuit le pain".to_owned());
    one.publications = vec![
        publication("aa", "Letters home"),
        publication("bb", "Salt, Bread, Cardamom"),
    ];
    let mut two = stand(2, "Harbour");
    two.films = vec![film("cc", "Arrivals", &["dd"])];
    two.series = vec![series(
        "On the quay",
        vec![photo("ee", "Bread queue, 1947"), photo("ff", "Ropes")],
    )];
    let mut three = stand(3, "بيت الخبز");
    three.publications = vec![publication("gg", "Guide")];
    let catalogue = catalogue(1, vec![one, two, three]);
    let search = Search::new();
    assert_eq!(search.follow(&catalogue), ["aa", "bb", "dd", "gg"]);
    search.learn(
        "aa",
        0,
        &pages(&[
            "Dear all",
            "no bread, no butter",
            "Bread! We have bread. Bread at last, bread.",
        ]),
        true,
    );
    search.learn("bb", 0, &pages(&["bread bread bread"]), true);
    search.learn_captions(
        "dd",
        vec![(1.0, "The boats".to_owned()), (12.5, "brought bread".to_owned())],
    );
    search.learn("gg", 0, &pages(&["رائحة الخُبْزِ في المدينة القديمة"]), true);
    (search, catalogue)
}

fn found(search: &Search, catalogue: &Catalogue, typed: &str) -> Vec<(HitKind, String)> {
    let result = search.find(&Query::new(typed).unwrap(), catalogue);
    assert_eq!(result.total as usize, result.hits.len());
    result.hits.into_iter().map(|hit| (hit.kind, hit.id)).collect()
}

fn ids(search: &Search, catalogue: &Catalogue, typed: &str) -> Vec<String> {
    found(search, catalogue, typed)
        .into_iter()
        .map(|(_, id)| id)
        .collect()
}

#[test]
fn titles_come_before_stands_before_captions_before_pages_and_each_thing_once() {
    let (search, catalogue) = house();
    let result = search.find(&Query::new("bread").unwrap(), &catalogue);
    let ids: Vec<_> = result.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids[..2], ["p-bb", "s1"]);
    assert_eq!(ids[4], "p-aa");
    let mut said = ids[2..4].to_vec();
    said.sort_unstable();
    assert_eq!(said, ["f-ee", "m-cc"]);
    assert!(result.complete);
    let last = &result.hits[4];
    assert_eq!(
        (last.page, last.media.as_deref()),
        (Some(3), Some("aa")),
        "the page with most of it"
    );
    let film = result.hits.iter().find(|hit| hit.kind == HitKind::Film).unwrap();
    assert_eq!(film.seconds, Some(12.5));
    assert_eq!(film.snippet.as_ref().unwrap().text, "brought bread");
}

#[test]
fn a_stand_is_found_by_what_it_says_and_does_not_bring_all_it_has() {
    let (search, catalogue) = house();
    assert_eq!(
        found(&search, &catalogue, "cuit pai"),
        [(HitKind::Stand, "s1".to_owned())]
    );
    assert_eq!(ids(&search, &catalogue, "harbour"), ["s2"]);
    assert_eq!(
        ids(&search, &catalogue, "harbour ropes"),
        ["f-ff"],
        "its name narrows what else is typed"
    );
    assert_eq!(
        ids(&search, &catalogue, "letters butter"),
        ["p-aa"],
        "and so does a title"
    );
    assert_eq!(ids(&search, &catalogue, "quay"), ["r-On the quay"]);
    let mut lopes = ids(&search, &catalogue, "lopes");
    lopes.sort_unstable();
    assert_eq!(lopes, ["f-ee", "f-ff"], "and a photo by its maker");
}

#[test]
fn arabic_is_found_with_and_without_its_article_and_signs() {
    let (search, catalogue) = house();
    for typed in ["خبز", "الخبز", "الخُبْز", "خب"] {
        assert_eq!(ids(&search, &catalogue, typed), ["s3", "p-gg"], "{typed}");
    }
    assert_eq!(ids(&search, &catalogue, "المدينه"), ["p-gg"]);
}

#[test]
fn what_is_gone_is_not_found_at_once_and_what_moved_is_found_where_it_is() {
    let (search, before) = house();
    let mut after = before.clone();
    after.number = 2;
    let moved = after.stands[0].publications.remove(0);
    after.stands[0].publications.remove(0);
    after.stands[1].publications.push(moved);
    // The screens know the new snapshot before the tables do.
    assert_eq!(ids(&search, &after, "cardamom"), [""; 0]);
    assert_eq!(search.follow(&after), [""; 0], "its words are known");
    assert_eq!(ids(&search, &after, "cardamom"), [""; 0]);
    let hit = search.find(&Query::new("butter").unwrap(), &after).hits.remove(0);
    assert_eq!((hit.stand.as_str(), hit.page), ("s2", Some(2)));
    assert_eq!(
        search.find_in("bb", Query::new("bread").as_ref()),
        Finding::default()
    );
    let empty = catalogue(3, Vec::new());
    search.follow(&empty);
    for typed in ["bread", "ropes", "harbour", "boats"] {
        assert_eq!(ids(&search, &empty, typed), [""; 0]);
    }
    assert!(search.inner().texts.is_empty() && search.inner().leaves.is_empty() && search.inner().bytes == 0);
}

#[test]
fn what_cannot_be_shown_is_not_found() {
    let (search, mut catalogue) = house();
    catalogue.number = 2;
    catalogue.stands[0].publications[1].editions[0].state = ItemState::Broken;
    search.follow(&catalogue);
    assert_eq!(ids(&search, &catalogue, "cardamom"), [""; 0]);
}

#[test]
fn an_edition_is_found_in_its_own_words() {
    let mut one = stand(1, "One");
    let mut book = publication("aa", "Bread");
    book.editions.push(edition("bb", "Le pain"));
    one.publications = vec![book];
    let catalogue = catalogue(1, vec![one]);
    let search = Search::new();
    search.follow(&catalogue);
    search.learn("aa", 0, &pages(&["flour"]), true);
    search.learn("bb", 0, &pages(&["", "la farine"]), true);
    let hit = |typed: &str| {
        search
            .find(&Query::new(typed).unwrap(), &catalogue)
            .hits
            .remove(0)
    };
    assert_eq!(
        (hit("pain").media.as_deref(), hit("pain").title.text.as_str()),
        (Some("bb"), "Le pain")
    );
    assert_eq!(
        (hit("farine").media.as_deref(), hit("farine").page),
        (Some("bb"), Some(2))
    );
    assert_eq!(
        (hit("flour").media.as_deref(), hit("flour").page),
        (Some("aa"), Some(1))
    );
}

#[test]
fn pages_that_come_twice_or_late_are_taken_once_and_in_their_place() {
    let (search, catalogue) = house();
    search.learn("aa", 0, &pages(&["again", "again"]), false);
    search.learn("aa", 7, &pages(&["far away"]), false);
    assert_eq!(ids(&search, &catalogue, "again"), [""; 0]);
    assert_eq!(ids(&search, &catalogue, "far"), [""; 0]);
    search.learn("aa", 3, &pages(&["a fourth page"]), false);
    assert_eq!(
        search.find(&Query::new("fourth").unwrap(), &catalogue).hits[0].page,
        Some(4)
    );
}

#[test]
fn within_a_publication_the_pages_are_counted() {
    let (search, _) = house();
    let find = |media, typed| search.find_in(media, Query::new(typed).as_ref());
    let hits = |typed| {
        find("aa", typed)
            .pages
            .iter()
            .map(|page| (page.page, page.hits))
            .collect::<Vec<_>>()
    };
    assert_eq!(hits("bread"), [(2, 1), (3, 4)]);
    assert_eq!(hits("no bre"), [(2, 3)]);
    assert_eq!(hits("letters"), [], "its title is on none of its pages");
    assert_eq!(find("aa", "b").searchable, Some(true));
    assert_eq!(find("zz", "bread").searchable, None);
    search.learn("zz", 0, &pages(&["", ""]), true);
    assert_eq!(find("zz", "bread").searchable, Some(false));
}

#[test]
fn hostile_queries_find_what_their_letters_say() {
    let (search, catalogue) = house();
    let plain = ids(&search, &catalogue, "bread");
    assert!(!plain.is_empty());
    for typed in [
        "\"bread\"",
        "bread*",
        "^bread",
        "(bread",
        "bread)",
        "+bread",
        "bread -\"",
        "{}:bread",
    ] {
        assert_eq!(ids(&search, &catalogue, typed), plain, "{typed}");
    }
    assert_eq!(ids(&search, &catalogue, "\"*cardamom)"), ["p-bb"]);
    assert_eq!(ids(&search, &catalogue, "cardamom OR ropes"), [""; 0]);
}

#[test]
fn a_book_of_ten_thousand_pages_and_a_page_of_a_megabyte_do_no_harm() {
    let mut one = stand(1, "One");
    one.publications = vec![publication("aa", "Long"), publication("bb", "Wide")];
    let catalogue = catalogue(1, vec![one]);
    let search = Search::new();
    search.follow(&catalogue);
    let long: Vec<String> = (1..=10_000)
        .map(|page| format!("page number {page} of many"))
        .collect();
    search.learn("aa", 0, &long, true);
    search.learn(
        "bb",
        0,
        &[format!(
            "{}needle {}",
            "hay ".repeat(130_000),
            "hay ".repeat(130_000)
        )],
        true,
    );
    let hit = search
        .find(&Query::new("9876").unwrap(), &catalogue)
        .hits
        .remove(0);
    assert_eq!(hit.page, Some(9876));
    assert_eq!(
        search.find_in("aa", Query::new("number").as_ref()).pages.len(),
        MOST_FOUND_PAGES
    );
    let snippet = search
        .find(&Query::new("needle").unwrap(), &catalogue)
        .hits
        .remove(0)
        .snippet
        .unwrap();
    assert!(snippet.text.len() < 400 && snippet.text.contains("needle"));
}
