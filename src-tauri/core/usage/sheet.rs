//! The end-of-day sheet: as a table for a spreadsheet, as a page to print, and as text.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::words::Words;
use super::{Cell, Day, LEAST};
use crate::intake::problem::Language;
use crate::messages::UsageKind;

/// A number as it may be shown; `None` is one that may not.
fn shown(count: Option<u64>) -> String {
    count.map_or_else(|| format!("< {LEAST}"), |count| count.to_string())
}

/// Numbers of one stand, summed up one way.
type Sums<K> = BTreeMap<K, u64>;

#[derive(Default)]
struct StandSums {
    items: Sums<(UsageKind, String)>,
    hours: Sums<u32>,
    languages: Sums<String>,
}

fn stands(day: &Day) -> BTreeMap<&str, StandSums> {
    let mut stands: BTreeMap<&str, StandSums> = BTreeMap::new();
    for (cell, count) in day.cells() {
        let sums = stands.entry(&cell.stand).or_default();
        let Cell {
            kind,
            title,
            language,
            hour,
            ..
        } = cell;
        *sums.items.entry((*kind, title.clone())).or_default() += count;
        *sums.hours.entry(*hour).or_default() += count;
        *sums.languages.entry(language.clone()).or_default() += count;
    }
    stands
}

/// Numbers as they may be shown. Every breakdown of a stand has the same sum, so a number that is hidden alone could be
/// counted back: then the next smallest is hidden with it.
fn veiled<K: Ord>(sums: &Sums<K>) -> Vec<(&K, Option<u64>)> {
    let hidden = sums.values().filter(|count| **count < LEAST).count();
    let next = sums.values().copied().filter(|count| *count >= LEAST).min();
    let mut with_it = if hidden == 1 { next } else { None };
    sums.iter()
        .map(|(key, count)| {
            let goes = *count < LEAST || (with_it == Some(*count) && with_it.take().is_some());
            (key, (!goes).then_some(*count))
        })
        .collect()
}

/// The most opened first, what is hidden last.
fn ranked<K: Ord>(sums: &Sums<K>) -> Vec<(&K, Option<u64>)> {
    let mut all = veiled(sums);
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

/// A table for a spreadsheet, with a head, in UTF-8 with a mark of it for spreadsheets that guess. One line for each item,
/// summed over languages and hours; then one for each stand and hour, and one for each stand and language.
#[must_use]
pub fn csv(day: &Day, date: &str) -> String {
    let mut table = "\u{feff}day,stand,what,title,hour,language,count\r\n".to_owned();
    let mut line = |stand: &str, what: &str, title: &str, hour: &str, language: &str, count: Option<u64>| {
        let fields = [date, stand, what, title, hour, language, &shown(count)].map(field);
        table.push_str(&fields.join(","));
        table.push_str("\r\n");
    };
    for (stand, sums) in stands(day) {
        for ((kind, title), count) in ranked(&sums.items) {
            line(stand, name(*kind), title, "", "", count);
        }
        for (hour, count) in veiled(&sums.hours) {
            line(stand, "all", "", &format!("{hour:02}"), "", count);
        }
        for (language, count) in ranked(&sums.languages) {
            line(stand, "all", "", "", language, count);
        }
    }
    table
}

fn name(kind: UsageKind) -> &'static str {
    match kind {
        UsageKind::Stand => "stand",
        UsageKind::Publication => "publication",
        UsageKind::Film => "film",
        UsageKind::Photos => "photos",
    }
}

/// A field of a table. What a spreadsheet would take for a formula is led by an apostrophe.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A page to print, one sheet of paper for each stand. It loads nothing and has no script.
#[must_use]
pub fn page(day: &Day, date: &str, language: Language) -> String {
    let words = Words::of(language);
    let mut page = format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>{} – {date}</title><style>{STYLE}</style>",
        language.code(),
        words.title
    );
    let stands = stands(day);
    if stands.is_empty() {
        let _ = write!(
            page,
            "<section><h1>{}</h1><p>{}</p></section>",
            words.title, words.nothing
        );
    }
    for (stand, sums) in stands {
        let _ = write!(
            page,
            "<section><p class=\"date\">{date}</p><h1>{}</h1><h2>{}</h2><table><tr><th>{}</th><th></th><th>{}</th></tr>",
            escaped(stand),
            words.title,
            words.opened,
            words.times
        );
        for ((kind, title), count) in ranked(&sums.items) {
            let _ = write!(
                page,
                "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
                escaped(title),
                words.kind(*kind),
                escaped(&shown(count))
            );
        }
        page.push_str("</table><div class=\"beside\">");
        bars(
            &mut page,
            words.by_hour,
            veiled(&sums.hours)
                .into_iter()
                .map(|(hour, count)| (format!("{hour:02}:00"), count)),
        );
        let languages = ranked(&sums.languages)
            .into_iter()
            .map(|(code, count)| (code.to_uppercase(), count));
        bars(&mut page, words.by_language, languages);
        let _ = write!(page, "</div><p class=\"how\">{}</p></section>", words.how);
    }
    page.push_str("</html>\n");
    page
}

