//! What people hear: a login that waits, its end, a code that they ask for, and nothing else.

use phal_oauth::config::Voice;
use serde_json::{Value, json};

use crate::helpers::{Heard, Reply, Setup, TestApp, assert_refused, ids, topic, with};

const SPEAK: &str = "speak";
const SCREEN: &str = "gui.status.request";
const NOTICE: &str = "ovos.notification.api.set";
const NOTICE_GONE: [&str; 2] = [
    "ovos.notification.api.pop.clear",
    "ovos.notification.api.storage.clear.item",
];

async fn device(voice: Voice) -> TestApp {
    let app = TestApp::with(Setup {
        voice,
        ..Setup::default()
    })
    .await;
    app.register(json!({})).await;
    app
}

/// Says something as a skill on the device does, in this language.
fn ask_in(app: &TestApp, kind: &str, lang: &str) {
    let context = json!({
        "session": { "session_id": "default", "lang": lang }, "source": "skills",
        "destination": ["audio"],
    });
    let message = json!({ "type": kind, "data": ids(), "context": context });
    app.bus.send_raw(&message.to_string());
}

/// Asks for a QR code on the device, and waits for all but what is said of it.
async fn show(app: &TestApp, lang: &str) {
    ask_in(app, "oauth.generate.qr.request", lang);
    app.bus.expect("oauth.generate.qr.response").await;
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;
}

/// Answers the question about a screen.
async fn connect_screen(app: &TestApp, connected: bool) {
    app.bus.expect(SCREEN).await;
    let answer = json!({ "connected": connected });
    app.bus.send("gui.status.request.response", &answer);
}

/// Logs in to the end, with the QR code going.
async fn log_in(app: &TestApp) {
    app.log_in(&json!({ "access_token": "at" })).await;
    app.bus.expect(topic::HIDE).await;
}

fn utterance(spoken: &Heard) -> &str {
    spoken.data["utterance"].as_str().unwrap()
}

#[tokio::test]
async fn without_a_screen_a_login_and_its_end_are_spoken() {
    let app = device(Voice::Auto).await;
    show(&app, "en-US").await;
    connect_screen(&app, false).await;
    let spoken = app.bus.expect(SPEAK).await;
    let said = utterance(&spoken);
    assert!(
        said.starts_with(
            "To connect Music, open this address on your phone: 1 2 7 dot 0 dot 0 dot 1, colon "
        ),
        "{said}"
    );
    let data = json!({
        "utterance": said, "lang": "en-US", "expect_response": false,
        "meta": { "skill": "ovos-PHAL-plugin-oauth" },
    });
    assert_eq!(spoken.data, data);
    let context = json!({
        "session": { "session_id": "default", "lang": "en-US" },
        "skill_id": "ovos-PHAL-plugin-oauth",
    });
    assert_eq!(spoken.context, context, "for whoever plays it here");
    log_in(&app).await;
    let end = app.bus.expect(SPEAK).await;
    assert_eq!(utterance(&end), "Music is connected.");
    app.stop().await;
}

#[tokio::test]
async fn where_nobody_knows_of_screens_there_is_none() {
    let app = device(Voice::Auto).await;
    show(&app, "en-US").await;
    app.bus.expect(SCREEN).await;
    app.clock.advance(2.0);
    app.bus.expect(SPEAK).await;
    app.stop().await;
}

