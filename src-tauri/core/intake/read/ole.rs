//! Tells the documents of Word, PowerPoint and Excel before 2007 apart by the names of the streams in them.

use std::fs::File;
use std::io::Read;

use memchr::memmem;

/// What they are called while nobody has looked.
pub(super) const KIND: &str = "DOC, PPT or XLS";

/// The list of streams may stand anywhere; this much of a file is looked at.
const LONGEST: u64 = 64 << 20;

const STREAMS: [(&str, &str); 3] = [
    ("PowerPoint Document", "PPT"),
    ("WordDocument", "DOC"),
    ("Workbook", "XLS"),
];

/// The field's word; all three where none of their streams is found.
pub(super) fn kind(file: &mut File) -> &'static str {
    let mut bytes = Vec::new();
    if file.take(LONGEST).read_to_end(&mut bytes).is_err() {
        return KIND;
    }
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(&bytes, &name).is_some()
    };
    let stream = STREAMS.iter().find(|(stream, _)| has(stream));
    stream.map_or(KIND, |(_, word)| word)
}
