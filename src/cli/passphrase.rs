//! The passphrase of a backup: asked at the terminal without echo, or read from a file.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::app::Unusable;

/// The least number of characters.
const SHORTEST: usize = 12;

/// The longest passphrase in bytes.
const LONGEST: u64 = 1024;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// A file whose first line is the passphrase, or - for standard input
    ///
    /// [default: asked at the terminal]
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
}

impl Options {
    /// A passphrase for a new backup: asked twice, and not too short.
    pub(super) fn choose(&self) -> anyhow::Result<SecretString> {
        let chosen = self.ask("Passphrase for the backup: ")?;
        check_length(&chosen)?;
        if self.passphrase_file.is_none() {
            let again = self.ask("Once more: ")?;
            if chosen.expose_secret() != again.expose_secret() {
                return Err(Unusable("the two passphrases differ: try again".to_owned()).into());
            }
        }
        Ok(chosen)
    }

    /// The passphrase of a backup that is there.
    pub(super) fn know(&self) -> anyhow::Result<SecretString> {
        self.ask("Passphrase of the backup: ")
    }

    fn ask(&self, prompt: &str) -> anyhow::Result<SecretString> {
        match &self.passphrase_file {
            Some(path) if path == Path::new("-") => first_line(io::stdin().lock()),
            Some(path) => from_file(path),
            None if io::stdin().is_terminal() => Ok(rpassword::prompt_password(prompt)
                .context("asking for the passphrase")?
                .into()),
            None => Err(Unusable(
                "there is no terminal to ask at: give the passphrase with --passphrase-file"
                    .to_owned(),
            )
            .into()),
        }
    }
}

fn check_length(passphrase: &SecretString) -> Result<(), Unusable> {
    // Anyone who finds the file may guess as long as they like.
    if passphrase.expose_secret().chars().count() < SHORTEST {
        return Err(Unusable(format!(
            "the passphrase is too short: take at least {SHORTEST} characters, such as four words"
        )));
    }
    Ok(())
}

fn from_file(path: &Path) -> anyhow::Result<SecretString> {
    let reading = || format!("reading the passphrase from {}", path.display());
    let file = File::open(path).with_context(reading)?;
    let metadata = file.metadata().with_context(reading)?;
    // A pipe belongs to whoever made it.
    if metadata.is_file() {
        refuse_open_mode(path, metadata.permissions().mode())?;
    }
    first_line(BufReader::new(file))
}

/// Refuses a file that others may read or change.
pub(super) fn refuse_open_mode(path: &Path, mode: u32) -> Result<(), Unusable> {
    if mode & 0o077 != 0 {
        let shown = path.display();
        return Err(Unusable(format!(
            "others may read or change {shown}: chmod 600 {shown}, and think about who has read it"
        )));
    }
    Ok(())
}

fn first_line(source: impl BufRead) -> anyhow::Result<SecretString> {
    let mut line = Zeroizing::new(String::new());
    source
        .take(LONGEST)
        .read_line(&mut line)
        .context("reading the passphrase")?;
    Ok(SecretString::from(line.trim_end_matches(['\r', '\n'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_passphrase() {
        let read = |text: &str| {
            first_line(text.as_bytes())
                .unwrap()
                .expose_secret()
                .to_owned()
        };
        assert_eq!(read(" four words \r\nmore"), " four words ");
        assert_eq!(read("four words"), "four words");
    }

    #[test]
    fn a_short_passphrase_is_refused() {
        assert!(check_length(&SecretString::from("")).is_err());
        assert!(check_length(&SecretString::from("ööööööööööö")).is_err());
        assert!(check_length(&SecretString::from("ööööööööööö!")).is_ok());
    }

    #[test]
    fn only_a_mode_for_the_owner_alone_is_taken() {
        for mode in [0o100_600, 0o100_400] {
            assert!(refuse_open_mode(Path::new("f"), mode).is_ok());
        }
        for mode in [0o100_644, 0o100_640, 0o100_604, 0o100_620] {
            assert!(refuse_open_mode(Path::new("f"), mode).is_err(), "{mode:o}");
        }
    }
}
