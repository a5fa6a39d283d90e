//! `phal-oauth rekey`: a new master key.

use std::path::PathBuf;

use clap::Args;

use super::terminal::say;
use super::{DatabaseOptions, Exit};
use crate::store;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The new key, 32 random bytes, where it is not to be made: then it is yours to keep
    #[arg(long)]
    new_key_file: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseOptions,
}

/// Seals everything with a new key.
pub(super) fn run(options: Options) -> anyhow::Result<Exit> {
    let database = options.database.find()?;
    let count = store::rekey(
        &database.data_dir,
        &database.keys,
        options.new_key_file.as_deref(),
        &database.entropy,
    )
    .map_err(|error| database.failed(error))?;
    if count == 0 {
        say("An earlier rekey was cut off; it is finished now.");
    } else {
        say(format_args!("Sealed {count} values with a new key."));
    }
    match options.new_key_file {
        Some(file) => say(format_args!(
            "From now on the daemon needs the key in {}. Give it to it as the systemd credential \
             phal-oauth.key.",
            file.display()
        )),
        None => say("The old key opens nothing any more, except copies made before."),
    }
    Ok(Exit::Done)
}
