//! Cloth: bolts stacked in a shop, and a warp under tension with its first rows of weft.

use std::f32::consts::{PI, TAU};

use super::kit::{Set, afternoon, linen, look, plaster, timber};
use crate::trace::Scene;
use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Dice, Vec3, ink, v};

pub fn cloth(take: u32) -> Scene {
    let mut set = Set::new();
    let wall =
        set.paint(Material::matte(ink([0xe0cba8, 0x1f3b46, 0xb9573c][take as usize % 3])).grained(plaster));
    set.backdrop(wall, 2.6);
    let inks = [
        0xc8402f, 0xe7a72e, 0x1f5f66, 0x7d2f4a, 0xf0e1c6, 0x2b3a67, 0xd8754a, 0x5f7d4e,
    ];
    let mut dice = Dice::new(u64::from(take) + 77);
    if take % 3 == 2 {
        // A warp under tension, and the first rows of weft.
        for i in 0..90 {
            let z = (i as f32 - 45.0) * 0.062;
            let yarn = set.paint(Material::matte(ink(inks[[4, 4, 1, 4, 0, 0, 4, 3][i / 5 % 8]])));
            let thread: Vec<Vec3> = (0..=60)
                .map(|k| {
                    let x = k as f32 / 60.0 * 9.0 - 4.5;
                    let wave = if x < 0.3 {
                        0.022 * ((x * 50.6) + i as f32 * PI).sin()
                    } else {
                        0.0
                    };
                    v(x, 0.7 + wave, z)
                })
                .collect();
            set.put(Mesh::tube(&thread, 0.02, 6, yarn));
        }
        for k in 0..74 {
            let x = 0.25 - k as f32 * 0.062;
            let yarn = set.paint(Material::matte(ink(inks[[2, 2, 2, 5, 5, 1, 0, 0, 6][k / 6 % 9]])));
            let thread: Vec<Vec3> = (0..=180)
                .map(|j| {
                    let z = (j as f32 / 180.0 - 0.5) * 5.6;
                    v(x, 0.7 + 0.025 * (z / 0.062 * PI + k as f32 * PI).cos(), z)
                })
                .collect();
            set.put(Mesh::tube(&thread, 0.024, 6, yarn));
        }
        let wood = set.paint(Material::glossy(ink(0x8a5630), 0.05, 0.3).grained(timber));
        set.put(Mesh::soft_box(v(0.16, 0.5, 6.6), 0.05, wood).moved(v(1.5, 0.7, 0.0)));
        let shuttle = Mesh::ball(0.5, 24, wood).scaled(v(0.22, 0.14, 1.0));
        set.put(shuttle.turned_y(0.3).moved(v(0.75, 0.83, 0.9)));
        return set.finish(
            look(v(2.6, 2.6, 3.4), v(0.2, 0.7, 0.2), 34.0, 0.08),
            afternoon(v(-1.1, 0.8, -0.9)),
            0.72,
        );
    }
    let spiral = |turns: f32, length: f32, material: usize| {
        Mesh::patch(160, 2, material, move |a, b| {
            let angle = a * TAU * turns;
            let r = 0.06 + 0.24 * a;
            v(r * angle.cos(), r * angle.sin(), (b - 0.5) * length)
        })
        .smooth(60.0)
    };
    let rows = if take.is_multiple_of(3) { 5 } else { 4 };
    for row in 0..rows {
        let across = 6 - row;
        for i in 0..across {
            let x = (i as f32 - (across - 1) as f32 * 0.5) * 0.63;
            let y = 0.31 + row as f32 * 0.54;
            let yarn = ink(dice.pick(&inks));
            let stripes = [
                linen as fn(Vec3) -> f32,
                |p| 0.72 + 0.28 * ((p.z * 26.0).sin().signum()),
                |p| 0.8 + 0.2 * ((p.z * 9.0).sin() * (p.y * 40.0).sin()).signum(),
            ];
            let fabric = set.paint(Material::matte(yarn).grained(dice.pick(&stripes)));
            let core = set.matte(0xcdb48a);
            let roll = spiral(9.0, dice.between(1.7, 2.1), fabric).turned_z(dice.between(0.0, 6.0));
            set.put(roll.moved(v(x, y, 0.0)));
            set.put(Mesh::tube(
                &[v(x, y, -1.1), v(x, y, 0.0), v(x, y, 1.08)],
                0.05,
                14,
                core,
            ));
        }
    }
    let camera = look(
        v(-2.3, 1.75, 5.2),
        v(0.0, 1.0 + 0.1 * rows as f32, 0.2),
        31.0,
        0.06,
    );
    set.finish(camera, afternoon(v(-1.2, 1.0, 1.0)), 0.72)
}
