//! How logins end: with a token, without one, by the clock, by a crash.
//!
//! The row of an ended login stays for a while and holds the outcome, so that a second visit is
//! told what the first one led to, and a late one that it is late.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Error, Store, Sync, apps};
use crate::id::AppId;
use crate::message::Context;

/// How long the outcome of a login is kept after its time, in seconds.
const KEPT: f64 = 3600.0;

/// What a login led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A token is stored.
    Succeeded,
    /// It ended without one, with this error code.
    Failed(String),
    /// Nothing yet: the exchange runs.
    Open,
}

/// The result page of a login.
#[derive(Debug)]
pub(crate) struct Receipt {
    /// The app's munged id.
    pub munged_id: String,
    /// The invitation that it was opened by, while that is good.
    pub nonce: Option<String>,
    /// What the login led to.
    pub outcome: Outcome,
}

/// What ended with a login.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    /// QR code files that are of no use any more.
    pub qr_paths: Vec<String>,
}

/// A login that was announced and has waited too long, or was cut off by a crash.
#[derive(Debug)]
pub(crate) struct Expired {
    /// The app.
    pub app: AppId,
    /// Who asked.
    pub context: Context,
    /// Its QR code file, if it had one.
    pub qr_path: Option<String>,
}

impl Store {
    /// Notes that a spent login failed and ends the invitation that it was opened by.
    pub(crate) async fn fail_pending(
        &self,
        state: String,
        code: &'static str,
    ) -> Result<Ended, Error> {
        let ended = self
            .call(Sync::Disk, move |connection, _| {
                fail(connection, &state, code)
            })
            .await?;
        self.note_login_change();
        Ok(ended)
    }

    /// Finds the result page of a login.
    pub(crate) async fn find_receipt(
        &self,
        receipt: String,
        now: f64,
    ) -> Result<Option<Receipt>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            let row = connection
                .prepare_cached(
                    "SELECT munged_id, outcome, (
                         SELECT nonce FROM invitations
                         WHERE nonce = pending.nonce AND invitations.expires_at > ?2)
                     FROM pending WHERE receipt = ?1 AND spent_at IS NOT NULL",
                )?
                .query_row(params![receipt, now], |row| {
                    Ok(Receipt {
                        munged_id: row.get(0)?,
                        outcome: Outcome::from_column(row.get(1)?),
                        nonce: row.get(2)?,
                    })
                })
                .optional()?;
            Ok(row)
        })
        .await
    }

    /// What the newest login of an app has led to that an invitation opened; `None` where there is
    /// none any more.
    pub(crate) async fn newest_outcome(&self, munged_id: String) -> Result<Option<Outcome>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            let row: Option<Option<String>> = connection
                .prepare_cached(
                    "SELECT outcome FROM pending WHERE munged_id = ?1 AND nonce IS NOT NULL
                     ORDER BY created_at DESC, id DESC LIMIT 1",
                )?
                .query_row([munged_id], |row| row.get(0))
                .optional()?;
            Ok(row.map(Outcome::from_column))
        })
        .await
    }

    /// The newest login that an invitation has led to an end, whatever that was: the name of its result
    /// page, and the outcome.
    pub(crate) async fn find_ended(
        &self,
        nonce: String,
    ) -> Result<Option<(String, Outcome)>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            let row = connection
                .prepare_cached(
                    "SELECT receipt, outcome FROM pending
                     WHERE nonce = ?1 AND spent_at IS NOT NULL AND outcome IS NOT 'expired'
                     ORDER BY created_at DESC, id DESC LIMIT 1",
                )?
                .query_row([nonce], |row| {
                    Ok((row.get(0)?, Outcome::from_column(row.get(1)?)))
                })
                .optional()?;
            Ok(row)
        })
        .await
    }

    /// When the next waiting login or kept result page ends, in seconds since 1970.
    pub(crate) async fn next_expiry(&self) -> Result<Option<f64>, Error> {
        self.call(Sync::Read, |connection, _| {
            Ok(connection
                .prepare_cached(
                    "SELECT min(at) FROM (
                         SELECT min(expires_at) AS at FROM pending WHERE spent_at IS NULL
                         UNION ALL
                         SELECT min(expires_at) + ?1 FROM pending WHERE spent_at IS NOT NULL
                         UNION ALL
                         SELECT min(expires_at) FROM invitations WHERE NOT EXISTS (
                             SELECT 1 FROM pending WHERE pending.nonce = invitations.nonce
                             AND spent_at IS NOT NULL AND outcome IS NULL))",
                )?
                .query_row([KEPT], |row| row.get(0))?)
        })
        .await
    }

    /// Ends what has waited too long and forgets old outcomes; returns the announced logins among
    /// what ended.
    pub(crate) async fn end_expired(&self, now: f64) -> Result<Vec<Expired>, Error> {
        self.call(Sync::Wal, move |connection, _| {
            let polled = end_polled(connection, now)?;
            // A request that an invitation opened ends with it, while there is one.
            let requests: Vec<Option<ExpiredRow>> = connection
                .prepare_cached(
                    "UPDATE pending SET spent_at = ?1, outcome = 'expired', login = NULL
                     WHERE expires_at <= ?1 AND spent_at IS NULL
                     RETURNING munged_id, context, announced AND NOT EXISTS (
                         SELECT 1 FROM invitations WHERE nonce = pending.nonce)",
                )?
                .query_map([now], read_request)?
                .collect::<rusqlite::Result<_>>()?;
            // An invitation whose code is being exchanged ends with the exchange.
            let invitations: Vec<Option<ExpiredRow>> = connection
                .prepare_cached(
                    "DELETE FROM invitations WHERE expires_at <= ?1 AND NOT EXISTS (
                         SELECT 1 FROM pending WHERE pending.nonce = invitations.nonce
                         AND spent_at IS NOT NULL AND outcome IS NULL)
                     RETURNING munged_id, context, announced, qr_path",
                )?
                .query_map([now], read_invitation)?
                .collect::<rusqlite::Result<_>>()?;
            connection
                .prepare_cached(
                    "DELETE FROM pending WHERE expires_at <= ?1 AND spent_at IS NOT NULL",
                )?
                .execute([now - KEPT])?;
            let expired = invitations.into_iter().chain(requests).flatten();
            Ok(open_all(
                connection,
                polled.into_iter().chain(expired).collect(),
            ))
        })
        .await
    }

    /// Gives up the logins whose exchange a crash cut off, and returns them.
    pub(crate) async fn end_interrupted(&self) -> Result<Vec<Expired>, Error> {
        self.call(Sync::Wal, |connection, _| {
            let rows: Vec<ExpiredRow> = connection
                .prepare_cached(
                    "UPDATE pending SET outcome = 'temporarily_unavailable'
                     WHERE spent_at IS NOT NULL AND outcome IS NULL
                     RETURNING munged_id, context, (
                         SELECT qr_path FROM invitations WHERE nonce = pending.nonce)",
                )?
                .query_map([], |row| ExpiredRow::read(row, row.get(2)?))?
                .collect::<rusqlite::Result<_>>()?;
            connection
                .prepare_cached(
                    "DELETE FROM invitations WHERE nonce IN (
                         SELECT nonce FROM pending WHERE outcome = 'temporarily_unavailable')",
                )?
                .execute([])?;
            Ok(open_all(connection, rows))
        })
        .await
    }
}