fn bars(page: &mut String, title: &str, rows: impl Iterator<Item = (String, Option<u64>)>) {
    let rows: Vec<_> = rows.collect();
    let most = rows.iter().filter_map(|(_, count)| *count).max().unwrap_or(LEAST);
    let _ = write!(page, "<div><h3>{title}</h3><table>");
    for (name, count) in rows {
        // What is hidden has a bar of its own length, whatever it is.
        let length = count.map_or(2, |count| count * 100 / most);
        let _ = write!(
            page,
            "<tr><td>{}</td><td><i style=\"width:{length}%\"></i></td><td>{}</td></tr>",
            escaped(&name),
            escaped(&shown(count))
        );
    }
    page.push_str("</table></div>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

const STYLE: &str = "@page{size:A4;margin:18mm}body{font:11pt/1.4 Georgia,serif;color:#111;margin:0}\
section{max-width:174mm;margin:0 auto;padding:8mm 0;break-after:page}h1{font-size:22pt;margin:0}\
h2{font:600 12pt sans-serif;margin:2mm 0 8mm}h3{font:600 10pt sans-serif;margin:0 0 2mm}.date{margin:0;color:#555}\
table{border-collapse:collapse;width:100%;margin-bottom:8mm}td,th{text-align:start;padding:1.5mm 2mm;\
border-bottom:.2mm solid #bbb;vertical-align:baseline}td:last-child,th:last-child{text-align:end;\
font-variant-numeric:tabular-nums;white-space:nowrap}.beside{display:flex;gap:12mm}.beside div{flex:1}\
.beside td:nth-child(2){width:60%}i{display:block;height:3mm;background:#444;print-color-adjust:exact;\
-webkit-print-color-adjust:exact}.how{font:9pt sans-serif;color:#555}";

/// The same for a terminal.
#[must_use]
pub fn text(day: &Day, date: &str, language: Language) -> String {
    let words = Words::of(language);
    let mut out = format!("{} – {date}\n", words.title);
    if day.is_empty() {
        let _ = writeln!(out, "{}", words.nothing);
        return out;
    }
    for (stand, sums) in stands(day) {
        let _ = writeln!(out, "\n{stand}");
        for ((kind, title), count) in ranked(&sums.items) {
            let what = words.kind(*kind);
            let name = if title.is_empty() {
                what.to_owned()
            } else {
                format!("{title} ({what})")
            };
            let _ = writeln!(out, "{:>8}  {name}", shown(count));
        }
    }
    let _ = writeln!(out, "\n{}", words.how);
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::cell;
    use super::*;

    /// A film seen seven times in two languages, two publications, one of them opened twice, and a title that is meant badly.
    fn day() -> Day {
        let mut day = Day::default();
        let mut count = |kind, title: &str, language: &str, hour, times| {
            for _ in 0..times {
                day.count(cell(kind, title, language, hour));
            }
        };
        count(UsageKind::Film, "Crossing", "fr", 14, 4);
        count(UsageKind::Film, "Crossing", "en", 15, 3);
        count(UsageKind::Publication, "=cmd, <b>\"x\"", "en", 15, 2);
        count(UsageKind::Publication, "Annual report", "en", 16, 6);
        count(UsageKind::Stand, "", "en", 16, 8);
        day
    }

    #[test]
    fn small_numbers_are_hidden_and_so_is_what_would_give_them_away() {
        let table = csv(&day(), "2026-11-27");
        let lines: Vec<_> = table
            .lines()
            .skip(1)
            .map(|line| line.trim_start_matches("2026-11-27,01 One,"))
            .collect();
        assert_eq!(
            lines,
            [
                "stand,,,,8",
                "film,Crossing,,,7",
                // Two: by itself, and because that would be the rest of what is shown.
                "publication,\"'=cmd, <b>\"\"x\"\"\",,,< 5",
                "publication,Annual report,,,< 5",
                "all,,14,,< 5",
                "all,,15,,< 5",
                "all,,16,,14",
                "all,,,en,< 5",
                "all,,,fr,< 5",
            ]
        );
    }

    #[test]
    fn two_small_numbers_hide_each_other() {
        let sums = Sums::from([(1, 2), (2, 3), (3, 9)]);
        assert_eq!(veiled(&sums), [(&1, None), (&2, None), (&3, Some(9))]);
        // Nothing is left to hide one behind, and nothing is shown that it could be counted back from.
        assert_eq!(veiled(&Sums::from([(1, 2)])), [(&1, None)]);
        assert_eq!(
            veiled(&Sums::from([(1, 5), (2, 5), (3, 1)])),
            [(&1, None), (&2, Some(5)), (&3, None)]
        );
    }

    #[test]
    fn the_page_to_print_shows_no_small_number_and_no_foreign_tag() {
        for language in Language::ALL {
            let page = page(&day(), "2026-11-27", language);
            assert!(page.contains("&lt;b&gt;") && !page.contains("<b>") && !page.contains("<script"));
            assert!(page.contains(">7</td>") && page.contains("&lt; 5</td>"));
            for small in 1..=6 {
                assert!(!page.contains(&format!(">{small}</td>")), "{small}");
            }
        }
    }

    #[test]
    fn a_day_without_visitors_says_so() {
        assert!(page(&Day::default(), "2026-11-27", Language::Nl).contains("niets geopend"));
        assert!(text(&Day::default(), "2026-11-27", Language::De).contains("nichts"));
        assert!(text(&day(), "2026-11-27", Language::En).contains("       7  Crossing (Film)"));
    }
}
