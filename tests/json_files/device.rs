//! A device with the real bus, the daemon, a provider and the two files.

use std::fs::{self, File, OpenOptions};
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bus::{Bus, Ear};
use crate::daemon::Place;
use crate::process::Process;
use crate::tools::{project, python, until};

/// The app file.
pub(crate) const APPS: &str = "ovos_oauth_apps.json";

/// The token file.
pub(crate) const TOKENS: &str = "ovos_oauth.json";

/// The device.
pub(crate) struct Device {
    /// What is heard on its bus.
    pub(crate) ear: Ear,
    /// The provider.
    pub(crate) provider: Process,
    /// Where the provider is.
    pub(crate) url: String,
    /// The time zone, if it is another than the machine's.
    pub(crate) zone: Option<&'static str>,
    place: Place,
    _bus: Bus,
    home: TempDir,
}

impl Device {
    /// A device without a daemon yet.
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let place = Place::in_folder(home.path());
        Bus::configure(home.path(), place.bus_port);
        let bus = Bus::start(home.path(), place.bus_port);
        let mut provider = python();
        provider.arg(project("tests/json_files/provider.py"));
        let provider = Process::start("provider", &mut provider);
        let url = provider.out.find("listening", |line| {
            let told: Value = serde_json::from_str(line).ok()?;
            told["listening"].as_str().map(str::to_owned)
        });
        Self {
            ear: bus.ear(),
            provider,
            url,
            zone: None,
            place,
            _bus: bus,
            home,
        }
    }

    /// Starts the daemon, and waits until it is on the bus.
    pub(crate) fn start(&self) -> Process {
        let from = self.ear.now();
        let mut command = self.place.command(&["run", "--log", "debug"]);
        command.env("PHAL_OAUTH_PORT", self.place.port.to_string());
        command.env("PHAL_OAUTH_ADVERTISE_HOST", "127.0.0.1");
        command.envs(self.zone.map(|zone| ("TZ", zone)));
        let daemon = Process::start("daemon", &mut command);
        self.ear.hear("oauth.ping", from);
        daemon
    }

    /// A Python program of this device.
    pub(crate) fn python(&self, script: &str, words: &[&str]) -> Command {
        let mut command = python();
        command
            .arg(project(&format!("tests/json_files/{script}")))
            .args(words)
            .env_clear()
            .env("HOME", self.home.path())
            .env("TMPDIR", self.home.path())
            .env("SPOTIFY_SKILL_CREDS_DIR", self.home.path())
            .env("OAUTHLIB_INSECURE_TRANSPORT", "1");
        command
    }

    /// What the daemon says of an app.
    pub(crate) fn status(&self, skill_id: &str, app_id: &str) -> Value {
        let ids = json!({ "skill_id": skill_id, "app_id": app_id });
        let answer = self.ear.ask("oauth.status", &ids, "oauth.status.response");
        answer["apps"][0].clone()
    }

    /// Has the daemon refresh a token.
    pub(crate) fn refresh(&self, skill_id: &str, app_id: &str) -> Value {
        let ids = json!({ "skill_id": skill_id, "app_id": app_id });
        self.ear
            .ask("oauth.refresh", &ids, "oauth.refresh.response")
    }

    /// Where a file is.
    fn path(&self, name: &str) -> PathBuf {
        let folder = self.home.path().join(".cache/mycroft/json_database");
        fs::create_dir_all(&folder).unwrap();
        folder.join(name)
    }

    fn lock(&self, name: &str) -> File {
        let path = self.home.path().join(format!("{name}.lock"));
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).open(path);
        let file = file.unwrap();
        file.lock().unwrap();
        file
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, rows: &Value) {
        let _lock = self.lock(name);
        fs::write(self.path(name), rows.to_string()).unwrap();
    }

    /// Writes the app file, with one app in it.
    pub(crate) fn write_app(&self, munged: &str) {
        let row = json!({
            "oauth_service": munged, "client_id": "cid", "client_secret": "sec",
            "auth_endpoint": format!("{}/authorize", self.url),
            "token_endpoint": format!("{}/token", self.url), "scope": "a",
        });
        self.write(APPS, &json!({ munged: row }));
    }

    /// The rows of the token file. Without its lock, which is wanted enough: who reads half of it
    /// reads it again.
    pub(crate) fn rows(&self) -> Value {
        until("the file can be read", || {
            let text = fs::read_to_string(self.path(TOKENS)).ok()?;
            serde_json::from_str(&text).ok()
        })
    }

    /// Waits until a row of the token file is as it should be, and returns it.
    pub(crate) fn until_row(&self, munged: &str, fits: impl Fn(&Value) -> bool) -> Value {
        until("the row is as it should be", || {
            Some(self.rows()[munged].clone()).filter(&fits)
        })
    }
}
