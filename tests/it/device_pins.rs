//! What servers make of the device grant: the shipped presets, with a server of the test's own in
//! the place of theirs.

use serde_json::{Value, json};

use crate::helpers::device::{DEVICE_CODE, code, granted, pending};
use crate::helpers::{Reply, TestApp, ids, topic, with};

/// A daemon whose preset of this id has the test's server in the place of these hosts.
async fn start(id: &str, hosts: &[&str]) -> TestApp {
    let mut app = TestApp::start().await;
    let shipped = format!("{}/assets/providers/{id}.toml", env!("CARGO_MANIFEST_DIR"));
    let mut text = std::fs::read_to_string(shipped).unwrap();
    for host in hosts {
        let before = text.clone();
        text = text.replace(&format!("https://{host}"), &app.provider.url(""));
        assert_ne!(text, before, "{host} is not in the preset");
    }
    let folder = app.folder.path().join("providers");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{id}.toml")), text).unwrap();
    app.restart().await;
    app
}

/// Registers an app of this provider, and opens its page with this first answer.
async fn open(app: &TestApp, provider: &str, extra: Value, first: Reply) -> Value {
    let fields = with(ids(), json!({ "provider": provider, "scope": "a b" }));
    let answer = app.ask("oauth.register", &with(fields, extra)).await;
    assert_eq!(answer["needs_creds"], false, "{answer}");
    let link = app.invitation().await;
    app.open_code(&link, first).await
}

