//! `issuer` in a registration: endpoints that the server tells itself.

use std::time::Duration;

use serde_json::{Value, json};

use crate::helpers::{Reply, TestApp, assert_refused, ids, topic, with};

/// What a server says of itself, with its endpoints under this path.
fn metadata(app: &TestApp, issuer: &str, path: &str) -> Value {
    json!({
        "issuer": issuer,
        "authorization_endpoint": app.provider.url(&format!("{path}/authorize")),
        "token_endpoint": app.provider.url(&format!("{path}/token")),
        "response_types_supported": ["code"],
    })
}

/// The issuer at the root of the fake server.
fn root(app: &TestApp) -> String {
    app.provider.url("")
}

/// Scripts an answer for each of the two places of metadata: none, then this.
fn will_tell(app: &TestApp, document: &Value) {
    app.provider
        .will(Reply::text(404, "text/html", "<h1>no</h1>"));
    app.provider.will(Reply::json(200, document));
}

async fn register(app: &TestApp, extra: Value) -> Value {
    let base = json!({ "issuer": root(app), "auth_endpoint": null, "token_endpoint": null });
    app.register(with(base, extra)).await
}

/// A registered app whose server's metadata has been read.
async fn discovered(app: &TestApp, extra: Value) {
    let document = with(metadata(app, &root(app), "/v1"), extra);
    let asked = app.provider.requests().len();
    will_tell(app, &document);
    register(app, json!({})).await;
    app.provider.until_asked(asked + 2).await;
}

#[tokio::test]
async fn an_issuer_is_enough() {
    let mut app = TestApp::start().await;
    discovered(&app, json!({})).await;
    let paths: Vec<String> = app
        .provider
        .requests()
        .into_iter()
        .map(|it| it.path)
        .collect();
    assert_eq!(
        paths,
        [
            "/.well-known/oauth-authorization-server",
            "/.well-known/openid-configuration"
        ]
    );
    let login = app.url().await;
    assert!(
        login
            .url
            .as_str()
            .starts_with(&app.provider.url("/v1/authorize?"))
    );
    let token = json!({ "access_token": "at", "refresh_token": "rt" });
    app.provider.will(Reply::json(200, &token));
    app.bring_to_end(&login, "code=c")
        .await
        .assert_says(200, "All done");
    app.expect_success().await;
    assert_eq!(app.provider.last().path, "/v1/token");
    let settings = app.ask("oauth.settings.get", &ids()).await["settings"].clone();
    assert_eq!(settings["token_endpoint"], Value::Null, "{settings}");

    // After a restart the token is renewed where it came from, without asking the issuer first.
    app.restart().await;
    app.provider.will(Reply::json(200, &token));
    assert_eq!(app.ask("oauth.refresh", &ids()).await["result"], "Ok");
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().path, "/v1/token");
    app.stop().await;
}

#[tokio::test]
async fn a_path_in_the_issuer_has_both_forms() {
    let app = TestApp::start().await;
    let issuer = app.provider.url("/realms/home");
    for _ in 0..2 {
        app.provider.will(Reply::text(404, "text/plain", "no"));
    }
    app.provider
        .will(Reply::json(200, &metadata(&app, &issuer, "")));
    register(&app, json!({ "issuer": issuer })).await;
    app.provider.until_asked(3).await;
    let paths: Vec<String> = app
        .provider
        .requests()
        .into_iter()
        .map(|it| it.path)
        .collect();
    assert_eq!(
        paths,
        [
            "/.well-known/oauth-authorization-server/realms/home",
            "/realms/home/.well-known/openid-configuration",
            "/.well-known/openid-configuration/realms/home",
        ]
    );
    app.assert_completes(&app.url().await).await;
    app.stop().await;
}

