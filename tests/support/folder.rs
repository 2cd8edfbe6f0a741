//! A throw-away exhibition: files are made here as exhibitors would drop them.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use tempfile::TempDir;

/// Two seconds of H.264 with AAC, 160 × 90, 25 frames a second.
pub(crate) const FILM: &[u8] = include_bytes!("../fixtures/media/stage-film.mp4");

/// An assets folder and a cache folder that end with the test.
pub(crate) struct Folder {
    house: TempDir,
}

impl Folder {
    /// Empty folders.
    pub(crate) fn new() -> Self {
        let house = TempDir::new().expect("the system has room for a test");
        for name in ["assets", "cache", "config"] {
            std::fs::create_dir(house.path().join(name)).unwrap();
        }
        Self { house }
    }

    /// A copy of `tests/fixtures/<fixture>`.
    pub(crate) fn copy_of(fixture: &str) -> Self {
        let (folder, source) = (Self::new(), Self::fixture(fixture));
        for path in Self::files(&source) {
            let name = path.strip_prefix(&source).unwrap().to_str().unwrap();
            folder.put(name, std::fs::read(&path).unwrap());
        }
        folder
    }

    /// Where a fixture lies.
    pub(crate) fn fixture(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(name)
    }

    /// The watched folder.
    pub(crate) fn assets(&self) -> PathBuf {
        self.house.path().join("assets")
    }

    /// Where the program keeps what it derives.
    pub(crate) fn cache(&self) -> PathBuf {
        self.house.path().join("cache")
    }

    /// Where the program looks for the settings of the machine; empty, so that the machine's own do not count.
    pub(crate) fn config(&self) -> PathBuf {
        self.house.path().join("config")
    }

    /// Where the program keeps what it counts.
    pub(crate) fn data(&self) -> PathBuf {
        self.house.path().join("data")
    }

    /// Writes the settings of the machine.
    pub(crate) fn settle_on(&self, settings: &serde_json::Value) -> &Self {
        let folder = self.config().join("vitrine");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("config.json"), settings.to_string()).unwrap();
        self
    }

    /// Absolute path of a file, given relative to the assets folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.assets().join(name)
    }

    /// Writes a file, with its folders.
    pub(crate) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("files lie in folders")).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Writes a JPEG whose picture depends on `seed`.
    pub(crate) fn put_photo(&self, name: &str, width: u32, height: u32, seed: u8) -> &Self {
        self.put(name, photo(width, height, seed))
    }

    /// Writes a PDF of A5 pages.
    pub(crate) fn put_publication(&self, name: &str, pages: usize) -> &Self {
        self.put(name, publication(pages))
    }

    /// Writes a PDF with these words on its pages, one line for each line.
    pub(crate) fn put_written(&self, name: &str, pages: &[&str]) -> &Self {
        self.put(name, written(pages))
    }

    /// Writes the film.
    pub(crate) fn put_film(&self, name: &str) -> &Self {
        self.put(name, FILM)
    }

    /// Moves or renames a file or folder.
    pub(crate) fn rename(&self, from: &str, to: &str) -> &Self {
        let to = self.path(to);
        std::fs::create_dir_all(to.parent().expect("files lie in folders")).unwrap();
        std::fs::rename(self.path(from), to).unwrap();
        self
    }

    /// Deletes a file, or a folder with all that is in it.
    pub(crate) fn remove(&self, name: &str) -> &Self {
        let path = self.path(name);
        if path.is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        }
        .unwrap();
        self
    }

    /// Every file below `folder` in the assets or the cache.
    pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path)
                } else {
                    found.push(path)
                }
            }
        }
        found.sort();
        found
    }
}

/// A JPEG whose picture depends on `seed`.
pub(crate) fn photo(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let across = u8::try_from(x * 255 / width).expect("at most 255");
        let down = u8::try_from(y * 255 / height).expect("at most 255");
        Rgb([across, down, seed])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut bytes, ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner()
}

/// A PDF of A5 pages (420 × 595 points), each with a grey bar whose place tells the page.
pub(crate) fn publication(pages: usize) -> Vec<u8> {
    let bar = |page: usize| format!("0.5 g 40 {} 200 30 re f", 520 - 20 * (page % 24));
    document((0..pages).map(bar))
}

/// A PDF of A5 pages with these words, one line for each line, of 20 points, the first 520 points above the foot. Letters
/// are those of Western Europe.
pub(crate) fn written(pages: &[&str]) -> Vec<u8> {
    let octal = |letter: char| match letter {
        ' ' | 'a'..='z' | 'A'..='Z' | '0'..='9' => letter.to_string(),
        other => format!(
            "\\{:03o}",
            u8::try_from(u32::from(other)).expect("a letter of Latin-1")
        ),
    };
    let line = |line: &str| format!("({}) Tj T*", line.chars().map(octal).collect::<String>());
    let page = |page: &&str| {
        let lines: Vec<String> = page.lines().map(line).collect();
        format!("BT /F1 20 Tf 24 TL 40 520 Td {} ET", lines.join(" "))
    };
    document(pages.iter().map(page))
}

/// A PDF of A5 pages that are drawn so; `/F1` is Helvetica.
fn document(drawings: impl ExactSizeIterator<Item = String>) -> Vec<u8> {
    let pages = drawings.len();
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 3 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {pages} /Kids [ {kids}] >>"),
    ];
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    for (page, drawing) in drawings.enumerate() {
        let contents = 4 + 2 * page;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << /Font << /F1 {font} >> >> \
             /Contents {contents} 0 R >>"
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{drawing}\nendstream",
            drawing.len()
        ));
    }
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}
