//! The command line, exactly as the handbook prints it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use vitrine_core::intake::problem::Language;

use crate::places;

/// A folder of files goes in, a touch exhibition comes out.
#[derive(Debug, Parser)]
#[command(name = "vitrine", version, about, args_conflicts_with_subcommands = true)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    deed: Option<Deed>,
    #[command(flatten)]
    run: RunWish,
    /// Decode untrusted files for another Vitrine (never typed by hand)
    #[arg(long, hide = true)]
    pub(crate) render_worker: bool,
}

impl CommandLine {
    /// What is to be done; without a word it is the kiosk.
    pub(crate) fn deed(self) -> Deed {
        self.deed.unwrap_or(Deed::Run(self.run))
    }
}

/// What Vitrine can do.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub(crate) enum Deed {
    /// Show the exhibition on this screen (what happens without a command)
    Run(RunWish),
    /// Show the same exhibition to any browser, without a window
    Serve(ServeWish),
    /// Say for every file what it will be, or why it cannot be shown and what to do
    Check(CheckWish),
    /// Say what visitors opened on a day, for the exhibitors: as text, as a table, or as a page to print
    Usage(UsageWish),
    /// Make a folder with fifteen empty stands and a one-page guide for exhibitors
    New {
        /// The folder to make; it may exist if it is empty
        dir: PathBuf,
    },
}

/// Wishes for `run`.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RunWish {
    #[command(flatten)]
    pub(crate) folders: FolderWish,
    /// The stand that this screen belongs to
    #[arg(long, value_name = "N")]
    pub(crate) stand: Option<u32>,
    /// An ordinary window that can be moved and closed
    #[arg(long)]
    pub(crate) windowed: bool,
    #[command(flatten)]
    pub(crate) take_away: TakeAwayWish,
}

/// Wishes for `serve`.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServeWish {
    #[command(flatten)]
    pub(crate) folders: FolderWish,
    /// Address and port; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// Print one line of JSON, {"url":"…"}
    #[arg(long)]
    pub(crate) json: bool,
    /// Allow an address that other machines can reach
    #[arg(long)]
    pub(crate) lan: bool,
    #[command(flatten)]
    pub(crate) take_away: TakeAwayWish,
}

/// Wishes about what visitors take away.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TakeAwayWish {
    /// Offer the files of a visitor's list to phones at this address and port, such as 0.0.0.0:8090, for 20 minutes each;
    /// without it the one in the settings, then nowhere
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) take_away_lan: Option<SocketAddr>,
}

/// Wishes for `check`.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CheckWish {
    /// The folder to read; found like the one to show
    #[arg(long, value_name = "DIR")]
    pub(crate) assets: Option<PathBuf>,
    /// Print JSON; its problems are in every language
    #[arg(long)]
    pub(crate) json: bool,
    /// Language of the report: en, fr, nl or de; without it the system's
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<Language>,
}

/// Wishes for `usage`.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UsageWish {
    /// The folder of counts; without it this user's. The files of several machines in one folder add up
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// The day as YYYY-MM-DD; without it the last one that was counted
    #[arg(long, value_name = "DATE")]
    pub(crate) day: Option<String>,
    /// Print a table for a spreadsheet
    #[arg(long, conflicts_with = "page")]
    pub(crate) csv: bool,
    /// Print a web page that prints as one sheet for each stand
    #[arg(long)]
    pub(crate) page: bool,
    /// Language of the sheet: en, fr, nl or de; without it the system's
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<Language>,
}

/// The two folders of every show.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FolderWish {
    /// The folder to show; without it the one in the settings, then `assets` beside the program, then the demo
    #[arg(long, value_name = "DIR")]
    pub(crate) assets: Option<PathBuf>,
    /// Where derived pictures are kept; without it the one in the settings, then this system's cache folder
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
    /// The most that they may take, in GB; those not shown for longest make room. Without it the one in the settings,
    /// then 8 GB, and never more than half of what the disk could give them
    #[arg(long, value_name = "GB", value_parser = gigabytes)]
    pub(crate) cache_limit: Option<u64>,
}

/// Bytes.
fn gigabytes(text: &str) -> Result<u64, String> {
    text.replace(',', ".")
        .parse()
        .ok()
        .and_then(places::bytes)
        .ok_or_else(|| "a number of gigabytes above 0 is needed, such as 8 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn read(words: &str) -> Result<Deed, clap::Error> {
        CommandLine::try_parse_from(std::iter::once("vitrine").chain(words.split_whitespace()))
            .map(CommandLine::deed)
    }

    #[test]
    fn the_definition_is_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn without_a_command_it_is_the_kiosk() {
        assert_eq!(read("").unwrap(), Deed::Run(RunWish::default()));
        let wish = RunWish {
            folders: FolderWish {
                assets: Some("show".into()),
                cache: Some("kept".into()),
                cache_limit: Some(500_000_000),
            },
            stand: Some(7),
            windowed: true,
            take_away: TakeAwayWish {
                take_away_lan: Some(([0, 0, 0, 0], 8090).into()),
            },
        };
        let words =
            "--assets show --stand 7 --windowed --cache kept --cache-limit 0.5 --take-away-lan 0.0.0.0:8090";
        assert_eq!(read(words).unwrap(), Deed::Run(wish.clone()));
        assert_eq!(read(&format!("run {words}")).unwrap(), Deed::Run(wish));
    }

    #[test]
    fn serve_listens_on_this_machine_unless_told() {
        let Deed::Serve(wish) = read("serve --json").unwrap() else {
            panic!("not serve")
        };
        assert_eq!(
            (wish.listen, wish.json, wish.lan),
            ("127.0.0.1:0".parse().unwrap(), true, false)
        );
        let Deed::Serve(wish) = read("serve --lan --listen [::]:8080").unwrap() else {
            panic!("not serve")
        };
        assert_eq!((wish.listen, wish.lan), ("[::]:8080".parse().unwrap(), true));
        assert!(read("serve --listen localhost").is_err());
    }

    #[test]
    fn the_rest_is_as_printed() {
        assert_eq!(read("new here").unwrap(), Deed::New { dir: "here".into() });
        assert!(matches!(read("check --assets x --json").unwrap(), Deed::Check(wish) if wish.json));
        assert!(
            matches!(read("check --language nl").unwrap(), Deed::Check(wish) if wish.language == Some(Language::Nl))
        );
        assert!(read("check --language tlh").is_err());
        assert!(read("new").is_err());
        assert!(read("dance").is_err());
        assert!(read("--stand seven").is_err());
        for nothing in ["0", "-1", "much", "NaN", "1e30"] {
            assert!(read(&format!("--cache-limit={nothing}")).is_err(), "{nothing}");
        }
    }
}