/// Ends every waiting login of an app: the one of this state has succeeded.
pub(super) fn end_all(
    connection: &Connection,
    munged_id: &str,
    state: &str,
) -> Result<Ended, Error> {
    set_outcome(connection, state, SUCCEEDED)?;
    remember_picked(connection, state)?;
    connection
        .prepare_cached("DELETE FROM pending WHERE munged_id = ?1 AND spent_at IS NULL")?
        .execute([munged_id])?;
    drop_ended_polls(connection, munged_id, state)?;
    let qr_paths = connection
        .prepare_cached("DELETE FROM invitations WHERE munged_id = ?1 RETURNING qr_path")?
        .query_map([munged_id], |row| row.get(0))?
        .filter_map(rusqlite::Result::transpose)
        .collect::<rusqlite::Result<_>>()?;
    Ok(Ended { qr_paths })
}

/// Ends logins whose code was not confirmed in time, each with the invitation that has begun it;
/// returns the announced ones.
fn end_polled(connection: &Connection, now: f64) -> Result<Vec<ExpiredRow>, Error> {
    let ended: Vec<(Option<ExpiredRow>, Option<String>)> = connection
        .prepare_cached(
            "UPDATE pending SET spent_at = ?1, outcome = 'expired', login = NULL
         WHERE expires_at <= ?1 AND spent_at IS NULL AND poll_at IS NOT NULL
         RETURNING munged_id, context, announced, (
             SELECT qr_path FROM invitations WHERE nonce = pending.nonce), nonce",
        )?
        .query_map([now], |row| Ok((read_invitation(row)?, row.get(4)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut rows = Vec::new();
    for (row, nonce) in ended {
        connection
            .prepare_cached("DELETE FROM invitations WHERE nonce = ?1")?
            .execute([nonce])?;
        rows.extend(row);
    }
    Ok(rows)
}

/// Notes that a spent login failed and ends the invitation that it was opened by. Where the client was
/// refused, the page stays open without a word to anyone, so that a person can put that right there.
pub(super) fn fail(connection: &Connection, state: &str, code: &str) -> Result<Ended, Error> {
    set_outcome(connection, state, code)?;
    connection
        .prepare_cached(
            "DELETE FROM pending WHERE spent_at IS NULL AND nonce =
                 (SELECT nonce FROM pending WHERE state = ?1)",
        )?
        .execute([state])?;
    let qr_paths = connection
        .prepare_cached(
            "SELECT qr_path FROM invitations WHERE nonce =
                 (SELECT nonce FROM pending WHERE state = ?1)",
        )?
        .query_map([state], |row| row.get(0))?
        .filter_map(rusqlite::Result::transpose)
        .collect::<rusqlite::Result<_>>()?;
    let end = if code == MISCONFIGURED {
        "UPDATE invitations SET announced = 0, qr_path = NULL WHERE nonce ="
    } else {
        "DELETE FROM invitations WHERE nonce ="
    };
    connection
        .prepare_cached(&format!(
            "{end} (SELECT nonce FROM pending WHERE state = ?1)"
        ))?
        .execute([state])?;
    Ok(Ended { qr_paths })
}

/// Forgets the polled logins of an app that have ended, but for this one: their pages would offer a new
/// code to whoever still has their link.
pub(super) fn drop_ended_polls(
    connection: &Connection,
    munged_id: &str,
    state: &str,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM pending WHERE munged_id = ?1 AND spent_at IS NOT NULL
                 AND poll_at IS NOT NULL AND state != ?2",
        )?
        .execute([munged_id, state])?;
    Ok(())
}

/// Remembers the way of this login for the next one, where a person picked it.
fn remember_picked(connection: &Connection, state: &str) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE apps SET way = picked.way FROM (
                 SELECT pending.munged_id, pending.way FROM pending JOIN invitations USING (nonce, way)
                 WHERE state = ?1) AS picked
             WHERE apps.munged_id = picked.munged_id",
        )?
        .execute([state])?;
    Ok(())
}

