//! The tables in memory that words are looked up in: SQLite's FTS5, which keeps words alone, and the texts they are from.

use std::io::{Read, Write};
use std::ops::Range;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::search::fold::words;

/// Bits of a row's number that count the pages within a text.
const PAGE_BITS: u32 = 20;

/// Most pages, or captions of a film, that one text can have.
pub(crate) const MOST_PAGES: usize = 1 << PAGE_BITS;

/// Words come folded; what the tokenizer does beyond that it does to texts and queries alike. `prefix` keeps beginnings of
/// two and three letters as rows of their own: every search begins with one.
const SCHEMA: &str = "
    CREATE VIRTUAL TABLE items USING fts5(
        title, caption, context,
        content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE pages USING fts5(
        words, context,
        content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE TABLE texts (
        text INTEGER NOT NULL,
        page INTEGER NOT NULL,
        words BLOB NOT NULL,
        PRIMARY KEY (text, page)
    ) STRICT, WITHOUT ROWID;
";

/// Rows that fit a query, and how well: less is better.
pub(crate) type Ranked = Vec<(i64, f64)>;

/// A page that fits a query.
pub(crate) struct RankedPage {
    /// Which text of which card, as in [`Register::add_page`].
    pub(crate) leaf: i64,
    /// Counts from 0.
    pub(crate) page: usize,
    /// Less is better.
    pub(crate) score: f64,
}

pub(crate) struct Register(Connection);

impl Register {
    /// An empty one.
    ///
    /// # Errors
    /// When this build of SQLite lacks FTS5, or there is no memory.
    pub(crate) fn new() -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.set_prepared_statement_cache_capacity(32);
        // Nothing outlives the process, so nothing has to be taken back.
        connection.query_row("PRAGMA journal_mode = OFF", [], |_| Ok(()))?;
        connection.execute_batch(SCHEMA)?;
        Ok(Self(connection))
    }

    /// Does several things as one, which is quicker.
    pub(crate) fn together<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.0.execute_batch("BEGIN")?;
        let done = work();
        self.0.execute_batch("COMMIT")?;
        done
    }

    pub(crate) fn add_item(&self, row: i64, title: &str, caption: &str, context: &str) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO items (rowid, title, caption, context) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![row, folded(title), folded(caption), folded(context)])?;
        Ok(())
    }

    pub(crate) fn remove_item(&self, row: i64) -> Result<()> {
        self.0
            .prepare_cached("DELETE FROM items WHERE rowid = ?1")?
            .execute([row])?;
        Ok(())
    }

    /// `words` and `context` as [`folded`] gives them.
    pub(crate) fn add_page(&self, leaf: i64, page: usize, words: &str, context: &str) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO pages (rowid, words, context) VALUES (?1, ?2, ?3)")?
            .execute(params![row_of(leaf, page), words, context])?;
        Ok(())
    }

    pub(crate) fn remove_pages(&self, leaf: i64, pages: Range<usize>) -> Result<()> {
        let mut removal = self.0.prepare_cached("DELETE FROM pages WHERE rowid = ?1")?;
        for page in pages {
            removal.execute([row_of(leaf, page)])?;
        }
        Ok(())
    }

    pub(crate) fn keep_text(&self, text: i64, page: usize, words: &str) -> Result<()> {
        self.0
            .prepare_cached("INSERT OR REPLACE INTO texts (text, page, words) VALUES (?1, ?2, ?3)")?
            .execute(params![text, number(page), packed(words)])?;
        Ok(())
    }

    pub(crate) fn text(&self, text: i64, page: usize) -> Result<Option<String>> {
        let packed = self
            .0
            .prepare_cached("SELECT words FROM texts WHERE text = ?1 AND page = ?2")?
            .query_row(params![text, number(page)], |row| row.get::<_, Vec<u8>>(0))
            .optional()?;
        Ok(packed.map(|packed| unpacked(&packed)))
    }

    pub(crate) fn forget_text(&self, text: i64) -> Result<()> {
        self.0
            .prepare_cached("DELETE FROM texts WHERE text = ?1")?
            .execute([text])?;
        Ok(())
    }

    /// Items that fit an expression of FTS5.
    pub(crate) fn items(&self, expression: &str) -> Result<Ranked> {
        let mut wish = self
            .0
            .prepare_cached("SELECT rowid, bm25(items, 10.0, 3.0, 1.0) FROM items WHERE items MATCH ?1")?;
        wish.query_map([expression], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
    }

    /// Pages that fit an expression of FTS5.
    pub(crate) fn pages(&self, expression: &str) -> Result<Vec<RankedPage>> {
        let mut wish = self
            .0
            .prepare_cached("SELECT rowid, bm25(pages, 10.0, 1.0) FROM pages WHERE pages MATCH ?1")?;
        let ranked = |row: &rusqlite::Row<'_>| {
            let number: i64 = row.get(0)?;
            Ok(RankedPage {
                leaf: number >> PAGE_BITS,
                page: page_of(number),
                score: row.get(1)?,
            })
        };
        wish.query_map([expression], ranked)?.collect()
    }

    /// Pages of one text that fit an expression of FTS5, in order, at most `most` of them.
    pub(crate) fn pages_of(&self, leaf: i64, expression: &str, most: usize) -> Result<Vec<usize>> {
        let mut wish = self.0.prepare_cached(
            "SELECT rowid FROM pages WHERE pages MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid LIMIT ?4",
        )?;
        let (first, last) = (row_of(leaf, 0), row_of(leaf + 1, 0) - 1);
        wish.query_map(params![expression, first, last, number(most)], |row| {
            Ok(page_of(row.get(0)?))
        })?
        .collect()
    }
}

/// The words of a text as the tables take them: folded, with the article and without it.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        for form in word.forms() {
            folded.push_str(form);
            folded.push(' ');
        }
    }
    folded
}

fn row_of(leaf: i64, page: usize) -> i64 {
    (leaf << PAGE_BITS) | number(page.min(MOST_PAGES - 1))
}

fn page_of(row: i64) -> usize {
    usize::try_from(row & ((1 << PAGE_BITS) - 1)).unwrap_or_default()
}

fn number(page: usize) -> i64 {
    i64::try_from(page).unwrap_or(i64::MAX)
}

fn packed(words: &str) -> Vec<u8> {
    let mut packing = DeflateEncoder::new(Vec::new(), Compression::fast());
    let packed = packing
        .write_all(words.as_bytes())
        .and_then(|()| packing.finish());
    packed.expect("memory can always be written")
}

fn unpacked(packed: &[u8]) -> String {
    let mut words = String::new();
    // What was packed here is whole.
    let _ = DeflateDecoder::new(packed).read_to_string(&mut words);
    words
}
