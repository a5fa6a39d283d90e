//! Who may ask the token endpoint, what it refuses, and what else is served.

use axum::http::{Method, Request, StatusCode, header};

use super::practice::{ISSUER, ODD_ID, ODD_SECRET, Practice, basic, encode, redeeming, with};

#[tokio::test]
async fn an_access_token_ends_in_time() {
    let practice = Practice::new();
    let access = practice.tokens().await.member("access_token");
    practice.clock.advance(299.0);
    assert_eq!(practice.hello(&access).await.status, StatusCode::OK);
    practice.clock.advance(1.0);
    let answer = practice.hello(&access).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        answer.header(header::WWW_AUTHENTICATE),
        "Bearer realm=\"phal-oauth\", error=\"invalid_token\""
    );
}

#[tokio::test]
async fn who_shows_no_token_is_told_no_error() {
    let practice = Practice::new();
    let answer = practice.ask(Method::GET, "/hello", None).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        answer.header(header::WWW_AUTHENTICATE),
        "Bearer realm=\"phal-oauth\""
    );
    let refresh = practice.tokens().await.member("refresh_token");
    assert_eq!(
        practice.hello(&refresh).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn basic_carries_odd_characters_form_encoded() {
    let practice = Practice::new();
    let code = practice.code_for(ODD_ID).await;
    let form: Vec<_> = redeeming(&code)
        .into_iter()
        .filter(|(name, _)| *name != "client_id")
        .collect();
    for wrong in [
        basic(ODD_ID, "wrong"),
        basic("demo", "x"),
        "Basic ?".to_owned(),
    ] {
        let answer = practice.post("/oauth/token", &form, Some(&wrong)).await;
        answer.assert_error(StatusCode::UNAUTHORIZED, "invalid_client");
        assert!(
            answer
                .header(header::WWW_AUTHENTICATE)
                .starts_with("Basic ")
        );
    }
    let answer = practice
        .post("/oauth/token", &form, Some(&basic(ODD_ID, ODD_SECRET)))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

#[tokio::test]
async fn a_secret_may_come_in_the_form_but_not_in_both_places() {
    let practice = Practice::new();
    let code = practice.code_for(ODD_ID).await;
    let named = with(&redeeming(&code), "client_id", ODD_ID);
    practice
        .token(&named)
        .await
        .assert_error(StatusCode::UNAUTHORIZED, "invalid_client");
    let proven = [named, vec![("client_secret", ODD_SECRET)]].concat();
    let answer = practice
        .post("/oauth/token", &proven, Some(&basic(ODD_ID, ODD_SECRET)))
        .await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_request");
    assert_eq!(practice.token(&proven).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_faulty_token_request_has_its_own_error() {
    let practice = Practice::new();
    let form = redeeming("x");
    let twice = [form.clone(), vec![("code", "x")]].concat();
    practice
        .token(&twice)
        .await
        .assert_error(StatusCode::BAD_REQUEST, "invalid_request");
    for (name, value, status, error) in [
        ("grant_type", "password", 400, "unsupported_grant_type"),
        ("grant_type", "", 400, "invalid_request"),
        ("client_id", "nobody", 401, "invalid_client"),
        ("client_id", "", 401, "invalid_client"),
        ("code", "", 400, "invalid_request"),
        ("code", "unknown", 400, "invalid_grant"),
    ] {
        let answer = practice.token(&with(&form, name, value)).await;
        answer.assert_error(StatusCode::from_u16(status).unwrap(), error);
    }
    let long = "x".repeat(20_000);
    let answer = practice.token(&with(&form, "code", &long)).await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_request");

    let request = Request::post("/oauth/token").header(header::CONTENT_TYPE, "application/json");
    let answer = practice
        .send(request.body(encode(&form).into()).unwrap())
        .await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_request");
    let answer = practice.ask(Method::GET, "/oauth/token", None).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_metadata_names_the_endpoints() {
    let practice = Practice::new();
    let path = "/.well-known/oauth-authorization-server";
    let metadata = practice.ask(Method::GET, path, None).await;
    assert_eq!(metadata.member("issuer"), ISSUER);
    assert_eq!(
        metadata.member("token_endpoint"),
        format!("{ISSUER}/oauth/token")
    );
    assert_eq!(
        metadata.json()["authorization_response_iss_parameter_supported"],
        true
    );
    let style = practice.ask(Method::GET, "/style.css", None).await;
    assert!(style.header(header::CONTENT_TYPE).starts_with("text/css"));
}
