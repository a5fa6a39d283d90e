//! The master key: where it comes from, and how a new one takes its place.
//!
//! A systemd credential counts before the file in the state folder. While a rekey is at work, the
//! new key stands beside the old one under another name: whichever opens the database is right.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use zeroize::Zeroizing;

use super::{Error, private_folder};
use crate::entropy::Entropy;

/// The key's name in the state folder: not beside the database, so that a copy of the data folder
/// alone opens nothing.
const FILE: &str = "master.key";

/// The name of the key that a rekey is bringing in.
const NEXT: &str = "master.key.new";

/// The name of the systemd credential.
const CREDENTIAL: &str = "phal-oauth.key";

/// Its length in bytes.
const LENGTH: usize = 32;

/// A key, with the place where it was found. The bytes are wiped when it is dropped.
pub(super) struct MasterKey {
    bytes: Zeroizing<[u8; LENGTH]>,
    path: PathBuf,
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({})", self.path.display())
    }
}

/// Where the key is looked for.
#[derive(Clone, Debug)]
pub(crate) struct KeyPlaces {
    /// A file that the owner names, or a systemd credential.
    given: Option<Given>,
    state_dir: PathBuf,
}

/// A key that is not ours to write.
#[derive(Clone, Debug)]
enum Given {
    /// Systemd keeps it from others by other means than its mode.
    Credential(PathBuf),
    /// The owner has named it.
    File(PathBuf),
}

impl KeyPlaces {
    /// The credential in `credentials_dir`, where there is one, else the file in `state_dir`.
    #[must_use]
    pub(crate) fn new(state_dir: &Path, credentials_dir: Option<&Path>) -> Self {
        let credential = credentials_dir.map(|folder| folder.join(CREDENTIAL));
        Self {
            given: credential
                .filter(|path| path.exists())
                .map(Given::Credential),
            state_dir: state_dir.to_owned(),
        }
    }

    /// The same places, or this file before all where one is named.
    #[must_use]
    pub(crate) fn or_file(self, file: Option<PathBuf>) -> Self {
        Self {
            given: file.map(Given::File).or(self.given),
            ..self
        }
    }

    /// Whether the key is a systemd credential.
    pub(super) fn is_credential(&self) -> bool {
        matches!(self.given, Some(Given::Credential(_)))
    }

    /// Whether the key is another's to write: then no rekey leaves one in the state folder.
    pub(super) fn is_given(&self) -> bool {
        self.given.is_some()
    }

    /// Where the key is, or would be.
    pub(super) fn path(&self) -> PathBuf {
        match &self.given {
            Some(Given::Credential(path) | Given::File(path)) => path.clone(),
            None => self.state_dir.join(FILE),
        }
    }

    /// The key in use, where there is one.
    pub(super) fn find(&self) -> Result<Option<MasterKey>, Error> {
        match &self.given {
            Some(Given::Credential(path)) => MasterKey::read(path),
            Some(Given::File(path)) => MasterKey::named(path).map(Some),
            None => MasterKey::private(&self.state_dir.join(FILE)),
        }
    }

    /// The key that an unfinished rekey left.
    pub(super) fn find_next(&self) -> Result<Option<MasterKey>, Error> {
        MasterKey::private(&self.state_dir.join(NEXT))
    }

    /// Makes the first key.
    pub(super) fn create(&self, entropy: &Entropy) -> Result<MasterKey, Error> {
        let path = self.path();
        self.write(&path, entropy, |file| match file.persist_noclobber(&path) {
            // Another start was quicker: its key counts.
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            kept => kept.map(drop).map_err(|error| error.error),
        })?;
        MasterKey::private(&path)?.ok_or(Error::NoKey(path))
    }

    /// Makes the key that is to follow the one in use.
    pub(super) fn create_next(&self, entropy: &Entropy) -> Result<MasterKey, Error> {
        let path = self.state_dir.join(NEXT);
        self.write(&path, entropy, |file| {
            file.persist(&path).map(drop).map_err(|error| error.error)
        })?;
        MasterKey::private(&path)?.ok_or(Error::NoKey(path))
    }

    /// Puts the new key in the place of the old one, which is gone then.
    pub(super) fn adopt_next(&self) -> Result<(), Error> {
        let (next, path) = (self.state_dir.join(NEXT), self.state_dir.join(FILE));
        fs::rename(&next, &path)
            .and_then(|()| sync(&self.state_dir))
            .map_err(|source| Error::File { path, source })
    }

