//! What an exhibition is: facts about files become stands, publications, films and photo series. Pure.

mod apart;
mod beside;
mod build;
pub mod check;
mod films;
mod furniture;
mod links;
mod prose;
mod room;
mod seen;
mod series;
mod shelf;
mod sounds;
mod stand;
#[cfg(test)]
mod trial;

pub use build::{Built, Fate, Material, Piece, build};
pub use furniture::{Furnished, Furniture};
pub use seen::Seen;
pub(crate) use seen::{LOOK, joined};
