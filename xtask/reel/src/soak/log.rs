//! What the app's log says of the pages that no remote control can ask: after one has taken the place of another.

/// Said when a new page is begun (src-tauri/shell/kiosk.rs).
const RENEWED: &str = "a new one takes its place";
/// Said whenever something has come to rest on the glass.
const SHOWN: &str = "on the glass item=";

/// What one page put on the glass.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageLife {
    /// Items, one after the other.
    pub(crate) items: usize,
    /// Of those, different ones.
    pub(crate) different: usize,
}

/// The pages in the order of their coming; at least one.
pub(crate) fn pages(log: &str) -> Vec<PageLife> {
    log.split(RENEWED)
        .map(|part| {
            let mut items: Vec<&str> = part
                .lines()
                .filter_map(|line| line.split_once(SHOWN).map(|(_, item)| item.trim()))
                .collect();
            let all = items.len();
            items.sort_unstable();
            items.dedup();
            PageLife {
                items: all,
                different: items.len(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_counted_by_itself() {
        let log = "x INFO up\nx DEBUG on the glass item=\"a\"\nx DEBUG on the glass item=\"b\"\n\
                   x DEBUG on the glass item=\"a\"\nx INFO the page has shown for long enough; a new one takes its place\n\
                   x DEBUG on the glass item=\"b\"\n";
        let life = |items, different| PageLife { items, different };
        assert_eq!(pages(log), [life(3, 2), life(1, 1)]);
        assert_eq!(pages(""), [life(0, 0)]);
    }
}
