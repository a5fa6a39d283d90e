//! The state parameter: a visit without a valid one changes nothing, and one is used once.

use serde_json::json;
use tokio::task::JoinSet;

use crate::helpers::{DEADLINE, Login, Reply, TestApp, ids, topic};

#[tokio::test]
async fn b02_bug17_a_visit_without_a_valid_state_changes_nothing() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.register(json!({ "app_id": "other" })).await;
    let login = app.start_login().await;
    assert_eq!(login.parameter("code_challenge_method"), "S256");
    let state = login.parameter("state");
    for path in [
        "/auth/callback/skill_app".to_owned(),
        // What the Python plugin always had as its state.
        "/auth/callback/skill_app?code=c&state=skill_app".to_owned(),
        "/auth/callback/skill_app?code=c".to_owned(),
        "/auth/callback/skill_app?code=c&state=".to_owned(),
        "/auth/callback/skill_app?code=c&state=wrong".to_owned(),
        "/auth/callback/skill_app?error=access_denied&state=wrong".to_owned(),
        format!("/auth/callback/skill_app?state={state}"),
        format!("/auth/callback/skill_app?code=&state={state}"),
        format!("/auth/callback/skill_other?code=c&state={state}"),
        format!("/auth/callback/nobody?code=c&state={state}"),
        format!("/auth/callback/skill_app?code=c&error=access_denied&state={state}"),
        format!("/auth/callback/skill_app?code=c&code=d&state={state}"),
        format!("/auth/callback/skill_app?code=c&state={state}&state={state}"),
        format!("/auth/callback/skill_app?code=c&iss=a&iss=b&state={state}"),
    ] {
        let page = app.browser().get(&path).await;
        assert_eq!(page.status, 400, "{path}: {page:?}");
        assert!(!page.body.contains(&state), "{path}");
    }
    app.settle().await;
    assert_eq!(app.status().await["login_pending"], true);
    app.assert_completes(&login).await;
    assert_eq!(app.provider.requests().len(), 1);
    app.stop().await;
}

#[tokio::test]
async fn only_a_get_spends_a_state() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    for (method, status) in [("HEAD", 204), ("POST", 405), ("OPTIONS", 405), ("PUT", 405)] {
        let page = app.browser().send(method, &login.callback("code=c")).await;
        assert_eq!(page.status, status, "{method}");
    }
    app.settle().await;
    app.assert_completes(&login).await;
    app.stop().await;
}

#[tokio::test]
async fn a_second_visit_sees_what_the_first_one_led_to() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let first = app.bring(&login, "code=c").await;
    app.expect_success().await;
    for again in ["code=c", "code=other", "error=access_denied"] {
        let second = app.bring(&login, again).await;
        assert_eq!(second.redirect(), first.redirect());
    }
    app.browser()
        .get(first.redirect())
        .await
        .assert_says(200, "All done");
    assert_eq!(app.status().await["state"], "connected");
    app.stop().await;
}

#[tokio::test]
async fn ten_visits_at_once_make_one_token_request() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "at" })).held();
    app.provider.will(reply);
    let mut visits = JoinSet::new();
    for _ in 0..10 {
        let (browser, path) = (app.browser(), login.callback("code=c"));
        visits.spawn(async move { browser.get(&path).await.redirect().to_owned() });
    }
    let early = visits.join_next().await.unwrap().unwrap();
    app.browser()
        .get(&early)
        .await
        .assert_says(200, "Finishing the login");
    gate.notify_one();
    for place in visits.join_all().await {
        assert_eq!(place, early);
    }
    app.expect_success().await;
    app.browser().get(&early).await.assert_says(200, "All done");
    app.stop().await;
}

