//! The two scripts of `StandCloud`'s documentation, with nothing changed but the address.
//!
//! They know their server's paths by heart, so the daemon has its endpoints there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::daemon::Daemon;
use crate::process::Process;
use crate::tools::project;
use crate::{python, web};

/// A daemon that looks like `StandCloud`, to whom the scripts' client is known.
fn standcloud() -> Daemon {
    let paths = json!({
        "device_authorization": "/auth/api/oidc/device-authorization",
        "token": "/auth/api/oidc/token",
        "status": "/hardpy/api/v1/healthcheck",
    });
    let daemon = Daemon::start(&[("paths", paths)]);
    daemon.command(&[
        "clients",
        "add",
        "HardPy",
        "--id=hardpy-report-uploader",
        "--public",
        "--scope=offline_access",
        "--scope=authelia.bearer.authz",
    ]);
    daemon
}

/// A script that was told where its server is.
struct Script {
    path: PathBuf,
}

impl Script {
    fn new(folder: &Path, name: &str, server: &str) -> Self {
        let original = project("tests/clients/standcloud").join(name);
        let original = fs::read_to_string(original).unwrap();
        let told = original.replace("https://demo.standcloud.io", server);
        assert_ne!(told, original);
        let path = folder.join(name);
        fs::write(&path, told).unwrap();
        Self { path }
    }

    fn command(&self) -> Command {
        let mut command = python(self.path.to_str().unwrap());
        command.env("PYTHONUNBUFFERED", "1");
        command
    }

    /// Runs it to its end; what it says.
    fn run(&self) -> String {
        let mut process = Process::start("script", &mut self.command());
        process.ended_with(0);
        process.printed()
    }

    /// Runs it to its end, which it finds when a person has approved.
    fn run_with_approval(&self, daemon: &Daemon) -> String {
        approved(&mut self.command(), daemon)
    }
}

fn approved(command: &mut Command, daemon: &Daemon) -> String {
    let mut process = Process::start("script", command);
    let link = process.out.find("a link", |line| {
        let link = line.strip_prefix("Verification URI: ")?;
        Some(link.to_owned())
    });
    daemon.approve_link(&link);
    process.ended_with(0);
    process.printed()
}

#[test]
fn its_flow_goes_to_the_end() {
    let daemon = standcloud();
    let folder = tempfile::tempdir().unwrap();
    let script = Script::new(folder.path(), "auth_flow.py", &daemon.issuer());
    let said = script.run_with_approval(&daemon);
    assert!(said.contains("Authorized API access"), "{said}");
}

#[test]
fn its_flow_goes_to_the_end_by_tls_for_who_trusts_the_certificate() {
    let daemon = standcloud();
    let folder = tempfile::tempdir().unwrap();
    let script = Script::new(folder.path(), "auth_flow.py", &daemon.issuer_by_tls());
    let mut trusting = script.command();
    trusting.env("REQUESTS_CA_BUNDLE", daemon.certificate());
    let said = approved(&mut trusting, &daemon);
    assert!(said.contains("Authorized API access"), "{said}");

    let mut distrusting = Process::start("script", &mut script.command());
    distrusting.ended_with(1);
    let said = distrusting.err.text();
    assert!(said.contains("CERTIFICATE_VERIFY_FAILED"), "{said}");
}

#[test]
fn its_tokens_are_kept_refreshed_and_asked_for_anew() {
    let daemon = standcloud();
    let folder = tempfile::tempdir().unwrap();
    let issuer = daemon.issuer();
    let script = Script::new(folder.path(), "token_update.py", &issuer);
    let file = folder.path().join("token_info.json");
    let read = || -> Value { serde_json::from_slice(&fs::read(&file).unwrap()).unwrap() };
    let expired = |mut tokens: Value| {
        tokens["expires_at"] = 0.into();
        fs::write(&file, tokens.to_string()).unwrap();
    };
    let said = script.run_with_approval(&daemon);
    assert!(said.contains("Healthcheck successful"), "{said}");
    let first = read();
    let said = script.run();
    assert!(said.contains("Access token is valid"), "{said}");
    assert!(said.contains("Healthcheck successful"), "{said}");

    expired(first.clone());
    let said = script.run();
    assert!(said.contains("Access and refresh tokens updated"), "{said}");
    assert!(said.contains("Healthcheck successful"), "{said}");
    let second = read();
    assert_ne!(second["access_token"], first["access_token"]);
    assert_ne!(second["refresh_token"], first["refresh_token"]);

    // A refresh token that comes twice ends all that came of its login.
    expired(first);
    let said = script.run_with_approval(&daemon);
    assert!(said.contains("Refresh token invalid"), "{said}");
    assert!(said.contains("Healthcheck successful"), "{said}");
    let healthy = |tokens: &Value| {
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        let url = format!("{issuer}/hardpy/api/v1/healthcheck");
        web::send("GET", &url, &[("Authorization", &bearer)], "").status
    };
    assert_eq!((healthy(&second), healthy(&read())), (401, 200));
}
