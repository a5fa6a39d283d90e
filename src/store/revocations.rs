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
    /// When it is tried again, in seconds since 1970.
    pub(crate) due_at: f64,
}

impl Store {
    /// The revocation that is due first, whenever that is.
    pub(crate) async fn first_revocation(&self) -> Result<Option<Owed>, Error> {
        self.call(Sync::Read, |connection, seal| {
            let row: Option<Row> = connection
                .prepare_cached(&format!("{SELECT} ORDER BY due_at LIMIT 1"))?
                .query_row([], Row::read)
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

/// The columns that [`Row::read`] takes.
const SELECT: &str = "SELECT id, munged_id, sealed, created_at, failures, due_at FROM revocations";

/// Every revocation that is owed.
pub(super) fn list(connection: &Connection, seal: &Seal) -> Result<Vec<Owed>, Error> {
    let rows: Vec<Row> = connection
        .prepare_cached(SELECT)?
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
        due_at,
    })
}

/// A row as it stands, before it is opened.
struct Row {
    id: i64,
    munged_id: String,
    sealed: Vec<u8>,
    created_at: f64,
    failures: u32,
    due_at: f64,
}

impl Row {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            munged_id: row.get(1)?,
            sealed: row.get(2)?,
            created_at: row.get(3)?,
            failures: row.get(4)?,
            due_at: row.get(5)?,
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
            due_at: self.due_at,
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
