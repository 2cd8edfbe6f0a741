//! Derived pictures: made once in a child process, kept under the name of the bytes they come from.

pub mod protocol;
pub mod recipe;
pub mod store;
pub mod worker;
pub mod workers;

pub(crate) mod avif;
pub(crate) mod census;
mod confine;
mod encode;
mod lane;
mod leash;
mod page;
mod photo;
mod poster;
mod quarantine;
mod queue;
mod reduced;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod svg;
mod text;
pub(crate) mod tray;
