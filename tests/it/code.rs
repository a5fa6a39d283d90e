//! A login by authorization code, from the URL to the token on the bus.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::helpers::{Login, NOW, Reply, TestApp, ids, munged, topic, with};

#[tokio::test]
async fn an_authorization_url_holds_what_the_standards_ask_for() {
    let app = TestApp::start().await;
    app.register(json!({
        "auth_endpoint": "https://provider.example/authorize?tenant=7",
        "parameters": { "access_type": "offline" },
    }))
    .await;
    let login = app.url().await;
    let url = login.url.as_str();
    assert!(
        url.starts_with("https://provider.example/authorize?tenant=7&"),
        "{url}"
    );
    let port = app.browser().address.port();
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "cid"),
        (
            "redirect_uri",
            &*format!("http://127.0.0.1:{port}/auth/callback/skill_app"),
        ),
        ("scope", "a b"),
        ("code_challenge_method", "S256"),
        ("access_type", "offline"),
    ] {
        assert_eq!(login.parameter(name), value);
    }
    assert!(login.parameter("state").len() >= 22, "{url}");
    assert_eq!(login.parameter("code_challenge").len(), 43);
    let again = app.url().await;
    for fresh in ["state", "code_challenge"] {
        assert_ne!(login.parameter(fresh), again.parameter(fresh));
    }
    app.stop().await;
}

#[tokio::test]
async fn a_code_becomes_a_token_on_the_bus() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.settle().await;
    app.provider.will(Reply::json(
        200,
        &json!({
            "access_token": "at", "token_type": "bearer", "expires_in": 3600, "scope": "a",
            "refresh_token": "rt", "id_token": "it", "odd": { "x": 1 },
        }),
    ));
    let page = app.bring(&login, "code=a%2Fb+c").await;
    let done = page.redirect().to_owned();
    assert!(
        done.starts_with("/done/") && !done.contains("a%2Fb"),
        "{done}"
    );
    app.browser()
        .get(&done)
        .await
        .assert_says(200, "connected to Music");

    let token = app.expect_success().await;
    assert_eq!(
        token.data,
        json!({
            "access_token": "at", "token_type": "bearer", "expires_in": 3600, "scope": "a",
            "odd": { "x": 1 }, "expires_at": NOW + 3600.0,
        })
    );
    assert_eq!(
        token.context,
        json!({ "session": { "session_id": "default" } })
    );
    let status = app.status().await;
    assert_eq!(status["state"], "connected");
    assert_eq!(status["expires_at"], NOW + 3600.0);
    assert_eq!(status["scope"], "a");
    assert_eq!(status["login_pending"], false);

    let asked = app.provider.last();
    assert_eq!(asked.field("grant_type"), "authorization_code");
    assert_eq!(asked.field("code"), "a/b c");
    assert_eq!(asked.field("redirect_uri"), login.parameter("redirect_uri"));
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(asked.field("code_verifier")));
    assert_eq!(challenge, login.parameter("code_challenge"));
    assert_eq!(asked.basic().as_deref(), Some("cid:sec"));
    assert!(!asked.form.contains_key("client_secret"));
    assert_eq!(asked.headers["accept"], "application/json");
    app.stop().await;
}

#[tokio::test]
async fn news_of_a_login_goes_to_who_asked_for_it() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.bus.send("oauth.start", &ids());
    let opened = app.bus.expect(topic::START).await;
    let started = app.bus.expect(topic::STARTED).await;
    assert_eq!(
        started.data,
        with(munged(), json!({ "way": "lan", "expires_at": NOW + 600.0 }))
    );
    let login = Login::at(opened.data["url"].as_str().unwrap());
    assert_eq!(app.status().await["login_pending"], true);
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    app.bring(&login, "code=c").await;
    app.bus.expect(topic::TOKEN).await;
    let succeeded = app.bus.expect(topic::SUCCEEDED).await;
    for news in [started, succeeded] {
        assert_eq!(news.context["destination"], "sat");
        assert_eq!(news.context["source"], json!(["PHAL", "x"]));
    }
    app.stop().await;
}