/// The outcome column of a login whose client or request the server has refused.
const MISCONFIGURED: &str = "misconfigured";

/// The outcome column of a login with a token; every other word is an error code.
const SUCCEEDED: &str = "succeeded";

impl Outcome {
    pub(super) fn from_column(word: Option<String>) -> Self {
        match word {
            None => Self::Open,
            Some(word) if word == SUCCEEDED => Self::Succeeded,
            Some(code) => Self::Failed(code),
        }
    }
}

fn set_outcome(connection: &Connection, state: &str, word: &str) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE pending SET outcome = ?2 WHERE state = ?1")?
        .execute([state, word])?;
    Ok(())
}

/// Reads `munged_id, context` of a request whose third column tells whether its end is owed.
pub(super) fn read_request(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<ExpiredRow>> {
    let is_owed: bool = row.get(2)?;
    is_owed.then(|| ExpiredRow::read(row, None)).transpose()
}

/// Reads `munged_id, context, announced, qr_path` of an invitation.
pub(super) fn read_invitation(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<ExpiredRow>> {
    let is_owed: bool = row.get(2)?;
    is_owed
        .then(|| ExpiredRow::read(row, row.get(3)?))
        .transpose()
}

/// The logins among these rows whose app is still there.
pub(super) fn open_all(connection: &Connection, rows: Vec<ExpiredRow>) -> Vec<Expired> {
    rows.into_iter()
        .filter_map(|row| row.open(connection))
        .collect()
}

/// A row of a login that has ended.
pub(super) struct ExpiredRow {
    munged_id: String,
    context: String,
    qr_path: Option<String>,
}

impl ExpiredRow {
    pub(super) fn read(row: &rusqlite::Row<'_>, qr_path: Option<String>) -> rusqlite::Result<Self> {
        Ok(Self {
            munged_id: row.get(0)?,
            context: row.get(1)?,
            qr_path,
        })
    }

    /// `None` where the app has been forgotten meanwhile: nobody waits for the news.
    fn open(self, connection: &Connection) -> Option<Expired> {
        Some(Expired {
            app: apps::find_id(connection, &self.munged_id).ok()??,
            context: Context::parse(&self.context).unwrap_or_default(),
            qr_path: self.qr_path,
        })
    }
}
