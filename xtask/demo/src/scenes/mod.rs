//! The still lifes: each name in the stand files leads to one built scene.

mod evenings;
mod gatherings;
mod kit;
mod luggage;
mod outdoors;
mod shelves;
mod tables;
mod textiles;

use anyhow::{Result, bail};

use crate::trace::Scene;

/// Builds the named scene; `take` chooses among its arrangements.
pub fn build(name: &str, take: u32) -> Result<Scene> {
    Ok(match name {
        "suitcases" => luggage::suitcases(take),
        "keys" => luggage::keys(take),
        "boats" => luggage::boats(take),
        "books" => shelves::books(take),
        "bread" => tables::bread(take),
        "glassware" => tables::glassware(take),
        "cloth" => textiles::cloth(take),
        "chairs" => gatherings::chairs(take),
        "houses" => evenings::houses(take),
        "lanterns" => evenings::lanterns(take),
        "orchard" => outdoors::orchard(take),
        other => bail!("no scene is called {other}"),
    })
}
