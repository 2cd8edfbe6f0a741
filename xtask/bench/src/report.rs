//! How figures are told: a heading, the conditions, a table; the same on the screen and in docs/benchmarks.md.

use std::fmt::{self, Display, Write};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::machine;

const BOOK: &str = "docs/benchmarks.md";

/// One measure with its figures.
pub struct Section {
    title: &'static str,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    notes: Vec<String>,
    load: String,
}

impl Section {
    /// An empty table with these columns.
    pub fn new(title: &'static str, head: &[&'static str]) -> Self {
        Self {
            title,
            head: head.to_vec(),
            rows: Vec::new(),
            notes: Vec::new(),
            load: String::new(),
        }
    }

    /// A line of the table, with a cell for each column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// A sentence below the table: what was compared, what is missing.
    pub fn note(&mut self, sentence: impl Into<String>) {
        self.notes.push(sentence.into());
    }

    /// Says how busy the machine was when the measure began; it is as busy as the measure makes it when it ends.
    pub fn under(mut self, load: &str) -> Self {
        load.clone_into(&mut self.load);
        self
    }
}

impl Display for Section {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "### {}\n", self.title)?;
        writeln!(
            out,
            "{}, {}. Load before: {}.\n",
            machine::today(),
            machine::line(),
            self.load
        )?;
        let line =
            |out: &mut fmt::Formatter<'_>, cells: &[String]| writeln!(out, "| {} |", cells.join(" | "));
        line(
            out,
            &self.head.iter().map(ToString::to_string).collect::<Vec<_>>(),
        )?;
        let rule: Vec<String> = (0..self.head.len())
            .map(|column| if column == 0 { "---" } else { "---:" }.to_owned())
            .collect();
        line(out, &rule)?;
        for row in &self.rows {
            line(out, row)?;
        }
        out.write_char('\n')?;
        for note in &self.notes {
            writeln!(out, "- {note}")?;
        }
        Ok(())
    }
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this package lies two folders deep")
        .to_path_buf()
}

/// Puts the section in its place in the book, between its two marks; whatever stands outside them is left alone.
///
/// # Errors
/// When the book cannot be read or written, or has no such marks.
pub fn keep(name: &str, section: &Section) -> Result<()> {
    let path = root().join(BOOK);
    let book = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let book = replaced(&book, name, &section.to_string())
        .with_context(|| format!("{BOOK} has no place for “{name}”"))?;
    fs::write(&path, book).with_context(|| format!("{} cannot be written", path.display()))
}

fn replaced(book: &str, name: &str, text: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = book.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}{text}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_between_the_marks_changes() {
        let book = "words\n<!-- photos -->\nold\n<!-- end of photos -->\nmore\n";
        let new = replaced(book, "photos", "new\n").unwrap();
        assert_eq!(new, "words\n<!-- photos -->\nnew\n<!-- end of photos -->\nmore\n");
        assert_eq!(replaced(book, "drops", "new"), None);
    }
}
