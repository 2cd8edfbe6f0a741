//! Films about a city: windows through one night, and a tower of houses turning.

use std::f32::consts::TAU;

use super::canvas::{Canvas, chance, ease, tint};
use super::{WIDTH, wave};

/// A façade from ten in the evening to six in the morning; the loop is one night and its day.
pub fn windows(canvas: &mut Canvas, t: f32) {
    canvas.ground(0x111319);
    let (columns, rows) = (20, 10);
    for i in 0..columns * rows {
        let n = i as f32;
        let (x, y) = (
            34.0 + (i % columns) as f32 * 61.4,
            30.0 + (i / columns) as f32 * 60.0,
        );
        canvas.bar(x, y, 44.0, 40.0, tint(0x23262f, 1.0));
        // Each window is lit for a while, once or twice in the loop, at its own hour.
        let shift = chance(n + 11.0);
        let long = 0.10 + 0.22 * chance(n * 3.0);
        let age = (t - shift).rem_euclid(1.0);
        let light = ease(age / 0.02) * (1.0 - ease((age - long) / 0.02));
        if light > 0.0 {
            let hex = if chance(n * 7.0) < 0.16 {
                0xe63329
            } else if chance(n * 5.0) < 0.3 {
                0xf4f1e8
            } else {
                0xffd400
            };
            canvas.bar(x, y, 44.0, 40.0, tint(hex, light));
            // Somebody passes behind the curtain.
            if chance(n * 13.0) < 0.5 {
                let walk = x + 44.0 * (age / long).clamp(0.0, 1.0);
                canvas.disc(walk, y + 16.0, 6.0, tint(0x111319, light));
                canvas.bar(
                    (walk - 7.0).max(x),
                    y + 22.0,
                    14.0f32.min(x + 44.0 - (walk - 7.0).max(x)),
                    18.0,
                    tint(0x111319, light),
                );
            }
        }
    }
    // The night bus.
    let bus = (t * 2.0).fract() * (WIDTH as f32 + 400.0) - 220.0;
    canvas.bar(0.0, 640.0, WIDTH as f32, 80.0, tint(0x1a1d25, 1.0));
    canvas.bar(bus, 650.0, 190.0, 46.0, tint(0xe63329, 1.0));
    for k in 0..5 {
        canvas.bar(
            bus + 12.0 + k as f32 * 35.0,
            658.0,
            26.0,
            16.0,
            tint(0xffd400, 1.0),
        );
    }
    canvas.disc(bus + 42.0, 696.0, 10.0, tint(0x0a0b0e, 1.0));
    canvas.disc(bus + 150.0, 696.0, 10.0, tint(0x0a0b0e, 1.0));
}

/// Houses carried on houses, turning once in the loop; faces are painted far to near.
pub fn houses(canvas: &mut Canvas, t: f32) {
    canvas.ground(0xf3c300);
    canvas.disc(640.0, 820.0, 520.0, tint(0xe0b000, 1.0));
    let walls = [
        0xb6452c, 0xeef1ec, 0x24323f, 0xd98a4e, 0x7f9a8f, 0xeef1ec, 0xb6452c,
    ];
    let mut ground = 0.0;
    for level in 0..7 {
        let n = level as f32;
        let size = 250.0 - n * 26.0;
        let tall = 88.0 - n * 4.0;
        let spin = t * TAU * if level % 2 == 0 { 1.0 } else { -1.0 } + n * 0.35 + 0.12 * wave(t, 1.0, n);
        let place = |x: f32, y: f32, z: f32| {
            let (s, c) = spin.sin_cos();
            let (rx, rz) = (x * c - z * s, x * s + z * c);
            (640.0 + rx, 640.0 - (ground + y) * 0.92 + rz * 0.34, rz)
        };
        let h = size * 0.5;
        let corners = [(-h, -h), (h, -h), (h, h), (-h, h)];
        let mut faces: Vec<(f32, usize)> = (0..4)
            .map(|i| {
                let (a, b) = (corners[i], corners[(i + 1) % 4]);
                (place((a.0 + b.0) * 0.5, 0.0, (a.1 + b.1) * 0.5).2, i)
            })
            .collect();
        faces.sort_by(|a, b| a.0.total_cmp(&b.0));
        let roof: Vec<(f32, f32)> = corners
            .iter()
            .map(|p| place(p.0 * 1.06, tall, p.1 * 1.06))
            .map(|p| (p.0, p.1))
            .collect();
        for (depth, i) in faces.into_iter().skip(2) {
            let (a, b) = (corners[i], corners[(i + 1) % 4]);
            let at = |u: f32, y: f32| {
                let p = place(a.0 + (b.0 - a.0) * u, y, a.1 + (b.1 - a.1) * u);
                (p.0, p.1)
            };
            canvas.shape(
                &[at(0.0, 0.0), at(1.0, 0.0), at(1.0, tall), at(0.0, tall)],
                tint(walls[level], 1.0),
            );
            let shade = 0.34 * (1.0 - depth / h).clamp(0.0, 1.0);
            canvas.shape(
                &[at(0.0, 0.0), at(1.0, 0.0), at(1.0, tall), at(0.0, tall)],
                tint(0x0c1218, shade),
            );
            let panes = 4 - level / 3;
            for pane in 0..panes {
                let u = (pane as f32 + 0.3) / panes as f32;
                let w = 0.4 / panes as f32;
                let lit = chance(n * 31.0 + (i * 4 + pane) as f32);
                let hex = if lit < 0.5 { 0xffe27a } else { 0x16222c };
                canvas.shape(
                    &[
                        at(u, tall * 0.28),
                        at(u + w, tall * 0.28),
                        at(u + w, tall * 0.76),
                        at(u, tall * 0.76),
                    ],
                    tint(hex, 1.0),
                );
            }
        }
        canvas.shape(&roof, tint([0x24323f, 0xb6452c, 0xeef1ec][level % 3], 1.0));
        ground += tall;
    }
    let flag = 640.0 - ground * 0.92 - 8.0;
    canvas.line(
        &[(640.0, flag + 10.0), (640.0, flag - 58.0)],
        4.0,
        tint(0x24323f, 1.0),
    );
    let ribbon: Vec<(f32, f32)> = (0..=12)
        .map(|i| {
            (
                640.0 + i as f32 * 8.0,
                flag - 46.0 + 7.0 * (i as f32 * 0.6 - t * TAU * 3.0).sin(),
            )
        })
        .collect();
    canvas.line(&ribbon, 22.0, tint(0xb6452c, 1.0));
}
