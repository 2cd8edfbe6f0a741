//! What is wrong and what to do, in German.

use super::matter::{Kind, Matter};
use crate::intake::settings::{Found, Mistake};

const PROGRAM: &str = "Öffnen Sie die Datei, speichern Sie sie als PDF und legen Sie das PDF hier ab.";
const OFFICE: &str = "Öffnen Sie die Datei, speichern Sie sie als PDF und legen Sie das PDF hier ab; oder installieren Sie LibreOffice auf diesem Computer.";
const TAKE_OUT: &str = "Nehmen Sie die Datei aus dem Ausstellungsordner.";
const KNOWN: &str =
    "Verwenden Sie PDF oder EPUB für Publikationen, JPEG oder PNG für Fotos, MP4 (H.264) für Filme.";
const FILM: &str = "Exportieren Sie den Film als MP4 mit H.264-Bild und AAC-Ton.";

pub(super) fn sentence(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => {
            "Der Ausstellungsordner ist nicht lesbar; der letzte Stand wird weiter gezeigt.".into()
        }
        Matter::FolderClosed => "Dieser Ordner lässt sich nicht öffnen.".into(),
        Matter::LinkLost => "Diese Verknüpfung führt ins Leere.".into(),
        Matter::Unreadable(what) => format!("{} lässt sich nicht öffnen.", it(what)),
        Matter::Empty(what) => format!("{} ist leer.", it(what)),
        Matter::Damaged(what) => format!("{} ist beschädigt oder unvollständig.", it(what)),
        Matter::TooLarge(what) => format!("{} ist zu groß, um gezeigt zu werden.", it(what)),
        Matter::AnimationTooLong("") => {
            "Diese Animation hat zu viele Bilder, um sich zu bewegen, und steht deshalb still.".into()
        }
        Matter::AnimationTooLong(what) => {
            format!(
                "Diese {what}-Animation hat zu viele Bilder, um sich zu bewegen, und steht deshalb still."
            )
        }
        Matter::NoPages(what) => format!("{} hat keine Seiten.", it(what)),
        Matter::Quarantined(what) => format!(
            "{} ließ sich in drei Versuchen nicht öffnen und wird übergangen.",
            it(what)
        ),
        Matter::PasswordNeeded("") => "Dieses Dokument verlangt ein Passwort.".into(),
        Matter::PasswordNeeded(what) => format!("Diese {what}-Datei verlangt ein Passwort."),
        Matter::NotShown(kind, what) => not_shown(kind, what),
        Matter::KindUnknown => "Vitrine kennt diese Art von Datei nicht.".into(),
        Matter::FilmNotPlayable("") => "Dieser Film lässt sich auf diesem Computer nicht abspielen.".into(),
        Matter::FilmNotPlayable(what) => {
            format!("Dieser Film ({what}) lässt sich auf diesem Computer nicht abspielen.")
        }
        Matter::FilmFlashes("") => {
            "Dieser Film blitzt mehr als dreimal in einer Sekunde, was Anfälle auslösen kann.".into()
        }
        Matter::FilmFlashes(at) => {
            format!(
                "Dieser Film blitzt mehr als dreimal in einer Sekunde, was Anfälle auslösen kann: bei {at}."
            )
        }
        Matter::FilmStutters("") => {
            "Dieser Film ruckelt auf diesem Computer: Bilder werden ausgelassen.".into()
        }
        Matter::FilmStutters(what) => {
            format!("Dieser Film ({what}) ruckelt auf diesem Computer: Bilder werden ausgelassen.")
        }
        Matter::LinkLeavesFolder => {
            "Diese Verknüpfung führt aus dem Ausstellungsordner hinaus und wird nicht verfolgt.".into()
        }
        Matter::AddressUnclear => "Dieser Link enthält keine brauchbare Webadresse.".into(),
        Matter::AddressAlone => {
            "Dieser Link heißt wie keine Publikation, kein Film und kein Foto hier.".into()
        }
        Matter::SoundAlone("") => {
            "Diese Aufnahme heißt wie keine Publikation hier, oder ist nicht in deren Sprache.".into()
        }
        Matter::SoundAlone(what) => {
            format!(
                "Diese {what}-Aufnahme heißt wie keine Publikation hier, oder ist nicht in deren Sprache."
            )
        }
        Matter::Settings => "In dieser Einstellungsdatei ist ein Fehler.".into(),
        Matter::CaptionsUnreadable => "Diese Untertiteldatei enthält keine lesbaren Untertitel.".into(),
        Matter::Mistake(mistake) => wrong(mistake),
    }
}

