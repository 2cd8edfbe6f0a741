//! What is wrong and what to do, in English.

use super::matter::{Kind, Matter};
use crate::intake::settings::{Found, Mistake};

const PROGRAM: &str = "Open it and save it as PDF, then put the PDF here.";
const OFFICE: &str =
    "Open it and save it as PDF, then put the PDF here; or install LibreOffice on this computer.";
const TAKE_OUT: &str = "Take it out of the exhibition folder.";
const KNOWN: &str = "Use PDF or EPUB for publications, JPEG or PNG for photos, MP4 (H.264) for films.";
const FILM: &str = "Export it as MP4 with H.264 picture and AAC sound.";

pub(super) fn sentence(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => "The exhibition folder cannot be read; the last state is shown.".into(),
        Matter::FolderClosed => "This folder cannot be opened.".into(),
        Matter::LinkLost => "This link leads nowhere.".into(),
        Matter::Unreadable(what) => format!("{} cannot be opened.", it(what)),
        Matter::Empty(what) => format!("{} is empty: it has no bytes.", it(what)),
        Matter::Damaged(what) => format!("{} is damaged or not complete.", it(what)),
        Matter::TooLarge(what) => format!("{} is too large to be shown.", it(what)),
        Matter::AnimationTooLong("") => {
            "This animation has too many pictures to move, so it stands still.".into()
        }
        Matter::AnimationTooLong(what) => {
            format!("This {what} animation has too many pictures to move, so it stands still.")
        }
        Matter::NoPages(what) => format!("{} has no pages.", it(what)),
        Matter::Quarantined(what) => format!(
            "{} could not be opened in three attempts and is left alone.",
            it(what)
        ),
        Matter::PasswordNeeded("") => "This document needs a password to be opened.".into(),
        Matter::PasswordNeeded(what) => format!("This {what} needs a password to be opened."),
        Matter::NotShown(kind, what) => not_shown(kind, what),
        Matter::KindUnknown => "Vitrine does not know what kind of file this is.".into(),
        Matter::FilmNotPlayable("") => "This film cannot be played on this computer.".into(),
        Matter::FilmNotPlayable(what) => format!("This film ({what}) cannot be played on this computer."),
        Matter::FilmFlashes("") => {
            "This film flashes more than three times within a second, which can cause seizures.".into()
        }
        Matter::FilmFlashes(at) => {
            format!(
                "This film flashes more than three times within a second, which can cause seizures: at {at}."
            )
        }
        Matter::FilmStutters("") => "This film falters on this computer: pictures of it are left out.".into(),
        Matter::FilmStutters(what) => {
            format!("This film ({what}) falters on this computer: pictures of it are left out.")
        }
        Matter::LinkLeavesFolder => {
            "This link leads out of the exhibition folder, so it is not followed.".into()
        }
        Matter::AddressUnclear => "This link holds no web address that can be used.".into(),
        Matter::AddressAlone => "This link has the name of no publication, film or photo here.".into(),
        Matter::SoundAlone("") => "This recording has the name and language of no publication here.".into(),
        Matter::SoundAlone(what) => {
            format!("This {what} recording has the name and language of no publication here.")
        }
        Matter::Settings => "This settings file has a mistake.".into(),
        Matter::CaptionsUnreadable => "This caption file has no captions that can be read.".into(),
        Matter::Mistake(mistake) => wrong(mistake),
    }
}

