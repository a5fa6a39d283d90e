//! The device grant (RFC 8628): begun by a person, polled in its time, ended in every way.

use serde_json::json;

use crate::helpers::device::{DEVICE_CODE, code, granted, pending};
use crate::helpers::{NOW, Reply, Setup, TestApp, assert_refused, ids, munged, topic, with};

/// The grant type of a poll.
const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:device_code";

#[tokio::test]
async fn a_person_confirms_a_code_and_the_skill_has_its_token() {
    let app = TestApp::start().await;
    app.register_device(json!({})).await;
    let link = app.invitation().await;
    let complete = "https://provider.example/device?user_code=WDJB-MJHT";
    let first = code(json!({ "verification_uri_complete": complete }));
    let told = app.open_code(&link, first).await;
    // C58: the address, the same with the code, and the code.
    let expected = json!({
        "way": "device", "user_code": "WDJB-MJHT", "expires_at": NOW + 1800.0,
        "verification_uri": "https://provider.example/device",
        "verification_uri_complete": complete,
    });
    assert_eq!(told, with(munged(), expected));
    assert_eq!(app.status().await["login_pending"], true);
    app.poll(5.0, pending(), 5.0).await;
    app.last_poll(5.0, granted()).await;
    let token = app.expect_success().await.data;
    assert_eq!(token["access_token"], "at");
    assert_eq!(token.get("refresh_token"), None);
    app.bus.expect(topic::HIDE).await;
    assert_eq!(app.images().len(), 0);
    let status = app.status().await;
    assert_eq!(
        (&status["state"], &status["login_pending"]),
        (&json!("connected"), &json!(false))
    );
    let page = app.browser().get(&link).await;
    app.browser()
        .get(page.redirect())
        .await
        .assert_says(200, "All done");
    app.stop().await;
}

#[tokio::test]
async fn c54_the_request_is_a_post_with_client_and_scope() {
    let app = TestApp::start().await;
    let extra = json!({
        "parameters": { "prompt": "consent" }, "audience": "api", "token_parameters": { "key": "k" },
    });
    app.register_device(extra).await;
    let link = app.invitation().await;
    app.open_code(&link, code(json!({}))).await;
    let request = app.provider.last();
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/device")
    );
    assert_eq!(request.basic().as_deref(), Some("cid:sec"));
    let expected = [("scope", "a b"), ("prompt", "consent"), ("audience", "api")];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(request.form, expected.into());
    // C59: the poll shows the same client, and what belongs to every token request.
    app.poll(5.0, pending(), 5.0).await;
    let poll = app.provider.last();
    assert_eq!(
        (poll.path.as_str(), poll.field("grant_type")),
        ("/token", GRANT_TYPE)
    );
    assert_eq!(poll.field("device_code"), DEVICE_CODE);
    assert_eq!((poll.field("audience"), poll.field("key")), ("api", "k"));
    assert_eq!(poll.basic().as_deref(), Some("cid:sec"));
    assert_eq!(poll.form.len(), 4, "{poll:?}");
    app.stop().await;
}

#[tokio::test]
async fn c54_a_public_client_names_itself_and_nothing_goes_in_clear() {
    let app = TestApp::start().await;
    let clear = json!({ "device_authorization_endpoint": "http://provider.example/device" });
    assert_refused(&app.register(clear).await, "insecure_endpoint");
    let public = json!({
        "client_secret": null, "device_authorization_endpoint": app.provider.url("/device"),
    });
    app.register(public).await;
    let link = app.invitation().await;
    app.open_code(&link, code(json!({}))).await;
    let request = app.provider.last();
    assert_eq!((request.field("client_id"), request.basic()), ("cid", None));
    app.poll(5.0, pending(), 5.0).await;
    assert_eq!(app.provider.last().field("client_id"), "cid");
    app.stop().await;
}

