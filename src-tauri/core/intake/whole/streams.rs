//! Kinds of files that have no end of their own. Only a blank end, or a packet that is cut, tells that more is to come.

use std::io::{Read, Seek};

use crate::intake::whole::bytes::{BLANK, Bytes};
use crate::intake::whole::stop::Look;
use crate::intake::whole::{Lack, Wholeness};

/// Sizes of a packet in bytes and where its first byte stands that is always the same (ISO/IEC 13818-1, 2.4.3.2; with
/// four bytes of time on camcorder cards; with sixteen of parity in broadcasting).
const PACKETS: [(u64, usize); 3] = [(188, 0), (192, 4), (204, 0)];
const SYNC: u8 = 0x47;
/// Packets that must follow each other to be believed.
const SURE: usize = 5;
/// The last code of an MPEG programme stream (ISO/IEC 13818-1, 2.5.3.1).
const PROGRAMME_END: [u8; 4] = [0, 0, 1, 0xb9];
/// Beginnings of coded sounds and films that do not end in blank blocks.
const CODED: [&[u8]; 6] = [b"OggS", b"fLaC", b"ID3", b"\xff\x0a", b"\0\0\x01\xba", b"FLV\x01"];

pub(crate) fn wholeness<R: Read + Seek>(file: &mut Bytes<'_, R>, head: &[u8]) -> Look<Wholeness> {
    let packet = PACKETS
        .iter()
        .find(|(size, first)| is_synced(head, *size as usize, *first));
    if let Some((size, first)) = packet {
        return packets(file, *size, *first as u64);
    }
    let end = file.length();
    if head.starts_with(b"\0\0\x01\xba") && end >= 4 && file.exact::<4>(end - 4)? == PROGRAMME_END {
        return Ok(Wholeness::Whole);
    }
    let is_mp3 = matches!(head, [0xff, second, ..] if second & 0xe0 == 0xe0 && *second != 0xfe);
    let is_coded = is_mp3 || CODED.iter().any(|beginning| head.starts_with(beginning));
    let is_blank = match (is_coded, is_text(head)) {
        (true, _) => end >= BLANK && file.is_blank(0, end, BLANK)?,
        (_, true) => file.is_blank(0, end, 1)?,
        _ => false,
    };
    Ok(if is_blank {
        Lack::Blank.into()
    } else {
        Wholeness::Unknown
    })
}

fn is_synced(head: &[u8], size: usize, first: usize) -> bool {
    (0..SURE).all(|packet| head.get(first + packet * size) == Some(&SYNC))
}

/// The last packet must be whole.
fn packets<R: Read + Seek>(file: &mut Bytes<'_, R>, size: u64, first: u64) -> Look<Wholeness> {
    let more = file.length() % size;
    if more > 0 {
        return Ok(file.beyond(file.length() - more + size).into());
    }
    let last = file.length() - size;
    Ok(if file.is_blank(last, file.length(), size)? {
        Lack::Blank.into()
    } else if file.exact::<1>(last + first)? == [SYNC] {
        // Every packet ends alike; another may follow.
        Wholeness::Unknown
    } else {
        Lack::Foreign.into()
    })
}

/// Text in which every character is one byte or more of which none is zero; a blank byte is never its last.
fn is_text(head: &[u8]) -> bool {
    let end = head.iter().position(|byte| *byte == 0).unwrap_or(head.len());
    let (words, rest) = head.split_at_checked(end).unwrap_or((head, &[]));
    let is_blank_after = rest.iter().all(|byte| *byte == 0);
    let is_wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    // Two bytes and zeros are more often the beginning of something else.
    words.len() > 4
        && is_blank_after
        && !is_wide
        && words
            .iter()
            .all(|byte| matches!(byte, 9..=13 | 0x1b..=0x7e | 0x80..))
}

#[cfg(test)]
mod tests {
    use crate::intake::whole::cuts::look;
    use crate::intake::whole::{Lack, Wholeness};

    fn packets(size: usize, first: usize) -> Vec<u8> {
        let mut packet = vec![7; size];
        packet[first] = 0x47;
        packet.repeat(9)
    }

    #[test]
    fn packets_are_not_cut() {
        for (size, first) in [(188, 0), (192, 4), (204, 0)] {
            let stream = packets(size, first);
            assert_eq!(look(&stream), Wholeness::Unknown);
            let cut = &stream[..stream.len() - 3];
            assert_eq!(look(cut), Wholeness::Lacking(Lack::Bytes { missing: 3 }));
            let reserved = [&stream[..], &vec![0; size * 5]].concat();
            assert_eq!(look(&reserved), Wholeness::Lacking(Lack::Blank));
        }
    }

    #[test]
    fn words_have_no_end_but_are_not_blank() {
        let words = b"1\n00:00:01,000 --> 00:00:02,000\nBread\n";
        assert_eq!(look(words), Wholeness::Unknown);
        let reserved = [&words[..], &[0; 30]].concat();
        assert_eq!(look(&reserved), Wholeness::Lacking(Lack::Blank));
        assert_eq!(look(b"\xff\xfew\0o\0r\0d\0"), Wholeness::Unknown);
    }

    #[test]
    fn sounds_have_no_end() {
        for beginning in [&b"OggS\0\x02"[..], b"fLaC\0", b"ID3\x04", b"\xff\xfb\x90"] {
            let sound = [beginning, &[7; 100]].concat();
            assert_eq!(look(&sound), Wholeness::Unknown);
            let reserved = [&sound[..], &[0; 9000]].concat();
            assert_eq!(look(&reserved), Wholeness::Lacking(Lack::Blank));
        }
    }

    #[test]
    fn an_empty_file_leaves_it_open_and_a_blank_one_does_not() {
        assert_eq!(look(b""), Wholeness::Unknown);
        assert_eq!(look(&[0; 100_000]), Wholeness::Lacking(Lack::Blank));
    }
}
