//! Makes HTML of the XHTML in books: what XML closes in one tag is closed in two, blocks without a meaning become
//! paragraphs, pictures get their addresses. What is not meant for the glass is left out here already; `clean` decides.

use std::borrow::Cow;

use crate::intake::naming::language;

/// Elements that are left out with all that is in them. Words within a formula or a drawing make no sentence.
const DROPPED: [&str; 15] = [
    "audio", "canvas", "datalist", "dialog", "embed", "frameset", "head", "iframe", "math", "select", "svg",
    "template", "textarea", "title", "video",
];

/// Elements whose contents are no markup.
const RAW: [&str; 2] = ["script", "style"];

/// Elements that never have contents.
const VOID: [&str; 3] = ["br", "hr", "img"];

/// Elements that can lie in one another, and how deep they do so. A parser of HTML goes through all that are open
/// whenever one begins.
const NESTING: [&str; 15] = [
    "b",
    "blockquote",
    "code",
    "dl",
    "em",
    "figcaption",
    "figure",
    "i",
    "ol",
    "pre",
    "strong",
    "sub",
    "sup",
    "table",
    "ul",
];
const DEEPEST: usize = 200;

/// What a chapter is made into.
#[derive(Debug, Default)]
pub(super) struct Loosened {
    pub(super) html: String,
    /// BCP 47 code that the chapter says of itself.
    pub(super) language: Option<String>,
    pub(super) right_to_left: bool,
    /// It shows anything at all.
    pub(super) shows: bool,
}

/// `picture` gives the address of a picture by the reference to it.
pub(super) fn loosen(markup: &str, picture: &dyn Fn(&str) -> Option<String>) -> Loosened {
    let mut loosener = Loosener {
        picture,
        made: Loosened::default(),
        dropped: None,
        depth: 0,
    };
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        loosener.words(&rest[..at]);
        rest = loosener.markup(&rest[at..]);
    }
    loosener.words(rest);
    loosener.made
}

struct Loosener<'a> {
    picture: &'a dyn Fn(&str) -> Option<String>,
    made: Loosened,
    /// The element that is being left out, and how many of its name are open.
    dropped: Option<(String, usize)>,
    /// How many elements are open of those that can lie in one another.
    depth: usize,
}

