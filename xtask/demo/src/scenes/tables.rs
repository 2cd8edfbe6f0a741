//! Things laid out on a table: bread and bowls, laboratory glass.

use std::f32::consts::{PI, TAU};

use super::kit::{Set, afternoon, linen, look, plaster, timber};
use crate::trace::Scene;
use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Dice, Vec3, ink, noise, v};

fn crust(p: Vec3) -> f32 {
    // Flour lies where the noise is high; darker where the oven was hotter.
    0.62 + 0.65 * noise(p * 7.0).powi(2) + 0.25 * noise(p * 31.0)
}

fn loaf(radius: f32, height: f32, cuts: f32, material: usize) -> Mesh {
    Mesh::patch(120, 60, material, |a, b| {
        let (s, c) = (a * TAU).sin_cos();
        let (ring, up) = (b * PI * 0.5).sin_cos();
        let lumps = 1.0 + 0.05 * noise(v(c * 2.0 + 5.0, up * 2.0, s * 2.0));
        let slash = ((c * ring * 3.2 * cuts).sin()).abs();
        let groove = if slash < 0.22 {
            (0.22 - slash) * 0.35 * up
        } else {
            0.0
        };
        v(
            c * ring * radius * lumps,
            (up.powf(0.8) * lumps - groove) * height,
            s * ring * radius * lumps,
        )
    })
    .smooth(40.0)
}

fn bowl(radius: f32, height: f32, material: usize) -> Mesh {
    let mut profile = vec![
        (0.001, 0.02),
        (radius * 0.4, 0.02),
        (radius * 0.42, 0.0),
        (radius * 0.46, 0.04),
    ];
    for i in 0..=14 {
        let t = i as f32 / 14.0;
        profile.push((
            radius * (0.46 + 0.54 * (t * PI * 0.5).sin()),
            0.04 + height * t.powf(1.5),
        ));
    }
    for i in (0..=14).rev() {
        let t = i as f32 / 14.0;
        profile.push((
            (radius * (0.46 + 0.54 * (t * PI * 0.5).sin()) - 0.035).max(0.001),
            0.075 + (height - 0.035) * t.powf(1.5),
        ));
    }
    profile.push((0.001, 0.075));
    Mesh::lathe(&profile, material)
}

