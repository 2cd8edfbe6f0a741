//! Makes the photo exhibitions: draws or renders each picture, writes it with its caption and metadata.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::catalogue::{Picture, Series};
use crate::fonts::Typefaces;
use crate::trace::{clean, render};
use crate::{scenes, typeset};

/// How much work goes into a picture.
#[derive(Clone, Copy)]
pub struct Quality {
    /// Divides the sides of every picture; 1 for the real thing.
    pub shrink: usize,
    /// Light paths per pixel of a rendered scene.
    pub samples: usize,
}

/// Pixels on their way to a file, RGBA.
struct Image {
    width: usize,
    height: usize,
    rgba: Vec<u8>,
}

pub fn make(
    series: &Series,
    stand: &str,
    stand_dir: &Path,
    content: &Path,
    faces: &Arc<Typefaces>,
    quality: Quality,
) -> Result<()> {
    let dir = stand_dir.join(&series.folder);
    std::fs::create_dir_all(&dir)?;
    let long_side = series.long_side / quality.shrink as u32;
    let mut pages = match &series.posters {
        Some(source) => {
            let document = typeset::lay_out(content, faces, source, &[])?;
            typeset::to_pictures(&document, long_side)
        }
        None => Vec::new(),
    }
    .into_iter();
    for (index, picture) in series.items.iter().enumerate() {
        let image = match &picture.scene {
            Some(name) => shoot(name, picture, index, quality)?,
            None => {
                let page = pages
                    .next()
                    .with_context(|| format!("no page for {}", picture.file))?;
                let (width, height) = (page.width() as usize, page.height() as usize);
                Image {
                    width,
                    height,
                    rgba: page.take_demultiplied(),
                }
            }
        };
        let embedded = series.captions == "embedded";
        write(&image, picture, stand, &dir.join(&picture.file), embedded)?;
        if series.captions == "name.txt" && !picture.caption.is_empty() {
            let text = dir.join(&picture.file).with_extension("txt");
            std::fs::write(text, format!("{}\n", picture.caption))?;
        }
    }
    println!("  {} ({} pictures)", series.folder, series.items.len());
    Ok(())
}

fn shoot(name: &str, picture: &Picture, index: usize, quality: Quality) -> Result<Image> {
    let [width, height] = picture.size.map(|side| side / quality.shrink);
    let seed = index as u64 + 1;
    let scene = scenes::build(name, picture.take)?;
    let gathered = render(&scene, width, height, quality.samples, seed);
    let light = clean::smooth(&gathered, width, height, 4);
    let rgb = clean::develop(&light, width, height, scene.exposure, seed);
    let rgba = rgb
        .chunks_exact(3)
        .flat_map(|p| [p[0], p[1], p[2], 255])
        .collect();
    Ok(Image { width, height, rgba })
}

fn write(image: &Image, picture: &Picture, stand: &str, path: &Path, embedded: bool) -> Result<()> {
    match path.extension().and_then(|ext| ext.to_str()) {
        Some("jpg" | "JPG" | "jpeg") => write_jpeg(image, picture, stand, path, embedded),
        Some("png") => {
            let pixels =
                image::RgbaImage::from_raw(image.width as u32, image.height as u32, image.rgba.clone())
                    .context("picture size")?;
            Ok(pixels.save(path)?)
        }
        Some("webp") => {
            let between = path.with_extension("png");
            write(image, picture, stand, &between, false)?;
            let status = Command::new("ffmpeg")
                .args(["-y", "-v", "error", "-i"])
                .arg(&between)
                .args(["-c:v", "libwebp", "-quality", "88"])
                .arg(path)
                .status()
                .context("ffmpeg is needed for WebP")?;
            std::fs::remove_file(&between)?;
            if !status.success() {
                bail!("ffmpeg could not write {}", path.display());
            }
            Ok(())
        }
        _ => bail!("{} has no known picture format", path.display()),
    }
}

fn write_jpeg(image: &Image, picture: &Picture, stand: &str, path: &Path, embedded: bool) -> Result<()> {
    let (mut width, mut height) = (image.width, image.height);
    let mut rgb: Vec<u8> = image
        .rgba
        .chunks_exact(4)
        .flat_map(|p| [p[0], p[1], p[2]])
        .collect();
    if picture.orientation == 6 {
        // Stored lying on its left side; viewers turn it a quarter clockwise.
        let mut turned = vec![0; rgb.len()];
        for y in 0..height {
            for x in 0..width {
                let (to_x, to_y) = (y, width - 1 - x);
                let (from, to) = ((y * width + x) * 3, (to_y * height + to_x) * 3);
                turned[to..to + 3].copy_from_slice(&rgb[from..from + 3]);
            }
        }
        rgb = turned;
        (width, height) = (height, width);
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 86);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    // Rendered scenes bear halved colour resolution; posters have hard coloured edges and do not.
    encoder.set_sampling_factor(if picture.scene.is_some() {
        SamplingFactor::F_2_2
    } else {
        SamplingFactor::F_1_1
    });
    if picture.orientation > 1 {
        encoder.add_app_segment(1, exif_orientation(picture.orientation))?;
    }
    if embedded && !picture.caption.is_empty() {
        let (title, text) = picture
            .caption
            .split_once(" — ")
            .unwrap_or((&picture.caption, ""));
        encoder.add_app_segment(1, xmp(title, text, stand))?;
        encoder.add_app_segment(13, iptc(title, text, stand))?;
    }
    encoder.encode(&rgb, width as u16, height as u16, ColorType::Rgb)?;
    Ok(std::fs::write(path, bytes)?)
}

fn exif_orientation(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}

fn xmp(title: &str, text: &str, creator: &str) -> Vec<u8> {
    let escape = |s: &str| s.replace('&', "&amp;").replace('<', "&lt;");
    let alt = |name: &str, s: &str| {
        format!(
            "<dc:{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:{name}>",
            escape(s)
        )
    };
    let description = if text.is_empty() { title } else { text };
    let packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{}{}<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>",
        alt("title", title),
        alt("description", description),
        escape(&creator[3..]),
    );
    [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat()
}

/// The older newspaper-agency block, which many photo tools still read and write.
fn iptc(title: &str, text: &str, creator: &str) -> Vec<u8> {
    let mut records = vec![0x1c, 1, 90, 0, 3, 0x1b, b'%', b'G'];
    let description = if text.is_empty() { title } else { text };
    for (dataset, value) in [(5u8, title), (80, &creator[3..]), (120, description)] {
        records.extend([0x1c, 2, dataset]);
        records.extend((value.len() as u16).to_be_bytes());
        records.extend(value.as_bytes());
    }
    let mut block = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
    block.extend((records.len() as u32).to_be_bytes());
    block.extend(&records);
    if records.len() % 2 == 1 {
        block.push(0);
    }
    block
}
