//! What is seen in one recorded frame: its mark, how light it is, and whether anything has moved since the last one.

use super::marker::{CELLS, Reading, read};
use super::picture::{CELL, HEIGHT, LEFT, TALL, TOP, WIDTH};

/// Recordings are looked at in a copy that is this many times smaller each way.
pub(crate) const SMALLER: usize = 4;
/// Pixels of that copy across.
pub(crate) const ACROSS: usize = WIDTH / SMALLER;
/// Pixels of that copy down.
pub(crate) const DOWN: usize = HEIGHT / SMALLER;
/// The part of the screen on which the page never writes words, in rows of the recording.
pub(crate) const FROM: usize = 112;
/// The row after the last of that part.
pub(crate) const TO: usize = 488;

/// Darker than this, of 255, is black. The page's own night is.
const BLACK: u8 = 38;
/// A frame of which more than this share is black is a black frame.
const BLACK_SHARE: f64 = 0.98;
/// A frame in which nothing differs by more than this is one flat colour.
const FLAT: u8 = 8;
/// Less than this on average, of 255, is the noise of recording.
const MOVED: f64 = 0.25;

/// One recorded frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// Seconds since the recording began.
    pub(crate) at: f64,
    pub(crate) reading: Reading,
    /// Mean lightness, 0 to 255.
    pub(crate) light: f64,
    /// Share of black pixels.
    pub(crate) dark: f64,
    /// From the darkest to the lightest pixel.
    pub(crate) spread: u8,
    /// Mean difference to the frame before.
    pub(crate) moved: f64,
}

impl Look {
    /// Nothing to be seen but darkness.
    pub(crate) fn is_black(&self) -> bool {
        self.dark >= BLACK_SHARE
    }

    /// Nothing to be seen, whatever its colour.
    pub(crate) fn is_flat(&self) -> bool {
        self.spread <= FLAT
    }

    /// Something is different from the frame before.
    pub(crate) fn moves(&self) -> bool {
        self.moved >= MOVED
    }
}

/// Looks as a table, for whoever wants to see for himself.
pub(crate) fn table(looks: &[Look]) -> String {
    let mut table = String::from("seconds,item,frame,weaker_item,weaker_frame,light,dark,spread,moved\n");
    for look in looks {
        let mut marks = look
            .reading
            .marks()
            .map(|mark| format!("{},{}", mark.item, mark.frame));
        let mut next = || marks.next().unwrap_or_else(|| ",".to_owned());
        let (strong, weak) = (next(), next());
        table.push_str(&format!(
            "{:.3},{strong},{weak},{:.1},{:.3},{},{:.2}\n",
            look.at, look.light, look.dark, look.spread, look.moved
        ));
    }
    table
}

/// Looks at one frame after the other.
#[derive(Default)]
pub(crate) struct Eye {
    last: Vec<u8>,
}

impl Eye {
    /// Looks at a grey copy of `ACROSS` × `DOWN` pixels.
    pub(crate) fn look(&mut self, at: f64, picture: &[u8]) -> Look {
        let middle = &picture[FROM / SMALLER * ACROSS..TO / SMALLER * ACROSS];
        let count = middle.len() as f64;
        let (mut sum, mut dark, mut least, mut most) = (0_u64, 0_u32, u8::MAX, 0_u8);
        for &light in middle {
            sum += u64::from(light);
            dark += u32::from(light < BLACK);
            least = least.min(light);
            most = most.max(light);
        }
        let differs: u64 = middle
            .iter()
            .zip(&self.last)
            .map(|(new, old)| u64::from(new.abs_diff(*old)))
            .sum();
        self.last.clear();
        self.last.extend_from_slice(middle);
        Look {
            at,
            reading: read(&cells(picture)),
            light: sum as f64 / count,
            dark: f64::from(dark) / count,
            spread: most - least.min(most),
            moved: differs as f64 / count,
        }
    }
}

/// Mean lightness in the middle of every cell, away from its edges.
fn cells(picture: &[u8]) -> [f64; CELLS] {
    const RIM: usize = 2;
    let rows = TOP / SMALLER + RIM..(TOP + TALL) / SMALLER - RIM;
    std::array::from_fn(|cell| {
        let left = (LEFT + cell * CELL) / SMALLER;
        let (mut sum, mut count) = (0_u32, 0_u32);
        for row in rows.clone() {
            for light in &picture[row * ACROSS + left + RIM..row * ACROSS + left + CELL / SMALLER - RIM] {
                sum += u32::from(*light);
                count += 1;
            }
        }
        f64::from(sum) / f64::from(count)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn night_is_black_and_paper_is_flat() {
        let mut eye = Eye::default();
        let night = eye.look(0.0, &[14; ACROSS * DOWN]);
        assert!(night.is_black() && night.is_flat());
        assert_eq!(night.reading, Reading::Nothing);
        let paper = eye.look(0.0, &[241; ACROSS * DOWN]);
        assert!(!paper.is_black() && paper.is_flat() && paper.moves());
        assert!(!eye.look(0.0, &[241; ACROSS * DOWN]).moves());
    }

    #[test]
    fn a_table_has_a_line_for_every_look() {
        let mut eye = Eye::default();
        let looks = [14, 240].map(|light| eye.look(0.5, &[light; ACROSS * DOWN]));
        let table = table(&looks);
        let last = table.lines().last().unwrap();
        assert_eq!(table.lines().count(), 3);
        assert_eq!(last, "0.500,,,,,240.0,0.000,0,226.00");
        assert_eq!(
            last.split(',').count(),
            table.lines().next().unwrap().split(',').count()
        );
    }

    #[test]
    fn words_at_head_and_foot_do_not_hide_darkness() {
        let mut picture = vec![14; ACROSS * DOWN];
        picture[..ACROSS * 24].fill(230);
        picture[ACROSS * 130..].fill(230);
        assert!(Eye::default().look(0.0, &picture).is_black());
    }
}
