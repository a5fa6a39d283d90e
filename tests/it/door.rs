//! The front page: digits that the device has said, typed where nothing can be scanned.

use serde_json::{Value, json};

use crate::helpers::browser::Page;
use crate::helpers::{Phone, TestApp, topic};

/// A login of the app that waits, with its digits.
async fn connecting(app: &TestApp) -> Value {
    let asked = json!({ "munged_id": "skill_app" });
    let answer = app.caller().await.ask("oauth.connect", &asked).await;
    app.bus.expect(topic::STARTED).await;
    answer
}

async fn digits(app: &TestApp) -> String {
    let answer = connecting(app).await;
    answer["digits"].as_str().unwrap().to_owned()
}

/// Types digits into the form of the front page.
async fn type_digits(phone: &mut Phone, digits: &str) -> Page {
    let page = phone.get("/").await;
    page.assert_says(200, "Six digits");
    phone.submit(&page, "/", &[("digits", digits)]).await
}

/// Six digits that are none of these.
fn wrong(right: &[&str]) -> String {
    let mut all = (0..).map(|number| format!("{number:06}"));
    all.find(|digits| !right.contains(&digits.as_str()))
        .unwrap()
}

#[tokio::test]
async fn digits_lead_to_the_login_that_they_were_made_for() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let answer = connecting(&app).await;
    let digits = answer["digits"].as_str().unwrap();
    assert!(digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()));
    let nonce = answer["url"].as_str().unwrap().rsplit('/').next().unwrap();
    let spoken = format!("{} {}", &digits[..3], &digits[3..]);
    let page = type_digits(&mut app.phone(), &spoken).await;
    assert_eq!(page.redirect(), format!("/go/{nonce}/on"));
    type_digits(&mut app.phone(), digits)
        .await
        .assert_says(403, "not right, or no longer valid");
    app.stop().await;
}

#[tokio::test]
async fn digits_are_those_of_the_newest_login_and_end_after_five_minutes() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let first = digits(&app).await;
    let second = digits(&app).await;
    assert_ne!(first, second);
    app.clock.advance(300.0);
    for late in [first, second] {
        type_digits(&mut app.phone(), &late)
            .await
            .assert_says(403, "no longer valid");
    }
    app.stop().await;
}

#[tokio::test]
async fn what_is_not_six_digits_is_asked_again_and_costs_nothing() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let right = digits(&app).await;
    let mut phone = app.phone();
    for typed in ["", "12345", "abcdef", "1234567", "<script>"] {
        for _ in 0..3 {
            let page = type_digits(&mut phone, typed).await;
            page.assert_says(400, "all six digits");
            assert!(page.body.contains("aria-invalid") && !page.body.contains("<script"));
        }
    }
    assert_eq!(type_digits(&mut phone, &right).await.status, 303);
    app.stop().await;
}

#[tokio::test]
async fn five_wrong_tries_throw_the_code_away_and_the_owner_is_not_locked_out() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let right = digits(&app).await;
    let mut phone = app.phone();
    for _ in 0..5 {
        type_digits(&mut phone, &wrong(&[&right]))
            .await
            .assert_says(403, "not right");
    }
    let blocked = type_digits(&mut phone, &right).await;
    blocked.assert_says(429, "Wait 2 minutes");
    assert_eq!(blocked.headers["retry-after"], "120");
    app.clock.advance(120.0);
    type_digits(&mut phone, &right)
        .await
        .assert_says(403, "not right");
    // One try every two minutes is enough for who knows the next code.
    let next = digits(&app).await;
    assert_eq!(type_digits(&mut phone, &next).await.status, 429);
    app.clock.advance(120.0);
    assert_eq!(type_digits(&mut phone, &next).await.status, 303);
    app.stop().await;
}

#[tokio::test]
async fn a_form_without_its_cookie_or_token_is_not_looked_at() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let right = digits(&app).await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let token = crate::helpers::token(&page);
    let typed = [("digits", right.as_str()), ("token", token.as_str())];
    for fields in [
        &typed[..1],
        &[typed[0], ("token", "AAAAAAAAAAAAAAAAAAAAAA")],
    ] {
        let page = phone.post("/", fields).await;
        page.assert_says(403, "This page was too old");
    }
    // Someone else's form, sent with the cookie of this browser or with none.
    let mut other = app.phone();
    other.get("/").await;
    other.post("/", &typed).await.assert_says(403, "too old");
    app.phone()
        .post("/", &typed)
        .await
        .assert_says(403, "too old");
    assert_eq!(phone.post("/", &typed).await.status, 303);
    app.stop().await;
}

#[tokio::test]
async fn a_restart_ends_all_codes_and_forms() {
    let mut app = TestApp::start().await;
    app.register(json!({})).await;
    let right = digits(&app).await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    app.restart().await;
    phone.browser = app.browser();
    phone
        .submit(&page, "/", &[("digits", &right)])
        .await
        .assert_says(403, "This page was too old");
    type_digits(&mut phone, &right)
        .await
        .assert_says(403, "no longer valid");
    app.stop().await;
}
