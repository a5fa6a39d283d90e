//! The JSON files of the Python plugin: what others write there is used, what changes here stands there.

use std::fs;

use phal_oauth::config::JsonFiles as Mode;
use serde_json::{Value, json};

use crate::helpers::json_files::{APPS, TOKENS, token_row};
use crate::helpers::{NOW, Reply, Setup, TestApp, assert_refused, ids, topic, with};

/// A daemon that finds an app with a token.
async fn with_files() -> TestApp {
    let mut app = TestApp::unstarted(Setup::default()).await;
    let files = app.json_files();
    files.put(APPS, &json!({ "skill_app": app.app_row() }));
    files.put(TOKENS, &json!({ "skill_app": token_row("0", -10.0) }));
    app.start_again().await;
    app
}

async fn with_mode(json_files: Mode) -> TestApp {
    let setup = Setup {
        json_files,
        ..Setup::default()
    };
    TestApp::with(setup).await
}

/// Refreshes with this answer, and returns the refresh token that was sent.
async fn refresh(app: &TestApp, token: &Value) -> String {
    app.provider.will(Reply::json(200, token));
    let answer = app.ask("oauth.refresh", &ids()).await;
    assert_eq!(answer["result"], "Ok", "{answer}");
    app.bus.expect(topic::REFRESHED).await;
    app.provider.last().field("refresh_token").to_owned()
}

#[tokio::test]
async fn what_stands_in_the_files_is_there_at_the_first_question() {
    let app = with_files().await;
    let status = app.status().await;
    assert_eq!(status["state"], "connected", "{status}");
    assert_eq!(status["expires_at"], NOW + 3590.0);
    assert_eq!(
        refresh(&app, &json!({ "access_token": "at-1", "expires_in": 60 })).await,
        "rt-0"
    );
    assert_eq!(app.provider.last().basic().as_deref(), Some("cid:sec"));
    let row = app.json_files().until_token("skill_app", "at-1").await;
    assert_eq!(
        row,
        json!({
            "access_token": "at-1", "refresh_token": "rt-0", "token_type": "Bearer",
            "expires_in": 60, "expires_at": NOW + 60.0, "x": {"y": 1},
        })
    );
    app.stop().await;
}

#[tokio::test]
async fn what_is_not_ours_stays_as_it_stands_there() {
    let mut app = TestApp::unstarted(Setup::default()).await;
    let files = app.json_files();
    let odd = "  \"@{1}|spotify\": {\"b\": 1.50,   \"a\": 1e2},\n  \"no_app\": {\"access_token\": \"x\"},\n  \"ü\": [1],";
    let own = token_row("0", 0.0);
    files.put(APPS, &json!({ "skill_app": app.app_row() }));
    files.put_text(TOKENS, &format!("{{\n{odd}\n  \"skill_app\": {own}\n}}"));
    fs::set_permissions(
        files.path(TOKENS),
        std::os::unix::fs::PermissionsExt::from_mode(0o640),
    )
    .unwrap();
    app.start_again().await;
    refresh(&app, &json!({ "access_token": "at-1" })).await;
    let row = files.until_token("skill_app", "at-1").await;
    assert_eq!(row["expires_at"], 4_102_444_800.0, "no lifetime was told");
    assert_eq!(row.get("expires_in"), None, "that of the old token");
    let text = files.text(TOKENS).unwrap();
    for line in odd.lines() {
        assert!(text.contains(line.trim()), "{text}");
    }
    assert_eq!(files.mode(TOKENS), 0o640);
    let apps = app.ask("oauth.status", &json!({})).await;
    assert_eq!(apps["apps"].as_array().unwrap().len(), 1, "{apps}");
    app.stop().await;
}

#[tokio::test]
async fn the_first_register_that_fits_adopts_an_app() {
    let mut app = TestApp::unstarted(Setup::default()).await;
    let files = app.json_files();
    files.put(APPS, &json!({ "my_skill_app": app.app_row() }));
    files.put(TOKENS, &json!({ "my_skill_app": token_row("0", 0.0) }));
    app.start_again().await;
    let ids = json!({ "skill_id": "my_skill", "app_id": "app" });
    let none = json!({ "client_id": null, "client_secret": null });
    let answer = app.register(with(none, ids.clone())).await;
    assert_eq!(
        (&answer["client_id"], &answer["state"]),
        (&json!("cid"), &json!("connected")),
        "what the file told of the client outlives a register without: {answer}"
    );
    let status = app.ask("oauth.status", &ids).await;
    assert_eq!(status["apps"][0]["skill_id"], "my_skill", "{status}");
    let other = json!({ "skill_id": "my", "app_id": "skill_app" });
    assert_refused(&app.register(other).await, "id_conflict");
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-1" })));
    app.ask("oauth.refresh", &ids).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().basic().as_deref(), Some("cid:sec"));
    files.until_token("my_skill_app", "at-1").await;
    app.stop().await;
}

