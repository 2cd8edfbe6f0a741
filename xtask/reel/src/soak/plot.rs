//! The picture of a soak: memory over hours, and open files as a thin line.

use std::fmt::Write;

/// Size of the picture.
const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 420.0;
/// The field in it: left, top, right, bottom.
const FIELD: [f64; 4] = [80.0, 64.0, 890.0, 350.0];

/// A line of the plot: seconds and values.
pub(crate) type Series = Vec<(f64, f64)>;

/// What is drawn.
pub(crate) struct Plot {
    /// Megabytes of the whole app.
    pub(crate) tree: Series,
    /// Megabytes of the web process.
    pub(crate) web: Series,
    /// Open file descriptors of the whole app.
    pub(crate) files: Series,
    /// End of the warm-up, in seconds.
    pub(crate) warm: f64,
}

impl Plot {
    /// The whole picture.
    pub(crate) fn svg(&self) -> String {
        let [left, top, right, bottom] = FIELD;
        let seconds = self.tree.last().map_or(1.0, |(at, _)| at.max(1.0));
        let memory = Axis::over(self.tree.iter().chain(&self.web).map(|(_, value)| *value));
        let files = Axis::over(self.files.iter().map(|(_, value)| *value));
        let (unit, name) = if seconds < 2.0 * 3600.0 {
            (60.0, "minutes")
        } else {
            (3600.0, "hours")
        };
        let time = Axis::over(std::iter::once(seconds / unit));
        let across = |at: f64| left + (right - left) * at / unit / time.top;
        let down = |value: f64, axis: &Axis| bottom - (bottom - top) * value / axis.top;

        let mut svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Commissioner, sans-serif" font-size="14" fill="#1d2233">
  <title>Memory and open files of the running show</title>
  <rect width="{WIDTH}" height="{HEIGHT}" fill="#f4efe6"/>
  <text x="{left}" y="32" font-size="17" font-weight="600">Memory and open files of the running show</text>
"##
        );
        let mut add = |words: String| {
            svg.push_str("  ");
            svg.push_str(&words);
            svg.push('\n');
        };
        for value in memory.marks() {
            let y = down(value, &memory);
            add(format!(
                r##"<path d="M{left} {y:.1}H{right}" stroke="#1d2233" stroke-opacity=".14"/>"##
            ));
            add(format!(
                r#"<text x="{}" y="{:.1}" text-anchor="end">{value}</text>"#,
                left - 8.0,
                y + 5.0
            ));
        }
        for value in files.marks() {
            let y = down(value, &files) + 5.0;
            add(format!(
                r##"<text x="{}" y="{y:.1}" fill="#6b6f7d">{value}</text>"##,
                right + 8.0
            ));
        }
        for value in time.marks() {
            let x = across(value * unit);
            add(format!(r##"<path d="M{x:.1} {bottom}v6" stroke="#1d2233"/>"##));
            add(format!(
                r#"<text x="{x:.1}" y="{}" text-anchor="middle">{value}</text>"#,
                bottom + 24.0
            ));
        }
        let warm = across(self.warm);
        add(format!(
            r##"<path d="M{warm:.1} {top}V{bottom}" stroke="#1d2233" stroke-opacity=".4" stroke-dasharray="4 4"/>"##
        ));
        add(format!(
            r##"<text x="{:.1}" y="{}" font-size="12">warm</text>"##,
            warm + 4.0,
            top + 12.0
        ));
        add(format!(
            r##"<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="#1d2233"/>"##
        ));
        for (series, axis, stroke) in [
            (&self.files, &files, r##"stroke="#6b6f7d" stroke-width="1""##),
            (&self.web, &memory, r##"stroke="#2f5d8a" stroke-width="2""##),
            (&self.tree, &memory, r##"stroke="#a33a2a" stroke-width="2.5""##),
        ] {
            let points = series.iter().map(|&(at, value)| (across(at), down(value, axis)));
            add(format!(
                r#"<path d="{}" fill="none" stroke-linejoin="round" {stroke}/>"#,
                path(points)
            ));
        }
        let middle = f64::midpoint(left, right);
        add(format!(
            r#"<text x="{middle}" y="{}" text-anchor="middle">{name}</text>"#,
            bottom + 46.0
        ));
        add(format!(
            r#"<text x="{left}" y="{}" text-anchor="end" font-size="13">MB (PSS)</text>"#,
            top - 12.0
        ));
        add(format!(
            r##"<text x="{}" y="{}" font-size="13" fill="#6b6f7d" text-anchor="end">open files</text>"##,
            right + 40.0,
            top - 12.0
        ));
        for (x, colour, words) in [
            (520.0, "#a33a2a", "all processes"),
            (660.0, "#2f5d8a", "web process"),
        ] {
            add(format!(
                r#"<path d="M{x} 27h26" stroke="{colour}" stroke-width="3"/><text x="{}" y="32">{words}</text>"#,
                x + 34.0
            ));
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut words = String::new();
    for (x, y) in points {
        let sign = if words.is_empty() { 'M' } else { 'L' };
        // A string takes whatever is written to it.
        let _ = write!(words, "{sign}{x:.1} {y:.1}");
    }
    words
}

/// From nothing up to a round number.
struct Axis {
    top: f64,
    step: f64,
}

impl Axis {
    fn over(values: impl Iterator<Item = f64>) -> Self {
        let highest = values.fold(0.0, f64::max).max(1e-6);
        let rough = highest / 5.0;
        let tens = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .map(|times| times * tens)
            .into_iter()
            .find(|step| *step >= rough);
        let step = step.unwrap_or(10.0 * tens);
        Self {
            top: (highest / step).ceil() * step,
            step,
        }
    }

    fn marks(&self) -> impl Iterator<Item = f64> {
        let step = self.step;
        // Rounded to thousandths, so that no mark reads 0.6000000001.
        std::iter::successors(Some(0.0), move |last| Some(last + step))
            .map(|value: f64| (value * 1000.0).round() / 1000.0)
            .take_while({
                let top = self.top;
                move |value| *value <= top * 1.0001
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_on_round_numbers_above_everything() {
        let axis = Axis::over([3.0, 412.0].into_iter());
        assert!((axis.top - 500.0).abs() < 1e-9);
        assert_eq!(
            axis.marks().collect::<Vec<_>>(),
            [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]
        );
        let axis = Axis::over([0.9].into_iter());
        assert_eq!(axis.marks().collect::<Vec<_>>(), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
    }

    #[test]
    fn every_value_lies_in_the_field() {
        let series: Series = (0..100)
            .map(|at| (f64::from(at) * 100.0, f64::from(at % 7) * 60.0))
            .collect();
        let plot = Plot {
            tree: series.clone(),
            web: series.clone(),
            files: series,
            warm: 900.0,
        };
        let svg = plot.svg();
        assert!(svg.contains("hours") && svg.contains("MB (PSS)"));
        let lines = svg.lines().filter(|line| line.contains("stroke-linejoin"));
        let mut seen = 0;
        for line in lines {
            let points = line.split('"').nth(1).unwrap();
            for point in points.split(['M', 'L']).filter(|point| !point.is_empty()) {
                let (x, y) = point.split_once(' ').unwrap();
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                assert!(
                    (FIELD[0]..=FIELD[2]).contains(&x) && (FIELD[1]..=FIELD[3]).contains(&y),
                    "{x} {y}"
                );
                seen += 1;
            }
        }
        assert_eq!(seen, 300);
    }
}
