//! Every chore of the house: `cargo xtask run` shows the demo, `cargo xtask test` proves everything.

mod bench;
mod checks;
mod laws;
mod reel;
mod setup;
mod shell;
mod torture;
mod types;
mod ui;

use anyhow::{Result, bail};

const USAGE: &str = "\
Usage: cargo xtask <chore> [-- arguments]

  run [-- ARGS]   set up, build, and show the demo exhibition (ARGS go to `vitrine run`)
  test            set up, and pass every check and every test
  gen             write the TypeScript types and the JSON Schemas from the Rust ones
  ui              build the visitor's screens
  bench [NAMES]   measure against other programs (photos, drops, changes, starts, pages, waits, copies, windows;
                  --runs N) and write the figures to docs/benchmarks.md
  torture [ARGS]  let everything happen to a running show (--minutes N; --seed N repeats the choices)
                  and compare what it shows in the end with a fresh look
  loopcheck [ARGS]
                  record the attract loop beside other players and read every frame: no black one, no film that
                  stands still (--minutes N; --peer-minutes N; --program FILE; --recording FILE reads one again)
  soak [ARGS]     run the show for hours over a folder that changes, and write down what it takes of the machine
                  (--hours N; --program FILE; --assets DIR shows a copy of that; --storms no leaves the
                  files alone; --from CSV tells an old one again)
  demo [-- ARGS]  draw the demo exhibition again into assets/ (ARGS go to the generator)
";

fn main() -> Result<()> {
    std::env::set_current_dir(shell::root())?;
    let mut words = std::env::args().skip(1);
    let chore = words.next().unwrap_or_default();
    let rest: Vec<String> = words.skip_while(|word| word == "--").collect();
    match chore.as_str() {
        "run" => run(&rest),
        "test" => checks::everything(),
        "gen" => types::write(),
        "ui" => ui::build(),
        "bench" => bench::measure(&rest),
        "torture" => torture::torture(&rest),
        "loopcheck" => reel::loopcheck(&rest),
        "soak" => reel::soak(&rest),
        "demo" => demo(&rest),
        "" | "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no chore called “{other}”.\n\n{USAGE}"),
    }
}

fn run(rest: &[String]) -> Result<()> {
    setup::for_running()?;
    ui::build()?;
    shell::cargo(&["build", "--bin", "vitrine"])?;
    setup::needs_a_screen()?;
    let program = shell::root()
        .join("target/debug")
        .join(format!("vitrine{}", std::env::consts::EXE_SUFFIX));
    let mut words = vec!["run"];
    words.extend(rest.iter().map(String::as_str));
    shell::run(&program.to_string_lossy(), &words)
}

fn demo(rest: &[String]) -> Result<()> {
    let mut words = vec![
        "run",
        "--release",
        "--manifest-path",
        "xtask/demo/Cargo.toml",
        "--",
        "--out",
        "assets",
    ];
    words.extend(rest.iter().map(String::as_str));
    shell::cargo(&words)
}
