//! What a frame looks like: bright, always in movement, with its mark in the middle where the page lays nothing over it.

use super::marker::{CELLS, Mark};

/// Pixels across.
pub(crate) const WIDTH: usize = 1280;
/// Pixels down.
pub(crate) const HEIGHT: usize = 720;
/// The strip: its left edge, its upper edge, pixels of a cell across, pixels down.
pub(crate) const LEFT: usize = 128;
/// The upper edge of the strip.
pub(crate) const TOP: usize = 300;
/// Pixels of a cell across.
pub(crate) const CELL: usize = 32;
/// Pixels of the strip down.
pub(crate) const TALL: usize = 60;

/// Lightness of the cells and of the rim around them, as films count it (16 is black, 235 is white).
const BLACK: u8 = 24;
const WHITE: u8 = 226;
const RIM: u8 = 128;
/// The picture around: its middle, its depth, pixels from one wave to the next, pixels of movement in a frame.
const LIGHT: f64 = 168.0;
const DEPTH: f64 = 42.0;
const WAVE: usize = 192;
const STEP: usize = 6;

/// A frame in planes of 4:2:0, as ffmpeg takes it.
pub(crate) struct Frame {
    /// Lightness, then the two colours at half the size.
    pub(crate) planes: Vec<u8>,
}

impl Frame {
    /// Draws it.
    pub(crate) fn of(mark: Mark) -> Self {
        let mut planes = vec![0; WIDTH * HEIGHT * 3 / 2];
        let (light, colours) = planes.split_at_mut(WIDTH * HEIGHT);
        let wave = waves();
        for (y, row) in light.chunks_exact_mut(WIDTH).enumerate() {
            let shift = (y / 2 + usize::from(mark.frame) * STEP + usize::from(mark.item) * 31) % WAVE;
            row.copy_from_slice(&wave[shift..shift + WIDTH]);
            if (TOP..TOP + TALL).contains(&y) {
                strip(row, mark);
            }
        }
        let (blue, red) = colours.split_at_mut(WIDTH * HEIGHT / 4);
        blue.fill(tint(usize::from(mark.item) * 37));
        red.fill(tint(usize::from(mark.item) * 61 + 40));
        Self { planes }
    }

    /// Red, green and blue of every pixel, for photos.
    pub(crate) fn rgb(&self) -> Vec<u8> {
        let (light, colours) = self.planes.split_at(WIDTH * HEIGHT);
        let (blue, red) = colours.split_at(WIDTH * HEIGHT / 4);
        // BT.601, as JPEG has it; the colours are the same everywhere.
        let (blue, red) = (f64::from(blue[0]) - 128.0, f64::from(red[0]) - 128.0);
        let byte = |value: f64| value.round().clamp(0.0, 255.0) as u8;
        light
            .iter()
            .flat_map(|light| {
                let light = (f64::from(*light) - 16.0) * 255.0 / 219.0;
                [
                    light + 1.402 * red,
                    light - 0.344 * blue - 0.714 * red,
                    light + 1.772 * blue,
                ]
                .map(byte)
            })
            .collect()
    }
}

/// One line, longer than the picture by one wave.
fn waves() -> Vec<u8> {
    let turn = |x: usize| (x % WAVE) as f64 / WAVE as f64 * std::f64::consts::TAU;
    (0..WIDTH + WAVE)
        .map(|x| (LIGHT + DEPTH * turn(x).sin()).round() as u8)
        .collect()
}

/// Pale, so that it is bright whatever the tint.
fn tint(number: usize) -> u8 {
    108 + (number % 41) as u8
}

fn strip(row: &mut [u8], mark: Mark) {
    row[LEFT - CELL / 2..LEFT + CELLS * CELL + CELL / 2].fill(RIM);
    for (cell, white) in mark.cells().into_iter().enumerate() {
        let from = LEFT + cell * CELL;
        row[from..from + CELL].fill(if white { WHITE } else { BLACK });
    }
}

#[cfg(test)]
mod tests {
    use super::super::look::Eye;
    use super::super::marker::Reading;
    use super::*;

    /// Every fourth pixel, which is what a smaller copy has of an even picture.
    fn small(frame: &Frame) -> Vec<u8> {
        let rows = frame.planes[..WIDTH * HEIGHT]
            .chunks_exact(WIDTH)
            .skip(2)
            .step_by(4);
        rows.flat_map(|row| row.iter().skip(2).step_by(4).copied())
            .collect()
    }

    #[test]
    fn a_frame_is_bright_moves_and_can_be_read() {
        let mut eye = Eye::default();
        for frame in [0, 1, 2, 299] {
            let mark = Mark { item: 7, frame };
            let look = eye.look(0.0, &small(&Frame::of(mark)));
            assert_eq!(look.reading, Reading::One(mark));
            assert!(look.light > 120.0 && look.dark < 0.2 && !look.is_black() && !look.is_flat());
            assert!(frame == 0 || look.moves());
        }
        let same = eye.look(0.0, &small(&Frame::of(Mark { item: 7, frame: 299 })));
        assert!(!same.moves());
    }

    #[test]
    fn a_photo_is_as_bright_as_a_film() {
        let rgb = Frame::of(Mark { item: 1, frame: 0 }).rgb();
        let mean = rgb.iter().map(|one| f64::from(*one)).sum::<f64>() / rgb.len() as f64;
        assert!(mean > 130.0, "{mean}");
    }
}
