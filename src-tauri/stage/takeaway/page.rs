//! The page that a phone gets: a list of downloads in plain HTML, without a script.

use std::fmt::Write;

use vitrine_core::pipeline::MediaKind;

use super::baskets::{Basket, Offered};
use super::words::{Words, words};

/// Its own style sheet, under this name beside the page.
pub(super) const STYLE_NAME: &str = "style";
pub(super) const STYLE: &str = include_str!("page.css");

/// A file with the kind that it has now; `None` where it has left the show.
pub(super) type Kind<'a> = &'a dyn Fn(&Offered) -> Option<MediaKind>;

/// The page of a list at the address `/T/<token>`. Every text in it comes from an exhibitor and is escaped.
pub(super) fn page(basket: &Basket, token: &str, kind: Kind<'_>) -> String {
    let words = words(&basket.language);
    let mut rows = String::new();
    for (at, file) in basket.files.iter().enumerate() {
        let Some(kind) = kind(file) else { continue };
        let name = name_of(words, &kind);
        let title = if file.title.is_empty() { name } else { &file.title };
        let language = file.language.as_deref().unwrap_or_default();
        let _ = writeln!(
            rows,
            "<li><a href=\"/T/{token}/{}\" download><bdi lang=\"{}\">{}</bdi></a><p>{name}{}</p></li>",
            at + 1,
            escaped(language),
            escaped(title),
            escaped(&spoken(language)),
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"/T/{token}/{STYLE_NAME}\">\n</head>\n<body>\n<main>\n\
         <p>{}</p>\n<h1>{}</h1>\n<p>{}</p>\n<ul>\n{rows}</ul>\n<p>{}</p>\n</main>\n</body>\n</html>\n",
        words.code,
        words.direction,
        words.title,
        escaped(&basket.event),
        words.title,
        words.explained,
        words.private,
    )
}

fn name_of(words: &Words, kind: &MediaKind) -> &'static str {
    match kind {
        MediaKind::Film { .. } => words.film,
        MediaKind::Photo { .. } => words.photo,
        MediaKind::Publication { .. } | MediaKind::Sound { .. } | MediaKind::Captions => words.publication,
    }
}

/// The language of a publication after its kind.
fn spoken(language: &str) -> String {
    if language.is_empty() {
        String::new()
    } else {
        format!(" · {}", language.to_uppercase())
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(letter),
        }
    }
    safe
}

/// Longest name of a saved file, in characters, without its ending.
const LONGEST: usize = 80;

/// `Content-Disposition` that saves a file under its title: letters and digits of any script, and no sign that a system
/// could take for a place or a command.
pub(super) fn disposition(title: &str, language: Option<&str>, ending: &str) -> String {
    let whole = match language {
        Some(language) => format!("{title} {language}"),
        None => title.to_owned(),
    };
    let kept: String = whole
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() || letter == '-' {
                letter
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<_> = kept.split_whitespace().collect();
    let name: String = words
        .join(" ")
        .trim_matches(['-', ' '])
        .chars()
        .take(LONGEST)
        .collect();
    let name = if name.is_empty() {
        "vitrine".to_owned()
    } else {
        name
    };
    // Readers that know only the old form get ASCII.
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii() { letter } else { '_' })
        .collect();
    let mut coded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => coded.push(char::from(byte)),
            _ => drop(write!(coded, "%{byte:02X}")),
        }
    }
    format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8\'\'{coded}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn basket(title: &str) -> Basket {
        Basket {
            language: "ar".into(),
            event: "<b>Arrivals</b> & more".into(),
            files: vec![Offered {
                media: "m".into(),
                title: title.into(),
                language: Some("fr\"><script>".into()),
            }],
        }
    }

    #[test]
    fn titles_are_texts_whatever_they_hold() {
        let kind = |_: &Offered| Some(MediaKind::Photo { moving: false });
        let html = page(&basket("<script>alert('x')</script>"), "TOKEN", &kind);
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"));
        assert!(html.contains("&lt;b&gt;Arrivals&lt;/b&gt; &amp; more"));
        assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
        assert!(html.contains("href=\"/T/TOKEN/1\" download"));
    }

    #[test]
    fn what_has_left_the_show_is_not_offered() {
        let html = page(&basket("Report"), "TOKEN", &|_| None);
        assert!(!html.contains("<li>"));
        assert_eq!(words("nl-BE").code, "nl");
        assert_eq!(words("tlh").code, "en");
    }

    #[test]
    fn a_saved_file_is_called_by_its_title_and_lies_where_it_is_saved() {
        assert_eq!(
            disposition("Annual report, 2025", Some("fr"), "pdf"),
            "attachment; filename=\"Annual report 2025 fr.pdf\"; filename*=UTF-8''Annual%20report%202025%20fr.pdf"
        );
        for title in [
            "../../etc/passwd",
            "..\\..\\boot",
            "a\"b\r\nSet-Cookie: x",
            "CON:",
            "...",
            "",
        ] {
            let header = disposition(title, None, "jpg");
            assert!(!header.contains(['/', '\\', '\r', '\n', ':']), "{header}");
            assert_eq!(header.matches('"').count(), 2, "{header}");
            assert!(!header.contains(".."), "{header}");
        }
        assert!(
            disposition("بيت", None, "pdf")
                .contains("filename=\"___.pdf\"; filename*=UTF-8''%D8%A8%D9%8A%D8%AA.pdf")
        );
        assert!(disposition("...", None, "jpg").contains("\"vitrine.jpg\""));
    }
}
