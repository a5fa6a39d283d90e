//! Requests that cannot be done: each is refused on the topic of its normal answer.

use serde_json::{Value, json};

use crate::helpers::{TestApp, answer_of, assert_refused, ids, topic, with};

/// Every topic that needs the ids of an app.
const NEED_IDS: [&str; 6] = [
    "oauth.register",
    "oauth.get",
    "oauth.start",
    "oauth.refresh",
    "oauth.generate.qr.request",
    topic::CREDENTIALS,
];

#[tokio::test]
async fn bug03_missing_or_impossible_ids_and_endpoints_are_answered() {
    let app = TestApp::start().await;
    let bad = [
        Value::Null,
        json!(7),
        json!(["skill"]),
        json!(""),
        json!("a/b"),
        json!(".."),
        json!("a b"),
        json!("größe"),
        json!("a\u{0}b"),
        json!("x".repeat(10_000)),
    ];
    for kind in NEED_IDS {
        for id in &bad {
            assert_id_refused(&app, kind, id).await;
        }
        assert_refused(&app.ask(kind, &json!({})).await, "invalid_id");
    }
    for endpoint in ["auth_endpoint", "token_endpoint"] {
        let answer = app.register(json!({ endpoint: null })).await;
        assert_refused(&answer, "invalid_request");
    }
    app.stop().await;
}

/// Asserts that this id is refused on this topic, as either of the two.
async fn assert_id_refused(app: &TestApp, kind: &str, id: &Value) {
    for field in ["skill_id", "app_id"] {
        let data = with(app.registration(), json!({ field: id }));
        assert_refused(&app.ask(kind, &data).await, "invalid_id");
    }
}

#[tokio::test]
async fn a_status_of_half_an_id_is_refused() {
    let app = TestApp::start().await;
    for half in [json!({ "skill_id": "skill" }), json!({ "app_id": "app" })] {
        assert_refused(&app.ask("oauth.status", &half).await, "invalid_id");
    }
    app.stop().await;
}

#[tokio::test]
async fn b11_bug01_an_unknown_app_is_named_as_such() {
    let app = TestApp::start().await;
    for kind in [
        "oauth.get",
        "oauth.refresh",
        "oauth.generate.qr.request",
        "oauth.status",
    ] {
        let answer = app.ask(kind, &ids()).await;
        assert_refused(&answer, "unknown_app");
        let result = (kind == "oauth.refresh").then_some("Error");
        assert_eq!(answer["result"].as_str(), result, "{kind}");
    }
    let qr = app.ask("oauth.generate.qr.request", &ids()).await;
    assert_eq!(
        (&qr["skill_id"], &qr["app_id"]),
        (&json!("skill"), &json!("app"))
    );
    assert!(app.images().is_empty());
    // What would have opened a page is told on the topic that shows errors, and as a failed login.
    for kind in ["oauth.start", topic::CREDENTIALS] {
        let typed = with(ids(), json!({ "client_id": "typed" }));
        assert_refused(&app.ask(kind, &typed).await, "unknown_app");
        app.expect_failure("unknown_app").await;
    }
    app.stop().await;
}

#[tokio::test]
async fn a_refresh_before_any_login_says_so() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let answer = app.ask("oauth.refresh", &ids()).await;
    assert_refused(&answer, "not_authenticated");
    assert_eq!(answer["result"], "Error");
    app.stop().await;
}

#[tokio::test]
async fn data_that_is_no_object_is_refused() {
    let app = TestApp::start().await;
    for kind in NEED_IDS {
        for data in [json!("text"), json!([1]), json!(7)] {
            app.bus.send(kind, &data);
            let answer = app.bus.expect(&answer_of(kind)).await;
            assert_refused(&answer.data, "invalid_request");
            assert_eq!(answer.context["destination"], "sat");
        }
        app.bus.send(kind, &Value::Null);
        let empty = app.bus.expect(&answer_of(kind)).await;
        assert_refused(&empty.data, "invalid_id");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_context_that_is_no_object_counts_as_none() {
    let app = TestApp::start().await;
    app.bus
        .send_raw(&json!({ "type": "oauth.get", "data": ids(), "context": "x" }).to_string());
    let answer = app.bus.expect("oauth.url").await;
    assert_refused(&answer.data, "unknown_app");
    assert_eq!(
        answer.context,
        json!({ "session": { "session_id": "default" } })
    );
    app.stop().await;
}

#[tokio::test]
async fn fields_of_another_type_are_refused_by_name() {
    let app = TestApp::start().await;
    for (field, value) in [
        ("client_id", json!(7)),
        ("client_secret", json!("a\u{0}b")),
        ("client_id", json!("a\nb")),
        ("scope", json!({ "a": 1 })),
        ("shell_integration", json!("yes")),
        ("pkce", json!("plain")),
        ("client_auth", json!("jwt")),
        ("redirect_uri", json!("not a url")),
        ("parameters", json!({ "state": "x" })),
        ("token_parameters", json!({ "grant_type": "x" })),
        ("name", json!("x".repeat(5000))),
    ] {
        let answer = app.register(json!({ field: value })).await;
        assert_refused(&answer, "invalid_request");
        let sentence = answer["error"].as_str().unwrap();
        assert!(sentence.contains(field), "{field}: {sentence}");
    }
    assert_refused(&app.ask("oauth.get", &ids()).await, "unknown_app");
    app.stop().await;
}
