//! Tokens: their lifetimes, and servers that do not answer.

use std::time::Duration;

use serde_json::{Value, json};

use crate::helpers::provider::deaf_port;
use crate::helpers::{NOW, Reply, Setup, TestApp, assert_refused, ids, topic};

/// Refreshes with this answer and returns the reply.
async fn refresh(app: &TestApp, reply: Reply) -> Value {
    app.provider.will(reply);
    app.ask("oauth.refresh", &ids()).await
}

#[tokio::test]
async fn bug05_a_refresh_is_answered_when_the_server_is_down_or_talks_nonsense() {
    let app = TestApp::start().await;
    let (_socket, deaf) = deaf_port();
    let token = json!({ "access_token": "at", "refresh_token": "rt" });
    app.register(json!({ "refresh_endpoint": deaf })).await;
    app.log_in(&token).await;
    assert_refused(
        &app.ask("oauth.refresh", &ids()).await,
        "temporarily_unavailable",
    );

    app.register(json!({})).await;
    app.log_in(&token).await;
    for reply in [
        Reply::text(200, "text/html", "<html>Log in to the Wi-Fi</html>"),
        Reply::text(200, "application/json", "[]"),
        Reply::text(200, "text/plain", ""),
        Reply::dropped(),
    ] {
        let answer = refresh(&app, reply).await;
        assert_eq!(answer["result"], "Error");
        assert_refused(&answer, "temporarily_unavailable");
    }
    app.stop().await;
}

#[tokio::test]
async fn bug08_a_token_without_a_lifetime_is_kept() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let token = json!({ "access_token": "at", "refresh_token": "rt" });
    let told = app.log_in(&token).await;
    assert_eq!(told.get("expires_at"), None, "{told}");
    app.crash().await;
    app.start_again().await;
    assert_eq!(app.status().await["state"], "connected");
    let answer = refresh(&app, Reply::json(200, &json!({ "access_token": "at-2" }))).await;
    assert_eq!(answer["result"], "Ok");
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn bug11_a_new_expiry_is_counted_from_the_new_lifetime() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let token = json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 });
    app.log_in(&token).await;
    app.clock.advance(10.0);
    let token = json!({ "access_token": "at-2", "expires_in": 60 });
    let answer = refresh(&app, Reply::json(200, &token)).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(answer["token"]["expires_at"], NOW + 70.0);
    assert_eq!(app.status().await["expires_at"], NOW + 70.0);
    app.stop().await;
}

#[tokio::test]
async fn b17_bug20_a_token_request_that_nobody_answers_ends_after_its_limit() {
    let app = TestApp::with(Setup {
        token_request_limit: Duration::from_millis(300),
        ..Setup::default()
    })
    .await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    let (reply, _gate) = Reply::json(200, &json!({ "access_token": "never" })).held();
    app.provider.will(reply);
    let page = app.bring_to_end(&login, "code=c").await;
    page.assert_says(200, "That did not work just now");
    app.expect_failure("temporarily_unavailable").await;
    app.stop().await;
}
