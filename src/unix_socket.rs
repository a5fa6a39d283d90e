//! A Unix socket that is made with its mode, and that goes with its owner.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream as BlockingStream;
use std::path::{Path, PathBuf};

use tokio::net::{UnixListener, UnixStream};

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another daemon listens there.
    #[error("{0} is in use by another phal-oauth: stop it first")]
    Taken(PathBuf),
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
}

impl Drop for UnixSocket {
    fn drop(&mut self) {
        // Otherwise a caller would find a socket that nobody answers.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl UnixSocket {
    /// Listens at `path`. Its folder is made for this user alone; one that is there stays as it is.
    pub(crate) fn bind(path: PathBuf, mode: u32) -> Result<Self, Error> {
        // A socket that nobody answers was left by a crash.
        if BlockingStream::connect(&path).is_ok() {
            return Err(Error::Taken(path));
        }
        match listen(&path, mode) {
            Ok(listener) => Ok(Self { listener, path }),
            Err(source) => Err(Error::File { path, source }),
        }
    }

    /// The next caller.
    pub(crate) async fn accept(&self) -> io::Result<UnixStream> {
        let (stream, _) = self.listener.accept().await?;
        Ok(stream)
    }
}

fn listen(path: &Path, mode: u32) -> io::Result<UnixListener> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::ErrorKind::InvalidFilename.into());
    };
    crate::store::private_folder(folder)?;
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Made in a folder of its own and moved when its mode is right: nobody gets in between.
    let private = tempfile::tempdir_in(folder)?;
    let begun = private.path().join(name);
    let listener = UnixListener::bind(&begun)?;
    std::fs::set_permissions(&begun, std::fs::Permissions::from_mode(mode))?;
    std::fs::rename(&begun, path)?;
    Ok(listener)
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
    fn what_is_no_socket_of_ours_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = UnixSocket::bind(folder.path().to_owned(), 0o600).unwrap_err();
        assert!(matches!(error, Error::File { .. }), "{error}");
        assert!(folder.path().exists());
    }
}
