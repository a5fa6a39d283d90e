//! The column `poll_at` of `pending`: logins whose server is asked again and again until a person has
//! approved elsewhere.
//!
//! The next time is written before a poll is sent: a crash must not lead to two polls in a row. The
//! poll that brings a token spends the login in the same commit that keeps the token.

use rusqlite::{Connection, OptionalExtension, params};

use super::endings::{self, Ended, Outcome};
use super::pending::{self, PendingLogin};
use super::{Error, Grant, Login, Seal, Store, StoredToken, Sync, apps, revocations, tokens};
use crate::id::AppId;
use crate::message::Context;
use crate::provider::Revocation;
use crate::way::Way;

/// A login whose server is to be asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DuePoll {
    /// Its state.
    pub(crate) state: String,
    /// When, in seconds since 1970.
    pub(crate) at: f64,
}

/// A login that an invitation has begun, as its page shows it.
#[derive(Debug)]
pub(crate) struct Followed {
    /// The munged id of its app.
    pub(crate) munged_id: String,
    /// How it goes.
    pub(crate) way: Way,
    /// Who asked.
    pub(crate) context: Context,
    /// The name of its result page.
    pub(crate) receipt: String,
    /// What it waits with; `None` once it has ended.
    pub(crate) login: Option<Login>,
    /// When its code ends, in seconds since 1970.
    pub(crate) expires_at: f64,
    /// What it led to; `None` while it waits.
    pub(crate) outcome: Option<Outcome>,
}

impl Store {
    /// Finds the newest login that polls and that this invitation has begun.
    pub(crate) async fn find_followed(&self, nonce: String) -> Result<Option<Followed>, Error> {
        self.call_short(Sync::Read, move |connection, seal| {
            let found = connection
                .prepare_cached(
                    "SELECT munged_id, way, context, receipt, spent_at IS NOT NULL, outcome,
                            state, login, expires_at
                     FROM pending WHERE nonce = ?1 AND poll_at IS NOT NULL
                     ORDER BY created_at DESC, id DESC LIMIT 1",
                )?
                .query_row([nonce], |row| {
                    let is_spent: bool = row.get(4)?;
                    let outcome: Option<String> = row.get(5)?;
                    let context: String = row.get(2)?;
                    let followed = Followed {
                        munged_id: row.get(0)?,
                        way: pending::read_way(row, 1)?.unwrap_or(Way::Device),
                        context: Context::parse(&context).unwrap_or_default(),
                        receipt: row.get(3)?,
                        login: None,
                        expires_at: row.get(8)?,
                        outcome: is_spent.then(|| Outcome::from_column(outcome)),
                    };
                    let login: (String, Option<Vec<u8>>) = (row.get(6)?, row.get(7)?);
                    Ok((followed, login))
                })
                .optional()?;
            let Some((followed, (state, login))) = found else {
                return Ok(None);
            };
            let login = login.map(|login| seal.unseal_json(pending::place(&state), &login));
            Ok(Some(Followed {
                login: login.transpose()?,
                ..followed
            }))
        })
        .await
    }

