//! `phal-oauth relay`: writes the relay page, and tells how to put it on the web.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::Exit;
use super::terminal::say;
use crate::app::Unusable;
use crate::relay::PAGE;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder that the page is written into, as index.html
    #[arg(long, default_value = "phal-oauth-relay")]
    output: PathBuf,
    /// Write over a page that is another one
    #[arg(long)]
    force: bool,
}

/// Writes the page.
pub(super) fn run(options: &Options) -> anyhow::Result<Exit> {
    let file = options.output.join("index.html");
    if !options.force && is_other(&file)? {
        return Err(Unusable(format!(
            "{} is there and is not the page of this version: look at it, then write over it with \
             --force",
            file.display()
        ))
        .into());
    }
    fs::create_dir_all(&options.output)
        .and_then(|()| fs::write(&file, PAGE))
        .with_context(|| format!("writing {}", file.display()))?;
    let hash = HEXLOWER.encode(&Sha256::digest(PAGE));
    say(format_args!(
        "{} is the relay page.\nsha256 {hash}\n\n{HOW}",
        file.display()
    ));
    Ok(Exit::Done)
}

/// What there is to do, once.
const HOW: &str = "\
1. Put it on any web server that has https; it is one file, and nothing runs there. On GitHub: a
   public repository with this index.html, then Settings, Pages, Deploy from a branch. Its address
   is then like https://<you>.github.io/<repository>/
2. Tell the address in mycroft.conf, exactly as it will stand at the provider:
   {\"PHAL\": {\"ovos-PHAL-plugin-oauth\": {\"relay_url\": \"https://<you>.github.io/<repository>/\"}}}
3. Register the same address as redirect URI at each provider that accepts none of your home network.

Whoever runs that web server can read the codes that pass by; without this device they are worth
nothing. Use a server of your own account, and compare the page's hash now and then:
   curl -s <address> | sha256sum";

/// Whether another file than ours is there.
fn is_other(file: &Path) -> anyhow::Result<bool> {
    match fs::read(file) {
        Ok(found) => Ok(found != PAGE.as_bytes()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).with_context(|| format!("reading {}", file.display())),
    }
}