async fn end(app: TestApp) {
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn q6_googles_address_has_a_name_of_its_own() {
    let app = start("google", &["oauth2.googleapis.com"]).await;
    let first = code(json!({
        "verification_uri": null, "verification_url": "https://www.google.com/device",
    }));
    let client = json!({ "client_id": "c", "client_secret": "s" });
    let told = open(&app, "google", client, first).await;
    assert_eq!(told["verification_uri"], "https://www.google.com/device");
    assert_eq!(app.provider.last().path, "/device/code");
    app.last_poll(5.0, granted()).await;
    assert_eq!(app.provider.last().field("client_secret"), "s", "Q17");
    end(app).await;
}

#[tokio::test]
async fn q7_without_an_interval_it_is_five_seconds() {
    let app = start("tado", &["login.tado.com"]).await;
    let first = code(json!({ "interval": null }));
    open(&app, "tado", json!({}), first).await;
    assert_eq!(app.provider.last().field("scope"), "a b offline_access");
    app.clock.advance(4.5);
    app.settle().await;
    app.poll(0.5, pending(), 5.0).await;
    app.last_poll(5.0, granted()).await;
    assert_eq!(app.asked_at(), [0.0, 5.0, 10.0]);
    end(app).await;
}

#[tokio::test]
async fn q8_home_connects_grant_type_is_short() {
    let app = start("home-connect", &["api.home-connect.com"]).await;
    open(
        &app,
        "home-connect",
        json!({ "client_id": "c" }),
        code(json!({})),
    )
    .await;
    app.last_poll(5.0, granted()).await;
    assert_eq!(app.provider.last().field("grant_type"), "device_code");
    end(app).await;
}

#[tokio::test]
async fn q8_and_q9_amazon_wants_a_response_type_and_the_user_code_again() {
    let app = start("amazon-lwa", &["api.amazon.com"]).await;
    open(
        &app,
        "amazon-lwa",
        json!({ "client_id": "c" }),
        code(json!({})),
    )
    .await;
    assert_eq!(app.provider.last().field("response_type"), "device_code");
    app.last_poll(5.0, granted()).await;
    let poll = app.provider.last();
    assert_eq!(poll.field("user_code"), "WDJB-MJHT");
    assert_eq!(poll.field("device_code"), DEVICE_CODE);
    end(app).await;
}

#[tokio::test]
async fn q9_and_q10_twitch_has_scopes_and_tells_errors_in_message() {
    let app = start("twitch", &["id.twitch.tv"]).await;
    open(&app, "twitch", json!({ "client_id": "c" }), code(json!({}))).await;
    let request = app.provider.last();
    assert_eq!(
        (request.field("scopes"), request.form.get("scope")),
        ("a b", None)
    );
    let waits =
        json!({ "status": 400, "error": "Bad Request", "message": "authorization_pending" });
    app.poll(5.0, Reply::json(400, &waits), 5.0).await;
    app.last_poll(5.0, granted()).await;
    end(app).await;
}

#[tokio::test]
async fn q10_and_q11_trakts_statuses_come_from_an_endpoint_of_its_own() {
    let app = start("trakt", &["api.trakt.tv"]).await;
    let client = json!({ "client_id": "c", "client_secret": "s" });
    let status = |status| Reply::text(status, "text/html", "");
    let first =
        json!({ "verification_uri": null, "verification_url": "https://trakt.tv/activate" });
    for (last, code_told) in [
        (410, "expired"),
        (418, "access_denied"),
        (404, "provider_error"),
    ] {
        open(&app, "trakt", client.clone(), code(first.clone())).await;
        assert_eq!(
            app.provider.last().headers["content-type"],
            "application/json"
        );
        app.poll(5.0, status(400), 5.0).await;
        assert_eq!(app.provider.last().path, "/oauth/device/token");
        app.poll(5.0, status(429), 10.0).await;
        app.last_poll(10.0, status(last)).await;
        app.bus.expect(topic::HIDE).await;
        app.expect_failure(code_told).await;
    }
    open(&app, "trakt", client, code(first)).await;
    app.last_poll(5.0, granted()).await;
    end(app).await;
}

#[tokio::test]
async fn q11_a_secret_for_another_token_endpoint_is_not_shown_to_the_presets_own() {
    let app = start("trakt", &["api.trakt.tv"]).await;
    let mine = json!({
        "client_id": "c", "client_secret": "s", "token_endpoint": app.provider.url("/mine"),
    });
    open(&app, "trakt", mine, code(json!({}))).await;
    app.last_poll(5.0, granted()).await;
    assert_eq!(app.provider.last().path, "/mine");
    end(app).await;
}

#[tokio::test]
async fn q12_plexs_pin_is_asked_until_it_holds_a_token() {
    let app = start("plex", &["plex.tv/api"]).await;
    let pin = |token: Value| {
        let pin = json!({
            "id": 308_667_304, "code": "7RQZ", "expiresIn": 900, "authToken": token,
            "clientIdentifier": "x", "location": { "city": "Amsterdam" },
        });
        Reply::json(201, &pin)
    };
    let told = open(&app, "plex", json!({ "scope": null }), pin(json!(null))).await;
    assert_eq!(
        (&told["way"], &told["user_code"]),
        (&json!("plex-pin"), &json!("7RQZ"))
    );
    assert_eq!(told["verification_uri"], "https://plex.tv/link");
    app.poll(5.0, pin(json!(null)), 5.0).await;
    app.last_poll(5.0, pin(json!("gcgzw5rz"))).await;
    let token = app.expect_success().await.data;
    assert_eq!(token["access_token"], "gcgzw5rz");
    assert_eq!(
        token.get("location"),
        None,
        "where the person is, is nobody's business"
    );
    app.bus.expect(topic::HIDE).await;
    let requests = app.provider.requests();
    let paths: Vec<(&str, &str)> = requests
        .iter()
        .map(|it| (it.method.as_str(), it.path.as_str()))
        .collect();
    let poll = ("GET", "/v2/pins/308667304");
    assert_eq!(paths, [("POST", "/v2/pins"), poll, poll]);
    let id = |at: usize| requests[at].headers["x-plex-client-identifier"].clone();
    assert!(id(0).len() >= 16);
    assert!(
        requests
            .iter()
            .all(|it| it.headers["x-plex-client-identifier"] == id(0))
    );
    assert_eq!(requests[0].headers["x-plex-device-name"], "Kitchen");

    // The next login is the same device's.
    let link = app.invitation().await;
    app.open_code(&link, pin(json!(null))).await;
    assert_eq!(
        app.provider.last().headers["x-plex-client-identifier"],
        id(0)
    );
    let gone = json!({ "errors": [{ "code": 1020, "message": "Code not found or expired" }] });
    app.last_poll(5.0, Reply::json(404, &gone)).await;
    app.bus.expect(topic::HIDE).await;
    app.expect_failure("expired").await;
    let settings = app.ask("oauth.settings.get", &ids()).await;
    assert_eq!(settings["login_needed"], false, "{settings}");
    app.stop().await;
}

#[tokio::test]
async fn q12_ecobees_pin_counts_minutes() {
    let app = start("ecobee", &["api.ecobee.com"]).await;
    let first = json!({
        "ecobeePin": "bv29", "code": "uiNQok9U", "scope": "smartWrite", "expires_in": 9,
        "interval": 30,
    });
    let first = Reply::json(200, &first);
    let told = open(
        &app,
        "ecobee",
        json!({ "client_id": "key", "scope": "smartWrite" }),
        first,
    )
    .await;
    assert_eq!(
        (&told["way"], &told["user_code"]),
        (&json!("ecobee-pin"), &json!("bv29"))
    );
    assert_eq!(told["expires_at"], json!(crate::helpers::NOW + 540.0));
    let request = app.provider.last();
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        (
            "GET",
            "/authorize?scope=smartWrite&response_type=ecobeePin&client_id=key"
        )
    );
    let waits = Reply::json(401, &json!({ "error": "authorization_pending" }));
    app.poll(30.0, waits, 30.0).await;
    app.last_poll(30.0, granted()).await;
    let poll = app.provider.last();
    assert_eq!(
        (poll.field("grant_type"), poll.field("code")),
        ("ecobeePin", "uiNQok9U")
    );
    assert_eq!(poll.field("client_id"), "key");
    end(app).await;
}

