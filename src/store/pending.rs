//! The table `pending`: authorization requests that wait for their answer.
//!
//! A state is spent by the first answer that names it, durably, before the code is exchanged: a
//! crash in between can lose a code, but never use one twice. How a login ends stands in
//! `super::endings`.

use rusqlite::{Connection, OptionalExtension, Row, params};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::apps::{self, App};
use super::endings::{self, Expired, ExpiredRow};
use super::seal::Place;
use super::{Error, Seal, Store, Sync};
use crate::id::AppId;
use crate::message::Context;
use crate::provider::{Client, DevicePoll};
use crate::sealed_form;
use crate::way::Way;

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
    /// How it goes.
    pub way: Way,
    /// What its end needs.
    pub login: Login,
    /// When its server is asked next, in seconds since 1970, where it polls.
    pub poll_at: Option<f64>,
    /// Who asked.
    pub context: Context,
    /// Whether its begin was told, so that its end must be.
    pub announced: bool,
    /// When it was made, in seconds since 1970.
    pub created_at: f64,
    /// When it is given up, in seconds since 1970.
    pub expires_at: f64,
}

/// What the end of a login needs, as it was at its begin: a registration that changes meanwhile
/// sends nothing elsewhere. It is serialised to be sealed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Login {
    /// The client, with the place where its code is exchanged.
    pub client: Client,
    /// What was agreed with the server.
    #[serde(flatten)]
    pub grant: Grant,
}

/// What was agreed with the server at the begin of a login.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Grant {
    /// A device code (RFC 8628), or a PIN of the same use.
    Device(DeviceGrant),
    /// An authorization request (RFC 6749 section 4.1).
    Code(CodeGrant),
}

/// A code that a person confirms on any other device, while this one polls.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct DeviceGrant {
    /// What polls need, the device code with it.
    pub poll: DevicePoll,
    /// What a person types; Nextcloud has none.
    #[serde(default)]
    pub user_code: Option<String>,
    /// Where a person types it.
    pub verification_uri: String,
    /// The same with the code in it.
    #[serde(default)]
    pub verification_uri_complete: Option<String>,
    /// Seconds between an answer and the next poll.
    pub interval: f64,
}

/// What the exchange of a code needs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CodeGrant {
    /// The redirect URI that was sent; a provider that shows codes itself may want none.
    #[serde(default)]
    pub redirect_uri: Option<String>,
    /// The PKCE verifier.
    #[serde(default, serialize_with = "sealed_form::expose")]
    pub verifier: Option<SecretString>,
    /// The issuer that the answer must name, where it is known.
    #[serde(default)]
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
        let (begun, polls) = self
            .call_short(Sync::Wal, move |connection, seal| {
                let Some(app) = apps::find_app(connection, seal, &app)? else {
                    return Ok((None, false));
                };
                let (pending, extra) = match make(&app) {
                    Ok(both) => both,
                    Err(refusal) => return Ok((Some(Err(refusal)), false)),
                };
                let displaced = insert(connection, seal, &pending)?;
                Ok((Some(Ok((extra, displaced))), pending.poll_at.is_some()))
            })
            .await?;
        self.note_login_change();
        if polls {
            self.note_poll_change();
        }
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
            // Such a login is ended by its polls alone: no browser knows its state.
            if row.way.polls() {
                return Ok(Taken::Unknown);
            }
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
            Ok(Taken::Fresh(Box::new(row.with(state, login)?)))
        })
        .await
    }
}

impl Store {
    /// Finds what the newest login of this way waits with that this invitation has begun: its state,
    /// what was agreed, and when it ends.
    pub(crate) async fn find_begun(
        &self,
        (nonce, way): (String, Way),
        now: f64,
    ) -> Result<Option<(String, Login, f64)>, Error> {
        self.call_short(Sync::Read, move |connection, seal| {
            let found: Option<(String, Vec<u8>, f64)> = connection
                .prepare_cached(
                    "SELECT state, login, expires_at FROM pending
                     WHERE nonce = ?1 AND way = ?2 AND spent_at IS NULL AND expires_at > ?3
                     ORDER BY created_at DESC, id DESC LIMIT 1",
                )?
                .query_row(params![nonce, way.as_str(), now], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            let opened = found.map(|(state, login, expires_at)| {
                let login = seal.unseal_json(place(&state), &login)?;
                Ok((state, login, expires_at))
            });
            opened.transpose()
        })
        .await
    }

    /// Finds the state of the newest waiting login of an app that ends with a pasted code.
    pub(crate) async fn find_pasted_for(
        &self,
        munged_id: String,
        now: f64,
    ) -> Result<Option<String>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            let state = connection
                .prepare_cached(
                    "SELECT state FROM pending WHERE munged_id = ?1 AND spent_at IS NULL
                         AND expires_at > ?2 AND way IN ('loopback', 'paste', 'relay')
                     ORDER BY created_at DESC, id DESC LIMIT 1",
                )?
                .query_row(params![munged_id, now], |row| row.get(0))
                .optional()?;
            Ok(state)
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
            "INSERT INTO pending VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, NULL,
                 ?11, ?12)",
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
            pending.way.as_str(),
            pending.poll_at,
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
             OR EXISTS (SELECT 1 FROM invitations WHERE munged_id = ?1 AND announced
                 AND expires_at > ?2)",
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
    way: Way,
}

impl PendingRow {
    fn with(self, state: String, login: Login) -> Result<PendingLogin, Error> {
        Ok(PendingLogin {
            app: self.app()?,
            context: Context::parse(&self.context).unwrap_or_default(),
            state,
            receipt: self.receipt,
            nonce: self.nonce,
            way: self.way,
            login,
            poll_at: None,
            announced: self.announced,
            created_at: self.created_at,
            expires_at: self.expires_at,
        })
    }

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
                    expires_at, spent_at IS NOT NULL AND outcome IS NOT 'expired', pending.way
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
                way: read_way(row, 10)?.unwrap_or(Way::Lan),
            })
        })
        .optional()?;
    Ok(row)
}

/// Finds a login that waits `now`.
pub(super) fn find_waiting(
    connection: &Connection,
    seal: &Seal,
    state: &str,
    now: f64,
) -> Result<Option<PendingLogin>, Error> {
    let row = find(connection, None, state)?.filter(|row| row.expires_at > now);
    let Some((row, login)) = row.and_then(|mut row| row.login.take().map(|login| (row, login)))
    else {
        return Ok(None);
    };
    let login = seal.unseal_json(place(state), &login)?;
    row.with(state.to_owned(), login).map(Some)
}

/// Replaces what the end of a waiting login needs.
pub(super) fn write_login(
    connection: &Connection,
    seal: &Seal,
    state: &str,
    login: &Login,
) -> Result<(), Error> {
    let login = seal.seal_json(place(state), login)?;
    connection
        .prepare_cached("UPDATE pending SET login = ?2 WHERE state = ?1 AND spent_at IS NULL")?
        .execute(params![state, login])?;
    Ok(())
}

/// Reads a column that holds the word of a way; a word that nobody knows any more is none.
pub(super) fn read_way(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Way>> {
    let word: Option<String> = row.get(column)?;
    Ok(word.and_then(|word| Way::find(&word)))
}

pub(super) fn place(state: &str) -> Place<'_> {
    Place {
        table: "pending",
        row: state,
        column: "login",
    }
}