pub(super) fn remedy(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => {
            "Stellen Sie den Ordner an seinen Platz zurück oder schließen Sie das Laufwerk wieder an."
        }
        Matter::FolderClosed => "Erlauben Sie allen, den Ordner und seinen Inhalt zu lesen.",
        Matter::LinkLost | Matter::LinkLeavesFolder => "Legen Sie hier die Datei selbst ab statt einer Verknüpfung.",
        Matter::Unreadable(_) => "Schließen Sie sie in anderen Programmen und erlauben Sie allen, sie zu lesen.",
        Matter::Empty(_) => "Kopieren Sie sie noch einmal vom Original.",
        Matter::Damaged(_) => {
            "Öffnen Sie sie auf einem anderen Computer; gelingt das, kopieren Sie sie neu, sonst exportieren Sie sie neu."
        }
        Matter::TooLarge(_) => "Exportieren Sie sie kleiner: Fotos bis 100 Megapixel, Seiten bis A0.",
        Matter::AnimationTooLong(_) => {
            "Exportieren Sie sie als Film, als MP4 mit H.264, oder machen Sie sie kürzer oder kleiner."
        }
        Matter::NoPages(_) => "Exportieren Sie sie neu aus dem Programm, mit dem sie gemacht wurde.",
        Matter::Quarantined(_) => "Exportieren Sie sie neu und legen Sie die neue Datei hier ab.",
        Matter::PasswordNeeded(_) => "Speichern Sie eine Kopie ohne Passwort und legen Sie diese hier ab.",
        Matter::KindUnknown => KNOWN,
        Matter::FilmNotPlayable(_) => FILM,
        Matter::FilmStutters(_) => {
            "Exportieren Sie ihn als MP4 mit H.264-Bild, höchstens 1920 × 1080 und 30 Bilder je Sekunde."
        }
        Matter::FilmFlashes(_) => {
            "Verlangsamen oder entfernen Sie das Blitzen; bis dahin steht hier ein Standbild, und Besucher wählen."
        }
        Matter::AddressUnclear => {
            "Speichern Sie ihn neu; die Adresse beginnt mit http:// oder https:// und hat höchstens 400 Zeichen."
        }
        Matter::AddressAlone => {
            "Nennen Sie ihn wie die Datei selbst (bericht.url neben bericht.pdf), oder nutzen Sie \"website\" in stand.json."
        }
        Matter::SoundAlone(_) => {
            "Nennen Sie sie wie die vorgelesene Publikation (bericht.de.mp3 neben bericht.de.pdf), oder machen Sie daraus einen Film."
        }
        Matter::Settings => "Berichtigen Sie sie, oder löschen Sie sie, um die Ordnernamen zu verwenden.",
        Matter::CaptionsUnreadable => "Speichern Sie sie als SubRip (.srt) oder WebVTT (.vtt), in UTF-8.",
        Matter::NotShown(kind, _) => match kind {
            Kind::Nameless => "Exportieren Sie sie als PDF, JPEG oder MP4.",
            Kind::Document => "Exportieren Sie es als PDF und legen Sie das PDF hier ab.",
            Kind::LockedBook => {
                "Bitten Sie den Verlag um ein Exemplar ohne Kopierschutz, als EPUB oder PDF, und legen Sie es hier ab."
            }
            Kind::Heic => {
                "Exportieren Sie es als JPEG; wählen Sie am iPhone „Maximale Kompatibilität“ unter Einstellungen, Kamera, Formate."
            }
            Kind::CameraRaw => "Exportieren Sie es als JPEG und legen Sie diese Datei hier ab.",
            Kind::RareJpeg => {
                "Speichern Sie es neu als gewöhnliches JPEG mit 8 Bit je Farbe und legen Sie dieses hier ab."
            }
            Kind::Picture => "Exportieren Sie es als JPEG oder PNG und legen Sie diese Datei hier ab.",
            Kind::Written | Kind::Presentation => OFFICE,
            Kind::Table | Kind::OldOffice => PROGRAM,
            Kind::Archive => "Entpacken Sie es und legen Sie die Dateien selbst hier ab.",
            Kind::Sound | Kind::Pictureless => "Machen Sie daraus einen Film mit Bild und legen Sie ihn als MP4 hier ab.",
            Kind::Film => FILM,
            Kind::WebPage => "Drucken Sie sie als PDF, oder schreiben Sie die Adresse als \"website\" in stand.json.",
            Kind::Database | Kind::Program | Kind::Font | Kind::PipeOrDevice => TAKE_OUT,
            Kind::Other => KNOWN,
        },
        Matter::Mistake(mistake) => return mend(mistake),
    }
    .into()
}