#[tokio::test]
async fn bug09_logins_of_many_apps_at_once_lose_no_token() {
    let mut app = TestApp::start().await;
    let mut visits = JoinSet::new();
    for n in 0..40 {
        let one = json!({ "skill_id": "skill", "app_id": format!("app{n}") });
        app.register(one.clone()).await;
        let answer = app.ask("oauth.get", &one).await;
        let state = Login::at(answer["url"].as_str().unwrap()).parameter("state");
        let path = format!("/auth/callback/skill_app{n}?code=c&state={state}");
        app.provider.will(Reply::json(
            200,
            &json!({ "access_token": format!("at-{n}") }),
        ));
        let browser = app.browser();
        visits.spawn(async move { browser.get(&path).await.status });
    }
    assert!(
        visits
            .join_all()
            .await
            .into_iter()
            .all(|status| status == 303)
    );
    for n in 0..40 {
        let told = app
            .bus
            .expect(&format!("oauth.token.response.skill_app{n}"))
            .await;
        assert!(told.data["access_token"].is_string());
        app.bus.expect(topic::SUCCEEDED).await;
    }
    // What was announced is on the disk.
    app.crash().await;
    app.start_again().await;
    let apps = app.ask("oauth.status", &json!({})).await["apps"].clone();
    let connected = apps
        .as_array()
        .unwrap()
        .iter()
        .filter(|app| app["state"] == "connected");
    assert_eq!(connected.count(), 40);
    app.stop().await;
}

#[tokio::test]
async fn an_announced_login_that_nobody_finished_is_given_up() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    app.clock.advance(601.0);
    app.expect_failure("expired").await;
    app.bring(&login, "code=c")
        .await
        .assert_says(410, "This login took too long");
    assert_eq!(app.status().await["login_pending"], false);
    app.stop().await;
}

#[tokio::test]
async fn a_url_that_nobody_used_ends_in_silence() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.clock.advance(601.0);
    app.bring(&login, "code=c")
        .await
        .assert_says(410, "This login took too long");
    app.settle().await;
    app.assert_completes(&app.url().await).await;
    app.stop().await;
}

#[tokio::test]
async fn a_login_that_expired_while_the_daemon_was_off_is_told_at_the_start() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    app.halt(DEADLINE).await;
    app.clock.advance(601.0);
    app.start_again().await;
    app.expect_failure("expired").await;
    app.bring(&login, "code=c")
        .await
        .assert_says(410, "This login took too long");
    app.stop().await;
}

#[tokio::test]
async fn the_oldest_unopened_login_makes_room() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let mut caller = app.caller().await;
    let invited = caller
        .ask("oauth.connect", &json!({ "munged_id": "skill_app" }))
        .await;
    app.bus.expect(topic::STARTED).await;
    let link = url::Url::parse(invited["url"].as_str().unwrap()).unwrap();
    let opened = app.browser().get(link.path()).await;
    let opened = Login::at(opened.redirect());
    app.bus.expect(topic::STARTED).await;
    let mut logins = Vec::new();
    for _ in 0..8 {
        app.clock.advance(1.0);
        logins.push(app.url().await);
    }
    app.bring(&logins[0], "code=c")
        .await
        .assert_says(400, "No login is waiting");
    for waiting in logins[1..].iter().chain([&opened]) {
        app.bring_to_end(waiting, "error=access_denied").await;
        app.expect_failure("access_denied").await;
    }
    app.stop().await;
}

#[tokio::test]
async fn urls_for_nobody_do_not_end_a_login_that_was_announced() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let announced = app.start_login().await;
    for _ in 0..20 {
        app.clock.advance(1.0);
        app.url().await;
    }
    app.assert_completes(&announced).await;
    app.stop().await;
}

#[tokio::test]
async fn a_login_that_makes_room_is_told_to_be_over() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    for _ in 0..8 {
        app.clock.advance(1.0);
        app.start_login().await;
    }
    app.clock.advance(1.0);
    app.bus.send("oauth.start", &ids());
    app.expect_failure("expired").await;
    app.bus
        .expect("ovos.shell.oauth.start.authentication")
        .await;
    app.bus.expect(topic::STARTED).await;
    app.stop().await;
}

#[tokio::test]
async fn the_first_login_to_succeed_ends_the_others() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let (one, two, three) = (app.url().await, app.start_login().await, app.url().await);
    app.assert_completes(&two).await;
    for over in [one, three] {
        app.bring(&over, "code=c")
            .await
            .assert_says(400, "No login is waiting");
    }
    assert_eq!(
        app.ask("oauth.status", &ids()).await["apps"][0]["login_pending"],
        false
    );
    app.stop().await;
}
