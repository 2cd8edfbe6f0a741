//! The arithmetic of a soak: what it was at the start, after it had warmed up, and at the end.

/// The most that a window lasts, in seconds.
const WINDOW: f64 = 600.0;
/// How long decoders, caches and fonts may take until all that is needed has been needed once, in seconds.
const WARM: f64 = 900.0;

/// Where the windows lie, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Windows {
    /// End of the warm-up.
    pub(crate) warm: f64,
    pub(crate) length: f64,
    pub(crate) end: f64,
}

impl Windows {
    /// For a run of so many seconds; in a short one everything is shorter.
    pub(crate) fn of(seconds: f64) -> Self {
        Self {
            warm: WARM.min(seconds / 4.0),
            length: WINDOW.min(seconds / 4.0),
            end: seconds,
        }
    }
}

/// What one thing measured was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Course {
    /// The first value.
    pub(crate) start: f64,
    /// Median of the window after the warm-up.
    pub(crate) warm: f64,
    /// Median of the last window.
    pub(crate) end: f64,
    pub(crate) peak: f64,
}

impl Course {
    /// Of values by seconds; `None` where a window has none.
    pub(crate) fn of(series: &[(f64, f64)], windows: Windows) -> Option<Self> {
        let within = |from: f64, to: f64| {
            let values = series.iter().filter(|(at, _)| *at >= from && *at <= to);
            median(values.map(|(_, value)| *value).collect())
        };
        Some(Self {
            start: series.first()?.1,
            warm: within(windows.warm, windows.warm + windows.length)?,
            end: within(windows.end - windows.length, windows.end)?,
            peak: series.iter().map(|(_, value)| *value).fold(f64::MIN, f64::max),
        })
    }

    /// How much more it is at the end than after the warm-up, in percent; `None` where there was nothing.
    pub(crate) fn growth(&self) -> Option<f64> {
        (self.warm > 0.0).then(|| (self.end - self.warm) / self.warm * 100.0)
    }
}

/// The middle value, or the mean of the two.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(values[middle]),
        _ => Some(f64::midpoint(values[middle - 1], values[middle])),
    }
}

/// Not more than `most` values: of those that follow each other the largest, so that no peak is lost.
pub(crate) fn thinned(series: &[(f64, f64)], most: usize) -> Vec<(f64, f64)> {
    let share = series.len().div_ceil(most.max(1)).max(1);
    let highest = |few: &[(f64, f64)]| few.iter().copied().max_by(|one, other| one.1.total_cmp(&other.1));
    series.chunks(share).filter_map(highest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A value every ten seconds.
    fn every_ten(seconds: u32, value: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        (0..=seconds / 10)
            .map(|step| f64::from(step) * 10.0)
            .map(|at| (at, value(at)))
            .collect()
    }

    #[test]
    fn growth_counts_from_the_end_of_the_warm_up() {
        let windows = Windows::of(7200.0);
        assert_eq!(
            windows,
            Windows {
                warm: 900.0,
                length: 600.0,
                end: 7200.0
            }
        );
        // Quickly up to 400, then slowly up to 420.
        let series = every_ten(7200, |at| {
            if at < 900.0 {
                200.0 + at / 4.5
            } else if at < 4000.0 {
                400.0
            } else {
                420.0
            }
        });
        let course = Course::of(&series, windows).unwrap();
        assert!((course.start - 200.0).abs() < 1e-9);
        assert!((course.growth().unwrap() - 5.0).abs() < 1e-9);
        assert!((course.peak - 420.0).abs() < 1e-9);
    }

    #[test]
    fn one_moment_of_much_is_a_peak_and_no_growth() {
        let series = every_ten(3600, |at| if (at - 3500.0).abs() < 1.0 { 900.0 } else { 300.0 });
        let course = Course::of(&series, Windows::of(3600.0)).unwrap();
        assert!((course.growth().unwrap()).abs() < 1e-9);
        assert!((course.peak - 900.0).abs() < 1e-9);
        assert!(thinned(&series, 20).iter().any(|(_, value)| *value > 899.0));
        assert!(thinned(&series, 20).len() <= 20);
    }

    #[test]
    fn short_runs_have_short_windows_and_empty_ones_no_course() {
        assert_eq!(
            Windows::of(240.0),
            Windows {
                warm: 60.0,
                length: 60.0,
                end: 240.0
            }
        );
        assert_eq!(Course::of(&[], Windows::of(240.0)), None);
        assert_eq!(Course::of(&[(0.0, 1.0)], Windows::of(240.0)), None);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn from_nothing_there_is_no_percentage() {
        let course = Course {
            start: 0.0,
            warm: 0.0,
            end: 3.0,
            peak: 3.0,
        };
        assert_eq!(course.growth(), None);
    }
}
