//! The list of all sealed columns: what a new key must seal again, and what a backup must open.

use super::seal::Place;

/// A column whose values are sealed.
#[derive(Clone, Copy, Debug)]
pub(super) struct SealedColumn {
    /// Its table.
    pub(super) table: &'static str,
    /// Its name.
    pub(super) column: &'static str,
    /// The row's key, as SQL: what stands in [`Place::row`].
    pub(super) row: &'static str,
}

/// Every column of type BLOB; a test holds the list against the tables.
pub(super) const SEALED_COLUMNS: [SealedColumn; 8] = [
    sealed("key_check", "sealed", "CAST(id AS TEXT)"),
    sealed("apps", "secrets", "munged_id"),
    sealed(
        "credentials",
        "client_secret",
        "munged_id || ' ' || token_endpoint",
    ),
    sealed("tokens", "answer", "munged_id"),
    sealed("tokens", "client", "munged_id"),
    sealed("pending", "login", "state"),
    sealed("revocations", "sealed", "CAST(id AS TEXT)"),
    sealed("settings", "secrets", "munged_id"),
];

const fn sealed(table: &'static str, column: &'static str, row: &'static str) -> SealedColumn {
    SealedColumn { table, column, row }
}

impl SealedColumn {
    /// The place of the value in this row.
    pub(super) fn place(self, row: &str) -> Place<'_> {
        Place {
            table: self.table,
            row,
            column: self.column,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rusqlite::Connection;

    use super::super::migrations;
    use super::*;

    #[test]
    fn every_blob_of_the_tables_is_in_the_list() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::run(&mut connection).unwrap();
        let blobs: BTreeSet<(String, String)> = connection
            .prepare(
                "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c
                 WHERE t.type = 'table' AND c.type = 'BLOB'",
            )
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        let listed = SEALED_COLUMNS
            .iter()
            .map(|sealed| (sealed.table.to_owned(), sealed.column.to_owned()))
            .collect();
        assert_eq!(blobs, listed);
    }
}
