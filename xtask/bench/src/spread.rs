//! What many runs of the same thing say: the least, the median and the 95th percentile.

use std::time::Duration;

/// Seconds, in the order in which they were measured.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spread(Vec<f64>);

impl Spread {
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64());
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Seconds; not a number without a run.
    pub(crate) fn min(&self) -> f64 {
        self.0.iter().copied().fold(f64::NAN, f64::min)
    }

    /// Seconds; not a number without a run.
    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// Seconds; the greatest of all while there are fewer than twenty runs.
    pub(crate) fn p95(&self) -> f64 {
        self.at(0.95)
    }

    /// The smallest measured time that at least this share of all times do not exceed.
    fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (share * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.max(1) - 1).copied().unwrap_or(f64::NAN)
    }

    /// Cells of a table: minimum, median, 95th percentile in milliseconds, and the number of runs.
    pub(crate) fn cells(&self) -> [String; 4] {
        let ms = |seconds: f64| {
            let digits = if seconds < 0.0995 { 1 } else { 0 };
            format!("{:.digits$}", seconds * 1e3)
        };
        [
            ms(self.min()),
            ms(self.median()),
            ms(self.p95()),
            self.count().to_string(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_measured_times() {
        let mut spread = Spread::default();
        for time in [3, 1, 2, 4] {
            spread.add(Duration::from_millis(time));
        }
        assert_eq!(spread.cells(), ["1.0", "2.0", "4.0", "4"]);
        assert!(Spread::default().median().is_nan());
    }
}
