//! Life on the bus: joining, noise, floods, and lost connections.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::StreamExt;
use phal_oauth::app::{App, World};
use phal_oauth::bus::Backoff;
use phal_oauth::config::BusChoice;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::helpers::browser::Browser;
use crate::helpers::bus::reserve;
use crate::helpers::daemon::Daemon;
use crate::helpers::setup::config;
use crate::helpers::{DEADLINE, FakeBus, Reply, Setup, TestApp, assert_refused, ids, topic, with};

#[tokio::test]
async fn skills_are_pinged_on_joining_and_after_each_loss() {
    let (bus, url) = FakeBus::open();
    let mut app = TestApp::start().await;
    app.halt(DEADLINE).await;
    let mut config = app.config();
    config.bus = BusChoice::Join(url);
    let daemon = Daemon::start(config, app.world()).await.unwrap();
    for _ in 0..3 {
        let ping = bus.expect("oauth.ping").await;
        assert_eq!(ping.data, json!({}));
        assert_eq!(
            ping.context,
            json!({ "session": { "session_id": "default" } })
        );
        bus.cut();
    }
    bus.expect("oauth.ping").await;
    daemon.stop(DEADLINE).await;
    assert!(bus.unexpected().is_empty());
}

#[tokio::test]
async fn a_bus_that_comes_late_is_joined() {
    let (socket, url) = reserve();
    let mut app = TestApp::start().await;
    app.halt(DEADLINE).await;
    let mut config = app.config();
    config.bus = BusChoice::Join(url);
    let daemon = Daemon::start(config, app.world()).await.unwrap();
    // Without a bus the pages are there.
    let browser = Browser {
        address: daemon.pages,
    };
    assert_eq!(browser.get("/").await.status, 200);
    let bus = FakeBus::listen(socket);
    bus.expect("oauth.ping").await;
    bus.send("oauth.status", &json!({}));
    bus.expect("oauth.status.response").await;
    daemon.stop(DEADLINE).await;
}

// Time stands still while there is work and jumps to the next limit when there is none.
#[tokio::test(start_paused = true)]
async fn a_bus_that_takes_the_connection_and_says_nothing_is_given_up_and_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/core", listener.local_addr().unwrap());
    let world = World {
        backoff: Backoff::new(Duration::from_millis(20)),
        ..World::default()
    };
    let app = App::bind(config(&folder, &url, Setup::default()), world).await;
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(app.unwrap().run(async {
        let _ = stopped.await;
    }));
    let mut silent = Vec::new();
    let mut came = listener.accept().await.unwrap();
    for _ in 0..2 {
        let taken = Instant::now();
        silent.push(came);
        came = listener.accept().await.unwrap();
        let waited = taken.elapsed();
        let limit = Duration::from_secs(10)..Duration::from_secs(11);
        assert!(limit.contains(&waited), "{waited:?}");
    }
    let (stream, _) = came;
    let mut bus = tokio_tungstenite::accept_async(stream).await.unwrap();
    let said = bus.next().await.unwrap().unwrap();
    assert!(said.to_text().unwrap().contains("oauth.ping"), "{said:?}");
    stop.send(()).unwrap();
    drop(bus);
    assert!(running.await.unwrap());
}

