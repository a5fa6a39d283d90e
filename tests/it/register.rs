//! `oauth.register`: what is answered, kept and refused.

use serde_json::{Value, json};

use crate::helpers::{TestApp, assert_refused, ids, with};

#[tokio::test]
async fn a_register_is_answered_with_what_is_in_use() {
    let app = TestApp::start().await;
    app.bus.send("oauth.register", &app.registration());
    let answer = app.bus.expect("oauth.register.response").await;
    assert_eq!(
        answer.data,
        json!({
            "munged_id": "skill_app", "client_id": "cid", "needs_creds": false,
            "state": "not_authenticated",
        })
    );
    assert_eq!(
        answer.context,
        json!({
            "session": { "session_id": "sat-1" }, "source": ["PHAL", "x"], "destination": "sat",
        })
    );
    app.stop().await;
}

#[tokio::test]
async fn a_request_without_a_session_is_answered_in_the_default_one() {
    let app = TestApp::start().await;
    let message = json!({ "type": "oauth.register", "data": app.registration() });
    app.bus.send_raw(&message.to_string());
    let answer = app.bus.expect("oauth.register.response").await;
    assert_eq!(
        answer.context,
        json!({ "session": { "session_id": "default" } })
    );
    app.stop().await;
}

#[tokio::test]
async fn a_scope_is_a_string_a_list_or_none() {
    let app = TestApp::start().await;
    for (scope, asked) in [
        (json!("a  b"), Some("a b")),
        (json!(["a", "b"]), Some("a b")),
        (json!(""), None),
        (json!([]), None),
    ] {
        app.register(json!({ "scope": scope })).await;
        let login = app.url().await;
        match asked {
            Some(asked) => assert_eq!(login.parameter("scope"), asked),
            None => assert!(!login.url.as_str().contains("scope="), "{}", login.url),
        }
    }
    let absent = with(app.registration(), json!({ "scope": null }));
    app.ask("oauth.register", &absent).await;
    assert!(!app.url().await.url.as_str().contains("scope="));
    app.stop().await;
}

#[tokio::test]
async fn a_scope_of_null_is_none() {
    let app = TestApp::start().await;
    let mut data = app.registration();
    data["scope"] = Value::Null;
    assert_eq!(app.ask("oauth.register", &data).await["needs_creds"], false);
    assert!(!app.url().await.url.as_str().contains("scope="));
    app.stop().await;
}

#[tokio::test]
async fn an_endpoint_is_needed_and_must_be_safe() {
    let app = TestApp::start().await;
    for (field, value, code) in [
        ("token_endpoint", Value::Null, "invalid_request"),
        ("auth_endpoint", json!(""), "invalid_request"),
        ("token_endpoint", json!(7), "invalid_request"),
        (
            "token_endpoint",
            json!("http://provider.example/token"),
            "insecure_endpoint",
        ),
        (
            "auth_endpoint",
            json!("http://8.8.8.8/authorize"),
            "insecure_endpoint",
        ),
        (
            "refresh_endpoint",
            json!("http://provider.example/r"),
            "insecure_endpoint",
        ),
        (
            "token_endpoint",
            json!("provider.example/token"),
            "insecure_endpoint",
        ),
        (
            "auth_endpoint",
            json!("javascript://x"),
            "insecure_endpoint",
        ),
    ] {
        let answer = app.register(json!({ field: value })).await;
        assert_refused(&answer, code);
        assert_eq!(answer["munged_id"], "skill_app", "{field}");
    }
    assert_refused(&app.ask("oauth.get", &ids()).await, "unknown_app");
    app.stop().await;
}

#[tokio::test]
async fn an_endpoint_without_a_scheme_is_reached_by_http() {
    let app = TestApp::start().await;
    let endpoint = app.provider.url("/token").replace("http://", "");
    app.register(json!({
        "token_endpoint": endpoint, "auth_endpoint": "homeassistant.local:8123/auth/authorize",
    }))
    .await;
    let login = app.url().await;
    let url = login.url.as_str();
    assert!(
        url.starts_with("http://homeassistant.local:8123/auth/authorize?"),
        "{url}"
    );
    app.assert_completes(&login).await;
    app.stop().await;
}

#[tokio::test]
async fn bug14_an_id_belongs_to_the_pair_that_came_first() {
    let app = TestApp::start().await;
    let first = json!({ "skill_id": "a_b", "app_id": "c", "client_id": "first" });
    let second = json!({ "skill_id": "a", "app_id": "b_c", "client_id": "second" });
    assert_eq!(app.register(first.clone()).await["munged_id"], "a_b_c");
    assert_refused(&app.register(second.clone()).await, "id_conflict");
    let url = app.ask("oauth.get", &first).await["url"].clone();
    assert!(url.as_str().unwrap().contains("client_id=first"), "{url}");
    for kind in ["oauth.get", "oauth.generate.qr.request", "oauth.refresh"] {
        assert_refused(&app.ask(kind, &second).await, "unknown_app");
    }
    app.stop().await;
}

#[tokio::test]
async fn bug26_requests_sent_back_to_back_are_done_and_answered_in_order() {
    let app = TestApp::start().await;
    for n in 0..200 {
        let client = json!({ "client_id": format!("client-{n}-x") });
        app.bus
            .send("oauth.register", &with(app.registration(), client));
        app.bus.send("oauth.get", &ids());
    }
    let (mut registered, mut urls) = (Vec::new(), Vec::new());
    for n in 0..200 {
        let client = format!("client-{n}-x");
        let answer = app.bus.expect("oauth.register.response").await;
        assert_eq!(answer.data["client_id"], client.as_str());
        registered.push(answer.index);
        let answer = app.bus.expect("oauth.url").await;
        assert!(
            answer.data["url"].as_str().unwrap().contains(&client),
            "{n}: {answer:?}"
        );
        urls.push(answer.index);
    }
    for n in 0..200 {
        assert!(
            registered[n] < urls[n],
            "{n}: the later request was answered first"
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn a_registration_survives_a_restart() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    app.restart().await;
    let status = app.status().await;
    assert_eq!(status["name"], "Music");
    assert_eq!(status["state"], "not_authenticated");
    assert_eq!(status["needs_creds"], false);
    assert_eq!(app.url().await.parameter("client_id"), "cid");
    app.stop().await;
}
