//! Brings a fresh machine to the point where Vitrine builds and shows: system packages where apt is there,
//! otherwise the exact command to type.

use anyhow::{Context, Result, bail};

use crate::shell;

/// What building and showing needs on Debian and its kin.
const TO_RUN: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-plugins-bad",
    "gstreamer1.0-libav",
    "libgl1-mesa-dri",
];

/// What the tests need besides: a screen without glass, one with a glass to touch, and a hand without skin.
const TO_TEST: &[&str] = &[
    "xvfb",
    "xauth",
    "dbus",
    "webkit2gtk-driver",
    "xserver-xorg-core",
    "xserver-xorg-video-dummy",
];

/// The oldest Node.js that the build of the screens is tried with (Debian 12's own).
const OLDEST_NODE: u32 = 18;

/// Everything `cargo xtask run` needs.
pub(crate) fn for_running() -> Result<()> {
    let mut wanted: Vec<&str> = TO_RUN.to_vec();
    install(&mut wanted)
}

/// Everything `cargo xtask test` needs.
pub(crate) fn for_testing() -> Result<()> {
    let mut wanted: Vec<&str> = [TO_RUN, TO_TEST].concat();
    install(&mut wanted)
}

/// Says so at once where a window cannot open, instead of letting the toolkit fail obscurely.
pub(crate) fn needs_a_screen() -> Result<()> {
    let has = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !has("DISPLAY") && !has("WAYLAND_DISPLAY") {
        bail!(
            "everything is built, but there is no screen here to show it on.\n\
             On a machine with a desktop this opens the kiosk. To see the show in a browser instead, type\n    \
             target/debug/vitrine serve"
        );
    }
    Ok(())
}

fn install(wanted: &mut Vec<&'static str>) -> Result<()> {
    if !has_node() {
        wanted.extend(["nodejs", "npm"]);
    }
    if cfg!(target_os = "linux") {
        linux(wanted)?;
    } else if !has_node() {
        bail!(
            "Vitrine's screens are built with Node.js {OLDEST_NODE} or newer. Install it from nodejs.org, then try again."
        );
    }
    if !has_node() {
        bail!(
            "Node.js {OLDEST_NODE} or newer is needed; this machine's packages are older. Install it from nodejs.org."
        );
    }
    Ok(())
}

fn linux(wanted: &[&str]) -> Result<()> {
    if !shell::exists("apt-get") {
        if shell::output("pkg-config", &["--exists", "webkit2gtk-4.1"]).is_some() && has_node() {
            return Ok(());
        }
        bail!("{}", other_linux());
    }
    let missing: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|name| !is_installed(name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    packages(&missing)
}

/// Installs packages of Debian and its kin.
///
/// # Errors
/// When apt or the right to use it is missing, or apt fails.
pub(crate) fn packages(missing: &[&str]) -> Result<()> {
    if !shell::exists("apt-get") {
        bail!("this system does not use apt");
    }
    let root = shell::output("id", &["-u"]).as_deref() == Some("0");
    if !root && !shell::exists("sudo") {
        bail!(
            "some system packages are missing. As an administrator, type\n    apt-get install {}",
            missing.join(" ")
        );
    }
    eprintln!("Installing what is missing: {}", missing.join(" "));
    let apt = |words: &[&str]| -> Result<()> {
        let quiet = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"];
        let all: Vec<&str> = quiet.iter().chain(words).copied().collect();
        if root {
            shell::run("env", &all)
        } else {
            shell::run("sudo", &[&["env"], all.as_slice()].concat())
        }
    };
    apt(&["update"]).context("the package lists could not be renewed")?;
    apt(&[&["install", "--no-install-recommends"], missing].concat()).with_context(|| {
        format!(
            "the system packages could not be installed: {}",
            missing.join(" ")
        )
    })
}

fn is_installed(package: &str) -> bool {
    shell::output("dpkg-query", &["-W", "-f=${Status}", package])
        .is_some_and(|status| status.ends_with(" installed"))
}

fn has_node() -> bool {
    let version = shell::output("node", &["--version"]).unwrap_or_default();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse().ok());
    major.is_some_and(|major: u32| major >= OLDEST_NODE) && shell::exists("npm")
}

fn other_linux() -> String {
    let fedora = "sudo dnf install webkit2gtk4.1-devel gcc pkgconf-pkg-config gstreamer1-plugins-base \
                  gstreamer1-plugins-good gstreamer1-plugins-bad-free gstreamer1-libav nodejs npm";
    let arch = "sudo pacman -S --needed webkit2gtk-4.1 base-devel gst-plugins-base gst-plugins-good \
                gst-plugins-bad gst-libav nodejs npm";
    let suse = "sudo zypper install webkit2gtk3-devel gcc pkgconf gstreamer-plugins-base \
                gstreamer-plugins-good gstreamer-plugins-bad gstreamer-plugins-libav nodejs npm";
    format!(
        "some system packages are missing, and this system does not use apt. Type the line for your system, then \
         try again.\n  Fedora:   {fedora}\n  Arch:     {arch}\n  openSUSE: {suse}"
    )
}
