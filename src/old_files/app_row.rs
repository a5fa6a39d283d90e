//! A row of the app file: a registration, by its munged id alone.

use secrecy::ExposeSecret;
use serde_json::{Map, Value};

use super::members::Members;
use super::token_row::put_all;
use crate::field::{flag, scope, text};
use crate::id::AppId;
use crate::provider::Client;
use crate::registration::Registration;
use crate::store::{App, TypedCredentials};

/// An app as another program left it.
pub(super) struct Row {
    /// What was registered, without its client.
    pub(super) registration: Registration,
    /// The client: nobody knows whether a skill shipped or a person typed it, and what a person typed
    /// outlives a registration without any.
    pub(super) credentials: Option<TypedCredentials>,
}

impl Row {
    /// Reads the row of this munged id; `None` where it cannot be registered like that.
    pub(super) fn read(munged: &str, row: &str) -> Option<Self> {
        let Value::Object(row) = serde_json::from_str(row).ok()? else {
            return None;
        };
        let mut registration = Registration::from_fields(guess(munged)?, &row).ok()?;
        let public = &registration.public;
        if public.auth_endpoint.is_none() || public.token_endpoint.is_none() {
            return None;
        }
        let client_secret = registration.secrets.client_secret.take();
        let client_id = registration.public.client_id.take();
        Some(Self {
            registration,
            credentials: client_id.map(|client_id| TypedCredentials {
                client_id,
                client_secret,
            }),
        })
    }

    /// The client that tokens of this id belong to.
    pub(super) fn client(&self) -> Option<Client> {
        let credentials = self.credentials.clone()?;
        let public = &self.registration.public;
        Some(Client {
            id: credentials.client_id,
            secret: credentials.client_secret,
            auth: None,
            token_endpoint: public.token_endpoint.clone()?,
            refresh_endpoint: public.refresh_endpoint.clone(),
            token_parameters: self.registration.secrets.token_parameters.clone(),
            refresh_redirect_uri: None,
            revocation_endpoint: public.revocation_endpoint.clone(),
            device_endpoint: public.device_authorization_endpoint.clone(),
            refresh_idle_days: public.refresh_idle_days,
            dialect: public.dialect.clone(),
            discovered: None,
        })
    }
}

/// The two ids behind a munged one: a guess, until a skill registers it.
pub(super) fn guess(munged: &str) -> Option<AppId> {
    munged.match_indices('_').find_map(|(at, _)| {
        let (skill_id, app_id) = munged.split_at_checked(at)?;
        AppId::new(skill_id, app_id.get(1..)?).ok()
    })
}

/// Puts our app into a row; `false` if it says so already. `callback` is for a new row: an old one
/// keeps its own, which nobody reads.
pub(super) fn put(
    row: &mut Members,
    app: &App,
    callback: Option<&str>,
) -> Result<bool, serde_json::Error> {
    let public = &app.registration.public;
    let secret = app.client_secret().map(ExposeSecret::expose_secret);
    let old = old(row);
    let is_new = row.is_empty();
    let mut ours = Map::new();
    let mut is = |name: &str, value: Value, is_there: bool| {
        if !is_there {
            ours.insert(name.to_owned(), value);
        }
    };
    let has = |name: &str| row.text(name).is_some();
    is(
        "oauth_service",
        app.id().munged().into(),
        has("oauth_service"),
    );
    let same_text = |name: &str, value: Option<&str>| {
        has(name) && text(&old, name).is_ok_and(|old| old.as_deref() == value)
    };
    let same_endpoint = |name: &str, value: Option<&str>| {
        let Some(value) = value else {
            // One that is not registered: no other stands there in its place.
            return same_text(name, None);
        };
        let old = text(&old, name).ok().flatten();
        let checked = old.and_then(|old| crate::endpoint::checked(name, &old).ok());
        checked.as_deref() == Some(value)
    };
    is(
        "client_id",
        app.client_id().into(),
        same_text("client_id", app.client_id()),
    );
    is(
        "client_secret",
        secret.into(),
        same_text("client_secret", secret),
    );
    let endpoints = [
        ("auth_endpoint", public.auth_endpoint.as_deref()),
        ("token_endpoint", public.token_endpoint.as_deref()),
    ];
    for (name, value) in endpoints {
        is(name, value.into(), same_endpoint(name, value));
    }
    is(
        "callback_endpoint",
        callback.into(),
        has("callback_endpoint"),
    );
    let same_scope = has("scope") && scope(&old).is_ok_and(|old| old == public.scope);
    is("scope", public.scope.clone().into(), same_scope);
    let shell = public.shell_integration;
    let same_shell = flag(&old, "shell_integration", true).is_ok_and(|old| old == shell);
    is("shell_integration", shell.into(), same_shell && !is_new);
    put_all(row, &ours)
}

