//! What is wrong and what to do, in Dutch.

use super::matter::{Kind, Matter};
use crate::intake::settings::{Found, Mistake};

const PROGRAM: &str = "Open het bestand, bewaar het als PDF en zet de PDF hier.";
const OFFICE: &str =
    "Open het bestand, bewaar het als PDF en zet de PDF hier; of installeer LibreOffice op deze computer.";
const TAKE_OUT: &str = "Haal dit bestand uit de map van de tentoonstelling.";
const KNOWN: &str = "Gebruik PDF of EPUB voor publicaties, JPEG of PNG voor foto’s, MP4 (H.264) voor films.";
const FILM: &str = "Exporteer de film als MP4 met H.264-beeld en AAC-geluid.";

pub(super) fn sentence(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => {
            "De map van de tentoonstelling is onleesbaar; de laatste stand blijft te zien.".into()
        }
        Matter::FolderClosed => "Deze map kan niet worden geopend.".into(),
        Matter::LinkLost => "Deze snelkoppeling leidt nergens heen.".into(),
        Matter::Unreadable(what) => format!("{} kan niet worden geopend.", it(what)),
        Matter::Empty(what) => format!("{} is leeg.", it(what)),
        Matter::Damaged(what) => format!("{} is beschadigd of niet volledig.", it(what)),
        Matter::TooLarge(what) => format!("{} is te groot om te tonen.", it(what)),
        Matter::AnimationTooLong("") => {
            "Deze animatie heeft te veel beelden om te bewegen en staat daarom stil.".into()
        }
        Matter::AnimationTooLong(what) => {
            format!("Deze {what}-animatie heeft te veel beelden om te bewegen en staat daarom stil.")
        }
        Matter::NoPages(what) => format!("{} heeft geen pagina’s.", it(what)),
        Matter::Quarantined(what) => format!(
            "{} kon in drie pogingen niet worden geopend en wordt overgeslagen.",
            it(what)
        ),
        Matter::PasswordNeeded("") => "Dit document vraagt een wachtwoord.".into(),
        Matter::PasswordNeeded(what) => format!("Dit {what}-bestand vraagt een wachtwoord."),
        Matter::NotShown(kind, what) => not_shown(kind, what),
        Matter::KindUnknown => "Vitrine kent dit soort bestand niet.".into(),
        Matter::FilmNotPlayable("") => "Deze film kan op deze computer niet worden afgespeeld.".into(),
        Matter::FilmNotPlayable(what) => {
            format!("Deze film ({what}) kan op deze computer niet worden afgespeeld.")
        }
        Matter::FilmFlashes("") => {
            "Deze film flitst meer dan drie keer in een seconde, wat aanvallen kan uitlokken.".into()
        }
        Matter::FilmFlashes(at) => {
            format!(
                "Deze film flitst meer dan drie keer in een seconde, wat aanvallen kan uitlokken: op {at}."
            )
        }
        Matter::FilmStutters("") => "Deze film hapert op deze computer: er vallen beelden weg.".into(),
        Matter::FilmStutters(what) => {
            format!("Deze film ({what}) hapert op deze computer: er vallen beelden weg.")
        }
        Matter::LinkLeavesFolder => {
            "Deze snelkoppeling leidt buiten de map van de tentoonstelling en wordt niet gevolgd.".into()
        }
        Matter::AddressUnclear => "In deze link staat geen bruikbaar webadres.".into(),
        Matter::AddressAlone => {
            "Deze link heeft de naam van geen enkele publicatie, film of foto hier.".into()
        }
        Matter::SoundAlone("") => {
            "Deze opname heeft de naam en de taal van geen enkele publicatie hier.".into()
        }
        Matter::SoundAlone(what) => {
            format!("Deze {what}-opname heeft de naam en de taal van geen enkele publicatie hier.")
        }
        Matter::Settings => "Er staat een fout in dit instellingenbestand.".into(),
        Matter::CaptionsUnreadable => "In dit ondertitelbestand staan geen leesbare ondertitels.".into(),
        Matter::Mistake(mistake) => wrong(mistake),
    }
}

