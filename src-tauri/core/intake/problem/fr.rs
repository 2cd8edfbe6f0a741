//! What is wrong and what to do, in French.

use super::matter::{Kind, Matter};
use crate::intake::settings::{Found, Mistake};

const PROGRAM: &str = "Ouvrez le fichier, enregistrez-le en PDF et mettez le PDF ici.";
const OFFICE: &str = "Ouvrez le fichier, enregistrez-le en PDF et mettez le PDF ici ; ou installez LibreOffice sur cet ordinateur.";
const TAKE_OUT: &str = "Retirez ce fichier du dossier de l’exposition.";
const KNOWN: &str =
    "Utilisez PDF ou EPUB pour les publications, JPEG ou PNG pour les photos, MP4 (H.264) pour les films.";
const FILM: &str = "Exportez-le en MP4, image H.264 et son AAC.";

pub(super) fn sentence(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => {
            "Le dossier de l’exposition est illisible ; le dernier état reste affiché.".into()
        }
        Matter::FolderClosed => "Ce dossier ne peut pas être ouvert.".into(),
        Matter::LinkLost => "Ce raccourci ne mène nulle part.".into(),
        Matter::Unreadable(what) => format!("{} ne peut pas être ouvert.", it(what)),
        Matter::Empty(what) => format!("{} est vide.", it(what)),
        Matter::Damaged(what) => format!("{} est abîmé ou incomplet.", it(what)),
        Matter::TooLarge(what) => format!("{} est trop grand pour être montré.", it(what)),
        Matter::AnimationTooLong("") => {
            "Cette animation a trop d’images pour bouger ; elle reste fixe.".into()
        }
        Matter::AnimationTooLong(what) => {
            format!("Cette animation {what} a trop d’images pour bouger ; elle reste fixe.")
        }
        Matter::NoPages(what) => format!("{} n’a aucune page.", it(what)),
        Matter::Quarantined(what) => format!(
            "{} n’a pas pu être ouvert en trois essais ; il est laissé de côté.",
            it(what)
        ),
        Matter::PasswordNeeded("") => "Ce document demande un mot de passe.".into(),
        Matter::PasswordNeeded(what) => format!("Ce {what} demande un mot de passe."),
        Matter::NotShown(kind, what) => not_shown(kind, what),
        Matter::KindUnknown => "Vitrine ne reconnaît pas ce type de fichier.".into(),
        Matter::FilmNotPlayable("") => "Ce film ne peut pas être lu sur cet ordinateur.".into(),
        Matter::FilmNotPlayable(what) => {
            format!("Ce film ({what}) ne peut pas être lu sur cet ordinateur.")
        }
        Matter::FilmFlashes("") => {
            "Ce film clignote plus de trois fois en une seconde, ce qui peut provoquer des crises.".into()
        }
        Matter::FilmFlashes(at) => {
            format!(
                "Ce film clignote plus de trois fois en une seconde, ce qui peut provoquer des crises : à {at}."
            )
        }
        Matter::FilmStutters("") => "Ce film saccade sur cet ordinateur : des images sont sautées.".into(),
        Matter::FilmStutters(what) => {
            format!("Ce film ({what}) saccade sur cet ordinateur : des images sont sautées.")
        }
        Matter::LinkLeavesFolder => {
            "Ce raccourci sort du dossier de l’exposition ; il n’est pas suivi.".into()
        }
        Matter::AddressUnclear => "Ce lien ne contient aucune adresse web utilisable.".into(),
        Matter::AddressAlone => {
            "Ce lien ne porte le nom d’aucune publication, d’aucun film ni d’aucune photo.".into()
        }
        Matter::SoundAlone("") => {
            "Cet enregistrement ne porte ni le nom ni la langue d’une publication d’ici.".into()
        }
        Matter::SoundAlone(what) => {
            format!("Cet enregistrement {what} ne porte ni le nom ni la langue d’une publication d’ici.")
        }
        Matter::Settings => "Ce fichier de réglages contient une erreur.".into(),
        Matter::CaptionsUnreadable => {
            "Ce fichier de sous-titres ne contient aucun sous-titre lisible.".into()
        }
        Matter::Mistake(mistake) => wrong(mistake),
    }
}

