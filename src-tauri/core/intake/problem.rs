//! Says in one plain sentence what is wrong with a file, and in another what to do about it.
//!
//! All such sentences are written here, so that another language is another arm of [`words`] and nothing
//! else.

use crate::messages::{Problem, ProblemCode};

/// The problem of `file` (relative to the assets folder, with `/`). `what` is the field's word for what the
/// file is (`HEIC`, `EPUB`, …), or empty; for settings it is the sentence that the reader of the settings
/// made.
#[must_use]
pub fn problem(code: ProblemCode, what: &str, file: &str, line: Option<u32>) -> Problem {
    let (sentence, remedy) = words(code, what);
    Problem {
        code,
        file: file.to_owned(),
        line,
        sentence,
        remedy,
    }
}

/// A problem whose sentence and remedy are known only where it was found, as with a mistake in a settings
/// file.
#[must_use]
pub fn told(code: ProblemCode, file: &str, line: u32, sentence: String, remedy: String) -> Problem {
    Problem {
        code,
        file: file.to_owned(),
        line: Some(line),
        sentence,
        remedy,
    }
}

/// Worst first: what keeps the most from being shown leads.
#[must_use]
pub fn weight(code: ProblemCode) -> u8 {
    match code {
        ProblemCode::FolderMissing => 0,
        ProblemCode::FileUnreadable | ProblemCode::FileDamaged | ProblemCode::FileEmpty => 1,
        ProblemCode::FileQuarantined
        | ProblemCode::PasswordNeeded
        | ProblemCode::FileTooLarge
        | ProblemCode::FilmNotPlayable => 2,
        ProblemCode::KindNotShown | ProblemCode::KindUnknown | ProblemCode::LinkLeavesFolder => 3,
        ProblemCode::SettingsSyntax | ProblemCode::SettingsField | ProblemCode::CaptionsUnreadable => 4,
        ProblemCode::SettingsUnknownField => 5,
    }
}

/// Sentence and remedy, in English.
fn words(code: ProblemCode, what: &str) -> (String, String) {
    use ProblemCode as Code;
    let it = match what {
        "" => "This file".to_owned(),
        what => format!("This {what} file"),
    };
    let pair = |sentence: String, remedy: &str| (sentence, remedy.to_owned());
    match code {
        Code::FolderMissing => pair(
            "The exhibition folder cannot be read; the last state is shown.".into(),
            "Put the folder back where it was, or plug its disk in again.",
        ),
        Code::FileUnreadable if what == "folder" => pair(
            "This folder cannot be opened.".into(),
            "Allow everyone to read the folder and what is in it.",
        ),
        Code::FileUnreadable if what == "link" => pair(
            "This link leads nowhere.".into(),
            "Put the file itself here instead of a link to it.",
        ),
        Code::FileUnreadable => pair(
            format!("{it} cannot be opened."),
            "Close it in other programs and allow everyone to read it.",
        ),
        Code::FileEmpty => pair(
            format!("{it} is empty: it has no bytes."),
            "Copy it again from the original.",
        ),
        Code::FileDamaged => pair(
            format!("{it} is damaged or not complete."),
            "Open it on another computer; if it opens, copy it again, else export it anew.",
        ),
        Code::FileTooLarge => pair(
            format!("{it} is too large to be shown."),
            "Export it smaller: photos up to 100 megapixels, pages up to A0.",
        ),
        Code::FileQuarantined => pair(
            format!("{it} stopped Vitrine each of the three times it was opened, so it is left alone."),
            "Export it anew and put the new file here.",
        ),
        Code::PasswordNeeded => pair(
            format!(
                "This {} needs a password to be opened.",
                if what.is_empty() { "document" } else { what }
            ),
            "Save a copy without a password and put that here.",
        ),
        Code::KindNotShown => not_shown(what),
        Code::KindUnknown => pair(
            "Vitrine does not know what kind of file this is.".into(),
            "Use PDF for publications, JPEG or PNG for photos, MP4 (H.264) for films.",
        ),
        Code::FilmNotPlayable => pair(
            match what {
                "" => "This film cannot be played on this computer.".into(),
                what => format!("This {what} film cannot be played on this computer."),
            },
            "Export it as MP4 with H.264 picture and AAC sound.",
        ),
        Code::LinkLeavesFolder => pair(
            "This link leads out of the exhibition folder, so it is not followed.".into(),
            "Put the file itself here instead of a link to it.",
        ),
        Code::SettingsSyntax => pair(
            "This settings file is not written as JSON.".into(),
            "Correct it, or delete it to use the names of the folders.",
        ),
        Code::SettingsField => pair(
            "A field of this settings file cannot be used.".into(),
            "Correct the field, or take it out.",
        ),
        Code::SettingsUnknownField => pair(
            "A field of this settings file is not known.".into(),
            "Correct its name, or take it out.",
        ),
        Code::CaptionsUnreadable => pair(
            "This caption file has no captions that can be read.".into(),
            "Save it as SubRip (.srt) or WebVTT (.vtt), in UTF-8.",
        ),
    }
}

