//! Reads `content/stands/*.json`: what each stand is called and which pieces it shows.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub struct Stand {
    pub folder: String,
    /// Written out unchanged as `stand.json`; two stands do without.
    pub stand: Option<Value>,
    pub publications: Vec<Publication>,
    pub pictures: Vec<Series>,
    pub films: Vec<Film>,
}

#[derive(Deserialize)]
pub struct Publication {
    /// Typesetting source under `content/`.
    pub source: String,
    pub lang: String,
    pub out: String,
}

/// A photo exhibition: either the pages of one poster source, or rendered scenes.
#[derive(Deserialize)]
pub struct Series {
    pub folder: String,
    /// Where captions go: "embedded", "name.txt" or "none".
    pub captions: String,
    pub posters: Option<String>,
    #[serde(default = "default_long_side")]
    pub long_side: u32,
    pub items: Vec<Picture>,
}

fn default_long_side() -> u32 {
    1800
}

#[derive(Deserialize)]
pub struct Picture {
    pub file: String,
    #[serde(default)]
    pub caption: String,
    pub scene: Option<String>,
    #[serde(default)]
    pub take: u32,
    #[serde(default = "default_size")]
    pub size: [usize; 2],
    /// EXIF orientation; 6 stores the picture lying on its side.
    #[serde(default)]
    pub orientation: u8,
}

fn default_size() -> [usize; 2] {
    [1440, 960]
}

#[derive(Deserialize)]
pub struct Film {
    pub drawing: String,
    pub out: String,
    pub seconds: f32,
}

/// All stands in order of their number.
pub fn read(folder: &Path) -> Result<Vec<Stand>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ext| ext == "json"));
    files.sort();
    files
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path)?;
            serde_json::from_str(&text).with_context(|| path.display().to_string())
        })
        .collect()
}