pub(super) fn remedy(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => "Remettez le dossier à sa place ou rebranchez son disque.",
        Matter::FolderClosed => "Donnez à tous le droit de lire ce dossier et son contenu.",
        Matter::LinkLost | Matter::LinkLeavesFolder => "Mettez ici le fichier lui-même, pas un raccourci.",
        Matter::Unreadable(_) => "Fermez-le dans les autres programmes et donnez à tous le droit de le lire.",
        Matter::Empty(_) => "Copiez-le de nouveau à partir de l’original.",
        Matter::Damaged(_) => {
            "Ouvrez-le sur un autre ordinateur ; s’il s’ouvre, recopiez-le, sinon exportez-le de nouveau."
        }
        Matter::TooLarge(_) => "Exportez-le plus petit : photos jusqu’à 100 mégapixels, pages jusqu’à A0.",
        Matter::AnimationTooLong(_) => {
            "Exportez-la comme film, en MP4 avec H.264, ou faites-la plus courte ou plus petite."
        }
        Matter::NoPages(_) => "Exportez-le de nouveau avec le programme qui l’a créé.",
        Matter::Quarantined(_) => "Exportez-le de nouveau et mettez le nouveau fichier ici.",
        Matter::PasswordNeeded(_) => "Enregistrez une copie sans mot de passe et mettez-la ici.",
        Matter::KindUnknown => KNOWN,
        Matter::FilmNotPlayable(_) => FILM,
        Matter::FilmStutters(_) => {
            "Exportez-le en MP4, image H.264, au plus 1920 × 1080 et 30 images par seconde."
        }
        Matter::FilmFlashes(_) => {
            "Ralentissez ou retirez ces flashs ; d’ici là, une image fixe le remplace et les visiteurs choisissent."
        }
        Matter::AddressUnclear => {
            "Enregistrez-le de nouveau : l’adresse commence par http:// ou https:// et compte au plus 400 caractères."
        }
        Matter::AddressAlone => {
            "Nommez-le comme le fichier visé (rapport.url à côté de rapport.pdf), ou mettez \"website\" dans stand.json."
        }
        Matter::SoundAlone(_) => {
            "Nommez-le comme la publication lue (rapport.fr.mp3 à côté de rapport.fr.pdf), ou faites-en un film."
        }
        Matter::Settings => "Corrigez-le, ou supprimez-le pour utiliser les noms des dossiers.",
        Matter::CaptionsUnreadable => "Enregistrez-le en SubRip (.srt) ou WebVTT (.vtt), en UTF-8.",
        Matter::NotShown(kind, _) => match kind {
            Kind::Nameless => "Exportez-le en PDF, JPEG ou MP4.",
            Kind::Document => "Exportez-le en PDF et mettez le PDF ici.",
            Kind::LockedBook => {
                "Demandez à son éditeur une copie sans protection, en EPUB ou en PDF, et mettez-la ici."
            }
            Kind::Heic => {
                "Exportez-la en JPEG ; sur un iPhone, choisissez « Le plus compatible » dans Réglages, Appareil photo, Formats."
            }
            Kind::CameraRaw => "Exportez-la en JPEG et mettez ce fichier ici.",
            Kind::RareJpeg => "Enregistrez-la en JPEG ordinaire, à 8 bits par couleur, et mettez-la ici.",
            Kind::Picture => "Exportez-la en JPEG ou PNG et mettez ce fichier ici.",
            Kind::Written | Kind::Presentation => OFFICE,
            Kind::Table | Kind::OldOffice => PROGRAM,
            Kind::Archive => "Décompressez-la et mettez ici les fichiers eux-mêmes.",
            Kind::Sound | Kind::Pictureless => "Faites-en un film, avec une image, et mettez-le ici en MP4.",
            Kind::Film => FILM,
            Kind::WebPage => "Imprimez-la en PDF, ou mettez l’adresse dans stand.json comme \"website\".",
            Kind::Database | Kind::Program | Kind::Font | Kind::PipeOrDevice => TAKE_OUT,
            Kind::Other => KNOWN,
        },
        Matter::Mistake(mistake) => return mend(mistake),
    }
    .into()
}

fn it(what: &str) -> String {
    match what {
        "" => "Ce fichier".into(),
        what => format!("Ce fichier {what}"),
    }
}

