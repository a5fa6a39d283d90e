//! `oauth.refresh`: what is sent, kept and told, and when a login has died.

use std::time::Duration;

use serde_json::{Value, json};

use crate::helpers::{NOW, Reply, Setup, TestApp, assert_refused, ids, munged, topic, with};

/// An app that is logged in, after a registration with these changes.
async fn logged_in(registration: Value, setup: Setup) -> TestApp {
    let app = TestApp::with(setup).await;
    app.register(registration).await;
    app.log_in(&json!({
        "access_token": "at", "refresh_token": "rt", "id_token": "it", "expires_in": 60,
    }))
    .await;
    app
}

/// Refreshes with this answer and returns the reply.
async fn refresh(app: &TestApp, reply: Reply) -> Value {
    app.provider.will(reply);
    app.ask("oauth.refresh", &ids()).await
}

/// Refreshes with this token and waits for the news.
async fn renew(app: &TestApp, token: &Value) -> Value {
    let answer = refresh(app, Reply::json(200, token)).await;
    assert_eq!(answer["result"], "Ok", "{answer}");
    app.bus.expect(topic::REFRESHED).await;
    answer
}

#[tokio::test]
async fn a_refresh_is_answered_with_the_merged_token() {
    let app = logged_in(json!({}), Setup::default()).await;
    app.clock.advance(100.0);
    app.provider.will(Reply::json(
        200,
        &json!({ "access_token": "at-2", "expires_in": 30 }),
    ));
    app.bus.send("oauth.refresh", &ids());
    let answer = app.bus.expect("oauth.refresh.response").await;
    assert_eq!(
        answer.data,
        json!({
            "result": "Ok", "client_id": "cid",
            "token": {
                "access_token": "at-2", "token_type": "Bearer", "expires_in": 30,
                "expires_at": NOW + 130.0,
            },
        })
    );
    assert_eq!(
        answer.context,
        json!({ "session": { "session_id": "default" } })
    );
    let news = app.bus.expect(topic::REFRESHED).await.data;
    assert_eq!(news, with(munged(), json!({ "expires_at": NOW + 130.0 })));
    let asked = app.provider.last();
    assert_eq!(asked.field("grant_type"), "refresh_token");
    assert_eq!(asked.field("refresh_token"), "rt");
    assert_eq!(asked.basic().as_deref(), Some("cid:sec"));
    app.stop().await;
}

#[tokio::test]
async fn a_refresh_token_is_kept_until_a_newer_one_comes() {
    let mut app = logged_in(json!({}), Setup::default()).await;
    renew(&app, &json!({ "access_token": "at-2" })).await;
    let kept = renew(
        &app,
        &json!({ "access_token": "at-3", "refresh_token": "rt-2" }),
    )
    .await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt");
    assert_eq!(
        kept["token"].get("expires_at"),
        None,
        "no lifetime was told"
    );
    app.restart().await;
    renew(&app, &json!({ "access_token": "at-4" })).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt-2");
    app.stop().await;
}

