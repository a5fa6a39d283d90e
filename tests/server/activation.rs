//! The activation page, as a browser sees it: S08 to S10, S13 to S16, S27, S28 and S30 of its rules.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use tracing_subscriber::layer::SubscriberExt;

use super::practice::{Answer, ISSUER, Practice, encode, refreshing};

/// A browser with its cookie.
struct Browser<'a> {
    practice: &'a Practice,
    cookie: Mutex<String>,
}

impl<'a> Browser<'a> {
    fn new(practice: &'a Practice) -> Self {
        Self {
            practice,
            cookie: Mutex::default(),
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (mut parts, body) = request.into_parts();
        let cookie = self.cookie.lock().unwrap().clone();
        parts
            .headers
            .insert(header::COOKIE, cookie.parse().unwrap());
        let answer = self.practice.send(Request::from_parts(parts, body)).await;
        let set = answer.header(header::SET_COOKIE);
        if let Some((cookie, _)) = set.split_once(';') {
            cookie.clone_into(&mut self.cookie.lock().unwrap());
        }
        answer
    }

    async fn open(&self, path: &str) -> Answer {
        let path = path.strip_prefix(ISSUER).unwrap_or(path);
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    async fn post(&self, fields: &[(&str, &str)]) -> Answer {
        self.post_with(fields, &[("origin", ISSUER)]).await
    }

    async fn post_with(&self, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::post("/activate")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(encode(fields).into()).unwrap())
            .await
    }

    /// Types a code into the form.
    async fn type_in(&self, code: &str) -> Answer {
        let form = self.open("/activate").await;
        self.post(&[("token", &form.hidden("token")), ("user_code", code)])
            .await
    }

    /// Presses a button of the page that asks.
    async fn decide(&self, page: &Answer, decision: &str) -> Answer {
        self.post(&[
            ("token", &page.hidden("token")),
            ("user_code", &page.hidden("user_code")),
            ("decision", decision),
        ])
        .await
    }
}

impl Practice {
    /// A person types the code and approves.
    pub(super) async fn approve(&self, device: &Answer) {
        self.decide_for(device, "approve").await;
    }

    /// A person types the code and refuses.
    pub(super) async fn refuse(&self, device: &Answer) {
        self.decide_for(device, "deny").await;
    }