    /// Removes a new key that was never used.
    pub(super) fn discard_next(&self) -> Result<(), Error> {
        let path = self.state_dir.join(NEXT);
        fs::remove_file(&path).map_err(|source| Error::File { path, source })
    }

    /// Writes a new key whole or not at all, and durably, before anything is sealed with it: half a
    /// key would lock the database for ever.
    fn write(
        &self,
        path: &Path,
        entropy: &Entropy,
        keep: impl FnOnce(NamedTempFile) -> io::Result<()>,
    ) -> Result<(), Error> {
        let written = || {
            private_folder(&self.state_dir)?;
            let mut file = NamedTempFile::new_in(&self.state_dir)?;
            file.write_all(&*Zeroizing::new(entropy.bytes::<LENGTH>()))?;
            file.as_file().sync_all()?;
            keep(file)?;
            sync(&self.state_dir)
        };
        written().map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })
    }
}

impl MasterKey {
    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8; LENGTH] {
        &self.bytes
    }

    /// Where it was found.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads a key file that the owner names.
    pub(super) fn named(path: &Path) -> Result<Self, Error> {
        Self::private(path)?.ok_or_else(|| Error::File {
            path: path.to_owned(),
            source: io::Error::from(io::ErrorKind::NotFound),
        })
    }

    /// Reads a key file that nobody else may read.
    fn private(path: &Path) -> Result<Option<Self>, Error> {
        let mode = match fs::metadata(path) {
            Ok(metadata) => metadata.permissions().mode(),
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(failed(path, source)),
        };
        if mode & 0o077 != 0 {
            let open = io::Error::other("others may read the key: chmod it to 600");
            return Err(failed(path, open));
        }
        Self::read(path)
    }

    fn read(path: &Path) -> Result<Option<Self>, Error> {
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(missing) if missing.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(failed(path, source)),
        };
        let mut bytes = Zeroizing::new([0; LENGTH]);
        let whole = file.read_exact(bytes.as_mut_slice());
        let more = file.read(&mut [0; 1]).unwrap_or_default();
        match whole {
            Ok(()) if more == 0 => Ok(Some(Self {
                bytes,
                path: path.to_owned(),
            })),
            Err(source) if source.kind() != io::ErrorKind::UnexpectedEof => {
                Err(failed(path, source))
            }
            _ => Err(failed(path, io::Error::other("the key must be 32 bytes"))),
        }
    }
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        source,
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_for_the_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let places = KeyPlaces::new(folder.path(), None);
        assert!(places.find().unwrap().is_none());
        let first = places.create(&Entropy::system()).unwrap();
        let mode = fs::metadata(places.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = places.create(&Entropy::system()).unwrap();
        assert_eq!(again.bytes(), first.bytes());
        assert_eq!(places.find().unwrap().unwrap().bytes(), first.bytes());

        fs::set_permissions(places.path(), fs::Permissions::from_mode(0o640)).unwrap();
        let error = places.find().unwrap_err();
        assert!(matches!(error, Error::File { .. }), "{error}");
    }

    #[test]
    fn a_key_of_another_length_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let places = KeyPlaces::new(folder.path(), None);
        for length in [0, 31, 33] {
            fs::write(places.path(), vec![7; length]).unwrap();
            fs::set_permissions(places.path(), fs::Permissions::from_mode(0o600)).unwrap();
            assert!(places.find().is_err(), "{length} bytes");
        }
    }

    #[test]
    fn a_credential_counts_before_the_file_and_a_named_file_before_both() {
        let folder = tempfile::tempdir().unwrap();
        let (state, credentials) = (folder.path().join("state"), folder.path().join("given"));
        KeyPlaces::new(&state, None)
            .create(&Entropy::system())
            .unwrap();
        fs::create_dir(&credentials).unwrap();
        let without = KeyPlaces::new(&state, Some(&credentials));
        assert!(!without.is_credential() && without.find().unwrap().is_some());

        // Systemd shows an access control list as a group mode.
        fs::write(credentials.join(CREDENTIAL), [5; 32]).unwrap();
        fs::set_permissions(
            credentials.join(CREDENTIAL),
            fs::Permissions::from_mode(0o440),
        )
        .unwrap();
        let places = KeyPlaces::new(&state, Some(&credentials));
        assert_eq!(places.find().unwrap().unwrap().bytes(), &[5; 32]);

        let named = folder.path().join("old.key");
        let places = places.or_file(Some(named.clone()));
        assert!(places.find().is_err(), "a named file must be there");
        fs::write(&named, [6; 32]).unwrap();
        fs::set_permissions(&named, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(places.find().unwrap().unwrap().bytes(), &[6; 32]);
    }
}
