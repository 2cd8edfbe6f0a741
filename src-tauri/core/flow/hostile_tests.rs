//! Books and texts that mean harm, and what is left of them.

use std::io::Write;

use super::clean::clean;
use super::epub_tests::{leaf, publication, refused};
use super::loosen::loosen;
use super::prose::Prose;
use super::samples::{ONE, PACKAGE, epub, parts, with};
use crate::intake::reading::Binding;
use crate::messages::ProblemCode;

const PICTURES: &str = "/leaf-picture/abc/";

/// What a browser might do something with.
const HARM: [&str; 30] = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<script src=//evil.example/a.js></script>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\">",
    "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
    "<img src=\"https://evil.example/pixel.gif\">",
    "<img src=\"//evil.example/pixel.gif\">",
    "<img src=\"/leaf-picture/abc/../../catalogue\">",
    "<img src=\"/leaf-picture/def/1\">",
    "<img srcset=\"https://evil.example/a 2x\" src=\"/leaf-picture/abc/1\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"https://evil.example\" target=\"_top\">x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<iframe src=\"https://evil.example\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"a.swf\"><embed src=\"a.swf\"></object>",
    "<style>@import url(https://evil.example/a.css)</style>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
    "<base href=\"https://evil.example/\">",
    "<form action=https://evil.example><input name=a><button>x</button></form>",
    "<p style=\"background:url(https://evil.example/a)\" class=\"x\" id=\"y\">x</p>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></p></noscript>",
    "<video poster=https://evil.example/a><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    "<!--><img src=x onerror=alert(1)>--><![CDATA[<img src=x onerror=alert(1)>]]>",
];

/// Fails where HTML holds more than the contract allows.
fn is_harmless(html: &str, of: &str) {
    let allowed = [
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
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap().trim_start_matches('/');
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(allowed.contains(&name), "<{name}> of {of}: {html}");
        for attribute in attributes.split("\" ").filter(|rest| !rest.is_empty()) {
            let (name, value) = attribute.split_once("=\"").unwrap_or((attribute, ""));
            let value = value.trim_end_matches('"');
            let is_known = match name {
                "lang" | "dir" | "alt" | "colspan" | "rowspan" => true,
                "src" => {
                    let number = value.strip_prefix(PICTURES).unwrap_or("x");
                    number.bytes().all(|byte| byte.is_ascii_digit())
                }
                _ => false,
            };
            assert!(is_known, "{name} of {of}: {html}");
        }
    }
}

#[test]
fn nothing_that_acts_or_loads_survives_either_wall() {
    for harm in HARM {
        let page = format!("<p>Before</p>{harm}<p>After</p>");
        // The second wall alone, and both.
        is_harmless(&clean(&page, PICTURES), harm);
        let loose = loosen(&page, &|reference| {
            reference.ends_with("map.png").then(|| format!("{PICTURES}1"))
        });
        let both = clean(&loose.html, PICTURES);
        is_harmless(&both, harm);
        assert!(both.contains("<p>Before</p>"), "{harm}: {both}");
        let markdown = Prose::open(
            format!("Before\n\n{harm}\n\nAfter {harm}\n").as_bytes(),
            Binding::Markdown,
        );
        let leaf = markdown.leaf(0).unwrap();
        is_harmless(&leaf.html, harm);
        assert!(!leaf.html.contains("<img"), "{harm}: {}", leaf.html);
        let plain = Prose::open(harm.as_bytes(), Binding::Plain).leaf(0).unwrap();
        is_harmless(&plain.html, harm);
    }
}

#[test]
fn the_same_within_a_book() {
    for harm in HARM {
        let chapter = ONE.replace(
            "<section class=\"c\">",
            &format!("<section class=\"c\"><p>Before</p>{harm}"),
        );
        let leaf = leaf(&with("OPS/text/one a.xhtml", chapter.as_bytes()), 2);
        is_harmless(&leaf.html, harm);
        assert!(leaf.html.contains("Before"), "{harm}: {}", leaf.html);
    }
}

#[test]
fn an_archive_that_would_fill_the_memory_is_refused() {
    let zeros = vec![b' '; 9 << 20];
    for bomb in [
        with("OPS/text/two.xhtml", &zeros),
        with("OPS/book.opf", &zeros),
        with("META-INF/container.xml", &zeros),
    ] {
        assert!(bomb.len() < 100_000);
        assert_eq!(refused(&bomb).code, ProblemCode::FileTooLarge);
    }
    let mut sounds = parts();
    sounds.extend((0..10).map(|number| (format!("x{number}.flac"), zeros.clone())));
    assert_eq!(refused(&epub(&sounds)).code, ProblemCode::FileTooLarge);
    // Each within its bound, and all together far beyond.
    let mut many = parts();
    many.extend((0..10).map(|number| (format!("x{number}"), vec![b' '; 7 << 20])));
    assert_eq!(refused(&epub(&many)).code, ProblemCode::FileTooLarge);
    let mut list = parts();
    list.extend((0..20_001).map(|number| (format!("x{number}.css"), Vec::new())));
    assert_eq!(refused(&epub(&list)).code, ProblemCode::FileTooLarge);
}

