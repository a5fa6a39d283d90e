//! The API for programs that are not on the bus: who is let in, what they get, what they are refused.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::helpers::browser::Page;
use crate::helpers::program::Program;
use crate::helpers::{ApiReach, NOW, Reply, Setup, TestApp, assert_refused, ids, topic, with};

/// The token of the app that most tests use.
const PATH: &str = "/api/v1/tokens/skill_app";

/// An app with a token of this lifetime, and a program that may have it.
async fn logged_in(lifetime: u64) -> (TestApp, Program) {
    let app = TestApp::with(Setup {
        api: ApiReach::Machine,
        ..Setup::DEFAULT
    })
    .await;
    app.register(json!({})).await;
    let token = json!({
        "access_token": "at", "refresh_token": "rt", "expires_in": lifetime, "scope": "a",
    });
    app.log_in(&token).await;
    let program = Program::let_in(&app, "token:skill_app").await;
    (app, program)
}

fn hash(token: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(token))[..16].to_owned()
}

fn json_of(page: &Page) -> Value {
    assert_eq!(page.headers["content-type"], "application/json", "{page:?}");
    serde_json::from_str(&page.body).unwrap()
}

/// Asserts a refusal, and returns its challenge.
#[track_caller]
fn assert_denied(page: &Page, status: u16, code: &str) -> Option<String> {
    assert_eq!(page.status, status, "{page:?}");
    assert_refused(&json_of(page), code);
    page.headers.get("www-authenticate").cloned()
}

#[track_caller]
fn assert_challenged(page: &Page, status: u16, code: &str, challenge: &str) {
    let told = assert_denied(page, status, code);
    assert_eq!(told.as_deref(), Some(challenge), "{page:?}");
}

#[tokio::test]
async fn a_program_gets_what_a_skill_gets() {
    let (app, program) = logged_in(3600).await;
    let page = program.get(PATH).await;
    assert_eq!(page.status, 200, "{page:?}");
    let told = json_of(&page);
    assert_eq!(told, app.ask("oauth.token.get", &ids()).await);
    assert_eq!(told["access_token"], "at");
    assert_eq!(told["expires_at"], NOW + 3600.0);
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(page.headers[name], value);
    }
    app.stop().await;
}

#[tokio::test]
async fn what_is_handed_out_is_noted() {
    let (app, program) = logged_in(3600).await;
    let read = async || {
        let audit = app.caller().await.ask("oauth.audit", &json!({})).await;
        let entries = audit["entries"].as_array().unwrap().clone();
        let is_read = |entry: &Value| entry["deed"] == "token_read";
        entries.into_iter().filter(is_read).collect::<Vec<Value>>()
    };
    program.get("/api/v1/tokens/skill_other").await;
    program.get(&format!("{PATH}?rejected=x")).await;
    program.get("/api/v1/status").await;
    program.send("HEAD", PATH, "").await;
    assert_eq!(read().await, [] as [Value; 0]);
    program.get(PATH).await;
    let entries = read().await;
    let [entry] = entries.as_slice() else {
        panic!("{entries:?}")
    };
    assert_eq!(entry["client_id"], program.client_id);
    assert_eq!(entry["munged_id"], "skill_app");
    assert_eq!(entry["address"], "127.0.0.1");
    assert_eq!(entry["token"], hash("at"));
    let other = Connection::open(app.folder.path().join("data/oauth.db")).unwrap();
    other
        .execute_batch(
            "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(FAIL, 'no'); END",
        )
        .unwrap();
    app.clock.advance(61.0);
    // What cannot be noted is not handed out.
    assert_denied(&program.get(PATH).await, 500, "storage");
    app.stop().await;
}

