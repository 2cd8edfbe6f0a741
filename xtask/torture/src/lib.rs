//! What the torture and the measure of copies share: chance that can be repeated, files of every kind, and the ways in
//! which people copy them.

pub mod chance;
pub mod files;
pub mod manner;
