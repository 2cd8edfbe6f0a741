//! The camera of a phone: finds a QR code in a picture and reads it.

/// What a code says, and its level of error correction (`M` is 0), from its modules: rows of `1` for dark and `0` for light.
/// They are looked at as a picture, with the quiet zone around them.
pub(crate) fn scanned(rows: &[String]) -> (String, u16) {
    const QUIET: usize = 4;
    const PIXELS: usize = 4;
    let modules: Vec<&[u8]> = rows.iter().map(|row| row.as_bytes()).collect();
    let edge = (modules.len() + 2 * QUIET) * PIXELS;
    let is_dark = |x: usize, y: usize| {
        let at = |pixel: usize| (pixel / PIXELS).checked_sub(QUIET);
        let module = at(y).and_then(|y| modules.get(y)?.get(at(x)?));
        module == Some(&b'1')
    };
    let light = |x, y| if is_dark(x, y) { 20 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(edge, edge, light);
    let codes = picture.detect_grids();
    let [code] = codes.as_slice() else {
        panic!("one code, not {}", codes.len())
    };
    let (about, text) = code.decode().expect("a code that can be read");
    (text, about.ecc_level)
}
