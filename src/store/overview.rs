//! How apps are, read in one piece: registration, token and waiting logins of the same moment.

use rusqlite::Connection;

use super::apps::{self, App};
use super::tokens::{self, TokenSummary};
use super::{Error, Store, Sync, pending};
use crate::id::AppId;

/// An app with all that tells how it is.
#[derive(Debug)]
pub(crate) struct Overview {
    /// The app.
    pub(crate) app: App,
    /// Its token, less the secrets.
    pub(crate) token: Option<TokenSummary>,
    /// Whether a login waits for a person.
    pub(crate) login_pending: bool,
}

impl Overview {
    pub(super) fn of(connection: &Connection, app: App, now: f64) -> Result<Self, Error> {
        let munged = app.id().munged();
        Ok(Self {
            token: tokens::find_summary(connection, &munged)?,
            login_pending: pending::is_waiting(connection, &munged, now)?,
            app,
        })
    }
}

impl Store {
    /// How one app is.
    pub(crate) async fn find_overview(
        &self,
        app: AppId,
        now: f64,
    ) -> Result<Option<Overview>, Error> {
        self.call_short(Sync::Read, move |connection, seal| {
            let found = apps::find_app(connection, seal, &app)?;
            found
                .map(|app| Overview::of(connection, app, now))
                .transpose()
        })
        .await
    }

    /// How every app is, by munged id.
    pub(crate) async fn list_overviews(&self, now: f64) -> Result<Vec<Overview>, Error> {
        self.call(Sync::Read, move |connection, seal| {
            let apps = apps::list(connection, seal)?.into_iter();
            apps.map(|app| Overview::of(connection, app, now)).collect()
        })
        .await
    }
}
