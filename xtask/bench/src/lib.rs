//! What every measuring program shares: on what machine figures were taken, and how they are told.

pub mod machine;
pub mod report;
