//! The lock that Python programs take around each reading and each writing (`combo_lock`, `filelock`).

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

/// How often a lock that another holds is tried again; Python programs try every 50 ms.
const AGAIN: Duration = Duration::from_millis(5);

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock. A holder may hang, so there is an end to the waiting: `TimedOut`.
    pub(crate) fn take(path: &Path, patience: Duration) -> io::Result<Self> {
        let until = Instant::now() + patience;
        loop {
            let file = open(path)?;
            match file.try_lock() {
                // A lock file that was removed meanwhile is nobody else's lock.
                Ok(()) if file.metadata()?.nlink() > 0 => return Ok(Self { _file: file }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            if Instant::now() >= until {
                return Err(io::ErrorKind::TimedOut.into());
            }
            thread::sleep(AGAIN);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let no_link = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    options
        .read(true)
        .write(true)
        .custom_flags(no_link.bits().cast_signed());
    match options.clone().create_new(true).mode(0o666).open(path) {
        Ok(file) => {
            // Programs of other users take the same lock, whatever our umask is.
            file.set_permissions(Permissions::from_mode(0o666))?;
            Ok(file)
        }
        // Another user's file in a sticky folder may not be opened for making it
        // (`fs.protected_regular`), but for writing.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::AlreadyExists | io::ErrorKind::PermissionDenied
            ) =>
        {
            options.open(path)
        }
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_has_one_holder_and_an_end_to_the_waiting() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("file.lock");
        let held = Lock::take(&path, Duration::ZERO).unwrap();
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o666
        );
        let refused = Lock::take(&path, Duration::from_millis(20)).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
        drop(held);
        Lock::take(&path, Duration::ZERO).unwrap();
    }

    #[test]
    fn a_planted_link_is_refused() {
        let temp = tempfile::tempdir().unwrap();
        let link = temp.path().join("file.lock");
        std::os::unix::fs::symlink(temp.path().join("victim"), &link).unwrap();
        assert!(Lock::take(&link, Duration::ZERO).is_err());
        assert!(!temp.path().join("victim").exists());
    }

    #[test]
    fn a_lock_file_that_is_removed_is_made_anew() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("file.lock");
        let _old = Lock::take(&path, Duration::ZERO).unwrap();
        std::fs::remove_file(&path).unwrap();
        Lock::take(&path, Duration::ZERO).unwrap();
    }
}