/// The members that are read, as a payload.
fn old(row: &Members) -> Map<String, Value> {
    row.names()
        .filter_map(|name| Some((name.to_owned(), row.value(name)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SPOTIFY: &str = r#"{"oauth_service": "ocp_spotify", "client_id": "id", "client_secret": "hush",
        "auth_endpoint": "https://accounts.example/authorize?", "token_endpoint": "https://accounts.example/token",
        "callback_endpoint": "http://0.0.0.0:36536/auth/callback/ocp_spotify", "scope": ["a", "b"], "x": 1.0}"#;

    fn app(row: Row) -> App {
        App {
            registration: row.registration,
            typed: row.credentials,
            refused_by: None,
            picked: None,
            told_variables: std::collections::BTreeSet::new(),
        }
    }

    #[test]
    fn a_munged_id_is_taken_apart() {
        let ids = |munged: &str| {
            guess(munged).map(|app| (app.skill_id().to_owned(), app.app_id().to_owned()))
        };
        let both = |skill: &str, app: &str| Some((skill.to_owned(), app.to_owned()));
        assert_eq!(ids("ocp_spotify"), both("ocp", "spotify"));
        assert_eq!(ids("a_b_c"), both("a", "b_c"));
        assert_eq!(ids("_a_b"), both("_a", "b"));
        for odd in ["", "a", "_", "a_", "@{1}|spotify", "a b_c", "ü_b", "a_ü"] {
            assert_eq!(ids(odd), None, "{odd}");
        }
        let long = format!("{}_{}_b", "a".repeat(100), "a".repeat(100));
        assert_eq!(guess(&long).unwrap().munged(), long);
    }

    #[test]
    fn a_row_is_a_registration_with_its_client_apart() {
        let row = Row::read("ocp_spotify", SPOTIFY).unwrap();
        assert_eq!(row.registration.public.scope.as_deref(), Some("a b"));
        assert_eq!(row.registration.public.client_id, None);
        let client = row.client().unwrap();
        assert_eq!(client.id, "id");
        assert_eq!(client.token_endpoint, "https://accounts.example/token");
        assert_eq!(client.secret.unwrap().expose_secret(), "hush");
        for bad in [
            "null",
            "[]",
            "{}",
            r#"{"provider": "tado"}"#,
            r#"{"token_endpoint": "http://public.example/t"}"#,
        ] {
            assert!(Row::read("ocp_spotify", bad).is_none(), "{bad}");
        }
        assert!(Row::read("@{1}|spotify", SPOTIFY).is_none());
        let nobody = SPOTIFY.replace("\"id\"", "null");
        assert!(
            Row::read("ocp_spotify", &nobody)
                .unwrap()
                .client()
                .is_none()
        );
    }

    #[test]
    fn what_was_read_is_written_as_it_was() {
        let app = app(Row::read("ocp_spotify", SPOTIFY).unwrap());
        let mut row = Members::parse(SPOTIFY).unwrap();
        assert!(!put(&mut row, &app, Some("http://h/cb")).unwrap());
    }

    #[test]
    fn an_endpoint_that_is_not_registered_stands_there_no_more() {
        let mut app = app(Row::read("ocp_spotify", SPOTIFY).unwrap());
        app.registration.public.token_endpoint = None;
        let mut row = Members::parse(SPOTIFY).unwrap();
        assert!(put(&mut row, &app, None).unwrap());
        assert_eq!(row.value("token_endpoint"), Some(json!(null)));
        assert!(!put(&mut row, &app, None).unwrap());
        assert!(Row::read("ocp_spotify", &row.row()).is_none());
    }

    #[test]
    fn only_what_differs_is_written() {
        let mut app = app(Row::read("ocp_spotify", SPOTIFY).unwrap());
        app.registration.public.scope = Some("c".to_owned());
        app.typed = None;
        let mut row = Members::parse(SPOTIFY).unwrap();
        assert!(put(&mut row, &app, Some("http://h/cb")).unwrap());
        assert_eq!(row.value("scope"), Some(json!("c")));
        assert_eq!(row.value("client_secret"), Some(json!(null)));
        assert_eq!(row.text("x"), Some("1.0"));
        assert!(row.text("callback_endpoint").unwrap().contains("0.0.0.0"));
    }

    #[test]
    fn a_new_row_has_what_the_python_plugin_writes() {
        let app = app(Row::read("ocp_spotify", SPOTIFY).unwrap());
        let mut row = Members::default();
        assert!(put(&mut row, &app, Some("http://h/cb")).unwrap());
        let written: Value = serde_json::from_str(&row.row()).unwrap();
        assert_eq!(
            written,
            json!({
                "oauth_service": "ocp_spotify", "client_id": "id", "client_secret": "hush",
                "auth_endpoint": "https://accounts.example/authorize?",
                "token_endpoint": "https://accounts.example/token",
                "callback_endpoint": "http://h/cb", "scope": "a b", "shell_integration": true,
            })
        );
        assert!(!put(&mut row, &app, Some("http://h/cb")).unwrap());
    }
}
