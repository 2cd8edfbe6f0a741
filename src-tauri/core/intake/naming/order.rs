//! The order people expect: 2 before 10, é beside e, any script.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};

/// Compares names. Dear to make, cheap to use: make one for a whole catalogue.
pub struct Order(CollatorBorrowed<'static>);

impl Default for Order {
    fn default() -> Self {
        let mut preferences = CollatorPreferences::default();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(
            CollatorBorrowed::try_new(preferences, CollatorOptions::default())
                .expect("the order common to all languages is compiled in"),
        )
    }
}

impl Order {
    /// Which name comes first; names that look the same are told apart by their bytes, so no two runs differ.
    #[must_use]
    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.0.compare(left, right).then_with(|| left.cmp(right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        let order = Order::default();
        names.sort_by(|a, b| order.compare(a, b));
        names
    }

    #[test]
    fn numbers_count_as_numbers_in_any_script() {
        assert_eq!(sorted(vec!["p10", "p9", "p2", "p1"]), ["p1", "p2", "p9", "p10"]);
        assert_eq!(sorted(vec!["صورة ١٠", "صورة ٢"]), ["صورة ٢", "صورة ١٠"]);
    }

    #[test]
    fn accents_and_case_stay_near() {
        assert_eq!(
            sorted(vec!["zoo", "Été", "eau", "Eve", "étang"]),
            ["eau", "étang", "Été", "Eve", "zoo"]
        );
    }
}
