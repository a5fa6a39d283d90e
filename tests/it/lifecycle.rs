//! Starting, stopping and crashing.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::helpers::daemon::Daemon;
use crate::helpers::setup::config;
use crate::helpers::{DEADLINE, Reply, Setup, TestApp, ids, munged, topic};

/// Every file under a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.is_file() {
            found.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    found
}

#[tokio::test]
async fn stopping_takes_less_than_a_second() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    app.start_login().await;
    let half = app.browser().knock(b"GET / HTT").await;
    let idle = app.browser().knock(b"").await;
    let caller = app.caller().await;
    let asked = Instant::now();
    app.halt(DEADLINE).await;
    let took = asked.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(!app.folder.path().join("runtime/control.sock").exists());
    drop((half, idle, caller));
}

#[tokio::test]
async fn stopping_waits_for_an_open_token_request() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "at" })).held();
    app.provider.will(reply);
    let (browser, path) = (app.browser(), login.callback("code=c"));
    let visit = tokio::spawn(async move { browser.get(&path).await.status });
    app.provider.until_asked(1).await;
    let stopping = app.begin_stop().await;
    gate.notify_one();
    app.assert_stopped(stopping, &[topic::TOKEN, topic::SUCCEEDED])
        .await;
    assert_eq!(visit.await.unwrap(), 303, "the browser gets its answer");
    app.start_again().await;
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn what_a_refresh_brought_is_there_after_the_stop() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    let token = json!({ "access_token": "at-2", "refresh_token": "rt-2" });
    let (reply, gate) = Reply::json(200, &token).held();
    app.provider.will(reply);
    app.bus.send("oauth.refresh", &ids());
    app.provider.until_asked(2).await;
    let stopping = app.begin_stop().await;
    gate.notify_one();
    let told = ["oauth.refresh.response", topic::REFRESHED];
    app.assert_stopped(stopping, &told).await;
    app.start_again().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-3" })));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt-2");
    app.stop().await;
}

#[tokio::test]
async fn a_stopping_daemon_takes_no_new_browser() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "at" })).held();
    app.provider.will(reply);
    let (browser, path) = (app.browser(), login.callback("code=c"));
    let visit = tokio::spawn(async move { browser.get(&path).await.status });
    app.provider.until_asked(1).await;
    let stopping = app.begin_stop().await;
    let refused = async {
        while tokio::net::TcpStream::connect(browser.address)
            .await
            .is_ok()
        {
            tokio::task::yield_now().await;
        }
    };
    let refused = tokio::time::timeout(Duration::from_secs(3), refused).await;
    gate.notify_one();
    app.assert_stopped(stopping, &[topic::TOKEN, topic::SUCCEEDED])
        .await;
    assert_eq!(visit.await.unwrap(), 303);
    assert!(refused.is_ok(), "browsers were taken and left waiting");
}

#[tokio::test]
async fn what_another_daemon_holds_is_named() {
    let app = TestApp::start().await;
    let own = app.config();
    let fresh = || tempfile::tempdir().unwrap();

    let folder = fresh();
    let mut same_data = config(&folder, "ws://127.0.0.1:1/core", Setup::default());
    same_data.data_dir.clone_from(&own.data_dir);
    same_data.state_dir.clone_from(&own.state_dir);
    let mut same_port = config(&folder, "ws://127.0.0.1:1/core", Setup::default());
    same_port.port = app.browser().address.port();
    let mut same_runtime = config(&folder, "ws://127.0.0.1:1/core", Setup::default());
    same_runtime.runtime_dir.clone_from(&own.runtime_dir);
    for (config, named) in [
        (same_data, own.data_dir.display().to_string()),
        (same_port, format!("port {}", app.browser().address.port())),
        (
            same_runtime,
            own.runtime_dir.join("control.sock").display().to_string(),
        ),
    ] {
        let Err(error) = Daemon::start(config, app.world()).await else {
            panic!("two daemons with one {named}")
        };
        assert!(error.to_string().contains(&named), "{error:#}");
        assert!(
            error.downcast_ref::<phal_oauth::app::Taken>().is_some(),
            "{error:#}"
        );
    }
    // The first one is as it was.
    app.settle().await;
    app.caller().await.ask("oauth.status", &json!({})).await;
    app.stop().await;
}

