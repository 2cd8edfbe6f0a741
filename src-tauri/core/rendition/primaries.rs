//! Colour spaces that a picture names by numbers instead of carrying a profile (ITU-T H.273).

use moxcms::ColorProfile;

/// The profile of these primaries and this transfer; `None` where they are sRGB, or nothing that is known.
pub(crate) fn profile(primaries: u16, transfer: u16) -> Option<Vec<u8>> {
    let profile = match (primaries, transfer) {
        (12, 16) => ColorProfile::new_display_p3_pq(),
        (12, _) => ColorProfile::new_display_p3(),
        (9, 16) => ColorProfile::new_bt2020_pq(),
        (9, 18) => ColorProfile::new_bt2020_hlg(),
        (9, _) => ColorProfile::new_bt2020(),
        _ => return None,
    };
    profile.encode().ok()
}
