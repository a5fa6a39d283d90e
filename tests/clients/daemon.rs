//! The daemon as a process whose API is on, and its owner at the command line.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::process::Process;

/// A running daemon in a home of its own.
pub(crate) struct Daemon {
    home: TempDir,
    process: Process,
}

impl Daemon {
    /// Starts one with these settings of the API, on free ports, and a certificate for localhost.
    pub(crate) fn start(changes: &[(&str, Value)]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), changes)
    }

    /// Starts one that finds this app with this token, as the Python plugin has left them.
    pub(crate) fn with_token(munged_id: &str, access_token: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let app = json!({
            "oauth_service": munged_id, "client_id": "cid", "client_secret": "sec",
            "auth_endpoint": "https://provider.example/authorize",
            "token_endpoint": "https://provider.example/token", "scope": ["a"],
        });
        let token = json!({
            "access_token": access_token, "token_type": "Bearer", "expires_at": 4_102_444_800_u64,
        });
        let folder = home.path().join(".cache/mycroft/json_database");
        std::fs::create_dir_all(&folder).unwrap();
        for (name, row) in [("ovos_oauth_apps", app), ("ovos_oauth", token)] {
            let rows = json!({ munged_id: row });
            std::fs::write(folder.join(name).with_extension("json"), rows.to_string()).unwrap();
        }
        Self::start_in(home, &[])
    }

    fn start_in(home: TempDir, changes: &[(&str, Value)]) -> Self {
        let state = home.path().join(".local/state/phal-oauth");
        let mut api = json!({
            "enabled": true, "port": 0, "interval": 1, "listen": "127.0.0.1", "tls_port": 0,
            "tls_cert": state.join("api-cert.pem"), "tls_key": state.join("api-key.pem"),
        });
        for (name, value) in changes {
            let api = api.as_object_mut().unwrap();
            api.insert((*name).to_owned(), value.clone());
        }
        let ours = json!({
            "api": api, "port": 0, "listen": "127.0.0.1", "advertise_host": "127.0.0.1",
        });
        let settings = json!({ "PHAL": { "ovos-PHAL-plugin-oauth": ours } });
        let folder = home.path().join(".config/mycroft");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("mycroft.conf"), settings.to_string()).unwrap();
        let command = |words: &[&str]| command(home.path(), words);
        Process::start("tls init", &mut command(&["tls", "init"])).ended_with(0);
        let process = Process::start("daemon", &mut command(&["run", "--bus", "embedded:0"]));
        Self { home, process }
    }

    /// Where programs of this machine find the API.
    pub(crate) fn issuer(&self) -> String {
        format!("http://{}", self.told("loopback="))
    }

    /// Where others find it.
    pub(crate) fn issuer_by_tls(&self) -> String {
        let address = self.told("tls=");
        let (_, port) = address.rsplit_once(':').unwrap();
        format!("https://localhost:{port}")
    }

    /// What its log says of the API.
    fn told(&self, what: &str) -> String {
        self.process.err.find(what, |line| {
            let (_, rest) = line.split_once("the API is on ")?;
            let told = rest.split(' ').find_map(|part| part.strip_prefix(what));
            told.map(|told| told.trim_matches('"').to_owned())
        })
    }

    /// The certificate that others trust.
    pub(crate) fn certificate(&self) -> PathBuf {
        let state = self.home.path().join(".local/state/phal-oauth");
        state.join("api-cert.pem")
    }

    /// The owner does something at the command line.
    pub(crate) fn command(&self, words: &[&str]) {
        // When the log says where the API is, the control socket is there, too.
        self.issuer();
        let mut command = command(self.home.path(), words);
        Process::start("command", &mut command).ended_with(0);
    }

    /// The owner approves what a link asks for.
    pub(crate) fn approve_link(&self, link: &str) {
        let link = Url::parse(link).unwrap();
        let (_, code) = link
            .query_pairs()
            .find(|(name, _)| name == "user_code")
            .unwrap();
        self.approve(&code);
    }

    /// The owner types a code.
    pub(crate) fn approve(&self, code: &str) {
        self.command(&["approve", code, "--yes"]);
    }
}

fn command(home: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phal-oauth"));
    command
        .args(words)
        .env_clear()
        .env("HOME", home)
        .env("TMPDIR", home);
    command
}
