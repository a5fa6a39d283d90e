//! Letting programs in: who may decide, how they show that they are at the device, and what the
//! dashboard tells of it. S09 to S16, S28 and S30 of the rules of an authorization server for devices,
//! where it knows people.

use std::os::unix::fs::MetadataExt;

use phal_oauth::config::Voice;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use crate::helpers::browser::Page;
use crate::helpers::{ApiReach, Phone, Setup, TestApp, topic};

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A code that nobody waits for, as good as certainly.
const WRONG: &str = "BBBB-BBBB";

const SESSION: &str = "phal_oauth_session";

/// A daemon whose API is on, with an app and the programs that may ask.
async fn start() -> TestApp {
    start_with(Setup::DEFAULT.voice).await
}

async fn start_with(voice: Voice) -> TestApp {
    let app = TestApp::with(Setup {
        api: ApiReach::Machine,
        voice,
        ..Setup::DEFAULT
    })
    .await;
    app.register(json!({ "name": "Music" })).await;
    for (id, name) in [("nodered", "Node-RED <b>"), ("spotifyd", "spotifyd")] {
        let client = json!({
            "client_id": id, "name": name, "scopes": ["token:*", "token:skill_app", "status"],
        });
        let added = app.caller().await.ask("oauth.clients.add", &client).await;
        assert_eq!(added.get("error"), None, "{added}");
    }
    app
}

/// A program that waits for a person.
struct Waiting<'a> {
    app: &'a TestApp,
    client_id: &'static str,
    device_code: String,
    code: String,
    /// The path of its link.
    link: String,
}

async fn post(app: &TestApp, path: &str, fields: &[(&str, &str)]) -> (u16, Value) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("http://{}{path}", app.api().loopback);
    let mut form = form_urlencoded::Serializer::new(String::new());
    let form = form.extend_pairs(fields).finish();
    let request = client.post(url).body(form);
    let kind = "application/x-www-form-urlencoded";
    let answer = request.header("content-type", kind).send().await.unwrap();
    let status = answer.status().as_u16();
    (
        status,
        serde_json::from_str(&answer.text().await.unwrap()).unwrap(),
    )
}

impl<'a> Waiting<'a> {
    async fn of(app: &'a TestApp, client_id: &'static str, scope: &str) -> Self {
        let fields = [("client_id", client_id), ("scope", scope)];
        let (status, codes) = post(app, "/oauth/device_authorization", &fields).await;
        assert_eq!(status, 200, "{codes}");
        let text = |name: &str| codes[name].as_str().unwrap().to_owned();
        let pages = format!("http://{}", app.browser().address);
        assert_eq!(text("verification_uri"), format!("{pages}/activate"));
        let link = text("verification_uri_complete");
        Self {
            app,
            client_id,
            device_code: text("device_code"),
            code: text("user_code"),
            link: link.strip_prefix(&pages).unwrap().to_owned(),
        }
    }

    async fn node_red(app: &'a TestApp) -> Self {
        Self::of(app, "nodered", "token:skill_app status").await
    }

    fn key(&self) -> String {
        let link = Url::parse(&format!("http://x{}", self.link)).unwrap();
        let key = link.query_pairs().find(|(name, _)| name == "key");
        key.unwrap().1.into_owned()
    }

    /// Somebody wants its link on the screen.
    async fn wish(&self, phone: &mut Phone, page: &Page) -> Page {
        let key = self.key();
        let fields = [("user_code", self.code.as_str()), ("key", &key)];
        phone.submit(page, "/activate/show", &fields).await
    }

    /// What its next poll is told: an error, or a token.
    async fn poll(&self) -> Result<String, String> {
        let fields = [
            ("grant_type", DEVICE_GRANT),
            ("client_id", self.client_id),
            ("device_code", &self.device_code),
        ];
        self.app.clock.advance(5.0);
        let (_, answer) = post(self.app, "/oauth/token", &fields).await;
        let text = |name: &str| answer[name].as_str().map(str::to_owned);
        text("access_token").ok_or_else(|| text("error").unwrap())
    }

    async fn waits(&self) -> bool {
        self.poll().await == Err("authorization_pending".to_owned())
    }
}

