//! Tokens that stay valid while nobody asks: when, how often, and across crashes and set clocks.

use serde_json::{Value, json};

use crate::helpers::{DEADLINE, NOW, Reply, TestApp, assert_refused, ids, topic, with};

const HOUR: f64 = 3600.0;

async fn logged_in(token: Value) -> TestApp {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&with(
        json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 }),
        token,
    ))
    .await;
    app
}

fn token(name: &str) -> Reply {
    Reply::json(200, &json!({ "access_token": name, "expires_in": 3600 }))
}

async fn get(app: &TestApp) -> Value {
    app.ask("oauth.token.get", &ids()).await
}

/// What the database says of a column of the one token.
fn column<T: rusqlite::types::FromSql>(app: &TestApp, column: &str) -> T {
    let path = app.folder.path().join("data/oauth.db");
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql = format!("SELECT {column} FROM tokens");
    connection.query_row(&sql, [], |row| row.get(0)).unwrap()
}

/// Waits until so many failures in a row are noted: only then is it known when to try again.
pub(crate) async fn until_failed(app: &TestApp, times: i64) {
    let noted = async {
        while column::<i64>(app, "failures") != times {
            tokio::task::yield_now().await;
        }
    };
    let noted = tokio::time::timeout(DEADLINE, noted).await;
    noted.expect("the failure is noted");
    app.settle().await;
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends_and_not_before_that() {
    let app = logged_in(json!({})).await;
    app.clock.advance(HOUR - 440.0);
    app.settle().await;
    app.provider.will(token("at-2"));
    app.clock.advance(80.0);
    let news = app.bus.expect(topic::REFRESHED).await.data;
    assert_eq!(news["expires_at"], NOW + 2.0 * HOUR - 360.0);
    assert_eq!(get(&app).await["access_token"], "at-2");
    app.provider.will(token("at-3"));
    app.clock.advance(HOUR - 300.0);
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn a_refresh_token_that_idles_out_is_used_in_time() {
    let app = TestApp::start().await;
    app.register(json!({ "refresh_idle_days": 30 })).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt" }))
        .await;
    app.clock.advance(23.9 * 24.0 * HOUR);
    app.settle().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at-2" })));
    app.clock.advance(0.2 * 24.0 * HOUR);
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn failures_are_tried_again_with_growing_pauses() {
    let app = logged_in(json!({})).await;
    app.provider
        .will(Reply::text(502, "text/html", "<h1>bad gateway</h1>"));
    app.clock.advance(HOUR);
    let mut failures = 1;
    until_failed(&app, failures).await;
    for (attempt, pause) in [5.0, 10.0, 20.0, 40.0].into_iter().enumerate() {
        app.clock.advance(pause * 0.7);
        app.settle().await;
        assert_eq!(
            app.provider.requests().len(),
            attempt + 2,
            "not before its time"
        );
        app.provider.will(Reply::dropped());
        app.clock.advance(pause * 0.6);
        failures += 1;
        until_failed(&app, failures).await;
    }
    assert_eq!(app.status().await["state"], "connected");
    app.provider.will(token("at-2"));
    app.clock.advance(HOUR);
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn an_answer_that_was_lost_is_asked_for_once_more() {
    let app = logged_in(json!({})).await;
    app.provider.will(Reply::dropped());
    app.clock.advance(HOUR);
    until_failed(&app, 1).await;
    app.provider.will(Reply::error("invalid_grant"));
    app.clock.advance(7.0);
    let required = app.bus.expect(topic::REQUIRED).await.data;
    assert_eq!(required["reason"], "answer_lost");
    assert_eq!(app.status().await["reason"], "answer_lost");
    assert_refused(&get(&app).await, "needs_login");
    app.clock.advance(24.0 * HOUR);
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn an_answer_that_was_lost_need_not_be_a_lost_login() {
    let app = logged_in(json!({})).await;
    app.provider.will(token("never-seen").halved());
    app.clock.advance(HOUR);
    until_failed(&app, 1).await;
    app.provider.will(token("at-2"));
    app.clock.advance(7.0);
    app.bus.expect(topic::REFRESHED).await;
    app.provider.will(Reply::error("invalid_grant"));
    app.clock.advance(HOUR);
    let required = app.bus.expect(topic::REQUIRED).await.data;
    assert_eq!(required["reason"], "invalid_grant", "the mark is gone");
    app.stop().await;
}

/// A server looks at the client before it looks at the token.
#[tokio::test]
async fn a_refusal_of_the_client_does_not_find_a_lost_answer_again() {
    let app = logged_in(json!({})).await;
    app.provider.will(Reply::dropped());
    app.clock.advance(HOUR);
    app.provider.until_asked(2).await;
    app.settle().await;
    app.provider
        .will(Reply::json(401, &json!({ "error": "invalid_client" })));
    app.clock.advance(7.0);
    app.provider.until_asked(3).await;
    app.settle().await;
    app.provider.will(Reply::error("invalid_grant"));
    app.register(json!({ "client_secret": "renewed" })).await;
    let required = app.bus.expect(topic::REQUIRED).await.data;
    assert_eq!(required["reason"], "answer_lost");
    app.stop().await;
}

/// The database takes it again after a moment: a full disk, a crowd.
#[tokio::test]
async fn a_new_token_that_is_not_written_at_once_is_not_lost() {
    let app = logged_in(json!({})).await;
    let path = app.folder.path().join("data/oauth.db");
    let other = rusqlite::Connection::open(path).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON tokens
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        .unwrap();
    app.provider.will(Reply::json(
        200,
        &json!({ "access_token": "at-2", "refresh_token": "rt-2" }),
    ));
    app.bus.send("oauth.refresh", &ids());
    app.provider.until_asked(2).await;
    app.settle().await;
    other.execute_batch("DROP TRIGGER full").unwrap();
    let answer = app.bus.expect("oauth.refresh.response").await.data;
    assert_eq!(answer["token"]["access_token"], "at-2", "{answer}");
    app.bus.expect(topic::REFRESHED).await;
    app.provider.will(token("at-3"));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(app.provider.last().field("refresh_token"), "rt-2");
    app.stop().await;
}

#[tokio::test]
async fn a_crash_during_a_refresh_is_marked_and_tried_once_more() {
    let mut app = logged_in(json!({})).await;
    let (reply, gate) = token("at-2").held();
    app.provider.will(reply);
    app.clock.advance(HOUR);
    app.provider.until_asked(2).await;
    app.crash().await;
    gate.notify_one();
    app.until_closed().await;
    assert!(
        column::<Option<f64>>(&app, "asked_at").is_some(),
        "marked before it was sent"
    );
    app.provider.will(Reply::error("invalid_grant"));
    app.start_again().await;
    let required = app.bus.expect(topic::REQUIRED).await.data;
    assert_eq!(required["reason"], "answer_lost");
    app.stop().await;
}

#[tokio::test]
async fn a_server_that_was_never_reached_has_spent_nothing() {
    let (socket, deaf) = crate::helpers::provider::deaf_port();
    let app = logged_in(json!({})).await;
    // The refresh endpoint is where nobody listens.
    app.register(json!({ "app_id": "other", "refresh_endpoint": deaf }))
        .await;
    let other = json!({ "skill_id": "skill", "app_id": "other" });
    let token = json!({ "access_token": "o", "refresh_token": "ort", "expires_in": 30 });
    app.log_in_other("other", &token).await;
    app.clock.advance(30.0);
    let refused = app.ask("oauth.token.get", &other).await;
    assert_refused(&refused, "temporarily_unavailable");
    let path = app.folder.path().join("data/oauth.db");
    let marked: i64 = rusqlite::Connection::open(path)
        .unwrap()
        .query_row(
            "SELECT count(*) FROM tokens WHERE asked_at IS NOT NULL",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(marked, 0);
    drop(socket);
    app.stop().await;
}

#[tokio::test]
async fn the_end_of_a_token_that_cannot_be_renewed_is_told_once() {
    let mut app = logged_in(json!({ "refresh_token": null })).await;
    app.clock.advance(HOUR - 1.0);
    app.settle().await;
    app.clock.advance(2.0);
    let required = app.bus.expect(topic::REQUIRED).await.data;
    assert_eq!(
        required,
        json!({ "munged_id": "skill_app", "reason": "no_refresh_token" })
    );
    assert_eq!(app.status().await["state"], "needs_login");
    app.restart().await;
    app.clock.advance(HOUR);
    assert_refused(&get(&app).await, "needs_login");
    app.stop().await;
}

#[tokio::test]
async fn a_death_is_told_once_however_many_ask() {
    let mut app = logged_in(json!({})).await;
    app.clock.advance(HOUR - 440.0);
    let (reply, gate) = Reply::error("invalid_grant").held();
    app.provider.will(reply);
    let wish = with(ids(), json!({ "min_valid_seconds": 3500 }));
    for _ in 0..50 {
        app.bus.send("oauth.token.get", &wish);
    }
    app.provider.until_asked(2).await;
    // Due by the clock as well, while the refresh runs.
    app.clock.advance(80.0);
    app.settle().await;
    gate.notify_one();
    for _ in 0..50 {
        let answer = app.bus.expect("oauth.token.get.response").await.data;
        assert_refused(&answer, "needs_login");
    }
    app.bus.expect(topic::REQUIRED).await;
    // `restart` fails if anything else was said, and if the server was asked again.
    app.restart().await;
    for _ in 0..50 {
        app.bus.send("oauth.token.get", &wish);
    }
    for _ in 0..50 {
        let answer = app.bus.expect("oauth.token.get.response").await.data;
        assert_refused(&answer, "needs_login");
    }
    app.clock.advance(24.0 * HOUR);
    app.settle().await;
    assert_eq!(app.provider.requests().len(), 2);
    // A new login can die as well.
    app.log_in(&json!({ "access_token": "new", "refresh_token": "new-rt", "expires_in": 3600 }))
        .await;
    app.provider.will(Reply::error("invalid_grant"));
    app.clock.advance(HOUR);
    app.bus.expect(topic::REQUIRED).await;
    app.restart().await;
    app.stop().await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_makes_no_pause_longer() {
    let app = logged_in(json!({})).await;
    app.provider
        .will(Reply::text(429, "text/plain", "slow down").header("retry-after: 100"));
    app.clock.advance(HOUR);
    app.provider.until_asked(2).await;
    app.settle().await;
    app.provider.will(token("at-2"));
    app.clock.jump(-30.0 * 24.0 * HOUR);
    app.clock.advance(101.0);
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn what_became_due_while_the_device_was_off_is_spread() {
    let mut app = logged_in(json!({})).await;
    app.restart().await;
    app.halt(DEADLINE).await;
    app.clock.advance(24.0 * HOUR);
    app.start_again().await;
    let due: f64 = column(&app, "due_at");
    let now = app.clock.now();
    assert!((now..=now + 60.0).contains(&due), "{}", due - now);
    app.provider.will(token("at-2"));
    app.clock.advance(61.0);
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn a_clock_that_was_set_changes_no_lifetime() {
    for by in [-5.0 * HOUR, 400.0 * 24.0 * HOUR] {
        let app = logged_in(json!({})).await;
        app.clock.advance(60.0);
        app.clock.jump(by);
        let answer = get(&app).await;
        assert_eq!(answer["access_token"], "at", "still good");
        assert_eq!(answer["expires_at"], NOW + HOUR + by);
        app.provider.will(token("at-2"));
        app.clock.advance(HOUR - 380.0);
        app.bus.expect(topic::REFRESHED).await;
        app.stop().await;
    }
}

#[tokio::test]
async fn a_clock_that_was_set_ends_no_waiting_login() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.start_login().await;
    app.clock.advance(30.0);
    app.clock.jump(400.0 * 24.0 * HOUR);
    app.settle().await;
    app.assert_completes(&login).await;
    app.stop().await;
}

#[tokio::test]
async fn a_token_from_the_future_is_renewed_on_use() {
    let mut app = logged_in(json!({})).await;
    app.halt(DEADLINE).await;
    // A device without a clock of its own starts in the past.
    app.clock.jump(-30.0 * 24.0 * HOUR);
    app.start_again().await;
    app.provider.will(token("at-2"));
    assert_eq!(get(&app).await["access_token"], "at-2");
    app.bus.expect(topic::REFRESHED).await;
    app.stop().await;
}

#[tokio::test]
async fn one_host_is_asked_for_one_token_at_a_time() {
    let app = logged_in(json!({})).await;
    for n in 0..3 {
        let other = format!("other{n}");
        app.register(json!({ "app_id": other })).await;
        let token = json!({ "access_token": "o", "refresh_token": "ort", "expires_in": 3600 });
        app.log_in_other(&other, &token).await;
    }
    let (reply, gate) = token("at-2").held();
    app.provider.will(reply);
    app.clock.advance(HOUR);
    app.provider.until_asked(5).await;
    app.settle().await;
    assert_eq!(app.provider.requests().len(), 5, "the others wait");
    for _ in 0..3 {
        app.provider.will(token("at-2"));
    }
    gate.notify_one();
    for _ in 0..4 {
        app.bus.expect(topic::REFRESHED).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn an_app_that_registers_again_hears_how_it_is() {
    let mut app = logged_in(json!({})).await;
    app.restart().await;
    let answer = app.register(json!({})).await;
    assert_eq!(answer["state"], "connected");
    assert_eq!(answer["expires_at"], NOW + HOUR);
    app.settle().await;
    app.stop().await;
}
