//! How films are decoded by the graphics hardware, or kept away from it: the words that each system wants to hear.

use crate::settings::Decoding;

/// Codecs that graphics hardware decodes, as GStreamer's elements are named after them.
#[cfg(any(target_os = "linux", test))]
const CODECS: [&str; 5] = ["h264", "h265", "vp8", "vp9", "av1"];

/// GStreamer's elements for each codec, `*` in its place: VA-API, NVIDIA, and the decoders of small boards.
#[cfg(any(target_os = "linux", test))]
const HARDWARE: [&str; 5] = ["va*dec", "nv*dec", "nv*sldec", "v4l2*dec", "v4l2sl*dec"];

/// The value of `GST_PLUGIN_FEATURE_RANK`, or `None` to leave it as it is. Before GStreamer 1.24 the VA-API decoders are
/// never chosen by themselves; later ones choose them, and `On` changes nothing. `before` is the value that the operator
/// has set: it comes last, because the last word on an element counts.
#[cfg(any(target_os = "linux", test))]
pub(super) fn ranks(wish: Decoding, before: Option<&str>) -> Option<String> {
    let (elements, rank) = match wish {
        Decoding::Auto => return None,
        Decoding::On => (&HARDWARE[..1], "MAX"),
        Decoding::Off => (&HARDWARE[..], "NONE"),
    };
    let ours = elements
        .iter()
        .flat_map(|element| CODECS.map(|codec| format!("{}:{rank}", element.replace('*', codec))));
    let theirs = before.filter(|ranks| !ranks.is_empty()).map(str::to_owned);
    Some(ours.chain(theirs).collect::<Vec<_>>().join(","))
}

/// The arguments of WebView2, or `None` for those that it is given anyway. Whoever gives any has to repeat those.
#[cfg(any(windows, test))]
pub(super) fn arguments(wish: Decoding) -> Option<&'static str> {
    match wish {
        // It decodes by hardware wherever it can.
        Decoding::Auto | Decoding::On => None,
        Decoding::Off => Some(
            "--disable-features=msWebOOUI,msPdfOOUI,msSmartScreenProtection \
             --autoplay-policy=no-user-gesture-required --disable-accelerated-video-decode",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_prefers_the_hardware_and_off_avoids_it() {
        assert_eq!(ranks(Decoding::Auto, None), None);
        assert_eq!(ranks(Decoding::Auto, Some("avdec_h264:MAX")), None);
        assert_eq!(
            ranks(Decoding::On, None).unwrap(),
            "vah264dec:MAX,vah265dec:MAX,vavp8dec:MAX,vavp9dec:MAX,vaav1dec:MAX"
        );
        let off = ranks(Decoding::Off, Some("")).unwrap();
        assert!(off.starts_with("vah264dec:NONE,") && off.ends_with(",v4l2slav1dec:NONE"));
        assert!(off.contains(",nvh265sldec:NONE,") && !off.contains("MAX") && !off.contains('*'));
    }

    #[test]
    fn what_the_operator_has_set_has_the_last_word() {
        let ranks = ranks(Decoding::On, Some("vah264dec:NONE")).unwrap();
        assert!(ranks.starts_with("vah264dec:MAX,") && ranks.ends_with(",vah264dec:NONE"));
    }

    #[test]
    fn webview2_keeps_what_it_is_given_anyway() {
        assert_eq!(arguments(Decoding::Auto), None);
        assert_eq!(arguments(Decoding::On), None);
        let off = arguments(Decoding::Off).unwrap();
        for argument in [
            "--disable-features=msWebOOUI,msPdfOOUI,msSmartScreenProtection",
            "--autoplay-policy=no-user-gesture-required",
            "--disable-accelerated-video-decode",
        ] {
            assert_eq!(
                off.split(' ').filter(|given| *given == argument).count(),
                1,
                "{off}"
            );
        }
    }
}
