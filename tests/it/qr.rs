//! QR codes: the image, the link in it, and what becomes of both.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use url::Url;

use crate::helpers::{
    DEADLINE, Login, NOW, Reply, TestApp, assert_refused, ids, munged, topic, with,
};

/// An image with the path of its link.
struct Code {
    image: String,
    link: String,
}

/// Asks for a QR code and waits for all that it announces.
async fn show(app: &TestApp) -> Code {
    let answer = app.ask("oauth.generate.qr.request", &ids()).await;
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;
    let image = answer["qr"].as_str().unwrap().to_owned();
    let link = format!("/go/{}", nonce(app, &image));
    Code { image, link }
}

/// The nonce of an image, which only its pixels and the database hold.
fn nonce(app: &TestApp, image: &str) -> String {
    let path = app.folder.path().join("data/oauth.db");
    let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let query = "SELECT nonce FROM invitations WHERE qr_path = ?1";
    database
        .query_row(query, [image], |row| row.get(0))
        .unwrap()
}

/// Opens a link as a phone does.
async fn open(app: &TestApp, link: &str) -> Login {
    let page = app.browser().get(link).await;
    app.bus.expect(topic::STARTED).await;
    Login::at(page.redirect())
}

#[tokio::test]
async fn a_qr_code_is_an_image_that_any_shell_can_read() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.bus.send("oauth.generate.qr.request", &ids());
    let answer = app.bus.expect("oauth.generate.qr.response").await;
    let display = app.bus.expect(topic::DISPLAY).await;
    let started = app.bus.expect(topic::STARTED).await;
    let path = answer.data["qr"].as_str().unwrap();
    for told in [&answer, &display] {
        assert_eq!(told.data, with(ids(), json!({ "qr": path })));
        assert_eq!(told.context["destination"], "sat");
    }
    let expected = with(munged(), json!({ "way": "lan", "expires_at": NOW + 600.0 }));
    assert_eq!(started.data, expected);
    assert!(answer.index < display.index && display.index < started.index);

    let path = Path::new(path);
    assert!(path.is_absolute());
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
    assert!(std::fs::read(path).unwrap().starts_with(b"\x89PNG\r\n"));
    let folder = std::fs::metadata(path.parent().unwrap()).unwrap();
    assert_eq!(folder.permissions().mode() & 0o777, 0o755);
    assert_eq!(app.status().await["login_pending"], true);
    app.stop().await;
}

#[tokio::test]
async fn a_skill_may_show_its_code_itself() {
    let app = TestApp::start().await;
    app.register(json!({ "shell_integration": false })).await;
    let answer = app.ask("oauth.generate.qr.request", &ids()).await;
    assert!(answer["qr"].is_string());
    app.bus.expect(topic::STARTED).await;
    app.stop().await;
}

#[tokio::test]
async fn a_link_opens_a_fresh_request_each_time() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let answer = app.caller().await.ask("oauth.connect", &munged()).await;
    app.bus.expect(topic::STARTED).await;
    assert_eq!(answer["munged_id"], "skill_app");
    assert_eq!(answer["expires_at"], NOW + 600.0);
    let link = Url::parse(answer["url"].as_str().unwrap()).unwrap();
    assert_eq!(link.host_str(), Some("127.0.0.1"));
    assert_eq!(link.port(), Some(app.browser().address.port()));

    let head = app.browser().send("HEAD", link.path()).await;
    assert_eq!((head.status, head.headers.get("location")), (204, None));
    app.settle().await;

    let (one, two) = (open(&app, link.path()).await, open(&app, link.path()).await);
    assert_ne!(one.parameter("state"), two.parameter("state"));
    assert_eq!(two.parameter("client_id"), "cid");
    app.assert_completes(&one).await;
    app.browser()
        .get(link.path())
        .await
        .assert_says(410, "This code is no longer valid");
    app.bring(&two, "code=c")
        .await
        .assert_says(400, "No login is waiting");
    app.stop().await;
}