pub(super) fn remedy(matter: Matter<'_>) -> String {
    match matter {
        Matter::FolderMissing => "Put the folder back where it was, or plug its disk in again.",
        Matter::FolderClosed => "Allow everyone to read the folder and what is in it.",
        Matter::LinkLost | Matter::LinkLeavesFolder => "Put the file itself here instead of a link to it.",
        Matter::Unreadable(_) => "Close it in other programs and allow everyone to read it.",
        Matter::Empty(_) => "Copy it again from the original.",
        Matter::Damaged(_) => "Open it on another computer; if it opens, copy it again, else export it anew.",
        Matter::TooLarge(_) => "Export it smaller: photos up to 100 megapixels, pages up to A0.",
        Matter::AnimationTooLong(_) => {
            "Export it as a film, as MP4 with H.264, or make it shorter or smaller."
        }
        Matter::NoPages(_) => "Export it anew from the program that it was made with.",
        Matter::Quarantined(_) => "Export it anew and put the new file here.",
        Matter::PasswordNeeded(_) => "Save a copy without a password and put that here.",
        Matter::KindUnknown => KNOWN,
        Matter::FilmNotPlayable(_) => FILM,
        Matter::FilmStutters(_) => {
            "Export it as MP4 with H.264 picture, at most 1920 × 1080 and 30 pictures a second."
        }
        Matter::FilmFlashes(_) => {
            "Slow the flashes down or take them out; until then visitors see a still of it and are asked first."
        }
        Matter::AddressUnclear => {
            "Save the link again; its address must begin with http:// or https:// and have at most 400 characters."
        }
        Matter::AddressAlone => {
            "Name it like the file that it leads to (report.url beside report.pdf), or write \"website\" in stand.json."
        }
        Matter::SoundAlone(_) => {
            "Name it like the publication that it reads aloud (report.fr.mp3 beside report.fr.pdf), or make a film of it."
        }
        Matter::Settings => "Correct it, or delete it to use the names of the folders.",
        Matter::CaptionsUnreadable => "Save it as SubRip (.srt) or WebVTT (.vtt), in UTF-8.",
        Matter::NotShown(kind, _) => match kind {
            Kind::Nameless => "Export it as PDF, JPEG or MP4.",
            Kind::Document => "Export it as PDF and put that here.",
            Kind::LockedBook => {
                "Ask its publisher for a copy without copy protection, as EPUB or PDF, and put that here."
            }
            Kind::Heic => {
                "Export it as JPEG; on an iPhone, choose “Most Compatible” under Settings, Camera, Formats."
            }
            Kind::CameraRaw => "Export it as JPEG and put that file here.",
            Kind::RareJpeg => {
                "Save it anew as an ordinary JPEG, with 8 bits for each colour, and put that here."
            }
            Kind::Picture => "Export it as JPEG or PNG and put that file here.",
            Kind::Written | Kind::Presentation => OFFICE,
            Kind::Table | Kind::OldOffice => PROGRAM,
            Kind::Archive => "Unpack it and put the files themselves here.",
            Kind::Sound | Kind::Pictureless => "Make a film of it, with a picture, and put that here as MP4.",
            Kind::Film => FILM,
            Kind::WebPage => "Print it to PDF, or put the address into stand.json as \"website\".",
            Kind::Database | Kind::Program | Kind::Font | Kind::PipeOrDevice => TAKE_OUT,
            Kind::Other => KNOWN,
        },
        Matter::Mistake(mistake) => return mend(mistake),
    }
    .into()
}

fn it(what: &str) -> String {
    match what {
        "" => "This file".into(),
        what => format!("This {what} file"),
    }
}

fn not_shown(kind: Kind, what: &str) -> String {
    let noun = match kind {
        Kind::Nameless => return "Vitrine cannot show this kind of file.".into(),
        Kind::LockedBook => {
            return "This is an EPUB book with copy protection, which Vitrine cannot open.".into();
        }
        Kind::OldOffice => {
            return "This is an old Word, PowerPoint or Excel file, which Vitrine cannot show.".into();
        }
        Kind::Pictureless => return format!("This {what} file has no moving picture."),
        Kind::PipeOrDevice => return "This is not a file that can be read.".into(),
        Kind::Heic => "a HEIC photo".into(),
        Kind::CameraRaw => "a camera's raw photo".into(),
        Kind::Picture | Kind::RareJpeg => with_article(what, "picture"),
        Kind::Written | Kind::Document => with_article(what, "document"),
        Kind::Presentation => with_article(what, "presentation"),
        Kind::Table => with_article(what, "table"),
        Kind::Archive => with_article(what, "archive"),
        Kind::Sound => with_article(what, "sound file"),
        Kind::Film => with_article(what, "film"),
        Kind::WebPage => "a web page or a link to one".into(),
        Kind::Database => "a database".into(),
        Kind::Program => "a program".into(),
        Kind::Font => "a font".into(),
        Kind::Other => with_article(what, "file"),
    };
    format!("This is {noun}, which Vitrine cannot show.")
}

