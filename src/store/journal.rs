//! SQLite's write-ahead log: when it is written back, and who waits for the disk meanwhile.
//!
//! SQLite would write it back within whichever commit finds it long, and sync the header of the next
//! one within the commit after that. Both belong to the store's thread: a caller that commits
//! something short must never wait for the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rusqlite::Connection;

/// The pages after which it is written back, as SQLite has it: 4 MB.
const LONG: usize = 1000;

/// What is known of the log of one connection.
#[derive(Debug)]
pub(super) struct Journal {
    pages: Arc<AtomicUsize>,
    is_durable: AtomicBool,
}

impl Journal {
    /// Takes over from SQLite.
    pub(super) fn of(connection: &mut Connection) -> rusqlite::Result<Self> {
        let pages = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&pages);
        // This takes the place of SQLite's own hook, which is what writes back.
        connection.wal_hook(Some(move |_: &mut _, pages| {
            count.store(usize::try_from(pages).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        Ok(Self {
            pages,
            is_durable: AtomicBool::new(true),
        })
    }

    /// Whether it is time to write it back.
    pub(super) fn is_long(&self) -> bool {
        self.pages.load(Ordering::Relaxed) >= LONG
    }

    /// Writes the log back and begins a new one, whose header is on the disk then. A failure is told
    /// and loses nothing: the log only grows.
    pub(super) fn begin(&self, connection: &mut Connection) {
        if let Err(error) = self.try_begin(connection) {
            tracing::error!(%error, "the database's log was not written back");
            // Tried again when it is as long again.
            self.pages.store(0, Ordering::Relaxed);
        }
    }

    fn try_begin(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        self.set_durable(connection, true)?;
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        // Any write begins the new log; this one changes nothing.
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        connection.pragma_update(None, "user_version", version)
    }

    /// Whether the next commits wait for the disk.
    pub(super) fn set_durable(
        &self,
        connection: &Connection,
        is_durable: bool,
    ) -> rusqlite::Result<()> {
        if self.is_durable.load(Ordering::Relaxed) != is_durable {
            let level = if is_durable { "FULL" } else { "NORMAL" };
            connection.pragma_update(None, "synchronous", level)?;
            self.is_durable.store(is_durable, Ordering::Relaxed);
        }
        Ok(())
    }
}
