//! A person confirms a code at a real authorization server, on any other device.

use std::path::Path;

use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};

use crate::idp::{self, BASIC, Client, ODD, POST, PUBLIC};
use crate::scanner::scan;
use crate::world::{World, assert_token};

/// What a skill registers whose logins go by device codes.
fn registration(world: &World, client: Client) -> Value {
    let mut data = world.idp.registration(client);
    let endpoint = world.idp.endpoint("device_authorization_endpoint");
    data["device_authorization_endpoint"] = endpoint.into();
    data["way"] = "device".into();
    data["scope"] = "openid offline_access".into();
    data
}

/// Registers and asks for a QR code, whose answer is returned.
fn begin(world: &World, data: &Value) -> Value {
    let ask = |request: &str| {
        let answer = world.ear.ask(request, data, &format!("{request}.response"));
        assert_eq!(answer["error"], Value::Null, "{answer}");
        answer
    };
    ask("oauth.register");
    let reply = "oauth.generate.qr.response";
    let answer = world.ear.ask("oauth.generate.qr.request", data, reply);
    assert_eq!(answer["error"], Value::Null, "{answer}");
    answer
}

fn text<'a>(answer: &'a Value, key: &str) -> &'a str {
    answer[key]
        .as_str()
        .unwrap_or_else(|| panic!("no {key}: {answer}"))
}

/// Asserts that no poll came before its interval was over, by the server's own clock.
fn assert_unhurried(world: &World) {
    let rows = world.idp.log().into_iter();
    let polls = rows.filter(|row| row["body"]["device_code"].is_string());
    let at = |row: Value| DateTime::parse_from_rfc3339(text(&row, "at")).unwrap();
    let times: Vec<_> = polls.map(at).collect();
    for pair in times.windows(2) {
        assert!(
            pair[1] - pair[0] >= TimeDelta::milliseconds(4900),
            "{times:?}"
        );
    }
}

#[test]
fn a_scanned_code_is_confirmed_while_the_daemon_is_killed() {
    let mut world = World::start(&["--strict-auth", "--rotate", "on"]);
    let answer = begin(&world, &registration(&world, BASIC));
    let image = Path::new(text(&answer, "qr"));
    let page = scan(image);
    assert_eq!(page, text(&answer, "verification_uri_complete"));
    assert!(page.contains(text(&answer, "user_code")), "{page}");

    let from = world.ear.now();
    world.daemon.kill_and_restart();
    world.ear.hear("oauth.ping", from);
    assert_eq!(world.status(BASIC)["login_pending"], true);
    assert!(image.is_file(), "the code is still good");
    idp::confirm(&page, &[]);
    assert_token(&world.token(BASIC, from));
    world.ear.hear("oauth.login.succeeded", from);
    assert_unhurried(&world);
    let refreshed = world.refresh(BASIC);
    assert_eq!(refreshed["result"], "Ok", "{refreshed}");
    let codes = world.idp.log().into_iter();
    let codes = codes.filter(|row| row["response"]["device_code"].is_string());
    assert_eq!(codes.count(), 1, "the same code serves after a restart");
}

#[test]
fn typed_codes_are_confirmed_side_by_side_with_every_client() {
    let world = World::start(&["--strict-auth"]);
    let clients = [POST, PUBLIC, ODD];
    let begun = clients.map(|client| begin(&world, &registration(&world, client)));
    for answer in begun {
        let code = text(&answer, "user_code");
        idp::confirm(text(&answer, "verification_uri"), &["--user-code", code]);
    }
    for client in clients {
        assert_token(&world.token(client, 0));
    }
}

#[test]
fn an_issuer_leads_to_its_device_endpoint_and_a_refusal_is_told() {
    let world = World::start(&["--strict-auth"]);
    let mut data = world.idp.registration(POST);
    let fields = data.as_object_mut().unwrap();
    fields.remove("auth_endpoint");
    fields.remove("token_endpoint");
    fields.extend([
        ("issuer".to_owned(), world.idp.endpoint("issuer").into()),
        ("way".to_owned(), json!("device")),
    ]);
    let answer = begin(&world, &data);
    let from = world.ear.now();
    idp::refuse(
        text(&answer, "verification_uri"),
        text(&answer, "user_code"),
    );
    let failed = world.ear.hear("oauth.login.failed", from);
    assert_eq!(failed["error_code"], "access_denied", "{failed}");
    assert_eq!(world.status(POST)["state"], "not_authenticated");
}