#[tokio::test]
async fn an_unknown_link_opens_nothing() {
    let app = TestApp::start().await;
    for link in ["/go/AAAAAAAAAAAAAAAA", "/go/..%2F..", "/go/%00"] {
        app.browser()
            .get(link)
            .await
            .assert_says(410, "This code is no longer valid");
    }
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn the_control_socket_names_what_it_cannot_connect() {
    let app = TestApp::start().await;
    let mut caller = app.caller().await;
    for (data, code) in [
        (json!({ "munged_id": "nobody" }), "unknown_app"),
        (json!({}), "invalid_id"),
        (json!({ "munged_id": 7 }), "invalid_id"),
    ] {
        let answer = caller.ask("oauth.connect", &data).await;
        assert_refused(&answer, code);
    }
    app.stop().await;
}

#[tokio::test]
async fn the_bus_gets_no_link() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.bus.send("oauth.connect", &munged());
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn success_hides_every_code_of_the_app() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let (one, two) = (show(&app).await, show(&app).await);
    let login = open(&app, &one.link).await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    app.bring(&login, "code=c").await;
    app.expect_success().await;
    let hide = app.bus.expect(topic::HIDE).await;
    assert_eq!(hide.data, ids());
    assert!(app.images().is_empty());
    for over in [one, two] {
        app.browser()
            .get(&over.link)
            .await
            .assert_says(410, "no longer valid");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_refused_login_ends_the_invitation_that_it_was_opened_by() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let (refused, other) = (show(&app).await, show(&app).await);
    let login = open(&app, &refused.link).await;
    app.bring_to_end(&login, "error=access_denied")
        .await
        .assert_says(200, "Access was refused");
    app.expect_failure("access_denied").await;
    app.bus.expect(topic::HIDE).await;
    app.browser()
        .get(&refused.link)
        .await
        .assert_says(410, "no longer valid");
    assert_eq!(app.images(), [Path::new(&other.image)]);
    app.assert_completes(&open(&app, &other.link).await).await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn a_code_that_nobody_scanned_is_given_up() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let code = show(&app).await;
    app.clock.advance(601.0);
    assert_eq!(app.bus.expect(topic::HIDE).await.data, ids());
    app.expect_failure("expired").await;
    assert!(app.images().is_empty());
    app.browser()
        .get(&code.link)
        .await
        .assert_says(410, "no longer valid");
    assert_eq!(app.status().await["login_pending"], false);
    app.stop().await;
}

#[tokio::test]
async fn a_login_whose_code_is_being_exchanged_is_not_given_up() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let code = show(&app).await;
    let login = open(&app, &code.link).await;
    let (reply, gate) = Reply::json(200, &json!({ "access_token": "at" })).held();
    app.provider.will(reply);
    let (browser, path) = (app.browser(), login.callback("code=c"));
    let visit = tokio::spawn(async move { browser.get(&path).await.status });
    app.provider.until_asked(1).await;
    app.clock.advance(601.0);
    app.settle().await;
    gate.notify_one();
    assert_eq!(visit.await.unwrap(), 303);
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn a_tidied_folder_is_made_again() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let folder = app.config().qr_dir;
    std::fs::remove_dir_all(&folder).unwrap();
    show(&app).await;
    std::fs::remove_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(app.folder.path(), &folder).unwrap();
    let planted = app.ask("oauth.generate.qr.request", &ids()).await;
    assert_eq!(planted["error_code"], "storage", "{planted}");
    app.stop().await;
}

