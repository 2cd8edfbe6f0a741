//! Lets `?` end a walk through a file as soon as it is clear what the file is.

use std::io;

use crate::intake::whole::{Lack, Wholeness};

/// Why a walk ends before its time.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The file cannot be read.
    Io(io::Error),
    /// There is nothing more to find out.
    Found(Wholeness),
}

/// What a step of a walk yields.
pub(crate) type Look<T> = Result<T, Stop>;

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Lack> for Stop {
    fn from(lack: Lack) -> Self {
        Self::Found(lack.into())
    }
}
