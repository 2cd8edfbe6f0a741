//! Things that travelled: suitcases, keys, paper boats.

use super::kit::{Set, afternoon, hide, linen, look, plaster};
use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Dice, Vec3, ink, v};
use crate::trace::{Scene, Weather};

fn suitcase(set: &mut Set, size: Vec3, body: usize, trim: usize, metal: usize) -> Mesh {
    let mut case = Mesh::soft_box(size, 0.09, body);
    let seam = v(size.x + 0.012, 0.03, size.z + 0.012);
    case.add(Mesh::soft_box(seam, 0.012, metal));
    for side in [-1.0f32, 1.0] {
        // Two straps, and a patch on each corner.
        let strap = v(0.16, size.y + 0.03, size.z + 0.03);
        case.add(Mesh::soft_box(strap, 0.10, trim).moved(v(side * size.x * 0.27, 0.0, 0.0)));
        let lock = Mesh::soft_box(v(0.13, 0.15, 0.05), 0.02, metal);
        case.add(lock.moved(v(side * size.x * 0.27, 0.0, size.z * 0.5 + 0.02)));
        for up in [-1.0f32, 1.0] {
            for deep in [-1.0f32, 1.0] {
                let corner = Mesh::soft_box(v(0.2, 0.2, 0.2), 0.09, trim);
                case.add(corner.moved(v(
                    side * (size.x * 0.5 - 0.09),
                    up * (size.y * 0.5 - 0.09),
                    deep * (size.z * 0.5 - 0.09),
                )));
            }
        }
    }
    let arc: Vec<Vec3> = (0..=20)
        .map(|i| {
            let a = i as f32 / 20.0 * std::f32::consts::PI;
            v(-a.cos() * 0.24, 0.0, size.z * 0.5 + a.sin().powf(0.5) * 0.17)
        })
        .collect();
    case.add(Mesh::tube(&arc, 0.035, 12, trim));
    let _ = set;
    case
}

pub fn suitcases(take: u32) -> Scene {
    let mut set = Set::new();
    let wall =
        set.paint(Material::matte(ink([0xd9a777, 0xb9c4b4, 0x8d5b4c][take as usize % 3])).grained(plaster));
    set.backdrop(wall, 3.0);
    let metal = set.paint(Material::glossy(ink(0xc9a45c), 0.5, 0.18));
    let palette = [0x7a3b2a, 0x2f4b4a, 0xc28b2c, 0x3a3350, 0xa8533a];
    let mut dice = Dice::new(u64::from(take) + 3);
    let count = [3, 1, 5][take as usize % 3];
    let mut height = 0.0;
    for i in 0..count {
        let leather = ink(palette[(i + take as usize) % 5]);
        let body = set.paint(Material::glossy(leather, 0.04, 0.35).grained(hide));
        let trim = set.paint(Material::glossy(ink(0x4a2c1c), 0.05, 0.3).grained(hide));
        let shrink = 1.0 - 0.11 * i as f32;
        let size = v(1.9 * shrink, 0.56 * (1.0 - 0.07 * i as f32), 1.25 * shrink);
        let case = suitcase(&mut set, size, body, trim, metal);
        let placed = if count == 1 {
            // Standing on its long edge, handle up.
            case.turned_x(-std::f32::consts::FRAC_PI_2)
                .turned_y(0.5)
                .moved(v(0.1, size.z * 0.5, 0.0))
        } else {
            let turned = case.turned_y(dice.between(-0.28, 0.28));
            turned.moved(v(
                dice.between(-0.08, 0.08),
                height + size.y * 0.5,
                dice.between(-0.06, 0.06),
            ))
        };
        set.put(placed);
        height += size.y + 0.035;
    }
    if count == 1 {
        let paper = set.matte(0xf4ead6);
        for i in 0..3 {
            let boat = paper_boat(0.3, paper).turned_y(i as f32 * 1.9 + 0.4);
            set.put(boat.moved(v(1.35 + i as f32 * 0.32, 0.12, 0.55 - i as f32 * 0.45)));
        }
    }
    let rise = (height * 0.48).max(0.62);
    let camera = look(
        v(-1.6, rise + 1.0, 6.4),
        v(if count == 1 { 0.4 } else { 0.0 }, rise, 0.0),
        25.0 + height * 3.2,
        0.06,
    );
    set.finish(camera, afternoon(v(-1.2, 1.15, 0.9)), 0.72)
}