#[tokio::test]
async fn a_token_is_shown_to_its_own_place_alone() {
    let app = with_files().await;
    let elsewhere = json!({
        "token_endpoint": app.provider.url("/elsewhere"), "client_id": "other", "client_secret": "new",
    });
    app.register(elsewhere).await;
    refresh(&app, &json!({ "access_token": "at-1" })).await;
    assert_eq!(app.provider.last().path, "/token");
    assert_eq!(app.provider.last().basic().as_deref(), Some("cid:sec"));
    app.stop().await;
}

#[tokio::test]
async fn nothing_is_written_that_nobody_looks_for() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    let folder = app.folder.path().to_owned();
    app.settle().await;
    let names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        !names
            .iter()
            .any(|name| name == "cache" || name.contains("ovos_oauth")),
        "{names:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn what_a_known_program_looks_for_is_written() {
    let app = TestApp::start().await;
    let files = app.json_files();
    let ids = json!({ "skill_id": "ocp", "app_id": "spotify" });
    app.register(ids.clone()).await;
    let row = files
        .until(APPS, |rows| rows["ocp_spotify"].is_object())
        .await["ocp_spotify"]
        .clone();
    assert_eq!(row["client_secret"], "sec");
    assert_eq!(row["token_endpoint"], app.provider.url("/token"));
    assert_eq!(row["scope"], "a b");
    assert_eq!(files.mode(APPS), 0o600);

    let url = app.ask("oauth.get", &ids).await["url"].clone();
    let login = crate::helpers::Login::at(url.as_str().unwrap());
    app.provider.will(Reply::json(
        200,
        &json!({ "access_token": "at", "refresh_token": "rt", "id_token": "it" }),
    ));
    let callback = login.callback("code=c").replace("skill_app", "ocp_spotify");
    app.browser().get(&callback).await;
    app.bus.expect("oauth.token.response.ocp_spotify").await;
    app.bus.expect(topic::SUCCEEDED).await;
    let row = files.until_token("ocp_spotify", "at").await;
    assert_eq!(
        (&row["refresh_token"], &row["expires_at"]),
        (&json!("rt"), &json!(4_102_444_800.0))
    );
    assert_eq!(files.mode(TOKENS), 0o600);
    app.stop().await;
}

#[tokio::test]
async fn the_owner_may_want_every_app_there_or_none() {
    let all = with_mode(Mode::All).await;
    all.register(json!({})).await;
    all.log_in(&json!({ "access_token": "at" })).await;
    all.json_files().until_token("skill_app", "at").await;
    all.stop().await;

    let mut off = TestApp::unstarted(Setup {
        json_files: Mode::Off,
        ..Setup::default()
    })
    .await;
    let files = off.json_files();
    files.put(APPS, &json!({ "skill_app": off.app_row() }));
    files.put(TOKENS, &json!({ "skill_app": token_row("0", 0.0) }));
    off.start_again().await;
    assert_refused(&off.ask("oauth.get", &ids()).await, "unknown_app");
    off.register(json!({})).await;
    off.log_in(&json!({ "access_token": "at" })).await;
    off.restart().await;
    assert_eq!(files.rows(TOKENS)["skill_app"]["access_token"], "at-0");
    off.stop().await;
}

#[tokio::test]
async fn what_others_write_is_used_at_once() {
    let app = with_files().await;
    let files = app.json_files();
    app.clock.advance(100.0);
    files.put(TOKENS, &json!({ "skill_app": token_row("theirs", 100.0) }));
    let news = app.bus.expect(topic::REFRESHED).await.data;
    assert_eq!(news["expires_at"], NOW + 3700.0);
    let sent = refresh(&app, &json!({ "access_token": "at-2" })).await;
    assert_eq!(sent, "rt-theirs");
    files.until_token("skill_app", "at-2").await;
    app.stop().await;
}

