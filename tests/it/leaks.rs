//! What log and pages say: nothing that opens anything.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::{Layer, Registry};

use crate::helpers::browser::Page;
use crate::helpers::device::code;
use crate::helpers::json_files::{APPS, TOKENS, token_row};
use crate::helpers::program::Program;
use crate::helpers::{ApiReach, Reply, Setup, TestApp, ids, topic, with};

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

/// Every way that a secret can take through the program.
async fn live(app: &TestApp) {
    app.register(json!({ "client_secret": "planted-shipped" }))
        .await;
    app.register(json!({ "client_secret": "planted-\u{7}" }))
        .await;
    app.bus.send(
        topic::CREDENTIALS,
        &with(
            ids(),
            json!({ "client_id": "typed", "client_secret": "planted-typed" }),
        ),
    );
    app.bus.expect(topic::START).await;
    app.bus.expect(topic::STARTED).await;
    let token = json!({
        "access_token": "planted-access", "refresh_token": "planted-refresh",
        "id_token": "planted-id", "scope": 7,
    });
    app.log_in(&token).await;
    let unreadable = r#"{"refresh_token":"planted-lost","#;
    for reply in [
        Reply::json(200, &token),
        Reply::text(200, "application/json", unreadable),
        Reply::text(400, "application/json", unreadable),
        Reply::json(
            400,
            &json!({ "error": "planted error", "error_description": "planted" }),
        ),
        Reply::json(500, &token),
        Reply::json(200, &token).halved(),
        Reply::dropped(),
    ] {
        let is_good = app.provider.requests().len() == 1;
        app.provider.will(reply.clone());
        app.ask("oauth.refresh", &ids()).await;
        if is_good {
            app.bus.expect(topic::REFRESHED).await;
            continue;
        }
        let login = app.url().await;
        app.provider.will(reply);
        assert_clean(&app.bring_to_end(&login, "code=planted-code").await);
        app.bus.expect(topic::FAILED).await;
    }
    use_the_pages(app).await;
    use_the_files(app).await;
    let pasted = json!({ "redirectURL": "http://x/auth/callback/a?code=planted-code&state=y" });
    app.ask(topic::FORWARD, &pasted).await;
    app.provider.will(Reply::error("invalid_grant"));
    app.ask("oauth.refresh", &ids()).await;
    app.bus.expect(topic::REQUIRED).await;
}

/// What phones bring and people type.
async fn use_the_pages(app: &TestApp) {
    for path in [
        "/auth/callback/skill_app?code=planted-code&state=planted-state",
        "/auth/callback/planted-id?code=planted-code&code=planted-code&state=x",
        "/go/planted-nonce",
        "/done/planted-receipt",
        "/nowhere?planted",
        "/dashboard/planted-link",
    ] {
        assert_clean(&app.browser().get(path).await);
    }
    let mut phone = app.phone();
    for (app_id, registered, step, field) in [
        (
            "typed",
            json!({ "client_id": null }),
            "credentials",
            "client_secret",
        ),
        ("pasted", json!({ "way": "loopback" }), "paste", "text"),
        ("key", json!({ "way": "token" }), "key", "key"),
    ] {
        let other = with(app.registration(), json!({ "app_id": app_id }));
        app.ask("oauth.register", &with(other, registered)).await;
        let munged_id = format!("skill_{app_id}");
        let asked = json!({ "munged_id": munged_id });
        let link = app.caller().await.ask("oauth.connect", &asked).await;
        app.bus.expect(topic::STARTED).await;
        let path = format!(
            "/go/{}",
            link["url"].as_str().unwrap().rsplit('/').next().unwrap()
        );
        let page = phone.get(&path).await;
        app.bus.expect(topic::STARTED).await;
        if step == "paste" {
            app.provider
                .will(Reply::json(200, &json!({ "access_token": "planted-at" })));
        }
        let typed = [("client_id", "cid"), (field, "planted-by-hand")];
        let action = format!("{path}/{step}");
        let next = phone.submit(&page, &action, &typed).await;
        assert_clean(&phone.get(next.redirect()).await);
        if step == "credentials" {
            app.bus.expect(topic::STARTED).await;
            assert_clean(&phone.get(&format!("{path}/client")).await);
        } else {
            app.bus
                .expect(&format!("oauth.token.response.{munged_id}"))
                .await;
            app.bus.expect(topic::SUCCEEDED).await;
        }
    }
}

/// Opens the dashboard; returns what opened it: the secret of its link, and the session.
async fn use_the_dashboard(app: &TestApp) -> [String; 2] {
    let shown = app.caller().await.ask("oauth.dashboard", &json!({})).await;
    let (_, link) = shown["url"].as_str().unwrap().rsplit_once('/').unwrap();
    let mut phone = app.phone();
    let path = format!("/dashboard/{link}");
    let page = phone.get(&path).await;
    phone.submit(&page, &path, &[]).await;
    let session = phone.cookies["phal_oauth_session"].clone();
    let page = phone.get("/dashboard").await;
    assert_clean(&page);
    assert!(!page.body.contains(link) && !page.body.contains(&session));
    [link.to_owned(), session]
}

/// A program asks as it should and as it should not; returns all that it was given for itself.
async fn use_the_api(app: &TestApp) -> [String; 4] {
    let other = with(app.registration(), json!({ "app_id": "radio" }));
    app.ask("oauth.register", &other).await;
    app.log_in_other("radio", &json!({ "access_token": "planted-radio" }))
        .await;
    let program = Program::let_in(app, "token:skill_radio").await;
    let path = "/api/v1/tokens/skill_radio";
    let told = program.get(path).await;
    assert!(told.body.contains("planted-radio"), "{told:?}");
    misuse_the_api(&program, path).await;
    program.give_back().await;
    assert_eq!(program.get(path).await.status, 401);
    let Program {
        device_code,
        user_code,
        token,
        refresh_token,
        ..
    } = program;
    [device_code, user_code, token, refresh_token]
}