#[tokio::test]
async fn bug21_noise_is_survived_in_silence() {
    let app = TestApp::start().await;
    for noise in [
        "",
        "{",
        "null",
        "7",
        r#""oauth.get""#,
        r#"["oauth.get"]"#,
        r#"[{"type":"oauth.get"}]"#,
        "{}",
        r#"{"type":null}"#,
        r#"{"type":7,"data":{}}"#,
        r#"{"type":"","data":{}}"#,
        r#"{"msg_type":"connected","data":{},"context":{}}"#,
        r#"{"type":"oauth.get.url","data":{}}"#,
        r#"{"type":"OAUTH.GET","data":{}}"#,
        r#"{"type":"recognizer_loop:utterance","data":{"utterances":["hi"]},"context":{}}"#,
        "{\"type\":\"oauth.get\"} trailing",
        "\u{feff}{\"type\":\"oauth.get\"}",
    ] {
        app.bus.send_raw(noise);
    }
    app.bus.send_raw(&"[".repeat(200_000));
    app.bus.send_raw(&format!(
        r#"{{"type":"x","data":{}1{}}}"#,
        "[".repeat(5000),
        "]".repeat(5000)
    ));
    app.bus.send_binary(b"\xff\xfe\x00\x01");
    app.bus.send_binary(b"");
    app.bus
        .send_raw(&json!({ "type": "speak", "data": { "x": "x".repeat(5_000_000) } }).to_string());
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn a_request_in_a_binary_frame_is_answered() {
    let app = TestApp::start().await;
    let frame = json!({ "type": "oauth.get", "data": ids() }).to_string();
    app.bus.send_binary(frame.as_bytes());
    assert_refused(&app.bus.expect("oauth.url").await.data, "unknown_app");
    app.stop().await;
}

#[tokio::test]
async fn a_session_is_passed_on_as_it_came() {
    let app = TestApp::start().await;
    let context = r#"{"session":{"session_id":"s","n":1.50,"deep":[{"x":null}]},"k":1e2}"#;
    app.bus.send_raw(&format!(
        r#"{{"type":"oauth.status","data":{{}},"context":{context}}}"#
    ));
    let answer = app.bus.expect("oauth.status.response").await;
    assert_eq!(
        answer.context,
        serde_json::from_str::<Value>(context).unwrap()
    );
    assert_eq!(answer.data, json!({ "apps": [] }));
    app.stop().await;
}

#[tokio::test]
async fn bug06_a_flood_of_registers_is_answered_one_by_one() {
    let app = TestApp::start().await;
    for n in 0..300 {
        let data = with(app.registration(), json!({ "app_id": format!("app-{n}") }));
        app.bus.send("oauth.register", &data);
    }
    let mut answered = BTreeSet::new();
    for _ in 0..300 {
        let answer = app.bus.expect("oauth.register.response").await;
        assert_eq!(answer.data["needs_creds"], false);
        answered.insert(answer.data["munged_id"].to_string());
    }
    assert_eq!(answered.len(), 300, "each was answered once");
    let all = app.ask("oauth.status", &json!({})).await;
    assert_eq!(all["apps"].as_array().unwrap().len(), 300);
    app.stop().await;
}

#[tokio::test]
async fn every_request_of_a_greater_flood_has_one_answer() {
    const FLOOD: usize = 3000;
    let app = TestApp::start().await;
    for _ in 0..FLOOD {
        app.bus.send("oauth.get", &ids());
    }
    for _ in 0..FLOOD {
        let answer = app.bus.expect("oauth.url").await.data;
        let code = answer["error_code"].as_str().unwrap();
        assert!(
            matches!(code, "unknown_app" | "temporarily_unavailable"),
            "{answer}"
        );
    }
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn an_answer_stays_on_its_connection_and_news_do_not() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "at-2" })).held();
    app.provider.will(reply);
    app.bus.send("oauth.refresh", &ids());
    app.provider.until_asked(2).await;
    app.bus.cut();
    app.bus.expect("oauth.ping").await;
    gate.notify_one();
    app.bus.expect(topic::REFRESHED).await;
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn news_wait_for_a_bus_that_is_gone() {
    let (socket, url) = reserve();
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    app.halt(DEADLINE).await;
    let mut config = app.config();
    config.bus = BusChoice::Join(url);
    let daemon = Daemon::start(config, app.world()).await.unwrap();
    let browser = Browser {
        address: daemon.pages,
    };
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let page = browser.get(&login.callback("code=c")).await;
    browser
        .get(page.redirect())
        .await
        .assert_says(200, "All done");
    let bus = FakeBus::listen(socket);
    bus.expect("oauth.ping").await;
    assert_eq!(bus.expect(topic::TOKEN).await.data["access_token"], "at");
    bus.expect(topic::SUCCEEDED).await;
    daemon.stop(DEADLINE).await;
    assert!(bus.unexpected().is_empty());
}
