//! Does the same to many things on a few threads at once.

use std::sync::{Mutex, PoisonError};
use std::thread::{available_parallelism, scope};

/// More threads than this only get into each other's way.
const MOST: usize = 4;

/// What `work` makes of each, in their order. The calling thread does its share.
pub(crate) fn side_by_side<T: Send, R: Send>(things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let count = available_parallelism().map_or(1, |cores| cores.get().min(MOST));
    if count < 2 || things.len() < 2 {
        return things.into_iter().map(work).collect();
    }
    let helpers = count.min(things.len()) - 1;
    let results = Mutex::new(things.iter().map(|_| None).collect::<Vec<Option<R>>>());
    let left = Mutex::new(things.into_iter().enumerate());
    let help = || {
        loop {
            let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, thing)) = next else { return };
            let result = work(thing);
            results.lock().unwrap_or_else(PoisonError::into_inner)[place] = Some(result);
        }
    };
    scope(|scope| {
        for _ in 0..helpers {
            scope.spawn(help);
        }
        help();
    });
    let results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let squares = side_by_side((0..100_u32).collect(), |number| number * number);
        assert_eq!(
            squares,
            (0..100).map(|number| number * number).collect::<Vec<_>>()
        );
        assert!(side_by_side(Vec::new(), |nothing: u8| nothing).is_empty());
    }
}
