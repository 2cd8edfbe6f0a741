//! The words after a chore: pairs of a name and its value.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use vitrine_bench::report::root;

/// What was said, by name.
pub(crate) struct Words(Vec<(String, String)>);

impl Words {
    /// Reads `--name value` pairs; only `known` names may be said.
    pub(crate) fn read(words: &[String], known: &[&str]) -> Result<Self> {
        let mut pairs = Vec::new();
        for pair in words.chunks(2) {
            let [name, value] = pair else {
                bail!("{} is followed by a value", pair[0]);
            };
            if !known.contains(&name.as_str()) {
                bail!("there is no {name}; there are {}", known.join(", "));
            }
            pairs.push((name.clone(), value.clone()));
        }
        Ok(Self(pairs))
    }

    /// What was said last under this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(one, _)| one == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A length of time, in units of `unit` seconds.
    pub(crate) fn length(&self, name: &str, unit: f64, otherwise: f64) -> Result<Duration> {
        let number = match self.get(name) {
            Some(value) => value.parse().with_context(|| format!("{value} is no number"))?,
            None => otherwise,
        };
        Duration::try_from_secs_f64(number * unit)
            .with_context(|| format!("nobody can wait for {name} {number}"))
    }

    /// `yes` or `no`, if either was said.
    pub(crate) fn yes_or_no(&self, name: &str) -> Result<Option<bool>> {
        self.get(name)
            .map(|value| match value {
                "yes" => Ok(true),
                "no" => Ok(false),
                other => bail!("{name} is yes or no, not {other}"),
            })
            .transpose()
    }

    /// The program to look at: the one named, else the one built last for working on it.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        let path = self
            .get("--program")
            .map_or_else(|| root().join("target/debug/vitrine"), PathBuf::from);
        path.canonicalize()
            .with_context(|| format!("{} is not there", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Words> {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        Words::read(&words, &["--hours", "--assets"])
    }

    #[test]
    fn the_last_word_counts_and_units_are_kept() {
        let words = read(&["--hours", "2", "--hours", "0.5"]).unwrap();
        assert_eq!(words.length("--hours", 3600.0, 1.0).unwrap().as_secs(), 1800);
        assert_eq!(words.length("--minutes", 60.0, 10.0).unwrap().as_secs(), 600);
        assert_eq!(words.get("--assets"), None);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(read(&["--minute", "2"]).is_err());
        assert!(read(&["--hours"]).is_err());
        assert!(read(&["--hours", "maybe"]).unwrap().yes_or_no("--hours").is_err());
        assert!(
            read(&["--hours", "-1"])
                .unwrap()
                .length("--hours", 1.0, 1.0)
                .is_err()
        );
    }
}
