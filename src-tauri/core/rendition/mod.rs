//! Derived pictures: made once in a child process, kept under the name of the bytes they come from.

pub mod protocol;
pub mod recipe;
pub mod store;
pub mod worker;
pub mod workers;

pub(crate) mod avif;
pub(crate) mod census;
mod confine;
pub(crate) mod desk;
mod encode;
#[cfg(test)]
mod formats_tests;
#[cfg(feature = "heic")]
pub(crate) mod heic;
#[cfg(feature = "jpeg-xl")]
pub(crate) mod jxl;
mod lane;
mod leash;
mod marks;
mod moving;
mod page;
pub(crate) mod photo;
mod poster;
pub(crate) mod primaries;
#[cfg(test)]
mod privacy_tests;
mod quarantine;
mod queue;
mod reduced;
mod reflow;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod svg;
mod text;
pub(crate) mod tray;
