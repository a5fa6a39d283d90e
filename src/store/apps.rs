//! The tables `apps` and `credentials`: what skills registered with what persons typed for them.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use secrecy::{ExposeSecret, SecretString};

use super::overview::Overview;
use super::pending::read_way;
use super::renewals::retry_misconfigured;
use super::seal::Place;
use super::{Error, Seal, Store, Sync, polls, settings};
use crate::id::AppId;
use crate::overlay::Overlay;
use crate::provider::Client;
use crate::registration::Registration;
use crate::way::Way;

/// An app with the credentials that its token endpoint may be shown.
#[derive(Clone, Debug)]
pub(crate) struct App {
    /// What the skill registered.
    pub registration: Registration,
    /// What a person typed for this token endpoint.
    pub typed: Option<TypedCredentials>,
    /// The way by which the server has refused what a person typed.
    pub refused_by: Option<Way>,
    /// The way that a person picked for the last login.
    pub picked: Option<Way>,
    /// The variables of its preset that a person has told.
    pub told_variables: BTreeSet<String>,
}

/// A client that a person typed.
#[derive(Clone, Debug)]
pub(crate) struct TypedCredentials {
    /// The client id.
    pub client_id: String,
    /// The client secret, where there is one.
    pub client_secret: Option<SecretString>,
}

impl App {
    /// The app's identity.
    #[must_use]
    pub(crate) fn id(&self) -> &AppId {
        &self.registration.app
    }

    /// The client id in use: typed by a person, else shipped by the skill.
    #[must_use]
    pub(crate) fn client_id(&self) -> Option<&str> {
        self.typed
            .as_ref()
            .map(|typed| typed.client_id.as_str())
            .or(self.registration.public.client_id.as_deref())
    }

    /// Whether a person must type a client id, or the secret without which it is of no use.
    #[must_use]
    pub(crate) fn needs_credentials(&self) -> bool {
        let needs_secret = self.registration.public.needs_secret;
        self.client_id().is_none() || (needs_secret && self.client_secret().is_none())
    }

    /// Whether a login by this way would only be refused, until a person types the client anew. A
    /// client that may not ask for a code may still be good for a page, and the other way round.
    #[must_use]
    pub(crate) fn is_refused_by(&self, way: Way) -> bool {
        let is_alike = |by: Way| by.polls() == way.polls();
        way.needs_client() && self.refused_by.is_some_and(is_alike)
    }

    /// The secret of the client in use.
    #[must_use]
    pub(crate) fn client_secret(&self) -> Option<&SecretString> {
        match &self.typed {
            Some(typed) => typed.client_secret.as_ref(),
            None => self.registration.secrets.client_secret.as_ref(),
        }
    }
}

impl Store {
    /// Keeps a registration and returns the app as it is now; an unchanged one writes nothing.
    ///
    /// Typed credentials stay until the skill ships another client id than it did before.
    pub(crate) async fn put_registration(
        &self,
        registration: Registration,
        now: f64,
    ) -> Result<Overview, Error> {
        let (overview, is_changed, is_due) = self
            .call_short(Sync::Wal, move |connection, seal| {
                let (app, is_changed) = put(connection, seal, registration)?;
                let is_due =
                    is_changed && retry_misconfigured(connection, &app.id().munged(), now)?;
                Ok((Overview::of(connection, app, now)?, is_changed, is_due))
            })
            .await?;
        if is_changed {
            self.note_row_change();
        }
        if is_due {
            self.note_due_change();
        }
        Ok(overview)
    }

    /// Keeps credentials that a person typed, for the place that the app has now. `false`
    /// if the app is not known.
    pub(crate) async fn put_typed(
        &self,
        app: AppId,
        typed: TypedCredentials,
        now: f64,
    ) -> Result<bool, Error> {
        let is_known = self
            .call(Sync::Disk, move |connection, seal| {
                let Some(known) = find_app(connection, seal, &app)? else {
                    return Ok(false);
                };
                let place = known.registration.public.place();
                put_client(connection, seal, (&app.munged(), &place), &typed)?;
                polls::drop_waiting(connection, &app.munged())?;
                retry_misconfigured(connection, &app.munged(), now)?;
                Ok(true)
            })
            .await?;
        self.note_token_change();
        Ok(is_known)
    }

