//! Programs beside the bus and their owner at the command line, with a daemon that is killed between
//! any two steps.

use std::fs;
use std::net::TcpStream;

use serde_json::{Value, json};
use tempfile::TempDir;
use url::form_urlencoded;

use crate::daemon::{Daemon, Place};
use crate::tools::{free_port, until};
use crate::web::{self, Answer};

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A daemon whose API is on, and whose bus is not there: programs need none.
struct Home {
    daemon: Daemon,
    place: Place,
    api: String,
    _folder: TempDir,
}

impl Home {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::in_folder(folder.path());
        let port = free_port();
        let ours = json!({ "api": { "enabled": true, "port": port, "interval": 1 } });
        let settings = json!({ "PHAL": { "ovos-PHAL-plugin-oauth": ours } });
        let config = folder.path().join(".config/mycroft");
        fs::create_dir_all(&config).unwrap();
        fs::write(config.join("mycroft.conf"), settings.to_string()).unwrap();
        let home = Self {
            daemon: Daemon::start(&place, &[]),
            place,
            api: format!("http://127.0.0.1:{port}"),
            _folder: folder,
        };
        home.wait();
        home
    }

    /// Until the API answers.
    fn wait(&self) {
        let address = self.api.trim_start_matches("http://");
        until("the API", || TcpStream::connect(address).ok());
        // It takes connections before it is ready, and answers afterwards.
        web::get(&format!("{}/api/v1/openapi.json", self.api));
    }

    fn kill_and_restart(&mut self) {
        self.daemon.kill_and_restart();
        self.wait();
    }

    /// A command that must do its work, with what it printed.
    fn run(&self, words: &[&str]) -> String {
        let (code, process) = self.place.run(words);
        assert_eq!(code, 0, "{words:?}: {}", process.printed());
        process.out.text()
    }

    /// A command that must not, with its exit code and what it complained of.
    fn refused(&self, words: &[&str]) -> (i32, String) {
        let (code, process) = self.place.run(words);
        assert_ne!(code, 0, "{words:?}: {}", process.printed());
        (code, process.err.text())
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.run(words)).unwrap()
    }

    fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        let length = ("Content-Length", &*form.len().to_string());
        web::ask(
            "POST",
            &format!("{}{path}", self.api),
            &[kind, length],
            &form,
        )
    }

    fn begin(&self) -> Value {
        let asked = [("client_id", "radio")];
        let begun = self.post("/oauth/device_authorization", &asked);
        assert_eq!(begun.status, 200, "{begun:?}");
        json_of(&begun)
    }

    fn poll(&self, begun: &Value) -> Answer {
        let code = begun["device_code"].as_str().unwrap();
        let fields = [
            ("client_id", "radio"),
            ("grant_type", DEVICE_GRANT),
            ("device_code", code),
        ];
        self.post("/oauth/token", &fields)
    }

    fn refresh(&self, token: &str) -> Answer {
        let fields = [
            ("client_id", "radio"),
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
        ];
        self.post("/oauth/token", &fields)
    }

    fn status(&self, access_token: &str) -> u16 {
        let token = format!("Bearer {access_token}");
        let url = format!("{}/api/v1/status", self.api);
        web::ask("GET", &url, &[("Authorization", &token)], "").status
    }
}

