//! Says in one plain sentence what is wrong with a file, and in another what to do about it, in every language that
//! exhibitors are spoken to.
//!
//! A language is one file of this room and one variant of [`Language`]; the compiler finds every place that lacks it.

mod de;
mod en;
mod fr;
mod matter;
mod nl;

use std::str::FromStr;

use crate::intake::naming::plain;
use crate::intake::settings::Mistake;
use crate::messages::{Advice, Advices, Problem, ProblemCode};
use matter::Matter;

/// A language that exhibitors are spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Dutch.
    Nl,
    /// German.
    De,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::En, Self::Fr, Self::Nl, Self::De];

    /// BCP 47 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Nl => "nl",
            Self::De => "de",
        }
    }
}

/// The language of a code or of a system's locale: `fr`, `fr-BE`, `fr_BE.UTF-8`.
impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let code = text.split(['-', '_', '.', '@']).next().unwrap_or_default();
        let mut all = Self::ALL.into_iter();
        all.find(|language| language.code().eq_ignore_ascii_case(code))
            .ok_or(UnknownLanguage)
    }
}

/// Nobody has written the sentences in this language yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is none of en, fr, nl, de")]
pub struct UnknownLanguage;

impl Advices {
    /// In this language.
    #[must_use]
    pub fn of(&self, language: Language) -> &Advice {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
            Language::Nl => &self.nl,
            Language::De => &self.de,
        }
    }
}

/// The problem of `file` (relative to the assets folder, with `/`). `what` is the field's word for what the
/// file is (`HEIC`, `EPUB`, …), or empty.
#[must_use]
pub fn problem(code: ProblemCode, what: &str, file: &str, line: Option<u32>) -> Problem {
    Problem {
        code,
        file: file.to_owned(),
        line,
        words: in_all(Matter::of(code, what)),
    }
}

/// The problem of a settings file.
#[must_use]
pub(crate) fn mistaken(code: ProblemCode, file: &str, line: u32, mistake: &Mistake) -> Problem {
    Problem {
        code,
        file: file.to_owned(),
        line: Some(line),
        words: in_all(Matter::Mistake(mistake)),
    }
}

fn in_all(matter: Matter<'_>) -> Advices {
    Advices {
        en: say(Language::En, matter),
        fr: say(Language::Fr, matter),
        nl: say(Language::Nl, matter),
        de: say(Language::De, matter),
    }
}

fn say(language: Language, matter: Matter<'_>) -> Advice {
    let (sentence, remedy) = match language {
        Language::En => (en::sentence(matter), en::remedy(matter)),
        Language::Fr => (fr::sentence(matter), fr::remedy(matter)),
        Language::Nl => (nl::sentence(matter), nl::remedy(matter)),
        Language::De => (de::sentence(matter), de::remedy(matter)),
    };
    // A settings file may quote anything.
    Advice {
        sentence: plain(&sentence),
        remedy: plain(&remedy),
    }
}

/// Worst first: what keeps the most from being shown leads.
#[must_use]
pub fn weight(code: ProblemCode) -> u8 {
    match code {
        ProblemCode::FolderMissing => 0,
        ProblemCode::FileUnreadable
        | ProblemCode::FileDamaged
        | ProblemCode::FileEmpty
        | ProblemCode::NoPages => 1,
        ProblemCode::FileQuarantined
        | ProblemCode::PasswordNeeded
        | ProblemCode::FileTooLarge
        | ProblemCode::FilmFlashes
        | ProblemCode::FilmNotPlayable => 2,
        ProblemCode::AnimationTooLong | ProblemCode::FilmStutters => 4,
        ProblemCode::KindNotShown
        | ProblemCode::KindUnknown
        | ProblemCode::SoundAlone
        | ProblemCode::LinkLeavesFolder => 3,
        ProblemCode::SettingsSyntax
        | ProblemCode::SettingsField
        | ProblemCode::CaptionsUnreadable
        | ProblemCode::AddressUnclear
        | ProblemCode::AddressAlone => 4,
        ProblemCode::SettingsUnknownField => 5,
    }
}

#[cfg(test)]
mod tests;
