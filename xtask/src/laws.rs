//! The laws of the house that a machine can read: first lines, lengths, names, and which crate may name which.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::shell;

/// Longest file, in lines; generated ones are not counted.
const LONGEST: usize = 500;
const GENERATED: &str = "ui/src/messages/messages.ts";

/// Words that say nothing about an exhibition; as a part of a file's or a type's own name.
const EMPTY_WORDS: [&str; 6] = ["Manager", "Service", "Helper", "Util", "Processor", "Handler"];

/// Crates that a room may not name, so that arrows run one way. The manifests hold it; this says why.
const CLOSED: [(&str, &[&str]); 2] = [
    (
        "src-tauri/core/Cargo.toml",
        &[
            "tauri",
            "axum",
            "hyper",
            "tokio",
            "tower",
            "ureq",
            "vitrine-stage",
        ],
    ),
    ("src-tauri/stage/Cargo.toml", &["tauri", "wry", "tao"]),
];

/// Fails with every breach that it finds.
pub(crate) fn check() -> Result<()> {
    let listed = shell::output("git", &["ls-files"]).unwrap_or_default();
    let mut breaches = Vec::new();
    for path in listed.lines().filter(|path| is_source(path)) {
        // A file that is deleted and not yet committed is listed all the same.
        if let Ok(text) = fs::read_to_string(shell::root().join(path)) {
            breaches.extend(breaches_of(path, &text));
        }
    }
    for (manifest, closed) in CLOSED {
        let text = fs::read_to_string(shell::root().join(manifest))?;
        breaches.extend(
            arrows(&text, closed)
                .into_iter()
                .map(|name| format!("{manifest} names {name}: arrows run shell → stage → core")),
        );
    }
    if !breaches.is_empty() {
        bail!("the laws of the house are broken:\n  {}", breaches.join("\n  "));
    }
    Ok(())
}

fn is_source(path: &str) -> bool {
    let rooms = ["src-tauri/", "ui/src/", "tests/", "xtask/", "fuzz/"];
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
    rooms.iter().any(|room| path.starts_with(room)) && matches!(ending, Some("rs" | "ts" | "svelte"))
}

fn breaches_of(path: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let first = text.lines().next().unwrap_or_default();
    if !["//", "<!--", "/*"]
        .iter()
        .any(|opening| first.starts_with(opening))
    {
        breaches.push(format!("{path}: its first line does not say why it exists"));
    }
    let lines = text.lines().count();
    if lines > LONGEST && path != GENERATED {
        breaches.push(format!("{path}: {lines} lines; split it at {LONGEST}"));
    }
    let stem = Path::new(path)
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let own_names = text.lines().filter_map(declared);
    for name in own_names.chain([stem]) {
        let lower = name.to_lowercase();
        if EMPTY_WORDS
            .iter()
            .any(|word| lower.ends_with(&word.to_lowercase()))
        {
            breaches.push(format!("{path}: “{name}” is no word of an exhibition"));
        }
    }
    breaches
}

/// The name that a line gives to a type, if it does.
fn declared(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| {
        matches!(*word, "pub" | "export" | "abstract" | "default") || word.starts_with("pub(")
    });
    if !matches!(
        words.next()?,
        "struct" | "enum" | "trait" | "class" | "interface" | "type"
    ) {
        return None;
    }
    let name = words.next()?;
    let end = name
        .find(|letter: char| !letter.is_alphanumeric())
        .unwrap_or(name.len());
    Some(&name[..end])
}

/// Which of the closed crates a manifest depends on.
fn arrows<'a>(manifest: &str, closed: &[&'a str]) -> Vec<&'a str> {
    let names: Vec<_> = manifest
        .lines()
        .map(|line| line.split(['.', ' ', '=']).next().unwrap_or_default())
        .collect();
    closed
        .iter()
        .copied()
        .filter(|closed| names.contains(closed))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_file_breaks_nothing() {
        let text = "//! Says why.\n\npub(crate) struct Stand;\nuse tauri::Manager;\n";
        assert_eq!(
            breaches_of("src-tauri/shell/stand.rs", text),
            Vec::<String>::new()
        );
    }

    #[test]
    fn every_breach_is_found() {
        let long = "//! Says why.\n".to_owned() + &"x\n".repeat(LONGEST);
        assert_eq!(breaches_of("tests/a.rs", &long).len(), 1);
        assert_eq!(breaches_of("tests/a.rs", "use std::fs;\n").len(), 1);
        assert_eq!(
            breaches_of("tests/a.rs", "//! x\npub struct StandManager<'a> {\n").len(),
            1
        );
        assert_eq!(
            breaches_of("ui/src/a.ts", "// x\nexport class TouchHandler {\n").len(),
            1
        );
        assert_eq!(breaches_of("ui/src/util.ts", "// x\n").len(), 1);
    }

    #[test]
    fn arrows_that_run_up_are_found() {
        assert_eq!(
            arrows("[dependencies]\ntokio.workspace = true\n", &["tokio", "tauri"]),
            ["tokio"]
        );
        assert_eq!(
            arrows("[dependencies]\ntokio-stream = \"1\"\n", &["tokio"]),
            [""; 0]
        );
    }
}
