//! Markdown: cut into sections at its main headings, made HTML.

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd, html};

use super::prose::Section;
use super::{DEEPEST, MOST_ENTRIES, MOST_LEAVES};
use crate::intake::naming::one_line;
use crate::messages::OutlineEntry;

/// A section longer than this is cut before its next paragraph, in bytes of its words.
const LONG: usize = 60_000;

/// The headings of these levels are its contents.
const LISTED: usize = 3;

/// What a Markdown text holds.
#[derive(Default)]
pub(super) struct Markdown {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) sections: Vec<Section>,
    pub(super) outline: Vec<OutlineEntry>,
}

/// One block that is in no other.
#[derive(Default)]
struct Block<'a> {
    events: Vec<Event<'a>>,
    heading: Option<(usize, String)>,
    bytes: usize,
}

pub(super) fn read(text: &str) -> Markdown {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut markdown = Markdown::default();
    let blocks = blocks(Parser::new_ext(text, options), &mut markdown);
    let count = |level: usize| {
        blocks
            .iter()
            .filter(|block| matches!(block.heading, Some((own, _)) if own == level))
            .count()
    };
    // One heading of the first level is the title of all.
    let cut = if count(1) > 1 { 1 } else { 2 };
    let first = |level| {
        blocks
            .iter()
            .find_map(|block| block.heading.clone().filter(|(own, _)| *own == level))
    };
    let title = first(1).filter(|_| count(1) == 1).map(|(_, title)| title);
    markdown.title = markdown.title.take().or(title);
    let highest = blocks
        .iter()
        .filter_map(|block| Some(block.heading.as_ref()?.0))
        .min()
        .unwrap_or(1);

    let mut events: Vec<Event<'_>> = Vec::new();
    let (mut bytes, mut only_headings) = (0, true);
    for block in blocks {
        let heads = block.heading.as_ref().is_some_and(|(level, _)| *level <= cut) && !only_headings;
        if (heads || bytes > LONG) && !events.is_empty() && markdown.sections.len() + 1 < MOST_LEAVES {
            markdown.sections.push(section(&mut events));
            (bytes, only_headings) = (0, true);
        }
        only_headings &= block.heading.is_some();
        if let Some((level, title)) = block.heading.filter(|(level, _)| level - highest < LISTED)
            && markdown.outline.len() < MOST_ENTRIES
        {
            markdown.outline.push(OutlineEntry {
                title,
                page: u32::try_from(markdown.sections.len() + 1).unwrap_or(u32::MAX),
                level: u32::try_from((level - highest).min(DEEPEST)).unwrap_or_default(),
            });
        }
        bytes += block.bytes;
        events.extend(block.events);
    }
    if !events.is_empty() {
        markdown.sections.push(section(&mut events));
    }
    markdown
}

fn blocks<'a>(parser: Parser<'a>, markdown: &mut Markdown) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let (mut depth, mut words, mut settings) = (0_usize, String::new(), false);
    for event in parser {
        match &event {
            Event::Start(tag) => {
                depth += 1;
                settings |= matches!(tag, Tag::MetadataBlock(MetadataBlockKind::YamlStyle));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if let (TagEnd::Heading(level), 0) = (tag, depth) {
                    let title = one_line(&words);
                    block.heading = Some((rank(*level), title)).filter(|(_, title)| !title.is_empty());
                }
            }
            Event::Text(text) | Event::Code(text) => {
                block.bytes += text.len();
                words.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
        // Of a picture that lies elsewhere the words stay.
        if !matches!(event, Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image)) {
            block.events.push(event);
        }
        if depth == 0 {
            if std::mem::take(&mut settings) {
                note_settings(&words, markdown);
            } else {
                blocks.push(std::mem::take(&mut block));
            }
            block = Block::default();
            words.clear();
        }
    }
    blocks
}

/// What generators of web pages have at the beginning of a text.
fn note_settings(lines: &str, markdown: &mut Markdown) {
    for (name, value) in lines.lines().filter_map(|line| line.split_once(':')) {
        let value = one_line(value.trim().trim_matches(['"', '\'']));
        match name.trim() {
            "title" if !value.is_empty() => markdown.title = Some(value),
            "lang" | "language" => markdown.language = crate::intake::naming::language::known(&value),
            _ => {}
        }
    }
}

fn section(events: &mut Vec<Event<'_>>) -> Section {
    let mut made = String::new();
    html::push_html(&mut made, events.drain(..));
    Section { html: made }
}

fn rank(level: HeadingLevel) -> usize {
    level as usize
}