fn it(what: &str) -> String {
    match what {
        "" => "Diese Datei".into(),
        what => format!("Diese {what}-Datei"),
    }
}

fn not_shown(kind: Kind, what: &str) -> String {
    let noun = match kind {
        Kind::Nameless => return "Vitrine kann diese Art von Datei nicht zeigen.".into(),
        Kind::LockedBook => {
            return "Das ist ein EPUB-Buch mit Kopierschutz; das kann Vitrine nicht öffnen.".into();
        }
        Kind::Pictureless => return format!("Diese {what}-Datei hat kein bewegtes Bild."),
        Kind::PipeOrDevice => return "Das ist keine Datei, die sich lesen lässt.".into(),
        Kind::OldOffice => "eine alte Word-, PowerPoint- oder Excel-Datei".into(),
        Kind::Heic => "ein HEIC-Foto".into(),
        Kind::CameraRaw => "ein Rohdatenfoto einer Kamera (RAW)".into(),
        Kind::Picture | Kind::RareJpeg => format!("ein {what}-Bild"),
        Kind::Written | Kind::Document => format!("ein {what}-Dokument"),
        Kind::Presentation => format!("eine {what}-Präsentation"),
        Kind::Table => format!("eine {what}-Tabelle"),
        Kind::Archive => format!("ein {what}-Archiv"),
        Kind::Sound => format!("eine {what}-Tondatei"),
        Kind::Film => format!("ein {what}-Film"),
        Kind::WebPage => "eine Webseite oder ein Link darauf".into(),
        Kind::Database => "eine Datenbank".into(),
        Kind::Program => "ein Programm".into(),
        Kind::Font => "eine Schriftart".into(),
        Kind::Other => format!("eine {what}-Datei"),
    };
    format!("Das ist {noun}; das kann Vitrine nicht zeigen.")
}

fn found(found: &Found) -> &str {
    match found {
        Found::Raw(text) => text,
        Found::Object => "ein Objekt",
        Found::List => "eine Liste",
        Found::Nothing => "leer (null)",
    }
}

