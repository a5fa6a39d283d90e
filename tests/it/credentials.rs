//! Client ids and secrets: shipped by a skill, typed by a person, and shown at one place only.

use serde_json::{Value, json};

use crate::helpers::{Login, Reply, TestApp, assert_refused, ids, topic, with};

/// A registration without a client.
fn without_client() -> Value {
    json!({ "client_id": null, "client_secret": null })
}

fn typed() -> Value {
    with(
        ids(),
        json!({ "client_id": "typed-id", "client_secret": "typed-secret" }),
    )
}

#[tokio::test]
async fn b12_a_login_needs_a_client_id() {
    let app = TestApp::start().await;
    let answer = app.register(without_client()).await;
    assert_eq!(answer["needs_creds"], true);
    assert_eq!(answer["client_id"], Value::Null);
    assert_eq!(answer["state"], "needs_credentials");

    let url = app.ask("oauth.get", &ids()).await;
    assert_refused(&url, "needs_credentials");
    assert_eq!(url["url"], Value::Null);
    // The page of a QR code asks for it.
    let answer = app.ask("oauth.generate.qr.request", &ids()).await;
    assert!(answer["qr"].is_string(), "{answer}");
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;

    app.bus.send("oauth.start", &ids());
    let opened = app.bus.expect(topic::START).await;
    assert_eq!(
        opened.data,
        with(ids(), json!({ "url": "", "needs_credentials": true }))
    );
    app.stop().await;
}

#[tokio::test]
async fn bug13_an_empty_client_id_is_none() {
    let app = TestApp::start().await;
    let answer = app.register(json!({ "client_id": "" })).await;
    assert_eq!(answer["needs_creds"], true);
    assert_refused(&app.ask("oauth.get", &ids()).await, "needs_credentials");
    app.stop().await;
}

#[tokio::test]
async fn typed_credentials_open_the_login_in_the_shells_name() {
    let app = TestApp::start().await;
    app.register(without_client()).await;
    app.bus.send(topic::CREDENTIALS, &typed());
    let opened = app.bus.expect(topic::START).await;
    assert_eq!(
        opened.context,
        json!({
            "session": { "session_id": "sat-1" }, "source": "sat", "destination": ["PHAL", "x"],
        }),
        "forwarded as it came"
    );
    let login = Login::at(opened.data["url"].as_str().unwrap());
    let started = app.bus.expect(topic::STARTED).await;
    assert_eq!(started.data["munged_id"], "skill_app");
    assert_eq!(login.parameter("client_id"), "typed-id");
    app.assert_completes(&login).await;
    assert_eq!(
        app.provider.last().basic().as_deref(),
        Some("typed-id:typed-secret")
    );
    app.stop().await;
}

#[tokio::test]
async fn typed_credentials_need_a_clean_client_id() {
    let app = TestApp::start().await;
    app.register(without_client()).await;
    for bad in [
        json!({ "client_id": null }),
        json!({ "client_id": " " }),
        json!({ "client_id": "a\nb" }),
        json!({ "client_secret": "a\u{1b}b" }),
        json!({ "client_id": 7 }),
    ] {
        let answer = app.ask(topic::CREDENTIALS, &with(typed(), bad)).await;
        assert_refused(&answer, "invalid_request");
        app.expect_failure("invalid_request").await;
    }
    assert_eq!(app.status().await["needs_creds"], true);
    app.stop().await;
}

#[tokio::test]
async fn b07_typed_credentials_outlive_a_register_without_any_and_a_restart() {
    let mut app = TestApp::start().await;
    app.register(without_client()).await;
    app.type_credentials("typed-id", "typed-secret").await;
    for _ in 0..2 {
        let answer = app.register(without_client()).await;
        assert_eq!(answer["client_id"], "typed-id");
        assert_eq!(answer["needs_creds"], false);
        assert_eq!(app.url().await.parameter("client_id"), "typed-id");
        app.restart().await;
    }
    app.stop().await;
}

#[tokio::test]
async fn another_token_endpoint_inherits_no_secret() {
    let app = TestApp::start().await;
    let at = |path: &str| json!({ "token_endpoint": app.provider.url(path) });
    app.register(with(without_client(), at("/old"))).await;
    let login = app.type_credentials("typed-id", "typed-secret").await;
    let token = json!({ "access_token": "old-at", "refresh_token": "old-rt", "expires_in": 60 });
    app.provider.will(Reply::json(200, &token));
    app.bring_to_end(&login, "code=c").await;
    app.expect_success().await;

    let mut elsewhere = app.registration();
    for field in ["client_id", "client_secret"] {
        elsewhere[field] = Value::Null;
    }
    elsewhere["token_endpoint"] = at("/new")["token_endpoint"].clone();
    let answer = app.ask("oauth.register", &elsewhere).await;
    assert_eq!(answer["needs_creds"], true);
    assert_eq!(answer["client_id"], Value::Null);
    assert_refused(&app.ask("oauth.get", &ids()).await, "needs_credentials");

    app.provider
        .will(Reply::json(200, &json!({ "access_token": "old-at-2" })));
    let refreshed = app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(refreshed["token"]["access_token"], "old-at-2");
    let asked = app.provider.last();
    assert_eq!(asked.path, "/old");
    assert_eq!(asked.basic().as_deref(), Some("typed-id:typed-secret"));
    assert_eq!(asked.field("refresh_token"), "old-rt");

    elsewhere["client_id"] = json!("new-id");
    app.ask("oauth.register", &elsewhere).await;
    let login = app.url().await;
    app.assert_completes(&login).await;
    let asked = app.provider.last();
    assert_eq!(asked.path, "/new");
    assert_eq!(asked.basic(), None);
    assert!(!format!("{asked:?}").contains("typed-"), "{asked:?}");
    app.stop().await;
}

#[tokio::test]
async fn a_login_that_waits_keeps_the_client_and_place_it_began_with() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let elsewhere = app.provider.url("/elsewhere");
    app.register(json!({ "client_id": "new-id", "token_endpoint": elsewhere }))
        .await;
    app.assert_completes(&login).await;
    let asked = app.provider.last();
    assert_eq!(asked.path, "/token");
    assert_eq!(asked.basic().as_deref(), Some("cid:sec"));
    app.stop().await;
}

#[tokio::test]
async fn a_renewed_secret_is_used_for_the_next_refresh() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    app.register(json!({ "client_secret": "renewed" })).await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().basic().as_deref(), Some("cid:renewed"));
    app.stop().await;
}
