//! Makes clean WebVTT of the SubRip and WebVTT files that people have, broken ones included. Pure.

use std::fmt::Write;

/// One caption: when, in milliseconds from the start of the film, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cue {
    start: u64,
    end: u64,
    text: String,
}

/// The captions of a SubRip or WebVTT text as WebVTT. Cues that make no sense are left out; without any the
/// result is the bare heading.
#[must_use]
pub fn to_vtt(text: &str) -> String {
    let mut vtt = "WEBVTT\n\n".to_owned();
    for cue in cues(text) {
        write!(
            vtt,
            "{} --> {}\n{}\n\n",
            clock(cue.start),
            clock(cue.end),
            cue.text
        )
        .expect("writing to a string cannot fail");
    }
    vtt
}

/// When each caption comes, in seconds from the start of the film, and what it says, without markup.
#[must_use]
pub fn spoken(text: &str) -> Vec<(f64, String)> {
    let said = |cue: Cue| (cue.start as f64 / 1000.0, bare(&cue.text));
    cues(text).into_iter().map(said).collect()
}

/// The words of a clean cue without its tags and entities.
fn bare(cue: &str) -> String {
    let mut bare = String::with_capacity(cue.len());
    let mut rest = cue;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = rest[at..].split_once('>').map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    // The ampersand last, so that nothing is taken for an entity that was none.
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&amp;", "&"),
    ];
    entities
        .iter()
        .fold(bare, |text, (entity, sign)| text.replace(entity, sign))
}

/// Number of captions that can be shown.
#[must_use]
pub fn count(text: &str) -> usize {
    cues(text).len()
}

fn cues(text: &str) -> Vec<Cue> {
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let lines: Vec<&str> = text.lines().collect();
    let web = text.trim_start().starts_with("WEBVTT");
    let starts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].contains("-->")).collect();
    let mut cues = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let next = starts.get(place + 1).copied().unwrap_or(lines.len());
        let Some((from, to)) = timing(lines[*start]) else {
            continue;
        };
        let text = words(&lines[start + 1..next], web, next < lines.len());
        if from < to && !text.is_empty() {
            cues.push(Cue {
                start: from,
                end: to,
                text,
            });
        }
    }
    cues
}

/// The lines of one cue. In SubRip an empty line inside a cue is a common slip; in WebVTT it ends the cue,
/// and what follows may be a note or a style.
fn words(lines: &[&str], web: bool, another_follows: bool) -> String {
    let mut lines: Vec<&str> = if web {
        lines
            .iter()
            .copied()
            .take_while(|line| !line.trim().is_empty())
            .collect()
    } else {
        lines.to_vec()
    };
    // The last line before the next timing is that cue's number.
    if !web && another_follows {
        let last = lines.iter().rposition(|line| !line.trim().is_empty());
        if let Some(last) = last.filter(|last| lines[*last].trim().bytes().all(|byte| byte.is_ascii_digit()))
        {
            lines.truncate(last);
        }
    }
    let clean = lines
        .iter()
        .map(|line| plain(line.trim()))
        .filter(|line| !line.is_empty());
    clean.collect::<Vec<_>>().join("\n")
}

fn timing(line: &str) -> Option<(u64, u64)> {
    let (from, to) = line.split_once("-->")?;
    // What follows the second time places the cue on the screen, which is ours to decide.
    Some((moment(from.trim())?, moment(to.split_whitespace().next()?)?))
}

/// Milliseconds of `01:02:03,450`, `02:03.45` or `1:2:3`.
fn moment(text: &str) -> Option<u64> {
    let (clock, fraction) = text.split_once([',', '.']).unwrap_or((text, ""));
    let mut parts = clock.split(':').rev().map(|part| part.trim().parse::<u64>().ok());
    let seconds = parts.next()??;
    let minutes = parts.next()??;
    let hours = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || seconds > 59 || minutes > 59 || hours > 99 || fraction.len() > 6 {
        return None;
    }
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + digits.parse::<u64>().ok()?)
}

fn clock(millis: u64) -> String {
    let seconds = millis / 1000;
    format!(
        "{:02}:{:02}:{:02}.{:03}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        millis % 1000
    )
}

