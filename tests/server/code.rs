//! Codes and what they are worth.

use std::sync::Barrier;
use std::thread;

use axum::http::{StatusCode, header};
use phal_oauth::server::Client;
use tokio::runtime::Builder;

use super::practice::{Answer, CALLBACK, ISSUER, Practice, asking, redeeming, request_id, with};

#[tokio::test]
async fn an_approved_client_gets_tokens_that_work() {
    let practice = Practice::new();
    let page = practice.authorize(&asking()).await;
    let answer = practice.decide(&request_id(&page), "approve").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header(header::LOCATION).starts_with(CALLBACK));
    assert_eq!(answer.carried("state").as_deref(), Some("s/1 &?"));
    assert_eq!(answer.carried("iss").as_deref(), Some(ISSUER));
    assert_eq!(answer.carried("error"), None);

    let code = answer.carried("code").unwrap();
    let tokens = practice.token(&redeeming(&code)).await;
    assert_eq!(tokens.status, StatusCode::OK);
    assert_eq!(tokens.header(header::CACHE_CONTROL), "no-store");
    assert_eq!(tokens.member("token_type"), "Bearer");
    assert_eq!(tokens.member("scope"), "calendar.read mail");
    assert_eq!(tokens.json()["expires_in"], 300);
    assert_ne!(tokens.member("refresh_token"), "");

    let hello = practice.hello(&tokens.member("access_token")).await;
    assert_eq!(
        hello.json(),
        serde_json::json!({ "hello": "Hello, Calendar <b>!" })
    );
}

#[tokio::test]
async fn a_wrong_verifier_gets_nothing_and_spends_the_code() {
    let practice = Practice::new();
    let code = practice.code_for("demo").await;
    let wrong = "a".repeat(43);
    let answer = practice
        .token(&with(&redeeming(&code), "code_verifier", &wrong))
        .await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    let answer = practice.token(&redeeming(&code)).await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    for malformed in ["", "short", &"a".repeat(129), &"!".repeat(43)] {
        let answer = practice
            .token(&with(&redeeming(&code), "code_verifier", malformed))
            .await;
        answer.assert_error(StatusCode::BAD_REQUEST, "invalid_request");
    }
}

#[tokio::test]
async fn a_code_belongs_to_its_client_its_address_and_its_minute() {
    let practice = Practice::new();
    let code = practice.code_for("demo").await;
    let answer = practice
        .token(&with(&redeeming(&code), "client_id", "other"))
        .await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    // The other client's attempt has not spent it.
    assert_eq!(
        practice.token(&redeeming(&code)).await.status,
        StatusCode::OK
    );

    let code = practice.code_for("demo").await;
    let elsewhere = "http://192.168.1.6:36536/auth/callback/demo";
    let answer = practice
        .token(&with(&redeeming(&code), "redirect_uri", elsewhere))
        .await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");

    let code = practice.code_for("demo").await;
    practice.clock.advance(60.0);
    let answer = practice.token(&redeeming(&code)).await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
}

#[tokio::test]
async fn a_replayed_code_ends_its_tokens() {
    let practice = Practice::new();
    let code = practice.code_for("demo").await;
    let tokens = practice.token(&redeeming(&code)).await;
    let bystander = practice.tokens().await;
    practice.clock.advance(90.0);
    let answer = practice.token(&redeeming(&code)).await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");

    let access = tokens.member("access_token");
    assert_eq!(
        practice.hello(&access).await.status,
        StatusCode::UNAUTHORIZED
    );
    let answer = practice.refresh(&tokens.member("refresh_token")).await;
    answer.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
    assert_eq!(
        practice
            .hello(&bystander.member("access_token"))
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_code_that_is_tried_in_parallel_leaves_no_token_behind() {
    let practice = Practice::new();
    let code = practice.code_for("demo").await;
    let start = Barrier::new(8);
    let attempt = || {
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        start.wait();
        runtime.block_on(practice.token(&redeeming(&code)))
    };
    let answers: Vec<Answer> = thread::scope(|scope| {
        let attempts: Vec<_> = (0..8).map(|_| scope.spawn(attempt)).collect();
        attempts
            .into_iter()
            .map(|attempt| attempt.join().unwrap())
            .collect()
    });
    let is_good = |answer: &&Answer| answer.status == StatusCode::OK;
    let given: Vec<&Answer> = answers.iter().filter(is_good).collect();
    assert!(given.len() <= 1, "{}", given.len());
    // Whether the first was answered before the second came: a code that comes twice ends all.
    for answer in given {
        let hello = practice.hello(&answer.member("access_token")).await;
        assert_eq!(hello.status, StatusCode::UNAUTHORIZED);
    }
    let again = practice.token(&redeeming(&code)).await;
    again.assert_error(StatusCode::BAD_REQUEST, "invalid_grant");
}

#[tokio::test]
async fn a_request_that_names_no_return_address_goes_to_the_clients_own() {
    const OWN: &str = "https://app.example/back";
    let practice = Practice::with(|settings| {
        settings.clients = vec![Client {
            redirect_uris: vec![OWN.to_owned()],
            default_redirect_uri: Some(OWN.to_owned()),
            ..Client::new("demo", "Demo")
        }];
    });
    let request = with(&asking(), "redirect_uri", "");
    let page = practice.authorize(&request).await;
    let answer = practice.decide(&request_id(&page), "approve").await;
    assert!(answer.header(header::LOCATION).starts_with(OWN));
    let code = answer.carried("code").unwrap();
    // What was not in the first request is not asked for in the second.
    let tokens = practice
        .token(&with(&redeeming(&code), "redirect_uri", ""))
        .await;
    assert_eq!(tokens.status, StatusCode::OK, "{}", tokens.text);
    let twice = [asking(), vec![("redirect_uri", CALLBACK)]].concat();
    let refused = practice.authorize(&twice).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}
