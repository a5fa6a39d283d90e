//! Attacks on a login by way of a static page and over the home network, as far as they concern the
//! device; what concerns the page itself is in `tests/browser`.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use url::Url;

use crate::helpers::browser::Page;
use crate::helpers::{Login, Phone, Reply, TestApp, ids, topic, with};
use crate::ways::{STRICT, strict, strict_with, with_relay};

/// The relay that the device is set up with.
const RELAY: &str = "https://people.example/relay/";

/// A daemon with a relay, and an app that is reached by it.
async fn relayed() -> TestApp {
    strict_with(with_relay(), STRICT, json!({})).await
}

/// The path of a fresh link to the app's login.
async fn link(app: &TestApp) -> String {
    let asked = json!({ "munged_id": "skill_app" });
    let answer = app.caller().await.ask("oauth.connect", &asked).await;
    app.bus.expect(topic::STARTED).await;
    let url = answer["url"].as_str().unwrap_or_else(|| panic!("{answer}"));
    Url::parse(url).unwrap().path().to_owned()
}

/// Opens the page of a login.
async fn open(app: &TestApp, phone: &mut Phone, link: &str) -> Page {
    let page = phone.get(link).await;
    app.bus.expect(topic::STARTED).await;
    page
}

fn token() -> Reply {
    Reply::json(200, &json!({ "access_token": "at" }))
}

