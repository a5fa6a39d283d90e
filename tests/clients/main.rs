//! OAuth clients that nobody here wrote, each with a login and a refresh at `phal-oauth practice`.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

mod oauth2_crate;
mod oidc_agent;
mod person;
#[path = "../interop/process.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod process;
#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;
mod web;

use std::process::Command;

use rustix::process::Signal;

use crate::process::Process;
use crate::tools::{node, project};

/// What the server says to who has a good token.
const GREETING: &str = "Hello, Practice app!";

/// A running practice server.
struct Practice {
    server: Process,
    issuer: String,
}

/// The program as a practice server.
fn practice(options: &[&str]) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phal-oauth"));
    Process::start("practice", command.arg("practice").args(options))
}

impl Practice {
    fn start() -> Self {
        // Clients poll in real time.
        let server = practice(&["--port", "0", "--interval", "1"]);
        let issuer = server.out.find("its address", |line| {
            let (_, issuer) = line.split_once("runs at ")?;
            Some(issuer.to_owned())
        });
        Self { server, issuer }
    }

    /// Runs a client that prints the link for the person, and the greeting when it is done.
    fn serves(&self, name: &str, mut client: Command) {
        let mut client = Process::start(name, client.arg(&self.issuer));
        let link = client.out.find("a link", |line| {
            line.starts_with("http").then(|| line.to_owned())
        });
        person::approve_link(&link);
        client.ended_with(0);
        assert!(client.printed().contains(GREETING), "{}", client.printed());
    }
}

fn python(script: &str) -> Command {
    let python = project(".tools/venv-clients/bin/python");
    assert!(
        python.exists(),
        "{} is missing: run tests/setup",
        python.display()
    );
    let mut command = Command::new(python);
    command.arg(project(script));
    command
}

#[test]
fn the_server_says_why_it_does_not_start_and_ends_by_a_signal() {
    let mut running = Practice::start();
    let (_, port) = running.issuer.rsplit_once(':').unwrap();
    let mut second = practice(&["--port", port]);
    second.ended_with(3);
    assert!(second.printed().contains("choose another with --port"));
    let mut public = practice(&["--port", "0", "--listen", "203.0.113.9"]);
    public.ended_with(2);
    assert!(public.printed().contains("there is no TLS"));
    running.server.signal(Signal::TERM);
    running.server.ended_with(0);
}

#[test]
fn requests_oauth2client_logs_in_and_refreshes() {
    let client = python("tests/clients/with_requests_oauth2client.py");
    Practice::start().serves("requests-oauth2client", client);
}

#[test]
fn oauthlib_logs_in_and_refreshes() {
    let client = python("tests/clients/with_oauthlib.py");
    Practice::start().serves("oauthlib", client);
}

#[test]
fn openid_client_logs_in_refreshes_and_revokes() {
    let client = node("tests/clients/with_openid_client.mjs");
    Practice::start().serves("openid-client", client);
}