pub(super) fn remedy(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => "Zet de map terug op haar plaats of sluit de schijf weer aan.",
        Matter::FolderClosed => "Geef iedereen het recht om de map en de inhoud ervan te lezen.",
        Matter::LinkLost | Matter::LinkLeavesFolder => "Zet hier het bestand zelf in plaats van een snelkoppeling.",
        Matter::Unreadable(_) => "Sluit het in andere programma’s en geef iedereen het recht om het te lezen.",
        Matter::Empty(_) => "Kopieer het opnieuw van het origineel.",
        Matter::Damaged(_) => {
            "Open het op een andere computer; lukt dat, kopieer het dan opnieuw, exporteer het anders nog eens."
        }
        Matter::TooLarge(_) => "Exporteer het kleiner: foto’s tot 100 megapixel, pagina’s tot A0.",
        Matter::AnimationTooLong(_) => {
            "Exporteer de animatie als film, als MP4 met H.264, of maak ze korter of kleiner."
        }
        Matter::NoPages(_) => "Exporteer het opnieuw uit het programma waarin het gemaakt is.",
        Matter::Quarantined(_) => "Exporteer het opnieuw en zet het nieuwe bestand hier.",
        Matter::PasswordNeeded(_) => "Bewaar een kopie zonder wachtwoord en zet die hier.",
        Matter::KindUnknown => KNOWN,
        Matter::FilmNotPlayable(_) => FILM,
        Matter::FilmStutters(_) => {
            "Exporteer hem als MP4 met H.264-beeld, hoogstens 1920 × 1080 en 30 beelden per seconde."
        }
        Matter::FilmFlashes(_) => {
            "Maak het flitsen trager of haal het eruit; tot dan staat er een stilstaand beeld en kiest de bezoeker."
        }
        Matter::AddressUnclear => {
            "Bewaar de link opnieuw; het adres begint met http:// of https:// en heeft hoogstens 400 tekens."
        }
        Matter::AddressAlone => {
            "Noem hem zoals het bestand zelf (verslag.url naast verslag.pdf), of schrijf \"website\" in stand.json."
        }
        Matter::SoundAlone(_) => {
            "Noem ze zoals de publicatie die wordt voorgelezen (verslag.nl.mp3 naast verslag.nl.pdf), of maak er een film van."
        }
        Matter::Settings => "Verbeter het, of verwijder het om de namen van de mappen te gebruiken.",
        Matter::CaptionsUnreadable => "Bewaar het als SubRip (.srt) of WebVTT (.vtt), in UTF-8.",
        Matter::NotShown(kind, _) => match kind {
            Kind::Nameless => "Exporteer het als PDF, JPEG of MP4.",
            Kind::Document => "Exporteer het als PDF en zet de PDF hier.",
            Kind::LockedBook => {
                "Vraag de uitgever om een exemplaar zonder kopieerbeveiliging, als EPUB of PDF, en zet dat hier."
            }
            Kind::Heic => {
                "Exporteer de foto als JPEG; kies op een iPhone ‘Meest compatibel’ bij Instellingen, Camera, Structuur."
            }
            Kind::CameraRaw => "Exporteer de foto als JPEG en zet dat bestand hier.",
            Kind::RareJpeg => "Bewaar de foto als gewone JPEG, met 8 bits per kleur, en zet die hier.",
            Kind::Picture => "Exporteer het als JPEG of PNG en zet dat bestand hier.",
            Kind::Written | Kind::Presentation => OFFICE,
            Kind::Table | Kind::OldOffice => PROGRAM,
            Kind::Archive => "Pak het uit en zet de bestanden zelf hier.",
            Kind::Sound | Kind::Pictureless => "Maak er een film met een beeld van en zet die hier als MP4.",
            Kind::Film => FILM,
            Kind::WebPage => "Druk ze af naar PDF, of zet het adres in stand.json als \"website\".",
            Kind::Database | Kind::Program | Kind::Font | Kind::PipeOrDevice => TAKE_OUT,
            Kind::Other => KNOWN,
        },
        Matter::Mistake(mistake) => return mend(mistake),
    }
    .into()
}

fn it(what: &str) -> String {
    match what {
        "" => "Dit bestand".into(),
        what => format!("Dit {what}-bestand"),
    }
}

