//! After sunset: houses with lit windows, lanterns over a wet floor.

use std::f32::consts::{PI, TAU};

use super::kit::{Set, dusk, look, plaster, timber};
use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Dice, Vec3, ink, noise, v};
use crate::trace::{Lamp, Scene};

pub fn houses(take: u32) -> Scene {
    let mut set = Set::new();
    let ground = set.paint(Material::matte(ink(0x39424f)).grained(plaster));
    set.put(Mesh::patch(1, 1, ground, |a, b| {
        v((b - 0.5) * 80.0, 0.0, (a - 0.5) * 80.0)
    }));
    let walls = [
        0xd9cbb2, 0xb5694a, 0x5b7380, 0xc99a4b, 0x8a4a4a, 0x9fae9b, 0xe0d5c8,
    ]
    .map(|hex| set.paint(Material::matte(ink(hex)).grained(plaster)));
    let roofs = [0x4a2f2b, 0x2f3a44, 0x6a3a2a].map(|hex| set.paint(Material::matte(ink(hex))));
    let lit = [v(1.0, 0.66, 0.28), v(1.0, 0.78, 0.45), v(1.0, 0.52, 0.2)]
        .map(|c| set.paint(Material::glowing(c, 2.1)));
    let dark = set.paint(Material::glossy(ink(0x141c28), 0.12, 0.03));
    let mut dice = Dice::new(u64::from(take) * 13 + 5);
    let mut house = |at: Vec3, w: f32, h: f32, d: f32, turn: f32, dice: &mut Dice| {
        let wall = dice.pick(&walls);
        let mut body = Mesh::cuboid(v(w, h, d), wall).moved(v(0.0, h * 0.5, 0.0));
        let pitch = dice.between(0.3, 0.55) * w;
        let roof = dice.pick(&roofs);
        let mut gable = Mesh::prism(&[(-w * 0.54, 0.0), (0.0, pitch), (w * 0.54, 0.0)], d * 1.06, roof);
        gable = gable.turned_x(PI * 1.5);
        body.add(gable.moved(v(0.0, h, d * 0.53)));
        let floors = (h / 0.42).floor() as usize;
        for floor in 0..floors {
            for column in 0..(w / 0.36).floor() as usize {
                let cols = (w / 0.36).floor();
                let x = (column as f32 + 0.5 - cols * 0.5) * (w / cols);
                let y = 0.28 + floor as f32 * 0.42;
                let pane = if dice.roll() < 0.52 { dice.pick(&lit) } else { dark };
                for face in [-1.0f32, 1.0] {
                    body.add(Mesh::cuboid(v(0.16, 0.22, 0.02), pane).moved(v(x, y, face * d * 0.5)));
                    if (x.abs() - d * 0.2).abs() < d * 0.4 {
                        let side = if dice.roll() < 0.5 { dice.pick(&lit) } else { dark };
                        body.add(Mesh::cuboid(v(0.02, 0.22, 0.16), side).moved(v(
                            face * w * 0.5,
                            y,
                            (x * d / w).clamp(-d * 0.36, d * 0.36),
                        )));
                    }
                }
            }
        }
        set.put(body.turned_y(turn).moved(at));
    };
    match take % 3 {
        0 => {
            // Houses carried on houses.
            let mut y = 0.0;
            for i in 0..6 {
                let size = 2.3 - i as f32 * 0.28;
                let h = dice.between(0.75, 1.0);
                house(
                    v(dice.between(-0.12, 0.12), y, 0.0),
                    size,
                    h,
                    size * 0.8,
                    dice.between(-0.5, 0.5),
                    &mut dice,
                );
                y += h + size * 0.2;
            }
        }
        1 => {
            for i in 0..70 {
                let ring = (i as f32).sqrt();
                let angle = i as f32 * 2.399;
                let hill = (3.2 - ring * 0.38).max(0.0);
                let (w, h, d) = (
                    dice.between(0.7, 1.0),
                    dice.between(0.8, 1.3) + hill * 0.9,
                    dice.between(0.7, 1.0),
                );
                house(
                    v(angle.cos() * ring * 0.72, 0.0, angle.sin() * ring * 0.72),
                    w,
                    h,
                    d,
                    dice.between(-0.2, 0.2) + 0.4,
                    &mut dice,
                );
            }
        }
        _ => {
            for row in 0..4 {
                for i in 0..11 {
                    let x = (i as f32 - 5.0) * 1.02 + row as f32 * 0.3;
                    house(
                        v(x, row as f32 * 0.35, -(row as f32) * 1.7),
                        dice.between(0.8, 1.0),
                        dice.between(1.2, 2.5) + row as f32 * 0.35,
                        0.9,
                        0.0,
                        &mut dice,
                    );
                }
            }
        }
    }
    let camera = match take % 3 {
        0 => look(v(4.2, 3.0, 8.4), v(0.0, 3.0, 0.0), 56.0, 0.03),
        1 => look(v(0.5, 6.2, 11.5), v(0.0, 1.6, 0.0), 33.0, 0.08),
        _ => look(v(-1.2, 2.6, 8.5), v(0.0, 1.7, -1.4), 35.0, 0.05),
    };
    let mut weather = dusk();
    weather.zenith = v(0.10, 0.15, 0.34);
    weather.horizon = v(0.62, 0.30, 0.24);
    set.finish(camera, weather, 1.15)
}