#[tokio::test]
async fn a_scan_in_the_last_minute_has_its_ten_minutes() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let code = show(&app).await;
    app.clock.advance(599.0);
    let login = open(&app, &code.link).await;
    app.clock.advance(599.0);
    app.settle().await;
    app.assert_completes(&login).await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn images_of_an_earlier_run_are_removed_unless_their_login_waits() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let old = show(&app).await;
    app.clock.advance(300.0);
    let live = show(&app).await;
    app.halt(DEADLINE).await;
    let folder = app.folder.path().join("qr");
    std::fs::write(folder.join("skill_app_oauth_qr_stray.png"), "x").unwrap();
    std::fs::write(folder.join("photo.png"), "x").unwrap();
    app.clock.advance(301.0);
    app.start_again().await;
    app.bus.expect(topic::HIDE).await;
    app.expect_failure("expired").await;
    let mut left = app.images();
    left.sort();
    let mut useful = [folder.join("photo.png"), Path::new(&live.image).to_owned()];
    useful.sort();
    assert_eq!(left, useful);
    app.browser()
        .get(&old.link)
        .await
        .assert_says(410, "no longer valid");
    app.assert_completes(&open(&app, &live.link).await).await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn the_ninth_code_displaces_the_first() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let mut codes = Vec::new();
    for _ in 0..9 {
        codes.push(show(&app).await);
        app.clock.advance(1.0);
    }
    assert_eq!(app.images().len(), 8);
    assert!(!Path::new(&codes[0].image).exists());
    app.browser()
        .get(&codes[0].link)
        .await
        .assert_says(410, "no longer valid");
    for code in &codes[1..] {
        open(&app, &code.link).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn a_code_opens_its_own_app_and_no_other() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.register(json!({ "app_id": "other", "client_id": "other-id" }))
        .await;
    let code = show(&app).await;
    let asked: Value = json!({ "munged_id": "skill_other" });
    let other = app.caller().await.ask("oauth.connect", &asked).await;
    app.bus.expect(topic::STARTED).await;
    let other = Url::parse(other["url"].as_str().unwrap()).unwrap();
    assert_eq!(open(&app, &code.link).await.parameter("client_id"), "cid");
    assert_eq!(
        open(&app, other.path()).await.parameter("client_id"),
        "other-id"
    );
    app.stop().await;
}

#[tokio::test]
async fn b13_a_qr_code_leads_to_the_whole_request_and_to_no_secret() {
    let app = TestApp::start().await;
    let endpoint = "https://provider.example/authorize?tenant=7";
    let secret = "planted-secret";
    app.register(json!({ "auth_endpoint": endpoint, "client_secret": secret }))
        .await;
    let code = show(&app).await;
    let login = open(&app, &code.link).await;
    let url = login.url.as_str();
    assert!(
        url.starts_with(&format!("{endpoint}&")) && !url.contains(secret),
        "{url}"
    );
    assert_eq!(login.parameter("response_type"), "code");
    assert_eq!(login.parameter("scope"), "a b");
    assert!(login.parameter("state").len() >= 22);
    let callback = login.parameter("redirect_uri");
    assert!(callback.ends_with("/auth/callback/skill_app"), "{callback}");
    app.stop().await;
}

#[tokio::test]
async fn b14_bug15_images_have_names_of_their_own_in_their_folder_and_are_removed() {
    let app = TestApp::start().await;
    for id in ["../up", "a/b", ".."] {
        let data = json!({ "skill_id": id, "app_id": "app" });
        let answer = app.ask("oauth.generate.qr.request", &data).await;
        assert_refused(&answer, "invalid_id");
    }
    app.register(json!({})).await;
    let mut names = BTreeSet::new();
    let mut last = None;
    for _ in 0..8 {
        let code = show(&app).await;
        let image = Path::new(&code.image);
        assert_eq!(image.parent(), Some(app.config().qr_dir.as_path()));
        let name = image.file_name().unwrap().to_str().unwrap().to_owned();
        let random = name.strip_prefix("skill_app_oauth_qr_").unwrap();
        assert!(random.len() >= "0123456789abcdef.png".len(), "{name}");
        names.insert(name);
        last = Some(code);
    }
    assert_eq!((names.len(), app.images().len()), (8, 8));
    let login = open(&app, &last.unwrap().link).await;
    app.assert_completes(&login).await;
    app.bus.expect(topic::HIDE).await;
    assert!(app.images().is_empty());
    app.stop().await;
}

#[tokio::test]
async fn b15_the_shell_of_a_remote_asker_sees_the_code() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    show(&app).await;
    let all = app.bus.all();
    let shown = all.iter().find(|said| said.kind == topic::DISPLAY).unwrap();
    assert_eq!(
        shown.context,
        json!({
            "session": { "session_id": "sat-1" }, "source": ["PHAL", "x"], "destination": "sat",
        })
    );
    app.stop().await;
}
