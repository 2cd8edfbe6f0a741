//! What there is to be said of a file, without words: the code, and which kind of file it is about.

use crate::intake::settings::Mistake;
use crate::messages::ProblemCode;

/// One thing that is said. A text is the field's word for the kind of file (`HEIC`), or empty.
#[derive(Clone, Copy, Debug)]
pub(super) enum Matter<'a> {
    FolderMissing,
    FolderClosed,
    LinkLost,
    Unreadable(&'a str),
    Empty(&'a str),
    Damaged(&'a str),
    TooLarge(&'a str),
    AnimationTooLong(&'a str),
    NoPages(&'a str),
    Quarantined(&'a str),
    PasswordNeeded(&'a str),
    NotShown(Kind, &'a str),
    KindUnknown,
    FilmNotPlayable(&'a str),
    /// Where it does, as `0:03, 0:17`, or empty.
    FilmFlashes(&'a str),
    FilmStutters(&'a str),
    LinkLeavesFolder,
    AddressUnclear,
    AddressAlone,
    SoundAlone(&'a str),
    Settings,
    CaptionsUnreadable,
    Mistake(&'a Mistake),
}

/// Kinds that are recognised and not shown, by what is to be done about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No word is known for it.
    Nameless,
    /// A book with copy protection.
    LockedBook,
    Heic,
    CameraRaw,
    Picture,
    /// A JPEG that only few programs open.
    RareJpeg,
    /// A film without its picture: sound, or nothing that moves.
    Pictureless,
    Document,
    /// A document that its own program saves as PDF.
    Written,
    Presentation,
    Table,
    /// Word, PowerPoint or Excel before 2007, which look alike.
    OldOffice,
    Archive,
    Sound,
    Film,
    WebPage,
    Database,
    Program,
    Font,
    PipeOrDevice,
    Other,
}

impl<'a> Matter<'a> {
    pub(super) fn of(code: ProblemCode, what: &'a str) -> Self {
        use ProblemCode as Code;
        match code {
            Code::FolderMissing => Self::FolderMissing,
            Code::FileUnreadable if what == "folder" => Self::FolderClosed,
            Code::FileUnreadable if what == "link" => Self::LinkLost,
            Code::FileUnreadable => Self::Unreadable(what),
            Code::FileEmpty => Self::Empty(what),
            Code::FileDamaged => Self::Damaged(what),
            Code::FileTooLarge => Self::TooLarge(what),
            Code::AnimationTooLong => Self::AnimationTooLong(what),
            Code::NoPages => Self::NoPages(what),
            Code::FileQuarantined => Self::Quarantined(what),
            Code::PasswordNeeded => Self::PasswordNeeded(what),
            Code::KindNotShown => Self::NotShown(kind(what), what),
            Code::KindUnknown => Self::KindUnknown,
            Code::FilmNotPlayable => Self::FilmNotPlayable(what),
            Code::FilmFlashes => Self::FilmFlashes(what),
            Code::FilmStutters => Self::FilmStutters(what),
            Code::LinkLeavesFolder => Self::LinkLeavesFolder,
            Code::AddressUnclear => Self::AddressUnclear,
            Code::AddressAlone => Self::AddressAlone,
            Code::SoundAlone => Self::SoundAlone(what),
            Code::SettingsSyntax | Code::SettingsField | Code::SettingsUnknownField => Self::Settings,
            Code::CaptionsUnreadable => Self::CaptionsUnreadable,
        }
    }
}

fn kind(what: &str) -> Kind {
    match what.to_ascii_uppercase().as_str() {
        "" => Kind::Nameless,
        "PROTECTED EPUB" => Kind::LockedBook,
        "HEIC" | "HEIF" => Kind::Heic,
        "CAMERA RAW" => Kind::CameraRaw,
        "AVIF" | "JXL" | "JPEG XL" | "JPEG 2000" | "PSD" | "RAW" | "XCF" | "ICO" | "EPS" | "AI" => {
            Kind::Picture
        }
        "12-BIT JPEG" | "LOSSLESS JPEG" | "HIERARCHICAL JPEG" | "ARITHMETIC JPEG" => Kind::RareJpeg,
        "MP4" | "MOV" | "MKV" | "WEBM" | "AVI" | "MPEG-TS" => Kind::Pictureless,
        "DOC" | "DOCX" | "ODT" | "RTF" | "PAGES" | "WORD" => Kind::Written,
        "PPT" | "PPTX" | "ODP" | "KEY" | "POWERPOINT" => Kind::Presentation,
        "XLS" | "XLSX" | "ODS" | "NUMBERS" | "EXCEL" | "CSV" => Kind::Table,
        "DOC, PPT OR XLS" => Kind::OldOffice,
        "OFFICE" | "OPENDOCUMENT" | "IWORK" | "INDD" | "INDESIGN" | "PUB" | "XPS" | "POSTSCRIPT" | "PS"
        | "DJVU" | "MOBI" | "AZW3" | "OLE" => Kind::Document,
        "ZIP" | "RAR" | "7Z" | "TAR" | "GZIP" | "GZ" | "BZIP2" | "XZ" | "ZSTD" | "ARCHIVE" => Kind::Archive,
        "MP3" | "WAV" | "FLAC" | "OGG" | "AAC" | "M4A" | "WMA" | "MKA" | "AIFF" | "AMR" | "OPUS" | "MIDI"
        | "AU" | "CAF" | "WAVPACK" | "APE" | "AC-3" | "AUDIO" => Kind::Sound,
        "OGV" | "WMV" | "ASF" | "FLV" | "MPEG-PS" | "MPEG" | "RM" | "REALMEDIA" => Kind::Film,
        "HTML" | "URL" | "WEBLOC" => Kind::WebPage,
        "DATABASE" => Kind::Database,
        "EXE" | "ELF" | "MACH-O" | "MSI" | "DMG" | "PROGRAM" => Kind::Program,
        "FONT" | "TTF" | "OTF" | "WOFF" | "WOFF2" => Kind::Font,
        "PIPE OR DEVICE" => Kind::PipeOrDevice,
        _ => Kind::Other,
    }
}