fn not_shown(kind: Kind, what: &str) -> String {
    let noun = match kind {
        Kind::Nameless => return "Vitrine kan dit soort bestand niet tonen.".into(),
        Kind::LockedBook => {
            return "Dit is een EPUB-boek met kopieerbeveiliging; dat kan Vitrine niet openen.".into();
        }
        Kind::Pictureless => return format!("Dit {what}-bestand heeft geen bewegend beeld."),
        Kind::PipeOrDevice => return "Dit is geen bestand dat kan worden gelezen.".into(),
        Kind::OldOffice => "een oud Word-, PowerPoint- of Excel-bestand".into(),
        Kind::Heic => "een HEIC-foto".into(),
        Kind::CameraRaw => "een onbewerkte camerafoto (RAW)".into(),
        Kind::Picture | Kind::RareJpeg => format!("een {what}-afbeelding"),
        Kind::Written | Kind::Document => format!("een {what}-document"),
        Kind::Presentation => format!("een {what}-presentatie"),
        Kind::Table => format!("een {what}-tabel"),
        Kind::Archive => format!("een {what}-archief"),
        Kind::Sound => format!("een {what}-geluidsbestand"),
        Kind::Film => format!("een {what}-film"),
        Kind::WebPage => "een webpagina of een link ernaar".into(),
        Kind::Database => "een databank".into(),
        Kind::Program => "een programma".into(),
        Kind::Font => "een lettertype".into(),
        Kind::Other => format!("een {what}-bestand"),
    };
    format!("Dit is {noun}; dat kan Vitrine niet tonen.")
}

fn found(found: &Found) -> &str {
    match found {
        Found::Raw(text) => text,
        Found::Object => "een object",
        Found::List => "een lijst",
        Found::Nothing => "leeg (null)",
    }
}

fn wrong(mistake: &Mistake) -> String {
    let must_be = |name: &str, kind: &str, what: &Found| {
        format!("\"{name}\" moet {kind} zijn, maar is {}.", found(what))
    };
    match mistake {
        Mistake::NotOneObject => "Het bestand moet één object bevatten: \"{\", velden, \"}\".".into(),
        Mistake::Blank => "Het bestand is leeg.".into(),
        Mistake::NotJson { line } => format!("Regel {line} is geen geldige JSON."),
        Mistake::UnknownField { name, .. } => format!("Het veld \"{name}\" bestaat niet."),
        Mistake::NotObject { name, found } => must_be(name, "een object tussen \"{ }\"", found),
        Mistake::NotList { name, found } => must_be(name, "een lijst tussen \"[ ]\"", found),
        Mistake::NotText { name, found } => must_be(name, "een tekst tussen aanhalingstekens", found),
        Mistake::NotWords { name, found } => must_be(name, "een tekst of teksten per taal", found),
        Mistake::NoLanguage { tag, field: None } => format!("\"{tag}\" is geen taalcode."),
        Mistake::NoLanguage {
            tag,
            field: Some(field),
        } => format!("\"{tag}\" in \"{field}\" is geen taalcode."),
        Mistake::NotColour { name, text } => {
            format!("\"{name}\" moet een kleur zijn, zoals \"#0a6e8a\", maar is \"{text}\".")
        }
        Mistake::NotNumber { name, found } => must_be(name, "een getal", found),
        Mistake::NumberOutside {
            name,
            number,
            least,
            most,
            kept,
        } => {
            format!(
                "\"{name}\" moet tussen {least} en {most} liggen, maar is {number}; {kept} wordt gebruikt."
            )
        }
        Mistake::NotFlag { name, found } => must_be(name, "true of false", found),
        Mistake::NotTime { name, text } => {
            format!("\"{name}\" moet een tijdstip zijn, zoals \"14:30\", maar is \"{text}\".")
        }
        Mistake::NotDay { name, text } => {
            format!("\"{name}\" moet een dag zijn, zoals \"2026-12-18\", maar is \"{text}\".")
        }
        Mistake::CommaTooMany { line } => format!("Op regel {line} staat een komma te veel."),
        Mistake::CommaAtEnd { line } => format!("Regel {line} eindigt met een komma, maar er volgt niets."),
        Mistake::CommaMissing { line } => format!("Aan het einde van regel {line} ontbreekt een komma."),
        Mistake::Comment { line } => format!("Op regel {line} staat commentaar; dat mag niet in JSON."),
        Mistake::WrongQuote { line, quote } => {
            format!("Op regel {line} staat {quote} waar JSON het rechte aanhalingsteken \" vraagt.")
        }
        Mistake::QuoteMissing { line } => format!("Op regel {line} ontbreekt een sluitend aanhalingsteken."),
        Mistake::NotClosed => "Het bestand eindigt voordat alles wat open is, gesloten is.".into(),
        Mistake::BlurbTooLong { length, most } => {
            format!(
                "\"blurb\" telt {length} tekens; er passen er hoogstens {most}, de tekst wordt dus ingekort."
            )
        }
        Mistake::SessionLacks => "Deze sessie heeft geen begin, einde of titel en wordt weggelaten.".into(),
        Mistake::DayPartLacks => {
            "Dit deel van de dag heeft geen begin, einde of stands en wordt weggelaten.".into()
        }
        Mistake::NotAddress { name, text } => {
            format!(
                "\"{name}\" moet een webadres zijn zoals \"https://a.example\", maar er staat \"{text}\"."
            )
        }
        Mistake::NotContact { name, text } => {
            format!("\"{name}\" moet een e-mailadres of een telefoonnummer zijn, maar er staat \"{text}\".")
        }
        Mistake::NoSuchFile { name } => {
            format!("Geen publicatie, film of foto van deze stand heet \"{name}\".")
        }
        Mistake::NoSuchStand { name } => {
            format!("Er is geen stand {name} in de map; dit deel van de dag gaat verder zonder die stand.")
        }
        Mistake::SessionBackwards { start, end } => {
            format!("De sessie van {start} eindigt om {end}, voor ze begint, en wordt weggelaten.")
        }
    }
}

