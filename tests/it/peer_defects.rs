//! What other OAuth programs were seen to get wrong with codes, refreshes, callbacks and storage, each
//! against a server or visitor that provokes it. The names begin with the program's letters: OV the
//! Python plugin, PG3 its Polyglot cousin, HA Home Assistant, PZ pizauth, OA oidc-agent, EP
//! email-oauth2-proxy, RC rclone, MY my.home-assistant.io. HP (hardpy) checks no certificates:
//! `tests/interop/tls.rs`. That nothing secret is logged (PG3, OA) is `bug19` in `leaks.rs`.

use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use crate::helpers::provider::deaf_port;
use crate::helpers::{Login, NOW, Reply, Setup, TestApp, assert_refused, ids, munged, topic, with};

/// An app that is logged in with this token.
async fn logged_in(token: Value, setup: Setup) -> TestApp {
    let app = TestApp::with(setup).await;
    app.register(json!({})).await;
    app.log_in(&token).await;
    app
}

/// A token that can be refreshed.
fn renewable() -> Value {
    json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 })
}

/// Refreshes with this answer and returns the reply.
async fn refresh(app: &TestApp, reply: Reply) -> Value {
    app.provider.will(reply);
    app.ask("oauth.refresh", &ids()).await
}

/// Refreshes with this token and asserts that it works with the refresh token that is asked for.
async fn assert_renewed_with(app: &TestApp, refresh_token: &str) {
    let answer = refresh(app, Reply::json(200, &json!({ "access_token": "new" }))).await;
    assert_eq!(answer["token"]["access_token"], "new", "{answer}");
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().field("refresh_token"), refresh_token);
}

/// A daemon that does not wait long for a token endpoint.
fn impatient() -> Setup {
    Setup {
        token_request_limit: Duration::from_millis(300),
        ..Setup::default()
    }
}

#[tokio::test]
async fn ov_a_strangers_code_logs_the_device_into_no_account() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let waiting = app.start_login().await;
    let ended = app.url().await;
    app.bring(&ended, "error=access_denied").await;
    app.expect_failure("access_denied").await;
    let spent = ended.parameter("state");
    for state in ["skill_app", "", "AAAAAAAAAAAAAAAAAAAAAA", &spent] {
        let path = format!("/auth/callback/skill_app?code=of-a-stranger&state={state}");
        app.browser().get(&path).await;
    }
    assert!(app.provider.requests().is_empty(), "no code was exchanged");
    app.settle().await;
    app.assert_completes(&waiting).await;
    app.stop().await;
}

#[tokio::test]
async fn ov_every_way_to_a_url_leads_to_a_whole_one_that_names_this_device() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let invited = app.caller().await.ask("oauth.connect", &munged()).await;
    app.bus.expect(topic::STARTED).await;
    let link = Url::parse(invited["url"].as_str().unwrap()).unwrap();
    let opened = app.browser().get(link.path()).await;
    app.bus.expect(topic::STARTED).await;
    let device = app.browser().address;
    for login in [
        app.url().await,
        app.start_login().await,
        Login::at(opened.redirect()),
    ] {
        assert_eq!(login.parameter("response_type"), "code");
        assert_eq!(login.parameter("scope"), "a b");
        let back = format!("http://{device}/auth/callback/skill_app");
        assert_eq!(login.parameter("redirect_uri"), back);
        app.bring_to_end(&login, "error=access_denied").await;
        app.expect_failure("access_denied").await;
    }
    app.stop().await;
}

#[tokio::test]
async fn ov_an_error_is_never_stored_or_told_as_a_token() {
    let app = logged_in(renewable(), Setup::default()).await;
    for reply in [
        Reply::json(200, &json!({ "error": "slow_down" })),
        Reply::error("invalid_request"),
        Reply::json(200, &json!({ "ok": false })),
    ] {
        let login = app.start_login().await;
        app.provider.will(reply.clone());
        let page = app.bring_to_end(&login, "code=planted").await;
        assert!(!page.body.contains("planted"), "{page:?}");
        app.bus.expect(topic::FAILED).await;
        let answer = refresh(&app, reply).await;
        assert_eq!(answer["result"], "Error");
        assert_eq!(answer.get("token"), None);
        assert_eq!(app.status().await["expires_at"], NOW + 3600.0);
    }
    assert_renewed_with(&app, "rt").await;
    app.stop().await;
}

