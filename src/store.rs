//! The database: one SQLite file that one process owns.
//!
//! Work is done in the order of the calls. A thread of its own takes it from a queue; what waits
//! together is committed together, so many callers share one fsync, and each is told after the
//! commit. A `Sync::Disk` job makes its whole batch wait for the disk, a `Sync::Wal` job survives
//! `kill -9` but not a power cut.
//!
//! What touches a few rows and no disk is done by its callers where nothing waits before it: handing
//! it to the thread and back would take longer than the work. Only the thread waits for the disk,
//! and that includes SQLite's own fsyncs: see `journal`.

mod apps;
mod audit;
mod backup;
mod backup_file;
mod clients;
mod device_codes;
mod endings;
mod forgetting;
mod grants;
mod invitations;
mod journal;
mod master_key;
mod migrations;
mod old_rows;
mod opening;
mod overview;
mod pending;
mod polls;
#[cfg(any(fuzzing, test))]
mod probe;
mod rekey;
mod renewals;
mod revocations;
mod seal;
mod sealed_columns;
mod settings;
mod tokens;

use std::fmt;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use rusqlite::{Connection, ErrorCode, Transaction};
use tokio::sync::{Notify, oneshot, watch};

pub(crate) use self::apps::{App, TypedCredentials};
pub(crate) use self::audit::{Decider, Deed, Entry};
pub(crate) use self::backup::{Amount, export, import};
pub(crate) use self::backup_file::{Cost, open as open_backup, seal as seal_backup};
pub(crate) use self::clients::KnownClient;
pub(crate) use self::device_codes::{Admission, Asking, Found, Polled, Waiting};
#[cfg(test)]
pub(crate) use self::device_codes::{MOST_DEVICES, MOST_OF_A_SOURCE};
pub(crate) use self::endings::{Ended, Expired, Outcome};
pub(crate) use self::grants::{Accessible, Family, GrantShown, Grantee, Renewal};
pub(crate) use self::invitations::{Invitation, OpenInvitation};
use self::journal::Journal;
pub(crate) use self::master_key::KeyPlaces;
pub(crate) use self::old_rows::{Ledger, Seen, Sight};
use self::opening::Opened;
pub(crate) use self::overview::Overview;
pub(crate) use self::pending::{CodeGrant, DeviceGrant, Grant, Login, PendingLogin, Taken};
pub(crate) use self::polls::{DuePoll, Followed};
pub(crate) use self::rekey::rekey;
pub(crate) use self::renewals::{Due, Failure};
pub(crate) use self::revocations::Owed;
use self::seal::Seal;
pub(crate) use self::tokens::{Health, StoredToken};
use crate::client::Client;
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
    #[error("the key {0} does not belong to this database: restore the right one")]
    WrongKey(PathBuf),
    /// Systemd gives the key, so it is not ours to replace.
    #[error(
        "the key {0} is a systemd credential, which only you can replace: write the old and a new \
         one to files, then phal-oauth rekey --key-file OLD --new-key-file NEW"
    )]
    Credential(PathBuf),
    /// There is nothing that was ever sealed.
    #[error("{0} holds no database yet: there is nothing to do")]
    NoDatabase(PathBuf),
    /// A backup's tables are of a later version.
    #[error("the backup was written by a newer phal-oauth: use that to import it")]
    NewerBackup,
    /// A backup would replace these.
    #[error(
        "these apps are logged in here already, nothing was changed: {0}. --replace replaces them"
    )]
    LoggedIn(String),
    /// A stored value makes no sense.
    #[error("there is an unreadable value in {0}")]
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
    desk: Arc<Desk>,
    seal: Arc<Seal>,
    logins_changed: Notify,
    polls_changed: Notify,
    tokens_changed: watch::Sender<()>,
    rows_changed: watch::Sender<()>,
    /// None where the database is in memory.
    _lock: Option<File>,
}