pub fn keys(take: u32) -> Scene {
    let mut set = Set::new();
    let cloth =
        set.paint(Material::matte(ink([0xe6dac3, 0x23343d, 0x9c4a36][take as usize % 3])).grained(linen));
    set.put(
        Mesh::patch(120, 120, cloth, |a, b| {
            let (x, z) = ((a - 0.5) * 14.0, (b - 0.5) * 14.0);
            v(x, 0.05 * (x * 0.9 + z * 0.5).sin() * (z * 0.7).cos(), z)
        })
        .smooth(80.0),
    );
    let metals = [
        set.paint(Material::glossy(ink(0xb98a3e), 0.55, 0.22)),
        set.paint(Material::glossy(ink(0x8a8680), 0.6, 0.2)),
        set.paint(Material::glossy(ink(0x6e4228), 0.3, 0.35)),
        set.paint(Material::glossy(ink(0x3f3c3a), 0.35, 0.3)),
    ];
    let mut dice = Dice::new(u64::from(take) * 7 + 1);
    let (columns, rows) = [(6, 3), (5, 3), (1, 1)][take as usize % 3];
    for row in 0..rows {
        for column in 0..columns {
            let metal = dice.pick(&metals);
            let mut key = Mesh::default();
            let ring: Vec<Vec3> = (0..=40)
                .map(|i| {
                    let a = i as f32 / 40.0 * std::f32::consts::TAU;
                    v(a.cos() * 0.17, 0.0, a.sin() * 0.2)
                })
                .collect();
            key.add(Mesh::tube(&ring, 0.045, 14, metal));
            let length = dice.between(0.6, 0.9);
            key.add(Mesh::tube(
                &[v(0.0, 0.0, 0.2), v(0.0, 0.0, 0.3), v(0.0, 0.0, 0.2 + length)],
                0.05,
                16,
                metal,
            ));
            key.add(Mesh::ball(0.075, 12, metal).moved(v(0.0, 0.0, 0.24)));
            for tooth in 0..3 {
                let deep = dice.between(0.1, 0.24);
                let bit = Mesh::soft_box(v(deep, 0.055, 0.075), 0.012, metal);
                key.add(bit.moved(v(
                    deep * 0.5 + 0.02,
                    0.0,
                    0.18 + length - 0.05 - tooth as f32 * 0.1,
                )));
            }
            let tag = set.paint(Material::matte(ink(
                dice.pick(&[0xc8452e, 0xf0e2c4, 0x2c5d63, 0xe2a33a])
            )));
            if dice.roll() < 0.45 || take == 2 {
                key.add(
                    Mesh::soft_box(v(0.34, 0.015, 0.5), 0.01, tag)
                        .turned_y(0.5)
                        .moved(v(-0.32, 0.0, -0.3)),
                );
            }
            let x = (column as f32 - (columns - 1) as f32 * 0.5) * 0.95;
            let z = (row as f32 - (rows - 1) as f32 * 0.5) * 1.45 - 0.3;
            let lean = dice.between(-0.22, 0.22);
            set.put(key.turned_y(lean).moved(v(x + dice.between(-0.06, 0.06), 0.1, z)));
        }
    }
    let camera = if take == 2 {
        look(v(-1.2, 1.5, 2.2), v(0.0, 0.05, 0.05), 32.0, 0.05)
    } else {
        look(v(-0.6, 6.8, 3.2), v(0.0, 0.0, 0.0), 36.0, 0.03)
    };
    let mut weather = afternoon(v(-1.6, 0.75, -0.5));
    weather.sun_width = 0.035;
    set.finish(camera, weather, 0.72)
}

