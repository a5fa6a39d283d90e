//! The table `pending`: authorization requests that wait for their answer.
//!
//! A state is spent by the first answer that names it, durably, before the code is exchanged: a
//! crash in between can lose a code, but never use one twice. How a login ends stands in
//! `super::endings`.

use rusqlite::{Connection, OptionalExtension, params};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::apps::{self, App};
use super::endings::{self, Expired, ExpiredRow};
use super::seal::Place;
use super::{Error, Seal, Store, Sync};
use crate::id::AppId;
use crate::message::Context;
use crate::provider::Client;
use crate::sealed_form;

/// Logins of one app that may wait at once.
const WAITING: usize = 8;

/// An authorization request that waits for its answer.
#[derive(Debug)]
pub(crate) struct PendingLogin {
    /// The app that logs in.
    pub app: AppId,
    /// The state parameter, 128 random bits.
    pub state: String,
    /// The name of its result page, 128 random bits.
    pub receipt: String,
    /// The invitation that it was opened by.
    pub nonce: Option<String>,
    /// What the exchange needs.
    pub login: Login,
    /// Who asked.
    pub context: Context,
    /// Whether its begin was told, so that its end must be.
    pub announced: bool,
    /// When it was made, in seconds since 1970.
    pub created_at: f64,
    /// When it is given up, in seconds since 1970.
    pub expires_at: f64,
}

/// What the exchange of a code needs, as it was when the authorization request was made: a
/// registration that changes meanwhile sends nothing elsewhere. It is serialised to be sealed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Login {
    /// The client, with the place where its code is exchanged.
    pub client: Client,
    /// The redirect URI that was sent.
    pub redirect_uri: String,
    /// The PKCE verifier.
    #[serde(default, serialize_with = "sealed_form::expose")]
    pub verifier: Option<SecretString>,
    /// The issuer that the answer must name, where it is known.
    pub issuer: Option<String>,
    /// Whether its server promised to name it.
    #[serde(default)]
    pub issuer_promised: bool,
}

/// What the first look at a state found.
#[derive(Debug)]
pub(crate) enum Taken {
    /// A waiting login, spent from now on.
    Fresh(Box<PendingLogin>),
    /// A login that was answered before: the name of its result page.
    Spent(String),
    /// A login that waited too long.
    Expired,
    /// No login of this app.
    Unknown,
}

impl Store {
    /// Begins a login of the app, as `make` says: it gets the app and returns the login that waits,
    /// with something for the caller. One piece of work, since callers wait for it. `None` where
    /// the app is not known.
    ///
    /// Where too many logins wait, unannounced ones make room first, then unopened and old ones; the
    /// announced ones among them are returned.
    pub(crate) async fn begin_login<T: Send + 'static, R: Send + 'static>(
        &self,
        app: AppId,
        make: impl FnOnce(&App) -> Result<(PendingLogin, T), R> + Send + 'static,
    ) -> Result<Option<Result<(T, Vec<Expired>), R>>, Error> {
        let begun = self
            .call_short(Sync::Wal, move |connection, seal| {
                let Some(app) = apps::find_app(connection, seal, &app)? else {
                    return Ok(None);
                };
                match make(&app) {
                    Ok((pending, extra)) => {
                        Ok(Some(Ok((extra, insert(connection, seal, &pending)?))))
                    }
                    Err(refusal) => Ok(Some(Err(refusal))),
                }
            })
            .await?;
        self.note_login_change();
        Ok(begun)
    }

    /// Spends a state of this app, or of any where none is named: the caller alone may exchange its
    /// code.
    pub(crate) async fn take_pending(
        &self,
        munged_id: Option<String>,
        state: String,
        now: f64,
    ) -> Result<Taken, Error> {
        self.call(Sync::Disk, move |connection, seal| {
            let Some(row) = find(connection, munged_id.as_deref(), &state)? else {
                return Ok(Taken::Unknown);
            };
            if row.is_spent {
                return Ok(Taken::Spent(row.receipt));
            }
            if row.expires_at <= now {
                return Ok(Taken::Expired);
            }
            let Some(login) = &row.login else {
                return Err(Error::Unreadable("pending.login"));
            };
            let login = seal.unseal_json(place(&state), login)?;
            connection
                .prepare_cached("UPDATE pending SET spent_at = ?2, login = NULL WHERE state = ?1")?
                .execute(params![state, now])?;
            Ok(Taken::Fresh(Box::new(PendingLogin {
                app: row.app()?,
                context: Context::parse(&row.context).unwrap_or_default(),
                state,
                receipt: row.receipt,
                nonce: row.nonce,
                login,
                announced: row.announced,
                created_at: row.created_at,
                expires_at: row.expires_at,
            })))
        })
        .await
    }
}