#[tokio::test]
async fn ov_tokens_stand_in_no_file_in_clear_while_the_daemon_runs() {
    let token = json!({ "access_token": "planted-at", "refresh_token": "planted-rt" });
    let app = logged_in(token, Setup::default()).await;
    let mut looked_at = 0;
    for folder in ["data", "state"] {
        for entry in std::fs::read_dir(app.folder.path().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let mut windows = bytes.windows("planted".len());
            assert!(windows.all(|window| window != b"planted"), "{path:?}");
            looked_at += 1;
        }
    }
    assert!(looked_at >= 3, "database, write-ahead log and key");
    app.stop().await;
}

#[tokio::test]
async fn pg3_a_lifetime_of_30_seconds_dead_locks_nothing() {
    for seconds in [0, 1, 30, 60] {
        let token = with(renewable(), json!({ "expires_in": seconds }));
        let app = logged_in(token.clone(), Setup::default()).await;
        for _ in 0..2 {
            let answer = refresh(&app, Reply::json(200, &token)).await;
            app.bus.expect(topic::REFRESHED).await;
            let expires_at = NOW + f64::from(seconds);
            assert_eq!(answer["token"]["expires_at"], expires_at);
            assert_eq!(app.status().await["expires_at"], expires_at);
        }
        app.stop().await;
    }
}

#[tokio::test]
async fn pg3_network_errors_and_time_outs_end_nothing() {
    let app = logged_in(renewable(), impatient()).await;
    let whole = Reply::json(200, &renewable());
    let (hangs, _gate) = whole.clone().held();
    for reply in [Reply::dropped(), whole.halved(), hangs] {
        let answer = refresh(&app, reply).await;
        assert_refused(&answer, "temporarily_unavailable");
        assert_eq!(app.status().await["state"], "connected");
    }
    let (_socket, deaf) = deaf_port();
    app.register(json!({ "refresh_endpoint": deaf })).await;
    app.log_in(&renewable()).await;
    let answer = app.ask("oauth.refresh", &ids()).await;
    assert_refused(&answer, "temporarily_unavailable");
    app.register(json!({})).await;
    app.log_in(&renewable()).await;
    assert_renewed_with(&app, "rt").await;
    app.stop().await;
}

#[tokio::test]
async fn ha_no_lifetime_and_no_secret_is_a_login_too() {
    let app = TestApp::start().await;
    let answer = app.register(json!({ "client_secret": null })).await;
    assert_eq!(answer["needs_creds"], false);
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    assert_eq!(app.status().await["state"], "connected");
    assert_renewed_with(&app, "rt").await;
    app.stop().await;
}

#[tokio::test]
async fn ha_a_restart_breaks_no_open_login_and_each_has_a_verifier_of_its_own() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let mut verifiers = Vec::new();
    for _ in 0..2 {
        let login = app.url().await;
        app.restart().await;
        app.assert_completes(&login).await;
        verifiers.push(app.provider.last().field("code_verifier").to_owned());
    }
    assert_ne!(verifiers[0], verifiers[1]);
    app.stop().await;
}

#[tokio::test]
async fn ha_askers_on_different_ways_in_share_one_refresh() {
    let app = logged_in(renewable(), Setup::default()).await;
    let rotated = json!({ "access_token": "at-2", "refresh_token": "rt-2" });
    let (reply, gate) = Reply::json(200, &rotated).held();
    app.provider.will(reply);
    app.bus.send("oauth.refresh", &ids());
    app.provider.until_asked(2).await;
    let mut callers = Vec::new();
    for _ in 0..3 {
        let mut caller = app.caller().await;
        caller.say("oauth.refresh", &ids()).await;
        // What is asked afterwards and answered shows that the refresh has looked at the store.
        for _ in 0..2 {
            caller.ask("oauth.status", &ids()).await;
        }
        callers.push(caller);
    }
    gate.notify_one();
    let answer = app.bus.expect("oauth.refresh.response").await.data;
    assert_eq!(answer["token"]["access_token"], "at-2");
    for mut caller in callers {
        let answer = caller.hear("oauth.refresh.response").await;
        assert_eq!(answer["token"]["access_token"], "at-2");
    }
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn pz_bearer_in_any_case_or_not_at_all_is_a_token() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    for token_type in [
        json!("bearer"),
        json!("BEARER"),
        json!("bEaReR"),
        Value::Null,
        json!(7),
    ] {
        let token = json!({ "access_token": "at", "token_type": token_type });
        assert_eq!(app.log_in(&token).await["access_token"], "at");
    }
    app.stop().await;
}