    /// Finds the invitation with an image whose code waits and is good until then, by its nonce, and the
    /// path of the image.
    pub(crate) async fn find_shown(
        &self,
        munged_id: String,
        until: f64,
    ) -> Result<Option<(String, String)>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            let shown = connection
                .prepare_cached(
                    "SELECT nonce, qr_path FROM invitations JOIN pending USING (nonce)
                     WHERE invitations.munged_id = ?1 AND qr_path IS NOT NULL
                         AND poll_at IS NOT NULL AND spent_at IS NULL AND pending.expires_at > ?2
                     ORDER BY pending.created_at DESC, pending.id DESC LIMIT 1",
                )?
                .query_row(params![munged_id, until], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?;
            Ok(shown)
        })
        .await
    }

    /// Every login that polls and is good `now`, the next one first.
    pub(crate) async fn list_polls(&self, now: f64) -> Result<Vec<DuePoll>, Error> {
        self.call(Sync::Read, move |connection, _| {
            let mut statement = connection.prepare_cached(
                "SELECT state, poll_at FROM pending
                 WHERE poll_at IS NOT NULL AND spent_at IS NULL AND expires_at > ?1
                 ORDER BY poll_at",
            )?;
            let rows = statement.query_map([now], |row| {
                Ok(DuePoll {
                    state: row.get(0)?,
                    at: row.get(1)?,
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// A login whose server is asked `now`. Should its answer never be seen, it is asked again when
    /// that must have come by, so many seconds later, and its interval is over. `None` where it has
    /// ended.
    pub(crate) async fn begin_poll(
        &self,
        state: String,
        now: f64,
        answered_within: f64,
    ) -> Result<Option<PendingLogin>, Error> {
        self.call(Sync::Wal, move |connection, seal| {
            begin_interval(connection, seal, &state, (now, answered_within))
        })
        .await
    }

    /// Keeps what a poll that ended nothing has taught, and when the next one is.
    pub(crate) async fn put_off_poll(
        &self,
        state: String,
        learnt: Option<Login>,
        at: f64,
    ) -> Result<(), Error> {
        self.call(Sync::Wal, move |connection, seal| {
            if let Some(login) = &learnt {
                pending::write_login(connection, seal, &state, login)?;
            }
            set_poll_at(connection, &state, at)
        })
        .await
    }

    /// Lets each interval begin again `now`: nobody knows when the last poll was sent before the
    /// start, nor how right the clock was then.
    pub(crate) async fn resume_polls(&self, now: f64) -> Result<(), Error> {
        let polls = self.list_polls(now).await?;
        self.call(Sync::Wal, move |connection, seal| {
            for DuePoll { state, .. } in polls {
                begin_interval(connection, seal, &state, (now, 0.0))?;
            }
            Ok(())
        })
        .await
    }

    /// Keeps the token that a poll has brought and ends all waiting logins of the app, in one commit.
    /// `None` where the login was over before: then the token is owed to be revoked from `now` on.
    pub(crate) async fn put_polled_token(
        &self,
        app: AppId,
        token: StoredToken,
        state: String,
        now: f64,
    ) -> Result<Option<Ended>, Error> {
        let ended = self
            .call(Sync::Disk, move |connection, seal| {
                let munged = app.munged();
                if apps::is_known(connection, &app)? && spend(connection, &state, now)? {
                    tokens::write(connection, seal, &app, &token)?;
                    return endings::end_all(connection, &munged, &state).map(Some);
                }
                if let Some(late) = Revocation::of(&token.answer, &token.client) {
                    revocations::owe(connection, seal, &munged, late, (now, now))?;
                }
                Ok(None)
            })
            .await?;
        self.note_login_change();
        self.note_token_change();
        Ok(ended)
    }

    /// Notes that a login has ended without a token, and ends its invitation. `None` where it was
    /// over before.
    pub(crate) async fn fail_poll(
        &self,
        state: String,
        code: &'static str,
        now: f64,
    ) -> Result<Option<Ended>, Error> {
        let ended = self
            .call(Sync::Disk, move |connection, _| {
                if spend(connection, &state, now)? {
                    endings::fail(connection, &state, code).map(Some)
                } else {
                    Ok(None)
                }
            })
            .await?;
        self.note_login_change();
        Ok(ended)
    }
}

/// Finds a login that waits `now`, and lets its next poll come when so many seconds and its interval
/// are over.
fn begin_interval(
    connection: &Connection,
    seal: &Seal,
    state: &str,
    (now, after): (f64, f64),
) -> Result<Option<PendingLogin>, Error> {
    let found = pending::find_waiting(connection, seal, state, now)?;
    if let Some(PendingLogin { login, .. }) = &found
        && let Grant::Device(grant) = &login.grant
    {
        set_poll_at(connection, state, now + after + grant.interval)?;
    }
    Ok(found)
}

/// Asks no more for the codes of an app that wait: they belong to another client or server than it has
/// now. Nor does a page speak of logins that failed for that.
pub(super) fn drop_waiting(connection: &Connection, munged_id: &str) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM pending
             WHERE munged_id = ?1 AND poll_at IS NOT NULL AND spent_at IS NULL",
        )?
        .execute([munged_id])?;
    connection
        .prepare_cached(
            "UPDATE pending SET nonce = NULL
             WHERE munged_id = ?1 AND outcome = 'misconfigured'",
        )?
        .execute([munged_id])?;
    Ok(())
}

/// Spends a login that waits; `false` where it does not.
fn spend(connection: &Connection, state: &str, now: f64) -> Result<bool, Error> {
    let spent = connection
        .prepare_cached(
            "UPDATE pending SET spent_at = ?2, login = NULL
             WHERE state = ?1 AND spent_at IS NULL RETURNING 1",
        )?
        .query_row(params![state, now], |_| Ok(()))
        .optional()?;
    Ok(spent.is_some())
}

fn set_poll_at(connection: &Connection, state: &str, at: f64) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE pending SET poll_at = ?2 WHERE state = ?1 AND spent_at IS NULL")?
        .execute(params![state, at])?;
    Ok(())
}
