//! A new master key: everything sealed is sealed again, and nothing of the old key's work stays.
//!
//! A crash at any moment leaves a database that opens. The new key is on the disk before anything
//! is sealed with it, everything changes in one commit, and the old key goes last: whoever opens
//! the database next finds which of the two keys it needs, and finishes the work.

use std::path::Path;

use rusqlite::{Connection, params};

use super::master_key::{KeyPlaces, MasterKey};
use super::opening::{self, Opened, fits};
use super::seal::Place;
use super::sealed_columns::{SEALED_COLUMNS, SealedColumn};
use super::{Error, Seal};
use crate::entropy::Entropy;

/// Gives the database in `folder` a new key: that of `new_file`, else one that is made and takes
/// the place of the old one in the state folder. Returns how many values were sealed again.
pub(crate) fn rekey(
    folder: &Path,
    keys: &KeyPlaces,
    new_file: Option<&Path>,
    entropy: &Entropy,
) -> Result<usize, Error> {
    if new_file.is_none() && keys.is_credential() {
        return Err(Error::Credential(keys.path()));
    }
    let look = opening::look(folder)?;
    let Some(check) = look.check.clone() else {
        return Err(Error::NoDatabase(folder.to_owned()));
    };
    let named = new_file.map(MasterKey::named).transpose()?;
    let next = match &named {
        Some(_) => named,
        None => keys.find_next()?,
    };
    if let Some(next) = &next
        && fits(next, &check, entropy)
    {
        // An earlier rekey was cut off.
        let opened = opening::connect(folder, next, entropy, look.into_lock(folder)?)?;
        finish_as(&opened.connection, keys, new_file.is_none())?;
        return Ok(0);
    }
    let old = keys.find()?.ok_or_else(|| Error::NoKey(keys.path()))?;
    if !fits(&old, &check, entropy) {
        return Err(Error::WrongKey(old.path().to_owned()));
    }
    let opened = opening::connect(folder, &old, entropy, look.into_lock(folder)?)?;
    let next = match (new_file.is_none(), next) {
        (false, Some(named)) => named,
        // A leftover may have been read by whoever made the owner rekey.
        _ => keys.create_next(entropy)?,
    };
    let count = seal_again(opened, &next, entropy, |connection| {
        finish_as(connection, keys, new_file.is_none())
    })?;
    Ok(count)
}

/// Ends a rekey whose commit is on the disk.
pub(super) fn finish(connection: &Connection, keys: &KeyPlaces) -> Result<(), Error> {
    finish_as(connection, keys, true)
}

fn finish_as(connection: &Connection, keys: &KeyPlaces, adopt: bool) -> Result<(), Error> {
    purge(connection)?;
    if adopt { keys.adopt_next() } else { Ok(()) }
}

fn seal_again(
    opened: Opened,
    next: &MasterKey,
    entropy: &Entropy,
    finish: impl FnOnce(&Connection) -> Result<(), Error>,
) -> Result<usize, Error> {
    let mut connection = opened.connection;
    let seal = Seal::new(next.bytes(), entropy.clone());
    let count = replace(&mut connection, &opened.seal, &seal)?;
    finish(&connection)?;
    drop(connection);
    // Given back last: until here nobody else may open the database.
    drop(opened.lock);
    Ok(count)
}

/// Seals every value again, in one commit that waits for the disk.
fn replace(connection: &mut Connection, old: &Seal, new: &Seal) -> Result<usize, Error> {
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    let transaction = connection.transaction()?;
    let mut count = 0;
    for column in SEALED_COLUMNS {
        count += replace_column(&transaction, column, |place, value| {
            new.seal_bytes(place, &old.unseal_bytes(place, value)?)
        })?;
    }
    // Their user codes are known by MACs under the old key: nobody could approve them any more.
    transaction.execute("DELETE FROM device_codes", [])?;
    transaction.commit()?;
    Ok(count)
}

