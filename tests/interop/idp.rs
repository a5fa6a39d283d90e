//! The real authorization server, and the person who approves there.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::process::Process;
use crate::tools::node;

/// A client that the authorization server knows.
#[derive(Clone, Copy)]
pub(crate) struct Client {
    /// The app that uses it.
    pub(crate) app: &'static str,
    /// Its client id.
    pub(crate) id: &'static str,
    secret: Option<&'static str>,
}

/// Authenticates with HTTP Basic.
pub(crate) const BASIC: Client = Client {
    app: "basic",
    id: "conf-basic",
    secret: Some("conf-basic-secret"),
};
/// Authenticates in the body.
pub(crate) const POST: Client = Client {
    app: "post",
    id: "conf-post",
    secret: Some("conf-post-secret"),
};
/// Has no secret.
pub(crate) const PUBLIC: Client = Client {
    app: "public",
    id: "public",
    secret: None,
};
/// Has an id and a secret that must be encoded in HTTP Basic.
pub(crate) const ODD: Client = Client {
    app: "odd",
    id: "odd+client id",
    secret: Some("s3cr+t:/ %40&=~"),
};
/// All of them.
pub(crate) const CLIENTS: [Client; 4] = [BASIC, POST, PUBLIC, ODD];

/// The skill of every test.
pub(crate) const SKILL: &str = "interop.test";

impl Client {
    /// The two ids of the app.
    pub(crate) fn ids(self) -> Value {
        json!({ "skill_id": SKILL, "app_id": self.app })
    }

    /// The name of the app on the wire.
    pub(crate) fn munged(self) -> String {
        format!("{SKILL}_{}", self.app)
    }

    /// The credentials, as a person types them.
    pub(crate) fn credentials(self) -> Value {
        let mut data = self.ids();
        data["client_id"] = self.id.into();
        data["client_secret"] = self.secret.into();
        data
    }
}

/// A running authorization server.
pub(crate) struct Idp {
    about: Value,
    log: PathBuf,
    process: Process,
}

impl Idp {
    /// Starts the server for the callbacks on this port.
    pub(crate) fn start(folder: &Path, callback_port: u16, options: &[&str]) -> Self {
        let log = folder.join("idp.jsonl");
        let mut command = node("tests/idp/server.mjs");
        command.args(["--port", "0", "--access-ttl", "3600", "--quiet"]);
        command.args(["--callback-port", &callback_port.to_string()]);
        command.args(
            CLIENTS
                .iter()
                .flat_map(|client| ["--id".into(), client.munged()]),
        );
        command.arg("--log").arg(&log).args(options);
        let process = Process::start("authorization server", &mut command);
        let about = process
            .out
            .find("its endpoints", |line| serde_json::from_str(line).ok());
        Self {
            about,
            log,
            process,
        }
    }

    /// An endpoint, by its name in the metadata.
    pub(crate) fn endpoint(&self, name: &str) -> &str {
        self.about[name].as_str().unwrap()
    }

    /// What a skill registers: the endpoints, and the client's credentials.
    pub(crate) fn registration(&self, client: Client) -> Value {
        json!({
            "skill_id": SKILL,
            "app_id": client.app,
            "client_id": client.id,
            "client_secret": client.secret,
            "auth_endpoint": self.endpoint("authorization_endpoint"),
            "token_endpoint": self.endpoint("token_endpoint"),
            "revocation_endpoint": self.endpoint("revocation_endpoint"),
            "scope": "openid read",
        })
    }

    /// Ends the server.
    pub(crate) fn stop(&mut self) {
        self.process.signal(Signal::TERM);
        self.process.ended();
    }

    /// All requests and answers so far.
    pub(crate) fn log(&self) -> Vec<Value> {
        let log = fs::read_to_string(&self.log).unwrap();
        log.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// The person approves, and is sent back to the daemon.
pub(crate) fn approve(url: &str) -> Visit {
    visit(url, &[])
}

/// The person refuses, and is sent back to the daemon.
pub(crate) fn deny(url: &str) -> Visit {
    visit(url, &["--deny"])
}

/// The person approves, but the browser does not get back to the daemon.
pub(crate) fn approve_without_callback(url: &str) -> Visit {
    visit(url, &["--no-deliver"])
}

/// The person confirms the code of another device.
pub(crate) fn confirm(url: &str, options: &[&str]) {
    assert_eq!(visit(url, options).0["outcome"], "device");
}

/// The person refuses what another device asks for, which the server's page calls an error.
pub(crate) fn refuse(url: &str, user_code: &str) {
    let mut command = node("tests/idp/approve.mjs");
    command.args(["--deny", "--user-code", user_code, url]);
    Process::start("person", &mut command).ended();
}

fn visit(url: &str, options: &[&str]) -> Visit {
    let mut person = Process::start(
        "person",
        node("tests/idp/approve.mjs").args(options).arg(url),
    );
    person.ended_with(0);
    Visit(serde_json::from_str(&person.out.text()).unwrap())
}

/// What a person met.
pub(crate) struct Visit(Value);

impl Visit {
    /// The callback, as the authorization server addressed it.
    pub(crate) fn callback(&self) -> &str {
        self.0["redirect"].as_str().unwrap()
    }

    /// The page that the daemon's answer to the callback leads to.
    pub(crate) fn outcome(&self) -> String {
        let answer = &self.0["callback"];
        assert_eq!(answer["status"], 303, "{answer}");
        let path = answer["headers"]["location"].as_str().unwrap();
        assert!(path.starts_with("/done/"), "{path}");
        url::Url::parse(self.callback())
            .unwrap()
            .join(path)
            .unwrap()
            .into()
    }

    /// The daemon's answer to the callback: headers and body.
    pub(crate) fn answer(&self) -> String {
        self.0["callback"].to_string()
    }
}