fn not_shown(kind: Kind, what: &str) -> String {
    let noun = match kind {
        Kind::Nameless => return "Vitrine ne peut pas montrer ce type de fichier.".into(),
        Kind::LockedBook => {
            return "C’est un livre EPUB protégé contre la copie, que Vitrine ne peut pas ouvrir.".into();
        }
        Kind::Pictureless => return format!("Ce fichier {what} n’a pas d’image animée."),
        Kind::PipeOrDevice => return "Ce n’est pas un fichier lisible.".into(),
        Kind::OldOffice => "un ancien fichier Word, PowerPoint ou Excel".into(),
        Kind::Heic => "une photo HEIC".into(),
        Kind::CameraRaw => "une photo brute d’appareil (RAW)".into(),
        Kind::Picture | Kind::RareJpeg => format!("une image {what}"),
        Kind::Written | Kind::Document => format!("un document {what}"),
        Kind::Presentation => format!("une présentation {what}"),
        Kind::Table => format!("un tableau {what}"),
        Kind::Archive => format!("une archive {what}"),
        Kind::Sound => format!("un fichier son {what}"),
        Kind::Film => format!("un film {what}"),
        Kind::WebPage => "une page web ou un lien".into(),
        Kind::Database => "une base de données".into(),
        Kind::Program => "un programme".into(),
        Kind::Font => "une police de caractères".into(),
        Kind::Other => format!("un fichier {what}"),
    };
    format!("C’est {noun}, que Vitrine ne peut pas montrer.")
}

fn found(found: &Found) -> &str {
    match found {
        Found::Raw(text) => text,
        Found::Object => "un objet",
        Found::List => "une liste",
        Found::Nothing => "vide (null)",
    }
}

fn wrong(mistake: &Mistake) -> String {
    let must_be = |name: &str, kind: &str, what: &Found| {
        format!("\"{name}\" doit être {kind}, mais c’est {}.", found(what))
    };
    match mistake {
        Mistake::NotOneObject => "Le fichier doit contenir un seul objet : \"{\", des champs, \"}\".".into(),
        Mistake::Blank => "Le fichier est vide.".into(),
        Mistake::NotJson { line } => format!("La ligne {line} n’est pas écrite en JSON."),
        Mistake::UnknownField { name, .. } => format!("Il n’y a pas de champ \"{name}\"."),
        Mistake::NotObject { name, found } => must_be(name, "un objet entre \"{ }\"", found),
        Mistake::NotList { name, found } => must_be(name, "une liste entre \"[ ]\"", found),
        Mistake::NotText { name, found } => must_be(name, "un texte entre guillemets", found),
        Mistake::NotWords { name, found } => must_be(name, "un texte ou des textes par langue", found),
        Mistake::NoLanguage { tag, field: None } => format!("\"{tag}\" n’est pas un code de langue."),
        Mistake::NoLanguage {
            tag,
            field: Some(field),
        } => {
            format!("\"{tag}\" dans \"{field}\" n’est pas un code de langue.")
        }
        Mistake::NotColour { name, text } => {
            format!("\"{name}\" doit être une couleur comme \"#0a6e8a\", mais c’est \"{text}\".")
        }
        Mistake::NotNumber { name, found } => must_be(name, "un nombre", found),
        Mistake::NumberOutside {
            name,
            number,
            least,
            most,
            kept,
        } => {
            format!(
                "\"{name}\" doit aller de {least} à {most}, mais c’est {number} ; {kept} est utilisé."
            )
        }
        Mistake::NotFlag { name, found } => must_be(name, "true ou false", found),
        Mistake::NotTime { name, text } => {
            format!("\"{name}\" doit être une heure comme \"14:30\", mais c’est \"{text}\".")
        }
        Mistake::NotDay { name, text } => {
            format!("\"{name}\" doit être un jour comme \"2026-12-18\", mais c’est \"{text}\".")
        }
        Mistake::CommaTooMany { line } => format!("Il y a une virgule de trop à la ligne {line}."),
        Mistake::CommaAtEnd { line } => format!("La ligne {line} finit par une virgule, mais rien ne suit."),
        Mistake::CommaMissing { line } => format!("Il manque une virgule à la fin de la ligne {line}."),
        Mistake::Comment { line } => format!("La ligne {line} a un commentaire, ce que JSON ne permet pas."),
        Mistake::WrongQuote { line, quote } => {
            format!("La ligne {line} a {quote} là où JSON veut le guillemet droit \".")
        }
        Mistake::QuoteMissing { line } => format!("Il manque un guillemet fermant à la ligne {line}."),
        Mistake::NotClosed => "Le fichier s’arrête avant que tout ce qui est ouvert soit fermé.".into(),
        Mistake::BlurbTooLong { length, most } => {
            format!("\"blurb\" a {length} caractères ; il en tient {most} au plus, il est donc coupé.")
        }
        Mistake::SessionLacks => {
            "Il manque à cette séance un début, une fin ou un titre ; elle est laissée de côté.".into()
        }
        Mistake::DayPartLacks => "Il manque à cette partie de la journée un début, une fin ou ses stands ; elle est laissée de côté.".into(),
        Mistake::NotAddress { name, text } => {
            format!("\"{name}\" doit être une adresse web comme \"https://a.example\", mais c’est \"{text}\".")
        }
        Mistake::NotContact { name, text } => {
            format!("\"{name}\" doit être une adresse e-mail ou un numéro de téléphone, mais c’est \"{text}\".")
        }
        Mistake::NoSuchFile { name } => {
            format!("Aucune publication, aucun film ni aucune photo de ce stand ne s’appelle \"{name}\".")
        }
        Mistake::NoSuchStand { name } => format!("Il n’y a pas de stand {name} dans le dossier ; cette partie de la journée s’en passe."),
        Mistake::SessionBackwards { start, end } => {
            format!("La séance de {start} finit à {end}, avant de commencer ; elle est laissée de côté.")
        }
    }
}

