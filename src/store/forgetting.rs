//! How things leave the database: a token, waiting logins, an app, everything.

use rusqlite::Connection;

use super::endings::{self, Expired, ExpiredRow};
use super::revocations::{self, Owed};
use super::tokens::{self, ACCOUNT};
use super::{Error, Seal, Store, Sync, apps};
use crate::id::AppId;
use crate::provider::Revocation;

/// How long the caller has for the first attempt at a revocation, in seconds.
const FIRST_ATTEMPT: f64 = 30.0;

/// What left with an app's token.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// The revocation that is owed now, where the server has a place for it.
    pub(crate) owed: Option<Owed>,
    /// Announced logins that ended with it.
    pub(crate) ended: Vec<Expired>,
}

impl Store {
    /// Forgets an app's token; what the server has still to be told is kept. `None` where there is
    /// no token.
    pub(crate) async fn drop_token(&self, app: AppId, now: f64) -> Result<Option<Left>, Error> {
        let left = self
            .call(Sync::Disk, move |connection, seal| {
                if !apps::is_known(connection, &app)? {
                    return Ok(None);
                }
                drop_token(connection, seal, &app, now)
            })
            .await?;
        self.note_token_change();
        Ok(left)
    }

    /// Ends an app's waiting logins; returns those that were announced.
    pub(crate) async fn drop_logins(&self, app: AppId) -> Result<Vec<Expired>, Error> {
        let ended = self
            .call(Sync::Disk, move |connection, _| {
                drop_logins(connection, &app.munged())
            })
            .await?;
        self.note_login_change();
        Ok(ended)
    }

    /// Forgets an app with all that belongs to it. `None` where it is not known.
    pub(crate) async fn drop_app(&self, app: AppId, now: f64) -> Result<Option<Left>, Error> {
        let left = self
            .call(Sync::Disk, move |connection, seal| {
                let munged = app.munged();
                if !apps::is_known(connection, &app)? {
                    return Ok(None);
                }
                let ended = drop_logins(connection, &munged)?;
                let left = drop_token(connection, seal, &app, now)?.unwrap_or_default();
                for table in ["pending", "credentials", "settings", "apps"] {
                    connection
                        .prepare_cached(&format!("DELETE FROM {table} WHERE munged_id = ?1"))?
                        .execute([&munged])?;
                }
                Ok(Some(Left { ended, ..left }))
            })
            .await?;
        self.note_login_change();
        self.note_token_change();
        Ok(left)
    }

    /// Forgets everything, for a device that changes hands, and returns the revocations that were
    /// owed or are now: nothing of them stays.
    pub(crate) async fn drop_all(&self, now: f64) -> Result<(Vec<Owed>, Vec<String>), Error> {
        let dropped = self
            .call(Sync::Disk, move |connection, seal| {
                // What cannot be read goes all the same.
                let mut owed = revocations::list(connection, seal).unwrap_or_default();
                owed.extend(drop_tokens(connection, seal, now)?);
                let qr_paths = connection
                    .prepare_cached("SELECT qr_path FROM invitations WHERE qr_path IS NOT NULL")?
                    .query_map([], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                for table in TABLES {
                    connection.execute(&format!("DELETE FROM {table}"), [])?;
                }
                Ok((owed, qr_paths))
            })
            .await?;
        self.note_login_change();
        self.note_token_change();
        Ok(dropped)
    }
}

/// Every table but that of the key, and the memory of what the old JSON files have said: a token
/// that a program writes back there must not bring its login back.
const TABLES: [&str; 12] = [
    "access_tokens",
    "apps",
    "audit",
    "clients",
    "credentials",
    "device_codes",
    "grants",
    "invitations",
    "pending",
    "revocations",
    "settings",
    "tokens",
];

/// Forgets every token that can be read, and returns the revocations that are owed for them.
fn drop_tokens(connection: &Connection, seal: &Seal, now: f64) -> Result<Vec<Owed>, Error> {
    let munged_ids = apps::list_munged(connection)?;
    let drop = |munged: &str| {
        let app = apps::find_id(connection, munged).ok()??;
        drop_token(connection, seal, &app, now).ok()??.owed
    };
    Ok(munged_ids
        .iter()
        .filter_map(|munged| drop(munged))
        .collect())
}

/// Forgets an app's token; `None` where there is none.
fn drop_token(
    connection: &Connection,
    seal: &Seal,
    app: &AppId,
    now: f64,
) -> Result<Option<Left>, Error> {
    let Some(token) = tokens::find(connection, seal, app)? else {
        return Ok(None);
    };
    let munged = app.munged();
    connection
        .prepare_cached("DELETE FROM tokens WHERE munged_id = ?1 AND account = ?2")?
        .execute([&munged, ACCOUNT])?;
    // A skill may have learnt of the place since its token was obtained.
    let mut client = token.client;
    if let Some(known) = apps::find_app(connection, seal, app)?
        && known.registration.public.place() == client.place()
    {
        let public = known.registration.public;
        client.dialect.revocation_kind = public.dialect.revocation_kind;
        let learnt = public.revocation_endpoint;
        // Metadata may have told the one that it has.
        let told = client
            .revocation_endpoint
            .filter(|_| client.discovered.is_some());
        client.revocation_endpoint = learnt.or(told);
    }
    let revocation = Revocation::of(&token.answer, &client);
    let times = (now, now + FIRST_ATTEMPT);
    let owed =
        revocation.map(|revocation| revocations::owe(connection, seal, &munged, revocation, times));
    Ok(Some(Left {
        owed: owed.transpose()?,
        ended: Vec::new(),
    }))
}

/// A login whose code is being exchanged is not waiting any more.
fn drop_logins(connection: &Connection, munged: &str) -> Result<Vec<Expired>, Error> {
    // A request that an invitation opened ends with it, while there is one.
    let requests: Vec<Option<ExpiredRow>> = connection
        .prepare_cached(
            "DELETE FROM pending WHERE munged_id = ?1 AND spent_at IS NULL
             RETURNING munged_id, context, announced AND NOT EXISTS (
                 SELECT 1 FROM invitations WHERE nonce = pending.nonce)",
        )?
        .query_map([munged], endings::read_request)?
        .collect::<rusqlite::Result<_>>()?;
    let invitations: Vec<Option<ExpiredRow>> = connection
        .prepare_cached(
            "DELETE FROM invitations WHERE munged_id = ?1 AND NOT EXISTS (
                 SELECT 1 FROM pending WHERE pending.nonce = invitations.nonce
                 AND spent_at IS NOT NULL AND outcome IS NULL)
             RETURNING munged_id, context, announced, qr_path",
        )?
        .query_map([munged], endings::read_invitation)?
        .collect::<rusqlite::Result<_>>()?;
    endings::drop_ended_polls(connection, munged, "")?;
    let ended = invitations.into_iter().chain(requests).flatten();
    Ok(endings::open_all(connection, ended.collect()))
}

#[cfg(test)]
mod tests {
    use super::super::migrations;
    use super::*;

    #[test]
    fn nothing_of_an_app_outlives_a_factory_reset() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::run(&mut connection).unwrap();
        let mut statement = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .unwrap();
        let tables: Vec<String> = statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        let mut listed: Vec<&str> = TABLES.to_vec();
        listed.extend(["key_check", "old_rows"]);
        listed.sort_unstable();
        assert_eq!(tables, listed);
    }
}
