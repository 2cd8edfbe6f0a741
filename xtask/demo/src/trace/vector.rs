//! Three-component vectors for the renderer; just the operations it uses.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vec3 {
    pub x: f32,
    pub y: f32,
    pub z: f32,
}

pub const fn v(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3 { x, y, z }
}

impl Vec3 {
    pub const ZERO: Self = v(0.0, 0.0, 0.0);
    pub const ONE: Self = v(1.0, 1.0, 1.0);
    pub const UP: Self = v(0.0, 1.0, 0.0);

    pub fn dot(self, o: Self) -> f32 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }
    pub fn cross(self, o: Self) -> Self {
        v(
            self.y * o.z - self.z * o.y,
            self.z * o.x - self.x * o.z,
            self.x * o.y - self.y * o.x,
        )
    }
    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }
    pub fn unit(self) -> Self {
        self / self.length().max(1e-12)
    }
    pub fn min(self, o: Self) -> Self {
        v(self.x.min(o.x), self.y.min(o.y), self.z.min(o.z))
    }
    pub fn max(self, o: Self) -> Self {
        v(self.x.max(o.x), self.y.max(o.y), self.z.max(o.z))
    }
    pub fn mix(self, o: Self, t: f32) -> Self {
        self * (1.0 - t) + o * t
    }
    pub fn axis(self, axis: usize) -> f32 {
        [self.x, self.y, self.z][axis]
    }
    pub fn largest(self) -> f32 {
        self.x.max(self.y).max(self.z)
    }
    /// Turns around the vertical axis.
    pub fn turn_y(self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        v(self.x * c + self.z * s, self.y, self.z * c - self.x * s)
    }
    pub fn turn_x(self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        v(self.x, self.y * c - self.z * s, self.y * s + self.z * c)
    }
    pub fn turn_z(self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        v(self.x * c - self.y * s, self.x * s + self.y * c, self.z)
    }
}

impl Add for Vec3 {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        v(self.x + o.x, self.y + o.y, self.z + o.z)
    }
}
impl AddAssign for Vec3 {
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}
impl Sub for Vec3 {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        v(self.x - o.x, self.y - o.y, self.z - o.z)
    }
}
impl Mul<f32> for Vec3 {
    type Output = Self;
    fn mul(self, s: f32) -> Self {
        v(self.x * s, self.y * s, self.z * s)
    }
}
impl Mul for Vec3 {
    type Output = Self;
    fn mul(self, o: Self) -> Self {
        v(self.x * o.x, self.y * o.y, self.z * o.z)
    }
}
impl Div<f32> for Vec3 {
    type Output = Self;
    fn div(self, s: f32) -> Self {
        self * (1.0 / s)
    }
}
impl Neg for Vec3 {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

/// A small, fast, seedable random source (PCG-style), the same on every machine.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d);
        dice.bits();
        dice.bits();
        dice
    }
    fn bits(&mut self) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mixed = ((self.0 >> 18) ^ self.0) >> 27;
        (mixed as u32).rotate_right((self.0 >> 59) as u32)
    }
    /// Uniform in 0..1.
    pub fn roll(&mut self) -> f32 {
        (self.bits() >> 8) as f32 / 16_777_216.0
    }
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.roll()
    }
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.bits() as usize) % from.len()]
    }
}

/// sRGB hex to linear light, so palettes can be written as designers write them.
pub fn ink(hex: u32) -> Vec3 {
    let channel = |shift: u32| (((hex >> shift) & 255) as f32 / 255.0).powf(2.2);
    v(channel(16), channel(8), channel(0))
}

/// Smooth value noise in 0..1, for surfaces that must not look machine-made.
pub fn noise(p: Vec3) -> f32 {
    let cell = v(p.x.floor(), p.y.floor(), p.z.floor());
    let f = p - cell;
    let s = v(
        f.x * f.x * (3.0 - 2.0 * f.x),
        f.y * f.y * (3.0 - 2.0 * f.y),
        f.z * f.z * (3.0 - 2.0 * f.z),
    );
    let corner = |dx: i32, dy: i32, dz: i32| {
        let mut h = (cell.x as i32 + dx).wrapping_mul(374_761_393)
            ^ (cell.y as i32 + dy).wrapping_mul(668_265_263)
            ^ (cell.z as i32 + dz).wrapping_mul(1_274_126_177);
        h = (h ^ (h >> 13)).wrapping_mul(1_103_515_245);
        ((h ^ (h >> 16)) & 0xffff) as f32 / 65_535.0
    };
    let lerp = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let plane = |dz: i32| {
        lerp(
            lerp(corner(0, 0, dz), corner(1, 0, dz), s.x),
            lerp(corner(0, 1, dz), corner(1, 1, dz), s.x),
            s.y,
        )
    };
    lerp(plane(0), plane(1), s.z)
}
