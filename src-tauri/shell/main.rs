//! The Vitrine program.

fn main() {}
