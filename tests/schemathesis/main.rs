//! The API of a real daemon, tried by schemathesis: it makes requests up from the OpenAPI document, good and
//! bad ones, and holds the answers against it.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

#[path = "../interop/bus.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod bus;
#[path = "../interop/daemon.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod daemon;
#[path = "../interop/process.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod process;
#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;
#[path = "../clients/web.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod web;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use url::form_urlencoded::Serializer;

use crate::daemon::{Daemon, Place};
use crate::process::Process;
use crate::tools::{free_port, project, until};
use crate::web::send;

/// The app whose token there is.
const APP: &str = "skill-radio.author_music";

/// The program that asks for it.
const CLIENT: &str = "schemathesis";

/// Requests made up for each operation: twenty seconds in all on a small machine.
const REQUESTS: &str = "100";

/// A daemon with its API, an app that is logged in, and a client.
struct Device {
    _daemon: Daemon,
    place: Place,
    api: String,
    home: TempDir,
}

impl Device {
    fn start() -> Self {
        let home = tempfile::tempdir().unwrap();
        let place = Place::in_folder(home.path());
        let port = free_port();
        let section = json!({ "api": { "enabled": true, "port": port, "interval": 1 } });
        let config = json!({ "PHAL": { "ovos-PHAL-plugin-oauth": section } });
        write(home.path(), ".config/mycroft/mycroft.conf", &config);
        log_in(home.path());
        let bus = format!("embedded:{}", place.bus_port);
        let daemon = Daemon::start_by_configuration(&place, &["--bus", &bus, "--log", "warn"]);
        // The last of all that it opens.
        let control = place.folder("run").join("control.sock");
        until("the daemon listens", || control.exists().then_some(()));
        let device = Self {
            _daemon: daemon,
            place,
            api: format!("http://127.0.0.1:{port}"),
            home,
        };
        device.run(&["clients", "add", "Schemathesis", "--public", "--all-tokens"]);
        device
    }

    /// Runs a command of the owner.
    fn run(&self, words: &[&str]) {
        let (code, command) = self.place.run(words);
        assert_eq!(code, 0, "{words:?}: {}", command.printed());
    }

    /// An access token for every app, approved by the owner.
    fn access_token(&self) -> String {
        let codes = self.post("/oauth/device_authorization", &[("scope", "token:*")]);
        self.run(&["approve", codes["user_code"].as_str().unwrap(), "--yes"]);
        let grant = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", codes["device_code"].as_str().unwrap()),
        ];
        let tokens = self.post("/oauth/token", &grant);
        tokens["access_token"].as_str().unwrap().to_owned()
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Value {
        let form = Serializer::new(String::new())
            .append_pair("client_id", CLIENT)
            .extend_pairs(fields)
            .finish();
        let kind = [("Content-Type", "application/x-www-form-urlencoded")];
        let answer = send("POST", &format!("{}{path}", self.api), &kind, &form);
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Tries the API, with an access token or without one.
    fn try_out(&self, token: Option<&str>) {
        let program = project(".tools/venv-schemathesis/bin/schemathesis");
        assert!(
            program.exists(),
            "{} is missing: run tests/setup",
            program.display()
        );
        let folder = tempfile::tempdir_in(self.home.path()).unwrap();
        let config = folder.path().join("schemathesis.toml");
        fs::write(&config, configuration(token)).unwrap();
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", folder.path())
            .env("CLIENT", CLIENT)
            .env("APP", APP)
            .current_dir(folder.path())
            .arg("--config-file")
            .arg(config)
            .args(["run", "--seed", "1", "--checks", "all", "--no-color"])
            .args(["--max-examples", REQUESTS, "--continue-on-failure"])
            .arg(format!("{}/api/v1/openapi.json", self.api));
        if token.is_none() {
            // It would make tokens up that are none: RFC 6750, section 3.1, answers 400 to these.
            command.args(["--generation-with-security-parameters", "false"]);
        }
        let mut tried = Process::start("schemathesis", &mut command);
        tried.ended_with(0);
        let printed = tried.printed();
        // All but the document itself.
        assert!(printed.contains("Tested: 8"), "{printed}");
        // Or it would have tried the limit and nothing else.
        let nowhere = send("GET", &format!("{}/nowhere", self.api), &[], "");
        assert_eq!(nowhere.status, 404, "{}", nowhere.body);
    }
}

fn configuration(token: Option<&str>) -> String {
    let hooks = project("tests/schemathesis/known.py");
    let written = fs::read_to_string(project("tests/schemathesis/schemathesis.toml")).unwrap();
    let hooks = json!(hooks);
    let auth = token.map(|token| format!("[auth.openapi.bearer]\nbearer = \"{token}\"\n"));
    format!("hooks = {hooks}\n{written}\n{}", auth.unwrap_or_default())
}

/// Leaves an app and its token as the Python plugin does, for the daemon to take over.
fn log_in(home: &Path) {
    let app = json!({
        "oauth_service": APP, "client_id": "cid", "client_secret": "sec",
        "auth_endpoint": "https://provider.example/authorize",
        "token_endpoint": "https://provider.example/token", "scope": ["a"],
    });
    let token =
        json!({ "access_token": "at", "token_type": "Bearer", "expires_at": 4_102_444_800_u64 });
    for (name, row) in [("ovos_oauth_apps", app), ("ovos_oauth", token)] {
        let file = format!(".cache/mycroft/json_database/{name}.json");
        write(home, &file, &json!({ APP: row }));
    }
}

fn write(home: &Path, file: &str, content: &Value) {
    let path = home.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content.to_string()).unwrap();
}

#[test]
fn the_api_does_what_its_document_says() {
    let device = Device::start();
    let token = device.access_token();
    let path = format!("{}/api/v1/tokens/{APP}", device.api);
    let shown = [("Authorization", format!("Bearer {token}"))];
    let shown = shown
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    assert_eq!(send("GET", &path, &shown, "").status, 200);
    device.try_out(Some(&token));
    device.try_out(None);
    assert_eq!(send("GET", &path, &shown, "").status, 200);
}