#[tokio::test]
async fn b16_a_public_client_refreshes_and_a_refusal_has_its_reason() {
    let app = logged_in(json!({ "client_secret": null }), Setup::default()).await;
    renew(&app, &json!({ "access_token": "at-2" })).await;
    let asked = app.provider.last();
    assert!(!asked.headers.contains_key("authorization"));
    assert_eq!(asked.field("client_id"), "cid");

    let nameless = app.ask("oauth.refresh", &json!({})).await;
    assert_eq!(nameless["result"], "Error");
    assert_refused(&nameless, "invalid_id");
    let refused = refresh(&app, Reply::error("invalid_grant")).await;
    assert_refused(&refused, "needs_login");
    app.bus.expect(topic::REQUIRED).await;
    assert_eq!(
        app.status().await["state"],
        "needs_login",
        "it is not tried for ever"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_refresh_endpoint_is_used_where_there_is_one() {
    let app = TestApp::start().await;
    app.register(json!({ "refresh_endpoint": app.provider.url("/refresh") }))
        .await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    assert_eq!(app.provider.last().path, "/token");
    renew(&app, &json!({ "access_token": "at-2" })).await;
    assert_eq!(app.provider.last().path, "/refresh");
    app.stop().await;
}

#[tokio::test]
async fn a_dead_login_is_told_once_and_not_tried_again() {
    let mut app = logged_in(json!({}), Setup::default()).await;
    let answer = refresh(&app, Reply::error("invalid_grant")).await;
    assert_eq!(answer["result"], "Error");
    assert_refused(&answer, "needs_login");
    let required = app.bus.expect(topic::REQUIRED).await.data;
    assert_eq!(
        required,
        with(munged(), json!({ "reason": "invalid_grant" }))
    );
    for _ in 0..2 {
        let again = app.ask("oauth.refresh", &ids()).await;
        assert_refused(&again, "needs_login");
        let status = app.status().await;
        assert_eq!(status["state"], "needs_login");
        assert_eq!(status["reason"], "invalid_grant");
        assert_eq!(status["error_code"], "needs_login");
        app.restart().await;
    }
    assert_eq!(app.provider.requests().len(), 2);
    app.log_in(&json!({ "access_token": "at-2", "refresh_token": "rt-2" }))
        .await;
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn a_login_without_a_refresh_token_needs_a_person() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at" })).await;
    assert_refused(&app.ask("oauth.refresh", &ids()).await, "needs_login");
    assert_eq!(
        app.status().await["state"],
        "connected",
        "the access token may well last"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_refused_client_keeps_its_token() {
    let app = logged_in(json!({}), Setup::default()).await;
    let answer = refresh(
        &app,
        Reply::json(401, &json!({ "error": "invalid_client" })),
    )
    .await;
    assert_refused(&answer, "misconfigured");
    let status = app.status().await;
    assert_eq!(
        (&status["state"], &status["reason"]),
        (&json!("misconfigured"), &json!("invalid_client"))
    );
    renew(&app, &json!({ "access_token": "at-2" })).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt");
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn a_busy_server_tells_when_to_come_again() {
    let app = logged_in(json!({}), Setup::default()).await;
    let busy = Reply::text(503, "text/html", "<h1>busy</h1>").header("retry-after: 7");
    let answer = refresh(&app, busy).await;
    assert_refused(&answer, "temporarily_unavailable");
    assert_eq!(answer["retry_after"], 7);
    app.stop().await;
}

#[tokio::test]
async fn an_answer_that_says_nothing_about_the_login_ends_no_login() {
    let app = logged_in(json!({}), Setup::default()).await;
    for reply in [
        Reply::text(200, "text/html", "<html>Log in to the Wi-Fi</html>"),
        Reply::text(400, "text/html", "<h1>invalid_grant</h1>"),
        Reply::json(302, &json!({ "error": "invalid_grant" })).header("location: /portal"),
        Reply::json(429, &json!({ "error": "invalid_grant" })),
        Reply::json(502, &json!({ "error": "invalid_grant" })),
        Reply::dropped(),
        Reply::json(200, &json!({ "access_token": "lost" })).halved(),
    ] {
        let answer = refresh(&app, reply).await;
        assert_refused(&answer, "temporarily_unavailable");
        assert_eq!(answer["result"], "Error");
        assert_eq!(app.status().await["state"], "connected");
    }
    renew(&app, &json!({ "access_token": "at-2" })).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt");
    app.stop().await;
}

#[tokio::test]
async fn askers_at_once_share_one_token_request() {
    let app = logged_in(json!({}), Setup::default()).await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "at-2" })).held();
    app.provider.will(reply);
    for _ in 0..20 {
        app.bus.send("oauth.refresh", &ids());
    }
    app.provider.until_asked(2).await;
    // Its answer means that all twenty were heard.
    app.settle().await;
    gate.notify_one();
    for _ in 0..20 {
        let answer = app.bus.expect("oauth.refresh.response").await.data;
        assert_eq!(answer["token"]["access_token"], "at-2", "{answer}");
    }
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn askers_at_once_share_one_failure_too() {
    let app = logged_in(json!({}), Setup::default()).await;
    let (reply, gate) = Reply::text(503, "text/plain", "busy").held();
    app.provider.will(reply);
    for _ in 0..20 {
        app.bus.send("oauth.refresh", &ids());
    }
    app.provider.until_asked(2).await;
    app.settle().await;
    gate.notify_one();
    for _ in 0..20 {
        let answer = app.bus.expect("oauth.refresh.response").await.data;
        assert_refused(&answer, "temporarily_unavailable");
    }
    let later = refresh(&app, Reply::json(200, &json!({ "access_token": "at-2" }))).await;
    assert_eq!(later["result"], "Ok", "a later asker asks the server again");
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn a_slow_server_keeps_nobody_waiting_and_loses_nothing() {
    let setup = Setup {
        reply_within: Duration::from_millis(1500),
        ..Setup::default()
    };
    let app = logged_in(json!({}), setup).await;
    let token = json!({ "access_token": "at-2", "refresh_token": "rt-2" });
    let (reply, gate) = Reply::json(200, &token).held();
    let answer = refresh(&app, reply).await;
    assert_refused(&answer, "temporarily_unavailable");
    assert_eq!(answer["result"], "Error");
    app.settle().await;
    gate.notify_one();
    app.bus.expect(topic::REFRESHED).await;
    renew(&app, &json!({ "access_token": "at-3" })).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt-2");
    app.stop().await;
}

#[tokio::test]
async fn refresh_and_id_tokens_are_told_where_the_owner_wants_it() {
    let app = TestApp::with(Setup {
        share_refresh_token: true,
        ..Setup::default()
    })
    .await;
    app.register(json!({})).await;
    let token = json!({ "access_token": "at", "refresh_token": "rt", "id_token": "it" });
    let told = app.log_in(&token).await;
    assert_eq!(
        (&told["refresh_token"], &told["id_token"]),
        (&json!("rt"), &json!("it"))
    );
    let answer = renew(&app, &json!({ "access_token": "at-2" })).await;
    assert_eq!(answer["token"]["refresh_token"], "rt");
    app.stop().await;
}

#[tokio::test]
async fn a_new_login_during_a_refresh_is_not_overwritten() {
    let app = logged_in(json!({}), Setup::default()).await;
    let stale = json!({ "access_token": "stale", "refresh_token": "stale-rt" });
    let (reply, gate) = Reply::json(200, &stale).held();
    app.provider.will(reply);
    app.bus.send("oauth.refresh", &ids());
    app.provider.until_asked(2).await;
    app.log_in(&json!({ "access_token": "new", "refresh_token": "new-rt" }))
        .await;
    gate.notify_one();
    let answer = app.bus.expect("oauth.refresh.response").await.data;
    assert_eq!(answer["token"]["access_token"], "new");
    renew(&app, &json!({ "access_token": "newer" })).await;
    assert_eq!(app.provider.last().field("refresh_token"), "new-rt");
    app.stop().await;
}

#[tokio::test]
async fn a_new_login_during_a_refresh_does_not_die_with_the_old_one() {
    for failure in [
        Reply::error("invalid_grant"),
        Reply::json(401, &json!({ "error": "invalid_client" })),
        Reply::dropped(),
    ] {
        let app = logged_in(json!({}), Setup::default()).await;
        let (reply, gate) = failure.held();
        app.provider.will(reply);
        app.bus.send("oauth.refresh", &ids());
        app.provider.until_asked(2).await;
        app.log_in(&json!({ "access_token": "new", "refresh_token": "new-rt" }))
            .await;
        gate.notify_one();
        let answer = app.bus.expect("oauth.refresh.response").await.data;
        assert_eq!(answer["token"]["access_token"], "new", "{answer}");
        assert_eq!(app.status().await["state"], "connected");
        app.stop().await;
    }
}
