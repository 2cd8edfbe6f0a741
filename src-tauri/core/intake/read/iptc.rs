//! IPTC-IIM: the records that news agencies have written into photos since 1991.

use super::words::{Words, decode, meant};

/// The words in a run of IIM records.
pub(super) fn words(records: &[u8]) -> Words {
    let mut utf8 = false;
    let (mut title, mut headline, mut caption, mut creator, mut credit) = (None, None, None, None, None);
    let mut rest = records;
    while let Some((record, number, body, after)) = dataset(rest) {
        rest = after;
        let words = || {
            if utf8 {
                meant(&String::from_utf8_lossy(body))
            } else {
                meant(&decode(body))
            }
        };
        let slot = match (record, number) {
            // The escape sequence that announces UTF-8.
            (1, 90) => {
                utf8 = body == b"\x1b%G";
                continue;
            }
            (2, 5) => &mut title,
            (2, 105) => &mut headline,
            (2, 120) => &mut caption,
            (2, 80) => &mut creator,
            (2, 110) => &mut credit,
            _ => continue,
        };
        if slot.is_none() {
            *slot = words();
        }
    }
    Words {
        title: title.or(headline),
        caption,
        credit: creator.or(credit),
    }
}

/// Record, number, body and what follows of the first dataset.
fn dataset(bytes: &[u8]) -> Option<(u8, u8, &[u8], &[u8])> {
    let [0x1c, record, number, high, low, rest @ ..] = bytes else {
        return None;
    };
    let length = u16::from_be_bytes([*high, *low]);
    // Longer than 32 KiB: the length itself comes first. Nobody writes captions of that length.
    if length & 0x8000 != 0 {
        return None;
    }
    let (body, after) = rest.split_at_checked(usize::from(length))?;
    Some((*record, *number, body, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(sets: &[(u8, u8, &[u8])]) -> Vec<u8> {
        let set = |(record, number, body): &(u8, u8, &[u8])| {
            [
                &[0x1c, *record, *number],
                &(body.len() as u16).to_be_bytes()[..],
                body,
            ]
            .concat()
        };
        sets.iter().flat_map(set).collect()
    }

    #[test]
    fn utf8_is_announced_and_latin_is_not() {
        let utf8 = records(&[(1, 90, b"\x1b%G"), (2, 5, "Café à Łódź".as_bytes())]);
        assert_eq!(words(&utf8).title.as_deref(), Some("Café à Łódź"));
        let latin = records(&[(2, 120, b"Caf\xe9"), (2, 80, b"Anna K.")]);
        assert_eq!(words(&latin).caption.as_deref(), Some("Café"));
        assert_eq!(words(&latin).credit.as_deref(), Some("Anna K."));
    }

    #[test]
    fn the_name_of_the_object_comes_before_the_headline_in_any_order() {
        let both = records(&[
            (2, 105, b"Headline"),
            (2, 5, b"Name"),
            (2, 110, b"Agency"),
            (2, 80, b"Person"),
        ]);
        let words = words(&both);
        assert_eq!(
            (words.title.as_deref(), words.credit.as_deref()),
            (Some("Name"), Some("Person"))
        );
    }

    #[test]
    fn a_cut_record_ends_the_reading() {
        let mut cut = records(&[(2, 5, b"Name"), (2, 120, b"Caption")]);
        cut.truncate(cut.len() - 1);
        assert_eq!(
            words(&cut),
            Words {
                title: Some("Name".into()),
                ..Words::default()
            }
        );
        assert_eq!(words(&[0x1c, 2, 5, 0xff, 0xff]), Words::default());
    }
}
