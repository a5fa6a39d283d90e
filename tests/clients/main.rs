//! OAuth clients that nobody here wrote, each with a login and a refresh at `phal-oauth practice` and at
//! the daemon's API.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of a test may end the test wherever it stands"
)]

mod daemon;
mod example;
mod oauth2_crate;
mod oidc_agent;
mod person;
#[path = "../interop/process.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod process;
mod standcloud;
#[path = "../interop/tools.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod tools;
mod web;

use std::process::Command;

use rustix::process::Signal;

use crate::daemon::Daemon;
use crate::process::Process;
use crate::tools::{node, project};

/// A server that the clients log in at, as the public client `practice`.
struct Server {
    issuer: String,
    /// What a token opens, and what stands there.
    resource: String,
    treasure: &'static str,
    person: Person,
}

/// The person who approves.
enum Person {
    /// Whoever opens the page of a practice server.
    Anyone(Process),
    /// The owner of the daemon.
    Owner(Daemon),
}

/// The program as a practice server.
fn practice(options: &[&str]) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_phal-oauth"));
    Process::start("practice", command.arg("practice").args(options))
}

impl Server {
    /// One of each kind.
    fn both() -> [Self; 2] {
        [Self::practice(), Self::daemon()]
    }

    fn practice() -> Self {
        // Clients poll in real time.
        let server = practice(&["--port", "0", "--interval", "1"]);
        let issuer = server.out.find("its address", |line| {
            let (_, issuer) = line.split_once("runs at ")?;
            Some(issuer.to_owned())
        });
        Self {
            resource: format!("{issuer}/hello"),
            treasure: "Hello, Practice app!",
            issuer,
            person: Person::Anyone(server),
        }
    }

    fn daemon() -> Self {
        let daemon = Daemon::start(&[]);
        // The first two are what they ask for; oidc-agent asks for the others whatever it is told.
        let scopes =
            ["hello", "mail", "offline_access", "openid"].map(|word| format!("--scope={word}"));
        let client = [
            "clients",
            "add",
            "Practice app",
            "--id=practice",
            "--public",
        ];
        daemon.command(&[&client[..], &scopes.each_ref().map(String::as_str)].concat());
        let issuer = daemon.issuer();
        Self {
            resource: format!("{issuer}/api/v1/status"),
            treasure: "\"apps\":[]",
            issuer,
            person: Person::Owner(daemon),
        }
    }

    /// The daemon with an app whose token the client may have.
    fn with_app() -> Self {
        let app = "skill-radio.author_music";
        let daemon = Daemon::with_token(app, "token-of-the-app");
        let token = format!("--token={app}");
        daemon.command(&[
            "clients",
            "add",
            "Radio",
            "--id=practice",
            "--public",
            &token,
        ]);
        let issuer = daemon.issuer();
        Self {
            resource: format!("{issuer}/api/v1/tokens/{app}"),
            treasure: "\"access_token\":\"token-of-the-app\"",
            issuer,
            person: Person::Owner(daemon),
        }
    }

    fn approve_link(&self, link: &str) {
        match &self.person {
            Person::Anyone(_) => person::approve_link(link),
            Person::Owner(daemon) => daemon.approve_link(link),
        }
    }

    fn approve_code(&self, code: &str) {
        match &self.person {
            Person::Anyone(_) => person::approve_code(&format!("{}/activate", self.issuer), code),
            Person::Owner(daemon) => daemon.approve(code),
        }
    }

    /// Asserts that an access token is good.
    #[track_caller]
    fn assert_opens(&self, token: &str) {
        let bearer = format!("Bearer {token}");
        let opened = web::send("GET", &self.resource, &[("Authorization", &bearer)], "");
        assert!(opened.body.contains(self.treasure), "{}", opened.body);
    }

    /// Runs a client that prints the link for the person, and what its token opens when it is done.
    fn serves(&self, name: &str, mut client: Command) {
        let mut client = Process::start(name, client.args([&self.issuer, &self.resource]));
        let link = client.out.find("a link", |line| {
            line.starts_with("http").then(|| line.to_owned())
        });
        self.approve_link(&link);
        client.ended_with(0);
        let printed = client.printed();
        assert!(printed.contains(self.treasure), "{printed}");
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
    let server = Server::practice();
    let Person::Anyone(mut running) = server.person else {
        unreachable!()
    };
    let (_, port) = server.issuer.rsplit_once(':').unwrap();
    let mut second = practice(&["--port", port]);
    second.ended_with(3);
    assert!(second.printed().contains("choose another with --port"));
    let mut public = practice(&["--port", "0", "--listen", "203.0.113.9"]);
    public.ended_with(2);
    assert!(public.printed().contains("there is no TLS"));
    running.signal(Signal::TERM);
    running.ended_with(0);
}

#[test]
fn requests_oauth2client_logs_in_and_refreshes() {
    let servers = [
        (Server::practice(), "hello mail"),
        (Server::daemon(), "hello mail"),
        (Server::with_app(), "token:skill-radio.author_music"),
    ];
    for (server, scope) in servers {
        let mut client = python("tests/clients/with_requests_oauth2client.py");
        client.arg(scope);
        server.serves("requests-oauth2client", client);
    }
}

#[test]
fn oauthlib_logs_in_and_refreshes() {
    for server in Server::both() {
        server.serves("oauthlib", python("tests/clients/with_oauthlib.py"));
    }
}

#[test]
fn openid_client_logs_in_refreshes_and_revokes() {
    for server in Server::both() {
        server.serves(
            "openid-client",
            node("tests/clients/with_openid_client.mjs"),
        );
    }
}