/// A kind that is recognised but not shown.
fn not_shown(what: &str) -> (String, String) {
    let pair = |sentence: String, remedy: &str| (sentence, remedy.to_owned());
    let cannot = |noun: &str| format!("This is {noun}, which Vitrine cannot show.");
    match what.to_ascii_uppercase().as_str() {
        "" => pair(
            "Vitrine cannot show this kind of file.".into(),
            "Export it as PDF, JPEG or MP4.",
        ),
        "EPUB" => pair(
            "This is an EPUB book, which Vitrine does not show yet.".into(),
            "Export it as PDF and put that here.",
        ),
        "HEIC" | "HEIF" => pair(
            cannot("a HEIC photo"),
            "Export it as JPEG and put that file here.",
        ),
        "JXL" | "JPEG XL" | "JPEG 2000" | "PSD" | "RAW" | "XCF" | "ICO" | "EPS" | "AI" => pair(
            cannot(&with_article(what, "picture")),
            "Export it as JPEG or PNG and put that file here.",
        ),
        "DOC" | "DOCX" | "ODT" | "RTF" | "PAGES" | "WORD" => pair(
            cannot(&with_article(what, "document")),
            "Open it and save it as PDF, then put the PDF here.",
        ),
        "PPT" | "PPTX" | "ODP" | "KEY" | "POWERPOINT" => pair(
            cannot(&with_article(what, "presentation")),
            "Open it and save it as PDF, then put the PDF here.",
        ),
        "XLS" | "XLSX" | "ODS" | "NUMBERS" | "EXCEL" | "CSV" => pair(
            cannot(&with_article(what, "table")),
            "Open it and save it as PDF, then put the PDF here.",
        ),
        "DOC, PPT OR XLS" => pair(
            "This is an old Word, PowerPoint or Excel file, which Vitrine cannot show.".into(),
            "Open it and save it as PDF, then put the PDF here.",
        ),
        "CAMERA RAW" => pair(
            cannot("a camera's raw photo"),
            "Export it as JPEG and put that file here.",
        ),
        "DATABASE" => pair(cannot("a database"), "Take it out of the exhibition folder."),
        "OFFICE" | "OPENDOCUMENT" | "INDD" | "INDESIGN" | "PUB" | "XPS" | "POSTSCRIPT" | "PS" | "DJVU"
        | "MOBI" | "AZW3" | "OLE" => pair(
            cannot(&with_article(what, "document")),
            "Export it as PDF and put that here.",
        ),
        "ZIP" | "RAR" | "7Z" | "TAR" | "GZIP" | "GZ" | "BZIP2" | "XZ" | "ZSTD" | "ARCHIVE" => pair(
            cannot(&with_article(what, "archive")),
            "Unpack it and put the files themselves here.",
        ),
        "MP3" | "WAV" | "FLAC" | "OGG" | "AAC" | "M4A" | "WMA" | "MKA" | "AIFF" | "AMR" | "OPUS" | "MIDI"
        | "AUDIO" => pair(
            cannot(&with_article(what, "sound file")),
            "Make a film of it, with a picture, and put that here as MP4.",
        ),
        "AVI" | "OGV" | "WMV" | "ASF" | "FLV" | "MPEG-TS" | "MPEG-PS" | "MPEG" | "RM" | "REALMEDIA" => pair(
            cannot(&with_article(what, "film")),
            "Export it as MP4 with H.264 picture and AAC sound.",
        ),
        "HTML" | "URL" | "WEBLOC" => pair(
            cannot("a web page or a link to one"),
            "Print it to PDF, or put the address into stand.json as \"website\".",
        ),
        "EXE" | "ELF" | "MACH-O" | "MSI" | "DMG" | "PROGRAM" => {
            pair(cannot("a program"), "Take it out of the exhibition folder.")
        }
        "FONT" | "TTF" | "OTF" | "WOFF" | "WOFF2" => {
            pair(cannot("a font"), "Take it out of the exhibition folder.")
        }
        "PIPE OR DEVICE" => pair(
            "This is not a file that can be read.".into(),
            "Take it out of the exhibition folder.",
        ),
        _ => pair(
            format!(
                "This is {}, which Vitrine cannot show.",
                with_article(what, "file")
            ),
            "Use PDF for publications, JPEG or PNG for photos, MP4 (H.264) for films.",
        ),
    }
}

