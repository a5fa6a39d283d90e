//! Disconnecting, cancelling, forgetting, and the factory reset.

use serde_json::{Value, json};

use crate::helpers::{Reply, TestApp, assert_refused, ids, topic};

async fn logged_in(extra: Value) -> TestApp {
    let app = TestApp::start().await;
    app.register(extra).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 }))
        .await;
    app
}

/// An app whose server has a place for revocations.
async fn revocable() -> TestApp {
    let app = logged_in(json!({})).await;
    // Learnt after the login, on the same host.
    app.register(json!({ "revocation_endpoint": app.provider.url("/revoke") }))
        .await;
    app
}

#[tokio::test]
async fn a_revocation_goes_to_the_server_by_the_clients_authentication() {
    let app = revocable().await;
    app.provider.will(Reply::text(200, "text/plain", ""));
    let answer = app.ask("oauth.revoke", &ids()).await;
    assert_eq!(answer, json!({ "result": "Ok", "remote": "done" }));
    let asked = app.provider.last();
    assert_eq!(asked.path, "/revoke");
    assert_eq!(asked.basic().as_deref(), Some("cid:sec"));
    assert_eq!(asked.field("token"), "rt");
    assert_eq!(asked.field("token_type_hint"), "refresh_token");
    assert_eq!(app.status().await["state"], "not_authenticated");
    let again = app.ask("oauth.revoke", &ids()).await;
    assert_refused(&again, "not_authenticated");
    assert_eq!(again["result"], "Error");
    app.stop().await;
}

#[tokio::test]
async fn without_a_place_for_it_a_token_is_forgotten_here() {
    let app = logged_in(json!({})).await;
    let answer = app.ask("oauth.revoke", &ids()).await;
    assert_eq!(answer, json!({ "result": "Ok", "remote": "none" }));
    assert_refused(
        &app.ask("oauth.token.get", &ids()).await,
        "not_authenticated",
    );
    app.stop().await;
}

#[tokio::test]
async fn a_server_that_cannot_be_told_is_told_later_even_after_a_crash() {
    let mut app = revocable().await;
    app.provider.will(Reply::text(503, "text/plain", "busy"));
    let answer = app.ask("oauth.revoke", &ids()).await;
    assert_eq!(answer["remote"], "queued");
    app.crash().await;
    app.until_closed().await;
    app.start_again().await;
    app.provider.will(Reply::text(200, "text/plain", ""));
    app.clock.advance(60.0);
    app.provider.until_asked(3).await;
    assert_eq!(app.provider.last().field("token"), "rt");
    app.settle().await;
    app.clock.advance(86_400.0);
    app.settle().await;
    assert_eq!(app.provider.requests().len(), 3, "told once");
    app.stop().await;
}

#[tokio::test]
async fn a_server_that_refuses_is_not_asked_again() {
    let app = revocable().await;
    app.provider.will(Reply::error("unsupported_token_type"));
    let answer = app.ask("oauth.revoke", &ids()).await;
    assert_eq!(answer["remote"], "refused");
    app.clock.advance(86_400.0);
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn a_refresh_that_ends_after_the_revocation_brings_nothing_back() {
    let app = revocable().await;
    let late = json!({ "access_token": "late", "refresh_token": "late-rt" });
    let (reply, gate) = Reply::json(200, &late).held();
    app.provider.will(reply);
    app.bus.send("oauth.refresh", &ids());
    app.provider.until_asked(2).await;
    app.provider.will(Reply::text(200, "text/plain", ""));
    assert_eq!(app.ask("oauth.revoke", &ids()).await["remote"], "done");
    // The token that came too late is revoked as well.
    app.provider.will(Reply::text(200, "text/plain", ""));
    gate.notify_one();
    let refused = app.bus.expect("oauth.refresh.response").await.data;
    assert_refused(&refused, "not_authenticated");
    app.provider.until_asked(4).await;
    assert_eq!(app.provider.last().field("token"), "late-rt");
    app.stop().await;
}

#[tokio::test]
async fn a_cancelled_login_is_told_and_its_code_is_worth_nothing() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    app.ask("oauth.generate.qr.request", &ids()).await;
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;
    assert_eq!(
        app.ask("oauth.cancel", &ids()).await,
        json!({ "result": "Ok" })
    );
    app.expect_failure("access_denied").await;
    app.expect_failure("access_denied").await;
    app.bus.expect(topic::HIDE).await;
    assert!(app.images().is_empty());
    let page = app.bring(&login, "code=c").await;
    assert_eq!(page.status, 400);
    assert_eq!(
        app.ask("oauth.cancel", &ids()).await,
        json!({ "result": "Ok" })
    );
    app.stop().await;
}

#[tokio::test]
async fn a_cancel_leaves_the_token_alone() {
    let app = logged_in(json!({})).await;
    app.start_login().await;
    app.ask("oauth.cancel", &ids()).await;
    app.expect_failure("access_denied").await;
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn a_forgotten_app_leaves_nothing_and_gives_its_id_free() {
    let app = revocable().await;
    app.start_login().await;
    app.provider.will(Reply::text(200, "text/plain", ""));
    let answer = app.ask("oauth.unregister", &ids()).await;
    assert_eq!(answer, json!({ "result": "Ok", "remote": "done" }));
    app.expect_failure("access_denied").await;
    assert_refused(&app.ask("oauth.token.get", &ids()).await, "unknown_app");
    assert_refused(&app.ask("oauth.unregister", &ids()).await, "unknown_app");
    // Another pair with the same munged id may have it now.
    let other = json!({ "skill_id": "skill_app", "app_id": "x" });
    app.register(other).await;
    let registered = app.register(json!({})).await;
    assert_eq!(registered["state"], "not_authenticated");
    app.stop().await;
}

#[tokio::test]
async fn a_code_that_is_exchanged_while_its_app_goes_leaves_nothing() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "late" })).held();
    app.provider.will(reply);
    let redirect = format!("http://127.0.0.1:1{}", login.callback("code=c"));
    app.bus
        .send(topic::FORWARD, &json!({ "redirectURL": redirect }));
    app.provider.until_asked(1).await;
    app.ask("oauth.unregister", &ids()).await;
    gate.notify_one();
    let refused = app
        .bus
        .expect("ovos.shell.oauth.authentication.forward.response")
        .await
        .data;
    assert_refused(&refused, "unknown_app");
    app.expect_failure("unknown_app").await;
    let status = app.ask("oauth.status", &json!({})).await;
    assert_eq!(status, json!({ "apps": [] }));
    app.stop().await;
}

#[tokio::test]
async fn a_factory_reset_leaves_nothing() {
    let mut app = revocable().await;
    app.register(json!({ "app_id": "other" })).await;
    let plugin = json!({ "skill_id": "ovos-PHAL-plugin-oauth" });
    app.bus.send("system.factory.reset.ping", &json!({}));
    let registered = app.bus.expect("system.factory.reset.register").await.data;
    assert_eq!(registered, plugin);
    app.provider.will(Reply::text(200, "text/plain", ""));
    app.bus.send("system.factory.reset.phal", &json!({}));
    let complete = app
        .bus
        .expect("system.factory.reset.phal.complete")
        .await
        .data;
    assert_eq!(complete, plugin);
    app.provider.until_asked(2).await;
    assert_eq!(app.provider.last().field("token"), "rt");
    assert_eq!(
        app.ask("oauth.status", &json!({})).await,
        json!({ "apps": [] })
    );
    app.restart().await;
    assert_eq!(
        app.ask("oauth.status", &json!({})).await,
        json!({ "apps": [] })
    );
    app.stop().await;
}