fn wrong(mistake: &Mistake) -> String {
    let must_be = |name: &str, kind: &str, what: &Found| {
        format!("\"{name}\" muss {kind} sein, ist aber {}.", found(what))
    };
    match mistake {
        Mistake::NotOneObject => "Die Datei muss ein einziges Objekt enthalten: \"{\", Felder, \"}\".".into(),
        Mistake::Blank => "Die Datei ist leer.".into(),
        Mistake::NotJson { line } => format!("Zeile {line} ist kein gültiges JSON."),
        Mistake::UnknownField { name, .. } => format!("Das Feld \"{name}\" gibt es nicht."),
        Mistake::NotObject { name, found } => must_be(name, "ein Objekt in \"{ }\"", found),
        Mistake::NotList { name, found } => must_be(name, "eine Liste in \"[ ]\"", found),
        Mistake::NotText { name, found } => must_be(name, "ein Text in Anführungszeichen", found),
        Mistake::NotWords { name, found } => must_be(name, "ein Text oder Texte nach Sprache", found),
        Mistake::NoLanguage { tag, field: None } => format!("\"{tag}\" ist kein Sprachcode."),
        Mistake::NoLanguage {
            tag,
            field: Some(field),
        } => format!("\"{tag}\" in \"{field}\" ist kein Sprachcode."),
        Mistake::NotColour { name, text } => {
            format!("\"{name}\" muss eine Farbe wie \"#0a6e8a\" sein, ist aber \"{text}\".")
        }
        Mistake::NotNumber { name, found } => must_be(name, "eine Zahl", found),
        Mistake::NumberOutside {
            name,
            number,
            least,
            most,
            kept,
        } => {
            format!("\"{name}\" muss zwischen {least} und {most} liegen, ist aber {number}; es gilt {kept}.")
        }
        Mistake::NotFlag { name, found } => must_be(name, "true oder false", found),
        Mistake::NotTime { name, text } => {
            format!("\"{name}\" muss eine Uhrzeit wie \"14:30\" sein, ist aber \"{text}\".")
        }
        Mistake::NotDay { name, text } => {
            format!("\"{name}\" muss ein Tag wie \"2026-12-18\" sein, ist aber \"{text}\".")
        }
        Mistake::CommaTooMany { line } => format!("In Zeile {line} steht ein Komma zu viel."),
        Mistake::CommaAtEnd { line } => format!("Zeile {line} endet mit einem Komma, aber es folgt nichts."),
        Mistake::CommaMissing { line } => format!("Am Ende von Zeile {line} fehlt ein Komma."),
        Mistake::Comment { line } => format!("In Zeile {line} steht ein Kommentar; das erlaubt JSON nicht."),
        Mistake::WrongQuote { line, quote } => {
            format!("In Zeile {line} steht {quote}, wo JSON das gerade Anführungszeichen \" verlangt.")
        }
        Mistake::QuoteMissing { line } => {
            format!("In Zeile {line} fehlt ein schließendes Anführungszeichen.")
        }
        Mistake::NotClosed => "Die Datei endet, bevor alles Geöffnete geschlossen ist.".into(),
        Mistake::BlurbTooLong { length, most } => {
            format!("\"blurb\" hat {length} Zeichen; höchstens {most} passen, der Text wird also gekürzt.")
        }
        Mistake::SessionLacks => {
            "Dieser Veranstaltung fehlt Beginn, Ende oder Titel; sie wird ausgelassen.".into()
        }
        Mistake::DayPartLacks => {
            "Diesem Teil des Tages fehlt Beginn, Ende oder ein Stand; er wird ausgelassen.".into()
        }
        Mistake::NotAddress { name, text } => {
            format!("\"{name}\" muss eine Webadresse wie \"https://a.example\" sein, ist aber \"{text}\".")
        }
        Mistake::NotContact { name, text } => {
            format!("\"{name}\" muss eine E-Mail-Adresse oder Telefonnummer sein, ist aber \"{text}\".")
        }
        Mistake::NoSuchFile { name } => {
            format!("Keine Publikation, kein Film und kein Foto dieses Stands heißt \"{name}\".")
        }
        Mistake::NoSuchStand { name } => {
            format!("Im Ordner gibt es keinen Stand {name}; dieser Teil des Tages kommt ohne ihn aus.")
        }
        Mistake::SessionBackwards { start, end } => {
            format!("Die Veranstaltung um {start} endet um {end}, vor ihrem Beginn; sie wird ausgelassen.")
        }
    }
}

