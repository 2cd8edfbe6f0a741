//! A short text as a QR code, for the camera of a visitor's phone. The text stays in the body: no address, no log has it.

use axum::Json;
use axum::extract::Request;
use qrcode::{Color, EcLevel, QrCode, Version};
use vitrine_core::messages::QrSymbol;

use super::films::body;
use crate::refusal::Refusal;

/// Largest version that is drawn, of 40: 97 modules on a side and 666 bytes. The modules of a larger one would be too
/// small on the glass.
const LARGEST: i16 = 20;

pub(super) async fn symbol(request: Request) -> Result<Json<QrSymbol>, Refusal> {
    let body = body(request).await?;
    let text = std::str::from_utf8(&body).map_err(|_| Refusal::Unclear)?;
    if text.is_empty() {
        return Err(Refusal::Unclear);
    }
    drawn(text).map(Json).ok_or(Refusal::TooLong)
}

/// The code of this text; `None` when it is longer than the largest one holds.
fn drawn(text: &str) -> Option<QrSymbol> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    if !matches!(code.version(), Version::Normal(1..=LARGEST)) {
        return None;
    }
    let size = code.width();
    let colours = code.to_colors();
    let row = |row: &[Color]| row.iter().map(|module| module.select('1', '0')).collect();
    Some(QrSymbol {
        size: u32::try_from(size).expect("at most 97"),
        rows: colours.chunks(size).map(row).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_grows_with_its_text_up_to_the_largest_that_can_be_scanned() {
        assert_eq!(drawn("https://a.example/").unwrap().size, 25);
        let full = drawn(&"x".repeat(666)).unwrap();
        assert_eq!((full.size, full.rows.len()), (97, 97));
        assert!(full.rows.iter().all(|row| row.len() == 97));
        assert_eq!(drawn(&"x".repeat(667)), None);
    }

    #[test]
    fn capitals_and_digits_take_less_room_than_small_letters() {
        let token = "A2B3C4D5E6F7G2H3J4K5M6N7P2";
        let capitals = drawn(&format!("http://10.0.0.7:8090/T/{token}")).unwrap();
        let small = drawn(&format!("http://10.0.0.7:8090/t/{}", token.to_lowercase())).unwrap();
        assert!(capitals.size < small.size, "{} and {}", capitals.size, small.size);
    }
}
