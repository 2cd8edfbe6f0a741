//! Cuts files everywhere, as copies in progress leave them: shorter, or with blank space in place of the end.

use std::io::Cursor;

use crate::intake::whole::{Wholeness, wholeness};

pub(crate) fn look(bytes: &[u8]) -> Wholeness {
    wholeness(&mut Cursor::new(bytes), bytes.len() as u64).unwrap()
}

/// Which cuts of a file may be whole.
#[derive(Default)]
pub(crate) struct Spared {
    /// Last bytes without which the file is whole, such as white space.
    pub(crate) short: usize,
    /// Last bytes that may be zero instead.
    pub(crate) blank: usize,
}

pub(crate) fn no_cut_is_whole(bytes: &[u8]) {
    no_cut_but(bytes, &Spared::default());
}

/// Checks that a file is whole, and no beginning of it, alone or followed by zeros up to its length.
pub(crate) fn no_cut_but(bytes: &[u8], spared: &Spared) {
    assert_eq!(look(bytes), Wholeness::Whole);
    no_cut(bytes, spared);
}

/// The same for a file that is not known to be whole when it is.
pub(crate) fn no_cut(bytes: &[u8], spared: &Spared) {
    let length = bytes.len();
    for cut in 0..length - spared.short {
        assert_ne!(look(&bytes[..cut]), Wholeness::Whole, "cut at {cut} of {length}");
    }
    let mut blank = bytes.to_vec();
    for cut in (0..length).rev() {
        blank[cut] = 0;
        if cut < length - spared.blank && blank != bytes {
            assert_ne!(look(&blank), Wholeness::Whole, "blank from {cut} of {length}");
        }
    }
}
