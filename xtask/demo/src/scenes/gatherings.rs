//! Chairs that meet: a circle, a circle with one chair drawn back, a row facing one.

use std::f32::consts::{PI, TAU};

use super::kit::{Set, afternoon, look, plaster};
use crate::trace::Scene;
use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Dice, ink, v};

fn chair(seat: usize, kind: usize) -> Mesh {
    let mut chair = Mesh::default();
    for (x, z) in [(-0.2f32, -0.2f32), (0.2, -0.2), (-0.2, 0.2), (0.2, 0.2)] {
        let top = if z < 0.0 { 0.95 } else { 0.46 };
        chair.add(Mesh::tube(
            &[
                v(x * 1.15, 0.0, z * 1.15),
                v(x, 0.46, z),
                v(x * 0.95, top, z * 1.1),
            ],
            0.024,
            10,
            seat,
        ));
    }
    match kind % 3 {
        0 => chair.add(Mesh::soft_box(v(0.48, 0.045, 0.46), 0.02, seat).moved(v(0.0, 0.47, 0.0))),
        1 => chair.add(
            Mesh::lathe(
                &[
                    (0.001, 0.0),
                    (0.26, 0.0),
                    (0.27, 0.025),
                    (0.26, 0.05),
                    (0.001, 0.05),
                ],
                seat,
            )
            .moved(v(0.0, 0.45, 0.0)),
        ),
        _ => {
            for i in 0..5 {
                chair.add(Mesh::soft_box(v(0.48, 0.03, 0.07), 0.012, seat).moved(v(
                    0.0,
                    0.47,
                    -0.19 + i as f32 * 0.095,
                )));
            }
        }
    }
    let rails: &[f32] = if kind.is_multiple_of(2) {
        &[0.86]
    } else {
        &[0.66, 0.78, 0.9]
    };
    for y in rails {
        let tall = if rails.len() == 1 { 0.16 } else { 0.05 };
        chair.add(Mesh::soft_box(v(0.43, tall, 0.03), 0.014, seat).moved(v(0.0, *y, -0.215)));
    }
    chair
}

pub fn chairs(take: u32) -> Scene {
    let mut set = Set::new();
    let floor = set.paint(
        Material::matte(ink([0xd8c3a0, 0x8fa39b, 0xb5573f, 0x2f3f4a][take as usize % 4])).grained(plaster),
    );
    set.put(Mesh::patch(1, 1, floor, |a, b| {
        v((b - 0.5) * 60.0, 0.0, (a - 0.5) * 60.0)
    }));
    let tints = [
        0xc8452e, 0x23474d, 0xe2a33a, 0xf2e6cf, 0x6b2f3a, 0x3d5a80, 0x7a8f5a, 0x9a5b34,
    ];
    let mut dice = Dice::new(u64::from(take) + 60);
    let count = 12;
    for i in 0..count {
        let tint = set.paint(Material::glossy(
            ink(tints[(i * 3 + take as usize) % 8]),
            0.05,
            0.25,
        ));
        let piece = chair(tint, i + take as usize);
        let angle = i as f32 / count as f32 * TAU;
        let placed = match take % 4 {
            // Circle; circle with one gap pulled back; a row facing one chair; a stack of rings.
            0 | 3 => piece.turned_y(angle + PI + dice.between(-0.1, 0.1)).moved(v(
                angle.sin() * 2.1,
                0.0,
                angle.cos() * 2.1,
            )),
            1 => {
                let reach = if i == 2 { 3.3 } else { 2.0 };
                piece
                    .turned_y(angle + PI)
                    .moved(v(angle.sin() * reach, 0.0, angle.cos() * reach))
            }
            _ if i == 0 => piece.turned_y(PI).moved(v(0.0, 0.0, 1.6)),
            _ => piece.turned_y(dice.between(-0.08, 0.08)).moved(v(
                (i as f32 - 6.0) * 0.68,
                0.0,
                -0.9 + 0.07 * (i as f32 - 6.0).powi(2) * 0.5,
            )),
        };
        set.put(placed);
    }
    let camera = match take % 4 {
        0 => look(v(0.0, 9.5, 0.9), v(0.0, 0.0, 0.0), 34.0, 0.02),
        1 => look(v(-3.6, 3.6, 6.2), v(0.2, 0.25, 0.3), 34.0, 0.06),
        2 => look(v(-1.6, 1.9, 6.8), v(0.0, 0.4, 0.2), 34.0, 0.07),
        _ => look(v(0.6, 1.15, 4.6), v(0.0, 0.5, 0.0), 40.0, 0.08),
    };
    let mut weather = afternoon(v(-1.5, 0.62, -0.9));
    weather.sun_width = 0.03;
    set.finish(camera, weather, 0.72)
}
