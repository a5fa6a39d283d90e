//! `oauth.token.get`: when a token is handed out, when it is renewed first, and when there is none.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::helpers::{NOW, Reply, Setup, TestApp, assert_refused, ids, topic, with};

/// An app that is logged in with a token of this lifetime.
async fn logged_in(lifetime: Option<u64>) -> TestApp {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({
        "access_token": "at", "refresh_token": "rt", "expires_in": lifetime, "scope": "a",
    }))
    .await;
    app
}

async fn get(app: &TestApp, wish: Value) -> Value {
    app.ask("oauth.token.get", &with(ids(), wish)).await
}

fn hash(token: &str) -> String {
    let digest = Sha256::digest(token);
    data_encoding::HEXLOWER.encode(&digest)[..16].to_owned()
}

fn token(name: &str, lifetime: u64) -> Reply {
    Reply::json(
        200,
        &json!({ "access_token": name, "expires_in": lifetime }),
    )
}

#[tokio::test]
async fn a_good_token_is_handed_out_as_it_is() {
    let app = logged_in(Some(3600)).await;
    app.bus.send("oauth.token.get", &ids());
    let answer = app.bus.expect("oauth.token.get.response").await;
    assert_eq!(
        answer.data,
        json!({
            "munged_id": "skill_app", "access_token": "at", "token_type": "Bearer",
            "scope": "a", "expires_at": NOW + 3600.0,
        })
    );
    assert_eq!(
        answer.context,
        json!({ "session": { "session_id": "default" } }),
        "no bridge carries it away"
    );
    assert_eq!(app.provider.requests().len(), 1);
    app.stop().await;
}

#[tokio::test]
async fn a_token_that_ends_within_a_minute_is_renewed_first() {
    let app = logged_in(Some(60)).await;
    app.clock.advance(31.0);
    app.provider.will(token("at-2", 60));
    assert_eq!(get(&app, json!({})).await["access_token"], "at-2");
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(get(&app, json!({})).await["access_token"], "at-2");
    app.stop().await;
}

#[tokio::test]
async fn a_skill_may_want_more_time() {
    let app = logged_in(Some(3600)).await;
    let wish = json!({ "min_valid_seconds": 3000 });
    app.clock.advance(300.0);
    assert_eq!(get(&app, wish.clone()).await["access_token"], "at");
    app.clock.advance(301.0);
    app.provider.will(token("at-2", 3600));
    assert_eq!(get(&app, wish).await["access_token"], "at-2");
    app.bus.expect(topic::REFRESHED).await;
    for bad in [json!("x"), json!(-1), json!([1])] {
        let refused = get(&app, json!({ "min_valid_seconds": bad })).await;
        assert_refused(&refused, "invalid_request");
    }
    app.stop().await;
}

