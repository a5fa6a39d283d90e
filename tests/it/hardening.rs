//! What the pages withstand: floods, long and slow requests, other sites, other methods.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::helpers::{DEADLINE, Reply, TestApp};

#[tokio::test]
async fn a_source_that_asks_too_much_waits_a_moment() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let mut served = 0;
    let refused = loop {
        let page = browser.get("/nowhere").await;
        if page.status != 404 {
            break page;
        }
        served += 1;
    };
    assert_eq!(served, 300);
    refused.assert_says(429, "That was too often");
    assert_eq!(refused.headers["retry-after"], "1");
    for path in ["/", "/style.css", "/go/x", "/done/x", "/dashboard"] {
        assert_eq!(browser.get(path).await.status, 429, "{path}");
    }
    app.clock.advance(0.1);
    assert_eq!(browser.get("/nowhere").await.status, 404);
    assert_eq!(browser.get("/nowhere").await.status, 429);
    app.stop().await;
}

#[tokio::test]
async fn what_is_shown_costs_nothing_and_what_begins_something_does() {
    let app = TestApp::start().await;
    let browser = app.browser();
    for _ in 0..400 {
        assert_eq!(browser.get("/style.css").await.status, 200);
    }
    for _ in 0..300 {
        assert_eq!(browser.send("HEAD", "/go/x").await.status, 204);
    }
    assert_eq!(browser.get("/style.css").await.status, 429);
    app.stop().await;
}

#[tokio::test]
async fn a_login_ends_well_whatever_else_its_source_has_sent() {
    // Any site can have a browser send what is refused here.
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    while app.browser().get("/nowhere").await.status != 429 {}
    let forged = "/auth/callback/skill_app?code=c&state=x";
    assert_eq!(app.browser().get(forged).await.status, 429);
    let token = json!({ "access_token": "at" });
    app.provider.will(Reply::json(200, &token));
    let page = app.bring(&login, "code=c").await;
    app.expect_success().await;
    app.clock.advance(1.0);
    let done = app.browser().get(page.redirect()).await;
    done.assert_says(200, "All done");
    app.stop().await;
}

#[tokio::test]
async fn a_form_may_be_48_kilobytes_long() {
    let app = TestApp::start().await;
    let mut phone = app.phone();
    for (length, status) in [(48 * 1024, 403), (48 * 1024 + 1, 413), (1_000_000, 413)] {
        let page = phone.send("POST", "/", Some("x".repeat(length))).await;
        assert_eq!(page.status, status, "{length}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_form_that_stops_in_the_middle_holds_up_nobody() {
    let app = TestApp::start().await;
    let head = format!(
        "POST / HTTP/1.1\r\nhost: {}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: 100\r\n\r\ndigits=12",
        app.browser().address
    );
    let mut stream = app.browser().knock(head.as_bytes()).await;
    assert_eq!(app.browser().get("/").await.status, 200);
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    let read = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut answer));
    let _ = read.await.expect("the connection ends");
    app.stop().await;
}

#[tokio::test]
async fn other_methods_change_nothing_and_are_told_so() {
    let app = TestApp::start().await;
    let browser = app.browser();
    for (method, path) in [
        ("POST", "/dashboard"),
        ("POST", "/done/x"),
        ("POST", "/auth/callback/skill_app"),
        ("PUT", "/"),
        ("DELETE", "/dashboard/services"),
        ("OPTIONS", "/"),
        ("PATCH", "/dashboard/connect"),
        ("GET", "/dashboard/leave"),
    ] {
        let page = browser.send(method, path).await;
        if path == "/dashboard/leave" {
            // Nothing stands there for a GET but a link that nobody gave.
            assert!(page.status == 405 || page.status == 410, "{page:?}");
            continue;
        }
        page.assert_says(405, "That does not work here");
        assert!(page.headers.contains_key("allow"), "{method} {path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_body_of_another_kind_is_no_form() {
    let app = TestApp::start().await;
    let head = format!(
        "POST / HTTP/1.1\r\nhost: {}\r\ncontent-type: text/plain\r\nconnection: close\r\n\
         content-length: 13\r\n\r\ndigits=123456",
        app.browser().address
    );
    let mut stream = app.browser().knock(head.as_bytes()).await;
    let mut answer = String::new();
    let read = tokio::time::timeout(DEADLINE, stream.read_to_string(&mut answer));
    read.await.expect("an answer comes").unwrap();
    assert!(answer.starts_with("HTTP/1.1 415 "), "{answer}");
    app.stop().await;
}

#[tokio::test]
async fn pages_with_a_form_name_where_it_may_go_and_all_others_nowhere() {
    let app = TestApp::start().await;
    let answer = app.caller().await.ask("oauth.dashboard", &json!({})).await;
    let link = url::Url::parse(answer["url"].as_str().unwrap()).unwrap();
    let mut phone = app.phone();
    let mut forms = vec![phone.get("/").await, phone.get(link.path()).await];
    let page = forms.last().unwrap();
    phone.submit(page, link.path(), &[]).await;
    forms.push(phone.get("/dashboard").await);
    forms.push(phone.get("/dashboard/services").await);
    for page in &forms {
        assert_eq!(page.status, 200);
        let policy = &page.headers["content-security-policy"];
        assert!(policy.contains("form-action 'self'"), "{policy}");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        // Under `no-referrer` a browser would send the origin `null`.
        assert_eq!(page.headers["referrer-policy"], "same-origin");
        assert!(page.body.len() < 30 * 1024, "{} bytes", page.body.len());
        assert!(!page.body.contains("<script") && !page.body.contains("style="));
    }
    for path in ["/nowhere", "/done/x", "/go/x", "/dashboard/x"] {
        let page = phone.get(path).await;
        let policy = &page.headers["content-security-policy"];
        assert!(policy.contains("form-action 'none'"), "{path}: {policy}");
        assert_eq!(page.headers["referrer-policy"], "no-referrer", "{path}");
    }
    app.stop().await;
}