#[tokio::test]
async fn pz_html_under_200_or_an_odd_status_keeps_the_refresh_token() {
    let app = logged_in(renewable(), Setup::default()).await;
    let portal = "<html>Log in to the Wi-Fi</html>";
    for status in [
        200, 201, 204, 302, 307, 403, 404, 408, 410, 418, 451, 500, 511, 599,
    ] {
        let answer = refresh(&app, Reply::text(status, "text/html", portal)).await;
        assert_refused(&answer, "temporarily_unavailable");
        assert_eq!(app.status().await["state"], "connected", "{status}");
    }
    assert_renewed_with(&app, "rt").await;
    app.stop().await;
}

#[tokio::test]
async fn oa_a_refresh_whose_answer_was_lost_is_not_sent_again_at_once() {
    let app = logged_in(renewable(), impatient()).await;
    let (hangs, _gate) = Reply::json(200, &renewable()).held();
    for reply in [hangs, Reply::dropped()] {
        let before = app.provider.requests().len();
        let answer = refresh(&app, reply).await;
        assert_refused(&answer, "temporarily_unavailable");
        app.settle().await;
        assert_eq!(app.provider.requests().len(), before + 1);
    }
    app.stop().await;
}

#[tokio::test]
async fn ep_the_returned_state_is_compared_and_an_error_need_not_be_json() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.register(json!({ "app_id": "other" })).await;
    let login = app.start_login().await;
    let other = with(ids(), json!({ "app_id": "other" }));
    let other = app.ask("oauth.get", &other).await;
    let other = Login::at(other["url"].as_str().unwrap()).parameter("state");
    for state in [other, login.parameter("state").to_uppercase()] {
        let path = format!("/auth/callback/skill_app?code=c&state={state}");
        app.browser()
            .get(&path)
            .await
            .assert_says(400, "No login is waiting");
    }
    app.provider
        .will(Reply::text(400, "text/html", "<h1>Bad Request</h1>"));
    let page = app.bring_to_end(&login, "code=c").await;
    page.assert_says(200, "The login did not work");
    app.expect_failure("provider_error").await;
    app.stop().await;
}

#[tokio::test]
async fn rc_a_visit_without_code_or_state_aborts_no_login() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    let state = login.parameter("state");
    for query in [
        String::new(),
        "error=access_denied".to_owned(),
        "error=access_denied&state=x".to_owned(),
        format!("state={state}"),
        format!("code=&state={state}"),
    ] {
        let path = format!("/auth/callback/skill_app?{query}");
        assert_eq!(app.browser().get(&path).await.status, 400, "{query}");
    }
    app.settle().await;
    app.assert_completes(&login).await;
    assert!(!app.provider.last().field("code_verifier").is_empty());
    app.stop().await;
}

#[tokio::test]
async fn my_iss_is_compared_and_a_description_does_no_harm_behind_a_relay() {
    let app = TestApp::start().await;
    let relay = "https://relay.example/redirect/oauth";
    app.register(json!({ "issuer": "https://issuer.example", "redirect_uri": relay }))
        .await;
    for (answer, code) in [
        ("code=c&iss=https%3A%2F%2Fevil.example", "issuer_mismatch"),
        (
            "error=access_denied&error_description=%3Cscript%3E&iss=https%3A%2F%2Fissuer.example",
            "access_denied",
        ),
        (
            "error=access_denied&iss=https%3A%2F%2Fevil.example",
            "issuer_mismatch",
        ),
    ] {
        let login = app.start_login().await;
        let url = format!("{relay}?{answer}&state={}", login.parameter("state"));
        let forwarded = app
            .ask(topic::FORWARD, &json!({ "redirectURL": url }))
            .await;
        assert_refused(&forwarded, code);
        assert!(!forwarded.to_string().contains("script"), "{forwarded}");
        app.expect_failure(code).await;
    }
    assert!(app.provider.requests().is_empty(), "no code was exchanged");
    app.stop().await;
}
