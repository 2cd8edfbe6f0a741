//! Gives the typesetter its typefaces: installs the pinned font packages once and decodes their WOFF2 files.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Every face named in `fonts/faces.txt`, indexed for the typesetter.
pub struct Typefaces {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

/// Runs `npm ci` in `fonts/` unless it has been done; the lock file pins every package by hash.
pub fn install(fonts_dir: &Path) -> Result<()> {
    if fonts_dir.join("node_modules/@fontsource").is_dir() {
        return Ok(());
    }
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts"])
        .current_dir(fonts_dir)
        .status()
        .context("npm is needed once, to fetch the open typefaces")?;
    if !status.success() {
        bail!("`npm ci` failed in {}", fonts_dir.display());
    }
    Ok(())
}

/// Decodes every listed face, in list order, so font indices do not vary between runs.
pub fn load(fonts_dir: &Path) -> Result<Typefaces> {
    let list = std::fs::read_to_string(fonts_dir.join("faces.txt"))?;
    let mut files = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (Some(package), Some(subset)) = (words.next(), words.next()) else {
            continue;
        };
        for weight in words {
            let (weight, style) = match weight.strip_suffix('i') {
                Some(weight) => (weight, "italic"),
                None => (weight, "normal"),
            };
            files.push((
                format!("node_modules/@fontsource/{package}/files/{package}-{subset}-{weight}-{style}.woff2"),
                family(package, subset),
            ));
        }
    }
    let decoded: Vec<(Font, String)> = files
        .par_iter()
        .map(|(file, family)| {
            let packed = std::fs::read(fonts_dir.join(file)).with_context(|| file.clone())?;
            let plain =
                wuff::decompress_woff2(&packed).map_err(|error| anyhow::anyhow!("{file}: {error:?}"))?;
            let font = Font::new(Bytes::new(plain), 0).with_context(|| file.clone())?;
            Ok((font, family.clone()))
        })
        .collect::<Result<_>>()?;
    let infos = decoded.iter().map(|(font, family)| {
        let mut info = font.info().clone();
        info.family.clone_from(family);
        info
    });
    let book = FontBook::from_infos(infos.collect::<Vec<_>>());
    let fonts = decoded.into_iter().map(|(font, _)| font).collect();
    Ok(Typefaces {
        book: LazyHash::new(book),
        fonts,
    })
}

/// The family name sources use: the package's words, plus the subset when it is not the main one,
/// because two subsets under one name would hide each other.
fn family(package: &str, subset: &str) -> String {
    let arabic = ["reem-kufi", "amiri", "noto-naskh-arabic"].contains(&package);
    let main = if arabic {
        subset == "arabic"
    } else {
        subset == "latin" || package.ends_with(subset)
    };
    let words = package.replace('-', " ");
    if main { words } else { format!("{words} {subset}") }
}
