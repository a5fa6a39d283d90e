//! How a login goes: which way is chosen, and those that end with a paste.

use serde_json::{Value, json};

use crate::helpers::{Login, Reply, Setup, TestApp, assert_refused, ids, topic, with};

/// A provider that accepts no address in the home network and shows codes itself.
pub(crate) const STRICT: &str = r#"
name = "Strict Music"
ways = ["relay", "paste", "loopback"]
auth_endpoint = "{base}/authorize"
token_endpoint = "{base}/token"
secret = "optional"
sources = ["this test"]

[variables.base]
hint = "the address of the server"

[redirect]
lan = "no"
loopback = "address"
https = "yes"
custom_scheme = "no"
out_of_band = "urn:ietf:wg:oauth:2.0:oob"
"#;

/// A daemon that knows the strict provider, and an app of it.
pub(crate) async fn strict(preset: &str, extra: Value) -> TestApp {
    strict_with(Setup::default(), preset, extra).await
}

pub(crate) async fn strict_with(setup: Setup, preset: &str, extra: Value) -> TestApp {
    let mut app = TestApp::unstarted(setup).await;
    let folder = app.folder.path().join("providers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("strict.toml"), preset).unwrap();
    app.start_again().await;
    let fields = with(
        json!({ "client_id": "cid", "provider": "strict", "base_url": app.provider.url("/") }),
        extra,
    );
    let answer = app.ask("oauth.register", &with(ids(), fields)).await;
    assert_eq!(answer["error"], Value::Null, "{answer}");
    app
}

/// Opens the login on the device's own screen.
async fn start_on_screen(app: &TestApp) -> Value {
    app.bus.send("oauth.start", &ids());
    let opened = app.bus.expect(topic::START).await.data;
    app.bus.expect(topic::STARTED).await;
    opened["url"].clone()
}

#[tokio::test]
async fn the_first_possible_way_is_told_with_its_reason() {
    let app = strict(STRICT, json!({})).await;
    let status = app.status().await;
    assert_eq!(status["way"], "paste");
    let reason = status["way_reason"].as_str().unwrap();
    assert!(
        reason.contains("Strict Music accepts no address"),
        "{reason}"
    );
    assert!(reason.contains("phal-oauth relay"), "{reason}");
    let page = start_on_screen(&app).await;
    assert!(page.as_str().unwrap().contains("/go/"), "{page}");
    app.stop().await;
}

#[tokio::test]
async fn where_only_a_relay_leads_that_is_said() {
    let preset = STRICT.replace(r#""relay", "paste", "loopback""#, r#""relay""#);
    let app = strict(&preset, json!({})).await;
    for request in ["oauth.get", "oauth.generate.qr.request"] {
        let answer = app.ask(request, &ids()).await;
        assert_refused(&answer, "no_way");
        let text = answer["error"].as_str().unwrap();
        assert!(text.contains("phal-oauth relay"), "{text}");
    }
    let status = app.status().await;
    assert_eq!(status["way"], Value::Null);
    assert!(status["way_reason"].as_str().unwrap().contains("relay"));
    app.stop().await;
}

#[tokio::test]
async fn a_way_may_be_set() {
    let app = strict(STRICT, json!({ "way": "lan" })).await;
    assert_eq!(app.status().await["way"], "lan");
    let login = app.url().await;
    assert!(
        login
            .parameter("redirect_uri")
            .starts_with("http://127.0.0.1:")
    );
    let update = with(ids(), json!({ "settings": { "way": "loopback" } }));
    let answer = app.ask("oauth.settings.update", &update).await;
    assert_eq!(answer["settings"]["way"], "loopback");
    assert_eq!(app.status().await["way"], "loopback");
    let nonsense = with(ids(), json!({ "settings": { "way": "pigeon" } }));
    let answer = app.ask("oauth.settings.update", &nonsense).await;
    assert_refused(&answer, "invalid_request");
    app.stop().await;
}

#[tokio::test]
async fn a_code_alone_ends_the_newest_login_that_waits_for_one() {
    let app = strict(STRICT, json!({ "way": "loopback" })).await;
    let page = start_on_screen(&app).await;
    let login = Login::at(page.as_str().unwrap());
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    let pasted = with(ids(), json!({ "redirectURL": " 4/0AX-code#_=_ " }));
    assert_eq!(app.ask(topic::FORWARD, &pasted).await["result"], "Ok");
    app.expect_success().await;
    let request = app.provider.last();
    assert_eq!(request.field("code"), "4/0AX-code");
    assert_eq!(
        request.field("redirect_uri"),
        login.parameter("redirect_uri")
    );
    app.stop().await;
}

#[tokio::test]
async fn a_wrong_paste_is_explained_and_ends_no_login() {
    let app = strict(STRICT, json!({ "way": "loopback" })).await;
    let nobody_waits = with(ids(), json!({ "redirectURL": "abc" }));
    let answer = app.ask(topic::FORWARD, &nobody_waits).await;
    assert_refused(&answer, "state_unknown");
    start_on_screen(&app).await;
    for (text, word) in [
        ("https://accounts.example/authorize?x=1", "holds no answer"),
        ("it does not load", "no address and no code"),
    ] {
        let pasted = with(ids(), json!({ "redirectURL": text }));
        let answer = app.ask(topic::FORWARD, &pasted).await;
        assert_refused(&answer, "invalid_request");
        assert!(answer["error"].as_str().unwrap().contains(word), "{answer}");
    }
    let nameless = app
        .ask(topic::FORWARD, &json!({ "redirectURL": "abc" }))
        .await;
    assert_refused(&nameless, "invalid_request");
    assert_eq!(app.status().await["login_pending"], true);
    app.stop().await;
}

/// A daemon with a relay page.
pub(crate) fn with_relay() -> Setup {
    Setup {
        relay_url: Some("https://people.example/relay/"),
        ..Setup::default()
    }
}

#[tokio::test]
async fn a_relay_leads_the_answer_back_by_the_state() {
    let app = strict_with(with_relay(), STRICT, json!({})).await;
    let status = app.status().await;
    assert_eq!(status["way"], "relay");
    assert!(
        status["way_reason"]
            .as_str()
            .unwrap()
            .contains("relay page")
    );
    let login = app.url().await;
    assert_eq!(
        login.parameter("redirect_uri"),
        "https://people.example/relay/"
    );
    let state = login.parameter("state");
    assert!(state.starts_with("v1."), "{state}");
    assert_eq!(login.parameter("code_challenge_method"), "S256");
    app.provider
        .will(Reply::json(200, &json!({ "access_token": "at" })));
    // What the page does when a person taps.
    let back = format!("/auth/callback/skill_app?code=c&state={state}");
    app.browser().get(&back).await;
    app.expect_success().await;
    let asked = app.provider.last();
    assert_eq!(asked.field("redirect_uri"), "https://people.example/relay/");
    app.stop().await;
}

#[tokio::test]
async fn a_client_that_proves_nothing_goes_by_no_relay() {
    // Its host sees the code.
    let open = json!({ "pkce": "off" });
    let app = strict_with(with_relay(), STRICT, open.clone()).await;
    assert_eq!(app.status().await["way"], "paste");
    let secret = with(open, json!({ "client_secret": "sec" }));
    let provider =
        json!({ "client_id": "cid", "provider": "strict", "base_url": app.provider.url("/") });
    app.ask("oauth.register", &with(ids(), with(provider, secret)))
        .await;
    assert_eq!(app.status().await["way"], "relay");
    app.stop().await;
}

#[tokio::test]
async fn a_registered_relay_is_one() {
    let mut app = TestApp::unstarted(with_relay()).await;
    app.start_again().await;
    app.register(json!({ "redirect_uri": "https://people.example/relay/" }))
        .await;
    assert_eq!(app.status().await["way"], "relay");
    assert!(app.url().await.parameter("state").starts_with("v1."));
    app.register(json!({ "redirect_uri": "https://other.example/relay/" }))
        .await;
    assert_eq!(app.status().await["way"], "lan");
    app.stop().await;
}

#[tokio::test]
async fn a02_an_answer_by_the_relay_stands_in_the_fragment_where_that_is_offered() {
    for (modes, mode) in [
        (json!(["query", "fragment"]), Some("fragment")),
        (json!(["query"]), None),
        (json!("fragment"), None),
    ] {
        let mut app = TestApp::unstarted(with_relay()).await;
        app.start_again().await;
        let metadata = json!({
            "issuer": app.provider.url(""),
            "authorization_endpoint": app.provider.url("/authorize"),
            "token_endpoint": app.provider.url("/token"),
            "response_modes_supported": modes,
        });
        for reply in [
            Reply::text(404, "text/html", "<h1>no</h1>"),
            Reply::json(200, &metadata),
        ] {
            app.provider.will(reply);
        }
        app.register(json!({
            "issuer": app.provider.url(""), "auth_endpoint": null, "token_endpoint": null,
            "redirect_uri": "https://people.example/relay/",
        }))
        .await;
        app.provider.until_asked(2).await;
        let login = app.url().await;
        let asked = login
            .url
            .query_pairs()
            .find(|(name, _)| name == "response_mode");
        let asked = asked.map(|(_, value)| value.into_owned());
        assert_eq!(asked.as_deref(), mode, "{}", login.url);
        app.stop().await;
    }
}