#[tokio::test]
async fn who_shows_no_good_token_is_told_why() {
    let (app, program) = logged_in(3600).await;
    let token = program.token.clone();
    let bare = "Bearer realm=\"phal-oauth\"";
    for path in [PATH, "/api/v1/status", "/api/v1/tokens/nobody"] {
        let nothing = program.showing(&[]).get(path).await;
        assert_challenged(&nothing, 401, "no_token", bare);
    }
    let malformed = format!("{bare}, error=\"invalid_request\"");
    let unknown = format!("{bare}, error=\"invalid_token\"");
    let refresh = format!("Bearer {}", program.refresh_token);
    for (shown, code, challenge) in [
        ("Basic YTpi", "no_token", bare),
        ("Bearer", "invalid_request", &malformed),
        ("Bearer a b", "invalid_request", &malformed),
        ("Bearer nonsense", "invalid_token", &unknown),
        (&refresh, "invalid_token", &unknown),
    ] {
        let status = if code == "invalid_request" { 400 } else { 401 };
        let page = program.showing(&[shown]).get(PATH).await;
        assert_challenged(&page, status, code, challenge);
    }
    let bearer = format!("Bearer {token}");
    let twice = program.showing(&[&bearer, &bearer]).get(PATH).await;
    assert_challenged(&twice, 400, "invalid_request", &malformed);
    let query = format!("{PATH}?access_token={token}");
    let in_query = program.showing(&[]).get(&query).await;
    assert_challenged(&in_query, 401, "no_token", bare);
    let in_both = program.get(&query).await;
    assert_challenged(&in_both, 400, "invalid_request", &malformed);
    let form = format!("access_token={token}");
    let in_form = program.showing(&[]).send("GET", PATH, &form).await;
    assert_challenged(&in_form, 401, "no_token", bare);
    assert_eq!(program.get(PATH).await.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn a_token_that_has_ended_or_was_given_back_opens_nothing() {
    let (app, program) = logged_in(86_400).await;
    let unknown = "Bearer realm=\"phal-oauth\", error=\"invalid_token\"";
    let other = Program::let_in(&app, "token:skill_app").await;
    program.give_back().await;
    let page = program.get(PATH).await;
    assert_challenged(&page, 401, "invalid_token", unknown);
    app.clock.advance(3590.0);
    assert_eq!(other.get(PATH).await.status, 200);
    app.clock.advance(10.0);
    let page = other.get(PATH).await;
    assert_challenged(&page, 401, "invalid_token", unknown);
    app.stop().await;
}

#[tokio::test]
async fn a_scope_opens_what_it_names_and_tells_nothing_of_the_rest() {
    let (app, program) = logged_in(3600).await;
    for id in ["skill_app2", "skill_ap", "Skill_app", "skill_APP", "skill_"] {
        let page = program.get(&format!("/api/v1/tokens/{id}")).await;
        let challenge = format!(
            "Bearer realm=\"phal-oauth\", error=\"insufficient_scope\", scope=\"token:{id}\""
        );
        assert_challenged(&page, 403, "insufficient_scope", &challenge);
    }
    // A wrong question is not looked at before the scope.
    let page = program
        .get("/api/v1/tokens/skill_x?min_valid_seconds=x")
        .await;
    assert_denied(&page, 403, "insufficient_scope");
    // What is no id is in no header, and no scope opens it.
    let long = "a".repeat(258);
    for id in [
        "a%22b%0d%0ac",
        "%ff",
        "sk%20ill",
        "caf%c3%a9",
        "token:*",
        &long,
    ] {
        let page = program.get(&format!("/api/v1/tokens/{id}")).await;
        assert_denied(&page, 400, "invalid_id");
    }

    let other = Program::let_in(&app, "token:skill_other").await;
    let page = other.get(PATH).await;
    let known = assert_denied(&page, 403, "insufficient_scope");
    assert_eq!(known.unwrap(), {
        "Bearer realm=\"phal-oauth\", error=\"insufficient_scope\", scope=\"token:skill_app\""
    });
    assert_denied(
        &other.get("/api/v1/tokens/skill_other").await,
        404,
        "unknown_app",
    );
    let both = Program::let_in(&app, "token:skill_other token:skill_app").await;
    assert_eq!(both.get(PATH).await.status, 200);
    let all = Program::let_in(&app, "token:*").await;
    assert_eq!(all.get(PATH).await.status, 200);
    assert_denied(&all.get("/api/v1/tokens/nobody").await, 404, "unknown_app");
    assert_denied(&all.get("/api/v1/tokens/*").await, 400, "invalid_id");
    app.stop().await;
}

#[tokio::test]
async fn an_id_may_be_percent_encoded() {
    let (app, _) = logged_in(3600).await;
    let odd = json!({ "app_id": "a:b.c" });
    app.ask("oauth.register", &with(app.registration(), odd))
        .await;
    app.log_in_other("a:b.c", &json!({ "access_token": "at-odd" }))
        .await;
    let program = Program::let_in(&app, "token:skill_a:b.c").await;
    for path in [
        "/api/v1/tokens/skill_a:b.c",
        "/api/v1/tokens/skill%5Fa%3Ab%2Ec",
    ] {
        assert_eq!(json_of(&program.get(path).await)["access_token"], "at-odd");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_token_is_renewed_on_the_way() {
    let (app, program) = logged_in(3600).await;
    let renewed = |name: &str| {
        let token = json!({ "access_token": name, "expires_in": 3600 });
        Reply::json(200, &token)
    };
    app.clock.advance(700.0);
    let path = format!("{PATH}?min_valid_seconds=2900.5");
    assert_eq!(json_of(&program.get(PATH).await)["access_token"], "at");
    app.provider.will(renewed("at-2"));
    assert_eq!(json_of(&program.get(&path).await)["access_token"], "at-2");
    app.bus.expect(topic::REFRESHED).await;

    app.clock.advance(61.0);
    let path = format!("{PATH}?rejected={}", hash("at-2"));
    app.provider.will(renewed("at-3"));
    assert_eq!(json_of(&program.get(&path).await)["access_token"], "at-3");
    app.bus.expect(topic::REFRESHED).await;
    let again = hash("at-3").to_uppercase();
    let page = program.get(&format!("{PATH}?rejected={again}")).await;
    assert_denied(&page, 503, "temporarily_unavailable");
    assert_eq!(page.headers["retry-after"], "60");
    assert_eq!(json_of(&page)["retry_after"], 60);

    for bad in [
        "min_valid_seconds=x",
        "min_valid_seconds=-1",
        "min_valid_seconds=",
        "min_valid_seconds=inf",
        "min_valid_seconds=NaN",
        "min_valid_seconds=1&min_valid_seconds=1",
        "rejected=abc",
        "rejected=zzzzzzzzzzzzzzzz",
        "rejected=%0a",
    ] {
        let page = program.get(&format!("{PATH}?{bad}")).await;
        assert_eq!(assert_denied(&page, 400, "invalid_request"), None, "{bad}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_refusal_tells_what_can_be_done() {
    let (app, program) = logged_in(60).await;
    let all = Program::let_in(&app, "token:*").await;
    let other = |extra| {
        with(
            with(app.registration(), json!({ "app_id": "other" })),
            extra,
        )
    };
    let path = "/api/v1/tokens/skill_other";
    let no_client = json!({ "client_id": null, "client_secret": null });
    app.ask("oauth.register", &other(no_client)).await;
    assert_denied(&all.get(path).await, 409, "needs_credentials");
    app.ask("oauth.register", &other(json!({}))).await;
    assert_denied(&all.get(path).await, 409, "not_authenticated");

    app.clock.advance(60.0);
    app.provider
        .will(Reply::text(429, "text/plain", "slow down").header("retry-after: 40"));
    let page = program.get(PATH).await;
    assert_denied(&page, 503, "temporarily_unavailable");
    assert_eq!(page.headers["retry-after"], "40");
    app.clock.advance(39.0);
    app.provider
        .will(Reply::json(401, &json!({ "error": "invalid_client" })));
    app.clock.advance(2.0);
    assert_denied(&program.get(PATH).await, 409, "misconfigured");
    app.provider.will(Reply::error("invalid_grant"));
    app.register(json!({ "client_secret": "renewed" })).await;
    app.bus.expect(topic::REQUIRED).await;
    assert_denied(&program.get(PATH).await, 409, "needs_login");
    app.stop().await;
}

#[tokio::test]
async fn a_slow_server_is_not_waited_for() {
    let app = TestApp::with(Setup {
        api: ApiReach::Machine,
        reply_within: Duration::from_millis(20),
        ..Setup::DEFAULT
    })
    .await;
    app.register(json!({})).await;
    app.log_in(&json!({ "access_token": "at", "refresh_token": "rt", "expires_in": 60 }))
        .await;
    let program = Program::let_in(&app, "token:skill_app").await;
    app.clock.advance(60.0);
    let fresh = json!({ "access_token": "at-2", "expires_in": 3600 });
    let (reply, gate) = Reply::json(200, &fresh).held();
    app.provider.will(reply);
    let page = program.get(PATH).await;
    assert_denied(&page, 503, "temporarily_unavailable");
    assert_eq!(page.headers["retry-after"], "5");
    // The work goes on, and who comes again has its fruit.
    gate.notify_one();
    app.bus.expect(topic::REFRESHED).await;
    assert_eq!(json_of(&program.get(PATH).await)["access_token"], "at-2");
    app.stop().await;
}

#[tokio::test]
async fn a_store_that_cannot_be_read_is_told() {
    let (app, program) = logged_in(3600).await;
    let other = Connection::open(app.folder.path().join("data/oauth.db")).unwrap();
    other
        .execute_batch("ALTER TABLE tokens RENAME TO gone")
        .unwrap();
    let page = program.get(PATH).await;
    assert_denied(&page, 500, "storage");
    other
        .execute_batch("ALTER TABLE gone RENAME TO tokens")
        .unwrap();
    assert_eq!(program.get(PATH).await.status, 200);
    app.stop().await;
}

#[tokio::test]
async fn the_status_shows_what_the_scope_opens() {
    let (app, program) = logged_in(3600).await;
    let other = with(app.registration(), json!({ "app_id": "other" }));
    app.ask("oauth.register", &other).await;
    let told = async |program: &Program| json_of(&program.get("/api/v1/status").await);
    let whole = app.ask("oauth.status", &json!({})).await;
    assert_eq!(whole["apps"].as_array().unwrap().len(), 2);
    let all = Program::let_in(&app, "token:*").await;
    assert_eq!(told(&all).await, whole);
    let own = app.ask("oauth.status", &ids()).await;
    assert_eq!(told(&program).await, own);
    let none = Program::let_in(&app, "token:skill_app2").await;
    assert_eq!(told(&none).await, json!({ "apps": [] }));
    app.stop().await;
}

#[tokio::test]
async fn other_methods_and_paths_are_answered_as_programs_expect() {
    let (app, program) = logged_in(60).await;
    app.clock.advance(59.0);
    for (method, path, allowed) in [
        ("HEAD", PATH, "GET"),
        ("POST", PATH, "GET"),
        ("OPTIONS", PATH, "GET"),
        ("DELETE", "/api/v1/status", "GET,HEAD"),
        ("PUT", "/api/v1/openapi.json", "GET,HEAD"),
        ("GET", "/oauth/token", "POST"),
    ] {
        let page = program.send(method, path, "").await;
        assert_eq!(page.status, 405, "{method} {path}: {page:?}");
        assert_eq!(page.headers["allow"], allowed, "{method} {path}");
        assert_eq!(page.headers.get("access-control-allow-origin"), None);
        if method != "HEAD" {
            assert_denied(&page, 405, "no_such_method");
        }
    }
    for path in [
        "/",
        "/api/v1/tokens",
        "/api/v1/tokens/",
        "/api/v1/tokens/a/b",
        "/dashboard",
    ] {
        assert_denied(&program.get(path).await, 404, "no_such_path");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_browser_is_kept_out() {
    let (app, program) = logged_in(3600).await;
    let page = program.saying("host", "evil.example").get(PATH).await;
    assert_denied(&page, 421, "wrong_host");
    // It would be part of the issuer.
    let host = "user@127.0.0.1";
    for path in [PATH, "/.well-known/oauth-authorization-server"] {
        let page = program.saying("host", host).get(path).await;
        assert_denied(&page, 421, "wrong_host");
    }
    for (name, value) in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
    ] {
        for path in [PATH, "/api/v1/openapi.json", "/oauth/token"] {
            let page = program.saying(name, value).get(path).await;
            assert_denied(&page, 403, "foreign_origin");
            assert_eq!(page.headers.get("access-control-allow-origin"), None);
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn a_source_whose_requests_fail_too_often_waits_a_moment() {
    let (app, program) = logged_in(86_400).await;
    let waiting = program.begin("token:skill_app").await;
    let stranger = program.showing(&["Bearer nonsense"]);
    let foreign = program.saying("origin", "https://evil.example");
    let mut refused = 0;
    let page = loop {
        let page = stranger.get(PATH).await;
        if page.status != 401 {
            break page;
        }
        refused += 1;
    };
    assert!((900..=1000).contains(&refused), "{refused}");
    assert_denied(&page, 429, "too_many_requests");
    assert_eq!(page.headers["retry-after"], "1");
    assert_eq!(json_of(&page)["retry_after"], 1);
    assert_denied(&program.get(PATH).await, 429, "too_many_requests");
    // There is one again, which nothing of this takes.
    app.clock.advance(0.021);
    for _ in 0..3 {
        assert_eq!(program.get(PATH).await.status, 200);
        assert_denied(&foreign.get(PATH).await, 403, "foreign_origin");
    }
    let page = program.poll(&waiting).await;
    assert_eq!(json_of(&page)["error"], "authorization_pending", "{page:?}");
    // A code is new work, although it is given out.
    program.begin("token:skill_app").await;
    assert_denied(&program.get(PATH).await, 429, "too_many_requests");
    app.stop().await;
}

#[tokio::test]
async fn a_grant_that_there_is_not_is_told_which_there_are() {
    let (app, program) = logged_in(3600).await;
    let form = program.form(&[("grant_type", "authorization_code"), ("code", "x")]);
    let page = program
        .showing(&[])
        .send("POST", "/oauth/token", &form)
        .await;
    let told = json_of(&page);
    assert_eq!(told["error"], "unsupported_grant_type", "{told}");
    let text = told["error_description"].as_str().unwrap();
    // Only a practice server grants those.
    assert!(
        text.contains("refresh_token") && !text.contains("authorization_code"),
        "{text}"
    );
    app.stop().await;
}
