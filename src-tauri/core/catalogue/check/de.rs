//! The report of a check, in German.

use super::{Words, facts, language_of, name};
use crate::catalogue::build::Fate;
use crate::intake::scan::{PassedOver, shown};

pub(super) const WORDS: Words = Words {
    fate,
    passed_over,
    beside: "Neben den Ständen",
    line: "Zeile",
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
                (1, None) => "1 Seite".to_owned(),
                (pages, None) => format!("{pages} Seiten"),
                (1, Some(format)) => format!("{format}, 1 Kapitel"),
                (pages, Some(format)) => format!("{format}, {pages} Kapitel"),
            };
            format!(
                "Publikation „{title}“{}, {pages}",
                language_of(", Ausgabe ", language.as_ref())
            )
        }
        Fate::Photo { series, moving, .. } => {
            let photo = if *moving { "bewegtes Foto" } else { "Foto" };
            match series {
                Some(series) => format!("{photo} in „{series}“"),
                None => photo.to_owned(),
            }
        }
        Fate::Film {
            title,
            seconds,
            kind,
            hdr,
            ..
        } => format!("Film „{title}“{}", facts(*seconds, kind, *hdr)),
        Fate::Captions { film, language } => {
            format!(
                "Untertitel zu {}{}",
                name(film),
                language_of(" auf ", language.as_ref())
            )
        }
        Fate::PhotoCaption { photo, language } => {
            format!(
                "Bildtext zu {}{}",
                name(photo),
                language_of(" auf ", language.as_ref())
            )
        }
        Fate::Link { of, language } => {
            format!(
                "Weblink zu {}{}",
                name(of),
                language_of(" auf ", language.as_ref())
            )
        }
        Fate::Recording { of, language } => {
            format!(
                "Aufnahme von {}{}",
                name(of),
                language_of(" auf ", language.as_ref())
            )
        }
        Fate::Settings => "Einstellungen".to_owned(),
        Fate::Twin { of } => format!("übergangen: dasselbe wie {}, das schon gezeigt wird", shown(of)),
        Fate::StrayText => {
            "übergangen: ein kurzer Text oder eine Notiz, die zu keinem Foto oder Film gehört".to_owned()
        }
        Fate::Hidden => "durch stand.json verborgen".to_owned(),
        Fate::Refused => "nicht gezeigt".to_owned(),
    }
}

fn passed_over(why: PassedOver) -> &'static str {
    match why {
        PassedOver::Junk => "übergangen: von einem System oder Programm zurückgelassen",
        PassedOver::OutsideStands => "übergangen: neben den Ordnern der Stände, nicht darin",
        PassedOver::Loop => "übergangen: eine Verknüpfung zu einem Ordner, der schon gezeigt wird",
    }
}

fn summary(files: usize, wrong: usize) -> String {
    match (files, wrong) {
        (0, _) => "Der Ordner ist noch leer.".to_owned(),
        (files, 0) => format!("{files} Dateien, keine Probleme."),
        (files, 1) => format!("{files} Dateien, 1 mit einem Problem."),
        (files, wrong) => format!("{files} Dateien, {wrong} mit Problemen."),
    }
}