#[tokio::test]
async fn what_others_write_is_kept_valid() {
    let app = with_files().await;
    let files = app.json_files();
    app.clock.advance(100.0);
    files.put(TOKENS, &json!({ "skill_app": token_row("theirs", 100.0) }));
    app.bus.expect(topic::REFRESHED).await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    app.clock.advance(3400.0);
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt-theirs");
    files.until_token("skill_app", "at-2").await;
    app.stop().await;
}

#[tokio::test]
async fn what_is_forgotten_leaves_the_files_for_good() {
    for (request, answer) in [
        ("oauth.revoke", "oauth.revoke.response"),
        ("oauth.unregister", "oauth.unregister.response"),
        (
            "system.factory.reset.phal",
            "system.factory.reset.phal.complete",
        ),
    ] {
        let mut app = with_files().await;
        let files = app.json_files();
        let before = files.rows(TOKENS);
        app.bus.send(request, &ids());
        app.bus.expect(answer).await;
        files
            .until(TOKENS, |rows| rows.get("skill_app").is_none())
            .await;
        let is_known = request == "oauth.revoke";
        files
            .until(APPS, |rows| rows.get("skill_app").is_some() == is_known)
            .await;
        files.put(TOKENS, &before);
        files.until(TOKENS, |rows| *rows == json!({})).await;
        app.crash().await;
        app.until_closed().await;
        files.put(TOKENS, &before);
        app.start_again().await;
        files.until(TOKENS, |rows| *rows == json!({})).await;
        let apps = app.ask("oauth.status", &json!({})).await["apps"].clone();
        let states: Vec<&Value> = apps
            .as_array()
            .into_iter()
            .flatten()
            .map(|app| &app["state"])
            .collect();
        let expected = json!("not_authenticated");
        assert_eq!(states, vec![&expected; usize::from(is_known)], "{request}");
        app.stop().await;
    }
}

#[tokio::test]
async fn a_factory_reset_is_complete_when_the_files_are_empty() {
    let app = with_files().await;
    app.bus.send("system.factory.reset.phal", &json!({}));
    app.bus.expect("system.factory.reset.phal.complete").await;
    for name in [APPS, TOKENS] {
        assert_eq!(app.json_files().rows(name), json!({}), "{name}");
    }
    app.stop().await;
}

#[tokio::test]
async fn what_others_write_back_is_undone() {
    let app = with_files().await;
    let files = app.json_files();
    let theirs = files.rows(TOKENS);
    app.clock.advance(100.0);
    let token = json!({ "access_token": "at-1", "refresh_token": "rt-1", "expires_in": 3600 });
    refresh(&app, &token).await;
    files.until_token("skill_app", "at-1").await;
    // Seen before; older than ours; without ours.
    let older = json!({ "skill_app": token_row("unseen", 50.0), "skill_other": {"a": 1} });
    for stale in [theirs, older, json!({ "skill_other": {} })] {
        files.put(TOKENS, &stale);
        files.until_token("skill_app", "at-1").await;
    }
    assert_eq!(files.rows(TOKENS)["skill_other"], json!({}));
    files.put(APPS, &json!({}));
    files
        .until(APPS, |rows| rows["skill_app"]["client_id"] == "cid")
        .await;
    app.stop().await;
}

#[tokio::test]
async fn what_was_written_back_while_nobody_looked_is_undone_at_start() {
    let mut app = with_files().await;
    let files = app.json_files();
    let theirs = files.rows(TOKENS);
    refresh(&app, &json!({ "access_token": "at-1" })).await;
    files.until_token("skill_app", "at-1").await;
    app.crash().await;
    app.until_closed().await;
    files.put(TOKENS, &theirs);
    app.start_again().await;
    files.until_token("skill_app", "at-1").await;
    app.stop().await;
}

#[tokio::test]
async fn files_that_go_away_come_back_after_a_minute() {
    let app = with_files().await;
    let files = app.json_files();
    fs::remove_dir_all(app.folder.path().join("cache")).unwrap();
    // A question that looks at the files first.
    refresh(&app, &json!({ "access_token": "at-1" })).await;
    // With news for them they come back at once.
    files.until_token("skill_app", "at-1").await;
    files
        .until(APPS, |rows| rows["skill_app"]["client_id"] == "cid")
        .await;

    fs::remove_file(files.path(TOKENS)).unwrap();
    app.provider.will(Reply::error("invalid_scope"));
    app.ask("oauth.refresh", &ids()).await;
    assert_eq!(files.rows(TOKENS), Value::Null);
    app.clock.advance(59.0);
    app.provider.will(Reply::error("invalid_scope"));
    app.ask("oauth.refresh", &ids()).await;
    assert_eq!(files.rows(TOKENS), Value::Null);
    assert_eq!(app.status().await["state"], "connected");
    app.clock.advance(2.0);
    files.until_token("skill_app", "at-1").await;
    assert_eq!(files.mode(TOKENS), 0o600);
    app.stop().await;
}

