//! Tells series of one name apart: `2023/opening` and `2024/opening` in one stand are “Opening (2023)” and
//! “Opening (2024)”.

use std::collections::{BTreeMap, BTreeSet};

use crate::intake::naming::folder::folder_title;
use crate::intake::naming::title::readable;

/// A series that is to be told apart from others of its stand.
pub(super) struct Named {
    /// As it would be alone.
    pub(super) title: String,
    /// The folders above the one that names it, nearest first, without the stand's own.
    pub(super) above: Vec<String>,
}

/// A title for each of them, different wherever their folders are.
pub(super) fn titles(all: &[Named]) -> Vec<String> {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        alike.entry(one.title.to_lowercase()).or_default().push(at);
    }
    let mut titles: Vec<String> = all.iter().map(|one| one.title.clone()).collect();
    for group in alike.into_values().filter(|group| group.len() > 1) {
        let names = apart(
            &group
                .iter()
                .map(|at| all[*at].above.as_slice())
                .collect::<Vec<_>>(),
        );
        for (at, name) in group.into_iter().zip(names) {
            if !name.is_empty() {
                titles[at] = format!("{} ({name})", titles[at]);
            }
        }
    }
    titles
}

/// What tells these folders apart: the nearest level that does so alone, else all levels that differ, outermost first.
/// A folder that lies directly in the stand needs no more than that the others have more.
fn apart(folders: &[&[String]]) -> Vec<String> {
    let deepest = folders.iter().map(|above| above.len()).max().unwrap_or_default();
    let level = |at: usize| -> Vec<&str> {
        folders
            .iter()
            .map(|above| above.get(at).map_or("", String::as_str))
            .collect()
    };
    let kinds = |names: &[&str]| names.iter().collect::<BTreeSet<_>>().len();
    if let Some(names) = (0..deepest)
        .map(level)
        .find(|names| kinds(names) == folders.len())
    {
        return names.into_iter().map(spelled).collect();
    }
    let differing: Vec<_> = (0..deepest)
        .rev()
        .map(level)
        .filter(|names| kinds(names) > 1)
        .collect();
    (0..folders.len())
        .map(|at| {
            let parts = differing.iter().map(|names| spelled(names[at]));
            parts
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect()
}

/// A folder's name as people would write it; words such as "photos" serve here as well as any.
fn spelled(folder: &str) -> String {
    if folder.is_empty() {
        return String::new();
    }
    folder_title(folder).unwrap_or_else(|| readable(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(places: &[(&str, &[&str])], expected: &[&str]) {
        let all: Vec<Named> = places
            .iter()
            .map(|(title, above)| Named {
                title: (*title).into(),
                above: above.iter().map(|name| (*name).to_owned()).collect(),
            })
            .collect();
        assert_eq!(titles(&all), expected);
    }

    #[test]
    fn a_name_that_is_there_once_stays_as_it_is() {
        told(
            &[("Opening", &["2023"]), ("Closing", &["2023"])],
            &["Opening", "Closing"],
        );
    }

    #[test]
    fn the_nearest_folder_that_differs_is_added() {
        told(
            &[("Opening", &["2023"]), ("Opening", &["2024"])],
            &["Opening (2023)", "Opening (2024)"],
        );
        told(
            &[
                ("Opening", &["photos", "01_in_brussels"]),
                ("opening", &["photos", "02_in_ghent"]),
            ],
            &["Opening (In brussels)", "opening (In ghent)"],
        );
    }

    #[test]
    fn one_directly_in_the_stand_needs_nothing_more() {
        told(
            &[("Opening", &[]), ("Opening", &["2024"])],
            &["Opening", "Opening (2024)"],
        );
    }

    #[test]
    fn where_no_level_does_alone_several_do() {
        told(
            &[
                ("Opening", &["day", "2023"]),
                ("Opening", &["night", "2023"]),
                ("Opening", &["day", "2024"]),
            ],
            &[
                "Opening (2023, Day)",
                "Opening (2023, Night)",
                "Opening (2024, Day)",
            ],
        );
    }
}