#[tokio::test]
async fn basic_holds_id_and_secret_form_encoded() {
    let app = TestApp::start().await;
    app.register(json!({ "client_id": "id with:colon", "client_secret": "s+e%c&r:ü" }))
        .await;
    app.assert_completes(&app.url().await).await;
    let basic = app.provider.last().basic();
    assert_eq!(
        basic.as_deref(),
        Some("id+with%3Acolon:s%2Be%25c%26r%3A%C3%BC")
    );
    app.stop().await;
}

#[tokio::test]
async fn a_client_that_basic_cannot_show_is_shown_in_the_body_from_then_on() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let token = json!({ "access_token": "at", "refresh_token": "rt" });
    app.provider
        .will(Reply::json(401, &json!({ "error": "invalid_client" })));
    app.log_in(&token).await;
    let asked = app.provider.requests();
    assert_eq!(asked.len(), 2);
    assert!(asked[0].basic().is_some());
    assert_eq!(asked[0].field("code"), asked[1].field("code"));

    app.log_in(&token).await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    let asked = app.provider.requests();
    assert_eq!(asked.len(), 4, "no attempt by Basic any more");
    for by_body in &asked[1..] {
        assert_eq!(by_body.basic(), None);
        assert_eq!(by_body.field("client_id"), "cid");
        assert_eq!(by_body.field("client_secret"), "sec");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_client_that_no_way_can_show_is_tried_twice() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    for _ in 0..2 {
        app.provider
            .will(Reply::json(401, &json!({ "error": "invalid_client" })));
    }
    let page = app.bring_to_end(&login, "code=c").await;
    page.assert_says(200, "The service refuses this app");
    app.expect_failure("misconfigured").await;
    app.stop().await;
}

#[tokio::test]
async fn a_public_client_names_itself_in_the_body() {
    let app = TestApp::start().await;
    app.register(json!({ "client_secret": null })).await;
    app.assert_completes(&app.url().await).await;
    let asked = app.provider.last();
    assert_eq!(asked.basic(), None);
    assert!(!asked.headers.contains_key("authorization"));
    assert_eq!(asked.field("client_id"), "cid");
    assert!(!asked.form.contains_key("client_secret"));
    app.stop().await;
}

#[tokio::test]
async fn client_auth_and_pkce_are_as_registered() {
    let app = TestApp::start().await;
    app.register(json!({
        "client_auth": "post", "pkce": "off", "token_parameters": { "audience": "api" },
    }))
    .await;
    let login = app.url().await;
    assert!(
        !login.url.as_str().contains("code_challenge"),
        "{}",
        login.url
    );
    app.assert_completes(&login).await;
    let asked = app.provider.last();
    assert_eq!(asked.basic(), None);
    assert_eq!(asked.field("client_secret"), "sec");
    assert_eq!(asked.field("audience"), "api");
    assert!(!asked.form.contains_key("code_verifier"));
    app.stop().await;
}

#[tokio::test]
async fn a_registered_redirect_uri_is_used_as_it_is() {
    let app = TestApp::start().await;
    let registered = "http://0.0.0.0:36536/auth/callback/skill_app";
    app.register(json!({ "redirect_uri": registered })).await;
    let login = app.url().await;
    assert_eq!(login.parameter("redirect_uri"), registered);
    app.assert_completes(&login).await;
    assert_eq!(app.provider.last().field("redirect_uri"), registered);
    app.stop().await;
}

#[tokio::test]
async fn a_login_outlives_a_restart() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.restart().await;
    app.assert_completes(&login).await;
    let asked = app.provider.last();
    assert_eq!(asked.field("redirect_uri"), login.parameter("redirect_uri"));
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(asked.field("code_verifier")));
    assert_eq!(challenge, login.parameter("code_challenge"));
    app.restart().await;
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn host_information_is_where_the_pages_are() {
    let app = TestApp::start().await;
    let answer = app.ask("oauth.get.app.host.info", &Value::Null).await;
    let port = app.browser().address.port();
    assert_eq!(answer, json!({ "host": "127.0.0.1", "port": port }));
    app.stop().await;
}