/// `an MP3 sound file`, `a ZIP archive`: the article follows how the word sounds.
fn with_article(what: &str, noun: &str) -> String {
    let letters_spelt = what.chars().all(|letter| !letter.is_lowercase())
        && !matches!(what, "ZIP" | "RAR" | "TAR" | "RAW" | "WAV" | "FLAC" | "CAF");
    let first = what.chars().next().unwrap_or('x').to_ascii_uppercase();
    let vowel = if letters_spelt {
        "AEFHILMNORSX8".contains(first)
    } else {
        "AEIO".contains(first)
    };
    format!("{} {what} {noun}", if vowel { "an" } else { "a" })
}

fn found(found: &Found) -> &str {
    match found {
        Found::Raw(text) => text,
        Found::Object => "an object",
        Found::List => "a list",
        Found::Nothing => "empty (null)",
    }
}

fn wrong(mistake: &Mistake) -> String {
    let must_be = |name: &str, kind: &str, what: &Found| {
        format!("\"{name}\" must be {kind}, but it is {}.", found(what))
    };
    match mistake {
        Mistake::NotOneObject => "The file must hold one object: \"{\", fields, \"}\".".into(),
        Mistake::Blank => "The file is empty.".into(),
        Mistake::NotJson { line } => format!("Line {line} is not written as JSON."),
        Mistake::UnknownField { name, .. } => format!("There is no field \"{name}\"."),
        Mistake::NotObject { name, found } => must_be(name, "an object in \"{ }\"", found),
        Mistake::NotList { name, found } => must_be(name, "a list in \"[ ]\"", found),
        Mistake::NotText { name, found } => must_be(name, "a text in quotes", found),
        Mistake::NotWords { name, found } => must_be(name, "a text or texts by language", found),
        Mistake::NoLanguage { tag, field: None } => format!("\"{tag}\" is no language code."),
        Mistake::NoLanguage {
            tag,
            field: Some(field),
        } => format!("\"{tag}\" in \"{field}\" is no language code."),
        Mistake::NotColour { name, text } => {
            format!("\"{name}\" must be a colour such as \"#0a6e8a\", but it is \"{text}\".")
        }
        Mistake::NotNumber { name, found } => must_be(name, "a number", found),
        Mistake::NumberOutside {
            name,
            number,
            least,
            most,
            kept,
        } => {
            format!("\"{name}\" must be from {least} to {most}, but it is {number}; {kept} is used.")
        }
        Mistake::NotFlag { name, found } => must_be(name, "true or false", found),
        Mistake::NotTime { name, text } => {
            format!("\"{name}\" must be a time such as \"14:30\", but it is \"{text}\".")
        }
        Mistake::NotDay { name, text } => {
            format!("\"{name}\" must be a day such as \"2026-12-18\", but it is \"{text}\".")
        }
        Mistake::CommaTooMany { line } => format!("There is a comma too many on line {line}."),
        Mistake::CommaAtEnd { line } => format!("Line {line} ends with a comma, but nothing follows."),
        Mistake::CommaMissing { line } => format!("A comma is missing at the end of line {line}."),
        Mistake::Comment { line } => format!("Line {line} has a comment, which JSON does not allow."),
        Mistake::WrongQuote { line, quote } => {
            format!("Line {line} has {quote} where JSON needs the straight quote \".")
        }
        Mistake::QuoteMissing { line } => format!("A closing quote is missing on line {line}."),
        Mistake::NotClosed => "The file ends before everything that was opened is closed.".into(),
        Mistake::BlurbTooLong { length, most } => {
            format!("\"blurb\" has {length} characters; at most {most} fit, so it is shown cut.")
        }
        Mistake::SessionLacks => "This session lacks a start, an end or a title, so it is left out.".into(),
        Mistake::DayPartLacks => {
            "This part of the day lacks a start, an end or its stands, so it is left out.".into()
        }
        Mistake::NotAddress { name, text } => {
            format!("\"{name}\" must be a web address such as \"https://a.example\", but it is \"{text}\".")
        }
        Mistake::NotContact { name, text } => {
            format!("\"{name}\" must be an e-mail address or a telephone number, but it is \"{text}\".")
        }
        Mistake::NoSuchFile { name } => {
            format!("No publication, film or photo at this stand is called \"{name}\".")
        }
        Mistake::NoSuchStand { name } => {
            format!("There is no stand {name} in the folder, so this part of the day goes without it.")
        }
        Mistake::SessionBackwards { start, end } => {
            format!("The session at {start} ends at {end}, before it starts, so it is left out.")
        }
    }
}