#[tokio::test]
async fn a_register_waits_for_no_server_and_a_login_asks_it_once() {
    let app = TestApp::start().await;
    let (held, gate) = Reply::json(200, &metadata(&app, &root(&app), "/v1")).held();
    app.provider.will(held);
    let answer = register(&app, json!({})).await;
    assert_eq!(answer["state"], "not_authenticated");
    app.provider.until_asked(1).await;
    app.bus.send("oauth.get", &ids());
    app.bus.send("oauth.get", &ids());
    gate.notify_one();
    for _ in 0..2 {
        let url = app.bus.expect("oauth.url").await.data["url"].clone();
        assert!(url.as_str().unwrap().contains("/v1/authorize?"), "{url}");
    }
    assert_eq!(app.provider.requests().len(), 1);
    app.stop().await;
}

#[tokio::test]
async fn metadata_of_someone_else_is_of_no_use() {
    let app = TestApp::start().await;
    let told = |issuer: &str| metadata(&app, issuer, "");
    for document in [
        told("https://evil.example"),
        told(&format!("{}/", root(&app))),
        with(
            told(&root(&app)),
            json!({ "token_endpoint": "http://evil.example/token" }),
        ),
        json!({ "issuer": root(&app), "token_endpoint": 7 }),
        json!("x".repeat(2 * 1024 * 1024)),
    ] {
        let asked = app.provider.requests().len();
        for _ in 0..2 {
            will_tell(&app, &document);
        }
        register(&app, json!({})).await;
        app.provider.until_asked(asked + 2).await;
        assert_refused(&app.ask("oauth.get", &ids()).await, "misconfigured");
        assert_eq!(app.provider.requests().len(), asked + 4);
    }
    app.stop().await;
}

#[tokio::test]
async fn a_server_that_is_down_may_be_asked_again() {
    let app = TestApp::start().await;
    // The register's own attempt, then the login's.
    for _ in 0..4 {
        app.provider.will(Reply::text(503, "text/plain", "later"));
    }
    register(&app, json!({})).await;
    app.provider.until_asked(2).await;
    let refused = app.ask("oauth.get", &ids()).await;
    assert_refused(&refused, "temporarily_unavailable");
    will_tell(&app, &metadata(&app, &root(&app), "/v1"));
    app.assert_completes(&app.url().await).await;
    app.stop().await;
}

#[tokio::test]
async fn an_answer_must_name_the_issuer_where_that_is_promised() {
    let app = TestApp::start().await;
    let promise = json!({ "authorization_response_iss_parameter_supported": true });
    discovered(&app, promise).await;
    for answer in [
        "code=c",
        "code=c&iss=https%3A%2F%2Fevil.example",
        "error=access_denied",
    ] {
        let login = app.url().await;
        app.bring(&login, answer).await;
        app.expect_failure("issuer_mismatch").await;
    }
    let login = app.url().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let answer = format!("code=c&iss={}", root(&app));
    app.bring_to_end(&login, &answer)
        .await
        .assert_says(200, "All done");
    app.expect_success().await;
    app.stop().await;
}

#[tokio::test]
async fn metadata_is_read_again_after_a_day_and_serves_on_while_the_server_is_down() {
    let app = TestApp::start().await;
    discovered(&app, json!({})).await;
    app.url().await;
    app.clock.advance(86_400.0);
    for _ in 0..2 {
        app.provider.will(Reply::text(503, "text/plain", "later"));
    }
    assert!(app.url().await.url.as_str().contains("/v1/authorize?"));
    will_tell(&app, &metadata(&app, &root(&app), "/v2"));
    assert!(app.url().await.url.as_str().contains("/v2/authorize?"));
    assert!(app.url().await.url.as_str().contains("/v2/authorize?"));
    assert_eq!(app.provider.requests().len(), 6);
    app.stop().await;
}

