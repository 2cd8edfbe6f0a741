//! Films about making: kites in a March wind, bread that breathes, a loom at work.

use std::f32::consts::{PI, TAU};

use super::canvas::{Canvas, chance, ease, tint};
use super::{HEIGHT, WIDTH, wave};

pub fn kites(canvas: &mut Canvas, t: f32) {
    canvas.ground(0xf6b7c1);
    let inks = [
        (0x2b5fd9, 0xffd84d),
        (0xee6c4d, 0xfffdf6),
        (0x2a9d8f, 0xffd84d),
        (0x9b5de5, 0xfffdf6),
        (0x14213d, 0xee6c4d),
    ];
    canvas.disc(
        1010.0,
        250.0 + 8.0 * wave(t, 1.0, 0.0),
        150.0,
        tint(0xffd84d, 1.0),
    );
    for hill in 0..3 {
        let base = 600.0 + hill as f32 * 44.0;
        let mut outline: Vec<(f32, f32)> = (0..=40)
            .map(|i| {
                (
                    i as f32 * 32.0,
                    base + 26.0 * (i as f32 * 0.21 + hill as f32 * 2.0).sin(),
                )
            })
            .collect();
        outline.extend([(WIDTH as f32, HEIGHT as f32), (0.0, HEIGHT as f32)]);
        canvas.shape(&outline, tint([0x2a9d8f, 0x1f7d72, 0x14213d][hill], 1.0));
    }
    for i in 0..9 {
        let n = i as f32;
        let size = 34.0 + 46.0 * chance(n + 2.0);
        let x = 110.0 + n * 132.0 + 34.0 * wave(t, 1.0, n * 1.7);
        let y = 130.0 + 250.0 * chance(n * 3.0 + 1.0) + 26.0 * wave(t, 2.0, n * 2.3);
        let lean = 0.35 * wave(t, 1.0, n) + 0.12 * wave(t, 3.0, n * 0.7);
        let turn = |dx: f32, dy: f32| {
            (
                x + dx * lean.cos() - dy * lean.sin(),
                y + dx * lean.sin() + dy * lean.cos(),
            )
        };
        let (a, b) = inks[i % 5];
        let (top, right, bottom, left) = (
            turn(0.0, -size),
            turn(size * 0.72, -size * 0.15),
            turn(0.0, size * 1.25),
            turn(-size * 0.72, -size * 0.15),
        );
        let centre = turn(0.0, -size * 0.15);
        let hand = (560.0 + n * 22.0, 690.0);
        let cord: Vec<(f32, f32)> = (0..=16)
            .map(|k| {
                let u = k as f32 / 16.0;
                let sag = (u * PI).sin() * (40.0 + 12.0 * wave(t, 1.0, n));
                (
                    centre.0 + (hand.0 - centre.0) * u,
                    centre.1 + (hand.1 - centre.1) * u + sag,
                )
            })
            .collect();
        canvas.line(&cord, 1.4, tint(0x14213d, 0.55));
        let tail: Vec<(f32, f32)> = (0..=20)
            .map(|k| {
                let u = k as f32 / 20.0;
                (
                    bottom.0 + u * size * 1.4 + 16.0 * u * (u * 9.0 - t * TAU * 2.0 + n).sin(),
                    bottom.1 + u * size * 1.9,
                )
            })
            .collect();
        canvas.line(&tail, 3.0, tint(a, 1.0));
        for k in [6, 11, 16] {
            canvas.disc(tail[k].0, tail[k].1, size * 0.11, tint(b, 1.0));
        }
        canvas.shape(&[top, right, centre], tint(a, 1.0));
        canvas.shape(&[top, centre, left], tint(b, 1.0));
        canvas.shape(&[bottom, centre, right], tint(b, 1.0));
        canvas.shape(&[bottom, left, centre], tint(a, 1.0));
    }
}

