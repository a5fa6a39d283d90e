//! The pages: their headers, their names, and who may see them.

use serde_json::json;
use tokio::io::AsyncReadExt;

use crate::helpers::{DEADLINE, Reply, TestApp, ids};

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let redirect = app.bring(&login, "code=c").await;
    app.expect_success().await;
    let browser = app.browser();
    let done = browser.get(redirect.redirect()).await;
    let mut pages = vec![("redirect".to_owned(), redirect), ("done".to_owned(), done)];
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/style.css"),
        ("GET", "/nowhere"),
        ("GET", "/auth/callback/skill_app"),
        ("GET", "/auth/callback/%FF"),
        ("GET", "/go/unknown"),
        ("GET", "/done/unknown"),
        ("HEAD", "/go/unknown"),
        ("POST", "/auth/callback/skill_app"),
        ("OPTIONS", "/"),
    ] {
        pages.push((format!("{method} {path}"), browser.send(method, path).await));
    }
    pages.push((
        "host".to_owned(),
        browser.send_to("GET", "/", "evil.example").await,
    ));
    for (name, page) in pages {
        let header = |name: &str| page.headers.get(name).map_or("", String::as_str);
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{name}: {page:?}");
        assert!(policy.contains("frame-ancestors 'none'"), "{name}");
        assert_eq!(header("x-frame-options"), "DENY", "{name}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{name}");
        // A page with a form tells this site alone where it was.
        let referrer = header("referrer-policy");
        let has_form = page.body.contains("<form");
        assert_eq!(referrer == "same-origin", has_form, "{name}");
        assert_eq!(referrer == "no-referrer", !has_form, "{name}");
        assert_eq!(header("cache-control"), "no-store", "{name}");
        assert!(
            !page.headers.contains_key("access-control-allow-origin"),
            "{name}"
        );
        assert!(!page.body.contains("<script"), "{name}");
    }
    app.stop().await;
}

#[tokio::test]
async fn pages_answer_to_own_names_only() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let browser = app.browser();
    for own in [
        "localhost",
        "127.0.0.1:1",
        "192.168.1.20:36536",
        "[::1]:80",
        "LOCALHOST.",
    ] {
        assert_eq!(browser.send_to("GET", "/", own).await.status, 200, "{own}");
    }
    let callback = login.callback("code=c");
    for foreign in [
        "evil.example",
        "8.8.8.8",
        "127.0.0.1.evil.example",
        "localhost.evil",
        "",
    ] {
        for path in ["/", &callback] {
            let page = browser.send_to("GET", path, foreign).await;
            assert_eq!(page.status, 421, "{foreign} {path}: {page:?}");
        }
    }
    app.settle().await;
    app.assert_completes(&login).await;
    app.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_so() {
    let app = TestApp::start().await;
    let browser = app.browser();
    for path in [
        "/nowhere",
        "/auth/callback",
        "/auth/callback/",
        "/go/",
        "/done",
        "/../etc/passwd",
    ] {
        browser
            .get(path)
            .await
            .assert_says(404, "There is no such page");
    }
    browser
        .get("/done/unknown")
        .await
        .assert_says(410, "This login is over");
    browser
        .get("/")
        .await
        .assert_says(200, "Your voice assistant");
    app.stop().await;
}

#[tokio::test]
async fn a_name_is_text_and_never_markup() {
    let app = TestApp::start().await;
    app.register(json!({ "name": "<script>alert(1)</script>\"'&" }))
        .await;
    for (answer, title) in [
        ("code=c", "All done"),
        ("error=access_denied", "Access was refused"),
    ] {
        let login = app.url().await;
        if answer == "code=c" {
            app.provider
                .will(Reply::json(200, &json!({ "access_token": "at" })));
        }
        let page = app.bring_to_end(&login, answer).await;
        page.assert_says(200, title);
        assert!(!page.body.contains("<script"), "{page:?}");
        assert!(page.body.contains("alert(1)"), "{page:?}");
    }
    app.expect_success().await;
    app.expect_failure("access_denied").await;
    app.stop().await;
}

#[tokio::test]
async fn an_app_without_a_name_is_shown_by_its_skill() {
    let app = TestApp::start().await;
    app.register(json!({ "name": null })).await;
    let login = app.url().await;
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    app.bring_to_end(&login, "code=c")
        .await
        .assert_says(200, "connected to skill");
    app.expect_success().await;
    app.stop().await;
}

#[tokio::test]
async fn half_a_request_holds_up_nobody() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let mut half = Vec::new();
    for _ in 0..50 {
        half.push(
            browser
                .knock(b"GET /auth/callback/skill_app?code=c HTTP/1.1\r\nhost: ")
                .await,
        );
    }
    assert_eq!(browser.get("/").await.status, 200);
    app.register(json!({})).await;
    app.assert_completes(&app.url().await).await;
    drop(half);
    app.stop().await;
}

#[tokio::test]
async fn a_request_that_is_none_is_cut_off() {
    let app = TestApp::start().await;
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"NONSENSE\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n",
    ] {
        let mut stream = app.browser().knock(bytes).await;
        let mut answer = String::new();
        let read = tokio::time::timeout(DEADLINE, stream.read_to_string(&mut answer));
        let _ = read.await.expect("the connection ends");
        assert!(!answer.contains(" 200 "), "{answer}");
    }
    let long = format!("/auth/callback/skill_app?code={}", "x".repeat(100_000));
    assert!(app.browser().get(&long).await.status >= 400);
    assert_eq!(
        app.ask("oauth.get", &ids()).await["error_code"],
        "unknown_app"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_page_speaks_the_language_that_the_browser_asks_for() {
    let app = TestApp::start().await;
    for (accepted, language, title) in [
        ("de-DE,de;q=0.9,en;q=0.8", "de", "Die Anmeldungen"),
        ("en-US,en;q=0.9", "en", "Your voice assistant"),
        ("ja", "en", "Your voice assistant"),
        ("\u{ff}", "en", "Your voice assistant"),
    ] {
        let page = app.browser().get_in("/", accepted).await;
        page.assert_says(200, title);
        let tag = format!("<html lang=\"{language}\" dir=\"ltr\">");
        assert!(page.body.contains(&tag), "{accepted}: {page:?}");
    }
    app.stop().await;
}
