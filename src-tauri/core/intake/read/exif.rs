//! The few EXIF fields that are words. Positions are in the same block and are left there.

use exif::{Context, In, Reader, Tag, Value};

use super::words::{Words, decode, meant};

const XP_TITLE: Tag = Tag(Context::Tiff, 0x9c9b);
const XP_COMMENT: Tag = Tag(Context::Tiff, 0x9c9c);
const XP_AUTHOR: Tag = Tag(Context::Tiff, 0x9c9d);
const XP_SUBJECT: Tag = Tag(Context::Tiff, 0x9c9f);

/// The words in an EXIF block, which begins with a TIFF header.
pub(super) fn words(block: &[u8]) -> Words {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let result = reader
        .read_raw(block.to_vec())
        .or_else(|error| error.distill_partial_result(|_| {}));
    let Ok(exif) = result else { return Words::default() };
    let field = |tag| meant(&text(&exif.get_field(tag, In::PRIMARY)?.value)?);
    Words {
        title: field(XP_TITLE),
        caption: field(Tag::ImageDescription)
            .or_else(|| field(XP_SUBJECT))
            .or_else(|| field(XP_COMMENT)),
        credit: field(Tag::Artist).or_else(|| field(XP_AUTHOR)),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Ascii(lines) => Some(decode(lines.first()?)),
        // The Windows fields are UTF-16 in bytes.
        Value::Byte(bytes) => {
            let words = encoding_rs::UTF_16LE.decode_without_bom_handling(bytes).0;
            Some(words.split('\0').next().unwrap_or_default().to_owned())
        }
        _ => None,
    }
}
