//! Builds the things in the rendered scenes out of triangles: patches, lathed pots, tubes, soft boxes.

use std::collections::HashMap;
use std::f32::consts::{PI, TAU};

use super::vector::{Vec3, v};

/// How a surface answers light. Colours are linear.
#[derive(Clone, Copy)]
pub struct Material {
    pub color: Vec3,
    pub glow: Vec3,
    /// Chance that a ray is reflected as on varnish, at grazing angles more.
    pub gloss: f32,
    pub roughness: f32,
    /// Light passes straight through, tinted by `color`, as in thin glass or paper.
    pub clear: f32,
    pub grain: Option<fn(Vec3) -> f32>,
}

impl Material {
    pub fn matte(color: Vec3) -> Self {
        Self {
            color,
            glow: Vec3::ZERO,
            gloss: 0.0,
            roughness: 1.0,
            clear: 0.0,
            grain: None,
        }
    }
    pub fn glossy(color: Vec3, gloss: f32, roughness: f32) -> Self {
        Self {
            gloss,
            roughness,
            ..Self::matte(color)
        }
    }
    pub fn glass(tint: Vec3) -> Self {
        Self {
            clear: 0.96,
            gloss: 0.10,
            roughness: 0.0,
            ..Self::matte(tint)
        }
    }
    pub fn glowing(color: Vec3, strength: f32) -> Self {
        Self {
            glow: color * strength,
            ..Self::matte(color)
        }
    }
    /// Multiplies the colour by a pattern read at the surface point.
    pub fn grained(self, grain: fn(Vec3) -> f32) -> Self {
        Self {
            grain: Some(grain),
            ..self
        }
    }
}

#[derive(Clone, Copy)]
pub struct Triangle {
    pub at: [Vec3; 3],
    pub normal: [Vec3; 3],
    pub material: usize,
}

#[derive(Clone, Default)]
pub struct Mesh {
    pub triangles: Vec<Triangle>,
}

impl Mesh {
    fn face(&mut self, a: Vec3, b: Vec3, c: Vec3, material: usize) {
        let n = (b - a).cross(c - a);
        if n.length() > 1e-12 {
            let n = n.unit();
            self.triangles.push(Triangle {
                at: [a, b, c],
                normal: [n; 3],
                material,
            });
        }
    }

