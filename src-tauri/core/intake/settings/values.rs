//! What the values of settings may look like: texts, colours, days, times of day, languages.

use serde_json::value::RawValue;

use super::Words;
use super::fields::{Page, found};
use super::mistake::Mistake;
use crate::intake::address;
use crate::intake::naming::{composed, language, one_line};
use crate::messages::{ProblemCode, Texts};

impl<'a> Page<'a> {
    /// A text, without white space around it; an empty one counts as none.
    pub(super) fn text(&mut self, name: &str, value: &RawValue) -> Option<String> {
        match serde_json::from_str::<Option<String>>(value.get()) {
            Ok(text) => text
                .map(|text| one_line(&composed(&text)))
                .filter(|text| !text.is_empty()),
            Err(_) => {
                let (name, found) = (name.to_owned(), found(value));
                self.wrong(value, &Mistake::NotText { name, found });
                None
            }
        }
    }

    /// A text, or texts by language.
    pub(super) fn words(&mut self, name: &str, value: &'a RawValue) -> Option<Words> {
        if value.get().starts_with('{') {
            return Some(Words::ByLanguage(self.texts(name, value)))
                .filter(|words| *words != Words::ByLanguage(Texts::new()));
        }
        if value.get().starts_with(['"', 'n']) {
            return self.text(name, value).map(Words::One);
        }
        let (name, found) = (name.to_owned(), found(value));
        self.wrong(value, &Mistake::NotWords { name, found });
        None
    }

    fn texts(&mut self, name: &str, value: &'a RawValue) -> Texts {
        let mut texts = Texts::new();
        for (tag, value) in self
            .object(name, value)
            .map(|fields| fields.0)
            .unwrap_or_default()
        {
            let Some(code) = language::known(&tag) else {
                let field = Some(name.to_owned());
                let line = self.line(value);
                let mistake = Mistake::NoLanguage { tag, field };
                self.complain(ProblemCode::SettingsUnknownField, line, &mistake);
                continue;
            };
            if let Some(text) = self.text(&format!("{name}.{tag}"), value) {
                texts.insert(code, text);
            }
        }
        texts
    }

    /// A list of language codes.
    pub(super) fn languages(&mut self, name: &str, value: &'a RawValue) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for value in self.list(name, value) {
            let Some(tag) = self.text(name, value) else {
                continue;
            };
            match language::known(&tag) {
                Some(code) if !codes.contains(&code) => codes.push(code),
                Some(_) => {}
                None => self.wrong(value, &Mistake::NoLanguage { tag, field: None }),
            }
        }
        codes
    }

    /// A colour as `#rrggbb`, in lower case.
    pub(super) fn colour(&mut self, name: &str, value: &RawValue) -> Option<String> {
        let text = self.text(name, value)?;
        let digits = text.strip_prefix('#').unwrap_or(&text);
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match digits.len() {
            6 if hexadecimal => Some(format!("#{}", digits.to_ascii_lowercase())),
            3 if hexadecimal => Some(
                digits
                    .chars()
                    .fold("#".to_owned(), |colour, digit| format!("{colour}{digit}{digit}"))
                    .to_ascii_lowercase(),
            ),
            _ => {
                let name = name.to_owned();
                self.wrong(value, &Mistake::NotColour { name, text });
                None
            }
        }
    }

    /// An address of the web.
    pub(super) fn address(&mut self, name: &str, value: &RawValue) -> Option<String> {
        let text = self.text(name, value)?;
        let address = address::web(&text);
        if address.is_none() {
            let name = name.to_owned();
            self.wrong(value, &Mistake::NotAddress { name, text });
        }
        address
    }

    /// An e-mail address or a telephone number.
    pub(super) fn contact(&mut self, name: &str, value: &RawValue) -> Option<String> {
        let text = self.text(name, value)?;
        if address::is_contact(&text) {
            return Some(text);
        }
        let name = name.to_owned();
        self.wrong(value, &Mistake::NotContact { name, text });
        None
    }

    /// A number.
    pub(super) fn number(&mut self, name: &str, value: &RawValue) -> Option<f64> {
        let parsed = serde_json::from_str::<Option<f64>>(value.get());
        // A number in quotes is clear enough.
        let quoted = || {
            serde_json::from_str::<String>(value.get())
                .ok()?
                .trim()
                .parse()
                .ok()
        };
        match parsed.ok().map_or_else(|| quoted().map(Some), Some) {
            Some(number) => number.filter(|number: &f64| number.is_finite()),
            None => {
                let (name, found) = (name.to_owned(), found(value));
                self.wrong(value, &Mistake::NotNumber { name, found });
                None
            }
        }
    }

    /// A whole number from `least` to `most`; one outside is brought inside and reported.
    pub(super) fn within(&mut self, name: &str, value: &RawValue, least: u32, most: u32) -> Option<u32> {
        let number = self.number(name, value)?;
        let kept = number.clamp(f64::from(least), f64::from(most)).round() as u32;
        if number < f64::from(least) || number > f64::from(most) {
            let mistake = Mistake::NumberOutside {
                name: name.to_owned(),
                number,
                least,
                most,
                kept,
            };
            self.wrong(value, &mistake);
        }
        Some(kept)
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, name: &str, value: &RawValue) -> Option<bool> {
        match value.get() {
            "null" => None,
            "true" | "\"true\"" | "\"yes\"" => Some(true),
            "false" | "\"false\"" | "\"no\"" => Some(false),
            _ => {
                let (name, found) = (name.to_owned(), found(value));
                self.wrong(value, &Mistake::NotFlag { name, found });
                None
            }
        }
    }

    /// A time of day as `HH:MM`; `9:30`, `9h30` and `9.30` are understood.
    pub(super) fn time(&mut self, name: &str, value: &RawValue) -> Option<String> {
        let text = self.text(name, value)?;
        let time = time_of_day(&text);
        if time.is_none() {
            let name = name.to_owned();
            self.wrong(value, &Mistake::NotTime { name, text });
        }
        time
    }

    /// A day as `YYYY-MM-DD`.
    pub(super) fn day(&mut self, name: &str, value: &RawValue) -> Option<String> {
        let text = self.text(name, value)?;
        if is_day(&text) {
            return Some(text);
        }
        let name = name.to_owned();
        self.wrong(value, &Mistake::NotDay { name, text });
        None
    }
}

fn time_of_day(text: &str) -> Option<String> {
    let (hours, minutes) = text.split_once([':', 'h', 'H', '.'])?;
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let part = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let (hours, minutes) = (part(hours)?, part(minutes)?);
    (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return false;
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return false;
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<u32>(), month.parse::<u32>(), day.parse::<u32>())
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_understood_as_people_write_them() {
        for (text, time) in [
            ("9:30", "09:30"),
            ("09:30", "09:30"),
            ("14h", "14:00"),
            ("14h05", "14:05"),
            ("9.5", "09:05"),
        ] {
            assert_eq!(time_of_day(text).as_deref(), Some(time), "{text}");
        }
        for text in ["24:00", "9", "9:60", "half past", "", "9:30 pm", "-1:30"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn days_exist() {
        assert!(is_day("2026-12-18") && is_day("2028-02-29"));
        for text in [
            "2026-02-29",
            "2026-13-01",
            "18-12-2026",
            "2026-1-1",
            "2026-00-10",
            "2026-12-00",
            "x",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
