//! All the processes of one test, in a folder of their own.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bus::{Bus, Ear};
use crate::daemon::{Daemon, Place};
use crate::idp::{Client, Idp};

/// Bus, authorization server and daemon, and an ear on the bus.
pub(crate) struct World {
    /// The daemon.
    pub(crate) daemon: Daemon,
    /// Where it lives.
    pub(crate) place: Place,
    /// The authorization server.
    pub(crate) idp: Idp,
    /// The ear.
    pub(crate) ear: Ear,
    /// The bus.
    pub(crate) bus: Bus,
    /// Where the bus listens.
    pub(crate) bus_port: u16,
    home: TempDir,
}

impl World {
    /// Starts all, and waits for the daemon's greeting on the bus.
    pub(crate) fn start(idp_options: &[&str]) -> Self {
        Self::start_with(idp_options, &[])
    }

    /// The same, with further options of the daemon.
    pub(crate) fn start_with(idp_options: &[&str], options: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let place = Place::in_folder(home.path());
        Bus::configure(home.path(), place.bus_port);
        let idp = Idp::start(home.path(), place.port, idp_options);
        let bus = Bus::start(home.path(), place.bus_port);
        let ear = bus.ear();
        let daemon = Daemon::start(&place, options);
        ear.hear("oauth.ping", 0);
        Self {
            daemon,
            idp,
            ear,
            bus,
            bus_port: place.bus_port,
            place,
            home,
        }
    }

    /// The folder of the test.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Registers an app.
    pub(crate) fn register(&self, client: Client) {
        let data = self.idp.registration(client);
        let answer = self
            .ear
            .ask("oauth.register", &data, "oauth.register.response");
        assert_eq!(answer["munged_id"], client.munged(), "{answer}");
        assert_eq!(answer["error"], Value::Null, "{answer}");
    }

    /// Asks for an authorization URL.
    pub(crate) fn authorization_url(&self, client: Client) -> String {
        let answer = self.ear.ask("oauth.get", &client.ids(), "oauth.url");
        answer["url"]
            .as_str()
            .unwrap_or_else(|| panic!("no URL: {answer}"))
            .to_owned()
    }

    /// Waits for the token of an app.
    pub(crate) fn token(&self, client: Client, from: usize) -> Value {
        self.ear
            .hear(&format!("oauth.token.response.{}", client.munged()), from)
    }

    /// Asks for a refresh.
    pub(crate) fn refresh(&self, client: Client) -> Value {
        self.ear
            .ask("oauth.refresh", &client.ids(), "oauth.refresh.response")
    }

    /// What the daemon knows of an app.
    pub(crate) fn status(&self, client: Client) -> Value {
        let answer = self
            .ear
            .ask("oauth.status", &json!({}), "oauth.status.response");
        let apps = answer["apps"]
            .as_array()
            .unwrap_or_else(|| panic!("no apps: {answer}"));
        let app = apps.iter().find(|app| app["munged_id"] == client.munged());
        app.unwrap_or_else(|| panic!("no such app: {answer}"))
            .clone()
    }
}

/// What a skill may see of a token.
pub(crate) fn assert_token(token: &Value) {
    assert!(token["access_token"].is_string(), "{token}");
    assert!(token["expires_at"].is_f64(), "{token}");
    assert_eq!(token["refresh_token"], Value::Null, "{token}");
    assert_eq!(token["id_token"], Value::Null, "{token}");
}
