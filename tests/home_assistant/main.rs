//! The real Home Assistant plugin logs in through the daemon, at a scripted Home Assistant.
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
#[path = "../interop/web.rs"]
mod web;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

use crate::bus::{Bus, Ear};
use crate::daemon::{Daemon, Place};
use crate::process::Process;
use crate::tools::{on_path, project, python};

const PLUGIN: &str = "ovos-PHAL-plugin-homeassistant";
const APP: &str = "homeassistant-phal-plugin";
const START: &str = "ovos.phal.plugin.homeassistant.start.oauth.flow";

/// A device with the daemon and the plugin, and a Home Assistant in the same home.
struct Home {
    _plugin: Process,
    ear: Ear,
    _daemon: Daemon,
    instance: Process,
    place: Place,
    _bus: Bus,
    folder: TempDir,
}

impl Home {
    /// Starts all, and waits until the plugin asks to be set up.
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::in_folder(folder.path());
        Bus::configure(folder.path(), place.bus_port);
        let instance = Process::start(
            "Home Assistant",
            python().arg(project("tests/home_assistant/home_assistant.py")),
        );
        let bus = Bus::start(folder.path(), place.bus_port);
        let ear = bus.ear();
        let daemon = Daemon::start(&place, &[]);
        ear.hear("oauth.ping", 0);
        let home = Self {
            _plugin: Process::start("PHAL", &mut phal(&place)),
            ear,
            _daemon: daemon,
            instance,
            place,
            _bus: bus,
            folder,
        };
        home.ear
            .hear("ovos.phal.plugin.homeassistant.requires.configuration", 0);
        home
    }

    /// The first event of this name at Home Assistant.
    fn event(&self, name: &str) -> Value {
        self.instance.out.find(name, |line| {
            let event: Value = serde_json::from_str(line).ok()?;
            (event["event"] == name).then_some(event)
        })
    }

    /// The host and port of Home Assistant.
    fn host(&self) -> String {
        self.event("listening")["host"].as_str().unwrap().to_owned()
    }

    /// What the plugin's settings are, in the file that it writes them to.
    fn settings(&self) -> Value {
        let file = self.folder.path().join(".config/mycroft/mycroft.conf");
        let settings: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        settings["PHAL"][PLUGIN].clone()
    }

    /// A person asks for a login on the screen; the QR code that it then shows.
    fn qr_code(&self, instance: &str) -> PathBuf {
        let from = self.ear.now();
        self.ear.say(START, &json!({ "instance": instance }));
        let update = "ovos.phal.plugin.homeassistant.oauth.qr.update";
        let shown = self.ear.hear_of("gui.event.send", from, |event| {
            event["event_name"] == update
        });
        shown["params"]["qr"].as_str().unwrap().into()
    }

    /// A person scans the code with a phone; the page of Home Assistant to which it leads.
    fn scan(&self, qr_code: &PathBuf) -> Url {
        let mut command = Command::new(on_path("zbarimg"));
        let mut reader = Process::start("QR reader", command.args(["-q", "--raw"]).arg(qr_code));
        reader.ended_with(0);
        let link = reader.out.text();
        assert!(link.starts_with(&self.place.url("/go/")), "{link}");
        let go = web::get(link.trim_end());
        assert_eq!(go.status, 303, "{go:?}");
        go.location().parse().unwrap()
    }

    /// A person approves on the page, and is sent back to the device.
    fn approve(&self, page: &Url) {
        let from = self.ear.now();
        let shown = web::get(page.as_str());
        assert_eq!(shown.status, 200, "{shown:?}");
        let (_, link) = shown.text.split_once("href=\"").unwrap();
        let link = link.split('"').next().unwrap().replace("&amp;", "&");
        let back = web::get(page.join(&link).unwrap().as_str());
        assert_eq!(back.status, 302, "{back:?}");
        let callback = web::get(back.location());
        assert_eq!(callback.status, 303, "{callback:?}");
        let done = web::get(&self.place.url(callback.location()));
        assert!(done.text.contains("All done"), "{done:?}");
        self.ear.hear("oauth.login.succeeded", from);
    }

    /// A refresh; the new access token.
    fn refresh(&self) -> Value {
        let ids = json!({ "skill_id": PLUGIN, "app_id": APP });
        let answer = self
            .ear
            .ask("oauth.refresh", &ids, "oauth.refresh.response");
        assert_eq!(answer["result"], "Ok", "{answer}");
        assert_eq!(answer["token"]["expires_in"], 1800, "{answer}");
        answer["token"]["access_token"].clone()
    }
}

/// The service that loads the plugin, with the Python OAuth plugin switched off as the readme says.
fn phal(place: &Place) -> Command {
    let file = place.home.join(".config/mycroft/mycroft.conf");
    let mut settings: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    settings["PHAL"] = json!({ "ovos-PHAL-plugin-oauth": { "enabled": false } });
    fs::write(file, settings.to_string()).unwrap();
    let mut command = python();
    command
        .args(["-m", "ovos_PHAL"])
        .env_clear()
        .env("HOME", &place.home)
        .env("TMPDIR", &place.home);
    command
}

#[test]
fn the_plugin_gets_its_lasting_token_from_one_scan() {
    let home = Home::start();
    let instance = format!("HTTP://{}", home.host().to_uppercase());
    let from = home.ear.now();
    let page = home.scan(&home.qr_code(&instance));
    assert_eq!(page.path(), "/auth/authorize");

    // Home Assistant takes no other host, and no other port, than the client id's.
    let other = page.as_str().replacen(
        "redirect_uri=http%3A%2F%2F127",
        "redirect_uri=http%3A%2F%2F128",
        1,
    );
    assert_eq!(web::get(&other).status, 400, "{other}");

    home.approve(&page);
    home.ear.hear("ovos.phal.plugin.homeassistant.ready", from);
    let lasting = home.event("long-lived");
    let settings = home.settings();
    assert_eq!(settings["api_key"], lasting["access_token"], "{settings}");
    assert_eq!(
        settings["host"],
        format!("ws://{}", home.host()),
        "{settings}"
    );

    // The refresh token that came with the login serves for good: a refresh brings no other.
    let first = home.refresh();
    assert_ne!(home.refresh(), first);
}

#[test]
fn an_instance_without_a_scheme_is_taken_for_http() {
    let home = Home::start();
    let page = home.scan(&home.qr_code(&home.host()));
    assert_eq!(page.scheme(), "http");
    home.approve(&page);
    let granted = home.event("granted");
    let from = home.ear.now();
    assert_ne!(home.refresh(), granted["access_token"]);
    home.ear.hear("oauth.token.refreshed", from);
}