    async fn decide_for(&self, device: &Answer, decision: &str) {
        let browser = Browser::new(self);
        let page = browser.type_in(&device.member("user_code")).await;
        let decided = browser.decide(&page, decision).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
    }
}

/// A code that nobody waits for, as good as certainly.
const WRONG: &str = "BBBB-BBBB";

fn asks(page: &Answer) -> bool {
    page.status == StatusCode::OK && page.text.contains("value=\"approve\"")
}

#[tokio::test]
async fn s08_a_code_is_read_however_it_was_typed() {
    let practice = Practice::new();
    let code = practice.device().await.member("user_code");
    let letters = code.replace('-', "");
    let browser = Browser::new(&practice);
    for typed in [
        code.clone(),
        letters.to_lowercase(),
        code.replace('-', " "),
        format!(" {}\u{ff0d}{} ", &letters[..4], &letters[4..]),
        letters.chars().flat_map(|letter| [letter, '.']).collect(),
    ] {
        assert!(asks(&browser.type_in(&typed).await), "{typed}");
    }
}

#[tokio::test]
async fn s09_wrong_codes_are_limited_and_nobody_is_locked_out_for_ever() {
    let practice = Practice::new();
    let device = practice.device().await;
    let code = device.member("user_code");
    let browser = Browser::new(&practice);
    for _ in 0..5 {
        assert_eq!(browser.type_in(WRONG).await.status, StatusCode::BAD_REQUEST);
    }
    // Not even the right one, not even in a new session.
    for browser in [&browser, &Browser::new(&practice)] {
        let page = browser.type_in(&code).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(page.header(header::RETRY_AFTER), "120");
        assert!(
            page.text.contains("Try again in 2 minutes"),
            "{}",
            page.text
        );
    }
    // A scanned link still leads there: its key is not guessed.
    let link = device.member("verification_uri_complete");
    assert!(asks(&browser.open(&link).await));
    practice.clock.advance(120.0);
    let newer = practice.device().await.member("user_code");
    assert!(asks(&browser.type_in(&newer).await));
    // The old one has stood all the wrong codes that a code may stand.
    assert_eq!(browser.type_in(&code).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn s10_wrong_expired_used_and_refused_codes_are_answered_alike() {
    let practice = Practice::new();
    let [used, refused, late] = [
        practice.device().await,
        practice.device().await,
        practice.device().await,
    ];
    practice.approve(&used).await;
    practice.refuse(&refused).await;
    practice.clock.advance(600.0);
    let browser = Browser::new(&practice);
    let wrong = browser.type_in(WRONG).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    for device in [&used, &refused, &late] {
        let page = browser.type_in(&device.member("user_code")).await;
        assert_eq!((page.status, &page.text), (wrong.status, &wrong.text));
        let link = device.member("verification_uri_complete");
        let page = browser.open(&link).await;
        assert_eq!((page.status, &page.text), (wrong.status, &wrong.text));
    }
}

#[tokio::test]
async fn s13_a_link_only_fills_the_code_in() {
    let practice = Practice::new();
    let device = practice.device().await;
    let link = device.member("verification_uri_complete");
    let path = link.strip_prefix(ISSUER).unwrap();
    let browser = Browser::new(&practice);
    for _ in 0..3 {
        // Link previews, prefetching, and a query that says yes by itself.
        practice.ask(Method::HEAD, path, None).await;
        practice
            .ask(Method::GET, &format!("{path}&decision=approve"), None)
            .await;
        let page = browser.open(&link).await;
        assert!(asks(&page), "{}", page.text);
        assert!(page.text.contains(&device.member("user_code")));
    }
    practice
        .poll(&device)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "authorization_pending");
    let page = browser.open(&link).await;
    let done = browser.decide(&page, "approve").await;
    assert_eq!(done.header(header::LOCATION), "/activate/approved");
    assert_eq!(practice.poll(&device).await.status, StatusCode::OK);
    // With a code but without its key, a link fills in the form.
    let code = practice.device().await.member("user_code");
    let page = browser.open(&format!("/activate?user_code={code}")).await;
    assert!(!asks(&page) && page.text.contains(&code), "{}", page.text);
}

#[tokio::test]
async fn s14_the_page_says_who_wants_what_from_where() {
    let practice = Practice::new();
    let device = practice.device().await;
    let browser = Browser::new(&practice);
    let page = browser.type_in(&device.member("user_code")).await;
    for text in [
        "Calendar &#60;b&#62;",
        "This program wants access",
        "calendar.read",
        "127.0.0.1",
        "if somebody has sent you the code or a link: refuse",
        &device.member("user_code"),
    ] {
        assert!(page.text.contains(text), "{text} is not in {}", page.text);
    }
}

#[tokio::test]
async fn s15_only_the_browser_that_was_asked_can_decide() {
    let practice = Practice::new();
    let device = practice.device().await;
    let code = device.member("user_code");
    let (browser, stranger) = (Browser::new(&practice), Browser::new(&practice));
    let page = browser.type_in(&code).await;
    let form = browser.open("/activate").await;
    stranger.open("/activate").await;
    let decision = ("decision", "approve");
    let token = page.hidden("token");
    let own = [
        ("token", token.as_str()),
        ("user_code", code.as_str()),
        decision,
    ];
    for (who, fields) in [
        (&stranger, &own[..]),
        (&browser, &[("user_code", code.as_str()), decision]),
        (&browser, &[("token", "x"), own[1], decision]),
        // The token of typing decides nothing, nor does the one of another code.
        (
            &browser,
            &[("token", &form.hidden("token")), own[1], decision],
        ),
        (&browser, &[own[0], ("user_code", WRONG), decision]),
        (&browser, &[own[0], own[1], ("decision", "perhaps")]),
    ] {
        let answer = who.post(fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{fields:?}");
    }
    let foreign = [("origin", "https://evil.example")];
    let answer = browser.post_with(&own, &foreign).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    practice
        .poll(&device)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "authorization_pending");
    assert_eq!(browser.post(&own).await.status, StatusCode::SEE_OTHER);
    // Once.
    assert_eq!(browser.post(&own).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn s16_no_page_is_framed() {
    let practice = Practice::new();
    let code = practice.device().await.member("user_code");
    let browser = Browser::new(&practice);
    let (form, page) = (
        browser.open("/activate").await,
        browser.type_in(&code).await,
    );
    let done = browser.open("/activate/approved").await;
    for page in [&form, &page, &done] {
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert_eq!(page.header(header::X_FRAME_OPTIONS), "DENY");
        assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
    }
    let cookie = form.header(header::SET_COOKIE);
    for word in ["HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(word), "{cookie}");
    }
}

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn s27_no_secret_is_in_the_log_and_no_code_in_a_referrer() {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(move || writer.clone());
    // For all tests of this process: what is logged first where nobody listens is never heard again.
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(lines)).unwrap();

    let practice = Practice::new();
    let browser = Browser::new(&practice);
    let device = practice.device().await;
    let page = browser
        .open(&device.member("verification_uri_complete"))
        .await;
    assert_eq!(page.header(header::REFERRER_POLICY), "same-origin");
    let cookie = page.header(header::SET_COOKIE).to_owned();
    browser.type_in(WRONG).await;
    let token = page.hidden("token");
    browser.decide(&page, "approve").await;
    let tokens = practice.poll(&device).await;
    practice.poll(&device).await;
    let newer = practice
        .token(&refreshing(&tokens.member("refresh_token")))
        .await;
    practice
        .token(&refreshing(&tokens.member("refresh_token")))
        .await;

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("the person decided"), "{log}");
    let (_, session) = cookie.split(';').next().unwrap().split_once('=').unwrap();
    let mut secrets = vec![token, session.to_owned()];
    secrets.extend(["device_code", "user_code"].map(|name| device.member(name)));
    for name in ["access_token", "refresh_token"] {
        secrets.extend([tokens.member(name), newer.member(name)]);
    }
    for secret in secrets {
        assert!(
            !secret.is_empty() && !log.contains(&secret),
            "{secret} in {log}"
        );
    }
}

#[tokio::test]
async fn s28_other_hosts_and_other_sites_are_turned_away() {
    let practice = Practice::new();
    for path in ["/activate", "/.well-known/openid-configuration", "/hello"] {
        let foreign = Request::get(path).header(header::HOST, "evil.example");
        let answer = practice.send(foreign.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        for path in ["/activate", "/oauth/token", "/oauth/device_authorization"] {
            let kind = "application/x-www-form-urlencoded";
            let foreign = Request::post(path)
                .header(header::CONTENT_TYPE, kind)
                .header(name, value);
            let answer = practice
                .send(foreign.body("client_id=demo".into()).unwrap())
                .await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {name}");
            assert!(
                !answer
                    .headers
                    .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
            );
        }
    }
}

#[tokio::test]
async fn s30_what_follows_a_form_is_never_a_307() {
    let practice = Practice::new();
    let browser = Browser::new(&practice);
    for (decision, leads_to, says) in [
        ("approve", "/activate/approved", "The program has access"),
        ("deny", "/activate/refused", "Nothing was granted"),
    ] {
        let code = practice.device().await.member("user_code");
        let page = browser.type_in(&code).await;
        let decided = browser.decide(&page, decision).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER);
        assert_eq!(decided.header(header::LOCATION), leads_to);
        let shown = browser.open(leads_to).await;
        assert!(shown.text.contains(says), "{}", shown.text);
    }
}
