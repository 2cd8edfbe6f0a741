//! How like the original a rendition still is: structural similarity (Wang et al. 2004) to a careful reduction.

use std::path::Path;

use anyhow::{Context, Result, bail};
use image::imageops::{FilterType, resize};
use image::{ImageBuffer, Luma};

/// Light of one picture, 0 to 1: the reduction clips floating-point pixels to that.
type Light = ImageBuffer<Luma<f32>, Vec<f32>>;

/// Side of the square windows and the distance between two of them, in pixels.
const WINDOW: u32 = 8;
const STEP: u32 = 4;
/// Constants of the paper for a range of 1.
const C1: f32 = 1e-4;
const C2: f32 = 9e-4;

/// An original that renditions are held against.
pub(crate) struct Original(Light);

impl Original {
    pub(crate) fn open(path: &Path) -> Result<Self> {
        light(path).map(Self)
    }

    /// 1 for the same picture. Compared in luma against a Lanczos reduction in 32-bit floating point.
    pub(crate) fn likeness(&self, rendition: &Path) -> Result<f64> {
        let made = light(rendition)?;
        let (width, height) = made.dimensions();
        let ratio = |(width, height): (u32, u32)| f64::from(width) / f64::from(height);
        if (ratio(made.dimensions()) / ratio(self.0.dimensions()) - 1.0).abs() > 0.01 {
            bail!("{} has another shape than its original", rendition.display());
        }
        let reference = resize(&self.0, width, height, FilterType::Lanczos3);
        Ok(mean_similarity(&reference, &made))
    }
}

fn light(path: &Path) -> Result<Light> {
    let image = image::open(path)
        .with_context(|| format!("{} cannot be read", path.display()))?
        .into_rgb8();
    let (width, height) = image.dimensions();
    let luma = |pixel: &image::Rgb<u8>| {
        let [red, green, blue] = pixel.0.map(|channel| f32::from(channel) / 255.0);
        0.299 * red + 0.587 * green + 0.114 * blue
    };
    Light::from_raw(width, height, image.pixels().map(luma).collect()).context("one value for each pixel")
}

fn mean_similarity(a: &Light, b: &Light) -> f64 {
    let (mut sum, mut count) = (0.0, 0_u32);
    for top in (0..=a.height().saturating_sub(WINDOW)).step_by(STEP as usize) {
        for left in (0..=a.width().saturating_sub(WINDOW)).step_by(STEP as usize) {
            sum += f64::from(similarity(a, b, left, top));
            count += 1;
        }
    }
    sum / f64::from(count)
}

fn similarity(a: &Light, b: &Light, left: u32, top: u32) -> f32 {
    let (mut sum_a, mut sum_b, mut sum_aa, mut sum_bb, mut sum_ab) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for y in top..(top + WINDOW).min(a.height()) {
        for x in left..(left + WINDOW).min(a.width()) {
            let (a, b) = (a.get_pixel(x, y)[0], b.get_pixel(x, y)[0]);
            sum_a += a;
            sum_b += b;
            sum_aa += a * a;
            sum_bb += b * b;
            sum_ab += a * b;
        }
    }
    let n = (WINDOW * WINDOW) as f32;
    let (mean_a, mean_b) = (sum_a / n, sum_b / n);
    let (var_a, var_b) = (sum_aa / n - mean_a * mean_a, sum_bb / n - mean_b * mean_b);
    let both = sum_ab / n - mean_a * mean_b;
    (2.0 * mean_a * mean_b + C1) * (2.0 * both + C2)
        / ((mean_a * mean_a + mean_b * mean_b + C1) * (var_a + var_b + C2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_one_and_noise_is_less() {
        let plain = Light::from_fn(64, 64, |x, y| Luma([(((x * 7) ^ (y * 5)) % 256) as f32 / 255.0]));
        let noisy = Light::from_fn(64, 64, |x, y| {
            Luma([plain.get_pixel(x, y)[0] + ((x * 31 + y * 17) % 40) as f32 / 255.0])
        });
        assert!((mean_similarity(&plain, &plain) - 1.0).abs() < 1e-4);
        assert!(mean_similarity(&plain, &noisy) < 0.98);
    }
}
