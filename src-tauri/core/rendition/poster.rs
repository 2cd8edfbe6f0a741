//! Posters: a still that a screen took of a film. It comes from a web page, so it is trusted no more than a file.

use image::ImageFormat;

use crate::intake::read::format::PictureFormat;
use crate::intake::read::sniff::{self, HEAD, Kind};
use crate::intake::reading::Refusal;
use crate::messages::ProblemCode;
use crate::rendition::photo::from_bytes;
use crate::rendition::protocol::{Picture, refusal};
use crate::rendition::recipe::Size;

/// Makes all `sizes` of a JPEG or PNG file.
pub(super) fn make(picture: &[u8], sizes: &[Size]) -> Result<Vec<(Size, Picture)>, Refusal> {
    match sniff::kind(&picture[..picture.len().min(HEAD as usize)]) {
        Kind::Picture(format @ PictureFormat::Common(ImageFormat::Jpeg | ImageFormat::Png)) => {
            from_bytes(picture.to_vec(), format, sizes)
        }
        _ => Err(refusal(
            ProblemCode::KindNotShown,
            "",
            "a poster is a JPEG or PNG picture",
        )),
    }
}
