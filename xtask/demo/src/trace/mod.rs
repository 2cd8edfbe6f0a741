//! Our own small path tracer: soft shadows, depth of field, bounced light, then a careful clean-up.

pub mod clean;
pub mod mesh;
mod tree;
pub mod vector;

use std::f32::consts::TAU;

use rayon::prelude::*;

use self::mesh::{Material, Mesh, Triangle};
use self::tree::Tree;
use self::vector::{Dice, Vec3, v};

#[derive(Clone, Copy)]
pub struct Camera {
    pub from: Vec3,
    pub to: Vec3,
    /// Vertical angle of view in degrees.
    pub angle: f32,
    /// Lens radius; 0 is a pinhole. Focus lies at `to` unless `focus` moves it.
    pub lens: f32,
    pub focus: f32,
}

/// Light that comes from everywhere and from one soft sun.
#[derive(Clone, Copy)]
pub struct Weather {
    pub zenith: Vec3,
    pub horizon: Vec3,
    pub sun_from: Vec3,
    pub sun: Vec3,
    /// How wide the sun is; wide suns cast soft shadows.
    pub sun_width: f32,
}

pub struct Lamp {
    pub at: Vec3,
    pub radius: f32,
    pub light: Vec3,
}

pub struct Scene {
    pub mesh: Mesh,
    pub materials: Vec<Material>,
    pub camera: Camera,
    pub weather: Weather,
    pub lamps: Vec<Lamp>,
    pub exposure: f32,
}

/// What one pixel gathered: light, plus what the clean-up needs to keep edges.
#[derive(Clone, Copy, Default)]
pub struct Sample {
    pub light: Vec3,
    /// Reflections, kept apart because they do not take the surface colour.
    pub shine: Vec3,
    pub albedo: Vec3,
    pub normal: Vec3,
    pub depth: f32,
}

struct Studio<'a> {
    scene: &'a Scene,
    tree: Tree,
}

