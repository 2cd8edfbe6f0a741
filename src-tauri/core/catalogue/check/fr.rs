//! The report of a check, in French.

use super::{Words, facts, language_of, name};
use crate::catalogue::build::Fate;
use crate::intake::scan::{PassedOver, shown};

pub(super) const WORDS: Words = Words {
    fate,
    passed_over,
    beside: "À côté des stands",
    line: "ligne",
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
                (1, Some(format)) => format!("{format}, 1 chapitre"),
                (pages, Some(format)) => format!("{format}, {pages} chapitres"),
            };
            format!(
                "publication « {title} »{}, {pages}",
                language_of(", édition ", language.as_ref())
            )
        }
        Fate::Photo { series, moving, .. } => {
            let photo = if *moving { "photo animée" } else { "photo" };
            match series {
                Some(series) => format!("{photo} de « {series} »"),
                None => photo.to_owned(),
            }
        }
        Fate::Film {
            title,
            seconds,
            kind,
            hdr,
            ..
        } => format!("film « {title} »{}", facts(*seconds, kind, *hdr)),
        Fate::Captions { film, language } => {
            format!(
                "sous-titres de {}{}",
                name(film),
                language_of(" en ", language.as_ref())
            )
        }
        Fate::PhotoCaption { photo, language } => {
            format!(
                "légende de {}{}",
                name(photo),
                language_of(" en ", language.as_ref())
            )
        }
        Fate::Link { of, language } => {
            format!(
                "lien web de {}{}",
                name(of),
                language_of(" en ", language.as_ref())
            )
        }
        Fate::Recording { of, language } => {
            format!(
                "enregistrement de {}{}",
                name(of),
                language_of(" en ", language.as_ref())
            )
        }
        Fate::Settings => "réglages".to_owned(),
        Fate::Twin { of } => format!("ignoré : identique à {}, qui est montré", shown(of)),
        Fate::StrayText => "ignoré : un texte court ou une note qui n’accompagne ni photo ni film".to_owned(),
        Fate::Hidden => "caché par stand.json".to_owned(),
        Fate::Refused => "pas montré".to_owned(),
    }
}

fn passed_over(why: PassedOver) -> &'static str {
    match why {
        PassedOver::Junk => "ignoré : laissé par un système ou un programme",
        PassedOver::OutsideStands => "ignoré : à côté des dossiers des stands, pas dans l’un d’eux",
        PassedOver::Loop => "ignoré : un raccourci vers un dossier déjà montré",
    }
}

fn summary(files: usize, wrong: usize) -> String {
    match (files, wrong) {
        (0, _) => "Le dossier est encore vide.".to_owned(),
        (files, 0) => format!("{files} fichiers, aucun problème."),
        (files, 1) => format!("{files} fichiers, 1 avec un problème."),
        (files, wrong) => format!("{files} fichiers, {wrong} avec des problèmes."),
    }
}