fn mend(mistake: &Mistake) -> String {
    match mistake {
        Mistake::NotOneObject => "Beginnen Sie mit \"{\" und enden Sie mit \"}\".",
        Mistake::Blank => "Schreiben Sie Ihre Einstellungen hinein, oder löschen Sie sie.",
        Mistake::NotJson { .. } => {
            "Suchen Sie in dieser Zeile oder der davor ein fehlendes Anführungszeichen, Komma, Doppelpunkt oder Klammer."
        }
        Mistake::UnknownField { meant: Some(meant), .. } => return format!("Meinten Sie \"{meant}\"?"),
        Mistake::UnknownField { known, .. } => return format!("Nehmen Sie es heraus. Bekannte Felder sind {known}."),
        Mistake::NotObject { .. } => "Schreiben Sie die Felder zwischen \"{\" und \"}\".",
        Mistake::NotList { .. } => "Schreiben Sie die Einträge zwischen \"[\" und \"]\", mit Kommas getrennt.",
        Mistake::NotText { .. } => "Setzen Sie es in gerade Anführungszeichen.",
        Mistake::NotWords { .. } => "Schreiben Sie \"…\" oder {\"en\": \"…\", \"fr\": \"…\"}.",
        Mistake::NoLanguage { .. } => {
            "Verwenden Sie einen Code aus zwei Buchstaben wie \"en\", \"fr\", \"nl\", \"de\" oder \"ar\"."
        }
        Mistake::NotColour { .. } => {
            "Schreiben Sie # und sechs Ziffern oder Buchstaben von a bis f: je zwei für Rot, Grün und Blau."
        }
        Mistake::NotNumber { .. } => "Schreiben Sie eine Zahl ohne Anführungszeichen.",
        Mistake::NumberOutside { least, most, .. } => {
            return format!("Schreiben Sie eine Zahl von {least} bis {most}.");
        }
        Mistake::NotFlag { .. } => "Schreiben Sie true oder false, ohne Anführungszeichen.",
        Mistake::NotTime { .. } => "Schreiben Sie Stunden (0 bis 23) und Minuten mit einem Doppelpunkt.",
        Mistake::NotDay { .. } => "Schreiben Sie Jahr, Monat und Tag mit Bindestrichen.",
        Mistake::CommaTooMany { .. } | Mistake::CommaAtEnd { .. } => "Nehmen Sie das Komma heraus.",
        Mistake::CommaMissing { .. } => "Setzen Sie ein Komma zwischen zwei Felder.",
        Mistake::Comment { .. } => "Nehmen Sie den Kommentar heraus.",
        Mistake::WrongQuote { .. } => {
            "Schreiben Sie \" und schalten Sie typografische Anführungszeichen in Ihrem Editor aus."
        }
        Mistake::QuoteMissing { .. } => "Beenden Sie den Text in derselben Zeile mit \".",
        Mistake::NotClosed => "Ergänzen Sie am Ende die fehlende \"}\" oder \"]\".",
        Mistake::BlurbTooLong { most, .. } => return format!("Kürzen Sie den Text auf {most} Zeichen."),
        Mistake::SessionLacks => "Schreiben Sie \"start\": \"14:00\", \"end\": \"14:30\" und \"title\": \"…\".",
        Mistake::DayPartLacks => "Schreiben Sie \"start\": \"14:00\", \"end\": \"15:00\" und \"stands\": [3, 7].",
        Mistake::NotAddress { .. } => {
            "Schreiben Sie die ganze Adresse, mit http:// oder https://, in höchstens 400 Zeichen."
        }
        Mistake::NotContact { .. } => "Schreiben Sie eines davon, etwa \"hallo@a.example\" oder \"+32 2 123 45 67\".",
        Mistake::NoSuchFile { .. } => "Schreiben Sie den Namen der Datei wie im Ordner, mit ihrer Endung.",
        Mistake::NoSuchStand { .. } => "Schreiben Sie die Nummer eines Stands oder den Namen seines Ordners.",
        Mistake::SessionBackwards { .. } => "Schreiben Sie ein Ende, das nach dem Beginn liegt.",
    }
    .into()
}
