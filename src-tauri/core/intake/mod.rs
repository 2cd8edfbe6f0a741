//! From a folder to facts: watch it, find its files, wait until they are whole, read what they are.

pub mod address;
pub mod arrival;
pub mod captions;
pub mod disk;
pub mod identity;
pub mod junk;
pub mod naming;
pub mod office;
pub mod open;
pub mod presence;
pub mod problem;
pub mod read;
pub mod reading;
pub mod scan;
pub mod settings;
pub mod settle;
pub mod starter;
pub mod text;
pub mod watch;
pub mod whole;
pub mod writers;

pub use settings::schemas;
