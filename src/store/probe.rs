//! Whether anything was written, and how to begin anew: for what must hold whatever comes in.

use super::{Error, Store, Sync};

impl Store {
    /// How many rows have been written since the database was opened.
    pub(crate) async fn rows_written(&self) -> Result<u64, Error> {
        self.call(Sync::Read, |connection, _| Ok(connection.total_changes()))
            .await
    }

    /// Removes everything but the check of the key.
    pub(crate) async fn clear(&self) -> Result<(), Error> {
        self.call(Sync::Wal, |connection, _| {
            Ok(connection.execute_batch(
                "DELETE FROM apps; DELETE FROM credentials; DELETE FROM tokens;
                 DELETE FROM invitations; DELETE FROM pending;",
            )?)
        })
        .await
    }
}