#[tokio::test]
async fn a_broken_file_is_moved_aside_when_we_must_write() {
    let app = with_files().await;
    let files = app.json_files();
    let broken = r#"{"skill_app": {"access_token": "at-0", "#;
    files.put_text(TOKENS, broken);
    app.provider.will(Reply::error("invalid_scope"));
    app.ask("oauth.refresh", &ids()).await;
    assert_eq!(
        files.text(TOKENS).unwrap(),
        broken,
        "someone may be writing it"
    );
    app.clock.advance(3.0);
    assert_eq!(files.until_moved_aside().await, broken);
    files
        .until(TOKENS, |rows| rows["skill_app"]["access_token"] == "at-0")
        .await;
    app.stop().await;
}

#[tokio::test]
async fn a_broken_file_that_holds_nothing_of_ours_is_left_alone() {
    let mut app = TestApp::unstarted(Setup::default()).await;
    let files = app.json_files();
    for name in [APPS, TOKENS] {
        files.put_text(name, "[1, 2");
    }
    app.start_again().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    app.clock.advance(3.0);
    app.restart().await;
    for name in [APPS, TOKENS] {
        assert_eq!(files.text(name).unwrap(), "[1, 2");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_refresh_that_comes_too_late_takes_the_other_ones_token() {
    let app = with_files().await;
    let files = app.json_files();
    let (reply, gate) = Reply::error("invalid_grant").held();
    app.provider.will(reply);
    app.bus.send("oauth.refresh", &ids());
    app.provider.until_asked(1).await;
    let lock = files.lock(TOKENS);
    app.clock.advance(10.0);
    let rows = json!({ "skill_app": token_row("theirs", 10.0) });
    fs::write(files.path(TOKENS), rows.to_string()).unwrap();
    gate.notify_one();
    drop(lock);
    let answer = app.bus.expect("oauth.refresh.response").await.data;
    assert_eq!(answer["token"]["access_token"], "at-theirs", "{answer}");
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn a_login_elsewhere_mends_one_that_has_died() {
    let app = with_files().await;
    let files = app.json_files();
    app.provider.will(Reply::error("invalid_grant"));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REQUIRED).await;
    let rows = files.rows(TOKENS);
    assert_eq!(
        rows["skill_app"]["access_token"], "at-0",
        "a dead token is not put there again"
    );
    app.clock.advance(10.0);
    let mut app_row = app.app_row();
    app_row["client_id"] = "typed".into();
    app_row["client_secret"] = "typed-secret".into();
    files.put(APPS, &json!({ "skill_app": app_row }));
    files.put(TOKENS, &json!({ "skill_app": token_row("new", 10.0) }));
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.status().await["state"], "connected");
    let sent = refresh(&app, &json!({ "access_token": "at-2" })).await;
    assert_eq!(sent, "rt-new");
    assert_eq!(
        app.provider.last().basic().as_deref(),
        Some("typed:typed-secret")
    );
    app.stop().await;
}

#[tokio::test]
async fn a_lock_that_is_never_let_go_stops_nothing() {
    let mut app = with_files().await;
    let files = app.json_files();
    let _locks = [files.lock(APPS), files.lock(TOKENS)];
    refresh(&app, &json!({ "access_token": "at-1" })).await;
    app.restart().await;
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn hostile_files_do_no_harm() {
    let app = with_files().await;
    let files = app.json_files();
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let many: serde_json::Map<String, Value> = (0..3000)
        .map(|count| (format!("many_{count}"), json!({ "access_token": "x" })))
        .collect();
    for hostile in [
        json!({ "skill_app": null }).to_string(),
        json!({ "skill_app": "text", "": 1, "_": 2, "../../x_y": {}, "a b_c": {} }).to_string(),
        json!({ "skill_app": { "access_token": 7, "expires_at": {} } }).to_string(),
        format!("{{\"skill_app\": {deep}}}"),
        Value::Object(many).to_string(),
    ] {
        files.put_text(TOKENS, &hostile);
        files.put_text(APPS, &hostile);
        let row = files.until_token("skill_app", "at-0").await;
        assert_eq!(row["refresh_token"], "rt-0");
    }
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}