/// Renders the scene to linear light samples, row by row in parallel, the same on every run.
pub fn render(scene: &Scene, width: usize, height: usize, samples: usize, seed: u64) -> Vec<Sample> {
    let studio = Studio {
        scene,
        tree: Tree::new(scene.mesh.triangles.clone()),
    };
    let camera = scene.camera;
    let forward = (camera.to - camera.from).unit();
    let right = forward.cross(Vec3::UP).unit();
    let up = right.cross(forward);
    let focus = (camera.to - camera.from).length() + camera.focus;
    let half = (camera.angle.to_radians() * 0.5).tan();
    let side = (samples as f32).sqrt().round().max(1.0) as usize;
    (0..height)
        .into_par_iter()
        .flat_map_iter(|y| {
            let mut dice = Dice::new(seed * 1_000_003 + y as u64);
            let studio = &studio;
            (0..width)
                .map(move |x| {
                    let mut total = Sample::default();
                    for index in 0..side * side {
                        // Stratified within the pixel, so few samples already look even.
                        let jx = ((index % side) as f32 + dice.roll()) / side as f32;
                        let jy = ((index / side) as f32 + dice.roll()) / side as f32;
                        let px = ((x as f32 + jx) / width as f32 * 2.0 - 1.0) * half * width as f32
                            / height as f32;
                        let py = (1.0 - (y as f32 + jy) / height as f32 * 2.0) * half;
                        let target = camera.from + (forward + right * px + up * py) * focus;
                        let (s, c) = (dice.roll() * TAU).sin_cos();
                        let spread = dice.roll().sqrt() * camera.lens;
                        let from = camera.from + (right * c + up * s) * spread;
                        let one = studio.walk(from, (target - from).unit(), &mut dice, true);
                        // Rare bright paths would leave specks; cap them.
                        let capped = |l: Vec3| {
                            if l.largest() > 8.0 {
                                l * (8.0 / l.largest())
                            } else {
                                l
                            }
                        };
                        total.light += capped(one.light);
                        total.shine += capped(one.shine);
                        total.albedo += one.albedo;
                        total.normal += one.normal;
                        total.depth += one.depth;
                    }
                    let share = 1.0 / (side * side) as f32;
                    Sample {
                        light: total.light * share,
                        shine: total.shine * share,
                        albedo: total.albedo * share,
                        normal: total.normal * share,
                        depth: total.depth * share,
                    }
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

impl Studio<'_> {
    fn sky(&self, along: Vec3) -> Vec3 {
        let weather = &self.scene.weather;
        let t = along.y.clamp(0.0, 1.0).powf(0.6);
        weather.horizon.mix(weather.zenith, t)
    }

    /// Follows one light path backwards from the lens.
    fn walk(&self, mut from: Vec3, mut along: Vec3, dice: &mut Dice, eye: bool) -> Sample {
        let mut sample = Sample {
            albedo: Vec3::ONE,
            depth: 100.0,
            ..Sample::default()
        };
        let mut weight = Vec3::ONE;
        let mut first = true;
        let mut mirrored = true;
        for bounce in 0..12 {
            let Some(hit) = self.tree.nearest(from, along, f32::MAX) else {
                sample.light += weight * self.sky(along);
                break;
            };
            let t: &Triangle = &self.tree.triangles[hit.index];
            let material = &self.scene.materials[t.material];
            let at = from + along * hit.distance;
            let mut normal =
                (t.normal[0] * (1.0 - hit.u - hit.v) + t.normal[1] * hit.u + t.normal[2] * hit.v).unit();
            let mut flat = (t.at[1] - t.at[0]).cross(t.at[2] - t.at[0]).unit();
            if flat.dot(along) > 0.0 {
                flat = -flat;
            }
            if normal.dot(flat) < 0.0 {
                normal = -normal;
            }
            let color = material
                .grain
                .map_or(material.color, |grain| material.color * grain(at));
            if first {
                sample.normal = normal;
                sample.depth = hit.distance;
                sample.albedo = color.max(Vec3::ONE * 0.02);
                first = material.clear > 0.5;
            }
            if bounce == 0 || mirrored || material.glow.largest() < 6.0 {
                sample.light += weight * material.glow;
            }
            let facing = (-along.dot(normal)).clamp(0.0, 1.0);
            let fresnel =
                material.gloss + (1.0 - material.gloss) * (1.0 - facing).powi(5) * (1.0 - material.roughness);
            if material.gloss > 0.0 {
                let mirror = along - normal * (2.0 * along.dot(normal));
                let mut bounced = (mirror + ball(dice) * material.roughness).unit();
                if bounced.dot(flat) < 0.0 {
                    bounced = bounced - flat * (2.0 * bounced.dot(flat));
                }
                if eye && (first || bounce < 2) {
                    // Seen directly, both ways are followed: chance alone would leave specks.
                    let seen = self.walk(at + flat * 2e-4, bounced, dice, false);
                    sample.shine += weight * (seen.light + seen.shine) * fresnel;
                    weight = weight * (1.0 - fresnel);
                } else if dice.roll() < fresnel {
                    along = bounced;
                    from = at + flat * 2e-4;
                    mirrored = true;
                    continue;
                }
            }
            if material.clear > 0.0 {
                weight = weight * color;
                from = at - flat * 2e-4;
                continue;
            }
            weight = weight * color;
            mirrored = false;
            from = at + flat * 2e-4;
            sample.light += weight * self.direct(from, normal, dice);
            along = (normal + sphere(dice)).unit();
            if along.dot(flat) <= 0.0 {
                break;
            }
            if bounce > 1 {
                let keep = weight.largest().clamp(0.05, 0.8);
                if dice.roll() > keep {
                    break;
                }
                weight = weight / keep;
            }
        }
        sample
    }

    /// Light that reaches a point straight from the sun and from one lamp picked by chance.
    fn direct(&self, at: Vec3, normal: Vec3, dice: &mut Dice) -> Vec3 {
        let weather = &self.scene.weather;
        let mut light = Vec3::ZERO;
        if weather.sun.largest() > 0.0 {
            let towards = (weather.sun_from.unit() + ball(dice) * weather.sun_width).unit();
            let slope = normal.dot(towards);
            if slope > 0.0 {
                light += weather.sun * self.passage(at, towards, f32::MAX) * slope;
            }
        }
        if !self.scene.lamps.is_empty() {
            let count = self.scene.lamps.len() as f32;
            let lamp = &self.scene.lamps[((dice.roll() * count) as usize).min(self.scene.lamps.len() - 1)];
            let target = lamp.at + ball(dice) * lamp.radius;
            let way = target - at;
            let distance = way.length();
            let towards = way / distance;
            let slope = normal.dot(towards);
            if slope > 0.0 {
                // The lamp's own shell must not shade it, hence the shortened reach.
                let open = self.passage(at, towards, (distance - lamp.radius * 1.6).max(1e-3));
                light += lamp.light * open * (slope * count / (distance * distance).max(0.02));
            }
        }
        light
    }

    /// How much light gets through to `limit`: none past solid things, tinted past clear ones.
    fn passage(&self, mut from: Vec3, along: Vec3, limit: f32) -> Vec3 {
        let mut open = Vec3::ONE;
        let mut left = limit;
        for _ in 0..6 {
            let Some(hit) = self.tree.nearest(from, along, left) else {
                return open;
            };
            let material = &self.scene.materials[self.tree.triangles[hit.index].material];
            if material.clear <= 0.0 {
                return Vec3::ZERO;
            }
            open = open * material.color * material.clear;
            from += along * (hit.distance + 3e-4);
            left -= hit.distance + 3e-4;
        }
        Vec3::ZERO
    }
}

fn sphere(dice: &mut Dice) -> Vec3 {
    let y = dice.between(-1.0, 1.0);
    let ring = (1.0 - y * y).max(0.0).sqrt();
    let (s, c) = (dice.roll() * TAU).sin_cos();
    v(ring * c, y, ring * s)
}

fn ball(dice: &mut Dice) -> Vec3 {
    sphere(dice) * dice.roll().cbrt()
}