/// PG3's dead lock: its class hangs for good when a lifetime is a minute or less.
#[tokio::test]
async fn a_lifetime_of_thirty_seconds_is_renewed_on_use_alone() {
    let app = logged_in(Some(30)).await;
    for round in 0..3 {
        app.clock.advance(14.0);
        let kept = get(&app, json!({})).await;
        app.clock.advance(2.0);
        let name = format!("at-{round}");
        app.provider.will(token(&name, 30));
        let renewed = get(&app, json!({})).await;
        app.bus.expect(topic::REFRESHED).await;
        assert_eq!(renewed["access_token"], name.as_str());
        assert_ne!(kept["access_token"], renewed["access_token"]);
    }
    app.clock.advance(86_400.0);
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn fifty_askers_share_one_refresh() {
    let app = logged_in(Some(60)).await;
    app.clock.advance(59.0);
    let (reply, gate) = token("at-2", 3600).held();
    app.provider.will(reply);
    for _ in 0..50 {
        app.bus.send("oauth.token.get", &ids());
    }
    app.provider.until_asked(2).await;
    app.settle().await;
    gate.notify_one();
    for _ in 0..50 {
        let answer = app.bus.expect("oauth.token.get.response").await.data;
        assert_eq!(answer["access_token"], "at-2", "{answer}");
    }
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn without_a_login_the_code_says_what_is_missing() {
    let app = TestApp::start().await;
    assert_refused(&get(&app, json!({})).await, "unknown_app");
    app.register(json!({ "client_id": null, "client_secret": null }))
        .await;
    assert_refused(&get(&app, json!({})).await, "needs_credentials");
    app.register(json!({})).await;
    let refused = get(&app, json!({})).await;
    assert_refused(&refused, "not_authenticated");
    assert_eq!(refused["munged_id"], "skill_app");
    app.stop().await;
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_only_that_one() {
    let app = logged_in(None).await;
    app.clock.advance(3600.0);
    let other = get(&app, json!({ "rejected": hash("another") })).await;
    assert_eq!(other["access_token"], "at", "it has been replaced already");
    assert_eq!(other.get("expires_at"), None, "no lifetime was told");
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    let renewed = get(&app, json!({ "rejected": hash("at") })).await;
    assert_eq!(renewed["access_token"], "at-2");
    app.bus.expect(topic::REFRESHED).await;
    let again = get(&app, json!({ "rejected": hash("at") })).await;
    assert_eq!(again["access_token"], "at-2");
    let refused = get(&app, json!({ "rejected": hash("at-2") })).await;
    assert_refused(&refused, "temporarily_unavailable");
    assert_eq!(
        refused["retry_after"], 60,
        "a new token is not refused so soon"
    );
    for bad in ["", "abc", "zzzzzzzzzzzzzzzz", &hash("at")[..15]] {
        let answer = get(&app, json!({ "rejected": bad })).await;
        let is_absent = bad.is_empty();
        assert_eq!(answer["error_code"].is_null(), is_absent, "{bad}: {answer}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_short_token_is_better_than_none_unless_more_was_asked() {
    let app = logged_in(Some(60)).await;
    app.clock.advance(50.0);
    let busy = || Reply::text(503, "text/plain", "busy");
    app.provider.will(busy());
    assert_eq!(get(&app, json!({})).await["access_token"], "at");
    app.provider.will(busy());
    let asked = get(&app, json!({ "min_valid_seconds": 30 })).await;
    assert_refused(&asked, "temporarily_unavailable");
    app.stop().await;
    let app = logged_in(Some(60)).await;
    app.clock.advance(61.0);
    app.provider.will(busy());
    let ended = get(&app, json!({})).await;
    assert_refused(&ended, "temporarily_unavailable");
    app.stop().await;
}

#[tokio::test]
async fn a_server_that_wants_a_pause_gets_it() {
    let app = logged_in(Some(60)).await;
    app.clock.advance(60.0);
    app.provider
        .will(Reply::text(429, "text/plain", "slow down").header("retry-after: 40"));
    for _ in 0..3 {
        let refused = get(&app, json!({})).await;
        assert_refused(&refused, "temporarily_unavailable");
        assert_eq!(refused["retry_after"], 40);
    }
    assert_eq!(app.provider.requests().len(), 2);
    app.provider.will(token("at-2", 60));
    app.clock.advance(41.0);
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(get(&app, json!({})).await["access_token"], "at-2");
    app.stop().await;
}

#[tokio::test]
async fn a_dead_login_gives_no_token() {
    let app = logged_in(Some(60)).await;
    app.clock.advance(59.0);
    app.provider.will(Reply::error("invalid_grant"));
    assert_refused(&get(&app, json!({})).await, "needs_login");
    app.bus.expect(topic::REQUIRED).await;
    assert_refused(&get(&app, json!({})).await, "needs_login");
    app.stop().await;
}

#[tokio::test]
async fn a_refused_client_is_not_asked_again_before_it_changes() {
    let app = logged_in(Some(60)).await;
    app.clock.advance(60.0);
    app.provider
        .will(Reply::json(401, &json!({ "error": "invalid_client" })));
    for _ in 0..3 {
        assert_refused(&get(&app, json!({})).await, "misconfigured");
    }
    assert_eq!(app.provider.requests().len(), 2);
    // A new secret is tried at once, in the background.
    app.provider.will(token("at-2", 60));
    app.register(json!({ "client_secret": "renewed" })).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().basic().as_deref(), Some("cid:renewed"));
    assert_eq!(get(&app, json!({})).await["access_token"], "at-2");
    app.stop().await;
}

#[tokio::test]
async fn a_new_client_is_tried_again_when_its_first_attempt_says_nothing() {
    let app = logged_in(Some(60)).await;
    app.clock.advance(60.0);
    app.provider
        .will(Reply::json(401, &json!({ "error": "invalid_client" })));
    assert_refused(&get(&app, json!({})).await, "misconfigured");
    app.provider.will(Reply::text(503, "text/plain", "busy"));
    app.register(json!({ "client_secret": "renewed" })).await;
    crate::background::until_failed(&app, 1).await;
    app.provider.will(token("at-2", 60));
    app.clock.advance(7.0);
    let answer = get(&app, json!({})).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(answer["access_token"], "at-2", "{answer}");
    app.stop().await;
}

#[tokio::test]
async fn a_slow_server_is_told_in_time() {
    let app = TestApp::with(Setup {
        reply_within: std::time::Duration::from_millis(300),
        ..Setup::default()
    })
    .await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 30 }))
        .await;
    app.clock.advance(30.0);
    let (reply, gate) = token("at-2", 3600).held();
    app.provider.will(reply);
    assert_refused(&get(&app, json!({})).await, "temporarily_unavailable");
    gate.notify_one();
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(get(&app, json!({})).await["access_token"], "at-2");
    app.stop().await;
}

#[tokio::test]
async fn a_token_is_for_its_own_pair_of_ids() {
    let app = logged_in(None).await;
    app.register(json!({ "skill_id": "a_b", "app_id": "c" }))
        .await;
    let ids = json!({ "skill_id": "a", "app_id": "b_c" });
    let stranger = app.ask("oauth.token.get", &ids).await;
    assert_refused(&stranger, "unknown_app");
    app.stop().await;
}