impl Loosener<'_> {
    fn words(&mut self, words: &str) {
        if self.dropped.is_some() {
            return;
        }
        self.made.html.push_str(words);
        if !self.made.shows {
            let seen = words.replace("&nbsp;", " ").replace("&#160;", " ");
            self.made.shows = seen.contains(|letter: char| !letter.is_whitespace() && letter != '\u{feff}');
        }
    }

    /// Takes in what begins with `<`, and gives back what follows it.
    fn markup<'m>(&mut self, markup: &'m str) -> &'m str {
        let after = |end: &str| markup.split_once(end).map_or("", |(_, after)| after);
        if let Some(comment) = markup.strip_prefix("<!--") {
            return comment.split_once("-->").map_or("", |(_, after)| after);
        }
        if let Some(data) = markup.strip_prefix("<![CDATA[") {
            let (words, after) = data.split_once("]]>").unwrap_or((data, ""));
            self.words(&words.replace('&', "&amp;").replace('<', "&lt;"));
            return after;
        }
        if markup.starts_with("<?") {
            return after("?>");
        }
        if markup.starts_with("<!") {
            let head = &markup[..markup.find('>').unwrap_or(markup.len())];
            return after(if head.contains('[') { "]>" } else { ">" });
        }
        match Tag::read(markup) {
            Found::Tag(tag, rest) => {
                if RAW.contains(&tag.name.as_str()) && !tag.closing && !tag.empty {
                    return after_raw(rest, &tag.name);
                }
                self.tag(&tag);
                rest
            }
            Found::Words => {
                self.words("&lt;");
                &markup[1..]
            }
            // A quote that is never closed.
            Found::Nothing => "",
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        if let Some((name, open)) = &mut self.dropped {
            if *name == tag.name && !tag.empty {
                *open = if tag.closing { *open - 1 } else { *open + 1 };
            }
            if *open == 0 {
                self.dropped = None;
            } else if tag.name == "image" && name == "svg" {
                // How covers and plates are often made.
                self.picture(tag, &["xlink:href", "href"]);
            }
            return;
        }
        if DROPPED.contains(&tag.name.as_str()) {
            if !tag.closing && !tag.empty {
                self.dropped = Some((tag.name.clone(), 1));
            }
            return;
        }
        match tag.name.as_str() {
            "html" | "body" if !tag.closing => {
                self.made.language = tag.language().or(self.made.language.take());
                self.made.right_to_left |= tag
                    .value("dir")
                    .is_some_and(|dir| dir.eq_ignore_ascii_case("rtl"));
            }
            "img" => self.picture(tag, &["src"]),
            name => {
                if let Some(name) = own(name) {
                    self.put(name, tag);
                }
            }
        }
    }

    fn put(&mut self, name: &str, tag: &Tag<'_>) {
        if NESTING.contains(&name) && !tag.empty {
            let deep = self.depth + usize::from(!tag.closing) > DEEPEST;
            self.depth = if tag.closing {
                self.depth.saturating_sub(1)
            } else {
                self.depth + 1
            };
            if deep {
                return;
            }
        }
        let html = &mut self.made.html;
        if tag.closing {
            if !VOID.contains(&name) {
                html.extend(["</", name, ">"]);
            }
            return;
        }
        html.extend(["<", name]);
        if let Some(language) = tag.language() {
            html.extend([" lang=\"", &language, "\""]);
        }
        for direction in ["ltr", "rtl", "auto"] {
            if tag.value("dir") == Some(direction) {
                html.extend([" dir=\"", direction, "\""]);
            }
        }
        for span in ["colspan", "rowspan"] {
            let digits =
                |value: &&str| (1..=3).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
            if let Some(cells) = tag.value(span).filter(digits) {
                html.extend([" ", span, "=\"", cells, "\""]);
            }
        }
        html.push('>');
        if tag.empty && !VOID.contains(&name) {
            html.extend(["</", name, ">"]);
        }
    }

    /// Puts a picture, or, where it is none of the book's, the words that stand for it.
    fn picture(&mut self, tag: &Tag<'_>, references: &[&str]) {
        let reference = references.iter().find_map(|name| tag.value(name));
        let words = tag.value("alt").map(str::trim).unwrap_or_default();
        let words = words.replace('"', "&quot;").replace('<', "&lt;");
        match reference.and_then(|reference| (self.picture)(&resolved(reference))) {
            Some(address) => {
                let html = &mut self.made.html;
                html.extend(["<img src=\"", &address, "\" alt=\"", &words, "\">"]);
                self.made.shows = true;
            }
            None if self.dropped.is_none() => self.words(&words),
            None => {}
        }
    }
}

/// What follows the end of an element that is no markup.
fn after_raw<'m>(rest: &'m str, name: &str) -> &'m str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</").map(|at| from + at) {
        let end = &rest[at + 2..];
        if end
            .get(..name.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(name))
        {
            return end.split_once('>').map_or("", |(_, after)| after);
        }
        from = at + 2;
    }
    ""
}

/// The element under which another one is shown; `None` where only its contents are.
fn own(name: &str) -> Option<&str> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "ul" | "ol" | "li" | "blockquote" | "em"
        | "strong" | "b" | "i" | "sup" | "sub" | "br" | "table" | "thead" | "tbody" | "tr" | "th" | "td"
        | "figure" | "figcaption" | "dl" | "dt" | "dd" | "pre" | "code" | "hr" => name,
        "address" | "article" | "aside" | "caption" | "center" | "details" | "div" | "fieldset"
        | "footer" | "form" | "header" | "hgroup" | "legend" | "main" | "nav" | "section" | "summary" => "p",
        "dir" | "menu" => "ul",
        "tfoot" => "tbody",
        "kbd" | "samp" | "tt" => "code",
        _ => return None,
    })
}

enum Found<'m> {
    Tag(Tag<'m>, &'m str),
    /// A sign that only looks like the beginning of a tag.
    Words,
    /// A tag that never ends.
    Nothing,
}

struct Tag<'m> {
    /// In lower case.
    name: String,
    closing: bool,
    /// Closed in itself.
    empty: bool,
    attributes: Vec<(&'m str, &'m str)>,
}

