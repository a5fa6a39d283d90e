//! The folder of QR code images: written whole, removed when of no use.

use std::collections::HashSet;
use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::entropy::Entropy;
use crate::id::AppId;

/// What every image's name holds; nothing else in the folder is touched.
const MARK: &str = "_oauth_qr_";

/// The part of a munged id that stands in a file name, which may have 255 bytes at most.
const LONGEST_ID: usize = 100;

/// A folder that this user owns and nobody else writes to.
#[derive(Clone, Debug)]
pub(crate) struct QrFolder {
    path: PathBuf,
    entropy: Entropy,
}

/// Which users may read an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// All: it holds no secret.
    All,
    /// This one and its group: it opens something, and who runs programs here is not who owns them.
    Group,
}

impl Readers {
    fn mode(self) -> u32 {
        match self {
            Self::All => 0o644,
            Self::Group => 0o640,
        }
    }
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A shell could not open files in it.
    #[error("qr_dir {0} must be an absolute path without # ? % or spaces")]
    Unsafe(PathBuf),
    /// Someone else may have planted it.
    #[error("qr_dir {0} must be a folder of this user that nobody else may write to")]
    Foreign(PathBuf),
    /// It cannot be made or read.
    #[error("qr_dir {path} cannot be used")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}

impl QrFolder {
    /// Makes the folder, mode 0755, or takes the one that is there.
    pub(crate) fn open(path: &Path, entropy: Entropy) -> Result<Self, Error> {
        let is_safe = |text: &str| {
            !text
                .chars()
                .any(|c| matches!(c, '#' | '?' | '%') || c.is_whitespace() || c.is_control())
        };
        if !path.is_absolute() || !path.to_str().is_some_and(is_safe) {
            return Err(Error::Unsafe(path.to_owned()));
        }
        let folder = Self {
            path: path.to_owned(),
            entropy,
        };
        folder.make()?;
        Ok(folder)
    }

    /// Makes the folder where it is missing and checks whose it is. Temp folders are tidied up while
    /// we run, and its name can be guessed: a link or another's folder is refused.
    fn make(&self) -> Result<(), Error> {
        let failed = |source| Error::File {
            path: self.path.clone(),
            source,
        };
        match DirBuilder::new()
            .recursive(true)
            .mode(0o755)
            .create(&self.path)
        {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(failed(error));
            }
            _ => {}
        }
        let found = fs::symlink_metadata(&self.path).map_err(failed)?;
        let is_ours = found.uid() == rustix::process::geteuid().as_raw();
        if !found.is_dir() || !is_ours || found.mode() & 0o022 != 0 {
            return Err(Error::Foreign(self.path.clone()));
        }
        Ok(())
    }

    /// Writes an image under a fresh name and returns its path. A shell, which may run as another
    /// user, sees it whole or not at all; who may not read it never could.
    pub(crate) fn put(&self, app: &AppId, readers: Readers, png: &[u8]) -> Result<String, Error> {
        let failed = |source| Error::File {
            path: self.path.clone(),
            source,
        };
        let mut id = app.munged();
        id.truncate(LONGEST_ID);
        let name = format!("{id}{MARK}{}.png", self.entropy.token::<12>());
        let path = self.path.join(name);
        self.make()?;
        // The mark lets a file that a crash has left be tidied up.
        let temporary = tempfile::Builder::new()
            .prefix(&format!(".tmp{MARK}"))
            .tempfile_in(&self.path);
        let mut file = temporary.map_err(failed)?;
        file.write_all(png).map_err(failed)?;
        file.as_file()
            .set_permissions(Permissions::from_mode(readers.mode()))
            .map_err(failed)?;
        file.persist_noclobber(&path)
            .map_err(|error| failed(error.error))?;
        path.into_os_string()
            .into_string()
            .map_err(|_| Error::Unsafe(self.path.clone()))
    }

    /// Removes images; one that is gone already is as good.
    pub(crate) fn remove(paths: &[String]) {
        for path in paths {
            match fs::remove_file(path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => tracing::warn!(%error, path, "a QR code file stays"),
            }
        }
    }

    /// Removes every image that is not among `useful`.
    pub(crate) fn keep_only(&self, useful: &[String]) {
        let useful: HashSet<&str> = useful.iter().map(String::as_str).collect();
        let Ok(entries) = fs::read_dir(&self.path) else {
            return;
        };
        let old: Vec<String> = entries
            .filter_map(|entry| entry.ok()?.path().into_os_string().into_string().ok())
            .filter(|path| path.contains(MARK) && !useful.contains(path.as_str()))
            .collect();
        Self::remove(&old);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn app(id: &str) -> AppId {
        AppId::new(id, "app").unwrap()
    }

    #[test]
    fn an_image_is_readable_by_its_readers_under_a_fresh_name() {
        let temp = tempfile::tempdir().unwrap();
        let folder = QrFolder::open(&temp.path().join("qr"), Entropy::system()).unwrap();
        let one = folder.put(&app("skill"), Readers::All, b"png").unwrap();
        let two = folder.put(&app("skill"), Readers::Group, b"png").unwrap();
        assert_ne!(one, two);
        for (path, mode) in [(&one, 0o644), (&two, 0o640)] {
            assert_eq!(fs::metadata(path).unwrap().mode() & 0o777, mode);
        }
        assert!(
            folder
                .put(&app(&"x".repeat(128)), Readers::All, b"png")
                .is_ok(),
            "the longest id fits"
        );

        folder.keep_only(std::slice::from_ref(&two));
        assert!(!Path::new(&one).exists());
        assert!(Path::new(&two).exists());
    }

    #[test]
    fn a_planted_folder_is_refused() {
        let temp = tempfile::tempdir().unwrap();
        let open = |path: &Path| QrFolder::open(path, Entropy::system());
        let link = temp.path().join("link");
        std::os::unix::fs::symlink(temp.path(), &link).unwrap();
        assert!(matches!(open(&link), Err(Error::Foreign(_))));
        let shared = temp.path().join("shared");
        fs::create_dir(&shared).unwrap();
        fs::set_permissions(&shared, Permissions::from_mode(0o777)).unwrap();
        assert!(matches!(open(&shared), Err(Error::Foreign(_))));
        assert!(matches!(
            open(&temp.path().join("a b")),
            Err(Error::Unsafe(_))
        ));
        assert!(matches!(open(Path::new("relative")), Err(Error::Unsafe(_))));
    }
}
