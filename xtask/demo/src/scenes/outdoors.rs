//! The orchard: hills, rows of trees with leaves and fruit, a low sun.

use std::f32::consts::TAU;

use super::kit::{Set, look};
use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Dice, Vec3, ink, noise, v};
use crate::trace::{Scene, Weather};

fn hill(x: f32, z: f32) -> f32 {
    0.7 * (x * 0.22 + 1.0).sin() * (z * 0.17).cos() + 0.3 * noise(v(x * 0.4, 0.0, z * 0.4)) - z * 0.05
}

/// Trunk, branches and a cloud of leaves; `fruit` materials are hung among them.
fn tree(set: &mut Set, at: Vec3, height: f32, leaves: &[usize], fruit: usize, bark: usize, dice: &mut Dice) {
    let crown = at + v(0.0, height * 0.72, 0.0);
    set.put(Mesh::tube(
        &[at, at + v(0.03, height * 0.3, 0.0), crown],
        0.055 * height,
        9,
        bark,
    ));
    for _ in 0..5 {
        let tip = crown
            + v(
                dice.between(-0.4, 0.4),
                dice.between(-0.05, 0.35),
                dice.between(-0.4, 0.4),
            ) * height;
        set.put(Mesh::tube(
            &[
                at + v(0.0, height * 0.4, 0.0),
                (at + v(0.0, height * 0.55, 0.0)).mix(tip, 0.5),
                tip,
            ],
            0.018 * height,
            6,
            bark,
        ));
    }
    let mut cloud = Mesh::default();
    for i in 0..620 {
        let out = v(
            dice.between(-1.0, 1.0),
            dice.between(-1.0, 1.0),
            dice.between(-1.0, 1.0),
        )
        .unit();
        let place = crown + v(out.x, out.y * 0.78, out.z) * (height * 0.5 * dice.roll().powf(0.33));
        let size = height * dice.between(0.035, 0.06);
        if i % 22 == 0 {
            cloud.add(Mesh::ball(size * 0.85, 8, fruit).moved(place));
        } else {
            let leaf = Mesh::patch(2, 1, dice.pick(leaves), |a, b| {
                v((a - 0.5) * 2.0, 0.25 * (a - 0.5).abs(), (b - 0.5) * 1.1)
            });
            cloud.add(
                leaf.scaled(Vec3::ONE * size)
                    .turned_x(dice.between(0.0, TAU))
                    .turned_y(dice.between(0.0, TAU))
                    .moved(place),
            );
        }
    }
    set.put(cloud);
}

pub fn orchard(take: u32) -> Scene {
    let mut set = Set::new();
    let grass = set.paint(
        Material::matte(ink([0x8a9a4a, 0xb59a52, 0x6f7f52][take as usize % 3]))
            .grained(|p| 0.7 + 0.35 * noise(p * 1.3) + 0.2 * noise(v(p.x * 14.0, 0.0, p.z * 40.0))),
    );
    set.put(
        Mesh::patch(160, 160, grass, |a, b| {
            let (x, z) = ((b - 0.5) * 70.0, (a - 0.78) * 70.0);
            v(x, hill(x, z), z)
        })
        .smooth(80.0),
    );
    let bark = set.matte(0x5a3d2b);
    let foliage: [[u32; 4]; 3] = [
        [0x5d7a35, 0x76923f, 0x47652f, 0x93a84f],
        [0xd08a2c, 0xb8642a, 0xe0ab45, 0x98502a],
        [0xf0cfc8, 0xe7b3b0, 0xf7e6de, 0xd99a9e],
    ];
    let leaves: Vec<usize> = foliage[take as usize % 3]
        .iter()
        .map(|hex| set.matte(*hex))
        .collect();
    let fruit = set.varnish([0xc83a26, 0x9e2b25, 0xf7efe6][take as usize % 3]);
    let mut dice = Dice::new(u64::from(take) + 12);
    if take == 3 {
        let at = v(0.0, hill(0.0, 0.0), 0.0);
        tree(&mut set, at, 2.6, &leaves, fruit, bark, &mut dice);
    } else {
        for row in 0..7 {
            for column in 0..9 {
                let x = (column as f32 - 4.0) * 2.1 + dice.between(-0.2, 0.2) + row as f32 * 0.5;
                let z = -(row as f32) * 2.5 + dice.between(-0.2, 0.2);
                if row == 0 && (3..6).contains(&column) {
                    continue;
                }
                let height = dice.between(1.25, 1.75);
                tree(
                    &mut set,
                    v(x, hill(x, z) - 0.05, z),
                    height,
                    &leaves,
                    fruit,
                    bark,
                    &mut dice,
                );
            }
        }
    }
    let wood = set.varnish(0xa56a3a);
    let ladder = v(-0.6, hill(-0.6, 0.2), 0.2);
    for side in [-0.18f32, 0.18] {
        set.put(Mesh::tube(
            &[
                ladder + v(side, 0.0, 0.0),
                ladder + v(side * 0.8, 0.9, -0.35),
                ladder + v(side * 0.6, 1.8, -0.7),
            ],
            0.025,
            8,
            wood,
        ));
    }
    for rung in 1..8 {
        let t = rung as f32 / 8.0;
        let p = ladder + v(0.0, 1.8 * t, -0.7 * t);
        set.put(Mesh::tube(
            &[p + v(-0.17, 0.0, 0.0), p, p + v(0.17, 0.0, 0.0)],
            0.018,
            6,
            wood,
        ));
    }
    let weather = Weather {
        zenith: [v(0.34, 0.5, 0.72), v(0.36, 0.42, 0.62), v(0.42, 0.55, 0.74)][take as usize % 3],
        horizon: [v(1.0, 0.86, 0.66), v(1.15, 0.8, 0.52), v(0.98, 0.88, 0.84)][take as usize % 3],
        sun_from: v(-1.5, 0.5, -0.25),
        sun: v(4.0, 2.7, 1.5),
        sun_width: 0.03,
    };
    let angle = if take == 3 { 46.0 } else { 36.0 };
    set.finish(
        look(v(-0.4, 1.9, 6.2), v(0.1, 1.25, -1.4), angle, 0.04),
        weather,
        0.78,
    )
}