    /// Notes that the server has refused a client, by this way. Only what a person typed can be typed
    /// anew, and only while it is still the same.
    pub(crate) async fn note_refused(
        &self,
        app: AppId,
        client: Client,
        way: Way,
    ) -> Result<(), Error> {
        self.call(Sync::Wal, move |connection, seal| {
            let Some(known) = find_app(connection, seal, &app)? else {
                return Ok(());
            };
            let place = known.registration.public.place();
            let exposed = |secret: Option<&SecretString>| {
                secret.map(|secret| secret.expose_secret().to_owned())
            };
            let is_it = known.typed.is_some_and(|typed| {
                typed.client_id == client.id
                    && exposed(typed.client_secret.as_ref()) == exposed(client.secret.as_ref())
            });
            if is_it && client.place() == place {
                connection
                    .prepare_cached(
                        "UPDATE credentials SET refused_by = ?3
                         WHERE munged_id = ?1 AND token_endpoint = ?2",
                    )?
                    .execute(params![app.munged(), place, way.as_str()])?;
            }
            Ok(())
        })
        .await
    }

    /// Finds an app by both its ids.
    pub(crate) async fn find_app(&self, app: AppId) -> Result<Option<App>, Error> {
        self.call_short(Sync::Read, move |connection, seal| {
            find_app(connection, seal, &app)
        })
        .await
    }

    /// Finds an app by its munged id.
    pub(crate) async fn find_app_by_munged(&self, munged: String) -> Result<Option<App>, Error> {
        self.call_short(Sync::Read, move |connection, seal| {
            find(connection, seal, &munged)
        })
        .await
    }

    /// Finds both ids of an app by its munged one.
    pub(crate) async fn find_app_id(&self, munged: String) -> Result<Option<AppId>, Error> {
        self.call_short(Sync::Read, move |connection, _| {
            find_id(connection, &munged)
        })
        .await
    }
}

/// The columns that [`AppRow::read`] takes.
const SELECT: &str = "SELECT skill_id, app_id, registration, apps.secrets,
         settings.settings, settings.secrets, apps.way
     FROM apps LEFT JOIN settings USING (munged_id)";

/// A row as it stands, before its secret is opened.
struct AppRow {
    skill_id: String,
    app_id: String,
    registration: String,
    secrets: Vec<u8>,
    settings: Option<(String, Vec<u8>)>,
    picked: Option<Way>,
}

impl AppRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            skill_id: row.get(0)?,
            app_id: row.get(1)?,
            registration: row.get(2)?,
            secrets: row.get(3)?,
            settings: match (row.get(4)?, row.get(5)?) {
                (Some(settings), Some(secrets)) => Some((settings, secrets)),
                _ => None,
            },
            picked: read_way(row, 6)?,
        })
    }

    fn open(self, connection: &Connection, seal: &Seal) -> Result<App, Error> {
        let picked = self.picked;
        let (registration, overlay) = self.registered(seal)?;
        complete(connection, seal, (registration, overlay), picked)
    }

    /// What the skill registered, and what was changed.
    fn registered(self, seal: &Seal) -> Result<(Registration, Option<Overlay>), Error> {
        let app = AppId::new(&self.skill_id, &self.app_id)
            .map_err(|_| Error::Unreadable("apps.skill_id"))?;
        let munged = app.munged();
        let registration = Registration {
            public: serde_json::from_str(&self.registration)
                .map_err(|_| Error::Unreadable("apps.registration"))?,
            secrets: seal.unseal_json(app_place(&munged), &self.secrets)?,
            app,
        };
        let overlay = self
            .settings
            .map(|(public, sealed)| settings::open(seal, &munged, &public, &sealed))
            .transpose()?;
        Ok((registration, overlay))
    }
}

/// The app as it is: what its skill registered, with what was changed, and what was typed.
fn complete(
    connection: &Connection,
    seal: &Seal,
    (registration, overlay): (Registration, Option<Overlay>),
    picked: Option<Way>,
) -> Result<App, Error> {
    let told_variables = overlay.as_ref().map(Overlay::told_variables);
    let registration = match overlay {
        Some(overlay) => overlay.over(registration),
        None => registration,
    };
    let (typed, refused_by) = typed(connection, seal, &registration)?.unzip();
    Ok(App {
        registration,
        typed,
        refused_by: refused_by.flatten(),
        picked,
        told_variables: told_variables.unwrap_or_default(),
    })
}

