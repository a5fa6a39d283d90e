//! The alpha line: the real bus, with its own certificate or in clear, and a skill on its client.

use std::fs::{self, File};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::daemon::Daemon;
use crate::tools::{free_port, project, until};

/// A running bus of the alpha line.
struct AlphaBus {
    port: u16,
    home: TempDir,
    process: Child,
}

impl Drop for AlphaBus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl AlphaBus {
    fn start(tls: bool) -> Self {
        let home = tempfile::tempdir().unwrap();
        let port = free_port();
        let folder = home.path().join(".config/mycroft");
        fs::create_dir_all(&folder).unwrap();
        let settings = json!({
            "websocket": { "host": "127.0.0.1", "port": port, "route": "/core", "ssl": tls },
        });
        fs::write(folder.join("mycroft.conf"), settings.to_string()).unwrap();
        let process = Self::python(&home)
            .args(["-m", "ovos_messagebus"])
            .stdout(Stdio::null())
            .stderr(File::create(home.path().join("log")).unwrap())
            .spawn()
            .unwrap();
        let bus = Self {
            port,
            home,
            process,
        };
        until("the alpha bus listens", || {
            TcpStream::connect(("127.0.0.1", port)).ok()
        });
        bus
    }

    fn python(home: &TempDir) -> Command {
        let python = project(".tools/venv-alpha/bin/python");
        assert!(python.exists(), "no alpha line: run tests/setup");
        let mut python = Command::new(python);
        python
            .env_clear()
            .env("HOME", home.path())
            .env("TMPDIR", home.path())
            .stdin(Stdio::null());
        python
    }

    /// The certificate that it made for itself.
    fn certificate(&self) -> PathBuf {
        let folder = ".local/share/OpenVoiceOS/ovos-messagebus/certs";
        self.home.path().join(folder).join("ovos-messagebus.crt")
    }

    /// What a skill is answered on it.
    fn ask(&self, tls: bool) -> Vec<Value> {
        let mut skill = Self::python(&self.home);
        skill.arg(project("tests/every_bus/alpha_skill.py"));
        skill.args([
            "localhost",
            &self.port.to_string(),
            if tls { "tls" } else { "-" },
        ]);
        skill.env("WEBSOCKET_CLIENT_CA_BUNDLE", self.certificate());
        let done = skill.output().unwrap();
        let complaint = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{complaint}");
        let printed = String::from_utf8(done.stdout).unwrap();
        let lines = printed.lines().map(serde_json::from_str);
        lines.map(Result::unwrap).collect()
    }
}

fn assert_answered(answers: &[Value]) {
    let told = |kind: &str| {
        let found = answers.iter().find(|answer| answer["asked"] == kind);
        &found.unwrap_or_else(|| panic!("no {kind}"))["data"]
    };
    assert_eq!(told("oauth.register")["munged_id"], "alpha_app");
    assert_eq!(told("oauth.register")["needs_creds"], false);
    let url = told("oauth.get")["url"].as_str().unwrap();
    assert!(
        url.starts_with("https://provider.example/authorize?"),
        "{url}"
    );
    let apps = &told("oauth.status")["apps"];
    assert_eq!(apps[0]["state"], "not_authenticated", "{apps}");
    assert_eq!(told("oauth.start")["needs_credentials"], false);
    assert!(told("oauth.generate.qr.request")["qr"].is_string());
    assert_eq!(told("oauth.refresh")["error_code"], "not_authenticated");
    assert_eq!(told("oauth.get.app.host.info")["host"], "127.0.0.1");
    for answer in answers.iter().filter(|answer| answer["data"].is_object()) {
        assert!(answer["context"]["session"].is_object(), "{answer}");
    }
    let end = answers.last().unwrap();
    let heard = end["heard"].as_array().unwrap();
    for news in ["oauth.login.started", "ovos.shell.oauth.display.qr.code"] {
        assert!(heard.iter().any(|kind| kind == news), "{end}");
    }
    assert_eq!(end["unfit"], json!([]));
    // Of all that was said the bus refused one message, the skill's.
    let refused = json!([{ "msg_type": "oauth.get", "reason": "malformed_carrier" }]);
    assert_eq!(end["rejected"], refused);
}

#[test]
fn the_alpha_bus_behind_its_own_certificate_takes_what_we_say() {
    let bus = AlphaBus::start(true);
    let settings = json!({
        "websocket": { "host": "127.0.0.1", "port": bus.port, "ssl": true },
        "PHAL": { "ovos-PHAL-plugin-oauth": { "bus": { "ca_file": bus.certificate() } } },
    });
    let daemon = Daemon::start(&settings, &[]);
    daemon.logs("joined the bus");
    assert_answered(&bus.ask(true));
    daemon.stop();
}

#[test]
fn the_alpha_bus_in_clear_takes_what_we_say() {
    let bus = AlphaBus::start(false);
    let settings = json!({ "websocket": { "host": "127.0.0.1", "port": bus.port } });
    let daemon = Daemon::start(&settings, &[]);
    daemon.logs("joined the bus");
    assert_answered(&bus.ask(false));
    daemon.stop();
}
