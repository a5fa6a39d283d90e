//! The daemon as a client of the small authorization server: both ends of the device grant at one clock.

use std::net::SocketAddr;

use phal_oauth::entropy::Entropy;
use phal_oauth::server::{AuthorizationServer, Client, Settings};
use serde_json::{Value, json};

use crate::helpers::browser::{Browser, Page};
use crate::helpers::{ApiReach, NOW, Phone, Setup, TestApp, ids, topic};

/// A practice server with the clock of `app`.
async fn practice(app: &TestApp) -> SocketAddr {
    let settings = Settings {
        clients: vec![Client::new("practice", "Kitchen")],
        ..Settings::default()
    };
    let server =
        AuthorizationServer::practice(settings, app.clock.clone(), Entropy::system()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, server.router()).await });
    address
}

/// Registers an app that knows the server by its issuer alone, and shows its QR code: the path of
/// its link.
async fn invitation(app: &TestApp, server: SocketAddr, scope: &str) -> String {
    let registration = json!({
        "skill_id": "skill", "app_id": "app", "name": "Kitchen", "client_id": "practice",
        "issuer": format!("http://{server}"), "scope": scope, "way": "device",
    });
    let answer = app.ask("oauth.register", &registration).await;
    assert_eq!(answer.get("error"), None, "{answer}");
    let answer = app.ask("oauth.generate.qr.request", &ids()).await;
    assert_eq!(answer.get("error"), None, "{answer}");
    app.link_of(answer["qr"].as_str().unwrap())
}

/// Opens the code, and returns what is announced of it.
async fn announced(app: &TestApp, link: &str) -> Value {
    app.browser().get(link).await;
    loop {
        let started = app.bus.expect(topic::STARTED).await.data;
        if started.get("user_code").is_some() {
            return started;
        }
    }
}

/// Presses a button on the page that asks.
async fn decide(phone: &mut Phone, page: &Page, code: &str, decision: &str) {
    let fields = [("user_code", code), ("decision", decision)];
    let decided = phone.submit(page, "/activate", &fields).await;
    assert!(decided.redirect().starts_with("/activate/"), "{decided:?}");
}

#[tokio::test]
async fn a_device_is_slowed_down_approved_and_refreshes() {
    let app = TestApp::start().await;
    let server = practice(&app).await;
    let link = invitation(&app, server, "hello practice:slow").await;
    app.bus.expect(topic::DISPLAY).await;
    let told = announced(&app, &link).await;
    let code = told["user_code"].as_str().unwrap();
    assert_eq!(told["expires_at"], NOW + 600.0);
    // Both add the same five seconds.
    app.clock.advance(5.0);
    app.until_next_poll(10.0).await;
    app.clock.advance(10.0);
    app.until_next_poll(10.0).await;

    let mut phone = Phone::new(Browser { address: server });
    let typed = [("user_code", code)];
    let form = phone.get("/activate").await;
    let page = phone.submit(&form, "/activate", &typed).await;
    page.assert_says(200, "Let Kitchen in?");
    decide(&mut phone, &page, code, "approve").await;
    app.clock.advance(10.0);
    let token = app.expect_success().await.data;
    app.bus.expect(topic::HIDE).await;
    assert_eq!(token["scope"], "hello practice:slow");
    expect_refresh(&app, &token).await;
    app.stop().await;
}

/// The token is renewed when the skill asks for that.
async fn expect_refresh(app: &TestApp, token: &Value) {
    let refreshed = app.ask("oauth.refresh", &ids()).await;
    assert_eq!(refreshed["result"], "Ok", "{refreshed}");
    app.bus.expect(topic::REFRESHED).await;
    let newer = app.ask("oauth.token.get", &ids()).await;
    assert_ne!(newer["access_token"], token["access_token"]);
}

#[tokio::test]
async fn a_device_hears_that_a_person_refused() {
    let app = TestApp::start().await;
    let server = practice(&app).await;
    let link = invitation(&app, server, "hello").await;
    app.bus.expect(topic::DISPLAY).await;
    let told = announced(&app, &link).await;
    let scanned = told["verification_uri_complete"].as_str().unwrap();
    let path = scanned.strip_prefix(&format!("http://{server}")).unwrap();
    let mut phone = Phone::new(Browser { address: server });
    let page = phone.get(path).await;
    let code = told["user_code"].as_str().unwrap();
    decide(&mut phone, &page, code, "deny").await;
    app.clock.advance(5.0);
    app.expect_failure("access_denied").await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn a_daemon_lets_a_daemon_in_by_its_api() {
    let setup = Setup {
        api: ApiReach::Machine,
        ..Setup::default()
    };
    // Nothing keeps it from being the other one, too.
    let app = TestApp::with(setup).await;
    let mut owner = app.caller().await;
    let client = json!({ "client_id": "practice", "name": "Kitchen", "scopes": ["hello"] });
    let added = owner.ask("oauth.clients.add", &client).await;
    assert_eq!(added.get("error"), None, "{added}");
    let link = invitation(&app, app.api().loopback, "hello").await;
    app.bus.expect(topic::DISPLAY).await;
    let told = announced(&app, &link).await;
    let approval = json!({ "user_code": told["user_code"], "decision": "approve" });
    let approved = owner.ask("oauth.activation", &approval).await;
    assert_eq!(approved.get("error"), None, "{approved}");
    app.clock.advance(5.0);
    let token = app.expect_success().await.data;
    app.bus.expect(topic::HIDE).await;
    assert_eq!(token["scope"], "hello");
    expect_refresh(&app, &token).await;
    app.stop().await;
}