#[tokio::test]
async fn with_a_screen_a_notification_is_there_while_the_login_waits() {
    let app = device(Voice::Auto).await;
    show(&app, "en-US").await;
    connect_screen(&app, true).await;
    let notice = app.bus.expect(NOTICE).await.data;
    let text = notice["text"].as_str().unwrap();
    assert!(text.starts_with("Music waits for your login"), "{text}");
    let (_, address) = text.split_once("127.0.0.1:").unwrap();
    assert!(
        address.ends_with(" on your phone."),
        "no code unasked: {text}"
    );
    assert!(text.len() < 140, "two lines: {text}");
    assert_eq!(notice["callback_data"], json!({}));
    log_in(&app).await;
    for kind in NOTICE_GONE {
        let gone = app.bus.expect(kind).await.data;
        let same = json!({ "sender": notice["sender"], "text": text });
        assert_eq!(gone, json!({ "notification": same }), "{kind}");
    }
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn told_to_speak_it_speaks_beside_the_screen() {
    let app = device(Voice::On).await;
    show(&app, "en-US").await;
    app.bus.expect(NOTICE).await;
    app.bus.expect(SPEAK).await;
    log_in(&app).await;
    app.bus.expect(SPEAK).await;
    for kind in NOTICE_GONE {
        app.bus.expect(kind).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn told_to_be_silent_it_says_only_what_is_asked_for() {
    let app = device(Voice::Off).await;
    show(&app, "en-US").await;
    app.settle().await;
    ask_in(&app, "oauth.speak.code", "en-US");
    app.bus.expect("oauth.speak.code.response").await;
    app.bus.expect(SPEAK).await;
    log_in(&app).await;
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn it_speaks_the_language_of_who_asks() {
    let app = device(Voice::On).await;
    let connect = "Um Music zu verbinden";
    show(&app, "de-AT").await;
    app.bus.expect(NOTICE).await;
    let spoken = app.bus.expect(SPEAK).await;
    assert!(utterance(&spoken).starts_with(connect), "{spoken:?}");
    assert!(utterance(&spoken).contains("Punkt"), "{spoken:?}");
    assert_eq!(spoken.data["lang"], "de-AT");
    // The question may name it where the session does not.
    let data = with(ids(), json!({ "lang": "de" }));
    let answer = app.ask("oauth.speak.code", &data).await;
    assert_eq!(answer, json!({ "result": "Ok" }));
    assert_eq!(app.bus.expect(SPEAK).await.data["lang"], "de");
    // A language that nobody has written is that of the device.
    ask_in(&app, "oauth.speak.code", "tlh");
    app.bus.expect("oauth.speak.code.response").await;
    assert_eq!(app.bus.expect(SPEAK).await.data["lang"], "en-US");
    log_in(&app).await;
    let end = app.bus.expect(SPEAK).await;
    assert_eq!(utterance(&end), "Music ist verbunden.");
    for kind in NOTICE_GONE {
        app.bus.expect(kind).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn one_login_is_spoken_of_once() {
    let app = device(Voice::Auto).await;
    show(&app, "en-US").await;
    connect_screen(&app, false).await;
    let first = app.bus.expect(SPEAK).await;
    // The same skill wants its page opened, and shows another code.
    app.start_login().await;
    app.clock.advance(59.0);
    show(&app, "en-US").await;
    app.settle().await;
    // Somebody asks again later.
    app.clock.advance(2.0);
    show(&app, "en-US").await;
    connect_screen(&app, false).await;
    let again = app.bus.expect(SPEAK).await;
    assert!(again.index > first.index);
    app.stop().await;
}

#[tokio::test]
async fn what_nobody_was_told_of_is_silent() {
    let app = device(Voice::On).await;
    // A link alone, and a code in a terminal.
    app.url().await;
    let mut caller = app.caller().await;
    caller
        .ask("oauth.connect", &json!({ "munged_id": "skill_app" }))
        .await;
    app.bus.expect(topic::STARTED).await;
    app.settle().await;
    app.log_in(&json!({ "access_token": "at" })).await;
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn a_satellite_is_spoken_to_where_it_is() {
    let app = device(Voice::Auto).await;
    app.bus.send("oauth.generate.qr.request", &ids());
    app.bus.expect("oauth.generate.qr.response").await;
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;
    // The screen of this device is no question.
    let spoken = app.bus.expect(SPEAK).await;
    assert_eq!(spoken.context["session"]["session_id"], "sat-1");
    assert_eq!(spoken.context["destination"], json!(["sat", "PHAL", "x"]));
    app.stop().await;
}

#[tokio::test]
async fn each_end_has_its_sentence() {
    let app = device(Voice::On).await;
    for (answer, sentence) in [
        (
            "error=access_denied&error_description=Say+this",
            "Music is not connected, because access was refused.",
        ),
        (
            "error=Say_this&error_description=Say+this",
            "Music is not connected, because the login did not work.",
        ),
    ] {
        ask_in(&app, "oauth.start", "en-US");
        let url = app.bus.expect(topic::START).await.data["url"].clone();
        app.bus.expect(topic::STARTED).await;
        app.bus.expect(NOTICE).await;
        app.bus.expect(SPEAK).await;
        let login = crate::helpers::Login::at(url.as_str().unwrap());
        app.bring(&login, answer).await;
        app.bus.expect(topic::FAILED).await;
        assert_eq!(utterance(&app.bus.expect(SPEAK).await), sentence);
        for kind in NOTICE_GONE {
            app.bus.expect(kind).await;
        }
    }
    show(&app, "en-US").await;
    app.bus.expect(NOTICE).await;
    app.bus.expect(SPEAK).await;
    app.clock.advance(601.0);
    app.bus.expect(topic::FAILED).await;
    app.bus.expect(topic::HIDE).await;
    let sentence = "Music is not connected, because nobody finished the login in time.";
    assert_eq!(utterance(&app.bus.expect(SPEAK).await), sentence);
    for kind in NOTICE_GONE {
        app.bus.expect(kind).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn who_ends_a_login_is_not_told_that_it_ended() {
    let app = device(Voice::On).await;
    show(&app, "en-US").await;
    app.bus.expect(NOTICE).await;
    app.bus.expect(SPEAK).await;
    app.ask("oauth.cancel", &ids()).await;
    app.bus.expect(topic::FAILED).await;
    app.bus.expect(topic::HIDE).await;
    for kind in NOTICE_GONE {
        app.bus.expect(kind).await;
    }
    app.settle().await;
    app.stop().await;
}

#[tokio::test]
async fn a_code_is_spoken_to_who_asks_for_it() {
    let app = device(Voice::Off).await;
    let refused = app.ask("oauth.speak.code", &ids()).await;
    assert_refused(&refused, "state_unknown");
    assert_eq!(refused["result"], "Error");
    show(&app, "en-US").await;
    assert_eq!(
        app.ask("oauth.speak.code", &ids()).await,
        json!({ "result": "Ok" })
    );
    let spoken = app.bus.expect(SPEAK).await;
    let said = utterance(&spoken);
    assert!(
        said.starts_with("Open 1 2 7 dot 0 dot 0 dot 1, colon "),
        "{said}"
    );
    let (_, code) = said.split_once("type this code: ").unwrap();
    let digits: Vec<char> = code.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(digits.len(), 6, "{said}");
    assert_eq!(code.matches(", ").count(), 1, "by groups: {said}");
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let typed: String = digits.into_iter().collect();
    let page = phone.submit(&page, "/", &[("digits", &typed)]).await;
    assert!(page.redirect().starts_with("/go/"), "{page:?}");
    let unknown = with(ids(), json!({ "app_id": "other" }));
    let refused = app.ask("oauth.speak.code", &unknown).await;
    assert_refused(&refused, "unknown_app");
    app.stop().await;
}

#[tokio::test]
async fn a_services_own_code_is_spoken_with_its_address() {
    let app = device(Voice::Off).await;
    app.register(json!({ "device_authorization_endpoint": app.provider.url("/device") }))
        .await;
    let code = |address: &str| {
        json!({
            "device_code": "planted-device-code", "user_code": "WDJB-MJHT", "expires_in": 1800,
            "verification_uri": address, "message": "planted words",
            "verification_uri_complete": format!("{address}?user_code=WDJB-MJHT"),
        })
    };
    for (address, sentence) in [
        (
            "https://provider.example/device",
            "Open provider dot example slash device and type this code: W D J B, M J H T.",
        ),
        // Nobody could keep that in mind: the page of this device shows it.
        (
            "https://provider.example/a/way/that/is/long/to/type",
            "Open 1 2 7 dot 0",
        ),
    ] {
        show(&app, "en-US").await;
        app.provider.will(Reply::json(200, &code(address)));
        app.ask("oauth.speak.code", &ids()).await;
        app.bus.expect(topic::STARTED).await;
        let spoken = app.bus.expect(SPEAK).await;
        assert!(utterance(&spoken).starts_with(sentence), "{spoken:?}");
    }
    // Once it waits, the same code is said again; whoever asks has the page before them.
    app.ask("oauth.speak.code", &ids()).await;
    let spoken = app.bus.expect(SPEAK).await;
    assert_eq!(utterance(&spoken), "The code is W D J B, M J H T.");
    app.stop().await;
}

#[tokio::test]
async fn a_service_that_is_down_is_reached_by_the_page() {
    let app = device(Voice::Off).await;
    app.register(json!({ "device_authorization_endpoint": app.provider.url("/device") }))
        .await;
    show(&app, "en-US").await;
    app.provider
        .will(Reply::json(400, &json!({ "error": "planted" })));
    app.ask("oauth.speak.code", &ids()).await;
    let spoken = app.bus.expect(SPEAK).await;
    assert!(
        utterance(&spoken).starts_with("Open 1 2 7 dot 0"),
        "{spoken:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn nothing_that_opens_anything_is_ever_said() {
    let app = device(Voice::On).await;
    app.register(json!({
        "name": "<speak>planted</speak> http://planted.example/?a=b",
        "client_secret": "planted-secret",
    }))
    .await;
    let secrets = json!({
        "access_token": "planted-access", "refresh_token": "planted-refresh",
        "id_token": "planted-id", "error_description": "planted words",
    });
    show(&app, "en-US").await;
    for reply in [Reply::json(400, &secrets), Reply::json(200, &secrets)] {
        let login = app.url().await;
        app.provider.will(reply);
        app.bring(&login, "code=planted-code").await;
    }
    app.expect_failure("provider_error").await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    let mut said = vec![app.bus.expect(NOTICE).await, app.bus.expect(SPEAK).await];
    said.push(app.bus.expect(SPEAK).await);
    for kind in NOTICE_GONE {
        said.push(app.bus.expect(kind).await);
    }
    for heard in said {
        let text = Value::to_string(&heard.data);
        for secret in [
            "planted-",
            "planted words",
            "state=",
            "/go/",
            "<",
            "://",
            "?a=b",
        ] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn who_is_at_the_front_page_has_the_code_said() {
    let app = device(Voice::Auto).await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let page = phone.submit(&page, "/say", &[]).await;
    assert_eq!(page.redirect(), "/?silent");
    phone
        .get("/?silent")
        .await
        .assert_says(200, "No login is waiting");

    show(&app, "en-US").await;
    connect_screen(&app, false).await;
    let spoken = app.bus.expect(SPEAK).await;
    let invited = utterance(&spoken);
    let address = app.browser().address.to_string().replace(':', "");
    let signs = invited.chars().filter(char::is_ascii_digit).count();
    assert!(
        signs <= address.len(),
        "a code that nobody asked for: {invited}"
    );

    let page = phone.get("/").await;
    let page = phone.submit(&page, "/say", &[]).await;
    assert_eq!(page.redirect(), "/?said");
    let spoken = app.bus.expect(SPEAK).await;
    let digits: String = utterance(&spoken)
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let page = phone.get("/?said").await;
    page.assert_says(200, "saying the code now");
    // Twice in one breath is once.
    phone.submit(&page, "/say", &[]).await;
    let page = phone.submit(&page, "/", &[("digits", &digits)]).await;
    assert!(page.redirect().starts_with("/go/"), "{page:?}");
    phone.post("/say", &[]).await.assert_says(403, "");
    log_in(&app).await;
    app.bus.expect(SPEAK).await;
    app.stop().await;
}

/// A device without a screen that was asked to show its dashboard: what it says.
async fn show_dashboard(app: &TestApp) -> Heard {
    ask_in(app, "oauth.dashboard.show", "en-US");
    app.bus.expect("oauth.dashboard.show.response").await;
    app.bus.expect(topic::DISPLAY).await;
    connect_screen(app, false).await;
    app.bus.expect(SPEAK).await
}

/// Has the front page's digits said.
async fn digits_said(app: &TestApp) -> String {
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let page = phone.submit(&page, "/say", &[]).await;
    assert_eq!(page.redirect(), "/?said");
    let spoken = app.bus.expect(SPEAK).await;
    let digits = utterance(&spoken).chars().filter(char::is_ascii_digit);
    digits.collect()
}

#[tokio::test]
async fn without_a_screen_the_dashboard_is_reached_by_voice() {
    let app = device(Voice::Auto).await;
    let spoken = show_dashboard(&app).await;
    let said = utterance(&spoken);
    assert!(
        said.starts_with("To see your connections, open this address on your phone: 1 2 7 dot "),
        "{said}"
    );
    let digits = digits_said(&app).await;
    assert_eq!(digits.len(), 6);
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let page = phone.submit(&page, "/", &[("digits", &digits)]).await;
    assert_eq!(page.redirect(), "/dashboard");
    phone
        .get("/dashboard")
        .await
        .assert_says(200, "Your connections");
    // A login that is told of later is what the next digits are for.
    app.clock.advance(60.0);
    show(&app, "en-US").await;
    connect_screen(&app, false).await;
    app.bus.expect(SPEAK).await;
    let digits = digits_said(&app).await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let page = phone.submit(&page, "/", &[("digits", &digits)]).await;
    assert!(page.redirect().starts_with("/go/"), "{page:?}");
    log_in(&app).await;
    app.bus.expect(SPEAK).await;
    // Its link has ended meanwhile.
    app.clock.advance(240.0);
    app.bus.expect(topic::HIDE).await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let page = phone.submit(&page, "/say", &[]).await;
    assert_eq!(page.redirect(), "/?silent");
    app.stop().await;
}

#[tokio::test]
async fn the_dashboard_is_spoken_of_where_there_is_no_screen_and_nowhere_else() {
    let app = device(Voice::Auto).await;
    ask_in(&app, "oauth.dashboard.show", "en-US");
    app.bus.expect("oauth.dashboard.show.response").await;
    app.bus.expect(topic::DISPLAY).await;
    connect_screen(&app, true).await;
    app.settle().await;
    // Whoever asks from elsewhere is not in the room.
    app.bus.send("oauth.dashboard.show", &json!({}));
    app.bus.expect("oauth.dashboard.show.response").await;
    app.bus.expect(topic::DISPLAY).await;
    app.settle().await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let page = phone.submit(&page, "/say", &[]).await;
    assert_eq!(page.redirect(), "/?silent");
    app.clock.advance(300.0);
    for _ in 0..2 {
        app.bus.expect(topic::HIDE).await;
    }
    app.stop().await;
}

#[tokio::test]
async fn nobody_makes_the_device_speak_all_the_time() {
    let app = device(Voice::Auto).await;
    show(&app, "en-US").await;
    connect_screen(&app, false).await;
    app.bus.expect(SPEAK).await;
    for _ in 0..3 {
        digits_said(&app).await;
        app.clock.advance(10.0);
    }
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let often = phone.submit(&page, "/say", &[]).await;
    often.assert_says(429, "Wait a minute, then ask again.");
    assert!(often.headers.contains_key("retry-after"));
    app.clock.advance(31.0);
    digits_said(&app).await;
    app.stop().await;
}

#[tokio::test]
async fn a_code_on_the_screen_is_told_of_as_every_login() {
    let app = device(Voice::Auto).await;
    app.register_device(json!({ "way": "device" })).await;
    app.provider.will(crate::helpers::device::code(json!({})));
    show(&app, "en-US").await;
    connect_screen(&app, false).await;
    let spoken = app.bus.expect(SPEAK).await;
    let said = utterance(&spoken);
    assert!(said.starts_with("To connect Music, open"), "{said}");
    // The digits lead to the page with the code.
    let digits = digits_said(&app).await;
    let mut phone = app.phone();
    let page = phone.get("/").await;
    let page = phone.submit(&page, "/", &[("digits", &digits)]).await;
    phone
        .get(page.redirect())
        .await
        .assert_says(200, "WDJB-MJHT");
    app.stop().await;
}
