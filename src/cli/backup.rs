//! `phal-oauth export` and `phal-oauth import`: a backup, and the way back.
//!
//! Both need the database for themselves. A refresh token that rotates is spent with its next use:
//! a backup beside a running daemon could be worthless before it is written.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::file::Written;
use super::passphrase::{self, refuse_open_mode};
use super::terminal::say;
use super::{DatabaseOptions, Exit};
use crate::app::Unusable;
use crate::store::{self, Amount, Cost};

/// The longest backup that is read, in bytes: ten thousand apps with long tokens.
const LONGEST: u64 = 64 * 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct ExportOptions {
    /// Where the backup is written, readable by you alone
    file: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    passphrase: passphrase::Options,
    #[command(flatten)]
    database: DatabaseOptions,
}

#[derive(Debug, Args)]
pub(super) struct ImportOptions {
    /// The backup
    file: PathBuf,
    /// Replace apps that are logged in here already
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    passphrase: passphrase::Options,
    #[command(flatten)]
    database: DatabaseOptions,
}

/// Writes a backup.
pub(super) fn export(options: ExportOptions) -> anyhow::Result<Exit> {
    let ExportOptions {
        file,
        force,
        passphrase,
        database,
    } = options;
    if !force && file.exists() {
        return Err(is_there(&file).into());
    }
    let database = database.find()?;
    // Asked before the rows are read: while a person types, a daemon could start and spend them.
    let passphrase = passphrase.choose()?;
    let (content, amount) = store::export(&database.data_dir, &database.keys, &database.entropy)
        .map_err(|error| database.failed(error))?;
    let sealed = store::seal_backup(&content, &passphrase, Cost::USUAL, &database.entropy)?;
    write(&file, &sealed, force)?;
    say(format_args!(
        "{} are in {}.",
        counted(amount),
        file.display()
    ));
    say(
        "Keep the passphrase: without it the backup opens for nobody. Where a provider gives a new \
         refresh token with each refresh, the backup is good until the next one.",
    );
    Ok(Exit::Done)
}

/// Brings a backup back.
pub(super) fn import(options: ImportOptions) -> anyhow::Result<Exit> {
    let sealed = read(&options.file)?;
    let passphrase = options.passphrase.know()?;
    let content = store::open_backup(&sealed, &passphrase)?;
    let database = options.database.find()?;
    let amount = store::import(
        &database.data_dir,
        &database.keys,
        &content,
        options.replace,
        &database.entropy,
    )
    .map_err(|error| database.failed(error))?;
    say(format_args!("{} are here now.", counted(amount)));
    say("Only one device may go on with them: stop phal-oauth on the other one for good.");
    Ok(Exit::Done)
}

fn counted(amount: Amount) -> String {
    let Amount { apps, logins } = amount;
    let plural = |count| if count == 1 { "" } else { "s" };
    format!(
        "{apps} app{} with {logins} login{}",
        plural(apps),
        plural(logins)
    )
}

fn is_there(file: &Path) -> Unusable {
    Unusable(format!(
        "{} is there already: take another name, or write over it with --force",
        file.display()
    ))
}

/// Writes the file whole or not at all, for the owner alone.
fn write(file: &Path, sealed: &[u8], force: bool) -> anyhow::Result<()> {
    let written = || Written::new(file, sealed, 0o600)?.place(force);
    written().map_err(|error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => is_there(file).into(),
        _ => anyhow::Error::from(error).context(format!("writing {}", file.display())),
    })
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let reading = || format!("reading {}", path.display());
    let file = File::open(path).with_context(reading)?;
    let metadata = file.metadata().with_context(reading)?;
    refuse_open_mode(path, metadata.permissions().mode())?;
    let mut sealed = Vec::new();
    file.take(LONGEST + 1)
        .read_to_end(&mut sealed)
        .with_context(reading)?;
    anyhow::ensure!(
        sealed.len() as u64 <= LONGEST,
        "{} is too long to be a backup",
        path.display()
    );
    Ok(sealed)
}
