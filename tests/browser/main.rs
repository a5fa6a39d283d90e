//! The pages in a real browser, as a phone shows them: the relay's, and every way to log in.
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
mod home;
#[path = "../interop/idp.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod idp;
mod presets;
#[path = "../interop/process.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod process;
#[path = "../interop/scanner.rs"]
mod scanner;
mod script;
#[path = "../interop/tools.rs"]
mod tools;

use serde_json::{Map, Value, json};

use crate::home::{Home, RELAY};
use crate::process::Process;
use crate::script::Script;

#[test]
fn the_relays_functions_lead_nowhere_else() {
    Script::of("tests/browser/relay_functions.mjs").passes();
}

#[test]
fn the_relay_page_keeps_its_rules() {
    Script::of("tests/browser/relay.mjs").passes();
}

#[test]
fn a_devices_code_is_typed_or_scanned() {
    let program = json!({ "program": env!("CARGO_BIN_EXE_phal-oauth") });
    Script::of("tests/browser/activation.mjs")
        .with(&program.to_string())
        .passes();
}

#[test]
fn every_way_leads_to_its_end() {
    let home = Home::start();
    let apps = home.apps();
    let links: Map<String, Value> = apps
        .iter()
        .map(|(app, registration)| ((*app).to_owned(), home.invite(app, registration).into()))
        .collect();
    let told = json!({
        "links": links,
        "home": home.origin(),
        "port": home.place.port,
        "relay": RELAY,
        "relay_port": home.relay_port,
        "providers": home.providers,
        "dashboards": [home.dashboard(), home.dashboard()],
    });
    Script::of("tests/browser/walks.mjs")
        .with(&told.to_string())
        .passes();
    for (app, _) in apps {
        let state = if app == "relay-cancelled" {
            "not_authenticated"
        } else {
            "connected"
        };
        assert_eq!(home.state(app), state, "{app}");
    }
}

#[test]
fn the_dashboard_and_the_front_page_are_used() {
    let home = Home::start();
    let apps = home.apps();
    let (app, registration) = apps.first().unwrap();
    home.invite(app, registration);
    let (code, shown) = home.place.run(&["dashboard", "--json"]);
    assert_eq!(code, 0, "{}", shown.printed());
    let dashboard: Value = serde_json::from_str(&shown.out.text()).unwrap();
    let mut connect = home.place.command(&["connect", "walks_lan"]);
    let connect = Process::start("connect", &mut connect);
    let digits = connect.out.find("digits", |line| {
        let digits: String = line.rsplit_once("type ")?.1.split(' ').collect();
        (digits.len() == 6).then_some(digits)
    });
    let told = json!({
        "home": home.origin(),
        "dashboard": dashboard["url"],
        "front": dashboard["front"],
        "digits": digits,
    });
    Script::of("tests/browser/dashboard.mjs")
        .with(&told.to_string())
        .passes();
}

#[test]
fn programs_are_let_in_and_taken_back() {
    let home = Home::start();
    let apps = home.apps();
    let (app, registration) = apps.first().unwrap();
    home.register(app, registration);
    home.add_program(
        "Node-RED",
        &[
            "--id",
            "nodered",
            "--token",
            "walks_lan",
            "--scope",
            "status",
        ],
    );
    home.add_program("spotifyd", &["--all-tokens"]);
    let dashboard = home.dashboard();
    let told = json!({
        "home": home.origin(),
        "api": home.api,
        "digits": dashboard["digits"],
        "dashboard": dashboard["url"],
        "screen": home.place.folder("qr"),
        "camera": tools::on_path("zbarimg"),
    });
    Script::of("tests/browser/programs.mjs")
        .with(&told.to_string())
        .passes();
}
