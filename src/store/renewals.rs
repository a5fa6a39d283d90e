//! The columns of `tokens` that say when a token is renewed, and how that has gone so far.
//!
//! Before a refresh token is sent, its row is marked as asked; only an answer that says something
//! about the token takes the mark away. After a crash or a lost answer the mark is what tells a
//! login that the server ended from one that we have lost.

use rusqlite::{Connection, OptionalExtension, params};

use super::tokens::ACCOUNT;
use super::{Error, Health, Store, Sync};
use crate::clock::Jump;
use crate::id::AppId;

/// The longest pause between two polls, in seconds: the longest that a server may ask for.
const LONGEST_POLL_PAUSE: f64 = 86_400.0;

/// The first token to look at of one host.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Due {
    /// The host that its refresh token goes to.
    pub(crate) host: String,
    /// The app's munged id.
    pub(crate) munged_id: String,
    /// When, in seconds since 1970.
    pub(crate) at: f64,
}

/// How a refresh ended that brought no token.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// How the token is now.
    pub(crate) health: Health,
    /// Whether the refresh token may be spent for all that is known.
    pub(crate) may_be_spent: bool,
    /// Failures in a row that said nothing about the login.
    pub(crate) failures: u32,
    /// When the background tries again, if it does.
    pub(crate) due_at: Option<f64>,
}

impl Store {
    /// The first token to look at of each host, whenever that is.
    pub(crate) async fn list_due(&self) -> Result<Vec<Due>, Error> {
        self.call(Sync::Read, |connection, _| list_due(connection))
            .await
    }

    /// Marks that the refresh token of this row is about to be sent. `None` if the row has been
    /// replaced; otherwise whether it was sent before without an answer that we know.
    pub(crate) async fn begin_refresh(
        &self,
        app: AppId,
        version: i64,
        now: f64,
    ) -> Result<Option<bool>, Error> {
        // On the disk before the token is sent: a crash after that must not look like none.
        self.call(Sync::Disk, move |connection, _| {
            let munged = app.munged();
            let asked_at: Option<Option<f64>> = connection
                .prepare_cached(
                    "SELECT asked_at FROM tokens
                     WHERE munged_id = ?1 AND account = ?2 AND version = ?3",
                )?
                .query_row(params![munged, ACCOUNT, version], |row| row.get(0))
                .optional()?;
            if asked_at == Some(None) {
                connection
                    .prepare_cached(
                        "UPDATE tokens SET asked_at = ?3 WHERE munged_id = ?1 AND account = ?2",
                    )?
                    .execute(params![munged, ACCOUNT, now])?;
            }
            Ok(asked_at.map(|asked_at| asked_at.is_some()))
        })
        .await
    }

    /// Notes how a refresh failed that started from this row. `true` if the token's health is
    /// another than before; `None` if the row has been replaced.
    pub(crate) async fn end_refresh(
        &self,
        app: AppId,
        version: i64,
        failure: Failure,
    ) -> Result<Option<bool>, Error> {
        let is_news = self
            .call(Sync::Disk, move |connection, _| {
                end_refresh(connection, &app.munged(), version, &failure)
            })
            .await?;
        self.note_due_change();
        Ok(is_news)
    }

    /// Puts off a token that nobody has dealt with, so that it is not looked at in a loop.
    pub(crate) async fn put_off(&self, due: Due, until: f64) -> Result<(), Error> {
        self.call(Sync::Wal, move |connection, _| {
            connection
                .prepare_cached(
                    "UPDATE tokens SET due_at = ?3 WHERE munged_id = ?1 AND due_at = ?2",
                )?
                .execute(params![due.munged_id, due.at, until])?;
            Ok(())
        })
        .await
    }

