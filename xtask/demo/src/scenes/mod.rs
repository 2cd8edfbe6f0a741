//! The still lifes: each name in the stand files leads to one built scene.

mod gatherings;
mod kit;
mod luggage;
mod outdoors;
mod tables;

use anyhow::{Result, bail};

use crate::trace::Scene;

/// Builds the named scene; `take` chooses among its arrangements.
pub fn build(name: &str, take: u32) -> Result<Scene> {
    Ok(match name {
        "suitcases" => luggage::suitcases(take),
        "keys" => luggage::keys(take),
        "boats" => luggage::boats(take),
        "books" => luggage::books(take),
        "bread" => tables::bread(take),
        "glassware" => tables::glassware(take),
        "cloth" => tables::cloth(take),
        "chairs" => gatherings::chairs(take),
        "houses" => gatherings::houses(take),
        "lanterns" => gatherings::lanterns(take),
        "orchard" => outdoors::orchard(take),
        other => bail!("no scene is called {other}"),
    })
}
