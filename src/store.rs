//! The database: one SQLite file that one process owns.
//!
//! A thread of its own holds the connection and takes work from a queue, in order. What waits
//! together is committed together, so many callers share one fsync; each is told after the commit.
//! A `Sync::Disk` job makes its whole batch wait for the disk, a `Sync::Wal` job survives
//! `kill -9` but not a power cut.

mod apps;
mod endings;
mod forgetting;
mod invitations;
mod migrations;
mod overview;
mod pending;
mod renewals;
mod revocations;
mod seal;
mod settings;
mod tokens;

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;

use rusqlite::{Connection, ErrorCode};
use tokio::sync::{Notify, oneshot, watch};

pub(crate) use self::apps::{App, TypedCredentials};
pub(crate) use self::endings::{Expired, Outcome};
pub(crate) use self::invitations::Invitation;
pub(crate) use self::overview::Overview;
pub(crate) use self::pending::{Login, PendingLogin, Taken};
pub(crate) use self::renewals::{Due, Failure};
pub(crate) use self::revocations::Owed;
pub(crate) use self::seal::Seal;
pub(crate) use self::tokens::{Health, StoredToken};
use crate::entropy::Entropy;

/// The database's name in the data folder.
const DATABASE: &str = "oauth.db";

/// The lock's name beside it: SQLite's own locks admit a second process, which would refresh the
/// same rotating token.
const LOCK: &str = "oauth.lock";

/// Jobs that share one commit at most.
const BATCH: usize = 64;

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another process has this database open.
    #[error("{0} is in use by another phal-oauth: stop it first")]
    Taken(PathBuf),
    /// A folder or file could not be made or read.
    #[error("cannot use {path}: check its owner and mode")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file is no database any more.
    #[error("the database is damaged: restore it, or remove it to begin anew")]
    Damaged,
    /// SQLite said no.
    #[error("the database refused")]
    Sqlite(#[source] rusqlite::Error),
    /// The database was written by a newer version.
    #[error("the database has version {found}, this program knows {known}: use a newer one")]
    Newer {
        /// The version found.
        found: i64,
        /// The newest version known.
        known: i64,
    },
    /// A sealed value does not open: another key, or a changed file.
    #[error("a stored secret does not open: the master key does not belong to this database")]
    Sealed,
    /// There is a database, but no key.
    #[error("the key {0} is missing: restore it, or remove the database to begin anew")]
    NoKey(PathBuf),
    /// The key belongs to another database.
    #[error("the key in the state folder does not belong to this database: restore the right one")]
    WrongKey,
    /// A stored value makes no sense.
    #[error("the database holds an unreadable value in {0}")]
    Unreadable(&'static str),
    /// Another pair of ids has this munged id.
    #[error("another app has the id {0}")]
    IdConflict(String),
    /// More work waits than the disk takes.
    #[error("too much work waits for the disk")]
    Busy,
    /// A commit failed, and with it everything that was in it.
    #[error("a commit failed: {0}")]
    Commit(String),
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}

/// What must have happened before the caller is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sync {
    /// Nothing was written.
    Read,
    /// It is in the WAL.
    Wal,
    /// It is on the disk.
    Disk,
}

/// A handle on the database; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Store(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    jobs: mpsc::SyncSender<Job>,
    seal: Arc<Seal>,
    logins_changed: Notify,
    tokens_changed: watch::Sender<()>,
    _lock: File,
}

/// A piece of work: done within the transaction, told after it.
struct Job {
    sync: Sync,
    work: Box<dyn FnOnce(&Connection) -> Tell + Send>,
}

/// Tells the caller the outcome, given that of the commit. `rollback` undoes the work alone.
struct Tell {
    rollback: bool,
    tell: Box<dyn FnOnce(Result<(), Error>) + Send>,
}

impl Store {
    /// Opens the database in `folder`, which is made where it is missing, and takes its lock.
    pub(crate) fn open(folder: &Path, seal: Seal) -> Result<Self, Error> {
        private_folder(folder).map_err(|source| Error::File {
            path: folder.to_owned(),
            source,
        })?;
        let lock = lock(&folder.join(LOCK), folder)?;
        let path = folder.join(DATABASE);
        // Made here, since SQLite itself would make it readable by all.
        private_file(&path)?;
        let mut connection = Connection::open(&path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        migrations::run(&mut connection)?;
        seal::check(&connection, &seal)?;

        let (jobs, queue) = mpsc::sync_channel(1024);
        thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || work_off(&mut connection, &queue))
            .map_err(|source| Error::File {
                path: path.clone(),
                source,
            })?;
        Ok(Self(Arc::new(Shared {
            jobs,
            seal: Arc::new(seal),
            logins_changed: Notify::new(),
            tokens_changed: watch::Sender::new(()),
            _lock: lock,
        })))
    }