pub fn bread(take: u32) -> Scene {
    let mut set = Set::new();
    let wall = set.paint(
        Material::matte(ink([0x31464a, 0xc98d62, 0x5d2f2b, 0xcdbb9a][take as usize % 4])).grained(plaster),
    );
    set.backdrop(wall, 3.4);
    let wood = set.paint(Material::glossy(ink(0x9a6238), 0.04, 0.3).grained(timber));
    set.put(Mesh::soft_box(v(7.0, 0.3, 3.6), 0.04, wood).moved(v(0.0, -0.15, 0.0)));
    let cloth = set.paint(Material::matte(ink(0xe9dfc9)).grained(linen));
    set.put(
        Mesh::patch(120, 80, cloth, |a, b| {
            let (x, z) = ((a - 0.5) * 3.3, (b - 0.5) * 2.3 + 0.3);
            let fold = 0.04 * (x * 4.0 + (z * 3.0).sin() * 1.4).sin() * (0.4 + noise(v(x, 0.0, z) * 1.5));
            v(x + 0.2 * z, 0.05 + fold.abs(), z)
        })
        .smooth(80.0)
        .turned_y(0.18),
    );
    let baked = set.paint(Material::glossy(ink(0xb06a2c), 0.02, 0.6).grained(crust));
    let dark = set.paint(Material::glossy(ink(0x7c4520), 0.02, 0.6).grained(crust));
    let pale = set.paint(Material::matte(ink(0xe2b878)).grained(crust));
    let glaze = [0x2f5d62, 0xe9e1d0, 0xc4532f, 0xd9a441].map(|hex| set.varnish(hex));
    let oil = set.paint(Material::glossy(ink(0xc79a1e), 0.12, 0.02));
    match take % 4 {
        0 => {
            set.put(
                loaf(0.78, 0.62, 1.0, baked)
                    .turned_y(0.5)
                    .moved(v(-0.35, 0.08, 0.0)),
            );
            set.put(bowl(0.5, 0.34, glaze[0]).moved(v(1.15, 0.03, -0.35)));
            set.put(bowl(0.3, 0.2, glaze[1]).moved(v(0.95, 0.06, 0.75)));
            set.put(Mesh::lathe(&[(0.001, 0.0), (0.24, 0.0)], oil).moved(v(0.95, 0.17, 0.75)));
        }
        1 => {
            for i in 0..7 {
                let flat = Mesh::patch(80, 20, if i % 2 == 0 { pale } else { baked }, |a, b| {
                    let (s, c) = (a * TAU).sin_cos();
                    let ring = (b * PI).sin();
                    let r = 0.82 * ring.sqrt();
                    let y =
                        (b * PI).cos() * 0.045 + 0.05 * noise(v(c * r * 3.0, i as f32 * 3.0, s * r * 3.0));
                    v(c * r, y, s * r)
                });
                set.put(flat.smooth(50.0).moved(v(
                    (i as f32 * 1.7).sin() * 0.06 - 0.3,
                    0.14 + i as f32 * 0.115,
                    (i as f32 * 2.3).cos() * 0.06,
                )));
            }
            set.put(bowl(0.42, 0.3, glaze[2]).moved(v(1.0, 0.05, 0.3)));
            set.put(Mesh::lathe(&[(0.001, 0.0), (0.35, 0.0)], oil).moved(v(1.0, 0.23, 0.3)));
        }
        2 => {
            for i in 0..5 {
                let x = (i as f32 - 2.0) * 0.62;
                let stick =
                    loaf(0.5, 0.42, 1.6, if i % 2 == 0 { dark } else { baked }).scaled(v(0.5, 0.62, 1.75));
                set.put(stick.turned_y(0.16 * (i as f32 - 2.0)).moved(v(x, 0.07, 0.1)));
            }
        }
        _ => {
            let mut dice = Dice::new(9);
            for i in 0..9 {
                let (column, row) = (i % 3, i / 3);
                let at = v((column as f32 - 1.0) * 1.0, 0.05, (row as f32 - 1.0) * 0.92 + 0.1);
                if i == 4 || i == 2 || i == 6 {
                    let r = dice.between(0.33, 0.44);
                    set.put(bowl(r, 0.26, glaze[i % 4]).moved(at));
                    let inside = [oil, glaze[2], pale][i / 2 % 3];
                    set.put(
                        Mesh::lathe(&[(0.001, 0.01), (r * 0.5, 0.02), (r * 0.84, 0.0)], inside)
                            .moved(at + v(0.0, 0.2, 0.0)),
                    );
                } else {
                    let roll = loaf(
                        dice.between(0.36, 0.44),
                        dice.between(0.26, 0.36),
                        1.2,
                        dice.pick(&[baked, dark, pale]),
                    );
                    set.put(roll.turned_y(dice.between(0.0, 6.0)).moved(at));
                }
            }
        }
    }
    let camera = if take % 4 == 3 {
        look(v(-0.3, 5.6, 3.6), v(0.0, 0.0, 0.08), 34.0, 0.04)
    } else {
        look(v(-0.9, 1.75, 4.6), v(0.18, 0.3, 0.1), 30.0, 0.07)
    };
    set.finish(camera, afternoon(v(-1.5, 0.85, -0.15)), 0.72)
}

