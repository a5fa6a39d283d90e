//! The dashboard: its one-time link, its session, its buttons.

use serde_json::{Value, json};
use url::Url;

use crate::helpers::browser::Page;
use crate::helpers::{Phone, Reply, Setup, TestApp, topic, with};

/// What the command line is told.
async fn asked(app: &TestApp) -> Value {
    app.caller().await.ask("oauth.dashboard", &json!({})).await
}

/// The path of a fresh one-time link.
async fn link(app: &TestApp) -> String {
    let answer = asked(app).await;
    let url = Url::parse(answer["url"].as_str().unwrap()).unwrap();
    url.path().to_owned()
}

/// A phone with a session, and its dashboard.
async fn guest(app: &TestApp) -> (Phone, Page) {
    let mut phone = app.phone();
    let link = link(app).await;
    let page = phone.get(&link).await;
    let opened = phone.submit(&page, &link, &[]).await;
    assert_eq!(opened.redirect(), "/dashboard");
    let page = phone.get("/dashboard").await;
    page.assert_says(200, "Your connections");
    (phone, page)
}

const SESSION: &str = "phal_oauth_session";

#[tokio::test]
async fn a_link_works_once_and_looking_at_it_spends_nothing() {
    let app = TestApp::start().await;
    let link = link(&app).await;
    assert!(link.len() >= "/dashboard/".len() + 22, "128 bits: {link}");
    let mut phone = app.phone();
    for method in ["GET", "HEAD", "GET"] {
        let page = phone.send(method, &link, None).await;
        assert_eq!(page.status, 200);
        assert!(phone.cookies.is_empty(), "a look makes no session");
    }
    let page = phone.get(&link).await;
    let opened = phone.submit(&page, &link, &[]).await;
    assert_eq!(opened.redirect(), "/dashboard");
    assert_eq!(phone.get("/dashboard").await.status, 200);
    // Who has seen the link later, or sends the form again, is too late.
    let mut other = app.phone();
    other.get(&link).await.assert_says(410, "no longer valid");
    other
        .submit(&page, &link, &[])
        .await
        .assert_says(410, "no longer valid");
    other
        .get("/dashboard")
        .await
        .assert_says(403, "phal-oauth dashboard");
    app.stop().await;
}

#[tokio::test]
async fn a_link_ends_after_five_minutes() {
    let app = TestApp::start().await;
    let link = link(&app).await;
    let mut phone = app.phone();
    let page = phone.get(&link).await;
    app.clock.advance(300.0);
    phone
        .submit(&page, &link, &[])
        .await
        .assert_says(410, "no longer valid");
    phone.get(&link).await.assert_says(410, "no longer valid");
    app.stop().await;
}

