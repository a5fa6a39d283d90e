//! What providers say to a code and at the redirect, and what follows from it.

use serde_json::{Value, json};

use crate::helpers::provider::deaf_port;
use crate::helpers::{NOW, Reply, TestApp, ids, topic};

/// Brings a code whose exchange is answered like this, after a login that works.
async fn assert_fails(reply: Reply, code: &str, title: &str) {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    let login = app.start_login().await;
    app.provider.will(reply);
    app.bring_to_end(&login, "code=c")
        .await
        .assert_says(200, title);
    app.expect_failure(code).await;
    // The old login is as it was.
    let status = app.status().await;
    assert_eq!(status["state"], "connected");
    assert_eq!(status["login_pending"], false);
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt");
    app.stop().await;
}

/// Brings a code whose exchange is answered like this, and returns the token on the bus.
async fn told(reply: Reply) -> Value {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.provider.will(reply);
    app.bring_to_end(&login, "code=c")
        .await
        .assert_says(200, "All done");
    let token = app.expect_success().await.data;
    app.stop().await;
    token
}

#[tokio::test]
async fn a_refused_code_is_the_providers_error() {
    for code in ["invalid_grant", "bad_verification_code", "<script>"] {
        assert_fails(
            Reply::error(code),
            "provider_error",
            "The login did not work",
        )
        .await;
    }
    let under_200 = Reply::json(200, &json!({ "error": "bad_verification_code" }));
    assert_fails(under_200, "provider_error", "The login did not work").await;
}

#[tokio::test]
async fn a_refused_client_is_misconfigured() {
    let title = "The service refuses this app";
    assert_fails(Reply::error("unauthorized_client"), "misconfigured", title).await;
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_is_the_providers_error() {
    let title = "The login did not work";
    for reply in [
        Reply::text(200, "text/html", "<html>access_token=at</html>"),
        Reply::text(200, "application/json", ""),
        Reply::text(200, "application/json", "[]"),
        Reply::text(200, "application/json", r#"{"access_token":""}"#),
        Reply::text(200, "application/json", r#"{"access_token":7}"#),
        Reply::text(400, "text/html", "<h1>Bad request</h1>"),
        Reply::text(404, "text/plain", "no such page"),
    ] {
        assert_fails(reply, "provider_error", title).await;
    }
}

#[tokio::test]
async fn a_server_that_cannot_answer_now_may_later() {
    let title = "That did not work just now";
    let huge = json!({ "access_token": "at", "x": "x".repeat(1_100_000) });
    for reply in [
        Reply::json(500, &json!({ "error": "invalid_grant" })),
        Reply::text(503, "text/html", "<h1>busy</h1>"),
        Reply::text(429, "text/plain", "slow down"),
        Reply::json(302, &json!({ "access_token": "at" })).header("location: /elsewhere"),
        Reply::error("temporarily_unavailable"),
        Reply::dropped(),
        Reply::json(200, &json!({ "access_token": "at" })).halved(),
        Reply::json(200, &huge),
    ] {
        assert_fails(reply, "temporarily_unavailable", title).await;
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_may_come_back() {
    let app = TestApp::start().await;
    let (_socket, endpoint) = deaf_port();
    app.register(json!({ "token_endpoint": endpoint })).await;
    let login = app.url().await;
    let page = app.bring_to_end(&login, "code=c").await;
    page.assert_says(200, "That did not work just now");
    app.expect_failure("temporarily_unavailable").await;
    app.stop().await;
}

#[tokio::test]
async fn odd_answers_are_tokens_all_the_same() {
    let created = told(Reply::json(201, &json!({ "access_token": "at" }))).await;
    assert_eq!(
        created,
        json!({ "access_token": "at", "token_type": "Bearer" })
    );

    let form = "access_token=at&scope=a%2Cb&token_type=bearer&expires_in=60";
    let form = told(Reply::text(200, "application/x-www-form-urlencoded", form)).await;
    assert_eq!(form["access_token"], "at");
    assert_eq!(form["scope"], "a,b");
    assert_eq!(form["expires_at"], NOW + 60.0);

    let text = json!({ "access_token": "at", "expires_in": "3600" });
    assert_eq!(
        told(Reply::json(200, &text)).await["expires_at"],
        NOW + 3600.0
    );
}

#[tokio::test]
async fn an_unknown_lifetime_is_absent() {
    for lifetime in [Value::Null, json!("soon"), json!(-1), json!([1])] {
        let token = json!({ "access_token": "at", "expires_in": lifetime, "expires_at": 5 });
        let token = told(Reply::json(200, &token)).await;
        assert_eq!(token.get("expires_at"), None, "{token}");
    }
}

#[tokio::test]
async fn a_browser_that_leaves_takes_nothing_with_it() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "at" })).held();
    app.provider.will(reply);
    let path = login.callback("code=c");
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let visit = app.browser().knock(request.as_bytes()).await;
    app.provider.until_asked(1).await;
    drop(visit);
    app.settle().await;
    gate.notify_one();
    assert_eq!(app.expect_success().await.data["access_token"], "at");
    app.bring_to_end(&login, "code=c")
        .await
        .assert_says(200, "All done");
    app.stop().await;
}

#[tokio::test]
async fn an_error_at_the_redirect_ends_the_login() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    for (error, code, title) in [
        ("access_denied", "access_denied", "Access was refused"),
        ("server_error", "provider_error", "The login did not work"),
        (
            "temporarily_unavailable",
            "temporarily_unavailable",
            "did not work just now",
        ),
        (
            "invalid_scope",
            "misconfigured",
            "The service refuses this app",
        ),
        (
            "unauthorized_client",
            "misconfigured",
            "The service refuses this app",
        ),
        (
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "provider_error",
            "The login did not work",
        ),
        ("a%0D%0Ab", "provider_error", "The login did not work"),
    ] {
        let login = app.start_login().await;
        let answer = format!("error={error}&error_description=%3Cscript%3E");
        let page = app.bring_to_end(&login, &answer).await;
        page.assert_says(200, title);
        assert!(!page.body.contains("<script"), "{page:?}");
        let failed = app.bus.expect(topic::FAILED).await.data;
        assert_eq!(failed["error_code"], code, "{failed}");
        assert!(!failed.to_string().contains("script"), "{failed}");
    }
    assert_eq!(app.status().await["state"], "not_authenticated");
    app.stop().await;
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_not_used() {
    let app = TestApp::start().await;
    app.register(json!({ "issuer": "https://issuer.example" }))
        .await;
    let login = app.start_login().await;
    let page = app
        .bring_to_end(&login, "code=c&iss=https%3A%2F%2Fevil.example")
        .await;
    page.assert_says(200, "The wrong server answered");
    app.expect_failure("issuer_mismatch").await;

    let login = app.url().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    app.bring_to_end(&login, "code=c&iss=https%3A%2F%2Fissuer.example")
        .await;
    app.expect_success().await;
    app.stop().await;
}