/// Seals every value of a column again, as `seal_again` says.
pub(super) fn replace_column(
    connection: &Connection,
    column: SealedColumn,
    seal_again: impl Fn(Place<'_>, &[u8]) -> Result<Vec<u8>, Error>,
) -> Result<usize, Error> {
    let SealedColumn {
        table,
        column: name,
        row,
    } = column;
    let select = format!("SELECT {row}, {name} FROM {table} WHERE {name} IS NOT NULL");
    let sealed: Vec<(String, Vec<u8>)> = connection
        .prepare(&select)?
        .query_map([], |found| Ok((found.get(0)?, found.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let update = format!("UPDATE {table} SET {name} = ?2 WHERE {row} = ?1");
    let mut update = connection.prepare(&update)?;
    for (row, value) in &sealed {
        update.execute(params![row, seal_again(column.place(row), value)?])?;
    }
    Ok(sealed.len())
}

/// Leaves nothing of older values in the files: neither in the log nor in pages that are free.
fn purge(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(
        "PRAGMA temp_store = MEMORY;
         PRAGMA secure_delete = ON;
         PRAGMA wal_checkpoint(TRUNCATE);
         VACUUM;
         PRAGMA wal_checkpoint(TRUNCATE);",
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::super::{private_folder, seal_rows_for_tests as fill};
    use super::*;

    struct Home {
        folder: TempDir,
        entropy: Entropy,
    }

    impl Home {
        /// A database with a value in every sealed column, and in its log some that are gone.
        fn new() -> Self {
            let home = Self {
                folder: tempfile::tempdir().unwrap(),
                entropy: Entropy::system(),
            };
            let opened = home.open();
            fill(&opened.connection, &opened.seal, "an older secret");
            fill(&opened.connection, &opened.seal, "the secret");
            home
        }

        fn data(&self) -> PathBuf {
            self.folder.path().join("data")
        }

        fn keys(&self) -> KeyPlaces {
            KeyPlaces::new(&self.folder.path().join("state"), None)
        }

        fn open(&self) -> Opened {
            opening::open(&self.data(), &self.keys(), &self.entropy).unwrap()
        }

        /// The files as a power cut would leave them: its processes still have them open.
        fn cut_off(&self) -> Self {
            let copy = Self {
                folder: tempfile::tempdir().unwrap(),
                entropy: self.entropy.clone(),
            };
            for name in ["data", "state"] {
                copy_files(
                    &self.folder.path().join(name),
                    &copy.folder.path().join(name),
                );
            }
            copy
        }

        fn waiting_codes(&self) -> i64 {
            let query = "SELECT count(*) FROM device_codes";
            let connection = self.open().connection;
            connection.query_row(query, [], |row| row.get(0)).unwrap()
        }

        /// Asserts that everything opens, and that no rekey is at work any more.
        fn is_whole(&self) {
            let opened = self.open();
            for column in SEALED_COLUMNS {
                let (secret, count) = open_all(&opened, column);
                let expected = match column.table {
                    "key_check" => "phal-oauth",
                    _ => "the secret",
                };
                assert_eq!((secret.as_str(), count), (expected, 1), "{column:?}");
            }
            assert!(self.keys().find_next().unwrap().is_none());
        }

        /// Whether any of these values stands in a file.
        fn holds_any(&self, values: &[Vec<u8>]) -> bool {
            let files = fs::read_dir(self.data()).unwrap().map(Result::unwrap);
            files
                .map(|entry| fs::read(entry.path()).unwrap())
                .any(|bytes| {
                    let found =
                        |value: &Vec<u8>| bytes.windows(value.len()).any(|window| window == value);
                    values.iter().any(found)
                })
        }

        fn sealed_values(&self) -> Vec<Vec<u8>> {
            let connection = self.open().connection;
            SEALED_COLUMNS
                .iter()
                .map(|SealedColumn { table, column, .. }| {
                    connection
                        .query_row(&format!("SELECT {column} FROM {table}"), [], |r| r.get(0))
                        .unwrap()
                })
                .collect()
        }
    }

    fn copy_files(from: &Path, to: &Path) {
        private_folder(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }

    /// The secret of a column, and how many rows have one.
    fn open_all(opened: &Opened, column: SealedColumn) -> (String, usize) {
        let secret = std::cell::RefCell::default();
        let transaction = opened.connection.unchecked_transaction().unwrap();
        let count = replace_column(&transaction, column, |place, value| {
            let text = opened.seal.unseal_bytes(place, value)?.to_vec();
            *secret.borrow_mut() = String::from_utf8(text).unwrap();
            Ok(value.to_vec())
        })
        .unwrap();
        (secret.into_inner(), count)
    }

    #[test]
    fn everything_opens_with_the_new_key_and_nothing_with_the_old() {
        let home = Home::new();
        let (old, values) = (home.keys().find().unwrap().unwrap(), home.sealed_values());
        assert!(home.holds_any(&values));
        assert_eq!(home.waiting_codes(), 1);
        assert_eq!(
            rekey(&home.data(), &home.keys(), None, &home.entropy).unwrap(),
            8
        );
        home.is_whole();
        assert!(
            !home.holds_any(&values),
            "the old key still opens something"
        );
        assert_eq!(home.waiting_codes(), 0, "nobody could approve them");
        let new = home.keys().find().unwrap().unwrap();
        assert_ne!(new.bytes(), old.bytes());
        let mode = fs::metadata(new.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_rekey_that_is_cut_off_anywhere_leaves_a_database_that_opens() {
        let home = Home::new();
        let (keys, values) = (home.keys(), home.sealed_values());
        let mut opened = home.open();
        let next = keys.create_next(&home.entropy).unwrap();
        let before = home.cut_off();
        let seal = Seal::new(next.bytes(), home.entropy.clone());
        replace(&mut opened.connection, &opened.seal, &seal).unwrap();
        let changed = home.cut_off();
        assert!(changed.data().join("oauth.db-wal").exists());
        purge(&opened.connection).unwrap();
        let purged = home.cut_off();
        keys.adopt_next().unwrap();
        let adopted = home.cut_off();
        for (cut, is_done) in [
            (before, false),
            (changed, true),
            (purged, true),
            (adopted, true),
        ] {
            // Whether the daemon starts next, or the owner tries again.
            let again = cut.cut_off();
            cut.is_whole();
            assert_eq!(cut.holds_any(&values), !is_done);
            rekey(&again.data(), &again.keys(), None, &again.entropy).unwrap();
            again.is_whole();
            assert!(!again.holds_any(&values));
        }
    }

    #[test]
    fn a_commit_that_fails_changes_nothing() {
        let home = Home::new();
        let opened = home.open();
        opened
            .connection
            .execute("UPDATE settings SET secrets = x'01'", [])
            .unwrap();
        drop(opened);
        let error = rekey(&home.data(), &home.keys(), None, &home.entropy).unwrap_err();
        assert!(matches!(error, Error::Sealed), "{error}");
        let opened = home.open();
        fill(&opened.connection, &opened.seal, "the secret");
        drop(opened);
        home.is_whole();
    }

    #[test]
    fn a_key_that_is_the_owners_is_read_and_not_written() {
        let home = Home::new();
        let state = home.folder.path().join("state");
        let file = |name: &str, byte: u8| {
            let path = home.folder.path().join(name);
            fs::write(&path, [byte; 32]).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
            path
        };
        let (one, two) = (file("one", 1), file("two", 2));
        let keys = |path: &PathBuf| home.keys().or_file(Some(path.clone()));
        let change = |keys: &KeyPlaces, new: Option<&PathBuf>| {
            rekey(&home.data(), keys, new.map(PathBuf::as_path), &home.entropy)
        };
        let made = home.keys().find().unwrap().unwrap();
        assert_eq!(change(&home.keys(), Some(&one)).unwrap(), 8);
        assert_eq!(home.keys().find().unwrap().unwrap().bytes(), made.bytes());
        assert_eq!(change(&keys(&one), Some(&two)).unwrap(), 8);
        // Once more, as after a crash: it is done already.
        assert_eq!(change(&keys(&one), Some(&two)).unwrap(), 0);
        let error = change(&keys(&one), None).unwrap_err();
        assert!(matches!(error, Error::WrongKey(path) if path == one));

        let credentials = home.folder.path().join("credentials");
        fs::create_dir(&credentials).unwrap();
        fs::copy(&two, credentials.join("phal-oauth.key")).unwrap();
        let given = KeyPlaces::new(&state, Some(&credentials));
        let error = change(&given, None).unwrap_err();
        assert!(error.to_string().contains("--new-key-file"), "{error}");
        opening::open(&home.data(), &given, &home.entropy).unwrap();

        // And back to a key of our own.
        assert_eq!(change(&keys(&two), None).unwrap(), 8);
        home.is_whole();
    }
}