#[test]
fn entities_that_grow_stay_as_they_are() {
    let lines: String = (1..30)
        .map(|at| format!("<!ENTITY l{at} \"&l{};&l{};\">", at - 1, at - 1))
        .collect();
    let subset =
        format!("<!DOCTYPE package [<!ENTITY l0 \"lol\"><!ENTITY f SYSTEM \"file:///etc/passwd\">{lines}]>");
    let package = PACKAGE
        .replace("<package", &format!("{subset}<package"))
        .replace("The Sea", "&l29;&f; Sea");
    let found = publication(&with("OPS/book.opf", package.as_bytes()));
    let title = found.title.unwrap();
    assert!(
        title.len() < 100 && !title.contains("root:") && !title.contains("lollol"),
        "{title}"
    );
    let chapter = ONE
        .replace("<!DOCTYPE html>", &subset.replace("package", "html"))
        .replace("They", "&l29;&f; They");
    let leaf = leaf(&with("OPS/text/one a.xhtml", chapter.as_bytes()), 2);
    assert!(
        leaf.html.len() < 1000 && leaf.html.contains("They came"),
        "{}",
        leaf.html
    );
    assert!(!leaf.html.contains("root:") && !leaf.html.contains("lollol"));
}

#[test]
fn paths_lead_nowhere_but_into_the_book() {
    let package = PACKAGE
        .replace("plates/map.png", "../../../../etc/passwd")
        .replace("text/two.xhtml", "/../../etc/passwd");
    let found = publication(&with("OPS/book.opf", package.as_bytes()));
    assert_eq!(found.pages.len(), 2, "only what is in the archive");
    let chapter = ONE.replace("../plates/map.png", "../../../../../../etc/passwd");
    let leaf = leaf(&with("OPS/text/one a.xhtml", chapter.as_bytes()), 2);
    assert!(
        !leaf.html.contains("<img") && leaf.html.contains("A map"),
        "{}",
        leaf.html
    );
}

#[test]
fn what_is_no_book_says_so() {
    let whole = epub(&parts());
    assert_eq!(refused(&whole[..whole.len() / 2]).code, ProblemCode::FileDamaged);
    for (name, text) in [
        ("META-INF/container.xml", "<container/>"),
        ("META-INF/container.xml", "nonsense"),
        ("OPS/book.opf", "<package"),
        ("OPS/book.opf", ""),
    ] {
        let refusal = refused(&with(name, text.as_bytes()));
        assert!(
            matches!(refusal.code, ProblemCode::FileDamaged | ProblemCode::NoPages),
            "{name}: {refusal:?}"
        );
    }
    let empty = PACKAGE
        .replace("<itemref idref=\"front\"/>", "")
        .replace("<itemref idref=\"one\"/>", "");
    let empty = empty.replace("<itemref idref=\"two\"/>", "");
    assert_eq!(
        refused(&with("OPS/book.opf", empty.as_bytes())).code,
        ProblemCode::NoPages
    );
}

#[test]
fn damaged_books_cost_no_panic() {
    let whole = epub(&parts());
    let mut seed = 7_u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed as usize >> 8
    };
    for _ in 0..200 {
        let mut broken = whole.clone();
        for _ in 0..1 + random() % 8 {
            let at = random() % broken.len();
            broken[at] = random() as u8;
        }
        let shelf = super::epub_tests::shelf(&broken);
        let _ = crate::intake::read::read(&shelf.path);
    }
}

#[test]
fn deep_nesting_ends() {
    let deep = "<div><ul><li><blockquote>".repeat(50_000);
    let page = loosen(&deep, &|_| None);
    is_harmless(&clean(&page.html, ""), "depth");
    let mut text = Vec::new();
    for _ in 0..2000 {
        text.write_all(b"> * ").unwrap();
    }
    text.write_all(b"deep").unwrap();
    let _ = Prose::open(&text, Binding::Markdown).leaf(0);
}

#[test]
fn a_large_sound_of_an_unknown_kind_does_not_cost_the_book() {
    let sound = vec![b' '; 9 << 20];
    let mut book = parts();
    book.extend([("OPS/voice.flac".to_owned(), sound)]);
    assert!(!publication(&epub(&book)).pages.is_empty());
}
