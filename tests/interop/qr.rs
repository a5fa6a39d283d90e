//! A person scans a QR code.

use std::path::Path;

use serde_json::{Value, json};

use crate::idp::{self, BASIC};
use crate::scanner::scan;
use crate::tools::until;
use crate::web;
use crate::world::{World, assert_token};

#[test]
fn bug16_a_qr_code_holds_a_plain_link_and_no_secret() {
    let world = World::start(&[]);
    let ask = |data: &Value| {
        let request = "oauth.generate.qr.request";
        world.ear.ask(request, data, "oauth.generate.qr.response")
    };
    let mut data = world.idp.registration(BASIC);
    data["client_id"] = Value::Null;
    let answer = world
        .ear
        .ask("oauth.register", &data, "oauth.register.response");
    assert_eq!(answer["needs_creds"], true);
    let odd = json!({ "skill_id": "größe", "app_id": "日本" });
    assert_eq!(ask(&odd)["error_code"], "invalid_id");
    assert_eq!(
        world.place.folder("qr").read_dir().unwrap().count(),
        0,
        "no image of them"
    );
    // Without a client id the page asks for one.
    assert!(ask(&BASIC.ids())["qr"].is_string());

    world.register(BASIC);
    let answer = ask(&BASIC.ids());
    let link = scan(Path::new(answer["qr"].as_str().unwrap()));
    let nonce = link.strip_prefix(&world.place.url("/go/"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    assert!(
        nonce.is_some_and(|nonce| nonce.len() == 16 && nonce.bytes().all(is_plain)),
        "{link}"
    );
}

#[test]
fn a_qr_code_leads_to_the_login_and_goes_away_after_it() {
    let world = World::start(&[]);
    world.register(BASIC);
    let from = world.ear.now();
    let request = "oauth.generate.qr.request";
    let answer = world
        .ear
        .ask(request, &BASIC.ids(), "oauth.generate.qr.response");
    let png = Path::new(
        answer["qr"]
            .as_str()
            .unwrap_or_else(|| panic!("no QR code: {answer}")),
    );
    assert!(png.is_absolute() && png.is_file(), "{png:?}");
    assert!(png.starts_with(world.place.folder("qr")), "{png:?}");
    let shown = world.ear.hear("ovos.shell.oauth.display.qr.code", from);
    assert_eq!(shown["qr"], answer["qr"]);
    world.ear.hear("oauth.login.started", from);

    let link = scan(png);
    let nonce = link
        .strip_prefix(&world.place.url("/go/"))
        .unwrap_or_else(|| panic!("{link}"));
    assert!(
        nonce.len() >= 16 && nonce.bytes().all(|byte| byte.is_ascii_graphic()),
        "{link}"
    );
    let go = web::get(&link);
    assert_eq!(go.status, 303, "{go:?}");
    let authorization = world.idp.endpoint("authorization_endpoint");
    assert!(
        go.location().starts_with(&format!("{authorization}?")),
        "{go:?}"
    );

    let visit = idp::approve(go.location());
    assert_eq!(web::get(&visit.outcome()).status, 200);
    assert_token(&world.token(BASIC, from));
    let hidden = world.ear.hear("ovos.shell.oauth.hide.qr.code", from);
    assert_eq!(hidden["app_id"], BASIC.app);
    until("the QR code is removed", || (!png.exists()).then_some(()));
}