/// `an MP3 sound file`, `a ZIP archive`: the article follows how the word sounds.
fn with_article(what: &str, noun: &str) -> String {
    let letters_spelt = what.chars().all(|letter| !letter.is_lowercase())
        && !matches!(what, "ZIP" | "RAR" | "TAR" | "RAW" | "WAV");
    let first = what.chars().next().unwrap_or('x').to_ascii_uppercase();
    let vowel = if letters_spelt {
        "AEFHILMNORSX8".contains(first)
    } else {
        "AEIO".contains(first)
    };
    format!("{} {what} {noun}", if vowel { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_says_what_is_wrong_and_what_to_do() {
        use ProblemCode as Code;
        for code in [
            Code::FolderMissing,
            Code::FileUnreadable,
            Code::FileEmpty,
            Code::FileDamaged,
            Code::FileTooLarge,
            Code::FileQuarantined,
            Code::PasswordNeeded,
            Code::KindNotShown,
            Code::KindUnknown,
            Code::FilmNotPlayable,
            Code::LinkLeavesFolder,
            Code::SettingsSyntax,
            Code::SettingsField,
            Code::SettingsUnknownField,
            Code::CaptionsUnreadable,
        ] {
            for what in [
                "", "PDF", "HEIC", "EPUB", "ZIP", "DOCX", "folder", "link", "Blender",
            ] {
                let problem = problem(code, what, "01/a", None);
                for words in [&problem.sentence, &problem.remedy] {
                    assert!(
                        words.ends_with('.') && words.len() > 15,
                        "{code:?} {what}: {words}"
                    );
                    assert!(
                        !words.contains("  ") && words.chars().next().is_some_and(char::is_uppercase),
                        "{words}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_kind_is_named_as_people_say_it() {
        let said = |what| problem(ProblemCode::KindNotShown, what, "a", None).sentence;
        assert_eq!(said("HEIC"), "This is a HEIC photo, which Vitrine cannot show.");
        assert_eq!(
            said("MP3"),
            "This is an MP3 sound file, which Vitrine cannot show."
        );
        assert_eq!(said("ZIP"), "This is a ZIP archive, which Vitrine cannot show.");
        assert_eq!(
            said("DOCX"),
            "This is a DOCX document, which Vitrine cannot show."
        );
        assert_eq!(
            said("EPUB"),
            "This is an EPUB book, which Vitrine does not show yet."
        );
    }
}
