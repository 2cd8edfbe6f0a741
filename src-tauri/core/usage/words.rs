//! The words of the end-of-day sheet, in the languages that exhibitors are spoken to.

use crate::intake::problem::Language;
use crate::messages::UsageKind;

/// What stands on a sheet.
pub(super) struct Words {
    pub(super) title: &'static str,
    /// What the numbers are.
    pub(super) how: &'static str,
    pub(super) opened: &'static str,
    pub(super) times: &'static str,
    pub(super) by_hour: &'static str,
    pub(super) by_language: &'static str,
    pub(super) nothing: &'static str,
    visits: &'static str,
    publication: &'static str,
    film: &'static str,
    photos: &'static str,
}

impl Words {
    pub(super) fn kind(&self, kind: UsageKind) -> &'static str {
        match kind {
            UsageKind::Stand => self.visits,
            UsageKind::Publication => self.publication,
            UsageKind::Film => self.film,
            UsageKind::Photos => self.photos,
        }
    }

    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &EN,
            Language::Fr => &FR,
            Language::Nl => &NL,
            Language::De => &DE,
        }
    }
}

const EN: Words = Words {
    title: "What visitors opened",
    how: "Counted on this screen, without anything about persons. Numbers below 5 are not shown.",
    opened: "Opened",
    times: "Times",
    by_hour: "By hour",
    by_language: "By language",
    nothing: "Nothing was opened on this day.",
    visits: "The stand itself",
    publication: "Publication",
    film: "Film",
    photos: "Photo exhibition",
};

const FR: Words = Words {
    title: "Ce que les visiteurs ont ouvert",
    how: "Compté sur cet écran, sans rien sur les personnes. Les nombres inférieurs à 5 ne sont pas montrés.",
    opened: "Ouvert",
    times: "Fois",
    by_hour: "Par heure",
    by_language: "Par langue",
    nothing: "Rien n’a été ouvert ce jour-là.",
    visits: "Le stand lui-même",
    publication: "Publication",
    film: "Film",
    photos: "Exposition de photos",
};

const NL: Words = Words {
    title: "Wat bezoekers hebben geopend",
    how: "Geteld op dit scherm, zonder iets over personen. Getallen onder 5 worden niet getoond.",
    opened: "Geopend",
    times: "Keer",
    by_hour: "Per uur",
    by_language: "Per taal",
    nothing: "Op deze dag is niets geopend.",
    visits: "De stand zelf",
    publication: "Publicatie",
    film: "Film",
    photos: "Fototentoonstelling",
};

const DE: Words = Words {
    title: "Was Besucher geöffnet haben",
    how: "Gezählt auf diesem Bildschirm, ohne etwas über Personen. Zahlen unter 5 werden nicht gezeigt.",
    opened: "Geöffnet",
    times: "Mal",
    by_hour: "Nach Stunde",
    by_language: "Nach Sprache",
    nothing: "An diesem Tag wurde nichts geöffnet.",
    visits: "Der Stand selbst",
    publication: "Publikation",
    film: "Film",
    photos: "Fotoausstellung",
};
