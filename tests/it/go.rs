//! The pages of a login's steps, from the link to the result.

use serde_json::{Value, json};
use url::Url;

use crate::helpers::browser::Page;
use crate::helpers::{Login, Phone, Reply, Setup, TestApp, ids, topic, with};
use crate::ways::{STRICT, strict, strict_with, with_relay};

/// The path of a fresh link to the login of `munged_id`.
pub(crate) async fn link_of(app: &TestApp, munged_id: &str) -> String {
    let asked = json!({ "munged_id": munged_id });
    let answer = app.caller().await.ask("oauth.connect", &asked).await;
    app.bus.expect(topic::STARTED).await;
    let url = answer["url"].as_str().unwrap_or_else(|| panic!("{answer}"));
    Url::parse(url).unwrap().path().to_owned()
}

/// Opens a page of a login, which announces it.
pub(crate) async fn open(app: &TestApp, phone: &mut Phone, path: &str) -> Page {
    let page = phone.get(path).await;
    app.bus.expect(topic::STARTED).await;
    page
}

/// A login of the strict provider, at its first page.
struct Begun {
    app: TestApp,
    phone: Phone,
    link: String,
    page: Page,
}

impl Begun {
    async fn at(app: TestApp) -> Self {
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

    async fn by(way: &str) -> Self {
        Self::at(
            strict(
                STRICT,
                json!({ "way": way, "scope": "user-read-email x:y" }),
            )
            .await,
        )
        .await
    }

    /// Sends the form of the page that is open.
    async fn submit(&mut self, step: &str, typed: &[(&str, &str)]) -> Page {
        let action = format!("{}/{step}", self.link);
        self.phone.submit(&self.page, &action, typed).await
    }

    /// Sends a form that is answered by the same page again.
    async fn submit_wrong(&mut self, step: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.submit(step, typed).await;
        // What is typed before a login begins is shown again as it was; what ends one stands on the page
        // of the login, which is announced.
        if !matches!(step, "instance" | "credentials") {
            self.app.bus.expect(topic::STARTED).await;
        }
        assert_eq!(page.status, 400, "{page:?}");
        page
    }

    fn says(&self, text: &str) {
        self.page.assert_says(200, text);
    }
}

/// The provider's page that a page of ours leads to.
fn provider_page(page: &Page) -> Login {
    let link = page
        .body
        .split("href=\"")
        .find(|part| part.contains("/authorize?"));
    let link = link.unwrap_or_else(|| panic!("{page:?}"));
    let link = link.split('"').next().unwrap().replace("&#38;", "&");
    Login::at(&link)
}

/// What a page of ours hides in its form.
fn hidden(page: &Page, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.body.split_once(&mark).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn every_step_tells_who_asks_for_what() {
    for way in ["loopback", "paste"] {
        let begun = Begun::by(way).await;
        for said in [
            "Connect Strict Music",
            "skill",
            "Kitchen",
            "See your e-mail address",
            "x:y",
            "does not send answers to addresses in your home network",
        ] {
            begun.says(said);
        }
        assert!(begun.page.body.contains("lang=\"en\" dir=\"ltr\""));
        begun.app.stop().await;
    }
}

#[tokio::test]
async fn an_address_is_pasted_back_to_the_end() {
    let mut begun = Begun::by("loopback").await;
    begun.says("Paste the address here");
    let login = provider_page(&begun.page);
    let redirect = login.parameter("redirect_uri");
    assert!(redirect.starts_with("http://127.0.0.1"), "{redirect}");
    let pasted = format!("{redirect}?code=c&state={}#_=_", login.parameter("state"));
    let token = json!({ "access_token": "at" });
    begun.app.provider.will(Reply::json(200, &token));
    let done = begun.submit("paste", &[("text", &pasted)]).await;
    let done = begun.phone.get(done.redirect()).await;
    done.assert_says(200, "All done");
    begun.app.expect_success().await;
    let after = begun.phone.get(&begun.link).await;
    after.assert_says(410, "no longer valid");
    begun.app.stop().await;
}

#[tokio::test]
async fn a_code_that_the_provider_shows_is_pasted_with_the_state_of_its_page() {
    let mut begun = Begun::by("paste").await;
    let login = provider_page(&begun.page);
    assert_eq!(login.parameter("redirect_uri"), "urn:ietf:wg:oauth:2.0:oob");
    let state = hidden(&begun.page, "state");
    assert_eq!(state, login.parameter("state"));
    let token = json!({ "access_token": "at" });
    begun.app.provider.will(Reply::json(200, &token));
    let typed = [("text", " 4/0AX-code "), ("state", state.as_str())];
    let done = begun.submit("paste", &typed).await;
    begun
        .phone
        .get(done.redirect())
        .await
        .assert_says(200, "All done");
    begun.app.expect_success().await;
    assert_eq!(begun.app.provider.last().field("code"), "4/0AX-code");
    begun.app.stop().await;
}

#[tokio::test]
async fn wrong_text_is_explained_beside_the_field_and_ends_nothing() {
    let mut begun = Begun::by("loopback").await;
    let login = provider_page(&begun.page);
    for (text, said) in [
        ("", "Nothing was pasted"),
        (
            "https://accounts.example/authorize?x=1",
            "holds no answer yet",
        ),
        ("it does not load", "no address and no code"),
        (
            "http://127.0.0.1/?code=c&state=unknown",
            "a login that is over",
        ),
    ] {
        let page = begun.submit_wrong("paste", &[("text", text)]).await;
        page.assert_says(400, said);
        assert!(
            page.body.contains("aria-describedby=\"text-error\""),
            "{said}"
        );
        assert!(page.body.contains("role=\"alert\""), "{said}");
    }
    // The first page's address still counts.
    let pasted = format!(
        "http://127.0.0.1/?code=late&state={}",
        login.parameter("state")
    );
    let token = json!({ "access_token": "at" });
    begun.app.provider.will(Reply::json(200, &token));
    let done = begun.submit("paste", &[("text", &pasted)]).await;
    assert!(done.redirect().starts_with("/done/"));
    begun.app.expect_success().await;
    begun.app.stop().await;
}

#[tokio::test]
async fn credentials_are_asked_for_with_what_to_register() {
    let app = strict(STRICT, json!({ "way": "loopback", "client_id": null })).await;
    let mut begun = Begun::at(app).await;
    let redirect = "http://127.0.0.1:";
    begun.says("Redirect address to enter there, exactly as it stands");
    for said in [
        redirect,
        "<svg class=\"qr\"",
        "Client ID",
        "Client secret, if there is one",
    ] {
        begun.says(said);
    }
    let page = begun
        .submit_wrong("credentials", &[("client_id", " ")])
        .await;
    page.assert_says(400, "Please type the client ID.");
    let typed = [("client_id", " cid-typed "), ("client_secret", "hush")];
    let on = begun.submit("credentials", &typed).await;
    let on = on.redirect().to_owned();
    assert_eq!(on, format!("{}/on", begun.link));
    let page = open(&begun.app, &mut begun.phone, &on).await;
    assert!(!page.body.contains("hush"), "a secret is in no page");
    assert_eq!(provider_page(&page).parameter("client_id"), "cid-typed");
    begun.app.stop().await;
}

#[tokio::test]
async fn what_is_to_be_registered_is_what_is_asked_with_later() {
    let app = TestApp::start().await;
    app.register(json!({ "client_id": null, "client_secret": null }))
        .await;
    let mut begun = Begun::at(app).await;
    let (_, rest) = begun.page.body.split_once("readonly>").unwrap();
    let shown = rest.split('<').next().unwrap().to_owned();
    let port = Url::parse(&shown).unwrap().port().unwrap();
    begun.says(&format!("let port {port} through"));
    begun.submit("credentials", &[("client_id", "cid")]).await;
    let page = open(&begun.app, &mut begun.phone, &begun.link).await;
    let login = Login::at(page.redirect());
    assert_eq!(login.parameter("redirect_uri"), shown);
    begun.app.stop().await;
}

#[tokio::test]
async fn after_a_form_a_page_of_its_own_leads_to_the_provider() {
    let app = TestApp::start().await;
    app.register(json!({ "client_id": null })).await;
    let mut begun = Begun::at(app).await;
    let on = begun.submit("credentials", &[("client_id", "cid")]).await;
    let on = on.redirect().to_owned();
    let page = open(&begun.app, &mut begun.phone, &on).await;
    // A browser would hold a redirect to what the form's policy allows.
    page.assert_says(
        200,
        "http-equiv=\"refresh\" content=\"0;url=https://provider.example",
    );
    begun.app.stop().await;
}

#[tokio::test]
async fn the_address_of_an_own_server_is_asked_for() {
    let app = strict(STRICT, json!({ "way": "loopback", "base_url": null })).await;
    let mut begun = Begun::at(app).await;
    begun.says("Address of your server");
    for (typed, said) in [
        ("", "Please type an address."),
        (
            "http://cloud.example",
            "an address must begin with https://",
        ),
        ("not an address", "This is no address."),
        ("ftp://cloud.example", "This is no address."),
    ] {
        let page = begun.submit_wrong("instance", &[("v.base", typed)]).await;
        page.assert_says(400, said);
        assert!(
            page.body.contains(&format!("value=\"{typed}\"")),
            "{page:?}"
        );
    }
    let on = begun
        .submit("instance", &[("v.base", "cloud.example")])
        .await;
    let on = on.redirect().to_owned();
    let page = open(&begun.app, &mut begun.phone, &on).await;
    let login = provider_page(&page);
    assert!(
        login
            .url
            .as_str()
            .starts_with("https://cloud.example/authorize?"),
        "{}",
        login.url
    );
    begun.app.stop().await;
}

#[tokio::test]
async fn a_key_is_typed_where_that_is_the_way() {
    let preset = STRICT.replace(r#""relay", "paste", "loopback""#, r#""token""#);
    let app = strict(&preset, json!({})).await;
    let mut begun = Begun::at(app).await;
    begun.says("Paste the key here");
    let page = begun.submit_wrong("key", &[("key", "two words")]).await;
    page.assert_says(400, "This is no key.");
    assert!(!page.body.contains("two words"), "a secret is in no page");
    let done = begun.submit("key", &[("key", " long-lived ")]).await;
    begun
        .phone
        .get(done.redirect())
        .await
        .assert_says(200, "All done");
    assert_eq!(
        begun.app.expect_success().await.data["access_token"],
        "long-lived"
    );
    begun.app.stop().await;
}

#[tokio::test]
async fn another_way_may_be_picked() {
    let mut begun = Begun::at(strict(STRICT, json!({})).await).await;
    begun.says("Paste the code here");
    let on = begun.submit("way", &[("way", "loopback")]).await;
    let on = on.redirect().to_owned();
    let page = open(&begun.app, &mut begun.phone, &on).await;
    page.assert_says(200, "Paste the address here");
    let no_way = begun.submit("way", &[("way", "token")]).await;
    no_way.assert_says(409, "No way to log in from here");
    begun.app.stop().await;
}

#[tokio::test]
async fn the_relay_is_announced_with_its_two_words() {
    let app = strict_with(with_relay(), STRICT, json!({})).await;
    let begun = Begun::at(app).await;
    begun.says("It must show these two words");
    let login = provider_page(&begun.page);
    assert!(login.parameter("state").starts_with("v1."));
    let (_, phrase) = begun.page.body.split_once("class=\"code words\">").unwrap();
    let phrase = phrase.split('<').next().unwrap();
    assert_eq!(phrase.split_whitespace().count(), 2, "{phrase}");
    begun.app.stop().await;
}

#[tokio::test]
async fn where_no_way_leads_the_page_tells_what_to_do() {
    let app = TestApp::start().await;
    // Registered while there was a way: the relay has gone since.
    app.register(json!({})).await;
    let link = link_of(&app, "skill_app").await;
    let other = json!({ "settings": { "way": "relay" } });
    app.ask("oauth.settings.update", &with(ids(), other)).await;
    let page = app.phone().get(&link).await;
    page.assert_says(409, "phal-oauth relay");
    app.stop().await;
}

#[tokio::test]
async fn a_link_of_one_app_does_nothing_to_another() {
    let app = strict(STRICT, json!({ "way": "loopback" })).await;
    app.register(json!({ "app_id": "other", "client_id": null }))
        .await;
    let other = link_of(&app, "skill_other").await;
    let mut begun = Begun::at(app).await;
    let login = provider_page(&begun.page);
    let page = open(&begun.app, &mut begun.phone, &other).await;
    page.assert_says(200, "Client ID");
    // The token of one link's form is worth nothing at the other, whatever the step.
    let token = hidden(&begun.page, "token");
    let pasted = format!(
        "http://127.0.0.1/?code=c&state={}",
        login.parameter("state")
    );
    for (step, field, value) in [
        ("paste", "text", pasted.as_str()),
        ("credentials", "client_id", "planted"),
        ("instance", "v.base", "https://evil.example"),
        ("key", "key", "planted"),
        ("way", "way", "token"),
    ] {
        let path = format!("{other}/{step}");
        let fields = [("token", token.as_str()), (field, value)];
        begun
            .phone
            .post(&path, &fields)
            .await
            .assert_says(403, "This page was too old");
    }
    // With its own token a link still ends no login of another app.
    let own = hidden(&page, "token");
    let fields = [("token", own.as_str()), ("text", pasted.as_str())];
    let path = format!("{other}/paste");
    let page = begun.phone.post(&path, &fields).await;
    begun.app.bus.expect(topic::STARTED).await;
    page.assert_says(400, "");
    assert_eq!(begun.app.status().await["state"], "not_authenticated");
    assert_eq!(begun.app.status().await["login_pending"], true);
    begun.app.stop().await;
}

#[tokio::test]
async fn a_look_ahead_begins_nothing_and_forms_of_other_sites_are_refused() {
    let app = strict(STRICT, json!({ "way": "loopback" })).await;
    let link = link_of(&app, "skill_app").await;
    let mut phone = app.phone();
    for path in [link.clone(), format!("{link}/on")] {
        assert_eq!(phone.send("HEAD", &path, None).await.status, 204);
    }
    app.settle().await;
    for step in ["instance", "credentials", "paste", "key", "way"] {
        let path = format!("{link}/{step}");
        phone.headers = vec![("origin", "http://evil.example".to_owned())];
        phone
            .send("POST", &path, Some("x=y".to_owned()))
            .await
            .assert_says(403, "This came from another page");
        phone.headers.clear();
        assert_eq!(phone.get(&path).await.status, 405, "{step}");
    }
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn names_and_scopes_are_text_and_never_markup() {
    let evil = "<script>alert(1)</script>\"'&";
    let fields = json!({ "way": "loopback", "name": evil, "scope": "<img/src=x>" });
    let begun = Begun::at(strict(STRICT, fields).await).await;
    assert_eq!(begun.page.status, 200);
    for markup in ["<script", "<img"] {
        assert!(!begun.page.body.contains(markup), "{:?}", begun.page);
    }
    begun.app.stop().await;
}

#[tokio::test]
async fn every_step_weighs_little_and_speaks_german() {
    let german = |phone: &mut Phone| {
        phone.headers = vec![("accept-language", "de-DE,de;q=0.9".to_owned())];
    };
    for fields in [
        json!({ "way": "loopback" }),
        json!({ "way": "loopback", "client_id": null }),
        json!({ "way": "loopback", "base_url": null }),
        json!({ "way": "paste" }),
    ] {
        let app = strict_with(Setup::default(), STRICT, fields).await;
        let link = link_of(&app, "skill_app").await;
        let mut phone = app.phone();
        german(&mut phone);
        let page = open(&app, &mut phone, &link).await;
        page.assert_says(200, "<html lang=\"de\"");
        assert!(page.body.len() < 16 * 1024, "{} bytes", page.body.len());
        app.stop().await;
    }
}

/// What a server answers to the first request of a device grant.
pub(crate) fn device_code() -> Value {
    json!({
        "device_code": "planted-device-code", "user_code": "WDJB-MJHT",
        "verification_uri": "https://strict.example/device",
        "verification_uri_complete": "https://strict.example/device?code=WDJB-MJHT",
        "expires_in": 600, "interval": 5,
    })
}

/// A login by a code, at its page.
async fn by_code() -> Begun {
    let app = TestApp::start().await;
    let device = json!({
        "way": "device", "name": "Strict Music",
        "device_authorization_endpoint": app.provider.url("/device"),
    });
    app.register(device).await;
    app.provider.will(Reply::json(200, &device_code()));
    Begun::at(app).await
}

#[tokio::test]
async fn a_code_stands_beside_its_link_and_the_page_goes_on_by_itself() {
    let mut begun = by_code().await;
    for said in [
        "WDJB-MJHT",
        "Your code: W D J B - M J H T",
        "href=\"https://strict.example/device?code=WDJB-MJHT\"",
        "<strong>https://strict.example/device</strong>",
    ] {
        begun.says(said);
    }
    assert_eq!(begun.page.headers["refresh"], "5");
    assert!(!begun.page.body.contains("planted-device-code"));
    // Reloading asks the server for no other code.
    for _ in 0..3 {
        begun
            .phone
            .get(&begun.link)
            .await
            .assert_says(200, "WDJB-MJHT");
    }
    let token = json!({ "access_token": "at" });
    begun.app.provider.will(Reply::json(200, &token));
    begun.app.clock.advance(5.0);
    begun.app.expect_success().await;
    let page = begun.phone.get(&begun.link).await;
    begun
        .phone
        .get(page.redirect())
        .await
        .assert_says(200, "All done");
    begun.app.stop().await;
}

#[tokio::test]
async fn a_code_that_was_refused_or_has_expired_is_replaced_by_a_button() {
    for (code, said) in [
        ("access_denied", "You chose not to let"),
        ("expired_token", "Nobody has confirmed it"),
    ] {
        let mut begun = by_code().await;
        let refused = Reply::json(400, &json!({ "error": code }));
        begun.app.provider.will(refused);
        begun.app.clock.advance(5.0);
        begun.app.bus.expect(topic::FAILED).await;
        begun.page = begun.phone.get(&begun.link).await;
        begun.says(said);
        let again = with(device_code(), json!({ "user_code": "NEWC-CODE" }));
        begun.app.provider.will(Reply::json(200, &again));
        let on = begun.submit("code", &[]).await;
        begun.app.bus.expect(topic::STARTED).await;
        let page = begun.phone.get(on.redirect()).await;
        page.assert_says(200, "NEWC-CODE");
        begun.app.stop().await;
    }
}

#[tokio::test]
async fn a_mistyped_client_is_typed_again() {
    let app = TestApp::start().await;
    app.register(json!({ "client_id": null, "client_secret": null }))
        .await;
    let mut begun = Begun::at(app).await;
    let typed = [("client_id", "mistyped"), ("client_secret", "hush")];
    begun.submit("credentials", &typed).await;
    let sent = open(&begun.app, &mut begun.phone, &begun.link).await;
    assert_eq!(
        Login::at(sent.redirect()).parameter("client_id"),
        "mistyped"
    );
    // The provider refused it, so the person comes back.
    begun.page = open(&begun.app, &mut begun.phone, &begun.link).await;
    begun.says("You have been here before.");
    let client = format!("{}/client", begun.link);
    begun.says(&format!("href=\"{client}\""));
    begun.page = begun.phone.get(&client).await;
    begun.says("Client secret");
    assert!(!begun.page.body.contains("hush"), "a secret is in no page");
    begun.submit("credentials", &[("client_id", "right")]).await;
    let page = open(&begun.app, &mut begun.phone, &begun.link).await;
    assert_eq!(provider_page(&page).parameter("client_id"), "right");
    begun.app.stop().await;
}

#[tokio::test]
async fn a_mistyped_address_is_typed_again() {
    let app = strict(STRICT, json!({ "way": "lan", "base_url": null })).await;
    let mut begun = Begun::at(app).await;
    let typed = [("v.base", "https://wrong.example")];
    begun.submit("instance", &typed).await;
    open(&begun.app, &mut begun.phone, &begun.link).await;
    begun.page = open(&begun.app, &mut begun.phone, &begun.link).await;
    begun.says("Type the address of your server again");
    begun.page = begun.phone.get(&format!("{}/address", begun.link)).await;
    begun.says("value=\"https://wrong.example\"");
    let typed = [("v.base", "https://right.example")];
    begun.submit("instance", &typed).await;
    let page = open(&begun.app, &mut begun.phone, &begun.link).await;
    let login = provider_page(&page);
    assert!(login.url.as_str().starts_with("https://right.example/"));
    begun.app.stop().await;
}

#[tokio::test]
async fn what_nobody_asks_for_is_not_taken() {
    let mut begun = Begun::at(strict(STRICT, json!({ "way": "paste" })).await).await;
    for (step, field) in [("client", "client_id"), ("address", "v.base")] {
        let page = begun.phone.get(&format!("{}/{step}", begun.link)).await;
        assert_eq!(page.status, 400, "{page:?}");
        let step = step
            .replace("client", "credentials")
            .replace("address", "instance");
        let token = hidden(&begun.page, "token");
        let fields = [("token", token.as_str()), (field, "https://evil.example")];
        let action = format!("{}/{step}", begun.link);
        let page = begun.phone.post(&action, &fields).await;
        assert!(page.status >= 400, "{page:?}");
    }
    let page = open(&begun.app, &mut begun.phone, &begun.link).await;
    let login = provider_page(&page);
    assert!(!login.url.as_str().contains("evil"), "{}", login.url);
    begun.app.stop().await;
}

#[tokio::test]
async fn what_fits_into_a_field_fits_into_its_form() {
    let mut begun = Begun::by("loopback").await;
    let login = provider_page(&begun.page);
    // Its percent signs are sent as three signs each.
    let state = login.parameter("state");
    let rest = format!("http://127.0.0.1/?code=&state={state}");
    let code = "%2F".repeat((14_000 - rest.len()) / 3);
    let pasted = format!("http://127.0.0.1/?code={code}&state={state}");
    assert!((13_990..=14_000).contains(&pasted.len()));
    begun
        .app
        .provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let done = begun.submit("paste", &[("text", &pasted)]).await;
    assert!(done.redirect().starts_with("/done/"), "{done:?}");
    begun.app.expect_success().await;
    begun.app.stop().await;
}

#[tokio::test]
async fn a_second_tap_is_told_what_the_first_one_did() {
    let preset = STRICT.replace(r#""relay", "paste", "loopback""#, r#""token""#);
    let app = strict(&preset, json!({})).await;
    let mut begun = Begun::at(app).await;
    let first = begun.submit("key", &[("key", "long-lived")]).await;
    begun.app.expect_success().await;
    let second = begun.submit("key", &[("key", "long-lived")]).await;
    assert_eq!(second.redirect(), first.redirect());
    begun.app.settle().await;
    begun.app.stop().await;

    let mut begun = Begun::by("loopback").await;
    let login = provider_page(&begun.page);
    let pasted = format!(
        "http://127.0.0.1/?code=c&state={}",
        login.parameter("state")
    );
    begun
        .app
        .provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let first = begun.submit("paste", &[("text", &pasted)]).await;
    begun.app.expect_success().await;
    let second = begun.submit("paste", &[("text", &pasted)]).await;
    assert_eq!(second.redirect(), first.redirect());
    begun.app.settle().await;
    begun.app.stop().await;
}

#[tokio::test]
async fn another_way_leads_away_from_a_code_that_waits() {
    let app = TestApp::start().await;
    app.register(json!({ "device_authorization_endpoint": app.provider.url("/device") }))
        .await;
    app.provider.will(Reply::json(200, &device_code()));
    let mut begun = Begun::at(app).await;
    begun.says("WDJB-MJHT");
    let on = begun.submit("way", &[("way", "lan")]).await;
    let on = on.redirect().to_owned();
    let page = open(&begun.app, &mut begun.phone, &on).await;
    page.assert_says(200, "http-equiv=\"refresh\" content=\"0;url=http");
    begun.app.stop().await;
}

#[tokio::test]
async fn a_code_belongs_to_the_request_that_the_page_began_with() {
    for way in ["paste", "loopback"] {
        let mut begun = Begun::by(way).await;
        let challenge = provider_page(&begun.page).parameter("code_challenge");
        // A mistake, and a phone that loads the page again.
        begun.page = begun.submit_wrong("paste", &[("text", "two words")]).await;
        begun.page = open(&begun.app, &mut begun.phone, &begun.link).await;
        let shown = provider_page(&begun.page).parameter("code_challenge");
        assert_eq!(shown, challenge, "{way}");
        let token = json!({ "access_token": "at" });
        begun.app.provider.will(Reply::json(200, &token));
        begun.submit("paste", &[("text", "the-code")]).await;
        begun.app.expect_success().await;
        let verifier = begun.app.provider.last().field("code_verifier").to_owned();
        assert_eq!(s256(&verifier), challenge, "{way}");
        begun.app.stop().await;
    }
}

/// The challenge of a verifier (RFC 7636 section 4.2).
fn s256(verifier: &str) -> String {
    use base64::Engine;
    use sha2::Digest;
    let digest = sha2::Sha256::digest(verifier.as_bytes());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest)
}

#[tokio::test]
async fn an_old_link_gives_no_new_code() {
    let mut begun = by_code().await;
    begun.app.provider.will(Reply::error("access_denied"));
    begun.app.clock.advance(5.0);
    begun.app.bus.expect(topic::FAILED).await;
    begun.page = begun.phone.get(&begun.link).await;
    begun.says("You chose not to let");
    let token = hidden(&begun.page, "token");
    let action = format!("{}/code", begun.link);
    // Someone on the device does not want it after all.
    begun.app.ask("oauth.cancel", &ids()).await;
    let page = begun.phone.post(&action, &[("token", &token)]).await;
    page.assert_says(410, "no longer valid");
    begun.app.stop().await;

    let mut begun = by_code().await;
    begun.app.provider.will(Reply::error("access_denied"));
    begun.app.clock.advance(5.0);
    begun.app.bus.expect(topic::FAILED).await;
    begun.page = begun.phone.get(&begun.link).await;
    begun.app.clock.advance(1_300.0);
    let token = hidden(&begun.page, "token");
    let action = format!("{}/code", begun.link);
    let page = begun.phone.post(&action, &[("token", &token)]).await;
    page.assert_says(410, "no longer valid");
    begun.app.stop().await;
}

/// A provider of its own servers, each with a realm.
const TWO: &str = r#"
name = "Two"
ways = ["loopback"]
auth_endpoint = "{base}/realms/{realm}/authorize"
token_endpoint = "{base}/realms/{realm}/token"
secret = "optional"
token_parameters = { audience = "{realm}" }
sources = ["this test"]
redirect = { lan = "no", loopback = "address", https = "yes", custom_scheme = "no" }

[variables.base]
hint = "the address of the server"

[variables.realm]
hint = "the realm"
"#;

#[tokio::test]
async fn who_holds_a_link_moves_no_server_that_a_skill_has_named() {
    let app = strict(TWO, json!({})).await;
    let mut begun = Begun::at(app).await;
    begun.says("the realm");
    assert!(!begun.page.body.contains("v.base"), "{:?}", begun.page);
    let moved = [("v.base", "https://evil.example"), ("v.realm", "home")];
    begun.submit_wrong("instance", &moved).await;
    let page = begun.submit("instance", &[("v.realm", "home")]).await;
    let on = page.redirect().to_owned();
    let page = open(&begun.app, &mut begun.phone, &on).await;
    let login = provider_page(&page);
    let told = begun.app.provider.url("/realms/home/authorize?");
    assert!(login.url.as_str().starts_with(&told), "{}", login.url);
    // One of two values changes all that is made of both.
    let update = json!({ "settings": { "variables": { "realm": "other" } } });
    let answer = begun
        .app
        .ask("oauth.settings.update", &with(ids(), update))
        .await;
    let settings = &answer["settings"];
    for key in ["auth_endpoint", "token_endpoint"] {
        let endpoint = settings[key].as_str().unwrap();
        assert!(endpoint.contains("/realms/other/"), "{settings}");
    }
    begun.app.stop().await;
}

#[tokio::test]
async fn where_nobody_has_chosen_a_default_is_asked_for() {
    let app = TestApp::start().await;
    let asked = json!({ "munged_id": "gitlab" });
    let answer = app.caller().await.ask("oauth.connect", &asked).await;
    app.bus.expect(topic::STARTED).await;
    let path = Url::parse(answer["url"].as_str().unwrap())
        .unwrap()
        .path()
        .to_owned();
    let mut phone = app.phone();
    let page = open(&app, &mut phone, &path).await;
    page.assert_says(200, "value=\"https://gitlab.com\"");
    app.stop().await;
}

#[tokio::test]
async fn a_phone_that_leaves_leaves_nothing_half_done() {
    let preset = STRICT.replace(r#""relay", "paste", "loopback""#, r#""token""#);
    let mut app = strict(&preset, json!({})).await;
    let mut phone = app.phone();
    let path = app.folder.path().join("data/oauth.db");
    let database = rusqlite::Connection::open(path).unwrap();
    let half_done = "SELECT count(*) FROM pending WHERE spent_at IS NOT NULL AND outcome IS NULL";
    let half_done = || {
        let count = database.query_row(half_done, [], |row| row.get::<_, i64>(0));
        count.unwrap() > 0
    };
    // By chance it is gone before or after the work is done.
    for number in 0..8 {
        let other = json!({
            "app_id": number.to_string(), "client_id": "cid", "provider": "strict",
            "base_url": app.provider.url("/"),
        });
        app.ask("oauth.register", &with(ids(), other)).await;
        let link = link_of(&app, &format!("skill_{number}")).await;
        let page = open(&app, &mut phone, &link).await;
        let token = hidden(&page, "token");
        let typed = [("token", token.as_str()), ("key", "long-lived")];
        phone.leave(&format!("{link}/key"), &typed).await;
        let begun = std::time::Instant::now();
        while half_done() {
            assert!(begun.elapsed() < crate::helpers::DEADLINE, "stuck");
            phone.get("/style.css").await;
        }
    }
    // Whether a form still came through is chance, so nothing certain is told.
    app.crash().await;
}
