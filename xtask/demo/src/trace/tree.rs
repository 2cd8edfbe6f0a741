//! Finds what a ray hits first: a binary tree of boxes over the triangles.

use super::mesh::Triangle;
use super::vector::Vec3;

struct Node {
    low: Vec3,
    high: Vec3,
    /// Leaf: first triangle. Branch: index of the right child (the left one follows directly).
    link: u32,
    count: u32,
}

pub struct Tree {
    nodes: Vec<Node>,
    pub triangles: Vec<Triangle>,
}

pub struct Hit {
    pub distance: f32,
    pub index: usize,
    pub u: f32,
    pub v: f32,
}

impl Tree {
    pub fn new(triangles: Vec<Triangle>) -> Self {
        let mut tree = Self {
            nodes: Vec::new(),
            triangles,
        };
        let mut order: Vec<(Vec3, Triangle)> = tree
            .triangles
            .iter()
            .map(|t| ((t.at[0] + t.at[1] + t.at[2]) / 3.0, *t))
            .collect();
        tree.split(&mut order, 0);
        tree.triangles = order.into_iter().map(|(_, t)| t).collect();
        tree
    }

    /// Cuts along the longest axis where the two halves are cheapest to search.
    fn split(&mut self, part: &mut [(Vec3, Triangle)], offset: usize) {
        let mut low = Vec3::ONE * f32::MAX;
        let mut high = Vec3::ONE * f32::MIN;
        let (mut centre_low, mut centre_high) = (low, high);
        for (centre, t) in part.iter() {
            for p in t.at {
                low = low.min(p);
                high = high.max(p);
            }
            centre_low = centre_low.min(*centre);
            centre_high = centre_high.max(*centre);
        }
        let here = self.nodes.len();
        self.nodes.push(Node {
            low,
            high,
            link: offset as u32,
            count: part.len() as u32,
        });
        if part.len() <= 3 {
            return;
        }
        let spread = centre_high - centre_low;
        let axis = if spread.x >= spread.y && spread.x >= spread.z {
            0
        } else if spread.y >= spread.z {
            1
        } else {
            2
        };
        part.sort_unstable_by(|a, b| a.0.axis(axis).total_cmp(&b.0.axis(axis)));
        let middle = cheapest_cut(part);
        let (left, right) = part.split_at_mut(middle);
        self.split(left, offset);
        let link = self.nodes.len() as u32;
        self.split(right, offset + middle);
        self.nodes[here].link = link;
        self.nodes[here].count = 0;
    }

    /// The nearest hit closer than `limit`.
    pub fn nearest(&self, from: Vec3, along: Vec3, limit: f32) -> Option<Hit> {
        let inverse = Vec3 {
            x: 1.0 / along.x,
            y: 1.0 / along.y,
            z: 1.0 / along.z,
        };
        let mut best: Option<Hit> = None;
        let mut reach = limit;
        let mut stack = [0u32; 64];
        let mut depth = 1;
        while depth > 0 {
            depth -= 1;
            let index = stack[depth] as usize;
            let node = &self.nodes[index];
            if enter(node, from, inverse, reach).is_none() {
                continue;
            }
            if node.count > 0 {
                for i in node.link as usize..(node.link + node.count) as usize {
                    if let Some((distance, u, v)) = cut(&self.triangles[i], from, along)
                        && distance < reach
                    {
                        reach = distance;
                        best = Some(Hit {
                            distance,
                            index: i,
                            u,
                            v,
                        });
                    }
                }
            } else {
                let (left, right) = (index + 1, node.link as usize);
                let a = enter(&self.nodes[left], from, inverse, reach);
                let b = enter(&self.nodes[right], from, inverse, reach);
                // The nearer child goes on top of the stack.
                let order = match (a, b) {
                    (Some(a), Some(b)) if a < b => [Some(right), Some(left)],
                    (Some(_), Some(_)) => [Some(left), Some(right)],
                    (Some(_), None) => [Some(left), None],
                    (None, Some(_)) => [Some(right), None],
                    (None, None) => [None, None],
                };
                for child in order.into_iter().flatten() {
                    stack[depth] = child as u32;
                    depth += 1;
                }
            }
        }
        best
    }
}

/// Tries sixteen places to cut the sorted part and keeps the one with the least box surface to hit.
fn cheapest_cut(part: &[(Vec3, Triangle)]) -> usize {
    let surface = |part: &[(Vec3, Triangle)]| {
        let mut low = Vec3::ONE * f32::MAX;
        let mut high = Vec3::ONE * f32::MIN;
        for p in part.iter().flat_map(|(_, t)| t.at) {
            low = low.min(p);
            high = high.max(p);
        }
        let d = high - low;
        d.x * d.y + d.y * d.z + d.z * d.x
    };
    (1..16)
        .map(|i| (part.len() * i / 16).clamp(1, part.len() - 1))
        .map(|at| {
            let (left, right) = part.split_at(at);
            (
                surface(left) * left.len() as f32 + surface(right) * right.len() as f32,
                at,
            )
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(part.len() / 2, |best| best.1)
}

fn enter(node: &Node, from: Vec3, inverse: Vec3, reach: f32) -> Option<f32> {
    let a = (node.low - from) * inverse;
    let b = (node.high - from) * inverse;
    let (near, far) = (a.min(b), a.max(b));
    let start = near.largest().max(0.0);
    let end = far.x.min(far.y).min(far.z).min(reach);
    (start <= end).then_some(start)
}

/// Möller–Trumbore ray–triangle test.
fn cut(t: &Triangle, from: Vec3, along: Vec3) -> Option<(f32, f32, f32)> {
    let (e1, e2) = (t.at[1] - t.at[0], t.at[2] - t.at[0]);
    let p = along.cross(e2);
    let det = e1.dot(p);
    if det.abs() < 1e-10 {
        return None;
    }
    let inv = 1.0 / det;
    let s = from - t.at[0];
    let u = s.dot(p) * inv;
    if !(0.0..=1.0).contains(&u) {
        return None;
    }
    let q = s.cross(e1);
    let v = along.dot(q) * inv;
    if v < 0.0 || u + v > 1.0 {
        return None;
    }
    let distance = e2.dot(q) * inv;
    (distance > 1e-4).then_some((distance, u, v))
}
