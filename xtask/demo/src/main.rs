//! Makes the demo exhibition: reads `content/`, writes the fifteen stands into the folder given with `--out`.

mod catalogue;
mod films;
mod fonts;
mod pictures;
mod scenes;
mod trace;
mod typeset;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::catalogue::{Publication, Stand};
use crate::fonts::Typefaces;

/// What the command line asked for.
struct Options {
    out: PathBuf,
    /// Small, noisy pictures and films, for trying things out.
    draft: bool,
    /// Light paths per pixel in rendered scenes.
    samples: usize,
    /// Only stands whose number is listed; empty means all.
    only: Vec<String>,
    /// Only these kinds: publications, posters, scenes, films; empty means all.
    kinds: Vec<String>,
}

impl Options {
    fn read() -> Result<Self> {
        let mut options = Self {
            out: PathBuf::new(),
            draft: false,
            samples: 16,
            only: Vec::new(),
            kinds: Vec::new(),
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().with_context(|| format!("{word} needs a value"));
            match word.as_str() {
                "--out" => options.out = PathBuf::from(value()?),
                "--draft" => {
                    options.draft = true;
                    options.samples = 4;
                }
                "--samples" => options.samples = value()?.parse()?,
                "--only" => options.only.extend(value()?.split(',').map(String::from)),
                "--kind" => options.kinds.extend(value()?.split(',').map(String::from)),
                _ => bail!(
                    "usage: vitrine-demo --out DIR [--draft] [--samples N] [--only 01,02] [--kind publications,posters,scenes,films]"
                ),
            }
        }
        if options.out.as_os_str().is_empty() {
            bail!("--out DIR is missing");
        }
        Ok(options)
    }

    fn wants(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|k| k == kind)
    }
}

fn main() -> Result<()> {
    let options = Options::read()?;
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = home.join("content");
    fonts::install(&home.join("fonts"))?;
    let faces = Arc::new(fonts::load(&home.join("fonts"))?);
    copy_tree(&content.join("static"), &options.out)?;
    for stand in catalogue::read(&content.join("stands"))? {
        if !options.only.is_empty() && !options.only.iter().any(|n| stand.folder.starts_with(n.as_str())) {
            continue;
        }
        let started = Instant::now();
        make_stand(&stand, &content, &faces, &options)?;
        println!("{}  {:.1} s", stand.folder, started.elapsed().as_secs_f32());
    }
    Ok(())
}

fn make_stand(stand: &Stand, content: &Path, faces: &Arc<Typefaces>, options: &Options) -> Result<()> {
    let folder = options.out.join(&stand.folder);
    std::fs::create_dir_all(&folder)?;
    if let Some(card) = &stand.stand {
        std::fs::write(
            folder.join("stand.json"),
            serde_json::to_string_pretty(card)? + "\n",
        )?;
    }
    let quality = pictures::Quality {
        shrink: if options.draft { 3 } else { 1 },
        samples: options.samples,
    };
    if options.wants("publications") {
        for publication in &stand.publications {
            publish(publication, &folder, content, faces)
                .with_context(|| format!("{}: {}", stand.folder, publication.out))?;
        }
    }
    for series in &stand.pictures {
        let kind = if series.posters.is_some() {
            "posters"
        } else {
            "scenes"
        };
        if options.wants(kind) {
            pictures::make(series, &stand.folder, &folder, content, faces, quality)
                .with_context(|| format!("{}: {}", stand.folder, series.folder))?;
        }
    }
    if options.wants("films") {
        for film in &stand.films {
            films::make(film, &folder, content, faces, options.draft)
                .with_context(|| format!("{}: {}", stand.folder, film.out))?;
        }
    }
    Ok(())
}

fn publish(publication: &Publication, folder: &Path, content: &Path, faces: &Arc<Typefaces>) -> Result<()> {
    let lang = publication.lang.as_str();
    let document = typeset::lay_out(content, faces, &publication.source, &[("lang", lang)])?;
    let out = folder.join(&publication.out);
    if let Some(parent) = out.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::write(
        &out,
        typeset::to_pdf(&document, &format!("{} {lang}", publication.source))?,
    )?;
    println!("  {} ({} pages)", publication.out, document.pages().len());
    Ok(())
}

/// Copies the hand-written files (programme, licence, captions, drawings) as they are.
fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
