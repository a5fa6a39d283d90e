//! The table `old_rows`: which rows of the old JSON files have been seen, and what follows from them.
//!
//! Python programs lock a file while they read it and while they write it, but not in between. So a
//! value that was seen before and comes again is not news, but was written back by a program that had
//! read the file earlier.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::apps::{self, App, TypedCredentials};
use super::renewals::retry_misconfigured;
use super::tokens::{self, StoredToken};
use super::{Error, Seal, Store, Sync};
use crate::id::AppId;
use crate::registration::Registration;

/// Values of one row that are remembered.
const REMEMBERED: usize = 64;

/// The values that a row has had, as fingerprints.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Seen {
    /// The newest last: what should stand there.
    values: Vec<String>,
    /// Since when, in seconds since 1970.
    since: f64,
    /// When the row was taken out because it was forgotten here, if it was.
    #[serde(default)]
    removed_at: Option<f64>,
}

/// When a value was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sight {
    /// Not before: it is news.
    Never,
    /// It should stand there.
    Newest,
    /// It was replaced, this long ago, in seconds.
    Replaced(f64),
}

impl Seen {
    /// When this value was seen.
    pub(crate) fn sight(&self, value: &str, now: f64) -> Sight {
        match self.values.iter().rposition(|seen| seen == value) {
            None => Sight::Never,
            Some(at) if at + 1 == self.values.len() => Sight::Newest,
            Some(_) => Sight::Replaced(now - self.since),
        }
    }

    /// From now on this value should stand there.
    pub(crate) fn put(&mut self, value: String, now: f64) {
        self.values.retain(|seen| *seen != value);
        self.values.push(value);
        self.since = now;
        self.removed_at = None;
        self.forget();
    }

    /// From now on no value should stand there.
    pub(crate) fn remove(&mut self, now: f64) {
        self.removed_at.get_or_insert(now);
    }

    /// How long ago the row was taken out, in seconds, if it was.
    pub(crate) fn removed_for(&self, now: f64) -> Option<f64> {
        self.removed_at.map(|at| now - at)
    }

    /// This value was old when it was first seen.
    pub(crate) fn put_replaced(&mut self, value: String) {
        let newest = self.values.len().saturating_sub(1);
        self.values.insert(newest, value);
        self.forget();
    }

    fn forget(&mut self) {
        let many = self.values.len().saturating_sub(REMEMBERED);
        self.values.drain(..many);
    }
}

/// The store as one round over an old file sees it: all of the round is one piece of work.
pub(crate) struct Ledger<'a> {
    connection: &'a Connection,
    seal: &'a Seal,
}

impl Store {
    /// Does one round over an old file, whose lock others wait for. What is taken from it stands there
    /// still, should a power cut take it from the WAL.
    pub(crate) async fn with_old_rows<T: Send + 'static>(
        &self,
        round: impl FnOnce(&Ledger<'_>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        self.call(Sync::Wal, move |connection, seal| {
            round(&Ledger { connection, seal })
        })
        .await
    }
}

impl Ledger<'_> {
    /// The values that a row has had; `None` where there never was one.
    pub(crate) fn seen(&self, file: &str, munged: &str) -> Result<Option<Seen>, Error> {
        let seen: Option<String> = self
            .connection
            .prepare_cached("SELECT seen FROM old_rows WHERE file = ?1 AND munged_id = ?2")?
            .query_row([file, munged], |row| row.get(0))
            .optional()?;
        seen.map(|seen| serde_json::from_str(&seen))
            .transpose()
            .map_err(|_| Error::Unreadable("old_rows.seen"))
    }

    /// Keeps the values that a row has had.
    pub(crate) fn put_seen(&self, file: &str, munged: &str, seen: &Seen) -> Result<(), Error> {
        let seen = serde_json::to_string(seen).map_err(|_| Error::Unreadable("old_rows.seen"))?;
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO old_rows VALUES (?1, ?2, ?3)")?
            .execute(params![file, munged, seen])?;
        Ok(())
    }

    /// The munged ids of which a row was ever in one of the files.
    pub(crate) fn ids_of_rows(&self) -> Result<Vec<String>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT DISTINCT munged_id FROM old_rows")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// The munged ids of all apps.
    pub(crate) fn app_ids(&self) -> Result<Vec<String>, Error> {
        apps::list_munged(self.connection)
    }

    /// Finds an app.
    pub(crate) fn find_app(&self, munged: &str) -> Result<Option<App>, Error> {
        apps::find(self.connection, self.seal, munged)
    }

    /// Whether an app is known from a file alone.
    pub(crate) fn is_provisional(&self, munged: &str) -> Result<bool, Error> {
        apps::is_provisional(self.connection, munged)
    }

    /// Keeps an app that no skill has registered yet.
    pub(crate) fn put_provisional(&self, registration: &Registration) -> Result<(), Error> {
        apps::put_provisional(self.connection, self.seal, registration)
    }

    /// Keeps a client for the place that it was found with.
    pub(crate) fn put_client(
        &self,
        (munged, place): (&str, &str),
        client: &TypedCredentials,
        now: f64,
    ) -> Result<(), Error> {
        apps::put_client(self.connection, self.seal, (munged, place), client)?;
        retry_misconfigured(self.connection, munged, now)?;
        Ok(())
    }

    /// Finds the token of an app.
    pub(crate) fn find_token(&self, app: &AppId) -> Result<Option<StoredToken>, Error> {
        tokens::find(self.connection, self.seal, app)
    }

    /// Puts a token in the place of the one that is there.
    pub(crate) fn put_token(&self, app: &AppId, token: &StoredToken) -> Result<(), Error> {
        tokens::write(self.connection, self.seal, app, token)
    }
}

#[cfg(test)]
impl Ledger<'_> {
    /// Forgets an app and its token, as if it had been asked for.
    pub(crate) fn forget(&self, munged: &str, app_too: bool) -> Result<(), Error> {
        for table in ["tokens", "apps"]
            .into_iter()
            .take(1 + usize::from(app_too))
        {
            self.connection.execute(
                &format!("DELETE FROM {table} WHERE munged_id = ?1"),
                [munged],
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_comes_again_is_no_news() {
        let mut seen = Seen::default();
        assert_eq!(seen.sight("a", 0.0), Sight::Never);
        seen.put("a".to_owned(), 10.0);
        seen.put("b".to_owned(), 20.0);
        assert_eq!(seen.sight("b", 25.0), Sight::Newest);
        assert_eq!(seen.sight("a", 25.0), Sight::Replaced(5.0));
        seen.put_replaced("c".to_owned());
        assert_eq!(seen.sight("c", 25.0), Sight::Replaced(5.0));
        seen.put("a".to_owned(), 30.0);
        assert_eq!(seen.sight("a", 30.0), Sight::Newest);
    }

    #[test]
    fn what_is_remembered_has_an_end() {
        let mut seen = Seen::default();
        for count in 0..100 {
            seen.put(count.to_string(), 0.0);
        }
        assert_eq!(seen.values.len(), REMEMBERED);
        assert_eq!(seen.sight("99", 0.0), Sight::Newest);
        assert_eq!(seen.sight("0", 0.0), Sight::Never);
    }
}