/// The JSON of an answer.
fn json_of(answer: &Answer) -> Value {
    let (_, body) = answer.text.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap_or_else(|_| panic!("no JSON: {answer:?}"))
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_grant_outlives_kills_between_all_its_steps() {
    let mut home = Home::start();
    home.run(&["clients", "add", "Radio", "--public", "--all-tokens"]);
    home.kill_and_restart();
    let begun = home.begin();
    home.kill_and_restart();
    let pending = home.poll(&begun);
    assert_eq!(text(&json_of(&pending), "error"), "authorization_pending");
    let asked = home.json(&["approve", &text(&begun, "user_code"), "--yes", "--json"]);
    assert_eq!(asked["client_name"], "Radio");
    home.kill_and_restart();
    let tokens = home.poll(&begun);
    assert_eq!(tokens.status, 200, "{tokens:?}");
    let first = json_of(&tokens);
    home.kill_and_restart();
    // What was announced is good, and the code is spent.
    assert_eq!(home.status(&text(&first, "access_token")), 200);
    assert_eq!(text(&json_of(&home.poll(&begun)), "error"), "invalid_grant");
    let second = home.refresh(&text(&first, "refresh_token"));
    assert_eq!(second.status, 200, "{second:?}");
    let second = json_of(&second);
    home.kill_and_restart();
    assert_eq!(home.status(&text(&second, "access_token")), 200);
    // An old refresh token that comes again ends all, and that outlives a kill, too.
    let replayed = home.refresh(&text(&first, "refresh_token"));
    assert_eq!(text(&json_of(&replayed), "error"), "invalid_grant");
    home.kill_and_restart();
    assert_eq!(home.status(&text(&second, "access_token")), 401);
    let dead = home.refresh(&text(&second, "refresh_token"));
    assert_eq!(text(&json_of(&dead), "error"), "invalid_grant");
    let deeds = home.json(&["audit", "--json"]);
    let deeds = deeds["entries"].as_array().unwrap().iter();
    let deeds: Vec<String> = deeds.map(|entry| text(entry, "deed")).collect();
    let told = [
        "replayed",
        "refreshed",
        "issued",
        "approved",
        "client_added",
    ];
    assert_eq!(deeds, told);
}

#[test]
fn who_removes_a_program_is_told_what_does_not_end_by_it() {
    let home = Home::start();
    home.run(&["clients", "add", "Radio", "--public", "--all-tokens"]);
    let begun = home.begin();
    home.run(&["approve", &text(&begun, "user_code"), "--yes"]);
    let tokens = json_of(&home.poll(&begun));
    let removed = home.run(&["clients", "remove", "radio"]);
    for said in ["it gets no new token", "phal-oauth revoke <munged_id>"] {
        assert!(removed.contains(said), "{removed}");
    }
    assert_eq!(home.status(&text(&tokens, "access_token")), 401);
}

#[test]
fn the_owner_adds_looks_refuses_and_removes() {
    let home = Home::start();
    let none = home.run(&["clients", "list"]);
    assert!(none.contains("No program may ask"), "{none}");
    let none = home.run(&["audit"]);
    assert!(none.contains("No program has asked"), "{none}");
    let added = home.run(&["clients", "add", "Kitchen radio", "--token", "s_a"]);
    assert!(added.contains("kitchen-radio") && added.contains("no app s_a is known yet"));
    let (_, rest) = added.split_once("client secret").unwrap();
    let secret = rest.split_whitespace().next().unwrap();
    assert_eq!(secret.len(), 43, "{added}");
    // Known by its digest alone, wherever one looks.
    for (path, bytes) in home.place.files() {
        let holds = bytes
            .windows(secret.len())
            .any(|it| it == secret.as_bytes());
        assert!(!holds, "{}", path.display());
    }
    let asked = [("client_id", "kitchen-radio"), ("client_secret", secret)];
    let begun = json_of(&home.post("/oauth/device_authorization", &asked));
    let code = text(&begun, "user_code");
    let wrong = [("client_id", "kitchen-radio"), ("client_secret", "guess")];
    let wrong = home.post("/oauth/device_authorization", &wrong);
    assert_eq!(
        (wrong.status, text(&json_of(&wrong), "error")),
        (401, "invalid_client".into())
    );

    let (exit, error) = home.refused(&["approve", &code]);
    assert!(exit == 2 && error.contains("--yes"), "{exit} {error}");
    let (exit, error) = home.refused(&["approve", "BBBB-BBBB", "--yes"]);
    assert!(
        exit == 1 && error.contains("no program waits"),
        "{exit} {error}"
    );
    let refused = home.run(&["approve", &code.to_lowercase(), "--refuse"]);
    assert!(refused.contains("the token of s_a") && refused.contains("was refused"));
    let (_, error) = home.refused(&["approve", &code, "--yes"]);
    assert!(error.contains("no program waits"), "{error}");

    let list = home.run(&["clients", "list"]);
    assert!(
        list.contains("Kitchen radio") && list.contains("the token of s_a"),
        "{list}"
    );
    home.run(&["clients", "remove", "kitchen-radio"]);
    let (exit, error) = home.refused(&["clients", "remove", "kitchen-radio"]);
    assert!(
        exit == 1 && error.contains("clients list"),
        "{exit} {error}"
    );
    let audit = home.run(&["audit"]);
    for line in [
        "was added, for token:s_a",
        "was refused at the command line",
        "was removed",
    ] {
        assert!(audit.contains(line), "{audit}");
    }
}

#[test]
fn a_program_whose_access_is_taken_back_may_ask_again() {
    let home = Home::start();
    home.run(&["clients", "add", "Radio", "--public", "--all-tokens"]);
    let log_in = || {
        let begun = home.begin();
        home.run(&["approve", &text(&begun, "user_code"), "--yes"]);
        text(&json_of(&home.poll(&begun)), "access_token")
    };
    let tokens = [log_in(), log_in()];
    let told = home.run(&["clients", "withdraw", "radio"]);
    assert!(
        told.contains("lost its access") && told.contains("phal-oauth revoke"),
        "{told}"
    );
    assert_eq!(tokens.map(|token| home.status(&token)), [401, 401]);
    let told = home.run(&["clients", "withdraw", "radio"]);
    assert!(told.contains("granted nothing"), "{told}");
    assert_eq!(home.status(&log_in()), 200);
    let (exit, error) = home.refused(&["clients", "withdraw", "nobody"]);
    assert!(
        exit == 1 && error.contains("clients list"),
        "{exit} {error}"
    );
}

#[test]
fn a_program_that_cannot_be_added_is_told_why() {
    let home = Home::start();
    home.run(&["clients", "add", "Kitchen radio", "--all-tokens"]);
    let (exit, error) = home.refused(&["clients", "add", "kitchen RADIO", "--all-tokens"]);
    assert!(
        exit == 1 && error.contains("clients remove"),
        "{exit} {error}"
    );
    let (exit, error) = home.refused(&["clients", "add", "Another"]);
    assert!(exit == 2 && error.contains("--token"), "{exit} {error}");
    let (exit, error) = home.refused(&["clients", "add", "x", "--id", "a b", "--all-tokens"]);
    assert!(
        exit == 1 && error.contains("client_id must be"),
        "{exit} {error}"
    );
    for name in ["", " "] {
        let (exit, error) = home.refused(&["clients", "add", name, "--id=e1", "--all-tokens"]);
        assert!(exit == 2 && error.contains("a name"), "{exit} {error}");
    }
    assert_eq!(
        home.json(&["clients", "list", "--json"])["clients"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let (exit, error) = home.refused(&["audit", "-n", "0"]);
    assert!(exit == 2 && error.contains("'0'"), "{exit} {error}");
}