/// Whether this pair of ids is registered: another one may own the munged id.
pub(super) fn is_known(connection: &Connection, app: &AppId) -> Result<bool, Error> {
    Ok(find_id(connection, &app.munged())?.as_ref() == Some(app))
}

/// Finds the two ids of a munged one.
pub(super) fn find_id(connection: &Connection, munged: &str) -> Result<Option<AppId>, Error> {
    let ids: Option<(String, String)> = connection
        .prepare_cached("SELECT skill_id, app_id FROM apps WHERE munged_id = ?1")?
        .query_row([munged], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let ids = ids.map(|(skill_id, app_id)| AppId::new(&skill_id, &app_id));
    ids.transpose()
        .map_err(|_| Error::Unreadable("apps.skill_id"))
}

/// The app as it is now, and whether that is another than before.
fn put(
    connection: &Connection,
    seal: &Seal,
    registration: Registration,
) -> Result<(App, bool), Error> {
    let munged = registration.app.munged();
    let is_guess = is_provisional(connection, &munged)?;
    let (old, overlay) = find_registered(connection, seal, &munged)?.unzip();
    let overlay = overlay.flatten();
    let picked = picked(connection, &munged)?;
    match old {
        Some(old) if old.app != registration.app && !is_guess => {
            return Err(Error::IdConflict(munged));
        }
        Some(old) if old.is_same(&registration) && !is_guess => {
            let app = complete(connection, seal, (old, overlay), picked)?;
            return Ok((app, false));
        }
        Some(old) if ships_another_client(&registration, &old) => {
            connection
                .prepare_cached("DELETE FROM credentials WHERE munged_id = ?1")?
                .execute([&munged])?;
        }
        _ => {}
    }
    write(connection, seal, &munged, &registration)?;
    let app = complete(connection, seal, (registration, overlay), picked)?;
    Ok((app, true))
}

fn picked(connection: &Connection, munged: &str) -> Result<Option<Way>, Error> {
    let found = connection
        .prepare_cached("SELECT way FROM apps WHERE munged_id = ?1")?
        .query_row([munged], |row| read_way(row, 0))
        .optional()?;
    Ok(found.flatten())
}

/// Keeps an app from the old JSON files, whose two ids are a guess until a skill registers it.
pub(super) fn put_provisional(
    connection: &Connection,
    seal: &Seal,
    registration: &Registration,
) -> Result<(), Error> {
    let munged = registration.app.munged();
    write(connection, seal, &munged, registration)?;
    connection
        .prepare_cached("UPDATE apps SET is_provisional = 1 WHERE munged_id = ?1")?
        .execute([munged])?;
    Ok(())
}

/// Whether an app's two ids are a guess.
pub(super) fn is_provisional(connection: &Connection, munged: &str) -> Result<bool, Error> {
    let is_guess = connection
        .prepare_cached("SELECT is_provisional FROM apps WHERE munged_id = ?1")?
        .query_row([munged], |row| row.get(0))
        .optional()?;
    Ok(is_guess.unwrap_or(false))
}

/// Keeps a client for this munged id and place.
pub(super) fn put_client(
    connection: &Connection,
    seal: &Seal,
    (munged, place): (&str, &str),
    client: &TypedCredentials,
) -> Result<(), Error> {
    let row = typed_row(munged, place);
    let secret = seal_option(seal, typed_place(&row), client.client_secret.as_ref())?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO credentials VALUES (?1, ?2, ?3, ?4, NULL)")?
        .execute(params![munged, place, client.client_id, secret])?;
    Ok(())
}

/// A token was given to the client of this app, so nobody refuses it any more.
pub(super) fn forget_refused(connection: &Connection, munged: &str) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE credentials SET refused_by = NULL
             WHERE munged_id = ?1 AND refused_by IS NOT NULL",
        )?
        .execute([munged])?;
    Ok(())
}

