//! Services as they really behave, from the first login on.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::helpers::{NOW, Reply, TestApp, assert_refused, ids, munged, topic, with};

/// The API of `StandCloud`: it knows which access tokens are good.
#[derive(Default)]
struct HardpyApi {
    good: BTreeSet<&'static str>,
}

impl HardpyApi {
    /// `GET /hardpy/api/v1/healthcheck` with `Authorization: Bearer`.
    fn healthcheck(&self, token: &str) -> u16 {
        if self.good.contains(token) { 200 } else { 401 }
    }
}

/// What a skill does: a token, the health check, and another token where the API refuses it.
async fn check_health(app: &TestApp, api: &HardpyApi) -> Result<String, Value> {
    let mut wish = ids();
    for _ in 0..2 {
        let answer = app.ask("oauth.token.get", &wish).await;
        let Some(token) = answer["access_token"].as_str() else {
            return Err(answer);
        };
        if api.healthcheck(token) == 200 {
            return Ok(token.to_owned());
        }
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(token));
        wish["rejected"] = hash[..16].into();
    }
    panic!("two tokens were refused")
}

fn tokens(turn: usize) -> Value {
    json!({
        "access_token": format!("authelia_at_{turn}"), "refresh_token": format!("authelia_rt_{turn}"),
        "token_type": "bearer", "expires_in": 3599, "scope": "offline_access authelia.bearer.authz",
    })
}

async fn hardpy(api: &mut HardpyApi) -> TestApp {
    let app = TestApp::start().await;
    app.register(json!({
        "client_id": "hardpy-report-uploader", "client_secret": null, "name": "StandCloud",
        "auth_endpoint": "https://demo.standcloud.io/auth/api/oidc/authorization",
        "token_endpoint": app.provider.url("/auth/api/oidc/token"),
        "scope": "offline_access authelia.bearer.authz",
        "audience": "https://demo.standcloud.io/hardpy/api/v1",
    }))
    .await;
    app.log_in(&tokens(1)).await;
    api.good.insert("authelia_at_1");
    app
}

#[tokio::test]
async fn standcloud_from_the_first_login_to_the_next_one() {
    let mut api = HardpyApi::default();
    let app = hardpy(&mut api).await;
    let asked = app.provider.last();
    assert_eq!(asked.field("client_id"), "hardpy-report-uploader");
    assert_eq!(
        asked.field("audience"),
        "https://demo.standcloud.io/hardpy/api/v1"
    );
    assert_eq!(check_health(&app, &api).await.unwrap(), "authelia_at_1");

    // It expires, and is renewed before that by the clock.
    app.provider.will(Reply::json(200, &tokens(2)));
    app.clock.advance(3300.0);
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().field("refresh_token"), "authelia_rt_1");
    api.good = BTreeSet::from(["authelia_at_2"]);
    assert_eq!(check_health(&app, &api).await.unwrap(), "authelia_at_2");

    // The server ends it early: the API refuses what looks good here.
    api.good = BTreeSet::from(["authelia_at_3"]);
    app.clock.advance(61.0);
    app.provider.will(Reply::json(200, &tokens(3)));
    assert_eq!(check_health(&app, &api).await.unwrap(), "authelia_at_3");
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().field("refresh_token"), "authelia_rt_2");

    // Somebody ends the session on the server: access and refresh token are worth nothing.
    api.good.clear();
    app.clock.advance(61.0);
    app.provider.will(Reply::error("invalid_grant"));
    let refused = check_health(&app, &api).await.unwrap_err();
    assert_refused(&refused, "needs_login");
    assert_eq!(app.provider.last().field("refresh_token"), "authelia_rt_3");
    let required = app.bus.expect(topic::REQUIRED).await.data;
    assert_eq!(
        required,
        with(munged(), json!({ "reason": "invalid_grant" }))
    );
    assert_eq!(app.status().await["state"], "needs_login");

    app.log_in(&tokens(4)).await;
    api.good.insert("authelia_at_4");
    assert_eq!(app.status().await["state"], "connected");
    assert_eq!(check_health(&app, &api).await.unwrap(), "authelia_at_4");
    app.stop().await;
}

#[tokio::test]
async fn home_assistant_repeats_no_refresh_token() {
    let mut app = TestApp::start().await;
    app.register(json!({ "client_secret": null })).await;
    app.log_in(&json!({
        "access_token": "at-0", "refresh_token": "rt", "token_type": "Bearer", "expires_in": 1800,
    }))
    .await;
    for round in 1..=5 {
        let name = format!("at-{round}");
        app.provider.will(Reply::json(
            200,
            &json!({ "access_token": name, "token_type": "Bearer", "expires_in": 1800 }),
        ));
        // A tenth of the lifetime before its end, and up to a fifth of that earlier.
        app.clock.advance(1580.0);
        app.settle().await;
        app.clock.advance(40.0);
        let news = app.bus.expect(topic::REFRESHED).await.data;
        let now = NOW + f64::from(round) * 1620.0;
        assert_eq!(news["expires_at"], now + 1800.0);
        assert_eq!(app.provider.last().field("refresh_token"), "rt");
        assert_eq!(
            app.ask("oauth.token.get", &ids()).await["access_token"],
            name.as_str()
        );
        if round == 3 {
            app.restart().await;
        }
    }
    app.stop().await;
}

/// Servers that give no new refresh token say so in several ways.
#[tokio::test]
async fn an_empty_refresh_token_is_no_new_one() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 }))
        .await;
    for empty in [json!(null), json!("")] {
        let answer = json!({ "access_token": "at", "refresh_token": empty, "expires_in": 3600 });
        app.provider.will(Reply::json(200, &answer));
        let answer = app.ask("oauth.refresh", &ids()).await;
        assert_eq!(answer["result"], "Ok", "{answer}");
        app.bus.expect(topic::REFRESHED).await;
        assert_eq!(app.provider.last().field("refresh_token"), "rt");
    }
    app.provider.will(Reply::json(200, &tokens(1)));
    app.clock.advance(3600.0);
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}
