//! Opening the database: with its key or not at all.
//!
//! Whether the key is right is found out before a byte is written or a file is made, so that a
//! start with a wrong key changes nothing.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use url::Url;

use super::master_key::{KeyPlaces, MasterKey};
use super::seal::Place;
use super::{DATABASE, Error, LOCK, Seal, lock, migrations, private_file, private_folder, rekey};
use crate::entropy::Entropy;

/// The value that opens with the right key only.
const CHECK: Place<'_> = Place {
    table: "key_check",
    row: "1",
    column: "sealed",
};

/// A database that this process alone has, with the seal of what is in it.
pub(super) struct Opened {
    pub(super) connection: Connection,
    pub(super) seal: Seal,
    /// Held as long as the connection.
    pub(super) lock: Option<File>,
}

/// What a look at the database found, and the lock, where there was one to take.
pub(super) struct Look {
    /// The sealed check value; `None` where nothing was ever sealed.
    pub(super) check: Option<Vec<u8>>,
    lock: Option<File>,
}

/// Opens the database in `folder` with the key from `keys`, and makes both where there is neither.
pub(super) fn open(folder: &Path, keys: &KeyPlaces, entropy: &Entropy) -> Result<Opened, Error> {
    let seen = look(folder)?;
    let found = keys.find()?;
    let Some(check) = seen.check.as_deref() else {
        private_folder(folder).map_err(|source| Error::File {
            path: folder.to_owned(),
            source,
        })?;
        let lock = seen.into_lock(folder)?;
        let key = match found {
            Some(key) => key,
            None => keys.create(entropy)?,
        };
        return connect(folder, &key, entropy, lock);
    };
    if let Some(key) = &found
        && fits(key, check, entropy)
    {
        let opened = connect(folder, key, entropy, seen.into_lock(folder)?)?;
        if !keys.is_given() && keys.find_next().is_ok_and(|next| next.is_some()) {
            // A rekey that ended before it had changed anything.
            keys.discard_next()?;
        }
        return Ok(opened);
    }
    if !keys.is_given()
        && let Some(next) = keys.find_next()?
        && fits(&next, check, entropy)
    {
        let opened = connect(folder, &next, entropy, seen.into_lock(folder)?)?;
        rekey::finish(&opened.connection, keys)?;
        return Ok(opened);
    }
    Err(match found {
        Some(key) => Error::WrongKey(key.path().to_owned()),
        None => Error::NoKey(keys.path()),
    })
}

/// Takes the lock and reads the check value, and leaves everything as it is.
pub(super) fn look(folder: &Path) -> Result<Look, Error> {
    let path = folder.join(DATABASE);
    if !path.exists() {
        return Ok(Look {
            check: None,
            lock: None,
        });
    }
    // Without the file nobody has the database open, and making it would change the folder.
    let held = folder.join(LOCK).exists().then(|| lock(folder));
    Ok(Look {
        lock: held.transpose()?,
        check: check_value(&path)?,
    })
}

impl Look {
    /// The lock, taken now if it was not before.
    pub(super) fn into_lock(self, folder: &Path) -> Result<File, Error> {
        self.lock.map_or_else(|| lock(folder), Ok)
    }
}

/// Whether this key opens the check value.
pub(super) fn fits(key: &MasterKey, check: &[u8], entropy: &Entropy) -> bool {
    Seal::new(key.bytes(), entropy.clone())
        .unseal_bytes(CHECK, check)
        .is_ok()
}

/// Connects with a key that is known to fit, or to be the first one.
pub(super) fn connect(
    folder: &Path,
    key: &MasterKey,
    entropy: &Entropy,
    lock: File,
) -> Result<Opened, Error> {
    let path = folder.join(DATABASE);
    // Made here, since SQLite itself would make it readable by all.
    private_file(&path)?;
    let mut connection = Connection::open(&path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    migrations::run(&mut connection)?;
    let seal = Seal::new(key.bytes(), entropy.clone());
    check_or_make(&connection, &seal, key)?;
    Ok(Opened {
        connection,
        seal,
        lock: Some(lock),
    })
}

/// Opens the check value, or makes it in a new database.
fn check_or_make(connection: &Connection, seal: &Seal, key: &MasterKey) -> Result<(), Error> {
    if let Some(sealed) = read_check(connection)? {
        let opened = seal.unseal_bytes(CHECK, &sealed).map(drop);
        return opened.map_err(|_| Error::WrongKey(key.path().to_owned()));
    }
    let sealed = seal.seal(CHECK, "phal-oauth")?;
    connection.execute("INSERT INTO key_check VALUES (1, ?1)", [sealed])?;
    Ok(())
}

fn read_check(connection: &Connection) -> Result<Option<Vec<u8>>, Error> {
    let found = connection
        .query_row("SELECT sealed FROM key_check", [], |row| row.get(0))
        .optional()?;
    Ok(found)
}

/// Reads the check value of a database whose lock is held.
fn check_value(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let file = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    // SQLite does not tell why it cannot open a file.
    File::open(path).map_err(file)?;
    match read_unopened(&untouched(path)?) {
        // Someone looks into it with a tool: then the index of the log is in use already.
        Err(Error::Sqlite(busy)) if busy.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
            read_unopened(&beside_others(path)?)
        }
        read => read,
    }
}

/// Reads the check value of a database of any version.
fn read_unopened(connection: &Connection) -> Result<Option<Vec<u8>>, Error> {
    if migrations::version(connection)? == 0 {
        Ok(None)
    } else {
        read_check(connection)
    }
}

/// A connection that leaves the log as it is.
fn beside_others(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// A connection that writes to no file: neither to the database nor to its log, nor to the index
/// of the log.
fn untouched(path: &Path) -> Result<Connection, Error> {
    let log = PathBuf::from(format!("{}-wal", path.display()));
    if log.exists() {
        let connection = beside_others(path)?;
        // No index of the log is made: it is kept in memory. Who has it open now has it for long.
        connection.busy_timeout(Duration::ZERO)?;
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        return Ok(connection);
    }
    // Without a log, SQLite would make one, unless nothing can change.
    let file = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    let absolute = std::path::absolute(path).map_err(file)?;
    let mut url = Url::from_file_path(absolute)
        .map_err(|()| file(std::io::Error::other("the path is no address")))?;
    url.set_query(Some("immutable=1"));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(url.as_str(), flags)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tool_that_looks_into_the_database_keeps_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let (data, keys) = (
            folder.path().join("data"),
            KeyPlaces::new(&folder.path().join("state"), None),
        );
        let opened = open(&data, &keys, &Entropy::system()).unwrap();
        let tool = Connection::open(data.join(DATABASE)).unwrap();
        assert!(read_check(&tool).unwrap().is_some());
        drop(opened);
        assert!(data.join("oauth.db-wal").exists());
        open(&data, &keys, &Entropy::system()).unwrap();
    }

    #[test]
    fn a_newer_database_is_told_before_its_key_is_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        let (data, keys) = (
            folder.path().join("data"),
            KeyPlaces::new(&folder.path().join("state"), None),
        );
        let opened = open(&data, &keys, &Entropy::system()).unwrap();
        opened
            .connection
            .pragma_update(None, "user_version", 99)
            .unwrap();
        drop(opened);
        std::fs::remove_dir_all(folder.path().join("state")).unwrap();
        let error = open(&data, &keys, &Entropy::system()).err().unwrap();
        assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
    }
}
