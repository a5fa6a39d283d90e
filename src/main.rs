//! The process: arguments in, exit code out.

use std::alloc::System;
use std::process::ExitCode;

use clap::Parser;
use phal_oauth::cli::Cli;
use zeroizing_alloc::ZeroAlloc;

/// Memory is wiped as it is given back, whoever had it: the HTTP client, the JSON reader and the TLS
/// stack keep secrets in buffers that are theirs.
#[global_allocator]
static WIPING: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    Cli::parse().run()
}
