//! The stage over HTTP: the real program serves a folder, and these tests are its browser.

// A test that meets what it did not expect has failed.
#![allow(clippy::unwrap_used)]

mod command_line;
mod entrance;
mod events;
mod films;
mod flashes;
mod lan;
mod leaves;
mod listening;
mod pictures;
mod posters;
mod qr;
mod screens;
mod search;
#[path = "../support/mod.rs"]
mod support;
mod takeaway;
mod usage;