/// A folded paper boat about `size` long, keel on y = -0.12.
pub fn paper_boat(size: f32, paper: usize) -> Mesh {
    let side = |sign: f32| {
        Mesh::patch(14, 6, paper, move |a, b| {
            let x = (a * 2.0 - 1.0) * (0.72 + 0.42 * b);
            let belly = (1.0 - (a * 2.0 - 1.0).powi(2)).max(0.0);
            v(
                x,
                b * (0.42 + 0.28 * (a * 2.0 - 1.0).powi(2)),
                sign * belly * (0.1 + 0.34 * b),
            )
        })
    };
    let mut boat = side(1.0);
    boat.add(side(-1.0));
    let sail = |sign: f32| {
        Mesh::patch(2, 8, paper, move |a, b| {
            v(
                (a - 0.5) * 0.95 * (1.0 - b),
                0.1 + b * 0.95,
                sign * 0.06 * (1.0 - b),
            )
        })
    };
    boat.add(sail(1.0));
    boat.add(sail(-1.0));
    boat.smooth(24.0)
        .scaled(Vec3::ONE * size)
        .moved(v(0.0, -0.12, 0.0))
}

pub fn boats(take: u32) -> Scene {
    let mut set = Set::new();
    let water = set.paint(Material::glossy(
        ink([0x123c48, 0x1b2a4a, 0x6b3a36][take as usize % 3]),
        0.08,
        0.02,
    ));
    set.put(
        Mesh::patch(420, 420, water, |a, b| {
            let (x, z) = ((a - 0.5) * 36.0, (b - 0.75) * 36.0);
            let ripple = (x * 1.7 + z * 0.8).sin() * 0.018
                + (z * 2.9 - x * 1.1).sin() * 0.012
                + ((x * x + z * z).sqrt() * 4.5).sin() * 0.014;
            v(x, ripple, z)
        })
        .smooth(80.0),
    );
    let papers = [0xfaf3e3, 0xf3d9b0, 0xe9b9a0, 0xd7e3dc].map(|hex| {
        set.paint(Material {
            clear: 0.0,
            ..Material::matte(ink(hex))
        })
    });
    let mut dice = Dice::new(u64::from(take) + 20);
    let count = [1, 17, 5][take as usize % 3];
    for i in 0..count {
        let boat = paper_boat(if count == 1 { 1.0 } else { 0.55 }, dice.pick(&papers));
        let heading = 0.5 + dice.between(-0.35, 0.35);
        let boat = boat.turned_z(dice.between(-0.05, 0.05)).turned_y(heading);
        let at = if count == 1 {
            v(0.0, 0.06, 0.0)
        } else {
            let lane = i as f32;
            v(
                (lane * 2.399).cos() * lane.sqrt() * 0.95,
                0.08,
                (lane * 2.399).sin() * lane.sqrt() * 1.0 - 0.6,
            )
        };
        set.put(boat.moved(at));
    }
    let weather = Weather {
        zenith: [v(0.16, 0.28, 0.42), v(0.10, 0.13, 0.34), v(0.30, 0.22, 0.34)][take as usize % 3],
        horizon: [v(1.0, 0.72, 0.44), v(0.95, 0.52, 0.42), v(1.1, 0.66, 0.42)][take as usize % 3],
        sun_from: v(-1.4, 0.55, -0.7),
        sun: v(3.6, 2.3, 1.25),
        sun_width: 0.05,
    };
    let camera = if count == 1 {
        look(v(1.6, 1.25, 4.2), v(0.0, 0.36, 0.0), 27.0, 0.07)
    } else {
        look(v(1.0, 3.2, 6.6), v(0.0, 0.0, -0.5), 33.0, 0.09)
    };
    set.finish(camera, weather, 0.8)
}
