//! Redirects that a shell saw, or that a person pasted.

use serde_json::{Value, json};

use crate::helpers::{Login, Reply, TestApp, assert_refused, ids, topic, with};

/// Hands over the redirect of a login and returns the answer.
async fn forward(app: &TestApp, login: &Login, answer: &str) -> Value {
    let url = format!("http://0.0.0.0:36536{}", login.callback(answer));
    app.ask(topic::FORWARD, &json!({ "redirectURL": url }))
        .await
}

#[tokio::test]
async fn a_forwarded_redirect_logs_in() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    assert_eq!(
        forward(&app, &login, "code=c").await,
        json!({ "result": "Ok" })
    );
    app.expect_success().await;
    app.stop().await;
}

#[tokio::test]
async fn a_redirect_elsewhere_is_known_by_its_state() {
    let app = TestApp::start().await;
    app.register(json!({ "redirect_uri": "https://relay.example/back" }))
        .await;
    let login = app.start_login().await;
    let state = login.parameter("state");
    let url = format!("https://relay.example/back?code=c&state={state}");
    let other = with(ids(), json!({ "app_id": "other", "redirectURL": url }));
    assert_refused(&app.ask(topic::FORWARD, &other).await, "state_unknown");
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let data = json!({ "redirectURL": format!("  {url}\n") });
    assert_eq!(app.ask(topic::FORWARD, &data).await["result"], "Ok");
    app.expect_success().await;
    app.stop().await;
}

#[tokio::test]
async fn a_forwarded_refusal_is_answered_and_told() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    let answer = forward(&app, &login, "error=access_denied").await;
    assert_eq!(answer["result"], "Error");
    assert_refused(&answer, "access_denied");
    app.expect_failure("access_denied").await;
    app.stop().await;
}

#[tokio::test]
async fn a_redirect_forwarded_again_is_answered_as_the_first_time() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    forward(&app, &login, "error=access_denied").await;
    app.expect_failure("access_denied").await;
    let again = forward(&app, &login, "error=access_denied").await;
    assert_eq!(again["result"], "Error", "nothing was connected: {again}");
    app.stop().await;
}

#[tokio::test]
async fn a_redirect_that_is_none_changes_nothing() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    for (url, code) in [
        (Value::Null, "invalid_request"),
        (json!(7), "invalid_request"),
        (json!(""), "invalid_request"),
        (json!("not a url"), "invalid_request"),
        (json!("x".repeat(20_000)), "invalid_request"),
        (
            json!("http://localhost/auth/callback/skill_app?code=c"),
            "state_unknown",
        ),
        (
            json!("http://localhost/auth/callback/skill_app?code=c&state=x"),
            "state_unknown",
        ),
        (
            json!("http://localhost/auth/callback/skill_app?state=x"),
            "invalid_request",
        ),
        (
            json!("http://localhost/elsewhere?code=c&state=x"),
            "state_unknown",
        ),
    ] {
        let answer = app
            .ask(topic::FORWARD, &json!({ "redirectURL": url }))
            .await;
        assert_eq!(answer["result"], "Error");
        assert_refused(&answer, code);
    }
    app.assert_completes(&login).await;
    app.stop().await;
}