#[tokio::test]
async fn digits_open_the_dashboard_too() {
    let app = TestApp::start().await;
    let answer = asked(&app).await;
    let front = Url::parse(answer["front"].as_str().unwrap()).unwrap();
    assert_eq!(front.path(), "/");
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let digits = answer["digits"].as_str().unwrap();
    let opened = phone.submit(&page, "/", &[("digits", digits)]).await;
    assert_eq!(opened.redirect(), "/dashboard");
    assert_eq!(phone.get("/dashboard").await.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_no_script() {
    let app = TestApp::start().await;
    let mut phone = app.phone();
    let link = link(&app).await;
    let page = phone.get(&link).await;
    let opened = phone.submit(&page, &link, &[]).await;
    let cookie = &opened.headers["set-cookie"];
    let mut parts = cookie.split("; ");
    let value = parts.next().unwrap().strip_prefix("phal_oauth_session=");
    assert_eq!(value.unwrap().len(), 22, "128 bits");
    let flags: Vec<&str> = parts.collect();
    assert_eq!(
        flags,
        ["Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=3600"]
    );
    app.stop().await;
}

#[tokio::test]
async fn a_session_cannot_be_foisted_on_anyone() {
    let app = TestApp::start().await;
    let (mut thief, _) = guest(&app).await;
    let stolen = thief.cookies[SESSION].clone();
    // A browser that already has a cookie gets another one.
    let mut victim = app.phone();
    victim
        .cookies
        .insert(SESSION.to_owned(), "chosen".to_owned());
    let link = link(&app).await;
    let page = victim.get(&link).await;
    victim.submit(&page, &link, &[]).await;
    assert!(victim.cookies[SESSION] != "chosen" && victim.cookies[SESSION] != stolen);
    victim
        .cookies
        .insert(SESSION.to_owned(), "chosen".to_owned());
    assert_eq!(victim.get("/dashboard").await.status, 403);
    // The link is no session either.
    let secret = link.rsplit('/').next().unwrap().to_owned();
    thief.cookies.insert(SESSION.to_owned(), secret);
    assert_eq!(thief.get("/dashboard").await.status, 403);
    app.stop().await;
}

#[tokio::test]
async fn a_session_ends_idle_after_an_hour_or_when_it_is_closed() {
    let app = TestApp::start().await;
    let (mut idle, _) = guest(&app).await;
    let (mut busy, page) = guest(&app).await;
    for _ in 0..6 {
        app.clock.advance(599.0);
        assert_eq!(busy.get("/dashboard").await.status, 200);
    }
    assert_eq!(idle.get("/dashboard").await.status, 403);
    app.clock.advance(10.0);
    let late = busy.submit(&page, "/dashboard/leave", &[]).await;
    assert_eq!(late.status, 403);
    let (mut left, page) = guest(&app).await;
    let cookie = left.cookies[SESSION].clone();
    let closed = left.submit(&page, "/dashboard/leave", &[]).await;
    assert!(closed.headers["set-cookie"].contains("Max-Age=0"));
    left.cookies.insert(SESSION.to_owned(), cookie);
    assert_eq!(left.get("/dashboard").await.status, 403);
    app.stop().await;
}

#[tokio::test]
async fn every_app_is_shown_as_it_is() {
    let app = TestApp::start().await;
    let (mut phone, page) = guest(&app).await;
    page.assert_says(200, "No skill has asked");
    app.register(json!({ "name": "<b>Music</b>" })).await;
    app.register(json!({ "app_id": "bare", "name": "Bare", "client_id": null }))
        .await;
    let page = phone.get("/dashboard").await;
    page.assert_says(200, "&#60;b&#62;Music");
    for said in ["Not connected", "Needs setting up", "Bare"] {
        page.assert_says(200, said);
    }
    app.log_in(
        &json!({ "access_token": "planted-at", "refresh_token": "planted-rt", "expires_in": 3600 }),
    )
    .await;
    let page = phone.get("/dashboard").await;
    page.assert_says(200, "Good for another 60 minutes, then renewed.");
    assert!(!page.body.contains("planted"));
    app.log_in(&json!({ "access_token": "planted-at", "expires_in": 3 * 86_400 }))
        .await;
    phone
        .get("/dashboard")
        .await
        .assert_says(200, ">Good for another 3 days.<");
    app.stop().await;
}

#[tokio::test]
async fn connect_leads_to_the_login_of_that_app() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.register(json!({ "app_id": "other", "client_id": "other-id" }))
        .await;
    let (mut phone, page) = guest(&app).await;
    let chosen = [("app", "skill_other")];
    let on = phone.submit(&page, "/dashboard/connect", &chosen).await;
    let nonce = on.redirect().strip_prefix("/go/").unwrap();
    let nonce = nonce.strip_suffix("/on").unwrap();
    let page = phone.get(&format!("/go/{nonce}")).await;
    app.bus.expect(topic::STARTED).await;
    assert!(page.redirect().contains("client_id=other-id"), "{page:?}");
    app.stop().await;
}

#[tokio::test]
async fn disconnect_and_remove_do_what_they_say() {
    let app = TestApp::start().await;
    app.register(json!({ "revocation_endpoint": app.provider.url("/revoke") }))
        .await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 }))
        .await;
    let (mut phone, page) = guest(&app).await;
    let this = [("app", "skill_app")];
    app.provider.will(Reply::json(200, &json!({})));
    let done = phone
        .post("/dashboard/disconnect", &with_token(&page, &this))
        .await;
    assert_eq!(done.redirect(), "/dashboard");
    assert_eq!(app.status().await["state"], "not_authenticated");
    // A second press, from a page that is older, changes nothing.
    let again = phone
        .post("/dashboard/disconnect", &with_token(&page, &this))
        .await;
    assert_eq!(again.redirect(), "/dashboard");
    let gone = phone
        .post("/dashboard/forget", &with_token(&page, &this))
        .await;
    assert_eq!(gone.redirect(), "/dashboard");
    phone
        .get("/dashboard")
        .await
        .assert_says(200, "No skill has asked");
    app.stop().await;
}

