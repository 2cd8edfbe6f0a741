//! Which addresses of the web may be shown and handed to a visitor's phone.

use url::Url;

/// Longest address in characters: as a QR code its squares are still large enough for the camera of a phone.
pub const LONGEST: usize = 400;

/// The address as programs write it (`https://xn--caf-dma.example/`), if it is one of the web: `http` or `https`, a host
/// with a dot, no name or password in it, no more than [`LONGEST`] characters. What begins with `www.` is meant to be one.
#[must_use]
pub fn web(written: &str) -> Option<String> {
    let written = written.trim();
    let lower = written.get(..4).map(str::to_ascii_lowercase);
    let whole = if lower.as_deref() == Some("www.") {
        format!("https://{written}")
    } else {
        written.to_owned()
    };
    let url = Url::parse(&whole).ok()?;
    // A name before the host is how one host is made to look like another.
    let is_plain = url.username().is_empty() && url.password().is_none();
    let has_host = url.host_str().is_some_and(|host| host.contains(['.', ':']));
    let address = url.as_str();
    (matches!(url.scheme(), "http" | "https") && is_plain && has_host && address.len() <= LONGEST)
        .then(|| address.to_owned())
}

/// Longest e-mail address or telephone number, in characters.
const LONGEST_CONTACT: usize = 100;

/// Whether a text is an e-mail address or a telephone number as people write them.
#[must_use]
pub fn is_contact(text: &str) -> bool {
    text.len() <= LONGEST_CONTACT && (is_mail(text) || is_telephone(text))
}

fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_alphanumeric() || "._%+-".contains(letter))
    };
    part(name) && part(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest = text.strip_prefix('+').unwrap_or(text);
    (6..=20).contains(&digits)
        && rest
            .chars()
            .all(|letter| letter.is_ascii_digit() || " ()./-".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_are_written_as_programs_write_them() {
        for (written, address) in [
            ("https://seafarers.example", "https://seafarers.example/"),
            (" HTTP://Seafarers.Example/A b ", "http://seafarers.example/A%20b"),
            (
                "www.seafarers.example/report",
                "https://www.seafarers.example/report",
            ),
            (
                "https://caf\u{e9}.example/\u{e9}",
                "https://xn--caf-dma.example/%C3%A9",
            ),
            ("http://10.0.0.7:8080/x", "http://10.0.0.7:8080/x"),
        ] {
            assert_eq!(web(written).as_deref(), Some(address), "{written}");
        }
    }

    #[test]
    fn everything_else_is_none() {
        let long = format!("https://a.example/{}", "x".repeat(LONGEST));
        for written in [
            "",
            "seafarers.example",
            "ftp://a.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://localhost/",
            "https://bank.example@evil.example/",
            "https://user:word@a.example/",
            long.as_str(),
            "\u{e9}\u{e9}",
        ] {
            assert_eq!(web(written), None, "{written}");
        }
    }

    #[test]
    fn contacts_are_mail_or_telephone() {
        for text in [
            "hello@seafarers.example",
            "a.b+c@x.example",
            "+32 2 123 45 67",
            "02/123.45.67",
            "(02) 123-4567",
        ] {
            assert!(is_contact(text), "{text}");
        }
        for text in [
            "",
            "@a.example",
            "a@b",
            "a@.example",
            "a b@c.example",
            "12345",
            "call us",
            "+",
            "a@b@c.example",
        ] {
            assert!(!is_contact(text), "{text}");
        }
        assert!(!is_contact(&"1".repeat(101)));
    }
}
