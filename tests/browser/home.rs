//! A device in a home network, with skills whose providers each accept one way to log in.

use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::bus::{Bus, Ear};
use crate::daemon::Place;
use crate::idp::{Idp, PUBLIC};
use crate::presets;
use crate::process::Process;
use crate::scanner::scan;
use crate::tools::{free_port, node};

/// The device's name in its network; phones are told that it is this machine.
const NAME: &str = "kitchen.local";

/// Where the relay page is; phones are told that it is this machine, too.
pub(crate) const RELAY: &str = "https://relay.example/";

/// The skill of every app.
const SKILL: &str = "walks";

/// A device, its bus, its skills and their providers.
pub(crate) struct Home {
    /// An ear on the bus.
    pub(crate) ear: Ear,
    /// Where the device's pages are.
    pub(crate) place: Place,
    /// The address of the scripted providers.
    pub(crate) providers: String,
    /// The port of the relay page.
    pub(crate) relay_port: u64,
    /// The address of the device's API, as its own programs see it.
    pub(crate) api: String,
    // They end in this order.
    _daemon: Process,
    idp: Idp,
    _scripted: Process,
    _bus: Bus,
    _folder: TempDir,
}

impl Home {
    /// Starts all.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::in_folder(folder.path());
        let api_port = free_port();
        configure(folder.path(), place.bus_port, api_port);
        let mut command = node("tests/browser/providers.mjs");
        command.arg(RELAY).args(write_certificate(folder.path()));
        let scripted = Process::start("providers", &mut command);
        let about: Value = scripted
            .out
            .find("their addresses", |line| serde_json::from_str(line).ok());
        let providers = about["origin"].as_str().unwrap().to_owned();
        presets::write(
            &folder.path().join(".config/phal-oauth/providers"),
            &providers,
        );
        let redirects = ["lan", "credentials"].map(|app| {
            let port = place.port;
            format!("http://{NAME}:{port}/auth/callback/{SKILL}_{app}")
        });
        let options = [
            "--redirect-uri",
            &redirects[0],
            "--redirect-uri",
            &redirects[1],
        ];
        let idp = Idp::start(folder.path(), place.port, &options);
        let bus = Bus::start(folder.path(), place.bus_port);
        let ear = bus.ear();
        let mut command = place.command(&["run"]);
        command.env("PHAL_OAUTH_PORT", place.port.to_string());
        for name in ["data", "state", "qr"] {
            let variable = format!("PHAL_OAUTH_{}_DIR", name.to_uppercase());
            command.env(variable, place.folder(name));
        }
        let daemon = Process::start("daemon", &mut command);
        ear.hear("oauth.ping", 0);
        Self {
            ear,
            place,
            providers,
            relay_port: about["relay_port"].as_u64().unwrap(),
            api: format!("http://127.0.0.1:{api_port}"),
            _daemon: daemon,
            idp,
            _scripted: scripted,
            _bus: bus,
            _folder: folder,
        }
    }

    /// The origin that phones see.
    pub(crate) fn origin(&self) -> String {
        format!("http://{NAME}:{}", self.place.port)
    }

    /// Every app, by its id: what its skill registers.
    pub(crate) fn apps(&self) -> Vec<(&'static str, Value)> {
        let client = json!({ "client_id": "walker" });
        let idp = |more: Value| {
            let mut app = self.idp.registration(PUBLIC);
            let members = app.as_object_mut().unwrap();
            members.insert("name".to_owned(), "My Music".into());
            members.extend(more.as_object().unwrap().clone());
            app
        };
        let device = self.idp.endpoint("device_authorization_endpoint");
        let preset = |id: &str| json!({ "provider": id, "client_id": "walker" });
        vec![
            ("lan", idp(json!({}))),
            ("credentials", idp(json!({ "client_id": null }))),
            (
                "device",
                idp(json!({ "device_authorization_endpoint": device })),
            ),
            (
                "device-only",
                idp(json!({ "device_authorization_endpoint": device, "way": "device" })),
            ),
            ("slow-down", preset("slow-down")),
            ("https-only", preset("https-only")),
            ("relay-cancelled", preset("https-only")),
            ("second-try", preset("second-try")),
            ("loopback-only", preset("loopback-only")),
            ("out-of-band", preset("out-of-band")),
            ("form-answers", preset("form-answers")),
            ("long-lived", json!({ "provider": "long-lived" })),
            ("plex", json!({ "provider": "plex" })),
            ("ecobee", {
                let mut app = client;
                app["provider"] = "ecobee".into();
                app
            }),
            ("nextcloud", json!({ "provider": "nextcloud" })),
        ]
    }

    /// Registers an app.
    pub(crate) fn register(&self, app: &str, registration: &Value) {
        let mut data = registration.clone();
        data["skill_id"] = SKILL.into();
        data["app_id"] = app.into();
        let registered = self
            .ear
            .ask("oauth.register", &data, "oauth.register.response");
        assert_eq!(registered["error"], Value::Null, "{app}: {registered}");
    }

    /// Registers an app, and gives the link in its QR code.
    pub(crate) fn invite(&self, app: &str, registration: &Value) -> String {
        self.register(app, registration);
        let ids = json!({ "skill_id": SKILL, "app_id": app });
        let shown = self.ear.ask(
            "oauth.generate.qr.request",
            &ids,
            "oauth.generate.qr.response",
        );
        let png = shown["qr"]
            .as_str()
            .unwrap_or_else(|| panic!("{app}: {shown}"));
        scan(Path::new(png))
    }

    /// A link to the dashboard, and the digits for who cannot scan it.
    pub(crate) fn dashboard(&self) -> Value {
        let (code, told) = self.place.run(&["dashboard", "--json"]);
        assert_eq!(code, 0, "{}", told.printed());
        serde_json::from_str(&told.out.text()).unwrap()
    }

    /// Lets a program ask for tokens.
    pub(crate) fn add_program(&self, name: &str, what: &[&str]) {
        let words = [&["clients", "add", name, "--public"], what].concat();
        let (code, told) = self.place.run(&words);
        assert_eq!(code, 0, "{}", told.printed());
    }

    /// The state of an app.
    pub(crate) fn state(&self, app: &str) -> Value {
        let ids = json!({ "skill_id": SKILL, "app_id": app });
        let status = self.ear.ask("oauth.status", &ids, "oauth.status.response");
        status["apps"][0]["state"].clone()
    }
}

/// Writes a certificate for the relay, and its key.
fn write_certificate(folder: &Path) -> [PathBuf; 2] {
    let name = Url::parse(RELAY).unwrap().host_str().unwrap().to_owned();
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([name]).unwrap();
    let files = ["relay.crt", "relay.key"].map(|file| folder.join(file));
    fs::write(&files[0], cert.pem()).unwrap();
    fs::write(&files[1], signing_key.serialize_pem()).unwrap();
    files
}

/// Writes the configuration that bus and device share.
fn configure(folder: &Path, bus_port: u16, api_port: u16) {
    Bus::configure(folder, bus_port);
    let file = folder.join(".config/mycroft/mycroft.conf");
    let mut config: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    config["PHAL"]["ovos-PHAL-plugin-oauth"] = json!({
        "advertise_host": NAME,
        "relay_url": RELAY,
        "device_name": "Kitchen",
        // Each login that is told has digits of its own, and there are few at once.
        "voice": "off",
        "api": { "enabled": true, "port": api_port },
    });
    fs::write(file, config.to_string()).unwrap();
}
