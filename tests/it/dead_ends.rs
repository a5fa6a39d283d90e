//! What a person has mistyped, or a server refuses: each page leads on, and says why.

use serde_json::{Value, json};

use crate::go::{device_code, link_of, open};
use crate::helpers::browser::Page;
use crate::helpers::provider::deaf_port;
use crate::helpers::{Login, Phone, Reply, TestApp, ids, topic, with};
use crate::ways::{STRICT, strict};

/// What a server answers that does not know the client.
fn unknown_client() -> Reply {
    Reply::json(401, &json!({ "error": "invalid_client" }))
}

/// A phone at the page of an app whose client a person types.
struct Visitor {
    app: TestApp,
    phone: Phone,
    link: String,
    page: Page,
}

impl Visitor {
    /// A login on the service's page.
    async fn at_login() -> Self {
        Self::at(TestApp::start().await, Value::Null).await
    }

    /// The same, where a code comes first.
    async fn at_codes() -> Self {
        let app = TestApp::start().await;
        let endpoint = app.provider.url("/device");
        Self::at(app, endpoint.into()).await
    }

    async fn at(app: TestApp, device_endpoint: Value) -> Self {
        let fields = json!({
            "client_id": null, "client_secret": null,
            "device_authorization_endpoint": device_endpoint,
        });
        app.register(fields).await;
        let link = link_of(&app, "skill_app").await;
        let mut phone = app.phone();
        let page = open(&app, &mut phone, &link).await;
        Self {
            app,
            phone,
            link,
            page,
        }
    }

    /// Sends the form of the page that is open, and returns where it leads.
    async fn submit(&mut self, step: &str, typed: &[(&str, &str)]) -> Page {
        let action = format!("{}/{step}", self.link);
        self.phone.submit(&self.page, &action, typed).await
    }

    async fn type_client(&mut self, id: &str, secret: &str) {
        let typed = [("client_id", id), ("client_secret", secret)];
        let on = self.submit("credentials", &typed).await;
        assert_eq!(on.redirect(), format!("{}/on", self.link));
    }

    /// Opens the link, which announces a login.
    async fn open(&mut self) {
        self.page = open(&self.app, &mut self.phone, &self.link).await;
    }

    /// Asserts that the form for the client is shown with the reason, and the other ways with it.
    fn assert_refused(&self) {
        self.page
            .assert_says(200, "has refused the client ID or the secret");
        let form = format!("action=\"{}/credentials\"", self.link);
        self.page.assert_says(200, &form);
    }
}

/// Logs in with a client whose secret the server refuses.
async fn exchange_is_refused(visitor: &mut Visitor) -> Page {
    visitor.type_client("right", "mistyped").await;
    visitor.open().await;
    let login = Login::at(visitor.page.redirect());
    for _ in 0..2 {
        visitor.app.provider.will(unknown_client());
    }
    let done = visitor.app.bring_to_end(&login, "code=c").await;
    visitor.app.bus.expect(topic::FAILED).await;
    done
}

#[tokio::test]
async fn a_result_page_leads_back_to_the_form_for_a_refused_client() {
    let mut visitor = Visitor::at_login().await;
    let done = exchange_is_refused(&mut visitor).await;
    done.assert_says(200, &format!("href=\"{}\"", visitor.link));
    assert_eq!(visitor.app.status().await["login_pending"], false);
    visitor.open().await;
    visitor.assert_refused();
    visitor.page.assert_says(200, "value=\"right\"");
    assert!(
        !visitor.page.body.contains("mistyped"),
        "{:?}",
        visitor.page
    );

    visitor.type_client("right", "secret").await;
    visitor.open().await;
    let login = Login::at(visitor.page.redirect());
    visitor.app.assert_completes(&login).await;
    assert_eq!(
        visitor.app.provider.last().basic().as_deref(),
        Some("right:secret")
    );
    visitor.app.stop().await;
}

#[tokio::test]
async fn a_new_qr_code_leads_to_the_form_for_a_refused_client() {
    let mut visitor = Visitor::at_login().await;
    exchange_is_refused(&mut visitor).await;
    visitor.link = link_of(&visitor.app, "skill_app").await;
    visitor.open().await;
    visitor.assert_refused();
    // Nor does the shell send anybody to the server with it.
    let url = visitor.app.ask("oauth.get", &ids()).await["url"].clone();
    assert!(url.as_str().unwrap().contains("/go/"), "{url}");
    visitor.app.stop().await;
}

