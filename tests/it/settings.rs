//! `oauth.settings.get` and `oauth.settings.update`, and that no secret goes elsewhere by them.

use serde_json::{Value, json};

use crate::helpers::{Login, Reply, TestApp, assert_refused, ids, topic, with};

async fn update(app: &TestApp, changes: Value) -> Value {
    let data = with(ids(), json!({ "settings": changes }));
    app.ask("oauth.settings.update", &data).await
}

/// An app that is logged in.
async fn logged_in() -> TestApp {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    app
}

#[tokio::test]
async fn settings_are_shown_without_secrets() {
    let app = logged_in().await;
    let answer = app.ask("oauth.settings.get", &ids()).await;
    assert_eq!(answer["munged_id"], "skill_app");
    assert_eq!(answer["login_needed"], false);
    assert_eq!(answer["settings"]["client_secret"], "********");
    assert_eq!(answer["settings"]["client_id"], "cid");
    assert_eq!(answer["settings"]["scope"], "a b");
    app.stop().await;
}

#[tokio::test]
async fn a_change_lasts_over_registrations_and_restarts() {
    let mut app = logged_in().await;
    let answer = update(
        &app,
        json!({ "parameters": { "tone": "high" }, "name": "Mine" }),
    )
    .await;
    assert_eq!(answer["settings"]["parameters"], json!({ "tone": "high" }));
    assert_eq!(
        answer["login_needed"], true,
        "the token was asked without it"
    );
    app.register(json!({ "parameters": { "x": "1" } })).await;
    app.restart().await;
    app.register(json!({ "parameters": { "x": "1" } })).await;
    assert_eq!(app.status().await["name"], "Mine");
    let login = app.url().await;
    assert_eq!(login.parameter("tone"), "high");
    assert_eq!(login.parameter("x"), "1");
    let back = update(&app, json!({ "name": null, "parameters": null })).await;
    assert_eq!(back["settings"]["name"], "Music");
    app.stop().await;
}

#[tokio::test]
async fn a_new_secret_of_the_same_client_needs_no_login() {
    let app = logged_in().await;
    let answer = update(&app, json!({ "client_secret": "renewed" })).await;
    assert_eq!(answer["login_needed"], false);
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().basic().as_deref(), Some("cid:renewed"));
    app.stop().await;
}

#[tokio::test]
async fn bad_changes_are_refused_and_change_nothing() {
    let app = logged_in().await;
    let before = app.ask("oauth.settings.get", &ids()).await;
    for (changes, word) in [
        (
            json!({ "token_parameters": { "grant_type": "x" } }),
            "grant_type",
        ),
        (json!({ "colour": "red" }), "colour"),
        (json!({ "scope": 7 }), "scope"),
        (json!({ "name": "ok", "pkce": "perhaps" }), "pkce"),
    ] {
        let refused = update(&app, changes).await;
        assert_refused(&refused, "invalid_request");
        assert!(
            refused["error"].as_str().unwrap().contains(word),
            "{refused}"
        );
    }
    let clear = update(&app, json!({ "token_endpoint": "http://public.example/t" })).await;
    assert_refused(&clear, "insecure_endpoint");
    assert_refused(
        &app.ask("oauth.settings.update", &ids()).await,
        "invalid_request",
    );
    assert_eq!(app.ask("oauth.settings.get", &ids()).await, before);
    app.stop().await;
}

#[tokio::test]
async fn a_client_named_by_settings_wins_over_a_typed_one() {
    let app = TestApp::start().await;
    app.register(json!({ "client_id": null, "client_secret": null }))
        .await;
    app.type_credentials("typed", "t").await;
    update(&app, json!({ "client_id": "custom", "client_secret": "s" })).await;
    assert_eq!(app.url().await.parameter("client_id"), "custom");
    app.stop().await;
}

/// Logs in on the second provider and returns the requests that it got.
async fn log_in_at(app: &TestApp, elsewhere: &crate::helpers::FakeProvider) -> String {
    let url = app.ask("oauth.get", &ids()).await["url"]
        .as_str()
        .unwrap()
        .to_owned();
    let login = Login::at(&url);
    elsewhere.will(Reply::json(
        200,
        &json!({ "access_token": "e", "refresh_token": "e" }),
    ));
    let _ = app.bring(&login, "code=c").await;
    app.expect_success().await;
    format!("{:?}", elsewhere.requests())
}

#[tokio::test]
async fn no_secret_goes_to_an_endpoint_that_another_client_of_the_bus_names() {
    for typed in [false, true] {
        let app = TestApp::start().await;
        let elsewhere = crate::helpers::FakeProvider::start().await;
        if typed {
            app.register(json!({ "client_id": null, "client_secret": null }))
                .await;
            app.type_credentials("cid", "sec").await;
        } else {
            app.register(json!({ "token_parameters": { "api_key": "sec" } }))
                .await;
        }
        app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
            .await;
        // By a registration of the same ids, and by settings.
        let evil = elsewhere.url("/token");
        for change in ["token_endpoint", "refresh_endpoint", "revocation_endpoint"] {
            app.register(json!({
                "client_secret": null, "client_id": "cid", change: evil,
            }))
            .await;
            let seen = log_in_at_either(&app, &elsewhere, change).await;
            assert!(
                !seen.contains("sec") && !seen.contains("\"rt\""),
                "{change}: {seen}"
            );
        }
        app.stop().await;
    }
}

/// Logs in where the code is exchanged, then refreshes and revokes; returns what the stranger saw.
async fn log_in_at_either(
    app: &TestApp,
    elsewhere: &crate::helpers::FakeProvider,
    changed: &str,
) -> String {
    let token = json!({ "access_token": "new", "refresh_token": "new-rt" });
    if changed == "token_endpoint" {
        return log_in_at(app, elsewhere).await;
    }
    app.log_in(&token).await;
    if changed == "refresh_endpoint" {
        elsewhere.will(Reply::json(200, &json!({ "access_token": "x" })));
        app.ask("oauth.refresh", &ids()).await;
        app.bus.expect(topic::REFRESHED).await;
    } else {
        elsewhere.will(Reply::text(200, "text/plain", ""));
        app.ask("oauth.revoke", &ids()).await;
    }
    format!("{:?}", elsewhere.requests())
}

#[tokio::test]
async fn no_secret_goes_elsewhere_by_settings() {
    let app = logged_in().await;
    let elsewhere = crate::helpers::FakeProvider::start().await;
    let answer = update(&app, json!({ "token_endpoint": elsewhere.url("/token") })).await;
    assert_eq!(answer["login_needed"], true);
    // The old login goes on at its own place.
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().basic().as_deref(), Some("cid:sec"));
    let seen = log_in_at(&app, &elsewhere).await;
    assert!(!seen.contains("sec") && !seen.contains("\"rt\""), "{seen}");
    app.stop().await;
}
