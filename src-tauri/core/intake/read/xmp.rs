//! XMP: the words that photographers' programs and typesetters write, in any number of languages.

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

use super::words::{Words, meant};

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const NODES_LIMIT: u32 = 100_000;

/// The words in an XMP packet.
pub(super) fn words(packet: &[u8]) -> Words {
    with_document(packet, |document| {
        let property = |space, name| document.descendants().find_map(|node| value(node, space, name));
        Words {
            title: property(DC, "title").or_else(|| property(PHOTOSHOP, "Headline")),
            caption: property(DC, "description"),
            credit: property(DC, "creator").or_else(|| property(PHOTOSHOP, "Credit")),
        }
    })
    .unwrap_or_default()
}

/// What `read` makes of an XMP packet; `None` where it is none.
pub(super) fn with_document<T>(packet: &[u8], read: impl FnOnce(&Document<'_>) -> T) -> Option<T> {
    let text = if packet.starts_with(b"\xff\xfe") || packet.starts_with(b"\xfe\xff") {
        encoding_rs::UTF_16LE.decode(packet).0
    } else {
        String::from_utf8_lossy(packet)
    };
    // Packets are padded with blanks, and in some files with zeros.
    let text = text.trim_matches(['\0', '\u{feff}', ' ', '\n', '\r']);
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES_LIMIT,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options)
        .ok()
        .map(|document| read(&document))
}

/// A property may be an element with alternatives, an element with text, or an attribute.
fn value(node: Node<'_, '_>, space: &str, name: &str) -> Option<String> {
    if node.has_tag_name((space, name)) {
        let items: Vec<Node<'_, '_>> = node
            .descendants()
            .filter(|item| item.has_tag_name((RDF, "li")))
            .collect();
        let original = items
            .iter()
            .find(|item| item.attribute((XML, "lang")) == Some("x-default"));
        let is_list = node
            .descendants()
            .any(|list| list.has_tag_name((RDF, "Seq")) || list.has_tag_name((RDF, "Bag")));
        let words = if is_list {
            let names: Vec<String> = items.iter().filter_map(|item| meant(item.text()?)).collect();
            names.join(", ")
        } else {
            original.or(items.first()).unwrap_or(&node).text()?.to_owned()
        };
        return meant(&words);
    }
    node.has_tag_name((RDF, "Description"))
        .then(|| node.attribute((space, name)))?
        .and_then(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(properties: &str, attributes: &str) -> String {
        format!(
            r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" xmlns:dc="{DC}" xmlns:photoshop="{PHOTOSHOP}"
            {attributes}>{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>   "#
        )
    }

    #[test]
    fn the_default_of_the_alternatives_is_taken() {
        let title = r#"<dc:title><rdf:Alt><rdf:li xml:lang="fr">Marché</rdf:li>
            <rdf:li xml:lang="x-default">Market</rdf:li></rdf:Alt></dc:title>"#;
        assert_eq!(
            words(packet(title, "").as_bytes()).title.as_deref(),
            Some("Market")
        );
    }

    #[test]
    fn several_creators_are_all_named() {
        let creator = "<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Bob</rdf:li></rdf:Seq></dc:creator>";
        assert_eq!(
            words(packet(creator, "").as_bytes()).credit.as_deref(),
            Some("Ann, Bob")
        );
    }

    #[test]
    fn attributes_count_and_plain_text_too() {
        let attributes = r#"photoshop:Headline="Head" photoshop:Credit="Agency""#;
        let words = words(packet("<dc:description>Plain</dc:description>", attributes).as_bytes());
        let expected = [Some("Head"), Some("Plain"), Some("Agency")];
        assert_eq!(
            [
                words.title.as_deref(),
                words.caption.as_deref(),
                words.credit.as_deref()
            ],
            expected
        );
    }

    #[test]
    fn entities_are_refused_and_rubbish_says_nothing() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"b\">]>".to_owned() + &packet("<dc:title>&a;</dc:title>", "");
        assert_eq!(words(bomb.as_bytes()), Words::default());
        assert_eq!(words(b"<x"), Words::default());
    }
}
