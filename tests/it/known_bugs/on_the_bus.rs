//! What is said on the bus, and what is left when the daemon has gone.

use serde_json::json;
use tokio::net::{TcpStream, UnixStream};

use crate::helpers::{DEADLINE, Reply, TestApp, assert_refused, ids, topic};

#[tokio::test]
async fn b18_bug25_a_stopped_daemon_has_left_bus_pages_and_socket() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    app.start_login().await;
    let pages = app.browser().address;
    let socket = app.folder.path().join("runtime/control.sock");
    UnixStream::connect(&socket).await.unwrap();
    // It has left the bus when this returns, with all that it heard there.
    app.halt(DEADLINE).await;
    assert!(TcpStream::connect(pages).await.is_err());
    assert!(UnixStream::connect(&socket).await.is_err());
    app.start_again().await;
    app.stop().await;
}

#[tokio::test]
async fn b21_no_secret_is_said_on_the_bus_and_access_tokens_at_home_alone() {
    let app = TestApp::start().await;
    app.register(json!({ "client_secret": "planted-secret" }))
        .await;
    app.log_in(&json!({
        "access_token": "planted-at", "refresh_token": "planted-rt", "id_token": "planted-it",
    }))
    .await;
    let token = json!({ "access_token": "planted-at-2", "refresh_token": "planted-rt-2" });
    app.provider.will(Reply::json(200, &token));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    app.register(json!({ "client_secret": "planted-secret-2" }))
        .await;
    app.settle().await;
    let mut with_token = 0;
    for said in app.bus.all() {
        let text = said.data.to_string();
        for secret in ["planted-secret", "planted-rt", "planted-it"] {
            assert!(!text.contains(secret), "{said:?}");
        }
        if text.contains("planted-at") {
            with_token += 1;
            let home = json!({ "session": { "session_id": "default" } });
            assert_eq!(said.context, home, "{said:?}");
        }
    }
    assert_eq!(with_token, 2, "the login's and the refresh's");
    app.stop().await;
}

#[tokio::test]
async fn b22_a_register_without_endpoints_is_not_kept_and_none_is_kept_twice() {
    let app = TestApp::start().await;
    let nowhere = json!({ "auth_endpoint": null, "token_endpoint": null });
    assert_refused(&app.register(nowhere).await, "invalid_request");
    let apps = app.ask("oauth.status", &json!({})).await;
    assert_eq!(apps, json!({ "apps": [] }));
    for scope in ["a", "a", "b"] {
        app.register(json!({ "scope": scope })).await;
    }
    let apps = app.ask("oauth.status", &json!({})).await;
    assert_eq!(apps["apps"].as_array().map(Vec::len), Some(1), "{apps}");
    app.stop().await;
}
