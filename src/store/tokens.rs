//! The table `tokens`: one token for each app, with the client and place it was obtained with.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::endings::{self, Ended};
use super::seal::Place;
use super::{Error, Seal, Store, Sync};
use crate::id::AppId;
use crate::provider::Client;
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
    /// When the access token ends, in seconds since 1970, where that is known.
    pub expires_at: Option<f64>,
    /// When it was obtained, in seconds since 1970.
    pub obtained_at: f64,
    /// The client that it belongs to, at the one place it may be shown.
    pub client: Client,
    /// Whether it is kept valid.
    pub health: Health,
    /// Which write this row is: a slow answer replaces only the row that it started from.
    pub version: i64,
}

/// A stored token, less its secrets.
#[derive(Debug)]
pub(crate) struct TokenSummary {
    /// Whether it is kept valid.
    pub(crate) health: Health,
    /// When the access token ends, in seconds since 1970, where that is known.
    pub(crate) expires_at: Option<f64>,
    /// The granted scope, where it was told.
    pub(crate) scope: Option<String>,
}

/// The account of every token today.
const ACCOUNT: &str = "";

impl Store {
    /// Keeps the token that the login of this state led to, and ends all waiting logins of the app,
    /// in one commit.
    pub(crate) async fn put_token(
        &self,
        app: AppId,
        token: StoredToken,
        state: String,
    ) -> Result<Ended, Error> {
        let ended = self
            .call(Sync::Disk, move |connection, seal| {
                let version = version(connection, &app)?.unwrap_or(0) + 1;
                write(connection, seal, &app, &StoredToken { version, ..token })?;
                endings::end_all(connection, &app.munged(), &state)
            })
            .await?;
        self.note_login_change();
        Ok(ended)
    }

    /// Replaces the token that a refresh started from. `false` if it has been replaced meanwhile:
    /// then the newer one stands.
    pub(crate) async fn renew_token(&self, app: AppId, token: StoredToken) -> Result<bool, Error> {
        self.call(Sync::Disk, move |connection, seal| {
            if version(connection, &app)? != Some(token.version) {
                return Ok(false);
            }
            let version = token.version + 1;
            write(connection, seal, &app, &StoredToken { version, ..token })?;
            Ok(true)
        })
        .await
    }

    /// Notes how the token that a refresh started from is. `true` if that is news.
    pub(crate) async fn mark_token(
        &self,
        app: AppId,
        version: i64,
        health: Health,
    ) -> Result<bool, Error> {
        self.call(Sync::Disk, move |connection, _| {
            let (code, reason) = health.columns();
            let changed = connection
                .prepare_cached(
                    "UPDATE tokens SET broken_code = ?4, broken_reason = ?5
                     WHERE munged_id = ?1 AND account = ?2 AND version = ?3
                     AND (broken_code IS NOT ?4 OR broken_reason IS NOT ?5)",
                )?
                .execute(params![app.munged(), ACCOUNT, version, code, reason])?;
            Ok(changed > 0)
        })
        .await
    }

    /// Finds the app's token.
    pub(crate) async fn find_token(&self, app: AppId) -> Result<Option<StoredToken>, Error> {
        self.call(Sync::Read, move |connection, seal| {
            find(connection, seal, &app)
        })
        .await
    }
}

impl Health {
    fn columns(&self) -> (Option<&'static str>, Option<&str>) {
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

fn write(
    connection: &Connection,
    seal: &Seal,
    app: &AppId,
    token: &StoredToken,
) -> Result<(), Error> {
    let munged = app.munged();
    let answer = seal.seal_json(place(&munged, "answer"), &token.answer)?;
    let client = seal.seal_json(place(&munged, "client"), &token.client)?;
    let (code, reason) = token.health.columns();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO tokens (munged_id, account, answer, scope, expires_at,
                 obtained_at, client, version, broken_code, broken_reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            munged,
            ACCOUNT,
            answer,
            token.answer.scope(),
            token.expires_at,
            token.obtained_at,
            client,
            token.version,
            code,
            reason,
        ])?;
    Ok(())
}

fn find(connection: &Connection, seal: &Seal, app: &AppId) -> Result<Option<StoredToken>, Error> {
    let munged = app.munged();
    let row = connection
        .prepare_cached(
            "SELECT answer, expires_at, obtained_at, client, version,
                    broken_code, broken_reason
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
            "SELECT broken_code, broken_reason, expires_at, scope FROM tokens
             WHERE munged_id = ?1 AND account = ?2",
        )?
        .query_row([munged_id, ACCOUNT], |row| {
            let code: Option<String> = row.get(0)?;
            let health = Health::from_columns(code.as_deref(), row.get(1)?);
            let (expires_at, scope) = (row.get(2)?, row.get(3)?);
            Ok(health.map(|health| TokenSummary {
                health,
                expires_at,
                scope,
            }))
        })
        .optional()?;
    summary.transpose()
}

/// A row as it stands, before its secrets are opened.
struct TokenRow {
    answer: Vec<u8>,
    expires_at: Option<f64>,
    obtained_at: f64,
    client: Vec<u8>,
    version: i64,
    broken_code: Option<String>,
    broken_reason: Option<String>,
}

impl TokenRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            answer: row.get(0)?,
            expires_at: row.get(1)?,
            obtained_at: row.get(2)?,
            client: row.get(3)?,
            version: row.get(4)?,
            broken_code: row.get(5)?,
            broken_reason: row.get(6)?,
        })
    }

    fn open(self, seal: &Seal, munged: &str) -> Result<StoredToken, Error> {
        Ok(StoredToken {
            answer: seal.unseal_json(place(munged, "answer"), &self.answer)?,
            expires_at: self.expires_at,
            obtained_at: self.obtained_at,
            client: seal.unseal_json(place(munged, "client"), &self.client)?,
            health: Health::from_columns(self.broken_code.as_deref(), self.broken_reason)?,
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
