//! Films about many: 281 dots arriving in six regions, and remittances as a river.

use std::f32::consts::TAU;

use super::canvas::{Canvas, chance, ease, tint};
use super::{HEIGHT, WIDTH, wave};

/// One dot is a million people living abroad in 2020, dropping into the six UN regions.
pub fn columns(canvas: &mut Canvas, t: f32) {
    canvas.ground(0x16203a);
    // The loop opens on the full picture: all dots at rest.
    let t = (t + 0.69).fract();
    let regions = [
        (87, 0xe5472d),
        (86, 0xf2b233),
        (59, 0xf3eadb),
        (25, 0x2d9a97),
        (15, 0xf08a76),
        (9, 0xf7d489),
    ];
    let mut number = 0;
    for (column, (count, hex)) in regions.iter().enumerate() {
        let centre = 130.0 + column as f32 * 204.0;
        for i in 0..*count {
            let delay = chance(number as f32) * 0.34;
            let rest = (
                centre + ((i % 6) as f32 - 2.5) * 30.0,
                HEIGHT as f32 - 56.0 - (i / 6) as f32 * 38.0,
            );
            let start = (
                WIDTH as f32 * chance(number as f32 + 500.0),
                -40.0 - 200.0 * chance(number as f32 + 900.0),
            );
            let (x, y) = if t < 0.78 {
                let fall = ease((t + 0.08 - delay) / 0.34);
                let drift = (fall * std::f32::consts::PI).sin() * 60.0 * (chance(number as f32 + 70.0) - 0.5);
                (
                    start.0 + (rest.0 - start.0) * fall + drift,
                    start.1 + (rest.1 - start.1) * fall * fall,
                )
            } else {
                let leave = ((t - 0.78 - delay * 0.2) / 0.15).clamp(0.0, 1.0);
                (rest.0, rest.1 + leave * leave * (HEIGHT as f32 + 80.0))
            };
            canvas.disc(x, y, 12.0, tint(*hex, 1.0));
            number += 1;
        }
        canvas.bar(centre - 84.0, HEIGHT as f32 - 30.0, 168.0, 5.0, tint(*hex, 0.9));
    }
}

/// Streams that swell, join and thin out; light beads travel along them.
pub fn river(canvas: &mut Canvas, t: f32) {
    canvas.ground(0x0b3c49);
    let inks = [0xf0a202, 0xd95d39, 0xe8f1ee, 0xf0a202, 0x2f7f86];
    let swell = 0.65 + 0.35 * wave(t, 1.0, -1.57);
    let height = |lane: f32, x: f32| {
        let u = x / WIDTH as f32;
        let spread = 7.0 + 9.0 * swell * (u * std::f32::consts::PI).sin() + 5.0 * u;
        360.0
            + (lane - 14.0) * spread
            + 46.0 * (u * TAU * 1.1 + t * TAU + lane * 0.05).sin()
            + 24.0 * (u * TAU * 2.3 - t * TAU + lane * 0.11).sin()
    };
    for lane in 0..29 {
        let points: Vec<(f32, f32)> = (0..=64)
            .map(|i| i as f32 * WIDTH as f32 / 64.0)
            .map(|x| (x, height(lane as f32, x)))
            .collect();
        let width = 2.0 + 7.0 * chance(lane as f32 + 3.0) * (0.5 + 0.5 * swell);
        canvas.line(&points, width, tint(inks[lane % 5], 0.92));
        for bead in 0..3 {
            let speed = 1.0 + (chance(lane as f32 * 7.0) * 2.0).floor();
            let x = ((chance(lane as f32 * 3.0 + bead as f32) + t * speed).fract()) * (WIDTH as f32 + 60.0)
                - 30.0;
            canvas.disc(
                x,
                height(lane as f32, x),
                3.0 + width * 0.55,
                tint(0xffffff, 0.85),
            );
        }
    }
}