#[tokio::test]
async fn a_database_without_its_key_is_left_alone() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at" })).await;
    app.halt(DEADLINE).await;
    app.until_closed().await;
    let key = app.folder.path().join("state/master.key");
    let away = app.folder.path().join("elsewhere");
    std::fs::rename(&key, &away).unwrap();
    let before = files(app.folder.path());
    let Err(error) = Daemon::start(app.config(), app.world()).await else {
        panic!("a daemon without its key")
    };
    assert!(format!("{error:#}").contains("master.key"), "{error:#}");
    assert!(before == files(app.folder.path()), "something was written");

    std::fs::rename(&away, &key).unwrap();
    app.start_again().await;
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn a_database_with_another_key_is_left_alone() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    app.halt(DEADLINE).await;
    app.until_closed().await;
    let key = app.folder.path().join("state/master.key");
    let right = std::fs::read(&key).unwrap();
    std::fs::write(&key, [7; 32]).unwrap();
    let Err(error) = Daemon::start(app.config(), app.world()).await else {
        panic!("a daemon with another key")
    };
    assert!(
        format!("{error:#}").contains("does not belong to this database"),
        "{error:#}"
    );
    std::fs::write(&key, right).unwrap();
    app.start_again().await;
    assert_eq!(app.status().await["munged_id"], "skill_app");
    app.stop().await;
}

#[tokio::test]
async fn bug18_secrets_are_on_the_disk_in_no_clear_and_for_nobody_else() {
    let mut app = TestApp::start().await;
    app.register(json!({ "client_secret": "planted-secret" }))
        .await;
    let token = json!({ "access_token": "planted-access", "refresh_token": "planted-refresh" });
    app.log_in(&token).await;
    app.start_login().await;
    app.halt(DEADLINE).await;
    app.until_closed().await;
    for (path, bytes) in files(app.folder.path()) {
        for planted in ["planted-secret", "planted-access", "planted-refresh"] {
            let found = bytes
                .windows(planted.len())
                .any(|window| window == planted.as_bytes());
            assert!(!found, "{planted} in {path}");
        }
        let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{path}");
    }
    for folder in ["data", "state"] {
        let metadata = std::fs::metadata(app.folder.path().join(folder)).unwrap();
        assert_eq!(metadata.permissions().mode() & 0o777, 0o700, "{folder}");
    }
}

#[tokio::test]
async fn a_crash_in_the_middle_of_an_exchange_is_told_afterwards() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    let (reply, _gate) = Reply::json(200, &json!({ "access_token": "at" })).held();
    app.provider.will(reply);
    let (browser, path) = (app.browser(), login.callback("code=c"));
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    let visit = browser.knock(request.as_bytes()).await;
    app.provider.until_asked(1).await;
    app.crash().await;
    drop(visit);

    app.start_again().await;
    app.expect_failure("temporarily_unavailable").await;
    let page = app.bring_to_end(&login, "code=c").await;
    page.assert_says(200, "That did not work just now");
    assert_eq!(app.provider.requests().len(), 1, "a code is used once");
    let status = app.status().await;
    assert_eq!(status["state"], "not_authenticated");
    assert_eq!(status["login_pending"], false);
    app.assert_completes(&app.url().await).await;
    app.stop().await;
}

#[tokio::test]
async fn a_crash_loses_no_login_that_waits() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    let link = app.caller().await.ask("oauth.connect", &munged()).await;
    app.bus.expect(topic::STARTED).await;
    app.crash().await;
    app.start_again().await;
    let link = url::Url::parse(link["url"].as_str().unwrap()).unwrap();
    assert_eq!(app.browser().get(link.path()).await.status, 303);
    app.bus.expect(topic::STARTED).await;
    app.assert_completes(&login).await;
    app.stop().await;
}