    /// Returns when waiting logins have changed since the last call.
    pub(crate) async fn logins_changed(&self) {
        self.0.logins_changed.notified().await;
    }

    /// Wakes who waits for the next login to end.
    fn note_login_change(&self) {
        self.0.logins_changed.notify_one();
    }

    /// Tells each change of the tokens from now on.
    #[must_use]
    pub(crate) fn watch_tokens(&self) -> watch::Receiver<()> {
        self.0.tokens_changed.subscribe()
    }

    /// Wakes who keeps the tokens valid.
    fn note_token_change(&self) {
        self.0.tokens_changed.send_replace(());
    }

    /// Runs `work` on the store's thread, in the order of the calls.
    async fn call<T: Send + 'static>(
        &self,
        sync: Sync,
        work: impl FnOnce(&Connection, &Seal) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (answer, done) = oneshot::channel();
        let seal = Arc::clone(&self.0.seal);
        let job = Job {
            sync,
            work: Box::new(move |connection| {
                let result = work(connection, &seal);
                let rollback = result.is_err();
                let tell = Box::new(move |committed: Result<(), Error>| {
                    // A caller that has gone needs no answer.
                    let _ = answer.send(committed.and(result));
                });
                Tell { rollback, tell }
            }),
        };
        // The queue is long and the thread quick; were it full, waiting here would stop the bus.
        self.0.jobs.try_send(job).map_err(|error| match error {
            mpsc::TrySendError::Full(_) => Error::Busy,
            mpsc::TrySendError::Disconnected(_) => Error::Closed,
        })?;
        done.await.map_err(|_| Error::Closed)?
    }
}

/// The thread's loop: takes what waits, commits it at once, tells everyone.
fn work_off(connection: &mut Connection, queue: &mpsc::Receiver<Job>) {
    while let Ok(first) = queue.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Ok(next) = queue.try_recv()
        {
            batch.push(next);
        }
        let mut told = Vec::with_capacity(batch.len());
        // A job that panics takes its batch with it, not every later one: the transaction is undone
        // while the panic unwinds.
        let done = catch_unwind(AssertUnwindSafe(|| commit(connection, batch, &mut told)));
        let failure = match done {
            Ok(done) => done.err().map(|error| error.to_string()),
            Err(_panicked) => Some("it went wrong, see the log".to_owned()),
        };
        for tell in told {
            (tell.tell)(
                failure
                    .clone()
                    .map_or(Ok(()), |failure| Err(Error::Commit(failure))),
            );
        }
    }
}

fn commit(
    connection: &mut Connection,
    batch: Vec<Job>,
    told: &mut Vec<Tell>,
) -> rusqlite::Result<()> {
    let on_disk = batch.iter().any(|job| job.sync == Sync::Disk);
    let level = if on_disk { "FULL" } else { "NORMAL" };
    connection.pragma_update(None, "synchronous", level)?;
    let mut transaction = connection.transaction()?;
    for job in batch {
        if job.sync == Sync::Read {
            told.push((job.work)(&transaction));
            continue;
        }
        let mut savepoint = transaction.savepoint()?;
        let tell = (job.work)(&savepoint);
        if tell.rollback {
            savepoint.rollback()?;
        }
        savepoint.commit()?;
        told.push(tell);
    }
    transaction.commit()
}

/// Makes a folder for this user alone; one that is there stays as it is.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

fn private_file(path: &Path) -> Result<File, Error> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })
}

fn lock(path: &Path, folder: &Path) -> Result<File, Error> {
    let file = private_file(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Taken(folder.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Opens the database in `data_dir` with the key in `state_dir`, and makes both where there is
/// neither. A database without its key is refused: a new key would open nothing in it.
pub(crate) fn open(data_dir: &Path, state_dir: &Path, entropy: &Entropy) -> Result<Store, Error> {
    let is_new = !data_dir.join(DATABASE).exists();
    let seal = Seal::open(state_dir, is_new, entropy)?;
    Store::open(data_dir, seal)
}