/// A way into the dashboard, as the command line is told of it.
async fn way_in(app: &TestApp) -> (String, String) {
    let told = app.caller().await.ask("oauth.dashboard", &json!({})).await;
    let url = Url::parse(told["url"].as_str().unwrap()).unwrap();
    let link = url.path().rsplit('/').next().unwrap().to_owned();
    (link, told["digits"].as_str().unwrap().to_owned())
}

/// A phone with a session.
async fn guest(app: &TestApp) -> Phone {
    let mut phone = app.phone();
    let (link, _) = way_in(app).await;
    let path = format!("/dashboard/{link}");
    let page = phone.get(&path).await;
    assert_eq!(
        phone.submit(&page, &path, &[]).await.redirect(),
        "/dashboard"
    );
    phone
}

async fn type_in(phone: &mut Phone, code: &str) -> Page {
    let form = phone.get("/activate").await;
    phone
        .submit(&form, "/activate", &[("user_code", code)])
        .await
}

async fn decide(phone: &mut Phone, page: &Page, code: &str, decision: &str) -> Page {
    let fields = [("user_code", code), ("decision", decision)];
    phone.submit(page, "/activate", &fields).await
}

fn asks(page: &Page) -> bool {
    page.status == 200 && page.body.contains("value=\"approve\"")
}

#[track_caller]
fn assert_closed(page: &Page) {
    page.assert_says(403, "Are you at your device?");
    assert!(!page.body.contains("value=\"approve\""), "{page:?}");
}

#[tokio::test]
async fn without_a_session_nothing_is_told_and_nothing_decided() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let mut phone = app.phone();
    let page = phone.get(&program.link).await;
    assert_closed(&page);
    let command = format!("phal-oauth approve {}", program.code);
    assert!(page.body.contains(&command), "{page:?}");
    for secret in ["Node-RED", "Music", "<code>status"] {
        assert!(!page.body.contains(secret), "{secret} is in {page:?}");
    }
    // The token that the page has given out is one for typing digits.
    let token = crate::helpers::token(&page);
    let fields = [
        ("token", token.as_str()),
        ("user_code", &program.code),
        ("decision", "approve"),
    ];
    assert_closed(&phone.post("/activate", &fields).await);
    assert_closed(&phone.get("/activate").await);
    assert_closed(&phone.get("/activate/approved").await);
    assert_eq!(phone.send("HEAD", &program.link, None).await.body, "");
    assert!(program.waits().await);
    app.stop().await;
}

