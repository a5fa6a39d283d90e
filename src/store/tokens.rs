//! The table `tokens`: one token for each app, with the client and place it was obtained with.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::endings::{self, Ended};
use super::seal::Place;
use super::{Error, Seal, Store, Sync, apps, revocations};
use crate::id::AppId;
use crate::provider::{Client, Granted, Revocation};
use crate::renewal::Times;
use crate::token::TokenAnswer;

/// Whether a stored token is kept valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    /// It is.
    Sound,
    /// The login has died, with the authorization server's error code.
    NeedsLogin(String),
    /// The authorization server refuses the client, with its error code; the token is kept.
    Misconfigured(String),
}

/// A stored token.
#[derive(Clone, Debug)]
pub(crate) struct StoredToken {
    /// What the provider sent, refresh tokens included.
    pub answer: TokenAnswer,
    /// When it was obtained, ends and is renewed.
    pub times: Times,
    /// The client that it belongs to, at the one place it may be shown.
    pub client: Client,
    /// Whether it is kept valid.
    pub health: Health,
    /// Refreshes in a row that said nothing about the login.
    pub failures: u32,
    /// Since when the refresh token may be spent without our having seen the answer.
    pub asked_at: Option<f64>,
    /// Which write this row is, a random number: a slow answer replaces only the row that it
    /// started from, be it replaced or removed and made anew.
    pub version: i64,
}

impl StoredToken {
    /// A token that was granted `now` to this client; `chance` is from 0 to 1.
    #[must_use]
    pub(crate) fn new(granted: Granted, client: Client, now: f64, chance: f64) -> Self {
        let client = Client {
            auth: Some(granted.auth),
            ..client
        };
        Self {
            times: Times::of(&granted.answer, &client, now, chance),
            answer: granted.answer,
            client,
            health: Health::Sound,
            failures: 0,
            asked_at: None,
            version: 0,
        }
    }

    /// What skills are told of it.
    #[must_use]
    pub(crate) fn told(&self, share_refresh_token: bool) -> TokenAnswer {
        self.answer.told(self.times.expires_at, share_refresh_token)
    }

    /// The token that a refresh of this one led to: what the answer does not repeat stays.
    #[must_use]
    pub(crate) fn renewed(self, granted: Granted, client: Client, now: f64, chance: f64) -> Self {
        let answer = self.answer.renewed_by(granted.answer);
        let granted = Granted { answer, ..granted };
        Self {
            version: self.version,
            ..Self::new(granted, client, now, chance)
        }
    }
}

/// A stored token, less its secrets.
#[derive(Debug)]
pub(crate) struct TokenSummary {
    /// Whether it is kept valid.
    pub(crate) health: Health,
    /// When the access token ends, in seconds since 1970, where that is known.
    pub(crate) expires_at: Option<f64>,
    /// Whether nothing is done before that: it cannot be renewed.
    pub(crate) ends: bool,
    /// The granted scope, where it was told.
    pub(crate) scope: Option<String>,
}

/// The account of every token today.
pub(super) const ACCOUNT: &str = "";

impl Store {
    /// Keeps the token that the login of this state led to, and ends all waiting logins of the app,
    /// in one commit. `None` where the app has been forgotten meanwhile.
    pub(crate) async fn put_token(
        &self,
        app: AppId,
        token: StoredToken,
        state: String,
    ) -> Result<Option<Ended>, Error> {
        let ended = self
            .call(Sync::Disk, move |connection, seal| {
                if !apps::is_known(connection, &app)? {
                    return Ok(None);
                }
                write(connection, seal, &app, &token)?;
                endings::end_all(connection, &app.munged(), &state).map(Some)
            })
            .await?;
        self.note_login_change();
        self.note_token_change();
        Ok(ended)
    }

    /// Replaces the token that a refresh started from. `false` if it has been replaced or removed
    /// meanwhile: then the newer one stands, or there is none, and the one that came too late is
    /// owed to be revoked from `now` on.
    pub(crate) async fn renew_token(
        &self,
        app: AppId,
        token: StoredToken,
        now: f64,
    ) -> Result<bool, Error> {
        let is_written = self
            .call(Sync::Disk, move |connection, seal| {
                let stands = version(connection, &app)?;
                if stands == Some(token.version) {
                    write(connection, seal, &app, &token)?;
                } else if stands.is_none()
                    && let Some(late) = Revocation::of(&token.answer, &token.client)
                {
                    revocations::owe(connection, seal, &app.munged(), late, (now, now))?;
                }
                Ok(stands == Some(token.version))
            })
            .await?;
        self.note_token_change();
        Ok(is_written)
    }

    /// Finds the token of an app; `None` also where the app is not known.
    pub(crate) async fn find_token(&self, app: AppId) -> Result<Option<StoredToken>, Error> {
        self.call_short(Sync::Read, move |connection, seal| {
            // Another pair may own the munged id: its token is not for this one.
            if !apps::is_known(connection, &app)? {
                return Ok(None);
            }
            find(connection, seal, &app)
        })
        .await
    }
}

