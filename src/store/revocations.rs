//! The table `revocations`: tokens that are gone here and still to be revoked at their server.

use rusqlite::{Connection, OptionalExtension, params};

use super::seal::Place;
use super::{Error, Seal, Store, Sync};
use crate::provider::Revocation;

/// A revocation that is owed.
#[derive(Debug)]
pub(crate) struct Owed {
    /// Which.
    pub(crate) id: i64,
    /// Whose token it was.
    pub(crate) munged_id: String,
    /// What is revoked.
    pub(crate) revocation: Revocation,
    /// When it began to be owed, in seconds since 1970.
    pub(crate) created_at: f64,
    /// Attempts in a row that said nothing.
    pub(crate) failures: u32,
}

impl Store {
    /// When the next revocation is due, in seconds since 1970.
    pub(crate) async fn next_revocation(&self) -> Result<Option<f64>, Error> {
        self.call(Sync::Read, |connection, _| {
            Ok(connection
                .prepare_cached("SELECT min(due_at) FROM revocations")?
                .query_row([], |row| row.get(0))?)
        })
        .await
    }

    /// The revocation that has been due for the longest time, if one is due.
    pub(crate) async fn find_due_revocation(&self, now: f64) -> Result<Option<Owed>, Error> {
        self.call(Sync::Read, move |connection, seal| {
            let row: Option<Row> = connection
                .prepare_cached(
                    "SELECT id, munged_id, sealed, created_at, failures FROM revocations
                     WHERE due_at <= ?1 ORDER BY due_at LIMIT 1",
                )?
                .query_row([now], Row::read)
                .optional()?;
            row.map(|row| row.open(seal)).transpose()
        })
        .await
    }

    /// Notes that a revocation failed, and when it is tried again.
    pub(crate) async fn put_off_revocation(
        &self,
        id: i64,
        failures: u32,
        due_at: f64,
    ) -> Result<(), Error> {
        self.call(Sync::Wal, move |connection, _| {
            connection
                .prepare_cached("UPDATE revocations SET failures = ?2, due_at = ?3 WHERE id = ?1")?
                .execute(params![id, failures, due_at])?;
            Ok(())
        })
        .await
    }

    /// Forgets a revocation that is done, or that cannot be.
    pub(crate) async fn end_revocation(&self, id: i64) -> Result<(), Error> {
        self.call(Sync::Disk, move |connection, _| {
            connection
                .prepare_cached("DELETE FROM revocations WHERE id = ?1")?
                .execute([id])?;
            Ok(())
        })
        .await
    }
}

/// Every revocation that is owed.
pub(super) fn list(connection: &Connection, seal: &Seal) -> Result<Vec<Owed>, Error> {
    let rows: Vec<Row> = connection
        .prepare_cached("SELECT id, munged_id, sealed, created_at, failures FROM revocations")?
        .query_map([], Row::read)?
        .collect::<rusqlite::Result<_>>()?;
    rows.into_iter().map(|row| row.open(seal)).collect()
}

/// Keeps a revocation that is owed; the first attempt is the caller's, and the next one is due at
/// `due_at` if that comes to nothing.
pub(super) fn owe(
    connection: &Connection,
    seal: &Seal,
    munged_id: &str,
    revocation: Revocation,
    (now, due_at): (f64, f64),
) -> Result<Owed, Error> {
    // The row's id is part of what seals it, so it comes first.
    let id: i64 = connection
        .prepare_cached(
            "INSERT INTO revocations (munged_id, sealed, created_at, due_at, failures)
             VALUES (?1, x'', ?2, ?3, 0) RETURNING id",
        )?
        .query_row(params![munged_id, now, due_at], |row| row.get(0))?;
    let row = id.to_string();
    let sealed = seal.seal_json(place(&row), &revocation)?;
    connection
        .prepare_cached("UPDATE revocations SET sealed = ?2 WHERE id = ?1")?
        .execute(params![id, sealed])?;
    Ok(Owed {
        id,
        munged_id: munged_id.to_owned(),
        revocation,
        created_at: now,
        failures: 0,
    })
}

/// A row as it stands, before it is opened.
struct Row {
    id: i64,
    munged_id: String,
    sealed: Vec<u8>,
    created_at: f64,
    failures: u32,
}

impl Row {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            munged_id: row.get(1)?,
            sealed: row.get(2)?,
            created_at: row.get(3)?,
            failures: row.get(4)?,
        })
    }

    fn open(self, seal: &Seal) -> Result<Owed, Error> {
        let row = self.id.to_string();
        Ok(Owed {
            revocation: seal.unseal_json(place(&row), &self.sealed)?,
            id: self.id,
            munged_id: self.munged_id,
            created_at: self.created_at,
            failures: self.failures,
        })
    }
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "revocations",
        row,
        column: "sealed",
    }
}
