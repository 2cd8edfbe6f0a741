//! The photos that are measured: made by code, the same on every machine, with as much detail as a camera's.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::machine::cores;
use crate::report::root;

/// Raised whenever the pictures come out differently.
const EDITION: u32 = 2;

/// How large a camera's pictures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Camera {
    /// 6000 × 4000, colour at half resolution across.
    Large,
    /// 4000 × 3000, colour at half resolution both ways, as telephones do.
    Small,
}

impl Camera {
    fn size(self) -> (u16, u16) {
        match self {
            Self::Large => (6000, 4000),
            Self::Small => (4000, 3000),
        }
    }

    fn sampling(self) -> SamplingFactor {
        match self {
            Self::Large => SamplingFactor::R_4_2_2,
            Self::Small => SamplingFactor::R_4_2_0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Large => "24",
            Self::Small => "12",
        }
    }
}

/// Files of `count` different pictures of this size, made unless they are there. They belong to no show.
pub(crate) fn photos(camera: Camera, count: u32) -> Result<Vec<PathBuf>> {
    let folder = root().join(format!("target/bench/photos-{EDITION}"));
    fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let paths: Vec<PathBuf> = (0..count)
        .map(|seed| folder.join(format!("{}-{seed}.jpg", camera.name())))
        .collect();
    let missing: Vec<(u32, &PathBuf)> = (0..).zip(&paths).filter(|(_, path)| !path.exists()).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores())
            .map(|worker| {
                let share = missing.iter().skip(worker).step_by(cores());
                scope.spawn(move || {
                    share
                        .into_iter()
                        .try_for_each(|(seed, path)| write(camera, *seed, path))
                })
            })
            .collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().expect("drawing does not panic"))
    })?;
    Ok(paths)
}

fn write(camera: Camera, seed: u32, path: &Path) -> Result<()> {
    let (width, height) = camera.size();
    let pixels = draw(width, height, seed);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 94);
    encoder.set_sampling_factor(camera.sampling());
    encoder.encode(&pixels, width, height, ColorType::Rgb)?;
    // A run that is ended half way must not leave half a picture under a good name.
    let unfinished = path.with_extension("part");
    fs::write(&unfinished, bytes)?;
    fs::rename(&unfinished, path).with_context(|| format!("{} cannot be written", path.display()))
}

/// Hills of light over four octaves, discs with sharp rims, thin rods, and the grain of a sensor.
fn draw(width: u16, height: u16, seed: u32) -> Vec<u8> {
    let (width, height) = (u32::from(width), u32::from(height));
    let mut pixels = Vec::with_capacity((width * height * 3) as usize);
    for y in 0..height {
        for x in 0..width {
            let mut light = 0.0;
            for (octave, (cell, weight)) in [(700.0, 0.45), (150.0, 0.25), (36.0, 0.18), (9.0, 0.12)]
                .into_iter()
                .enumerate()
            {
                light += weight * hills(x as f32 / cell, y as f32 / cell, seed * 16 + octave as u32);
            }
            let warm = hills(x as f32 / 900.0, y as f32 / 900.0, seed * 16 + 9) - 0.5;
            let shape = disc(x, y, seed) + rod(x, y, seed);
            let grain = (hash(x, y, seed ^ 0x9e37) & 0xff) as f32 / 255.0 - 0.5;
            let value = 20.0 + 190.0 * light + shape + 9.0 * grain;
            for tint in [60.0 * warm, 6.0, -60.0 * warm] {
                pixels.push((value + tint).clamp(0.0, 255.0) as u8);
            }
        }
    }
    pixels
}

/// A disc in each cell of a coarse grid, lighter or darker than what is behind it.
fn disc(x: u32, y: u32, seed: u32) -> f32 {
    const CELL: u32 = 420;
    let fate = hash(x / CELL, y / CELL, seed ^ 0x51ed);
    let radius = 20 + fate % 160;
    let (dx, dy) = ((x % CELL).abs_diff(CELL / 2), (y % CELL).abs_diff(CELL / 2));
    if dx * dx + dy * dy < radius * radius {
        f32::from(fate.to_le_bytes()[1]) * 0.4 - 50.0
    } else {
        0.0
    }
}

/// Slanting rods, a few pixels wide: railings, branches, letters.
fn rod(x: u32, y: u32, seed: u32) -> f32 {
    let along = (x + y / 3 + seed * 37) % 97;
    let there = hash((x + y / 3) / 97, y / 260, seed ^ 0xabcd).is_multiple_of(3);
    if along < 4 && there { -70.0 } else { 0.0 }
}

/// Smooth noise between 0 and 1 with one hill for each unit.
fn hills(x: f32, y: f32, seed: u32) -> f32 {
    let (left, top) = (x as u32, y as u32);
    let corner = |dx, dy| (hash(left + dx, top + dy, seed) & 0xffff) as f32 / 65535.0;
    let ease = |part: f32| part * part * (3.0 - 2.0 * part);
    let (across, down) = (ease(x.fract()), ease(y.fract()));
    let mix = |a: f32, b: f32, share: f32| a + (b - a) * share;
    mix(
        mix(corner(0, 0), corner(1, 0), across),
        mix(corner(0, 1), corner(1, 1), across),
        down,
    )
}

fn hash(x: u32, y: u32, seed: u32) -> u32 {
    let mut h = x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca6b) ^ seed.wrapping_mul(0xc2b2_ae35);
    h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
    h = (h ^ (h >> 12)).wrapping_mul(0x297a_2d39);
    h ^ (h >> 15)
}

/// The same picture under another name of its bytes: a comment that nobody shows is added to a JPEG.
pub(crate) fn renamed(jpeg: &[u8], number: u32) -> Vec<u8> {
    let comment = [&[0xff, 0xfe, 0, 6][..], &number.to_be_bytes()].concat();
    [&jpeg[..2], &comment, &jpeg[2..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_differ_by_seed_and_only_by_seed() {
        assert_eq!(draw(64, 48, 1), draw(64, 48, 1));
        assert_ne!(draw(64, 48, 1), draw(64, 48, 2));
    }

    #[test]
    fn a_renamed_picture_is_the_same_picture() {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, 90)
            .encode(&draw(32, 32, 1), 32, 32, ColorType::Rgb)
            .unwrap();
        let other = renamed(&bytes, 7);
        assert_ne!(bytes, other);
        let open = |bytes: &[u8]| image::load_from_memory(bytes).unwrap();
        assert_eq!(open(&bytes), open(&other));
    }
}
