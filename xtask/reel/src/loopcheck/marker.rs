//! The strip of black and white cells by which every picture says which it is, so that a recording can be read.

/// Cells of the strip: two to measure by on each side, and the bits between them.
pub(crate) const CELLS: usize = 32;
/// Bits: item, frame, and a check over both.
const BITS: usize = 28;
const ITEM_BITS: u32 = 6;
const FRAME_BITS: u32 = 10;
const CHECK_BITS: u32 = 12;
/// Items and frames that can be told apart.
pub(crate) const MOST_ITEMS: u16 = 1 << ITEM_BITS;
/// Frames of an item that can be told apart.
pub(crate) const MOST_FRAMES: u16 = 1 << FRAME_BITS;

/// White and black must differ by this much, of 255, for there to be a strip at all.
const CONTRAST: f64 = 28.0;
/// A cell of one picture alone is this near to black or white, as a share of their difference.
const PURE: f64 = 0.07;
/// The same where another picture shines through that cannot be read itself.
const MOSTLY: f64 = 0.30;
/// A cell of two pictures over each other is this near to one of the four levels that they make.
const MIXED: f64 = 0.055;

/// Which picture it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Number of the film or photo.
    pub(crate) item: u16,
    /// Number of the frame in the film; 0 for photos.
    pub(crate) frame: u16,
}

/// What can be read in one recorded picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// One picture.
    One(Mark),
    /// Two that fade into each other; the first one is the stronger.
    Two(Mark, Mark),
    /// None: there is none, or two are equally strong.
    Nothing,
}

impl Reading {
    /// The marks that were read, the stronger first.
    pub(crate) fn marks(self) -> impl Iterator<Item = Mark> {
        let (one, two) = match self {
            Self::One(mark) => (Some(mark), None),
            Self::Two(strong, weak) => (Some(strong), Some(weak)),
            Self::Nothing => (None, None),
        };
        one.into_iter().chain(two)
    }
}

impl Mark {
    /// The cells of the strip, white ones true: black, white, the bits, white, black.
    pub(crate) fn cells(self) -> [bool; CELLS] {
        debug_assert!(self.item < MOST_ITEMS && self.frame < MOST_FRAMES, "{self:?}");
        let word = (u32::from(self.item) << FRAME_BITS) | u32::from(self.frame);
        let word = (word << CHECK_BITS) | check(word);
        std::array::from_fn(|cell| match cell {
            0 | 31 => false,
            1 | 30 => true,
            bit => word >> (BITS + 1 - bit) & 1 == 1,
        })
    }

    fn of(bits: &[bool; BITS]) -> Option<Self> {
        let word = bits.iter().fold(0_u32, |word, bit| word << 1 | u32::from(*bit));
        let (data, told) = (word >> CHECK_BITS, word & ((1 << CHECK_BITS) - 1));
        (check(data) == told).then(|| Self {
            item: u16::try_from(data >> FRAME_BITS).expect("six bits are left"),
            frame: u16::try_from(data & ((1 << FRAME_BITS) - 1)).expect("ten bits are left"),
        })
    }
}

/// CRC-12, begun with ones so that black alone is no mark.
fn check(word: u32) -> u32 {
    let mut rest = 0xfff;
    for bit in (0..ITEM_BITS + FRAME_BITS).rev() {
        let out = (rest >> (CHECK_BITS - 1) ^ word >> bit) & 1;
        rest = (rest << 1 & 0xfff) ^ (out * 0x80f);
    }
    rest
}

/// Reads the strip from the lightness of its cells, 0 to 255.
pub(crate) fn read(lightness: &[f64; CELLS]) -> Reading {
    let black = f64::midpoint(lightness[0], lightness[31]);
    let white = f64::midpoint(lightness[1], lightness[30]);
    if white - black < CONTRAST {
        return Reading::Nothing;
    }
    let levels: [f64; BITS] = std::array::from_fn(|bit| (lightness[bit + 2] - black) / (white - black));
    let alone = Mark::of(&levels.map(|level| level > 0.5));
    let farthest = levels
        .iter()
        .map(|level| level.abs().min((1.0 - level).abs()))
        .fold(0.0, f64::max);
    match alone {
        Some(mark) if farthest < PURE => Reading::One(mark),
        alone => match two(&levels) {
            Some((strong, weak)) => Reading::Two(strong, weak),
            None => alone
                .filter(|_| farthest < MOSTLY)
                .map_or(Reading::Nothing, Reading::One),
        },
    }
}