#[tokio::test]
async fn q12_nextclouds_login_ends_with_a_name_and_a_password() {
    let app = TestApp::start().await;
    let base = app.provider.url("/cloud");
    let login = format!("{base}/login/v2/flow/guyjGtcKPTKCi4epIRIupIexgJ8wNInMFSfHabACRPZ");
    let first = json!({
        "poll": { "token": DEVICE_CODE, "endpoint": "https://evil.example/poll" }, "login": login,
    });
    let extra = json!({ "base_url": base, "scope": null });
    let told = open(&app, "nextcloud", extra, Reply::json(200, &first)).await;
    assert_eq!(told["verification_uri"], login.as_str());
    assert_eq!(told.get("user_code"), None);
    let request = app.provider.last();
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/cloud/index.php/login/v2")
    );
    assert!(
        request.headers["user-agent"].contains("Kitchen"),
        "{request:?}"
    );
    app.poll(5.0, Reply::json(404, &json!([])), 5.0).await;
    let done = json!({ "server": base, "loginName": "me", "appPassword": "yKTVA4zgx" });
    app.last_poll(5.0, Reply::json(200, &done)).await;
    assert_eq!(app.provider.last().path, "/cloud/index.php/login/v2/poll");
    assert_eq!(app.provider.last().field("token"), DEVICE_CODE);
    let token = app.expect_success().await.data;
    let expected = json!({
        "access_token": "yKTVA4zgx", "token_type": "Basic", "server": base, "loginName": "me",
    });
    assert_eq!(token, expected);
    app.bus.expect(topic::HIDE).await;
    // A skill that asks for the token before each call needs the name as well.
    let token = app.ask("oauth.token.get", &ids()).await;
    assert_eq!(token["access_token"], "yKTVA4zgx");
    assert_eq!(
        (&token["token_type"], &token["loginName"]),
        (&json!("Basic"), &json!("me"))
    );
    assert_eq!(token["server"], base);
    let status = app.status().await;
    assert_eq!(
        (&status["state"], &status["needs_creds"]),
        (&json!("connected"), &json!(false))
    );
    app.stop().await;
}

#[tokio::test]
async fn github_tells_its_interval_with_slow_down() {
    let app = start("github", &["github.com/login"]).await;
    let first = "device_code=planted-device-code&expires_in=899&interval=5&user_code=8F43-6FCF\
                 &verification_uri=https%3A%2F%2Fgithub.com%2Flogin%2Fdevice";
    let first = Reply::text(200, "application/x-www-form-urlencoded", first);
    let told = open(&app, "github", json!({ "client_id": "c" }), first).await;
    assert_eq!(told["user_code"], "8F43-6FCF");
    let slow = Reply::json(200, &json!({ "error": "slow_down", "interval": 10 }));
    app.poll(5.0, slow, 10.0).await;
    let slow = Reply::json(200, &json!({ "error": "slow_down", "interval": 30 }));
    app.poll(10.0, slow, 30.0).await;
    app.last_poll(30.0, Reply::json(200, &json!({ "error": "token_expired" })))
        .await;
    app.bus.expect(topic::HIDE).await;
    app.expect_failure("expired").await;
    app.stop().await;
}
