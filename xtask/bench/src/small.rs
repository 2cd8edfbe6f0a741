//! Files as exhibitors drop them, small and many, each with bytes of its own.

use std::fs;
use std::path::Path;

use anyhow::Result;
use jpeg_encoder::{ColorType, Encoder};

use crate::corpus::renamed;
use crate::report::root;

/// Number of stands in a full room.
pub(crate) const STANDS: usize = 15;

/// The film of the tests, made another file by a box that every player skips.
pub(crate) fn film(number: u32) -> Result<Vec<u8>> {
    let mut film = fs::read(root().join("tests/fixtures/media/stage-film.mp4"))?;
    film.extend_from_slice(&[0, 0, 0, 12]);
    film.extend_from_slice(b"free");
    film.extend_from_slice(&number.to_be_bytes());
    Ok(film)
}

/// A publication of the demo, made another file by a comment at its end.
pub(crate) fn publication(number: u32) -> Result<Vec<u8>> {
    let mut document =
        fs::read(root().join("assets/02 Chair of Departure Studies/The Last Week - working paper 7.pdf"))?;
    document.extend_from_slice(format!("\n%{number}\n").as_bytes());
    Ok(document)
}

/// A one-page publication of a few hundred bytes.
fn leaflet(number: u32) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Resources << >> /Contents 4 0 R >>".to_owned(),
        format!(
            "<< /Length 23 >>\nstream\n0.5 g 40 {:03} 200 30 re f\nendstream",
            number % 500
        ),
    ];
    let mut file = format!("%PDF-1.4\n%{number}\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let table = file.len();
    file += "xref\n0 5\n0000000000 65535 f \n";
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!("trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.into_bytes()
}

/// Fills fifteen stands with `count` files that are all shown: nine photos to one leaflet.
pub(crate) fn fill(assets: &Path, count: u32) -> Result<()> {
    let pixels: Vec<u8> = (0..96_u32 * 64 * 3).map(|index| (index % 251) as u8).collect();
    let mut photo = Vec::new();
    Encoder::new(&mut photo, 80).encode(&pixels, 96, 64, ColorType::Rgb)?;
    for stand in 0..STANDS {
        fs::create_dir_all(assets.join(format!("{:02} Stand/photos", stand + 1)))?;
    }
    for number in 0..count {
        let stand = assets.join(format!("{:02} Stand", number as usize % STANDS + 1));
        if number % 10 == 9 {
            fs::write(stand.join(format!("leaflet {number}.pdf")), leaflet(number))?;
        } else {
            let photo = renamed(&photo, number);
            fs::write(stand.join(format!("photos/IMG_{number:05}.jpg")), photo)?;
        }
    }
    Ok(())
}