    /// A surface `f(u, v)` over the unit square, as `nu` × `nv` cells.
    pub fn patch(nu: usize, nv: usize, material: usize, f: impl Fn(f32, f32) -> Vec3) -> Self {
        let mut mesh = Self::default();
        let at = |i: usize, j: usize| f(i as f32 / nu as f32, j as f32 / nv as f32);
        for i in 0..nu {
            for j in 0..nv {
                let (a, b, c, d) = (at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1));
                mesh.face(a, b, c, material);
                mesh.face(a, c, d, material);
            }
        }
        mesh
    }

    /// Turns a profile of (radius, height) points around the vertical axis.
    pub fn lathe(profile: &[(f32, f32)], material: usize) -> Self {
        let steps = profile.len() - 1;
        Self::patch(56, steps, material, |u, t| {
            let (r, y) = profile[(t * steps as f32).round() as usize];
            let (s, c) = (u * TAU).sin_cos();
            v(r * c, y, r * s)
        })
        .smooth(50.0)
    }

    pub fn ball(radius: f32, detail: usize, material: usize) -> Self {
        Self::patch(detail * 2, detail, material, |u, t| {
            let (s, c) = (u * TAU).sin_cos();
            let (ring, height) = (t * PI).sin_cos();
            v(ring * c, height, ring * s) * radius
        })
        .smooth(60.0)
    }

    /// A box of the given full size, its edges rounded by `radius`.
    pub fn soft_box(size: Vec3, radius: f32, material: usize) -> Self {
        let half = size * 0.5;
        let radius = radius.min(half.x).min(half.y).min(half.z);
        let inner = half - Vec3::ONE * radius;
        let cells = 10;
        let mut mesh = Self::default();
        for side in 0..6 {
            mesh.triangles.extend(
                Self::patch(cells, cells, material, |a, b| {
                    // Two points near each border make the rounding; the middle stays flat.
                    let spread = |t: f32| {
                        let t = t * 2.0 - 1.0;
                        t.signum() * (1.0 - (1.0 - t.abs()).powi(2)).min(1.0)
                    };
                    let (a, b) = (spread(a), spread(b));
                    let cube = match side {
                        0 => v(1.0, a, b),
                        1 => v(-1.0, b, a),
                        2 => v(b, 1.0, a),
                        3 => v(a, -1.0, b),
                        4 => v(a, b, 1.0),
                        _ => v(b, a, -1.0),
                    };
                    let p = cube * half;
                    let core = p.max(-inner).min(inner);
                    let out = p - core;
                    if out.length() < 1e-7 {
                        p
                    } else {
                        core + out.unit() * radius
                    }
                })
                .triangles,
            );
        }
        mesh.smooth(35.0)
    }

    /// A plain box with sharp edges.
    pub fn cuboid(size: Vec3, material: usize) -> Self {
        let h = size * 0.5;
        let outline = [(-h.x, -h.z), (h.x, -h.z), (h.x, h.z), (-h.x, h.z)];
        Self::prism(&outline, size.y, material).moved(v(0.0, -h.y, 0.0))
    }

    /// Raises a convex outline of (x, z) points from the ground to `height`.
    pub fn prism(outline: &[(f32, f32)], height: f32, material: usize) -> Self {
        let mut mesh = Self::default();
        let low = |i: usize| v(outline[i].0, 0.0, outline[i].1);
        let high = |i: usize| v(outline[i].0, height, outline[i].1);
        for i in 0..outline.len() {
            let j = (i + 1) % outline.len();
            mesh.face(low(i), high(i), high(j), material);
            mesh.face(low(i), high(j), low(j), material);
        }
        for i in 1..outline.len() - 1 {
            mesh.face(high(0), high(i + 1), high(i), material);
            mesh.face(low(0), low(i), low(i + 1), material);
        }
        mesh
    }

    /// A round cord through the points.
    pub fn tube(points: &[Vec3], radius: f32, sides: usize, material: usize) -> Self {
        let last = points.len() - 1;
        let frame = |i: usize| {
            let along = (points[(i + 1).min(last)] - points[i.saturating_sub(1)]).unit();
            let helper = if along.y.abs() > 0.9 {
                v(1.0, 0.0, 0.0)
            } else {
                Vec3::UP
            };
            let side = along.cross(helper).unit();
            (side, along.cross(side))
        };
        Self::patch(sides, last, material, |u, t| {
            let i = (t * last as f32).round() as usize;
            let (side, up) = frame(i);
            let (s, c) = (u * TAU).sin_cos();
            points[i] + (side * c + up * s) * radius
        })
        .smooth(60.0)
    }

    /// Shares normals between faces that meet at less than `crease` degrees.
    pub fn smooth(mut self, crease: f32) -> Self {
        let limit = (crease.to_radians()).cos();
        let key = |p: Vec3| ((p.x * 4e4) as i64, (p.y * 4e4) as i64, (p.z * 4e4) as i64);
        let mut around: HashMap<(i64, i64, i64), Vec<Vec3>> = HashMap::new();
        for t in &self.triangles {
            let weighted = (t.at[1] - t.at[0]).cross(t.at[2] - t.at[0]);
            for p in t.at {
                around.entry(key(p)).or_default().push(weighted);
            }
        }
        for t in &mut self.triangles {
            let own = t.normal[0];
            for (slot, p) in t.at.iter().enumerate() {
                let sum = around[&key(*p)]
                    .iter()
                    .filter(|n| n.unit().dot(own) > limit)
                    .fold(Vec3::ZERO, |sum, n| sum + *n);
                t.normal[slot] = if sum.length() > 1e-12 { sum.unit() } else { own };
            }
        }
        self
    }

    /// Applies a rigid motion (or any map close to one) to points; normals follow from `turn`.
    fn mapped(mut self, place: impl Fn(Vec3) -> Vec3, turn: impl Fn(Vec3) -> Vec3) -> Self {
        for t in &mut self.triangles {
            t.at = t.at.map(&place);
            t.normal = t.normal.map(&turn);
        }
        self
    }
    pub fn moved(self, by: Vec3) -> Self {
        self.mapped(|p| p + by, |n| n)
    }
    pub fn turned_y(self, angle: f32) -> Self {
        self.mapped(|p| p.turn_y(angle), |n| n.turn_y(angle))
    }
    pub fn turned_x(self, angle: f32) -> Self {
        self.mapped(|p| p.turn_x(angle), |n| n.turn_x(angle))
    }
    pub fn turned_z(self, angle: f32) -> Self {
        self.mapped(|p| p.turn_z(angle), |n| n.turn_z(angle))
    }
    pub fn scaled(self, by: Vec3) -> Self {
        let inverse = v(1.0 / by.x, 1.0 / by.y, 1.0 / by.z);
        self.mapped(|p| p * by, |n| (n * inverse).unit())
    }
    pub fn add(&mut self, other: Self) {
        self.triangles.extend(other.triangles);
    }
}
