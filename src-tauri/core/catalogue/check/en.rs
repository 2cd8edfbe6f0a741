//! The report of a check, in English.

use super::{Words, facts, language_of, name};
use crate::catalogue::build::Fate;
use crate::intake::scan::{PassedOver, shown};

pub(super) const WORDS: Words = Words {
    fate,
    passed_over,
    beside: "Beside the stands",
    line: "line",
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
                (1, None) => "1 page".to_owned(),
                (pages, None) => format!("{pages} pages"),
                (1, Some(format)) => format!("{format}, 1 chapter"),
                (pages, Some(format)) => format!("{format}, {pages} chapters"),
            };
            format!(
                "publication “{title}”{}, {pages}",
                language_of(", edition ", language.as_ref())
            )
        }
        Fate::Photo { series, moving, .. } => {
            let photo = if *moving { "moving photo" } else { "photo" };
            match series {
                Some(series) => format!("{photo} in “{series}”"),
                None => photo.to_owned(),
            }
        }
        Fate::Film {
            title,
            seconds,
            kind,
            hdr,
            ..
        } => format!("film “{title}”{}", facts(*seconds, kind, *hdr)),
        Fate::Captions { film, language } => {
            format!(
                "captions of {}{}",
                name(film),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::PhotoCaption { photo, language } => {
            format!(
                "caption of {}{}",
                name(photo),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::Link { of, language } => {
            format!(
                "link to the web of {}{}",
                name(of),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::Recording { of, language } => {
            format!(
                "recording of {}{}",
                name(of),
                language_of(" in ", language.as_ref())
            )
        }
        Fate::Settings => "settings".to_owned(),
        Fate::Twin { of } => format!("ignored: the same as {}, which is shown", shown(of)),
        Fate::StrayText => "ignored: a short text or a note that belongs to no photo or film".to_owned(),
        Fate::Hidden => "hidden by stand.json".to_owned(),
        Fate::Refused => "not shown".to_owned(),
    }
}

fn passed_over(why: PassedOver) -> &'static str {
    match why {
        PassedOver::Junk => "ignored: left behind by a system or a program",
        PassedOver::OutsideStands => "ignored: it lies beside the stand folders, not in one",
        PassedOver::Loop => "ignored: a link to a folder that is shown already",
    }
}

fn summary(files: usize, wrong: usize) -> String {
    match (files, wrong) {
        (0, _) => "The folder has no files yet.".to_owned(),
        (files, 0) => format!("{files} files, no problems."),
        (files, 1) => format!("{files} files, 1 of them with a problem."),
        (files, wrong) => format!("{files} files, {wrong} of them with problems."),
    }
}