#[tokio::test]
async fn the_form_comes_back_after_a_restart_and_goes_with_a_token() {
    let mut visitor = Visitor::at_login().await;
    exchange_is_refused(&mut visitor).await;
    visitor.app.restart().await;
    visitor.phone = visitor.app.phone();
    visitor.open().await;
    visitor.assert_refused();
    visitor.type_client("right", "secret").await;
    visitor.open().await;
    let login = Login::at(visitor.page.redirect());
    visitor.app.assert_completes(&login).await;
    visitor.link = link_of(&visitor.app, "skill_app").await;
    visitor.open().await;
    assert_eq!(visitor.page.status, 303, "{:?}", visitor.page);
    visitor.app.stop().await;
}

#[tokio::test]
async fn a_client_that_its_refresh_refuses_is_typed_anew_as_the_dashboard_says() {
    let mut visitor = Visitor::at_login().await;
    visitor.type_client("right", "secret").await;
    visitor.open().await;
    let login = Login::at(visitor.page.redirect());
    let token = json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 3600 });
    visitor.app.provider.will(Reply::json(200, &token));
    visitor.app.bring(&login, "code=c").await;
    visitor.app.expect_success().await;
    // The developer page has given out another secret since.
    visitor.app.provider.will(unknown_client());
    visitor.app.ask("oauth.refresh", &ids()).await;
    visitor.link = link_of(&visitor.app, "skill_app").await;
    visitor.open().await;
    visitor.assert_refused();
    visitor.app.stop().await;
}

#[tokio::test]
async fn a_client_that_is_refused_a_code_is_typed_again() {
    let mut visitor = Visitor::at_codes().await;
    visitor.type_client("mistyped", "hush").await;
    for _ in 0..2 {
        visitor.app.provider.will(unknown_client());
    }
    let on = format!("{}/on", visitor.link);
    visitor.page = visitor.phone.get(&on).await;
    visitor.assert_refused();
    visitor.page.assert_says(200, "value=\"mistyped\"");
    // Such a client may be right for the login page alone.
    visitor
        .page
        .assert_says(200, "If they are right, try something else below.");
    visitor.page.assert_says(200, "name=\"way\" value=\"lan\"");
    let on = visitor.submit("way", &[("way", "lan")]).await;
    let on = on.redirect().to_owned();
    let page = open(&visitor.app, &mut visitor.phone, &on).await;
    page.assert_says(200, "content=\"0;url=https://provider.example");

    visitor.type_client("right", "secret").await;
    visitor.submit("way", &[("way", "device")]).await;
    visitor.app.provider.will(Reply::json(200, &device_code()));
    visitor.open().await;
    visitor.page.assert_says(200, "WDJB-MJHT");
    assert_eq!(
        visitor.app.provider.last().basic().as_deref(),
        Some("right:secret")
    );
    visitor.app.stop().await;
}

#[tokio::test]
async fn a_client_that_a_poll_refuses_is_typed_again_on_the_same_page() {
    let mut visitor = Visitor::at_codes().await;
    visitor.type_client("right", "mistyped").await;
    visitor.app.provider.will(Reply::json(200, &device_code()));
    visitor.open().await;
    let client = format!("{}/client", visitor.link);
    let form = visitor.phone.get(&client).await;
    for _ in 0..2 {
        visitor.app.provider.will(unknown_client());
    }
    visitor.app.clock.advance(5.0);
    visitor.app.expect_failure("misconfigured").await;
    visitor.open().await;
    visitor.assert_refused();
    // A form that was opened before counts as well.
    visitor.page = form;
    visitor.type_client("right", "secret").await;
    let again = with(device_code(), json!({ "user_code": "NEWC-CODE" }));
    visitor.app.provider.will(Reply::json(200, &again));
    visitor.open().await;
    visitor.page.assert_says(200, "NEWC-CODE");
    visitor.app.stop().await;
}

#[tokio::test]
async fn a_client_typed_anew_has_a_code_of_its_own() {
    let mut visitor = Visitor::at_codes().await;
    visitor.type_client("old", "secret").await;
    visitor.app.provider.will(Reply::json(200, &device_code()));
    visitor.open().await;
    let asked = visitor.app.provider.requests().len();
    visitor.page = visitor.phone.get(&format!("{}/client", visitor.link)).await;
    visitor.type_client("new", "secret").await;
    let again = with(device_code(), json!({ "user_code": "NEWC-CODE" }));
    visitor.app.provider.will(Reply::json(200, &again));
    visitor.open().await;
    visitor.page.assert_says(200, "NEWC-CODE");
    visitor
        .app
        .provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    visitor.app.clock.advance(5.0);
    visitor.app.expect_success().await;
    let clients: Vec<_> = visitor.app.provider.requests()[asked..]
        .iter()
        .map(|request| request.basic().unwrap())
        .collect();
    assert_eq!(clients, ["new:secret", "new:secret"]);
    visitor.app.stop().await;
}

