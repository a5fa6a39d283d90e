//! A Unix socket that is made with its mode, and that goes with its owner.

use std::fs::{FileType, Metadata};
use std::io;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream as BlockingStream;
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another daemon listens there.
    #[error("{0} is in use by another phal-oauth: stop it first")]
    Taken(PathBuf),
    /// Something else stands there.
    #[error("{path} is {what}, and no socket: remove it, or name another path")]
    Occupied {
        /// Where.
        path: PathBuf,
        /// What stands there.
        what: &'static str,
    },
    /// It cannot be made.
    #[error("cannot use {path}: check the folder's owner and mode")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}

/// The listening end; its file is removed with it.
#[derive(Debug)]
pub(crate) struct UnixSocket {
    listener: UnixListener,
    path: PathBuf,
    identity: Identity,
}

/// Which file it is, whatever its name: device and inode.
type Identity = (u64, u64);

impl Drop for UnixSocket {
    fn drop(&mut self) {
        // Otherwise a caller would find a socket that nobody answers. What somebody else has put in its
        // place is theirs.
        let there = std::fs::symlink_metadata(&self.path);
        if there.is_ok_and(|there| identity(&there) == self.identity) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl UnixSocket {
    /// Listens at `path`. Its folder is made for this user alone; one that is there stays as it is.
    pub(crate) fn bind(path: PathBuf, mode: u32) -> Result<Self, Error> {
        make_way(&path)?;
        match listen(&path, mode) {
            Ok((listener, identity)) => Ok(Self {
                listener,
                path,
                identity,
            }),
            Err(source) => Err(Error::File { path, source }),
        }
    }

    /// The next caller.
    pub(crate) async fn accept(&self) -> io::Result<UnixStream> {
        let (stream, _) = self.listener.accept().await?;
        Ok(stream)
    }
}

/// Removes the socket that a crash has left at `path`, and nothing else.
fn make_way(path: &Path) -> Result<(), Error> {
    let failed = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    let there = match std::fs::symlink_metadata(path) {
        Ok(there) => there.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    if !there.is_socket() {
        return Err(Error::Occupied {
            path: path.to_owned(),
            what: kind(there),
        });
    }
    match BlockingStream::connect(path) {
        Ok(_) => Err(Error::Taken(path.to_owned())),
        Err(error) => match error.kind() {
            // Nobody has it open.
            io::ErrorKind::ConnectionRefused => std::fs::remove_file(path).map_err(failed),
            // So many wait there that one more may not.
            io::ErrorKind::WouldBlock => Err(Error::Taken(path.to_owned())),
            _ => Err(failed(error)),
        },
    }
}

/// What stands in the way, for people.
fn kind(there: FileType) -> &'static str {
    if there.is_dir() {
        "a folder"
    } else if there.is_symlink() {
        "a link"
    } else if there.is_file() {
        "a file"
    } else {
        "a device or a pipe"
    }
}

fn identity(file: &Metadata) -> Identity {
    (file.dev(), file.ino())
}

fn listen(path: &Path, mode: u32) -> io::Result<(UnixListener, Identity)> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    crate::store::private_folder(folder)?;
    // Made in a folder of its own and moved when its mode is right: nobody gets in between.
    let private = tempfile::tempdir_in(folder)?;
    let begun = private.path().join(name);
    let listener = UnixListener::bind(&begun)?;
    std::fs::set_permissions(&begun, std::fs::Permissions::from_mode(mode))?;
    let identity = identity(&std::fs::symlink_metadata(&begun)?);
    std::fs::rename(&begun, path)?;
    Ok((listener, identity))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_crash_left_is_replaced_and_what_answers_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("made/for/it.sock");
        let first = UnixSocket::bind(path.clone(), 0o660).unwrap();
        let second = UnixSocket::bind(path.clone(), 0o660).unwrap_err();
        assert!(matches!(second, Error::Taken(_)), "{second}");
        assert!(path.exists());
        drop(first);
        assert!(!path.exists());

        // A file that nobody listens at, as after a crash.
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let again = UnixSocket::bind(path.clone(), 0o660).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o660, 0o700));
        BlockingStream::connect(&path).unwrap();
        again.accept().await.unwrap();
    }

    #[test]
    fn what_is_no_socket_stays_and_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("notes"), folder.path().join("link"));
        std::fs::write(&file, "mine").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        for (path, what) in [
            (folder.path(), "a folder"),
            (&file, "a file"),
            (&link, "a link"),
        ] {
            let error = UnixSocket::bind(path.to_owned(), 0o600).unwrap_err();
            assert!(matches!(error, Error::Occupied { .. }), "{error}");
            assert!(error.to_string().contains(what), "{error}");
        }
        assert_eq!(std::fs::read(&file).unwrap(), b"mine");
        assert!(link.is_symlink());
    }

    #[tokio::test]
    async fn what_has_come_in_its_place_is_left_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("it.sock");
        let first = UnixSocket::bind(path.clone(), 0o600).unwrap();
        std::fs::rename(&path, folder.path().join("moved.sock")).unwrap();
        let second = UnixSocket::bind(path.clone(), 0o600).unwrap();
        drop(first);
        BlockingStream::connect(&path).unwrap();
        drop(second);
        assert!(!path.exists());
    }
}
