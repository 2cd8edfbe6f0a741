//! The hello film: one greeting after another, each set by the typesetter in its own script.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use super::HEIGHT;
use super::canvas::{Canvas, ease};
use crate::fonts::Typefaces;
use crate::typeset;

/// Pages of `posters/14-hello-film.typ` push each other upwards.
pub fn hello(
    content: &Path,
    faces: &Arc<Typefaces>,
) -> Result<impl Fn(&mut Canvas, f32) + Send + Sync + use<>> {
    let document = typeset::lay_out(content, faces, "posters/14-hello-film.typ", &[])?;
    let pages = typeset::to_pictures(&document, 1280);
    Ok(move |canvas: &mut Canvas, t: f32| {
        let moment = t * pages.len() as f32;
        let (here, within) = (moment as usize % pages.len(), moment.fract());
        let next = (here + 1) % pages.len();
        let push = (ease((within - 0.66) / 0.34) * HEIGHT as f32).round() as i32;
        canvas.picture(&pages[here], -push, 1.0);
        canvas.picture(&pages[next], HEIGHT as i32 - push, 1.0);
    })
}