/// The munged ids of all apps.
pub(super) fn list_munged(connection: &Connection) -> Result<Vec<String>, Error> {
    Ok(connection
        .prepare_cached("SELECT munged_id FROM apps ORDER BY munged_id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Every app, by munged id.
pub(super) fn list(connection: &Connection, seal: &Seal) -> Result<Vec<App>, Error> {
    let rows: Vec<AppRow> = connection
        .prepare_cached(&format!("{SELECT} ORDER BY munged_id"))?
        .query_map([], AppRow::read)?
        .collect::<rusqlite::Result<_>>()?;
    rows.into_iter()
        .map(|row| row.open(connection, seal))
        .collect()
}

fn ships_another_client(new: &Registration, old: &Registration) -> bool {
    new.public.client_id.is_some() && new.public.client_id != old.public.client_id
}

/// Finds what a skill registered, and what was changed.
pub(super) fn find_registered(
    connection: &Connection,
    seal: &Seal,
    munged: &str,
) -> Result<Option<(Registration, Option<Overlay>)>, Error> {
    let row = connection
        .prepare_cached(&format!("{SELECT} WHERE munged_id = ?1"))?
        .query_row([munged], AppRow::read)
        .optional()?;
    row.map(|row| row.registered(seal)).transpose()
}

pub(super) fn find_app(
    connection: &Connection,
    seal: &Seal,
    app: &AppId,
) -> Result<Option<App>, Error> {
    // Another pair may own the munged id: then this app is unknown.
    Ok(find(connection, seal, &app.munged())?.filter(|found| found.id() == app))
}

pub(super) fn find(
    connection: &Connection,
    seal: &Seal,
    munged: &str,
) -> Result<Option<App>, Error> {
    let row = connection
        .prepare_cached(&format!("{SELECT} WHERE munged_id = ?1"))?
        .query_row([munged], AppRow::read)
        .optional()?;
    row.map(|row| row.open(connection, seal)).transpose()
}

fn write(
    connection: &Connection,
    seal: &Seal,
    munged: &str,
    registration: &Registration,
) -> Result<(), Error> {
    let public = serde_json::to_string(&registration.public)
        .map_err(|_| Error::Unreadable("apps.registration"))?;
    let secrets = seal.seal_json(app_place(munged), &registration.secrets)?;
    connection
        .prepare_cached(
            "INSERT INTO apps (munged_id, skill_id, app_id, registration, secrets)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET skill_id = ?2, app_id = ?3, registration = ?4, secrets = ?5,
                 is_provisional = 0",
        )?
        .execute(params![
            munged,
            registration.app.skill_id(),
            registration.app.app_id(),
            public,
            secrets
        ])?;
    Ok(())
}

fn typed(
    connection: &Connection,
    seal: &Seal,
    registration: &Registration,
) -> Result<Option<(TypedCredentials, Option<Way>)>, Error> {
    let munged = registration.app.munged();
    let endpoint = &registration.public.place();
    let row: Option<(String, Option<Vec<u8>>, Option<Way>)> = connection
        .prepare_cached(
            "SELECT client_id, client_secret, refused_by FROM credentials
             WHERE munged_id = ?1 AND token_endpoint = ?2",
        )?
        .query_row([&munged, endpoint], |row| {
            Ok((row.get(0)?, row.get(1)?, read_way(row, 2)?))
        })
        .optional()?;
    row.map(|(client_id, sealed, refused_by)| {
        let row = typed_row(&munged, endpoint);
        let client_secret = open_option(seal, typed_place(&row), sealed.as_deref())?;
        let typed = TypedCredentials {
            client_id,
            client_secret,
        };
        Ok((typed, refused_by))
    })
    .transpose()
}

fn app_place(munged: &str) -> Place<'_> {
    Place {
        table: "apps",
        row: munged,
        column: "secrets",
    }
}

/// Both key columns of `credentials`; a space occurs in no id.
fn typed_row(munged: &str, place: &str) -> String {
    format!("{munged} {place}")
}

fn typed_place(row: &str) -> Place<'_> {
    Place {
        table: "credentials",
        row,
        column: "client_secret",
    }
}

/// Seals a secret where there is one.
pub(super) fn seal_option(
    seal: &Seal,
    place: Place<'_>,
    secret: Option<&SecretString>,
) -> Result<Option<Vec<u8>>, Error> {
    secret
        .map(|secret| seal.seal(place, secret.expose_secret()))
        .transpose()
}

/// Opens a secret where there is one.
pub(super) fn open_option(
    seal: &Seal,
    place: Place<'_>,
    sealed: Option<&[u8]>,
) -> Result<Option<SecretString>, Error> {
    sealed.map(|sealed| seal.unseal(place, sealed)).transpose()
}