fn mend(mistake: &Mistake) -> String {
    match mistake {
        Mistake::NotOneObject => "Begin met \"{\" en eindig met \"}\".",
        Mistake::Blank => "Schrijf er uw instellingen in, of verwijder het.",
        Mistake::NotJson { .. } => {
            "Zoek op deze regel of de vorige een ontbrekend aanhalingsteken, komma, dubbelepunt of haakje."
        }
        Mistake::UnknownField {
            meant: Some(meant), ..
        } => return format!("Bedoelt u \"{meant}\"?"),
        Mistake::UnknownField { known, .. } => return format!("Haal het weg. Bekende velden zijn {known}."),
        Mistake::NotObject { .. } => "Schrijf de velden tussen \"{\" en \"}\".",
        Mistake::NotList { .. } => "Schrijf de onderdelen tussen \"[\" en \"]\", met komma’s ertussen.",
        Mistake::NotText { .. } => "Zet het tussen rechte aanhalingstekens.",
        Mistake::NotWords { .. } => "Schrijf \"…\" of {\"en\": \"…\", \"fr\": \"…\"}.",
        Mistake::NoLanguage { .. } => {
            "Gebruik een code van twee letters, zoals \"en\", \"fr\", \"nl\", \"de\" of \"ar\"."
        }
        Mistake::NotColour { .. } => {
            "Schrijf # en zes cijfers of letters van a tot f: telkens twee voor rood, groen en blauw."
        }
        Mistake::NotNumber { .. } => "Schrijf een getal zonder aanhalingstekens.",
        Mistake::NumberOutside { least, most, .. } => {
            return format!("Schrijf een getal van {least} tot {most}.");
        }
        Mistake::NotFlag { .. } => "Schrijf true of false, zonder aanhalingstekens.",
        Mistake::NotTime { .. } => "Schrijf uren (0 tot 23) en minuten met een dubbelepunt ertussen.",
        Mistake::NotDay { .. } => "Schrijf jaar, maand en dag, met streepjes ertussen.",
        Mistake::CommaTooMany { .. } | Mistake::CommaAtEnd { .. } => "Haal de komma weg.",
        Mistake::CommaMissing { .. } => "Zet een komma tussen twee velden.",
        Mistake::Comment { .. } => "Haal het commentaar weg.",
        Mistake::WrongQuote { .. } => "Schrijf \" en zet gekrulde aanhalingstekens uit in uw tekstverwerker.",
        Mistake::QuoteMissing { .. } => "Sluit de tekst op dezelfde regel af met \".",
        Mistake::NotClosed => "Voeg aan het einde de ontbrekende \"}\" of \"]\" toe.",
        Mistake::BlurbTooLong { most, .. } => return format!("Kort de tekst in tot {most} tekens."),
        Mistake::SessionLacks => "Schrijf \"start\": \"14:00\", \"end\": \"14:30\" en \"title\": \"…\".",
        Mistake::DayPartLacks => "Schrijf \"start\": \"14:00\", \"end\": \"15:00\" en \"stands\": [3, 7].",
        Mistake::NotAddress { .. } => {
            "Schrijf het hele adres, met http:// of https://, in hoogstens 400 tekens."
        }
        Mistake::NotContact { .. } => {
            "Schrijf een van beide, zoals \"hallo@a.example\" of \"+32 2 123 45 67\"."
        }
        Mistake::NoSuchFile { .. } => "Schrijf de naam van het bestand zoals in de map, met de extensie.",
        Mistake::NoSuchStand { .. } => "Schrijf het nummer van een stand, of de naam van de map.",
        Mistake::SessionBackwards { .. } => "Schrijf een einde dat na het begin komt.",
    }
    .into()
}
