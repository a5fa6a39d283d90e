//! The table `settings`: what `oauth.settings.update` laid over registrations.

use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::renewals::retry_misconfigured;
use super::seal::Place;
use super::{App, Error, Seal, Store, Sync, apps, polls};
use crate::id::AppId;
use crate::overlay::Overlay;
use crate::refusal::Refusal;

impl Store {
    /// Changes an app's settings and returns the app as it is then. `None` where it is not known.
    pub(crate) async fn change_settings(
        &self,
        app: AppId,
        changes: Map<String, Value>,
        now: f64,
    ) -> Result<Option<Result<App, Refusal>>, Error> {
        let outcome = self
            .call(Sync::Disk, move |connection, seal| {
                let munged = app.munged();
                let found = apps::find_registered(connection, seal, &munged)?;
                let Some((registered, overlay)) = found.filter(|(found, _)| found.app == app)
                else {
                    return Ok(None);
                };
                let overlay = overlay.unwrap_or_default();
                let overlay = match overlay.updated(&changes, &registered) {
                    Ok((overlay, _)) => overlay,
                    Err(refusal) => return Ok(Some(Err(refusal))),
                };
                let before = apps::find_app(connection, seal, &app)?;
                // A client that is named here is newer than the one that somebody typed.
                if changes.get("client_id").is_some_and(|id| !id.is_null()) {
                    connection
                        .prepare_cached("DELETE FROM credentials WHERE munged_id = ?1")?
                        .execute([&munged])?;
                }
                write(connection, seal, &munged, &overlay)?;
                retry_misconfigured(connection, &munged, now)?;
                let after = apps::find_app(connection, seal, &app)?;
                if !asks_the_same(before.as_ref(), after.as_ref()) {
                    polls::drop_waiting(connection, &munged)?;
                }
                Ok(after.map(Ok))
            })
            .await?;
        self.note_token_change();
        Ok(outcome)
    }
}

/// Whether a code that waits was asked for as it would be now. People's name for the service is in no
/// request.
fn asks_the_same(before: Option<&App>, after: Option<&App>) -> bool {
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let mut renamed = before.registration.clone();
    renamed
        .public
        .name
        .clone_from(&after.registration.public.name);
    before.client_id() == after.client_id() && renamed.is_same(&after.registration)
}

fn write(
    connection: &Connection,
    seal: &Seal,
    munged: &str,
    overlay: &Overlay,
) -> Result<(), Error> {
    let public = Value::Object(overlay.public.clone()).to_string();
    let secrets = seal.seal_json(place(munged), &overlay.secrets)?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO settings VALUES (?1, ?2, ?3)")?
        .execute(params![munged, public, secrets])?;
    Ok(())
}

/// Opens a row.
pub(super) fn open(
    seal: &Seal,
    munged: &str,
    public: &str,
    sealed: &[u8],
) -> Result<Overlay, Error> {
    Ok(Overlay {
        public: serde_json::from_str(public).map_err(|_| Error::Unreadable("settings.settings"))?,
        secrets: seal.unseal_json(place(munged), sealed)?,
    })
}

fn place(munged: &str) -> Place<'_> {
    Place {
        table: "settings",
        row: munged,
        column: "secrets",
    }
}
