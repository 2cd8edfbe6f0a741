//! Turns noisy samples into a picture: edge-keeping smoothing, film-like tone curve, fine grain.

use rayon::prelude::*;

use super::Sample;
use super::vector::{Dice, Vec3};

/// À-trous smoothing of the light without surface colour, so textures stay sharp.
pub fn smooth(samples: &[Sample], width: usize, height: usize, passes: u32) -> Vec<Vec3> {
    let plain = samples
        .iter()
        .map(|s| Vec3 {
            x: s.light.x / s.albedo.x.max(0.02),
            y: s.light.y / s.albedo.y.max(0.02),
            z: s.light.z / s.albedo.z.max(0.02),
        })
        .collect();
    let plain = filter(samples, plain, width, height, passes);
    let shine = filter(
        samples,
        samples.iter().map(|s| s.shine).collect(),
        width,
        height,
        passes - 1,
    );
    (0..plain.len())
        .map(|i| plain[i] * samples[i].albedo.max(Vec3::ONE * 0.02) + shine[i])
        .collect()
}

fn filter(samples: &[Sample], mut light: Vec<Vec3>, width: usize, height: usize, passes: u32) -> Vec<Vec3> {
    light = despeckled(&light, width, height);
    let kernel = [0.375f32, 0.25, 0.0625];
    for pass in 0..passes {
        let step = 1i32 << pass;
        let tolerance = 1.5 / (1 << pass) as f32;
        light = (0..width * height)
            .into_par_iter()
            .map(|i| {
                let (x, y) = ((i % width) as i32, (i / width) as i32);
                let here = &samples[i];
                let level = light[i];
                let (mut sum, mut total) = (Vec3::ZERO, 0.0f32);
                for dy in -2..=2i32 {
                    for dx in -2..=2i32 {
                        let (px, py) = (x + dx * step, y + dy * step);
                        if px < 0 || py < 0 || px >= width as i32 || py >= height as i32 {
                            continue;
                        }
                        let j = py as usize * width + px as usize;
                        let other = &samples[j];
                        let tone = (light[j] - level).length() / (0.2 + level.length() * 0.8);
                        let tilt = here.normal - other.normal;
                        let slant = tilt.dot(tilt) * 0.4;
                        let gap = (here.depth - other.depth).abs() / (here.depth * 0.02 + 0.004);
                        let paint = (here.albedo - other.albedo).length();
                        let closeness = (-(tone / tolerance).powi(2).min(30.0)
                            - slant * 16.0
                            - gap * 0.5 / step as f32
                            - paint * 14.0)
                            .exp();
                        let w = kernel[dx.unsigned_abs() as usize]
                            * kernel[dy.unsigned_abs() as usize]
                            * closeness;
                        sum += light[j] * w;
                        total += w;
                    }
                }
                sum / total.max(1e-6)
            })
            .collect();
    }
    light
}

/// Tone curve, slight vignette and grain; returns RGB bytes.
pub fn develop(light: &[Vec3], width: usize, height: usize, exposure: f32, seed: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(light.len() * 3);
    let mut dice = Dice::new(seed ^ 0x00f1_1e5e);
    for (i, l) in light.iter().enumerate() {
        let x = (i % width) as f32 / width as f32 - 0.5;
        let y = (i / width) as f32 / height as f32 - 0.5;
        let fall = 1.0 - 0.42 * (x * x + y * y);
        let grain = (dice.roll() + dice.roll() - 1.0) * 0.012;
        for channel in [l.x, l.y, l.z] {
            let c = channel * exposure * fall;
            // Narkowicz's fit of the ACES curve: gentle shoulder, firm blacks.
            let c = (c * (2.51 * c + 0.03)) / (c * (2.43 * c + 0.59) + 0.14);
            let c = c.clamp(0.0, 1.0).powf(1.0 / 2.2) + grain;
            bytes.push((c.clamp(0.0, 1.0) * 255.0 + 0.5) as u8);
        }
    }
    bytes
}

/// Pulls every pixel into the range of its eight neighbours, which removes lone specks and nothing else.
fn despeckled(light: &[Vec3], width: usize, height: usize) -> Vec<Vec3> {
    (0..light.len())
        .into_par_iter()
        .map(|i| {
            let (x, y) = (i % width, i / width);
            if x == 0 || y == 0 || x + 1 == width || y + 1 == height {
                return light[i];
            }
            let (mut low, mut high) = (Vec3::ONE * f32::MAX, Vec3::ZERO);
            for row in [i - width, i, i + width] {
                for j in [row - 1, row, row + 1] {
                    if j != i {
                        low = low.min(light[j]);
                        high = high.max(light[j]);
                    }
                }
            }
            light[i].max(low).min(high)
        })
        .collect()
}