/// The fields with the page's token, which outlives it here.
fn with_token<'a>(page: &Page, fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let token: &'static str = crate::helpers::token(page).leak();
    let mut all = vec![("token", token)];
    all.extend(fields);
    all
}

#[tokio::test]
async fn nothing_is_done_without_session_token_and_own_origin() {
    let app = TestApp::start().await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at" })).await;
    let (mut phone, page) = guest(&app).await;
    let (mut other, other_page) = guest(&app).await;
    for path in [
        "/dashboard/connect",
        "/dashboard/disconnect",
        "/dashboard/forget",
        "/dashboard/services",
        "/dashboard/leave",
    ] {
        let fields = [("app", "skill_app"), ("provider", "spotify")];
        // No session, no token, the token of another session, of another form.
        let good = with_token(&page, &fields);
        assert_eq!(app.phone().post(path, &good).await.status, 403, "{path}");
        for bad in [
            fields.to_vec(),
            with_token(&other_page, &fields),
            with_token(&other.get("/").await, &fields),
        ] {
            phone
                .post(path, &bad)
                .await
                .assert_says(403, "This page was too old");
        }
        // Another site, with everything else right.
        for (name, value) in [
            ("origin", "http://evil.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
        ] {
            let form = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&good)
                .finish();
            phone.headers = vec![(name, value.to_owned())];
            let page = phone.send("POST", path, Some(form)).await;
            page.assert_says(403, "This came from another page");
            phone.headers.clear();
        }
        // A link that does by GET what a form does by POST.
        let by_get = phone.get(&format!("{path}?app=skill_app")).await;
        assert_ne!(by_get.status, 303, "{path}");
    }
    assert_eq!(app.status().await["state"], "connected");
    assert_eq!(phone.get("/dashboard").await.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn a_service_is_connected_without_a_skill_under_its_known_id() {
    let app = TestApp::start().await;
    let (mut phone, _) = guest(&app).await;
    let page = phone.get("/dashboard/services").await;
    page.assert_says(200, "Spotify");
    for (provider, munged) in [("spotify", "ocp_spotify"), ("github", "phal-oauth_github")] {
        let chosen = [("provider", provider)];
        let done = phone
            .post("/dashboard/services", &with_token(&page, &chosen))
            .await;
        // What its login needs is asked for there.
        assert!(done.redirect().starts_with("/go/"), "{done:?}");
        let apps = app.ask("oauth.status", &json!({})).await;
        let apps = apps["apps"].as_array().unwrap().clone();
        let connected = apps.iter().find(|app| app["munged_id"] == munged);
        let connected = connected.unwrap_or_else(|| panic!("{apps:?}"));
        // What the program that looks for it does with it.
        let plays = connected["scope"]
            .as_str()
            .is_some_and(|scope| scope.contains("streaming"));
        assert_eq!(plays, provider == "spotify", "{connected}");
    }
    let unknown = phone
        .post(
            "/dashboard/services",
            &with_token(&page, &[("provider", "nope")]),
        )
        .await;
    assert_eq!(unknown.status, 400);
    app.stop().await;
}

#[tokio::test]
async fn what_a_skill_registered_stays_when_a_person_connects_the_service() {
    let app = TestApp::start().await;
    let skill = json!({ "skill_id": "ocp", "app_id": "spotify", "client_id": "skills-own" });
    app.register(skill.clone()).await;
    let (mut phone, _) = guest(&app).await;
    let page = phone.get("/dashboard/services").await;
    phone
        .post(
            "/dashboard/services",
            &with_token(&page, &[("provider", "spotify")]),
        )
        .await;
    let again = app
        .ask("oauth.register", &with(app.registration(), skill))
        .await;
    assert_eq!(again["client_id"], "skills-own");
    let ids = json!({ "skill_id": "ocp", "app_id": "spotify" });
    let settings = app.ask("oauth.settings.get", &ids).await;
    assert_eq!(settings["settings"]["client_id"], "skills-own");
    app.stop().await;
}

#[tokio::test]
async fn the_command_line_connects_a_service_by_its_name() {
    let app = TestApp::start().await;
    let mut caller = app.caller().await;
    let asked = json!({ "munged_id": "spotify" });
    let answer = caller.ask("oauth.connect", &asked).await;
    assert_eq!(answer["munged_id"], "ocp_spotify", "{answer}");
    app.bus.expect(topic::STARTED).await;
    let unknown = json!({ "munged_id": "spotfy" });
    let answer = caller.ask("oauth.connect", &unknown).await;
    assert_eq!(answer["error_code"], "unknown_app");
    app.stop().await;
}

#[tokio::test]
async fn the_screen_shows_the_link_and_no_message_holds_it() {
    let app = TestApp::start().await;
    let answer = app.ask("oauth.dashboard.show", &json!({})).await;
    assert_eq!(answer, json!({ "result": "Ok" }));
    let shown = app.bus.expect(topic::DISPLAY).await;
    assert_eq!(shown.data["skill_id"], "ovos-PHAL-plugin-oauth");
    assert_eq!(shown.data["app_id"], "dashboard");
    let image = shown.data["qr"].as_str().unwrap().to_owned();
    let png = std::fs::read(&image).unwrap();
    assert!(png.starts_with(b"\x89PNG\r\n"));
    for said in app.bus.all() {
        let text = said.data.to_string();
        assert!(!text.contains("/dashboard/"), "{text}");
    }
    // Nothing that opens it is told on the bus.
    app.bus.send("oauth.dashboard", &json!({}));
    app.settle().await;
    app.clock.advance(300.0);
    app.bus.expect(topic::HIDE).await;
    assert!(!std::path::Path::new(&image).exists());
    app.stop().await;
}

#[tokio::test]
async fn the_screen_is_cleared_when_the_daemon_stops() {
    let mut app = TestApp::start().await;
    app.ask("oauth.dashboard.show", &json!({})).await;
    app.bus.expect(topic::DISPLAY).await;
    assert_eq!(app.images().len(), 1);
    let stopping = app.begin_stop().await;
    app.assert_stopped(stopping, &[topic::HIDE]).await;
    assert!(app.images().is_empty());
}

#[tokio::test]
async fn a_relay_that_does_not_lead_here_opens_no_service() {
    let services = async |advertise_host| {
        let setup = Setup {
            advertise_host,
            ..crate::ways::with_relay()
        };
        let app = TestApp::with(setup).await;
        let (mut phone, _) = guest(&app).await;
        let page = phone.get("/dashboard/services").await;
        app.stop().await;
        page
    };
    let by_relay = "By way of the relay page";
    services("kitchen.local").await.assert_says(200, by_relay);
    let page = services("kitchen.example").await;
    page.assert_says(200, "Not from here");
    page.assert_says(200, "The relay page does not lead to your device");
    assert!(!page.body.contains(by_relay), "{page:?}");
}