fn mend(mistake: &Mistake) -> String {
    match mistake {
        Mistake::NotOneObject => "Begin with \"{\" and end with \"}\".",
        Mistake::Blank => "Write your settings into it, or delete it.",
        Mistake::NotJson { .. } => {
            "Look for a missing quote, comma, colon or bracket on this line or the one before."
        }
        Mistake::UnknownField {
            meant: Some(meant), ..
        } => return format!("Did you mean \"{meant}\"?"),
        Mistake::UnknownField { known, .. } => return format!("Take it out. Known fields are {known}."),
        Mistake::NotObject { .. } => "Write the fields between \"{\" and \"}\".",
        Mistake::NotList { .. } => "Write the entries between \"[\" and \"]\", with commas.",
        Mistake::NotText { .. } => "Put it between straight quotes.",
        Mistake::NotWords { .. } => "Write \"…\" or {\"en\": \"…\", \"fr\": \"…\"}.",
        Mistake::NoLanguage { .. } => {
            "Use a code of two letters, such as \"en\", \"fr\", \"nl\", \"de\" or \"ar\"."
        }
        Mistake::NotColour { .. } => {
            "Write # and six digits or letters from a to f: two each for red, green and blue."
        }
        Mistake::NotNumber { .. } => "Write a number without quotes.",
        Mistake::NumberOutside { least, most, .. } => {
            return format!("Write a number from {least} to {most}.");
        }
        Mistake::NotFlag { .. } => "Write true or false, without quotes.",
        Mistake::NotTime { .. } => "Write hours and minutes of the 24-hour clock with a colon.",
        Mistake::NotDay { .. } => "Write year, month and day, with hyphens.",
        Mistake::CommaTooMany { .. } | Mistake::CommaAtEnd { .. } => "Take the comma out.",
        Mistake::CommaMissing { .. } => "Put a comma between two fields.",
        Mistake::Comment { .. } => "Take the comment out.",
        Mistake::WrongQuote { .. } => "Write \" instead, and turn off smart quotes in your editor.",
        Mistake::QuoteMissing { .. } => "End the text with \" on the same line.",
        Mistake::NotClosed => "Add the missing \"}\" or \"]\" at the end.",
        Mistake::BlurbTooLong { most, .. } => return format!("Shorten it to {most} characters."),
        Mistake::SessionLacks => "Write \"start\": \"14:00\", \"end\": \"14:30\" and \"title\": \"…\".",
        Mistake::DayPartLacks => "Write \"start\": \"14:00\", \"end\": \"15:00\" and \"stands\": [3, 7].",
        Mistake::NotAddress { .. } => {
            "Write the whole address, with http:// or https://, in at most 400 characters."
        }
        Mistake::NotContact { .. } => {
            "Write one of them alone, such as \"hello@a.example\" or \"+32 2 123 45 67\"."
        }
        Mistake::NoSuchFile { .. } => "Write the name of the file as it is in the folder, with its ending.",
        Mistake::NoSuchStand { .. } => "Write the number of a stand, or the name of its folder.",
        Mistake::SessionBackwards { .. } => "Write an end that is later than the start.",
    }
    .into()
}
