//! Finds the address in a file in which a system keeps a link to the web: `.url` of Windows, `.webloc` of macOS.

use std::fs::File;
use std::io::{Cursor, Read};

use crate::intake::address;
use crate::intake::text;

/// Longest file that is looked into, in bytes: an address with its icon takes a few hundred.
const LONGEST: u64 = 64 * 1024;

/// The section of a Windows shortcut that holds the address.
const SECTION: &str = "[InternetShortcut]";

/// Who wrote the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Make {
    /// Lines of `KEY=value` in sections.
    Windows,
    /// A property list, as text or in binary.
    Mac,
}

/// What a text that begins so is, if it is such a file.
pub(super) fn make(start: &str) -> Option<Make> {
    if start.lines().any(is_section) {
        return Some(Make::Windows);
    }
    let is_list = start.starts_with("<?xml") && start.contains("<plist") || start.starts_with("<plist");
    is_list.then_some(Make::Mac)
}

/// The address in the file, where it is one that may be shown and opened.
pub(super) fn address(file: &mut File, make: Make) -> Option<String> {
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes).ok()?;
    let written = match make {
        Make::Windows => windows(&text::decode(&bytes))?,
        Make::Mac => mac(&bytes)?,
    };
    address::web(&written)
}

fn is_section(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case(SECTION)
}

fn windows(text: &str) -> Option<String> {
    let mut lines = text.lines().skip_while(|line| !is_section(line)).skip(1);
    lines
        .by_ref()
        .take_while(|line| !line.trim_start().starts_with('['))
        .filter_map(|line| line.split_once('='))
        .find(|(key, _)| key.trim().eq_ignore_ascii_case("URL"))
        .map(|(_, address)| address.trim().to_owned())
}

fn mac(bytes: &[u8]) -> Option<String> {
    let list = plist::Value::from_reader(Cursor::new(bytes)).ok()?;
    list.as_dictionary()?.get("URL")?.as_string().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom, Write};

    use super::super::sniff::{Kind, kind};
    use super::*;

    fn found(bytes: &[u8]) -> Option<String> {
        let Kind::Shortcut(make) = kind(bytes) else {
            panic!("no link: {:?}", kind(bytes))
        };
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.seek(SeekFrom::Start(0)).unwrap();
        address(&mut file, make)
    }

    const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
         \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict><key>URL</key>\
         <string>https://seafarers.example/a?b=1&amp;c=2</string></dict></plist>\n";

    #[test]
    fn links_of_windows_are_read_with_whatever_stands_around_the_address() {
        let plain = b"[InternetShortcut]\r\nURL=https://seafarers.example/report.pdf\r\n";
        assert_eq!(
            found(plain).as_deref(),
            Some("https://seafarers.example/report.pdf")
        );
        let edge =
            b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,11\r\n[InternetShortcut]\r\nIDList=\r\n\
            url = https://seafarers.example/\r\n[Other]\r\nURL=https://other.example/\r\n";
        assert_eq!(found(edge).as_deref(), Some("https://seafarers.example/"));
        let mut wide = vec![0xff, 0xfe];
        wide.extend(
            "[InternetShortcut]\nURL=https://caf\u{e9}.example/"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        assert_eq!(found(&wide).as_deref(), Some("https://xn--caf-dma.example/"));
    }

    #[test]
    fn links_of_macos_are_read_as_text_and_in_binary() {
        let address = Some("https://seafarers.example/a?b=1&c=2");
        assert_eq!(found(XML.as_bytes()).as_deref(), address);
        let list = plist::Value::from_reader_xml(Cursor::new(XML)).unwrap();
        let mut binary = Vec::new();
        list.to_writer_binary(&mut binary).unwrap();
        assert_eq!(found(&binary).as_deref(), address);
        for cut in 8..binary.len() {
            assert_eq!(found(&binary[..cut]), None, "cut at {cut}");
        }
    }

    #[test]
    fn what_is_no_address_of_the_web_is_none() {
        for address in [
            "",
            "file:///C:/secret.txt",
            "javascript:alert(1)",
            "mailto:a@b.example",
            "about:blank",
        ] {
            assert_eq!(
                found(format!("[InternetShortcut]\nURL={address}\n").as_bytes()),
                None,
                "{address}"
            );
        }
        assert_eq!(
            found(b"[InternetShortcut]\n[Other]\nURL=https://a.example\n"),
            None
        );
        assert_eq!(found(b"<plist version=\"1.0\"><array/></plist>"), None);
    }

    #[test]
    fn notes_about_links_stay_texts() {
        for text in [
            &b"See [InternetShortcut] in the manual"[..],
            b"<html><plist></html>",
            b"<?xml version=\"1.0\"?><notes/>",
        ] {
            assert_eq!(kind(text), Kind::Text, "{}", String::from_utf8_lossy(text));
        }
    }
}
