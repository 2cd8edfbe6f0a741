//! Towers of books: cloth covers, page blocks, and a paper boat for a bookmark.

use super::kit::{Set, afternoon, linen, look, plaster};
use super::luggage::paper_boat;
use crate::trace::Scene;
use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Dice, ink, v};

pub fn books(take: u32) -> Scene {
    let mut set = Set::new();
    let wall =
        set.paint(Material::matte(ink([0xcfc6b4, 0x2e4a4f, 0xd98f5c][take as usize % 3])).grained(plaster));
    set.backdrop(wall, 2.2);
    let pages =
        set.paint(Material::matte(ink(0xefe3c8)).grained(|p| 0.82 + 0.18 * (p.y * 260.0).sin().abs()));
    let cloth = [
        0xb5432c, 0x24454c, 0xd9a036, 0x5a2f3e, 0x7c8c6a, 0xe5d8bd, 0x2a2c3c, 0xc97b54,
    ];
    let mut dice = Dice::new(u64::from(take) * 5 + 2);
    let towers = [3, 1, 2][take as usize % 3];
    for tower in 0..towers {
        let mut y = 0.0;
        let x = (tower as f32 - (towers - 1) as f32 * 0.5) * 1.5;
        let height = [7, 12, 9][take as usize % 3] - tower * 2;
        for _ in 0..height {
            let (w, d, h) = (
                dice.between(0.85, 1.25),
                dice.between(0.62, 0.85),
                dice.between(0.09, 0.24),
            );
            let cover = set.paint(Material::glossy(ink(dice.pick(&cloth)), 0.03, 0.5).grained(linen));
            let mut book = Mesh::soft_box(v(w - 0.05, h, d - 0.05), 0.01, pages);
            for lid in [-1.0f32, 1.0] {
                book.add(Mesh::soft_box(v(w, 0.022, d), 0.01, cover).moved(v(
                    0.0,
                    lid * (h * 0.5 + 0.01),
                    0.0,
                )));
            }
            book.add(Mesh::soft_box(v(w, h + 0.04, 0.03), 0.014, cover).moved(v(0.0, 0.0, d * 0.5)));
            let band = set.matte(0xe8cf8a);
            for mark in [-0.34f32, 0.34] {
                book.add(Mesh::cuboid(v(0.03, h * 0.98, 0.004), band).moved(v(
                    mark * w,
                    0.0,
                    d * 0.5 + 0.0165,
                )));
            }
            let turned = book.turned_y(dice.between(-0.35, 0.35));
            set.put(turned.moved(v(
                x + dice.between(-0.05, 0.05),
                y + h * 0.5 + 0.02,
                dice.between(-0.06, 0.06),
            )));
            y += h + 0.042;
        }
        if tower == 0 {
            let paper = set.matte(0xfaf4e6);
            set.put(paper_boat(0.34, paper).turned_y(0.7).moved(v(x, y + 0.12, 0.0)));
        }
    }
    let rise = [0.62, 1.0, 0.75][take as usize % 3];
    let camera = look(
        v(-1.1, rise + 0.7, 5.4),
        v(0.0, rise, 0.0),
        [34.0, 42.0, 34.0][take as usize % 3],
        0.05,
    );
    set.finish(camera, afternoon(v(1.2, 0.95, 0.8)), 0.72)
}
