//! `vitrine check`
use std::process::ExitCode;
use crate::command_line::CheckWish;
use crate::settings::Settings;
pub(crate) fn run(_wish: &CheckWish, _settings: &Settings) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
