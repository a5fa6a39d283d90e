//! How secrets are sealed before they reach the disk.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use rusqlite::{Connection, OptionalExtension};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::NamedTempFile;

use super::{Error, private_folder};
use crate::entropy::Entropy;

/// The key's name in the state folder: not beside the database, so that a copy of the data folder
/// alone opens nothing.
const KEY_FILE: &str = "master.key";

/// The first byte of every sealed value, so that another cipher can follow.
const VERSION: u8 = 1;

/// The length of the cipher's nonce in bytes.
const NONCE: usize = 24;

/// The cipher with its key. Each value is bound to its table, row and column, so that a sealed
/// value moved elsewhere does not open.
pub(crate) struct Seal {
    cipher: XChaCha20Poly1305,
    entropy: Entropy,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal([redacted])")
    }
}

/// Where a sealed value stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The table.
    pub(super) table: &'static str,
    /// The row's key.
    pub(super) row: &'a str,
    /// The column.
    pub(super) column: &'static str,
}

impl Place<'_> {
    fn bytes(self) -> Vec<u8> {
        // A zero byte occurs in no name and no id, so no two places read alike.
        [self.table, self.row, self.column].join("\0").into_bytes()
    }
}

impl Seal {
    /// A seal with this key.
    #[must_use]
    pub(crate) fn new(key: &[u8; 32], entropy: Entropy) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(key.into()),
            entropy,
        }
    }

    /// Reads the key file in `folder`; makes it, mode 0600, if it may be a new one.
    pub(crate) fn open(folder: &Path, may_be_new: bool, entropy: &Entropy) -> Result<Self, Error> {
        let path = folder.join(KEY_FILE);
        let failed = |source| Error::File {
            path: path.clone(),
            source,
        };
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => {
                if !may_be_new {
                    return Err(Error::NoKey(path));
                }
                private_folder(folder).map_err(failed)?;
                create_key(folder, &path, entropy).map_err(failed)?
            }
            Err(source) => return Err(failed(source)),
        };
        let mode = fs::metadata(&path).map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(failed(io::Error::other(
                "others may read the key: chmod it to 600",
            )));
        }
        let key = <[u8; 32]>::try_from(bytes.as_slice())
            .map_err(|_| failed(io::Error::other("the key must be 32 bytes")))?;
        Ok(Self::new(&key, entropy.clone()))
    }

    /// A random number, for telling one write of a row from another.
    pub(super) fn number(&self) -> i64 {
        i64::from_le_bytes(self.entropy.bytes())
    }

    pub(super) fn seal(&self, place: Place<'_>, secret: &str) -> Result<Vec<u8>, Error> {
        let nonce = self.entropy.bytes::<NONCE>();
        let payload = Payload {
            msg: secret.as_bytes(),
            aad: &place.bytes(),
        };
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::Sealed)?;
        Ok([&[VERSION], nonce.as_slice(), sealed.as_slice()].concat())
    }

    /// Seals a value as JSON.
    pub(super) fn seal_json(
        &self,
        place: Place<'_>,
        value: &impl Serialize,
    ) -> Result<Vec<u8>, Error> {
        let json = serde_json::to_string(value).map(SecretString::from);
        self.seal(
            place,
            json.map_err(|_| Error::Unreadable(place.column))?
                .expose_secret(),
        )
    }

    /// Opens a value that was sealed as JSON.
    pub(super) fn unseal_json<T: DeserializeOwned>(
        &self,
        place: Place<'_>,
        sealed: &[u8],
    ) -> Result<T, Error> {
        let json = self.unseal(place, sealed)?;
        serde_json::from_str(json.expose_secret()).map_err(|_| Error::Unreadable(place.column))
    }

    pub(super) fn unseal(&self, place: Place<'_>, sealed: &[u8]) -> Result<SecretString, Error> {
        let [VERSION, rest @ ..] = sealed else {
            return Err(Error::Sealed);
        };
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or(Error::Sealed)?;
        let payload = Payload {
            msg: sealed,
            aad: &place.bytes(),
        };
        let opened = self
            .cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| Error::Sealed)?;
        String::from_utf8(opened)
            .map(SecretString::from)
            .map_err(|_| Error::Sealed)
    }
}

/// Opens the database's check value, or makes it in a new one.
pub(super) fn check(connection: &Connection, seal: &Seal) -> Result<(), Error> {
    let place = Place {
        table: "key_check",
        row: "1",
        column: "sealed",
    };
    let found: Option<Vec<u8>> = connection
        .query_row("SELECT sealed FROM key_check", [], |row| row.get(0))
        .optional()?;
    if let Some(sealed) = found {
        return seal
            .unseal(place, &sealed)
            .map(drop)
            .map_err(|_| Error::WrongKey);
    }
    let sealed = seal.seal(place, "phal-oauth")?;
    connection.execute("INSERT INTO key_check VALUES (1, ?1)", [sealed])?;
    Ok(())
}

/// Writes a new key whole or not at all: half a key would lock the database for ever.
fn create_key(folder: &Path, path: &Path, entropy: &Entropy) -> io::Result<Vec<u8>> {
    let key = entropy.bytes::<32>();
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(&key)?;
    file.as_file().sync_all()?;
    // The key must be durable before anything is sealed with it.
    match file.persist_noclobber(path) {
        Ok(_) => {}
        // Another start was quicker: its key counts.
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            return fs::read(path);
        }
        Err(error) => return Err(error.error),
    }
    fs::File::open(folder)?.sync_all()?;
    Ok(key.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place<'_> = Place {
        table: "tokens",
        row: "a_b",
        column: "answer",
    };

    #[test]
    fn a_sealed_value_opens_in_its_own_place_only() {
        let seal = Seal::new(&[7; 32], Entropy::counted(1));
        let sealed = seal.seal(HERE, "hush").unwrap();
        assert_eq!(seal.unseal(HERE, &sealed).unwrap().expose_secret(), "hush");
        for other in [
            Place { row: "a_c", ..HERE },
            Place {
                column: "verifier",
                ..HERE
            },
            Place {
                table: "apps",
                ..HERE
            },
        ] {
            assert!(matches!(seal.unseal(other, &sealed), Err(Error::Sealed)));
        }
        let stranger = Seal::new(&[8; 32], Entropy::counted(1));
        assert!(matches!(stranger.unseal(HERE, &sealed), Err(Error::Sealed)));
    }

    #[test]
    fn a_changed_or_short_value_does_not_open() {
        let seal = Seal::new(&[7; 32], Entropy::counted(1));
        let sealed = seal.seal(HERE, "hush").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(seal.unseal(HERE, &changed).is_err(), "byte {at}");
            assert!(seal.unseal(HERE, &sealed[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn the_key_is_made_once_and_for_the_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = Seal::open(folder.path(), true, &Entropy::system()).unwrap();
        let sealed = first.seal(HERE, "hush").unwrap();
        let path = folder.path().join(KEY_FILE);
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        let again = Seal::open(folder.path(), true, &Entropy::system()).unwrap();
        assert_eq!(again.unseal(HERE, &sealed).unwrap().expose_secret(), "hush");

        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Seal::open(folder.path(), true, &Entropy::system()).is_err());
    }
}
