//! Whether anything was written, for what must hold whatever comes in.

use super::{Error, Store, Sync};

impl Store {
    /// How many rows have been written since the database was opened.
    pub(crate) async fn rows_written(&self) -> Result<u64, Error> {
        self.call(Sync::Read, |connection, _| Ok(connection.total_changes()))
            .await
    }
}
