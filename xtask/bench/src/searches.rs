//! How long a visitor waits between a letter and what it finds, in a house with more to read than any will have.

use std::time::Instant;

use anyhow::Result;
use vitrine_core::messages::{Away, Catalogue, Edition, ItemState, Publication, Stand, Texts};
use vitrine_core::search::{Query, Search};

use crate::report::Section;
use crate::small::STANDS;
use crate::spread::Spread;

const PUBLICATIONS: usize = 500;
const PAGES: usize = 40;
const WORDS_ON_A_PAGE: usize = 400;
/// Different words in all publications together.
const VOCABULARY: usize = 40_000;

/// Every letter of these is typed one by one.
const TYPED: [&str; 5] = ["bakeri", "be lo", "kamitosu", "title dare", "qqqqqq"];

pub(crate) fn measure(runs: usize) -> Result<Section> {
    let catalogue = house();
    let search = Search::new();
    let began = Instant::now();
    let mut bytes = 0;
    for (number, media) in search.follow(&catalogue).iter().enumerate() {
        let pages: Vec<String> = (0..PAGES).map(|page| page_of(number * PAGES + page)).collect();
        bytes += pages.iter().map(String::len).sum::<usize>();
        search.learn(media, 0, &pages, true);
    }
    let taking = began.elapsed();
    let mut section = Section::new(
        "Searches: from a letter to what it finds",
        &["", "best ms", "median ms", "p95 ms", "queries"],
    );
    let mut all = Spread::default();
    for typed in TYPED {
        let mut spread = Spread::default();
        for _ in 0..runs {
            for end in 2..=typed.len() {
                let Some(query) = Query::new(&typed[..end]) else {
                    continue;
                };
                let began = Instant::now();
                std::hint::black_box(search.find(&query, &catalogue));
                spread.add(began.elapsed());
                all.add(began.elapsed());
            }
        }
        section.row(
            [
                vec![format!("“{typed}”, letter by letter")],
                spread.cells().to_vec(),
            ]
            .concat(),
        );
    }
    section.row([vec!["all".to_owned()], all.cells().to_vec()].concat());
    section.note(format!(
        "{PUBLICATIONS} publications of {PAGES} pages of {WORDS_ON_A_PAGE} words, {} MB of text with words as frequent as in \
         a language. Taking it all in: {:.1} s.",
        bytes >> 20,
        taking.as_secs_f64()
    ));
    section.note("There is no peer that does the same; the target is 50 ms for p95.");
    Ok(section)
}

fn house() -> Catalogue {
    let stand = |number: usize| Stand {
        id: format!("stand{number}"),
        number: u32::try_from(number + 1).ok(),
        name: format!("Stand {number}"),
        names: Texts::new(),
        blurb: Texts::new(),
        colour: None,
        website: None,
        contact: None,
        publications: (number..PUBLICATIONS).step_by(STANDS).map(publication).collect(),
        films: Vec::new(),
        series: Vec::new(),
    };
    Catalogue {
        number: 1,
        stands: (0..STANDS).map(stand).collect(),
        ..Catalogue::default()
    }
}

fn publication(number: usize) -> Publication {
    let title = format!("Title {number} of {}", word(number * 7));
    Publication {
        id: format!("publication{number}"),
        title: title.clone(),
        editions: vec![Edition {
            media: format!("media{number}"),
            language: None,
            title,
            flowing: false,
            pages: u32::try_from(PAGES).unwrap_or_default(),
            width: 420.0,
            height: 595.0,
            right_to_left: false,
            audio: None,
            state: ItemState::Ready,
            away: Away::default(),
        }],
    }
}

/// Words by Zipf's law: the first as often as all after it up to the second, and so on.
fn page_of(number: usize) -> String {
    let mut chance = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut page = String::new();
    for _ in 0..WORDS_ON_A_PAGE {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let share = (chance >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = (VOCABULARY as f64).powf(share);
        page.push_str(&word(rank as usize));
        page.push(' ');
    }
    page
}

/// A word of syllables, so that beginnings divide the vocabulary as those of a language do; the commonest are short.
fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ke", "ri", "to", "su", "da", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "ku", "la", "be",
        "di", "lo", "ma",
    ];
    let mut word = String::new();
    let mut rest = rank;
    loop {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
        if rest == 0 {
            return word;
        }
    }
}
