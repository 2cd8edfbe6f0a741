//! What every test of the whole program needs: a folder to fill, and the program itself serving it.

// Each test program uses a part of this. Whatever goes wrong here is for the test to fail on.
#![allow(dead_code, unused_imports, clippy::unwrap_used)]

pub(crate) mod book;
pub(crate) mod folder;
pub(crate) mod house;
pub(crate) mod phone;
pub(crate) mod server;

pub(crate) use folder::Folder;
pub(crate) use house::House;
pub(crate) use server::{Answer, Events, Server};