/// Two pictures over each other make four levels: black in both, white in the weaker, in the stronger, in both. How
/// strong the weaker one is, is tried out.
fn two(levels: &[f64; BITS]) -> Option<(Mark, Mark)> {
    let mut best: Option<(f64, Mark, Mark)> = None;
    for percent in (2..48).step_by(1) {
        let weak = f64::from(percent) / 100.0;
        let four = [0.0, weak, 1.0 - weak, 1.0];
        let mut error = 0.0;
        let mut near = true;
        let nearest = levels.map(|level| {
            let (which, off) = four
                .iter()
                .map(|one| (level - one).abs())
                .enumerate()
                .min_by(|one, other| one.1.total_cmp(&other.1))
                .expect("there are four");
            near &= off < MIXED;
            error += off * off;
            which
        });
        if !near || best.is_some_and(|(least, ..)| least <= error) {
            continue;
        }
        let marks = (
            Mark::of(&nearest.map(|which| which >= 2)),
            Mark::of(&nearest.map(|which| which % 2 == 1)),
        );
        if let (Some(strong), Some(weak)) = marks
            && strong != weak
        {
            best = Some((error, strong, weak));
        }
    }
    best.map(|(_, strong, weak)| (strong, weak))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lightness(mark: Mark) -> [f64; CELLS] {
        mark.cells().map(|white| if white { 228.0 } else { 18.0 })
    }

    fn faded(over: Mark, under: Mark, share: f64) -> [f64; CELLS] {
        let (over, under) = (lightness(over), lightness(under));
        std::array::from_fn(|cell| share * over[cell] + (1.0 - share) * under[cell])
    }

    #[test]
    fn every_mark_is_read_as_itself() {
        for item in [0, 1, 17, MOST_ITEMS - 1] {
            for frame in 0..MOST_FRAMES {
                let mark = Mark { item, frame };
                assert_eq!(read(&lightness(mark)), Reading::One(mark));
            }
        }
    }

    #[test]
    fn a_veil_and_the_noise_of_encoding_do_no_harm() {
        let mark = Mark { item: 5, frame: 301 };
        let veiled = lightness(mark).map(|cell| cell * 0.4);
        assert_eq!(read(&veiled), Reading::One(mark));
        let mut noise = [3.0, -9.0, 7.0, -2.0, 10.0].into_iter().cycle();
        let noisy = lightness(mark).map(|cell| cell + noise.next().unwrap());
        assert_eq!(read(&noisy), Reading::One(mark));
    }

    #[test]
    fn no_strip_is_no_mark() {
        assert_eq!(read(&[15.0; CELLS]), Reading::Nothing);
        assert_eq!(read(&[240.0; CELLS]), Reading::Nothing);
        let mut slope = 0.0;
        let slope = [0; CELLS].map(|_| {
            slope += 8.0;
            slope
        });
        assert_eq!(read(&slope), Reading::Nothing);
    }

    #[test]
    fn one_wrong_bit_is_noticed() {
        let mark = Mark { item: 9, frame: 77 };
        for bit in 2..30 {
            let mut wrong = lightness(mark);
            wrong[bit] = 246.0 - wrong[bit];
            assert_eq!(read(&wrong), Reading::Nothing, "bit {bit}");
        }
    }

    #[test]
    fn in_a_fade_both_are_read_except_where_they_are_equal() {
        let (new, old) = (Mark { item: 3, frame: 4 }, Mark { item: 8, frame: 149 });
        for percent in 0..=100 {
            let read = read(&faded(new, old, f64::from(percent) / 100.0));
            match percent {
                0..=2 => assert_eq!(read, Reading::One(old), "{percent} %"),
                8..=44 => assert_eq!(read, Reading::Two(old, new), "{percent} %"),
                56..=92 => assert_eq!(read, Reading::Two(new, old), "{percent} %"),
                98..=100 => assert_eq!(read, Reading::One(new), "{percent} %"),
                // Either way, but never something else.
                _ => assert!(
                    read.marks().all(|mark| mark == new || mark == old),
                    "{percent} % {read:?}"
                ),
            }
        }
    }

    #[test]
    fn a_fade_of_a_film_into_itself_is_read() {
        let (new, old) = (Mark { item: 3, frame: 2 }, Mark { item: 3, frame: 149 });
        assert_eq!(read(&faded(new, old, 0.3)), Reading::Two(old, new));
        assert_eq!(read(&faded(new, old, 0.8)), Reading::Two(new, old));
    }
}
