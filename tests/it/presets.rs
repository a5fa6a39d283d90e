//! `provider` in a registration: what a preset fills, and what becomes of the user's own presets.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::helpers::{Reply, TestApp, assert_refused, ids, topic, with};

/// A preset with all that a server may want to have in its own way.
const ODD: &str = r#"
name = "Odd Music"
ways = ["lan"]
auth_endpoint = "{base}/authorize"
token_endpoint = "{base}/token"
secret = "needed"
client_auth = "post"
pkce = "off"
needed_scopes = ["offline"]
scope_separator = ","
parameters = { access_type = "offline" }
token_parameters = { action = "requesttoken" }
rename = { client_id = "app_id", client_secret = "secret", scope = "perms" }
token_body = "json"
token_path = "body.token"
redirect = { lan = "yes", loopback = "yes", https = "yes", custom_scheme = "no" }
sources = ["this test"]

[variables.base]
hint = "the address of the server"

[revocation]
kind = "rfc7009"
endpoint = "{base}/revoke"
"#;

/// A daemon with this file among the user's presets.
async fn start(name: &str, text: &str) -> TestApp {
    let mut app = TestApp::start().await;
    let folder = app.folder.path().join("providers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), text).unwrap();
    app.restart().await;
    app
}

fn registration(extra: Value) -> Value {
    let base = with(ids(), json!({ "client_id": "cid", "client_secret": "sec" }));
    with(base, extra)
}

async fn settings(app: &TestApp) -> Value {
    app.ask("oauth.settings.get", &ids()).await["settings"].clone()
}

#[tokio::test]
async fn a_provider_is_all_that_a_skill_has_to_say() {
    let app = TestApp::start().await;
    let spotify = registration(json!({ "provider": "spotify" }));
    let answer = app.ask("oauth.register", &spotify).await;
    assert_eq!(answer["needs_creds"], false);
    assert_eq!(app.status().await["name"], "Spotify");
    // Spotify accepts no address in the home network, so a page of ours comes first.
    let answer = app.ask("oauth.get", &ids()).await;
    assert!(answer["url"].as_str().unwrap().contains("/go/"), "{answer}");
    let status = app.status().await;
    assert_eq!(status["way"], "loopback");
    let reason = status["way_reason"].as_str().unwrap();
    assert!(reason.contains("Spotify accepts no address"), "{reason}");
    assert_eq!(
        status["login_pending"], false,
        "oauth.get announces nothing"
    );
    // Opened on the device's own screen, the answer comes back to the device.
    app.bus.send("oauth.start", &ids());
    let login = app.bus.expect(topic::START).await.data;
    app.bus.expect(topic::STARTED).await;
    let url = url::Url::parse(login["url"].as_str().unwrap()).unwrap();
    assert!(
        url.as_str()
            .starts_with("https://accounts.spotify.com/authorize?"),
        "{url}"
    );
    let parameters: HashMap<String, String> = url.query_pairs().into_owned().collect();
    // The preset's, not the one that everyone gets.
    assert_eq!(parameters["show_dialog"], "true");
    assert!(parameters["redirect_uri"].starts_with("http://127.0.0.1:"));
    assert_eq!(settings(&app).await["provider"], "spotify");

    let typo = registration(json!({ "provider": "spotfy" }));
    let answer = app.ask("oauth.register", &typo).await;
    assert_refused(&answer, "invalid_request");
    assert!(
        answer["error"].as_str().unwrap().contains("spotify"),
        "{answer}"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_client_that_needs_a_secret_needs_credentials_without_it() {
    let app = TestApp::start().await;
    let google =
        registration(json!({ "provider": "google", "client_secret": null, "way": "loopback" }));
    let answer = app.ask("oauth.register", &google).await;
    assert_eq!(
        (&answer["needs_creds"], &answer["state"]),
        (&json!(true), &json!("needs_credentials"))
    );
    app.bus.send("oauth.start", &ids());
    let opened = app.bus.expect(topic::START).await.data;
    assert_eq!(opened["needs_credentials"], true);
    let started = app.type_credentials("typed", "s").await;
    assert_eq!(started.parameter("client_id"), "typed");
    app.stop().await;
}

#[tokio::test]
async fn an_own_server_is_asked_for_on_the_phone() {
    let app = start("odd.toml", ODD).await;
    let without = registration(json!({ "provider": "odd" }));
    let answer = app.ask("oauth.register", &without).await;
    assert_eq!(answer["error"], Value::Null, "{answer}");
    let answer = app.ask("oauth.get", &ids()).await;
    assert!(answer["url"].as_str().unwrap().contains("/go/"), "{answer}");
    app.stop().await;
}

#[tokio::test]
async fn a_server_with_its_own_ways_gives_its_token() {
    let app = start("odd.toml", ODD).await;
    let odd = json!({ "provider": "odd", "base_url": app.provider.url("/"), "scope": ["a", "b"] });
    app.ask("oauth.register", &registration(odd)).await;
    let login = app.url().await;
    assert!(
        login
            .url
            .as_str()
            .starts_with(&app.provider.url("/authorize?"))
    );
    assert_eq!(login.parameter("app_id"), "cid");
    assert_eq!(login.parameter("perms"), "a,b,offline");
    assert_eq!(login.parameter("access_type"), "offline");
    for absent in ["client_id=", "&scope=", "code_challenge", "show_dialog"] {
        assert!(
            !login.url.as_str().contains(absent),
            "{absent}: {}",
            login.url
        );
    }
    let token = json!({ "access_token": "at", "refresh_token": "rt", "expires_in": "60" });
    app.provider.will(Reply::json(
        200,
        &json!({ "status": 0, "body": { "token": token } }),
    ));
    app.bring_to_end(&login, "code=c")
        .await
        .assert_says(200, "All done");
    let told = app.expect_success().await.data;
    assert_eq!(told["access_token"], "at");
    assert_eq!(told["expires_in"], 60);
    assert_eq!(told["body"], Value::Null);
    let asked = app.provider.last();
    assert_eq!(asked.headers["content-type"], "application/json");
    for (name, value) in [
        ("app_id", "cid"),
        ("secret", "sec"),
        ("action", "requesttoken"),
    ] {
        assert_eq!(asked.field(name), value);
    }

    // The same from what was stored.
    app.provider.will(Reply::json(
        200,
        &json!({ "body": { "token": { "access_token": "at-2" } } }),
    ));
    let refreshed = app.ask("oauth.refresh", &ids()).await;
    assert_eq!(refreshed["token"]["access_token"], "at-2");
    app.bus.expect(topic::REFRESHED).await;
    let asked = app.provider.last();
    assert_eq!(
        (asked.field("refresh_token"), asked.field("app_id")),
        ("rt", "cid")
    );
    app.stop().await;
}

#[tokio::test]
async fn another_address_of_the_server_is_a_setting_and_inherits_no_secret() {
    let app = start("odd.toml", ODD).await;
    let odd = json!({ "provider": "odd", "base_url": "https://old.example" });
    app.ask("oauth.register", &registration(odd)).await;
    let change = with(
        ids(),
        json!({ "settings": { "base_url": "https://new.example/" } }),
    );
    let answer = app.ask("oauth.settings.update", &change).await;
    let settings = &answer["settings"];
    assert_eq!(settings["token_endpoint"], "https://new.example/token");
    assert_eq!(
        settings["revocation_endpoint"],
        "https://new.example/revoke"
    );
    assert_eq!(settings["client_secret"], Value::Null);
    assert_refused(&app.ask("oauth.get", &ids()).await, "needs_credentials");
    let back = with(ids(), json!({ "settings": { "base_url": null } }));
    let answer = app.ask("oauth.settings.update", &back).await;
    assert_eq!(
        answer["settings"]["token_endpoint"],
        "https://old.example/token"
    );
    assert_eq!(answer["settings"]["client_secret"], "********");
    app.stop().await;
}

#[tokio::test]
async fn a_newer_preset_comes_with_the_next_register() {
    let mut app = start("odd.toml", ODD).await;
    let odd = registration(json!({ "provider": "odd", "base_url": "https://odd.example" }));
    app.ask("oauth.register", &odd).await;
    let file = app.folder.path().join("providers/odd.toml");
    std::fs::write(
        &file,
        ODD.replace("{base}/authorize", "{base}/v2/authorize"),
    )
    .unwrap();
    app.restart().await;
    let page = |settings: &Value| settings["auth_endpoint"].as_str().unwrap().to_owned();
    assert_eq!(page(&settings(&app).await), "https://odd.example/authorize");
    app.ask("oauth.register", &odd).await;
    assert_eq!(
        page(&settings(&app).await),
        "https://odd.example/v2/authorize"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_broken_preset_stops_nothing() {
    let app = start("broken.toml", "name = ").await;
    let spotify = registration(json!({ "provider": "spotify" }));
    assert_eq!(
        app.ask("oauth.register", &spotify).await["needs_creds"],
        false
    );
    let broken = registration(json!({ "provider": "broken" }));
    assert_refused(&app.ask("oauth.register", &broken).await, "invalid_request");
    app.stop().await;
}

#[tokio::test]
async fn a_provider_without_a_page_of_approval_has_its_device_grant() {
    let app = TestApp::start().await;
    let tado = registration(json!({ "provider": "tado" }));
    assert_eq!(app.ask("oauth.register", &tado).await["needs_creds"], false);
    let answer = app.ask("oauth.get", &ids()).await;
    // Nothing has been asked of its server: a person has to come first.
    assert!(answer["url"].as_str().unwrap().contains("/go/"), "{answer}");
    assert_eq!(app.status().await["way"], "device");
    app.stop().await;
}