/// Everything that is refused, with something secret in it.
async fn misuse_the_api(program: &Program, path: &str) {
    let (token, refresh_token) = (&program.token, &program.refresh_token);
    let (shown, bare) = (format!("Bearer {token} x"), program.showing(&[]));
    let basic = program.showing(&["Basic cGxhbnRlZDpwbGFudGVk"]);
    let form = |fields: &[(&str, &str)]| program.form(fields);
    for refused in [
        program.showing(&["Bearer planted-token"]).get(path).await,
        program.showing(&[&shown]).get(path).await,
        program.get(&format!("{path}?access_token={token}")).await,
        program.get(&format!("{path}?rejected=planted")).await,
        program
            .get(&format!("{path}?min_valid_seconds=planted"))
            .await,
        bare.send("POST", path, &form(&[("access_token", token)]))
            .await,
        bare.send("POST", "/oauth/token", &form(&[("grant_type", "planted")]))
            .await,
        bare.send("POST", "/oauth/token", &{
            form(&[
                ("grant_type", "refresh_token"),
                ("refresh_token", "planted.planted"),
            ])
        })
        .await,
        bare.send(
            "POST",
            "/oauth/revoke",
            &form(&[("client_secret", "planted")]),
        )
        .await,
        bare.send(
            "POST",
            "/oauth/introspect",
            &form(&[("token", refresh_token)]),
        )
        .await,
        basic
            .send("POST", "/oauth/token", "grant_type=refresh_token")
            .await,
    ] {
        assert!(refused.status >= 400, "{refused:?}");
        let said = format!("{refused:?}");
        assert!(!said.contains("planted") && !said.contains(token), "{said}");
    }
}

/// Device codes, in good answers and in bad ones.
async fn confirm_codes(app: &TestApp) {
    app.register_device(json!({})).await;
    let link = app.invitation().await;
    let unreadable = r#"{"device_code":"planted-device-code","#;
    for bad in [
        code(json!({ "user_code": null, "planted": "planted" })),
        Reply::text(200, "application/json", unreadable),
        Reply::json(
            400,
            &json!({ "error": "planted error", "device_code": "planted" }),
        ),
    ] {
        app.provider.will(bad);
        assert_clean(&app.browser().get(&link).await);
    }
    app.open_code(&link, code(json!({}))).await;
    assert_clean(&app.browser().get(&link).await);
    let odd = json!({ "error": { "planted": "planted" } });
    app.poll(5.0, Reply::json(400, &odd), 10.0).await;
    app.last_poll(10.0, Reply::json(400, &json!({ "error": "planted error" })))
        .await;
    app.bus.expect(topic::HIDE).await;
    app.bus.expect(topic::FAILED).await;
    let over = app.browser().get(&link).await;
    assert_clean(&app.browser().get(over.redirect()).await);
}

/// Asserts that a page, its headers included, says nothing back.
#[track_caller]
fn assert_clean(page: &Page) {
    assert!(!format!("{page:?}").contains("planted"), "{page:?}");
    let kind = page.headers.get("content-type").map(String::as_str);
    assert_eq!(kind, Some("text/html; charset=utf-8"));
}

/// Secrets come and go by the old JSON files, in good and in broken ones.
async fn use_the_files(app: &TestApp) {
    let files = app.json_files();
    let mut row = app.app_row();
    row["client_secret"] = "planted-typed".into();
    files.put(APPS, &json!({ "skill_app": row }));
    files.put(TOKENS, &json!({ "skill_app": token_row("planted", 5.0) }));
    app.bus.expect(topic::REFRESHED).await;
    for broken in [
        "{\"planted",
        "\"planted\"",
        "{\"skill_app\": \"planted\" \"planted\"}",
    ] {
        files.put_text(TOKENS, broken);
        app.provider.will(Reply::error("invalid_scope"));
        app.ask("oauth.refresh", &ids()).await;
        app.clock.advance(3.0);
        files.until_token("skill_app", "at-planted").await;
    }
    files.put_text(TOKENS, "{\"skill_app\": {\"planted\": [\"planted\"]}}");
    files.until_token("skill_app", "at-planted").await;
}

#[tokio::test]
async fn bug19_neither_log_nor_page_holds_a_secret() {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt::layer().with_writer(move || writer.clone());
    // Other crates are capped by the command line's own filter.
    let own = Targets::new().with_target("phal_oauth", tracing::Level::TRACE);
    let subscriber = Registry::default().with(lines.with_filter(own));
    // With one subscriber alone, tracing asks the thread that first comes to a log line whether
    // anyone wants it, and that may be another test's: with two it asks them.
    let _other = tracing::Dispatch::new(Registry::default());
    let guard = tracing::subscriber::set_default(subscriber);
    let app = TestApp::with(Setup {
        api: ApiReach::Machine,
        ..Setup::DEFAULT
    })
    .await;
    live(&app).await;
    confirm_codes(&app).await;
    let mut keys = use_the_dashboard(&app).await.to_vec();
    keys.extend(use_the_api(&app).await);
    let bus = format!("{:?}", app.bus.all());
    app.stop().await;
    drop(guard);
    let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        said.contains("logged in")
            && said.contains("token refreshed")
            && said.contains("moved aside")
            && said.contains("a poll brought nothing")
            && said.contains("API request refused"),
        "{said}"
    );
    assert!(!said.contains("planted"), "{said}");
    for key in keys {
        assert!(!said.contains(&key) && !bus.contains(&key), "{said}");
    }
}
