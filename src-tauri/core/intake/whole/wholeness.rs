//! The words in which a file's structure is judged.

use std::fmt;

/// What a structure says of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wholeness {
    /// It ends where it says it ends.
    Whole,
    /// More was to come.
    Lacking(Lack),
    /// Its structure leaves it open; the time for which it has not changed decides.
    Unknown,
}

/// What a file lacks, for the log and the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A part that was announced goes beyond the end of the file.
    Bytes {
        /// Bytes between the end of the file and the end of that part.
        missing: u64,
    },
    /// A part without which nothing can be shown has not come.
    Part(&'static str),
    /// Its space is reserved and not filled yet.
    Blank,
    /// What follows is nothing that this format can have.
    Foreign,
}

impl fmt::Display for Lack {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes { missing } => write!(to, "a part ends {missing} bytes after the end of the file"),
            Self::Part(part) => write!(to, "it has no {part}"),
            Self::Blank => to.write_str("its end is still blank"),
            Self::Foreign => to.write_str("it goes on with something that does not belong there"),
        }
    }
}

impl std::error::Error for Lack {}

impl From<Lack> for Wholeness {
    fn from(lack: Lack) -> Self {
        Self::Lacking(lack)
    }
}
