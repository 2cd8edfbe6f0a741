//! What an exhibition is, and how a folder of files becomes one. No window, no network, no async runtime.

mod abreast;
mod backstage;
pub mod catalogue;
pub mod clock;
mod flow;
mod index;
pub mod intake;
pub mod messages;
pub mod pipeline;
pub mod rendition;
pub mod search;
#[doc(hidden)]
pub mod trials;
pub mod usage;

pub use pipeline::{Options, Show};