#[tokio::test]
async fn there_is_no_such_page_while_the_api_is_off() {
    let app = TestApp::start().await;
    for path in ["/activate", "/activate/approved", "/activate/open/x"] {
        assert_eq!(app.browser().get(path).await.status, 404, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn digits_lead_to_the_question_and_yes_to_a_token() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let (_, digits) = way_in(&app).await;
    let mut phone = app.phone();
    let page = phone.get(&program.link).await;
    let key = program.key();
    let link = [("user_code", program.code.as_str()), ("key", &key)];
    let typed = |digits| [link[0], link[1], ("digits", digits)];
    for (digits, status, says) in [
        ("12", 400, "all six digits"),
        (
            "000000",
            403,
            "no longer valid. Run “phal-oauth dashboard” again",
        ),
    ] {
        let wrong = phone.submit(&page, "/activate/enter", &typed(digits)).await;
        wrong.assert_says(status, says);
        assert!(wrong.body.contains(&key), "the link is not lost");
    }
    let opened = phone
        .submit(&page, "/activate/enter", &typed(&digits))
        .await;
    assert_eq!(opened.redirect(), program.link);
    let page = phone.get(&program.link).await;
    for text in [
        "Let Node-RED &#60;b&#62; in?",
        "also while you are away, until you take it back under",
        "<code>nodered</code>",
        "Use your connection to Music <small><code>skill_app</code></small>",
        "It is given the token of each such connection",
        "<code>status</code>",
        "Your device itself (127.0.0.1)",
        "Does the program show this code?",
        "if you did not start this yourself",
        &program.code,
    ] {
        page.assert_says(200, text);
    }
    assert!(program.waits().await);
    let done = decide(&mut phone, &page, &program.code, "approve").await;
    assert_eq!(done.redirect(), "/activate/approved");
    let done = phone.get("/activate/approved").await;
    done.assert_says(200, "The program has access");
    done.assert_says(200, "href=\"/dashboard\"");
    assert!(program.poll().await.is_ok());
    app.stop().await;
}

#[tokio::test]
async fn digits_of_a_login_lead_to_that_login() {
    let app = start().await;
    let asked = json!({ "munged_id": "skill_app" });
    let told = app.caller().await.ask("oauth.connect", &asked).await;
    app.bus.expect(topic::STARTED).await;
    let nonce = told["url"].as_str().unwrap().rsplit('/').next().unwrap();
    let mut phone = app.phone();
    let page = phone.get("/activate").await;
    let digits = [("digits", told["digits"].as_str().unwrap())];
    let opened = phone.submit(&page, "/activate/enter", &digits).await;
    assert_eq!(opened.redirect(), format!("/go/{nonce}/on"));
    app.stop().await;
}

/// Asks for the dashboard as somebody before the device does, and has its digits said.
async fn hear_digits(app: &TestApp) -> String {
    let context = json!({ "session": { "session_id": "default" }, "source": "skills" });
    let asked = json!({ "type": "oauth.dashboard.show", "data": {}, "context": context });
    app.bus.send_raw(&asked.to_string());
    app.bus.expect("oauth.dashboard.show.response").await;
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect("speak").await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let said = phone.submit(&page, "/say", &[]).await;
    assert_eq!(said.redirect(), "/?said");
    let spoken = app.bus.expect("speak").await;
    let spoken = spoken.data["utterance"].as_str().unwrap();
    spoken.chars().filter(char::is_ascii_digit).collect()
}

#[tokio::test]
async fn digits_that_every_program_hears_let_no_program_in() {
    let app = start_with(Voice::On).await;
    let program = Waiting::node_red(&app).await;
    let (_, told) = way_in(&app).await;
    let heard = hear_digits(&app).await;
    assert_ne!(told, heard);
    // They open the dashboard as ever, from where no page leads on.
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let opened = phone.submit(&page, "/", &[("digits", &heard)]).await;
    assert_eq!(opened.redirect(), "/dashboard");
    assert_eq!(phone.get("/dashboard").await.status, 200);
    let page = phone.get(&program.link).await;
    assert_closed(&page);
    page.assert_says(403, "Digits that your device says aloud let no program in");
    assert!(!page.body.contains("Node-RED"), "{page:?}");
    for path in ["/activate", "/activate/approved"] {
        assert_closed(&phone.get(path).await);
    }
    let token = crate::helpers::token(&page);
    let decided = [
        ("token", token.as_str()),
        ("user_code", &program.code),
        ("decision", "approve"),
    ];
    assert_closed(&phone.post("/activate", &decided).await);
    // Typed where a program is let in they say so; those of the command line open it.
    let heard = {
        app.clock.advance(60.0);
        let page = app.phone().get("/activate").await;
        assert!(!page.body.contains("show its connections"), "{page:?}");
        hear_digits(&app).await
    };
    let page = phone.get("/activate").await;
    let typed = [("digits", heard.as_str())];
    let page = phone.submit(&page, "/activate/enter", &typed).await;
    assert_closed(&page);
    page.assert_says(403, "Digits that your device says aloud let no program in");
    assert!(program.waits().await);
    let typed = [("digits", told.as_str())];
    let opened = phone.submit(&page, "/activate/enter", &typed).await;
    assert_eq!(opened.redirect(), "/activate");
    assert!(asks(&phone.get(&program.link).await));
    app.clock.advance(300.0);
    for _ in 0..2 {
        app.bus.expect(topic::HIDE).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn no_other_user_reads_an_image_that_begins_a_session() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let mut phone = app.phone();
    let page = phone.get(&program.link).await;
    program.wish(&mut phone, &page).await;
    let modes = async |mode| {
        let shown = app.bus.expect(topic::DISPLAY).await;
        let image = std::fs::metadata(shown.data["qr"].as_str().unwrap()).unwrap();
        assert_eq!(image.mode() & 0o777, mode);
    };
    modes(0o640).await;
    app.ask("oauth.dashboard.show", &json!({})).await;
    modes(0o640).await;
    let asked = crate::helpers::ids();
    app.ask("oauth.generate.qr.request", &asked).await;
    modes(0o644).await;
    app.bus.expect(topic::STARTED).await;
    app.clock.advance(300.0);
    for _ in 0..2 {
        app.bus.expect(topic::HIDE).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn what_programs_have_shown_leaves_the_owners_link_alone() {
    let app = start().await;
    let (owners, _) = way_in(&app).await;
    for _ in 0..4 {
        app.clock.advance(60.0);
        let program = Waiting::node_red(&app).await;
        let mut phone = app.phone();
        let page = phone.get(&program.link).await;
        let shown = program.wish(&mut phone, &page).await;
        assert_eq!(shown.status, 303, "{shown:?}");
        app.bus.expect(topic::DISPLAY).await;
    }
    let page = app.phone().get(&format!("/dashboard/{owners}")).await;
    assert_eq!(page.status, 200);
    app.clock.advance(300.0);
    for _ in 0..4 {
        app.bus.expect(topic::HIDE).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn the_screen_shows_a_link_for_a_program_that_waits() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let mut phone = app.phone();
    let page = phone.get(&program.link).await;
    let shown = program.wish(&mut phone, &page).await;
    assert_eq!(shown.redirect(), format!("{}&shown", program.link));
    let page = phone.get(shown.redirect()).await;
    page.assert_says(403, "Your device shows a QR code on its screen now");

    let display = app.bus.expect(topic::DISPLAY).await;
    assert_eq!(display.data["skill_id"], "ovos-PHAL-plugin-oauth");
    assert_eq!(display.data["app_id"], "activation");
    let image = display.data["qr"].as_str().unwrap().to_owned();
    assert!(std::fs::read(&image).unwrap().starts_with(b"\x89PNG\r\n"));
    for said in app.bus.all() {
        let text = said.data.to_string();
        assert!(!text.contains("/activate"), "{text}");
    }
    app.clock.advance(300.0);
    app.bus.expect(topic::HIDE).await;
    assert!(!std::path::Path::new(&image).exists());
    app.stop().await;
}

#[tokio::test]
async fn a_device_that_has_no_screen_promises_none() {
    let app = start_with(Voice::Auto).await;
    let program = Waiting::node_red(&app).await;
    let mut phone = app.phone();
    let button = "action=\"/activate/show\"";
    let shown = format!("{}&shown", program.link);
    let page = phone.get(&program.link).await;
    assert!(page.body.contains(button), "nobody knows yet");
    let screen = "gui.status.request.response";
    let cases = [(false, 0.0), (true, 0.0), (false, 0.0), (false, 3600.0)];
    for (connected, later) in cases {
        app.bus.send(screen, &json!({ "connected": connected }));
        app.settle().await;
        app.clock.advance(later);
        let has_button = connected || later > 0.0;
        let program = Waiting::node_red(&app).await;
        let page = phone.get(&program.link).await;
        assert_closed(&page);
        assert_eq!(page.body.contains(button), has_button, "{page:?}");
        let command = format!("phal-oauth approve {}", program.code);
        assert!(page.body.contains(&command), "{page:?}");
    }
    app.bus.send(screen, &json!({ "connected": false }));
    app.settle().await;
    let program = Waiting::node_red(&app).await;
    let late = program.wish(&mut phone, &page).await;
    assert_closed(&late);
    let page = phone.get(&shown).await;
    assert!(!page.body.contains("shows a QR code"), "{page:?}");
    assert!(app.images().is_empty());
    app.stop().await;
}

#[tokio::test]
async fn the_screen_is_nobodys_toy() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let mut phone = app.phone();
    let page = phone.get(&program.link).await;
    let key = program.key();
    let code = ("user_code", program.code.as_str());
    for wrong in [
        [code, ("key", "x")],
        [("user_code", WRONG), ("key", &key)],
        [code, ("key", "")],
    ] {
        let refused = phone.submit(&page, "/activate/show", &wrong).await;
        refused.assert_says(400, "No program is waiting for this code");
    }
    let right = [code, ("key", key.as_str())];
    let mut stranger = app.phone();
    stranger.get("/activate").await;
    let refused = stranger.submit(&page, "/activate/show", &right).await;
    refused.assert_says(403, "This page was too old");
    for _ in 0..3 {
        let shown = phone.submit(&page, "/activate/show", &right).await;
        assert_eq!(shown.status, 303);
        app.bus.expect(topic::DISPLAY).await;
    }
    let often = phone.submit(&page, "/activate/show", &right).await;
    often.assert_says(429, "has shown several QR codes already");
    assert_eq!(often.headers["retry-after"], "60");
    // The newest takes the place of those before it, and is hidden by none of them.
    app.settle().await;
    assert_eq!(app.images().len(), 1);
    app.clock.advance(300.0);
    app.bus.expect(topic::HIDE).await;
    assert!(app.images().is_empty());
    app.stop().await;
}

#[tokio::test]
async fn a_link_from_the_screen_works_once_and_looking_spends_nothing() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let (link, _) = way_in(&app).await;
    let (_, query) = program.link.split_once('?').unwrap();
    let path = format!("/activate/open/{link}?{query}");
    let mut phone = app.phone();
    for method in ["GET", "HEAD", "GET"] {
        let page = phone.send(method, &path, None).await;
        assert!(page.status < 300, "{page:?}");
        assert!(phone.cookies.is_empty(), "a look makes no session");
    }
    let page = phone.get(&path).await;
    let action = path.replace('&', "&#38;");
    assert!(
        page.body.contains(&format!("action=\"{action}\"")),
        "{page:?}"
    );
    let token = crate::helpers::token(&page);
    phone
        .post(&path, &[("token", "x")])
        .await
        .assert_says(403, "too old");
    let opened = phone.post(&path, &[("token", &token)]).await;
    assert_eq!(opened.redirect(), program.link);
    assert!(asks(&phone.get(&program.link).await));
    let late = app.phone().post(&path, &[("token", &token)]).await;
    late.assert_says(410, "no longer valid");
    late.assert_says(410, "Go back to the page where you asked for it");
    // What is added to its address leads nowhere else.
    let (link, _) = way_in(&app).await;
    let path = format!("/activate/open/{link}?user_code=x&key=//evil.example");
    let page = phone.get(&path).await;
    let token = crate::helpers::token(&page);
    let opened = phone.post(&path, &[("token", &token)]).await;
    assert_eq!(opened.redirect(), "/activate");
    app.stop().await;
}

#[tokio::test]
async fn s09_typed_codes_are_limited_and_a_scanned_link_still_leads_there() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let mut phone = guest(&app).await;
    for _ in 0..5 {
        let page = type_in(&mut phone, WRONG).await;
        page.assert_says(400, "No program is waiting for this code");
    }
    let page = type_in(&mut phone, &program.code).await;
    page.assert_says(429, "Try again in 2 minutes");
    assert_eq!(page.headers["retry-after"], "120");
    // Not in a new session either.
    let page = type_in(&mut guest(&app).await, &program.code).await;
    assert_eq!(page.status, 429);
    assert!(asks(&phone.get(&program.link).await));
    app.clock.advance(120.0);
    let newer = Waiting::node_red(&app).await;
    assert!(asks(&type_in(&mut phone, &newer.code).await));
    app.stop().await;
}

#[tokio::test]
async fn s10_wrong_expired_used_and_refused_codes_are_answered_alike() {
    let app = start().await;
    let mut phone = guest(&app).await;
    let mut over = Vec::new();
    for decision in ["approve", "deny"] {
        let program = Waiting::node_red(&app).await;
        let page = type_in(&mut phone, &program.code).await;
        decide(&mut phone, &page, &program.code, decision).await;
        over.push(program);
    }
    over.push(Waiting::node_red(&app).await);
    app.clock.advance(600.0);
    let mut phone = guest(&app).await;
    let wrong = type_in(&mut phone, WRONG).await;
    for program in over {
        let typed = type_in(&mut phone, &program.code).await;
        let scanned = phone.get(&program.link).await;
        for page in [typed, scanned] {
            assert_eq!((page.status, &page.body), (400, &wrong.body));
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn s13_no_link_and_no_look_decides() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let mut phone = guest(&app).await;
    for _ in 0..3 {
        phone.send("HEAD", &program.link, None).await;
        let yes = format!("{}&decision=approve", program.link);
        assert!(asks(&phone.get(&yes).await));
    }
    let code = format!("/activate?user_code={}", program.code);
    let page = phone.get(&code).await;
    assert!(!asks(&page) && page.body.contains(&program.code));
    assert!(program.waits().await);
    app.stop().await;
}

#[tokio::test]
async fn s14_every_token_is_a_warning() {
    let app = start().await;
    let program = Waiting::of(&app, "spotifyd", "token:skill_app token:*").await;
    let page = guest(&app).await.get(&program.link).await;
    page.assert_says(200, "Use all your connections, also those to come");
    page.assert_says(200, "everything that your device is logged in to");
    assert!(!page.body.contains("Music"), "it is among all: {page:?}");
    app.stop().await;
}

#[tokio::test]
async fn s15_only_the_session_that_was_asked_decides() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let (mut phone, mut other) = (guest(&app).await, guest(&app).await);
    let page = type_in(&mut phone, &program.code).await;
    let form = phone.get("/activate").await;
    let code = program.code.as_str();
    let refused = decide(&mut other, &page, code, "approve").await;
    refused.assert_says(403, "This page was too old");
    for (page, code, decision) in [
        (&form, code, "approve"),
        (&page, WRONG, "approve"),
        (&page, code, "perhaps"),
    ] {
        let refused = decide(&mut phone, page, code, decision).await;
        refused.assert_says(403, "This page was too old");
    }
    let token = crate::helpers::token(&page);
    let own = [
        ("token", token.as_str()),
        ("user_code", code),
        ("decision", "approve"),
    ];
    phone
        .headers
        .push(("sec-fetch-site", "cross-site".to_owned()));
    assert_eq!(phone.post("/activate", &own).await.status, 403);
    phone.headers.clear();
    assert!(program.waits().await);
    // A session that is over decides nothing, nor does one that was made up.
    let session = phone
        .cookies
        .insert(SESSION.to_owned(), "chosen".to_owned());
    assert_closed(&phone.post("/activate", &own).await);
    phone.cookies.insert(SESSION.to_owned(), session.unwrap());
    app.clock.advance(600.0);
    assert_closed(&phone.post("/activate", &own).await);
    app.stop().await;
}

#[tokio::test]
async fn s16_s27_no_page_is_framed_kept_or_named_to_others() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    let (link, _) = way_in(&app).await;
    let (mut phone, mut stranger) = (guest(&app).await, app.phone());
    let pages = [
        stranger.get(&program.link).await,
        stranger.get(&format!("/activate/open/{link}")).await,
        phone.get("/activate").await,
        phone.get(&program.link).await,
        phone.get("/activate/approved").await,
    ];
    for page in &pages {
        let policy = &page.headers["content-security-policy"];
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert_eq!(page.headers["x-frame-options"], "DENY");
        assert_eq!(page.headers["cache-control"], "no-store");
        let referrer = page.headers["referrer-policy"].as_str();
        assert!(["same-origin", "no-referrer"].contains(&referrer));
    }
    app.stop().await;
}

#[tokio::test]
async fn s28_other_hosts_and_other_sites_are_turned_away() {
    let app = start().await;
    let program = Waiting::node_red(&app).await;
    for path in ["/activate", program.link.as_str(), "/activate/open/x"] {
        let page = app.browser().send_to("GET", path, "evil.example").await;
        assert_eq!(page.status, 421, "{path}");
    }
    let mut phone = guest(&app).await;
    let foreign = ("origin", "https://evil.example".to_owned());
    phone.headers.push(foreign);
    for path in ["/activate", "/activate/enter", "/activate/show"] {
        let page = phone.send("POST", path, Some("decision=approve".to_owned()));
        assert_eq!(page.await.status, 403, "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn s30_what_follows_a_form_is_never_a_307() {
    let app = start().await;
    let mut phone = guest(&app).await;
    for (decision, leads_to, says) in [
        ("approve", "/activate/approved", "The program has access"),
        ("deny", "/activate/refused", "Nothing was granted"),
    ] {
        let program = Waiting::node_red(&app).await;
        let page = type_in(&mut phone, &program.code).await;
        let decided = decide(&mut phone, &page, &program.code, decision).await;
        assert_eq!(decided.redirect(), leads_to);
        phone.get(leads_to).await.assert_says(200, says);
        let polled = program.poll().await;
        assert_eq!(polled.is_ok(), decision == "approve", "{polled:?}");
    }
    app.stop().await;
}

#[tokio::test]
async fn programs_stand_on_the_dashboard_and_are_taken_back_there() {
    let app = start().await;
    let mut phone = guest(&app).await;
    let page = phone.get("/dashboard").await;
    page.assert_says(200, "href=\"/activate\"");
    assert!(!page.body.contains("Programs with access"));
    let program = Waiting::node_red(&app).await;
    let asking = phone.get(&program.link).await;
    decide(&mut phone, &asking, &program.code, "approve").await;
    let token = program.poll().await.unwrap();
    let seen = async || {
        let url = format!("http://{}/api/v1/tokens/skill_app", app.api().loopback);
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client.get(url).bearer_auth(&token).send().await.unwrap();
        answer.status().as_u16()
    };
    let page = phone.get("/dashboard").await;
    for text in [
        "Programs with access",
        "Node-RED &#60;b&#62;",
        "Use your connection to Music <small><code>skill_app</code></small>",
        "<code>nodered</code> · Asked from your device itself",
        "A program whose access you take back gets no new token.",
        "Let in within the last 24 hours. Not used yet.",
    ] {
        page.assert_says(200, text);
    }
    // There is no login behind it yet, but the program is let in.
    assert_eq!(seen().await, 409);
    app.clock.advance(2.5 * 86_400.0);
    let mut phone = guest(&app).await;
    let page = phone.get("/dashboard").await;
    page.assert_says(200, "Let in 2 days ago. Last used 2 days ago.");

    let (_, rest) = page.body.split_once("name=\"program\" value=\"").unwrap();
    let id = [("program", rest.split('"').next().unwrap())];
    let mut other = guest(&app).await;
    let refused = other.submit(&page, "/dashboard/withdraw", &id).await;
    assert_eq!(refused.status, 403);
    for _ in 0..2 {
        let done = phone.submit(&page, "/dashboard/withdraw", &id).await;
        assert_eq!(done.redirect(), "/dashboard");
    }
    assert_eq!(seen().await, 401);
    let page = phone.get("/dashboard").await;
    assert!(!page.body.contains("Node-RED"), "{page:?}");
    app.stop().await;
}

#[tokio::test]
async fn a_program_stands_there_once_however_often_it_was_let_in() {
    let app = start().await;
    let mut phone = guest(&app).await;
    let mut tokens = Vec::new();
    for (client_id, scope) in [
        ("nodered", "token:skill_app"),
        ("spotifyd", "status"),
        ("nodered", "status token:skill_app"),
    ] {
        let program = Waiting::of(&app, client_id, scope).await;
        let page = phone.get(&program.link).await;
        decide(&mut phone, &page, &program.code, "approve").await;
        tokens.push(program.poll().await.unwrap());
    }
    let status = async |token: &str| {
        let url = format!("http://{}/api/v1/tokens/skill_app", app.api().loopback);
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = client.get(url).bearer_auth(token).send().await.unwrap();
        answer.status().as_u16()
    };
    let [first, other, last] = [&tokens[0], &tokens[1], &tokens[2]];
    for (token, seen) in [(first, 409), (other, 403), (last, 409)] {
        assert_eq!(status(token).await, seen);
    }
    let page = phone.get("/dashboard").await;
    let (_, programs) = page.body.split_once("Programs with access").unwrap();
    for (text, times) in [
        ("<h3>Node-RED", 1),
        ("<h3>spotifyd", 1),
        ("Use your connection to Music", 1),
        ("<code>status</code>", 2),
        ("name=\"program\"", 2),
    ] {
        assert_eq!(programs.matches(text).count(), times, "{text}: {programs}");
    }
    let id = [("program", "nodered")];
    let done = phone.submit(&page, "/dashboard/withdraw", &id).await;
    assert_eq!(done.redirect(), "/dashboard");
    for (token, seen) in [(first, 401), (other, 403), (last, 401)] {
        assert_eq!(status(token).await, seen);
    }
    let page = phone.get("/dashboard").await;
    assert!(!page.body.contains("Node-RED"), "{page:?}");
    let audit = app.caller().await;
    let audit = { audit }.ask("oauth.audit", &json!({})).await;
    let entries = audit["entries"].as_array().unwrap().iter();
    let withdrawn = entries.filter(|entry| entry["deed"] == "withdrawn");
    let by_dashboard = withdrawn
        .filter(|entry| entry["client_id"] == "nodered" && entry["decided_by"] == "dashboard");
    assert_eq!(by_dashboard.count(), 2, "{audit}");
    app.stop().await;
}

#[tokio::test]
async fn the_dashboard_says_nothing_of_programs_while_the_api_is_off() {
    let app = TestApp::start().await;
    let page = guest(&app).await.get("/dashboard").await;
    assert_eq!(page.status, 200);
    for nothing in ["/activate", "rogram"] {
        assert!(!page.body.contains(nothing), "{page:?}");
    }
    app.stop().await;
}
