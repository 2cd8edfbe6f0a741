//! A drawing surface with the few shapes the films need, over tiny-skia.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, PixmapPaint, Rect, Stroke, Transform,
};

pub struct Canvas(Pixmap);

/// `0xrrggbb` with an opacity in 0..1.
pub fn tint(hex: u32, alpha: f32) -> Color {
    let channel = |shift: u32| ((hex >> shift) & 255) as u8;
    Color::from_rgba8(
        channel(16),
        channel(8),
        channel(0),
        (alpha.clamp(0.0, 1.0) * 255.0) as u8,
    )
}

/// A repeatable value in 0..1 for the number `n`.
pub fn chance(n: f32) -> f32 {
    ((n * 12.9898 + 4.1).sin() * 43_758.547).abs().fract()
}

/// Slow at both ends.
pub fn ease(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

impl Canvas {
    pub fn new(width: u32, height: u32) -> Self {
        // The size is a non-zero constant, so the pixmap exists.
        Self(Pixmap::new(width, height).expect("non-zero size"))
    }
    pub fn bytes(&self) -> &[u8] {
        self.0.data()
    }
    fn paint(color: Color) -> Paint<'static> {
        let mut paint = Paint::default();
        paint.set_color(color);
        paint.anti_alias = true;
        paint
    }
    pub fn ground(&mut self, hex: u32) {
        self.0.fill(tint(hex, 1.0));
    }
    pub fn disc(&mut self, x: f32, y: f32, r: f32, color: Color) {
        if let Some(path) = PathBuilder::from_circle(x, y, r.max(0.05)) {
            self.0.fill_path(
                &path,
                &Self::paint(color),
                FillRule::Winding,
                Transform::identity(),
                None,
            );
        }
    }
    pub fn oval(&mut self, x: f32, y: f32, rx: f32, ry: f32, color: Color) {
        if let Some(path) = PathBuilder::from_circle(0.0, 0.0, 1.0) {
            let place = Transform::from_row(rx.max(0.05), 0.0, 0.0, ry.max(0.05), x, y);
            self.0
                .fill_path(&path, &Self::paint(color), FillRule::Winding, place, None);
        }
    }
    pub fn bar(&mut self, x: f32, y: f32, w: f32, h: f32, color: Color) {
        if let Some(rect) = Rect::from_xywh(x, y, w.max(0.01), h.max(0.01)) {
            self.0
                .fill_rect(rect, &Self::paint(color), Transform::identity(), None);
        }
    }
    pub fn shape(&mut self, points: &[(f32, f32)], color: Color) {
        let mut builder = PathBuilder::new();
        for (i, (x, y)) in points.iter().enumerate() {
            if i == 0 {
                builder.move_to(*x, *y)
            } else {
                builder.line_to(*x, *y)
            }
        }
        builder.close();
        if let Some(path) = builder.finish() {
            self.0.fill_path(
                &path,
                &Self::paint(color),
                FillRule::Winding,
                Transform::identity(),
                None,
            );
        }
    }
    pub fn line(&mut self, points: &[(f32, f32)], width: f32, color: Color) {
        let mut builder = PathBuilder::new();
        for (i, (x, y)) in points.iter().enumerate() {
            if i == 0 {
                builder.move_to(*x, *y)
            } else {
                builder.line_to(*x, *y)
            }
        }
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = builder.finish() {
            self.0
                .stroke_path(&path, &Self::paint(color), &stroke, Transform::identity(), None);
        }
    }
    pub fn picture(&mut self, picture: &Pixmap, dy: i32, opacity: f32) {
        let paint = PixmapPaint {
            opacity,
            ..PixmapPaint::default()
        };
        self.0
            .draw_pixmap(0, dy, picture.as_ref(), &paint, Transform::identity(), None);
    }
}
