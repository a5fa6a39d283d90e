//! The store: refusing, broken, and written by others.

use rusqlite::Connection;
use serde_json::json;

use crate::helpers::daemon::Daemon;
use crate::helpers::{DEADLINE, TestApp, assert_refused, ids, with};

/// The daemon's database, as another program opens it.
fn database(app: &TestApp) -> Connection {
    Connection::open(app.folder.path().join("data/oauth.db")).unwrap()
}

#[tokio::test]
async fn b09_bug04_a_store_that_cannot_be_written_is_told() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let other = database(&app);
    for table in ["apps", "pending"] {
        let refuse = format!(
            "CREATE TRIGGER full_{table} BEFORE INSERT ON {table}
             BEGIN SELECT RAISE(FAIL, 'no space'); END"
        );
        other.execute_batch(&refuse).unwrap();
    }
    let answer = app.register(json!({ "client_id": "new" })).await;
    assert_refused(&answer, "storage");
    assert!(!answer.to_string().contains("no space"), "{answer}");
    assert_refused(&app.ask("oauth.get", &ids()).await, "storage");

    other
        .execute_batch("DROP TRIGGER full_apps; DROP TRIGGER full_pending")
        .unwrap();
    assert_eq!(
        app.url().await.parameter("client_id"),
        "cid",
        "what was refused is not used either"
    );
    app.stop().await;
}

#[tokio::test]
async fn b10_what_another_program_writes_is_seen_and_not_undone() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.register(json!({ "app_id": "other" })).await;
    let rename = "UPDATE apps SET registration = json_set(registration, '$.name', 'Renamed')
                  WHERE app_id = 'other'";
    assert_eq!(database(&app).execute(rename, []).unwrap(), 1);
    for name in ["Music", "Radio"] {
        app.register(json!({ "name": name })).await;
        let apps = app.ask("oauth.status", &json!({})).await["apps"].clone();
        let names = [&apps[0]["name"], &apps[1]["name"]];
        assert_eq!(names, [&json!(name), &json!("Renamed")]);
    }
    app.stop().await;
}

#[tokio::test]
async fn bug10_a_reader_never_meets_half_a_write() {
    let app = TestApp::start().await;
    let reader = database(&app);
    for n in 0..100 {
        let data = with(app.registration(), json!({ "app_id": format!("app-{n}") }));
        app.bus.send("oauth.register", &data);
    }
    let mut answered = 0;
    while answered < 100 {
        app.bus.expect("oauth.register.response").await;
        answered += 1;
        let sound: String = reader
            .query_row("PRAGMA quick_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sound, "ok");
        let kept: i64 = reader
            .query_row("SELECT count(*) FROM apps", [], |row| row.get(0))
            .unwrap();
        assert!(kept >= answered, "{kept} of {answered} that were answered");
    }
    app.stop().await;
}

#[tokio::test]
async fn bug10_a_broken_database_is_named_and_left_alone() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    app.halt(DEADLINE).await;
    app.until_closed().await;
    let path = app.folder.path().join("data/oauth.db");
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..30]).unwrap();
    let Err(error) = Daemon::start(app.config(), app.world()).await else {
        panic!("a daemon without its database")
    };
    assert!(format!("{error:#}").contains("damaged"), "{error:#}");
    assert_eq!(std::fs::read(&path).unwrap(), &whole[..30]);

    std::fs::write(&path, &whole).unwrap();
    app.start_again().await;
    assert_eq!(app.status().await["munged_id"], "skill_app");
    app.stop().await;
}
