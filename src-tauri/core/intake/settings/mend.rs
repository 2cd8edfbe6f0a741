//! Finds the slips people make when they write JSON in a word processor, says them in plain words, and mends
//! them.
//!
//! Mending keeps every line where it is, so that line numbers in the mended text are those of the file.

use super::mistake::Mistake;

/// One slip.
pub(super) struct Slip {
    /// Counted from 1.
    pub(super) line: u32,
    pub(super) mistake: Mistake,
}

/// A text after mending.
pub(super) struct Mended {
    pub(super) text: String,
    pub(super) slips: Vec<Slip>,
}

/// Slips that are told of one file.
const MOST: usize = 5;

struct Pen {
    out: String,
    slips: Vec<Slip>,
    line: u32,
    /// Brackets that are open.
    open: Vec<char>,
    /// Last sign outside texts that is not white space; `"` for the end of a text.
    last: char,
    /// Where that sign is in `out`, and its line.
    last_at: usize,
    last_line: u32,
}

/// Mends what can be mended without guessing at the meaning.
pub(super) fn mend(text: &str) -> Mended {
    let mut pen = Pen {
        out: String::with_capacity(text.len() + 8),
        slips: Vec::new(),
        line: 1,
        open: Vec::new(),
        last: '{',
        last_at: 0,
        last_line: 1,
    };
    let letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        at = pen.step(&letters, at);
    }
    pen.close();
    Mended {
        text: pen.out,
        slips: pen.slips,
    }
}

impl Pen {
    fn slip(&mut self, line: u32, mistake: Mistake) {
        // A file from a word processor has one kind of slip on every line; the first few say it all.
        if self.slips.len() == MOST {
            return;
        }
        self.slips.push(Slip { line, mistake });
    }

    /// Takes one sign or one text; gives the place after it.
    fn step(&mut self, letters: &[char], at: usize) -> usize {
        let letter = letters[at];
        match letter {
            '\n' => {
                self.line += 1;
                self.out.push('\n');
            }
            '/' if matches!(letters.get(at + 1), Some('/' | '*')) => return self.comment(letters, at),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '‘' | '’' => {
                return self.text(letters, at);
            }
            '}' | ']' => self.bracket(letter),
            // A no-break space is not white space to JSON.
            '\u{a0}' | '\u{202f}' | '\u{3000}' => self.out.push(' '),
            letter if letter.is_whitespace() => self.out.push(letter),
            ',' if matches!(self.last, ',' | '{' | '[') => {
                let line = self.line;
                self.slip(line, Mistake::CommaTooMany { line });
            }
            letter => {
                if matches!(letter, '{' | '[') {
                    self.comma_if_missing();
                    self.open.push(letter);
                }
                self.push(letter);
            }
        }
        at + 1
    }

    fn push(&mut self, letter: char) {
        self.last = letter;
        self.last_at = self.out.len();
        self.last_line = self.line;
        self.out.push(letter);
    }

    fn bracket(&mut self, letter: char) {
        if self.last == ',' {
            let line = self.last_line;
            self.slip(line, Mistake::CommaAtEnd { line });
            self.out.replace_range(self.last_at..=self.last_at, " ");
        }
        self.open.pop();
        self.push(letter);
    }

    fn comma_if_missing(&mut self) {
        if matches!(self.last, '"' | '}' | ']') || self.last.is_alphanumeric() {
            let line = self.last_line;
            self.slip(line, Mistake::CommaMissing { line });
            self.out.insert(self.last_at + self.last.len_utf8(), ',');
        }
    }

    fn comment(&mut self, letters: &[char], at: usize) -> usize {
        self.slip(self.line, Mistake::Comment { line: self.line });
        let long = letters[at + 1] == '*';
        let mut at = at + 2;
        while at < letters.len() {
            match letters[at] {
                '\n' if !long => return at,
                '\n' => {
                    self.line += 1;
                    self.out.push('\n');
                }
                '*' if long && letters.get(at + 1) == Some(&'/') => return at + 2,
                _ => {}
            }
            at += 1;
        }
        at
    }

    fn text(&mut self, letters: &[char], at: usize) -> usize {
        self.comma_if_missing();
        let quote = letters[at];
        if quote != '"' {
            let line = self.line;
            self.slip(line, Mistake::WrongQuote { line, quote });
        }
        self.out.push('"');
        let mut at = at + 1;
        while at < letters.len() && letters[at] != '\n' {
            let letter = letters[at];
            if letter == '\\' && letters.get(at + 1).is_some_and(|next| *next != '\n') {
                self.out.push(letter);
                self.out.push(letters[at + 1]);
                at += 2;
                continue;
            }
            if self.ends(quote, letters, at) {
                self.push('"');
                return at + 1;
            }
            match letter {
                '"' => self.out.push_str("\\\""),
                '\t' => self.out.push_str("\\t"),
                letter if letter.is_control() => {}
                letter => self.out.push(letter),
            }
            at += 1;
        }
        self.slip(self.line, Mistake::QuoteMissing { line: self.line });
        let kept = self.out.trim_end().trim_end_matches('\\').len();
        self.out.truncate(kept);
        let comma = self.out.ends_with(',');
        if comma {
            self.out.pop();
        }
        self.push('"');
        if comma {
            self.push(',');
        }
        at
    }

    /// Whether the sign at `at` ends a text that began with `quote`. Typographic quotes and apostrophes also
    /// occur inside texts: they end one only where JSON goes on after it.
    fn ends(&self, quote: char, letters: &[char], at: usize) -> bool {
        let partners: &[char] = match quote {
            '"' => &['"'],
            '\'' | '‘' | '’' => &['\'', '‘', '’'],
            _ => &['”', '“', '»', '«', '"'],
        };
        let goes_on = || {
            letters[at + 1..]
                .iter()
                .find(|next| !matches!(next, ' ' | '\t' | '\r' | '\u{a0}'))
                .is_none_or(|next| ",:}]\n".contains(*next))
        };
        partners.contains(&letters[at]) && (quote == '"' || goes_on())
    }

    fn close(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let line = self.line;
        self.slip(line, Mistake::NotClosed);
        if self.last == ',' {
            self.out.replace_range(self.last_at..=self.last_at, " ");
        }
        while let Some(open) = self.open.pop() {
            self.out.push(if open == '{' { '}' } else { ']' });
        }
    }
}
