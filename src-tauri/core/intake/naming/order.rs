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

    /// What to compare in place of a name that is compared many times: keys are in the order of their names.
    #[must_use]
    pub fn key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(3 * name.len() + 8);
        let Ok(()) = self.0.write_sort_key_to(name, &mut key);
        // Lower than anything in the key before it, so that the bytes of the name only tell apart what looks the same.
        key.push(0);
        key.extend_from_slice(name.as_bytes());
        key
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
    fn keys_are_in_the_order_of_their_names() {
        let names = [
            "p10",
            "p9",
            "p2",
            "P2",
            "صورة ١٠",
            "صورة ٢",
            "zoo",
            "Été",
            "eau",
            "Eve",
            "étang",
            "",
            "a/b 2.jpg",
            "a/b.jpg",
            "a/b 10.jpg",
            "e\u{301}tang",
            "a",
            "写真",
        ];
        let order = Order::default();
        for left in names {
            for right in names {
                assert_eq!(
                    order.key(left).cmp(&order.key(right)),
                    order.compare(left, right),
                    "{left:?} {right:?}"
                );
            }
        }
    }

    #[test]
    fn accents_and_case_stay_near() {
        assert_eq!(
            sorted(vec!["zoo", "Été", "eau", "Eve", "étang"]),
            ["eau", "étang", "Été", "Eve", "zoo"]
        );
    }
}