pub fn glassware(take: u32) -> Scene {
    let mut set = Set::new();
    let wall =
        set.paint(Material::matte(ink([0xdfe4df, 0x243b44, 0xe3c9a6][take as usize % 3])).grained(plaster));
    set.backdrop(wall, 2.6);
    let glass = set.paint(Material::glass(v(0.84, 0.92, 0.91)));
    let liquids = [0xd9782d, 0x2e7d78, 0xc23b4a, 0xe3b23c, 0x49508f]
        .map(|hex| set.paint(Material::glossy(ink(hex), 0.06, 0.02)));
    let mut dice = Dice::new(u64::from(take) + 41);
    let vessel = |set: &mut Set, kind: usize, liquid: usize, at: Vec3, size: f32| {
        let outline: Vec<(f32, f32)> = match kind {
            // Conical flask, round flask, beaker, tall cylinder.
            0 => vec![
                (0.001, 0.0),
                (0.42, 0.0),
                (0.46, 0.05),
                (0.4, 0.2),
                (0.3, 0.45),
                (0.2, 0.7),
                (0.13, 0.9),
                (0.13, 1.12),
                (0.17, 1.16),
            ],
            1 => (0..=20)
                .map(|i| {
                    let a = -PI * 0.5 + i as f32 / 20.0 * PI * 0.86;
                    ((a.cos() * 0.44).max(0.001), 0.44 + a.sin() * 0.44)
                })
                .chain([(0.13, 0.98), (0.13, 1.3), (0.17, 1.34)])
                .collect(),
            2 => vec![(0.001, 0.0), (0.36, 0.0), (0.4, 0.05), (0.4, 0.85), (0.44, 0.9)],
            _ => vec![
                (0.001, 0.0),
                (0.3, 0.0),
                (0.3, 0.06),
                (0.16, 0.1),
                (0.16, 1.6),
                (0.2, 1.64),
            ],
        };
        let fill = 0.5 + 0.25 * (kind as f32 * 1.7).sin();
        let top = outline.last().map_or(1.0, |p| p.1);
        let surface = top * fill;
        let mut level: Vec<(f32, f32)> = Vec::new();
        for pair in outline.windows(2) {
            let ((r0, y0), (r1, y1)) = (pair[0], pair[1]);
            if y0 >= surface {
                break;
            }
            // The last stretch of wall is cut where the liquid ends.
            let reach = if y1 > surface {
                (surface - y0) / (y1 - y0)
            } else {
                1.0
            };
            level.push(((r0 - 0.025).max(0.001), y0 + 0.02));
            level.push((
                (r0 + (r1 - r0) * reach - 0.025).max(0.001),
                y0 + (y1 - y0) * reach + 0.02,
            ));
        }
        if let Some(last) = level.last().copied() {
            level.push((last.0, last.1));
            level.push((0.001, last.1));
        }
        set.put(Mesh::lathe(&level, liquid).scaled(Vec3::ONE * size).moved(at));
        set.put(Mesh::lathe(&outline, glass).scaled(Vec3::ONE * size).moved(at));
    };
    let count = [5, 7, 3][take as usize % 3];
    for i in 0..count {
        let x = (i as f32 - (count - 1) as f32 * 0.5) * if count == 7 { 0.78 } else { 1.0 };
        let z = if i % 2 == 0 { 0.0 } else { -0.55 };
        vessel(
            &mut set,
            (i + take as usize) % 4,
            liquids[(i * 2 + take as usize) % 5],
            v(x, 0.0, z),
            dice.between(0.85, 1.1),
        );
    }
    // The notebook that came along.
    let cover = set.paint(Material::glossy(ink(0x1f2a38), 0.03, 0.4));
    let page = set.paint(Material::matte(ink(0xf6efdc)).grained(|p| {
        if (p.z * 14.0).fract().abs() < 0.07 {
            0.72
        } else {
            1.0
        }
    }));
    set.put(
        Mesh::soft_box(v(1.5, 0.03, 0.95), 0.01, cover)
            .turned_y(0.22)
            .moved(v(0.5, 0.015, 1.15)),
    );
    for side in [-1.0f32, 1.0] {
        let leaf = Mesh::patch(20, 4, page, move |a, b| {
            v(side * a * 0.7, 0.04 + 0.05 * (a * PI).sin(), (b - 0.5) * 0.88)
        });
        set.put(leaf.smooth(70.0).turned_y(0.22).moved(v(0.5, 0.0, 1.15)));
    }
    let camera = look(
        v(-0.5, 1.55, 6.2),
        v(0.05, 0.62, 0.2),
        if count == 7 { 38.0 } else { 33.0 },
        0.05,
    );
    let mut weather = afternoon(v(-1.3, 0.95, 0.35));
    weather.sun_width = 0.04;
    set.finish(camera, weather, 0.72)
}
