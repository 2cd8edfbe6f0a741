//! The report of a check, in Dutch.

use super::{Words, facts, language_of, name};
use crate::catalogue::build::Fate;
use crate::intake::scan::{PassedOver, shown};

pub(super) const WORDS: Words = Words {
    fate,
    passed_over,
    beside: "Naast de stands",
    line: "regel",
    summary,
};

fn fate(fate: &Fate) -> String {
    match fate {
        Fate::Edition {
            title,
            language,
            pages,
            flowing,
            ..
        } => {
            let pages = match (pages, flowing) {
                (1, None) => "1 pagina".to_owned(),
                (pages, None) => format!("{pages} pagina’s"),
                (1, Some(format)) => format!("{format}, 1 hoofdstuk"),
                (pages, Some(format)) => format!("{format}, {pages} hoofdstukken"),
            };
            format!(
                "publicatie ‘{title}’{}, {pages}",
                language_of(", editie ", language.as_ref())
            )
        }
        Fate::Photo { series, moving, .. } => {
            let photo = if *moving { "bewegende foto" } else { "foto" };
            match series {
                Some(series) => format!("{photo} in ‘{series}’"),
                None => photo.to_owned(),
            }
        }
        Fate::Film {
            title,
            seconds,
            kind,
            hdr,
            ..
        } => format!("film ‘{title}’{}", facts(*seconds, kind, *hdr)),
        Fate::Captions { film, language } => {
            format!(
                "ondertitels van {}{}",
                name(film),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::PhotoCaption { photo, language } => {
            format!(
                "bijschrift van {}{}",
                name(photo),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::Link { of, language } => {
            format!(
                "weblink van {}{}",
                name(of),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::Recording { of, language } => {
            format!(
                "opname van {}{}",
                name(of),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::Settings => "instellingen".to_owned(),
        Fate::Twin { of } => format!("genegeerd: hetzelfde als {}, dat al te zien is", shown(of)),
        Fate::StrayText => "genegeerd: een korte tekst of notitie die bij geen foto of film hoort".to_owned(),
        Fate::Hidden => "verborgen door stand.json".to_owned(),
        Fate::Refused => "niet getoond".to_owned(),
    }
}

fn passed_over(why: PassedOver) -> &'static str {
    match why {
        PassedOver::Junk => "genegeerd: achtergelaten door een systeem of programma",
        PassedOver::OutsideStands => "genegeerd: naast de mappen van de stands, niet erin",
        PassedOver::Loop => "genegeerd: een snelkoppeling naar een map die al te zien is",
    }
}

fn summary(files: usize, wrong: usize) -> String {
    match (files, wrong) {
        (0, _) => "De map is nog leeg.".to_owned(),
        (files, 0) => format!("{files} bestanden, geen problemen."),
        (files, 1) => format!("{files} bestanden, 1 met een probleem."),
        (files, wrong) => format!("{files} bestanden, {wrong} met problemen."),
    }
}