/// Where work is done, by the store's thread or by a caller.
#[derive(Debug)]
struct Desk {
    connection: Mutex<Connection>,
    journal: Journal,
    /// Jobs that the thread has been given and has not finished.
    queued: AtomicUsize,
    /// Short jobs whose callers wait for company.
    short: Mutex<Vec<Job>>,
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
    /// Begins to work on an open database.
    fn start(opened: Opened) -> Result<Self, Error> {
        let Opened {
            mut connection,
            seal,
            lock,
        } = opened;
        let desk = Arc::new(Desk {
            journal: Journal::of(&mut connection)?,
            connection: Mutex::new(connection),
            // The thread's own beginning.
            queued: AtomicUsize::new(1),
            short: Mutex::default(),
        });
        let (jobs, queue) = mpsc::sync_channel(1024);
        let thread = thread::Builder::new().name("store".to_owned());
        let at_desk = Arc::clone(&desk);
        thread
            .spawn(move || at_desk.work_off(&queue))
            .map_err(|source| Error::File {
                path: PathBuf::from(DATABASE),
                source,
            })?;
        Ok(Self(Arc::new(Shared {
            jobs,
            desk,
            seal: Arc::new(seal),
            logins_changed: Notify::new(),
            polls_changed: Notify::new(),
            tokens_changed: watch::Sender::new(()),
            rows_changed: watch::Sender::new(()),
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

    /// Returns when there may be an earlier poll since the last call.
    pub(crate) async fn polls_changed(&self) {
        self.0.polls_changed.notified().await;
    }

    /// Wakes who polls.
    fn note_poll_change(&self) {
        self.0.polls_changed.notify_one();
    }

    /// Tells each change of the tokens from now on.
    #[must_use]
    pub(crate) fn watch_tokens(&self) -> watch::Receiver<()> {
        self.0.tokens_changed.subscribe()
    }

    /// Tells each change of what the old files hold from now on.
    #[must_use]
    pub(crate) fn watch_rows(&self) -> watch::Receiver<()> {
        self.0.rows_changed.subscribe()
    }

    /// Wakes who keeps the tokens valid, and who copies apps and tokens.
    fn note_token_change(&self) {
        self.note_due_change();
        self.note_row_change();
    }

    /// Wakes who copies apps and tokens.
    fn note_row_change(&self) {
        self.0.rows_changed.send_replace(());
    }

    /// Wakes who keeps the tokens valid.
    pub(crate) fn note_due_change(&self) {
        self.0.tokens_changed.send_replace(());
    }

    /// Runs `work` on the store's thread, in the order of the calls.
    async fn call<T: Send + 'static>(
        &self,
        sync: Sync,
        work: impl FnOnce(&Connection, &Seal) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (job, done) = self.job(sync, work);
        self.queue(job)?;
        done.await.map_err(|_| Error::Closed)?
    }

    /// Runs `work` that touches a few rows and waits for no disk, in the order of the calls: on the
    /// caller's thread, unless something waits before it.
    async fn call_short<T: Send + 'static>(
        &self,
        sync: Sync,
        work: impl FnOnce(&Connection, &Seal) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        debug_assert_ne!(sync, Sync::Disk, "only the thread waits for the disk");
        let (job, mut done) = self.job(sync, work);
        self.0.desk.take_short().push(job);
        // Whoever calls meanwhile shares the commit.
        tokio::task::yield_now().await;
        match done.try_recv() {
            Err(oneshot::error::TryRecvError::Empty) => self.do_short()?,
            Ok(result) => return result,
            Err(oneshot::error::TryRecvError::Closed) => return Err(Error::Closed),
        }
        done.await.map_err(|_| Error::Closed)?
    }

    /// Does the short jobs that wait.
    fn do_short(&self) -> Result<(), Error> {
        let desk = &self.0.desk;
        let mut short = desk.take_short();
        if let Some(mut connection) = desk.take_idle() {
            let batch = std::mem::take(&mut *short);
            drop(short);
            desk.work(&mut connection, batch);
            drop(connection);
            if desk.journal.is_long() {
                self.queue(Job::tidy_up())?;
            }
            Ok(())
        } else {
            self.send_all(short.drain(..))
        }
    }

    fn job<T: Send + 'static>(
        &self,
        sync: Sync,
        work: impl FnOnce(&Connection, &Seal) -> Result<T, Error> + Send + 'static,
    ) -> (Job, oneshot::Receiver<Result<T, Error>>) {
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
        (job, done)
    }

    /// Hands a job to the thread, and before it the short ones that were called before.
    fn queue(&self, job: Job) -> Result<(), Error> {
        let mut short = self.0.desk.take_short();
        self.send_all(short.drain(..).chain([job]))
    }

    /// Callers hold `short` meanwhile, which keeps the order.
    fn send_all(&self, jobs: impl Iterator<Item = Job>) -> Result<(), Error> {
        let queued = &self.0.desk.queued;
        for job in jobs {
            queued.fetch_add(1, Ordering::SeqCst);
            // The queue is long and the thread quick; were it full, waiting here would stop the bus.
            self.0.jobs.try_send(job).map_err(|error| {
                queued.fetch_sub(1, Ordering::SeqCst);
                match error {
                    mpsc::TrySendError::Full(_) => Error::Busy,
                    mpsc::TrySendError::Disconnected(_) => Error::Closed,
                }
            })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Job")
            .field("sync", &self.sync)
            .finish_non_exhaustive()
    }
}

impl Job {
    /// Nothing to do: it wakes the thread, which looks after the journal.
    fn tidy_up() -> Self {
        Self {
            sync: Sync::Read,
            work: Box::new(|_| Tell {
                rollback: false,
                tell: Box::new(drop),
            }),
        }
    }
}

impl Desk {
    /// The thread's loop: takes what waits, commits it at once, tells everyone.
    fn work_off(&self, queue: &mpsc::Receiver<Job>) {
        self.journal.begin(&mut self.take());
        self.queued.fetch_sub(1, Ordering::SeqCst);
        while let Ok(first) = queue.recv() {
            let mut batch = vec![first];
            while batch.len() < BATCH
                && let Ok(next) = queue.try_recv()
            {
                batch.push(next);
            }
            let count = batch.len();
            let mut connection = self.take();
            self.work(&mut connection, batch);
            if self.journal.is_long() {
                self.journal.begin(&mut connection);
            }
            drop(connection);
            self.queued.fetch_sub(count, Ordering::SeqCst);
        }
    }

    fn take_short(&self) -> MutexGuard<'_, Vec<Job>> {
        self.short.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> MutexGuard<'_, Connection> {
        // A panic has undone its transaction while it unwound.
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection, if nothing waits for it or works on it.
    fn take_idle(&self) -> Option<MutexGuard<'_, Connection>> {
        let is_idle = self.queued.load(Ordering::SeqCst) == 0;
        is_idle.then(|| self.connection.try_lock().ok()).flatten()
    }

    /// Does a batch in one commit and tells everyone.
    fn work(&self, connection: &mut Connection, batch: Vec<Job>) {
        let mut told = Vec::with_capacity(batch.len());
        // A job that panics takes its batch with it, not every later one: the transaction is undone
        // while the panic unwinds.
        let done = catch_unwind(AssertUnwindSafe(|| {
            self.commit(connection, batch, &mut told)
        }));
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

    fn commit(
        &self,
        connection: &mut Connection,
        batch: Vec<Job>,
        told: &mut Vec<Tell>,
    ) -> rusqlite::Result<()> {
        let on_disk = batch.iter().any(|job| job.sync == Sync::Disk);
        self.journal.set_durable(connection, on_disk)?;
        let mut transaction = connection.transaction()?;
        match <[Job; 1]>::try_from(batch) {
            // Nothing else is undone with it.
            Ok([job]) => {
                let tell = (job.work)(&transaction);
                let rollback = tell.rollback;
                told.push(tell);
                if rollback {
                    return transaction.rollback();
                }
            }
            Err(batch) => {
                for job in batch {
                    told.push(work_among_others(&mut transaction, job)?);
                }
            }
        }
        transaction.commit()
    }
}

fn work_among_others(transaction: &mut Transaction<'_>, job: Job) -> rusqlite::Result<Tell> {
    if job.sync == Sync::Read {
        return Ok((job.work)(transaction));
    }
    let mut savepoint = transaction.savepoint()?;
    let tell = (job.work)(&savepoint);
    if tell.rollback {
        savepoint.rollback()?;
    }
    savepoint.commit()?;
    Ok(tell)
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

/// Takes the lock of the database in `folder`.
fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join(LOCK);
    let file = private_file(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Taken(folder.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::File { path, source }),
    }
}

/// Opens the database in `data_dir` with its key, and makes both where there is neither. A database
/// without its key is refused: a new key would open nothing in it.
pub(crate) fn open(data_dir: &Path, keys: &KeyPlaces, entropy: &Entropy) -> Result<Store, Error> {
    Store::start(opening::open(data_dir, keys, entropy)?)
}

/// A database in memory, with these clients, that ends with the process.
pub(crate) fn in_memory(entropy: &Entropy, clients: &[Client]) -> Result<Store, Error> {
    let mut connection = Connection::open_in_memory()?;
    migrations::run(&mut connection)?;
    for client in clients {
        clients::insert(&connection, client, 0.0)?;
    }
    Store::start(Opened {
        connection,
        seal: Seal::new(&entropy.bytes(), entropy.clone()),
        lock: None,
    })
}

/// Puts one row into every table with a sealed column, in place of what was there.
#[cfg(test)]
fn seal_rows_for_tests(connection: &Connection, seal: &Seal, secret: &str) {
    let registration = r#"{"auth_endpoint":"https://p.example/a","token_endpoint":"https://p.example/t","shell_integration":true}"#;
    let rows = [
        format!(
            "INSERT OR REPLACE INTO apps (munged_id, skill_id, app_id, registration, secrets)
             VALUES ('a_b', 'a', 'b', '{registration}', x'00')"
        ),
        "INSERT OR REPLACE INTO credentials VALUES ('a_b', 'https://p.example/t', 'id', x'00', NULL)".into(),
        "INSERT OR REPLACE INTO tokens (munged_id, account, answer, scope, expires_at, obtained_at, client, version)
         VALUES ('a_b', '', x'00', 'x', 1000.5, 1.0, x'00', 7)".into(),
        "INSERT OR REPLACE INTO pending VALUES (NULL, 'state', 'a_b', 'receipt', NULL, x'00', '{}', 1, 1.0, 2.0, NULL, NULL, 'lan', NULL)".into(),
        "INSERT OR REPLACE INTO revocations VALUES (5, 'a_b', x'00', 1.0, 1.0, 0)".into(),
        "INSERT OR REPLACE INTO settings VALUES ('a_b', '{}', x'00')".into(),
        "INSERT OR REPLACE INTO clients VALUES ('radio', 'a digest', 'The radio', '', '', NULL, 'device', 'token:*', 'token:*', 0, 1.0, 2.0)".into(),
        "INSERT OR REPLACE INTO device_codes VALUES ('a digest', 'a MAC', 'a digest', 'radio', 'token:*', '127.0.0.1', '127.0.0.1', 5, NULL, 0, NULL, NULL, 1.0, 2.0)".into(),
    ];
    for row in rows {
        connection.execute(&row, []).unwrap();
    }
    for column in sealed_columns::SEALED_COLUMNS {
        if column.table != "key_check" {
            rekey::replace_column(connection, column, |place, _| seal.seal(place, secret)).unwrap();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;
    use futures_util::future::join_all;

    use super::*;

    fn opened(folder: &Path) -> Store {
        let keys = KeyPlaces::new(folder, None);
        open(folder, &keys, &Entropy::counted(1)).unwrap()
    }

    fn invite(connection: &Connection, nonce: usize) -> Result<(), Error> {
        let row = "INSERT INTO invitations VALUES (NULL, ?1, 'a_b', NULL, '{}', 1.0, 2.0, NULL, 1)";
        connection.execute(row, [nonce.to_string()])?;
        Ok(())
    }

    async fn invited(store: &Store) -> i64 {
        let query = "SELECT count(*) FROM invitations";
        let count = move |connection: &Connection, _: &Seal| {
            Ok(connection.query_row(query, [], |row| row.get(0))?)
        };
        store.call(Sync::Read, count).await.unwrap()
    }

    fn noting(
        order: Arc<Mutex<Vec<usize>>>,
        number: usize,
    ) -> impl FnOnce(&Connection, &Seal) -> Result<(), Error> + Send + 'static {
        move |_, _| {
            order.lock().unwrap().push(number);
            Ok(())
        }
    }

    #[tokio::test]
    async fn work_is_done_in_the_order_of_the_calls() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(folder.path());
        let order: Arc<Mutex<Vec<usize>>> = Arc::default();
        let calls = (0..500).map(|number| {
            let note = noting(Arc::clone(&order), number);
            match number % 7 {
                0 => store.call(Sync::Disk, note).boxed(),
                3 => store.call(Sync::Read, note).boxed(),
                _ => store.call_short(Sync::Wal, note).boxed(),
            }
        });
        let done = join_all(calls).await;
        assert!(done.iter().all(Result::is_ok));
        assert_eq!(*order.lock().unwrap(), (0..500).collect::<Vec<_>>());
    }

    /// Writes, and fails afterwards each third time.
    fn attempt(number: usize) -> impl FnOnce(&Connection, &Seal) -> Result<(), Error> {
        move |connection, _| {
            invite(connection, number)?;
            let is_bad = number.is_multiple_of(3);
            if is_bad { Err(Error::Busy) } else { Ok(()) }
        }
    }

    #[tokio::test]
    async fn what_fails_among_others_is_undone_alone() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(folder.path());
        // The thread has begun.
        assert_eq!(invited(&store).await, 0);
        let calls = (0..6).map(|number| store.call_short(Sync::Wal, attempt(number)));
        let done = join_all(calls).await;
        assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 4);
        assert_eq!(invited(&store).await, 4);
    }

    #[tokio::test]
    async fn a_panic_leaves_the_store_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(folder.path());
        assert_eq!(invited(&store).await, 0);
        let failed = store
            .call_short(Sync::Wal, |connection, _| {
                invite(connection, 1)?;
                assert_eq!(1, 2, "on purpose");
                Ok(())
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(invited(&store).await, 0);
        let next = store.call_short(Sync::Wal, |connection, _| invite(connection, 2));
        assert!(next.await.is_ok());
        assert_eq!(invited(&store).await, 1);
    }

    #[tokio::test]
    async fn the_log_of_short_work_is_written_back() {
        const PAGE: u64 = 4096 + 24;
        let folder = tempfile::tempdir().unwrap();
        let store = opened(folder.path());
        for number in 0..2_500 {
            let work = store.call_short(Sync::Wal, move |connection, _| invite(connection, number));
            work.await.unwrap();
        }
        assert_eq!(invited(&store).await, 2_500);
        let log = folder.path().join("oauth.db-wal");
        // Each of these commits has written three pages at least.
        let pages = std::fs::metadata(log).unwrap().len() / PAGE;
        assert!((1_000..2_000).contains(&pages), "{pages}");
    }
}