impl<'m> Tag<'m> {
    fn read(markup: &'m str) -> Found<'m> {
        let inside = &markup[1..];
        let (closing, inside) = match inside.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        if !inside.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return Found::Words;
        }
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, '/' | '>' | '<');
        let (name, mut rest) = inside.split_at(inside.find(ends).unwrap_or(inside.len()));
        let mut tag = Tag {
            // A prefix says nothing here.
            name: name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase(),
            closing,
            empty: false,
            attributes: Vec::new(),
        };
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>') {
                return Found::Tag(tag, after);
            }
            if let Some(after) = rest.strip_prefix('/') {
                tag.empty = after.trim_start().starts_with('>');
                rest = after;
                continue;
            }
            // The next one begins where this one was not ended.
            if rest.starts_with('<') {
                return Found::Tag(tag, rest);
            }
            let ends = |letter: char| letter.is_whitespace() || matches!(letter, '=' | '/' | '>' | '<');
            let first = rest.chars().next().map_or(0, char::len_utf8);
            if first == 0 {
                return Found::Nothing;
            }
            let end = rest[first..].find(ends).map_or(rest.len(), |at| first + at);
            let (name, after) = rest.split_at(end);
            rest = after.trim_start();
            let Some(after) = rest.strip_prefix('=') else {
                tag.attributes.push((name, ""));
                continue;
            };
            rest = after.trim_start();
            let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => match rest[1..].split_once(quote) {
                    Some(parts) => parts,
                    None => return Found::Nothing,
                },
                None => rest.split_at(
                    rest.find(|letter: char| letter.is_whitespace() || letter == '>')
                        .unwrap_or(rest.len()),
                ),
            };
            tag.attributes.push((name, value));
            rest = after;
        }
    }

    fn value(&self, name: &str) -> Option<&'m str> {
        let attribute = self
            .attributes
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name));
        attribute.map(|(_, value)| *value)
    }

    fn language(&self) -> Option<String> {
        self.value("xml:lang")
            .or_else(|| self.value("lang"))
            .and_then(language::known)
    }
}

/// Without the few entities that addresses have.
fn resolved(reference: &str) -> Cow<'_, str> {
    if reference.contains('&') {
        Cow::Owned(
            reference
                .replace("&#38;", "&")
                .replace("&apos;", "'")
                .replace("&amp;", "&"),
        )
    } else {
        Cow::Borrowed(reference)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loose(markup: &str) -> Loosened {
        loosen(markup, &|reference| {
            reference.ends_with(".png").then(|| format!("/p/{reference}"))
        })
    }

    #[test]
    fn what_xml_closes_in_one_tag_does_not_swallow_the_rest() {
        let chapter = "<?xml version=\"1.0\"?><!DOCTYPE html [ <!ENTITY a \"b>\"> ]>
            <html xml:lang=\"fr-BE\" dir=\"rtl\"><head><title/><script src=\"a.js\"/><style>p > a { }</style></head>
            <body><a id=\"x\"/><p/><div>One<br/>two</div><!-- <p>no</p> --><![CDATA[a < b]]></body></html>";
        let made = loose(chapter);
        let html = made.html.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(html, "<p></p><p>One<br>two</p>a &lt; b");
        assert_eq!(made.language.as_deref(), Some("fr-be"));
        assert!(made.right_to_left && made.shows);
    }

    #[test]
    fn pictures_have_addresses_and_others_their_words() {
        let made = loose("<img src='a.png' alt='A \"map\"'/><img src='http://x/y.gif' alt='A view'/><img/>");
        assert_eq!(
            made.html,
            "<img src=\"/p/a.png\" alt=\"A &quot;map&quot;\">A view"
        );
        let made = loose("<svg><text>no</text><image xlink:href='b.png'/></svg>");
        assert_eq!(made.html, "<img src=\"/p/b.png\" alt=\"\">");
        assert!(made.shows);
    }

    #[test]
    fn a_leaf_without_anything_shows_nothing() {
        for empty in [
            "",
            "<html><head><title>x</title></head><body> &nbsp;<p>\u{a0}</p></body></html>",
            "<svg><g/></svg>",
        ] {
            assert!(!loose(empty).shows, "{empty}");
        }
        assert!(loose("<p>&#233;</p>").shows);
    }

    #[test]
    fn nonsense_ends() {
        for nonsense in [
            "<",
            "<a",
            "<a href='",
            "<a b=",
            "</",
            "<!--",
            "<![CDATA[",
            "<?",
            "<!x",
            "<script>",
            "a < b > c",
        ] {
            let _ = loose(nonsense);
        }
        assert_eq!(loose("a < b").html, "a &lt; b");
        assert_eq!(loose("<p <b>x</b>").html, "<p><b>x</b>");
        // Each of these could be a tag that reaches to the end.
        assert!(loose(&"<a '".repeat(500_000)).html.len() < 10);
    }
}