#[tokio::test]
async fn an_endpoint_that_fails_has_the_metadata_read_again_and_the_secret_goes_along() {
    let app = TestApp::start().await;
    discovered(&app, json!({})).await;
    app.type_credentials("typed", "for-the-issuer").await;
    let login = app.url().await;
    app.provider.will(Reply::text(503, "text/plain", "gone"));
    will_tell(&app, &metadata(&app, &root(&app), "/v2"));
    app.bring(&login, "code=c").await;
    app.expect_failure("temporarily_unavailable").await;
    app.provider.until_asked(5).await;
    let login = app.url().await;
    app.assert_completes(&login).await;
    let asked = app.provider.last();
    assert_eq!(asked.path, "/v2/token");
    assert_eq!(asked.basic().as_deref(), Some("typed:for-the-issuer"));
    app.stop().await;
}

#[tokio::test]
async fn what_is_typed_for_an_issuer_goes_to_no_other() {
    let app = TestApp::start().await;
    discovered(&app, json!({})).await;
    app.type_credentials("typed", "hush").await;
    let other = json!({ "token_endpoint": app.provider.url("/other"), "issuer": null });
    let answer = app.register(other).await;
    assert_eq!(answer["client_id"], "cid");
    // Another issuer on the same host is another one.
    let issuer = app.provider.url("/realm");
    will_tell(&app, &metadata(&app, &issuer, "/realm"));
    let answer = register(&app, json!({ "issuer": issuer })).await;
    assert_eq!(answer["client_id"], "cid");
    app.provider.until_asked(4).await;
    assert_eq!(register(&app, json!({})).await["client_id"], "typed");
    app.stop().await;
}

#[tokio::test]
async fn a_registered_endpoint_wins() {
    let app = TestApp::start().await;
    let token = app.provider.url("/mine");
    will_tell(&app, &metadata(&app, &root(&app), "/v1"));
    register(&app, json!({ "token_endpoint": token })).await;
    app.provider.until_asked(2).await;
    let login = app.url().await;
    assert!(login.url.as_str().contains("/v1/authorize?"));
    app.assert_completes(&login).await;
    assert_eq!(app.provider.last().path, "/mine");

    let page = json!({ "auth_endpoint": "https://p.example/a", "token_endpoint": token });
    register(&app, page).await;
    app.assert_completes(&app.url().await).await;
    assert_eq!(app.provider.requests().len(), 4);
    app.stop().await;
}

#[tokio::test]
async fn an_issuer_is_a_whole_address() {
    let app = TestApp::start().await;
    for (issuer, code) in [
        ("http://id.example", "insecure_endpoint"),
        ("id.example", "insecure_endpoint"),
        ("id.local", "invalid_request"),
        ("https://id.example/?x=1", "invalid_request"),
        ("javascript:x", "insecure_endpoint"),
    ] {
        let answer = register(&app, json!({ "issuer": issuer })).await;
        assert_refused(&answer, code);
    }
    app.stop().await;
}

#[tokio::test]
async fn metadata_may_have_another_issuer_where_a_preset_says_so() {
    let mut app = TestApp::start().await;
    let issuer = app.provider.url("/common");
    let named = app.provider.url("/{tenantid}");
    let preset = format!(
        "name = \"Tenants\"\nways = [\"lan\"]\nissuer = \"{issuer}\"\nmetadata_issuer = \"{named}\"\n\
         secret = \"optional\"\nsources = [\"this test\"]\n\
         redirect = {{ lan = \"yes\", loopback = \"yes\", https = \"yes\", custom_scheme = \"no\" }}\n"
    );
    let folder = app.folder.path().join("providers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("tenants.toml"), preset).unwrap();
    app.restart().await;
    will_tell(&app, &metadata(&app, &named, "/v1"));
    register(&app, json!({ "issuer": issuer })).await;
    app.provider.until_asked(2).await;
    app.assert_completes(&app.url().await).await;
    app.stop().await;
}

#[tokio::test]
async fn the_end_does_not_wait_for_metadata() {
    let mut app = TestApp::start().await;
    let (held, gate) = Reply::json(200, &json!({})).held();
    app.provider.will(held);
    register(&app, json!({})).await;
    app.provider.until_asked(1).await;
    app.halt(Duration::from_secs(3)).await;
    gate.notify_one();
}