/// Rings of crust grow out of the middle for ever, like dough rising.
pub fn bread(canvas: &mut Canvas, t: f32) {
    canvas.ground(0xd9482b);
    let inks = [
        0xfbf3e2, 0xb5651d, 0xe0a72e, 0x4a2c17, 0xfbf3e2, 0x5f7148, 0xd9482b,
    ];
    let rings = 14;
    for k in (-7..rings + 7).rev() {
        let age = (k as f32 + t * 7.0) / rings as f32;
        if age <= 0.0 {
            continue;
        }
        let radius = 820.0 * age.powf(1.45);
        let breath = 1.0 + 0.03 * wave(t, 2.0, age * 5.6);
        canvas.oval(
            640.0,
            380.0,
            radius * breath,
            radius * 0.74 / breath,
            tint(inks[(k + 7) as usize % 7], 1.0),
        );
    }
    // Flour, settling.
    for i in 0..160 {
        let n = i as f32;
        let fall = (chance(n + 0.5) + t * (1.0 + (chance(n) * 2.0).floor())).fract();
        let x = WIDTH as f32 * chance(n * 2.0) + 22.0 * wave(t, 1.0, n);
        canvas.disc(
            x,
            fall * (HEIGHT as f32 + 20.0) - 10.0,
            1.0 + 2.2 * chance(n * 5.0),
            tint(0xfbf3e2, 0.8),
        );
    }
}

/// Rows appear one by one behind the shuttle while the cloth is wound on.
pub fn loom(canvas: &mut Canvas, t: f32) {
    canvas.ground(0xf2e8d5);
    let (columns, cell) = (80i32, 16.0f32);
    let warp = [0xb23a2e, 0x20335c, 0xb23a2e, 0xe2b33c];
    let weft = [0xf2e8d5, 0xf2e8d5, 0x20335c, 0xf2e8d5, 0xe2b33c];
    let over = |x: i32, y: i32| {
        let fold = |n: i32| {
            let n = n.rem_euclid(20);
            if n < 10 { n } else { 19 - n }
        };
        (fold(x) + fold(y)).rem_euclid(4) < 2
    };
    // One loop winds on exactly twenty rows, the height of the pattern.
    let rows = t * 20.0;
    let (row, pass) = (rows.floor() as i32, rows.fract());
    let fell = 250.0;
    for x in 0..columns {
        canvas.bar(
            x as f32 * cell + 3.0,
            0.0,
            cell - 6.0,
            fell,
            tint(warp[(x % 4) as usize], 1.0),
        );
    }
    let wound = ease((pass - 0.72) / 0.28) * cell;
    let head = if row % 2 == 0 {
        ease(pass / 0.7)
    } else {
        1.0 - ease(pass / 0.7)
    };
    let shuttle = head * (WIDTH as f32 + 240.0) - 120.0;
    for y in 0..32 {
        let line = row - y;
        let top = fell + (y as f32 - 1.0) * cell + wound;
        for x in 0..columns {
            let left = x as f32 * cell;
            if y == 0 {
                let laid = if row % 2 == 0 {
                    left < shuttle
                } else {
                    left > shuttle
                };
                if !laid {
                    continue;
                }
            }
            let hex = if over(x, line) {
                warp[(x % 4) as usize]
            } else {
                weft[line.rem_euclid(5) as usize]
            };
            canvas.bar(left, top, cell, cell, tint(hex, 1.0));
            canvas.bar(left, top, cell, 1.2, tint(0x4d3426, 0.22));
            canvas.bar(left, top, 1.2, cell, tint(0x4d3426, 0.16));
        }
    }
    let y = fell - 8.0;
    canvas.oval(shuttle, y - 16.0, 104.0, 19.0, tint(0x4d3426, 1.0));
    canvas.oval(
        shuttle,
        y - 19.0,
        58.0,
        8.0,
        tint(weft[row.rem_euclid(5) as usize], 1.0),
    );
}