fn insert(
    connection: &Connection,
    seal: &Seal,
    pending: &PendingLogin,
) -> Result<Vec<Expired>, Error> {
    let munged = pending.app.munged();
    let (displaced, place_in_table) = make_room(connection, &munged)?;
    let login = seal.seal_json(place(&pending.state), &pending.login)?;
    connection
        .prepare_cached(
            "INSERT INTO pending VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, NULL)",
        )?
        .execute(params![
            place_in_table,
            pending.state,
            munged,
            pending.receipt,
            pending.nonce,
            login,
            pending.context.to_json(),
            pending.announced,
            pending.created_at,
            pending.expires_at,
        ])?;
    Ok(endings::open_all(connection, displaced))
}

/// Removes the login that is missed least where one more would be too many; returns it if its end is
/// owed to someone, and its place in the table, which spares pages. Chosen here, since SQLite's
/// sorter takes more memory than all else together.
fn make_room(
    connection: &Connection,
    munged_id: &str,
) -> Result<(Vec<ExpiredRow>, Option<i64>), Error> {
    let mut waiting: Vec<(bool, bool, f64, i64)> = connection
        .prepare_cached(
            "SELECT announced, nonce IS NOT NULL, created_at, id FROM pending
             WHERE munged_id = ?1 AND spent_at IS NULL",
        )?
        .query_map([munged_id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    // What is worth most comes last.
    waiting.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let surplus = (waiting.len() + 1).saturating_sub(WAITING);
    let (mut displaced, mut free) = (Vec::new(), None);
    for (.., id) in waiting.into_iter().take(surplus) {
        let ended = connection
            .prepare_cached(
                "DELETE FROM pending WHERE id = ?1
                 RETURNING munged_id, context, announced AND nonce IS NULL",
            )?
            .query_row([id], endings::read_request)?;
        displaced.extend(ended);
        free = Some(id);
    }
    Ok((displaced, free))
}

/// Whether a login of this app waits for a person.
pub(super) fn is_waiting(
    connection: &Connection,
    munged_id: &str,
    now: f64,
) -> Result<bool, Error> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM pending WHERE munged_id = ?1
                 AND spent_at IS NULL AND announced AND expires_at > ?2)
             OR EXISTS (SELECT 1 FROM invitations WHERE munged_id = ?1 AND expires_at > ?2)",
        )?
        .query_row(params![munged_id, now], |row| row.get(0))?)
}

struct PendingRow {
    skill_id: String,
    app_id: String,
    receipt: String,
    nonce: Option<String>,
    login: Option<Vec<u8>>,
    context: String,
    announced: bool,
    created_at: f64,
    expires_at: f64,
    is_spent: bool,
}

impl PendingRow {
    fn app(&self) -> Result<AppId, Error> {
        AppId::new(&self.skill_id, &self.app_id).map_err(|_| Error::Unreadable("apps.skill_id"))
    }
}

fn find(
    connection: &Connection,
    munged_id: Option<&str>,
    state: &str,
) -> Result<Option<PendingRow>, Error> {
    let row = connection
        .prepare_cached(
            "SELECT skill_id, app_id, receipt, nonce, login, context, announced, created_at,
                    expires_at, spent_at IS NOT NULL AND outcome IS NOT 'expired'
             FROM pending JOIN apps USING (munged_id) WHERE state = ?1 AND munged_id = coalesce(?2, munged_id)",
        )?
        .query_row(params![state, munged_id], |row| {
            Ok(PendingRow {
                skill_id: row.get(0)?,
                app_id: row.get(1)?,
                receipt: row.get(2)?,
                nonce: row.get(3)?,
                login: row.get(4)?,
                context: row.get(5)?,
                announced: row.get(6)?,
                created_at: row.get(7)?,
                expires_at: row.get(8)?,
                is_spent: row.get(9)?,
            })
        })
        .optional()?;
    Ok(row)
}

fn place(state: &str) -> Place<'_> {
    Place {
        table: "pending",
        row: state,
        column: "login",
    }
}
