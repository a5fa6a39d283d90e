//! The process: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use phal_oauth::cli::Cli;

fn main() -> ExitCode {
    Cli::parse().run()
}
