//! Where the two files are, and where their locks.

use std::path::{Path, PathBuf};

/// The folder of the files, and that of the locks which Python programs take.
#[derive(Clone, Debug)]
pub struct Place {
    /// `json_database` in the cache folder of OVOS.
    pub folder: PathBuf,
    /// Python's temp folder.
    pub locks: PathBuf,
}

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum OldFile {
    /// What skills registered.
    Apps,
    /// Their tokens.
    Tokens,
}

impl OldFile {
    /// Both, apps first: a token belongs to its app's client.
    pub(crate) const BOTH: [Self; 2] = [Self::Apps, Self::Tokens];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Apps => "ovos_oauth_apps.json",
            Self::Tokens => "ovos_oauth.json",
        }
    }
}

impl Place {
    /// Where a file is.
    pub(crate) fn path(&self, file: OldFile) -> PathBuf {
        self.folder.join(file.name())
    }

    /// Where its lock is.
    pub(crate) fn lock(&self, file: OldFile) -> PathBuf {
        self.locks.join(format!("{}.lock", file.name()))
    }

    /// The nearest folder that is there, on the way to that of the files.
    pub(crate) fn nearest(&self) -> &Path {
        let mut above = self.folder.ancestors();
        above
            .find(|folder| folder.is_dir())
            .unwrap_or(Path::new("/"))
    }
}