impl Health {
    pub(super) fn columns(&self) -> (Option<&'static str>, Option<&str>) {
        match self {
            Self::Sound => (None, None),
            Self::NeedsLogin(reason) => (Some("needs_login"), Some(reason)),
            Self::Misconfigured(reason) => (Some("misconfigured"), Some(reason)),
        }
    }

    fn from_columns(code: Option<&str>, reason: Option<String>) -> Result<Self, Error> {
        let reason = reason.unwrap_or_default();
        match code {
            None => Ok(Self::Sound),
            Some("needs_login") => Ok(Self::NeedsLogin(reason)),
            Some("misconfigured") => Ok(Self::Misconfigured(reason)),
            Some(_) => Err(Error::Unreadable("tokens.broken_code")),
        }
    }
}

fn version(connection: &Connection, app: &AppId) -> Result<Option<i64>, Error> {
    let version = connection
        .prepare_cached("SELECT version FROM tokens WHERE munged_id = ?1 AND account = ?2")?
        .query_row([&app.munged(), ACCOUNT], |row| row.get(0))
        .optional()?;
    Ok(version)
}

/// Puts a token in the place of the one that is there, whichever that is.
pub(super) fn write(
    connection: &Connection,
    seal: &Seal,
    app: &AppId,
    token: &StoredToken,
) -> Result<(), Error> {
    let munged = app.munged();
    apps::forget_refused(connection, &munged)?;
    let answer = seal.seal_json(place(&munged, "answer"), &token.answer)?;
    let client = seal.seal_json(place(&munged, "client"), &token.client)?;
    let (code, reason) = token.health.columns();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO tokens (munged_id, account, answer, scope, expires_at,
                 obtained_at, client, version, broken_code, broken_reason, due_at, host, failures,
                 asked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            munged,
            ACCOUNT,
            answer,
            token.answer.scope(),
            token.times.expires_at,
            token.times.obtained_at,
            client,
            seal.number(),
            code,
            reason,
            token.times.due_at,
            token.client.host(),
            token.failures,
            token.asked_at,
        ])?;
    Ok(())
}

pub(super) fn find(
    connection: &Connection,
    seal: &Seal,
    app: &AppId,
) -> Result<Option<StoredToken>, Error> {
    let munged = app.munged();
    let row = connection
        .prepare_cached(
            "SELECT answer, expires_at, obtained_at, client, version, broken_code, broken_reason,
                    due_at, failures, asked_at
             FROM tokens WHERE munged_id = ?1 AND account = ?2",
        )?
        .query_row([&munged, ACCOUNT], TokenRow::read)
        .optional()?;
    row.map(|row| row.open(seal, &munged)).transpose()
}

/// Finds what may be told of an app's token.
pub(super) fn find_summary(
    connection: &Connection,
    munged_id: &str,
) -> Result<Option<TokenSummary>, Error> {
    let summary = connection
        .prepare_cached(
            "SELECT broken_code, broken_reason, expires_at, scope,
                    ifnull(due_at >= expires_at, 0) FROM tokens
             WHERE munged_id = ?1 AND account = ?2",
        )?
        .query_row([munged_id, ACCOUNT], |row| {
            let code: Option<String> = row.get(0)?;
            let health = Health::from_columns(code.as_deref(), row.get(1)?);
            let (expires_at, scope, ends) = (row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(health.map(|health| TokenSummary {
                health,
                expires_at,
                ends,
                scope,
            }))
        })
        .optional()?;
    summary.transpose()
}

/// A row as it stands, before its secrets are opened.
struct TokenRow {
    answer: Vec<u8>,
    times: Times,
    client: Vec<u8>,
    version: i64,
    broken_code: Option<String>,
    broken_reason: Option<String>,
    failures: u32,
    asked_at: Option<f64>,
}

impl TokenRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            answer: row.get(0)?,
            times: Times {
                expires_at: row.get(1)?,
                obtained_at: row.get(2)?,
                due_at: row.get(7)?,
            },
            client: row.get(3)?,
            version: row.get(4)?,
            broken_code: row.get(5)?,
            broken_reason: row.get(6)?,
            failures: row.get(8)?,
            asked_at: row.get(9)?,
        })
    }

    fn open(self, seal: &Seal, munged: &str) -> Result<StoredToken, Error> {
        Ok(StoredToken {
            answer: seal.unseal_json(place(munged, "answer"), &self.answer)?,
            times: self.times,
            client: seal.unseal_json(place(munged, "client"), &self.client)?,
            health: Health::from_columns(self.broken_code.as_deref(), self.broken_reason)?,
            failures: self.failures,
            asked_at: self.asked_at,
            version: self.version,
        })
    }
}

fn place<'a>(munged: &'a str, column: &'static str) -> Place<'a> {
    Place {
        table: "tokens",
        row: munged,
        column,
    }
}