#[tokio::test]
async fn c55_a_code_is_asked_for_when_a_person_comes_and_never_before() {
    let mut app = TestApp::start().await;
    app.register_device(json!({})).await;
    let url = app.ask("oauth.get", &ids()).await["url"].clone();
    assert!(url.as_str().unwrap().contains("/go/"), "{url}");
    app.bus.send("oauth.start", &ids());
    app.bus.expect(topic::START).await;
    app.bus.expect(topic::STARTED).await;
    let link = app.invitation().await;
    app.register_device(json!({})).await;
    app.restart().await;
    app.settle().await;
    assert_eq!(app.provider.requests().len(), 0);

    app.open_code(&link, code(json!({}))).await;
    for _ in 0..3 {
        app.browser().get(&link).await;
    }
    app.browser().send("HEAD", &link).await;
    app.settle().await;
    assert_eq!(
        app.provider.requests().len(),
        1,
        "a reload shows the same code"
    );
    let other = app.invitation().await;
    app.open_code(&other, code(json!({ "device_code": "other" })))
        .await;
    assert_eq!(app.provider.requests().len(), 2, "another link has its own");
    app.stop().await;
}

#[tokio::test]
async fn c55_a_dead_login_asks_for_no_code_by_itself() {
    let mut app = TestApp::start().await;
    app.waiting(json!({})).await;
    app.last_poll(5.0, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.provider.will(Reply::error("invalid_grant"));
    app.clock.advance(3600.0);
    app.bus.expect(topic::REQUIRED).await;
    let asked = app.provider.requests().len();
    app.restart().await;
    app.clock.advance(86_400.0);
    app.settle().await;
    assert_eq!(app.provider.requests().len(), asked);
    app.stop().await;
}

#[tokio::test]
async fn c55_pages_opened_at_once_share_a_code() {
    let app = TestApp::start().await;
    app.register_device(json!({})).await;
    let link = app.invitation().await;
    let (held, gate) = code(json!({})).held();
    app.provider.will(held);
    let browser = app.browser();
    let both = async { tokio::join!(browser.get(&link), browser.get(&link)) };
    let open = async {
        app.provider.until_asked(1).await;
        gate.notify_one();
    };
    tokio::join!(both, open);
    app.bus.expect(topic::STARTED).await;
    app.settle().await;
    assert_eq!(app.provider.requests().len(), 1);
    app.stop().await;
}

#[tokio::test]
async fn c56_an_answer_without_what_is_needed_begins_nothing() {
    let app = TestApp::start().await;
    app.register_device(json!({})).await;
    let link = app.invitation().await;
    for missing in ["device_code", "user_code", "verification_uri"] {
        app.provider.will(code(json!({ missing: null })));
        assert!(app.browser().get(&link).await.status >= 400, "{missing}");
    }
    for bad in [
        Reply::error("unauthorized_client"),
        Reply::error("invalid_scope"),
        Reply::text(404, "text/html", "<h1>no</h1>"),
        Reply::dropped(),
        Reply::text(503, "text/html", "later"),
    ] {
        app.provider.will(bad);
        assert!(app.browser().get(&link).await.status >= 400);
    }
    app.settle().await;
    // Nothing is lost by it: the next visit tries again.
    app.open_code(&link, code(json!({ "interval": null, "expires_in": null })))
        .await;
    // Q7: five seconds where nothing is told.
    app.poll(5.0, pending(), 5.0).await;
    app.last_poll(5.0, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn c60_the_interval_counts_from_the_last_answer() {
    let app = TestApp::start().await;
    app.waiting(json!({ "interval": 7 })).await;
    app.clock.advance(6.5);
    app.settle().await;
    assert_eq!(app.provider.requests().len(), 1, "not before its time");
    let (held, gate) = pending().held();
    app.provider.will(held);
    app.clock.advance(0.5);
    app.provider.until_asked(2).await;
    // The server takes eight seconds.
    app.clock.advance(8.0);
    app.settle().await;
    gate.notify_one();
    app.until_next_poll(7.0).await;
    app.clock.advance(6.5);
    app.settle().await;
    app.poll(0.5, pending(), 7.0).await;
    assert_eq!(app.asked_at(), [0.0, 7.0, 22.0]);
    app.stop().await;
}

#[tokio::test]
async fn c61_slow_down_makes_all_later_polls_rarer() {
    let app = TestApp::start().await;
    app.waiting(json!({})).await;
    let slow = || Reply::error("slow_down");
    app.poll(5.0, slow(), 10.0).await;
    app.poll(10.0, slow(), 15.0).await;
    app.poll(15.0, slow(), 20.0).await;
    app.poll(20.0, pending(), 20.0).await;
    let told =
        |interval: u32| Reply::json(400, &json!({ "error": "slow_down", "interval": interval }));
    app.poll(20.0, told(40), 40.0).await;
    app.poll(40.0, told(10), 45.0).await;
    app.poll(45.0, pending(), 45.0).await;
    // A little too early each time: by the server's own clock no poll comes before its time.
    app.clock.advance(44.9);
    app.settle().await;
    app.poll(0.1, pending(), 45.0).await;
    let expected = [0.0, 5.0, 15.0, 30.0, 50.0, 70.0, 110.0, 155.0, 200.0];
    let times = app.asked_at();
    let off = times.iter().zip(expected).map(|(is, due)| (is - due).abs());
    assert_eq!(times.len(), expected.len());
    assert!(off.fold(0.0, f64::max) < 1e-3, "{times:?}");
    app.stop().await;
}

#[tokio::test]
async fn c62_every_other_error_ends_the_login() {
    let app = TestApp::start().await;
    for (sent, code) in [
        ("access_denied", "access_denied"),
        ("authorization_declined", "access_denied"),
        ("expired_token", "expired"),
        ("invalid_grant", "provider_error"),
        ("unauthorized_client", "misconfigured"),
        ("something_invented", "provider_error"),
    ] {
        app.waiting(json!({})).await;
        app.last_poll(5.0, Reply::error(sent)).await;
        app.bus.expect(topic::HIDE).await;
        app.expect_failure(code).await;
        let asked = app.provider.requests().len();
        app.clock.advance(600.0);
        app.settle().await;
        assert_eq!(app.provider.requests().len(), asked, "{sent}");
        assert_eq!(app.images().len(), 0);
        assert_eq!(app.status().await["login_pending"], false);
    }
    app.stop().await;
}

#[tokio::test]
async fn c63_lost_answers_make_polls_rarer_and_never_more_frequent() {
    let app = TestApp::start().await;
    app.waiting(json!({ "interval": 7 })).await;
    let mut interval = 7.0;
    for (reply, next) in [
        (Reply::dropped(), 14.0),
        (Reply::text(502, "text/html", "<h1>bad gateway</h1>"), 28.0),
        (
            Reply::text(200, "text/html", "<h1>Welcome to our hotel</h1>"),
            56.0,
        ),
        (pending(), 56.0),
        (granted().halved(), 60.0),
        (Reply::dropped(), 60.0),
        (Reply::error("slow_down"), 65.0),
        (Reply::dropped(), 65.0),
    ] {
        app.poll(interval, reply, next).await;
        interval = next;
    }
    app.last_poll(interval, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn c63_an_interval_above_ten_seconds_is_not_shortened() {
    let app = TestApp::start().await;
    app.waiting(json!({ "interval": 90 })).await;
    app.poll(90.0, Reply::dropped(), 90.0).await;
    app.poll(90.0, pending(), 90.0).await;
    app.stop().await;
}

#[tokio::test]
async fn a_server_that_asks_for_a_pause_gets_it() {
    let app = TestApp::start().await;
    app.waiting(json!({})).await;
    let busy = Reply::text(503, "text/plain", "later").header("retry-after: 120");
    app.poll(5.0, busy, 120.0).await;
    let slow = Reply::error("slow_down").header("retry-after: 30");
    app.poll(120.0, slow, 30.0).await;
    app.poll(30.0, pending(), 15.0).await;
    app.stop().await;
}

#[tokio::test]
async fn c64_after_its_end_a_code_is_replaced_only_when_a_person_asks() {
    let app = TestApp::start().await;
    let link = app.waiting(json!({ "expires_in": 300 })).await;
    app.poll(5.0, pending(), 5.0).await;
    app.clock.advance(295.0);
    app.bus.expect(topic::HIDE).await;
    app.expect_failure("expired").await;
    let asked = app.provider.requests().len();
    app.clock.advance(300.0);
    app.browser().get(&link).await;
    app.settle().await;
    assert_eq!(
        app.provider.requests().len(),
        asked,
        "no new code by itself"
    );
    app.stop().await;
}

#[tokio::test]
async fn c66_the_issuers_metadata_tells_where_a_code_is_asked_for() {
    let app = TestApp::start().await;
    let issuer = app.provider.url("");
    let metadata = json!({
        "issuer": issuer, "token_endpoint": app.provider.url("/v1/token"),
        "device_authorization_endpoint": app.provider.url("/v1/device"),
    });
    app.provider.will(Reply::json(200, &metadata));
    let fields = json!({
        "issuer": issuer, "way": "device", "auth_endpoint": null, "token_endpoint": null,
    });
    app.register(fields.clone()).await;
    app.provider.until_asked(1).await;
    let first = code(json!({}));
    app.provider.will(first);
    let answer = app.ask("oauth.generate.qr.request", &ids()).await;
    assert_eq!(answer["user_code"], "WDJB-MJHT", "{answer}");
    app.bus.expect(topic::STARTED).await;
    app.bus.expect(topic::DISPLAY).await;
    assert_eq!(app.provider.last().path, "/v1/device");
    app.poll(5.0, pending(), 5.0).await;
    assert_eq!(app.provider.last().path, "/v1/token");
    // What is registered wins.
    let mine = json!({ "device_authorization_endpoint": app.provider.url("/mine") });
    app.register(with(fields, mine)).await;
    app.provider.will(code(json!({})));
    app.ask("oauth.generate.qr.request", &ids()).await;
    app.bus.expect(topic::STARTED).await;
    app.bus.expect(topic::DISPLAY).await;
    assert_eq!(app.provider.last().path, "/mine");
    app.stop().await;
}

#[tokio::test]
async fn a_device_way_shows_the_providers_page_at_once() {
    let app = TestApp::start().await;
    app.register_device(json!({ "way": "device" })).await;
    let complete = "https://provider.example/device?user_code=WDJB-MJHT";
    app.provider
        .will(code(json!({ "verification_uri_complete": complete })));
    app.bus.send("oauth.generate.qr.request", &ids());
    let answer = app.bus.expect("oauth.generate.qr.response").await;
    let display = app.bus.expect(topic::DISPLAY).await;
    let path = answer.data["qr"].as_str().unwrap();
    // C58: the reply has all three, as the announcement.
    let shown = json!({
        "verification_uri": "https://provider.example/device",
        "verification_uri_complete": complete, "user_code": "WDJB-MJHT",
    });
    assert_eq!(
        answer.data,
        with(with(ids(), json!({ "qr": path })), shown.clone())
    );
    assert_eq!(display.data, with(ids(), json!({ "qr": path })));
    let started = app.bus.expect(topic::STARTED).await.data;
    let told = with(
        shown,
        json!({ "way": "device", "expires_at": NOW + 1800.0 }),
    );
    assert_eq!(started, with(munged(), told));
    // The image is good as long as the code.
    app.provider.will(pending());
    app.clock.advance(1700.0);
    app.until_next_poll(5.0).await;
    assert_eq!(app.images().len(), 1);
    app.last_poll(5.0, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    assert_eq!(app.images().len(), 0);
    app.stop().await;
}

#[tokio::test]
async fn a_restart_goes_on_with_the_same_code() {
    let mut app = TestApp::start().await;
    let link = app.waiting(json!({})).await;
    app.poll(5.0, Reply::error("slow_down"), 10.0).await;
    app.clock.advance(4.0);
    app.restart().await;
    // Nobody knows when the last poll was sent, so the interval begins again.
    app.until_next_poll(10.0).await;
    app.clock.advance(9.5);
    app.browser().get(&link).await;
    app.settle().await;
    assert_eq!(app.provider.requests().len(), 2);
    app.last_poll(0.5, granted()).await;
    assert_eq!(app.provider.last().field("device_code"), DEVICE_CODE);
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn a_crash_goes_on_with_the_same_code() {
    let mut app = TestApp::start().await;
    app.waiting(json!({})).await;
    let (held, _gate) = granted().held();
    app.provider.will(held);
    app.clock.advance(5.0);
    app.provider.until_asked(2).await;
    app.crash().await;
    app.until_closed().await;
    app.start_again().await;
    app.until_next_poll(5.0).await;
    app.poll(5.0, pending(), 5.0).await;
    app.last_poll(5.0, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn a_stop_waits_for_the_answer_to_a_poll() {
    let mut app = TestApp::start().await;
    app.waiting(json!({})).await;
    let (held, gate) = granted().held();
    app.provider.will(held);
    app.clock.advance(5.0);
    app.provider.until_asked(2).await;
    let stopping = app.begin_stop().await;
    gate.notify_one();
    let said = [topic::TOKEN, topic::SUCCEEDED, topic::HIDE];
    app.assert_stopped(stopping, &said).await;
}

#[tokio::test]
async fn a_refusal_is_told_and_ends_the_login() {
    let app = TestApp::start().await;
    let link = app.waiting(json!({})).await;
    app.last_poll(5.0, Reply::error("access_denied")).await;
    app.bus.expect(topic::HIDE).await;
    app.expect_failure("access_denied").await;
    let asked = app.provider.requests().len();
    app.browser().get(&link).await;
    app.settle().await;
    assert_eq!(app.provider.requests().len(), asked);
    app.stop().await;
}

#[tokio::test]
async fn whatever_ends_a_login_ends_its_polls() {
    let app = TestApp::start().await;
    for request in ["oauth.cancel", "oauth.unregister"] {
        app.waiting(json!({})).await;
        assert_eq!(app.ask(request, &ids()).await["result"], "Ok");
        app.bus.expect(topic::HIDE).await;
        app.expect_failure("access_denied").await;
        let asked = app.provider.requests().len();
        app.clock.advance(60.0);
        app.settle().await;
        assert_eq!(app.provider.requests().len(), asked, "{request}");
    }
    // The success of one of two codes ends the other.
    app.waiting(json!({ "interval": 50 })).await;
    let other = app.invitation().await;
    app.open_code(&other, code(json!({ "device_code": "the-other" })))
        .await;
    app.last_poll(5.0, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    let asked = app.provider.requests().len();
    app.clock.advance(600.0);
    app.settle().await;
    assert_eq!(app.provider.requests().len(), asked);
    assert_eq!(app.status().await["login_pending"], false);
    app.stop().await;
}

#[tokio::test]
async fn an_approval_after_the_end_is_not_kept_and_is_revoked() {
    let app = TestApp::start().await;
    app.register_device(json!({ "revocation_endpoint": app.provider.url("/revoke") }))
        .await;
    let link = app.invitation().await;
    app.open_code(&link, code(json!({}))).await;
    let (held, gate) = granted().held();
    app.provider.will(held);
    app.clock.advance(5.0);
    app.provider.until_asked(2).await;
    app.ask("oauth.cancel", &ids()).await;
    app.bus.expect(topic::HIDE).await;
    app.expect_failure("access_denied").await;
    app.provider.will(Reply::text(200, "text/plain", ""));
    gate.notify_one();
    app.provider.until_asked(3).await;
    let revoked = app.provider.last();
    assert_eq!(
        (revoked.path.as_str(), revoked.field("token")),
        ("/revoke", "rt")
    );
    assert_eq!(app.status().await["state"], "not_authenticated");
    app.stop().await;
}

#[tokio::test]
async fn logins_are_polled_side_by_side() {
    let app = TestApp::start().await;
    app.waiting(json!({})).await;
    let (held, gate) = pending().held();
    app.provider.will(held);
    app.clock.advance(5.0);
    app.provider.until_asked(2).await;
    // While that server takes its time, another login is begun, polled and ended.
    let other = json!({ "app_id": "other" });
    app.register_device(other.clone()).await;
    let image = app
        .ask("oauth.generate.qr.request", &with(ids(), other))
        .await;
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;
    let link = app.link_of(image["qr"].as_str().unwrap());
    app.open_code(&link, code(json!({ "device_code": "the-other" })))
        .await;
    app.provider.will(granted());
    app.clock.advance(5.0);
    app.bus.expect("oauth.token.response.skill_other").await;
    app.bus.expect(topic::SUCCEEDED).await;
    app.bus.expect(topic::HIDE).await;
    gate.notify_one();
    app.until_next_poll(5.0).await;
    app.last_poll(5.0, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

/// Lets a clock that was set be noticed at once, and not after the next minute.
async fn notice_jump(app: &TestApp) {
    let answer = app.ask("oauth.token.get", &ids()).await;
    assert_refused(&answer, "not_authenticated");
}

#[tokio::test]
async fn a_clock_that_is_set_moves_the_polls_with_it() {
    let app = TestApp::start().await;
    app.waiting(json!({})).await;
    for by in [7200.0, -3600.0] {
        app.clock.jump(by);
        notice_jump(&app).await;
        app.poll(5.0, pending(), 5.0).await;
        assert_eq!(app.status().await["login_pending"], true);
    }
    app.stop().await;
}

#[tokio::test]
async fn a_device_that_wakes_up_in_1970_polls_all_the_same() {
    let mut app = TestApp::start().await;
    app.waiting(json!({})).await;
    app.poll(5.0, pending(), 5.0).await;
    app.end().await;
    app.assert_left().await;
    app.clock.jump(-NOW);
    app.start_again().await;
    app.poll(5.0, pending(), 5.0).await;
    // The network tells the time.
    app.clock.jump(NOW);
    notice_jump(&app).await;
    app.until_next_poll(5.0).await;
    app.last_poll(5.0, granted()).await;
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    app.stop().await;
}

#[tokio::test]
async fn basic_is_tried_first_and_the_body_once() {
    let app = TestApp::start().await;
    app.register_device(json!({})).await;
    let link = app.invitation().await;
    // This server looks at the client when it is polled, not before.
    app.open_code(&link, code(json!({}))).await;
    app.provider
        .will(Reply::json(401, &json!({ "error": "invalid_client" })));
    app.poll(5.0, pending(), 5.0).await;
    app.provider.until_asked(3).await;
    app.until_next_poll(5.0).await;
    assert_eq!(app.provider.last().field("client_secret"), "sec");
    app.poll(5.0, pending(), 5.0).await;
    let polls = app.provider.requests();
    assert_eq!(polls.len(), 4, "what works is remembered");
    assert_eq!(polls[3].field("client_secret"), "sec");
    app.stop().await;
}

#[tokio::test]
async fn standclouds_scripts_run_on_its_paths() {
    let app = TestApp::start().await;
    let fields = json!({
        "skill_id": "skill", "app_id": "app", "provider": "authelia",
        "base_url": app.provider.url("/auth"), "client_id": "hardpy-report-uploader",
        "scope": "offline_access authelia.bearer.authz",
        "audience": app.provider.url("/hardpy/api/v1"),
    });
    app.ask("oauth.register", &fields).await;
    let link = app.invitation().await;
    let page = "https://demo.standcloud.io/auth/device-authorization";
    let first = json!({
        "verification_uri": page, "verification_uri_complete": format!("{page}?user_code=x"),
    });
    app.open_code(&link, code(first)).await;
    let request = app.provider.last();
    assert_eq!(request.path, "/auth/api/oidc/device-authorization");
    assert_eq!(request.field("client_id"), "hardpy-report-uploader");
    assert_eq!(
        request.field("scope"),
        "offline_access authelia.bearer.authz"
    );
    assert_eq!(
        request.field("audience"),
        app.provider.url("/hardpy/api/v1")
    );
    app.poll(5.0, pending(), 5.0).await;
    app.last_poll(5.0, granted()).await;
    let poll = app.provider.last();
    assert_eq!(
        (poll.path.as_str(), poll.field("grant_type")),
        ("/auth/api/oidc/token", GRANT_TYPE)
    );
    assert_eq!(poll.field("client_id"), "hardpy-report-uploader");
    app.expect_success().await;
    app.bus.expect(topic::HIDE).await;
    // The second script refreshes.
    app.provider.will(granted());
    assert_eq!(app.ask("oauth.refresh", &ids()).await["result"], "Ok");
    app.bus.expect(topic::REFRESHED).await;
    let refresh = app.provider.last();
    assert_eq!(refresh.field("grant_type"), "refresh_token");
    assert_eq!(refresh.path, "/auth/api/oidc/token");
    app.stop().await;
}

#[tokio::test]
async fn c57_the_device_code_is_in_no_file_and_no_answer() {
    let app = TestApp::start().await;
    app.register_device(json!({ "way": "device" })).await;
    app.provider.will(code(json!({})));
    let answer = app.ask("oauth.generate.qr.request", &ids()).await;
    let display = app.bus.expect(topic::DISPLAY).await.data;
    let started = app.bus.expect(topic::STARTED).await.data;
    app.poll(5.0, pending(), 5.0).await;
    let status = app.ask("oauth.status", &json!({})).await;
    let settings = app.ask("oauth.settings.get", &ids()).await;
    for said in [&answer, &display, &started, &status, &settings] {
        assert!(!said.to_string().contains(DEVICE_CODE), "{said}");
    }
    for file in ["data/oauth.db", "data/oauth.db-wal"] {
        let bytes = std::fs::read(app.folder.path().join(file)).unwrap();
        let code = DEVICE_CODE.as_bytes();
        assert!(
            !bytes.windows(code.len()).any(|window| window == code),
            "{file}"
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn a_shell_asks_for_a_client_before_any_code() {
    let app = TestApp::start().await;
    let fields = json!({
        "device_authorization_endpoint": app.provider.url("/device"), "client_id": null,
    });
    app.register(fields).await;
    app.bus.send("oauth.start", &ids());
    let opened = app.bus.expect(topic::START).await.data;
    assert_eq!(
        (&opened["needs_credentials"], &opened["url"]),
        (&json!(true), &json!(""))
    );
    let page = app.type_credentials("typed", "s").await.url;
    app.open_code(page.path(), code(json!({}))).await;
    assert_eq!(app.provider.last().basic().as_deref(), Some("typed:s"));
    app.stop().await;
}

#[tokio::test]
async fn an_image_that_waits_for_its_code_holds_up_nobody() {
    let app = TestApp::start().await;
    app.register_device(json!({ "way": "device" })).await;
    let (held, gate) = code(json!({})).held();
    app.provider.will(held);
    app.bus.send("oauth.generate.qr.request", &ids());
    app.provider.until_asked(1).await;
    assert_eq!(app.status().await["way"], "device");
    gate.notify_one();
    let answer = app.bus.expect("oauth.generate.qr.response").await.data;
    assert_eq!(answer["user_code"], "WDJB-MJHT");
    app.bus.expect(topic::STARTED).await;
    app.bus.expect(topic::DISPLAY).await;
    app.stop().await;
}

#[tokio::test]
async fn an_image_that_comes_late_is_shown_and_asking_again_brings_the_same_code() {
    let app = TestApp::with(Setup {
        reply_within: std::time::Duration::from_millis(50),
        ..Setup::default()
    })
    .await;
    app.register_device(json!({ "way": "device" })).await;
    let (held, gate) = code(json!({})).held();
    app.provider.will(held);
    let late = app.ask("oauth.generate.qr.request", &ids()).await;
    assert_refused(&late, "temporarily_unavailable");
    gate.notify_one();
    let shown = app.bus.expect(topic::DISPLAY).await.data;
    let started = app.bus.expect(topic::STARTED).await.data;
    assert_eq!(started["user_code"], "WDJB-MJHT");
    let again = app.ask("oauth.generate.qr.request", &ids()).await;
    assert_eq!(
        (&again["qr"], &again["user_code"]),
        (&shown["qr"], &started["user_code"])
    );
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;
    assert_eq!((app.provider.requests().len(), app.images().len()), (1, 1));
    // Where somebody has tidied up, there is nothing to show.
    app.provider.will(code(json!({ "user_code": "NEW" })));
    std::fs::remove_file(again["qr"].as_str().unwrap()).unwrap();
    let anew = app.ask("oauth.generate.qr.request", &ids()).await;
    assert_eq!(anew["user_code"], "NEW");
    app.bus.expect(topic::DISPLAY).await;
    app.bus.expect(topic::STARTED).await;
    app.stop().await;
}

#[tokio::test]
async fn a_login_that_is_cancelled_before_its_code_comes_begins_nothing() {
    let app = TestApp::start().await;
    for (fields, ends) in [
        (json!({ "way": "device" }), "oauth.cancel"),
        (json!({ "way": "device" }), "oauth.unregister"),
    ] {
        app.register_device(fields).await;
        let asked = app.provider.requests().len();
        let (held, gate) = code(json!({})).held();
        app.provider.will(held);
        app.bus.send("oauth.generate.qr.request", &ids());
        app.provider.until_asked(asked + 1).await;
        assert_eq!(app.ask(ends, &ids()).await["result"], "Ok");
        gate.notify_one();
        let answer = app.bus.expect("oauth.generate.qr.response").await.data;
        assert_refused(&answer, "access_denied");
        app.clock.advance(600.0);
        app.settle().await;
        assert_eq!(app.provider.requests().len(), asked + 1);
        assert_eq!(app.images().len(), 0);
    }
    app.stop().await;
}