    /// Spreads what became due while nobody looked: `after` gives each token its pause. Tokens that
    /// may be spent come first, since their servers may take a repeated request for a moment only.
    pub(crate) async fn spread_due(
        &self,
        now: f64,
        mut after: impl FnMut() -> f64 + Send + 'static,
    ) -> Result<(), Error> {
        self.call(Sync::Wal, move |connection, _| {
            connection
                .prepare_cached(
                    "UPDATE tokens SET due_at = ?1
                     WHERE asked_at IS NOT NULL AND broken_code IS NULL",
                )?
                .execute([now])?;
            let overdue: Vec<String> = connection
                .prepare_cached(
                    "SELECT munged_id FROM tokens WHERE due_at <= ?1 AND asked_at IS NULL",
                )?
                .query_map([now], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let mut put_off = connection.prepare_cached(
                "UPDATE tokens SET due_at = ?3 WHERE munged_id = ?1 AND account = ?2",
            )?;
            for munged in overdue {
                put_off.execute(params![munged, ACCOUNT, now + after()])?;
            }
            Ok(())
        })
        .await
    }

    /// Corrects the times that were written while the clock was wrong.
    pub(crate) async fn correct_times(&self, jump: Jump) -> Result<(), Error> {
        self.call(Sync::Wal, move |connection, _| {
            correct_times(connection, jump)
        })
        .await?;
        self.note_login_change();
        self.note_poll_change();
        self.note_token_change();
        Ok(())
    }
}

/// Makes a token due `now` whose client was refused, since the client may be right by now. Returns
/// whether there is one.
pub(super) fn retry_misconfigured(
    connection: &Connection,
    munged: &str,
    now: f64,
) -> Result<bool, Error> {
    let tokens = connection
        .prepare_cached(
            "UPDATE tokens SET due_at = ?2 WHERE munged_id = ?1 AND broken_code = 'misconfigured'",
        )?
        .execute(params![munged, now])?;
    Ok(tokens > 0)
}

fn list_due(connection: &Connection) -> Result<Vec<Due>, Error> {
    // From host to host by the index, so that the number of tokens costs nothing.
    let mut statement = connection.prepare_cached(
        "WITH RECURSIVE hosts (host) AS (
             SELECT min(host) FROM tokens WHERE due_at IS NOT NULL
             UNION ALL
             SELECT (SELECT min(host) FROM tokens WHERE due_at IS NOT NULL AND host > hosts.host)
             FROM hosts WHERE host IS NOT NULL
         )
         SELECT hosts.host, tokens.munged_id, tokens.due_at
         FROM hosts JOIN tokens ON tokens.munged_id = (
             SELECT munged_id FROM tokens
             WHERE host = hosts.host AND due_at IS NOT NULL ORDER BY due_at LIMIT 1
         ) WHERE hosts.host IS NOT NULL",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Due {
            host: row.get(0)?,
            munged_id: row.get(1)?,
            at: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn end_refresh(
    connection: &Connection,
    munged: &str,
    version: i64,
    failure: &Failure,
) -> Result<Option<bool>, Error> {
    let (code, reason) = failure.health.columns();
    let is_news: Option<bool> = connection
        .prepare_cached(
            "SELECT broken_code IS NOT ?4 OR broken_reason IS NOT ?5 FROM tokens
             WHERE munged_id = ?1 AND account = ?2 AND version = ?3",
        )?
        .query_row(params![munged, ACCOUNT, version, code, reason], |row| {
            row.get(0)
        })
        .optional()?;
    connection
        .prepare_cached(
            "UPDATE tokens SET broken_code = ?4, broken_reason = ?5, failures = ?6, due_at = ?7,
                 asked_at = CASE WHEN ?8 THEN asked_at END
             WHERE munged_id = ?1 AND account = ?2 AND version = ?3",
        )?
        .execute(params![
            munged,
            ACCOUNT,
            version,
            code,
            reason,
            failure.failures,
            failure.due_at,
            failure.may_be_spent,
        ])?;
    Ok(is_news)
}

/// Times that were written between the jump's ends move with the clock; what was written before
/// stands, since an earlier clock is believed.
fn correct_times(connection: &Connection, jump: Jump) -> Result<(), Error> {
    for step in [
        "UPDATE tokens SET obtained_at = obtained_at + ?3, expires_at = expires_at + ?3,
             due_at = due_at + ?3 WHERE obtained_at BETWEEN ?1 AND ?2",
        "UPDATE tokens SET asked_at = asked_at + ?3 WHERE asked_at BETWEEN ?1 AND ?2",
        "UPDATE pending SET created_at = created_at + ?3, expires_at = expires_at + ?3
             WHERE created_at BETWEEN ?1 AND ?2",
        "UPDATE invitations SET created_at = created_at + ?3, expires_at = expires_at + ?3
             WHERE created_at BETWEEN ?1 AND ?2",
        "UPDATE device_codes SET created_at = created_at + ?3, expires_at = expires_at + ?3,
             polled_at = polled_at + ?3 WHERE created_at BETWEEN ?1 AND ?2",
        // First the end: it is counted from the last refresh.
        "UPDATE grants SET expires_at = expires_at + ?3, refreshed_at = refreshed_at + ?3
             WHERE refreshed_at BETWEEN ?1 AND ?2",
        "UPDATE grants SET created_at = created_at + ?3 WHERE created_at BETWEEN ?1 AND ?2",
        "UPDATE grants SET last_used_at = last_used_at + ?3 WHERE last_used_at BETWEEN ?1 AND ?2",
        "UPDATE access_tokens SET created_at = created_at + ?3, expires_at = expires_at + ?3,
             last_used_at = NULL WHERE created_at BETWEEN ?1 AND ?2",
        "UPDATE audit SET at = at + ?3 WHERE at BETWEEN ?1 AND ?2",
    ] {
        connection
            .prepare_cached(step)?
            .execute([jump.from, jump.until, jump.by])?;
    }
    // Each of them was written since the start, but for one that may just have been.
    connection
        .prepare_cached(
            "UPDATE pending SET poll_at = iif(poll_at > ?2, poll_at, poll_at + ?1)
             WHERE poll_at IS NOT NULL",
        )?
        .execute([jump.by, jump.until + LONGEST_POLL_PAUSE])?;
    // Pauses are short, so what waits longer waits by the old clock.
    connection
        .prepare_cached(
            "UPDATE tokens SET due_at = expires_at
             WHERE due_at > expires_at AND failures = 0 AND broken_code IS NULL",
        )?
        .execute([])?;
    connection
        .prepare_cached("UPDATE tokens SET due_at = ?1 WHERE failures > 0 AND due_at > ?1")?
        .execute([jump.until + jump.by])?;
    connection
        .prepare_cached("UPDATE revocations SET due_at = ?1 WHERE due_at > ?1")?
        .execute([jump.until + jump.by])?;
    Ok(())
}