#[tokio::test]
async fn a01_no_page_leads_where_its_address_says() {
    let app = TestApp::start().await;
    let browser = app.browser();
    for path in [
        "//evil.example/",
        "/\\evil.example/",
        "/?next=https://evil.example/",
        "/go/https://evil.example/",
        "/done/%2F%2Fevil.example",
        "/dashboard?next=//evil.example",
        "/auth/callback/skill_app?redirect_uri=https://evil.example/&state=x&code=c",
    ] {
        let page = browser.get(path).await;
        assert!(!page.headers.contains_key("location"), "{path}: {page:?}");
        assert!(!page.body.contains("evil.example"), "{path}: {page:?}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a02_a_code_that_the_relays_host_sees_is_worth_nothing() {
    let app = relayed().await;
    let login = app.url().await;
    assert_eq!(login.parameter("code_challenge_method"), "S256");
    app.provider.will(token());
    app.bring(&login, "code=seen").await;
    app.expect_success().await;
    let verifier = app.provider.last().field("code_verifier").to_owned();
    assert!(verifier.len() >= 43);
    assert!(!login.url.as_str().contains(&verifier));
    // Without verifier and secret a code goes by no relay.
    let open = json!({ "client_id": "cid", "provider": "strict", "pkce": "off" });
    let open = with(
        with(ids(), open),
        json!({ "base_url": app.provider.url("/") }),
    );
    app.ask("oauth.register", &open).await;
    assert_ne!(app.status().await["way"], "relay");
    app.stop().await;
}

#[tokio::test]
async fn a03_no_code_stays_in_an_address_a_page_or_a_referrer() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.provider.will(token());
    let redirect = app.bring(&login, "code=planted-code").await;
    app.expect_success().await;
    let path = redirect.redirect().to_owned();
    let state = login.parameter("state");
    assert!(
        !path.contains("planted") && !path.contains(&state),
        "{path}"
    );
    let done = app.browser().get(&path).await;
    for page in [&redirect, &done] {
        assert_eq!(page.headers["referrer-policy"], "no-referrer");
        assert_eq!(page.headers["cache-control"], "no-store");
        assert!(!page.body.contains("planted-code") && !page.body.contains(&state));
    }
    app.stop().await;
}

#[tokio::test]
async fn a04_what_is_read_in_the_home_network_is_of_no_use() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    app.provider.will(token());
    app.bring(&login, "code=c").await;
    app.expect_success().await;
    // Who has read the callback sends it again: nothing is exchanged, nobody is told.
    for answer in ["code=c", "code=other", "error=access_denied"] {
        let page = app.bring_to_end(&login, answer).await;
        page.assert_says(200, "All done");
    }
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn a05_an_answer_that_went_to_the_wrong_device_changes_nothing_there() {
    let (here, there) = (relayed().await, relayed().await);
    let login = here.url().await;
    let lost = there.browser().get(&login.callback("code=c")).await;
    lost.assert_says(400, "No login is waiting for this");
    there.settle().await;
    // The page shows the two words of this very login, so that a person notices.
    let phrase = |page: &Page| {
        let (_, rest) = page.body.split_once("class=\"code words\">").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    let mut phrases = BTreeSet::new();
    for _ in 0..3 {
        let link = link(&here).await;
        phrases.insert(phrase(&open(&here, &mut here.phone(), &link).await));
    }
    assert!(phrases.len() > 1, "{phrases:?}");
    here.assert_completes(&login).await;
    here.stop().await;
    there.stop().await;
}

#[tokio::test]
async fn a06_a_forged_state_is_refused_and_nothing_is_exchanged() {
    let app = relayed().await;
    let login = app.url().await;
    let state = login.parameter("state");
    let (head, last) = state.split_at(state.len() - 1);
    let flipped = if last == "A" { "B" } else { "A" };
    for forged in ["", "x", "v1.AAAA", &format!("{head}{flipped}"), head] {
        let path = format!("/auth/callback/skill_app?code=attackers&state={forged}");
        let page = app.browser().get(&path).await;
        page.assert_says(400, "No login is waiting for this");
    }
    app.settle().await;
    app.assert_completes(&login).await;
    app.stop().await;
}

#[tokio::test]
async fn a06_a_relays_state_needs_no_mac_since_every_bit_of_it_is_known() {
    let app = relayed().await;
    let login = app.url().await;
    let state = login.parameter("state");
    let payload = URL_SAFE_NO_PAD.decode(state.trim_start_matches("v1."));
    let payload = payload.unwrap();
    for bit in 0..payload.len() * 8 {
        let mut flipped = payload.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let state = format!("v1.{}", URL_SAFE_NO_PAD.encode(flipped));
        let path = format!("/auth/callback/skill_app?code=c&state={state}");
        assert_eq!(app.browser().get(&path).await.status, 400, "bit {bit}");
    }
    app.settle().await;
    app.assert_completes(&login).await;
    app.stop().await;
}

#[tokio::test]
async fn a07_the_answer_of_another_server_or_for_another_app_is_not_used() {
    let app = TestApp::start().await;
    app.register(json!({ "issuer": "https://provider.example" }))
        .await;
    app.register(json!({ "app_id": "other" })).await;
    let login = app.url().await;
    let elsewhere = login.callback("code=c").replace("skill_app", "skill_other");
    app.browser()
        .get(&elsewhere)
        .await
        .assert_says(400, "No login is waiting");
    let page = app
        .bring_to_end(&login, "code=c&iss=https://evil.example")
        .await;
    page.assert_says(200, "The wrong server answered");
    app.expect_failure("issuer_mismatch").await;
    app.stop().await;
}

#[tokio::test]
async fn a08_before_the_relay_a_page_tells_who_asks_and_what_to_compare() {
    let app = relayed().await;
    let link = link(&app).await;
    let page = open(&app, &mut app.phone(), &link).await;
    for said in [
        "Connect Strict Music",
        "Kitchen",
        "It must show these two words",
        "you did not start this",
    ] {
        page.assert_says(200, said);
    }
    app.clock.advance(600.0);
    app.bus.expect(topic::FAILED).await;
    app.phone()
        .get(&link)
        .await
        .assert_says(410, "no longer valid");
    app.stop().await;
}

#[tokio::test]
async fn a09_a_name_that_was_rebound_reaches_no_page() {
    let app = TestApp::start().await;
    let answer = app.caller().await.ask("oauth.dashboard", &json!({})).await;
    let dashboard = Url::parse(answer["url"].as_str().unwrap()).unwrap();
    for path in ["/", "/style.css", "/dashboard", "/go/x", dashboard.path()] {
        for method in ["GET", "HEAD", "POST", "OPTIONS"] {
            let page = app.browser().send_to(method, path, "evil.example").await;
            assert_eq!(page.status, 421, "{method} {path}");
            let cors = "access-control-allow-origin";
            assert!(!page.headers.contains_key(cors) && !page.headers.contains_key("set-cookie"));
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn a10_requests_that_any_site_can_cause_end_nothing_and_are_limited() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    let login = app.url().await;
    let browser = app.browser();
    let mut statuses = BTreeSet::new();
    for number in 0..310 {
        let path = format!("/auth/callback/skill_app?code=c&state=guess-{number}");
        statuses.insert(browser.get(&path).await.status);
    }
    assert_eq!(statuses, BTreeSet::from([400, 429]));
    app.settle().await;
    app.clock.advance(60.0);
    for path in [
        "/auth/callback/skill_app",
        "/auth/callback/skill_app?error=access_denied",
        &login.callback("nothing=1"),
        &login.callback("code=c&code=d"),
    ] {
        assert_eq!(browser.get(path).await.status, 400, "{path}");
    }
    app.assert_completes(&login).await;
    app.stop().await;
}

#[tokio::test]
async fn a11_what_comes_from_outside_is_text() {
    let app = TestApp::start().await;
    let markup = "<script>alert(1)</script><img src=x onerror=alert(1)>";
    app.register(json!({ "name": markup, "scope": markup, "client_id": null }))
        .await;
    let link = link(&app).await;
    let mut phone = app.phone();
    let mut pages = vec![open(&app, &mut phone, &link).await];
    let encoded = "%3Cscript%3Ealert(1)%3C/script%3E";
    for path in [
        format!("/auth/callback/{encoded}?state=x&error={encoded}&error_description={encoded}"),
        format!("/go/{encoded}"),
        format!("/done/{encoded}"),
        format!("/dashboard/{encoded}"),
        format!("/?{encoded}"),
    ] {
        pages.push(phone.get(&path).await);
    }
    for page in pages {
        for tag in ["<script", "<img"] {
            assert!(!page.body.contains(tag), "{page:?}");
        }
        // And if it were markup, it would not run.
        let policy = &page.headers["content-security-policy"];
        assert!(policy.starts_with("default-src 'none'; style-src 'self'"));
    }
    app.stop().await;
}

#[tokio::test]
async fn a12_no_page_is_shown_in_a_frame() {
    let app = strict(STRICT, json!({ "way": "loopback" })).await;
    let link = link(&app).await;
    let mut phone = app.phone();
    let mut pages = vec![open(&app, &mut phone, &link).await];
    for path in ["/", "/dashboard", "/nowhere", "/done/x"] {
        pages.push(phone.get(path).await);
    }
    for page in pages {
        let policy = &page.headers["content-security-policy"];
        assert!(policy.contains("frame-ancestors 'none'"), "{page:?}");
        assert_eq!(page.headers["x-frame-options"], "DENY");
    }
    app.stop().await;
}

#[tokio::test]
async fn a13_a_relay_that_was_taken_over_gets_no_token() {
    let app = relayed().await;
    let login = app.url().await;
    assert_eq!(login.parameter("redirect_uri"), RELAY);
    // It may hand over another code: the verifier is of this login, and the server refuses.
    app.provider.will(Reply::error("invalid_grant"));
    let page = app.bring_to_end(&login, "code=attackers").await;
    page.assert_says(200, "The login did not work");
    app.expect_failure("provider_error").await;
    let asked = app.provider.last();
    assert_eq!(asked.field("redirect_uri"), RELAY);
    assert!(asked.form.contains_key("code_verifier"));
    assert_eq!(app.status().await["state"], "not_authenticated");
    app.stop().await;
}

#[tokio::test]
async fn a14_a_second_delivery_shows_the_result_of_the_first() {
    let app = relayed().await;
    let login = app.url().await;
    app.provider.will(token());
    let first = app.bring(&login, "code=c").await;
    app.expect_success().await;
    let second = app.bring(&login, "code=c").await;
    assert_eq!(first.redirect(), second.redirect());
    for _ in 0..3 {
        let page = app.browser().get(first.redirect()).await;
        page.assert_says(200, "All done");
    }
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn a15_an_answer_that_could_not_be_carried_home_is_pasted() {
    for from_relay in [true, false] {
        let app = relayed().await;
        let link = link(&app).await;
        let mut phone = app.phone();
        let page = open(&app, &mut phone, &link).await;
        let address = page
            .body
            .split("href=\"")
            .find(|part| part.contains("/authorize?"));
        let address = address.unwrap().split('"').next().unwrap();
        let login = Login::at(&address.replace("&#38;", "&"));
        // What the relay page shows, or its own address where it runs no script.
        let shown = if from_relay {
            format!("http://127.0.0.1:1{}", login.callback("code=c"))
        } else {
            format!("{RELAY}?code=c&state={}", login.parameter("state"))
        };
        app.provider.will(token());
        let action = format!("{link}/paste");
        let done = phone.submit(&page, &action, &[("text", &shown)]).await;
        phone
            .get(done.redirect())
            .await
            .assert_says(200, "All done");
        app.expect_success().await;
        app.stop().await;
    }
}

#[tokio::test]
async fn a16_a_page_loads_nothing_but_its_style_from_here() {
    let app = relayed().await;
    let link = link(&app).await;
    let mut phone = app.phone();
    let mut pages = vec![open(&app, &mut phone, &link).await];
    for path in ["/", "/dashboard", "/nowhere"] {
        pages.push(phone.get(path).await);
    }
    for page in pages {
        let sources: Vec<&str> = page
            .body
            .match_indices("src=")
            .map(|(_, found)| found)
            .collect();
        assert!(sources.is_empty(), "{page:?}");
        let linked = page.body.split("<link ").skip(1);
        let linked: Vec<&str> = linked.map(|part| part.split('>').next().unwrap()).collect();
        assert_eq!(linked, ["rel=\"stylesheet\" href=\"/style.css\""]);
    }
    app.stop().await;
}