#[tokio::test]
async fn a_code_is_asked_for_anew_when_the_settings_change_what_it_is_for() {
    let mut visitor = Visitor::at_codes().await;
    visitor.type_client("cid", "secret").await;
    visitor.app.provider.will(Reply::json(200, &device_code()));
    visitor.open().await;
    let change = |settings: Value| with(ids(), json!({ "settings": settings }));
    // How people call the service is in no request.
    let named = change(json!({ "name": "Other" }));
    visitor.app.ask("oauth.settings.update", &named).await;
    visitor.page = visitor.phone.get(&visitor.link).await;
    visitor.page.assert_says(200, "WDJB-MJHT");
    let scoped = change(json!({ "scope": "c" }));
    visitor.app.ask("oauth.settings.update", &scoped).await;
    let again = with(device_code(), json!({ "user_code": "NEWC-CODE" }));
    visitor.app.provider.will(Reply::json(200, &again));
    visitor.open().await;
    visitor.page.assert_says(200, "NEWC-CODE");
    assert_eq!(visitor.app.provider.last().field("scope"), "c");
    let other = change(json!({ "way": "lan" }));
    visitor.app.ask("oauth.settings.update", &other).await;
    visitor.open().await;
    let login = Login::at(visitor.page.redirect());
    assert_eq!(login.parameter("scope"), "c");
    visitor.app.stop().await;
}

/// A client that its skill ships, which the server refuses a code.
async fn shipped() -> (TestApp, String) {
    let app = TestApp::start().await;
    app.register_device(json!({})).await;
    let link = link_of(&app, "skill_app").await;
    (app, link)
}

#[tokio::test]
async fn where_no_code_is_given_the_other_ways_are_shown() {
    for code in [
        "unauthorized_client",
        "unsupported_grant_type",
        "device_flow_disabled",
        "invalid_client",
    ] {
        let (app, link) = shipped().await;
        let asked = if code == "invalid_client" { 2 } else { 1 };
        for _ in 0..asked {
            app.provider.will(Reply::error(code));
        }
        let mut phone = app.phone();
        let page = phone.get(&link).await;
        for said in [
            "Connect Music",
            "does not let this app log in with a code",
            "<details class=\"others\" open>",
            "name=\"way\" value=\"lan\"",
        ] {
            page.assert_says(409, said);
        }
        let action = format!("{link}/way");
        let on = phone.submit(&page, &action, &[("way", "lan")]).await;
        let on = on.redirect().to_owned();
        let page = open(&app, &mut phone, &on).await;
        page.assert_says(200, "content=\"0;url=https://provider.example");
        app.stop().await;
    }
}

#[tokio::test]
async fn a_shipped_client_that_a_poll_refuses_is_not_asked_with_by_itself_again() {
    let (app, link) = shipped().await;
    app.open_code(&link, Reply::json(200, &device_code())).await;
    for _ in 0..2 {
        app.provider.will(unknown_client());
    }
    app.clock.advance(5.0);
    app.expect_failure("misconfigured").await;
    let mut phone = app.phone();
    for _ in 0..2 {
        let page = phone.get(&link).await;
        page.assert_says(200, "The service refuses this app");
        page.assert_says(200, "name=\"way\" value=\"lan\"");
    }
    let page = phone.get(&link).await;
    app.provider.will(Reply::error("device_flow_disabled"));
    let refused = phone.submit(&page, &format!("{link}/code"), &[]).await;
    refused.assert_says(409, "does not let this app log in with a code");
    app.stop().await;
}

/// An own server whose address a person has typed, by a way that asks it at once.
async fn own_server(address: &str) -> (TestApp, Phone, String, Page) {
    let app = TestApp::start().await;
    let fields = with(ids(), json!({ "provider": "nextcloud" }));
    app.ask("oauth.register", &fields).await;
    let link = link_of(&app, "skill_app").await;
    let mut phone = app.phone();
    let page = open(&app, &mut phone, &link).await;
    let action = format!("{link}/instance");
    let on = phone.submit(&page, &action, &[("v.base", address)]).await;
    let page = phone.get(on.redirect()).await;
    (app, phone, link, page)
}

