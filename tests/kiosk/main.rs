//! The real app, fullscreen under a virtual screen, touched by a WebDriver finger.
//!
//! WebKitGTK allows one remote-controlled app at a time, so these tests run one after the other.

#![cfg(target_os = "linux")]

#[path = "../support/mod.rs"]
mod support;

mod access;
mod comfort;
mod driver;
mod faults;
mod flashes;
mod glass;
mod journey;
mod keyboard;
mod listen;
mod pinch;
mod program;
mod search;
mod sessions;
mod speechd;
mod takeaway;
