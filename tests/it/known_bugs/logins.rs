//! Logins: what is asked for, where the browser comes back, and what follows when it does not work.

use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::helpers::provider::deaf_port;
use crate::helpers::{DEADLINE, Login, NOW, Reply, TestApp, ids, topic, with};

/// Credentials as a person types them.
fn typed() -> Value {
    with(
        ids(),
        json!({ "client_id": "typed-id", "client_secret": "typed-secret" }),
    )
}

/// What `oauth.start` or typed credentials lead to on the screen.
async fn opened(app: &TestApp, kind: &str, data: &Value) -> Value {
    app.bus.send(kind, data);
    app.bus.expect(topic::START).await.data
}

#[tokio::test]
async fn b01_a_refused_login_is_told_and_leaves_nothing_behind() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    let page = app.bring_to_end(&login, "error=access_denied").await;
    page.assert_says(200, "Access was refused");
    app.expect_failure("access_denied").await;
    let status = app.status().await;
    assert_eq!(status["state"], "not_authenticated");
    assert_eq!(status["login_pending"], false);
    app.assert_completes(&app.url().await).await;
    app.stop().await;
}

#[tokio::test]
async fn bug02_a_login_starts_after_a_restart_before_its_skill_is_back() {
    let mut app = TestApp::start().await;
    let without_client = json!({ "client_id": null, "client_secret": null });
    app.register(without_client).await;
    app.restart().await;
    let asks = opened(&app, "oauth.start", &ids()).await;
    assert_eq!(asks["needs_credentials"], true);
    app.restart().await;
    let opens = opened(&app, topic::CREDENTIALS, &typed()).await;
    app.bus.expect(topic::STARTED).await;
    app.restart().await;
    let starts = opened(&app, "oauth.start", &ids()).await;
    app.bus.expect(topic::STARTED).await;
    assert_eq!(starts["needs_credentials"], false);
    app.assert_completes(&Login::at(opens["url"].as_str().unwrap()))
        .await;
    app.stop().await;
}

#[tokio::test]
async fn b04_the_exchange_repeats_the_redirect_uri_however_the_browser_came() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    for host in ["localhost", "192.168.1.20:36536", "[::1]:80"] {
        let login = app.url().await;
        let token = json!({ "access_token": "at" });
        app.provider.will(Reply::json(200, &token));
        let path = login.callback("code=c");
        app.browser().send_to("GET", &path, host).await.redirect();
        app.expect_success().await;
        let sent = app.provider.last().field("redirect_uri").to_owned();
        assert_eq!(sent, login.parameter("redirect_uri"), "{host}");
    }
    app.stop().await;
}

#[tokio::test]
async fn b05_a_redirect_uri_names_the_device_and_the_port_of_today() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let old = app.browser().address;
    app.halt(DEADLINE).await;
    let _taken = TcpListener::bind(old).await.unwrap();
    app.start_again().await;
    let new = app.browser().address;
    assert_ne!(old, new);
    let expected = format!("http://{new}/auth/callback/skill_app");
    assert_eq!(app.url().await.parameter("redirect_uri"), expected);
    let told = app.ask("oauth.get.app.host.info", &json!({})).await;
    assert_eq!(told, json!({ "host": "127.0.0.1", "port": new.port() }));
    app.stop().await;
}

#[tokio::test]
async fn b06_typed_credentials_are_asked_for_once() {
    let app = TestApp::start().await;
    let without_client = json!({ "client_id": null, "client_secret": null });
    app.register(without_client.clone()).await;
    let before = opened(&app, "oauth.start", &ids()).await;
    assert_eq!(before["needs_credentials"], true);
    for (kind, data) in [(topic::CREDENTIALS, typed()), ("oauth.start", ids())] {
        let after = opened(&app, kind, &data).await;
        app.bus.expect(topic::STARTED).await;
        assert_eq!(after["needs_credentials"], false, "{kind}");
    }
    assert_eq!(app.register(without_client).await["needs_creds"], false);
    app.stop().await;
}

#[tokio::test]
async fn bug07_a_callback_that_fails_has_a_page_and_its_end_is_told() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    for path in [
        "skill_app",
        "skill_app?code=",
        "skill_app?code=c",
        "nobody?code=c&state=x",
    ] {
        let page = app.browser().get(&format!("/auth/callback/{path}")).await;
        page.assert_says(400, "No login is waiting");
    }
    for reply in [
        Reply::error("invalid_grant"),
        Reply::text(200, "text/html", "<html>hello</html>"),
        Reply::text(200, "application/x-www-form-urlencoded", "error=bad_code"),
    ] {
        let login = app.start_login().await;
        app.provider.will(reply);
        let page = app.bring_to_end(&login, "code=c").await;
        page.assert_says(200, "The login did not work");
        app.expect_failure("provider_error").await;
    }
    let (_socket, endpoint) = deaf_port();
    app.register(json!({ "token_endpoint": endpoint })).await;
    let login = app.start_login().await;
    let page = app.bring_to_end(&login, "code=c").await;
    page.assert_says(200, "That did not work just now");
    app.expect_failure("temporarily_unavailable").await;
    app.stop().await;
}

#[tokio::test]
async fn b08_bug12_needs_creds_is_told_by_app_and_no_public_client_needs_a_secret() {
    let app = TestApp::start().await;
    let without_client = json!({ "client_id": null, "client_secret": null });
    assert_eq!(app.register(without_client).await["needs_creds"], true);
    let public = json!({ "app_id": "other", "client_secret": null });
    assert_eq!(app.register(public).await["needs_creds"], false);
    let asks = opened(&app, "oauth.start", &ids()).await;
    assert_eq!(asks["needs_credentials"], true, "another app's id is none");
    let other = with(ids(), json!({ "app_id": "other" }));
    let opens = opened(&app, "oauth.start", &other).await;
    app.bus.expect(topic::STARTED).await;
    assert_eq!(opens["needs_credentials"], false);
    app.stop().await;
}

#[tokio::test]
async fn b03_an_answer_is_read_by_its_form_and_judged_by_its_status() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let form = "access_token=form-at&token_type=bearer&expires_in=60";
    let login = app.url().await;
    let kind = "application/x-www-form-urlencoded";
    app.provider.will(Reply::text(200, kind, form));
    app.bring(&login, "code=c").await;
    let token = app.expect_success().await.data;
    assert_eq!(token["access_token"], "form-at");
    assert_eq!(token["expires_at"], NOW + 60.0);

    let token = json!({ "access_token": "no-at" });
    for (reply, code) in [
        (Reply::json(500, &token), "temporarily_unavailable"),
        (Reply::json(400, &token), "provider_error"),
        (
            Reply::json(200, &json!({ "error": "invalid_grant" })),
            "provider_error",
        ),
    ] {
        let login = app.start_login().await;
        app.provider.will(reply);
        app.bring(&login, "code=c").await;
        app.expect_failure(code).await;
    }
    app.stop().await;
}
