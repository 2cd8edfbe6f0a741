//! Shared studio furniture: floors, backdrops, weathers, and a scene under construction.

use std::f32::consts::FRAC_PI_2;

use crate::trace::mesh::{Material, Mesh};
use crate::trace::vector::{Vec3, ink, noise, v};
use crate::trace::{Camera, Lamp, Scene, Weather};

/// A scene being put together; materials are added as they are needed.
pub struct Set {
    mesh: Mesh,
    materials: Vec<Material>,
    pub lamps: Vec<Lamp>,
}

impl Set {
    pub fn new() -> Self {
        Self {
            mesh: Mesh::default(),
            materials: Vec::new(),
            lamps: Vec::new(),
        }
    }
    pub fn paint(&mut self, material: Material) -> usize {
        self.materials.push(material);
        self.materials.len() - 1
    }
    pub fn matte(&mut self, hex: u32) -> usize {
        self.paint(Material::matte(ink(hex)))
    }
    pub fn varnish(&mut self, hex: u32) -> usize {
        self.paint(Material::glossy(ink(hex), 0.05, 0.12))
    }
    pub fn put(&mut self, mesh: Mesh) {
        self.mesh.add(mesh);
    }
    /// Floor that curves up into a wall, as in a photographer's studio.
    pub fn backdrop(&mut self, material: usize, back: f32) {
        self.put(
            Mesh::patch(2, 60, material, |u, t| {
                let x = (u - 0.5) * 60.0;
                let s = t * 40.0 - 14.0;
                let bend = 3.0;
                if s < 0.0 {
                    v(x, 0.0, -back - s - bend + bend)
                } else if s < bend * FRAC_PI_2 {
                    let a = s / bend;
                    v(x, bend * (1.0 - a.cos()), -back - bend * a.sin())
                } else {
                    v(x, bend + s - bend * FRAC_PI_2, -back - bend)
                }
            })
            .smooth(60.0),
        );
    }
    pub fn finish(self, camera: Camera, weather: Weather, exposure: f32) -> Scene {
        let Self {
            mesh,
            materials,
            lamps,
        } = self;
        Scene {
            mesh,
            materials,
            camera,
            weather,
            lamps,
            exposure,
        }
    }
}

pub fn look(from: Vec3, to: Vec3, angle: f32, lens: f32) -> Camera {
    Camera {
        from,
        to,
        angle,
        lens,
        focus: 0.0,
    }
}

/// Late-afternoon window light: warm sun, cool soft fill.
pub fn afternoon(sun_from: Vec3) -> Weather {
    Weather {
        zenith: v(0.42, 0.50, 0.62),
        horizon: v(0.62, 0.55, 0.48),
        sun_from,
        sun: v(3.4, 2.7, 1.9),
        sun_width: 0.06,
    }
}

/// After sunset: blue from above, an ember at the horizon, no sun.
pub fn dusk() -> Weather {
    Weather {
        zenith: v(0.035, 0.06, 0.16),
        horizon: v(0.36, 0.17, 0.13),
        sun_from: v(0.0, 1.0, 0.0),
        sun: Vec3::ZERO,
        sun_width: 0.1,
    }
}

pub fn plaster(p: Vec3) -> f32 {
    0.93 + 0.07 * noise(p * 3.0) - 0.05 * noise(p * 23.0)
}

pub fn linen(p: Vec3) -> f32 {
    let thread = |t: f32| (t * 90.0).sin() * 0.5 + 0.5;
    0.86 + 0.08 * thread(p.x) * thread(p.z + 0.017) + 0.06 * noise(p * 9.0)
}

pub fn timber(p: Vec3) -> f32 {
    let rings = noise(v(p.x * 0.7, p.y * 3.0, p.z * 9.0)) * 5.0;
    0.78 + 0.2 * (rings.fract() - 0.5).abs() + 0.1 * noise(v(p.x * 5.0, p.y * 5.0, p.z * 60.0))
}

pub fn hide(p: Vec3) -> f32 {
    0.82 + 0.2 * noise(p * 38.0) * noise(p * 7.0) + 0.08 * noise(p * 2.0)
}
