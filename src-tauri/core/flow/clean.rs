//! Leaves of HTML only what may stand on the glass: text and its structure, without links, scripts, styles or anything that
//! loads something.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

/// Everything that a leaf can be made of.
const ELEMENTS: [&str; 33] = [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "em",
    "strong",
    "b",
    "i",
    "sup",
    "sub",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "pre",
    "code",
    "hr",
    "img",
];

/// What is left out with its contents; of all other elements the words stay.
const WORDLESS: [&str; 14] = [
    "script", "style", "title", "template", "iframe", "object", "embed", "svg", "math", "audio", "video",
    "canvas", "textarea", "select",
];

/// `pictures` is how the address of a picture must begin, before its number; empty where there are none.
pub(crate) fn clean(html: &str, pictures: &str) -> String {
    let spans = HashSet::from(["colspan", "rowspan"]);
    let attributes = HashMap::from([
        ("img", HashSet::from(["alt", "src"])),
        ("td", spans.clone()),
        ("th", spans),
    ]);
    let prefix = pictures.to_owned();
    let mut rules = Builder::empty();
    rules
        .tags(
            ELEMENTS
                .into_iter()
                .filter(|name| !pictures.is_empty() || *name != "img")
                .collect(),
        )
        .clean_content_tags(HashSet::from(WORDLESS))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .url_schemes(HashSet::new())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("img", "src") => is_own(value, &prefix).then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        });
    without_empty(&rules.clean(html).to_string())
}

fn is_own(address: &str, prefix: &str) -> bool {
    let number = address.strip_prefix(prefix).filter(|_| !prefix.is_empty());
    number.is_some_and(|number| {
        (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Paragraphs that hold nothing come of blocks within blocks.
fn without_empty(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("</p>") {
        kept.push_str(before);
        match kept.trim_end().strip_suffix("<p>").map(str::len) {
            Some(end) => kept.truncate(end),
            None => kept.push_str("</p>"),
        }
        rest = after;
    }
    kept.push_str(rest);
    kept.trim().to_owned()
}
