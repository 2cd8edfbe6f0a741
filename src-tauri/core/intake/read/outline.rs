//! Bookmarks of a document, flattened. They may be linked in circles, so every one is visited once.

use std::collections::{HashMap, HashSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, ObjRef, Object, ObjectIdentifier, String as PdfString,
};

use super::pdf::text;
use super::words::clean;
use crate::messages::OutlineEntry;

const ENTRIES_LIMIT: usize = 2000;
const LEVELS_LIMIT: u32 = 8;
const NAMES_LIMIT: usize = 20_000;

/// The bookmarks that lead to a page of this document, in reading order.
pub(super) fn read(document: &Pdf, catalog: &Dict<'_>) -> Vec<OutlineEntry> {
    let pages = document
        .pages()
        .iter()
        .zip(1..)
        .filter_map(|(page, number)| Some((page.raw().obj_id()?, number)));
    let mut reader = Reader {
        pages: pages.collect(),
        names: names(catalog),
        visited: HashSet::new(),
        entries: Vec::new(),
    };
    if let Some(root) = catalog.get::<Dict<'_>>(keys::OUTLINES) {
        reader.children(&root, 0);
    }
    reader.entries
}

struct Reader<'a> {
    pages: HashMap<ObjectIdentifier, u32>,
    names: HashMap<Vec<u8>, Object<'a>>,
    visited: HashSet<ObjectIdentifier>,
    entries: Vec<OutlineEntry>,
}

impl<'a> Reader<'a> {
    fn children(&mut self, parent: &Dict<'a>, level: u32) {
        let mut next = parent.get::<Dict<'a>>(keys::FIRST);
        while let Some(item) = next {
            let seen = item.obj_id().is_none_or(|id| !self.visited.insert(id));
            if seen || level >= LEVELS_LIMIT || self.entries.len() >= ENTRIES_LIMIT {
                return;
            }
            let title = item
                .get::<PdfString<'_>>(keys::TITLE)
                .and_then(|title| clean(&text(title.as_bytes())));
            let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
            if let Some((title, page)) = title.zip(self.page_of(&item)) {
                self.entries.push(OutlineEntry { title, page, level });
            }
            self.children(&item, level + 1);
            next = item.get::<Dict<'a>>(keys::NEXT);
        }
    }

    fn page_of(&self, item: &Dict<'a>) -> Option<u32> {
        let target = item.get::<Object<'a>>(keys::DEST).or_else(|| {
            let action = item.get::<Dict<'a>>(keys::A)?;
            let goes_to = action.get::<Name<'a>>(keys::S)?.as_str() == "GoTo";
            goes_to.then(|| action.get::<Object<'a>>(keys::D))?
        })?;
        self.page_at(target, 0)
    }

    fn page_at(&self, target: Object<'a>, depth: u32) -> Option<u32> {
        if depth > 3 {
            return None;
        }
        match target {
            Object::Array(target) => self.page_in(&target),
            Object::Dict(target) => self.page_at(target.get::<Object<'a>>(keys::D)?, depth + 1),
            Object::String(name) => self.page_at(self.names.get(name.as_bytes())?.clone(), depth + 1),
            Object::Name(name) => self.page_at(self.names.get(name.as_ref())?.clone(), depth + 1),
            _ => None,
        }
    }

    fn page_in(&self, target: &Array<'a>) -> Option<u32> {
        match target.raw_iter().next()? {
            MaybeRef::Ref(ObjRef {
                obj_number,
                gen_number,
            }) => self
                .pages
                .get(&ObjectIdentifier::new(obj_number, gen_number))
                .copied(),
            // Some programs count pages from 0 instead of naming them.
            MaybeRef::NotRef(Object::Number(number)) => {
                let number = u32::try_from(number.as_i64()).ok()?.checked_add(1)?;
                (number as usize <= self.pages.len()).then_some(number)
            }
            MaybeRef::NotRef(_) => None,
        }
    }
}

/// Named places: a plain table in old documents, a tree in newer ones.
fn names<'a>(catalog: &Dict<'a>) -> HashMap<Vec<u8>, Object<'a>> {
    let mut names = HashMap::new();
    if let Some(table) = catalog.get::<Dict<'a>>(keys::DESTS) {
        let entries = table.keys().take(NAMES_LIMIT);
        names.extend(
            entries
                .filter_map(|name| Some((name.as_ref().to_vec(), table.get::<Object<'a>>(name.as_ref())?))),
        );
    }
    let root = catalog
        .get::<Dict<'a>>(keys::NAMES)
        .and_then(|trees| trees.get::<Dict<'a>>(keys::DESTS));
    let mut nodes: Vec<Dict<'a>> = root.into_iter().collect();
    let mut visited = HashSet::new();
    while let Some(node) = nodes.pop() {
        if node.obj_id().is_some_and(|id| !visited.insert(id))
            || names.len() > NAMES_LIMIT
            || visited.len() > NAMES_LIMIT
        {
            continue;
        }
        if let Some(leaves) = node.get::<Array<'a>>(keys::NAMES) {
            let mut leaves = leaves.iter::<Object<'a>>();
            while let (Some(name), Some(target)) = (leaves.next(), leaves.next()) {
                if let Object::String(name) = name {
                    names.insert(name.as_bytes().to_vec(), target);
                }
            }
        }
        // Kids without an object of their own could only be finitely many.
        nodes.extend(
            node.get::<Array<'a>>(keys::KIDS)
                .into_iter()
                .flat_map(|kids| kids.iter::<Dict<'a>>()),
        );
    }
    names
}