/// One line without markup other than bold, italic and underline, safe inside WebVTT.
fn plain(line: &str) -> String {
    let mut clean = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{', '&']) {
        clean.push_str(&rest[..at]);
        let found = &rest[at..];
        let taken = match found.as_bytes()[0] {
            b'<' => tag(found, &mut clean),
            // "{\an8}" places a cue; other braces are text.
            b'{' if found.starts_with("{\\") => found.find('}').map(|end| end + 1),
            b'&' => entity(found, &mut clean),
            _ => None,
        };
        let taken = taken.unwrap_or_else(|| {
            clean.push_str(match &found[..1] {
                "<" => "&lt;",
                "&" => "&amp;",
                other => other,
            });
            1
        });
        rest = &found[taken..];
    }
    clean.push_str(rest);
    clean.replace("-->", "--&gt;").trim().to_owned()
}

/// Length of the tag that `found` begins with; bold, italic and underline are kept.
fn tag(found: &str, clean: &mut String) -> Option<usize> {
    let end = found.find('>')?;
    let inside = &found[1..end];
    let name = inside.strip_prefix('/').unwrap_or(inside);
    if !name.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let name = name
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if matches!(name.as_str(), "b" | "i" | "u") {
        clean.push_str(if inside.starts_with('/') { "</" } else { "<" });
        clean.push_str(&name);
        clean.push('>');
    }
    Some(end + 1)
}

/// Length of the entity that `found` begins with, which is kept as it is.
fn entity(found: &str, clean: &mut String) -> Option<usize> {
    const KNOWN: [&str; 6] = ["&amp;", "&lt;", "&gt;", "&nbsp;", "&lrm;", "&rlm;"];
    let entity = KNOWN.into_iter().find(|entity| found.starts_with(entity))?;
    clean.push_str(entity);
    Some(entity.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subrip_becomes_webvtt() {
        let srt = "\u{feff}1\r\n00:00:01,000 --> 00:00:02,500\r\nBonjour\r\nà tous\r\n\r\n2\r\n00:01:00,000 --> 00:01:02,000\r\nFin\r\n";
        assert_eq!(
            to_vtt(srt),
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nBonjour\nà tous\n\n00:01:00.000 --> 00:01:02.000\nFin\n\n"
        );
    }

    #[test]
    fn webvtt_loses_notes_styles_and_places() {
        let vtt = "WEBVTT - Title\n\nSTYLE\n::cue { color: red }\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:start line:0\n<v Ann>Hi <b>you</b>\n\nNOTE no\n";
        assert_eq!(
            to_vtt(vtt),
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHi <b>you</b>\n\n"
        );
    }

    #[test]
    fn what_is_broken_is_left_out_and_the_rest_stays() {
        let srt = "1\n00:00:05,000 --> 00:00:02,000\nbackwards\n\n2\nnonsense --> more\nlost\n\n3\n0:0:7 --> 0:0:8,5\nkept\n\n4\n00:00:09,000 --> 00:00:10,000\n\n";
        assert_eq!(to_vtt(srt), "WEBVTT\n\n00:00:07.000 --> 00:00:08.500\nkept\n\n");
        assert_eq!(count(srt), 1);
        assert_eq!(count("a letter to my mother"), 0);
        assert_eq!(count(""), 0);
    }

    #[test]
    fn what_is_said_comes_with_its_time_and_without_markup() {
        let srt = "1\n00:01:02,500 --> 00:01:04,000\n<i>Bread</i> & <b>salt</b>\n1 &lt; 2 &amp;amp;\n";
        assert_eq!(spoken(srt), [(62.5, "Bread & salt\n1 < 2 &amp;".to_owned())]);
        assert_eq!(spoken("nothing"), []);
    }

    #[test]
    fn an_empty_line_inside_a_subrip_cue_does_not_end_it() {
        let srt = "1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\n1914\n";
        assert_eq!(
            to_vtt(srt),
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\none\ntwo\n\n00:00:03.000 --> 00:00:04.000\n1914\n\n"
        );
    }

    #[test]
    fn markup_is_reduced_and_signs_are_safe() {
        assert_eq!(
            plain("<font color=\"red\">a</font> <I>b</I> {\\an8}c {d}"),
            "a <i>b</i> c {d}"
        );
        assert_eq!(
            plain("1 < 2 & 3 &amp; a --> b <script>x</script>"),
            "1 &lt; 2 &amp; 3 &amp; a --&gt; b x"
        );
        assert_eq!(
            plain("<3 صباح"),
            "صباح".to_owned().replacen("صباح", "&lt;3 صباح", 1)
        );
        assert_eq!(plain("open <i"), "open &lt;i");
    }
}