#[tokio::test]
async fn a_server_that_does_not_answer_leaves_the_address_to_be_typed_again() {
    let (deaf, url) = deaf_port();
    let address = url.replace("/token", "");
    let (app, mut phone, link, page) = own_server(&address).await;
    let typed_again = format!("href=\"{link}/address\"");
    for said in [
        "Connect Nextcloud",
        "Nextcloud does not answer",
        &format!("Nothing answers at {address}."),
        "<details class=\"others\" open>",
        &typed_again,
    ] {
        page.assert_says(503, said);
    }
    let later = link_of(&app, "skill_app").await;
    let page = phone.get(&later).await;
    page.assert_says(503, &format!("href=\"{later}/address\""));
    let form = phone.get(&format!("{link}/address")).await;
    let right = app.provider.url("");
    let action = format!("{link}/instance");
    let on = phone.submit(&form, &action, &[("v.base", &right)]).await;
    let login = json!({
        "poll": { "token": "planted", "endpoint": app.provider.url("/login/v2/poll") },
        "login": app.provider.url("/login/v2/flow/planted"),
    });
    app.provider.will(Reply::json(200, &login));
    let page = open(&app, &mut phone, on.redirect()).await;
    page.assert_says(200, "/login/v2/flow/planted");
    drop(deaf);
    app.stop().await;
}

#[tokio::test]
async fn another_server_than_was_meant_is_told_as_that() {
    let app = TestApp::start().await;
    let address = app.provider.url("");
    app.provider
        .will(Reply::text(200, "text/html", "<h1>A router</h1>"));
    let fields = with(ids(), json!({ "provider": "nextcloud" }));
    app.ask("oauth.register", &fields).await;
    let link = link_of(&app, "skill_app").await;
    let mut phone = app.phone();
    let page = open(&app, &mut phone, &link).await;
    let action = format!("{link}/instance");
    let on = phone.submit(&page, &action, &[("v.base", &address)]).await;
    let page = phone.get(on.redirect()).await;
    page.assert_says(400, &format!("What answers at {address} is not"));
    page.assert_says(400, &format!("href=\"{link}/address\""));
    app.stop().await;
}

#[tokio::test]
async fn a_new_qr_code_asks_about_an_address_that_has_led_nowhere() {
    let app = strict(STRICT, json!({ "way": "lan", "base_url": null })).await;
    let link = link_of(&app, "skill_app").await;
    let mut phone = app.phone();
    let page = open(&app, &mut phone, &link).await;
    let typed = [("v.base", "https://wrong.example")];
    phone
        .submit(&page, &format!("{link}/instance"), &typed)
        .await;
    let page = open(&app, &mut phone, &link).await;
    assert_eq!(page.status, 303, "{page:?}");
    let later = link_of(&app, "skill_app").await;
    let page = open(&app, &mut phone, &later).await;
    page.assert_says(200, "You have been here before.");
    page.assert_says(200, &format!("href=\"{later}/address\""));
    app.stop().await;
}

#[tokio::test]
async fn a_form_that_is_refused_is_the_form_that_was_sent() {
    let app = strict(
        STRICT,
        json!({ "way": "lan", "base_url": null, "client_id": null }),
    )
    .await;
    let link = link_of(&app, "skill_app").await;
    let mut phone = app.phone();
    let page = open(&app, &mut phone, &link).await;
    let (instance, credentials) = (format!("{link}/instance"), format!("{link}/credentials"));
    let right = [("v.base", "https://right.example")];
    phone.submit(&page, &instance, &right).await;
    let page = open(&app, &mut phone, &link).await;
    phone
        .submit(&page, &credentials, &[("client_id", "cid")])
        .await;
    // Both are known by now, so a login would go on without them.
    let form = phone.get(&format!("{link}/address")).await;
    let plain = [("v.base", "http://cloud.example")];
    let page = phone.submit(&form, &instance, &plain).await;
    page.assert_says(400, "an address must begin with https://");
    page.assert_says(400, "value=\"http://cloud.example\"");
    let form = phone.get(&format!("{link}/client")).await;
    let page = phone
        .submit(&form, &credentials, &[("client_id", "")])
        .await;
    page.assert_says(400, "Please type the client ID.");
    app.stop().await;
}
