//! Writes the TypeScript types and the JSON Schemas below the folder named by the first argument.
//!
//! An example rather than a test or a build script, so that it runs when asked and never by accident.

use std::fs;
use std::path::PathBuf;

use ts_rs::{Config, TS};
use vitrine_core::messages;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: generate FOLDER")?);
    let config = Config::default().with_out_dir(out.join("typescript"));
    messages::Catalogue::export_all(&config)?;
    messages::PublicationDetail::export_all(&config)?;
    messages::Leaf::export_all(&config)?;
    messages::CatalogueChanged::export_all(&config)?;
    messages::FilmVerdict::export_all(&config)?;
    messages::FilmStutter::export_all(&config)?;
    messages::SearchResult::export_all(&config)?;
    messages::Finding::export_all(&config)?;
    messages::PageMarks::export_all(&config)?;
    messages::Voices::export_all(&config)?;
    messages::SpeakWish::export_all(&config)?;
    messages::ScreenCodecs::export_all(&config)?;
    messages::ScreenBeat::export_all(&config)?;
    messages::UsageNote::export_all(&config)?;
    messages::QrSymbol::export_all(&config)?;
    messages::BasketWish::export_all(&config)?;
    messages::BasketOffer::export_all(&config)?;
    let schemas = out.join("schemas");
    fs::create_dir_all(&schemas)?;
    for (name, text) in vitrine_core::intake::schemas() {
        fs::write(schemas.join(name), text)?;
    }
    Ok(())
}