pub fn lanterns(take: u32) -> Scene {
    let mut set = Set::new();
    let ground = set.paint(Material::glossy(ink(0x27313d), 0.06, 0.08).grained(timber));
    set.put(Mesh::patch(1, 1, ground, |a, b| {
        v((b - 0.5) * 80.0, 0.0, (a - 0.5) * 80.0)
    }));
    let mut dice = Dice::new(u64::from(take) + 90);
    let glows = [
        v(1.0, 0.46, 0.16),
        v(1.0, 0.66, 0.26),
        v(0.98, 0.3, 0.2),
        v(0.95, 0.8, 0.5),
        v(0.5, 0.7, 0.62),
    ];
    let cord = set.matte(0x11151c);
    let count = [16, 3, 26][take as usize % 3];
    for i in 0..count {
        let glow = dice.pick(&glows);
        let shell = set.paint(Material {
            grain: None,
            ..Material::glowing(glow, 0.95)
        });
        let rim = set.matte(0x1c140f);
        let size = if count == 3 {
            0.62
        } else {
            dice.between(0.26, 0.44)
        };
        let tall = dice.between(0.75, 1.25);
        let at = match take % 3 {
            0 => v(
                (i % 8) as f32 * 1.0 - 3.5,
                1.7 + (((i % 8) as f32 - 3.5) * 0.45).powi(2) * 0.28 + (i / 8) as f32 * 0.7,
                -(i as f32 / 8.0).floor() * 1.9,
            ),
            1 => v((i as f32 - 1.0) * 1.7, 1.0 + i as f32 * 0.24, -(i as f32) * 0.5),
            _ => v(
                (i as f32 * 2.399).cos() * (i as f32).sqrt() * 0.95,
                dice.between(0.7, 3.0),
                (i as f32 * 2.399).sin() * (i as f32).sqrt() * 0.8 - 1.0,
            ),
        };
        let body = Mesh::patch(64, 72, shell, |a, b| {
            let (s, c) = (a * TAU).sin_cos();
            let height = (b - 0.5) * 2.0;
            let rib = 1.0 + 0.03 * (b * TAU * 9.0).cos().abs();
            let r = (1.0 - (height * 0.86).powi(2)).max(0.0).sqrt() * rib
                + 0.01 * noise(v(c * 3.0, b * 9.0, s * 3.0));
            v(c * r, height * 0.86 * tall, s * r) * size
        })
        .smooth(20.0);
        set.put(body.moved(at));
        for end in [-1.0f32, 1.0] {
            set.put(
                Mesh::lathe(
                    &[
                        (0.001, 0.05),
                        (0.5, 0.05),
                        (0.52, 0.0),
                        (0.5, -0.05),
                        (0.001, -0.05),
                    ],
                    rim,
                )
                .scaled(Vec3::ONE * size)
                .moved(at + v(0.0, end * 0.86 * tall * size, 0.0)),
            );
        }
        set.put(Mesh::tube(
            &[
                at + v(0.0, size * tall, 0.0),
                at + v(0.0, 2.0, 0.0),
                at + v(0.0, 9.0, 0.0),
            ],
            0.008,
            6,
            cord,
        ));
        set.lamps.push(Lamp {
            at,
            radius: size * 0.7,
            light: glow * (size * size * 7.0),
        });
    }
    let camera = match take % 3 {
        0 => look(v(-1.0, 1.3, 7.4), v(0.0, 1.75, -0.6), 38.0, 0.07),
        1 => look(v(-0.4, 0.9, 6.0), v(0.3, 1.25, -0.5), 52.0, 0.08),
        _ => look(v(0.3, 1.5, 6.8), v(0.0, 1.6, -0.6), 36.0, 0.11),
    };
    set.finish(camera, dusk(), 1.05)
}