fn mend(mistake: &Mistake) -> String {
    match mistake {
        Mistake::NotOneObject => "Commencez par \"{\" et finissez par \"}\".",
        Mistake::Blank => "Écrivez-y vos réglages, ou supprimez-le.",
        Mistake::NotJson { .. } => {
            "Cherchez un guillemet, une virgule, un deux-points ou une accolade qui manque ici ou juste avant."
        }
        Mistake::UnknownField { meant: Some(meant), .. } => return format!("Vouliez-vous dire \"{meant}\" ?"),
        Mistake::UnknownField { known, .. } => return format!("Retirez-le. Les champs connus sont {known}."),
        Mistake::NotObject { .. } => "Écrivez les champs entre \"{\" et \"}\".",
        Mistake::NotList { .. } => "Écrivez les éléments entre \"[\" et \"]\", séparés par des virgules.",
        Mistake::NotText { .. } => "Mettez-le entre guillemets droits.",
        Mistake::NotWords { .. } => "Écrivez \"…\" ou {\"en\": \"…\", \"fr\": \"…\"}.",
        Mistake::NoLanguage { .. } => {
            "Utilisez un code de deux lettres, comme \"en\", \"fr\", \"nl\", \"de\" ou \"ar\"."
        }
        Mistake::NotColour { .. } => {
            "Écrivez # et six chiffres ou lettres de a à f : deux pour le rouge, deux pour le vert, deux pour le bleu."
        }
        Mistake::NotNumber { .. } => "Écrivez un nombre sans guillemets.",
        Mistake::NumberOutside { least, most, .. } => return format!("Écrivez un nombre de {least} à {most}."),
        Mistake::NotFlag { .. } => "Écrivez true ou false, sans guillemets.",
        Mistake::NotTime { .. } => "Écrivez les heures (de 0 à 23) et les minutes, séparées par un deux-points.",
        Mistake::NotDay { .. } => "Écrivez l’année, le mois et le jour, avec des traits d’union.",
        Mistake::CommaTooMany { .. } | Mistake::CommaAtEnd { .. } => "Retirez la virgule.",
        Mistake::CommaMissing { .. } => "Mettez une virgule entre deux champs.",
        Mistake::Comment { .. } => "Retirez le commentaire.",
        Mistake::WrongQuote { .. } => "Écrivez \" et désactivez les guillemets typographiques de votre éditeur.",
        Mistake::QuoteMissing { .. } => "Terminez le texte par \" sur la même ligne.",
        Mistake::NotClosed => "Ajoutez à la fin le \"}\" ou le \"]\" qui manque.",
        Mistake::BlurbTooLong { most, .. } => return format!("Raccourcissez-le à {most} caractères."),
        Mistake::SessionLacks => "Écrivez \"start\": \"14:00\", \"end\": \"14:30\" et \"title\": \"…\".",
        Mistake::DayPartLacks => "Écrivez \"start\": \"14:00\", \"end\": \"15:00\" et \"stands\": [3, 7].",
        Mistake::NotAddress { .. } => {
            "Écrivez l’adresse entière, avec http:// ou https://, en 400 caractères au plus."
        }
        Mistake::NotContact { .. } => "Écrivez l’un des deux, comme \"bonjour@a.example\" ou \"+32 2 123 45 67\".",
        Mistake::NoSuchFile { .. } => "Écrivez le nom du fichier comme dans le dossier, avec son extension.",
        Mistake::NoSuchStand { .. } => "Écrivez le numéro d’un stand, ou le nom de son dossier.",
        Mistake::SessionBackwards { .. } => "Écrivez une fin qui vienne après le début.",
    }
    .into()
}
